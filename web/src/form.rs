//! Forms: read from the body of a POST, as only a form can send it.

use std::collections::HashMap;

use poem::{Body, Request, http::header};

use crate::door::Refusal;

/// A form has at most so many bytes.
const MOST_BYTES: usize = 16 * 1024;

/// The fields of a form, by name.
#[derive(Debug, Default)]
pub(crate) struct Fields(HashMap<String, String>);

impl Fields {
    /// A field as it was sent; empty when it was not.
    pub(crate) fn take(&mut self, name: &str) -> String {
        self.0.remove(name).unwrap_or_default()
    }
}

/// Reads a form. A body that is too long or cannot be read has no fields.
pub(crate) async fn read(request: &Request, body: Body) -> Result<Fields, Refusal> {
    let kind = request.header(header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(Refusal::Foreign);
    }
    let bytes = body.into_bytes_limit(MOST_BYTES).await.unwrap_or_default();
    let pairs = form_urlencoded::parse(&bytes).into_owned();
    Ok(Fields(pairs.collect()))
}
