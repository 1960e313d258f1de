//! From advice to hires: a region is imported, a program is made of one of its academies, employers affirm credentials, people
//! complete the program and are hired, an employer attests milestones by link. Then every number of the evidence file is counted
//! again from the rows.

mod recount;

use api::config::Flags;
use entities::{
    ids::{AgencyId, ProgramId},
    outbox_message,
    user_account::UserRole,
};
use sea_orm::{EntityTrait, QueryOrder};
use serde_json::{Value, json};

use crate::{
    affirmations::{affirmed, person},
    cohorts::cohort,
    completers::completer,
    contributions::{contribution, employer},
    credentials::credential,
    demand::figure,
    evidence::{FILE, answered, file, held, section},
    hires::{employed, hired},
    imports::real_region,
    meetings::board,
    openings::opening,
    pages::{SITE, assert_went_to, open, send},
    pathways::Drawn,
    programs::program,
    recommendations::{recorded, step},
    support::{TestApp, User, on_both},
};

const COMPLETED: usize = 14;
/// Of those who completed: hired by the first employer, hired by the second.
const HIRED: [usize; 2] = [5, 4];
/// Of those who were hired: with the same employer in the fourth quarter after exit.
const STAYED: usize = 6;
const MILESTONES: usize = 4;

/// What the story is about.
struct Academy {
    program: Value,
    agency: AgencyId,
    employers: Vec<Value>,
}

/// An academy and employers of the real region where its files are, else of a small one.
async fn academy(t: &TestApp, ada: &User<'_>) -> Academy {
    if real_region(t, ada.agency_id).await {
        let query = "{ programs(first: 1, where: {search: \"health\"}) { nodes { id agency { id } } } employers(first: 3) { nodes { id } } }";
        let data = ada.gql(query, json!({})).await;
        let employers = data["employers"]["nodes"].as_array().expect("employers");
        let academy = &data["programs"]["nodes"][0];
        return Academy {
            program: academy["id"].clone(),
            agency: academy["agency"]["id"]
                .as_str()
                .expect("an id")
                .parse()
                .expect("an id"),
            employers: employers.iter().map(|one| one["id"].clone()).collect(),
        };
    }
    let agency = t.agency().await;
    let sam = t.user_of(agency, UserRole::Staff).await;
    let mut employers = Vec::new();
    for name in ["Acme", "Bay Clinic", "Cedar Care"] {
        employers.push(employer(&sam, name).await);
    }
    Academy {
        program: program(&sam, json!({ "name": "Academy of Health" })).await,
        agency,
        employers,
    }
}

/// The academy becomes a program with all that an evidence file asks for: credentials, board, approval.
async fn prepared(sam: &User<'_>, academy: &Academy, board: &Value, credentials: &[Value]) {
    let query = "query($id: ID!) { program(id: $id) { version } }";
    let version = sam.gql(query, json!({ "id": academy.program })).await["program"]["version"].clone();
    let query = "mutation($id: ID!, $version: Int!, $input: ProgramUpdateInput!) {
        programUpdate(id: $id, version: $version, input: $input) { userErrors { code path message } } }";
    let input = json!({ "socCodes": ["29-1141", "29-2061"], "delivery": "APPRENTICESHIP", "credentialIds": credentials,
        "advisoryBoardId": board, "approvalNumber": "WA-77", "approvedOn": "2026-01-15", "approvalExpiresOn": "2028-01-14" });
    let variables = json!({ "id": academy.program, "version": version, "input": input });
    let data = sam.gql(query, variables).await;
    assert_eq!(data["programUpdate"]["userErrors"], json!([]));
}

