//! Talking to a mail server: one step after the other, so that a refusal of a recipient, of a letter, and of ourselves are
//! told apart. A wrong password must not fail letters for good.

use std::{
    error::Error as _,
    net::IpAddr,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail, Rcpt},
        extension::{ClientId, Extension, MailParameter},
        response::{Code, Response},
    },
};

use super::transport::{Outcome, Tried};
use crate::config::{SmtpServer, Tls};

/// How long the connection with its sign-in may take.
const CONNECT: Duration = Duration::from_secs(20);
/// How long an answer to a command may take.
const ANSWER: Duration = Duration::from_mins(1);
/// How long the last answer may take, in which the server has the letter already: giving up here sends it twice.
const LAST_ANSWER: Duration = Duration::from_mins(5);
/// How long an idle connection is kept.
const IDLE: Duration = Duration::from_secs(20);
/// Letters over one connection, at most: some servers count.
const MOST_LETTERS: u32 = 50;

/// A mail server, and the connections to it that are open.
#[derive(Debug)]
pub(super) struct Smtp {
    server: SmtpServer,
    hello: ClientId,
    idle: Mutex<Vec<Line>>,
}

/// An open connection.
struct Line {
    inner: AsyncSmtpConnection,
    letters: u32,
    used: Instant,
}

impl std::fmt::Debug for Line {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Line")
    }
}

/// What the server was asked when it refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Connect,
    Sender,
    Recipient,
    Letter,
}

/// A step that did not work.
struct Fault {
    step: Step,
    code: Option<Code>,
    words: String,
}

impl Smtp {
    pub(super) fn new(server: SmtpServer, own_host: &str) -> Self {
        Self {
            server,
            hello: hello(own_host),
            idle: Mutex::default(),
        }
    }

    /// Sends one message to one recipient.
    pub(super) async fn deliver(&self, from: &Address, to: &Address, message: &[u8]) -> Tried {
        let mut line = match self.line().await {
            Ok(line) => line,
            Err(fault) => return fault.into(),
        };
        match say(&mut line.inner, from, to, message).await {
            Ok(answer) => {
                line.letters += 1;
                self.keep(line).await;
                Tried::new(Outcome::Accepted, words(&answer))
            }
            Err(fault) => {
                // A connection that is hung up on may still be half-way through a letter: it is not used again.
                drop(tokio::time::timeout(Duration::from_secs(2), line.inner.abort()).await);
                fault.into()
            }
        }
    }

    /// Says goodbye on the connections that are open.
    pub(super) async fn close(&self) {
        let lines = std::mem::take(&mut *self.idle.lock().unwrap_or_else(PoisonError::into_inner));
        for mut line in lines {
            drop(tokio::time::timeout(Duration::from_secs(2), line.inner.abort()).await);
        }
    }

    async fn line(&self) -> Result<Line, Fault> {
        loop {
            let kept = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let Some(mut line) = kept else { break };
            let is_fresh = line.used.elapsed() < IDLE;
            let alive = tokio::time::timeout(Duration::from_secs(5), line.inner.test_connected());
            if is_fresh && alive.await.unwrap_or(false) {
                return Ok(line);
            }
        }
        let opened = tokio::time::timeout(CONNECT, self.open()).await;
        opened.unwrap_or_else(|_| Err(Fault::silent(Step::Connect)))
    }

    async fn keep(&self, mut line: Line) {
        if line.letters >= MOST_LETTERS {
            drop(tokio::time::timeout(Duration::from_secs(2), line.inner.abort()).await);
            return;
        }
        line.used = Instant::now();
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(line);
    }

    async fn open(&self) -> Result<Line, Fault> {
        let fault = |error: Error| Fault::new(Step::Connect, &error);
        let tls = || TlsParameters::new(self.server.host.clone()).map_err(fault);
        let from_start = match self.server.tls {
            Tls::Required => Some(tls()?),
            Tls::StartTls | Tls::None => None,
        };
        let address = (self.server.host.as_str(), self.server.port);
        let mut inner =
            AsyncSmtpConnection::connect_tokio1(address, Some(CONNECT), &self.hello, from_start, None)
                .await
                .map_err(fault)?;
        if self.server.tls == Tls::StartTls {
            inner.starttls(tls()?, &self.hello).await.map_err(fault)?;
        }
        if let Some((user, password)) = &self.server.credentials {
            let credentials = Credentials::new(user.clone(), password.expose().clone());
            let mechanisms = [Mechanism::Plain, Mechanism::Login];
            inner.auth(&mechanisms, &credentials).await.map_err(fault)?;
        }
        Ok(Line {
            inner,
            letters: 0,
            used: Instant::now(),
        })
    }
}

