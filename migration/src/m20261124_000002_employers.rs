//! Employers, their worksites, numbers and history.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, index, integer, subject_type, table, text,
    timestamp, unique, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![
            employer(),
            employer_tag(),
            employer_succession(),
            establishment(),
            employer_identifier(),
            external_reference(),
        ];
        let indexes = vec![
            index("employer", &["name_search", "id"]),
            index("employer", &["updated_at", "id"]),
            index("employer", &["last_contact_sort", "id"]),
            index("employer", &["naics_sort", "id"]),
            index("employer", &["status", "id"]),
            index("employer", &["parent_id"]),
            index("employer", &["lead_agency_id"]),
            index("employer", &["lead_user_id"]),
            index("employer", &["backup_user_id"]),
            index("employer_tag", &["tag_search"]),
            unique("employer_succession", &["predecessor_id", "successor_id"]),
            index("employer_succession", &["successor_id"]),
            index("establishment", &["employer_id", "name_search", "id"]),
            index("establishment", &["name_search", "id"]),
            index("establishment", &["naics_sort", "id"]),
            index("employer_identifier", &["system", "value"]),
            index("employer_identifier", &["employer_id"]),
            index("employer_identifier", &["establishment_id"]),
            index("employer_identifier", &["agency_id"]),
            unique("external_reference", &["subject_type", "system", "value"]),
            index("external_reference", &["subject_type", "subject_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "external_reference",
            "employer_identifier",
            "establishment",
            "employer_succession",
            "employer_tag",
            "employer",
        ];
        drop_tables(manager, &tables).await
    }
}

fn employer() -> TableCreateStatement {
    table("employer")
        .col(id())
        .col(text("name"))
        .col(text("name_search"))
        .col(text("legal_name").null())
        .col(uuid("parent_id").null())
        .col(enum_text("status", &["PROSPECT", "ACTIVE", "DORMANT", "CLOSED"]))
        .col(text("naics_code").null())
        .col(text("naics_sort"))
        .col(text("website").null())
        .col(text("phone").null())
        .col(text("description").null())
        .col(enum_text("fair_chance", &["UNKNOWN", "YES", "NO"]))
        .col(text("fair_chance_note").null())
        .col(integer("fidelity_bond_count").default(0))
        .col(text("excluded_by_law_note").null())
        .col(uuid("lead_agency_id").null())
        .col(uuid("lead_user_id").null())
        .col(uuid("backup_user_id").null())
        .col(timestamp("last_contact_at").null())
        .col(timestamp("last_contact_sort"))
        .standard()
        .trash()
        .references("parent_id", "employer")
        .references("lead_agency_id", "agency")
        .references("lead_user_id", "user_account")
        .references("backup_user_id", "user_account")
        .take()
}

fn employer_tag() -> TableCreateStatement {
    table("employer_tag")
        .col(uuid("employer_id"))
        .col(text("tag"))
        .col(text("tag_search"))
        .primary_key(Index::create().col("employer_id").col("tag_search"))
        .owned_by("employer_id", "employer")
        .take()
}

fn employer_succession() -> TableCreateStatement {
    table("employer_succession")
        .col(id())
        .col(uuid("predecessor_id"))
        .col(uuid("successor_id"))
        .col(date("succeeded_on"))
        .col(text("note").null())
        .standard()
        .references("predecessor_id", "employer")
        .references("successor_id", "employer")
        .take()
}

fn establishment() -> TableCreateStatement {
    table("establishment")
        .col(id())
        .col(uuid("employer_id"))
        .col(text("name"))
        .col(text("name_search"))
        .col(text("street").null())
        .col(text("city").null())
        .col(text("state").null())
        .col(text("postal_code").null())
        .col(text("county_fips").null())
        .col(text("naics_code").null())
        .col(text("naics_sort"))
        .col(
            enum_text(
                "size_class",
                &[
                    "FROM_0_TO_4",
                    "FROM_5_TO_9",
                    "FROM_10_TO_19",
                    "FROM_20_TO_49",
                    "FROM_50_TO_99",
                    "FROM_100_TO_249",
                    "FROM_250_TO_499",
                    "FROM_500_TO_999",
                    "FROM_1000",
                ],
            )
            .null(),
        )
        .col(date("opened_on").null())
        .col(date("closed_on").null())
        .standard()
        .trash()
        .references("employer_id", "employer")
        .take()
}

fn employer_identifier() -> TableCreateStatement {
    table("employer_identifier")
        .col(id())
        .col(uuid("employer_id"))
        .col(uuid("establishment_id").null())
        .col(enum_text(
            "system",
            &[
                "FEIN",
                "STATE_UI_ACCOUNT",
                "UEI",
                "LEI",
                "CIK",
                "DUNS",
                "QCEW_REPORTING_UNIT",
            ],
        ))
        .col(text("value"))
        .col(date("from_on").null())
        .col(date("to_on").null())
        .col(enum_text(
            "confidentiality",
            &[
                "PUBLIC",
                "NETWORK",
                "AGENCY",
                "RESTRICTED",
                "UC_CONFIDENTIAL",
                "FERPA",
            ],
        ))
        .col(uuid("agency_id"))
        .standard()
        .references("employer_id", "employer")
        .references("establishment_id", "establishment")
        .references("agency_id", "agency")
        .take()
}

fn external_reference() -> TableCreateStatement {
    table("external_reference")
        .col(id())
        .col(subject_type("subject_type"))
        .col(uuid("subject_id"))
        .col(text("system"))
        .col(text("value"))
        .col(timestamp("created_at"))
        .take()
}
