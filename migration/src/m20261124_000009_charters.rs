//! What partnerships are for: statements and goals.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, index, integer, table, text, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![goal(), goal_wording(), goal_progress(), charter_statement()];
        let indexes = vec![
            index("goal", &["partnership_id", "due_sort", "id"]),
            index("goal", &["due_sort", "id"]),
            index("goal", &["updated_at", "id"]),
            index("goal", &["owner_membership_id"]),
            index("goal", &["backup_membership_id"]),
            index("goal", &["followed_by_id"]),
            index("goal_progress", &["goal_id", "noted_on", "id"]),
            index("goal_progress", &["user_id"]),
            index("charter_statement", &["partnership_id", "adopted_on", "id"]),
            index("charter_statement", &["goal_id"]),
            index("charter_statement", &["previous_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["charter_statement", "goal_progress", "goal_wording", "goal"];
        drop_tables(manager, &tables).await
    }
}

fn goal() -> TableCreateStatement {
    table("goal")
        .col(id())
        .col(uuid("partnership_id"))
        .col(text("title"))
        .col(text("description").null())
        .col(text("target").null())
        .col(date("due_on").null())
        .col(date("due_sort"))
        .col(uuid("owner_membership_id").null())
        .col(uuid("backup_membership_id").null())
        .col(date("adopted_on"))
        .col(enum_text("state", &["OPEN", "COMPLETED", "DROPPED"]))
        .col(date("closed_on").null())
        .col(text("learned").null())
        .col(text("dropped_because").null())
        .col(uuid("followed_by_id").null())
        .col(text("no_successor_because").null())
        .standard()
        .trash()
        .references("partnership_id", "partnership")
        .references("owner_membership_id", "membership")
        .references("backup_membership_id", "membership")
        .references("followed_by_id", "goal")
        .take()
}

fn goal_wording() -> TableCreateStatement {
    table("goal_wording")
        .col(uuid("goal_id"))
        .col(date("from_on"))
        .col(text("title"))
        .col(text("target").null())
        .col(date("due_on").null())
        .primary_key(Index::create().col("goal_id").col("from_on"))
        .owned_by("goal_id", "goal")
        .take()
}

fn goal_progress() -> TableCreateStatement {
    table("goal_progress")
        .col(id())
        .col(uuid("goal_id"))
        .col(date("noted_on"))
        .col(text("text"))
        .col(integer("percent").null())
        .col(uuid("user_id").null())
        .standard()
        .references("goal_id", "goal")
        .references("user_id", "user_account")
        .take()
}

fn charter_statement() -> TableCreateStatement {
    table("charter_statement")
        .col(id())
        .col(uuid("partnership_id"))
        .col(enum_text("kind", &["VISION", "MISSION", "STRATEGY"]))
        .col(uuid("goal_id").null())
        .col(text("text"))
        .col(date("adopted_on"))
        .col(date("retired_on").null())
        .col(uuid("previous_id").null())
        .standard()
        .references("partnership_id", "partnership")
        .references("goal_id", "goal")
        .references("previous_id", "charter_statement")
        .take()
}
