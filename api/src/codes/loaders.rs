//! Relations of codes, each loaded for many codes in a fixed number of statements.

pub mod key;

use std::collections::{BTreeMap, HashMap};

use entities::{code, code_crosswalk, code_list::CodeScheme, ids::CodeListId};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter};

use self::key::{CodeAt, CodeKey};
use super::{reads, types::Code};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
};

/// A code of a list: the other end of every `parent`.
pub struct CodeOf;

impl Relation for CodeOf {
    type Key = CodeAt;
    type Args = ();
    type Value = Code;

    async fn load(cx: &Cx, keys: &[CodeAt], (): &()) -> Result<HashMap<CodeAt, Code>> {
        let rows = reads::at(cx, keys).await?;
        let codes = rows
            .into_iter()
            .map(|(row, list)| ((list.id, CodeKey::new(&row.code)), Code::new(row, &list)));
        Ok(codes.collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Code>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Code::fill(cx, values, selection)
    }
}

/// Declares the code of a scheme as its current list names it.
macro_rules! current_code {
    ($(#[doc = $doc:literal])+ $name:ident, $scheme:ident) => {
        $(#[doc = $doc])+
        pub struct $name;

        impl Relation for $name {
            type Key = CodeKey;
            type Args = ();
            type Value = Code;

            async fn load(cx: &Cx, keys: &[CodeKey], (): &()) -> Result<HashMap<CodeKey, Code>> {
                let rows = reads::current(cx, CodeScheme::$scheme, keys).await?;
                let codes = rows
                    .into_iter()
                    .map(|(row, list)| (CodeKey::new(&row.code), Code::new(row, &list)));
                Ok(codes.collect())
            }

            fn fill<'a>(
                cx: &'a Cx,
                values: Vec<&'a mut Code>,
                selection: &'a Selection<'a>,
            ) -> BoxFuture<'a, Result<()>> {
                Code::fill(cx, values, selection)
            }
        }
    };
}

current_code!(
    /// An industry, as the current list names it: the other end of every `naics`.
    NaicsOf, Naics
);
current_code!(
    /// An occupation, as the current list names it: the other end of every `soc`.
    SocOf, Soc
);
current_code!(
    /// A field of study, as the current list names it: the other end of every `cip`.
    CipOf, Cip
);

/// The codes one level down.
pub struct ChildrenOf;

impl Relation for ChildrenOf {
    type Key = CodeAt;
    type Args = PageArgs;
    type Value = Connection<Code>;

    async fn load(cx: &Cx, keys: &[CodeAt], args: &PageArgs) -> Result<HashMap<CodeAt, Self::Value>> {
        let mut by_list: BTreeMap<CodeListId, Vec<CodeKey>> = BTreeMap::new();
        for (list, key) in keys {
            by_list.entry(*list).or_default().push(*key);
        }
        let lists = reads::lists(cx).await?;
        let mut pages = HashMap::new();
        // A page of codes is of one list: one turn.
        for list in &lists {
            let Some(parents) = by_list.remove(&list.id) else {
                continue;
            };
            let select = reads::below(cx, list.id, parents.iter().map(CodeKey::as_str));
            let key = |row: &code::Model| row.parent_code.as_deref().map(CodeKey::new);
            let column = code::Column::ParentCode;
            let slices =
                paging::fetch_each(cx.app.db.read(), select, column, key, &reads::keys(), args).await?;
            let of_list = slices
                .into_iter()
                .map(|(key, slice)| (key, slice.map(|row| Code::new(row, list))))
                .map(|(key, slice)| ((list.id, key), children(cx, (list.id, key), slice)));
            pages.extend(of_list);
        }
        Ok(pages)
    }

