//! The words for kinds of credentials. A certificate and a license may share their name: where a name does not tell its kind, the
//! kind is told beside it.

use entities::credential::CredentialKind;

use crate::text;

/// The word for a kind.
pub fn word(kind: CredentialKind) -> &'static str {
    match kind {
        CredentialKind::Certificate => "Certificate",
        CredentialKind::Certification => "Certification",
        CredentialKind::License => "License",
        CredentialKind::Degree => "Degree",
        CredentialKind::Diploma => "Diploma",
        CredentialKind::Badge => "Badge",
        CredentialKind::Apprenticeship => "Apprenticeship",
    }
}

/// Whether a name holds the word for its kind, in whichever letters and of whichever English: "Practical Nurse License" says what
/// it is.
pub fn tells(name: &str, kind: CredentialKind) -> bool {
    let name = text::fold(name).replace("licence", "license");
    name.contains(&text::fold(word(kind)))
}

/// A name with the kind behind it where it does not tell it: `Welding (certificate)`.
pub fn named(name: &str, kind: CredentialKind) -> String {
    if tells(name, kind) {
        name.to_owned()
    } else {
        format!("{name} ({})", word(kind).to_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use entities::credential::CredentialKind::{Certificate, Certification, Degree, License};

    use super::named;

    #[test]
    fn the_kind_is_told_where_the_name_does_not() {
        for (name, kind, told) in [
            ("Practical Nurse License", License, "Practical Nurse License"),
            ("practical nurse LICENCE", License, "practical nurse LICENCE"),
            ("Practical Nurse", License, "Practical Nurse (license)"),
            (
                "Practical Nurse License",
                Certificate,
                "Practical Nurse License (certificate)",
            ),
            (
                "Certified Welder",
                Certification,
                "Certified Welder (certification)",
            ),
            (
                "Associate Degree in Nursing",
                Degree,
                "Associate Degree in Nursing",
            ),
        ] {
            assert_eq!(named(name, kind), told);
        }
    }
}
