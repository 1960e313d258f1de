//! Totals of contributions as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, Enum, Object};
use entities::values::Money;
use futures_util::future::BoxFuture;

use super::Activity;
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    contributions::reads::{Group, GroupBy, Sums},
    employers::{loaders::EmployerOf, types::Employer},
    error::{Error, Result},
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    roles::{loaders::RoleTypeOf, types::RoleType},
    scalars::{Amount, Decimal},
};

/// What contributions are totalled by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "GroupBy")]
pub enum ContributionGroupBy {
    /// The agency whose record it is.
    Agency,
    /// Who gave.
    Employer,
    /// The program that had the benefit.
    Program,
    /// The role it is evidence of.
    RoleType,
    /// What was done.
    Activity,
    /// The calendar year of the day.
    Year,
    /// All in one.
    None,
}

/// The totals of a group of contributions.
#[derive(Clone)]
pub struct ContributionTotals {
    group: Group,
    sums: Sums,
    agency: Related<AgencyOf>,
    employer: Related<EmployerOf>,
    program: Related<ProgramOf>,
    role_type: Related<RoleTypeOf>,
}

impl ContributionTotals {
    /// The totals of a group.
    pub fn new(group: Group, sums: Sums) -> Self {
        Self {
            group,
            sums,
            agency: Related::default(),
            employer: Related::default(),
            program: Related::default(),
            role_type: Related::default(),
        }
    }

    fn agency_id(&self) -> Option<entities::ids::AgencyId> {
        if let Group::Agency(id) = self.group {
            Some(id)
        } else {
            None
        }
    }

    fn employer_id(&self) -> Option<entities::ids::EmployerId> {
        if let Group::Employer(id) = self.group {
            Some(id)
        } else {
            None
        }
    }

    fn program_id(&self) -> Option<entities::ids::ProgramId> {
        if let Group::Program(id) = self.group {
            id
        } else {
            None
        }
    }

    fn role_type_id(&self) -> Option<entities::ids::RoleTypeId> {
        if let Group::RoleType(id) = self.group {
            id
        } else {
            None
        }
    }

    fn given(&self) -> i128 {
        let sums = &self.sums;
        [
            sums.cash,
            sums.equipment,
            sums.scholarship,
            sums.stipend,
            sums.other,
        ]
        .into_iter()
        .map(|money| i128::from(money.cents()))
        .sum()
    }

    /// Hours × the value of one, rounded half up to the cent.
    fn hour_cents(&self, cx: &Cx) -> i128 {
        let value = i128::from(self.sums.hours) * i128::from(cx.app.config.hour_value.cents());
        (value + 50).div_euclid(100)
    }
}

impl Fill for ContributionTotals {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let all = nodes.as_mut_slice();
            prefetch::one(cx, all, selection, "agency", Self::agency_id, |node| {
                &mut node.agency
            })
            .await?;
            prefetch::one(cx, all, selection, "employer", Self::employer_id, |node| {
                &mut node.employer
            })
            .await?;
            prefetch::one(cx, all, selection, "program", Self::program_id, |node| {
                &mut node.program
            })
            .await?;
            prefetch::one(cx, all, selection, "roleType", Self::role_type_id, |node| {
                &mut node.role_type
            })
            .await
        })
    }
}

/// An amount that 64 bits may not hold.
fn amount(cents: i128) -> Result<Amount> {
    let cents = i64::try_from(cents).map_err(|_| {
        Error::invalid(
            "where",
            "This total is too large to be shown; narrow it by a filter.",
        )
    })?;
    Ok(Money::from_cents(cents).into())
}

/// The totals of a group of contributions. Of `agency`, `employer`, `program`, `roleType`, `activity` and `year` the one that
/// was asked for is set; it is null too for the contributions that do not say.
#[Object]
impl ContributionTotals {
    /// The agency, when grouped by it.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.agency_id()?, ()).await.transpose()
    }

    /// The employer, when grouped by it.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer.get(ctx, self.employer_id()?, ()).await.transpose()
    }

    /// The program, when grouped by it.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.program_id()?, ()).await.transpose()
    }

    /// The role type, when grouped by it.
    async fn role_type(&self, ctx: &Context<'_>) -> Option<Result<Arc<RoleType>>> {
        self.role_type
            .get(ctx, self.role_type_id()?, ())
            .await
            .transpose()
    }

    /// The activity, when grouped by it.
    async fn activity(&self) -> Option<Activity> {
        if let Group::Activity(activity) = self.group {
            activity.map(Into::into)
        } else {
            None
        }
    }

    /// The calendar year, when grouped by it.
    async fn year(&self) -> Option<i32> {
        if let Group::Year(year) = self.group {
            year
        } else {
            None
        }
    }

    /// How many contributions.
    async fn count(&self) -> i64 {
        self.sums.count
    }

    /// How many different employers. Employers who gave in two groups count in both, so these do not add up.
    async fn employers(&self) -> i64 {
        self.sums.employers
    }

    /// People who took part, counted each time.
    async fn people(&self) -> i64 {
        self.sums.people
    }

    /// Hours given: people × hours each.
    async fn hours(&self) -> Decimal {
        Decimal(self.sums.hours)
    }

    /// Hours that interns worked.
    async fn internship_hours(&self) -> Decimal {
        Decimal(self.sums.internship_hours)
    }

    /// Cash given.
    async fn cash(&self) -> Amount {
        self.sums.cash.into()
    }

    /// The value of equipment given.
    async fn equipment(&self) -> Amount {
        self.sums.equipment.into()
    }

    /// Scholarships given.
    async fn scholarship(&self) -> Amount {
        self.sums.scholarship.into()
    }

    /// Stipends and wages paid to learners.
    async fn stipend(&self) -> Amount {
        self.sums.stipend.into()
    }

    /// The value of anything else given.
    async fn other(&self) -> Amount {
        self.sums.other.into()
    }

    /// The hours given, valued at the hourly rate of this installation (35 dollars unless set otherwise), rounded to the cent.
    async fn hour_value(&self, ctx: &Context<'_>) -> Option<Result<Amount>> {
        Some(Cx::of(ctx).and_then(|cx| amount(self.hour_cents(cx))))
    }

    /// The five amounts and the value of the hours.
    async fn total(&self, ctx: &Context<'_>) -> Option<Result<Amount>> {
        Some(Cx::of(ctx).and_then(|cx| amount(self.given() + self.hour_cents(cx))))
    }
}
