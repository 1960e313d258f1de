//! The settings of mail: a server, a folder, or nothing; who sends; and whether everything goes to one address instead.

use std::path::PathBuf;

use clap::Args;
use entities::values::Secret;
use lettre::message::Mailbox;
use url::{Host, Url};

use super::Problem;

/// Settings of mail that may be given as flags.
#[derive(Args, Clone, Debug, Default)]
pub struct MailFlags {
    /// The mail server, such as `smtp://user:password@mail.example.org?tls=starttls`; write @ in a password as %40, / as %2F, # as %23, % as %25 [env: `GUILDHALL_SMTP_URL`]
    #[arg(long, global = true, value_name = "URL")]
    pub smtp_url: Option<String>,
    /// Who sends, such as `Guildhall <guildhall@example.org>` [env: `GUILDHALL_MAIL_FROM`]
    #[arg(long, global = true, value_name = "MAILBOX")]
    pub mail_from: Option<String>,
    /// Send every letter to this address instead, for trying things out [env: `GUILDHALL_MAIL_REDIRECT_ALL`]
    #[arg(long, global = true, value_name = "ADDRESS")]
    pub mail_redirect_all: Option<String>,
    /// Write letters as files into this folder instead of sending them [env: `GUILDHALL_MAIL_DIR`]
    #[arg(long, global = true, value_name = "DIR")]
    pub mail_dir: Option<String>,
}

/// How mail leaves.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// By which way.
    pub transport: Transport,
    /// Who sends; there is one wherever there is a way.
    pub from: Option<Mailbox>,
    /// Where every letter goes instead.
    pub redirect_all: Option<Mailbox>,
}

/// The way that mail leaves by.
#[derive(Clone, Debug)]
pub enum Transport {
    /// None: letters wait in the outbox.
    None,
    /// A mail server.
    Smtp(SmtpServer),
    /// A folder, for trying things out.
    Folder(PathBuf),
}

/// A mail server and how to reach it.
#[derive(Clone, Debug)]
pub struct SmtpServer {
    /// Its name or address, which its certificate must bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is encrypted.
    pub tls: Tls,
    /// User and password.
    pub credentials: Option<(String, Secret<String>)>,
}

/// How a connection to a mail server is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tls {
    /// From its first byte on (port 465).
    Required,
    /// By STARTTLS before anything is said (port 587); a server that does not offer it gets no mail.
    StartTls,
    /// Not at all (port 25).
    None,
}

impl Tls {
    fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::StartTls => "starttls",
            Self::None => "none",
        }
    }

    fn port(self) -> u16 {
        match self {
            Self::Required => 465,
            Self::StartTls => 587,
            Self::None => 25,
        }
    }
}

impl MailSettings {
    /// Resolves flags and an environment given as `pick(flag, variable)`, which is empty for what is not set.
    pub(super) fn resolve(
        flags: &MailFlags,
        pick: impl Fn(&Option<String>, &str) -> String,
        problems: &mut Vec<Problem>,
    ) -> Self {
        let smtp = pick(&flags.smtp_url, "GUILDHALL_SMTP_URL");
        let folder = pick(&flags.mail_dir, "GUILDHALL_MAIL_DIR");
        let from = pick(&flags.mail_from, "GUILDHALL_MAIL_FROM");
        let redirect = pick(&flags.mail_redirect_all, "GUILDHALL_MAIL_REDIRECT_ALL");
        let mut note = |problem: Problem| problems.push(problem);
        let transport = match (smtp.as_str(), folder.as_str()) {
            ("", "") => Transport::None,
            (url, "") => match parse_smtp(url) {
                Ok(server) => Transport::Smtp(server),
                Err(problem) => {
                    note(problem);
                    Transport::None
                }
            },
            ("", folder) => Transport::Folder(PathBuf::from(folder)),
            _ => {
                note(Problem(
                    "GUILDHALL_SMTP_URL and GUILDHALL_MAIL_DIR are both set; mail goes to a server or to a folder, not to both.".into(),
                ));
                Transport::None
            }
        };
        let mut mailbox = |text: &str, name: &str| match text {
            "" => None,
            text => parse_mailbox(text, name).map_err(&mut note).ok(),
        };
        let settings = Self {
            from: mailbox(&from, "GUILDHALL_MAIL_FROM"),
            redirect_all: mailbox(&redirect, "GUILDHALL_MAIL_REDIRECT_ALL"),
            transport,
        };
        if from.is_empty() && !(smtp.is_empty() && folder.is_empty()) {
            note(Problem(
                "GUILDHALL_MAIL_FROM is not set; mail needs a sender such as Guildhall <guildhall@example.org>.".into(),
            ));
        }
        settings
    }

