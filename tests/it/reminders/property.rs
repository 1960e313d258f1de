//! Whatever happens, no reminder is lost and none is sent twice: meetings that move, people that come and go, a server that
//! refuses, hangs up or keeps a letter without saying so, and workers that die at any moment.

use std::{
    collections::{HashMap, HashSet},
    time::Duration,
};

use api::{mail, reminders as plan};
use chrono::TimeDelta;
use entities::{
    outbox_message::{self, MailState},
    reminder_instance::{self, ReminderState},
    user_account::UserRole,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use super::{contact, minutes};
use crate::{
    meetings::{board, scheduled},
    support::{
        TestApp, User,
        smtp::{At, Does, Smtp},
    },
};

/// Chance, the same for the same seed (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % bound
    }
}

struct World<'t> {
    t: &'t TestApp,
    smtp: &'t Smtp,
    cora: User<'t>,
    people: Vec<Value>,
    meeting: Value,
    /// Whether a letter may have been taken without anybody knowing.
    answers_were_lost: bool,
    said: Vec<String>,
}

impl World<'_> {
    async fn step(&mut self, chance: &mut Chance) {
        match chance.below(12) {
            0 | 1 => self.moved(chance).await,
            2 | 3 => self.invited(chance).await,
            4 => self.removed(chance).await,
            5 => self.misbehaves(chance),
            6 => {
                let minutes = [1, 10, 60, 300, 900][usize::try_from(chance.below(5)).unwrap()];
                self.t.clock.advance(TimeDelta::minutes(minutes));
                self.said.push(format!("{minutes} minutes later"));
            }
            7 | 8 => drop(plan::step(&self.t.app).await.expect("the plan")),
            9 => self.dies(chance).await,
            _ => drop(mail::run_due(&self.t.app).await.expect("the outbox")),
        }
    }

    async fn read(&self) -> Value {
        let query = "query($id: ID!) { meeting(id: $id) { version status attendees { id version } } }";
        self.cora.gql(query, json!({ "id": self.meeting })).await["meeting"].clone()
    }

    async fn moved(&mut self, chance: &mut Chance) {
        let start = format!(
            "2026-11-{:02}T{:02}:00",
            25 + chance.below(4),
            8 + chance.below(10)
        );
        let query = "mutation($id: ID!, $version: Int!, $start: LocalDateTime!) {
            meetingReschedule(id: $id, version: $version, input: {localStart: $start}) { userErrors { message } } }";
        let vars = json!({ "id": self.meeting, "version": self.read().await["version"], "start": start });
        self.cora.gql(query, vars).await;
        self.said.push(format!("moved to {start}"));
    }

    async fn invited(&mut self, chance: &mut Chance) {
        let who = self.people[usize::try_from(chance.below(self.people.len() as u64)).unwrap()].clone();
        let query = "mutation($id: ID!, $who: ID!) { attendeesInvite(meetingId: $id, input: [{contactId: $who}]) { userErrors { message } } }";
        self.cora
            .gql(query, json!({ "id": self.meeting, "who": who }))
            .await;
        self.said.push(format!("invited {who}"));
    }

    async fn removed(&mut self, chance: &mut Chance) {
        let list = self.read().await["attendees"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        if list.is_empty() {
            return;
        }
        let one = &list[usize::try_from(chance.below(list.len() as u64)).unwrap()];
        let query = "mutation($id: ID!, $version: Int!) { attendeeRemove(id: $id, version: $version) { userErrors { message } } }";
        let vars = json!({ "id": one["id"], "version": one["version"] });
        self.cora.gql(query, vars).await;
        self.said.push(format!("removed {}", one["id"]));
    }

    fn misbehaves(&mut self, chance: &mut Chance) {
        let (at, does) = match chance.below(6) {
            0 => (At::Connect, Does::Says("421 4.3.2 shutting down")),
            1 => (At::Rcpt, Does::Says("450 4.2.1 busy")),
            2 => (At::Rcpt, Does::Says("550 5.1.1 unknown")),
            3 => (At::End, Does::HangsUp),
            4 => (At::End, Does::Says("554 5.6.0 no")),
            _ => {
                self.answers_were_lost = true;
                (At::End, Does::KeepsAndHangsUp)
            }
        };
        self.smtp.order(at, does, "", 1);
        self.said.push(format!("the server: {at:?} {does:?}"));
    }

    /// A worker is gone in the middle of whatever it does; its claims end after a minute.
    async fn dies(&mut self, chance: &mut Chance) {
        let work = async {
            drop(plan::step(&self.t.app).await);
            drop(mail::run_due(&self.t.app).await);
        };
        let after = Duration::from_micros(chance.below(6000));
        let died = tokio::time::timeout(after, work).await.is_err();
        self.answers_were_lost |= died;
        self.said
            .push(format!("a worker {}", if died { "died" } else { "worked" }));
        if chance.below(2) == 0 {
            self.t.clock.advance(TimeDelta::seconds(61));
        }
    }

    /// Time goes on until nothing is left to do.
    async fn ends(&mut self, chance: &mut Chance) {
        if chance.below(4) == 0 {
            let query = "mutation($id: ID!, $version: Int!) { meetingCancel(id: $id, version: $version) { userErrors { message } } }";
            let vars = json!({ "id": self.meeting, "version": self.read().await["version"] });
            self.cora.gql(query, vars).await;
            self.said.push("cancelled".to_owned());
        }
        for _ in 0..130 {
            self.t.clock.advance(TimeDelta::hours(1));
            plan::step(&self.t.app).await.expect("the plan");
            mail::run_due(&self.t.app).await.expect("the outbox");
        }
        plan::step(&self.t.app).await.expect("the plan");
    }

    async fn check(&self, seed: u64) {
        let about = format!("seed {seed}: {:#?}", self.said);
        let db = self.t.app.db.read();
        let reminders = reminder_instance::Entity::find()
            .all(db)
            .await
            .expect("the reminders");
        let letters = outbox_message::Entity::find()
            .filter(outbox_message::Column::Letter.eq("meeting-reminder"))
            .all(db)
            .await
            .expect("the letters");
        let by_id: HashMap<_, _> = letters.iter().map(|letter| (letter.id, letter)).collect();
        let mut sent = HashSet::new();
        for one in &reminders {
            let letter = one.outbox_message_id.and_then(|id| by_id.get(&id));
            let is_told = match one.state {
                ReminderState::Sent => letter.is_some_and(|letter| letter.state == MailState::Sent),
                ReminderState::Failed => letter.is_some_and(|letter| letter.state == MailState::Failed),
                ReminderState::Skipped | ReminderState::Cancelled => one.reason.is_some(),
                ReminderState::Planned | ReminderState::Queued => false,
            };
            assert!(is_told, "{one:?} {letter:?} {about}");
            if one.state == ReminderState::Sent {
                let start = (one.attendee_id, one.rule_id, one.occurrence_start);
                assert!(sent.insert(start), "sent twice: {one:?} {about}");
            }
        }
        let mut taken: HashMap<String, u32> = HashMap::new();
        for letter in self.smtp.taken() {
            *taken
                .entry(letter.header("Message-ID").expect("an id"))
                .or_default() += 1;
        }
        if !self.answers_were_lost {
            assert!(taken.values().all(|times| *times == 1), "{taken:?} {about}");
        }
        for letter in &letters {
            let times = taken.get(&letter.message_id).copied().unwrap_or(0);
            match letter.state {
                MailState::Sent => assert!(times > 0, "never taken: {letter:?} {about}"),
                MailState::Queued => panic!("left over: {letter:?} {about}"),
                _ => assert!(
                    times == 0 || self.answers_were_lost,
                    "taken all the same: {letter:?} {about}"
                ),
            }
        }
        let of_reminders = letters
            .iter()
            .filter(|letter| letter.state == MailState::Sent)
            .count();
        let told = reminders
            .iter()
            .filter(|one| one.state == ReminderState::Sent)
            .count();
        assert_eq!(of_reminders, told, "{about}");
    }
}

