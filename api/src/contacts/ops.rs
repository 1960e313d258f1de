//! The rules of contacts. Those of affiliations are in [`affiliations`].

pub mod affiliations;
mod points;

use entities::{
    affiliation, contact, contact_point::ContactPointKind, ids::ContactId, subject_type::SubjectType,
};
use sea_orm::ActiveValue::{self, NotSet, Set};

use super::reads;
use crate::{
    app::Cx,
    checks::{self, Checks, MOST_LINE, MOST_NAME, MOST_TEXT},
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    memberships,
    policy::Action,
    record::{self, Updated, record},
    shared::external_references::{self, Reference},
    text,
};
pub(crate) use points::MOST_POINTS;
pub use points::{Point, matched};

record!(contact, Contact, ContactId, |_row| None);

/// Longest given or family name: the two and a blank make a name.
const MOST_PART: usize = (MOST_NAME - 1) / 2;

/// What is set on a contact: columns that are not set stay as they are.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The columns. Derived columns (`name_search`) are set here, not by the caller.
    pub row: contact::ActiveModel,
    /// All e-mail addresses, the main one first; none leaves them.
    pub emails: Option<Vec<Point>>,
    /// All telephone numbers, the main one first; none leaves them.
    pub phones: Option<Vec<Point>>,
    /// All external references of the person; none leaves them.
    pub references: Option<Vec<Reference>>,
    /// Where a new contact works; an update takes no notice.
    pub affiliation: Option<affiliation::ActiveModel>,
}

/// What became of a wish to create a contact.
#[derive(Clone, Debug)]
pub enum Created {
    /// It was created.
    Contact(Box<contact::Model>),
    /// Live contacts look like it; nothing was written.
    Candidates(Vec<contact::Model>),
}

/// Adds a contact and, where the draft says so, its first affiliation. With `allow_duplicates` also when live contacts of its
/// name have its e-mail address or its current employer or agency.
///
/// # Errors
/// `FORBIDDEN`; `REQUIRED`, `TOO_LONG`, `INVALID`, `LIMIT` for values; `NOT_FOUND` for an employer, agency or establishment
/// that is not there; `DUPLICATE` for an external reference that another contact has.
pub async fn create(cx: &Cx, draft: Draft, allow_duplicates: bool) -> Result<Created> {
    cx.may(Action::ContactUpdate)?;
    let draft = checked(draft)?;
    db::write(cx, async |tx| create_in(tx, cx, draft, allow_duplicates).await).await
}

/// [`create`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`create`].
pub async fn create_in(tx: &Tx, cx: &Cx, mut draft: Draft, allow_duplicates: bool) -> Result<Created> {
    complete(&mut draft.row)?;
    let (emails, phones) = (draft.emails.unwrap_or_default(), draft.phones.unwrap_or_default());
    if let (Set(name), false) = (&draft.row.name, allow_duplicates) {
        let addresses: Vec<String> = emails.iter().map(|email| text::fold(&email.value)).collect();
        let candidates = reads::look_alikes(cx, tx, name, addresses, draft.affiliation.as_ref()).await?;
        if !candidates.is_empty() {
            return Ok(Created::Candidates(candidates));
        }
    }
    let row = record::insert::<contact::Entity>(tx, cx, draft.row).await?;
    points::insert(tx, cx, row.id, ContactPointKind::Email, &emails).await?;
    points::insert(tx, cx, row.id, ContactPointKind::Phone, &phones).await?;
    if let Some(list) = draft.references.filter(|list| !list.is_empty()) {
        external_references::replace_in(tx, cx, (SubjectType::Contact, row.id.uuid()), &list).await?;
    }
    if let Some(mut first) = draft.affiliation {
        first.contact_id = Set(row.id);
        affiliations::begin(tx, cx, "input.affiliation", first).await?;
    }
    Ok(Created::Contact(Box::new(row)))
}

