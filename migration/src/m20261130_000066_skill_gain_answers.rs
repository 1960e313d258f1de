//! What employers answered about milestones, kept when the question is asked anew.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::columns::{TableParts, create, drop_tables, flag, index, integer, table, text, timestamp, uuid};

/// The answers that stand: those of before were overwritten.
const ANSWERED: &str = "INSERT INTO skill_gain_answer
    (skill_gain_id, ask_number, is_reached, contact_id, asked_at, answered_at, answered_by_name, note)
    SELECT id, ask_number, attest_state = 'ATTESTED', contact_id, asked_at, attested_at, attested_by_name, attest_note
    FROM skill_gain WHERE attested_at IS NOT NULL AND attested_by_name IS NOT NULL";

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![index("skill_gain_answer", &["contact_id"])];
        create(manager, vec![skill_gain_answer()], indexes).await?;
        manager.get_connection().execute_unprepared(ANSWERED).await?;
        Ok(())
    }

    /// The last answer of each stands in its gain.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["skill_gain_answer"]).await
    }
}

fn skill_gain_answer() -> TableCreateStatement {
    table("skill_gain_answer")
        .col(uuid("skill_gain_id"))
        .col(integer("ask_number"))
        .col(flag("is_reached"))
        .col(uuid("contact_id").null())
        .col(timestamp("asked_at").null())
        .col(timestamp("answered_at"))
        .col(text("answered_by_name"))
        .col(text("note").null())
        .primary_key(Index::create().col("skill_gain_id").col("ask_number"))
        .owned_by("skill_gain_id", "skill_gain")
        .references("contact_id", "contact")
        .take()
}
