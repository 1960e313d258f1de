//! Imports: files, batches, and what became of each row.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, bigint, create, drop_tables, enum_text, flag, id, index, integer, json, subject_type, table,
    text, timestamp, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![import_file(), import_batch(), import_row()];
        let indexes = vec![
            index("import_file", &["created_at", "id"]),
            index("import_file", &["uploaded_by"]),
            index("import_batch", &["created_at", "id"]),
            index("import_batch", &["agency_id"]),
            index("import_batch", &["user_id"]),
            index("import_row", &["batch_id", "row_number", "id"]),
            index("import_row", &["subject_type", "subject_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["import_row", "import_batch", "import_file"];
        drop_tables(manager, &tables).await
    }
}

fn import_file() -> TableCreateStatement {
    table("import_file")
        .col(id())
        .col(text("name"))
        .col(text("sha256"))
        .col(bigint("byte_count"))
        .col(text("stored_path"))
        .col(uuid("uploaded_by").null())
        .col(timestamp("created_at"))
        .references("uploaded_by", "user_account")
        .take()
}

fn import_batch() -> TableCreateStatement {
    table("import_batch")
        .col(id())
        .col(text("file_name"))
        .col(text("file_sha256"))
        .col(text("profile_name"))
        .col(text("profile_text"))
        .col(flag("is_dry_run"))
        .col(enum_text(
            "status",
            &["QUEUED", "RUNNING", "DONE", "FAILED", "REVERTING", "REVERTED"],
        ))
        .col(uuid("agency_id").null())
        .col(uuid("user_id").null())
        .col(text("stored_path").null())
        .col(integer("rows_total"))
        .col(integer("rows_done"))
        .col(integer("rows_created"))
        .col(integer("rows_updated"))
        .col(integer("rows_unchanged"))
        .col(integer("rows_failed"))
        .col(json("report"))
        .col(text("message").null())
        .col(timestamp("created_at"))
        .col(timestamp("started_at").null())
        .col(timestamp("finished_at").null())
        .col(timestamp("reverted_at").null())
        .col(integer("version"))
        .references("agency_id", "agency")
        .references("user_id", "user_account")
        .take()
}

fn import_row() -> TableCreateStatement {
    table("import_row")
        .col(id())
        .col(uuid("batch_id"))
        .col(integer("row_number"))
        .col(text("target"))
        .col(enum_text(
            "outcome",
            &["CREATED", "UPDATED", "UNCHANGED", "FAILED", "REVERTED"],
        ))
        .col(subject_type("subject_type").null())
        .col(uuid("subject_id").null())
        .col(text("reason").null())
        .col(json("raw").null())
        .col(json("before").null())
        .col(integer("after_version").null())
        .owned_by("batch_id", "import_batch")
        .take()
}
