//! Advice from employers and boards, its topics, and what became of it.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, index, integer, table, text, timestamp, unique,
    uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const DISPOSITIONS: [&str; 7] = [
    "PROPOSED",
    "ACCEPTED",
    "ACCEPTED_MODIFIED",
    "DECLINED",
    "DEFERRED",
    "IMPLEMENTED",
    "REPORTED_BACK",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![topic(), recommendation(), recommendation_step()];
        let indexes = vec![
            unique("topic", &["key"]),
            index("recommendation", &["said_on", "id"]),
            index("recommendation", &["updated_at", "id"]),
            index("recommendation", &["partnership_id", "said_on", "id"]),
            index("recommendation", &["employer_id", "said_on", "id"]),
            index("recommendation", &["meeting_id", "said_on", "id"]),
            index("recommendation", &["program_id", "said_on", "id"]),
            index("recommendation", &["contact_id", "said_on", "id"]),
            index("recommendation", &["agency_id", "disposition"]),
            index("recommendation", &["topic_id"]),
            index("recommendation_step", &["recommendation_id", "id"]),
            index("recommendation_step", &["user_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["recommendation_step", "recommendation", "topic"]).await
    }
}

fn topic() -> TableCreateStatement {
    table("topic")
        .col(id())
        .col(text("key"))
        .col(text("label"))
        .col(integer("position"))
        .col(timestamp("retired_at").null())
        .standard()
        .take()
}

fn recommendation() -> TableCreateStatement {
    table("recommendation")
        .col(id())
        .col(text("text"))
        .col(text("text_search"))
        .col(uuid("topic_id").null())
        .col(uuid("contact_id").null())
        .col(uuid("employer_id").null())
        .col(uuid("program_id").null())
        .col(uuid("meeting_id").null())
        .col(uuid("partnership_id").null())
        .col(uuid("agency_id"))
        .col(date("said_on"))
        .col(date("close_by_on"))
        .col(enum_text("disposition", &DISPOSITIONS))
        .col(enum_text("decision", &DISPOSITIONS[1..5]).null())
        .col(date("decided_on").null())
        .col(text("reason").null())
        .col(text("accepted_text").null())
        .col(date("implemented_on").null())
        .col(text("implementation").null())
        .col(date("reported_back_on").null())
        .col(text("report").null())
        .col(date("closed_on").null())
        .standard()
        .trash()
        .references("topic_id", "topic")
        .references("contact_id", "contact")
        .references("employer_id", "employer")
        .references("program_id", "program")
        .references("meeting_id", "meeting")
        .references("partnership_id", "partnership")
        .references("agency_id", "agency")
        .take()
}

fn recommendation_step() -> TableCreateStatement {
    table("recommendation_step")
        .col(id())
        .col(uuid("recommendation_id"))
        .col(enum_text("disposition", &DISPOSITIONS))
        .col(date("happened_on"))
        .col(text("note").null())
        .col(uuid("user_id").null())
        .col(timestamp("recorded_at"))
        .owned_by("recommendation_id", "recommendation")
        .references("user_id", "user_account")
        .take()
}
