//! The letter about a day of an agreement.

use askama::Template;

/// What a letter says of an agreement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgreementFacts {
    /// Its id, by which it is found.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What kind of agreement it is.
    pub kind: String,
    /// Whose agreement it is.
    pub partnership: String,
    /// Its parties.
    pub parties: Vec<String>,
    /// Its last day.
    pub ends: Option<String>,
    /// The day by which its parties look at it again.
    pub review: Option<String>,
}

/// Why a letter about an agreement goes to somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswersAs {
    /// A convener of an agency that convenes the partnership.
    Convener,
    /// An admin of such an agency, which has no convener.
    AgencyAdmin,
    /// An admin, because nobody else answers for it.
    Admin,
}

letter! {
    /// Reminds of the day an agreement ends, or is to be reviewed. It names days, and not how far away they are: it may wait.
    AgreementReminder,
    "agreement-reminder/subject.txt",
    "agreement-reminder/body.txt",
    "agreement-reminder/body.html",
    {
        /// The recipient's name.
        name: String,
        /// The agreement.
        facts: AgreementFacts,
        /// The day it is about.
        day: String,
        /// Whether it is to be reviewed by that day; else it ends on it.
        is_review: bool,
        /// Why it goes to the recipient.
        answers: AnswersAs,
        /// The address of this Guildhall.
        site: String,
    }
}

/// The letters about agreements with contexts that could be real.
pub(super) fn samples(name: &str, site: &str) -> Vec<super::Letter> {
    let (ends, review) = ("Thu 31 Dec 2026", "Thu 1 Oct 2026");
    let letter = |is_review: bool, parties: &[&str], answers| {
        super::Letter::AgreementReminder(AgreementReminder {
            name: name.to_owned(),
            facts: AgreementFacts {
                id: "agreement_01hzx3q4r5s6t7v8w9x0y1z2a3".to_owned(),
                title: "Working <together> & apart".to_owned(),
                kind: "Memorandum of understanding".to_owned(),
                partnership: "Welding advisory board".to_owned(),
                parties: parties.iter().map(|&party| party.to_owned()).collect(),
                ends: (!is_review || answers == AnswersAs::Convener).then(|| ends.to_owned()),
                review: is_review.then(|| review.to_owned()),
            },
            day: if is_review { review } else { ends }.to_owned(),
            is_review,
            answers,
            site: site.to_owned(),
        })
    };
    vec![
        letter(
            false,
            &["Acme", "Bolt & Sons", "Alder Valley College"],
            AnswersAs::Convener,
        ),
        letter(true, &["Acme", "Bolt & Sons"], AnswersAs::Convener),
        letter(false, &[], AnswersAs::AgencyAdmin),
        letter(true, &["Acme"], AnswersAs::Admin),
    ]
}
