//! Openings and forecasts of employers, and what they require.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, index, integer, money, table, text, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("opening", &["employer_id", "opens_on", "id"]),
            index("opening", &["soc_code", "opens_on", "id"]),
            index("opening", &["opens_on", "id"]),
            index("opening", &["agency_id"]),
            index("opening", &["establishment_id"]),
            index("opening", &["user_id"]),
            index("opening_requirement", &["credential_id"]),
        ];
        create(manager, vec![opening(), opening_requirement()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["opening_requirement", "opening"]).await
    }
}

fn opening() -> TableCreateStatement {
    table("opening")
        .col(id())
        .col(uuid("agency_id"))
        .col(uuid("user_id").null())
        .col(enum_text("visibility", &["NETWORK", "AGENCY", "RESTRICTED"]))
        .col(uuid("employer_id"))
        .col(uuid("establishment_id").null())
        .col(enum_text("kind", &["OPENING", "FORECAST"]))
        .col(text("soc_code"))
        .col(text("title").null())
        .col(integer("positions"))
        .col(enum_text("demand", &["NEW", "REPLACEMENT", "UPSKILL"]))
        .col(date("opens_on"))
        .col(date("closes_on").null())
        .col(money("wage_low_cents").null())
        .col(money("wage_high_cents").null())
        .col(
            enum_text(
                "minimum_education",
                &[
                    "NONE",
                    "SECONDARY",
                    "SOME_COLLEGE",
                    "CERTIFICATE",
                    "ASSOCIATE",
                    "BACHELOR",
                    "GRADUATE",
                ],
            )
            .null(),
        )
        .col(text("source"))
        .col(date("as_of"))
        .col(text("note").null())
        .col(integer("filled"))
        .standard()
        .trash()
        .references("agency_id", "agency")
        .references("user_id", "user_account")
        .references("employer_id", "employer")
        .references("establishment_id", "establishment")
        .take()
}

fn opening_requirement() -> TableCreateStatement {
    table("opening_requirement")
        .col(uuid("opening_id"))
        .col(integer("place"))
        .col(uuid("credential_id").null())
        .col(text("text").null())
        .col(enum_text(
            "strength",
            &[
                "REQUIRED",
                "PREFERRED",
                "REQUIRED_AT_HIRING",
                "ACQUIRED_INTERNALLY",
            ],
        ))
        .primary_key(Index::create().col("opening_id").col("place"))
        .owned_by("opening_id", "opening")
        .references("credential_id", "credential")
        .exactly_one("ck_opening_requirement_exactly_one", ["credential_id", "text"])
        .take()
}
