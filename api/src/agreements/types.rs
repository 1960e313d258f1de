//! Agreements as GraphQL shows them.

mod agreement;
mod party;
mod payloads;

use async_graphql::{Enum, SimpleObject};
use entities::agreement_section;

pub use agreement::Agreement;
pub use party::AgreementParty;
pub use payloads::{
    AgreementCreatePayload, AgreementRestorePayload, AgreementSignPayload, AgreementTrashPayload,
    AgreementUpdatePayload,
};

/// What kind of agreement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::agreement::AgreementKind")]
pub enum AgreementKind {
    /// A memorandum of understanding.
    Mou,
    /// Who may use whose data, and for what.
    DataSharing,
    /// Another one.
    Other,
}

/// A section of an agreement.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct AgreementSection {
    /// Its number, from 1.
    pub position: i32,
    /// What it is about.
    pub heading: String,
    /// What was agreed (Markdown).
    pub body: Option<String>,
}

impl From<agreement_section::Model> for AgreementSection {
    fn from(row: agreement_section::Model) -> Self {
        Self {
            position: row.position,
            heading: row.heading,
            body: row.body,
        }
    }
}
