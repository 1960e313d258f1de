//! The letters that somebody wrote, or mended, and sent by hand.

use askama::Template;

letter! {
    /// A letter in the words of a person: a follow-up, a thank-you, a welcome.
    PersonalLetter,
    "personal-letter/subject.txt",
    "personal-letter/body.txt",
    "personal-letter/body.html",
    {
        /// The subject: one line.
        subject: String,
        /// What it says: plain text, blank lines between paragraphs.
        body: String,
        /// The address of this Guildhall.
        site: String,
    }
}

impl PersonalLetter {
    /// What stands between blank lines.
    fn paragraphs(&self) -> Vec<String> {
        let mut paragraphs: Vec<Vec<&str>> = vec![Vec::new()];
        for line in self.body.lines() {
            match paragraphs.last_mut() {
                Some(last) if !line.trim().is_empty() => last.push(line.trim_end()),
                Some(last) if last.is_empty() => {}
                _ => paragraphs.push(Vec::new()),
            }
        }
        paragraphs.retain(|lines| !lines.is_empty());
        paragraphs.into_iter().map(|lines| lines.join("\n")).collect()
    }
}

/// A letter with a context that could be real.
pub(super) fn samples(name: &str, site: &str) -> Vec<super::Letter> {
    let body = format!(
        "Hello {name},\n\nThank you for coming to \"Spring <meeting> & lunch\".\n\n\nWhat is to be done:\n- Find an \
         instructor: Bo <b>Bold</b> & Co, by Fri 4 Dec 2026\n- Order rods\n\nCora Convener\nAlder Valley College"
    );
    vec![super::Letter::Personal(PersonalLetter {
        subject: "Follow-up: Spring <meeting> & lunch, Wed 10 Mar 2027".to_owned(),
        body,
        site: site.to_owned(),
    })]
}
