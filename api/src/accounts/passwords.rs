//! Password hashing: argon2id with the parameters OWASP recommends (19 MiB, two passes), off the async threads, bounded.
//!
//! A hash takes about 23 ms and 19 MiB. Two at once leave the machine to everybody else; some wait their turn, and the rest is
//! sent away: a queue that grows without end is answered by nobody.

use std::sync::{Arc, LazyLock};

use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc},
};
use entities::values::{PasswordHash, Secret};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::{Error, Result};

const AT_ONCE: usize = 2;
/// Hashes that may wait for those.
const MOST_WAITING: usize = 20;

/// Hashes and verifies passwords.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Default for Passwords {
    fn default() -> Self {
        Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            places: Arc::new(Semaphore::new(AT_ONCE + MOST_WAITING)),
        }
    }
}

/// A place in the queue for one hash.
#[derive(Debug)]
pub struct Place {
    _held: OwnedSemaphorePermit,
}

impl Passwords {
    /// Takes a place in the queue, before anything is counted against whoever asks.
    ///
    /// # Errors
    /// `RATE_LIMITED` when the queue is full.
    pub fn queue(&self) -> Result<Place> {
        let place = Arc::clone(&self.places).try_acquire_owned();
        place
            .map(|held| Place { _held: held })
            .map_err(|_| Error::RateLimited { retry_after: 1 })
    }

    /// The hash of a new password.
    ///
    /// # Errors
    /// `RATE_LIMITED` when too many wait already; when the machine has no randomness or memory left.
    pub async fn hash(&self, password: Secret<String>) -> Result<PasswordHash> {
        let place = self.queue()?;
        self.run(place, move || hash(&password)).await?
    }

    /// Whether the password fits the hash. Without a hash (an unknown user) the same work is done, so that both take the
    /// same time, and the answer is no.
    ///
    /// # Errors
    /// When the stored hash cannot be read.
    pub async fn verify(
        &self,
        place: Place,
        password: Secret<String>,
        hash: Option<PasswordHash>,
    ) -> Result<bool> {
        self.run(place, move || {
            let known = hash.is_some();
            let text = hash.map_or_else(|| DECOY.clone(), |hash| hash.expose().to_owned());
            let parsed = phc::PasswordHash::new(&text).map_err(Error::internal)?;
            let fits = Argon2::default()
                .verify_password(password.expose().as_bytes(), &parsed)
                .is_ok();
            Ok(known && fits)
        })
        .await?
    }

    async fn run<T: Send + 'static>(
        &self,
        place: Place,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(Error::internal)?;
        let done = tokio::task::spawn_blocking(move || {
            let _held = (turn, place);
            work()
        });
        done.await.map_err(Error::internal)
    }
}

/// A hash nobody's password has, so that an unknown user costs the same work.
static DECOY: LazyLock<String> = LazyLock::new(|| {
    hash(&Secret::new("nobody".to_owned()))
        .map(|hash| hash.expose().to_owned())
        .unwrap_or_default()
});

fn hash(password: &Secret<String>) -> Result<PasswordHash> {
    let hash: phc::PasswordHash = Argon2::default()
        .hash_password(password.expose().as_bytes())
        .map_err(Error::internal)?;
    Ok(PasswordHash::new(hash.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_own_hash_only() {
        let passwords = Passwords::default();
        let secret = |text: &str| Secret::new(text.to_owned());
        let hash = passwords.hash(secret("correct horse")).await.expect("hash");
        assert!(hash.expose().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(
            passwords
                .verify(
                    passwords.queue().expect("a place"),
                    secret("correct horse"),
                    Some(hash.clone())
                )
                .await
                .expect("verify")
        );
        assert!(
            !passwords
                .verify(passwords.queue().expect("a place"), secret("wrong"), Some(hash))
                .await
                .expect("verify")
        );
        let place = passwords.queue().expect("a place");
        assert!(
            !passwords
                .verify(place, secret("nobody"), None)
                .await
                .expect("verify")
        );
    }

    #[tokio::test]
    async fn whoever_comes_when_the_queue_is_full_is_sent_away() {
        let passwords = Passwords::default();
        let waiting: Vec<Place> = std::iter::from_fn(|| passwords.queue().ok())
            .take(1_000)
            .collect();
        assert_eq!(waiting.len(), AT_ONCE + MOST_WAITING);
        let refused = passwords.hash(Secret::new("correct horse".to_owned())).await;
        assert!(matches!(refused, Err(Error::RateLimited { retry_after: 1 })));
        drop(waiting);
        assert!(passwords.queue().is_ok());
    }
}
