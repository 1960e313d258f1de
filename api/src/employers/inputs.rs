//! What callers send about employers.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    employer,
    ids::{AgencyId, EmployerId, UserId},
    subject_type::SubjectType,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::Draft,
    reads,
    types::{EmployerStatus, FairChanceStance},
};
use crate::{
    memberships::inputs::MemberOfFilter,
    paging::{Sort, SortDirection},
    policy::Action,
    roles::inputs::EmployerRoleListFilter,
    scalars::IdOf,
    shared::inputs::{
        DateTimeFilter, ExternalReferenceInput, NaicsFilter, StringFilter, Where, change, every_word, given,
        needed, references, replace,
    },
};

/// A new employer.
#[derive(Clone, Debug, InputObject)]
pub struct EmployerCreateInput {
    /// The name people use; 1 to 200 characters.
    pub name: String,
    /// The registered name, where it differs.
    pub legal_name: Option<String>,
    /// Where the relationship stands; `PROSPECT` when absent.
    pub status: Option<EmployerStatus>,
    /// The company that owns it.
    pub parent_id: Option<IdOf<EmployerId>>,
    /// The main industry: a NAICS 2022 code of 2 to 6 digits, or a sector such as `31-33`.
    pub naics_code: Option<String>,
    /// The public web site (http or https).
    pub website: Option<String>,
    /// The main telephone number.
    pub phone: Option<String>,
    /// What the company does.
    pub description: Option<String>,
    /// Whether it hires people with a criminal record; `UNKNOWN` when absent.
    pub fair_chance: Option<FairChanceStance>,
    /// Its fair-chance policy in its own words.
    pub fair_chance_note: Option<String>,
    /// Federal fidelity bonds known to be issued for its hires; not negative.
    pub fidelity_bond_count: Option<i32>,
    /// Occupations that the law closes to people with certain records.
    pub excluded_by_law_note: Option<String>,
    /// The agency that leads the relationship.
    pub lead_agency_id: Option<IdOf<AgencyId>>,
    /// The person who leads the relationship.
    pub lead_user_id: Option<IdOf<UserId>>,
    /// The person who stands in; another one than the lead.
    pub backup_user_id: Option<IdOf<UserId>>,
    /// Free words on it; 50 at most, of 60 characters each.
    pub tags: Option<Vec<String>>,
    /// Its names in other systems; 20 at most.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

/// Changes of an employer: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct EmployerUpdateInput {
    /// The name people use; 1 to 200 characters.
    pub name: Option<String>,
    /// The registered name, where it differs.
    pub legal_name: MaybeUndefined<String>,
    /// Where the relationship stands.
    pub status: Option<EmployerStatus>,
    /// The company that owns it.
    pub parent_id: MaybeUndefined<IdOf<EmployerId>>,
    /// The main industry: a NAICS 2022 code of 2 to 6 digits, or a sector such as `31-33`.
    pub naics_code: MaybeUndefined<String>,
    /// The public web site (http or https).
    pub website: MaybeUndefined<String>,
    /// The main telephone number.
    pub phone: MaybeUndefined<String>,
    /// What the company does.
    pub description: MaybeUndefined<String>,
    /// Whether it hires people with a criminal record.
    pub fair_chance: Option<FairChanceStance>,
    /// Its fair-chance policy in its own words.
    pub fair_chance_note: MaybeUndefined<String>,
    /// Federal fidelity bonds known to be issued for its hires; not negative.
    pub fidelity_bond_count: Option<i32>,
    /// Occupations that the law closes to people with certain records.
    pub excluded_by_law_note: MaybeUndefined<String>,
    /// The agency that leads the relationship.
    pub lead_agency_id: MaybeUndefined<IdOf<AgencyId>>,
    /// The person who leads the relationship.
    pub lead_user_id: MaybeUndefined<IdOf<UserId>>,
    /// The person who stands in; another one than the lead.
    pub backup_user_id: MaybeUndefined<IdOf<UserId>>,
    /// All its tags: they replace the ones it has.
    pub tags: Option<Vec<String>>,
    /// All its names in other systems: they replace the ones it has.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

impl From<EmployerCreateInput> for EmployerUpdateInput {
    fn from(input: EmployerCreateInput) -> Self {
        Self {
            name: Some(input.name),
            legal_name: given(input.legal_name),
            status: input.status,
            parent_id: given(input.parent_id),
            naics_code: given(input.naics_code),
            website: given(input.website),
            phone: given(input.phone),
            description: given(input.description),
            fair_chance: input.fair_chance,
            fair_chance_note: given(input.fair_chance_note),
            fidelity_bond_count: input.fidelity_bond_count,
            excluded_by_law_note: given(input.excluded_by_law_note),
            lead_agency_id: given(input.lead_agency_id),
            lead_user_id: given(input.lead_user_id),
            backup_user_id: given(input.backup_user_id),
            tags: input.tags,
            external_references: input.external_references,
        }
    }
}

impl From<EmployerUpdateInput> for Draft {
    fn from(input: EmployerUpdateInput) -> Self {
        let row = employer::ActiveModel {
            name: replace(input.name, |name| name),
            legal_name: change(input.legal_name, |name| name),
            status: replace(input.status, Into::into),
            parent_id: change(input.parent_id, IdOf::get),
            naics_code: change(input.naics_code, |code| code),
            website: change(input.website, |address| address),
            phone: change(input.phone, |number| number),
            description: change(input.description, |text| text),
            fair_chance: replace(input.fair_chance, Into::into),
            fair_chance_note: change(input.fair_chance_note, |text| text),
            fidelity_bond_count: replace(input.fidelity_bond_count, |count| count),
            excluded_by_law_note: change(input.excluded_by_law_note, |text| text),
            lead_agency_id: change(input.lead_agency_id, IdOf::get),
            lead_user_id: change(input.lead_user_id, IdOf::get),
            backup_user_id: change(input.backup_user_id, IdOf::get),
            ..Default::default()
        };
        Self {
            row,
            tags: input.tags,
            references: references(input.external_references),
        }
    }
}

/// Which employers. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct EmployerWhere {
    /// All of these.
    pub and: Option<Vec<EmployerWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<EmployerWhere>>,
    /// Not this.
    pub not: Option<Box<EmployerWhere>>,
    /// The name.
    pub name: Option<StringFilter>,
    /// The status, one of these.
    pub status: Option<Vec<EmployerStatus>>,
    /// The main industry.
    pub naics: Option<NaicsFilter>,
    /// Carries this tag, compared without case and accents.
    pub tag: Option<String>,
    /// Led by this agency. Needs the right to read agencies.
    pub lead_agency_id: Option<IdOf<AgencyId>>,
    /// Led by this person, or this person stands in. Needs the right to read users.
    pub team_user_id: Option<IdOf<UserId>>,
    /// Whether it hires people with a criminal record, one of these.
    pub fair_chance: Option<Vec<FairChanceStance>>,
    /// The roles it plays. Needs the right to read partnerships.
    pub roles: Option<EmployerRoleListFilter>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// When it was last in touch with anybody here. Employers never in touch count as before every instant.
    pub last_contact_at: Option<DateTimeFilter>,
    /// Known by this name in another system.
    pub external_reference: Option<ExternalReferenceInput>,
    /// Is a member of a live partnership. Needs the right to read partnerships.
    pub member_of: Option<MemberOfFilter>,
    /// Every word occurs in the name, without case and accents.
    pub search: Option<String>,
}

