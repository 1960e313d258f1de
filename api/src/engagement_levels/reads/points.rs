//! Evidence that happens on a day: engagements, advice, affirmations, contributions. One statement for all.

use chrono::{NaiveDate, NaiveTime};
use entities::{
    affirmation,
    contribution::{self, Activity},
    engagement::{self, EngagementChannel, EngagementVisibility},
    ids::EmployerId,
    opening, pathway_map, pathway_validation,
    recommendation::{self, RecommendationDecision},
    role_type,
    subject_type::SubjectType,
};
use sea_orm::{
    ActiveEnum as _, ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, JoinType,
    Order, QueryFilter, QueryResult, QuerySelect, QueryTrait, RelationDef, Select,
    sea_query::{Alias, Expr, Func, OverStatement as _, Query, SelectStatement, UnionType, WindowStatement},
};
use uuid::Uuid;

use super::{Found, keys};
use crate::{
    affirmations,
    app::Cx,
    contributions, engagements,
    error::{Error, Result},
    openings, pathways, recommendations,
    shared::periods::day_after,
};

/// Letters of a day that name its month: `2026-11`.
const MONTH: &str = "7";
/// Letters of advice that are shown.
const SHOWN: &str = "200";

/// The last evidence of each kind in each calendar month of `[from, to]`.
pub(super) async fn read(
    cx: &Cx,
    employers: &[EmployerId],
    days: (NaiveDate, NaiveDate),
    found: &mut Found<'_>,
) -> Result<()> {
    let parts = [
        spoken(cx, employers, days, found),
        advised(cx, employers, days, found),
        affirmed(cx, employers, days, found),
        given(cx, employers, days, found),
        validated(cx, employers, days, found),
        forecast(cx, employers, days, found),
    ];
    let all = parts.into_iter().flatten().reduce(|mut all, part| {
        all.union(UnionType::All, part);
        all
    });
    let Some(all) = all else {
        return Ok(());
    };
    for row in cx.app.db.read().query_all(&last_of_months(all)).await? {
        keep(&row, found)?;
    }
    Ok(())
}

fn keep(row: &QueryResult, found: &mut Found<'_>) -> Result<()> {
    let (employer, key): (EmployerId, String) = (row.try_get("", "employer_id")?, row.try_get("", "kind")?);
    let day: String = row.try_get("", "day")?;
    let day: NaiveDate = day.parse().map_err(Error::internal)?;
    let (subject, id): (String, Uuid) = (row.try_get("", "subject")?, row.try_get("", "id")?);
    let subject = SubjectType::try_from_value(&subject)?;
    let what: Option<String> = row.try_get("", "what")?;
    found.keep(employer, &key, (day, Some(day)), what, (subject, id));
    Ok(())
}

/// Of each employer, kind and calendar month the last one.
fn last_of_months(items: SelectStatement) -> SelectStatement {
    let names = ["employer_id", "kind", "day", "subject", "id", "what"].map(Alias::new);
    let [employer, kind, day, _, id, _] = names.clone();
    let month = Func::cust("SUBSTR").args([Expr::col(day.clone()), Expr::cust("1"), Expr::cust(MONTH)]);
    let mut places = WindowStatement::partition_by(employer);
    places
        .add_partition_by(Expr::col(kind))
        .add_partition_by(Expr::from(month))
        .order_by(day, Order::Desc)
        .order_by(id, Order::Desc);
    let place = Alias::new("place");
    let mut ranked = Query::select();
    ranked
        .columns(names.clone())
        .expr_window_as(Func::cust("ROW_NUMBER"), places, place.clone())
        .from_subquery(items, "items");
    let mut chosen = Query::select();
    chosen
        .columns(names)
        .from_subquery(ranked, "ranked")
        .and_where(Expr::col(place).eq(1));
    chosen
}

