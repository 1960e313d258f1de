//! Role coverage as GraphQL shows it.

use async_graphql::{Enum, Object};
use chrono::NaiveDate;
use entities::{partnership, role_commitment};
use futures_util::future::BoxFuture;

use super::{RoleCommitment, RoleType};
use crate::{
    affirmations::types::Affirmation,
    app::Cx,
    contributions::types::Contribution,
    error::Result,
    memberships::types::Membership,
    prefetch::{Fill, Selection},
    roles::reads::{CommitmentRow, Coverage, MemberCoverage, RoleStanding},
    scalars::Date,
};

/// How a role stands with a member on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum RoleCoverageState {
    /// Someone suggested it.
    Proposed,
    /// The member agreed.
    Committed,
    /// Under way.
    Active,
    /// Done.
    Fulfilled,
    /// Ended without being done, or its last day passed without a word.
    Lapsed,
    /// The member never committed to it, and did it: contributions or affirmations show it.
    EvidenceOnly,
}

impl From<role_commitment::CommitmentState> for RoleCoverageState {
    fn from(state: role_commitment::CommitmentState) -> Self {
        use role_commitment::CommitmentState as State;
        match state {
            State::Proposed => Self::Proposed,
            State::Committed => Self::Committed,
            State::Active => Self::Active,
            State::Fulfilled => Self::Fulfilled,
            State::Lapsed => Self::Lapsed,
        }
    }
}

/// Who plays which role in a partnership.
pub struct RoleCoverage {
    as_of: NaiveDate,
    members: Vec<MemberRoles>,
    nobody: Vec<RoleType>,
}

impl RoleCoverage {
    /// The coverage that was read.
    pub fn new(coverage: Coverage) -> Self {
        let Coverage {
            as_of,
            partnership,
            members,
            nobody,
        } = coverage;
        Self {
            as_of,
            members: members
                .into_iter()
                .map(|member| MemberRoles::new(&partnership, member))
                .collect(),
            nobody: nobody.into_iter().map(RoleType::new).collect(),
        }
    }
}

impl Fill for RoleCoverage {
    fn fill<'a>(
        cx: &'a Cx,
        nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let below = selection.field("members");
            let (mut memberships, mut commitments) = (Vec::new(), Vec::new());
            let (mut evidence, mut affirmations) = (Vec::new(), Vec::new());
            for member in nodes.into_iter().flat_map(|node| &mut node.members) {
                memberships.push(&mut member.membership);
                for role in &mut member.roles {
                    commitments.extend(&mut role.commitment);
                    evidence.extend(&mut role.evidence);
                    affirmations.extend(&mut role.affirmation);
                }
            }
            Membership::fill(cx, memberships, &below.field("membership")).await?;
            let roles = below.field("roles");
            RoleCommitment::fill(cx, commitments, &roles.field("commitment")).await?;
            Contribution::fill(cx, evidence, &roles.field("lastEvidence")).await?;
            Affirmation::fill(cx, affirmations, &roles.field("lastAffirmation")).await
        })
    }
}

/// Who plays which role in a partnership, as of a day. What you may not see, such as contributions and affirmations, is not
/// counted.
#[Object]
impl RoleCoverage {
    /// The day it tells about.
    async fn as_of(&self) -> Date {
        Date(self.as_of)
    }

    /// The members on that day, champions first, then in the order they were added; those without any role too.
    async fn members(&self) -> &[MemberRoles] {
        &self.members
    }

    /// The roles that no member plays, in the order of the list: nobody committed to them or gave evidence of them. Roles out
    /// of use are left out; in a cross-agency partnership, which has no employers, so are the roles of employers.
    async fn roles_nobody_plays(&self) -> &[RoleType] {
        &self.nobody
    }
}

/// A member and its roles.
pub struct MemberRoles {
    membership: Membership,
    roles: Vec<MemberRole>,
}

impl MemberRoles {
    fn new(partnership: &partnership::Model, member: MemberCoverage) -> Self {
        let MemberCoverage {
            membership,
            employer,
            agency,
            roles,
        } = member;
        let roles = roles.into_iter();
        let role = |standing: RoleStanding| MemberRole {
            is_played: standing.is_played(),
            evidence_on: standing.evidence_on(),
            state: standing
                .commitment
                .as_ref()
                .map_or(RoleCoverageState::EvidenceOnly, |(_, state)| (*state).into()),
            commitment: standing.commitment.map(|(commitment, _)| {
                RoleCommitment::new(CommitmentRow {
                    commitment,
                    membership: membership.clone(),
                    partnership: partnership.clone(),
                    role_type: standing.role_type.clone(),
                })
            }),
            role_type: RoleType::new(standing.role_type),
            evidence: standing.evidence.map(Contribution::new),
            affirmation: standing.affirmation.map(Affirmation::new),
        };
        let roles = roles.map(role).collect();
        let membership = Membership::with_partnership(membership, partnership.clone());
        Self {
            membership: membership.with_party(employer, agency),
            roles,
        }
    }
}

/// A member of a partnership and the roles it committed to or gave evidence of.
#[Object]
impl MemberRoles {
    /// The membership.
    async fn membership(&self) -> &Membership {
        &self.membership
    }

    /// Its roles, in the order of the list; empty when it has none.
    async fn roles(&self) -> &[MemberRole] {
        &self.roles
    }
}

/// How a role stands with a member.
pub struct MemberRole {
    role_type: RoleType,
    state: RoleCoverageState,
    is_played: bool,
    commitment: Option<RoleCommitment>,
    evidence_on: Option<NaiveDate>,
    evidence: Option<Contribution>,
    affirmation: Option<Affirmation>,
}

/// How a role stands with a member: by its commitment, by evidence, or by both.
#[Object]
impl MemberRole {
    /// The role.
    async fn role_type(&self) -> &RoleType {
        &self.role_type
    }

    /// How it stands on the day. Of a commitment that ended later only its dates are known: it was `ACTIVE` when it came to be
    /// fulfilled, `COMMITTED` when it lapsed, and `PROPOSED` before its first day.
    async fn state(&self) -> RoleCoverageState {
        self.state
    }

    /// Whether the member plays it: committed, active or fulfilled, or with evidence. What is only proposed, or lapsed without
    /// evidence, is not played.
    async fn is_played(&self) -> bool {
        self.is_played
    }

    /// The commitment that tells the state: an open one, else the latest; null when there is evidence only.
    async fn commitment(&self) -> Option<&RoleCommitment> {
        self.commitment.as_ref()
    }

    /// The day of the last evidence, contribution or affirmation; null when there is none, or none with a known day.
    async fn last_evidence_on(&self) -> Option<Date> {
        self.evidence_on.map(Date)
    }

    /// The last contribution of the member in this role that you may see, given in this partnership or in none that was named;
    /// null when there is none. Agencies give no contributions.
    async fn last_evidence(&self) -> Option<&Contribution> {
        self.evidence.as_ref()
    }

    /// The last affirmation of the member that you may see and that is evidence of this role: about competencies of the role
    /// `AFFIRM_KSA`, about a credential of `AFFIRM_CREDENTIALS`. Null when there is none, and for every other role.
    async fn last_affirmation(&self) -> Option<&Affirmation> {
        self.affirmation.as_ref()
    }
}
