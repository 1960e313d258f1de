//! Who was lately in touch with an employer: the courtesy of looking before one calls.

use std::collections::HashMap;

use chrono::TimeDelta;
use entities::{
    engagement::{self, EngagementChannel},
    ids::EmployerId,
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    app::Cx,
    engagements::{reads, types::Touch},
    error::{Error, Result},
    paging::{self, PageArgs},
    prefetch::{Fill, Relation, Selection},
};

/// Days looked back when the caller does not say.
pub const TOUCH_DAYS: i32 = 30;
const MOST_DAYS: i32 = 366;
const MOST_TOUCHES: i32 = 50;

/// The latest live engagements with an employer in the last so many days that are no mass communication.
pub struct TouchesOf;

impl Relation for TouchesOf {
    type Key = EmployerId;
    type Args = i32;
    type Value = Vec<Touch>;

    async fn load(cx: &Cx, keys: &[EmployerId], days: &i32) -> Result<HashMap<EmployerId, Vec<Touch>>> {
        use engagement::Column as C;
        if !(1..=MOST_DAYS).contains(days) {
            return Err(Error::invalid(
                "days",
                format!("days must be from 1 to {MOST_DAYS}."),
            ));
        }
        let since = cx.app.clock.now() - TimeDelta::days(i64::from(*days));
        let select = reads::live(cx)
            .filter(C::EmployerId.is_in(keys.iter().copied()))
            .filter(C::Channel.ne(EngagementChannel::MassCommunication))
            .filter(C::OccurredAt.gte(since));
        let newest = PageArgs::forward(Some(MOST_TOUCHES), None);
        let slices = paging::fetch_each(
            cx.app.db.read(),
            select,
            C::EmployerId,
            |row| Some(row.employer_id),
            &reads::keys(Vec::new()),
            &newest,
        )
        .await?;
        let touches = |rows: Vec<(String, engagement::Model)>| {
            rows.into_iter().map(|(_, row)| Touch::new(&row)).collect()
        };
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, touches(slice.rows)))
            .collect())
    }

    fn missing(_: &Cx, _: EmployerId, _: &i32) -> Option<Vec<Touch>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<Touch>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Touch::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}
