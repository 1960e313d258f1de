//! Letters that wait for a person to send them.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, drop_tables, enum_text, id, index, table, text, timestamp, unique, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            once(&["attendee_id", "kind"]),
            once(&["representative_id"]),
            index("letter_draft", &["created_at", "id"]),
            index("letter_draft", &["updated_at", "id"]),
            index("letter_draft", &["state", "created_at", "id"]),
            index("letter_draft", &["meeting_id", "created_at", "id"]),
            index("letter_draft", &["partnership_id", "created_at", "id"]),
            index("letter_draft", &["contact_id"]),
            index("letter_draft", &["user_id"]),
            index("letter_draft", &["employer_id"]),
            index("letter_draft", &["mail_id"]),
        ];
        create(manager, vec![letter_draft()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["letter_draft"]).await
    }
}

/// Unique among the letters that were not discarded.
fn once(columns: &[&'static str]) -> IndexCreateStatement {
    unique("letter_draft", columns)
        .and_where(Expr::col("state").ne("DISCARDED"))
        .take()
}

fn letter_draft() -> TableCreateStatement {
    table("letter_draft")
        .col(id())
        .col(enum_text("kind", &["FOLLOW_UP", "THANK_YOU", "WELCOME"]))
        .col(uuid("partnership_id"))
        .col(uuid("meeting_id").null())
        .col(uuid("attendee_id").null())
        .col(uuid("representative_id").null())
        .col(uuid("contact_id").null())
        .col(uuid("user_id").null())
        .col(uuid("employer_id").null())
        .col(uuid("agency_id"))
        .col(uuid("sender_user_id").null())
        .col(uuid("sender_contact_id").null())
        .col(text("subject"))
        .col(text("body"))
        .col(enum_text("state", &["DRAFT", "SENT", "DISCARDED"]))
        .col(timestamp("sent_at").null())
        .col(uuid("mail_id").null())
        .standard()
        .references("partnership_id", "partnership")
        .references("meeting_id", "meeting")
        .references("attendee_id", "attendee")
        .references("representative_id", "representative")
        .references("contact_id", "contact")
        .references("user_id", "user_account")
        .references("employer_id", "employer")
        .references("agency_id", "agency")
        .references("sender_user_id", "user_account")
        .references("sender_contact_id", "contact")
        .references("mail_id", "outbox_message")
        .exactly_one("ck_letter_draft_of_one", ["attendee_id", "representative_id"])
        .exactly_one("ck_letter_draft_to_one", ["contact_id", "user_id"])
        .at_most_one(
            "ck_letter_draft_one_sender",
            ["sender_user_id", "sender_contact_id"],
        )
        .take()
}
