//! Decisions and actions with an owner and a day.

use sea_orm_migration::prelude::*;

use crate::columns::{TableParts, create, date, drop_tables, enum_text, id, index, table, text, uuid};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("task", &["sort_due_on", "id"]),
            index("task", &["updated_at", "id"]),
            index("task", &["state", "sort_due_on", "id"]),
            index("task", &["partnership_id", "sort_due_on", "id"]),
            index("task", &["meeting_id", "sort_due_on", "id"]),
            index("task", &["recommendation_id", "sort_due_on", "id"]),
            index("task", &["employer_id", "sort_due_on", "id"]),
            index("task", &["owner_user_id", "sort_due_on", "id"]),
            index("task", &["owner_contact_id"]),
            index("task", &["agency_id"]),
        ];
        create(manager, vec![task()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["task"]).await
    }
}

fn task() -> TableCreateStatement {
    table("task")
        .col(id())
        .col(enum_text("kind", &["ACTION", "DECISION"]))
        .col(text("title"))
        .col(text("title_search"))
        .col(text("description").null())
        .col(uuid("partnership_id").null())
        .col(uuid("meeting_id").null())
        .col(uuid("recommendation_id").null())
        .col(uuid("employer_id").null())
        .col(uuid("agency_id"))
        .col(uuid("owner_user_id").null())
        .col(uuid("owner_contact_id").null())
        .col(date("due_on").null())
        .col(date("sort_due_on"))
        .col(enum_text("state", &["OPEN", "DONE", "DROPPED"]))
        .col(date("closed_on").null())
        .col(text("outcome").null())
        .standard()
        .trash()
        .references("partnership_id", "partnership")
        .references("meeting_id", "meeting")
        .references("recommendation_id", "recommendation")
        .references("employer_id", "employer")
        .references("agency_id", "agency")
        .references("owner_user_id", "user_account")
        .references("owner_contact_id", "contact")
        .take()
}
