//! A world with a record of every kind, made through the mutations themselves.

use std::{cell::Cell, collections::BTreeMap};

use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Value, json};

use super::documents;
use crate::support::{TestApp, User};

/// Ids of records by their prefix.
#[derive(Default)]
pub struct World {
    ids: BTreeMap<String, Value>,
    next: Cell<u32>,
}

impl World {
    /// Runs every mutation that makes a record, until each has worked; one that never does needs arguments of its own.
    pub async fn filled(ada: &User<'_>) -> Self {
        let mut world = Self::default();
        world
            .ids
            .insert("agency".into(), json!(ada.agency_id.to_string()));
        world.ids.insert("user".into(), json!(ada.id.to_string()));
        world.ids.insert("predecessor".into(), predecessor(ada).await);
        let (questionnaire, question) = questionnaire(ada).await;
        world.ids.insert("questionnaire".into(), questionnaire);
        world.ids.insert("question".into(), question);
        let mut open: Vec<_> = documents::roots().into_iter().filter(|root| root.makes).collect();
        let mut last = Vec::new();
        for _ in 0..6 {
            let mut left = Vec::new();
            last.clear();
            for root in open {
                let body = ada.ask(&root.document, root.variables(&world)).await.json();
                match made(&body["data"][&root.name]) {
                    Some(id) => world.learn(&id),
                    None => {
                        last.push(format!("{}: {body}", root.name));
                        left.push(root);
                    }
                }
            }
            open = left;
        }
        last.retain(|line| !NO_RECORD.iter().any(|name| line.starts_with(&format!("{name}:"))));
        assert!(
            last.is_empty(),
            "these made nothing; do they need a line in EXTRA?\n{}",
            last.join("\n")
        );
        world
    }

    /// The id of a record with that prefix, or one that no record has.
    pub fn id(&self, prefix: &str) -> Value {
        let same = self.ids.get(prefix).cloned();
        same.unwrap_or_else(|| json!(format!("{prefix}_{}", "0".repeat(32))))
    }

    /// A number that no name had before.
    pub fn number(&self) -> u32 {
        self.next.set(self.next.get() + 1);
        self.next.get()
    }

    fn learn(&mut self, id: &str) {
        if let Some((prefix, _)) = id.rsplit_once('_') {
            self.ids.entry(prefix.to_owned()).or_insert_with(|| json!(id));
        }
    }
}

/// A second employer: nobody follows itself.
async fn predecessor(ada: &User<'_>) -> Value {
    let query = "mutation { employerCreate(input: {name: \"Predecessor\"}) { employer { id } } }";
    ada.gql(query, json!({})).await["employerCreate"]["employer"]["id"].clone()
}

/// A questionnaire and its question.
async fn questionnaire(ada: &User<'_>) -> (Value, Value) {
    let query = "mutation { questionnaireCreate(input: {key: \"WORLD\", title: \"World\", source: \"Ours\",
        questions: [{text: \"How?\", kind: SCORE}]}) { questionnaire { id questions { id } } } }";
    let made = ada.gql(query, json!({})).await["questionnaireCreate"]["questionnaire"].clone();
    (made["id"].clone(), made["questions"][0]["id"].clone())
}

/// Mutations without an id that make no record.
const NO_RECORD: &[&str] = &[
    "outcomesPublish",
    "signIn",
    "signOut",
    "passwordChange",
    "passwordResetRequest",
    "passwordSet",
    "importStart",
    "attendeeRespondByLink",
    "skillGainAttestByLink",
    "unsubscribe",
    "resubscribe",
    "contactMailOptOutEnd",
    "viewerMailOptOutEnd",
    "viewerMailPreferencesUpdate",
    "letterDraftsSend",
];

/// The id of the record in a payload.
fn made(payload: &Value) -> Option<String> {
    let fields = payload.as_object()?;
    fields
        .values()
        .map(|value| value.get(0).unwrap_or(value))
        .find_map(|value| value["id"].as_str().map(str::to_owned))
}

/// `leadAgency` refers to an agency, `roleType` to a role type, `apiToken` to a token.
pub fn prefix_of(name: &str) -> String {
    const WORDS: &[(&str, &str)] = &[
        ("roleType", "role_type"),
        ("importBatch", "import_batch"),
        ("import", "import_batch"),
        ("file", "import_file"),
        ("token", "token"),
        ("apiToken", "token"),
        ("partnershipConvener", "convener"),
        ("goalProgress", "goal_progress"),
        ("quickWin", "quick_win"),
        ("actionTeam", "action_team"),
        ("priorityChampion", "priority_champion"),
        ("reminderRule", "reminder_rule"),
        ("competencyList", "competency_list"),
        ("competencyEdition", "competency_edition"),
        ("demandFigure", "demand_figure"),
        ("programChecklist", "program"),
        ("letterDraft", "letter_draft"),
        ("pathwayMap", "pathway_map"),
        ("pathwayStep", "pathway_step"),
        ("pathwayEdge", "pathway_edge"),
        ("evidence", "evidence_file"),
        ("ladderEvidenceKind", "ladder_evidence_kind"),
        ("skillGain", "skill_gain"),
        ("skillGainAsk", "skill_gain"),
    ];
    if let Some((_, prefix)) = WORDS.iter().find(|(word, _)| *word == name) {
        return (*prefix).to_owned();
    }
    let last = name
        .rfind(char::is_uppercase)
        .map_or(name, |place| &name[place..]);
    match last.to_lowercase().as_str() {
        "successor" | "parent" => "employer".to_owned(),
        "author" | "backup" | "lead" => "user".to_owned(),
        other => other.to_owned(),
    }
}

/// How many rows each table holds, and the sum of their versions where they have one.
pub async fn rows(t: &TestApp) -> BTreeMap<String, (i64, i64)> {
    let db = t.app.db.maintenance();
    let backend = t.app.db.backend();
    let sql = match backend {
        DbBackend::Sqlite => {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        }
        _ => "SELECT table_name::text AS name FROM information_schema.tables WHERE table_schema = 'public'",
    };
    let tables = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .expect("the tables");
    let mut rows = BTreeMap::new();
    for table in tables {
        let name: String = table.try_get("", "name").expect("a name");
        // Failed sign-ins are counted: that is what they are for.
        if name == "sign_in_attempt" || name == "audit_entry" {
            continue;
        }
        let count = number(t, &format!("SELECT count(*) AS n FROM {name}"))
            .await
            .unwrap_or(-1);
        let versions = number(
            t,
            &format!("SELECT CAST(coalesce(sum(version), 0) AS bigint) AS n FROM {name}"),
        )
        .await;
        rows.insert(name, (count, versions.unwrap_or(0)));
    }
    rows
}

async fn number(t: &TestApp, sql: &str) -> Option<i64> {
    let statement = Statement::from_string(t.app.db.backend(), sql);
    let row = t.app.db.maintenance().query_one_raw(statement).await.ok()??;
    row.try_get("", "n").ok()
}
