//! Where the items of timelines stand, and the entries of the audit among them, always through the policy.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entities::{
    affirmation, audit_entry, contribution, engagement,
    ids::{AuditEntryId, EmployerId},
    subject_type::SubjectType,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, ExprTrait, Order, QueryFilter,
    QuerySelect, QueryTrait, Select,
    sea_query::{Alias, Expr, Func, Query, SelectStatement, SimpleExpr, UnionType, WindowStatement},
};
use uuid::Uuid;

use crate::{
    affirmations,
    app::Cx,
    contributions, engagements,
    error::{Error, Result},
    policy::{self, Action},
};

/// The records whose changes the network is told, each with the permission that seeing it takes.
const TOLD: [(SubjectType, Action); 6] = [
    (SubjectType::Employer, Action::EmployerRead),
    (SubjectType::Establishment, Action::EmployerRead),
    (SubjectType::Succession, Action::EmployerRead),
    (SubjectType::Affiliation, Action::ContactRead),
    (SubjectType::Membership, Action::PartnershipRead),
    (SubjectType::Representative, Action::PartnershipRead),
];

/// What an item tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Somebody was in touch.
    Engagement,
    /// The employer gave something.
    Contribution,
    /// A role it plays changed.
    RoleChange,
    /// One of its records changed.
    RecordChange,
    /// A person said for it what a credential or a list of competencies is worth.
    Affirmation,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Engagement,
        Self::Contribution,
        Self::RoleChange,
        Self::RecordChange,
        Self::Affirmation,
    ];

    fn number(self) -> i32 {
        match self {
            Self::Engagement => 0,
            Self::Contribution => 1,
            Self::RoleChange => 2,
            Self::RecordChange => 3,
            Self::Affirmation => 4,
        }
    }
}

/// Where an item stands: by time, then by id.
pub type At = (DateTime<Utc>, Uuid);

/// An item's place in an employer's timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Whose timeline.
    pub employer: EmployerId,
    /// What stands there.
    pub kind: Kind,
    /// When, and which.
    pub at: At,
}

/// The first `rows` places of each employer's timeline, newest first, older than `after`: one statement.
///
/// # Errors
/// Database errors.
pub async fn places(
    cx: &Cx,
    employers: &[EmployerId],
    kinds: &[Kind],
    after: Option<At>,
    rows: u64,
) -> Result<Vec<Place>> {
    let Some(items) = union(cx, employers, kinds, after) else {
        return Ok(Vec::new());
    };
    let [employer, kind, at, id, place] = ["employer_id", "kind", "at", "id", "place"].map(Alias::new);
    let mut order = WindowStatement::partition_by(employer.clone());
    order
        .order_by(at.clone(), Order::Desc)
        .order_by(id.clone(), Order::Desc);
    let mut ranked = Query::select();
    ranked
        .columns([employer.clone(), kind.clone(), at.clone(), id.clone()])
        .expr_window_as(Func::cust("ROW_NUMBER"), order, place.clone())
        .from_subquery(items, "items");
    let mut chosen = Query::select();
    chosen
        .columns([employer, kind, at.clone(), id.clone()])
        .from_subquery(ranked, "ranked")
        .and_where(Expr::col(place).lte(i64::try_from(rows).unwrap_or(i64::MAX)))
        .order_by(at, Order::Desc)
        .order_by(id, Order::Desc);
    let found = cx.app.db.read().query_all(&chosen).await?;
    found
        .iter()
        .map(|row| {
            let number: i32 = row.try_get("", "kind")?;
            let kind = Kind::ALL.into_iter().find(|kind| kind.number() == number);
            Ok(Place {
                employer: row.try_get("", "employer_id")?,
                kind: kind.ok_or_else(|| Error::internal("no such kind"))?,
                at: (row.try_get("", "at")?, row.try_get("", "id")?),
            })
        })
        .collect()
}

/// How many items an employer's timeline has, counted up to `limit`.
///
/// # Errors
/// Database errors.
pub async fn count(cx: &Cx, employer: EmployerId, kinds: &[Kind], limit: u64) -> Result<u64> {
    let Some(items) = union(cx, &[employer], kinds, None) else {
        return Ok(0);
    };
    let mut capped = Query::select();
    capped
        .column(Alias::new("id"))
        .from_subquery(items, "items")
        .limit(limit);
    let mut counted = Query::select();
    counted
        .expr_as(Func::count(Expr::col(Alias::new("id"))), "items")
        .from_subquery(capped, "capped");
    let row = cx.app.db.read().query_one(&counted).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get("", "items"))?;
    u64::try_from(count).map_err(Error::internal)
}

