//! The history of Guildhall's schema, from the first table on.
//!
//! - One file a change, named `mYYYYMMDD_NNNNNN_what_changes`; a released file is never edited.
//! - Each migration runs in a transaction, on SQLite too, and can be undone.
//! - Nothing here knows the `entities` crate: today's entity in yesterday's migration would break
//!   new installations. A test compares the two.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend, EntityTrait, Statement};
use sea_orm_migration::seaql_migrations;

mod columns;
mod m20261124_000001_accounts;
mod m20261124_000002_employers;
mod m20261124_000003_contacts;
mod m20261124_000004_partnerships;
mod m20261124_000005_codes;
mod m20261124_000006_engagements;
mod m20261124_000007_imports;
mod m20261124_000008_operations;
mod m20261124_000009_charters;
mod m20261124_000010_meetings;
mod m20261124_000012_recommendations;
mod m20261124_000013_tasks;
mod m20261124_000014_responsibilities;
mod m20261124_000015_agreements;
mod m20261124_000016_priorities;
mod m20261124_000017_checkups;
mod m20261124_000018_mail;
mod m20261124_000019_account_links;
mod m20261124_000022_board_rules;
mod m20261124_000023_series;
mod m20261124_000025_reminders;
mod m20261124_000029_calendar_feeds;
mod m20261124_000030_request_keys;
mod m20261124_000031_opt_outs;
mod m20261124_000032_letter_drafts;
mod m20261124_000035_mail_preferences;
mod m20261124_000036_agreement_reminders;
mod m20261124_000040_programs;
mod m20261124_000041_credentials;
mod m20261124_000042_competencies;
mod m20261124_000043_affirmations;
mod m20261124_000044_engagement_levels;
mod m20261124_000045_pathways;
mod m20261124_000046_completers;
mod m20261124_000047_hires;
mod m20261124_000048_openings;
mod m20261124_000049_skill_gains;
mod m20261124_000050_evidence_files;
mod m20261130_000060_outcome_publications;
mod m20261130_000061_validation_history;
mod m20261130_000062_partnership_phases;
mod m20261130_000064_closed_imports;
mod m20261130_000065_references_by_program;
mod m20261130_000066_skill_gain_answers;

pub use sea_orm_migration::{IntoSchemaManagerConnection, MigratorTrait};

/// All migrations in order: `Migrator::up(&db, None)` brings a database to the present schema.
#[derive(Clone, Copy, Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261124_000001_accounts::Migration),
            Box::new(m20261124_000002_employers::Migration),
            Box::new(m20261124_000003_contacts::Migration),
            Box::new(m20261124_000004_partnerships::Migration),
            Box::new(m20261124_000005_codes::Migration),
            Box::new(m20261124_000006_engagements::Migration),
            Box::new(m20261124_000007_imports::Migration),
            Box::new(m20261124_000008_operations::Migration),
            Box::new(m20261124_000009_charters::Migration),
            Box::new(m20261124_000010_meetings::Migration),
            Box::new(m20261124_000012_recommendations::Migration),
            Box::new(m20261124_000013_tasks::Migration),
            Box::new(m20261124_000014_responsibilities::Migration),
            Box::new(m20261124_000015_agreements::Migration),
            Box::new(m20261124_000016_priorities::Migration),
            Box::new(m20261124_000017_checkups::Migration),
            Box::new(m20261124_000018_mail::Migration),
            Box::new(m20261124_000019_account_links::Migration),
            Box::new(m20261124_000022_board_rules::Migration),
            Box::new(m20261124_000023_series::Migration),
            Box::new(m20261124_000025_reminders::Migration),
            Box::new(m20261124_000029_calendar_feeds::Migration),
            Box::new(m20261124_000030_request_keys::Migration),
            Box::new(m20261124_000031_opt_outs::Migration),
            Box::new(m20261124_000032_letter_drafts::Migration),
            Box::new(m20261124_000035_mail_preferences::Migration),
            Box::new(m20261124_000036_agreement_reminders::Migration),
            Box::new(m20261124_000040_programs::Migration),
            Box::new(m20261124_000041_credentials::Migration),
            Box::new(m20261124_000042_competencies::Migration),
            Box::new(m20261124_000043_affirmations::Migration),
            Box::new(m20261124_000044_engagement_levels::Migration),
            Box::new(m20261124_000045_pathways::Migration),
            Box::new(m20261124_000046_completers::Migration),
            Box::new(m20261124_000047_hires::Migration),
            Box::new(m20261124_000048_openings::Migration),
            Box::new(m20261124_000049_skill_gains::Migration),
            Box::new(m20261124_000050_evidence_files::Migration),
            Box::new(m20261130_000060_outcome_publications::Migration),
            Box::new(m20261130_000061_validation_history::Migration),
            Box::new(m20261130_000062_partnership_phases::Migration),
            Box::new(m20261130_000064_closed_imports::Migration),
            Box::new(m20261130_000065_references_by_program::Migration),
            Box::new(m20261130_000066_skill_gain_answers::Migration),
        ]
    }
}