/// Adds contacts for an import, whoever looks like them; for each its row, or why it cannot be. Affiliations in the drafts are
/// not taken notice of.
///
/// # Errors
/// When the database does not answer.
pub async fn create_many_in(tx: &Tx, cx: &Cx, drafts: Vec<Draft>) -> Result<Vec<Result<contact::Model>>> {
    let (mut rows, mut lists) = (Vec::new(), Vec::new());
    for mut draft in drafts {
        rows.push(complete(&mut draft.row).map(|()| draft.row));
        lists.push((draft.emails.unwrap_or_default(), draft.phones.unwrap_or_default()));
    }
    let contacts = record::insert_accepted::<contact::Entity>(tx, cx, rows).await?;
    let mut points = Vec::new();
    for (contact, (emails, phones)) in contacts.iter().zip(&lists) {
        if let Ok(contact) = contact {
            points.extend(points::rows(cx, contact.id, ContactPointKind::Email, emails));
            points.extend(points::rows(cx, contact.id, ContactPointKind::Phone, phones));
        }
    }
    points::insert_rows(tx, points).await?;
    Ok(contacts)
}

/// What a new contact has that nobody said.
fn complete(row: &mut contact::ActiveModel) -> Result<()> {
    name_from_parts(row, None);
    if row.name.is_not_set() {
        let message = "Give a name, or a given or family name.";
        return Err(Error::user(UserErrorCode::Required, "input.name", message));
    }
    settle_reason(row, None)?;
    if row.do_not_contact.is_not_set() {
        row.do_not_contact = Set(false);
    }
    Ok(())
}

/// Changes a contact.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT` when `version` is not the stored one, `STATE` when it is in the trash, and those of
/// [`create`].
pub async fn update(cx: &Cx, id: ContactId, version: i32, draft: Draft) -> Result<Updated<contact::Model>> {
    let draft = checked(draft)?;
    db::write(cx, async |tx| update_in(tx, cx, id, Some(version), draft).await).await
}

/// [`update`] inside a transaction, for imports; the draft is checked.
///
/// # Errors
/// As [`update`].
pub async fn update_in(
    tx: &Tx,
    cx: &Cx,
    id: ContactId,
    version: Option<i32>,
    mut draft: Draft,
) -> Result<Updated<contact::Model>> {
    let before = reads::by_id(cx, tx, id).await?;
    cx.may(Action::ContactUpdate)?;
    if before.trashed_at.is_some() {
        return Err(Error::state(
            "id",
            "This contact is in the trash; restore it first.",
        ));
    }
    name_from_parts(&mut draft.row, Some(&before));
    settle_reason(&mut draft.row, Some(&before))?;
    let updated = record::update::<contact::Entity>(tx, cx, &before, version, draft.row).await?;
    let mut beside = Vec::new();
    for (kind, list) in [
        (ContactPointKind::Email, draft.emails),
        (ContactPointKind::Phone, draft.phones),
    ] {
        if let Some(list) = list {
            beside.extend(points::replace(tx, cx, id, kind, &list).await?);
        }
    }
    if let Some(list) = draft.references {
        let subject = (SubjectType::Contact, id.uuid());
        beside.extend(external_references::replace_in(tx, cx, subject, &list).await?);
    }
    record::beside::<contact::Entity>(tx, cx, &before, updated, beside).await
}

