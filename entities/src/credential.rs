//! A credential: what people earn that says what they can do.

use sea_orm::entity::prelude::*;

use crate::ids::{AgencyId, CredentialId};

/// A row of `credential`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "credential")]
pub struct Model {
    /// Primary key; `credential_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CredentialId,
    /// Name as its issuer writes it.
    pub name: String,
    /// `name`, folded: accents removed, lower case.
    pub name_search: String,
    /// What it is.
    pub kind: CredentialKind,
    /// Who issues it, when that is no agency of Guildhall.
    pub issuer_name: Option<String>,
    /// The agency that issues it.
    pub issuer_agency_id: Option<AgencyId>,
    /// `issuer_name`, folded, or the id of the agency; empty when there is neither, so that the unique index holds.
    pub issuer_search: String,
    /// Its identifier in the Credential Registry: `ce-` and a UUID.
    pub registry_ctid: Option<String>,
    /// How the federal participant record counts it: 0 to 8.
    pub pirl_type: Option<i32>,
    /// After how many months it has to be renewed.
    pub renewal_months: Option<i32>,
    /// What it says about whoever has it.
    pub description: Option<String>,
    /// When the row was created.
    pub created_at: DateTimeUtc,
    /// When the row was last changed.
    pub updated_at: DateTimeUtc,
    /// Counts the changes from 1: the optimistic lock.
    pub version: i32,
    /// When it was put in the trash; `None` while it is live.
    pub trashed_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What a credential is. Learning, examination and law are kept apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum CredentialKind {
    /// Earned by learning.
    #[sea_orm(string_value = "CERTIFICATE")]
    Certificate,
    /// Earned by an examination, and renewed.
    #[sea_orm(string_value = "CERTIFICATION")]
    Certification,
    /// Given by a government, and needed to practise.
    #[sea_orm(string_value = "LICENSE")]
    License,
    /// A college degree.
    #[sea_orm(string_value = "DEGREE")]
    Degree,
    /// A secondary diploma or its equivalent.
    #[sea_orm(string_value = "DIPLOMA")]
    Diploma,
    /// A badge.
    #[sea_orm(string_value = "BADGE")]
    Badge,
    /// The end of a registered apprenticeship.
    #[sea_orm(string_value = "APPRENTICESHIP")]
    Apprenticeship,
}
