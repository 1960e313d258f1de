//! A list of competencies, such as a framework of skills.

use sea_orm::entity::prelude::*;

use crate::ids::CompetencyListId;

/// A row of `competency_list`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "competency_list")]
pub struct Model {
    /// Primary key; `competency_list_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: CompetencyListId,
    /// Title.
    pub title: String,
    /// `title`, folded: accents removed, lower case.
    pub title_search: String,
    /// What it is about.
    pub kind: CompetencyKind,
    /// Whose it is.
    pub source: String,
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

/// What a list of competencies is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum CompetencyKind {
    /// Reading, writing, reckoning: what all other learning stands on.
    #[sea_orm(string_value = "FOUNDATIONAL")]
    Foundational,
    /// What an occupation needs.
    #[sea_orm(string_value = "TECHNICAL")]
    Technical,
    /// What every workplace needs, such as coming on time and working with others.
    #[sea_orm(string_value = "EMPLOYABILITY")]
    Employability,
}
