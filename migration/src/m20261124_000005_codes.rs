//! Published code lists and the links between them.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, drop_tables, enum_text, flag, id, index, integer, table, text, timestamp, unique,
    uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![code_list(), code(), code_crosswalk()];
        let indexes = vec![
            unique("code_list", &["scheme", "edition"]),
            unique("code", &["code_list_id", "code"]),
            index("code", &["code_list_id", "title_search"]),
            unique(
                "code_crosswalk",
                &["soc_edition", "soc_code", "cip_edition", "cip_code"],
            ),
            index("code_crosswalk", &["cip_code"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["code_crosswalk", "code", "code_list"];
        drop_tables(manager, &tables).await
    }
}

fn code_list() -> TableCreateStatement {
    table("code_list")
        .col(id())
        .col(enum_text("scheme", &["NAICS", "SOC", "CIP"]))
        .col(text("edition"))
        .col(text("file_sha256"))
        .col(timestamp("imported_at"))
        .col(integer("entry_count"))
        .col(flag("is_current"))
        .take()
}

fn code() -> TableCreateStatement {
    table("code")
        .col(id())
        .col(uuid("code_list_id"))
        .col(text("code"))
        .col(text("title"))
        .col(text("title_search"))
        .col(text("definition").null())
        .col(integer("level"))
        .col(text("level_name"))
        .col(text("parent_code").null())
        .col(enum_text(
            "status",
            &["CURRENT", "NEW", "MOVED_TO", "MOVED_FROM", "DELETED"],
        ))
        .col(text("moved_to").null())
        .owned_by("code_list_id", "code_list")
        .take()
}

fn code_crosswalk() -> TableCreateStatement {
    table("code_crosswalk")
        .col(id())
        .col(text("soc_edition"))
        .col(text("soc_code"))
        .col(text("cip_edition"))
        .col(text("cip_code"))
        .take()
}
