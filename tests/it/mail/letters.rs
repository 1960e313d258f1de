//! What every letter says, kept as a snapshot that a reviewer reads.

use std::fmt::Write as _;

use api::mail::Letter;

#[test]
fn every_letter_says_what_was_agreed() {
    let mut all = String::new();
    for letter in Letter::samples() {
        let rendered = letter.render().expect("it renders");
        assert!(!rendered.subject.contains('\n') && !rendered.subject.is_empty());
        let _ = writeln!(
            all,
            "===== {}\nSubject: {}\n\n{}\n----- HTML\n{}",
            letter.name(),
            rendered.subject,
            rendered.text,
            rendered.html
        );
    }
    insta::assert_snapshot!(all);
}
