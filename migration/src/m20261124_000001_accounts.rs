//! Agencies, users, and the ways to sign in.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, drop_tables, enum_text, id, index, integer, json, table, text, timestamp, unique,
    unique_live, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![
            agency(),
            user_account(),
            session(),
            api_token(),
            sign_in_attempt(),
        ];
        let indexes = vec![
            unique_live("agency", &["name_search", "kind"]),
            index("agency", &["name_search", "id"]),
            index("agency", &["parent_id"]),
            unique("user_account", &["email_search"]),
            index("user_account", &["name_search", "id"]),
            index("user_account", &["agency_id"]),
            unique("session", &["token_hash"]),
            index("session", &["previous_token_hash"]),
            index("session", &["user_id"]),
            unique("api_token", &["token_hash"]),
            index("api_token", &["user_id"]),
            index("sign_in_attempt", &["last_failed_at"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "sign_in_attempt",
            "api_token",
            "session",
            "user_account",
            "agency",
        ];
        drop_tables(manager, &tables).await
    }
}

fn agency() -> TableCreateStatement {
    table("agency")
        .col(id())
        .col(text("name"))
        .col(text("name_search"))
        .col(enum_text(
            "kind",
            &[
                "WORKFORCE_BOARD",
                "ONE_STOP_OPERATOR",
                "COLLEGE",
                "ADULT_EDUCATION_PROVIDER",
                "SCHOOL_DISTRICT",
                "SCHOOL",
                "LIBRARY",
                "COMMUNITY_OR_FAITH_BASED_ORGANIZATION",
                "CORRECTIONS",
                "ECONOMIC_DEVELOPMENT",
                "CHAMBER",
                "INDUSTRY_ASSOCIATION",
                "UNION",
                "HUMAN_SERVICES",
                "TRIBE",
                "STATE_AGENCY",
                "OTHER",
            ],
        ))
        .col(uuid("parent_id").null())
        .col(text("region").null())
        .col(text("website").null())
        .standard()
        .trash()
        .references("parent_id", "agency")
        .take()
}

fn user_account() -> TableCreateStatement {
    table("user_account")
        .col(id())
        .col(uuid("agency_id"))
        .col(text("name"))
        .col(text("name_search"))
        .col(text("email"))
        .col(text("email_search"))
        .col(enum_text("role", &["ADMIN", "CONVENER", "STAFF", "VIEWER"]))
        .col(text("password_hash").null())
        .col(timestamp("disabled_at").null())
        .standard()
        .references("agency_id", "agency")
        .take()
}

fn session() -> TableCreateStatement {
    table("session")
        .col(id())
        .col(uuid("user_id"))
        .col(text("token_hash"))
        .col(timestamp("created_at"))
        .col(timestamp("last_seen_at"))
        .col(timestamp("rotated_at"))
        .col(text("previous_token_hash").null())
        .col(timestamp("expires_at"))
        .col(timestamp("idle_expires_at"))
        .col(text("user_agent").null())
        .owned_by("user_id", "user_account")
        .take()
}

fn api_token() -> TableCreateStatement {
    table("api_token")
        .col(id())
        .col(uuid("user_id"))
        .col(text("name"))
        .col(text("token_hash"))
        .col(text("token_hint"))
        .col(json("grants"))
        .col(timestamp("created_at"))
        .col(timestamp("expires_at"))
        .col(timestamp("last_used_at").null())
        .col(timestamp("revoked_at").null())
        .references("user_id", "user_account")
        .take()
}

fn sign_in_attempt() -> TableCreateStatement {
    table("sign_in_attempt")
        .col(text("subject_hash").primary_key())
        .col(integer("failures"))
        .col(timestamp("last_failed_at"))
        .col(timestamp("locked_until").null())
        .take()
}
