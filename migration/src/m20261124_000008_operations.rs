//! The audit log, the outbox of jobs, and idempotency keys.
//!
//! The log has no foreign keys: it outlives what it tells of.

use sea_orm_migration::prelude::*;

use crate::columns::{
    create, drop_tables, enum_text, id, index, integer, json, subject_type, table, text, timestamp, unique,
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
        let tables = vec![audit_entry(), job(), idempotency_key()];
        let indexes = vec![
            index("audit_entry", &["at", "id"]),
            index("audit_entry", &["employer_id", "at", "id"]),
            index("audit_entry", &["user_id", "at", "id"]),
            index("audit_entry", &["subject_type", "subject_id", "at"]),
            index("job", &["state", "run_at"]),
            unique("idempotency_key", &["actor_key", "key"]),
            index("idempotency_key", &["created_at"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["idempotency_key", "job", "audit_entry"];
        drop_tables(manager, &tables).await
    }
}

fn audit_entry() -> TableCreateStatement {
    table("audit_entry")
        .col(id())
        .col(timestamp("at"))
        .col(uuid("user_id").null())
        .col(uuid("token_id").null())
        .col(uuid("agency_id").null())
        .col(text("reason").null())
        .col(text("action"))
        .col(subject_type("subject_type"))
        .col(uuid("subject_id"))
        .col(uuid("employer_id").null())
        .col(json("changes"))
        .col(text("request_id").null())
        .take()
}

fn job() -> TableCreateStatement {
    table("job")
        .col(id())
        .col(text("kind"))
        .col(json("payload"))
        .col(timestamp("run_at"))
        .col(integer("attempts"))
        .col(text("claimed_by").null())
        .col(timestamp("claimed_until").null())
        .col(timestamp("finished_at").null())
        .col(text("last_error").null())
        .col(enum_text("state", &["QUEUED", "DONE", "DEAD"]))
        .col(timestamp("created_at"))
        .take()
}

fn idempotency_key() -> TableCreateStatement {
    table("idempotency_key")
        .col(id())
        .col(text("actor_key"))
        .col(text("key"))
        .col(text("request_hash"))
        .col(text("response").null())
        .col(integer("response_status").null())
        .col(timestamp("created_at"))
        .take()
}
