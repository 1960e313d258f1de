//! Several workers on one outbox.

use std::sync::Arc;

use chrono::TimeDelta;
use entities::outbox_message::{self, MailState};
use futures_util::future::join_all;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

use super::{notice, queue, queued, run, standing};
use crate::support::{on_both, smtp::Smtp};

on_both! {
    async fn many_workers_send_each_letter_once(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let user = t.user(entities::user_account::UserRole::Viewer).await.id;
        for number in 0..40 {
            queue(&t, notice(&t, "ann@example.org", user, &number.to_string())).await;
        }
        let workers = (0..4).map(|_| {
            let app = Arc::clone(&t.app);
            tokio::spawn(async move { api::mail::run_due(&app).await.expect("the outbox") })
        });
        let counts: u32 = join_all(workers).await.into_iter().map(|count| count.expect("a worker")).sum();
        let mut ids: Vec<_> = smtp.taken().iter().map(|taken| taken.header("Message-ID")).collect();
        ids.sort();
        ids.dedup();
        assert_eq!((counts, smtp.taken().len(), ids.len()), (40, 40, 40));
        let left = outbox_message::Entity::find().filter(outbox_message::Column::State.ne(MailState::Sent));
        assert_eq!(left.count(t.app.db.read()).await.unwrap(), 0);
    }

    async fn the_letter_of_a_worker_that_died_is_taken_when_its_claim_ends(t: TestApp) {
        let smtp = Smtp::start().await;
        let t = t.restarted(smtp.flags()).await;
        let id = queued(&t, "ann@example.org").await;
        outbox_message::Entity::update_many()
            .col_expr(outbox_message::Column::ClaimedBy, Expr::value("a worker that died"))
            .col_expr(outbox_message::Column::ClaimedUntil, Expr::value(t.clock.now() + TimeDelta::minutes(1)))
            .col_expr(outbox_message::Column::Attempts, Expr::value(1))
            .exec(t.app.db.maintenance())
            .await
            .unwrap();
        assert_eq!(run(&t).await, 0);
        t.clock.advance(TimeDelta::seconds(61));
        assert_eq!(run(&t).await, 1);
        assert_eq!(standing(&t, id).await, "Sent - 2. Accepted: 250 2.0.0 taken");
    }
}
