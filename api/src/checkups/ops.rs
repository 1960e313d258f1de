//! The rules of check-ups.

mod answers;
mod record;
mod trash;

pub use answers::NewAnswer;
pub use record::{NewCheckup, record};
pub use trash::{restore, trash};

crate::record::record!(checkup, Checkup, CheckupId, |_row| None);