/// What employers say, give and need.
async fn engaged(ada: &User<'_>, sam: &User<'_>, academy: &Academy, credentials: &[Value], board: &Value) {
    let (id, employers) = (&academy.program, &academy.employers);
    for (place, one) in employers.iter().enumerate() {
        let firm = (one.clone(), person(sam, one, &format!("Ann {place}")).await);
        for license in credentials {
            affirmed(sam, &firm, json!({ "credentialId": license, "programId": id })).await;
        }
    }
    let came = json!([{ "employerId": employers[0], "people": 4 }, { "agencyId": ada.agency_id.to_string(), "people": 3 }]);
    held(ada, board, "2026-10-06T09:00", came).await;
    let query = "query($id: ID!) { program(id: $id) { version } }";
    let version = sam.gql(query, json!({ "id": id })).await["program"]["version"]
        .as_i64()
        .expect("a version");
    let version = i32::try_from(version).expect("a version");
    answered(
        sam,
        id,
        version,
        json!({ "part": "C", "answer": "YES", "checkedOn": "2026-10-01" }),
    )
    .await;
    let said = json!({ "text": "Teach night shifts", "saidOn": "2026-09-01", "employerId": employers[1], "programId": id });
    let advice = recorded(sam, said).await;
    step(
        sam,
        "Decide",
        &advice,
        1,
        json!({ "decision": "ACCEPTED", "on": "2026-09-15" }),
    )
    .await;
    contribution(sam, json!({ "employerId": employers[2], "programId": id, "activity": "GUEST_SPEAKER", "contributedOn": "2026-05-02", "people": 2, "hours": "12.5", "cash": "100" })).await;
    opening(
        sam,
        &employers[0],
        json!({ "visibility": "NETWORK", "filled": 1 }),
    )
    .await;
    for (kind, value) in [
        ("PROJECTED_OPENINGS", 70),
        ("REGIONAL_GRADUATES", 35),
        ("PLANNED_STUDENTS", 20),
    ] {
        figure(sam, id, json!({ "kind": kind, "value": value, "label": "Region", "source": "State projections", "vintage": "2026 Q2" })).await;
    }
    cohort(
        sam,
        id,
        json!({ "name": "Fall 2026", "startsOn": "2026-09-01", "seats": 18 }),
    )
    .await;
    let mut map = Drawn::new(sam, json!({ "title": "Nursing" })).await;
    let low = map.step(json!({ "socCode": "29-2061" })).await;
    let high = map.step(json!({ "socCode": "29-1141" })).await;
    let way = json!({ "programIds": [id], "credentials": [{ "credentialId": credentials[1], "requirement": "REQUIRED" }] });
    let edge = map.edge(&low, &high, way).await;
    map.validated(
        &edge,
        json!({ "employerId": employers[0], "validatedOn": "2026-11-02" }),
    )
    .await;
}

/// People complete the program, and are hired, and stay or do not.
async fn completed(sam: &User<'_>, academy: &Academy, credential: &Value) -> Vec<Value> {
    let mut people = Vec::new();
    for place in 0..COMPLETED {
        let mut more = json!({ "exitedOn": "2024-06-20" });
        if place < COMPLETED - 2 {
            more["credentialId"] = credential.clone();
            more["credentialOn"] = json!("2024-06-20");
        }
        people.push(completer(sam, &academy.program, &format!("P-{place:02}"), more).await);
    }
    let first = (0..HIRED[0]).map(|_| &academy.employers[0]);
    let employers = first.chain((0..HIRED[1]).map(|_| &academy.employers[1]));
    for (place, (one, employer)) in people.iter().zip(employers).enumerate() {
        hired(sam, one, employer, json!({ "isInField": true })).await;
        employed(sam, one, "Q2", json!({ "employerId": employer })).await;
        let later = if place < STAYED {
            json!({ "employerId": employer })
        } else {
            json!({ "isNoneFound": true })
        };
        employed(sam, one, "Q4", later).await;
    }
    people
}

/// An employer attests milestones by the links of letters.
async fn attested(t: &TestApp, sam: &User<'_>, academy: &Academy) {
    let create = "mutation($input: ContactCreateInput!) { contactCreate(input: $input) { contact { id } userErrors { message } } }";
    let input = json!({ "name": "Mae Moss", "emails": [{ "address": "mae@example.org" }], "affiliation": { "employerId": academy.employers[0], "fromOn": "2026-01-01" } });
    let contact = sam.gql(create, json!({ "input": input })).await["contactCreate"]["contact"]["id"].clone();
    let record = "mutation($input: SkillGainRecordInput!) { skillGainRecord(input: $input) { skillGain { id version } userErrors { code path message } } }";
    let ask = "mutation($id: ID!, $version: Int!) { skillGainAskAttestation(id: $id, version: $version) { userErrors { code path message } } }";
    for place in 0..MILESTONES {
        let input = json!({ "participantReference": format!("P-{place:02}"), "programId": academy.program, "gainType": "MILESTONE", "milestone": "Takes vital signs alone",
            "agreedOn": "2026-09-01", "shownAs": format!("M. {place}"), "employerId": academy.employers[0], "contactId": contact });
        let gain = sam.gql(record, json!({ "input": input })).await["skillGainRecord"]["skillGain"].clone();
        let data = sam
            .gql(ask, json!({ "id": gain["id"], "version": gain["version"] }))
            .await;
        assert_eq!(data["skillGainAskAttestation"]["userErrors"], json!([]));
        let letters = outbox_message::Entity::find().order_by_desc(outbox_message::Column::Id);
        let letter = letters
            .one(t.app.db.read())
            .await
            .expect("letters")
            .expect("a letter");
        let from = letter.text_body.find("/attest/").expect("a link");
        let path = letter.text_body[from..]
            .split_whitespace()
            .next()
            .expect("a path");
        assert!(open(t, path).await.text.contains("Takes vital signs alone"));
        assert_went_to(
            &send(t, path, "answer=REACHED&achievedOn=2026-11-20&name=Mae+Moss").await,
            path,
        );
    }
}

