//! Who may do what: every verb, the one table of grants, and the filter that lists, counts, search and timelines share.
//!
//! [`crate::actor::Actor::may`] is the first statement of every operation; [`visible_shared`] and its siblings are in every read,
//! in SQL, before paging. Both read [`GRANTS`]; there is no third way. A record that is not visible is `NOT_FOUND`; one that is
//! visible and not permitted is `FORBIDDEN`. Fields of a visible record that a person may not read are null.

mod visible;

use entities::{ids::AgencyId, user_account::UserRole};

pub use visible::{
    CLOSED, is_open, visible_audit, visible_identifiers, visible_labelled, visible_owned, visible_personal,
    visible_personal_or, visible_shared, visible_uploaders,
};

/// How far a permission reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// Rows of the actor's agency.
    Own,
    /// What the agencies share.
    Network,
    /// Everything.
    All,
}

/// To whom the record at hand belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// To the network: employers, contacts and partnerships are owned by no agency.
    Network,
    /// To an agency.
    Agency(AgencyId),
}

macro_rules! actions {
    ($($(#[doc = $doc:literal])+ $name:ident),+ $(,)?) => {
        /// The verbs of Guildhall. A new operation starts here.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action { $($(#[doc = $doc])+ $name),+ }

        impl Action {
            /// Every verb, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The verb's name, as tokens list it and the audit shows it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => stringify!($name)),+ }
            }

            /// The verb of that name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|action| action.name() == name)
            }
        }
    };
}

actions! {
    /// See agencies and programs.
    AgencyRead,
    /// Add an agency.
    AgencyCreate,
    /// Change an agency.
    AgencyUpdate,
    /// Put an agency into the trash and take it out.
    AgencyTrash,
    /// See who works where.
    UserRead,
    /// Add users, change their role, end their access.
    UserManage,
    /// Make and revoke API tokens.
    TokenManage,
    /// See the mail log: admins all letters, everybody else those to themselves, those about meetings and those sent by hand. Letters
    /// about participants are seen in their agency alone.
    MailRead,
    /// See the addresses that letters about meetings go to. The address of a letter to oneself is no secret.
    MailReadAddresses,
    /// Send letters of the mail log now, and call them off.
    MailManage,
    /// Say when and how oneself or a contact is reminded, and which mail the person gets again.
    MailPreferenceUpdate,
    /// See employers and establishments.
    EmployerRead,
    /// See an employer's restricted identifiers, such as its FEIN.
    EmployerReadIdentifiers,
    /// Add an employer.
    EmployerCreate,
    /// Change an employer, its establishments, tags and account team.
    EmployerUpdate,
    /// Put an employer or establishment into the trash and take it out.
    EmployerTrash,
    /// Record or end an employer's identifiers.
    IdentifierManage,
    /// See contacts and their affiliations.
    ContactRead,
    /// Add and change contacts and affiliations, and put an affiliation into the trash and take it out.
    ContactUpdate,
    /// Put a contact into the trash and take it out.
    ContactTrash,
    /// See partnerships, memberships and roles.
    PartnershipRead,
    /// Add a partnership.
    PartnershipCreate,
    /// Change a partnership, its conveners, members and representatives.
    PartnershipUpdate,
    /// Put a partnership into the trash and take it out.
    PartnershipTrash,
    /// Change a partnership's charter: statements and goals.
    CharterUpdate,
    /// Note how far what a charter says has come.
    CharterReport,
    /// Propose and advance the roles members commit to.
    CommitmentManage,
    /// Change the lists of role types, sectors and topics.
    RoleTypeManage,
    /// See the advice that employers and boards gave, and what became of it.
    RecommendationRead,
    /// Record and correct advice.
    RecommendationRecord,
    /// Decide about advice, put it into practice and report back; put it into the trash and take it out.
    RecommendationAnswer,
    /// See tasks.
    TaskRead,
    /// Add, change and close tasks.
    TaskManage,
    /// Change the list of questionnaires.
    QuestionnaireManage,
    /// See contributions.
    ContributionRead,
    /// Record and change contributions.
    ContributionRecord,
    /// See engagements, each as far as its own visibility allows.
    EngagementRead,
    /// Log and change engagements.
    EngagementLog,
    /// See meetings, who is invited to them and who came, and letters that are drafted.
    MeetingRead,
    /// Schedule, move, cancel and hold meetings, say who is invited and who came, and send letters that are drafted.
    MeetingManage,
    /// Add and change programs.
    ProgramUpdate,
    /// See credentials, which of them lead to which, and lists of competencies.
    CredentialRead,
    /// Add and change credentials and lists of competencies, and put them into the trash and take them out.
    CredentialManage,
    /// See what employers affirm: which credentials and competencies they require, prefer or do not value.
    AffirmationRead,
    /// Record and correct affirmations.
    AffirmationRecord,
    /// Say what counts for which level of the ladder of employer engagement.
    EngagementLevelManage,
    /// See pathway maps.
    PathwayRead,
    /// Draw a pathway map for an agency, and give a map to one.
    PathwayCreate,
    /// Change pathway maps and note which employers stand behind them.
    PathwayManage,
    /// See openings and forecasts, each as far as its own visibility allows.
    OpeningRead,
    /// Record and change openings and forecasts.
    OpeningRecord,
    /// See completers, their referrals, hires, employment and skill gains: those that one's own agency serves, whatever the role.
    CompleterRead,
    /// Record completers and move their referrals.
    CompleterRecord,
    /// Record hires and who employed a completer in the second and fourth quarter after exit.
    HireRecord,
    /// Record measurable skill gains, and ask employers to attest them.
    SkillGainRecord,
    /// See counts of completers, hires, retention and skill gains, of which those that are too small are hidden.
    OutcomeRead,
    /// Publish outcomes between two dates of publication.
    OutcomePublish,
    /// See the evidence file of a program.
    EvidenceRead,
    /// Keep an evidence file as it stands.
    EvidenceFreeze,
    /// Read what frozen copies of evidence files hold: some of it may be restricted or hidden by now.
    EvidenceCopyRead,
    /// See industry, occupation and program codes.
    CodeRead,
    /// Load a new edition of a code list.
    CodeImport,
    /// See imports and their row reports.
    ImportRead,
    /// Start and revert imports.
    ImportRun,
    /// Take data out as files.
    DataExport,
    /// Read the audit.
    AuditRead,
}

