//! Relations of employers, each loaded for many employers in one statement.

use std::collections::HashMap;

use entities::{employer, employer_tag, ids::EmployerId};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{reads, types::Employer};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

/// The employer with an id: the other end of every `employer`, `parent` and the like.
pub struct EmployerOf;

impl Relation for EmployerOf {
    type Key = EmployerId;
    type Args = ();
    type Value = Employer;

    async fn load(cx: &Cx, keys: &[EmployerId], (): &()) -> Result<HashMap<EmployerId, Employer>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Employer::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Employer>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Employer::fill(cx, values, selection)
    }
}

/// The live employers whose parent an employer is.
pub struct ChildrenOf;

impl Relation for ChildrenOf {
    type Key = EmployerId;
    type Args = PageArgs;
    type Value = Connection<Employer>;

    async fn load(cx: &Cx, keys: &[EmployerId], args: &PageArgs) -> Result<HashMap<EmployerId, Self::Value>> {
        let column = employer::Column::ParentId;
        let select = reads::live(cx).filter(column.is_in(keys.iter().copied()));
        let order = reads::keys(Vec::new());
        let slices = paging::fetch_each(
            cx.app.db.read(),
            select,
            column,
            |row| row.parent_id,
            &order,
            args,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, children(cx, id, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: EmployerId, _: &PageArgs) -> Option<Self::Value> {
        Some(children(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn children(cx: &Cx, parent: EmployerId, slice: Slice<employer::Model>) -> Connection<Employer> {
    let all = reads::live(cx).filter(employer::Column::ParentId.eq(parent));
    Connection::new(slice.map(Employer::new), paging::counter(cx, all))
}

/// The tags of an employer, in the order of their folded forms.
pub struct TagsOf;

impl Relation for TagsOf {
    type Key = EmployerId;
    type Args = ();
    type Value = Vec<String>;

    async fn load(cx: &Cx, keys: &[EmployerId], (): &()) -> Result<HashMap<EmployerId, Vec<String>>> {
        let rows = employer_tag::Entity::find()
            .filter(employer_tag::Column::EmployerId.is_in(keys.iter().copied()))
            .order_by_asc(employer_tag::Column::TagSearch)
            .all(cx.app.db.read())
            .await?;
        let mut tags: HashMap<EmployerId, Vec<String>> = HashMap::new();
        for row in rows {
            tags.entry(row.employer_id).or_default().push(row.tag);
        }
        Ok(tags)
    }

    fn missing(_: &Cx, _: EmployerId, (): &()) -> Option<Vec<String>> {
        Some(Vec::new())
    }
}
