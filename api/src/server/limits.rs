//! The limits, gathered from where they are enforced.

use super::types::{ListLimit, ServerLimits, SignInLimits, ValueLimits};
use crate::{
    accounts::ops::{
        LONGEST_TOKEN, MOST_PASSWORD, MOST_SESSIONS, NEW_PASSWORD,
        throttle::{
            FIRST_LOCK_SECONDS, FREE_FAILURES, LONGEST_LOCK_SECONDS, NETWORK_FAILURES, NETWORK_SECONDS,
        },
    },
    action_teams, agreements,
    app::App,
    attendees,
    checks::{MOST_EMAIL, MOST_LINE, MOST_NAME, MOST_TEXT},
    completers, contacts, employers, engagements,
    error::{Error, Result},
    http::{
        graphql::DEADLINE,
        idempotency::{KEPT_HOURS, MOST_CHARACTERS},
        limits::{self, spread},
        uploads, values,
    },
    node,
    paging::{DEFAULT_ROWS, MOST_ROWS},
    partnerships, pathways, reminders,
    shared::{
        external_references::MOST_REFERENCES,
        inputs::{MOST_CONDITIONS, MOST_LEVELS},
    },
};

/// The lists that take fewer entries than any list does.
const LISTS: [(&str, usize); 19] = [
    ("ActionTeam.members", action_teams::ops::MOST_PEOPLE),
    ("Agreement.parties", agreements::ops::MOST_PARTIES),
    ("Agreement.sections", agreements::ops::MOST_SECTIONS),
    ("Contact.emails", contacts::ops::MOST_POINTS),
    ("Contact.phones", contacts::ops::MOST_POINTS),
    ("Employer.tags", employers::ops::MOST_TAGS),
    ("Engagement.contacts", engagements::ops::MOST_PARTICIPANTS),
    ("Engagement.users", engagements::ops::MOST_PARTICIPANTS),
    ("Meeting.reminderRules", reminders::ops::MOST_RULES),
    ("Partnership.naicsPrefixes", partnerships::ops::MOST_PREFIXES),
    ("Partnership.reminderRules", reminders::ops::MOST_RULES),
    ("PathwayEdge.credentials", pathways::ops::MOST_OF_EDGE),
    ("PathwayEdge.programs", pathways::ops::MOST_OF_EDGE),
    ("PathwayMap.edges", pathways::ops::MOST_EDGES),
    ("PathwayMap.steps", pathways::ops::MOST_STEPS),
    ("attendeesInvite", attendees::ops::MOST_INVITED),
    ("completersRecord", completers::ops::MOST_AT_ONCE),
    ("externalReferences", MOST_REFERENCES),
    ("nodes.ids", node::MOST_IDS),
];

/// All of them.
///
/// # Errors
/// When one is no 32-bit number.
pub(super) fn all(app: &App) -> Result<ServerLimits> {
    let rates = &app.rates;
    Ok(ServerLimits {
        cost: limits::MOST_COST,
        depth: limits::MOST_DEPTH,
        fragment_depth: spread::MOST_LEVELS,
        aliases: number(limits::MOST_ALIASES)?,
        mutations: number(limits::MOST_MUTATIONS)?,
        fields: limits::MOST_FIELDS,
        document_fields: spread::MOST_TOGETHER,
        introspection_lists: limits::MOST_INTROSPECTION_LISTS,
        document_bytes: number(limits::MOST_DOCUMENT_BYTES)?,
        body_bytes: number(limits::MOST_BODY_BYTES)?,
        upload_bytes: number(uploads::MOST_BYTES)?,
        operation_seconds: number(DEADLINE.as_secs())?,
        page_rows: MOST_ROWS,
        page_rows_default: DEFAULT_ROWS,
        rate_points_per_second: rates.restore_rate(),
        rate_points: rates.full(),
        idempotency_key_characters: number(MOST_CHARACTERS)?,
        idempotency_key_hours: number(KEPT_HOURS)?,
        values: of_values()?,
        sign_in: of_sign_in()?,
        suppression: app.config.floors.into(),
    })
}

fn of_values() -> Result<ValueLimits> {
    let lists = LISTS.iter().map(|(list, entries)| {
        Ok(ListLimit {
            list,
            entries: number(*entries)?,
        })
    });
    Ok(ValueLimits {
        name_characters: number(MOST_NAME)?,
        line_characters: number(MOST_LINE)?,
        text_characters: number(MOST_TEXT)?,
        email_characters: number(MOST_EMAIL)?,
        list_entries: number(values::MOST_VALUES)?,
        lists: lists.collect::<Result<_>>()?,
        filter_levels: number(MOST_LEVELS)?,
        filter_conditions: number(MOST_CONDITIONS)?,
        filter_characters: number(values::MOST_TEXT)?,
        filter_reference_characters: number(values::MOST_REFERENCE)?,
        search_words: number(values::MOST_WORDS)?,
    })
}

fn of_sign_in() -> Result<SignInLimits> {
    Ok(SignInLimits {
        failures: number(FREE_FAILURES)?,
        first_wait_seconds: number(FIRST_LOCK_SECONDS)?,
        longest_wait_seconds: number(LONGEST_LOCK_SECONDS)?,
        network_failures: NETWORK_FAILURES,
        network_wait_seconds: NETWORK_SECONDS,
        password_characters_least: number(NEW_PASSWORD)?,
        password_characters: number(MOST_PASSWORD)?,
        sessions: number(MOST_SESSIONS)?,
        token_days: number(LONGEST_TOKEN.num_days())?,
    })
}

fn number<N>(limit: N) -> Result<u32>
where
    u32: TryFrom<N, Error: std::error::Error + Send + Sync + 'static>,
{
    u32::try_from(limit).map_err(Error::internal)
}
