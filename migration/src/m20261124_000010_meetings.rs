//! Meetings and who comes to them.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, flag, id, index, integer, table, text, timestamp,
    unique_live, uuid,
};

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = vec![meeting(), attendee()];
        let indexes = vec![
            index("meeting", &["starts_at", "id"]),
            index("meeting", &["partnership_id", "starts_at", "id"]),
            index("meeting", &["agency_id", "starts_at", "id"]),
            index("meeting", &["owner_user_id"]),
            index("meeting", &["program_id"]),
            index("meeting", &["status", "starts_at"]),
            index("meeting", &["updated_at", "id"]),
            index("attendee", &["meeting_id"]),
            index("attendee", &["employer_id", "sort_starts_at", "id"]),
            index("attendee", &["agency_id"]),
            index("attendee", &["contact_id", "sort_starts_at", "id"]),
            index("attendee", &["user_id"]),
            unique_live("attendee", &["meeting_id", "contact_id"]),
            unique_live("attendee", &["meeting_id", "user_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_tables(manager, &["attendee", "meeting"]).await
    }
}

fn meeting() -> TableCreateStatement {
    table("meeting")
        .col(id())
        .col(uuid("partnership_id"))
        .col(enum_text(
            "kind",
            &[
                "ADVISORY",
                "GENERAL",
                "LAUNCH",
                "ACTION_TEAM",
                "HIRING_EVENT",
                "OTHER",
            ],
        ))
        .col(text("title"))
        .col(text("title_search"))
        .col(text("local_start"))
        .col(text("time_zone"))
        .col(timestamp("starts_at"))
        .col(timestamp("ends_at"))
        .col(integer("length_minutes"))
        .col(text("place").null())
        .col(text("link").null())
        .col(text("agenda").null())
        .col(text("minutes").null())
        .col(date("minutes_filed_on").null())
        .col(enum_text("status", &["PLANNED", "HELD", "CLOSED", "CANCELLED"]))
        .col(text("cancelled_reason").null())
        .col(integer("sequence"))
        .col(uuid("owner_user_id").null())
        .col(uuid("agency_id"))
        .col(uuid("program_id").null())
        .standard()
        .trash()
        .references("partnership_id", "partnership")
        .references("owner_user_id", "user_account")
        .references("agency_id", "agency")
        .references("program_id", "program")
        .take()
}

fn attendee() -> TableCreateStatement {
    table("attendee")
        .col(id())
        .col(uuid("meeting_id"))
        .col(uuid("contact_id").null())
        .col(uuid("user_id").null())
        .col(uuid("employer_id").null())
        .col(uuid("agency_id").null())
        .col(integer("people"))
        .col(
            enum_text(
                "stakeholder",
                &[
                    "BUSINESS",
                    "LABOR",
                    "CTE_EDUCATOR",
                    "ACADEMIC_EDUCATOR",
                    "COUNSELOR",
                    "ADMINISTRATOR",
                    "WORKFORCE_BOARD",
                    "STUDENT",
                    "PARENT",
                    "SPECIAL_POPULATIONS",
                    "OUT_OF_SCHOOL_YOUTH_AGENCY",
                    "TRIBE",
                    "ECONOMIC_DEVELOPMENT",
                    "COMMUNITY",
                    "OTHER",
                ],
            )
            .null(),
        )
        .col(enum_text(
            "response",
            &["NEEDS_ACTION", "ACCEPTED", "TENTATIVE", "DECLINED"],
        ))
        .col(timestamp("responded_at").null())
        .col(enum_text(
            "attendance",
            &["UNKNOWN", "PRESENT", "ABSENT", "EXCUSED"],
        ))
        .col(flag("reminders_off"))
        .col(timestamp("sort_starts_at"))
        .standard()
        .trash()
        .references("meeting_id", "meeting")
        .references("contact_id", "contact")
        .references("user_id", "user_account")
        .references("employer_id", "employer")
        .references("agency_id", "agency")
        .at_least_one(
            "ck_attendee_somebody",
            &["contact_id", "user_id", "employer_id", "agency_id"],
        )
        .at_most_one("ck_attendee_one_person", ["contact_id", "user_id"])
        .at_most_one("ck_attendee_one_party", ["employer_id", "agency_id"])
        .take()
}
