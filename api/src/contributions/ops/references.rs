//! The records a contribution refers to: they are there, visible, live, and fit.

use entities::{
    agency, contribution,
    ids::{AgencyId, PartnershipId, ProgramId, RoleTypeId},
    partnership, program,
    role_type::RoleSide,
};
use sea_orm::{
    ActiveValue::{self, Set},
    ColumnTrait, EntityTrait, QueryFilter,
};

use crate::{
    app::Cx,
    checks::Checks,
    db::Tx,
    employers,
    error::{Error, Result, UserErrorCode},
    policy::{self, Action},
    roles,
};

/// Checks what is set and differs from what is stored: a record that was put into the trash since stays where it is named.
pub(super) async fn check(
    tx: &Tx,
    cx: &Cx,
    before: Option<&contribution::Model>,
    row: &contribution::ActiveModel,
) -> Result<()> {
    let mut checks = Checks::new();
    if let Some(id) = new(&row.employer_id, before.map(|before| before.employer_id)) {
        let select = employers::reads::live(cx).filter(entities::employer::Column::Id.eq(id));
        checks.note(found(select.one(tx).await?, "input.employerId", "employer"));
    }
    if let Some(id) = new(&row.agency_id, before.map(|before| before.agency_id)) {
        checks.note(check_agency(tx, cx, id).await);
    }
    if let Some(id) = new(&row.partnership_id, before.map(|before| before.partnership_id)).flatten() {
        checks.note(check_partnership(tx, cx, id).await);
    }
    if let Some(id) = new(&row.role_type_id, before.map(|before| before.role_type_id)).flatten() {
        checks.note(check_role_type(tx, cx, id).await);
    }
    if let Some(id) = new(&row.program_id, before.map(|before| before.program_id)).flatten() {
        checks.note(check_program(tx, cx, id).await);
    }
    checks.done()
}

fn new<T: Copy + PartialEq + Into<sea_orm::Value>>(value: &ActiveValue<T>, stored: Option<T>) -> Option<T> {
    match value {
        Set(value) if stored != Some(*value) => Some(*value),
        _ => None,
    }
}

fn found<T>(row: Option<T>, path: &str, what: &str) -> Result<T> {
    row.ok_or_else(|| Error::user(UserErrorCode::NotFound, path, format!("There is no such {what}.")))
}

async fn check_agency(tx: &Tx, cx: &Cx, id: AgencyId) -> Result<()> {
    let row = agency::Entity::find_by_id(id)
        .filter(policy::visible_shared(&cx.actor, Action::AgencyRead))
        .filter(agency::Column::TrashedAt.is_null())
        .one(tx)
        .await?;
    found(row, "input.agencyId", "agency").map(|_| ())
}

async fn check_partnership(tx: &Tx, cx: &Cx, id: PartnershipId) -> Result<()> {
    let row = partnership::Entity::find_by_id(id)
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .filter(partnership::Column::TrashedAt.is_null())
        .one(tx)
        .await?;
    found(row, "input.partnershipId", "partnership").map(|_| ())
}

async fn check_program(tx: &Tx, cx: &Cx, id: ProgramId) -> Result<()> {
    let row = program::Entity::find_by_id(id)
        .filter(policy::visible_shared(&cx.actor, Action::AgencyRead))
        .filter(program::Column::TrashedAt.is_null())
        .one(tx)
        .await?;
    found(row, "input.programId", "program").map(|_| ())
}

/// A role that can be chosen, and that employers can take.
async fn check_role_type(tx: &Tx, cx: &Cx, id: RoleTypeId) -> Result<()> {
    let path = "input.roleTypeId";
    let row = roles::reads::visible_types(cx)
        .filter(entities::role_type::Column::Id.eq(id))
        .one(tx)
        .await?;
    let row = found(row, path, "role type")?;
    if row.retired_at.is_some() {
        return Err(Error::state(path, "This role type is out of use."));
    }
    if row.side == RoleSide::Agency {
        return Err(Error::invalid(path, "Employers do not take this role."));
    }
    Ok(())
}