/// Engagements that the whole network sees, so that everybody is told the same level.
fn spoken(
    cx: &Cx,
    employers: &[EmployerId],
    (from, to): (NaiveDate, NaiveDate),
    found: &Found<'_>,
) -> Vec<SelectStatement> {
    use engagement::Column as C;
    if !found.is_wanted(keys::ENGAGEMENT) {
        return Vec::new();
    }
    let begin = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
    let select = engagements::reads::live(cx)
        .filter(C::Visibility.eq(EngagementVisibility::Network))
        .filter(C::Channel.ne(EngagementChannel::MassCommunication))
        .filter(C::OccurredAt.gte(begin(from)))
        .filter(C::OccurredAt.lt(begin(day_after(to))));
    let day = Expr::cust(if cx.app.db.backend() == DbBackend::Sqlite {
        r#"SUBSTR("engagement"."occurred_at", 1, 10)"#
    } else {
        r#"TO_CHAR("engagement"."occurred_at" AT TIME ZONE 'UTC', 'YYYY-MM-DD')"#
    });
    let (kind, what) = (Expr::val(keys::ENGAGEMENT), Expr::col(C::Subject.as_column_ref()));
    let of = (SubjectType::Engagement, C::EmployerId, C::Id);
    vec![items(select, employers, of, [kind, day, what])]
}

/// Advice, and advice that was taken.
fn advised(
    cx: &Cx,
    employers: &[EmployerId],
    days: (NaiveDate, NaiveDate),
    found: &Found<'_>,
) -> Vec<SelectStatement> {
    use RecommendationDecision::{Accepted, AcceptedModified};
    use recommendation::Column as C;
    let part = |key: &'static str, day: C, more: Condition| {
        let select = recommendations::reads::live(cx)
            .filter(within(day, days))
            .filter(more);
        let what = Func::cust("SUBSTR").args([
            Expr::col(C::Text.as_column_ref()),
            Expr::cust("1"),
            Expr::cust(SHOWN),
        ]);
        let columns = [Expr::val(key), as_text(day), what.into()];
        let of = (SubjectType::Recommendation, C::EmployerId, C::Id);
        (key, items(select, employers, of, columns))
    };
    let accepted = || Condition::all().add(C::Decision.is_in([Accepted, AcceptedModified]));
    let parts = [
        part(keys::ADVICE, C::SaidOn, Condition::all()),
        part(keys::ADVICE_TAKEN, C::DecidedOn, accepted()),
        part(keys::ADVICE_TAKEN, C::ImplementedOn, accepted()),
    ];
    let wanted = parts.into_iter().filter(|(key, _)| found.is_wanted(key));
    wanted.map(|(_, part)| part).collect()
}

fn affirmed(
    cx: &Cx,
    employers: &[EmployerId],
    days: (NaiveDate, NaiveDate),
    found: &Found<'_>,
) -> Vec<SelectStatement> {
    use affirmation::Column as C;
    if !found.is_wanted(keys::AFFIRMATION) {
        return Vec::new();
    }
    let select = affirmations::reads::live(cx).filter(within(C::AffirmedOn, days));
    let what = Expr::col(C::Answer.as_column_ref());
    let columns = [Expr::val(keys::AFFIRMATION), as_text(C::AffirmedOn), what];
    let of = (SubjectType::Affirmation, C::EmployerId, C::Id);
    vec![items(select, employers, of, columns)]
}

