//! Who completed a program, and to which employers they were referred.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, flag, id, index, integer, table, text, timestamp,
    unique_live, uuid,
};

const STAGES: [&str; 6] = [
    "REFERRED",
    "INTERVIEWED",
    "OFFERED",
    "HIRED",
    "NOT_SELECTED",
    "WITHDRAWN",
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
            unique_live("completer", &["agency_id", "reference_search"]),
            index("completer", &["agency_id", "completed_on", "id"]),
            index("completer", &["agency_id", "updated_at", "id"]),
            counted(),
            index("completer", &["cohort_id"]),
            index("completer", &["credential_id"]),
            index("referral", &["completer_id", "referred_on", "id"]),
            index("referral", &["agency_id", "referred_on", "id"]),
            index("referral", &["employer_id"]),
            index("referral_step", &["referral_id", "id"]),
            index("referral_step", &["user_id"]),
        ];
        create(manager, vec![completer(), referral(), referral_step()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["referral_step", "referral", "completer"]).await
    }
}

/// What counts by program and program year read, so that they need not read the table. `trashed_at` is among the columns although it is
/// NULL in all of them: without it SQLite looks it up in the table.
fn counted() -> IndexCreateStatement {
    let columns = [
        "program_id",
        "program_year",
        "is_excluded",
        "credential_id",
        "exited_on",
        "agency_id",
        "id",
        "trashed_at",
    ];
    index("completer", &columns)
        .name("ix_completer_counted")
        .and_where(Expr::col("trashed_at").is_null())
        .take()
}

fn completer() -> TableCreateStatement {
    table("completer")
        .col(id())
        .col(uuid("agency_id"))
        .col(text("reference"))
        .col(text("reference_search"))
        .col(text("name").null())
        .col(uuid("program_id"))
        .col(uuid("cohort_id").null())
        .col(date("completed_on"))
        .col(integer("program_year"))
        .col(uuid("credential_id").null())
        .col(date("credential_on").null())
        .col(date("exited_on").null())
        .col(flag("is_excluded"))
        .col(text("note").null())
        .standard()
        .trash()
        .references("agency_id", "agency")
        .references("program_id", "program")
        .references("cohort_id", "cohort")
        .references("credential_id", "credential")
        .take()
}

fn referral() -> TableCreateStatement {
    table("referral")
        .col(id())
        .col(uuid("completer_id"))
        .col(uuid("agency_id"))
        .col(uuid("employer_id"))
        .col(enum_text("stage", &STAGES))
        .col(date("referred_on"))
        .col(date("stage_on"))
        .col(text("note").null())
        .standard()
        .trash()
        .references("completer_id", "completer")
        .references("agency_id", "agency")
        .references("employer_id", "employer")
        .take()
}

fn referral_step() -> TableCreateStatement {
    table("referral_step")
        .col(id())
        .col(uuid("referral_id"))
        .col(enum_text("stage", &STAGES))
        .col(date("happened_on"))
        .col(uuid("user_id").null())
        .col(timestamp("recorded_at"))
        .owned_by("referral_id", "referral")
        .references("user_id", "user_account")
        .take()
}
