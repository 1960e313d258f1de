//! The limits that clients can run into.

use async_graphql::SimpleObject;

/// What the server takes, at most.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct ServerLimits {
    /// Cost points of an operation.
    pub cost: u32,
    /// Levels a selection nests, introspection apart.
    pub depth: u32,
    /// Levels that selections and fragments nest, introspection included.
    pub fragment_depth: u32,
    /// Aliases in a selection.
    pub aliases: u32,
    /// Mutations in an operation.
    pub mutations: u32,
    /// Fields an operation or fragment selects after its fragments are spread.
    pub fields: u32,
    /// Fields that all operations and fragments of a document select together.
    pub document_fields: u32,
    /// Lists of the introspection system that stand within each other.
    pub introspection_lists: u32,
    /// Bytes of a document.
    pub document_bytes: u32,
    /// Bytes of a request body.
    pub body_bytes: u32,
    /// Bytes of a file for import.
    pub upload_bytes: u32,
    /// Seconds an operation may take.
    pub operation_seconds: u32,
    /// Rows of a page.
    pub page_rows: i32,
    /// Rows of a page when the request does not say.
    pub page_rows_default: i32,
    /// Cost points that come back to a user or API token each second.
    pub rate_points_per_second: u32,
    /// Cost points that a user or API token has when rested.
    pub rate_points: u32,
    /// Characters of an `Idempotency-Key`.
    pub idempotency_key_characters: u32,
    /// Hours for which the answer under an `Idempotency-Key` is kept.
    pub idempotency_key_hours: u32,
    /// What values hold.
    pub values: ValueLimits,
    /// How often one may try to sign in, and what one gets then.
    pub sign_in: SignInLimits,
    /// What a published count must reach to be shown.
    pub suppression: SuppressionFloors,
}

/// What a published count of completers, hires, employment or skill gains must reach to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct SuppressionFloors {
    /// People, at least.
    pub people: u32,
    /// Employers, at least, where a count tells of employers too.
    pub employers: u32,
    /// The share of one employer, in percent, from which on a count is hidden.
    pub dominance_percent: u32,
}

/// What values hold, at most.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct ValueLimits {
    /// Characters of a name or title.
    pub name_characters: u32,
    /// Characters of a line of text.
    pub line_characters: u32,
    /// Characters of a longer text.
    pub text_characters: u32,
    /// Characters of an e-mail address.
    pub email_characters: u32,
    /// Entries of any list; some take fewer.
    pub list_entries: u32,
    /// The lists that take fewer.
    pub lists: Vec<ListLimit>,
    /// Levels that `and`, `or` and `not` of a filter nest.
    pub filter_levels: u32,
    /// Conditions of a filter.
    pub filter_conditions: u32,
    /// Characters of a text in a filter.
    pub filter_characters: u32,
    /// Characters of another system's identifier in a filter.
    pub filter_reference_characters: u32,
    /// Words of a search.
    pub search_words: u32,
}

/// A list that takes few entries.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct ListLimit {
    /// Where it stands: a kind of record or a root field, and its field or argument, such as `Employer.tags`.
    pub list: &'static str,
    /// Entries, at most.
    pub entries: u32,
}

/// How often one may try to sign in, and what one gets then.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct SignInLimits {
    /// Failures in a row with one e-mail address that make it wait.
    pub failures: u32,
    /// Seconds of the first wait; each further one is twice as long.
    pub first_wait_seconds: u32,
    /// Seconds of the longest wait.
    pub longest_wait_seconds: u32,
    /// Failures from one network before it must wait.
    pub network_failures: u32,
    /// Seconds until a network that failed too often may try once more.
    pub network_wait_seconds: u32,
    /// Characters a new password has at least.
    pub password_characters_least: u32,
    /// Characters of a password.
    pub password_characters: u32,
    /// Sessions of a user; one more ends the oldest.
    pub sessions: u32,
    /// Days until an API token ends.
    pub token_days: u32,
}
