//! One edition of a published code list, as imported from its file.

use sea_orm::entity::prelude::*;

use crate::ids::CodeListId;

/// A row of `code_list`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "code_list")]
pub struct Model {
    /// Primary key; `code_list_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CodeListId,
    /// Which list it is.
    pub scheme: CodeScheme,
    /// Edition, such as `2022`; unique within the scheme.
    pub edition: String,
    /// SHA-256 of the file it was read from, lower-case hex.
    pub file_sha256: String,
    /// When it was read.
    pub imported_at: DateTimeUtc,
    /// How many codes it has.
    pub entry_count: i32,
    /// Whether new records use this edition.
    pub is_current: bool,
}

impl ActiveModelBehavior for ActiveModel {}

/// Published code list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum CodeScheme {
    /// North American Industry Classification System.
    #[sea_orm(string_value = "NAICS")]
    Naics,
    /// Standard Occupational Classification.
    #[sea_orm(string_value = "SOC")]
    Soc,
    /// Classification of Instructional Programs.
    #[sea_orm(string_value = "CIP")]
    Cip,
}
