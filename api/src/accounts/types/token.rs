//! API tokens and what they allow.

use async_graphql::{Enum, ID, Object, SimpleObject};
use entities::api_token;

use crate::{error::UserError, policy::Action, scalars::Instant};

/// An action that a token may allow, each still subject to the role of the token's user.
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
    /// Add and change contacts and affiliations.
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
    /// Propose and advance the roles members commit to.
    CommitmentManage,
    /// Change the list of role types and sectors.
    RoleTypeManage,
    /// See contributions.
    ContributionRead,
    /// Record and change contributions.
    ContributionRecord,
    /// See engagements, each as far as its own visibility allows.
    EngagementRead,
    /// Log and change engagements.
    EngagementLog,
    /// Add and change programs.
    ProgramUpdate,
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

/// An API token. Its secret is shown once, when it is made.
pub struct ApiToken(api_token::Model);

impl ApiToken {
    /// The token of a row.
    pub fn new(row: api_token::Model) -> Self {
        Self(row)
    }
}

/// A key by which a program asks in a user's name.
#[Object]
impl ApiToken {
    /// The id.
    async fn id(&self) -> ID {
        self.0.id.into()
    }

    /// What it is for.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The last four characters of its secret.
    async fn hint(&self) -> &str {
        &self.0.token_hint
    }

    /// The actions it allows.
    async fn grants(&self) -> Vec<Grant> {
        let names = self.0.grants.as_array().into_iter().flatten();
        let names = names.filter_map(|name| name.as_str());
        names.filter_map(Action::from_name).map(Into::into).collect()
    }

    /// When it was made.
    async fn created_at(&self) -> Instant {
        Instant(self.0.created_at)
    }

    /// When it ends.
    async fn expires_at(&self) -> Instant {
        Instant(self.0.expires_at)
    }

    /// When it was last used, within five minutes; null when it never was.
    async fn last_used_at(&self) -> Option<Instant> {
        self.0.last_used_at.map(Instant)
    }

    /// When it was revoked.
    async fn revoked_at(&self) -> Option<Instant> {
        self.0.revoked_at.map(Instant)
    }
}

/// What became of making a token.
#[derive(SimpleObject)]
pub struct ApiTokenCreatePayload {
    /// The new token; null when none was made.
    pub api_token: Option<ApiToken>,
    /// Its secret, shown this once: send it as `Authorization: Bearer …`.
    pub secret: Option<String>,
    /// What to mend; empty when it was made.
    pub user_errors: Vec<UserError>,
}

/// What became of revoking a token.
#[derive(SimpleObject)]
pub struct ApiTokenRevokePayload {
    /// The token as stored now.
    pub api_token: Option<ApiToken>,
    /// What to mend; empty when it is revoked.
    pub user_errors: Vec<UserError>,
}
