//! Credentials, which of them lead to which, and those that programs award.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, drop_tables, enum_text, id, index, integer, table, text, unique_live, uuid,
};

const KINDS: [&str; 7] = [
    "CERTIFICATE",
    "CERTIFICATION",
    "LICENSE",
    "DEGREE",
    "DIPLOMA",
    "BADGE",
    "APPRENTICESHIP",
];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            unique_live("credential", &["name_search", "kind", "issuer_search"]),
            unique_live("credential", &["registry_ctid"]),
            index("credential", &["issuer_agency_id"]),
            index("credential", &["updated_at", "id"]),
            index("credential_stack", &["leads_to_id"]),
            index("program_credential", &["credential_id"]),
        ];
        create(
            manager,
            vec![credential(), credential_stack(), program_credential()],
            indexes,
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["program_credential", "credential_stack", "credential"]).await
    }
}

fn credential() -> TableCreateStatement {
    let is_pirl = Expr::col("pirl_type").between(0, 8);
    table("credential")
        .col(id())
        .col(text("name"))
        .col(text("name_search"))
        .col(enum_text("kind", &KINDS))
        .col(text("issuer_name").null())
        .col(uuid("issuer_agency_id").null())
        .col(text("issuer_search"))
        .col(text("registry_ctid").null())
        .col(integer("pirl_type").null().check(is_pirl))
        .col(integer("renewal_months").null())
        .col(text("description").null())
        .standard()
        .trash()
        .references("issuer_agency_id", "agency")
        .at_most_one("ck_credential_of_one_issuer", ["issuer_name", "issuer_agency_id"])
        .take()
}

fn credential_stack() -> TableCreateStatement {
    table("credential_stack")
        .col(uuid("credential_id"))
        .col(uuid("leads_to_id"))
        .primary_key(Index::create().col("credential_id").col("leads_to_id"))
        .owned_by("credential_id", "credential")
        .owned_by("leads_to_id", "credential")
        .take()
}

fn program_credential() -> TableCreateStatement {
    table("program_credential")
        .col(uuid("program_id"))
        .col(uuid("credential_id"))
        .primary_key(Index::create().col("program_id").col("credential_id"))
        .owned_by("program_id", "program")
        .owned_by("credential_id", "credential")
        .take()
}
