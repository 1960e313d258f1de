//! What partners agreed in writing.

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
        let tables = vec![agreement(), agreement_section(), agreement_party()];
        let indexes = vec![
            index("agreement", &["partnership_id", "ends_sort", "id"]),
            index("agreement", &["ends_sort", "id"]),
            index("agreement", &["review_by_sort", "id"]),
            index("agreement", &["updated_at", "id"]),
            index("agreement_party", &["agreement_id"]),
            index("agreement_party", &["employer_id"]),
            index("agreement_party", &["agency_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["agreement_party", "agreement_section", "agreement"]).await
    }
}

fn agreement() -> TableCreateStatement {
    table("agreement")
        .col(id())
        .col(uuid("partnership_id"))
        .col(enum_text("kind", &["MOU", "DATA_SHARING", "OTHER"]))
        .col(text("title"))
        .col(date("signed_on").null())
        .col(date("starts_on").null())
        .col(date("ends_on").null())
        .col(date("ends_sort"))
        .col(date("review_by_on").null())
        .col(date("review_by_sort"))
        .standard()
        .trash()
        .references("partnership_id", "partnership")
        .take()
}

fn agreement_section() -> TableCreateStatement {
    table("agreement_section")
        .col(uuid("agreement_id"))
        .col(integer("position"))
        .col(text("heading"))
        .col(text("body").null())
        .primary_key(Index::create().col("agreement_id").col("position"))
        .owned_by("agreement_id", "agreement")
        .take()
}

fn agreement_party() -> TableCreateStatement {
    table("agreement_party")
        .col(id())
        .col(uuid("agreement_id"))
        .col(uuid("employer_id").null())
        .col(uuid("agency_id").null())
        .col(date("signed_on").null())
        .col(text("signed_by").null())
        .owned_by("agreement_id", "agreement")
        .references("employer_id", "employer")
        .references("agency_id", "agency")
        .exactly_one(
            "ck_agreement_party_exactly_one_party",
            ["employer_id", "agency_id"],
        )
        .take()
}