use Action::{
    AffirmationRead, AffirmationRecord, AgencyCreate, AgencyRead, AgencyTrash, AgencyUpdate, AuditRead,
    CharterReport, CharterUpdate, CodeImport, CodeRead, CommitmentManage, CompleterRead, CompleterRecord,
    ContactRead, ContactTrash, ContactUpdate, ContributionRead, ContributionRecord, CredentialManage,
    CredentialRead, DataExport, EmployerCreate, EmployerRead, EmployerReadIdentifiers, EmployerTrash,
    EmployerUpdate, EngagementLevelManage, EngagementLog, EngagementRead, EvidenceCopyRead, EvidenceFreeze,
    EvidenceRead, HireRecord, IdentifierManage, ImportRead, ImportRun, MailManage, MailPreferenceUpdate,
    MailRead, MailReadAddresses, MeetingManage, MeetingRead, OpeningRead, OpeningRecord, OutcomePublish,
    OutcomeRead, PartnershipCreate, PartnershipRead, PartnershipTrash, PartnershipUpdate, PathwayCreate,
    PathwayManage, PathwayRead, ProgramUpdate, QuestionnaireManage, RecommendationAnswer, RecommendationRead,
    RecommendationRecord, RoleTypeManage, SkillGainRecord, TaskManage, TaskRead, TokenManage, UserManage,
    UserRead,
};
use Scope::{All, Network, Own};
use UserRole::{Admin, Convener, Staff, Viewer};

