//! Since when a partnership is in its phase: one that sleeps or has closed keeps nobody on a level of engagement for ever.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{add, date, drop_columns};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    /// What is there came to its phase on the day of the last change of it that the audit holds, or when it was created.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "partnership", vec![date("phase_since").null().take()]).await?;
        let since = match manager.get_database_backend() {
            DbBackend::Sqlite => {
                "SUBSTR(COALESCE((SELECT MAX(entry.at) FROM audit_entry entry, json_each(entry.changes) change
                     WHERE entry.subject_type = 'PARTNERSHIP' AND entry.subject_id = partnership.id
                     AND json_extract(change.value, '$.field') = 'phase'), created_at), 1, 10)"
            }
            _ => {
                "(COALESCE((SELECT MAX(entry.at) FROM audit_entry entry
                     WHERE entry.subject_type = 'PARTNERSHIP' AND entry.subject_id = partnership.id
                     AND entry.changes @> '[{\"field\": \"phase\"}]'), created_at) AT TIME ZONE 'UTC')::date"
            }
        };
        let fill = format!("UPDATE partnership SET phase_since = {since}");
        manager.get_connection().execute_unprepared(&fill).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_columns(manager, "partnership", &["phase_since"]).await
    }
}
