//! One code of a code list. Codes go with their list; records keep the text of the code, not this
//! id.

use sea_orm::entity::prelude::*;

use crate::ids::{CodeId, CodeListId};

/// A row of `code`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "code")]
pub struct Model {
    /// Primary key; `code_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CodeId,
    /// The list.
    pub code_list_id: CodeListId,
    /// The code as published, such as `31-33`, `29-1141` or `51.3801`; unique within the list.
    pub code: String,
    /// Its title.
    pub title: String,
    /// `title`, folded: accents removed, lower case.
    pub title_search: String,
    /// Its definition, where published.
    pub definition: Option<String>,
    /// Depth in the list: NAICS 2 to 6 digits, SOC 1 (major) to 4 (detailed), CIP 1 to 3.
    pub level: i32,
    /// Name of that level, such as "sector" or "detailed occupation".
    pub level_name: String,
    /// The code above it in the same list; `None` at the top.
    pub parent_code: Option<String>,
    /// What this edition did with it.
    pub status: CodeStatus,
    /// The code to use instead of one that moved or was deleted (CIP).
    pub moved_to: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// What an edition did with a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum CodeStatus {
    /// In use, as before.
    #[sea_orm(string_value = "CURRENT")]
    Current,
    /// New in this edition.
    #[sea_orm(string_value = "NEW")]
    New,
    /// In use under a new number: what it describes had another code.
    #[sea_orm(string_value = "MOVED_TO")]
    MovedTo,
    /// No longer in use: what it described has another code now.
    #[sea_orm(string_value = "MOVED_FROM")]
    MovedFrom,
    /// No longer in use.
    #[sea_orm(string_value = "DELETED")]
    Deleted,
}