impl Where for EmployerWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([
            (self.lead_agency_id.is_some(), Action::AgencyRead),
            (self.team_user_id.is_some(), Action::UserRead),
            (
                self.roles.is_some() || self.member_of.is_some(),
                Action::PartnershipRead,
            ),
        ])
    }

    fn own(&self) -> Vec<Condition> {
        use employer::Column as C;
        let all = || Condition::all();
        let statuses = |list: &Vec<EmployerStatus>| {
            list.iter()
                .map(|one| employer::EmployerStatus::from(*one))
                .collect::<Vec<_>>()
        };
        let stances = |list: &Vec<FairChanceStance>| {
            list.iter()
                .map(|one| employer::FairChanceStance::from(*one))
                .collect::<Vec<_>>()
        };
        [
            self.name.as_ref().map(|filter| filter.on(C::NameSearch)),
            self.status
                .as_ref()
                .map(|list| all().add(C::Status.is_in(statuses(list)))),
            self.naics.as_ref().map(|filter| filter.on(C::NaicsSort)),
            self.tag.as_ref().map(|tag| reads::tagged(tag)),
            self.lead_agency_id
                .map(|id| all().add(C::LeadAgencyId.eq(id.get()))),
            self.team_user_id.map(|id| {
                Condition::any()
                    .add(C::LeadUserId.eq(id.get()))
                    .add(C::BackupUserId.eq(id.get()))
            }),
            self.fair_chance
                .as_ref()
                .map(|list| all().add(C::FairChance.is_in(stances(list)))),
            self.roles.as_ref().map(EmployerRoleListFilter::condition),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.last_contact_at
                .as_ref()
                .map(|filter| filter.on(C::LastContactSort)),
            self.external_reference
                .as_ref()
                .map(|one| one.on(C::Id, SubjectType::Employer)),
            self.member_of.as_ref().map(MemberOfFilter::on_employers),
            self.search.as_ref().map(|text| every_word(C::NameSearch, text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of employers.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum EmployerOrder {
    /// By name, without case and accents.
    Name(SortDirection),
    /// By main industry; employers without one first when ascending.
    NaicsCode(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
    /// By when it was last in touch; employers never in touch count as the oldest.
    LastContactAt(SortDirection),
}

impl From<EmployerOrder> for Sort<employer::Column> {
    fn from(order: EmployerOrder) -> Self {
        match order {
            EmployerOrder::Name(direction) => Self::directed(employer::Column::NameSearch, direction),
            EmployerOrder::NaicsCode(direction) => Self::directed(employer::Column::NaicsSort, direction),
            EmployerOrder::UpdatedAt(direction) => Self::directed(employer::Column::UpdatedAt, direction),
            EmployerOrder::LastContactAt(direction) => {
                Self::directed(employer::Column::LastContactSort, direction)
            }
        }
    }
}
