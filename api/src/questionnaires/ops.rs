//! The rules of questionnaires.

mod change;
mod seed;

pub use change::{Draft, NewQuestion, create, retire, unretire, update};
pub use seed::seed;

use crate::record::record;

record!(questionnaire, Questionnaire, QuestionnaireId, |_row| None);
