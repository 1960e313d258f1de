//! Role coverage: who plays which role in partnerships, on a day: four statements for any number of them.

mod day;

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    affirmation, agency, contribution, employer,
    ids::{EmployerId, PartnershipId, RoleTypeId},
    membership,
    partnership::{self, PartnershipKind},
    role_commitment::{self, CommitmentState},
    role_type::{self, RoleSide},
};
use sea_orm::{
    ColumnTrait, Condition, DerivePartialModel, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationDef, sea_query::SelectStatement,
};

use crate::{
    affirmations,
    app::Cx,
    contributions,
    error::{Error, Result, UserErrorCode},
    memberships,
    policy::{self, Action},
};

/// Members × commitments an answer may hold.
const MOST_ROWS: usize = 20_000;

/// Who plays which role in a partnership.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// The day.
    pub as_of: NaiveDate,
    /// The partnership.
    pub partnership: partnership::Model,
    /// Its members on the day, champions first.
    pub members: Vec<MemberCoverage>,
    /// The roles in use, for a side that the partnership has, that no member plays.
    pub nobody: Vec<role_type::Model>,
}

/// A member and its roles.
#[derive(Clone, Debug)]
pub struct MemberCoverage {
    /// The membership.
    pub membership: membership::Model,
    /// The member, when it is an employer that the actor may see.
    pub employer: Option<employer::Model>,
    /// The member, when it is an agency that the actor may see.
    pub agency: Option<agency::Model>,
    /// The roles it committed to or gave evidence of, in their order.
    pub roles: Vec<RoleStanding>,
}

/// How a role stands with a member: a commitment, evidence, or both.
#[derive(Clone, Debug)]
pub struct RoleStanding {
    /// The role.
    pub role_type: role_type::Model,
    /// The commitment, and how it stood on the day.
    pub commitment: Option<(role_commitment::Model, CommitmentState)>,
    /// The last contribution that is evidence of it, as far as the actor may see them.
    pub evidence: Option<contribution::Model>,
    /// The last affirmation that is evidence of it, as far as the actor may see them.
    pub affirmation: Option<affirmation::Model>,
}

impl RoleStanding {
    /// Whether the member plays the role: it agreed to it or has done it. A mere proposal, or one that lapsed, is not played.
    pub fn is_played(&self) -> bool {
        use CommitmentState::{Active, Committed, Fulfilled};
        let state = self.commitment.as_ref().map(|(_, state)| *state);
        let has_evidence = self.evidence.is_some() || self.affirmation.is_some();
        has_evidence || matches!(state, Some(Committed | Active | Fulfilled))
    }

    /// The day of the last evidence; none where there is none, or none of a known day.
    pub fn evidence_on(&self) -> Option<NaiveDate> {
        let given = self.evidence.as_ref().and_then(|row| row.contributed_on);
        given.max(self.affirmation.as_ref().map(|row| row.affirmed_on))
    }
}

/// The coverage of these partnerships; today when there is no day, and then undated evidence counts too.
///
/// # Errors
/// `LIMIT` when they have more members and commitments than an answer may hold; database errors.
pub async fn coverage(
    cx: &Cx,
    partnerships: &[PartnershipId],
    as_of: Option<NaiveDate>,
) -> Result<HashMap<PartnershipId, Coverage>> {
    let day = as_of.unwrap_or_else(|| cx.app.clock.today());
    let rows = members(cx, partnerships, day).await?;
    let roles = super::types(cx, true).await?;
    let evidence = Evidence::of(cx, partnerships, day, as_of).await?;
    let mut coverages: HashMap<PartnershipId, Coverage> = HashMap::new();
    for member in grouped(rows) {
        let coverage = coverages
            .entry(member.partnership.id)
            .or_insert_with(|| Coverage {
                as_of: day,
                partnership: member.partnership.clone(),
                members: Vec::new(),
                nobody: Vec::new(),
            });
        coverage.members.extend(member.covered(&roles, &evidence, day));
    }
    for coverage in coverages.values_mut() {
        let unplayed = roles.iter().filter(|role| is_unplayed(coverage, role));
        coverage.nobody = unplayed.cloned().collect();
    }
    Ok(coverages)
}

