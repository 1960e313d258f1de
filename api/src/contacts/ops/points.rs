//! E-mail addresses and telephone numbers: kept as written, each once, in the given order.

use entities::{
    contact_point::{self, ContactPointKind},
    ids::{ContactId, ContactPointId},
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder};

use crate::{
    app::Cx,
    audit::FieldChange,
    checks::Checks,
    db::{MOST_INSERTED, Tx},
    error::{Error, Result, UserErrorCode},
    text,
};

pub(crate) const MOST_POINTS: usize = 20;
const MOST_EMAIL: usize = 254;
const MOST_PHONE: usize = 60;
const MOST_LABEL: usize = 60;

/// An e-mail address or telephone number as it is handed in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// The address or number.
    pub value: String,
    /// A word for it.
    pub label: Option<String>,
}

/// Points cleaned, each once by what it is matched by, in the given order.
pub(super) fn checked(kind: ContactPointKind, points: Vec<Point>) -> Result<Vec<Point>> {
    let list = field(kind);
    if points.len() > MOST_POINTS {
        let message = format!("A contact has {MOST_POINTS} of them at most.");
        return Err(Error::user(
            UserErrorCode::Limit,
            &format!("input.{list}"),
            message,
        ));
    }
    let mut checks = Checks::new();
    let mut kept: Vec<Point> = Vec::new();
    for (place, point) in points.into_iter().enumerate() {
        let path = format!("input.{list}.{place}");
        let value = checks.note(value(kind, &path, &point.value));
        let label = checks.note(text::optional(
            &format!("{path}.label"),
            point.label.as_deref(),
            MOST_LABEL,
        ));
        let (Some(value), Some(label)) = (value, label) else {
            continue;
        };
        let is_new = kept
            .iter()
            .all(|other| matched(kind, &other.value) != matched(kind, &value));
        if is_new {
            kept.push(Point { value, label });
        }
    }
    checks.done().map(|()| kept)
}

fn value(kind: ContactPointKind, path: &str, given: &str) -> Result<String> {
    match kind {
        ContactPointKind::Email => {
            let path = format!("{path}.address");
            let address = text::required(&path, given, MOST_EMAIL)?;
            if text::is_email(&address) {
                return Ok(address);
            }
            Err(Error::invalid(
                &path,
                "Write an e-mail address such as ann@example.org.",
            ))
        }
        ContactPointKind::Phone => {
            let path = format!("{path}.number");
            let number = text::required(&path, given, MOST_PHONE)?;
            if number.contains(char::is_control) {
                return Err(Error::invalid(&path, "Write a telephone number on one line."));
            }
            Ok(number)
        }
    }
}

/// By what two points are the same: the folded address; the digits of a number, or its text when it has none.
pub fn matched(kind: ContactPointKind, value: &str) -> String {
    let digits = match kind {
        ContactPointKind::Email => String::new(),
        ContactPointKind::Phone => text::digits(value),
    };
    if digits.is_empty() {
        text::fold(value)
    } else {
        digits
    }
}

/// Adds the points of a new contact.
pub(super) async fn insert(
    tx: &Tx,
    cx: &Cx,
    contact: ContactId,
    kind: ContactPointKind,
    points: &[Point],
) -> Result<()> {
    insert_rows(tx, rows(cx, contact, kind, points).collect()).await
}

/// The rows of points.
pub(super) fn rows(
    cx: &Cx,
    contact: ContactId,
    kind: ContactPointKind,
    points: &[Point],
) -> impl Iterator<Item = contact_point::ActiveModel> {
    (0..)
        .zip(points)
        .map(move |(position, point)| contact_point::ActiveModel {
            id: Set(cx.app.ids.next::<ContactPointId>()),
            contact_id: Set(contact),
            kind: Set(kind),
            value: Set(point.value.clone()),
            value_search: Set(matched(kind, &point.value)),
            label: Set(point.label.clone()),
            position: Set(position),
        })
}

pub(super) async fn insert_rows(tx: &Tx, rows: Vec<contact_point::ActiveModel>) -> Result<()> {
    for part in rows.chunks(MOST_INSERTED) {
        contact_point::Entity::insert_many(part.iter().cloned())
            .exec_without_returning(tx)
            .await?;
    }
    Ok(())
}

/// Makes `points` the points of this kind of a contact; what changed, if anything did.
pub(super) async fn replace(
    tx: &Tx,
    cx: &Cx,
    contact: ContactId,
    kind: ContactPointKind,
    points: &[Point],
) -> Result<Option<FieldChange>> {
    let of_kind = contact_point::Column::ContactId
        .eq(contact)
        .and(contact_point::Column::Kind.eq(kind));
    let stored = contact_point::Entity::find()
        .filter(of_kind.clone())
        .order_by_asc(contact_point::Column::Position)
        .all(tx)
        .await?;
    let had: Vec<Point> = stored
        .into_iter()
        .map(|row| Point {
            value: row.value,
            label: row.label,
        })
        .collect();
    if had == points {
        return Ok(None);
    }
    contact_point::Entity::delete_many()
        .filter(of_kind)
        .exec(tx)
        .await?;
    insert(tx, cx, contact, kind, points).await?;
    Ok(Some(FieldChange {
        field: field(kind).into(),
        before: shown(&had),
        after: shown(points),
        is_restricted: false,
    }))
}

fn field(kind: ContactPointKind) -> &'static str {
    match kind {
        ContactPointKind::Email => "emails",
        ContactPointKind::Phone => "phones",
    }
}

/// Points as the audit keeps them: `ann@example.org (work), ann@home.example`.
fn shown(points: &[Point]) -> Option<String> {
    let texts: Vec<String> = points
        .iter()
        .map(|point| match &point.label {
            Some(label) => format!("{} ({label})", point.value),
            None => point.value.clone(),
        })
        .collect();
    (!texts.is_empty()).then(|| texts.join(", "))
}
