//! The timeline as GraphQL shows it.

mod summary;

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, Interface, Object};
use chrono::{DateTime, Utc};
use entities::{
    affirmation, audit_entry, contribution, engagement,
    ids::{AgencyId, UserId},
    subject_type::SubjectType,
};
use futures_util::future::BoxFuture;

use super::reads::Kind;
use crate::{
    accounts::{loaders::UserOf, types::User},
    affirmations::types::Affirmation,
    agencies::{loaders::AgencyOf, types::Agency},
    app::Cx,
    audit::{FieldChange, types::changes_of},
    contributions::types::Contribution,
    engagements::types::Engagement,
    error::Result,
    prefetch::{self, Fill, Related, Selection},
    scalars::{Date, Instant},
    shared::types::{RecordKind, record_id},
};

/// What an item of a timeline tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "Kind")]
pub enum TimelineKind {
    /// Somebody was in touch with the employer.
    Engagement,
    /// The employer gave something.
    Contribution,
    /// A role that the employer plays changed.
    RoleChange,
    /// A record of the employer changed: itself, an establishment, who works there, a membership.
    RecordChange,
    /// A person said for the employer what a credential or a list of competencies is worth.
    Affirmation,
}

/// What all items have in common.
#[derive(Clone)]
struct Base {
    kind: Kind,
    at: DateTime<Utc>,
    on: Option<Date>,
    summary: String,
    agency_id: Option<AgencyId>,
    user_id: Option<UserId>,
    agency: Related<AgencyOf>,
    user: Related<UserOf>,
}

impl Base {
    fn new(kind: Kind, at: DateTime<Utc>, summary: String) -> Self {
        Self {
            kind,
            at,
            on: None,
            summary,
            agency_id: None,
            user_id: None,
            agency: Related::default(),
            user: Related::default(),
        }
    }
}

