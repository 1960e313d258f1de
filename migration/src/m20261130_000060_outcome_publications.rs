//! Outcomes as they were published.

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
        let publication = table("outcome_publication")
            .col(id())
            .col(date("as_of"))
            .col(text("document"))
            .col(uuid("user_id").null())
            .standard()
            .references("user_id", "user_account")
            .take();
        let indexes = vec![
            index("outcome_publication", &["as_of", "created_at", "id"]),
            index("outcome_publication", &["user_id"]),
        ];
        create(manager, vec![publication], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["outcome_publication"]).await
    }
}
