//! The letters: each a subject, a text and an HTML body by template, with a typed context.
//!
//! To add one: a folder in `templates/`, a context here, a variant of [`Letter`], a sample; the snapshots show what it says.

use askama::Template;

use crate::error::{Error, Result};

/// Declares a letter: its context, and the three templates that are filled with it.
macro_rules! letter {
    (
        $(#[$meta:meta])*
        $name:ident, $subject:literal, $text:literal, $html:literal,
        { $($(#[$field_meta:meta])* $field:ident: $type:ty,)+ }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name { $($(#[$field_meta])* pub $field: $type,)+ }

        impl $name {
            pub(super) fn render(&self) -> askama::Result<[String; 3]> {
                #[derive(Template)]
                #[template(path = $subject)]
                struct Subject<'a> { letter: &'a $name }
                #[derive(Template)]
                #[template(path = $text)]
                struct Text<'a> { letter: &'a $name }
                #[derive(Template)]
                #[template(path = $html)]
                struct Html<'a> { letter: &'a $name }
                Ok([
                    Subject { letter: self }.render()?,
                    Text { letter: self }.render()?,
                    Html { letter: self }.render()?,
                ])
            }
        }
    };
}

mod attest;
mod digest;
mod meeting;
mod personal;

pub use digest::{Digest, DigestMeeting, DigestTask};
mod agreement;

pub use agreement::{AgreementFacts, AgreementReminder, AnswersAs};
pub use attest::AttestRequest;
pub use meeting::{MeetingCancellation, MeetingChange, MeetingFacts, MeetingInvitation, MeetingReminder};
pub use personal::PersonalLetter;

letter! {
    /// Tells a new user of the account, with a link to choose a password.
    UserInvitation,
    "user-invitation/subject.txt",
    "user-invitation/body.txt",
    "user-invitation/body.html",
    {
        /// The user's name.
        name: String,
        /// Who invites; none when the command line does.
        inviter: Option<String>,
        /// The user's agency.
        agency: String,
        /// Where a password is chosen; works once.
        link: String,
        /// Until when the link works.
        until: String,
        /// The address of this Guildhall.
        site: String,
    }
}

letter! {
    /// Gives a user who forgot the password a link to choose another one.
    PasswordReset,
    "password-reset/subject.txt",
    "password-reset/body.txt",
    "password-reset/body.html",
    {
        /// The user's name.
        name: String,
        /// Where a password is chosen; works once.
        link: String,
        /// Until when the link works.
        until: String,
        /// The address of this Guildhall.
        site: String,
    }
}

letter! {
    /// Tells a user of a sign-in by a browser that was not used before.
    SignInNotice,
    "sign-in-notice/subject.txt",
    "sign-in-notice/body.txt",
    "sign-in-notice/body.html",
    {
        /// The user's name.
        name: String,
        /// When it was.
        at: String,
        /// The browser, as it named itself.
        browser: Option<String>,
        /// The address of this Guildhall.
        site: String,
    }
}

/// A letter with what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Letter {
    /// See [`UserInvitation`].
    UserInvitation(UserInvitation),
    /// See [`PasswordReset`].
    PasswordReset(PasswordReset),
    /// See [`SignInNotice`].
    SignInNotice(SignInNotice),
    /// See [`MeetingInvitation`].
    MeetingInvitation(MeetingInvitation),
    /// See [`MeetingChange`].
    MeetingChange(MeetingChange),
    /// See [`MeetingCancellation`].
    MeetingCancellation(MeetingCancellation),
    /// See [`MeetingReminder`].
    MeetingReminder(MeetingReminder),
    /// See [`Digest`].
    Digest(Digest),
    /// See [`AgreementReminder`].
    AgreementReminder(AgreementReminder),
    /// See [`AttestRequest`].
    AttestRequest(Box<AttestRequest>),
    /// See [`PersonalLetter`].
    Personal(PersonalLetter),
}

/// A letter as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// The subject: one line.
    pub subject: String,
    /// The letter as plain text.
    pub text: String,
    /// The letter as HTML.
    pub html: String,
}