/// Contributions by what was done, and by the role they are evidence of.
fn given(
    cx: &Cx,
    employers: &[EmployerId],
    days: (NaiveDate, NaiveDate),
    found: &Found<'_>,
) -> Vec<SelectStatement> {
    use contribution::Column as C;
    let to_role: RelationDef = contribution::Entity::belongs_to(role_type::Entity)
        .from(C::RoleTypeId)
        .to(role_type::Column::Id)
        .into();
    let part = |select: Select<contribution::Entity>, kind: Expr| {
        let what = Func::coalesce([
            Expr::col(C::EventName.as_column_ref()),
            Expr::col(C::Activity.as_column_ref()),
        ]);
        let columns = [kind, as_text(C::ContributedOn), what.into()];
        let select = select.filter(within(C::ContributedOn, days));
        let of = (SubjectType::Contribution, C::EmployerId, C::Id);
        items(select, employers, of, columns)
    };
    let live = || contributions::reads::live(cx);
    let mut parts = Vec::new();
    if found.is_wanted(keys::WORK_BASED_LEARNING) {
        // A gift without an activity is not among them: NULL differs from nothing.
        let select = live().filter(C::Activity.ne(Activity::Advisory));
        parts.push(part(select, Expr::val(keys::WORK_BASED_LEARNING)));
    }
    if found.is_wanted(keys::SERVE_ON_BOARD) {
        let select = live().filter(C::Activity.eq(Activity::Advisory));
        parts.push(part(select, Expr::val(keys::SERVE_ON_BOARD)));
    }
    let roles: Vec<&str> = keys::ROLES
        .into_iter()
        .filter(|key| found.is_wanted(key))
        .collect();
    if !roles.is_empty() {
        let select = live()
            .join(JoinType::InnerJoin, to_role)
            .filter(role_type::Column::Key.is_in(roles));
        parts.push(part(select, Expr::col(role_type::Column::Key.as_column_ref())));
    }
    parts
}

/// Validations of the edges of live maps, on the day they were said; those that were taken back are none.
fn validated(
    cx: &Cx,
    employers: &[EmployerId],
    days: (NaiveDate, NaiveDate),
    found: &Found<'_>,
) -> Vec<SelectStatement> {
    use pathway_validation::Column as C;
    if !found.is_wanted(keys::VALIDATE_PATHWAY_MAP) {
        return Vec::new();
    }
    let select = pathways::reads::validated(cx).filter(within(C::ValidatedOn, days));
    let kind = Expr::val(keys::VALIDATE_PATHWAY_MAP);
    let what = Expr::col(pathway_map::Column::Title.as_column_ref());
    let columns = [kind, as_text(C::ValidatedOn), what];
    let of = (SubjectType::PathwayMap, C::EmployerId, pathway_map::Column::Id);
    vec![items(select, employers, of, columns)]
}

/// Openings and forecasts that the whole network sees, on the day their source said so.
fn forecast(
    cx: &Cx,
    employers: &[EmployerId],
    days: (NaiveDate, NaiveDate),
    found: &Found<'_>,
) -> Vec<SelectStatement> {
    use opening::Column as C;
    if !found.is_wanted(keys::SHARE_FORECAST) {
        return Vec::new();
    }
    let select = openings::reads::live(cx)
        .filter(C::Visibility.eq(EngagementVisibility::Network))
        .filter(within(C::AsOf, days));
    let what = Func::coalesce([
        Expr::col(C::Title.as_column_ref()),
        Expr::col(C::SocCode.as_column_ref()),
    ]);
    let columns = [Expr::val(keys::SHARE_FORECAST), as_text(C::AsOf), what.into()];
    let of = (SubjectType::Opening, C::EmployerId, C::Id);
    vec![items(select, employers, of, columns)]
}

/// Those of these employers: employer, kind, day as text, the record, and what it is.
fn items<E: EntityTrait>(
    select: Select<E>,
    employers: &[EmployerId],
    (subject, employer, id): (SubjectType, E::Column, impl ColumnTrait),
    [kind, day, what]: [Expr; 3],
) -> SelectStatement {
    select
        .filter(employer.is_in(employers.iter().copied()))
        .select_only()
        .column_as(employer, "employer_id")
        .expr_as(kind, "kind")
        .expr_as(day, "day")
        .expr_as(Expr::val(subject.to_value()), "subject")
        .column_as(id, "id")
        .expr_as(what, "what")
        .into_query()
}

fn within(column: impl ColumnTrait, (from, to): (NaiveDate, NaiveDate)) -> Condition {
    Condition::all().add(column.gte(from)).add(column.lte(to))
}

/// A day is `YYYY-MM-DD` as text on both databases.
fn as_text(column: impl ColumnTrait) -> Expr {
    Expr::col(column.as_column_ref()).cast_as("text")
}
