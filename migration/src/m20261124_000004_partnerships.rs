//! Partnerships, their members and roles, programs, and what employers contribute.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, bigint, create, date, drop_tables, enum_text, flag, id, index, integer, money, table, text,
    timestamp, unique, unique_live, uuid,
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
            sector(),
            partnership(),
            partnership_sector(),
            partnership_naics(),
            partnership_convener(),
            membership(),
            representative(),
            role_type(),
            role_commitment(),
            program(),
            contribution(),
        ];
        let indexes = vec![
            unique("sector", &["key"]),
            index("partnership", &["name_search", "id"]),
            index("partnership", &["updated_at", "id"]),
            index("partnership_sector", &["sector_id"]),
            index("partnership_naics", &["prefix"]),
            index("partnership_convener", &["partnership_id"]),
            index("partnership_convener", &["agency_id"]),
            index("membership", &["partnership_id"]),
            index("membership", &["employer_id"]),
            index("membership", &["agency_id"]),
            index("representative", &["membership_id"]),
            index("representative", &["contact_id"]),
            unique("role_type", &["key"]),
            index("role_commitment", &["membership_id"]),
            index("role_commitment", &["role_type_id"]),
            unique_live("program", &["agency_id", "name_search", "school_search"]),
            index("program", &["name_search", "id"]),
            index("contribution", &["employer_id", "sort_on", "id"]),
            index("contribution", &["sort_on", "id"]),
            index("contribution", &["agency_id"]),
            index("contribution", &["partnership_id"]),
            index("contribution", &["role_type_id"]),
            index("contribution", &["program_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "contribution",
            "program",
            "role_commitment",
            "role_type",
            "representative",
            "membership",
            "partnership_convener",
            "partnership_naics",
            "partnership_sector",
            "partnership",
            "sector",
        ];
        drop_tables(manager, &tables).await
    }
}

fn sector() -> TableCreateStatement {
    table("sector")
        .col(id())
        .col(text("key"))
        .col(text("label"))
        .col(integer("position"))
        .col(timestamp("retired_at").null())
        .standard()
        .take()
}

fn partnership() -> TableCreateStatement {
    table("partnership")
        .col(id())
        .col(text("name"))
        .col(text("name_search"))
        .col(enum_text("kind", &["SECTOR", "CROSS_AGENCY", "ADVISORY_BOARD"]))
        .col(enum_text(
            "phase",
            &[
                "SUPPORT_TEAM",
                "SCOPE",
                "PREPARE",
                "LAUNCH",
                "ACTION",
                "SUSTAIN",
                "DORMANT",
                "CLOSED",
            ],
        ))
        .col(text("region").null())
        .col(text("description").null())
        .col(date("started_on").null())
        .col(date("ended_on").null())
        .standard()
        .trash()
        .take()
}

fn partnership_sector() -> TableCreateStatement {
    table("partnership_sector")
        .col(uuid("partnership_id"))
        .col(uuid("sector_id"))
        .primary_key(Index::create().col("partnership_id").col("sector_id"))
        .owned_by("partnership_id", "partnership")
        .references("sector_id", "sector")
        .take()
}

fn partnership_naics() -> TableCreateStatement {
    table("partnership_naics")
        .col(uuid("partnership_id"))
        .col(text("prefix"))
        .primary_key(Index::create().col("partnership_id").col("prefix"))
        .owned_by("partnership_id", "partnership")
        .take()
}

fn partnership_convener() -> TableCreateStatement {
    table("partnership_convener")
        .col(id())
        .col(uuid("partnership_id"))
        .col(uuid("agency_id"))
        .col(date("from_on").null())
        .col(date("to_on").null())
        .standard()
        .references("partnership_id", "partnership")
        .references("agency_id", "agency")
        .take()
}

