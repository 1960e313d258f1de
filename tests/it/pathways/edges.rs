//! Edges: nobody comes back along them, and a map holds so many.

use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::{ADD_EDGE, ADD_STEP, Drawn, UPDATE_EDGE, ladder};
use crate::{
    credentials::credential,
    support::{assert_json, on_both},
};

on_both! {
    async fn the_ladder_of_nursing_reads_from_entry_to_top(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let ladder = ladder(&sam).await;
        let query = "query($id: ID!) { pathwayMap(id: $id) { title asOf entrySteps { name } steps { name level wage programs { name } }
            edges { from { name } to { name } months state credentials { requirement credential { name kind } } programs { name }
                validations { employer { name } validatedOn expiresOn state } } permissions { canUpdate } } }";
        assert_json!(vera.gql(query, json!({ "id": ladder.map.id })).await["pathwayMap"], {"asOf": "2026-11-24", "edges": [{"credentials": [{"credential": {"kind": "LICENSE", "name": "Practical nurse license"}, "requirement": "REQUIRED"}], "from": {"name": "Nursing assistant"}, "months": 12, "programs": [{"name": "Practical nursing"}], "state": "VALIDATED", "to": {"name": "Licensed practical nurse"}, "validations": [{"employer": {"name": "Mercy Hospital"}, "expiresOn": "2028-11-01", "state": "CURRENT", "validatedOn": "2026-11-01"}, {"employer": {"name": "Valley Care Home"}, "expiresOn": "2028-11-01", "state": "CURRENT", "validatedOn": "2026-11-01"}]}, {"credentials": [{"credential": {"kind": "LICENSE", "name": "Registered nurse license"}, "requirement": "REQUIRED"}, {"credential": {"kind": "DEGREE", "name": "Associate degree in nursing"}, "requirement": "PREFERRED"}], "from": {"name": "Licensed practical nurse"}, "months": 24, "programs": [], "state": "UNVALIDATED", "to": {"name": "Registered nurse"}, "validations": []}], "entrySteps": [{"name": "Nursing assistant"}], "permissions": {"canUpdate": false}, "steps": [{"level": 1, "name": "Nursing assistant", "programs": [], "wage": "$17.20–$21.40 an hour"}, {"level": 2, "name": "Licensed practical nurse", "programs": [{"name": "Practical nursing"}], "wage": "$26.10–$32.75 an hour"}, {"level": 3, "name": "Registered nurse", "programs": [], "wage": "$36.50–$52.00 an hour"}], "title": "Nursing in Alder Valley"});
    }

    async fn an_edge_that_would_lead_back_is_refused_with_the_way_named(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let ladder = ladder(&sam).await;
        let mut other = Drawn::new(&sam, json!({ "title": "Other" })).await;
        let foreign = other.step(json!({ "socCode": "29-1141" })).await;
        let [aide, lpn, rn] = &ladder.steps;
        let none = json!("credential_00000000000000000000000000000007");
        let many: Vec<Value> = (0..11).map(|n| json!({ "credentialId": format!("credential_{n:032}") })).collect();
        let programs: Vec<String> = (0..11).map(|n| format!("program_{n:032}")).collect();
        let mut errors = Vec::new();
        for (user, input) in [
            (&sam, json!({ "fromStepId": lpn, "toStepId": aide })),
            (&sam, json!({ "fromStepId": rn, "toStepId": aide })),
            (&sam, json!({ "fromStepId": rn, "toStepId": rn })),
            (&sam, json!({ "fromStepId": aide, "toStepId": lpn })),
            (&sam, json!({ "fromStepId": foreign, "toStepId": "nonsense" })),
            (&sam, json!({ "fromStepId": aide, "toStepId": rn, "months": 241, "credentials": many, "programIds": programs })),
            (&sam, json!({ "fromStepId": aide, "toStepId": rn, "credentials": [{ "credentialId": ladder.licenses[0] }, { "credentialId": ladder.licenses[0], "requirement": "PREFERRED" }] })),
            (&sam, json!({ "fromStepId": aide, "toStepId": rn, "credentials": [{ "credentialId": none }] })),
            (&sam, json!({ "fromStepId": aide, "toStepId": rn, "programIds": ["program_00000000000000000000000000000007"] })),
            (&vera, json!({ "fromStepId": aide, "toStepId": rn })),
        ] {
            let variables = json!({ "map": ladder.map.id, "version": ladder.map.version, "input": input });
            let data = user.gql(ADD_EDGE, variables).await["pathwayEdgeAdd"].take();
            assert_eq!((&data["pathwayMap"], &data["pathwayEdge"]), (&Value::Null, &Value::Null));
            errors.push(data["userErrors"].clone());
        }
        assert_json!(json!(errors), [[{"code": "INVALID", "message": "This would lead back to where it began: Licensed practical nurse → Nursing assistant → Licensed practical nurse.", "path": ["input", "toStepId"]}], [{"code": "INVALID", "message": "This would lead back to where it began: Registered nurse → Nursing assistant → Licensed practical nurse → Registered nurse.", "path": ["input", "toStepId"]}], [{"code": "INVALID", "message": "An edge leads from one step to another one.", "path": ["input", "toStepId"]}], [{"code": "DUPLICATE", "message": "This map has an edge between these steps.", "path": ["input", "toStepId"]}], [{"code": "NOT_FOUND", "message": "There is no such step in this map.", "path": ["input", "fromStepId"]}, {"code": "NOT_FOUND", "message": "There is no such step in this map.", "path": ["input", "toStepId"]}], [{"code": "INVALID", "message": "This lies between 1 and 240.", "path": ["input", "months"]}, {"code": "LIMIT", "message": "An edge asks for 10 credentials at most.", "path": ["input", "credentials"]}, {"code": "LIMIT", "message": "10 programs at most lead along an edge.", "path": ["input", "programIds"]}], [{"code": "DUPLICATE", "message": "A credential is named twice.", "path": ["input", "credentials"]}], [{"code": "NOT_FOUND", "message": "There is no such credential.", "path": ["input", "credentials"]}], [{"code": "NOT_FOUND", "message": "There is no such program.", "path": ["input", "programIds"]}], [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]]);
    }

    async fn the_level_of_a_step_is_the_longest_way_to_it(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut ladder = ladder(&sam).await;
        let [aide, lpn, rn] = ladder.steps.clone();
        ladder.map.edge(&aide, &rn, json!({})).await;
        let home = ladder.map.step(json!({ "socCode": "31-1121", "title": "Home health aide" })).await;
        ladder.map.edge(&home, &aide, json!({})).await;
        let query = "query($id: ID!) { pathwayMap(id: $id) { entrySteps { name } steps { name level } edges { from { name } to { name } } } }";
        assert_json!(sam.gql(query, json!({ "id": ladder.map.id })).await["pathwayMap"], {"edges": [{"from": {"name": "Home health aide"}, "to": {"name": "Nursing assistant"}}, {"from": {"name": "Nursing assistant"}, "to": {"name": "Licensed practical nurse"}}, {"from": {"name": "Nursing assistant"}, "to": {"name": "Registered nurse"}}, {"from": {"name": "Licensed practical nurse"}, "to": {"name": "Registered nurse"}}], "entrySteps": [{"name": "Home health aide"}], "steps": [{"level": 1, "name": "Home health aide"}, {"level": 2, "name": "Nursing assistant"}, {"level": 3, "name": "Licensed practical nurse"}, {"level": 4, "name": "Registered nurse"}]});
        let back = json!({ "map": ladder.map.id, "version": ladder.map.version, "input": { "fromStepId": lpn, "toStepId": home } });
        let data = sam.gql(ADD_EDGE, back).await;
        assert_eq!(data["pathwayEdgeAdd"]["userErrors"][0]["message"], "This would lead back to where it began: Licensed practical nurse → Home health aide → Nursing assistant → Licensed practical nurse.");
    }

    async fn an_edge_is_changed_and_keeps_naming_what_is_in_the_trash(t: TestApp) {
        let (sam, vera) = (t.user(UserRole::Staff).await, t.user(UserRole::Viewer).await);
        let ladder = ladder(&sam).await;
        let badge = credential(&sam, "Badge", json!({ "kind": "BADGE" })).await;
        let mut seen = Vec::new();
        for (user, version, input) in [
            (&sam, 0, json!({ "months": null, "credentials": [{ "credentialId": badge }, { "credentialId": ladder.licenses[1] }], "programIds": [] })),
            (&sam, 1, json!({ "credentials": [{ "credentialId": badge }, { "credentialId": ladder.licenses[1] }] })),
            (&sam, 0, json!({ "months": 3 })),
            (&vera, 1, json!({ "months": 3 })),
        ] {
            let variables = json!({ "id": ladder.edges[1], "version": ladder.map.version + version, "input": input });
            seen.push(user.gql(UPDATE_EDGE, variables).await["pathwayEdgeUpdate"].take());
        }
        for data in &mut seen {
            if let Some(version) = data["pathwayMap"]["version"].as_i64() {
                data["pathwayMap"]["version"] = json!(version - i64::from(ladder.map.version));
            }
        }
        sam.gql("mutation($id: ID!) { credentialTrash(id: $id, version: 1) { userErrors { code } } }", json!({ "id": badge })).await;
        let query = "query($id: ID!) { pathwayMap(id: $id) { edges { credentials { credential { name } } } } }";
        seen.push(sam.gql(query, json!({ "id": ladder.map.id })).await["pathwayMap"]["edges"][1].take());
        assert_json!(json!(seen), [{"pathwayEdge": {"credentials": [{"credential": {"name": "Badge"}, "requirement": "REQUIRED"}, {"credential": {"name": "Registered nurse license"}, "requirement": "REQUIRED"}], "months": null, "programs": [], "state": "UNVALIDATED"}, "pathwayMap": {"version": 1}, "userErrors": []}, {"pathwayEdge": {"credentials": [{"credential": {"name": "Badge"}, "requirement": "REQUIRED"}, {"credential": {"name": "Registered nurse license"}, "requirement": "REQUIRED"}], "months": null, "programs": [], "state": "UNVALIDATED"}, "pathwayMap": {"version": 1}, "userErrors": []}, {"pathwayEdge": null, "pathwayMap": {"version": 1}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]}, {"pathwayEdge": null, "pathwayMap": null, "userErrors": [{"code": "FORBIDDEN", "message": "Your role does not allow this.", "path": []}]}, {"credentials": [{"credential": {"name": "Badge"}}, {"credential": {"name": "Registered nurse license"}}]}]);
    }

    async fn a_map_holds_forty_steps_and_a_hundred_and_twenty_edges(t: TestApp) {
        let sam = t.user(UserRole::Staff).await;
        let mut map = Drawn::new(&sam, json!({ "title": "Large" })).await;
        let mut steps = Vec::new();
        for n in 0..40 {
            steps.push(map.step(json!({ "socCode": "29-1141", "title": format!("Step {n:02}") })).await);
        }
        let more = json!({ "map": map.id, "version": map.version, "input": { "socCode": "29-2061" } });
        let mut errors = vec![sam.gql(ADD_STEP, more).await["pathwayStepAdd"]["userErrors"].clone()];
        // The three next steps of each.
        let pairs: Vec<(usize, usize)> = (0..40).flat_map(|from| (1..5).map(move |n| (from, from + n))).filter(|(_, to)| *to < 40).take(121).collect();
        for (from, to) in &pairs[..120] {
            map.edge(&steps[*from], &steps[*to], json!({})).await;
        }
        let (from, to) = pairs[120];
        let more = json!({ "map": map.id, "version": map.version, "input": { "fromStepId": steps[from], "toStepId": steps[to] } });
        errors.push(sam.gql(ADD_EDGE, more).await["pathwayEdgeAdd"]["userErrors"].clone());
        assert_json!(json!(errors), [[{"code": "LIMIT", "message": "A map has 40 steps at most.", "path": ["pathwayMapId"]}], [{"code": "LIMIT", "message": "A map has 120 edges at most.", "path": ["pathwayMapId"]}]]);
        let started = std::time::Instant::now();
        let data = sam.gql("query($id: ID!) { pathwayMap(id: $id) { svg steps { level } edges { state } } }", json!({ "id": map.id })).await;
        assert!(started.elapsed().as_secs() < 5, "{:?}", started.elapsed());
        let svg = data["pathwayMap"]["svg"].as_str().unwrap();
        assert_eq!(svg.matches("not yet validated</text>").count(), 120);
        crate::pathways::drawing::assert_well_formed(svg);
    }
}
