//! Lists of competencies, and their editions.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, integer, table, text, unique, unique_live, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            unique_live("competency_list", &["title_search"]),
            unique("competency_edition", &["list_id", "edition"]),
            unique("competency", &["edition_id", "position"]),
        ];
        create(
            manager,
            vec![competency_list(), competency_edition(), competency()],
            indexes,
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["competency", "competency_edition", "competency_list"]).await
    }
}

fn competency_list() -> TableCreateStatement {
    table("competency_list")
        .col(id())
        .col(text("title"))
        .col(text("title_search"))
        .col(enum_text("kind", &["FOUNDATIONAL", "TECHNICAL", "EMPLOYABILITY"]))
        .col(text("source"))
        .standard()
        .trash()
        .take()
}

fn competency_edition() -> TableCreateStatement {
    table("competency_edition")
        .col(id())
        .col(uuid("list_id"))
        .col(text("edition"))
        .col(date("published_on"))
        .standard()
        .owned_by("list_id", "competency_list")
        .take()
}

fn competency() -> TableCreateStatement {
    table("competency")
        .col(id())
        .col(uuid("edition_id"))
        .col(integer("position"))
        .col(text("code").null())
        .col(text("text"))
        .owned_by("edition_id", "competency_edition")
        .take()
}