macro_rules! item {
    ($(#[$doc:meta])+ $name:ident, $(#[$field_doc:meta])+ $field:ident: $type:ty) => {
        $(#[$doc])+
        #[derive(Clone)]
        pub struct $name {
            base: Base,
            $field: $type,
        }

        $(#[$doc])+
        #[Object]
        impl $name {
            /// What it tells of.
            async fn kind(&self) -> TimelineKind {
                self.base.kind.into()
            }

            /// When: the instant it is sorted by. Where only the day is known it is noon UTC of it.
            async fn at(&self) -> Instant {
                Instant(self.base.at)
            }

            /// The day, where only the day is known; null where `at` is exact or nothing is known.
            async fn on(&self) -> Option<Date> {
                self.base.on
            }

            /// It in one line, in English.
            async fn summary(&self) -> String {
                self.base.summary.clone()
            }

            /// The agency whose record it is, or whose person acted.
            async fn agency(&self, ctx: &Context<'_>) -> Option<Result<Arc<Agency>>> {
                self.base.agency.get(ctx, self.base.agency_id?, ()).await.transpose()
            }

            /// The person who wrote or did it; null when that is not known or Guildhall acted by itself.
            async fn user(&self, ctx: &Context<'_>) -> Option<Result<Arc<User>>> {
                self.base.user.get(ctx, self.base.user_id?, ()).await.transpose()
            }

            $(#[$field_doc])+
            async fn $field(&self) -> &$type {
                &self.$field
            }
        }
    };
}

item! {
    /// That somebody was in touch with the employer.
    TimelineEngagement,
    /// The engagement.
    engagement: Engagement
}

item! {
    /// That the employer gave something.
    TimelineContribution,
    /// The contribution.
    contribution: Contribution
}

item! {
    /// That a person said for the employer what a credential or a list of competencies is worth.
    TimelineAffirmation,
    /// The affirmation.
    affirmation: Affirmation
}

item! {
    /// That a role or a record of the employer changed.
    TimelineChange,
    /// The change.
    change: RecordChange
}

/// A change of a record.
#[derive(Clone)]
pub struct RecordChange {
    subject: (SubjectType, uuid::Uuid),
    action: String,
    changes: Vec<FieldChange>,
}

/// What changed of which record.
#[Object]
impl RecordChange {
    /// The kind of record.
    async fn subject_type(&self) -> RecordKind {
        self.subject.0.into()
    }

    /// The record. It may be gone.
    async fn subject_id(&self) -> ID {
        record_id(self.subject.0, self.subject.1)
    }

    /// What was done: `CREATED`, `UPDATED`, `TRASHED`, `RESTORED`, or a verb of the kind of record.
    async fn action(&self) -> &str {
        &self.action
    }

    /// The fields that changed.
    async fn changes(&self) -> &[FieldChange] {
        &self.changes
    }
}

/// Something that happened with an employer.
#[derive(Clone, Interface)]
#[graphql(
    field(name = "kind", ty = "TimelineKind", desc = "What it tells of."),
    field(
        name = "at",
        ty = "Instant",
        desc = "When: the instant it is sorted by. Where only the day is known it is noon UTC of it."
    ),
    field(
        name = "on",
        ty = "Option<Date>",
        desc = "The day, where only the day is known; null where `at` is exact or nothing is known."
    ),
    field(name = "summary", ty = "String", desc = "It in one line, in English."),
    field(
        name = "agency",
        ty = "Option<Result<Arc<Agency>>>",
        desc = "The agency whose record it is, or whose person acted."
    ),
    field(
        name = "user",
        ty = "Option<Result<Arc<User>>>",
        desc = "The person who wrote or did it; null when that is not known or Guildhall acted by itself."
    )
)]
pub enum TimelineItem {
    /// An engagement.
    Engagement(TimelineEngagement),
    /// A contribution.
    Contribution(TimelineContribution),
    /// A change.
    Change(TimelineChange),
    /// An affirmation.
    Affirmation(TimelineAffirmation),
}

impl TimelineItem {
    /// The item of an engagement.
    pub fn engagement(row: engagement::Model) -> Self {
        let mut base = Base::new(Kind::Engagement, row.occurred_at, summary::engagement(&row));
        base.agency_id = Some(row.agency_id);
        base.user_id = row.user_id;
        let engagement = Engagement::new(row);
        Self::Engagement(TimelineEngagement { base, engagement })
    }

    /// The item of a contribution that stands at `at`.
    pub fn contribution(at: DateTime<Utc>, row: contribution::Model) -> Self {
        let mut base = Base::new(Kind::Contribution, at, summary::contribution(&row));
        base.on = row.contributed_on.map(Date);
        base.agency_id = Some(row.agency_id);
        let contribution = Contribution::new(row);
        Self::Contribution(TimelineContribution { base, contribution })
    }

    /// The item of an affirmation that stands at `at`.
    pub fn affirmation(at: DateTime<Utc>, row: affirmation::Model) -> Self {
        let mut base = Base::new(Kind::Affirmation, at, summary::affirmation(&row));
        base.on = Some(Date(row.affirmed_on));
        base.agency_id = Some(row.agency_id);
        let affirmation = Affirmation::new(row);
        Self::Affirmation(TimelineAffirmation { base, affirmation })
    }

    /// The item of an entry of the audit.
    pub fn change(row: audit_entry::Model) -> Self {
        let kind = if row.subject_type == SubjectType::Commitment {
            Kind::RoleChange
        } else {
            Kind::RecordChange
        };
        let changes = changes_of(&row);
        let mut base = Base::new(kind, row.at, summary::change(&row, &changes));
        base.agency_id = row.agency_id;
        base.user_id = row.user_id;
        let change = RecordChange {
            subject: (row.subject_type, row.subject_id),
            action: row.action,
            changes,
        };
        Self::Change(TimelineChange { base, change })
    }

    fn base(&mut self) -> &mut Base {
        match self {
            Self::Engagement(item) => &mut item.base,
            Self::Contribution(item) => &mut item.base,
            Self::Change(item) => &mut item.base,
            Self::Affirmation(item) => &mut item.base,
        }
    }
}

impl Fill for TimelineItem {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let mut bases: Vec<&mut Base> = nodes.iter_mut().map(|node| node.base()).collect();
            let bases = bases.as_mut_slice();
            prefetch::one(
                cx,
                bases,
                selection,
                "agency",
                |base| base.agency_id,
                |base| &mut base.agency,
            )
            .await?;
            prefetch::one(
                cx,
                bases,
                selection,
                "user",
                |base| base.user_id,
                |base| &mut base.user,
            )
            .await?;
            let (mut engagements, mut contributions, mut affirmations) = (Vec::new(), Vec::new(), Vec::new());
            for node in nodes {
                match node {
                    Self::Engagement(item) => engagements.push(&mut item.engagement),
                    Self::Contribution(item) => contributions.push(&mut item.contribution),
                    Self::Affirmation(item) => affirmations.push(&mut item.affirmation),
                    Self::Change(_) => {}
                }
            }
            Engagement::fill(cx, engagements, &selection.field("engagement")).await?;
            Contribution::fill(cx, contributions, &selection.field("contribution")).await?;
            Affirmation::fill(cx, affirmations, &selection.field("affirmation")).await
        })
    }
}
