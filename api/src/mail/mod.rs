//! Mail: letters go into the outbox in the transaction of the change that causes them; a worker sends them later.
//!
//! - **Letter**: what is said, by templates with a typed context ([`Letter`]). It is rendered once, when it is queued.
//! - **Outbox**: one row a recipient ([`enqueue`]). Its `Message-ID` is made from what the letter is about, so that queueing
//!   twice makes one letter, and sending again after a crash repeats the same id.
//! - **Claim**: a worker takes a due letter for a minute and renews the claim while it sends; the claim of a worker that died
//!   ends, and another one takes the letter.
//! - **Retry**: what may work later is tried again after 1, 5, 15, 60 minutes and then every 4 hours until the letter is of no
//!   use (`expires_at`). What the server refuses for good has failed at once; an address that refuses twice gets no more.
//! - **End**: every letter ends as sent, failed, skipped or cancelled, with a reason and each try's answer. None is deleted.
//!   Of a letter that held a secret only the head is kept.
//! - **Kind**: what people may do without, such as reminders; a letter of a kind tells in its head where to unsubscribe.
//! - Without a server or a folder in the settings, letters wait.

pub mod inputs;
mod letters;
pub mod loaders;
mod mask;
mod message;
mod mutation;
pub mod ops;
mod outbox;
mod query;
mod queue;
pub mod reads;
mod smtp;
mod transport;
pub mod types;
mod worker;

pub use letters::{
    AgreementFacts, AgreementReminder, AnswersAs, AttestRequest, Digest, DigestMeeting, DigestTask, Letter,
    MeetingCancellation, MeetingChange, MeetingFacts, MeetingInvitation, MeetingReminder, PasswordReset,
    PersonalLetter, Rendered, SignInNotice, UserInvitation,
};
pub use mask::{mask, masked};
pub use mutation::MailMutation;
pub use outbox::{Calendar, Outgoing, Recipient, enqueue, enqueue_all, withdraw};
pub use query::MailQuery;
pub use queue::skip_waiting;
pub use transport::{Mailer, Outcome, Tried};
pub use worker::{run_due, work};
