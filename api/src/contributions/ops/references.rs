//! The records a contribution refers to: they are there, visible, live, and fit.

use entities::{
    agency, contribution, employer,
    ids::RoleTypeId,
    partnership, program,
    role_type::{self, RoleSide},
};
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    agencies,
    app::Cx,
    checks::Checks,
    db::Tx,
    employers,
    error::{Error, Result},
    partnerships, programs, roles,
    shared::references::{changed, found},
};

/// Checks what is set and differs from what is stored: a record that was put into the trash since stays where it is named.
pub(super) async fn check(
    tx: &Tx,
    cx: &Cx,
    before: Option<&contribution::Model>,
    row: &contribution::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    if let Some(id) = changed(&row.employer_id, before.map(|before| before.employer_id)) {
        let select = employers::reads::live(cx).filter(employer::Column::Id.eq(id));
        checks.note(found(tx, select, "input.employerId", "employer").await);
    }
    if let Some(id) = changed(&row.agency_id, before.map(|before| before.agency_id)) {
        let select = agencies::reads::live(cx).filter(agency::Column::Id.eq(id));
        checks.note(found(tx, select, "input.agencyId", "agency").await);
    }
    if let Some(id) = changed(&row.partnership_id, before.map(|before| before.partnership_id)).flatten() {
        let select = partnerships::reads::live(cx).filter(partnership::Column::Id.eq(id));
        checks.note(found(tx, select, "input.partnershipId", "partnership").await);
    }
    if let Some(id) = changed(&row.role_type_id, before.map(|before| before.role_type_id)).flatten() {
        checks.note(check_role_type(tx, cx, id).await);
    }
    if let Some(id) = changed(&row.program_id, before.map(|before| before.program_id)).flatten() {
        let select = programs::reads::live(cx).filter(program::Column::Id.eq(id));
        checks.note(found(tx, select, "input.programId", "program").await);
    }
    checks.done()
}

/// A role that can be chosen, and that employers can take.
async fn check_role_type(tx: &Tx, cx: &Cx, id: RoleTypeId) -> Result<()> {
    let path = "input.roleTypeId";
    let select = roles::reads::visible_types(cx).filter(role_type::Column::Id.eq(id));
    let row = found(tx, select, path, "role type").await?;
    if row.retired_at.is_some() {
        return Err(Error::state(path, "This role type is out of use."));
    }
    if row.side == RoleSide::Agency {
        return Err(Error::invalid(path, "Employers do not take this role."));
    }
    Ok(())
}
