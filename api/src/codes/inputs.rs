//! What callers send about codes.

use async_graphql::InputObject;
use entities::{code, ids::CodeListId};
use sea_orm::{ColumnTrait, Condition};

use super::{
    reads,
    types::{CodeScheme, CodeStatus},
};
use crate::shared::inputs::every_word;

/// Which codes.
#[derive(Clone, Debug, InputObject)]
pub struct CodeWhere {
    /// Of this list.
    pub scheme: CodeScheme,
    /// Of this edition; of the current one when absent.
    pub edition: Option<String>,
    /// On this level: NAICS 2 to 6 (digits), SOC 1 to 4, CIP 1 to 3.
    pub level: Option<i32>,
    /// One level below this code.
    pub parent: Option<String>,
    /// This code and everything below it: `31-33` covers 311 to 339999, `29-0000` covers 29-1141.
    pub under: Option<String>,
    /// Of this status, one of these.
    pub status: Option<Vec<CodeStatus>>,
    /// Every word occurs in the title, without case and accents.
    pub search: Option<String>,
}

impl CodeWhere {
    /// The filter within a list; none when no such list is loaded: then nothing is found.
    pub fn condition(&self, list: Option<CodeListId>) -> Condition {
        use code::Column as C;
        let Some(list) = list else { return Condition::any() };
        let statuses = self.status.as_ref().map(|list| {
            let list = list.iter().map(|one| code::CodeStatus::from(*one));
            C::Status.is_in(list)
        });
        Condition::all()
            .add(C::CodeListId.eq(list))
            .add_option(self.level.map(|level| C::Level.eq(level)))
            .add_option(self.parent.as_ref().map(|parent| C::ParentCode.eq(parent)))
            .add_option(
                self.under
                    .as_ref()
                    .map(|code| reads::under(self.scheme.into(), code)),
            )
            .add_option(statuses)
            .add_option(self.search.as_ref().map(|text| every_word(C::TitleSearch, text)))
    }
}
