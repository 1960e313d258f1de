//! What callers send about people and affiliations.

mod affiliation;
mod filter;

use async_graphql::{InputObject, MaybeUndefined};
use entities::contact;

use super::{
    ops::{Draft, Point},
    types::PreferredChannel,
};
use crate::shared::inputs::{ExternalReferenceInput, change, given, references, replace};
pub use affiliation::{
    AffiliationDetailsInput, AffiliationStartInput, AffiliationUpdateInput, ContactMoveInput,
};
pub use filter::{AffiliationWhere, ContactOrder, ContactWhere};

/// An e-mail address of a person.
#[derive(Clone, Debug, InputObject)]
pub struct ContactEmailInput {
    /// The address; kept as written.
    pub address: String,
    /// A word for it, such as `work`.
    pub label: Option<String>,
}

/// A telephone number of a person.
#[derive(Clone, Debug, InputObject)]
pub struct ContactPhoneInput {
    /// The number; kept as written.
    pub number: String,
    /// A word for it, such as `mobile`.
    pub label: Option<String>,
}

impl From<ContactEmailInput> for Point {
    fn from(input: ContactEmailInput) -> Self {
        Self {
            value: input.address,
            label: input.label,
        }
    }
}

impl From<ContactPhoneInput> for Point {
    fn from(input: ContactPhoneInput) -> Self {
        Self {
            value: input.number,
            label: input.label,
        }
    }
}

/// A new contact. It has a name, or a given or family name that make one.
#[derive(Clone, Debug, InputObject)]
pub struct ContactCreateInput {
    /// The full name, 1 to 200 characters; given and family name together when absent.
    pub name: Option<String>,
    /// The given name.
    pub given_name: Option<String>,
    /// The family name.
    pub family_name: Option<String>,
    /// The e-mail addresses, the main one first; 20 at most. Others may have the same one.
    pub emails: Option<Vec<ContactEmailInput>>,
    /// The telephone numbers, the main one first; 20 at most.
    pub phones: Option<Vec<ContactPhoneInput>>,
    /// How the person wants to be reached.
    pub preferred_channel: Option<PreferredChannel>,
    /// Whether the person asked not to be contacted by any agency; false when absent.
    pub do_not_contact: Option<bool>,
    /// Why the person is not to be contacted; only together with `doNotContact: true`.
    pub do_not_contact_reason: Option<String>,
    /// The language the person prefers, a BCP 47 tag such as `es` or `en-US`.
    pub language: Option<String>,
    /// What is good to know about the person.
    pub note: Option<String>,
    /// The person's names in other systems; 20 at most.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
    /// Where the person works: added in the same step.
    pub affiliation: Option<AffiliationDetailsInput>,
}

/// Changes of a contact: what is absent stays, null clears.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ContactUpdateInput {
    /// The full name, 1 to 200 characters. When it is absent and consisted of given and family name, it follows them.
    pub name: Option<String>,
    /// The given name.
    pub given_name: MaybeUndefined<String>,
    /// The family name.
    pub family_name: MaybeUndefined<String>,
    /// All e-mail addresses, the main one first; 20 at most. They replace the ones there are.
    pub emails: Option<Vec<ContactEmailInput>>,
    /// All telephone numbers, the main one first; 20 at most. They replace the ones there are.
    pub phones: Option<Vec<ContactPhoneInput>>,
    /// How the person wants to be reached.
    pub preferred_channel: MaybeUndefined<PreferredChannel>,
    /// Whether the person asked not to be contacted by any agency; false clears the reason.
    pub do_not_contact: Option<bool>,
    /// Why the person is not to be contacted; only while `doNotContact` is true.
    pub do_not_contact_reason: MaybeUndefined<String>,
    /// The language the person prefers, a BCP 47 tag such as `es` or `en-US`.
    pub language: MaybeUndefined<String>,
    /// What is good to know about the person.
    pub note: MaybeUndefined<String>,
    /// All the person's names in other systems: they replace the ones there are.
    pub external_references: Option<Vec<ExternalReferenceInput>>,
}

impl From<ContactCreateInput> for Draft {
    fn from(input: ContactCreateInput) -> Self {
        let affiliation = input.affiliation.map(Into::into);
        let changes = ContactUpdateInput {
            name: input.name,
            given_name: given(input.given_name),
            family_name: given(input.family_name),
            emails: input.emails,
            phones: input.phones,
            preferred_channel: given(input.preferred_channel),
            do_not_contact: input.do_not_contact,
            do_not_contact_reason: given(input.do_not_contact_reason),
            language: given(input.language),
            note: given(input.note),
            external_references: input.external_references,
        };
        Self {
            affiliation,
            ..changes.into()
        }
    }
}

impl From<ContactUpdateInput> for Draft {
    fn from(input: ContactUpdateInput) -> Self {
        let row = contact::ActiveModel {
            name: replace(input.name, |name| name),
            given_name: change(input.given_name, |name| name),
            family_name: change(input.family_name, |name| name),
            preferred_channel: change(input.preferred_channel, Into::into),
            do_not_contact: replace(input.do_not_contact, |asked| asked),
            do_not_contact_reason: change(input.do_not_contact_reason, |reason| reason),
            language: change(input.language, |tag| tag),
            note: change(input.note, |text| text),
            ..Default::default()
        };
        Self {
            row,
            emails: input
                .emails
                .map(|list| list.into_iter().map(Into::into).collect()),
            phones: input
                .phones
                .map(|list| list.into_iter().map(Into::into).collect()),
            references: references(input.external_references),
            affiliation: None,
        }
    }
}
