//! Outcomes as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object, SimpleObject};
use entities::ids::{AgencyId, ProgramId};
use futures_util::future::BoxFuture;

use super::{
    ops::{Answer, Count, Counts},
    reads::Newest,
    suppression::{Place, Reason},
};
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    config::Floors,
    error::{Result, UserError},
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    scalars::{Date, Decimal, Instant},
    server::types::SuppressionFloors,
};

/// Why a count is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "Reason")]
pub enum SuppressionReason {
    /// Fewer people than the floor.
    SmallN,
    /// Fewer employers than the floor.
    FewEmployers,
    /// One employer has as large a part of it as hides it.
    DominantEmployer,
    /// It is hidden for what it holds, or with the counts that are shown it would tell one that is: which of those that are hidden for
    /// each other is the small one is not told.
    Complementary,
    /// It is more than 95 percent of its group, or less than 5: it would tell of everybody in it.
    ExtremePercent,
    /// There is nothing to count.
    NotAvailable,
    /// The quarter after exit has not ended for anybody of the group.
    NotYetDue,
}

/// A count, or why it is not shown: one of the two is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct OutcomeCount {
    /// The count; null when it is hidden, and only then.
    pub value: Option<i64>,
    /// Why it is hidden; null when it is shown.
    pub reason: Option<SuppressionReason>,
}

impl From<Count> for OutcomeCount {
    fn from(count: Count) -> Self {
        Self {
            value: count.ok(),
            reason: count.err().map(Into::into),
        }
    }
}

/// A share in percent, or why it is not shown: one of the two is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct OutcomeRate {
    /// The share in percent, rounded to two digits; null when its numerator or denominator is hidden.
    pub percent: Option<Decimal>,
    /// Why it is hidden; null when it is shown.
    pub reason: Option<SuppressionReason>,
}

/// Retention with the same employer (20 CFR 677.155(a)(1)(vi)), of those whose fourth quarter after exit has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct OutcomeRetention {
    /// Those whom the same employer employed in the second and in the fourth quarter after exit: the number that was matched
    /// recurs; where one quarter names none, the record of the employer does.
    pub numerator: OutcomeCount,
    /// Those in unsubsidized employment in the second quarter after exit.
    pub denominator: OutcomeCount,
    /// The numerator as a share of the denominator.
    pub rate: OutcomeRate,
}

impl OutcomeRetention {
    fn new(numerator: Count, denominator: Count) -> Self {
        let percent = denominator.and_then(|whole| {
            let part = numerator?;
            Ok(Decimal((part * 10_000 + whole / 2) / whole.max(1)))
        });
        Self {
            numerator: numerator.into(),
            denominator: denominator.into(),
            rate: OutcomeRate {
                percent: percent.ok(),
                reason: percent.err().map(Into::into),
            },
        }
    }
}

/// The outcomes of a group, counted; what is too small is hidden, for everybody alike. Of `program`, `provider` and
/// `programYear` those are set that the group is of.
#[derive(Clone)]
pub struct OutcomeRow {
    place: Place,
    counts: Counts,
    program: Related<ProgramOf>,
    provider: Related<AgencyOf>,
}

impl OutcomeRow {
    fn new((place, counts): (Place, Counts)) -> Self {
        Self {
            place,
            counts,
            program: Related::default(),
            provider: Related::default(),
        }
    }

    fn program_id(&self) -> Option<ProgramId> {
        match self.place {
            Place::Program(id) | Place::ProgramYear(id, _) => Some(id),
            _ => None,
        }
    }

    fn provider_id(&self) -> Option<AgencyId> {
        match self.place {
            Place::Provider(id) | Place::ProviderYear(id, _) => Some(id),
            _ => None,
        }
    }
}

impl Fill for OutcomeRow {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let all = nodes.as_mut_slice();
            prefetch::one(cx, all, selection, "program", Self::program_id, |node| {
                &mut node.program
            })
            .await?;
            prefetch::one(cx, all, selection, "provider", Self::provider_id, |node| {
                &mut node.provider
            })
            .await
        })
    }
}

