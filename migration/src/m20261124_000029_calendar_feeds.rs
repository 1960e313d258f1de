//! Addresses at which calendars find meetings.

use sea_orm_migration::prelude::*;

use crate::columns::{TableParts, create, drop_tables, id, index, table, text, timestamp, unique, uuid};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            unique("calendar_feed", &["secret_hash"]),
            index("calendar_feed", &["user_id"]),
            index("calendar_feed", &["partnership_id"]),
        ];
        create(manager, vec![calendar_feed()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["calendar_feed"]).await
    }
}

fn calendar_feed() -> TableCreateStatement {
    table("calendar_feed")
        .col(id())
        .col(uuid("user_id"))
        .col(uuid("partnership_id").null())
        .col(text("secret_hash"))
        .col(timestamp("created_at"))
        .col(timestamp("rotated_at"))
        .col(timestamp("revoked_at").null())
        .owned_by("user_id", "user_account")
        .owned_by("partnership_id", "partnership")
        .take()
}