on_both! {
    async fn every_number_of_the_evidence_file_is_counted_again(t: TestApp) {
        let flags = Flags { base_url: Some(SITE.to_owned()), ..Flags::default() };
        let t = t.restarted(flags).await;
        let ada = t.user(UserRole::Admin).await;
        let academy = academy(&t, &ada).await;
        let sam = t.user_of(academy.agency, UserRole::Staff).await;
        let board = board(&ada).await;
        let credentials = [
            credential(&sam, "Practical nurse", json!({})).await,
            credential(&sam, "Registered nurse", json!({})).await,
        ];
        prepared(&sam, &academy, &board, &credentials).await;
        engaged(&ada, &sam, &academy, &credentials, &board).await;
        let people = completed(&sam, &academy, &credentials[0]).await;
        attested(&t, &sam, &academy).await;
        // What everybody sees of it stands still until it is published.
        let waiting = file(&sam, &academy.program).await;
        assert_eq!(section(&waiting, "OUTCOMES")["missing"], json!(["No outcomes that may be shown were published by then."]));
        let publish = "mutation { outcomesPublish { publication { asOf } userErrors { message } } }";
        assert_eq!(ada.gql(publish, json!({})).await["outcomesPublish"], json!({ "publication": { "asOf": "2026-11-24" }, "userErrors": [] }));

        // The agency that served them sees each of them, with what became of it.
        let own = "query($id: ID!) { completers(where: {programId: $id}, first: 100) { totalCount { value } nodes { hires { nodes { id } } employmentAfterExit { isSameEmployer } } } }";
        let own = sam.gql(own, json!({ "id": academy.program })).await["completers"].clone();
        assert_eq!(own["totalCount"]["value"], COMPLETED);
        let nodes = own["nodes"].as_array().expect("nodes");
        let of = |test: fn(&Value) -> bool| nodes.iter().filter(|node| test(node)).count();
        assert_eq!(of(|node| node["hires"]["nodes"] != json!([])), HIRED.iter().sum::<usize>());
        assert_eq!(of(|node| node["employmentAfterExit"]["isSameEmployer"] == true), STAYED);

        // Another college sees none of them, and the same file.
        let other = t.user(UserRole::Staff).await;
        let seen = "query($id: ID!, $one: ID!) { completers(where: {programId: $id}) { totalCount { value } } node(id: $one) { id } }";
        let seen = other.gql(seen, json!({ "id": academy.program, "one": people[0] })).await;
        assert_eq!((&seen["completers"]["totalCount"]["value"], &seen["node"]), (&json!(0), &Value::Null));
        let shown = file(&sam, &academy.program).await;
        assert_eq!(file(&other, &academy.program).await, shown);

        let id: ProgramId = academy.program.as_str().expect("an id").parse().expect("an id");
        let counted = recount::all(&t, id, &shown, "2026-11-24").await;
        assert!(counted >= 25, "{counted} figures");
        let outcomes = section(&shown, "OUTCOMES");
        let reasons: Vec<_> = outcomes["figures"].as_array().expect("figures").iter().map(|figure| (figure["value"].as_str(), figure["reason"].as_str())).collect();
        assert_eq!(reasons[..3], [(Some("14.00"), None), (Some("12.00"), None), (None, Some("SMALL_N"))]);
        for hidden in ["P-00", "Mae", "M. 0"] {
            assert!(!shown.to_string().contains(hidden), "{hidden}");
        }

        // What was imported is counted again as well, on a day on which it counts.
        let past = sam.gql(FILE, json!({ "id": academy.program, "asOf": "2015-06-30" })).await["programEvidence"].clone();
        recount::all(&t, id, &past, "2015-06-30").await;

        // Kept as it stands, it keeps its hash, and says so when a fact changes.
        let freeze = "mutation($id: ID!) { evidenceFreeze(programId: $id) { evidenceFile { id hash isIntact matchesRecords } userErrors { message } } }";
        let kept = sam.gql(freeze, json!({ "id": academy.program })).await["evidenceFreeze"]["evidenceFile"].clone();
        assert_eq!((&kept["hash"], &kept["matchesRecords"]), (&shown["hash"], &json!(true)));
        contribution(&sam, json!({ "employerId": academy.employers[0], "programId": academy.program, "contributedOn": "2026-11-01", "hours": "1" })).await;
        let again = "query($id: ID!) { evidenceFile(id: $id) { hash isIntact matchesRecords } }";
        let again = sam.gql(again, json!({ "id": kept["id"] })).await;
        assert_eq!(again["evidenceFile"], json!({ "hash": kept["hash"], "isIntact": true, "matchesRecords": false }));
    }
}
