//! What partnerships work on first: priorities, champions, action teams, quick wins.

use sea_orm_migration::prelude::*;

use crate::columns::{
    TableParts, create, date, drop_tables, enum_text, flag, id, index, integer, table, text, uuid,
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
            priority(),
            priority_champion(),
            action_team(),
            action_team_member(),
            quick_win(),
        ];
        let indexes = vec![
            index("priority", &["partnership_id", "position", "id"]),
            index("priority_champion", &["priority_id"]),
            index("priority_champion", &["membership_id"]),
            index("priority_champion", &["contact_id"]),
            index("action_team", &["priority_id"]),
            index("action_team_member", &["action_team_id"]),
            index("action_team_member", &["contact_id"]),
            index("action_team_member", &["user_id"]),
            index("quick_win", &["partnership_id", "achieved_on", "id"]),
            index("quick_win", &["priority_id"]),
        ];
        create(manager, tables, indexes).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            "quick_win",
            "action_team_member",
            "action_team",
            "priority_champion",
            "priority",
        ];
        drop_tables(manager, &tables).await
    }
}

fn priority() -> TableCreateStatement {
    table("priority")
        .col(id())
        .col(uuid("partnership_id"))
        .col(text("title"))
        .col(text("description").null())
        .col(integer("position"))
        .col(date("adopted_on"))
        .col(enum_text("state", &["OPEN", "DONE", "DROPPED"]))
        .col(date("closed_on").null())
        .col(text("outcome").null())
        .standard()
        .trash()
        .references("partnership_id", "partnership")
        .take()
}

fn priority_champion() -> TableCreateStatement {
    table("priority_champion")
        .col(id())
        .col(uuid("priority_id"))
        .col(uuid("membership_id"))
        .col(uuid("contact_id").null())
        .col(date("from_on").null())
        .col(date("to_on").null())
        .standard()
        .references("priority_id", "priority")
        .references("membership_id", "membership")
        .references("contact_id", "contact")
        .take()
}

fn action_team() -> TableCreateStatement {
    table("action_team")
        .col(id())
        .col(uuid("priority_id"))
        .col(text("name"))
        .standard()
        .trash()
        .references("priority_id", "priority")
        .take()
}

fn action_team_member() -> TableCreateStatement {
    table("action_team_member")
        .col(id())
        .col(uuid("action_team_id"))
        .col(uuid("contact_id").null())
        .col(uuid("user_id").null())
        .col(flag("is_lead"))
        .owned_by("action_team_id", "action_team")
        .references("contact_id", "contact")
        .references("user_id", "user_account")
        .exactly_one(
            "ck_action_team_member_exactly_one_person",
            ["contact_id", "user_id"],
        )
        .take()
}

fn quick_win() -> TableCreateStatement {
    table("quick_win")
        .col(id())
        .col(uuid("partnership_id"))
        .col(uuid("priority_id").null())
        .col(text("title"))
        .col(text("description").null())
        .col(date("achieved_on"))
        .standard()
        .trash()
        .references("partnership_id", "partnership")
        .references("priority_id", "priority")
        .take()
}
