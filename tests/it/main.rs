//! Guildhall from outside: one test binary, so that it is linked once.

/// Accounts: users, sign-in, sessions, API tokens.
mod accounts;
/// Affirmations: what employers say of credentials and competencies, how it stands, and what it counts for.
mod affirmations;
/// Agencies: create, change, list, trash.
mod agencies;
/// Agreements: parties, sections, signatures, what falls due.
mod agreements;
/// The lists of meetings: who is invited, who came.
mod attendees;
/// Reading the audit.
mod audit;
/// Boards: their rules, and the report of what is broken.
mod boards;
/// Calendars: entries of meetings through their life, and feeds.
mod calendar;
/// Charters: vision, mission, strategies, and what a partnership was for on a day.
mod charters;
/// Check-ups: questionnaires, answers, and their trend.
mod checkups;
/// The command line: the real program, started, stopped and misused.
mod cli;
/// Code lists: load, search, roll up.
mod codes;
/// Cohorts of programs: add, change, trash.
mod cohorts;
/// Competencies: lists, editions.
mod competencies;
/// Completers: record, change, list, trash, and who sees them.
mod completers;
/// People and where they work: who was there in March.
mod contacts;
/// Contributions: record, change, list, total, trash.
mod contributions;
/// Credentials: add, change, list, which leads to which.
mod credentials;
/// The demand for programs: figures and the gap.
mod demand;
/// The demo.
mod demo;
/// Digests: one letter in the morning, neither lost nor doubled.
mod digests;
/// Letters that are drafted for people to send.
mod drafts;
/// Employers: create, change, list, trash.
mod employers;
/// The ladder of employer engagement: levels, reasons, decay.
mod engagement_levels;
/// The engagement log: who was in touch, who may read it, when an employer was last in touch.
mod engagements;
/// Establishments: create, change, close, list, trash; external references.
mod establishments;
/// Evidence files of programs, and frozen copies.
mod evidence;
/// Exports: what goes out, to whom, and in again.
mod exports;
/// Goals: adopt, reword, complete, drop, list.
mod goals;
/// Hires, and employment in the second and fourth quarter after exit.
mod hires;
/// The HTTP door.
mod http;
/// Identifiers: record, change, end, and who sees which.
mod identifiers;
/// Imports: run, revert, in the background, real files.
mod imports;
/// Signed links in letters.
mod links;
/// Mail: the outbox, the worker, letters, failures.
mod mail;
/// When and how people want to be reminded: quiet hours, weekends, their own zone, digests.
mod mail_preferences;
/// Meetings: schedule, move, cancel, list.
mod meetings;
/// Memberships and the people who speak for members.
mod memberships;
/// The schema's history.
mod migrations;
/// Records of any kind by their ids.
mod node;
/// Openings and forecasts of employers.
mod openings;
/// Outcomes: counts of completers, hires, employment and skill gains, and what is hidden of them.
mod outcomes;
/// The pages: choose a password, errors.
mod pages;
/// Partnerships: create, change, conveners, lists.
mod partnerships;
/// Pathway maps: steps, edges, who stands behind them, and the picture.
mod pathways;
/// Personal data: refused wherever people write.
mod personal_data;
/// Who may do what.
mod policy;
/// Priorities: champions, action teams, quick wins, indicators.
mod priorities;
/// Programs: create, change, list, trash.
mod programs;
/// Advice: recorded, decided, implemented, reported back.
mod recommendations;
/// Referrals of completers: their stages, and the hire.
mod referrals;
/// Reminders of meetings: planned, moved, cancelled, and the rules about them.
mod reminders;
/// Responsibilities: who takes which part, and what nobody leads.
mod responsibilities;
/// Roles: the list of them, and who commits to which.
mod roles;
/// The public contract.
mod schema;
/// The list of sectors.
mod sectors;
/// Series of meetings: start, extend, end.
mod series;
/// Measurable skill gains: record, change, list, attest by a link.
mod skill_gains;
/// From advice to hires, from an imported region to an evidence file.
mod story;
/// Successions of employers: record, change, remove.
mod successions;
/// What the tests stand on: databases, settings, people who ask.
mod support;
/// Decisions and actions: add, change, close, list.
mod tasks;
/// What Cargo cannot check about the house.
mod tidy;
/// What happened with an employer, as one list.
mod timeline;
/// The list of topics.
mod topics;
