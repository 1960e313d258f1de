//! What migrations build tables from: the only code here that knows how the two databases differ.
//!
//! | column | PostgreSQL | SQLite |
//! |---|---|---|
//! | [`id`], [`uuid`] | `uuid` | 16-byte blob |
//! | [`timestamp`] | `timestamptz`, microseconds | text in UTC; the application cuts to microseconds |
//! | [`date`] | `date` | text, `YYYY-MM-DD` |
//! | [`money`], [`bigint`] | `bigint` | integer |
//! | [`flag`] | `boolean` | 0 or 1 |
//! | [`json`] | `jsonb` | text |
//! | [`enum_text`] | text with a CHECK | text with a CHECK |
//!
//! Columns are NOT NULL; `.null()` makes one optional. No column has "now" as its default: the
//! two databases write it in different forms. Text is ordered by its bytes on both. Foreign keys are declared with the table, because
//! SQLite cannot add them later; nor can it change a CHECK, so a new enum value means rebuilding
//! the table there (on PostgreSQL the CHECK is called `<table>_<column>_check`).

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

/// A new table without columns.
pub(crate) fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).take()
}

/// The primary key of most tables: a UUIDv7 that the application makes.
pub(crate) fn id() -> ColumnDef {
    uuid("id").primary_key().take()
}

/// An id of a row of any table.
pub(crate) fn uuid(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).uuid().not_null().take()
}

/// Text of any length.
pub(crate) fn text(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).text().not_null().take()
}

/// A kind of record that a row points to, without a CHECK: kinds are added with every feature, and
/// SQLite would have to rebuild the table each time.
pub(crate) fn subject_type(name: &'static str) -> ColumnDef {
    text(name)
}

/// One of a few words. A NULL passes the CHECK.
pub(crate) fn enum_text(name: &'static str, values: &[&'static str]) -> ColumnDef {
    let is_known = Expr::col(name).is_in(values.iter().copied());
    text(name).check(is_known).take()
}

/// An amount in integer cents.
pub(crate) fn money(name: &'static str) -> ColumnDef {
    bigint(name)
}

/// A whole number of 64 bits.
pub(crate) fn bigint(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).big_integer().not_null().take()
}

/// A whole number of 32 bits.
pub(crate) fn integer(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).integer().not_null().take()
}

/// True or false.
pub(crate) fn flag(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).boolean().not_null().take()
}

/// A moment in UTC.
pub(crate) fn timestamp(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).timestamp_with_time_zone().not_null().take()
}

/// A day.
pub(crate) fn date(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).date().not_null().take()
}

/// A JSON document.
pub(crate) fn json(name: &'static str) -> ColumnDef {
    ColumnDef::new(name).json_binary().not_null().take()
}

/// Groups of columns and constraints that tables share.
pub(crate) trait TableParts {
    /// `created_at`, `updated_at` and the optimistic lock.
    fn standard(&mut self) -> &mut Self;

    /// `trashed_at`: rows of this table are trashed and restored, not deleted.
    fn trash(&mut self) -> &mut Self;

    /// `column` points to a row of `target`, which cannot be deleted while it does.
    fn references(&mut self, column: &'static str, target: &'static str) -> &mut Self;

    /// `column` points to the row of `owner` that this row is a part of and is deleted with.
    fn owned_by(&mut self, column: &'static str, owner: &'static str) -> &mut Self;

    /// At least one of some columns is set. `name` is the constraint's.
    fn at_least_one(&mut self, name: &'static str, columns: &[&'static str]) -> &mut Self;

    /// At most one of two columns is set. `name` is the constraint's.
    fn at_most_one(&mut self, name: &'static str, columns: [&'static str; 2]) -> &mut Self;

    /// Exactly one of two columns is set. `name` is the constraint's.
    fn exactly_one(&mut self, name: &'static str, columns: [&'static str; 2]) -> &mut Self;
}

impl TableParts for TableCreateStatement {
    fn standard(&mut self) -> &mut Self {
        self.col(timestamp("created_at"))
            .col(timestamp("updated_at"))
            .col(integer("version"))
    }

    fn trash(&mut self) -> &mut Self {
        self.col(timestamp("trashed_at").null())
    }

    fn references(&mut self, column: &'static str, target: &'static str) -> &mut Self {
        self.foreign_key(ForeignKey::create().from_col(column).to(target, "id"))
    }

