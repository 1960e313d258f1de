//! How partnerships do: questionnaires and their answers over time.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, index, integer, table, text, timestamp, unique,
    uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![questionnaire(), question(), checkup(), checkup_answer()];
        let indexes = vec![
            unique("questionnaire", &["key"]),
            unique("question", &["questionnaire_id", "position"]),
            index("checkup", &["partnership_id", "answered_on", "id"]),
            index("checkup", &["questionnaire_id"]),
            index("checkup", &["contact_id"]),
            index("checkup", &["user_id"]),
            index("checkup_answer", &["question_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["checkup_answer", "checkup", "question", "questionnaire"];
        drop_tables(manager, &tables).await
    }
}

fn questionnaire() -> TableCreateStatement {
    table("questionnaire")
        .col(id())
        .col(text("key"))
        .col(text("title"))
        .col(text("source"))
        .col(integer("position"))
        .col(timestamp("retired_at").null())
        .standard()
        .take()
}

fn question() -> TableCreateStatement {
    table("question")
        .col(id())
        .col(uuid("questionnaire_id"))
        .col(integer("position"))
        .col(text("text"))
        .col(enum_text("kind", &["SCORE", "YES_NO", "TEXT"]))
        .owned_by("questionnaire_id", "questionnaire")
        .take()
}

fn checkup() -> TableCreateStatement {
    table("checkup")
        .col(id())
        .col(uuid("partnership_id"))
        .col(uuid("questionnaire_id"))
        .col(date("answered_on"))
        .col(uuid("contact_id").null())
        .col(uuid("user_id").null())
        .standard()
        .trash()
        .references("partnership_id", "partnership")
        .references("questionnaire_id", "questionnaire")
        .references("contact_id", "contact")
        .references("user_id", "user_account")
        .take()
}

fn checkup_answer() -> TableCreateStatement {
    table("checkup_answer")
        .col(uuid("checkup_id"))
        .col(uuid("question_id"))
        .col(integer("score").null())
        .col(text("text").null())
        .primary_key(Index::create().col("checkup_id").col("question_id"))
        .owned_by("checkup_id", "checkup")
        .references("question_id", "question")
        .take()
}
