//! Who hired completers, and who employed them in the second and fourth quarter after exit.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, bigint, create, date, drop_tables, enum_text, flag, id, index, integer, money, table, text,
    unique, unique_live, uuid,
};

const EVIDENCE: [&str; 7] = [
    "UI_WAGE_RECORD",
    "FEDERAL_RECORD",
    "EMPLOYER_CONFIRMATION",
    "PAY_STUB",
    "TAX_DOCUMENT",
    "SURVEY",
    "OTHER_SUPPLEMENTAL",
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
            unique_live("hire", &["completer_id", "employer_id", "started_on"]),
            unique_live("hire", &["referral_id"]),
            index("hire", &["agency_id", "started_on", "id"]),
            index("hire", &["agency_id", "updated_at", "id"]),
            hires_counted(),
            index("hire", &["employer_id"]),
            index("hire", &["establishment_id"]),
            unique("employment", &["completer_id", "quarter", "employer_id"]),
            none_found(),
            employment_counted(),
            index("employment", &["agency_id", "completer_id"]),
            index("employment", &["employer_id"]),
            index("employment", &["identifier_id"]),
        ];
        create(manager, vec![hire(), employment()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["employment", "hire"]).await
    }
}

/// What counts by program and program year read, so that they need not read the table. `trashed_at` is among the columns although it is
/// NULL in all of them: without it SQLite looks it up in the table.
fn hires_counted() -> IndexCreateStatement {
    let columns = [
        "program_id",
        "program_year",
        "employer_id",
        "completer_id",
        "is_in_field",
        "trashed_at",
    ];
    index("hire", &columns)
        .name("ix_hire_counted")
        .and_where(Expr::col("trashed_at").is_null())
        .take()
}

/// What counts of retention by program and program year read, so that they need not read the table.
fn employment_counted() -> IndexCreateStatement {
    let columns = [
        "program_id",
        "program_year",
        "quarter",
        "employer_id",
        "completer_id",
        "is_excluded",
        "is_unsubsidized",
        "identifier_id",
    ];
    index("employment", &columns).name("ix_employment_counted").take()
}

/// That nobody employed somebody in a quarter is said once.
fn none_found() -> IndexCreateStatement {
    unique("employment", &["completer_id", "quarter"])
        .and_where(Expr::col("employer_id").is_null())
        .take()
}

fn hire() -> TableCreateStatement {
    let is_a_wage = Expr::col("hourly_wage_cents").gt(0);
    let is_a_week = Expr::col("hours_per_week_hundredths").between(1, 16_800);
    table("hire")
        .col(id())
        .col(uuid("completer_id"))
        .col(uuid("agency_id"))
        .col(uuid("program_id"))
        .col(integer("program_year"))
        .col(uuid("employer_id"))
        .col(uuid("establishment_id").null())
        .col(text("soc_code"))
        .col(date("started_on"))
        .col(date("ended_on").null())
        .col(money("hourly_wage_cents").null().check(is_a_wage))
        .col(bigint("hours_per_week_hundredths").null().check(is_a_week))
        .col(flag("is_in_field").null())
        .col(uuid("referral_id").null())
        .col(enum_text(
            "source",
            &["EMPLOYER", "COMPLETER", "WAGE_RECORD", "STAFF"],
        ))
        .col(text("note").null())
        .standard()
        .trash()
        .references("completer_id", "completer")
        .references("agency_id", "agency")
        .references("program_id", "program")
        .references("employer_id", "employer")
        .references("establishment_id", "establishment")
        .references("referral_id", "referral")
        .take()
}

fn employment() -> TableCreateStatement {
    table("employment")
        .col(id())
        .col(uuid("completer_id"))
        .col(uuid("agency_id"))
        .col(uuid("program_id"))
        .col(integer("program_year"))
        .col(flag("is_excluded"))
        .col(enum_text("quarter", &["Q2", "Q4"]))
        .col(uuid("employer_id").null())
        .col(uuid("identifier_id").null())
        .col(flag("is_unsubsidized"))
        .col(enum_text("evidence", &EVIDENCE))
        .col(date("found_on"))
        .col(text("note").null())
        .standard()
        .references("completer_id", "completer")
        .references("agency_id", "agency")
        .references("program_id", "program")
        .references("employer_id", "employer")
        .references("identifier_id", "employer_identifier")
        .take()
}
