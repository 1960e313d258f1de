//! Labels that say who may read a record or field. The rules behind them are in the policy of the
//! `api` crate.

use sea_orm::entity::prelude::*;

/// Who may read a record or field, from everybody to people under an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Confidentiality {
    /// Anyone.
    #[sea_orm(string_value = "PUBLIC")]
    Public,
    /// All partner agencies.
    #[sea_orm(string_value = "NETWORK")]
    Network,
    /// The agency that recorded it.
    #[sea_orm(string_value = "AGENCY")]
    Agency,
    /// Named roles of that agency: confidential business information.
    #[sea_orm(string_value = "RESTRICTED")]
    Restricted,
    /// From a state unemployment-insurance file: public officials under agreement (20 CFR 603).
    #[sea_orm(string_value = "UC_CONFIDENTIAL")]
    UcConfidential,
    /// From education records: users under agreement (34 CFR 99).
    #[sea_orm(string_value = "FERPA")]
    Ferpa,
}
