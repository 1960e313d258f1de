//! Establishments as GraphQL shows them.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Object, SimpleObject};
use entities::{establishment, subject_type::SubjectType};
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    audit::FieldChange,
    codes::{
        loaders::{NaicsOf, key::CodeKey},
        types::Code,
    },
    employers::{loaders::EmployerOf, types::Employer},
    error::{Result, UserError},
    policy::Action,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::{
        external_references::Subject,
        loaders::ExternalReferencesOf,
        types::{ExternalReference, RecordPermissions},
    },
};

/// How many people work at an establishment: the nine classes of the Quarterly Census of Employment and Wages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::establishment::SizeClass")]
pub enum SizeClass {
    /// 0 to 4 employees.
    #[graphql(name = "FROM_0_TO_4")]
    From0To4,
    /// 5 to 9 employees.
    #[graphql(name = "FROM_5_TO_9")]
    From5To9,
    /// 10 to 19 employees.
    #[graphql(name = "FROM_10_TO_19")]
    From10To19,
    /// 20 to 49 employees.
    #[graphql(name = "FROM_20_TO_49")]
    From20To49,
    /// 50 to 99 employees.
    #[graphql(name = "FROM_50_TO_99")]
    From50To99,
    /// 100 to 249 employees.
    #[graphql(name = "FROM_100_TO_249")]
    From100To249,
    /// 250 to 499 employees.
    #[graphql(name = "FROM_250_TO_499")]
    From250To499,
    /// 500 to 999 employees.
    #[graphql(name = "FROM_500_TO_999")]
    From500To999,
    /// 1,000 employees and more.
    #[graphql(name = "FROM_1000")]
    From1000,
}

/// An establishment.
#[derive(Clone)]
pub struct Establishment {
    row: establishment::Model,
    employer: Related<EmployerOf>,
    naics: Related<NaicsOf>,
    external_references: Related<ExternalReferencesOf>,
}

impl Establishment {
    /// The establishment of a row.
    pub fn new(row: establishment::Model) -> Self {
        Self {
            row,
            employer: Related::default(),
            naics: Related::default(),
            external_references: Related::default(),
        }
    }

    fn naics_key(&self) -> Option<CodeKey> {
        self.row.naics_code.as_deref().map(CodeKey::new)
    }

    fn subject(&self) -> Subject {
        (SubjectType::Establishment, self.row.id.uuid())
    }
}

impl Fill for Establishment {
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
            prefetch::one(cx, nodes, selection, "naics", Self::naics_key, |node| {
                &mut node.naics
            })
            .await?;
            prefetch::all(
                cx,
                nodes,
                selection,
                "externalReferences",
                Self::subject,
                |node| &mut node.external_references,
            )
            .await
        })
    }
}

/// A worksite of an employer: usually one place with one main activity. Government counts these, not companies.
#[Object]
impl Establishment {
    /// The id.
    pub(crate) async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The employer it belongs to.
    async fn employer(&self, ctx: &Context<'_>) -> Option<Result<Arc<Employer>>> {
        self.employer.get(ctx, self.row.employer_id, ()).await.transpose()
    }

    /// The name of the site.
    async fn name(&self) -> &str {
        &self.row.name
    }

    /// Street and number.
    async fn street(&self) -> Option<&str> {
        self.row.street.as_deref()
    }

    /// The city.
    async fn city(&self) -> Option<&str> {
        self.row.city.as_deref()
    }

    /// The state or territory, two letters as the postal service writes it.
    async fn state(&self) -> Option<&str> {
        self.row.state.as_deref()
    }

    /// The ZIP or ZIP+4 code, leading zeros included.
    async fn postal_code(&self) -> Option<&str> {
        self.row.postal_code.as_deref()
    }

    /// The county: a FIPS code of five digits, leading zeros included.
    async fn county_fips(&self) -> Option<&str> {
        self.row.county_fips.as_deref()
    }

    /// The industry of this site: a NAICS 2022 code of 2 to 6 digits, or a sector such as `31-33`.
    async fn naics_code(&self) -> Option<&str> {
        self.row.naics_code.as_deref()
    }

    /// That industry as the current NAICS list names it; null where there is none, or where the list is not loaded or does
    /// not have it.
    async fn naics(&self, ctx: &Context<'_>) -> Option<Result<Arc<Code>>> {
        self.naics.get(ctx, self.naics_key()?, ()).await.transpose()
    }

    /// How many people work at the site.
    async fn size_class(&self) -> Option<SizeClass> {
        self.row.size_class.map(Into::into)
    }

    /// The first day it was open, where known.
    async fn opened_on(&self) -> Option<Date> {
        self.row.opened_on.map(Date)
    }

    /// The last day it was open; null while it is open or when unknown.
    async fn closed_on(&self) -> Option<Date> {
        self.row.closed_on.map(Date)
    }

    /// Its names in other systems, by system.
    async fn external_references(
        &self,
        ctx: &Context<'_>,
    ) -> Result<Arc<Vec<ExternalReference>>, async_graphql::Error> {
        Ok(self
            .external_references
            .get(ctx, self.subject(), ())
            .await?
            .unwrap_or_default())
    }

    /// When it was added.
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

    /// When it was put into the trash.
    async fn trashed_at(&self) -> Option<Instant> {
        self.row.trashed_at.map(Instant)
    }

    /// What you may do with it.
    async fn permissions(&self, ctx: &Context<'_>) -> Result<RecordPermissions, async_graphql::Error> {
        let cx = Cx::of(ctx)?;
        Ok(RecordPermissions::of(
            cx,
            Action::EmployerUpdate,
            Action::EmployerTrash,
            None,
        ))
    }
}

/// What became of adding an establishment.
#[derive(SimpleObject)]
pub struct EstablishmentCreatePayload {
    /// The new establishment; null when nothing was added.
    pub establishment: Option<Establishment>,
    /// What to mend; empty when it was added.
    pub user_errors: Vec<UserError>,
}

/// What became of changing an establishment.
#[derive(SimpleObject)]
pub struct EstablishmentUpdatePayload {
    /// The establishment as stored now; after a `CONFLICT` as somebody else left it.
    pub establishment: Option<Establishment>,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
    /// What to mend; empty when the change was made.
    pub user_errors: Vec<UserError>,
}

/// What became of closing an establishment.
#[derive(SimpleObject)]
pub struct EstablishmentClosePayload {
    /// The establishment as stored now.
    pub establishment: Option<Establishment>,
    /// What to mend; empty when it is closed.
    pub user_errors: Vec<UserError>,
}

/// What became of putting an establishment into the trash.
#[derive(SimpleObject)]
pub struct EstablishmentTrashPayload {
    /// The establishment as stored now.
    pub establishment: Option<Establishment>,
    /// What to mend; empty when it is in the trash.
    pub user_errors: Vec<UserError>,
}

/// What became of taking an establishment out of the trash.
#[derive(SimpleObject)]
pub struct EstablishmentRestorePayload {
    /// The establishment as stored now.
    pub establishment: Option<Establishment>,
    /// What to mend; empty when it is live again.
    pub user_errors: Vec<UserError>,
}
