//! Relations of roles, each loaded for many records in one statement.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::ids::{CommitmentId, EmployerId, MembershipId, PartnershipId, RoleTypeId};
use futures_util::future::BoxFuture;

use super::{
    reads,
    types::{RoleCommitment, RoleCoverage, RoleType},
};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The role type with an id: the other end of every `roleType`.
pub struct RoleTypeOf;

impl Relation for RoleTypeOf {
    type Key = RoleTypeId;
    type Args = ();
    type Value = RoleType;

    async fn load(cx: &Cx, keys: &[RoleTypeId], (): &()) -> Result<HashMap<RoleTypeId, RoleType>> {
        let rows = reads::types_by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, RoleType::new(row)))
            .collect())
    }
}

/// The commitment with an id.
pub struct CommitmentOf;

impl Relation for CommitmentOf {
    type Key = CommitmentId;
    type Args = ();
    type Value = RoleCommitment;

    async fn load(cx: &Cx, keys: &[CommitmentId], (): &()) -> Result<HashMap<CommitmentId, RoleCommitment>> {
        let rows = reads::commitments_by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, RoleCommitment::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut RoleCommitment>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        RoleCommitment::fill(cx, values, selection)
    }
}

/// The roles of an employer in live partnerships; with a day those in force on it.
pub struct EmployerRolesOf;

impl Relation for EmployerRolesOf {
    type Key = EmployerId;
    type Args = Option<NaiveDate>;
    type Value = Vec<RoleCommitment>;

    async fn load(
        cx: &Cx,
        keys: &[EmployerId],
        active_on: &Option<NaiveDate>,
    ) -> Result<HashMap<EmployerId, Vec<RoleCommitment>>> {
        let mut roles: HashMap<EmployerId, Vec<RoleCommitment>> = HashMap::new();
        for row in reads::of_employers(cx, keys, *active_on).await? {
            if let Some(employer) = row.membership.employer_id {
                roles.entry(employer).or_default().push(RoleCommitment::new(row));
            }
        }
        Ok(roles)
    }

    fn missing(_: &Cx, _: EmployerId, _: &Option<NaiveDate>) -> Option<Vec<RoleCommitment>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<RoleCommitment>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        RoleCommitment::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The commitments of a membership.
pub struct CommitmentsOfMembership;

impl Relation for CommitmentsOfMembership {
    type Key = MembershipId;
    type Args = ();
    type Value = Vec<RoleCommitment>;

    async fn load(
        cx: &Cx,
        keys: &[MembershipId],
        (): &(),
    ) -> Result<HashMap<MembershipId, Vec<RoleCommitment>>> {
        let mut commitments: HashMap<MembershipId, Vec<RoleCommitment>> = HashMap::new();
        for row in reads::of_memberships(cx, keys).await? {
            let key = row.membership.id;
            commitments.entry(key).or_default().push(RoleCommitment::new(row));
        }
        Ok(commitments)
    }

    fn missing(_: &Cx, _: MembershipId, (): &()) -> Option<Vec<RoleCommitment>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<RoleCommitment>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        RoleCommitment::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// Who plays which role in a partnership, as of a day or today: four statements for all.
pub struct RoleCoverageOf;

impl Relation for RoleCoverageOf {
    type Key = PartnershipId;
    type Args = Option<NaiveDate>;
    type Value = RoleCoverage;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        as_of: &Option<NaiveDate>,
    ) -> Result<HashMap<PartnershipId, RoleCoverage>> {
        let coverages = reads::coverage(cx, keys, *as_of).await?;
        Ok(coverages
            .into_iter()
            .map(|(id, coverage)| (id, RoleCoverage::new(coverage)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut RoleCoverage>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        RoleCoverage::fill(cx, values, selection)
    }
}
