//! What drafted letters say at first, without a database.

use std::fmt::Write as _;

use chrono::NaiveDate;

/// A line of a subject that a title is cut to.
const MOST_TITLE: usize = 300;
/// What is listed grows to so many bytes: the text stays shorter than a text may be.
const MOST_LISTED: usize = 12_000;

/// A meeting as letters tell of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Occasion {
    /// What it is called.
    pub(super) title: String,
    /// Whose meeting it was.
    pub(super) partnership: String,
    /// On which day.
    pub(super) day: String,
    /// What was decided.
    pub(super) decisions: Vec<String>,
    /// What is to be done.
    pub(super) actions: Vec<String>,
    /// Who signs, a line each.
    pub(super) signature: Vec<String>,
}

/// Subject and body.
pub(super) type Said = (String, String);

/// What was agreed at a meeting.
pub(super) fn follow_up(name: &str, of: &Occasion) -> Said {
    let subject = format!("Follow-up: {}, {}", cut(&of.title), of.day);
    let mut body = greeting(name);
    let _ = write!(
        body,
        "Thank you for coming to \"{}\" of {} on {}.",
        one_line(&of.title),
        one_line(&of.partnership),
        of.day
    );
    listed(&mut body, "What was decided:", &of.decisions);
    listed(&mut body, "What is to be done:", &of.actions);
    body.push_str(
        "\n\nWhat we ask of you: answer this letter if anything is missing or not as you remember it.",
    );
    (subject, signed(body, &of.signature))
}

/// Thanks to somebody of an employer.
pub(super) fn thank_you(name: &str, employer: Option<&str>, of: &Occasion) -> Said {
    let subject = format!("Thank you: {}, {}", cut(&of.title), of.day);
    let mut body = greeting(name);
    let spoke = employer.map_or_else(String::new, |employer| {
        format!(" and spoke for {}", one_line(employer))
    });
    let _ = write!(
        body,
        "Thank you for the time you gave: on {} you came to \"{}\" of {}{spoke}.\n\nWhat employers say at this table shapes \
         what is taught and what is done in our region.",
        of.day,
        one_line(&of.title),
        one_line(&of.partnership),
    );
    (subject, signed(body, &of.signature))
}

/// A welcome to who speaks for a member.
pub(super) fn welcome(name: &str, member: &str, partnership: &str, signature: &[String]) -> Said {
    let subject = format!("Welcome to {}", cut(partnership));
    let mut body = greeting(name);
    let _ = write!(
        body,
        "Welcome to {}. You speak for {} from now on, and we are glad of it.\n\nWhatever you would like to know about our \
         work, answer this letter.",
        one_line(partnership),
        one_line(member),
    );
    (subject, signed(body, signature))
}

/// An action as a letter lists it: what, by whom, until when.
pub(super) fn action(title: &str, owner: Option<&str>, due_on: Option<NaiveDate>) -> String {
    let mut line = one_line(title);
    let owner = owner.map(one_line);
    let until = due_on.map(|day| format!("by {}", shown(day)));
    let more: Vec<String> = [owner, until].into_iter().flatten().collect();
    if !more.is_empty() {
        let _ = write!(line, " ({})", more.join(", "));
    }
    line
}

/// A day as letters write it: `Fri 4 Dec 2026`.
pub(super) fn shown(day: NaiveDate) -> String {
    day.format("%a %-d %b %Y").to_string()
}

/// A text on one line.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn greeting(name: &str) -> String {
    format!("Hello {},\n\n", one_line(name))
}

fn cut(text: &str) -> String {
    let line = one_line(text);
    match line.char_indices().nth(MOST_TITLE) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

/// A heading and a line each, as many as there is room for.
fn listed(body: &mut String, heading: &str, lines: &[String]) {
    if lines.is_empty() {
        return;
    }
    let _ = write!(body, "\n\n{heading}");
    let mut room = MOST_LISTED / 2;
    for (place, line) in lines.iter().enumerate() {
        let Some(left) = room.checked_sub(line.len()) else {
            let _ = write!(body, "\n- and {} more", lines.len() - place);
            return;
        };
        room = left;
        let _ = write!(body, "\n- {line}");
    }
}

fn signed(mut body: String, signature: &[String]) -> String {
    if !signature.is_empty() {
        let lines: Vec<String> = signature.iter().map(|line| one_line(line)).collect();
        let _ = write!(body, "\n\n{}", lines.join("\n"));
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_says_how_many_are_left() {
        let of = Occasion {
            title: "x\n".repeat(400),
            actions: vec!["y".repeat(500); 100],
            ..Occasion::default()
        };
        let (subject, body) = follow_up("Ann", &of);
        assert!(subject.chars().count() < 400 && !subject.contains('\n'));
        assert!(
            body.contains("\n- and 88 more\n") && body.len() < 20_000,
            "{body}"
        );
    }

    #[test]
    fn an_action_says_who_and_until_when() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 4);
        assert_eq!(action("Call", Some("Ann"), day), "Call (Ann, by Fri 4 Dec 2026)");
        assert_eq!(action("Call\nher", None, None), "Call her");
    }
}
