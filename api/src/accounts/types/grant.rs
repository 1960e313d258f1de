//! The actions an API token may be granted: the policy's own list, as GraphQL shows it.

use async_graphql::Enum;

/// An action of the policy: what a role permits and what an API token may be granted. The list may grow; a token keeps to
/// the actions it was made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "crate::policy::Action")]
pub enum Grant {
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

#[cfg(test)]
mod tests {
    use async_graphql::resolver_utils::EnumType as _;

    use super::*;
    use crate::policy::Action;

    #[test]
    fn grants_are_the_actions_of_the_policy_in_their_order() {
        let grants: Vec<String> = Grant::items()
            .iter()
            .map(|item| item.name.replace('_', "").to_lowercase())
            .collect();
        let actions: Vec<String> = Action::ALL
            .iter()
            .map(|action| action.name().to_lowercase())
            .collect();
        assert_eq!(grants, actions);
    }

    #[test]
    fn a_grant_is_described_as_the_policy_describes_its_action() {
        let list = |text: &str| -> Vec<String> {
            let lines = text.lines().map(|line| line.trim().to_owned());
            let from_first = lines.skip_while(|line| line != "/// See agencies and programs.");
            from_first.take_while(|line| line != "}").collect()
        };
        assert_eq!(
            list(include_str!("grant.rs")),
            list(include_str!("../../policy.rs"))
        );
    }
}