/// Puts a contact into the trash. Its affiliations stay as they are; lists of an employer's people leave it out.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is there already; `REFERENCED` when the person speaks for a member of
/// a partnership, which would be left without a voice and nobody would notice.
pub async fn trash(cx: &Cx, id: ContactId, version: i32) -> Result<contact::Model> {
    db::write(cx, async |tx| {
        let before = reads::locked(cx, tx, id).await?;
        cx.may(Action::ContactTrash)?;
        if before.trashed_at.is_some() {
            return Err(Error::state("id", "This contact is in the trash already."));
        }
        refuse_voice(tx, cx, id).await?;
        let row = contact::ActiveModel {
            trashed_at: Set(Some(cx.app.clock.now())),
            ..Default::default()
        };
        let updated = record::update::<contact::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Who speaks for a member of a partnership, now or later, is needed there. Only who may see partnerships is told which.
async fn refuse_voice(tx: &Tx, cx: &Cx, id: ContactId) -> Result<()> {
    let Some(partnership) = memberships::reads::spoken_for_in(tx, id, reads::today(cx)).await? else {
        return Ok(());
    };
    let is_seen = cx.actor.scope(Action::PartnershipRead).is_some();
    let name = if is_seen {
        partnership.name.as_str()
    } else {
        "a partnership"
    };
    let message = format!("This person speaks for a member of {name}; end that or name somebody else first.");
    Err(Error::user(UserErrorCode::Referenced, "id", message))
}

/// Takes a contact out of the trash.
///
/// # Errors
/// `NOT_FOUND`, `FORBIDDEN`, `CONFLICT`; `STATE` when it is not in the trash.
pub async fn restore(cx: &Cx, id: ContactId, version: i32) -> Result<contact::Model> {
    db::write(cx, async |tx| {
        let before = reads::by_id(cx, tx, id).await?;
        cx.may(Action::ContactTrash)?;
        if before.trashed_at.is_none() {
            return Err(Error::state("id", "This contact is not in the trash."));
        }
        let row = contact::ActiveModel {
            trashed_at: Set(None),
            ..Default::default()
        };
        let updated = record::update::<contact::Entity>(tx, cx, &before, Some(version), row).await?;
        Ok(updated.row)
    })
    .await
}

/// Cleans the values and sets the derived columns.
///
/// # Errors
/// Every value that is not acceptable.
pub fn checked(mut draft: Draft) -> Result<Draft> {
    let row = &mut draft.row;
    let mut checks = Checks::new();
    checks.required("input.name", &mut row.name, MOST_NAME);
    checks.optional("input.givenName", &mut row.given_name, MOST_PART);
    checks.optional("input.familyName", &mut row.family_name, MOST_PART);
    checks.optional(
        "input.doNotContactReason",
        &mut row.do_not_contact_reason,
        MOST_LINE,
    );
    let expected = "Write a language tag such as es or en-US.";
    checks.shaped("input.language", &mut row.language, expected, language);
    checks.optional("input.note", &mut row.note, MOST_TEXT);
    for (kind, list) in [
        (ContactPointKind::Email, &mut draft.emails),
        (ContactPointKind::Phone, &mut draft.phones),
    ] {
        if let Some(given) = list.take() {
            *list = checks.note(points::checked(kind, given));
        }
    }
    if let Some(list) = draft.references.take() {
        draft.references = checks.note(external_references::checked(&list));
    }
    if let Some(given) = draft.affiliation.take() {
        draft.affiliation = checks.note(affiliations::checked("input.affiliation", given));
    }
    checks.done()?;
    checks::fold_beside(&draft.row.name, &mut draft.row.name_search);
    Ok(draft)
}

/// A BCP 47 tag by its form: a language of 2 or 3 letters and parts of 2 to 8 letters and digits.
fn language(text: &str) -> Option<String> {
    let mut parts = text.split('-');
    let first = parts.next()?;
    let is_language = (2..=3).contains(&first.len()) && first.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_part =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (text.len() <= 35 && is_language && parts.all(is_part)).then(|| text.to_owned())
}

/// Makes the name of given and family name when none is given: for a new contact, and where it was made of them before.
fn name_from_parts(row: &mut contact::ActiveModel, before: Option<&contact::Model>) {
    let (stored_given, stored_family) = before.map_or((None, None), |before| {
        (before.given_name.as_deref(), before.family_name.as_deref())
    });
    let follows = before.is_none_or(|before| before.name == joined(stored_given, stored_family));
    if !row.name.is_not_set() || !follows {
        return;
    }
    let name = joined(
        part(&row.given_name, stored_given),
        part(&row.family_name, stored_family),
    );
    if !name.is_empty() {
        row.name_search = Set(text::fold(&name));
        row.name = Set(name);
    }
}

fn part<'a>(set: &'a ActiveValue<Option<String>>, stored: Option<&'a str>) -> Option<&'a str> {
    match set {
        Set(value) => value.as_deref(),
        _ => stored,
    }
}

fn joined(given: Option<&str>, family: Option<&str>) -> String {
    let parts: Vec<&str> = given.into_iter().chain(family).collect();
    parts.join(" ")
}

/// A reason stands only beside the wish not to be contacted; taking the wish back clears it.
fn settle_reason(row: &mut contact::ActiveModel, before: Option<&contact::Model>) -> Result<()> {
    let asked = match row.do_not_contact {
        Set(asked) => asked,
        _ => before.is_some_and(|before| before.do_not_contact),
    };
    match (&row.do_not_contact_reason, asked) {
        (Set(Some(_)), false) => {
            let message = "A reason needs doNotContact: true.";
            Err(Error::invalid("input.doNotContactReason", message))
        }
        (NotSet, false) => {
            row.do_not_contact_reason = Set(None);
            Ok(())
        }
        _ => Ok(()),
    }
}
