//! What callers send about imports.

use async_graphql::InputObject;
use entities::{
    ids::{AgencyId, ImportFileId},
    import_batch, import_row,
};
use sea_orm::{ColumnTrait, Condition};

use super::{
    ops::Start,
    types::{ImportOutcome, ImportStatus},
};
use crate::scalars::IdOf;

/// A wish to import an uploaded file.
#[derive(Clone, Debug, InputObject)]
pub struct ImportStartInput {
    /// The file, as `POST /imports/files` answered.
    pub file_id: IdOf<ImportFileId>,
    /// The name of a profile that Guildhall ships with. Give this or `profileText`.
    pub profile: Option<String>,
    /// A profile of your own, TOML.
    pub profile_text: Option<String>,
    /// Whether only to report what would be done; the report equals that of the real run.
    #[graphql(default)]
    pub dry_run: bool,
    /// The agency of records that do not name one; your own when absent.
    pub agency_id: Option<IdOf<AgencyId>>,
}

impl From<ImportStartInput> for Start {
    fn from(input: ImportStartInput) -> Self {
        Self {
            file: input.file_id.get(),
            profile: input.profile,
            profile_text: input.profile_text,
            dry_run: input.dry_run,
            agency: input.agency_id.map(IdOf::get),
        }
    }
}

/// Which imports.
#[derive(Clone, Debug, Default, InputObject)]
pub struct ImportBatchWhere {
    /// Where they stand, one of these.
    pub status: Option<Vec<ImportStatus>>,
    /// Dry runs (true) or real ones (false).
    pub is_dry_run: Option<bool>,
    /// The name of the profile, as written.
    pub profile_name: Option<String>,
}

impl ImportBatchWhere {
    /// The whole filter.
    pub fn condition(&self) -> Condition {
        use import_batch::Column as C;
        let statuses = self.status.as_ref().map(|list| {
            let list = list.iter().map(|one| import_batch::ImportStatus::from(*one));
            C::Status.is_in(list)
        });
        Condition::all()
            .add_option(statuses)
            .add_option(self.is_dry_run.map(|is_dry| C::IsDryRun.eq(is_dry)))
            .add_option(self.profile_name.as_ref().map(|name| C::ProfileName.eq(name)))
    }
}

/// Which lines of a row report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, InputObject)]
pub struct ImportRowWhere {
    /// What they came to, one of these.
    pub outcome: Option<Vec<ImportOutcome>>,
    /// What the record is, such as `employer`.
    pub target: Option<String>,
    /// Whether something is to be said about them: a reason, a warning.
    pub has_reason: Option<bool>,
}

impl ImportRowWhere {
    /// The whole filter.
    pub fn condition(&self) -> Condition {
        use import_row::Column as C;
        let outcomes = self.outcome.as_ref().map(|list| {
            let list = list.iter().map(|one| import_row::ImportOutcome::from(*one));
            C::Outcome.is_in(list)
        });
        let reason = self.has_reason.map(|has| {
            if has {
                C::Reason.is_not_null()
            } else {
                C::Reason.is_null()
            }
        });
        Condition::all()
            .add_option(outcomes)
            .add_option(self.target.as_ref().map(|target| C::Target.eq(target)))
            .add_option(reason)
    }
}
