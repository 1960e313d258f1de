//! `guildhall doctor mail --to ADDRESS`: connects to the mail server, sends a letter, and says what the server answered.

use serde_json::json;

use super::super::{
    exit::{Exit, Failure},
    output,
};
use crate::{
    clock::{Clock, Ids},
    config::{Config, SmtpServer, Transport},
    mail::{Mailer, Outcome},
    text,
};

/// What `doctor mail` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// Where the letter goes
    #[arg(long, value_name = "ADDRESS")]
    to: String,
}

/// Sends a letter at once, beside the outbox: no database is needed.
pub(super) async fn run(config: Config, args: &Args, as_json: bool) -> Result<Exit, Failure> {
    if !text::is_email(&args.to) {
        let sentence = format!("{} is no e-mail address.", args.to);
        return Err(Failure::new(Exit::Usage, sentence));
    }
    let way = match &config.mail.transport {
        Transport::None => {
            let sentence = "No mail server is set; set GUILDHALL_SMTP_URL and GUILDHALL_MAIL_FROM.";
            return Err(Failure::new(Exit::Usage, sentence));
        }
        Transport::Smtp(server) => SmtpServer::describe(server),
        Transport::Folder(path) => format!("the folder {}", path.display()),
    };
    let clock = Clock::system();
    let id = Ids::new(clock.clone()).next_uuid();
    let mailer = Mailer::new(&config);
    let tried = mailer.probe(&args.to, id, clock.now()).await;
    mailer.close().await;
    let is_taken = tried.outcome == Outcome::Accepted;
    let redirected = config.mail.redirect_all.as_ref().map(ToString::to_string);
    if as_json {
        output::json(&json!({
            "accepted": is_taken,
            "way": way,
            "redirectedTo": redirected,
            "answer": tried.answer,
        }));
    } else {
        output::line(format_args!("By {way}"));
        if let Some(redirected) = redirected {
            output::line(format_args!("To {redirected} instead, as every letter"));
        }
        let verdict = if is_taken { "Taken" } else { "Not taken" };
        output::line(format_args!("{verdict}: {}", tried.answer));
    }
    Ok(if is_taken { Exit::Done } else { Exit::Failed })
}
