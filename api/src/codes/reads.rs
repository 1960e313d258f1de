//! Selects of codes, always through the policy.

use entities::{
    code, code_crosswalk,
    code_list::{self, CodeScheme},
    ids::CodeListId,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef, Select,
    sea_query::{Expr, LikeExpr},
};

use super::{
    loaders::key::{CodeAt, CodeKey},
    naics,
};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Counter, Keys, PageArgs, Slice, Sort},
    policy::{self, Action},
    text,
};

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

/// Codes under a code, it included: the sector `31-33` covers 311 to 339999, the major group `29-0000` covers 29-1141.
pub fn under(scheme: CodeScheme, code: &str) -> Condition {
    let prefixes = match scheme {
        CodeScheme::Naics => naics::prefixes(code),
        // The zeros at the end of a group's code stand for whatever is in it.
        CodeScheme::Soc => vec![code.trim_end_matches('0').to_owned()],
        CodeScheme::Cip => vec![code.to_owned()],
    };
    let column = code::Column::Code;
    // A broad occupation may run on into the next ten: 29-1221 is below 29-1210.
    let itself = Condition::any()
        .add(column.eq(code))
        .add(code::Column::ParentCode.eq(code));
    prefixes.iter().fold(itself, |any, prefix| {
        let pattern = LikeExpr::new(format!("{}%", text::escape_like(prefix))).escape('\\');
        any.add(Expr::col(column.as_column_ref()).like(pattern))
    })
}

/// A page of codes and what counts them all.
///
/// # Errors
/// `BAD_USER_INPUT` for arguments that make no page; database errors.
pub async fn page(cx: &Cx, filter: Condition, args: &PageArgs) -> Result<(Slice<code::Model>, Counter)> {
    let select = visible(cx).filter(filter);
    let slice = paging::fetch(cx.app.db.read(), select.clone(), &keys(), args).await?;
    Ok((slice, paging::counter(cx, select)))
}

/// From a code to its list, for joins.
fn to_list() -> RelationDef {
    code::Entity::belongs_to(code_list::Entity)
        .from(code::Column::CodeListId)
        .to(code_list::Column::Id)
        .into()
}

/// Codes that fit, each with its list, in their order.
async fn listed(cx: &Cx, filter: Condition) -> Result<Vec<(code::Model, code_list::Model)>> {
    let rows = visible(cx)
        .join(JoinType::InnerJoin, to_list())
        .filter(filter)
        .order_by_asc(code::Column::Code)
        .select_also(code_list::Entity)
        .all(cx.app.db.read())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(row, list)| Some((row, list?)))
        .collect())
}

/// A code of the current list of a scheme, or of an edition.
///
/// # Errors
/// Database errors.
pub async fn one(
    cx: &Cx,
    scheme: CodeScheme,
    edition: Option<&str>,
    code: &str,
) -> Result<Option<(code::Model, code_list::Model)>> {
    let list = match edition {
        Some(edition) => code_list::Column::Edition.eq(edition),
        None => code_list::Column::IsCurrent.eq(true),
    };
    let filter = Condition::all()
        .add(code_list::Column::Scheme.eq(scheme))
        .add(list)
        .add(code::Column::Code.eq(code));
    Ok(listed(cx, filter).await?.into_iter().next())
}

/// These codes of the current list of a scheme.
///
/// # Errors
/// Database errors.
pub async fn current(
    cx: &Cx,
    scheme: CodeScheme,
    keys: &[CodeKey],
) -> Result<Vec<(code::Model, code_list::Model)>> {
    let filter = Condition::all()
        .add(code_list::Column::Scheme.eq(scheme))
        .add(code_list::Column::IsCurrent.eq(true))
        .add(code::Column::Code.is_in(keys.iter().map(CodeKey::as_str)));
    listed(cx, filter).await
}

/// Those of these codes that the current list of a scheme does not have; none of them while no list is loaded.
///
/// # Errors
/// Database errors.
pub async fn unknown<'c>(
    conn: &impl ConnectionTrait,
    scheme: CodeScheme,
    codes: &[&'c str],
) -> Result<Vec<&'c str>> {
    if codes.is_empty() {
        return Ok(Vec::new());
    }
    let list = code_list::Entity::find()
        .filter(code_list::Column::Scheme.eq(scheme))
        .filter(code_list::Column::IsCurrent.eq(true))
        .one(conn)
        .await?;
    let Some(list) = list else {
        return Ok(Vec::new());
    };
    let known: Vec<String> = code::Entity::find()
        .select_only()
        .column(code::Column::Code)
        .filter(code::Column::CodeListId.eq(list.id))
        .filter(code::Column::Code.is_in(codes.iter().copied()))
        .into_tuple()
        .all(conn)
        .await?;
    let is_unknown = |code: &&str| !known.iter().any(|known| known == code);
    Ok(codes.iter().copied().filter(is_unknown).collect())
}

/// These codes, or codes of the same text in another one of their lists.
///
/// # Errors
/// Database errors.
pub async fn at(cx: &Cx, keys: &[CodeAt]) -> Result<Vec<(code::Model, code_list::Model)>> {
    let filter = Condition::all()
        .add(code::Column::CodeListId.is_in(keys.iter().map(|(list, _)| *list)))
        .add(code::Column::Code.is_in(keys.iter().map(|(_, key)| key.as_str())));
    listed(cx, filter).await
}

/// Codes one level below these codes of a list.
pub fn below<'k>(
    cx: &Cx,
    list: CodeListId,
    codes: impl IntoIterator<Item = &'k str>,
) -> Select<code::Entity> {
    visible(cx)
        .filter(code::Column::CodeListId.eq(list))
        .filter(code::Column::ParentCode.is_in(codes))
}

/// Codes of a list.
///
/// # Errors
/// Database errors.
pub async fn by_codes(cx: &Cx, list: CodeListId, codes: Vec<&str>) -> Result<Vec<code::Model>> {
    Ok(visible(cx)
        .filter(code::Column::CodeListId.eq(list))
        .filter(code::Column::Code.is_in(codes))
        .order_by_asc(code::Column::Code)
        .all(cx.app.db.read())
        .await?)
}

/// The pairs of the crosswalk.
pub fn crosswalk(cx: &Cx) -> Select<code_crosswalk::Entity> {
    code_crosswalk::Entity::find().filter(policy::visible_shared(&cx.actor, Action::CodeRead))
}
