//! What an idempotency key remembers of its request: until when it may run, and whether its work was done; and when an import
//! that runs was last heard of.

use sea_orm_migration::prelude::*;

use crate::columns::timestamp;

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

const ADDED: [(&str, &str); 3] = [
    ("idempotency_key", "claimed_until"),
    ("idempotency_key", "done_at"),
    ("import_batch", "heard_at"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in ADDED {
            let mut added = timestamp(column);
            let alter = Table::alter().table(table).add_column(added.null()).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, column) in ADDED {
            let alter = Table::alter().table(table).drop_column(column).take();
            manager.alter_table(alter).await?;
        }
        Ok(())
    }
}
