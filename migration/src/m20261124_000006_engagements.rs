//! Dealings with employers.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, id, index, table, text, timestamp, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![engagement(), engagement_participant()];
        let indexes = vec![
            index("engagement", &["employer_id", "occurred_at", "id"]),
            index("engagement", &["agency_id", "occurred_at", "id"]),
            index("engagement", &["occurred_at", "id"]),
            index("engagement", &["establishment_id"]),
            index("engagement", &["partnership_id"]),
            index("engagement", &["user_id"]),
            index("engagement_participant", &["engagement_id"]),
            index("engagement_participant", &["contact_id"]),
            index("engagement_participant", &["user_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = ["engagement_participant", "engagement"];
        drop_tables(manager, &tables).await
    }
}

fn engagement() -> TableCreateStatement {
    table("engagement")
        .col(id())
        .col(enum_text(
            "channel",
            &[
                "SITE_VISIT",
                "MEETING",
                "PHONE",
                "EMAIL",
                "MASS_COMMUNICATION",
                "EVENT",
                "FORM",
                "LETTER",
            ],
        ))
        .col(timestamp("occurred_at"))
        .col(uuid("employer_id"))
        .col(uuid("establishment_id").null())
        .col(uuid("partnership_id").null())
        .col(uuid("agency_id"))
        .col(uuid("user_id").null())
        .col(text("subject"))
        .col(text("body").null())
        .col(text("next_step").null())
        .col(date("next_step_due_on").null())
        .col(text("text_search"))
        .col(enum_text("visibility", &["NETWORK", "AGENCY", "RESTRICTED"]))
        .standard()
        .trash()
        .references("employer_id", "employer")
        .references("establishment_id", "establishment")
        .references("partnership_id", "partnership")
        .references("agency_id", "agency")
        .references("user_id", "user_account")
        .take()
}

fn engagement_participant() -> TableCreateStatement {
    table("engagement_participant")
        .col(id())
        .col(uuid("engagement_id"))
        .col(uuid("contact_id").null())
        .col(uuid("user_id").null())
        .owned_by("engagement_id", "engagement")
        .references("contact_id", "contact")
        .references("user_id", "user_account")
        .exactly_one(
            "ck_engagement_participant_exactly_one_person",
            ["contact_id", "user_id"],
        )
        .take()
}
