//! The profiles that Guildhall ships with, and those in files.

use std::path::Path;

use serde_json::json;

use crate::{
    cli::{
        exit::{Exit, Failure},
        output,
    },
    imports::{profile::Profile, profiles},
    text,
};

/// Lists the profiles, or prints the text of one.
pub(super) fn run(name: Option<&str>, as_json: bool) -> Result<Exit, Failure> {
    if let Some(name) = name {
        let text = profiles::by_name(name).ok_or_else(|| unknown(name))?;
        if as_json {
            output::json(&json!({ "name": name, "text": text }));
        } else {
            output::text(text);
        }
        return Ok(Exit::Done);
    }
    let shipped: Vec<(&str, String)> = profiles::names()
        .map(|name| (name, about(profiles::by_name(name).unwrap_or_default())))
        .collect();
    if as_json {
        let list = shipped
            .iter()
            .map(|(name, about)| json!({ "name": name, "about": about }));
        output::json(&json!({ "profiles": list.collect::<Vec<_>>() }));
    } else {
        for (name, about) in shipped {
            output::line(format_args!("{name:<22}  {about}"));
        }
    }
    Ok(Exit::Done)
}

fn about(text: &str) -> String {
    Profile::parse(text)
        .map(|profile| profile.about)
        .unwrap_or_default()
}

/// The text of a profile: one that is shipped, by name, else a file.
pub(super) fn text_of(given: &str) -> Result<String, Failure> {
    if let Some(text) = profiles::by_name(given) {
        return Ok(text.to_owned());
    }
    let path = Path::new(given);
    if !path.exists() {
        return Err(unknown(given));
    }
    let refuse = |sentence: String| Failure::new(Exit::Failed, sentence);
    let bytes = std::fs::read(path).map_err(|cause| {
        refuse(format!(
            "The profile {given} cannot be read: {}.",
            text::of_system(&cause)
        ))
    })?;
    String::from_utf8(bytes).map_err(|_| refuse(format!("The profile {given} is not UTF-8 text.")))
}

fn unknown(given: &str) -> Failure {
    let shipped = profiles::names().collect::<Vec<_>>().join(", ");
    Failure::new(
        Exit::Failed,
        format!(
            "There is no profile {given}, neither as a file nor among those that Guildhall ships with: {shipped}."
        ),
    )
}
