//! The indicators of many partnerships, computed at once.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::ids::PartnershipId;

use super::{reads, types::PartnershipIndicators};
use crate::{
    app::Cx,
    error::{Error, Result},
    prefetch::Relation,
    scalars::Date,
};

/// Days of the period when the caller does not say.
const DEFAULT_DAYS: i32 = 365;
/// Days a period may have at most.
const MOST_DAYS: i32 = 3_660;

/// Of which day, and of how many days up to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IndicatorArgs {
    as_of: Option<NaiveDate>,
    days: i32,
}

impl IndicatorArgs {
    /// What the arguments of a field say.
    pub fn new(as_of: Option<Date>, window_days: Option<i32>) -> Self {
        Self {
            as_of: as_of.map(|day| day.0),
            days: window_days.unwrap_or(DEFAULT_DAYS),
        }
    }
}

/// The indicators of a partnership: three statements for all.
pub struct IndicatorsOf;

impl Relation for IndicatorsOf {
    type Key = PartnershipId;
    type Args = IndicatorArgs;
    type Value = PartnershipIndicators;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        args: &IndicatorArgs,
    ) -> Result<HashMap<PartnershipId, PartnershipIndicators>> {
        if !(1..=MOST_DAYS).contains(&args.days) {
            let message = format!("windowDays must be from 1 to {MOST_DAYS}.");
            return Err(Error::invalid("windowDays", message));
        }
        let day = args.as_of.unwrap_or_else(|| cx.app.clock.today());
        let days = u64::try_from(args.days).map_err(Error::internal)?;
        let mut figures = reads::figures(cx, keys, day, days).await?;
        let indicators = |id: &PartnershipId| {
            let figures = figures.remove(id).unwrap_or_default();
            (*id, PartnershipIndicators::new(day, figures))
        };
        Ok(keys.iter().map(indicators).collect())
    }
}
