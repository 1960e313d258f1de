//! When people want to be reminded, and what a reminder was moved for.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, add, create, drop_columns, drop_tables, enum_text, flag, id, index, table, text, timestamp,
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
        let indexes = vec![
            unique("mail_preference", &["contact_id"]),
            unique("mail_preference", &["user_id"]),
            index("mail_preference", &["sort_digest_at"]),
        ];
        create(manager, vec![mail_preference()], indexes).await?;
        let columns = vec![
            timestamp("rule_due_at").null().take(),
            enum_text("moved_for", &["QUIET_HOURS", "WEEKEND"]).null().take(),
        ];
        add(manager, "reminder_instance", columns).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_columns(manager, "reminder_instance", &["moved_for", "rule_due_at"]).await?;
        drop_tables(manager, &["mail_preference"]).await
    }
}

fn mail_preference() -> TableCreateStatement {
    table("mail_preference")
        .col(id())
        .col(uuid("contact_id").null())
        .col(uuid("user_id").null())
        .col(text("time_zone").null())
        .col(text("quiet_from"))
        .col(text("quiet_to"))
        .col(flag("is_weekend_free"))
        .col(flag("is_digest"))
        .col(timestamp("digest_from").null())
        .col(timestamp("sort_digest_at").null())
        .standard()
        .owned_by("contact_id", "contact")
        .owned_by("user_id", "user_account")
        .exactly_one("ck_mail_preference_of_one", ["contact_id", "user_id"])
        .take()
}
