//! What callers send about sectors.

use async_graphql::InputObject;
use entities::sector;

use super::ops::Draft;
use crate::shared::inputs::replace;

/// A new sector.
#[derive(Clone, Debug, InputObject)]
pub struct SectorCreateInput {
    /// The stable name for programs: capital letters, digits and underscores, 60 at most. It can never be changed.
    pub key: String,
    /// The name for people; 1 to 200 characters.
    pub label: String,
    /// Its place in lists, from 0; the last when absent.
    pub position: Option<i32>,
}

/// Changes of a sector: what is absent stays.
#[derive(Clone, Debug, Default, InputObject)]
pub struct SectorUpdateInput {
    /// The name for people; 1 to 200 characters.
    pub label: Option<String>,
    /// Its place in lists, from 0.
    pub position: Option<i32>,
}

impl From<SectorCreateInput> for Draft {
    fn from(input: SectorCreateInput) -> Self {
        let mut draft = Self::from(SectorUpdateInput {
            label: Some(input.label),
            position: input.position,
        });
        draft.row.key = replace(Some(input.key), |key| key);
        draft
    }
}

impl From<SectorUpdateInput> for Draft {
    fn from(input: SectorUpdateInput) -> Self {
        let row = sector::ActiveModel {
            label: replace(input.label, |label| label),
            position: replace(input.position, |position| position),
            ..Default::default()
        };
        Self { row }
    }
}
