//! Measurable skill gains, and what outcomes read of completers, hires and employment beside.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, index, integer, table, text, timestamp, uuid,
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
            counted(),
            of_participants(),
            index("skill_gain", &["agency_id", "updated_at", "id"]),
            index("skill_gain", &["program_id"]),
            index("skill_gain", &["employer_id"]),
            index("skill_gain", &["contact_id"]),
            hiring(),
            exits(),
            quarters(),
        ];
        create(manager, vec![skill_gain()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (name, table) in [
            ("ix_hire_hiring", "hire"),
            ("ix_completer_exits", "completer"),
            ("ix_employment_quarters", "employment"),
        ] {
            let index = Index::drop().name(name).table(table).to_owned();
            manager.drop_index(index).await?;
        }
        drop_tables(manager, &["skill_gain"]).await
    }
}

/// What counts of gains by program and program year read, so that they need not read the table. `trashed_at` is NULL in all of
/// them: without it SQLite looks it up in the table.
fn counted() -> IndexCreateStatement {
    let columns = [
        "program_id",
        "program_year",
        "agency_id",
        "participant_search",
        "achieved_on",
        "id",
        "trashed_at",
    ];
    index("skill_gain", &columns)
        .name("ix_skill_gain_counted")
        .and_where(Expr::col("trashed_at").is_null())
        .take()
}

/// The gains of a participant in a program year, the last one last.
fn of_participants() -> IndexCreateStatement {
    let columns = [
        "agency_id",
        "participant_search",
        "program_year",
        "achieved_on",
        "id",
        "trashed_at",
    ];
    index("skill_gain", &columns)
        .name("ix_skill_gain_participant")
        .and_where(Expr::col("trashed_at").is_null())
        .take()
}

/// How many employers hired, which is asked over all programs too.
fn hiring() -> IndexCreateStatement {
    index("hire", &["employer_id", "trashed_at"])
        .name("ix_hire_hiring")
        .and_where(Expr::col("trashed_at").is_null())
        .take()
}

/// Whose quarter after exit has ended, by completer.
fn exits() -> IndexCreateStatement {
    index("completer", &["id", "exited_on", "trashed_at"])
        .name("ix_completer_exits")
        .take()
}

/// Whether an employer recurs, by completer.
fn quarters() -> IndexCreateStatement {
    index(
        "employment",
        &["completer_id", "quarter", "employer_id", "identifier_id"],
    )
    .name("ix_employment_quarters")
    .take()
}

fn skill_gain() -> TableCreateStatement {
    let is_dated = Expr::col("achieved_on")
        .is_null()
        .eq(Expr::col("program_year").is_null());
    table("skill_gain")
        .col(id())
        .col(uuid("agency_id"))
        .col(text("participant_reference"))
        .col(text("participant_search"))
        .col(text("shown_as").null())
        .col(uuid("program_id"))
        .col(enum_text(
            "gain_type",
            &["EFL", "DIPLOMA", "TRANSCRIPT", "MILESTONE", "SKILLS_PROGRESSION"],
        ))
        .col(text("milestone").null())
        .col(date("agreed_on").null())
        .col(date("achieved_on").null())
        .col(integer("program_year").null())
        .col(text("evidence").null())
        .col(uuid("employer_id").null())
        .col(uuid("contact_id").null())
        .col(enum_text(
            "attest_state",
            &["NOT_ASKED", "ASKED", "ATTESTED", "DECLINED"],
        ))
        .col(integer("ask_number"))
        .col(timestamp("asked_at").null())
        .col(timestamp("attested_at").null())
        .col(text("attested_by_name").null())
        .col(text("attest_note").null())
        .standard()
        .trash()
        .references("agency_id", "agency")
        .references("program_id", "program")
        .references("employer_id", "employer")
        .references("contact_id", "contact")
        .check(Check::named("skill_gain_is_dated", is_dated))
        .take()
}
