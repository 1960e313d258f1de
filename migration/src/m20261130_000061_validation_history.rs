//! What employers say of the edges of pathway maps is kept word by word: a newer one no longer overwrites the older one, and one
//! that is taken back stays on record with its day.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::columns::{
    TableParts, create, date, drop_tables, id, index, integer, table, text, timestamp, uuid,
};

/// The columns that were there before.
const COLUMNS: &str =
    "edge_id, employer_id, contact_id, agency_id, validated_on, expires_on, edge_version, note, recorded_at";

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Rows of before have no id of the application's; any that is new will do.
        let new_id = match manager.get_database_backend() {
            DbBackend::Sqlite => "randomblob(16)",
            _ => "gen_random_uuid()",
        };
        let back = format!(
            "INSERT INTO pathway_validation (id, {COLUMNS}) SELECT {new_id}, {COLUMNS} FROM kept_validation"
        );
        let mut table = columns(true);
        table.col(date("withdrawn_on").null());
        let mut indexes = indexes();
        indexes.push(index("pathway_validation", &["edge_id", "validated_on"]));
        rebuild(manager, table, indexes, &back).await
    }

    /// The newest word of each employer that it did not take back stays.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let back = format!(
            "INSERT INTO pathway_validation ({COLUMNS}) SELECT {COLUMNS} FROM kept_validation kept WHERE id = (
                 SELECT newest.id FROM kept_validation newest
                 WHERE newest.edge_id = kept.edge_id AND newest.employer_id = kept.employer_id AND newest.withdrawn_on IS NULL
                 ORDER BY newest.validated_on DESC, newest.recorded_at DESC, newest.id DESC LIMIT 1)"
        );
        rebuild(manager, columns(false), indexes(), &back).await
    }
}

/// Makes the table anew with what is in it: SQLite cannot change a primary key.
async fn rebuild(
    manager: &SchemaManager<'_>,
    table: TableCreateStatement,
    indexes: Vec<IndexCreateStatement>,
    back: &str,
) -> Result<(), DbErr> {
    let conn = manager.get_connection();
    conn.execute_unprepared("CREATE TEMPORARY TABLE kept_validation AS SELECT * FROM pathway_validation")
        .await?;
    drop_tables(manager, &["pathway_validation"]).await?;
    create(manager, vec![table], indexes).await?;
    conn.execute_unprepared(back).await?;
    conn.execute_unprepared("DROP TABLE kept_validation").await?;
    Ok(())
}

fn columns(has_id: bool) -> TableCreateStatement {
    let mut table = table("pathway_validation");
    if has_id {
        table.col(id());
    } else {
        table.primary_key(Index::create().col("edge_id").col("employer_id"));
    }
    table
        .col(uuid("edge_id"))
        .col(uuid("employer_id"))
        .col(uuid("contact_id").null())
        .col(uuid("agency_id"))
        .col(date("validated_on"))
        .col(date("expires_on"))
        .col(integer("edge_version"))
        .col(text("note").null())
        .col(timestamp("recorded_at"))
        .owned_by("edge_id", "pathway_edge")
        .references("employer_id", "employer")
        .references("contact_id", "contact")
        .references("agency_id", "agency")
        .take()
}

fn indexes() -> Vec<IndexCreateStatement> {
    let of = |column| index("pathway_validation", &[column]);
    ["employer_id", "contact_id", "agency_id"].map(of).to_vec()
}