/// The outcomes of a group, counted; what is too small is hidden, for everybody alike. Of `program`, `provider` and
/// `programYear` those are set that the group is of.
#[Object]
impl OutcomeRow {
    /// The program; null for a group of several.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.program_id()?, ()).await.transpose()
    }

    /// The agency that provides the programs; null for a group of one program or of several providers.
    async fn provider(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.provider.get(ctx, self.provider_id()?, ()).await.transpose()
    }

    /// The program year, by the year in which it begins: 2026 is 1 July 2026 to 30 June 2027; null for all years together.
    async fn program_year(&self) -> Option<i32> {
        match self.place {
            Place::ProgramYear(_, year) | Place::ProviderYear(_, year) | Place::Year(year) => Some(year),
            Place::Program(_) | Place::Provider(_) | Place::All => None,
        }
    }

    /// Who completed a program of the group in the program year; who completed two counts for each, here and in what is counted of
    /// them.
    async fn completers(&self) -> OutcomeCount {
        self.counts.completers.into()
    }

    /// Those of them who earned a credential.
    async fn with_credential(&self) -> OutcomeCount {
        self.counts.with_credential.into()
    }

    /// Those of them who were hired, each counted once.
    async fn hired(&self) -> OutcomeCount {
        self.counts.hired.into()
    }

    /// Those of them who were hired in the occupation they trained for; hires of which that is not known do not count.
    async fn hired_in_field(&self) -> OutcomeCount {
        self.counts.hired_in_field.into()
    }

    /// How many different employers hired them; hidden with `hired`. Employers who hired from two groups count in both, so these
    /// do not add up.
    async fn employers_hiring(&self) -> OutcomeCount {
        self.counts.employers_hiring.into()
    }

    /// Those of them found in unsubsidized employment in the second calendar quarter after exit, as far as it was looked at.
    /// Who is left out by a federal exclusion is not counted.
    async fn employed_q2(&self) -> OutcomeCount {
        self.counts.employed_q2.into()
    }

    /// The same in the fourth quarter after exit.
    async fn employed_q4(&self) -> OutcomeCount {
        self.counts.employed_q4.into()
    }

    /// Retention with the same employer.
    async fn retention(&self) -> OutcomeRetention {
        OutcomeRetention::new(self.counts.retained, self.counts.retention_base)
    }

    /// Participants with a measurable skill gain in the program year, each counted once; participants need not have completed.
    async fn skill_gains(&self) -> OutcomeCount {
        self.counts.skill_gains.into()
    }
}

/// Outcomes, by groups.
#[derive(Clone, SimpleObject)]
pub struct Outcomes {
    /// The groups: programs, providers or program years, in the order of their ids or years.
    pub rows: Vec<OutcomeRow>,
    /// All that was asked for together. It need not be the sum of what is shown in the rows: some of it may be hidden there.
    pub total: OutcomeRow,
    /// What a count had to reach to be shown.
    pub floors: SuppressionFloors,
    /// The day (UTC) that the counts are of: quarters after exit that had ended by then are due; null when nothing was published
    /// yet.
    pub as_of: Option<Date>,
    /// When the counts were published: what was recorded since is not in them; null when nothing was published yet.
    pub published_at: Option<Instant>,
}

impl Outcomes {
    /// An answer; floors are those of the settings when nothing was published yet.
    pub fn new(cx: &Cx, answer: Answer) -> Self {
        let publication = answer.publication;
        let floors = publication.as_ref().map_or(cx.app.config.floors, |of| of.floors);
        Self {
            rows: answer.rows.into_iter().map(OutcomeRow::new).collect(),
            total: OutcomeRow::new(answer.total),
            floors: floors.into(),
            as_of: publication.as_ref().map(|of| Date(of.as_of)),
            published_at: publication.as_ref().map(|of| Instant(of.published_at)),
        }
    }

    /// Fills what is selected of the records that the groups are of.
    ///
    /// # Errors
    /// Database errors.
    pub async fn filled(mut self, cx: &Cx, selection: &Selection<'_>) -> Result<Self> {
        OutcomeRow::fill(cx, self.rows.iter_mut().collect(), &selection.field("rows")).await?;
        OutcomeRow::fill(cx, vec![&mut self.total], &selection.field("total")).await?;
        Ok(self)
    }
}

/// Outcomes as they were published.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct OutcomePublication {
    /// The day (UTC) that the counts are of.
    pub as_of: Date,
    /// When it was published.
    pub published_at: Instant,
}

impl From<Newest> for OutcomePublication {
    fn from(newest: Newest) -> Self {
        Self {
            as_of: Date(newest.as_of),
            published_at: Instant(newest.created_at),
        }
    }
}

/// What became of publishing outcomes.
#[derive(SimpleObject)]
pub struct OutcomesPublishPayload {
    /// What is published now; null when nothing was.
    pub publication: Option<OutcomePublication>,
    /// What to mend; empty when it was published.
    pub user_errors: Vec<UserError>,
}

impl From<Floors> for SuppressionFloors {
    fn from(floors: Floors) -> Self {
        Self {
            people: floors.people,
            employers: floors.employers,
            dominance_percent: floors.dominance_percent,
        }
    }
}