/// These entries of the audit, as far as timelines tell of them.
///
/// # Errors
/// Database errors.
pub async fn changes(cx: &Cx, ids: &[AuditEntryId]) -> Result<HashMap<AuditEntryId, audit_entry::Model>> {
    let told = Condition::any().add(roles_told(cx)).add(records_told(cx));
    let rows = audit_entry::Entity::find()
        .filter(audit_entry::Column::Id.is_in(ids.iter().copied()))
        .filter(told)
        .all(cx.app.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

fn roles_told(cx: &Cx) -> Condition {
    told(cx, SubjectType::Commitment, Action::PartnershipRead)
}

fn told(cx: &Cx, subject: SubjectType, action: Action) -> Condition {
    policy::visible_shared(&cx.actor, action).add(audit_entry::Column::SubjectType.eq(subject))
}

fn records_told(cx: &Cx) -> Condition {
    TOLD.iter().fold(Condition::any(), |any, (subject, action)| {
        any.add(told(cx, *subject, *action))
    })
}

/// The items of these kinds; none when no kind is asked for.
fn union(cx: &Cx, employers: &[EmployerId], kinds: &[Kind], after: Option<At>) -> Option<SelectStatement> {
    let parts = Kind::ALL.into_iter().filter(|kind| kinds.contains(kind));
    parts
        .map(|kind| part(cx, employers, kind, after))
        .reduce(|mut all, part| {
            all.union(UnionType::All, part);
            all
        })
}

fn part(cx: &Cx, employers: &[EmployerId], kind: Kind, after: Option<At>) -> SelectStatement {
    match kind {
        Kind::Engagement => {
            use engagement::Column as C;
            let at = Expr::col(C::OccurredAt.as_column_ref());
            items(
                engagements::reads::live(cx),
                employers,
                kind,
                [C::EmployerId, C::Id],
                at,
                after,
            )
        }
        Kind::Contribution => {
            use contribution::Column as C;
            let at = contributed_at(cx.app.db.backend());
            items(
                contributions::reads::live(cx),
                employers,
                kind,
                [C::EmployerId, C::Id],
                at,
                after,
            )
        }
        Kind::Affirmation => {
            use affirmation::Column as C;
            items(
                affirmations::reads::live(cx),
                employers,
                kind,
                [C::EmployerId, C::Id],
                affirmed_at(cx.app.db.backend()),
                after,
            )
        }
        Kind::RoleChange | Kind::RecordChange => {
            use audit_entry::Column as C;
            let is_role = kind == Kind::RoleChange;
            let told = if is_role { roles_told(cx) } else { records_told(cx) };
            let at = Expr::col(C::At.as_column_ref());
            let select = audit_entry::Entity::find().filter(told);
            items(select, employers, kind, [C::EmployerId, C::Id], at, after)
        }
    }
}

/// Noon UTC of the day, or when it was recorded. The two databases add an hour to a day each in its own way; in SQLite an
/// instant is text, and this is how it is written there.
fn contributed_at(backend: DbBackend) -> SimpleExpr {
    Expr::cust(if backend == DbBackend::Sqlite {
        r#"COALESCE("contribution"."contributed_on" || 'T12:00:00+00:00', "contribution"."created_at")"#
    } else {
        r#"COALESCE(("contribution"."contributed_on" + TIME '12:00') AT TIME ZONE 'UTC', "contribution"."created_at")"#
    })
}

/// Noon UTC of the day, written as in [`contributed_at`].
fn affirmed_at(backend: DbBackend) -> SimpleExpr {
    Expr::cust(if backend == DbBackend::Sqlite {
        r#"("affirmation"."affirmed_on" || 'T12:00:00+00:00')"#
    } else {
        r#"(("affirmation"."affirmed_on" + TIME '12:00') AT TIME ZONE 'UTC')"#
    })
}

/// The items of one table: employer, kind, instant, id.
fn items<E: EntityTrait>(
    select: Select<E>,
    employers: &[EmployerId],
    kind: Kind,
    [employer, id]: [E::Column; 2],
    at: SimpleExpr,
    after: Option<At>,
) -> SelectStatement {
    let mut select = select.filter(employer.is_in(employers.iter().copied()));
    if let Some((instant, number)) = after {
        let place = Expr::tuple([at.clone(), Expr::col(id.as_column_ref())]);
        let edge = Expr::tuple([Expr::val(instant), Expr::val(number)]);
        select = select.filter(place.lt(edge));
    }
    select
        .select_only()
        .column_as(employer, "employer_id")
        .expr_as(Expr::val(kind.number()), "kind")
        .expr_as(at, "at")
        .column_as(id, "id")
        .into_query()
}
