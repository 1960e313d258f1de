//! An e-mail address or telephone number of a contact. Points go with their contact.

use sea_orm::entity::prelude::*;

use crate::ids::{ContactId, ContactPointId};

/// A row of `contact_point`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "contact_point")]
pub struct Model {
    /// Primary key; `contact_point_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ContactPointId,
    /// Whose it is.
    pub contact_id: ContactId,
    /// What it is.
    pub kind: ContactPointKind,
    /// Address or number, as written.
    pub value: String,
    /// For matching: the folded address, or the digits of the number.
    pub value_search: String,
    /// A word for it, such as "work" or "mobile".
    pub label: Option<String>,
    /// Order among the contact's points; 0 is the primary one.
    pub position: i32,
}

impl ActiveModelBehavior for ActiveModel {}

/// Kind of contact point.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum ContactPointKind {
    /// E-mail address.
    #[sea_orm(string_value = "EMAIL")]
    Email,
    /// Telephone number.
    #[sea_orm(string_value = "PHONE")]
    Phone,
}
