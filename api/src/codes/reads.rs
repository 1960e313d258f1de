//! Selects of codes, always through the policy.

use std::collections::HashMap;

use entities::{
    code, code_crosswalk,
    code_list::{self, CodeScheme},
    employer,
    ids::{CodeId, CodeListId, EmployerId},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
    Select,
    sea_query::{Expr, LikeExpr},
};

use super::naics;
use crate::{
    app::Cx,
    error::Result,
    paging::{Keys, Sort},
    policy::{self, Action},
    shared::search,
};

/// The lists by id: there are only a few.
pub type Lists = HashMap<CodeListId, code_list::Model>;

/// The codes the actor may see, of all editions.
pub fn visible(cx: &Cx) -> Select<code::Entity> {
    code::Entity::find().filter(policy::visible_shared(&cx.actor, Action::CodeRead))
}

/// All lists, each scheme's latest edition first.
///
/// # Errors
/// Database errors.
pub async fn lists(cx: &Cx) -> Result<Vec<code_list::Model>> {
    Ok(code_list::Entity::find()
        .filter(policy::visible_shared(&cx.actor, Action::CodeRead))
        .order_by_asc(code_list::Column::Scheme)
        .order_by_desc(code_list::Column::Edition)
        .all(cx.app.db.read())
        .await?)
}

/// All lists by id.
///
/// # Errors
/// Database errors.
pub async fn lists_by_id(cx: &Cx) -> Result<Lists> {
    Ok(lists(cx).await?.into_iter().map(|list| (list.id, list)).collect())
}

/// The list of a scheme: the given edition, or the current one.
pub fn list_of<'a>(
    lists: impl IntoIterator<Item = &'a code_list::Model>,
    scheme: CodeScheme,
    edition: Option<&str>,
) -> Option<&'a code_list::Model> {
    lists.into_iter().find(|list| {
        list.scheme == scheme && edition.map_or(list.is_current, |edition| list.edition == edition)
    })
}

/// The order of codes: as published.
pub fn keys() -> Keys<code::Entity> {
    Keys::new(vec![Sort::ascending(code::Column::Code)], code::Column::Id)
}

/// Codes under a code, it included: `31-33` covers 31-33 and 311 to 339999.
pub fn under(prefix: &str) -> Condition {
    let mut any = Condition::any().add(code::Column::Code.eq(prefix));
    for part in naics::prefixes(prefix) {
        let pattern = LikeExpr::new(format!("{}%", crate::text::escape_like(&part))).escape('\\');
        any = any.add(Expr::col(code::Column::Code.as_column_ref()).like(pattern));
    }
    any
}

/// Codes whose title holds every word.
pub fn search(text: &str) -> Condition {
    search::every_word(&[code::Column::TitleSearch], text)
}

/// One code of a list.
///
/// # Errors
/// Database errors.
pub async fn by_code(cx: &Cx, list: CodeListId, text: &str) -> Result<Option<code::Model>> {
    Ok(visible(cx)
        .filter(code::Column::CodeListId.eq(list))
        .filter(code::Column::Code.eq(text))
        .one(cx.app.db.read())
        .await?)
}

/// Codes of a list.
///
/// # Errors
/// Database errors.
pub async fn by_codes(cx: &Cx, list: CodeListId, texts: Vec<String>) -> Result<Vec<code::Model>> {
    Ok(visible(cx)
        .filter(code::Column::CodeListId.eq(list))
        .filter(code::Column::Code.is_in(texts))
        .order_by_asc(code::Column::Code)
        .all(cx.app.db.read())
        .await?)
}

/// These codes.
///
/// # Errors
/// Database errors.
pub async fn by_ids(cx: &Cx, ids: &[CodeId]) -> Result<Vec<code::Model>> {
    let ids = code::Column::Id.is_in(ids.iter().copied());
    Ok(visible(cx).filter(ids).all(cx.app.db.read()).await?)
}

/// The pairs of the crosswalk that hold one of these occupations or programs.
///
/// # Errors
/// Database errors.
pub async fn pairs(
    conn: &impl ConnectionTrait,
    soc: Vec<String>,
    cip: Vec<String>,
) -> Result<Vec<code_crosswalk::Model>> {
    let either = Condition::any()
        .add(code_crosswalk::Column::SocCode.is_in(soc))
        .add(code_crosswalk::Column::CipCode.is_in(cip));
    Ok(code_crosswalk::Entity::find().filter(either).all(conn).await?)
}

/// The industry that each of these employers is recorded with.
///
/// # Errors
/// Database errors.
pub async fn industries(cx: &Cx, employers: &[EmployerId]) -> Result<Vec<(EmployerId, String)>> {
    Ok(crate::employers::reads::visible(cx)
        .select_only()
        .column(employer::Column::Id)
        .column(employer::Column::NaicsCode)
        .filter(employer::Column::Id.is_in(employers.iter().copied()))
        .filter(employer::Column::NaicsCode.is_not_null())
        .into_tuple()
        .all(cx.app.db.read())
        .await?)
}
