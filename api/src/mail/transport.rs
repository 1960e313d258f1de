//! The way that mail leaves by: a mail server, a folder, or none.

use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use entities::outbox_message;
use lettre::Message;
use tokio::io::AsyncWriteExt as _;
use uuid::Uuid;

use super::{
    mask::masked,
    message::{self, Desk},
    smtp::Smtp,
};
use crate::{
    config::{Config, Transport},
    private,
};

/// What came of a try to send a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server took it.
    Accepted,
    /// It may work later.
    Later,
    /// The server does not take this letter.
    LetterRefused,
    /// The server does not know this address.
    AddressRefused,
}

/// A try to send a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// What came of it.
    pub outcome: Outcome,
    /// The server's answer, or why there was none; addresses are masked.
    pub answer: String,
}

impl Tried {
    pub(super) fn new(outcome: Outcome, answer: impl AsRef<str>) -> Self {
        Self {
            outcome,
            answer: masked(answer.as_ref()),
        }
    }
}

/// Sends letters by the way the settings name.
#[derive(Debug)]
pub struct Mailer(Option<(Way, Desk)>);

#[derive(Debug)]
enum Way {
    Smtp(Smtp),
    Folder(PathBuf),
}

impl Mailer {
    /// By the way of the settings.
    pub fn new(config: &Config) -> Self {
        let way = match &config.mail.transport {
            Transport::None => None,
            Transport::Smtp(server) => {
                let own_host = config.base_url.host_str().unwrap_or("localhost");
                Some(Way::Smtp(Smtp::new(server.clone(), own_host)))
            }
            Transport::Folder(path) => Some(Way::Folder(path.clone())),
        };
        let desk = config.mail.from.clone().map(|from| Desk {
            from,
            redirect_all: config.mail.redirect_all.clone(),
        });
        Self(way.zip(desk))
    }

    /// No way, whatever the settings say.
    pub fn none() -> Self {
        Self(None)
    }

    /// Whether there is a way; without one, letters wait.
    pub fn is_configured(&self) -> bool {
        self.0.is_some()
    }

    /// Whether every letter goes to one address instead of its own.
    pub fn is_redirected(&self) -> bool {
        self.0
            .as_ref()
            .is_some_and(|(_, desk)| desk.redirect_all.is_some())
    }

    /// Sends a letter once.
    pub async fn deliver(&self, row: &outbox_message::Model, now: DateTime<Utc>) -> Tried {
        self.send(&row.id.to_string(), |desk| message::build(row, desk, now))
            .await
    }

    /// Sends a letter that says that mail works.
    pub async fn probe(&self, to: &str, id: Uuid, now: DateTime<Utc>) -> Tried {
        self.send(&format!("probe_{}", id.simple()), |desk| {
            message::probe(to, desk, id, now)
        })
        .await
    }

    async fn send(&self, name: &str, build: impl FnOnce(&Desk) -> Result<Message, String>) -> Tried {
        let Some((way, desk)) = &self.0 else {
            return Tried::new(Outcome::Later, "No mail server is set.");
        };
        let message = match build(desk) {
            Ok(message) => message,
            Err(sentence) => return Tried::new(Outcome::LetterRefused, sentence),
        };
        match way {
            Way::Smtp(smtp) => match (message.envelope().from(), message.envelope().to()) {
                (Some(from), [to]) => smtp.deliver(from, to, &message.formatted()).await,
                _ => Tried::new(Outcome::LetterRefused, "The message has not one recipient."),
            },
            Way::Folder(folder) => write(folder, name, &message).await,
        }
    }

    /// Hangs up.
    pub async fn close(&self) {
        if let Some((Way::Smtp(smtp), _)) = &self.0 {
            smtp.close().await;
        }
    }
}

/// Writes a message as `<id>.eml`, whole or not at all; writing it again overwrites it.
async fn write(folder: &Path, name: &str, message: &Message) -> Tried {
    let path = folder.join(format!("{name}.eml"));
    let part = folder.join(format!("{name}.part"));
    let written = async {
        private::folder(folder)?;
        let mut file = tokio::fs::File::from_std(private::file(&part)?);
        file.write_all(&message.formatted()).await?;
        file.flush().await?;
        tokio::fs::rename(&part, &path).await
    };
    match written.await {
        Ok(()) => Tried::new(Outcome::Accepted, format!("written to {}", path.display())),
        Err(error) => Tried::new(
            Outcome::Later,
            format!("The folder cannot be written to: {error}"),
        ),
    }
}
