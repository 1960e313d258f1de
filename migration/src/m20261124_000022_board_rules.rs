//! What boards are held to.

use sea_orm_migration::prelude::*;

use crate::columns::{TableParts, create, drop_tables, flag, id, integer, table, unique, uuid};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![unique("board_rules", &["partnership_id"])];
        create(manager, vec![board_rules()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["board_rules"]).await
    }
}

fn board_rules() -> TableCreateStatement {
    table("board_rules")
        .col(id())
        .col(uuid("partnership_id"))
        .col(integer("quorum_percent").null())
        .col(flag("industry_majority"))
        .col(integer("meetings_per_year").null())
        .col(integer("minutes_within_days").null())
        .col(integer("term_months").null())
        .standard()
        .references("partnership_id", "partnership")
        .take()
}
