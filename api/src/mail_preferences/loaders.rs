//! When and how people want to be reminded, loaded for many people in two statements.

use std::collections::HashMap;

use super::{
    reads,
    types::{MailOptOut, MailPreferences},
};
use crate::{app::Cx, error::Result, links::Person, prefetch::Relation};

/// When and how a person wants to be reminded.
pub struct MailPreferencesOf;

impl Relation for MailPreferencesOf {
    type Key = Person;
    type Args = ();
    type Value = MailPreferences;

    async fn load(cx: &Cx, keys: &[Person], (): &()) -> Result<HashMap<Person, MailPreferences>> {
        let mut found: HashMap<Person, MailPreferences> = HashMap::new();
        for row in reads::visible(cx, keys).await? {
            if let Some(person) = Person::of(row.contact_id, row.user_id) {
                found.insert(person, MailPreferences::new(row));
            }
        }
        for row in reads::opt_outs(cx, keys).await? {
            if let Some(person) = Person::of(row.contact_id, row.user_id) {
                let preferences = found.entry(person).or_default();
                preferences.opt_outs.push(MailOptOut::new(&row));
            }
        }
        Ok(found)
    }

    fn missing(_: &Cx, _: Person, (): &()) -> Option<MailPreferences> {
        Some(MailPreferences::default())
    }
}
