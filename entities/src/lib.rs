//! Guildhall's tables as Rust types: one file a table, with the enums its columns hold.
//!
//! - Rows are plain data. Rules, SQL and GraphQL live in the `api` crate; schema history lives in
//!   `migration`, and a test compares the columns declared here with the database's.
//! - There are no relation fields: reads are flat statements that the caller composes.
//! - Ids are typed ([`ids`]); money is integer cents ([`values::Money`]).
//! - Times are UTC, set by the application and cut to whole microseconds; days are plain dates.
//! - Enums are stored as the text that GraphQL shows. `sea_orm::Iterable` lists their values,
//!   `sea_orm::ActiveEnum::to_value` gives the text.
//! - Columns named `*_search` hold folded text (accents removed, lower case) for comparisons;
//!   columns named `*_sort` or `sort_*` are never NULL, so that pages can be ordered by them.

#![expect(
    clippy::disallowed_methods,
    reason = "the builders that `sea_orm::model` generates begin transactions; Guildhall does not use them"
)]

pub mod account_link;
pub mod action_team;
pub mod action_team_member;
pub mod affiliation;
pub mod affirmation;
pub mod affirmation_rejection;
pub mod agency;
pub mod agreement;
pub mod agreement_party;
pub mod agreement_reminder;
pub mod agreement_section;
pub mod api_token;
pub mod attendee;
pub mod audit_entry;
pub mod board_rules;
pub mod calendar_feed;
pub mod charter_statement;
pub mod checkup;
pub mod checkup_answer;
pub mod code;
pub mod code_crosswalk;
pub mod code_list;
pub mod cohort;
pub mod competency;
pub mod competency_edition;
pub mod competency_list;
pub mod completer;
pub mod confidentiality;
pub mod contact;
pub mod contact_point;
pub mod contribution;
pub mod credential;
pub mod credential_stack;
pub mod demand_figure;
pub mod employer;
pub mod employer_identifier;
pub mod employer_succession;
pub mod employer_tag;
pub mod employment;
pub mod engagement;
pub mod engagement_participant;
pub mod establishment;
pub mod evidence_file;
pub mod external_reference;
pub mod goal;
pub mod goal_progress;
pub mod goal_wording;
pub mod hire;
pub mod idempotency_key;
pub mod ids;
pub mod import_batch;
pub mod import_file;
pub mod import_row;
pub mod job;
pub mod known_browser;
pub mod ladder_evidence_kind;
pub mod letter_draft;
pub mod mail_address;
pub mod mail_attempt;
pub mod mail_opt_out;
pub mod mail_preference;
pub mod meeting;
pub mod meeting_series;
pub mod membership;
pub mod opening;
pub mod opening_requirement;
pub mod outbox_message;
pub mod outcome_publication;
pub mod partnership;
pub mod partnership_convener;
pub mod partnership_naics;
pub mod partnership_sector;
pub mod pathway_edge;
pub mod pathway_edge_credential;
pub mod pathway_edge_program;
pub mod pathway_map;
pub mod pathway_step;
pub mod pathway_validation;
pub mod priority;
pub mod priority_champion;
pub mod program;
pub mod program_checklist;
pub mod program_credential;
pub mod program_occupation;
pub mod question;
pub mod questionnaire;
pub mod quick_win;
pub mod recommendation;
pub mod recommendation_step;
pub mod referral;
pub mod referral_step;
pub mod reminder_instance;
pub mod reminder_rule;
pub mod representative;
pub mod responsibility;
pub mod responsibility_assignment;
pub mod role_commitment;
pub mod role_type;
pub mod sector;
pub mod server_secret;
pub mod session;
pub mod sign_in_attempt;
pub mod skill_gain;
pub mod skill_gain_answer;
pub mod subject_type;
pub mod task;
pub mod topic;
pub mod user_account;
pub mod values;
