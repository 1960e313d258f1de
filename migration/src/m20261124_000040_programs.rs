//! Programs, more of them: what they teach and lead to, their approval and board, cohorts, the career-pathway checklist, and
//! figures about demand.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, add, create, date, drop_columns, drop_tables, enum_text, id, index, integer, table, text,
    uuid,
};

const DELIVERIES: [&str; 8] = [
    "IET",
    "I_BEST",
    "CTE",
    "APPRENTICESHIP",
    "PRE_APPRENTICESHIP",
    "WORKPLACE_LITERACY",
    "IN_CORRECTIONS",
    "OTHER",
];
const PARTS: [&str; 7] = ["A", "B", "C", "D", "E", "F", "G"];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let board = uuid("advisory_board_id")
            .null()
            .extra("REFERENCES \"partnership\" (\"id\")")
            .take();
        let columns = vec![
            text("cip_code").null().take(),
            enum_text("delivery", &DELIVERIES).null().take(),
            text("description").null().take(),
            text("objectives").null().take(),
            text("approval_number").null().take(),
            date("approved_on").null().take(),
            date("approval_expires_on").null().take(),
            board,
        ];
        add(manager, "program", columns).await?;
        let tables = vec![
            program_occupation(),
            program_checklist(),
            cohort(),
            demand_figure(),
        ];
        let indexes = vec![
            index("program", &["advisory_board_id"]),
            index("program_occupation", &["soc_code"]),
            index("cohort", &["program_id", "starts_on", "id"]),
            index("demand_figure", &["program_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(
            manager,
            &[
                "demand_figure",
                "cohort",
                "program_checklist",
                "program_occupation",
            ],
        )
        .await?;
        let board = Index::drop()
            .name("ix_program_advisory_board_id")
            .table("program")
            .to_owned();
        manager.drop_index(board).await?;
        let columns = [
            "advisory_board_id",
            "approval_expires_on",
            "approved_on",
            "approval_number",
            "objectives",
            "description",
            "delivery",
            "cip_code",
        ];
        drop_columns(manager, "program", &columns).await
    }
}

fn program_occupation() -> TableCreateStatement {
    table("program_occupation")
        .col(uuid("program_id"))
        .col(text("soc_code"))
        .primary_key(Index::create().col("program_id").col("soc_code"))
        .owned_by("program_id", "program")
        .take()
}

fn program_checklist() -> TableCreateStatement {
    table("program_checklist")
        .col(uuid("program_id"))
        .col(enum_text("part", &PARTS))
        .col(enum_text("answer", &["YES", "NO", "PARTLY"]))
        .col(text("evidence").null())
        .col(date("checked_on"))
        .primary_key(Index::create().col("program_id").col("part"))
        .owned_by("program_id", "program")
        .take()
}

fn cohort() -> TableCreateStatement {
    table("cohort")
        .col(id())
        .col(uuid("program_id"))
        .col(text("name"))
        .col(date("starts_on"))
        .col(date("ends_on").null())
        .col(integer("seats").null())
        .standard()
        .trash()
        .owned_by("program_id", "program")
        .take()
}

fn demand_figure() -> TableCreateStatement {
    let kinds = ["PROJECTED_OPENINGS", "REGIONAL_GRADUATES", "PLANNED_STUDENTS"];
    let is_count = Expr::col("value").gte(0);
    table("demand_figure")
        .col(id())
        .col(uuid("program_id"))
        .col(enum_text("kind", &kinds))
        .col(integer("value").check(is_count))
        .col(text("label"))
        .col(text("source"))
        .col(text("vintage"))
        .col(integer("year").null())
        .standard()
        .trash()
        .owned_by("program_id", "program")
        .take()
}
