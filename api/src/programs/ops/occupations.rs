//! The occupations that a program leads to.

use entities::{
    ids::ProgramId,
    program_occupation::{ActiveModel, Column as C, Entity},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::{
    audit::FieldChange,
    checks::Checks,
    codes::shapes,
    db::Tx,
    error::{Result, UserErrorCode},
};

const MOST_OCCUPATIONS: usize = 50;

/// SOC codes as they are stored, each once, in their order.
pub(super) fn checked(checks: &mut Checks, codes: &[String]) -> Vec<String> {
    let mut kept = Vec::new();
    for (place, code) in codes.iter().enumerate() {
        match shapes::soc(code) {
            Some(code) => kept.push(code),
            None => checks.fail(
                UserErrorCode::Invalid,
                &format!("input.socCodes.{place}"),
                shapes::SOC_EXPECTED,
            ),
        }
    }
    kept.sort();
    kept.dedup();
    if kept.len() > MOST_OCCUPATIONS {
        let message = format!("A program leads to {MOST_OCCUPATIONS} occupations at most.");
        checks.fail(UserErrorCode::Limit, "input.socCodes", message);
    }
    kept
}

/// The occupations that a program leads to, in the order of their codes.
pub(super) async fn stored(tx: &Tx, program: ProgramId) -> Result<Vec<String>> {
    let rows = Entity::find()
        .filter(C::ProgramId.eq(program))
        .order_by_asc(C::SocCode)
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|row| row.soc_code).collect())
}

/// Makes `codes` the occupations of the program; what changed, if anything did.
pub(super) async fn set(tx: &Tx, program: ProgramId, codes: &[String]) -> Result<Option<FieldChange>> {
    let had = stored(tx, program).await?;
    if had == codes {
        return Ok(None);
    }
    Entity::delete_many()
        .filter(C::ProgramId.eq(program))
        .exec(tx)
        .await?;
    let rows = codes.iter().map(|code| ActiveModel {
        program_id: Set(program),
        soc_code: Set(code.clone()),
    });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    let list = |codes: &[String]| (!codes.is_empty()).then(|| codes.join(", "));
    Ok(Some(FieldChange {
        field: "occupations".into(),
        before: list(&had),
        after: list(codes),
        is_restricted: false,
    }))
}
