//! The rules of statements.

mod adopt;
mod retire;

pub use adopt::{NewStatement, adopt};
pub use retire::retire;

use entities::charter_statement;

use crate::{
    record::record,
    shared::periods::{self, Period},
};

record!(charter_statement, Statement, StatementId, |_row| None);

fn period(row: &charter_statement::Model) -> Period {
    Period {
        from: Some(row.adopted_on),
        to: row.retired_on.map(periods::day_before),
    }
}
