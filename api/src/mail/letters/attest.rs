//! The letter that asks an employer to attest a milestone of a participant.

use askama::Template;

letter! {
    /// Asks a person at an employer to attest a milestone by a link. It tells nothing of the participant and names no milestone:
    /// letters are kept, passed on and read by others. The page of the link shows both.
    AttestRequest,
    "attest-request/subject.txt",
    "attest-request/body.txt",
    "attest-request/body.html",
    {
        /// The recipient's name.
        name: String,
        /// Who asks; none when Guildhall does.
        sender: Option<String>,
        /// The agency that serves the participant.
        agency: String,
        /// The program in which the participant is.
        program: String,
        /// The employer for which the recipient answers.
        employer: String,
        /// Where it is attested.
        link: String,
        /// The last day on which the link works.
        until: String,
        /// The address of this Guildhall.
        site: String,
    }
}

/// The letter with contexts that could be real.
pub(super) fn samples(name: &str, site: &str) -> Vec<super::Letter> {
    let letter = |sender: Option<&str>| {
        super::Letter::AttestRequest(Box::new(AttestRequest {
            name: name.to_owned(),
            sender: sender.map(str::to_owned),
            agency: "Alder Valley College".to_owned(),
            program: "Welding <first year>".to_owned(),
            employer: "Bolt & Sons".to_owned(),
            link: format!("{site}/attest/Zm9yLXRoZS1zYW1wbGU"),
            until: "Sat 23 Jan 2027".to_owned(),
            site: site.to_owned(),
        }))
    };
    vec![letter(Some("Sam Staff")), letter(None)]
}
