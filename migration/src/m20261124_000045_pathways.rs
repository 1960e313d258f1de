//! Pathway maps: occupations as steps, ways from step to step, and the employers that stand behind a way.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, index, integer, money, table, text, timestamp,
    unique, uuid,
};

const REQUIREMENTS: [&str; 2] = ["REQUIRED", "PREFERRED"];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![
            pathway_map(),
            pathway_step(),
            pathway_edge(),
            pathway_edge_credential(),
            pathway_edge_program(),
            pathway_validation(),
        ];
        let indexes = vec![
            index("pathway_map", &["title_search", "id"]),
            index("pathway_map", &["updated_at", "id"]),
            index("pathway_map", &["agency_id"]),
            index("pathway_map", &["sector_id"]),
            index("pathway_step", &["map_id"]),
            index("pathway_step", &["soc_code"]),
            unique("pathway_edge", &["map_id", "from_step_id", "to_step_id"]),
            index("pathway_edge", &["from_step_id"]),
            index("pathway_edge", &["to_step_id"]),
            index("pathway_edge_credential", &["credential_id"]),
            index("pathway_edge_program", &["program_id"]),
            index("pathway_validation", &["employer_id"]),
            index("pathway_validation", &["contact_id"]),
            index("pathway_validation", &["agency_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "pathway_validation",
            "pathway_edge_program",
            "pathway_edge_credential",
            "pathway_edge",
            "pathway_step",
            "pathway_map",
        ];
        drop_tables(manager, &tables).await
    }
}

fn pathway_map() -> TableCreateStatement {
    table("pathway_map")
        .col(id())
        .col(uuid("agency_id"))
        .col(text("title"))
        .col(text("title_search"))
        .col(text("region").null())
        .col(uuid("sector_id").null())
        .col(text("note").null())
        .standard()
        .trash()
        .references("agency_id", "agency")
        .references("sector_id", "sector")
        .take()
}

fn pathway_step() -> TableCreateStatement {
    table("pathway_step")
        .col(id())
        .col(uuid("map_id"))
        .col(text("soc_code"))
        .col(text("title").null())
        .col(money("wage_low_cents").null())
        .col(money("wage_high_cents").null())
        .col(text("wage_source").null())
        .col(date("wage_as_of").null())
        .col(integer("position"))
        .owned_by("map_id", "pathway_map")
        .take()
}

fn pathway_edge() -> TableCreateStatement {
    table("pathway_edge")
        .col(id())
        .col(uuid("map_id"))
        .col(uuid("from_step_id"))
        .col(uuid("to_step_id"))
        .col(integer("months").null())
        .col(integer("version"))
        .owned_by("map_id", "pathway_map")
        .owned_by("from_step_id", "pathway_step")
        .owned_by("to_step_id", "pathway_step")
        .take()
}

fn pathway_edge_credential() -> TableCreateStatement {
    table("pathway_edge_credential")
        .col(uuid("edge_id"))
        .col(uuid("credential_id"))
        .col(enum_text("requirement", &REQUIREMENTS))
        .primary_key(Index::create().col("edge_id").col("credential_id"))
        .owned_by("edge_id", "pathway_edge")
        .owned_by("credential_id", "credential")
        .take()
}

fn pathway_edge_program() -> TableCreateStatement {
    table("pathway_edge_program")
        .col(uuid("edge_id"))
        .col(uuid("program_id"))
        .primary_key(Index::create().col("edge_id").col("program_id"))
        .owned_by("edge_id", "pathway_edge")
        .owned_by("program_id", "program")
        .take()
}

fn pathway_validation() -> TableCreateStatement {
    table("pathway_validation")
        .col(uuid("edge_id"))
        .col(uuid("employer_id"))
        .col(uuid("contact_id").null())
        .col(uuid("agency_id"))
        .col(date("validated_on"))
        .col(date("expires_on"))
        .col(integer("edge_version"))
        .col(text("note").null())
        .col(timestamp("recorded_at"))
        .primary_key(Index::create().col("edge_id").col("employer_id"))
        .owned_by("edge_id", "pathway_edge")
        .references("employer_id", "employer")
        .references("contact_id", "contact")
        .references("agency_id", "agency")
        .take()
}
