//! Every reminder of a day on which an agreement ends or is to be reviewed, with what became of it.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, index, integer, table, text, timestamp, unique,
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
        // `recipient`, and not `user_id`: a unique index holds NULL to be another value each time.
        let once = ["agreement_id", "what", "day", "days_before", "recipient"];
        let indexes = vec![
            unique("agreement_reminder", &once)
                .name("uq_agreement_reminder_once")
                .take(),
            index("agreement_reminder", &["state", "due_at", "id"]),
            index("agreement_reminder", &["user_id"]),
            index("agreement_reminder", &["outbox_message_id"]),
        ];
        create(manager, vec![agreement_reminder()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["agreement_reminder"]).await
    }
}

fn agreement_reminder() -> TableCreateStatement {
    table("agreement_reminder")
        .col(id())
        .col(uuid("agreement_id"))
        .col(enum_text("what", &["ENDS", "REVIEW"]))
        .col(date("day"))
        .col(integer("days_before"))
        .col(uuid("user_id").null())
        .col(uuid("recipient"))
        .col(timestamp("due_at"))
        .col(enum_text(
            "state",
            &["PLANNED", "QUEUED", "SENT", "SKIPPED", "FAILED", "CANCELLED"],
        ))
        .col(text("reason").null())
        .col(uuid("outbox_message_id").null())
        .standard()
        .references("agreement_id", "agreement")
        .references("user_id", "user_account")
        .references("outbox_message_id", "outbox_message")
        .take()
}
