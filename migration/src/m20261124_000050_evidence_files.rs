//! Evidence files of programs, kept as they stood.

use sea_orm_migration::prelude::*;

use crate::columns::{TableParts, create, date, drop_tables, id, index, table, text, uuid};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("evidence_file", &["program_id", "created_at", "id"]),
            index("evidence_file", &["agency_id"]),
            index("evidence_file", &["user_id"]),
        ];
        create(manager, vec![evidence_file()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["evidence_file"]).await
    }
}

fn evidence_file() -> TableCreateStatement {
    table("evidence_file")
        .col(id())
        .col(uuid("program_id"))
        .col(uuid("agency_id"))
        .col(uuid("user_id").null())
        .col(date("as_of"))
        .col(text("document"))
        .col(text("hash"))
        .col(text("note").null())
        .standard()
        .references("program_id", "program")
        .references("agency_id", "agency")
        .references("user_id", "user_account")
        .take()
}
