//! Questionnaires: questions that partners answer again and again about how their partnership does.
//!
//! An administered list whose keys never change, like role types. Guildhall ships two, in our own words, with their sources: the
//! check-up before a partnership begins, and the check-up of one that exists.
//!
//! Rules: questions never change once the questionnaire is there, because answers belong to their words; other questions are
//! another questionnaire. One that is out of use is not answered any more; what was answered stays.

pub mod inputs;
pub mod loaders;
mod mutation;
pub mod ops;
mod query;
pub mod reads;
pub mod types;

pub use mutation::QuestionnaireMutation;
pub use query::QuestionnaireQuery;
