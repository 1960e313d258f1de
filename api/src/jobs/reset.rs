//! Sending the link that somebody asked for who forgot the password.

use std::sync::Arc;

use entities::job;
use serde::Deserialize;

use crate::{
    accounts::ops,
    app::App,
    error::{Error, Result},
};

#[derive(Deserialize)]
struct Payload {
    what: What,
}

#[derive(Deserialize)]
struct What {
    email: String,
}

/// Sends the link, when somebody has the address.
pub(super) async fn run(app: &Arc<App>, job: &job::Model) -> Result<()> {
    let payload: Payload = serde_json::from_value(job.payload.clone()).map_err(Error::internal)?;
    let cx = app.system("a new password was asked for");
    ops::send_reset(&cx, &payload.what.email).await
}
