//! What callers send about partnerships.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    ids::{AgencyId, EmployerId, SectorId},
    partnership,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::{Draft, NewConvener},
    reads,
    types::{PartnershipKind, PartnershipPhase},
};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::{Date, IdOf},
    shared::inputs::{DateTimeFilter, StringFilter, Where, change, every_word, given, needed, replace},
};

/// An agency that is to convene a partnership.
#[derive(Clone, Debug, InputObject)]
pub struct PartnershipConvenerInput {
    /// The agency.
    pub agency_id: IdOf<AgencyId>,
    /// The first day; absent when it is not known.
    pub from_on: Option<Date>,
}

impl From<PartnershipConvenerInput> for NewConvener {
    fn from(input: PartnershipConvenerInput) -> Self {
        Self {
            agency_id: input.agency_id.get(),
            from_on: input.from_on.map(|day| day.0),
        }
    }
}

/// A new partnership.
#[derive(Clone, Debug, InputObject)]
pub struct PartnershipCreateInput {
    /// The name people use; 1 to 200 characters.
    pub name: String,
    /// What kind of group it is.
    pub kind: PartnershipKind,
    /// How far it has come; `SUPPORT_TEAM` when absent.
    pub phase: Option<PartnershipPhase>,
    /// The labor-market region, in its own words.
    pub region: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// The first day.
    pub started_on: Option<Date>,
    /// The last day.
    pub ended_on: Option<Date>,
    /// The sectors it covers, in use.
    pub sector_ids: Option<Vec<IdOf<SectorId>>>,
    /// The industries it covers: NAICS codes of 2 to 6 digits, or sectors such as `31-33`; 50 at most.
    pub naics_prefixes: Option<Vec<String>>,
    /// The agencies that convene it; at least one today, unless it is dormant or closed.
    pub conveners: Vec<PartnershipConvenerInput>,
}

impl PartnershipCreateInput {
    /// What is set, and who convenes it.
    pub fn parts(self) -> (Draft, Vec<NewConvener>) {
        let update = PartnershipUpdateInput {
            name: Some(self.name),
            kind: Some(self.kind),
            phase: self.phase,
            region: given(self.region),
            description: given(self.description),
            started_on: given(self.started_on),
            ended_on: given(self.ended_on),
            sector_ids: self.sector_ids,
            naics_prefixes: self.naics_prefixes,
        };
        let conveners = self.conveners.into_iter().map(Into::into).collect();
        (update.into(), conveners)
    }
}

/// Changes of a partnership: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PartnershipUpdateInput {
    /// The name people use; 1 to 200 characters.
    pub name: Option<String>,
    /// What kind of group it is.
    pub kind: Option<PartnershipKind>,
    /// How far it has come.
    pub phase: Option<PartnershipPhase>,
    /// The labor-market region, in its own words.
    pub region: MaybeUndefined<String>,
    /// What it is for.
    pub description: MaybeUndefined<String>,
    /// The first day.
    pub started_on: MaybeUndefined<Date>,
    /// The last day.
    pub ended_on: MaybeUndefined<Date>,
    /// All sectors it covers: they replace the ones it has.
    pub sector_ids: Option<Vec<IdOf<SectorId>>>,
    /// All industries it covers: they replace the ones it has.
    pub naics_prefixes: Option<Vec<String>>,
}

impl From<PartnershipUpdateInput> for Draft {
    fn from(input: PartnershipUpdateInput) -> Self {
        let row = partnership::ActiveModel {
            name: replace(input.name, |name| name),
            kind: replace(input.kind, Into::into),
            phase: replace(input.phase, Into::into),
            region: change(input.region, |region| region),
            description: change(input.description, |text| text),
            started_on: change(input.started_on, |day| day.0),
            ended_on: change(input.ended_on, |day| day.0),
            ..Default::default()
        };
        let ids = |ids: Vec<IdOf<SectorId>>| ids.into_iter().map(IdOf::get).collect();
        Self {
            row,
            sectors: input.sector_ids.map(ids),
            naics: input.naics_prefixes,
        }
    }
}

/// Which partnerships. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct PartnershipWhere {
    /// All of these.
    pub and: Option<Vec<PartnershipWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<PartnershipWhere>>,
    /// Not this.
    pub not: Option<Box<PartnershipWhere>>,
    /// The name.
    pub name: Option<StringFilter>,
    /// The kind, one of these.
    pub kind: Option<Vec<PartnershipKind>>,
    /// The phase, one of these.
    pub phase: Option<Vec<PartnershipPhase>>,
    /// Covers this sector.
    pub sector_id: Option<IdOf<SectorId>>,
    /// Covers this NAICS code or a part of it: `622110` finds a partnership of `62`, and `62` one of `6221`.
    pub naics: Option<String>,
    /// The region, as it is written.
    pub region: Option<String>,
    /// This agency convenes it, without a known end. Needs the right to read agencies.
    pub convener_agency_id: Option<IdOf<AgencyId>>,
    /// This employer is a member, without a known end. Needs the right to read employers.
    pub member_employer_id: Option<IdOf<EmployerId>>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Every word occurs in the name, without case and accents.
    pub search: Option<String>,
}

impl Where for PartnershipWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.convener_agency_id.is_some(), Action::AgencyRead),
            (self.member_employer_id.is_some(), Action::EmployerRead),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use partnership::Column as C;
        let all = || Condition::all();
        [
            self.name.as_ref().map(|filter| filter.on(C::NameSearch)),
            self.kind.as_ref().map(|list| {
                let kinds = list.iter().map(|one| partnership::PartnershipKind::from(*one));
                all().add(C::Kind.is_in(kinds))
            }),
            self.phase.as_ref().map(|list| {
                let phases = list.iter().map(|one| partnership::PartnershipPhase::from(*one));
                all().add(C::Phase.is_in(phases))
            }),
            self.sector_id.map(|id| reads::covering_sector(id.get())),
            self.naics.as_ref().map(|code| reads::covering_naics(code)),
            self.region
                .as_ref()
                .map(|region| all().add(C::Region.eq(region.trim()))),
            self.convener_agency_id.map(|id| reads::convened_by(id.get())),
            self.member_employer_id.map(|id| reads::with_member(id.get())),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.search.as_ref().map(|text| every_word(C::NameSearch, text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of partnerships.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum PartnershipOrder {
    /// By name, without case and accents.
    Name(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<PartnershipOrder> for Sort<partnership::Column> {
    fn from(order: PartnershipOrder) -> Self {
        match order {
            PartnershipOrder::Name(direction) => Self::directed(partnership::Column::NameSearch, direction),
            PartnershipOrder::UpdatedAt(direction) => {
                Self::directed(partnership::Column::UpdatedAt, direction)
            }
        }
    }
}
