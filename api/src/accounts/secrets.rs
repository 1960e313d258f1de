//! Random secrets: session and API tokens. The client keeps the token, the database its SHA-256.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use entities::values::Secret;
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// What every API token begins with, so that scanners find leaked ones.
pub const TOKEN_PREFIX: &str = "ghl_";

/// A new secret of 256 random bits behind `prefix`.
///
/// # Errors
/// When the machine has no randomness.
pub fn generate(prefix: &str) -> Result<Secret<String>> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(Error::internal)?;
    Ok(Secret::new(format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes))))
}

/// What the database keeps of a secret. Secrets are random, so a fast hash is enough.
pub fn digest(secret: &str) -> String {
    hex(&Sha256::digest(secret.as_bytes()))
}

/// Bytes as lower-case hex digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
            text
        })
}
