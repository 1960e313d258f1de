//! The outbox of letters, what mail servers answered, and the addresses that do not take any.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, drop_tables, enum_text, id, index, integer, subject_type, table, text, timestamp,
    unique, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![outbox_message(), mail_attempt(), mail_address(), known_browser()];
        let indexes = vec![
            unique("outbox_message", &["message_id"]),
            index("outbox_message", &["state", "due_at", "id"]),
            index("outbox_message", &["state", "expires_at"]),
            index("outbox_message", &["created_at", "id"]),
            index("outbox_message", &["user_id", "created_at", "id"]),
            index("outbox_message", &["contact_id", "created_at", "id"]),
            index("outbox_message", &["employer_id", "created_at", "id"]),
            index("outbox_message", &["subject_type", "subject_id"]),
            unique("mail_attempt", &["outbox_message_id", "attempt"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["known_browser", "mail_address", "mail_attempt", "outbox_message"];
        drop_tables(manager, &tables).await
    }
}

fn outbox_message() -> TableCreateStatement {
    table("outbox_message")
        .col(id())
        .col(text("letter"))
        .col(subject_type("subject_type"))
        .col(uuid("subject_id"))
        .col(uuid("user_id").null())
        .col(uuid("contact_id").null())
        .col(uuid("employer_id").null())
        .col(text("to_address"))
        .col(text("address_search"))
        .col(text("to_name").null())
        .col(text("reply_to").null())
        .col(text("subject"))
        .col(text("text_body"))
        .col(text("html_body"))
        .col(text("calendar").null())
        .col(text("calendar_method").null())
        .col(text("message_id"))
        .col(text("in_reply_to").null())
        .col(text("unsubscribe_url").null())
        .col(timestamp("due_at"))
        .col(timestamp("expires_at"))
        .col(enum_text(
            "state",
            &["QUEUED", "SENT", "FAILED", "SKIPPED", "CANCELLED"],
        ))
        .col(text("reason").null())
        .col(integer("attempts"))
        .col(text("claimed_by").null())
        .col(timestamp("claimed_until").null())
        .col(timestamp("ended_at").null())
        .standard()
        .references("user_id", "user_account")
        .references("contact_id", "contact")
        .references("employer_id", "employer")
        .take()
}

fn mail_attempt() -> TableCreateStatement {
    table("mail_attempt")
        .col(id())
        .col(uuid("outbox_message_id"))
        .col(integer("attempt"))
        .col(timestamp("at"))
        .col(enum_text("outcome", &["ACCEPTED", "TRANSIENT", "PERMANENT"]))
        .col(text("answer"))
        .owned_by("outbox_message_id", "outbox_message")
        .take()
}

fn mail_address() -> TableCreateStatement {
    table("mail_address")
        .col(text("address_search").primary_key())
        .col(integer("failures"))
        .col(timestamp("bouncing_since").null())
        .col(timestamp("updated_at"))
        .take()
}

/// Browsers a person signed in with: another one is told to the person by mail.
fn known_browser() -> TableCreateStatement {
    table("known_browser")
        .col(uuid("user_id"))
        .col(text("browser_hash"))
        .col(timestamp("first_seen_at"))
        .col(timestamp("last_seen_at"))
        .primary_key(Index::create().col("user_id").col("browser_hash"))
        .owned_by("user_id", "user_account")
        .take()
}
