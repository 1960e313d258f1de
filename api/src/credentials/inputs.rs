//! What callers send about credentials.

use async_graphql::{InputObject, MaybeUndefined, OneofObject};
use entities::{
    credential,
    ids::{AgencyId, CredentialId},
};
use sea_orm::{ColumnTrait, Condition};

use super::{ops::Draft, types::CredentialKind};
use crate::{
    paging::{Sort, SortDirection},
    policy::Action,
    scalars::IdOf,
    shared::inputs::{
        DateTimeFilter, StringFilter, Where, change, every_word, given, needed, one_of, replace,
    },
};

/// A new credential.
#[derive(Clone, Debug, InputObject)]
pub struct CredentialCreateInput {
    /// The name as its issuer writes it; 1 to 200 characters.
    pub name: String,
    /// What it is.
    pub kind: CredentialKind,
    /// Who issues it, when that is no agency here.
    pub issuer_name: Option<String>,
    /// The agency that issues it; instead of a name.
    pub issuer_agency_id: Option<IdOf<AgencyId>>,
    /// Its identifier in the Credential Registry: `ce-` and a UUID.
    pub registry_ctid: Option<String>,
    /// How the federal participant record (PIRL) counts it: 0 to 8.
    pub pirl_type: Option<i32>,
    /// After how many months it has to be renewed; 1 to 1200.
    pub renewal_months: Option<i32>,
    /// What it says about whoever has it (Markdown).
    pub description: Option<String>,
    /// The credentials it leads to; 50 at most.
    pub leads_to_ids: Option<Vec<IdOf<CredentialId>>>,
}

/// Changes of a credential: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CredentialUpdateInput {
    /// The name; 1 to 200 characters.
    pub name: Option<String>,
    /// What it is.
    pub kind: Option<CredentialKind>,
    /// Who issues it, when that is no agency here.
    pub issuer_name: MaybeUndefined<String>,
    /// The agency that issues it; instead of a name.
    pub issuer_agency_id: MaybeUndefined<IdOf<AgencyId>>,
    /// Its identifier in the Credential Registry.
    pub registry_ctid: MaybeUndefined<String>,
    /// How the federal participant record (PIRL) counts it: 0 to 8.
    pub pirl_type: MaybeUndefined<i32>,
    /// After how many months it has to be renewed; 1 to 1200.
    pub renewal_months: MaybeUndefined<i32>,
    /// What it says about whoever has it (Markdown).
    pub description: MaybeUndefined<String>,
    /// All credentials it leads to, instead of those it has; 50 at most.
    pub leads_to_ids: Option<Vec<IdOf<CredentialId>>>,
}

impl From<CredentialCreateInput> for Draft {
    fn from(input: CredentialCreateInput) -> Self {
        Self::from(CredentialUpdateInput {
            name: Some(input.name),
            kind: Some(input.kind),
            issuer_name: given(input.issuer_name),
            issuer_agency_id: given(input.issuer_agency_id),
            registry_ctid: given(input.registry_ctid),
            pirl_type: given(input.pirl_type),
            renewal_months: given(input.renewal_months),
            description: given(input.description),
            leads_to_ids: input.leads_to_ids,
        })
    }
}

impl From<CredentialUpdateInput> for Draft {
    fn from(input: CredentialUpdateInput) -> Self {
        let row = credential::ActiveModel {
            name: replace(input.name, |name| name),
            kind: replace(input.kind, Into::into),
            issuer_name: change(input.issuer_name, |name| name),
            issuer_agency_id: change(input.issuer_agency_id, IdOf::get),
            registry_ctid: change(input.registry_ctid, |ctid| ctid),
            pirl_type: change(input.pirl_type, |number| number),
            renewal_months: change(input.renewal_months, |months| months),
            description: change(input.description, |text| text),
            ..Default::default()
        };
        let leads_to = input
            .leads_to_ids
            .map(|list| list.into_iter().map(IdOf::get).collect());
        Self { row, leads_to }
    }
}

/// Which credentials. Conditions of one level are joined by and.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CredentialWhere {
    /// All of these.
    pub and: Option<Vec<CredentialWhere>>,
    /// Any of these; an empty list matches nothing.
    pub or: Option<Vec<CredentialWhere>>,
    /// Not this.
    pub not: Option<Box<CredentialWhere>>,
    /// The name.
    pub name: Option<StringFilter>,
    /// What it is, one of these.
    pub kind: Option<Vec<CredentialKind>>,
    /// The agency that issues it, one of these.
    pub issuer_agency_id: Option<Vec<IdOf<AgencyId>>>,
    /// Its identifier in the Credential Registry, one of these.
    pub registry_ctid: Option<Vec<String>>,
    /// When it was last changed.
    pub updated_at: Option<DateTimeFilter>,
    /// Every word occurs in the name, without case and accents.
    pub search: Option<String>,
}

impl Where for CredentialWhere {
    fn joined(&self) -> (&[Self], Option<&[Self]>, Option<&Self>) {
        (
            self.and.as_deref().unwrap_or_default(),
            self.or.as_deref(),
            self.not.as_deref(),
        )
    }

    fn reads(&self) -> Vec<Action> {
        needed([(self.issuer_agency_id.is_some(), Action::AgencyRead)])
    }

    fn own(&self) -> Vec<Condition> {
        use credential::Column as C;
        let all = || Condition::all();
        [
            self.name.as_ref().map(|filter| filter.on(C::NameSearch)),
            self.kind.as_ref().map(|list| {
                one_of(
                    C::Kind,
                    list.iter().copied().map(credential::CredentialKind::from),
                )
            }),
            self.issuer_agency_id
                .as_ref()
                .map(|list| all().add(C::IssuerAgencyId.is_in(list.iter().map(|id| id.get())))),
            self.registry_ctid
                .as_ref()
                .map(|list| one_of(C::RegistryCtid, list.iter().cloned())),
            self.updated_at.as_ref().map(|filter| filter.on(C::UpdatedAt)),
            self.search.as_ref().map(|text| every_word(C::NameSearch, text)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// An order of credentials.
#[derive(Clone, Debug, PartialEq, Eq, OneofObject)]
pub enum CredentialOrder {
    /// By name, without case and accents.
    Name(SortDirection),
    /// By when it was last changed.
    UpdatedAt(SortDirection),
}

impl From<CredentialOrder> for Sort<credential::Column> {
    fn from(order: CredentialOrder) -> Self {
        use credential::Column as C;
        match order {
            CredentialOrder::Name(direction) => Self::directed(C::NameSearch, direction),
            CredentialOrder::UpdatedAt(direction) => Self::directed(C::UpdatedAt, direction),
        }
    }
}