fn membership() -> TableCreateStatement {
    table("membership")
        .col(id())
        .col(uuid("partnership_id"))
        .col(uuid("employer_id").null())
        .col(uuid("agency_id").null())
        .col(enum_text("standing", &["MEMBER", "CHAMPION"]))
        .col(text("seat").null())
        .col(date("term_from_on").null())
        .col(date("term_to_on").null())
        .col(date("joined_on").null())
        .col(date("left_on").null())
        .standard()
        .trash()
        .references("partnership_id", "partnership")
        .references("employer_id", "employer")
        .references("agency_id", "agency")
        .exactly_one("ck_membership_exactly_one_party", ["employer_id", "agency_id"])
        .take()
}

fn representative() -> TableCreateStatement {
    table("representative")
        .col(id())
        .col(uuid("membership_id"))
        .col(uuid("contact_id"))
        .col(enum_text("kind", &["PRIMARY", "BACKUP"]))
        .col(date("from_on").null())
        .col(date("to_on").null())
        .standard()
        .references("membership_id", "membership")
        .references("contact_id", "contact")
        .take()
}

fn role_type() -> TableCreateStatement {
    table("role_type")
        .col(id())
        .col(text("key"))
        .col(text("label"))
        .col(enum_text("side", &["EMPLOYER", "AGENCY", "BOTH"]))
        .col(text("source"))
        .col(enum_text("source_status", &["CONFIRMED", "UNVERIFIED"]))
        .col(flag("is_toolkit_page_35"))
        .col(integer("position"))
        .col(timestamp("retired_at").null())
        .standard()
        .take()
}

fn role_commitment() -> TableCreateStatement {
    table("role_commitment")
        .col(id())
        .col(uuid("membership_id"))
        .col(uuid("role_type_id"))
        .col(enum_text(
            "state",
            &["PROPOSED", "COMMITTED", "ACTIVE", "FULFILLED", "LAPSED"],
        ))
        .col(date("from_on").null())
        .col(date("to_on").null())
        .col(text("note").null())
        .standard()
        .trash()
        .references("membership_id", "membership")
        .references("role_type_id", "role_type")
        .take()
}

fn program() -> TableCreateStatement {
    table("program")
        .col(id())
        .col(uuid("agency_id"))
        .col(text("name"))
        .col(text("name_search"))
        .col(text("school").null())
        .col(text("school_search"))
        .col(text("county").null())
        .col(text("sector_label").null())
        .standard()
        .trash()
        .references("agency_id", "agency")
        .take()
}

fn contribution() -> TableCreateStatement {
    table("contribution")
        .col(id())
        .col(uuid("employer_id"))
        .col(uuid("agency_id"))
        .col(uuid("partnership_id").null())
        .col(uuid("role_type_id").null())
        .col(uuid("program_id").null())
        .col(
            enum_text(
                "activity",
                &[
                    "ADVISORY",
                    "CAREER_FAIR",
                    "GUEST_SPEAKER",
                    "WORKSITE_TOUR",
                    "INFORMATIONAL_INTERVIEW",
                    "JOB_SHADOW",
                    "MOCK_INTERVIEW",
                    "INTERNSHIP_PAID",
                    "INTERNSHIP_UNPAID",
                    "APPRENTICESHIP",
                    "PRE_APPRENTICESHIP",
                    "CLINICAL",
                    "CO_OP",
                    "TEACHER_EXTERNSHIP",
                    "OJT",
                ],
            )
            .null(),
        )
        .col(date("contributed_on").null())
        .col(date("sort_on"))
        .col(text("event_name").null())
        .col(integer("people"))
        .col(bigint("hours_hundredths"))
        .col(bigint("internship_hours_hundredths"))
        .col(money("cash_cents"))
        .col(money("equipment_cents"))
        .col(money("scholarship_cents"))
        .col(money("stipend_cents"))
        .col(money("other_cents"))
        .col(text("note").null())
        .col(enum_text("recorded_from", &["MANUAL", "IMPORT", "API"]))
        .standard()
        .trash()
        .references("employer_id", "employer")
        .references("agency_id", "agency")
        .references("partnership_id", "partnership")
        .references("role_type_id", "role_type")
        .references("program_id", "program")
        .take()
}
