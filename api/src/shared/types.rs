//! Output objects that many features use.

use async_graphql::SimpleObject;
use entities::ids::AgencyId;

use crate::{
    app::Cx,
    policy::{Action, Owner},
};

/// What you may do with a record, so that clients need not guess.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct RecordPermissions {
    /// Whether you may change it.
    pub can_update: bool,
    /// Whether you may put it into the trash and take it out.
    pub can_trash: bool,
    /// Fields of it that are null, or hold only what is open to all, because you may not read them.
    pub hidden_fields: Vec<String>,
}

impl RecordPermissions {
    /// Permissions on a record that belongs to `agency`, or to the network when none.
    pub fn of(cx: &Cx, update: Action, trash: Action, agency: Option<AgencyId>) -> Self {
        let owner = agency.map_or(Owner::Network, Owner::Agency);
        let may = |action| cx.actor.may(action, owner).is_ok();
        Self {
            can_update: may(update),
            can_trash: may(trash),
            hidden_fields: Vec::new(),
        }
    }

    /// Names a field that the actor may not read.
    #[must_use]
    pub fn hiding(mut self, field: &str, is_hidden: bool) -> Self {
        if is_hidden {
            self.hidden_fields.push(field.to_owned());
        }
        self
    }
}

/// A record's name in another system.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct ExternalReference {
    /// The other system, such as `salesforce`.
    pub system: String,
    /// The record's identifier there; unique per kind of record and system.
    pub value: String,
}
