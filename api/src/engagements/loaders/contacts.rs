//! In which engagements people took part.

use std::collections::HashMap;

use entities::{engagement, engagement_participant as participant, ids::ContactId};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, JoinType, QueryFilter, QuerySelect};

use crate::{
    app::Cx,
    engagements::{reads, types::Engagement},
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Relation, Selection},
};

/// The live engagements in which a contact took part, newest first.
pub struct ContactEngagementsOf;

impl Relation for ContactEngagementsOf {
    type Key = ContactId;
    type Args = PageArgs;
    type Value = Connection<Engagement>;

    async fn load(cx: &Cx, keys: &[ContactId], args: &PageArgs) -> Result<HashMap<ContactId, Self::Value>> {
        let of_them = || participant::Column::ContactId.is_in(keys.iter().copied());
        let order = reads::keys(Vec::new());
        let joined = reads::live(cx)
            .join(JoinType::InnerJoin, reads::to_participants())
            .filter(of_them());
        // An engagement that stands on one person's page is read for the others too who took part; it lies beyond the end
        // of their pages, and is cut off there.
        let rows = paging::each(joined, participant::Column::ContactId, &order, args)?
            .join(JoinType::InnerJoin, reads::to_participants())
            .filter(of_them())
            .select_also(participant::Entity)
            .all(cx.app.db.read())
            .await?;
        let rows = rows
            .into_iter()
            .filter_map(|(row, of)| Some((of?.contact_id?, row, ())));
        let slices = paging::slices(rows, &order, args)?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, with_contact(cx, id, slice.map(|(row, ())| row))))
            .collect())
    }

    fn missing(cx: &Cx, key: ContactId, _: &PageArgs) -> Option<Self::Value> {
        Some(with_contact(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn with_contact(cx: &Cx, contact: ContactId, slice: Slice<engagement::Model>) -> Connection<Engagement> {
    let all = reads::live(cx).filter(reads::with_contact(contact));
    Connection::new(slice.map(Engagement::new), paging::counter(cx, all))
}
