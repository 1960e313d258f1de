//! A step of a pathway map: an occupation, and what it pays.

use sea_orm::entity::prelude::*;

use crate::{
    ids::{PathwayMapId, PathwayStepId},
    values::Money,
};

/// A row of `pathway_step`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "pathway_step")]
pub struct Model {
    /// Primary key; `pathway_step_…` outside.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PathwayStepId,
    /// The map it is a part of.
    pub map_id: PathwayMapId,
    /// The occupation: a detailed SOC 2018 code.
    pub soc_code: String,
    /// Shown instead of the title of the SOC.
    pub title: Option<String>,
    /// Low end of what it pays an hour.
    pub wage_low_cents: Option<Money>,
    /// High end of what it pays an hour.
    pub wage_high_cents: Option<Money>,
    /// Where the wage is from; set when a wage is.
    pub wage_source: Option<String>,
    /// The day the wage is of; set when a wage is.
    pub wage_as_of: Option<Date>,
    /// Orders the steps of one level.
    pub position: i32,
}

impl ActiveModelBehavior for ActiveModel {}
