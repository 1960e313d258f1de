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

    /// What is there came to its phase on the day of the last change of it that the audit holds, or when it was created. From one phase
    /// at rest to the other it stays at rest since the day before; of what was at rest when it was created the day is not known.
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        add(manager, "partnership", vec![date("phase_since").null().take()]).await?;
        let since = match manager.get_database_backend() {
            DbBackend::Sqlite => {
                "SUBSTR(COALESCE((SELECT MAX(entry.at) FROM audit_entry entry, json_each(entry.changes) change
                     WHERE entry.subject_type = 'PARTNERSHIP' AND entry.subject_id = partnership.id
                     AND json_extract(change.value, '$.field') = 'phase'
                     AND json_extract(change.value, '$.before') IS NOT NULL
                     AND NOT (json_extract(change.value, '$.before') IN ('DORMANT', 'CLOSED')
                         AND json_extract(change.value, '$.after') IN ('DORMANT', 'CLOSED'))),
                     CASE WHEN phase IN ('DORMANT', 'CLOSED') THEN NULL ELSE created_at END), 1, 10)"
            }
            _ => {
                "(COALESCE((SELECT MAX(entry.at) FROM audit_entry entry, jsonb_array_elements(entry.changes) change
                     WHERE entry.subject_type = 'PARTNERSHIP' AND entry.subject_id = partnership.id
                     AND change ->> 'field' = 'phase'
                     AND change ->> 'before' IS NOT NULL
                     AND NOT (change ->> 'before' IN ('DORMANT', 'CLOSED') AND change ->> 'after' IN ('DORMANT', 'CLOSED'))),
                     CASE WHEN phase IN ('DORMANT', 'CLOSED') THEN NULL ELSE created_at END) AT TIME ZONE 'UTC')::date"
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
