//! Guildhall's rules, GraphQL, HTTP and command line: a library, and the one binary `guildhall`.
//!
//! A request goes from [`http`] through [`schema`] to a feature's `query` or `mutation`, from there to its `ops` (rules) or
//! `reads` (selects), and so to [`db`], [`policy`] and [`audit`].

// The future of a request holds those of every feature below each other; with some twenty features their types are deeper
// than the compiler's 128.
#![recursion_limit = "512"]

pub mod accounts;
pub mod action_teams;
pub mod actor;
pub mod agencies;
pub mod agreement_reminders;
pub mod agreements;
pub mod app;
pub mod attendees;
pub mod audit;
pub mod boards;
pub mod calendar;
pub mod charters;
pub mod checks;
pub mod checkups;
pub mod cli;
pub mod clock;
pub mod codes;
pub mod cohorts;
pub mod competencies;
pub mod config;
pub mod contacts;
pub mod contributions;
pub mod credentials;
pub mod db;
pub mod demand;
pub mod demo;
pub mod digests;
pub mod drafts;
pub mod employers;
pub mod engagements;
pub mod error;
pub mod establishments;
pub mod exports;
pub mod goals;
pub mod http;
pub mod identifiers;
pub mod imports;
pub mod indicators;
pub mod invitations;
pub mod jobs;
pub mod links;
pub mod mail;
pub mod mail_preferences;
pub mod meetings;
pub mod memberships;
pub mod node;
pub mod opt_outs;
pub mod paging;
pub mod partnerships;
pub mod pathways;
pub mod payload;
pub mod personal;
pub mod policy;
pub mod prefetch;
pub mod priorities;
pub mod private;
pub mod programs;
pub mod questionnaires;
pub mod quick_wins;
pub mod recommendations;
pub mod record;
pub mod reminders;
pub mod responsibilities;
pub mod roles;
pub mod scalars;
pub mod schema;
pub mod sectors;
pub mod series;
pub mod serve;
pub mod server;
pub mod shared;
pub mod startup;
pub mod successions;
pub mod tasks;
pub mod text;
pub mod timeline;
pub mod topics;
