//! Which imports hold records about completers, and are seen by nobody outside the agency they are for.

use sea_orm_migration::prelude::*;

use crate::columns::{add, drop_columns, flag};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // No import before held any.
        let closed = flag("is_closed").default(false).take();
        add(manager, "import_batch", vec![closed]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_columns(manager, "import_batch", &["is_closed"]).await
    }
}
