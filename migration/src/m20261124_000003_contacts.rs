//! People, how to reach them, and where they work.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, flag, id, index, integer, table, text, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![contact(), contact_point(), affiliation()];
        let indexes = vec![
            index("contact", &["name_search", "id"]),
            index("contact", &["updated_at", "id"]),
            index("contact_point", &["contact_id"]),
            index("contact_point", &["value_search"]),
            index("affiliation", &["contact_id", "sort_from", "id"]),
            index("affiliation", &["employer_id", "sort_from", "id"]),
            index("affiliation", &["agency_id", "sort_from", "id"]),
            index("affiliation", &["establishment_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["affiliation", "contact_point", "contact"];
        drop_tables(manager, &tables).await
    }
}

fn contact() -> TableCreateStatement {
    table("contact")
        .col(id())
        .col(text("name"))
        .col(text("name_search"))
        .col(text("given_name").null())
        .col(text("family_name").null())
        .col(enum_text("preferred_channel", &["EMAIL", "PHONE", "TEXT", "LETTER"]).null())
        .col(flag("do_not_contact"))
        .col(text("do_not_contact_reason").null())
        .col(text("language").null())
        .col(text("note").null())
        .standard()
        .trash()
        .take()
}

fn contact_point() -> TableCreateStatement {
    table("contact_point")
        .col(id())
        .col(uuid("contact_id"))
        .col(enum_text("kind", &["EMAIL", "PHONE"]))
        .col(text("value"))
        .col(text("value_search"))
        .col(text("label").null())
        .col(integer("position"))
        .owned_by("contact_id", "contact")
        .take()
}

fn affiliation() -> TableCreateStatement {
    table("affiliation")
        .col(id())
        .col(uuid("contact_id"))
        .col(uuid("employer_id").null())
        .col(uuid("agency_id").null())
        .col(uuid("establishment_id").null())
        .col(text("title").null())
        .col(date("from_on").null())
        .col(date("to_on").null())
        .col(flag("is_primary"))
        .col(date("sort_from"))
        .standard()
        .trash()
        .references("contact_id", "contact")
        .references("employer_id", "employer")
        .references("agency_id", "agency")
        .references("establishment_id", "establishment")
        .exactly_one("ck_affiliation_exactly_one_party", ["employer_id", "agency_id"])
        .take()
}
