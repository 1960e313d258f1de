//! Who may do what: every verb, the one table of grants, and the filter that lists, counts, search and timelines share.
//!
//! [`crate::actor::Actor::may`] is the first statement of every operation; [`visible_shared`] and its siblings are in every read, in SQL, before
//! paging. Both read [`GRANTS`]; there is no third way. A record that is not visible is `NOT_FOUND`; one that is visible and
//! not permitted is `FORBIDDEN`. Fields of a visible record that a person may not read are null.

use entities::{
    confidentiality::Confidentiality, engagement::EngagementVisibility, ids::AgencyId, user_account::UserRole,
};
use sea_orm::{ColumnTrait, Condition};

use crate::actor::Actor;

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
    /// See the mail log: admins all letters, everybody else those to themselves, those about meetings and those sent by hand.
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
    AgencyCreate, AgencyRead, AgencyTrash, AgencyUpdate, AuditRead, CharterReport, CharterUpdate, CodeImport,
    CodeRead, CommitmentManage, ContactRead, ContactTrash, ContactUpdate, ContributionRead,
    ContributionRecord, CredentialManage, CredentialRead, DataExport, EmployerCreate, EmployerRead,
    EmployerReadIdentifiers, EmployerTrash, EmployerUpdate, EngagementLog, EngagementRead, IdentifierManage,
    ImportRead, ImportRun, MailManage, MailPreferenceUpdate, MailRead, MailReadAddresses, MeetingManage,
    MeetingRead, PartnershipCreate, PartnershipRead, PartnershipTrash, PartnershipUpdate, ProgramUpdate,
    QuestionnaireManage, RecommendationAnswer, RecommendationRead, RecommendationRecord, RoleTypeManage,
    TaskManage, TaskRead, TokenManage, UserManage, UserRead,
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

/// The rows of a table that the network shares which the actor may see by `action`: whoever may read one may read all.
///
/// This and its siblings are in every read, count and search. What they answer is narrowed by `.add`, never widened: an
/// empty `Condition::any()` is `FALSE` only until something is added to it.
pub fn visible_shared(actor: &Actor, action: Action) -> Condition {
    match actor.scope(action) {
        Some(Scope::Network | Scope::All) => Condition::all(),
        Some(Scope::Own) | None => nothing(),
    }
}

/// Sees nothing, whatever is added.
fn nothing() -> Condition {
    Condition::all().add(Condition::any())
}

/// The rows of a table whose rows belong to the agency in a column which the actor may see by `action`.
pub fn visible_owned(actor: &Actor, action: Action, agency: impl ColumnTrait) -> Condition {
    match (actor.scope(action), actor.user()) {
        (Some(Scope::Network | Scope::All), _) => Condition::all(),
        (Some(Scope::Own), Some(user)) => Condition::all().add(agency.eq(user.agency_id)),
        _ => nothing(),
    }
}

/// The rows of a table whose rows belong to the person in a column which the actor may see by `action`: with less than
/// everything these are the person's own, not the agency's.
pub fn visible_personal(actor: &Actor, action: Action, person: impl ColumnTrait) -> Condition {
    match (actor.scope(action), actor.user()) {
        (Some(Scope::All), _) => Condition::all(),
        (Some(_), Some(user)) => Condition::all().add(person.eq(user.id)),
        _ => nothing(),
    }
}

/// The rows of [`visible_personal`], and those that are `shared` with whoever may do the other action in the network.
pub fn visible_personal_or(
    actor: &Actor,
    action: Action,
    person: impl ColumnTrait,
    (other, shared): (Action, Condition),
) -> Condition {
    if actor.scope(action).is_none() {
        return nothing();
    }
    let any = Condition::any()
        .add(visible_personal(actor, action, person))
        .add(shared.add(visible_shared(actor, other)));
    // Within "all", so that what is added narrows it.
    Condition::all().add(any)
}

/// The rows of a table whose rows say by themselves who may see them (columns: visibility, agency, author).
pub fn visible_labelled<C: ColumnTrait>(
    actor: &Actor,
    action: Action,
    [visibility, agency, author]: [C; 3],
) -> Condition {
    let user = match (actor.scope(action), actor.user()) {
        (Some(Scope::All), _) => return Condition::all(),
        (Some(_), Some(user)) => user,
        _ => return nothing(),
    };
    let is = |label: EngagementVisibility| Condition::all().add(visibility.eq(label));
    Condition::all().add(
        Condition::any()
            .add(is(EngagementVisibility::Network))
            .add(is(EngagementVisibility::Agency).add(agency.eq(user.agency_id)))
            .add(is(EngagementVisibility::Restricted).add(author.eq(user.id))),
    )
}

/// Labels of identifiers that everybody who sees employers may read.
const OPEN_LABELS: [Confidentiality; 2] = [Confidentiality::Public, Confidentiality::Network];

/// Whether everybody who sees employers may read an identifier with this label.
pub fn is_open(label: Confidentiality) -> bool {
    OPEN_LABELS.contains(&label)
}

/// The identifiers of employers that the actor may see (columns: confidentiality, agency): the open ones with the employer
/// itself, the others as far as [`EmployerReadIdentifiers`] reaches from the agency that recorded them.
pub fn visible_identifiers<C: ColumnTrait>(actor: &Actor, [label, agency]: [C; 2]) -> Condition {
    match (actor.scope(EmployerRead), actor.scope(EmployerReadIdentifiers)) {
        (None | Some(Own), _) => nothing(),
        (_, Some(Network | All)) => Condition::all(),
        (_, Some(Own) | None) => {
            Condition::all().add(Condition::any().add(label.is_in(OPEN_LABELS)).add(visible_owned(
                actor,
                EmployerReadIdentifiers,
                agency,
            )))
        }
    }
}

#[cfg(test)]
mod tests {
    use entities::agency;
    use sea_orm::{DbBackend, EntityTrait, QueryFilter, QueryTrait};

    use super::*;

    #[test]
    fn every_verb_stands_in_the_table_once() {
        let named: Vec<_> = GRANTS.iter().map(|(action, _)| *action).collect();
        assert_eq!(named, Action::ALL);
    }
    #[test]
    fn what_nobody_may_see_stays_unseen_when_a_filter_is_added() {
        use entities::{agency::Column as A, engagement::Column as E};
        let nobody = Actor::Anonymous;
        let labels = [E::Visibility, E::AgencyId, E::UserId];
        for seen in [
            visible_shared(&nobody, AgencyRead),
            visible_owned(&nobody, ContributionRead, E::AgencyId),
            visible_personal(&nobody, TokenManage, E::UserId),
            visible_labelled(&nobody, EngagementRead, labels),
            visible_identifiers(&nobody, [E::Visibility, E::AgencyId]),
        ] {
            let select = agency::Entity::find().filter(seen.add(A::Name.eq("Acme")));
            let sql = select.build(DbBackend::Sqlite).to_string();
            assert!(
                sql.ends_with("WHERE FALSE AND \"agency\".\"name\" = 'Acme'"),
                "{sql}"
            );
        }
    }
}
