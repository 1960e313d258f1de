//! What is published is made from counts by program and program year, over the rows of all agencies: nothing else of the rows
//! leaves here. Grouped by the database, from indexes that hold all they need.

mod by_employer;
mod publications;
mod retention;

use chrono::NaiveDate;
use entities::{
    completer,
    employment::{self, ExitQuarter},
    hire,
    ids::{AgencyId, ProgramId},
    program, skill_gain,
};
use sea_orm::{
    ColumnTrait, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QuerySelect, Select,
    sea_query::{CaseStatement, Expr, SimpleExpr},
};

use crate::{
    app::Cx,
    error::Result,
    policy::{self, Action},
    skill_gains,
};

pub use by_employer::{ByEmployer, employment_by_employer, hires_by_employer};
pub use publications::{Newest, document, newest, was_published_by_hand};
pub use retention::{Retained, retention};

/// The completers of a program year.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Completed {
    /// The program.
    pub program_id: ProgramId,
    /// The program year.
    pub program_year: i32,
    /// Completers.
    pub people: i64,
    /// Those who earned a credential.
    pub with_credential: i64,
    /// The first day on which one of them exited.
    pub first_exit: Option<NaiveDate>,
}

/// The hires of the completers of a program year.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Hired {
    /// The program.
    pub program_id: ProgramId,
    /// The program year.
    pub program_year: i32,
    /// Completers who were hired, each once.
    pub people: i64,
    /// Those hired in the occupation they trained for.
    pub in_field: i64,
}

/// Those employed in a quarter after exit, of the completers of a program year.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Employed {
    /// The program.
    pub program_id: ProgramId,
    /// The program year.
    pub program_year: i32,
    /// Which quarter.
    pub quarter: ExitQuarter,
    /// Completers in unsubsidized employment, each once.
    pub people: i64,
}

/// The skill gains of a program year.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Gained {
    /// The program.
    pub program_id: ProgramId,
    /// The program year of the gains.
    pub program_year: i32,
    /// Participants with a gain that counts.
    pub people: i64,
}

/// Rows of a table as outcomes count them: for whoever may see outcomes, whichever agency they belong to.
fn rows<E: EntityTrait>(cx: &Cx) -> Select<E> {
    E::find().filter(policy::visible_shared(&cx.actor, Action::OutcomeRead))
}

/// The employment that the measures take: unsubsidized, of people who are not left out by a federal exclusion.
fn measured(cx: &Cx) -> Select<employment::Entity> {
    use employment::Column as C;
    rows::<employment::Entity>(cx)
        .filter(C::EmployerId.is_not_null())
        .filter(C::IsUnsubsidized.eq(true))
        .filter(C::IsExcluded.eq(false))
}

/// The live hires.
fn hires(cx: &Cx) -> Select<hire::Entity> {
    rows::<hire::Entity>(cx).filter(hire::Column::TrashedAt.is_null())
}

/// The completer of a hire, when it is in the occupation trained for.
fn in_field() -> SimpleExpr {
    let case = CaseStatement::new().case(
        hire::Column::IsInField.eq(true),
        Expr::col(hire::Column::CompleterId.as_column_ref()),
    );
    case.into()
}

/// The completers of each program and year.
///
/// # Errors
/// Database errors.
pub async fn completed(cx: &Cx) -> Result<Vec<Completed>> {
    use completer::Column as C;
    Ok(rows::<completer::Entity>(cx)
        .filter(C::TrashedAt.is_null())
        .select_only()
        .columns([C::ProgramId, C::ProgramYear])
        .column_as(C::Id.count(), "people")
        .column_as(C::CredentialId.count(), "with_credential")
        .column_as(C::ExitedOn.min(), "first_exit")
        .group_by(C::ProgramId)
        .group_by(C::ProgramYear)
        .into_model()
        .all(cx.app.db.read())
        .await?)
}

/// The hires of each program and year.
///
/// # Errors
/// Database errors.
pub async fn hired(cx: &Cx) -> Result<Vec<Hired>> {
    use hire::Column as C;
    let people = Expr::col(C::CompleterId.as_column_ref()).count_distinct();
    Ok(hires(cx)
        .select_only()
        .columns([C::ProgramId, C::ProgramYear])
        .column_as(people, "people")
        .column_as(in_field().count_distinct(), "in_field")
        .group_by(C::ProgramId)
        .group_by(C::ProgramYear)
        .into_model()
        .all(cx.app.db.read())
        .await?)
}

/// Those employed in each quarter after exit, of each program and year.
///
/// # Errors
/// Database errors.
pub async fn employed(cx: &Cx) -> Result<Vec<Employed>> {
    use employment::Column as C;
    let people = Expr::col(C::CompleterId.as_column_ref()).count_distinct();
    Ok(measured(cx)
        .select_only()
        .columns([C::ProgramId, C::ProgramYear, C::Quarter])
        .column_as(people, "people")
        .group_by(C::ProgramId)
        .group_by(C::ProgramYear)
        .group_by(C::Quarter)
        .into_model()
        .all(cx.app.db.read())
        .await?)
}

/// The participants with a skill gain, of each program and year.
///
/// # Errors
/// Database errors.
pub async fn gained(cx: &Cx) -> Result<Vec<Gained>> {
    use skill_gain::Column as C;
    Ok(rows::<skill_gain::Entity>(cx)
        .filter(skill_gains::reads::counted())
        .select_only()
        .columns([C::ProgramId, C::ProgramYear])
        .column_as(C::Id.count(), "people")
        .group_by(C::ProgramId)
        .group_by(C::ProgramYear)
        .into_model()
        .all(cx.app.db.read())
        .await?)
}

/// The provider of each program, live or in the trash.
///
/// # Errors
/// Database errors.
pub async fn providers(cx: &Cx) -> Result<Vec<(ProgramId, AgencyId)>> {
    use program::Column as C;
    Ok(rows::<program::Entity>(cx)
        .select_only()
        .columns([C::Id, C::AgencyId])
        .into_tuple()
        .all(cx.app.db.read())
        .await?)
}