    /// Every setting with its value as an operator may read it: no password.
    pub(super) fn shown(&self) -> [(&'static str, String); 4] {
        let not_set = || "not set".to_owned();
        let (smtp, folder) = match &self.transport {
            Transport::None => (not_set(), not_set()),
            Transport::Smtp(server) => (server.describe(), not_set()),
            Transport::Folder(path) => (not_set(), path.display().to_string()),
        };
        let shown = |mailbox: &Option<Mailbox>| mailbox.as_ref().map_or_else(not_set, ToString::to_string);
        [
            ("GUILDHALL_SMTP_URL", smtp),
            ("GUILDHALL_MAIL_FROM", shown(&self.from)),
            ("GUILDHALL_MAIL_REDIRECT_ALL", shown(&self.redirect_all)),
            ("GUILDHALL_MAIL_DIR", folder),
        ]
    }
}

impl SmtpServer {
    /// The server as an operator may read it: no password.
    pub fn describe(&self) -> String {
        let user = if self.credentials.is_some() {
            ", signed in"
        } else {
            ""
        };
        format!("{}:{} (tls={}{user})", self.host, self.port, self.tls.name())
    }
}

fn parse_mailbox(text: &str, name: &str) -> Result<Mailbox, Problem> {
    let mailbox: Result<Mailbox, _> = text.parse();
    mailbox
        .ok()
        .filter(|mailbox| crate::text::is_email(mailbox.email.as_ref()))
        .ok_or_else(|| {
            Problem(format!(
                "{name} is {text}; it must be an address such as guildhall@example.org or Guildhall <guildhall@example.org>."
            ))
        })
}

/// Reads `GUILDHALL_SMTP_URL`. Its text never appears in a message: it may hold a password.
fn parse_smtp(text: &str) -> Result<SmtpServer, Problem> {
    let bad = |message: &str| Problem(format!("GUILDHALL_SMTP_URL {message}"));
    let url = Url::parse(text).map_err(|_| {
        bad("cannot be read: write smtp://user:password@host, in user and password @ as %40, / as %2F, # as %23 and % as %25.")
    })?;
    if !matches!(url.scheme(), "smtp" | "smtps") {
        return Err(bad("must start with smtp:// or smtps://."));
    }
    let host = url.host_str().filter(|host| !host.is_empty());
    let host = host.ok_or_else(|| bad("names no host."))?.to_owned();
    if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
        return Err(bad(
            "has something behind the host; in a password write / as %2F and # as %23.",
        ));
    }
    let tls = parse_tls(&url).map_err(bad)?;
    let credentials = credentials(&url).map_err(bad)?;
    if credentials.is_some() && tls == Tls::None && !is_loopback(&host) {
        return Err(bad(
            "would send the password without encryption; use tls=starttls or tls=required.",
        ));
    }
    Ok(SmtpServer {
        port: url.port().unwrap_or(tls.port()),
        host: host.trim_matches(['[', ']']).to_owned(),
        tls,
        credentials,
    })
}

fn parse_tls(url: &Url) -> Result<Tls, &'static str> {
    let mut tls = None;
    for (name, value) in url.query_pairs() {
        let given = match (&*name, &*value) {
            ("tls", "required") => Tls::Required,
            ("tls", "starttls") => Tls::StartTls,
            ("tls", "none") => Tls::None,
            ("tls", _) => return Err("has a tls that is none of required, starttls and none."),
            _ => return Err("has a parameter that is not tls."),
        };
        tls = Some(given);
    }
    match (url.scheme(), tls) {
        ("smtps", None | Some(Tls::Required)) => Ok(Tls::Required),
        ("smtps", Some(_)) => Err("says smtps, which is tls=required, and another tls."),
        (_, tls) => Ok(tls.unwrap_or(Tls::StartTls)),
    }
}

fn credentials(url: &Url) -> Result<Option<(String, Secret<String>)>, &'static str> {
    let decoded = |text: &str| {
        let bytes = percent_encoding::percent_decode_str(text);
        bytes
            .decode_utf8()
            .map(std::borrow::Cow::into_owned)
            .map_err(|_| "has a user or password that is no UTF-8 once %XX is read.")
    };
    match (url.username(), url.password()) {
        ("", None) => Ok(None),
        ("", Some(_)) => Err("has a password without a user."),
        (_, None) => Err("has a user without a password."),
        (user, Some(password)) => Ok(Some((decoded(user)?, Secret::new(decoded(password)?)))),
    }
}

fn is_loopback(host: &str) -> bool {
    match Host::parse(host) {
        Ok(Host::Ipv4(address)) => address.is_loopback(),
        Ok(Host::Ipv6(address)) => address.is_loopback(),
        Ok(Host::Domain(name)) => name == "localhost",
        Err(_) => false,
    }
}
