//! Identifiers as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::employer_identifier;
use futures_util::future::BoxFuture;

use super::formats;
use crate::{
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    audit::FieldChange,
    employers::{loaders::EmployerOf, types::Employer},
    error::{Result, UserError},
    establishments::{loaders::EstablishmentOf, types::Establishment},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::types::RecordPermissions,
};

/// Who issues a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::employer_identifier::IdentifierSystem")]
pub enum IdentifierSystem {
    /// Federal employer identification number: nine digits. A firm may have several.
    Fein,
    /// Unemployment-insurance account of a state.
    StateUiAccount,
    /// Unique entity identifier of SAM.gov: twelve characters.
    Uei,
    /// Legal entity identifier (ISO 17442): twenty characters, two of them check digits.
    Lei,
    /// Central index key of the Securities and Exchange Commission: ten digits.
    Cik,
    /// Dun & Bradstreet number: nine digits.
    Duns,
    /// Reporting unit within a state UI account, as the Quarterly Census of Employment and Wages numbers it: five digits.
    QcewReportingUnit,
}

/// Who may read a record or field, from everybody to people under an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::confidentiality::Confidentiality")]
pub enum Confidentiality {
    /// Anyone.
    Public,
    /// All partner agencies.
    Network,
    /// The agency that recorded it.
    Agency,
    /// Named roles of that agency: confidential business information.
    Restricted,
    /// From a state unemployment-insurance file (20 CFR 603): the agency that recorded it, under its agreement.
    UcConfidential,
    /// From education records (34 CFR 99): the agency that recorded it, under its agreement.
    Ferpa,
}

/// An identifier.
#[derive(Clone)]
pub struct EmployerIdentifier {
    row: employer_identifier::Model,
    employer: Related<EmployerOf>,
    establishment: Related<EstablishmentOf>,
    agency: Related<AgencyOf>,
}

impl EmployerIdentifier {
    /// The identifier of a row.
    pub fn new(row: employer_identifier::Model) -> Self {
        Self {
            row,
            employer: Related::default(),
            establishment: Related::default(),
            agency: Related::default(),
        }
    }
}

impl Fill for EmployerIdentifier {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let nodes = nodes.as_mut_slice();
            prefetch::one(
                cx,
                nodes,
                selection,
                "employer",
                |node| Some(node.row.employer_id),
                |node| &mut node.employer,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "establishment",
                |node| node.row.establishment_id,
                |node| &mut node.establishment,
            )
            .await?;
            prefetch::one(
                cx,
                nodes,
                selection,
                "agency",
                |node| Some(node.row.agency_id),
                |node| &mut node.agency,
            )
            .await
        })
    }
}

/// A number by which another system knows an employer or one of its establishments, with the time it is good for.
#[Object]
impl EmployerIdentifier {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The employer it names.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        let employer = self.employer.get(ctx, self.row.employer_id, ());
        employer.await.transpose()
    }

    /// The one establishment it names; null when it names the whole employer.
    async fn establishment(&self, ctx: &Context<'_>) -> Option<Result<Arc<Establishment>>> {
        let establishment = self.establishment.get(ctx, self.row.establishment_id?, ());
        establishment.await.transpose()
    }

    /// Who issued it.
    async fn system(&self) -> IdentifierSystem {
        self.row.system.into()
    }

    /// The number as people write it: a FEIN as `12-3456789`.
    async fn value(&self) -> String {
        formats::shown(self.row.system, &self.row.value)
    }

    /// The first day it is good; null when unknown.
    async fn from_on(&self) -> Option<Date> {
        self.row.from_on.map(Date)
    }

    /// The last day it is good; null while it is good.
    async fn to_on(&self) -> Option<Date> {
        self.row.to_on.map(Date)
    }

    /// Who may read it.
    async fn confidentiality(&self) -> Confidentiality {
        self.row.confidentiality.into()
    }

    /// The agency that recorded it.
    async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
        self.agency.get(ctx, self.row.agency_id, ()).await.transpose()
    }

    /// When it was recorded.
    async fn created_at(&self) -> Instant {
        Instant(self.row.created_at)
    }

    /// When it was last changed.
    async fn updated_at(&self) -> Instant {
        Instant(self.row.updated_at)
    }

    /// Counts its changes: hand it back with an update, so that nobody's work is overwritten.
    async fn version(&self) -> i32 {
        self.row.version
    }

    /// What you may do with it. Identifiers end; they have no trash.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let (manage, agency) = (Action::IdentifierManage, Some(self.row.agency_id));
        let permissions = RecordPermissions::of(Cx::of(ctx)?, manage, manage, agency);
        Ok(RecordPermissions {
            can_trash: false,
            ..permissions
        })
    }
}

/// What became of recording an identifier.
#[derive(SimpleObject)]
pub struct IdentifierRecordPayload {
    /// The new identifier; null when nothing was recorded.
    pub identifier: Option<EmployerIdentifier>,
    /// Live employers with this number, as far as you may see their numbers, when that is why nothing was recorded. Send
    /// `allowDuplicates: true` to insist.
    pub candidates: Vec<Employer>,
    /// What to mend; empty when it was recorded.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an identifier.
#[derive(SimpleObject)]
pub struct IdentifierUpdatePayload {
    /// The identifier as stored now; after a `CONFLICT` as somebody else left it.
    pub identifier: Option<EmployerIdentifier>,
    /// The fields that changed; numbers are named and not repeated.
    pub changes: Vec<FieldChange>,
    /// Live employers with this number, when that is why nothing was changed. Send `allowDuplicates: true` to insist.
    pub candidates: Vec<Employer>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of ending an identifier.
#[derive(SimpleObject)]
pub struct IdentifierEndPayload {
    /// The identifier as stored now.
    pub identifier: Option<EmployerIdentifier>,
    /// What to mend; empty when it has ended.
    pub user_errors: Vec<UserError>,
}
