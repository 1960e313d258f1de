//! The schema's history: up, down and up again on both databases, and the tables are what the entities say.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;
use entities::{completer, skill_gain_answer, user_account::UserRole};
use migration::{Migrator, MigratorTrait};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityName, EntityTrait, IdenStatic,
    Iterable, PaginatorTrait, Statement,
};
use serde_json::{Value, json};

use crate::{
    completers::completer,
    partnerships::partnership,
    pathways::ladder,
    programs::program,
    skill_gains::milestone,
    support::{TestApp, on_both},
};

/// Each column's name and whether it may be null.
type Columns = BTreeMap<String, bool>;

/// Lists tables by their modules in `entities`.
macro_rules! tables {
    ($($table:ident),+ $(,)?) => { vec![$(declared::<entities::$table::Entity>()),+] };
}

fn all_tables() -> Vec<(String, Columns)> {
    tables![
        account_link,
        action_team,
        action_team_member,
        affiliation,
        affirmation,
        affirmation_rejection,
        agency,
        agreement,
        agreement_party,
        agreement_reminder,
        agreement_section,
        api_token,
        attendee,
        audit_entry,
        board_rules,
        calendar_feed,
        charter_statement,
        checkup,
        checkup_answer,
        code,
        code_crosswalk,
        cohort,
        completer,
        competency,
        competency_edition,
        competency_list,
        credential,
        credential_stack,
        demand_figure,
        program_credential,
        program_checklist,
        program_occupation,
        code_list,
        contact,
        contact_point,
        contribution,
        employer,
        employer_identifier,
        employer_succession,
        employer_tag,
        employment,
        engagement,
        engagement_participant,
        establishment,
        evidence_file,
        outcome_publication,
        external_reference,
        goal,
        goal_progress,
        goal_wording,
        hire,
        idempotency_key,
        import_batch,
        import_file,
        import_row,
        job,
        meeting,
        meeting_series,
        known_browser,
        ladder_evidence_kind,
        letter_draft,
        mail_address,
        mail_attempt,
        mail_opt_out,
        mail_preference,
        membership,
        opening,
        opening_requirement,
        outbox_message,
        partnership,
        partnership_convener,
        partnership_naics,
        partnership_sector,
        pathway_edge,
        pathway_edge_credential,
        pathway_edge_program,
        pathway_map,
        pathway_step,
        pathway_validation,
        priority,
        priority_champion,
        program,
        question,
        questionnaire,
        quick_win,
        reminder_instance,
        reminder_rule,
        representative,
        responsibility,
        responsibility_assignment,
        role_commitment,
        role_type,
        recommendation,
        recommendation_step,
        referral,
        referral_step,
        sector,
        task,
        topic,
        server_secret,
        session,
        sign_in_attempt,
        skill_gain,
        skill_gain_answer,
        user_account,
    ]
}

fn declared<E: EntityTrait + EntityName>() -> (String, Columns) {
    let columns = E::Column::iter().map(|column| (column.as_str().to_owned(), column.def().is_null()));
    (E::default().table_name().to_owned(), columns.collect())
}

async fn stored(db: &DatabaseConnection) -> BTreeMap<String, Columns> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => {
            "SELECT m.name AS tbl, c.name AS col, (c.\"notnull\" = 0 AND c.pk = 0) AS nullable
             FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
        }
        _ => {
            "SELECT table_name::text AS tbl, column_name::text AS col, is_nullable = 'YES' AS nullable
             FROM information_schema.columns WHERE table_schema = 'public'"
        }
    };
    let rows = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await
        .expect("the catalogue");
    let mut tables: BTreeMap<String, Columns> = BTreeMap::new();
    for row in rows {
        let (table, column) = (
            row.try_get("", "tbl").expect("a table"),
            row.try_get("", "col").expect("a column"),
        );
        let nullable: bool = row.try_get("", "nullable").expect("a truth");
        tables.entry(table).or_default().insert(column, nullable);
    }
    tables.remove("seaql_migrations");
    tables
}

async fn objects(db: &DatabaseConnection) -> BTreeSet<String> {
    let sql = match db.get_database_backend() {
        DbBackend::Sqlite => "SELECT coalesce(sql, name) AS def FROM sqlite_master",
        _ => "SELECT indexdef AS def FROM pg_indexes WHERE schemaname = 'public'",
    };
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await
        .expect("the catalogue");
    rows.iter()
        .map(|row| row.try_get("", "def").expect("a definition"))
        .collect()
}