    fn owned_by(&mut self, column: &'static str, owner: &'static str) -> &mut Self {
        self.foreign_key(
            ForeignKey::create()
                .from_col(column)
                .to(owner, "id")
                .on_delete(ForeignKeyAction::Cascade),
        )
    }

    fn at_least_one(&mut self, name: &'static str, columns: &[&'static str]) -> &mut Self {
        let is_set = |any: Cond, column: &&'static str| any.add(Expr::col(*column).is_not_null());
        let any = columns.iter().fold(Cond::any(), is_set);
        self.check(Check::named(name, Expr::from(any)))
    }

    fn at_most_one(&mut self, name: &'static str, [one, other]: [&'static str; 2]) -> &mut Self {
        let any = Cond::any()
            .add(Expr::col(one).is_null())
            .add(Expr::col(other).is_null());
        self.check(Check::named(name, Expr::from(any)))
    }

    fn exactly_one(&mut self, name: &'static str, [one, other]: [&'static str; 2]) -> &mut Self {
        let differ = Expr::col(one).is_null().ne(Expr::col(other).is_null());
        self.check(Check::named(name, differ))
    }
}

/// The index `ix_<table>_<columns>`.
pub(crate) fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    named_index("ix", table, columns)
}

/// The unique index `uq_<table>_<columns>`.
pub(crate) fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    named_index("uq", table, columns).unique().take()
}

/// The unique index `uq_<table>_<columns>` over rows that are not in the trash.
pub(crate) fn unique_live(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    unique(table, columns)
        .and_where(Expr::col("trashed_at").is_null())
        .take()
}

fn named_index(prefix: &str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index
        .name(format!("{prefix}_{table}_{}", columns.join("_")))
        .table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

/// Creates tables, then indexes.
pub(crate) async fn create(
    manager: &SchemaManager<'_>,
    tables: Vec<TableCreateStatement>,
    indexes: Vec<IndexCreateStatement>,
) -> Result<(), DbErr> {
    for table in tables {
        let collate = bytewise(manager.get_database_backend(), &table);
        manager.create_table(table).await?;
        if let Some(sql) = collate {
            manager.get_connection().execute_unprepared(&sql).await?;
        }
    }
    for index in indexes {
        manager.create_index(index).await?;
    }
    Ok(())
}

/// Text is ordered by its bytes on both databases: PostgreSQL would order by the language of its
/// installation, and pages would differ from SQLite's.
fn bytewise(backend: DbBackend, table: &TableCreateStatement) -> Option<String> {
    let TableRef::Table(TableName(_, name), _) = table.get_table_name()? else {
        return None;
    };
    let columns: Vec<String> = table
        .get_columns()
        .iter()
        .filter(|column| matches!(column.get_column_type(), Some(ColumnType::Text)))
        .map(|column| {
            let name = column.get_column_name();
            format!("ALTER COLUMN \"{name}\" TYPE text COLLATE \"C\"")
        })
        .collect();
    let is_wanted = backend == DbBackend::Postgres && !columns.is_empty();
    is_wanted.then(|| format!("ALTER TABLE \"{name}\" {}", columns.join(", ")))
}

/// Adds columns to a table, one a statement as SQLite wants it; each may be empty, for the rows that are there.
pub(crate) async fn add(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: Vec<ColumnDef>,
) -> Result<(), DbErr> {
    for mut column in columns {
        let is_text = matches!(column.get_column_type(), Some(ColumnType::Text));
        let name = column.get_column_name();
        manager
            .alter_table(Table::alter().table(table).add_column(&mut column).take())
            .await?;
        if is_text && manager.get_database_backend() == DbBackend::Postgres {
            let sql = format!("ALTER TABLE \"{table}\" ALTER COLUMN \"{name}\" TYPE text COLLATE \"C\"");
            manager.get_connection().execute_unprepared(&sql).await?;
        }
    }
    Ok(())
}

/// Drops columns of a table, one a statement as SQLite wants it. Their indexes are dropped before.
pub(crate) async fn drop_columns(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    for column in columns {
        manager
            .alter_table(Table::alter().table(table).drop_column(*column).take())
            .await?;
    }
    Ok(())
}

/// Drops tables in the order given: those that point to others first.
pub(crate) async fn drop_tables(manager: &SchemaManager<'_>, tables: &[&'static str]) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).take()).await?;
    }
    Ok(())
}
