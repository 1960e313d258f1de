//! Who does not want which mail, and the key that signs the links in letters.

use sea_orm_migration::prelude::*;

use crate::columns::{TableParts, create, drop_tables, enum_text, id, table, text, timestamp, unique, uuid};

/// Kinds of letters that people may do without.
const KINDS: [&str; 4] = ["INVITATION", "REMINDER", "DIGEST", "LETTER"];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            unique("mail_opt_out", &["contact_id", "kind"]),
            unique("mail_opt_out", &["user_id", "kind"]),
        ];
        create(manager, vec![server_secret(), mail_opt_out()], indexes).await?;
        let kind = enum_text("kind", &KINDS).null().take();
        let with_kind = Table::alter().table("outbox_message").add_column(kind).take();
        manager.alter_table(with_kind).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let without_kind = Table::alter().table("outbox_message").drop_column("kind").take();
        manager.alter_table(without_kind).await?;
        drop_tables(manager, &["mail_opt_out", "server_secret"]).await
    }
}

fn server_secret() -> TableCreateStatement {
    table("server_secret")
        .col(text("name").primary_key())
        .col(text("secret"))
        .col(timestamp("created_at"))
        .take()
}

fn mail_opt_out() -> TableCreateStatement {
    table("mail_opt_out")
        .col(id())
        .col(uuid("contact_id").null())
        .col(uuid("user_id").null())
        .col(enum_text("kind", &KINDS))
        .col(timestamp("created_at"))
        .owned_by("contact_id", "contact")
        .owned_by("user_id", "user_account")
        .exactly_one("ck_mail_opt_out_of_one", ["contact_id", "user_id"])
        .take()
}
