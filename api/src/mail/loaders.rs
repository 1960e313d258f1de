//! Relations of letters, each loaded for many letters in one statement.

use std::collections::HashMap;

use entities::ids::MailId;
use futures_util::future::BoxFuture;

use super::{
    reads,
    types::{Mail, MailAttempt},
};
use crate::{
    app::Cx,
    error::Result,
    prefetch::{Fill, Relation, Selection},
};

/// The letter with an id.
pub struct MailOf;

impl Relation for MailOf {
    type Key = MailId;
    type Args = ();
    type Value = Mail;

    async fn load(cx: &Cx, keys: &[MailId], (): &()) -> Result<HashMap<MailId, Mail>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows.into_iter().map(|(id, row)| (id, Mail::new(row))).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Mail>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Mail::fill(cx, values, selection)
    }
}

/// The tries of a letter.
pub struct AttemptsOf;

impl Relation for AttemptsOf {
    type Key = MailId;
    type Args = ();
    type Value = Vec<MailAttempt>;

    async fn load(cx: &Cx, keys: &[MailId], (): &()) -> Result<HashMap<MailId, Vec<MailAttempt>>> {
        let attempts = reads::attempts(cx.app.db.read(), keys).await?;
        let all = |rows: Vec<_>| rows.into_iter().map(MailAttempt::new).collect();
        Ok(attempts.into_iter().map(|(id, rows)| (id, all(rows))).collect())
    }

    fn missing(_: &Cx, _: MailId, (): &()) -> Option<Vec<MailAttempt>> {
        Some(Vec::new())
    }
}
