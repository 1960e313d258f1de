//! The settings of mail: what is read, and what is told when it cannot be.

use api::config::{Config, Flags, Tls, Transport};

fn resolve(env: &[(&str, &str)]) -> Result<Config, Vec<String>> {
    let env = |name: &str| {
        let found = env.iter().find(|(key, _)| *key == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    Config::resolve(&Flags::default(), env)
        .map_err(|problems| problems.into_iter().map(|problem| problem.0).collect())
}

fn server(url: &str) -> (String, u16, Tls, Option<(String, String)>) {
    let from = ("GUILDHALL_MAIL_FROM", "Guildhall <hall@example.org>");
    let config = resolve(&[("GUILDHALL_SMTP_URL", url), from]).expect("it can be read");
    let Transport::Smtp(server) = config.mail.transport else {
        panic!("no server")
    };
    let credentials = server
        .credentials
        .map(|(user, password)| (user, password.expose().clone()));
    (server.host, server.port, server.tls, credentials)
}

#[test]
fn addresses_of_servers_are_read() {
    let host = "mail.example.org".to_owned();
    let both = Some(("a@b".to_owned(), "p/#%:é".to_owned()));
    assert_eq!(
        server("smtp://mail.example.org"),
        (host.clone(), 587, Tls::StartTls, None)
    );
    assert_eq!(
        server("smtp://mail.example.org?tls=none"),
        (host.clone(), 25, Tls::None, None)
    );
    assert_eq!(
        server("smtps://mail.example.org"),
        (host.clone(), 465, Tls::Required, None)
    );
    assert_eq!(
        server("smtp://a%40b:p%2F%23%25%3A%C3%A9@mail.example.org:2525?tls=required"),
        (host, 2525, Tls::Required, both)
    );
    assert_eq!(
        server("smtp://[::1]:25?tls=none"),
        ("::1".to_owned(), 25, Tls::None, None)
    );
}

#[test]
fn what_cannot_be_used_is_told_without_the_password() {
    for (url, sign) in [
        ("mail.example.org", "cannot be read"),
        ("http://mail.example.org", "must start with smtp"),
        ("smtp://", "names no host"),
        ("smtp://me:hu/sh@mail.example.org", "/ as %2F"),
        (
            "smtp://me:hush@mail.example.org?tls=maybe",
            "none of required, starttls and none",
        ),
        (
            "smtp://me:hush@mail.example.org?timeout=1",
            "a parameter that is not tls",
        ),
        ("smtps://me:hush@mail.example.org?tls=none", "and another tls"),
        ("smtp://me:hush@mail.example.org?tls=none", "without encryption"),
        ("smtp://me@mail.example.org", "a user without a password"),
        ("smtp://me:%FF@mail.example.org", "no UTF-8"),
    ] {
        let problems = resolve(&[
            ("GUILDHALL_SMTP_URL", url),
            ("GUILDHALL_MAIL_FROM", "h@example.org"),
        ]);
        let problems = problems.err().unwrap_or_default();
        assert!(
            problems.len() == 1 && problems[0].contains(sign),
            "{url}: {problems:?}"
        );
        assert!(!problems[0].contains("hu"), "{problems:?}");
    }
}

#[test]
fn every_problem_is_told_at_once_and_the_rest_is_shown() {
    let problems = resolve(&[
        ("GUILDHALL_SMTP_URL", "smtp://mail.example.org"),
        ("GUILDHALL_MAIL_DIR", "letters"),
        ("GUILDHALL_MAIL_REDIRECT_ALL", "nobody"),
        ("GUILDHALL_LISTEN", "nowhere"),
    ]);
    assert_eq!(problems.err().map(|problems| problems.len()), Some(4));
    let shown = resolve(&[
        ("GUILDHALL_SMTP_URL", "smtp://me:hush@mail.example.org"),
        ("GUILDHALL_MAIL_FROM", "Guildhall <hall@example.org>"),
    ]);
    let shown = shown.expect("settings").shown();
    let smtp = shown.iter().find(|(name, _)| *name == "GUILDHALL_SMTP_URL");
    assert_eq!(
        smtp.map(|(_, text)| text.as_str()),
        Some("mail.example.org:587 (tls=starttls, signed in)")
    );
}