on_both! {
    async fn the_tables_are_what_the_entities_say(t: TestApp) {
        let declared: BTreeMap<_, _> = all_tables().into_iter().collect();
        assert_eq!(stored(t.app.db.maintenance()).await, declared);
    }

    async fn up_down_and_up_again_gives_the_same_schema(t: TestApp) {
        let db = t.app.db.maintenance();
        let before = objects(db).await;
        Migrator::down(db, None).await.expect("down");
        assert!(stored(db).await.is_empty(), "tables are left after going down");
        Migrator::up(db, None).await.expect("up");
        assert_eq!(objects(db).await, before);
    }

    async fn what_employers_said_of_maps_outlives_its_history(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut ladder = ladder(&sam).await;
        let mercy = ladder.employers[0].clone();
        ladder.map.validated(&ladder.edges[0], json!({ "employerId": mercy, "validatedOn": "2026-11-20", "note": "Again" })).await;
        let query = "query($id: ID!) { pathwayMap(id: $id) { edges { validations { employer { name } validatedOn expiresOn state note recordedAt } validationHistory { validatedOn } } } }";
        let before = sam.gql(query, json!({ "id": ladder.map.id })).await;
        down_and_up(t.app.db.maintenance(), "m20261130_000061_validation_history").await;
        let after = sam.gql(query, json!({ "id": ladder.map.id })).await;
        let words = |data: &Value, name: &str| data["pathwayMap"]["edges"][0][name].clone();
        assert_eq!(words(&before, "validations"), words(&after, "validations"));
        assert_eq!(words(&before, "validationHistory").as_array().map(Vec::len), Some(3));
        assert_eq!(words(&after, "validationHistory").as_array().map(Vec::len), Some(2), "the newest of each employer");
    }

    async fn the_audit_tells_since_when_a_partnership_is_in_its_phase(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let (asleep, fresh) = (partnership(&cora, "Health", "SECTOR").await, partnership(&cora, "Metal", "SECTOR").await);
        let update = "mutation($id: ID!, $version: Int!, $input: PartnershipUpdateInput!) { partnershipUpdate(id: $id, version: $version, input: $input) { userErrors { message } } }";
        for (version, input) in [(1, json!({ "phase": "ACTION" })), (2, json!({ "phase": "DORMANT" })), (3, json!({ "region": "North" }))] {
            t.clock.advance(TimeDelta::hours(5));
            cora.gql(update, json!({ "id": asleep, "version": version, "input": input })).await;
        }
        let query = "query($one: ID!, $other: ID!) { one: partnership(id: $one) { phaseSince } other: partnership(id: $other) { phaseSince } }";
        let before = cora.gql(query, json!({ "one": asleep, "other": fresh })).await;
        assert_eq!(before, json!({ "one": { "phaseSince": "2026-11-25" }, "other": { "phaseSince": "2026-11-24" } }));
        down_and_up(t.app.db.maintenance(), "m20261130_000062_partnership_phases").await;
        assert_eq!(cora.gql(query, json!({ "one": asleep, "other": fresh })).await, before);
    }

    async fn references_by_program_and_answers_come_and_go_with_what_is_there(t: TestApp) {
        let db = t.app.db.maintenance();
        let sam = t.user(UserRole::Staff).await;
        for name in ["Nursing", "Welding"] {
            let p = program(&sam, json!({ "name": name })).await;
            completer(&sam, &p, "S-1", json!({})).await;
        }
        milestone(&sam).await;
        let answered = "UPDATE skill_gain SET attest_state = 'DECLINED', ask_number = 1, attested_at = created_at, attested_by_name = 'Ann'";
        db.execute_unprepared(answered).await.expect("an answer");
        let all = Migrator::migrations();
        let first = all.iter().position(|one| one.name().contains("references_by_program"));
        let steps = u32::try_from(all.len() - first.expect("its place")).expect("a number");
        let refused = Migrator::down(db, Some(steps)).await.expect_err("two completers of one reference");
        assert!(refused.to_string().contains("under one reference"), "{refused}");
        Migrator::up(db, None).await.expect("up");
        let answers = skill_gain_answer::Entity::find().all(db).await.expect("answers");
        assert!(matches!(answers.as_slice(), [one] if !one.is_reached && one.answered_by_name == "Ann" && one.ask_number == 1), "{answers:?}");
        db.execute_unprepared("UPDATE completer SET reference = 'S-2', reference_search = 's-2' WHERE program_id IN (SELECT id FROM program WHERE name = 'Welding')")
            .await
            .expect("another reference");
        Migrator::down(db, Some(steps)).await.expect("down");
        Migrator::up(db, None).await.expect("up");
        assert_eq!(completer::Entity::find().count(db).await.expect("completers"), 2);
        assert_eq!(skill_gain_answer::Entity::find().all(db).await.expect("answers"), answers);
    }
}

/// Goes down to before a migration, and up again.
async fn down_and_up(db: &DatabaseConnection, name: &str) {
    let known = migration::known();
    let place = known.iter().position(|one| one == name).expect("the migration");
    let steps = u32::try_from(known.len() - place).expect("a count");
    Migrator::down(db, Some(steps)).await.expect("down");
    Migrator::up(db, None).await.expect("up");
}

#[test]
fn every_entity_is_compared() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../entities/src");
    let files = std::fs::read_dir(folder).expect("the entities");
    let tables = files
        .filter_map(Result::ok)
        .filter(|file| std::fs::read_to_string(file.path()).is_ok_and(|text| text.contains("table_name =")))
        .count();
    assert_eq!(tables, all_tables().len());
}

#[tokio::test]
async fn a_schema_of_the_future_is_told() {
    let t = TestApp::sqlite().await;
    let sql = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m20991231_000001_future', 0)";
    t.app
        .db
        .maintenance()
        .execute_unprepared(sql)
        .await
        .expect("a row");
    let state = api::startup::schema_state(&t.app).await.expect("a state");
    assert!(
        state.sentence().contains("newer Guildhall"),
        "{}",
        state.sentence()
    );
}