impl Letter {
    /// The names of letters that hold a secret: their text is not shown, and not kept once they have ended.
    pub(super) const SECRET: [&'static str; 2] = ["user-invitation", "password-reset"];

    /// The name of the letter that invites to a meeting.
    pub const INVITATION: &'static str = "meeting-invitation";
    /// The name of the letter that says that a meeting has changed.
    pub const CHANGE: &'static str = "meeting-change";
    /// The name of the letter that says that a meeting was called off.
    pub const CANCELLATION: &'static str = "meeting-cancellation";
    /// The name of the letter that reminds of a meeting.
    pub const REMINDER: &'static str = "meeting-reminder";

    /// The letter's name: that of its folder of templates.
    pub fn name(&self) -> &'static str {
        match self {
            Self::UserInvitation(_) => "user-invitation",
            Self::PasswordReset(_) => "password-reset",
            Self::SignInNotice(_) => "sign-in-notice",
            Self::MeetingInvitation(_) => Self::INVITATION,
            Self::MeetingChange(_) => Self::CHANGE,
            Self::MeetingCancellation(_) => Self::CANCELLATION,
            Self::MeetingReminder(_) => Self::REMINDER,
            Self::Digest(_) => "digest",
            Self::AgreementReminder(_) => "agreement-reminder",
            Self::AttestRequest(_) => "attest-request",
            Self::Personal(_) => "personal-letter",
        }
    }

    /// The letter filled into its templates.
    ///
    /// # Errors
    /// When a template cannot be filled, which is a fault of ours.
    pub fn render(&self) -> Result<Rendered> {
        let [subject, text, html] = match self {
            Self::UserInvitation(letter) => letter.render(),
            Self::PasswordReset(letter) => letter.render(),
            Self::SignInNotice(letter) => letter.render(),
            Self::MeetingInvitation(letter) => letter.render(),
            Self::MeetingChange(letter) => letter.render(),
            Self::MeetingCancellation(letter) => letter.render(),
            Self::MeetingReminder(letter) => letter.render(),
            Self::Digest(letter) => letter.render(),
            Self::AgreementReminder(letter) => letter.render(),
            Self::AttestRequest(letter) => letter.render(),
            Self::Personal(letter) => letter.render(),
        }
        .map_err(Error::internal)?;
        Ok(Rendered {
            // A name with a line break in it must not reach into the head of the message.
            subject: subject.split_whitespace().collect::<Vec<_>>().join(" "),
            text: text.trim().to_owned() + "\n",
            html: html.trim().to_owned() + "\n",
        })
    }

    /// Every letter with a context that could be real.
    pub fn samples() -> Vec<Self> {
        let site = "https://guildhall.example.org".to_owned();
        let (name, until) = ("Ann O'Neil".to_owned(), "1 December 2026, 20:00 UTC".to_owned());
        let link = format!("{site}/account/Zm9yLXRoZS1zYW1wbGU");
        let invitation = |inviter: Option<&str>| {
            Self::UserInvitation(UserInvitation {
                name: name.clone(),
                inviter: inviter.map(str::to_owned),
                agency: "Alder Valley College".to_owned(),
                link: link.clone(),
                until: until.clone(),
                site: site.clone(),
            })
        };
        let notice = |browser: Option<&str>| {
            Self::SignInNotice(SignInNotice {
                name: name.clone(),
                at: "24 November 2026, 20:00 UTC".to_owned(),
                browser: browser.map(str::to_owned),
                site: site.clone(),
            })
        };
        let mut samples = vec![
            invitation(Some("Bo <b>Bold</b> & Co")),
            invitation(None),
            Self::PasswordReset(PasswordReset {
                name: name.clone(),
                link: link.clone(),
                until: until.clone(),
                site: site.clone(),
            }),
            notice(Some("Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0")),
            notice(None),
        ];
        samples.extend(meeting::samples(&name, &site));
        samples.extend(digest::samples(&name, &site));
        samples.extend(agreement::samples(&name, &site));
        samples.extend(attest::samples(&name, &site));
        samples.extend(personal::samples(&name, &site));
        samples
    }
}
