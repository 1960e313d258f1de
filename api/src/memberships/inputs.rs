//! What callers send about memberships and representatives.

use async_graphql::{InputObject, MaybeUndefined};
use entities::{
    ids::{AgencyId, ContactId, EmployerId, PartnershipId},
    membership,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::{Draft, NewRepresentative},
    reads,
    types::{MembershipStanding, RepresentativeKind},
};
use crate::{
    partnerships::{self, types::PartnershipKind},
    scalars::{Date, IdOf},
    shared::inputs::{change, given, replace},
};

/// A new membership: of an employer or of an agency.
#[derive(Clone, Debug, InputObject)]
pub struct MembershipStartInput {
    /// The employer that is the member; give this or the agency.
    pub employer_id: Option<IdOf<EmployerId>>,
    /// The agency that is the member; give this or the employer.
    pub agency_id: Option<IdOf<AgencyId>>,
    /// What it stands for; `MEMBER` when absent.
    pub standing: Option<MembershipStanding>,
    /// The name of the seat it holds; 500 characters at most.
    pub seat: Option<String>,
    /// The first day of its term.
    pub term_from_on: Option<Date>,
    /// The last day of its term.
    pub term_to_on: Option<Date>,
    /// The first day it is a member; absent when it is not known.
    pub joined_on: Option<Date>,
    /// The last day it is a member, for a membership that ended.
    pub left_on: Option<Date>,
}

/// Changes of a membership: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct MembershipUpdateInput {
    /// What it stands for.
    pub standing: Option<MembershipStanding>,
    /// The name of the seat it holds; 500 characters at most.
    pub seat: MaybeUndefined<String>,
    /// The first day of its term.
    pub term_from_on: MaybeUndefined<Date>,
    /// The last day of its term.
    pub term_to_on: MaybeUndefined<Date>,
    /// The first day it is a member.
    pub joined_on: MaybeUndefined<Date>,
    /// The last day it is a member; null makes it one without an end.
    pub left_on: MaybeUndefined<Date>,
}

impl From<MembershipStartInput> for Draft {
    fn from(input: MembershipStartInput) -> Self {
        let mut draft = Self::from(MembershipUpdateInput {
            standing: input.standing,
            seat: given(input.seat),
            term_from_on: given(input.term_from_on),
            term_to_on: given(input.term_to_on),
            joined_on: given(input.joined_on),
            left_on: given(input.left_on),
        });
        draft.row.employer_id = change(given(input.employer_id), IdOf::get);
        draft.row.agency_id = change(given(input.agency_id), IdOf::get);
        draft
    }
}

impl From<MembershipUpdateInput> for Draft {
    fn from(input: MembershipUpdateInput) -> Self {
        let row = membership::ActiveModel {
            standing: replace(input.standing, Into::into),
            seat: change(input.seat, |seat| seat),
            term_from_on: change(input.term_from_on, |day| day.0),
            term_to_on: change(input.term_to_on, |day| day.0),
            joined_on: change(input.joined_on, |day| day.0),
            left_on: change(input.left_on, |day| day.0),
            ..Default::default()
        };
        Self { row }
    }
}

/// A person who is to speak for a member.
#[derive(Clone, Debug, InputObject)]
pub struct RepresentativeAssignInput {
    /// The person; with an affiliation with the member that holds on the first day.
    pub contact_id: IdOf<ContactId>,
    /// Which representative.
    pub kind: RepresentativeKind,
    /// The first day; today (UTC) when absent. The former representative of that kind ends the day before.
    pub from_on: Option<Date>,
}

impl From<RepresentativeAssignInput> for NewRepresentative {
    fn from(input: RepresentativeAssignInput) -> Self {
        Self {
            contact_id: input.contact_id.get(),
            kind: input.kind.into(),
            from_on: input.from_on.map(|day| day.0),
        }
    }
}

/// Is a member of a live partnership by one membership that fits all of this.
#[derive(Clone, Debug, Default, PartialEq, Eq, InputObject)]
pub struct MemberOfFilter {
    /// Of this partnership.
    pub partnership_id: Option<IdOf<PartnershipId>>,
    /// Of a partnership of one of these kinds.
    pub kind: Option<Vec<PartnershipKind>>,
    /// Of a partnership that covers this NAICS code or a part of it.
    pub naics: Option<String>,
    /// Of one of these standings.
    pub standing: Option<Vec<MembershipStanding>>,
    /// On this day; when absent, a member without a known end.
    pub active_on: Option<Date>,
}

impl MemberOfFilter {
    /// The condition on employers.
    pub fn on_employers(&self) -> Condition {
        use entities::partnership::{Column as P, PartnershipKind as Kind};
        let standings = |list: &Vec<MembershipStanding>| {
            let list = list.iter().map(|one| membership::MembershipStanding::from(*one));
            membership::Column::Standing.is_in(list)
        };
        let memberships = match self.active_on {
            Some(day) => reads::holding_on(day.0),
            None => Condition::all().add(membership::Column::LeftOn.is_null()),
        }
        .add_option(self.standing.as_ref().map(standings));
        let partnerships = Condition::all()
            .add_option(self.partnership_id.map(|id| P::Id.eq(id.get())))
            .add_option(
                self.kind
                    .as_ref()
                    .map(|list| P::Kind.is_in(list.iter().map(|one| Kind::from(*one)))),
            )
            .add_option(
                self.naics
                    .as_ref()
                    .map(|code| partnerships::reads::covering_naics(code)),
            );
        reads::employers_with(memberships, partnerships)
    }
}
