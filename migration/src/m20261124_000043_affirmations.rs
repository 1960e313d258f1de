//! What employers affirm about credentials and lists of competencies.

use sea_orm_migration::prelude::*;

use crate::columns::{TableParts, create, date, drop_tables, enum_text, id, index, table, text, uuid};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let indexes = vec![
            index("affirmation", &["affirmed_on", "id"]),
            index("affirmation", &["expires_on", "id"]),
            index("affirmation", &["updated_at", "id"]),
            index("affirmation", &["employer_id", "affirmed_on", "id"]),
            // What a newer affirmation replaces is looked up by the employer and the occupation.
            index("affirmation", &["employer_id", "soc_code", "affirmed_on"]),
            index("affirmation", &["credential_id", "soc_code"]),
            index("affirmation", &["competency_edition_id", "soc_code"]),
            index("affirmation", &["program_id", "affirmed_on", "id"]),
            index("affirmation", &["soc_code"]),
            index("affirmation", &["contact_id"]),
            index("affirmation", &["meeting_id"]),
            index("affirmation", &["agency_id"]),
            index("affirmation_rejection", &["competency_id"]),
        ];
        create(manager, vec![affirmation(), affirmation_rejection()], indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["affirmation_rejection", "affirmation"]).await
    }
}

fn affirmation() -> TableCreateStatement {
    table("affirmation")
        .col(id())
        .col(uuid("agency_id"))
        .col(uuid("employer_id"))
        .col(uuid("contact_id"))
        .col(text("soc_code"))
        .col(uuid("credential_id").null())
        .col(uuid("competency_edition_id").null())
        .col(enum_text("answer", &["REQUIRED", "PREFERRED", "NOT_VALUED"]))
        .col(date("affirmed_on"))
        .col(date("expires_on"))
        .col(uuid("meeting_id").null())
        .col(uuid("program_id").null())
        .col(text("note").null())
        .col(text("source").null())
        .standard()
        .trash()
        .references("agency_id", "agency")
        .references("employer_id", "employer")
        .references("contact_id", "contact")
        .references("credential_id", "credential")
        .references("competency_edition_id", "competency_edition")
        .references("meeting_id", "meeting")
        .references("program_id", "program")
        .exactly_one(
            "ck_affirmation_of_one_subject",
            ["credential_id", "competency_edition_id"],
        )
        .take()
}

fn affirmation_rejection() -> TableCreateStatement {
    table("affirmation_rejection")
        .col(uuid("affirmation_id"))
        .col(uuid("competency_id"))
        .primary_key(Index::create().col("affirmation_id").col("competency_id"))
        .owned_by("affirmation_id", "affirmation")
        .references("competency_id", "competency")
        .take()
}