/// Who we say we are: a name, or an address as servers want to read it.
fn hello(own_host: &str) -> ClientId {
    match own_host.trim_matches(['[', ']']).parse() {
        Ok(IpAddr::V4(address)) => ClientId::Ipv4(address),
        Ok(IpAddr::V6(address)) => ClientId::Ipv6(address),
        Err(_) => ClientId::Domain(own_host.to_owned()),
    }
}

/// MAIL, RCPT, DATA and the message.
async fn say(
    line: &mut AsyncSmtpConnection,
    from: &Address,
    to: &Address,
    message: &[u8],
) -> Result<Response, Fault> {
    let mut options = Vec::new();
    let is_ascii = |address: &Address| AsRef::<str>::as_ref(address).is_ascii();
    if !is_ascii(from) || !is_ascii(to) {
        if !line.server_info().supports_feature(Extension::SmtpUtfEight) {
            let words = "The server takes no addresses with letters beyond ASCII.".to_owned();
            return Err(Fault {
                step: Step::Letter,
                code: None,
                words,
            });
        }
        options.push(MailParameter::SmtpUtfEight);
    }
    let mail = Mail::new(Some(from.clone()), options);
    in_time(Step::Sender, ANSWER, line.command(mail)).await?;
    let rcpt = Rcpt::new(to.clone(), Vec::new());
    in_time(Step::Recipient, ANSWER, line.command(rcpt)).await?;
    in_time(Step::Letter, ANSWER, line.command(Data)).await?;
    in_time(Step::Letter, LAST_ANSWER, line.message(message)).await
}

async fn in_time(
    step: Step,
    limit: Duration,
    answer: impl Future<Output = Result<Response, Error>>,
) -> Result<Response, Fault> {
    match tokio::time::timeout(limit, answer).await {
        Ok(answer) => answer.map_err(|error| Fault::new(step, &error)),
        Err(_) => Err(Fault::silent(step)),
    }
}

impl Fault {
    fn new(step: Step, error: &Error) -> Self {
        let code = error.status();
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        let words = match code {
            Some(code) => format!("{code} {cause}"),
            None if error.is_tls() || cause.contains("peer certificate") => {
                format!("The connection could not be encrypted: {cause}")
            }
            None if error.is_client() => cause,
            None if error.is_response() => "The server's answer could not be read.".to_owned(),
            None if step == Step::Connect => format!("The server could not be reached: {cause}"),
            None => format!("The connection was lost: {cause}"),
        };
        Self { step, code, words }
    }

    fn silent(step: Step) -> Self {
        let words = "The server did not answer in time.".to_owned();
        Self {
            step,
            code: None,
            words,
        }
    }
}

impl From<Fault> for Tried {
    /// Only the answers to the recipient and to the letter are about the letter; whatever the server says before is about us,
    /// and can be mended.
    fn from(fault: Fault) -> Self {
        let is_permanent = fault.code.is_some_and(|code| u16::from(code) >= 500);
        let is_about_us = fault.code.is_some_and(|code| u16::from(code) == 530);
        // 5.7.x is about permission: the address may be right.
        let is_policy = fault.words.contains(" 5.7.");
        let outcome = match fault.step {
            Step::Recipient if is_permanent && !is_about_us && !is_policy => Outcome::AddressRefused,
            Step::Recipient | Step::Letter if is_permanent && !is_about_us => Outcome::LetterRefused,
            _ => Outcome::Later,
        };
        Self::new(outcome, fault.words)
    }
}

fn words(answer: &Response) -> String {
    let lines: Vec<&str> = answer.message().collect();
    format!("{} {}", answer.code(), lines.join(" "))
}
