//! How many employers say what of which credential for which occupation, counted by the database.

use chrono::NaiveDate;
use entities::{
    affirmation::{self, AffirmationAnswer},
    ids::{CompetencyEditionId, CredentialId},
};
use sea_orm::{
    ColumnTrait, Condition, FromQueryResult, QueryFilter, QuerySelect,
    sea_query::{CaseStatement, Expr, ExprTrait},
};

use super::standing::{latest, standing_among_latest};
use crate::{
    affirmations::ops::state::State,
    app::Cx,
    employers,
    error::{Error, Result, UserErrorCode},
};

/// Groups an answer may hold.
const MOST_GROUPS: usize = 1_000;

/// The employers that affirmed a credential or an edition for an occupation.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Count {
    /// The credential; none for an edition.
    pub credential_id: Option<CredentialId>,
    /// The edition; none for a credential.
    pub competency_edition_id: Option<CompetencyEditionId>,
    /// The occupation.
    pub soc_code: String,
    /// Employers that require it today.
    pub requiring: i64,
    /// Employers that prefer it today.
    pub preferring: i64,
    /// Employers that do not value it today.
    pub not_valuing: i64,
    /// Employers whose word is about an older edition.
    pub stale: i64,
    /// Employers whose word has expired.
    pub expired: i64,
    /// The day of the last word.
    pub last_affirmed_on: NaiveDate,
}

/// The counts over the live affirmations that a filter finds, without those that were superseded: one statement. What most
/// employers require comes first.
///
/// # Errors
/// `LIMIT` when there are more than a thousand groups; database errors.
pub async fn counts(cx: &Cx, filter: Condition) -> Result<Vec<Count>> {
    use affirmation::Column as C;
    let today = cx.app.clock.today();
    let said = |answer: AffirmationAnswer| {
        employers_of(standing_among_latest(State::Current, today).add(C::Answer.eq(answer)))
    };
    let standing = |state| employers_of(standing_among_latest(state, today));
    let most = u64::try_from(MOST_GROUPS + 1).map_err(Error::internal)?;
    let mut counts: Vec<Count> = super::live(cx)
        .filter(filter)
        .filter(C::EmployerId.in_subquery(employers::reads::live_ids()))
        .filter(latest())
        .select_only()
        .columns([C::CredentialId, C::CompetencyEditionId, C::SocCode])
        .expr_as(said(AffirmationAnswer::Required), "requiring")
        .expr_as(said(AffirmationAnswer::Preferred), "preferring")
        .expr_as(said(AffirmationAnswer::NotValued), "not_valuing")
        .expr_as(standing(State::Stale), "stale")
        .expr_as(standing(State::Expired), "expired")
        .column_as(C::AffirmedOn.max(), "last_affirmed_on")
        .group_by(C::CredentialId)
        .group_by(C::CompetencyEditionId)
        .group_by(C::SocCode)
        .limit(most)
        .into_model()
        .all(cx.app.db.read())
        .await?;
    if counts.len() > MOST_GROUPS {
        let message = format!("This makes more than {MOST_GROUPS} groups; narrow it by a filter.");
        return Err(Error::user(UserErrorCode::Limit, "where", message));
    }
    counts.sort_by(|one, other| order(one).cmp(&order(other)));
    Ok(counts)
}

/// Different employers among the rows that meet a condition: what is NULL is not counted.
fn employers_of(condition: Condition) -> Expr {
    let employer = Expr::col((affirmation::Entity, affirmation::Column::EmployerId));
    let case: Expr = CaseStatement::new().case(condition, employer).into();
    case.count_distinct()
}

type Order<'c> = (
    i64,
    i64,
    &'c str,
    Option<CredentialId>,
    Option<CompetencyEditionId>,
);

fn order(count: &Count) -> Order<'_> {
    (
        -count.requiring,
        -count.preferring,
        &count.soc_code,
        count.credential_id,
        count.competency_edition_id,
    )
}
