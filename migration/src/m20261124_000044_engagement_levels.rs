//! What counts for which level of the ladder of employer engagement.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, drop_tables, enum_text, id, integer, table, text, timestamp, unique,
};

const LEVELS: [&str; 5] = [
    "ADVISING",
    "CAPACITY_BUILDING",
    "CO_DESIGNING",
    "CONVENING",
    "LEADING",
];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![unique("ladder_evidence_kind", &["key"])];
        create(manager, vec![ladder_evidence_kind()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["ladder_evidence_kind"]).await
    }
}

fn ladder_evidence_kind() -> TableCreateStatement {
    table("ladder_evidence_kind")
        .col(id())
        .col(text("key"))
        .col(text("label"))
        .col(enum_text("level", &LEVELS))
        .col(text("source"))
        .col(enum_text("source_status", &["CONFIRMED", "UNVERIFIED"]))
        .col(integer("position"))
        .col(timestamp("retired_at").null())
        .standard()
        .take()
}
