//! People, with their e-mail addresses and telephone numbers, the main one first.

use std::collections::HashMap;

use entities::{contact, contact_point::ContactPointKind, ids::ContactId, subject_type::SubjectType};
use sea_orm::{ActiveEnum as _, Select};
use serde_json::json;

use super::{Kind, Line, names::KnownAs};
use crate::{app::Cx, contacts::reads, error::Result, paging::Keys};

/// Contacts.
pub(in crate::exports) struct Contacts;

impl Kind for Contacts {
    type Table = contact::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "name",
        "givenName",
        "familyName",
        "emails",
        "phones",
        "preferredChannel",
        "doNotContact",
        "doNotContactReason",
        "language",
        "note",
    ];

    fn select(cx: &Cx) -> Select<contact::Entity> {
        reads::live(cx)
    }

    fn keys() -> Keys<contact::Entity> {
        reads::keys(Vec::new())
    }

    async fn lines(cx: &Cx, rows: Vec<contact::Model>) -> Result<Vec<Line>> {
        let known = KnownAs::of(cx, SubjectType::Contact, rows.iter().map(|row| row.id)).await?;
        let ids: Vec<ContactId> = rows.iter().map(|row| row.id).collect();
        let mut points: HashMap<(ContactId, ContactPointKind), Vec<String>> = HashMap::new();
        for point in reads::points(cx.app.db.read(), &ids).await? {
            let of_kind = points.entry((point.contact_id, point.kind)).or_default();
            of_kind.push(point.value);
        }
        let mut of = |id, kind| points.remove(&(id, kind)).unwrap_or_default();
        let lines = rows.into_iter().map(|row| {
            vec![
                known.id(row.id),
                json!(row.name),
                json!(row.given_name),
                json!(row.family_name),
                json!(of(row.id, ContactPointKind::Email)),
                json!(of(row.id, ContactPointKind::Phone)),
                json!(row.preferred_channel.map(|channel| channel.to_value())),
                json!(row.do_not_contact),
                json!(row.do_not_contact_reason),
                json!(row.language),
                json!(row.note),
            ]
        });
        Ok(lines.collect())
    }
}