/// The names of all migrations this program knows, in order.
#[must_use]
pub fn known() -> Vec<String> {
    let name = |migration: Box<dyn MigrationTrait>| migration.name().to_owned();
    Migrator::migrations().into_iter().map(name).collect()
}

/// The name of the last migration: the version of the schema this program needs.
#[must_use]
pub fn latest() -> String {
    known().pop().unwrap_or_default()
}

/// The names of the migrations that the database lacks. Only reads.
///
/// # Errors
/// If the database cannot be read.
pub async fn pending<'c>(db: impl IntoSchemaManagerConnection<'c>) -> Result<Vec<String>, DbErr> {
    let applied = applied(db).await?;
    Ok(without(known(), &applied))
}

/// The names of applied migrations that this program does not know: the database was migrated by
/// a newer program, and this one must not touch it. Only reads.
///
/// # Errors
/// If the database cannot be read.
pub async fn unknown<'c>(db: impl IntoSchemaManagerConnection<'c>) -> Result<Vec<String>, DbErr> {
    let applied = applied(db).await?;
    Ok(without(applied, &known()))
}

/// Whether the database holds no table but, at most, the one that lists migrations.
///
/// # Errors
/// If the database cannot be read.
pub async fn is_empty<'c>(db: impl IntoSchemaManagerConnection<'c>) -> Result<bool, DbErr> {
    let manager = SchemaManager::new(db);
    let conn = manager.get_connection();
    let sql = match conn.get_database_backend() {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' \
             AND name <> 'seaql_migrations' LIMIT 1"
        }
        _ => {
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() \
             AND tablename <> 'seaql_migrations' LIMIT 1"
        }
    };
    let statement = Statement::from_string(conn.get_database_backend(), sql);
    Ok(conn.query_one_raw(statement).await?.is_none())
}

/// The names of the migrations applied to a database, in order; none if it is empty. Only reads.
///
/// The migrator's own status functions fail on names they do not know, and most of them create its table.
///
/// # Errors
/// If the database cannot be read.
pub async fn applied<'c>(db: impl IntoSchemaManagerConnection<'c>) -> Result<Vec<String>, DbErr> {
    let manager = SchemaManager::new(db);
    if !manager.has_table(seaql_migrations::Entity.to_string()).await? {
        return Ok(Vec::new());
    }
    let rows = seaql_migrations::Entity::find()
        .all(manager.get_connection())
        .await?;
    let mut names: Vec<String> = rows.into_iter().map(|row| row.version).collect();
    names.sort_unstable();
    Ok(names)
}

fn without(mut names: Vec<String>, others: &[String]) -> Vec<String> {
    names.retain(|name| !others.contains(name));
    names
}
