//! Who sees to what in a partnership.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, index, integer, table, text, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![responsibility(), responsibility_assignment()];
        let indexes = vec![
            index("responsibility", &["partnership_id", "position", "id"]),
            index("responsibility_assignment", &["responsibility_id"]),
            index("responsibility_assignment", &["membership_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["responsibility_assignment", "responsibility"]).await
    }
}

fn responsibility() -> TableCreateStatement {
    table("responsibility")
        .col(id())
        .col(uuid("partnership_id"))
        .col(text("title"))
        .col(text("description").null())
        .col(integer("position"))
        .col(date("retired_on").null())
        .standard()
        .trash()
        .references("partnership_id", "partnership")
        .take()
}

fn responsibility_assignment() -> TableCreateStatement {
    table("responsibility_assignment")
        .col(id())
        .col(uuid("responsibility_id"))
        .col(uuid("membership_id"))
        .col(enum_text("kind", &["LEAD", "SUPPORT", "ADVISORY", "INFORMED"]))
        .col(date("from_on").null())
        .col(date("to_on").null())
        .standard()
        .references("responsibility_id", "responsibility")
        .references("membership_id", "membership")
        .take()
}
