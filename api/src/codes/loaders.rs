//! Relations of codes, each loaded for many codes in a fixed number of statements.

use std::collections::{BTreeMap, HashMap};

use entities::{
    code,
    code_list::CodeScheme,
    ids::{CodeId, CodeListId, EmployerId},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    reads::{self, Lists},
    types::Code,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

/// The code one level up.
pub struct ParentOf;

impl Relation for ParentOf {
    type Key = CodeId;
    type Args = ();
    type Value = Code;

    async fn load(cx: &Cx, keys: &[CodeId], (): &()) -> Result<HashMap<CodeId, Code>> {
        let lists = reads::lists_by_id(cx).await?;
        let mut parents = HashMap::new();
        for (list, children) in by_list(reads::by_ids(cx, keys).await?) {
            let texts = children
                .iter()
                .filter_map(|child| child.parent_code.clone())
                .collect();
            let found = reads::by_codes(cx, list, texts).await?;
            for child in children {
                let parent = found
                    .iter()
                    .find(|row| Some(&row.code) == child.parent_code.as_ref());
                parents.extend(parent.and_then(|row| Some((child.id, code_of(row.clone(), &lists)?))));
            }
        }
        Ok(parents)
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Code>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Code::fill(cx, values, selection)
    }
}

/// The codes one level down.
pub struct ChildrenOf;

impl Relation for ChildrenOf {
    type Key = CodeId;
    type Args = PageArgs;
    type Value = Connection<Code>;

    async fn load(cx: &Cx, keys: &[CodeId], args: &PageArgs) -> Result<HashMap<CodeId, Self::Value>> {
        let lists = reads::lists_by_id(cx).await?;
        let mut pages = HashMap::new();
        for (list, parents) in by_list(reads::by_ids(cx, keys).await?) {
            let texts = parents.iter().map(|parent| parent.code.clone());
            let select = reads::visible(cx)
                .filter(code::Column::CodeListId.eq(list))
                .filter(code::Column::ParentCode.is_in(texts));
            let column = code::Column::ParentCode;
            let key = |row: &code::Model| row.parent_code.clone();
            let mut slices =
                paging::fetch_each(cx.app.db.read(), select, column, key, &reads::keys(), args).await?;
            for parent in parents {
                let slice = slices.remove(&parent.code).unwrap_or_else(Slice::empty);
                let all = reads::visible(cx)
                    .filter(code::Column::CodeListId.eq(list))
                    .filter(code::Column::ParentCode.eq(&parent.code));
                if let Some(list) = lists.get(&list) {
                    let slice = slice.map(|row| Code::new(row, list));
                    pages.insert(parent.id, Connection::new(slice, paging::counter(cx, all)));
                }
            }
        }
        Ok(pages)
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

/// The programs that lead to an occupation, or the occupations that a program leads to.
pub struct CrosswalkOf;

impl Relation for CrosswalkOf {
    type Key = CodeId;
    type Args = ();
    type Value = Vec<Code>;

    async fn load(cx: &Cx, keys: &[CodeId], (): &()) -> Result<HashMap<CodeId, Vec<Code>>> {
        let lists = reads::lists_by_id(cx).await?;
        let rows = reads::by_ids(cx, keys).await?;
        let scheme = |row: &code::Model| lists.get(&row.code_list_id).map(|list| list.scheme);
        let of = |wanted| rows.iter().filter(move |row| scheme(row) == Some(wanted));
        let texts = |wanted| of(wanted).map(|row| row.code.clone()).collect::<Vec<_>>();
        let pairs = reads::pairs(cx.app.db.read(), texts(CodeScheme::Soc), texts(CodeScheme::Cip)).await?;
        let mut found = HashMap::new();
        for (wanted, other) in [
            (CodeScheme::Soc, CodeScheme::Cip),
            (CodeScheme::Cip, CodeScheme::Soc),
        ] {
            let Some(list) = reads::list_of(lists.values(), other, None) else {
                continue;
            };
            let sides = pairs.iter().map(|pair| match wanted {
                CodeScheme::Soc => (&pair.soc_code, &pair.cip_code),
                _ => (&pair.cip_code, &pair.soc_code),
            });
            let sides: Vec<_> = sides.collect();
            let texts = sides.iter().map(|(_, there)| (*there).clone()).collect();
            let others = reads::by_codes(cx, list.id, texts).await?;
            for row in of(wanted) {
                let linked = others.iter().filter(|other| {
                    sides
                        .iter()
                        .any(|(here, there)| **here == row.code && **there == other.code)
                });
                found.insert(
                    row.id,
                    linked.map(|other| Code::new(other.clone(), list)).collect(),
                );
            }
        }
        Ok(found)
    }

    fn missing(_: &Cx, _: CodeId, (): &()) -> Option<Vec<Code>> {
        Some(Vec::new())
    }
}

/// The industry of an employer, as the current list names it.
pub struct IndustryOf;

impl Relation for IndustryOf {
    type Key = EmployerId;
    type Args = ();
    type Value = Code;

    async fn load(cx: &Cx, keys: &[EmployerId], (): &()) -> Result<HashMap<EmployerId, Code>> {
        let lists = reads::lists(cx).await?;
        let Some(list) = reads::list_of(&lists, CodeScheme::Naics, None) else {
            return Ok(HashMap::new());
        };
        let industries = reads::industries(cx, keys).await?;
        let texts = industries.iter().map(|(_, text)| text.clone()).collect();
        let codes = reads::by_codes(cx, list.id, texts).await?;
        let codes: HashMap<&str, &code::Model> = codes.iter().map(|row| (row.code.as_str(), row)).collect();
        let found = industries.iter().filter_map(|(id, text)| {
            let row = codes.get(text.as_str())?;
            Some((*id, Code::new((*row).clone(), list)))
        });
        Ok(found.collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Code>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Code::fill(cx, values, selection)
    }
}

fn by_list(rows: Vec<code::Model>) -> BTreeMap<CodeListId, Vec<code::Model>> {
    let mut groups: BTreeMap<CodeListId, Vec<code::Model>> = BTreeMap::new();
    for row in rows {
        groups.entry(row.code_list_id).or_default().push(row);
    }
    groups
}

fn code_of(row: code::Model, lists: &Lists) -> Option<Code> {
    let list = lists.get(&row.code_list_id)?;
    Some(Code::new(row, list))
}
