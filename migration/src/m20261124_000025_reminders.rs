//! When people are reminded of meetings, and every reminder with what became of it.

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
        let once = ["meeting_id", "attendee_id", "rule_id", "occurrence_start"];
        let indexes = vec![
            index("reminder_rule", &["partnership_id"]),
            index("reminder_rule", &["meeting_id"]),
            // The name of the columns would be longer than PostgreSQL's 63 letters.
            unique("reminder_instance", &once)
                .name("uq_reminder_instance_once")
                .take(),
            index("reminder_instance", &["state", "due_at", "id"]),
            index("reminder_instance", &["attendee_id", "due_at"]),
            index("reminder_instance", &["rule_id"]),
            index("reminder_instance", &["outbox_message_id"]),
        ];
        create(manager, vec![reminder_rule(), reminder_instance()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["reminder_instance", "reminder_rule"]).await
    }
}

fn reminder_rule() -> TableCreateStatement {
    table("reminder_rule")
        .col(id())
        .col(uuid("partnership_id").null())
        .col(uuid("meeting_id").null())
        .col(enum_text("offset_kind", &["MINUTES_BEFORE", "DAYS_BEFORE_AT"]))
        .col(integer("minutes_before").null())
        .col(integer("days_before").null())
        .col(text("local_time").null())
        .col(enum_text("audience", &["ATTENDEES", "STAFF", "NOT_RESPONDED"]))
        .col(flag("is_active"))
        .standard()
        .references("partnership_id", "partnership")
        .references("meeting_id", "meeting")
        .exactly_one("ck_reminder_rule_of_one", ["partnership_id", "meeting_id"])
        .exactly_one("ck_reminder_rule_one_offset", ["minutes_before", "days_before"])
        .take()
}

fn reminder_instance() -> TableCreateStatement {
    table("reminder_instance")
        .col(id())
        .col(uuid("meeting_id"))
        .col(uuid("attendee_id"))
        .col(uuid("rule_id"))
        .col(timestamp("occurrence_start"))
        .col(timestamp("due_at"))
        .col(integer("meeting_sequence"))
        .col(enum_text(
            "state",
            &["PLANNED", "QUEUED", "SENT", "SKIPPED", "FAILED", "CANCELLED"],
        ))
        .col(text("reason").null())
        .col(uuid("outbox_message_id").null())
        .standard()
        .references("meeting_id", "meeting")
        .references("attendee_id", "attendee")
        .references("rule_id", "reminder_rule")
        .references("outbox_message_id", "outbox_message")
        .take()
}
