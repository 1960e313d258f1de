//! The reminders of agreements, loaded for many agreements at once.

use std::collections::HashMap;

use entities::ids::{AgreementId, UserId};
use futures_util::future::BoxFuture;

use super::{reads, types::AgreementReminder};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The reminders of an agreement, the first due first. Two statements for many agreements.
pub struct AgreementRemindersOf;

impl Relation for AgreementRemindersOf {
    type Key = AgreementId;
    type Args = ();
    type Value = Vec<AgreementReminder>;

    async fn load(cx: &Cx, keys: &[AgreementId], (): &()) -> Result<HashMap<AgreementId, Self::Value>> {
        let rows = reads::of_agreements(cx, keys).await?;
        let mut users: Vec<UserId> = rows.iter().filter_map(|row| row.user_id).collect();
        users.sort_unstable();
        users.dedup();
        let addresses = reads::addresses(cx, &users).await?;
        let mut lists: HashMap<AgreementId, Self::Value> = HashMap::new();
        for row in rows {
            let address = row.user_id.and_then(|id| addresses.get(&id).cloned());
            let list = lists.entry(row.agreement_id).or_default();
            list.push(AgreementReminder::new(row, address));
        }
        Ok(lists)
    }

    fn missing(_: &Cx, _: AgreementId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        AgreementReminder::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}
