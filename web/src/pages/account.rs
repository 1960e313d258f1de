//! Accounts: choose a password by the link of a letter, and ask for such a letter.

pub(crate) mod forgot;
pub(crate) mod set;

/// Something to mend, beside the field it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Problem {
    /// The id of the field; empty when it is the whole form.
    pub(crate) field: &'static str,
    /// What to mend.
    pub(crate) message: String,
}

impl Problem {
    /// The problem of a `userErrors` entry: the last part of its path names the field.
    pub(crate) fn of(path: &[String], message: String, fields: &[&'static str]) -> Self {
        let last = path.last().map(String::as_str).unwrap_or_default();
        let field = fields.iter().copied().find(|field| *field == last);
        Self {
            field: field.unwrap_or_default(),
            message,
        }
    }
}
