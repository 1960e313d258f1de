//! Letters that are not taken: what is tried again and when, and what is given up.

use api::mail::Outgoing;
use chrono::TimeDelta;
use entities::{mail_address, user_account::UserRole};
use sea_orm::EntityTrait;

use super::{letter_to, notice, queue, queued, row, run, standing};
use crate::support::{
    on_both,
    smtp::{At, Does, Smtp},
};

on_both! {
    async fn what_may_work_later_is_tried_again_until_it_is_of_no_use(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        smtp.order(At::Rcpt, Does::Says("450 4.2.1 mailbox of <ann@example.org> busy"), "", 100);
        let id = queued(&t, "ann@example.org").await;
        let mut pauses = Vec::new();
        for _ in 0..7 {
            assert_eq!(run(&t).await, 1);
            let wait = row(&t, id).await.due_at - t.clock.now();
            pauses.push(wait.num_minutes());
            t.clock.advance(wait - TimeDelta::seconds(1));
            assert_eq!(run(&t).await, 0, "not before it is due");
            t.clock.advance(TimeDelta::seconds(1));
        }
        for (pause, minutes) in pauses.iter().zip([1, 5, 15, 60, 240, 240, 240]) {
            assert!((minutes..=minutes + minutes / 5).contains(pause), "{pauses:?}");
        }
        for _ in 0..7 {
            t.clock.advance(TimeDelta::hours(5));
            run(&t).await;
        }
        let standing = standing(&t, id).await;
        assert!(standing.starts_with("Failed GAVE_UP 1. Transient: 450 4.2.1 mailbox of <a***@example.org> busy | 2. "), "{standing}");
        assert!(smtp.taken().is_empty());
    }

    async fn a_letter_that_is_taken_the_second_time_is_sent(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        for (at, says) in [(At::Connect, "421 4.3.2 shutting down"), (At::Mail, "451 4.3.0 try later"), (At::End, "452 4.3.1 disk full")] {
            smtp.order(at, Does::Says(says), "", 1);
        }
        smtp.order(At::Rcpt, Does::HangsUp, "", 1);
        let id = queued(&t, "ann@example.org").await;
        for _ in 0..5 {
            run(&t).await;
            t.clock.advance(TimeDelta::minutes(90));
        }
        assert_eq!(standing(&t, id).await, "Sent - 1. Transient: 421 4.3.2 shutting down | 2. Transient: 451 4.3.0 try later | 3. Transient: The server's answer could not be read. | 4. Transient: 452 4.3.1 disk full | 5. Accepted: 250 2.0.0 taken");
    }

    async fn a_lost_answer_repeats_the_same_message_id(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        smtp.order(At::End, Does::KeepsAndHangsUp, "", 1);
        let id = queued(&t, "ann@example.org").await;
        run(&t).await;
        t.clock.advance(TimeDelta::minutes(2));
        run(&t).await;
        let ids: Vec<_> = smtp.taken().iter().map(|taken| taken.header("Message-ID")).collect();
        assert_eq!(ids, [Some(row(&t, id).await.message_id), ids[0].clone()]);
    }

    async fn a_refused_address_fails_at_once_and_gets_nothing_after_two(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        smtp.order(At::Rcpt, Does::Says("550 5.1.1 no such user gone@example.org"), "one@", 2);
        let mut seen = Vec::new();
        for address in ["gone@example.org", "Gone@Example.org", "gone@example.org", "ann@example.org"] {
            let id = queued(&t, address).await;
            run(&t).await;
            seen.push(standing(&t, id).await);
        }
        assert_eq!(seen, [
            "Failed REFUSED 1. Permanent: 550 5.1.1 no such user g***@example.org",
            "Failed REFUSED 1. Permanent: 550 5.1.1 no such user g***@example.org",
            "Skipped BOUNCING ",
            "Sent - 1. Accepted: 250 2.0.0 taken",
        ]);
    }

    async fn a_letter_that_is_taken_clears_a_refusal(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        smtp.order(At::Rcpt, Does::Says("550 5.1.1 unknown"), "", 1);
        for _ in 0..2 {
            queued(&t, "ann@example.org").await;
            run(&t).await;
        }
        assert!(mail_address::Entity::find().all(t.app.db.read()).await.unwrap().is_empty());
    }

    async fn a_refused_letter_or_a_policy_is_not_the_addresss_fault(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        smtp.order(At::End, Does::Says("554 5.6.0 looks like spam"), "", 1);
        smtp.order(At::Rcpt, Does::Says("550 5.7.1 relaying denied"), "bo@", 1);
        let (ann, bo) = (queued(&t, "ann@example.org").await, queued(&t, "bo@example.org").await);
        run(&t).await;
        assert_eq!(standing(&t, ann).await, "Failed REFUSED 1. Permanent: 554 5.6.0 looks like spam");
        assert_eq!(standing(&t, bo).await, "Failed REFUSED 1. Permanent: 550 5.7.1 relaying denied");
        assert!(mail_address::Entity::find().all(t.app.db.read()).await.unwrap().is_empty());
    }

    async fn a_fault_of_our_own_settings_fails_no_letter(t: TestApp) {
        let smtp = Smtp::start().await;
        smtp.wants("hall", "right");
        let t = t.restarted(smtp.flags_as("hall:wrong@")).await;
        let id = queued(&t, "ann@example.org").await;
        run(&t).await;
        let t = t.restarted(smtp.flags()).await;
        t.clock.advance(TimeDelta::minutes(2));
        run(&t).await;
        let mut off = smtp.flags();
        off.mail.smtp_url = Some("smtp://127.0.0.1:1?tls=none".to_owned());
        let t = t.restarted(off).await;
        t.clock.advance(TimeDelta::minutes(6));
        run(&t).await;
        let mut secure = smtp.flags();
        secure.mail.smtp_url = Some(format!("smtp://{}", smtp.address()));
        let t = t.restarted(secure).await;
        t.clock.advance(TimeDelta::minutes(20));
        run(&t).await;
        assert_eq!(standing(&t, id).await, "Queued - 1. Transient: 535 5.7.8 wrong password | 2. Transient: 530 5.7.0 sign in first | 3. Transient: The server could not be reached: Connection refused (os error 111) | 4. Transient: STARTTLS is not supported on this server");
    }

    async fn one_refusal_holds_up_nobody_else(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        smtp.order(At::Rcpt, Does::Says("450 4.2.1 busy"), "n3@", 9);
        smtp.order(At::Rcpt, Does::HangsUp, "n5@", 9);
        smtp.order(At::End, Does::Says("550 5.6.0 no"), "n7@", 9);
        let user = t.user(UserRole::Viewer).await.id;
        for number in 0..10 {
            let number = number.to_string();
            queue(&t, notice(&t, &format!("n{number}@example.org"), user, &number)).await;
        }
        assert_eq!(run(&t).await, 10);
        let mut to: Vec<String> = smtp.taken().iter().flat_map(|taken| taken.to.clone()).collect();
        to.sort();
        assert_eq!(to, ["n0", "n1", "n2", "n4", "n6", "n8", "n9"].map(|name| format!("{name}@example.org")));
    }

    async fn a_letter_that_would_be_late_is_not_tried_again(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        smtp.order(At::Rcpt, Does::Says("450 4.2.1 busy"), "", 9);
        let letter = letter_to(&t, "ann@example.org").await;
        let id = queue(&t, Outgoing { expires_at: t.clock.now() + TimeDelta::seconds(30), ..letter }).await.unwrap();
        run(&t).await;
        assert_eq!(standing(&t, id).await, "Failed GAVE_UP 1. Transient: 450 4.2.1 busy");
    }
}
