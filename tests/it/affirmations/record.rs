//! Recording affirmations.

use chrono::Days;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{RECORD, affirmed, firm, input, person};
use crate::{
    codes, competencies,
    credentials::credential,
    meetings::{board, scheduled},
    programs::program,
    support::{assert_json, on_both},
};

const SHOWN: &str = "query($id: ID!) { affirmation(id: $id) { employer { name } contact { name } occupation { code soc { title } }
    credential { name } competencyEdition { edition list { title } } rejectedCompetencies { text } answer affirmedOn expiresOn state
    meeting { title } program { name } note source version trashedAt permissions { canUpdate canTrash } } }";

on_both! {
    async fn who_said_what_on_which_day_is_kept(t: TestApp) {
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        codes::load(&t).await;
        let acme = firm(&cora, "Acme").await;
        let license = credential(&cora, "RN license", json!({})).await;
        let plain = affirmed(&cora, &acme, json!({ "credentialId": license, "occupation": " 29-1141.00 " })).await;
        assert_json!(cora.gql(SHOWN, json!({ "id": plain })).await["affirmation"], {"affirmedOn": "2026-11-01", "answer": "REQUIRED", "competencyEdition": null, "contact": {"name": "Ann of Acme"}, "credential": {"name": "RN license"}, "employer": {"name": "Acme"}, "expiresOn": "2028-11-01", "meeting": null, "note": null, "occupation": {"code": "29-1141", "soc": {"title": "Registered Nurses"}}, "permissions": {"canTrash": true, "canUpdate": true}, "program": null, "rejectedCompetencies": [], "source": null, "state": "CURRENT", "trashedAt": null, "version": 1});
        let board = board(&cora).await;
        let meeting = scheduled(&cora, &board, json!({ "localStart": "2026-11-02T09:00" })).await;
        let nursing = program(&cora, json!({ "name": "Nursing" })).await;
        let list = competencies::list(&cora, "Skills").await;
        let edition = competencies::edition(&cora, &list, "2026", "2026-06-01").await;
        let all = affirmed(&cora, &acme, json!({
            "competencyEditionId": edition["id"], "rejectedCompetencyIds": [edition["competencies"][1]["id"], edition["competencies"][1]["id"]],
            "answer": "PREFERRED", "affirmedOn": "2026-11-02", "expiresOn": "2027-06-30", "meetingId": meeting, "programId": nursing,
            "note": " As long as the ward is small. ", "source": "Minutes, item 3",
        })).await;
        let shown = vera.gql(SHOWN, json!({ "id": all })).await;
        assert_json!(shown["affirmation"], {"affirmedOn": "2026-11-02", "answer": "PREFERRED", "competencyEdition": {"edition": "2026", "list": {"title": "Skills"}}, "contact": {"name": "Ann of Acme"}, "credential": null, "employer": {"name": "Acme"}, "expiresOn": "2027-06-30", "meeting": {"title": "Spring meeting"}, "note": "As long as the ward is small.", "occupation": {"code": "29-1141", "soc": {"title": "Registered Nurses"}}, "permissions": {"canTrash": false, "canUpdate": false}, "program": {"name": "Nursing"}, "rejectedCompetencies": [{"text": "Measures"}], "source": "Minutes, item 3", "state": "CURRENT", "trashedAt": null, "version": 1});
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        codes::load(&t).await;
        let (acme, bolt) = (firm(&sam, "Acme").await, firm(&sam, "Bolt").await);
        let license = credential(&sam, "RN license", json!({})).await;
        let list = competencies::list(&sam, "Skills").await;
        let edition = competencies::edition(&sam, &list, "2026", "2026-06-01").await;
        let other = competencies::edition(&sam, &list, "2025", "2025-06-01").await;
        let ok = json!({ "credentialId": license });
        let of = |more: Value| input(&acme, more);
        let tomorrow = (t.clock.today() + Days::new(2)).to_string();
        let mut errors = Vec::new();
        for input in [
            of(json!({})),
            of(json!({ "credentialId": license, "competencyEditionId": edition["id"] })),
            of(json!({ "credentialId": license, "occupation": " ", "affirmedOn": "1899-12-31", "source": "x".repeat(501) })),
            of(json!({ "credentialId": license, "occupation": "nurse", "affirmedOn": tomorrow })),
            of(json!({ "credentialId": license, "occupation": "29-9999", "expiresOn": "2026-11-01", "meetingId": "x", "programId": "x" })),
            of(json!({ "credentialId": "x" })),
            of(json!({ "competencyEditionId": "x", "employerId": "x", "contactId": "x" })),
            of(json!({ "credentialId": license, "rejectedCompetencyIds": [edition["competencies"][0]["id"]] })),
            of(json!({ "competencyEditionId": edition["id"], "rejectedCompetencyIds": [edition["competencies"][0]["id"], other["competencies"][0]["id"]] })),
            // Who works elsewhere does not speak for it, nor does who is there only later.
            input(&(acme.0.clone(), bolt.1.clone()), ok.clone()),
            of(json!({ "credentialId": license, "affirmedOn": "2019-12-31" })),
            of(json!({ "credentialId": license, "note": "Her number is 123-45-6789." })),
        ] {
            errors.push(sam.gql(RECORD, json!({ "input": input })).await["affirmationRecord"]["userErrors"].clone());
        }
        let day = "This must be a day from 1900 to today.";
        let nobody = "This person did not work for the employer on";
        assert_json!(json!(errors), [
            [{"code": "REQUIRED", "message": "Name the credential or the edition of a list of competencies.", "path": ["input", "credentialId"]}],
            [{"code": "INVALID", "message": "Name a credential or an edition of a list of competencies, not both.", "path": ["input", "credentialId"]}],
            [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "occupation"]}, {"code": "INVALID", "message": day, "path": ["input", "affirmedOn"]}, {"code": "TOO_LONG", "message": "This has 501 characters; at most 500 are allowed.", "path": ["input", "source"]}],
            [{"code": "INVALID", "message": "Write a SOC code such as 29-1141.", "path": ["input", "occupation"]}, {"code": "INVALID", "message": day, "path": ["input", "affirmedOn"]}],
            [{"code": "NOT_FOUND", "message": "The current SOC list does not have 29-9999.", "path": ["input", "occupation"]}, {"code": "NOT_FOUND", "message": "There is no such meeting.", "path": ["input", "meetingId"]}, {"code": "NOT_FOUND", "message": "There is no such program.", "path": ["input", "programId"]}, {"code": "INVALID", "message": "It counts for a day after it was said at least.", "path": ["input", "expiresOn"]}],
            [{"code": "NOT_FOUND", "message": "There is no such credential.", "path": ["input", "credentialId"]}],
            [{"code": "NOT_FOUND", "message": "There is no such employer.", "path": ["input", "employerId"]}, {"code": "NOT_FOUND", "message": "There is no such contact.", "path": ["input", "contactId"]}, {"code": "NOT_FOUND", "message": "There is no such edition.", "path": ["input", "competencyEditionId"]}],
            [{"code": "INVALID", "message": "A credential is affirmed as a whole; only competencies are rejected one by one.", "path": ["input", "rejectedCompetencyIds"]}],
            [{"code": "NOT_FOUND", "message": "The edition does not have all of these competencies.", "path": ["input", "rejectedCompetencyIds"]}],
            [{"code": "INVALID", "message": format!("{nobody} 2026-11-01."), "path": ["input", "contactId"]}],
            [{"code": "INVALID", "message": format!("{nobody} 2019-12-31."), "path": ["input", "contactId"]}],
            [{"code": "PERSONAL_DATA", "message": "This holds what looks like a Social Security number. Such numbers are not kept here: take it out.", "path": ["input", "note"]}]
        ]);
        let none = sam.gql("{ affirmations { totalCount { value } } }", json!({})).await;
        assert_eq!(none["affirmations"]["totalCount"]["value"], 0);
    }

    async fn people_move_and_what_they_said_before_stays(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let acme = firm(&sam, "Acme").await;
        let bolt = (crate::contributions::employer(&sam, "Bolt").await, acme.1.clone());
        let license = credential(&sam, "RN license", json!({})).await;
        let of = json!({ "credentialId": license });
        let query = "query($id: ID!) { contact(id: $id) { affiliations { nodes { id } } } }";
        let place = sam.gql(query, json!({ "id": acme.1 })).await["contact"]["affiliations"]["nodes"][0]["id"].clone();
        let end = "mutation($id: ID!) { affiliationUpdate(id: $id, version: 1, input: {toOn: \"2026-11-01\"}) { userErrors { message } } }";
        assert_json!(sam.gql(end, json!({ "id": place })).await["affiliationUpdate"], {"userErrors": []});
        let start = "mutation($input: AffiliationStartInput!) { affiliationStart(input: $input) { userErrors { message } } }";
        let input_ = json!({ "contactId": acme.1, "employerId": bolt.0, "fromOn": "2026-11-02" });
        assert_json!(sam.gql(start, json!({ "input": input_ })).await["affiliationStart"], {"userErrors": []});
        // The last day at the one, the first at the other.
        affirmed(&sam, &acme, of.clone()).await;
        let mut later = of.clone();
        later["affirmedOn"] = json!("2026-11-02");
        affirmed(&sam, &bolt, later.clone()).await;
        for wrong in [input(&acme, later), input(&bolt, of)] {
            let data = sam.gql(RECORD, json!({ "input": wrong })).await;
            assert_eq!(data["affirmationRecord"]["userErrors"][0]["path"], json!(["input", "contactId"]), "{data}");
        }
        let ben = person(&sam, &acme.0, "Ben").await;
        affirmed(&sam, &(acme.0, ben), json!({ "credentialId": license, "affirmedOn": "2026-11-02" })).await;
    }

    async fn each_agency_records_its_own_and_conveners_for_all(t: TestApp) {
        let (sam, tom) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let (cora, vera) = (t.user(UserRole::Convener).await, t.user(UserRole::Viewer).await);
        let acme = firm(&sam, "Acme").await;
        let license = credential(&sam, "RN license", json!({})).await;
        let of = |agency: Value| input(&acme, json!({ "credentialId": license, "agencyId": agency }));
        let mut seen = Vec::new();
        for (user, agency) in [
            (&sam, Value::Null),
            (&tom, json!(sam.agency_id.to_string())),
            (&cora, json!(sam.agency_id.to_string())),
            (&cora, json!("nonsense")),
            (&vera, Value::Null),
        ] {
            let data = user.gql(RECORD, json!({ "input": of(agency) })).await;
            let errors = data["affirmationRecord"]["userErrors"].as_array().unwrap();
            seen.push(errors.first().map_or(Value::Null, |error| error["code"].clone()));
        }
        assert_json!(json!(seen), [null, "FORBIDDEN", null, "NOT_FOUND", "FORBIDDEN"]);
        let agencies = tom.gql("{ affirmations { nodes { agency { id } } } }", json!({})).await;
        let own = json!({ "agency": { "id": sam.agency_id.to_string() } });
        assert_eq!(agencies["affirmations"]["nodes"], json!([own, own]));
    }

    async fn a_meeting_that_was_called_off_is_refused(t: TestApp) {
        let cora = t.user(UserRole::Convener).await;
        let acme = firm(&cora, "Acme").await;
        let license = credential(&cora, "RN license", json!({})).await;
        let board = board(&cora).await;
        let meeting = scheduled(&cora, &board, json!({})).await;
        let cancel = "mutation($id: ID!) { meetingCancel(id: $id, version: 1) { userErrors { message } } }";
        assert_json!(cora.gql(cancel, json!({ "id": meeting })).await["meetingCancel"], {"userErrors": []});
        let data = cora.gql(RECORD, json!({ "input": input(&acme, json!({ "credentialId": license, "meetingId": meeting })) })).await;
        assert_json!(data["affirmationRecord"], {"affirmation": null, "userErrors": [{"code": "STATE", "message": "This meeting was called off.", "path": ["input", "meetingId"]}]});
    }
}