/// Nobody plays a role in use that somebody could: a cross-agency partnership has no employers.
fn is_unplayed(coverage: &Coverage, role: &role_type::Model) -> bool {
    let has_side =
        coverage.partnership.kind != PartnershipKind::CrossAgency || role.side != RoleSide::Employer;
    let mut standings = coverage.members.iter().flat_map(|member| &member.roles);
    role.retired_at.is_none()
        && has_side
        && !standings.any(|standing| standing.role_type.id == role.id && standing.is_played())
}

/// A partnership, one of its members on the day, and one of that member's commitments, where there are any.
#[derive(Clone, Debug, DerivePartialModel)]
struct Row {
    #[sea_orm(nested)]
    partnership: partnership::Model,
    #[sea_orm(nested)]
    membership: Option<membership::Model>,
    #[sea_orm(nested)]
    employer: Option<employer::Model>,
    #[sea_orm(nested)]
    agency: Option<agency::Model>,
    #[sea_orm(nested)]
    commitment: Option<role_commitment::Model>,
}

async fn members(cx: &Cx, partnerships: &[PartnershipId], day: NaiveDate) -> Result<Vec<Row>> {
    let most = u64::try_from(MOST_ROWS + 1).map_err(Error::internal)?;
    let rows: Vec<Row> = partnership::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::PartnershipRead))
        .filter(partnership::Column::Id.is_in(partnerships.iter().copied()))
        .join(JoinType::LeftJoin, to_members(day))
        .join(JoinType::LeftJoin, to_employer(cx))
        .join(JoinType::LeftJoin, to_agency(cx))
        .join(JoinType::LeftJoin, to_commitments())
        .order_by_asc(membership::Column::Standing)
        .order_by_asc(membership::Column::Id)
        .order_by_asc(role_commitment::Column::Id)
        .limit(most)
        .into_partial_model()
        .all(cx.app.db.read())
        .await?;
    if rows.len() > MOST_ROWS {
        let message = "This is more than one answer holds; ask for fewer partnerships at once.";
        return Err(Error::user(UserErrorCode::Limit, "roleCoverage", message));
    }
    Ok(rows)
}

/// A member with all its commitments; a partnership without members stands once, alone.
struct Grouped {
    partnership: partnership::Model,
    membership: Option<membership::Model>,
    employer: Option<employer::Model>,
    agency: Option<agency::Model>,
    commitments: HashMap<RoleTypeId, Vec<role_commitment::Model>>,
}

fn grouped(rows: Vec<Row>) -> Vec<Grouped> {
    let mut members: Vec<Grouped> = Vec::new();
    for row in rows {
        let id = row.membership.as_ref().map(|membership| membership.id);
        let is_same = |last: &Grouped| id.is_some() && last.membership.as_ref().map(|last| last.id) == id;
        if !members.last().is_some_and(is_same) {
            members.push(Grouped {
                partnership: row.partnership,
                membership: row.membership,
                employer: row.employer,
                agency: row.agency,
                commitments: HashMap::new(),
            });
        }
        if let (Some(member), Some(commitment)) = (members.last_mut(), row.commitment) {
            let of_role = member.commitments.entry(commitment.role_type_id);
            of_role.or_default().push(commitment);
        }
    }
    members
}

impl Grouped {
    fn covered(
        self,
        roles: &[role_type::Model],
        evidence: &Evidence,
        day: NaiveDate,
    ) -> Option<MemberCoverage> {
        let membership = self.membership?;
        let standing = |role: &role_type::Model| {
            let commitments = self.commitments.get(&role.id).map_or(&[][..], Vec::as_slice);
            let standing = RoleStanding {
                commitment: day::telling(commitments, day),
                evidence: membership
                    .employer_id
                    .and_then(|employer| evidence.last(employer, role.id, membership.partnership_id)),
                affirmation: membership
                    .employer_id
                    .and_then(|employer| evidence.affirmed(employer, &role.key)),
                role_type: role.clone(),
            };
            Some(standing).filter(|standing| standing.commitment.is_some() || standing.is_played())
        };
        Some(MemberCoverage {
            roles: roles.iter().filter_map(standing).collect(),
            membership,
            employer: self.employer,
            agency: self.agency,
        })
    }
}

