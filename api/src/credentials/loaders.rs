//! Relations of credentials, each loaded for many records in a fixed number of statements.

use std::{collections::HashMap, hash::Hash};

use entities::ids::{CredentialId, ProgramId};
use futures_util::future::BoxFuture;

use super::{reads, types::Credential};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The credential with an id.
pub struct CredentialOf;

impl Relation for CredentialOf {
    type Key = CredentialId;
    type Args = ();
    type Value = Credential;

    async fn load(cx: &Cx, keys: &[CredentialId], (): &()) -> Result<HashMap<CredentialId, Credential>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Credential::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Credential>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Credential::fill(cx, values, selection)
    }
}

/// Declares a relation to the live credentials of a list of pairs, by name.
macro_rules! credentials_of {
    ($(#[doc = $doc:literal])+ $name:ident, $key:ident, |$cx:ident, $keys:ident| $pairs:expr) => {
        $(#[doc = $doc])+
        pub struct $name;

        impl Relation for $name {
            type Key = $key;
            type Args = ();
            type Value = Vec<Credential>;

            async fn load($cx: &Cx, $keys: &[$key], (): &()) -> Result<HashMap<$key, Self::Value>> {
                let pairs: Vec<($key, CredentialId)> = $pairs;
                named($cx, pairs).await
            }

            fn missing(_: &Cx, _: $key, (): &()) -> Option<Self::Value> {
                Some(Vec::new())
            }

            fn fill<'a>(
                cx: &'a Cx,
                values: Vec<&'a mut Self::Value>,
                selection: &'a Selection<'a>,
            ) -> BoxFuture<'a, Result<()>> {
                Credential::fill(cx, values.into_iter().flatten().collect(), selection)
            }
        }
    };
}

credentials_of!(
    /// The credentials that a credential leads to.
    LeadsToOf, CredentialId, |cx, keys| {
        let rows = reads::stack(cx.app.db.read(), keys, false).await?;
        rows.into_iter().map(|row| (row.credential_id, row.leads_to_id)).collect()
    }
);
credentials_of!(
    /// The credentials that lead to a credential.
    BuildsOnOf, CredentialId, |cx, keys| {
        let rows = reads::stack(cx.app.db.read(), keys, true).await?;
        rows.into_iter().map(|row| (row.leads_to_id, row.credential_id)).collect()
    }
);
credentials_of!(
    /// The credentials that a program awards or prepares for.
    ProgramCredentialsOf, ProgramId, |cx, keys| {
        let rows = reads::of_programs(cx.app.db.read(), keys).await?;
        rows.into_iter().map(|row| (row.program_id, row.credential_id)).collect()
    }
);

/// The live credentials of these pairs, by name.
async fn named<K: Copy + Eq + Hash>(
    cx: &Cx,
    pairs: Vec<(K, CredentialId)>,
) -> Result<HashMap<K, Vec<Credential>>> {
    let mut ids: Vec<CredentialId> = pairs.iter().map(|(_, id)| *id).collect();
    ids.sort_unstable();
    ids.dedup();
    let rows = if ids.is_empty() {
        HashMap::new()
    } else {
        reads::by_ids(cx, &ids).await?
    };
    let mut found: HashMap<K, Vec<_>> = HashMap::new();
    for (key, id) in pairs {
        if let Some(row) = rows.get(&id).filter(|row| row.trashed_at.is_none()) {
            found.entry(key).or_default().push(row.clone());
        }
    }
    let list = |mut rows: Vec<entities::credential::Model>| {
        rows.sort_by(|one, other| (&one.name_search, one.id).cmp(&(&other.name_search, other.id)));
        rows.into_iter().map(Credential::new).collect()
    };
    Ok(found.into_iter().map(|(key, rows)| (key, list(rows))).collect())
}
