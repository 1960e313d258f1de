//! Who completes two programs keeps one reference: it is held once among an agency's live completers of a program.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::ConnectionTrait;

use crate::columns::unique_live;

const BEFORE: [&str; 2] = ["agency_id", "reference_search"];
const AFTER: [&str; 3] = ["agency_id", "reference_search", "program_id"];

#[derive(DeriveMigrationName)]
pub(crate) struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    fn use_transaction(&self) -> Option<bool> {
        Some(true)
    }

    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_unique(manager, "uq_completer_agency_id_reference_search").await?;
        manager.create_index(unique_live("completer", &AFTER)).await
    }

    /// Refused while somebody has completed two programs under one reference: no row is changed or lost for it.
    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let twice = Query::select()
            .column("reference_search")
            .from("completer")
            .and_where(Expr::col("trashed_at").is_null())
            .group_by_columns(BEFORE)
            .and_having(Expr::cust("COUNT(*) > 1"))
            .limit(1)
            .to_owned();
        if manager.get_connection().query_one(&twice).await?.is_some() {
            let sentence = "an agency has completers of several programs under one reference, which the schema before did not allow; \
                            give them references of their own first";
            return Err(DbErr::Migration(sentence.to_owned()));
        }
        drop_unique(manager, "uq_completer_agency_id_reference_search_program_id").await?;
        manager.create_index(unique_live("completer", &BEFORE)).await
    }
}

async fn drop_unique(manager: &SchemaManager<'_>, name: &'static str) -> Result<(), DbErr> {
    let index = Index::drop().name(name).table("completer").to_owned();
    manager.drop_index(index).await
}
