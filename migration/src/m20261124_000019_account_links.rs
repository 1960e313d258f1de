//! Links by which people choose a password.

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
            unique("account_link", &["token_hash"]),
            index("account_link", &["user_id"]),
            index("account_link", &["expires_at"]),
        ];
        create(manager, vec![account_link()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["account_link"]).await
    }
}

fn account_link() -> TableCreateStatement {
    table("account_link")
        .col(id())
        .col(uuid("user_id"))
        .col(enum_text("purpose", &["INVITATION", "PASSWORD_RESET"]))
        .col(text("token_hash"))
        .col(timestamp("created_at"))
        .col(timestamp("expires_at"))
        .col(timestamp("used_at").null())
        .owned_by("user_id", "user_account")
        .take()
}