    fn missing(cx: &Cx, key: CodeAt, _: &PageArgs) -> Option<Self::Value> {
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

fn children(cx: &Cx, (list, key): CodeAt, slice: Slice<Code>) -> Connection<Code> {
    let all = reads::below(cx, list, [key.as_str()]);
    Connection::new(slice, paging::counter(cx, all))
}

/// The programs that lead to an occupation, or the occupations that a program leads to.
pub struct CrosswalkOf;

impl Relation for CrosswalkOf {
    type Key = CodeAt;
    type Args = ();
    type Value = Vec<Code>;

    async fn load(cx: &Cx, keys: &[CodeAt], (): &()) -> Result<HashMap<CodeAt, Vec<Code>>> {
        let lists = reads::lists(cx).await?;
        let mut linked: HashMap<CodeAt, Vec<Code>> = HashMap::new();
        for side in [Side::OCCUPATIONS, Side::PROGRAMS] {
            for list in lists.iter().filter(|list| list.scheme == side.scheme) {
                let of_list = keys.iter().filter(|(id, _)| *id == list.id);
                let codes: Vec<&str> = of_list.map(|(_, key)| key.as_str()).collect();
                if codes.is_empty() {
                    continue;
                }
                let pairs = side.pairs(cx, &list.edition, &codes).await?;
                for (code, other) in side.others(cx, &lists, pairs).await? {
                    linked
                        .entry((list.id, CodeKey::new(&code)))
                        .or_default()
                        .push(other);
                }
            }
        }
        Ok(linked)
    }

    fn missing(_: &Cx, _: CodeAt, (): &()) -> Option<Vec<Code>> {
        Some(Vec::new())
    }
}

/// From which list the crosswalk is looked at.
struct Side {
    scheme: CodeScheme,
    other: CodeScheme,
    /// Columns of the edition and the code here.
    here: [code_crosswalk::Column; 2],
}

impl Side {
    const OCCUPATIONS: Self = Self {
        scheme: CodeScheme::Soc,
        other: CodeScheme::Cip,
        here: [
            code_crosswalk::Column::SocEdition,
            code_crosswalk::Column::SocCode,
        ],
    };
    const PROGRAMS: Self = Self {
        scheme: CodeScheme::Cip,
        other: CodeScheme::Soc,
        here: [
            code_crosswalk::Column::CipEdition,
            code_crosswalk::Column::CipCode,
        ],
    };

    async fn pairs(&self, cx: &Cx, edition: &str, codes: &[&str]) -> Result<Vec<code_crosswalk::Model>> {
        let [edition_here, code_here] = self.here;
        let these = code_here.is_in(codes.iter().copied());
        Ok(reads::crosswalk(cx)
            .filter(edition_here.eq(edition))
            .filter(these)
            .all(cx.app.db.read())
            .await?)
    }

    /// Each code here with one at the other side, in the order of the other list.
    async fn others(
        &self,
        cx: &Cx,
        lists: &[entities::code_list::Model],
        pairs: Vec<code_crosswalk::Model>,
    ) -> Result<Vec<(String, Code)>> {
        let split = |pair: code_crosswalk::Model| match self.scheme {
            CodeScheme::Soc => (pair.soc_code, pair.cip_code, pair.cip_edition),
            _ => (pair.cip_code, pair.soc_code, pair.soc_edition),
        };
        let mut wanted: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        for (here, there, edition) in pairs.into_iter().map(split) {
            wanted.entry(edition).or_default().push((there, here));
        }
        let mut found = Vec::new();
        // There is one published crosswalk: one turn.
        for (edition, mut pairs) in wanted {
            let Some(list) = reads::list_of(lists, self.other, Some(&edition)) else {
                continue;
            };
            pairs.sort_unstable();
            let texts = pairs.iter().map(|(there, _)| there.as_str()).collect();
            let rows = reads::by_codes(cx, list.id, texts).await?;
            let rows: HashMap<&str, &code::Model> = rows.iter().map(|row| (row.code.as_str(), row)).collect();
            for (there, here) in &pairs {
                let code = rows
                    .get(there.as_str())
                    .map(|row| Code::new((*row).clone(), list));
                found.extend(code.map(|code| (here.clone(), code)));
            }
        }
        Ok(found)
    }
}
