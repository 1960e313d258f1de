//! Letters that are sent: head, parts, and where they go.

use std::time::Duration;

use api::{
    config::{Flags, MailFlags},
    mail::Calendar,
};
use chrono::TimeDelta;
use entities::mail_opt_out::{self, MailKind};
use sea_orm::{ActiveModelTrait, ActiveValue::Set};

use super::{letter_to, notice, queue, queued, row, run, standing};
use crate::support::{on_both, smtp::Smtp};

on_both! {
    async fn a_letter_is_sent_once_and_its_answer_kept(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let id = queued(&t, "ann@example.org").await;
        assert_eq!((run(&t).await, run(&t).await), (1, 0));
        assert_eq!(standing(&t, id).await, "Sent - 1. Accepted: 250 2.0.0 taken");
        let taken = smtp.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!((taken[0].from.as_str(), taken[0].to.join(",").as_str()), ("hall@example.org", "ann@example.org"));
        let head = |name: &str| taken[0].header(name).unwrap_or_default();
        assert_eq!(head("From"), "Guildhall <hall@example.org>");
        assert!(head("To").ends_with("<ann@example.org>"), "{}", head("To"));
        assert_eq!(head("Message-ID"), row(&t, id).await.message_id);
        assert!(head("Message-ID").ends_with(".1@hall.example.org>") && head("Message-ID").starts_with("<sign-in-notice.user_"));
        assert_eq!(head("Date"), "Tue, 24 Nov 2026 20:00:00 +0000");
        assert_eq!((head("Auto-Submitted").as_str(), head("X-Auto-Response-Suppress").as_str()), ("auto-generated", "All"));
        assert!(taken[0].header("Bcc").is_none(), "a name reaches into the head:\n{}", taken[0].text);
        assert!(head("Content-Type").starts_with("multipart/alternative"));
    }

    async fn what_goes_with_a_letter_is_in_its_head_and_its_last_part(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let mut letter = letter_to(&t, "ann@example.org").await;
        letter.reply_to = Some("owner@example.org".to_owned());
        letter.in_reply_to = Some("<first@hall.example.org>".to_owned());
        letter.unsubscribe_url = Some("https://hall.example.org/u/TOKEN".to_owned());
        letter.calendar = Some(Calendar { text: "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n".to_owned(), method: "REQUEST" });
        queue(&t, letter).await;
        run(&t).await;
        let taken = smtp.taken();
        let heads = ["Reply-To", "In-Reply-To", "References", "List-Unsubscribe", "List-Unsubscribe-Post"].map(|name| taken[0].header(name).unwrap_or_default());
        assert_eq!(heads, ["owner@example.org", "<first@hall.example.org>", "<first@hall.example.org>", "<https://hall.example.org/u/TOKEN>", "List-Unsubscribe=One-Click"]);
        let kinds: Vec<&str> = taken[0].text.lines().filter(|line| line.starts_with("Content-Type: ")).collect();
        assert_eq!(kinds[1..], ["Content-Type: text/plain; charset=utf-8", "Content-Type: text/html; charset=utf-8", "Content-Type: text/calendar; charset=utf-8; method=REQUEST"]);
        assert!(taken[0].text.contains("METHOD:REQUEST"));
    }

    async fn who_does_without_by_the_time_it_is_sent_gets_none(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let mut letter = letter_to(&t, "ann@example.org").await;
        letter.kind = Some(MailKind::Reminder);
        letter.unsubscribe_url = Some("https://hall.example.org/u/TOKEN".to_owned());
        let user = letter.to.user_id;
        let id = queue(&t, letter).await.expect("it is new");
        // Another process notes the opt-out after it looked for what waits.
        let out = mail_opt_out::ActiveModel {
            id: Set(t.app.ids.next()),
            contact_id: Set(None),
            user_id: Set(user),
            kind: Set(MailKind::Reminder),
            created_at: Set(t.clock.now()),
        };
        out.insert(t.app.db.maintenance()).await.expect("an opt-out");
        run(&t).await;
        assert_eq!((standing(&t, id).await, smtp.taken().len()), ("Skipped OPTED_OUT ".to_owned(), 0));
        assert_eq!(row(&t, id).await.attempts, 0);
    }

    async fn the_same_letter_is_queued_once(t: TestApp) {
        let letter = letter_to(&t, "ann@example.org").await;
        let (first, second) = (queue(&t, letter.clone()).await, queue(&t, letter).await);
        assert!(first.is_some() && second.is_none());
    }

    async fn letters_leave_when_they_are_due(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let mut letter = letter_to(&t, "ann@example.org").await;
        letter.due_at = Some(t.clock.now() + TimeDelta::hours(1));
        let id = queue(&t, letter).await.unwrap();
        assert_eq!(run(&t).await, 0);
        t.clock.advance(TimeDelta::hours(1));
        assert_eq!(run(&t).await, 1);
        assert_eq!(standing(&t, id).await, "Sent - 1. Accepted: 250 2.0.0 taken");
    }

    async fn letters_wait_for_a_server_and_are_not_sent_too_late(t: TestApp) {
        let (early, late) = (queued(&t, "ann@example.org").await, letter_to(&t, "bo@example.org").await);
        let late = queue(&t, api::mail::Outgoing { expires_at: t.clock.now() + TimeDelta::hours(1), ..late }).await.unwrap();
        assert_eq!(run(&t).await, 0);
        assert_eq!(standing(&t, early).await, "Queued - ");
        t.clock.advance(TimeDelta::hours(1));
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        assert_eq!(run(&t).await, 1);
        assert_eq!((standing(&t, early).await, standing(&t, late).await), ("Sent - 1. Accepted: 250 2.0.0 taken".to_owned(), "Skipped LATE ".to_owned()));
    }

    async fn everything_goes_to_one_address_when_that_is_set(t: TestApp) {
        let smtp = Smtp::start().await;
        let mut flags = smtp.flags();
        flags.mail.mail_redirect_all = Some("tester@example.org".to_owned());
        let t = t.restarted(flags).await;
        queued(&t, "ann@example.org").await;
        run(&t).await;
        let taken = smtp.taken();
        assert_eq!(taken[0].to, ["tester@example.org"]);
        assert_eq!((taken[0].header("To").as_deref(), taken[0].header("X-Guildhall-To").as_deref()), (Some("tester@example.org"), Some("ann@example.org")));
    }

    async fn letters_become_files_in_a_folder(t: TestApp) {
        let dir = tempfile::TempDir::new().unwrap();
        let mail = MailFlags {
            mail_dir: Some(dir.path().join("letters").display().to_string()),
            mail_from: Some("hall@example.org".to_owned()),
            ..MailFlags::default()
        };
        let t = t.restarted(Flags { mail, ..Flags::default() }).await;
        let id = queued(&t, "ann@example.org").await;
        run(&t).await;
        let text = std::fs::read_to_string(dir.path().join("letters").join(format!("{id}.eml"))).unwrap();
        assert!(text.contains("<ann@example.org>") && text.contains("Message-ID: <sign-in-notice."), "{text}");
        assert_eq!(std::fs::read_dir(dir.path().join("letters")).unwrap().count(), 1);
    }

    async fn a_user_and_a_password_sign_in(t: TestApp) {
        let smtp = Smtp::start().await;
        smtp.wants("hall@example.org", "p@ss/#% wörd");
        let t = t.restarted(smtp.flags_as("hall%40example.org:p%40ss%2F%23%25%20w%C3%B6rd@")).await;
        let id = queued(&t, "ann@example.org").await;
        run(&t).await;
        assert_eq!(standing(&t, id).await, "Sent - 1. Accepted: 250 2.0.0 taken");
    }

    async fn letters_share_a_connection(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        for _ in 0..5 {
            queued(&t, "ann@example.org").await;
        }
        assert_eq!((run(&t).await, smtp.connections(), smtp.taken().len()), (5, 1, 5));
    }

    async fn an_address_that_is_none_fails_its_own_letter_only(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let user = t.user(entities::user_account::UserRole::Viewer).await.id;
        let bad = queue(&t, notice(&t, "ann@example.org\nBcc: b@example.org", user, "1")).await.unwrap();
        let good = queue(&t, notice(&t, "ann@example.org", user, "2")).await.unwrap();
        run(&t).await;
        assert_eq!(standing(&t, bad).await, "Failed BAD_ADDRESS ");
        assert_eq!(standing(&t, good).await, "Sent - 1. Accepted: 250 2.0.0 taken");
    }

    async fn the_worker_sends_until_it_is_stopped(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        queued(&t, "ann@example.org").await;
        let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
        let work = api::mail::work(std::sync::Arc::clone(&t.app), async { drop(stopped.await) });
        let wait = async {
            while smtp.taken().is_empty() {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            queued(&t, "bo@example.org").await;
            while smtp.taken().len() < 2 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            drop(stop);
        };
        let both = async { tokio::join!(work, wait) };
        tokio::time::timeout(Duration::from_secs(20), both).await.expect("both are sent, and it stops");
    }
}