async fn holds(t: TestApp, seed: u64) -> usize {
    let smtp = Smtp::start().await;
    let t = t.restarted(smtp.flags()).await;
    let mut chance = Chance(seed);
    let cora = t.user(UserRole::Convener).await;
    let board = board(&cora).await;
    for before in [30, 120, 1440] {
        minutes(&cora, &board, before).await;
    }
    let mut people = Vec::new();
    for name in ["Ann Ash", "Bo Birch", "Cy Cedar"] {
        people.push(contact(&cora, name).await);
    }
    let meeting = scheduled(&cora, &board, json!({ "localStart": "2026-11-26T09:00" })).await;
    let mut world = World {
        t: &t,
        smtp: &smtp,
        cora,
        people,
        meeting,
        answers_were_lost: false,
        said: Vec::new(),
    };
    for _ in 0..3 {
        world.invited(&mut chance).await;
    }
    for _ in 0..30 {
        world.step(&mut chance).await;
    }
    world.ends(&mut chance).await;
    world.check(seed).await;
    smtp.taken().len()
}

#[tokio::test]
async fn no_reminder_is_lost_or_doubled_on_sqlite() {
    let mut taken = 0;
    for seed in 0..16 {
        taken += holds(TestApp::sqlite().await, seed).await;
    }
    assert!(taken > 50, "{taken} letters show too little");
}

#[tokio::test]
async fn no_reminder_is_lost_or_doubled_on_postgres() {
    for seed in 100..104 {
        let Some(t) = TestApp::postgres().await else {
            return;
        };
        holds(t, seed).await;
    }
}
