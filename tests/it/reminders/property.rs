//! Whatever happens, no reminder is lost and none is sent twice: meetings that move, rules that change, people that come and go or
//! want other hours, a server that refuses, hangs up or keeps a letter without saying so, and workers that die at any moment.
//!
//! Each story is a list of steps. They are made up by chance, the same ones in every run; a story that fails is made shorter
//! until every step in it is needed, and told. Where a worker dies is a time, not a place: a story may take another turn when
//! it is told again.

use std::{
    cell::Cell,
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
use proptest::{
    prelude::*,
    test_runner::{Config, RngSeed, TestRunner},
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

/// Who may be on the list.
const PEOPLE: [&str; 3] = ["Ann Ash", "Bo Birch", "Cy Cedar"];
/// Minutes before the start that a rule may say.
const OFFSETS: [i32; 6] = [15, 45, 120, 600, 1440, 2000];
/// Where somebody may live.
const ZONES: [&str; 3] = ["America/Denver", "America/Anchorage", "Asia/Kolkata"];
/// What the mail server may do instead of what it should, once.
const FAULTS: [(At, Does); 6] = [
    (At::Connect, Does::Says("421 4.3.2 shutting down")),
    (At::Rcpt, Does::Says("450 4.2.1 busy")),
    (At::Rcpt, Does::Says("550 5.1.1 unknown")),
    (At::End, Does::HangsUp),
    (At::End, Does::Says("554 5.6.0 no")),
    (At::End, Does::KeepsAndHangsUp),
];

/// What happens next. Numbers point into the lists above, or into what there is, counted round.
#[derive(Clone, Debug)]
enum Step {
    /// The meeting moves to an hour of a day in November.
    Moves { day: u32, hour: u32 },
    /// A person is invited.
    Invites(usize),
    /// Somebody is taken off the list.
    Removes(usize),
    /// Somebody is to be reminded no more, or again.
    Mutes(usize, bool),
    /// A rule says another time.
    ChangesRule(usize, usize),
    /// A person lives elsewhere and wants to be reminded in another way.
    Wishes {
        who: usize,
        zone: usize,
        has_quiet_hours: bool,
        is_weekend_free: bool,
        is_digest: bool,
    },
    /// The server will not do what it should.
    Fails(usize),
    /// Time goes by.
    Waits { minutes: i64 },
    /// A worker queues what is due.
    Plans,
    /// A worker sends what is due.
    Sends,
    /// A worker is gone in the middle of whatever it does; its claims may have ended when the next one comes.
    Dies { after_micros: u64, claims_end: bool },
}

fn step() -> impl Strategy<Value = Step> {
    let wishes = (
        0..3usize,
        0..3usize,
        any::<(bool, bool)>(),
        prop::bool::weighted(0.25),
    )
        .prop_map(
            |(who, zone, (has_quiet_hours, is_weekend_free), is_digest)| Step::Wishes {
                who,
                zone,
                has_quiet_hours,
                is_weekend_free,
                is_digest,
            },
        );
    prop_oneof![
        3 => (25..29u32, 8..18u32).prop_map(|(day, hour)| Step::Moves { day, hour }),
        3 => (0..3usize).prop_map(Step::Invites),
        1 => (0..3usize).prop_map(Step::Removes),
        1 => (0..3usize, any::<bool>()).prop_map(|(who, is_muted)| Step::Mutes(who, is_muted)),
        1 => (0..3usize, 0..OFFSETS.len()).prop_map(|(rule, offset)| Step::ChangesRule(rule, offset)),
        1 => wishes,
        2 => (0..FAULTS.len()).prop_map(Step::Fails),
        2 => prop::sample::select(vec![1, 10, 60, 300, 900, 1500]).prop_map(|minutes| Step::Waits { minutes }),
        3 => Just(Step::Plans),
        3 => Just(Step::Sends),
        2 => (0..6000u64, any::<bool>())
            .prop_map(|(after_micros, claims_end)| Step::Dies { after_micros, claims_end }),
    ]
}

/// Steps, and whether the meeting is called off after them.
fn stories() -> impl Strategy<Value = (Vec<Step>, bool)> {
    (prop::collection::vec(step(), 0..50), prop::bool::weighted(0.25))
}

struct World<'t> {
    t: &'t TestApp,
    smtp: &'t Smtp,
    cora: User<'t>,
    board: Value,
    people: Vec<Value>,
    meeting: Value,
    /// Whether a letter may have been taken without anybody knowing.
    answers_were_lost: bool,
}

impl World<'_> {
    async fn does(&mut self, step: &Step) {
        match *step {
            Step::Moves { day, hour } => self.moves(&format!("2026-11-{day:02}T{hour:02}:00")).await,
            Step::Invites(who) => self.invites(&self.people[who]).await,
            Step::Removes(who) => self.removes(who).await,
            Step::Mutes(who, is_muted) => self.mutes(who, is_muted).await,
            Step::ChangesRule(rule, offset) => self.changes_rule(rule, OFFSETS[offset]).await,
            Step::Wishes {
                who,
                zone,
                has_quiet_hours,
                is_weekend_free,
                is_digest,
            } => {
                let quiet = if has_quiet_hours {
                    Value::Null
                } else {
                    json!({ "from": "00:00", "to": "00:00" })
                };
                let input = json!({ "timeZone": ZONES[zone], "quietHours": quiet, "isWeekendFree": is_weekend_free, "isDigest": is_digest });
                self.wishes(&self.people[who], input).await;
            }
            Step::Fails(fault) => {
                let (at, does) = FAULTS[fault];
                self.answers_were_lost |= does == Does::KeepsAndHangsUp;
                self.smtp.order(at, does, "", 1);
            }
            Step::Waits { minutes } => self.t.clock.advance(TimeDelta::minutes(minutes)),
            Step::Plans => drop(plan::step(&self.t.app).await.expect("the plan")),
            Step::Sends => drop(mail::run_due(&self.t.app).await.expect("the outbox")),
            Step::Dies {
                after_micros,
                claims_end,
            } => self.dies(after_micros, claims_end).await,
        }
    }

    async fn read(&self) -> Value {
        let query = "query($id: ID!) { meeting(id: $id) { version status attendees { id version } } }";
        self.cora.gql(query, json!({ "id": self.meeting })).await["meeting"].clone()
    }

    async fn moves(&self, start: &str) {
        let query = "mutation($id: ID!, $version: Int!, $start: LocalDateTime!) {
            meetingReschedule(id: $id, version: $version, input: {localStart: $start}) { userErrors { message } } }";
        let vars = json!({ "id": self.meeting, "version": self.read().await["version"], "start": start });
        self.cora.gql(query, vars).await;
    }

    async fn invites(&self, who: &Value) {
        let query = "mutation($id: ID!, $who: ID!) { attendeesInvite(meetingId: $id, input: [{contactId: $who}]) { userErrors { message } } }";
        self.cora
            .gql(query, json!({ "id": self.meeting, "who": who }))
            .await;
    }

    /// Somebody on the list; none when it is empty.
    async fn listed(&self, who: usize) -> Option<Value> {
        let list = self.read().await["attendees"].as_array()?.clone();
        (!list.is_empty()).then(|| list[who % list.len()].clone())
    }

    async fn removes(&self, who: usize) {
        let Some(one) = self.listed(who).await else { return };
        let query = "mutation($id: ID!, $version: Int!) { attendeeRemove(id: $id, version: $version) { userErrors { message } } }";
        let vars = json!({ "id": one["id"], "version": one["version"] });
        self.cora.gql(query, vars).await;
    }

    async fn mutes(&self, who: usize, is_muted: bool) {
        let Some(one) = self.listed(who).await else { return };
        let query = "mutation($id: ID!, $version: Int!, $muted: Boolean!) { attendeeMute(id: $id, version: $version, isMuted: $muted) { userErrors { message } } }";
        let vars = json!({ "id": one["id"], "version": one["version"], "muted": is_muted });
        self.cora.gql(query, vars).await;
    }

    async fn changes_rule(&self, rule: usize, minutes: i32) {
        let query = "query($id: ID!) { partnership(id: $id) { reminderRules { id version } } }";
        let data = self.cora.gql(query, json!({ "id": self.board })).await;
        let rules = data["partnership"]["reminderRules"].as_array().expect("a list");
        let rule = &rules[rule % rules.len()];
        let query = "mutation($id: ID!, $version: Int!, $minutes: Int!) {
            reminderRuleChange(id: $id, version: $version, input: {offset: {minutesBefore: $minutes}}) { userErrors { message } } }";
        let vars = json!({ "id": rule["id"], "version": rule["version"], "minutes": minutes });
        self.cora.gql(query, vars).await;
    }

    async fn wishes(&self, who: &Value, input: Value) {
        let query = "query($id: ID!) { contact(id: $id) { mailPreferences { version } } }";
        let known = self.cora.gql(query, json!({ "id": who })).await;
        let version = known["contact"]["mailPreferences"]["version"]
            .as_i64()
            .expect("a version");
        let version = i32::try_from(version).expect("a few");
        let answer = crate::mail_preferences::of_contact(&self.cora, who, version, input).await;
        assert_eq!(answer["userErrors"], json!([]));
    }

    async fn dies(&mut self, after_micros: u64, claims_end: bool) {
        let work = async {
            drop(plan::step(&self.t.app).await);
            drop(mail::run_due(&self.t.app).await);
        };
        let died = tokio::time::timeout(Duration::from_micros(after_micros), work);
        self.answers_were_lost |= died.await.is_err();
        if claims_end {
            self.t.clock.advance(TimeDelta::seconds(61));
        }
    }

    /// Time goes on until nothing is left to do.
    async fn ends(&self, is_cancelled: bool) {
        if is_cancelled {
            let query = "mutation($id: ID!, $version: Int!) { meetingCancel(id: $id, version: $version) { userErrors { message } } }";
            let vars = json!({ "id": self.meeting, "version": self.read().await["version"] });
            self.cora.gql(query, vars).await;
        }
        for _ in 0..130 {
            self.t.clock.advance(TimeDelta::hours(1));
            plan::step(&self.t.app).await.expect("the plan");
            mail::run_due(&self.t.app).await.expect("the outbox");
        }
        plan::step(&self.t.app).await.expect("the plan");
    }

    async fn check(&self) {
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
            assert!(is_told, "{one:?} {letter:?}");
            if one.state == ReminderState::Sent {
                let start = (one.attendee_id, one.rule_id, one.occurrence_start);
                assert!(sent.insert(start), "sent twice: {one:?}");
            }
        }
        let mut taken: HashMap<String, u32> = HashMap::new();
        for letter in self.smtp.taken() {
            *taken
                .entry(letter.header("Message-ID").expect("an id"))
                .or_default() += 1;
        }
        if !self.answers_were_lost {
            assert!(taken.values().all(|times| *times == 1), "{taken:?}");
        }
        for letter in &letters {
            let times = taken.get(&letter.message_id).copied().unwrap_or(0);
            match letter.state {
                MailState::Sent => assert!(times > 0, "never taken: {letter:?}"),
                MailState::Queued => panic!("left over: {letter:?}"),
                _ => assert!(
                    times == 0 || self.answers_were_lost,
                    "taken all the same: {letter:?}"
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
        assert_eq!(of_reminders, told);
    }
}

/// Tells a story; how many letters the server took.
async fn told(t: TestApp, (steps, is_cancelled): &(Vec<Step>, bool)) -> usize {
    let smtp = Smtp::start().await;
    let t = t.restarted(smtp.flags()).await;
    let cora = t.user(UserRole::Convener).await;
    let board = board(&cora).await;
    for before in [30, 120, 1440] {
        minutes(&cora, &board, before).await;
    }
    let mut people = Vec::new();
    for name in PEOPLE {
        people.push(contact(&cora, name).await);
    }
    let meeting = scheduled(&cora, &board, json!({ "localStart": "2026-11-26T09:00" })).await;
    let mut world = World {
        t: &t,
        smtp: &smtp,
        cora,
        board,
        people,
        meeting,
        answers_were_lost: false,
    };
    for step in steps {
        world.does(step).await;
    }
    world.ends(*is_cancelled).await;
    world.check().await;
    smtp.taken().len()
}

/// Tells so many stories, each to an application of its own; how many letters were taken in all.
fn hold(cases: u32, app: impl AsyncFn() -> Option<TestApp>) -> usize {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    let config = Config {
        cases,
        failure_persistence: None,
        // A story takes about a second to tell.
        max_shrink_iters: 200,
        rng_seed: RngSeed::Fixed(20_261_124),
        ..Config::default()
    };
    let taken = Cell::new(0);
    let outcome = TestRunner::new(config).run(&stories(), |story| {
        taken.set(
            taken.get()
                + runtime.block_on(async {
                    match app().await {
                        Some(t) => told(t, &story).await,
                        None => 0,
                    }
                }),
        );
        Ok(())
    });
    if let Err(failure) = outcome {
        panic!("{failure}");
    }
    taken.get()
}

#[test]
fn no_reminder_is_lost_or_doubled_on_sqlite() {
    let taken = hold(20, async || Some(TestApp::sqlite().await));
    assert!(taken > 30, "{taken} letters show too little");
}

#[test]
fn no_reminder_is_lost_or_doubled_on_postgres() {
    hold(4, async || TestApp::postgres().await);
}
