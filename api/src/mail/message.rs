//! From a row of the outbox to a message: headers and parts.

use chrono::{DateTime, Utc};
use entities::outbox_message;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};
use uuid::Uuid;

/// Who sends, and where everything goes instead.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    /// Who sends.
    pub(super) from: Mailbox,
    /// Where every letter goes instead.
    pub(super) redirect_all: Option<Mailbox>,
}

/// The message of a row, at the time of sending; a sentence when it cannot be made.
pub(super) fn build(row: &outbox_message::Model, desk: &Desk, now: DateTime<Utc>) -> Result<Message, String> {
    let to = mailbox(&row.to_address, row.to_name.clone())?;
    let mut builder = Message::builder()
        .from(desk.from.clone())
        .to(desk.redirect_all.clone().unwrap_or(to))
        .subject(row.subject.clone())
        .message_id(Some(row.message_id.clone()))
        .date(now.into());
    if let Some(reply_to) = &row.reply_to {
        builder = builder.reply_to(mailbox(reply_to, None)?);
    }
    if let Some(first) = &row.in_reply_to {
        builder = builder.in_reply_to(first.clone()).references(first.clone());
    }
    for (name, value) in heads(row, desk) {
        builder = builder.raw_header(HeaderValue::new(HeaderName::new_from_ascii_str(name), value));
    }
    builder.multipart(parts(row)?).map_err(|error| error.to_string())
}

/// A letter that says that mail works; a sentence when it cannot be made.
pub(super) fn probe(to: &str, desk: &Desk, id: Uuid, now: DateTime<Utc>) -> Result<Message, String> {
    let host = desk.from.email.domain();
    Message::builder()
        .from(desk.from.clone())
        .to(desk.redirect_all.clone().map_or_else(|| mailbox(to, None), Ok)?)
        .subject("Guildhall can send mail")
        .message_id(Some(format!("<probe.{}@{host}>", id.simple())))
        .date(now.into())
        .raw_header(HeaderValue::new(
            HeaderName::new_from_ascii_str("Auto-Submitted"),
            "auto-generated".to_owned(),
        ))
        .header(ContentType::TEXT_PLAIN)
        .body("Somebody ran `guildhall doctor mail`. If you read this, mail works.\n".to_owned())
        .map_err(|error| error.to_string())
}

fn mailbox(address: &str, name: Option<String>) -> Result<Mailbox, String> {
    let address: Address = address
        .parse()
        .map_err(|_| "The address cannot be read.".to_owned())?;
    Ok(Mailbox::new(name, address))
}

/// Heads beside the usual ones: no automatic answers, and unsubscribing with one click where that is possible.
fn heads(row: &outbox_message::Model, desk: &Desk) -> Vec<(&'static str, String)> {
    let mut heads = vec![
        ("Auto-Submitted", "auto-generated".to_owned()),
        ("X-Auto-Response-Suppress", "All".to_owned()),
    ];
    if let Some(url) = &row.unsubscribe_url {
        heads.push(("List-Unsubscribe", format!("<{url}>")));
        heads.push(("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()));
    }
    if desk.redirect_all.is_some() {
        heads.push(("X-Guildhall-To", row.to_address.clone()));
    }
    heads
}

/// Text, HTML and, as the last, the calendar object: the richest part that a reader understands is the last one.
fn parts(row: &outbox_message::Model) -> Result<MultiPart, String> {
    let parts = MultiPart::alternative()
        .singlepart(SinglePart::plain(row.text_body.clone()))
        .singlepart(SinglePart::html(row.html_body.clone()));
    let Some(calendar) = &row.calendar else {
        return Ok(parts);
    };
    let method = row.calendar_method.as_deref().unwrap_or("PUBLISH");
    let kind = ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}"))
        .map_err(|_| "The calendar's method cannot be read.".to_owned())?;
    Ok(parts.singlepart(SinglePart::builder().header(kind).body(calendar.clone())))
}