/// The role that affirming competencies is evidence of.
const AFFIRM_COMPETENCIES: &str = "AFFIRM_KSA";
/// The role that affirming credentials is evidence of.
const AFFIRM_CREDENTIALS: &str = "AFFIRM_CREDENTIALS";

/// What employers did.
struct Evidence {
    /// The last contributions for roles, by partnership or none.
    given: HashMap<(EmployerId, RoleTypeId), Vec<contribution::Model>>,
    /// The last affirmations, by the key of the role that they are evidence of. An employer makes them for an occupation, not in
    /// a partnership.
    affirmed: HashMap<(EmployerId, &'static str), affirmation::Model>,
}

impl Evidence {
    async fn of(
        cx: &Cx,
        partnerships: &[PartnershipId],
        day: NaiveDate,
        by: Option<NaiveDate>,
    ) -> Result<Self> {
        let employers = employers_in(cx, partnerships, day);
        let mut given: HashMap<_, Vec<_>> = HashMap::new();
        for row in contributions::reads::last_evidence(cx, employers.clone(), partnerships, by).await? {
            if let Some(role) = row.role_type_id {
                given.entry((row.employer_id, role)).or_default().push(row);
            }
        }
        let last = affirmations::reads::last_evidence(cx, employers, by).await?;
        let role = |row: &affirmation::Model| match row.credential_id {
            Some(_) => AFFIRM_CREDENTIALS,
            None => AFFIRM_COMPETENCIES,
        };
        let affirmed = last
            .into_iter()
            .map(|row| ((row.employer_id, role(&row)), row))
            .collect();
        Ok(Self { given, affirmed })
    }

    /// The last affirmation that is evidence of the role of this key.
    fn affirmed(&self, employer: EmployerId, role: &str) -> Option<affirmation::Model> {
        let keys = [AFFIRM_COMPETENCIES, AFFIRM_CREDENTIALS];
        let key = keys.into_iter().find(|key| *key == role)?;
        self.affirmed.get(&(employer, key)).cloned()
    }

    /// The last one that was given in this partnership, or in none that anybody named.
    fn last(
        &self,
        employer: EmployerId,
        role: RoleTypeId,
        partnership: PartnershipId,
    ) -> Option<contribution::Model> {
        let rows = self.given.get(&(employer, role))?.iter();
        rows.filter(|row| row.partnership_id.is_none_or(|id| id == partnership))
            .max_by_key(|row| (row.sort_on, row.id))
            .cloned()
    }
}

/// The employers that are members of these partnerships on a day.
fn employers_in(cx: &Cx, partnerships: &[PartnershipId], day: NaiveDate) -> SelectStatement {
    memberships::reads::live(cx)
        .filter(membership::Column::PartnershipId.is_in(partnerships.iter().copied()))
        .filter(membership::Column::EmployerId.is_not_null())
        .filter(memberships::reads::holding_on(day))
        .select_only()
        .column(membership::Column::EmployerId)
        .into_query()
}

fn to_members(day: NaiveDate) -> RelationDef {
    let is_member = move || {
        Condition::all()
            .add(membership::Column::TrashedAt.is_null())
            .add(memberships::reads::holding_on(day))
    };
    memberships::reads::to_partnership()
        .rev()
        .on_condition(move |_, _| is_member())
}

fn to_employer(cx: &Cx) -> RelationDef {
    let visible = policy::visible_shared(&cx.actor, Action::EmployerRead);
    let relation: RelationDef = membership::Entity::belongs_to(employer::Entity)
        .from(membership::Column::EmployerId)
        .to(employer::Column::Id)
        .into();
    relation.on_condition(move |_, _| visible.clone())
}

fn to_agency(cx: &Cx) -> RelationDef {
    let visible = policy::visible_shared(&cx.actor, Action::AgencyRead);
    let relation: RelationDef = membership::Entity::belongs_to(agency::Entity)
        .from(membership::Column::AgencyId)
        .to(agency::Column::Id)
        .into();
    relation.on_condition(move |_, _| visible.clone())
}

fn to_commitments() -> RelationDef {
    let relation: RelationDef = role_commitment::Entity::belongs_to(membership::Entity)
        .from(role_commitment::Column::MembershipId)
        .to(membership::Column::Id)
        .into();
    relation
        .rev()
        .on_condition(|_, _| Condition::all().add(role_commitment::Column::TrashedAt.is_null()))
}
