//! Series of meetings, and which of them made a meeting.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, add, create, drop_columns, drop_tables, enum_text, id, index, integer, table, text,
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
        let indexes = vec![
            index("meeting_series", &["partnership_id"]),
            index("meeting_series", &["owner_user_id"]),
            index("meeting_series", &["agency_id"]),
        ];
        create(manager, vec![meeting_series()], indexes).await?;
        // A column that may be empty is all that SQLite takes along with a foreign key.
        let series = uuid("series_id")
            .null()
            .extra("REFERENCES \"meeting_series\" (\"id\")")
            .take();
        add(
            manager,
            "meeting",
            vec![series, text("occurrence_local").null().take()],
        )
        .await?;
        manager
            .create_index(unique("meeting", &["series_id", "occurrence_local"]))
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::drop()
            .name("uq_meeting_series_id_occurrence_local")
            .table("meeting")
            .to_owned();
        manager.drop_index(index).await?;
        drop_columns(manager, "meeting", &["occurrence_local", "series_id"]).await?;
        drop_tables(manager, &["meeting_series"]).await
    }
}

fn meeting_series() -> TableCreateStatement {
    let kinds = [
        "ADVISORY",
        "GENERAL",
        "LAUNCH",
        "ACTION_TEAM",
        "HIRING_EVENT",
        "OTHER",
    ];
    table("meeting_series")
        .col(id())
        .col(uuid("partnership_id"))
        .col(enum_text("kind", &kinds))
        .col(text("title"))
        .col(text("rule"))
        .col(text("local_start"))
        .col(text("time_zone"))
        .col(integer("length_minutes"))
        .col(text("place").null())
        .col(text("link").null())
        .col(uuid("owner_user_id").null())
        .col(uuid("agency_id"))
        .col(timestamp("ended_at").null())
        .standard()
        .references("partnership_id", "partnership")
        .references("owner_user_id", "user_account")
        .references("agency_id", "agency")
        .take()
}