/// The whole policy, read from top to bottom. A pair that is not here is not allowed.
#[rustfmt::skip]
pub const GRANTS: &[(Action, &[(UserRole, Scope)])] = &[
    (AgencyRead,              &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (AgencyCreate,            &[                                     (Convener, Network), (Admin, All)]),
    (AgencyUpdate,            &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (AgencyTrash,             &[                                                          (Admin, All)]),
    (UserRead,                &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (UserManage,              &[                                                          (Admin, All)]),
    (TokenManage,             &[(Viewer, Own),     (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (MailRead,                &[(Viewer, Own),     (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (MailReadAddresses,       &[                   (Staff, Network), (Convener, Network), (Admin, All)]),
    (MailManage,              &[                                                          (Admin, All)]),
    (MailPreferenceUpdate,    &[(Viewer, Own),     (Staff, Network), (Convener, Network), (Admin, All)]),
    (EmployerRead,            &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (EmployerReadIdentifiers, &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (EmployerCreate,          &[                   (Staff, Network), (Convener, Network), (Admin, All)]),
    (EmployerUpdate,          &[                   (Staff, Network), (Convener, Network), (Admin, All)]),
    (EmployerTrash,           &[                                     (Convener, Network), (Admin, All)]),
    (IdentifierManage,        &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (ContactRead,             &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (ContactUpdate,           &[                   (Staff, Network), (Convener, Network), (Admin, All)]),
    (ContactTrash,            &[                                     (Convener, Network), (Admin, All)]),
    (PartnershipRead,         &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (PartnershipCreate,       &[                                     (Convener, Network), (Admin, All)]),
    (PartnershipUpdate,       &[                                     (Convener, Network), (Admin, All)]),
    (PartnershipTrash,        &[                                     (Convener, Network), (Admin, All)]),
    (CharterUpdate,           &[                                     (Convener, Network), (Admin, All)]),
    (CharterReport,           &[                   (Staff, Network), (Convener, Network), (Admin, All)]),
    (CommitmentManage,        &[                   (Staff, Network), (Convener, Network), (Admin, All)]),
    (RoleTypeManage,          &[                                                          (Admin, All)]),
    (RecommendationRead,      &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (RecommendationRecord,    &[                   (Staff, Network), (Convener, Network), (Admin, All)]),
    (RecommendationAnswer,    &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (TaskRead,                &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (TaskManage,              &[                   (Staff, Own),     (Convener, Network), (Admin, All)]),
    (QuestionnaireManage,     &[                                                          (Admin, All)]),
    (ContributionRead,        &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (ContributionRecord,      &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (EngagementRead,          &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (EngagementLog,           &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (MeetingRead,             &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (MeetingManage,           &[                   (Staff, Own),     (Convener, Network), (Admin, All)]),
    (ProgramUpdate,           &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (CredentialRead,          &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (CredentialManage,        &[                   (Staff, Network), (Convener, Network), (Admin, All)]),
    (AffirmationRead,          &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (AffirmationRecord,        &[                   (Staff, Own),     (Convener, Network), (Admin, All)]),
    (EngagementLevelManage,    &[                                                          (Admin, All)]),
    (PathwayRead,              &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (PathwayCreate,            &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (PathwayManage,            &[                   (Staff, Network), (Convener, Network), (Admin, All)]),
    (OpeningRead,              &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (OpeningRecord,            &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (CompleterRead,            &[                   (Staff, Own),     (Convener, Own),     (Admin, Own)]),
    (CompleterRecord,          &[                   (Staff, Own),     (Convener, Own),     (Admin, Own)]),
    (HireRecord,               &[                   (Staff, Own),     (Convener, Own),     (Admin, Own)]),
    (SkillGainRecord,          &[                   (Staff, Own),     (Convener, Own),     (Admin, Own)]),
    (OutcomeRead,              &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (OutcomePublish,           &[                                                          (Admin, All)]),
    (EvidenceRead,             &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (EvidenceFreeze,           &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (EvidenceCopyRead,         &[                   (Staff, Own),     (Convener, Own),     (Admin, All)]),
    (CodeRead,                &[(Viewer, Network), (Staff, Network), (Convener, Network), (Admin, All)]),
    (CodeImport,              &[                                                          (Admin, All)]),
    (ImportRead,              &[                                     (Convener, Own),     (Admin, All)]),
    (ImportRun,               &[                                     (Convener, Own),     (Admin, All)]),
    (DataExport,              &[                   (Staff, Network), (Convener, Network), (Admin, All)]),
    (AuditRead,               &[                                                          (Admin, All)]),
];

/// How far `role` may do `action`; none when it may not.
pub fn granted(action: Action, role: UserRole) -> Option<Scope> {
    let (_, grants) = GRANTS.iter().find(|(granted, _)| *granted == action)?;
    grants
        .iter()
        .find(|(granted, _)| *granted == role)
        .map(|(_, scope)| *scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_stands_in_the_table_once() {
        let named: Vec<_> = GRANTS.iter().map(|(action, _)| *action).collect();
        assert_eq!(named, Action::ALL);
    }
}
