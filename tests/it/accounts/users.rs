//! Users: adding, changing, ending and giving back access, listing.

use api::accounts::ops::{self, NewUser};
use entities::{
    agency::{self, AgencyKind},
    audit_entry, calendar_feed,
    ids::AgencyId,
    user_account::UserRole,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use super::{Browser, PASSWORD, person};
use crate::{
    completers::completer,
    programs::program,
    support::{User, assert_json, on_both},
};

const CREATE: &str = "mutation($input: UserCreateInput!) {
    userCreate(input: $input) { user { name email role isDisabled version agency { kind } } userErrors { code path message } }
}";
const UPDATE: &str = "mutation($id: ID!, $version: Int!, $input: UserUpdateInput!) {
    userUpdate(id: $id, version: $version, input: $input) {
        user { name email role version } changes { field before after isRestricted } userErrors { code path message }
    }
}";
const DISABLE: &str = "mutation($id: ID!, $version: Int!) {
    userDisable(id: $id, version: $version) { user { isDisabled version } userErrors { code path message } }
}";
const ENABLE: &str = "mutation($id: ID!, $version: Int!) {
    userEnable(id: $id, version: $version) { user { isDisabled version } userErrors { code path message } }
}";

fn ann(ada: &User<'_>) -> Value {
    json!({ "name": "Ann", "email": "ann@example.org", "role": "STAFF", "agencyId": ada.agency_id.to_string(), "password": PASSWORD })
}

on_both! {
    async fn a_user_is_added_and_signs_in(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let data = ada.gql(CREATE, json!({ "input": ann(&ada) })).await;
        assert_json!(data["userCreate"], {"user": {"agency": {"kind": "COLLEGE"}, "email": "ann@example.org", "isDisabled": false, "name": "Ann", "role": "STAFF", "version": 1}, "userErrors": []});
        assert_eq!(Browser::signed_in(&t, "ann@example.org").await.role().await.as_deref(), Some("STAFF"));
    }

    async fn an_agency_is_made_with_its_user_or_not_at_all(t: TestApp) {
        person(&t, t.agency().await, UserRole::Staff, "ann@example.org").await;
        let cx = t.app.system("a test");
        let mut told = Vec::new();
        for (email, is_made) in [("ann@example.org", false), ("bea@example.org", true)] {
            let name = || Set("Alder Board".to_owned());
            let agency = agency::ActiveModel { name: name(), kind: Set(AgencyKind::WorkforceBoard), ..Default::default() };
            let new = NewUser {
                agency_id: t.app.ids.next(),
                name: "Bea".to_owned(),
                email: email.to_owned(),
                role: UserRole::Admin,
                password: None,
            };
            let before = audit_entry::Entity::find().count(t.app.db.read()).await.unwrap();
            let made = ops::create_user_and_agency(&cx, new, agency.into()).await;
            let stored = agency::Entity::find().filter(agency::Column::Name.eq("Alder Board")).all(t.app.db.read()).await.unwrap();
            let noted = audit_entry::Entity::find().count(t.app.db.read()).await.unwrap() - before;
            assert_eq!((stored.len(), noted), if is_made { (1, 2) } else { (0, 0) });
            match made {
                Ok(user) => assert_eq!(user.agency_id, stored[0].id),
                Err(error) => told.extend(error.into_user_errors().unwrap().into_iter().map(|error| error.path)),
            }
        }
        assert_eq!(told, [["input", "email"]]);
    }

    async fn every_problem_is_named_with_its_place(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let input = json!({ "name": " ", "email": "nowhere", "role": "STAFF", "agencyId": "nonsense", "password": "short" });
        let data = ada.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["userCreate"], {"user": null, "userErrors": [{"code": "REQUIRED", "message": "This must not be empty.", "path": ["input", "name"]}, {"code": "INVALID", "message": "Write an e-mail address such as ann@example.org.", "path": ["input", "email"]}, {"code": "INVALID", "message": "A password has at least 12 characters.", "path": ["input", "password"]}]});
        let mut input = ann(&ada);
        input["agencyId"] = json!("agency_00000000000000000000000000000007");
        let data = ada.gql(CREATE, json!({ "input": input })).await;
        assert_json!(data["userCreate"], {"user": null, "userErrors": [{"code": "NOT_FOUND", "message": "There is no such agency.", "path": ["input", "agencyId"]}]});
    }

    async fn an_address_is_one_persons(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        ada.gql(CREATE, json!({ "input": ann(&ada) })).await;
        let mut again = ann(&ada);
        again["email"] = json!("ANN@example.org");
        let data = ada.gql(CREATE, json!({ "input": again })).await;
        assert_json!(data["userCreate"], {"user": null, "userErrors": [{"code": "DUPLICATE", "message": "Somebody has this e-mail address.", "path": ["input", "email"]}]});
        let vars = json!({ "id": ada.id.to_string(), "version": 1, "input": { "email": "Ann@Example.Org" } });
        let data = ada.gql(UPDATE, vars).await;
        assert_eq!(data["userUpdate"]["userErrors"][0]["code"], "DUPLICATE");
    }

    async fn a_change_is_told_field_by_field_and_a_lost_race_is_a_conflict(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let id = person(&t, ada.agency_id, UserRole::Staff, "ann@example.org").await.to_string();
        let input = json!({ "name": "Ann Other", "role": "CONVENER", "email": "other@example.org" });
        let data = ada.gql(UPDATE, json!({ "id": id, "version": 1, "input": input })).await;
        assert_json!(data["userUpdate"], {"changes": [{"after": "Ann Other", "before": "Ann Person", "field": "name", "isRestricted": false}, {"after": "other@example.org", "before": "ann@example.org", "field": "email", "isRestricted": false}, {"after": "CONVENER", "before": "STAFF", "field": "role", "isRestricted": false}], "user": {"email": "other@example.org", "name": "Ann Other", "role": "CONVENER", "version": 2}, "userErrors": []});
        let data = ada.gql(UPDATE, json!({ "id": id, "version": 1, "input": { "name": "Bo" } })).await;
        assert_json!(data["userUpdate"], {"changes": [], "user": {"email": "other@example.org", "name": "Ann Other", "role": "CONVENER", "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
        let data = ada.gql(UPDATE, json!({ "id": id, "version": 2, "input": { "email": "bad", "agencyId": "nonsense" } })).await;
        assert_json!(data["userUpdate"]["userErrors"], [{"code": "INVALID", "message": "Write an e-mail address such as ann@example.org.", "path": ["input", "email"]}]);
        for (name, query) in [("userDisable", DISABLE), ("userEnable", ENABLE)] {
            let data = ada.gql(query, json!({ "id": "nonsense", "version": 1 })).await;
            assert_eq!(data[name]["userErrors"][0]["code"], "NOT_FOUND");
        }
        let data = ada.gql(DISABLE, json!({ "id": id, "version": 1 })).await;
        assert_json!(data["userDisable"], {"user": {"isDisabled": false, "version": 2}, "userErrors": [{"code": "CONFLICT", "message": "Somebody changed this record since you read it; look at it again.", "path": ["version"]}]});
    }

    async fn only_admins_manage_users(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        for role in [UserRole::Viewer, UserRole::Staff, UserRole::Convener] {
            let user = t.user_of(ada.agency_id, role).await;
            let own = json!({ "id": user.id.to_string(), "version": 1, "input": { "role": "ADMIN" } });
            let answers = [
                user.gql(CREATE, json!({ "input": ann(&ada) })).await["userCreate"].take(),
                user.gql(UPDATE, own).await["userUpdate"].take(),
                user.gql(DISABLE, json!({ "id": ada.id.to_string(), "version": 1 })).await["userDisable"].take(),
                user.gql(ENABLE, json!({ "id": ada.id.to_string(), "version": 1 })).await["userEnable"].take(),
            ];
            for answer in answers {
                assert_eq!((&answer["user"], &answer["userErrors"][0]["code"]), (&Value::Null, &json!("FORBIDDEN")), "{answer}");
            }
        }
        assert_eq!(ada.gql("{ users { totalCount { value } } }", json!({})).await["users"]["totalCount"]["value"], 4);
    }

    async fn ended_access_ends_everything_at_once_and_for_good(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let sam = t.user(UserRole::Staff).await;
        let id = person(&t, ada.agency_id, UserRole::Staff, "ann@example.org").await.to_string();
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        let data = ada.gql(DISABLE, json!({ "id": id, "version": 1 })).await;
        assert_json!(data["userDisable"], {"user": {"isDisabled": true, "version": 2}, "userErrors": []});
        let twice = ada.gql(DISABLE, json!({ "id": id, "version": 2 })).await;
        assert_json!(twice["userDisable"]["userErrors"], [{"code": "STATE", "message": "This user's access has ended already.", "path": ["id"]}]);
        ada.gql(DISABLE, json!({ "id": sam.id.to_string(), "version": 1 })).await;
        assert_eq!(browser.role().await, None);
        assert_eq!(sam.ask("{ viewer { name } }", json!({})).await.status.as_u16(), 401);
        let back = ada.gql(ENABLE, json!({ "id": id, "version": 2 })).await;
        assert_json!(back["userEnable"], {"user": {"isDisabled": false, "version": 3}, "userErrors": []});
        ada.gql(ENABLE, json!({ "id": sam.id.to_string(), "version": 2 })).await;
        let twice = ada.gql(ENABLE, json!({ "id": id, "version": 3 })).await;
        assert_json!(twice["userEnable"]["userErrors"], [{"code": "STATE", "message": "This user has access.", "path": ["id"]}]);
        assert_eq!(browser.role().await, None);
        assert_eq!(sam.ask("{ viewer { name } }", json!({})).await.status.as_u16(), 401);
        assert_eq!(Browser::signed_in(&t, "ann@example.org").await.role().await.as_deref(), Some("STAFF"));
    }

    async fn the_last_admin_with_access_stays(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        let own = ada.id.to_string();
        let demote = json!({ "id": own, "version": 1, "input": { "role": "VIEWER" } });
        let data = ada.gql(UPDATE, demote.clone()).await;
        assert_json!(data["userUpdate"]["userErrors"], [{"code": "STATE", "message": "This is the last admin with access; make somebody else admin first.", "path": ["id"]}]);
        let data = ada.gql(DISABLE, json!({ "id": own, "version": 1 })).await;
        assert_json!(data["userDisable"]["userErrors"], [{"code": "STATE", "message": "This is the last admin with access; make somebody else admin first.", "path": ["id"]}]);
        // An admin whose access has ended does not count.
        let other = person(&t, ada.agency_id, UserRole::Admin, "bo@example.org").await.to_string();
        ada.gql(DISABLE, json!({ "id": other, "version": 1 })).await;
        assert_eq!(ada.gql(UPDATE, demote.clone()).await["userUpdate"]["userErrors"][0]["code"], "STATE");
        ada.gql(ENABLE, json!({ "id": other, "version": 2 })).await;
        // With another admin it is still for the other one to do.
        let data = ada.gql(UPDATE, demote.clone()).await;
        assert_json!(data["userUpdate"]["userErrors"], [{"code": "FORBIDDEN", "message": "You cannot change your own role; another administrator can.", "path": ["input", "role"]}]);
        let cy = t.user(UserRole::Admin).await;
        assert_eq!(cy.gql(UPDATE, demote).await["userUpdate"]["userErrors"], json!([]));
    }

    async fn nobody_moves_oneself_to_another_agency(t: TestApp) {
        let (ada, sam) = (t.user(UserRole::Admin).await, t.user(UserRole::Staff).await);
        let p = program(&sam, json!({ "name": "Nursing" })).await;
        completer(&sam, &p, "SECRET-17", json!({})).await;
        let to = |user: &User<'_>, agency: AgencyId| json!({ "id": user.id.to_string(), "version": 1, "input": { "agencyId": agency.to_string() } });
        let data = ada.gql(UPDATE, to(&ada, sam.agency_id)).await;
        assert_json!(data["userUpdate"]["userErrors"], [{"code": "FORBIDDEN", "message": "You cannot move yourself to another agency; another administrator can.", "path": ["input", "agencyId"]}]);
        let count = "{ completers { totalCount { value } } }";
        assert_eq!(ada.gql(count, json!({})).await["completers"]["totalCount"]["value"], 0);
        // What stays as it is may be sent along.
        let same = json!({ "id": ada.id.to_string(), "version": 1, "input": { "name": "Ada L.", "role": "ADMIN", "agencyId": ada.agency_id.to_string() } });
        assert_eq!(ada.gql(UPDATE, same).await["userUpdate"]["userErrors"], json!([]));
    }

    async fn who_is_moved_signs_in_anew_and_both_agencies_read_of_it(t: TestApp) {
        let (ada, kim) = (t.user(UserRole::Admin).await, t.user(UserRole::Admin).await);
        let sam = t.user(UserRole::Staff).await;
        let id = person(&t, sam.agency_id, UserRole::Staff, "ann@example.org").await.to_string();
        let mut browser = Browser::signed_in(&t, "ann@example.org").await;
        for user in [&sam, &ada] {
            let feed = "mutation { calendarFeedCreate(input: {}) { userErrors { message } } }";
            assert_json!(user.gql(feed, json!({})).await, {"calendarFeedCreate": {"userErrors": []}});
        }
        for user in [id.as_str(), &sam.id.to_string()] {
            let input = json!({ "agencyId": kim.agency_id.to_string() });
            let data = ada.gql(UPDATE, json!({ "id": user, "version": 1, "input": input })).await;
            assert_eq!(data["userUpdate"]["userErrors"], json!([]), "{data}");
        }
        assert_eq!(browser.role().await, None);
        assert_eq!(sam.ask("{ viewer { name } }", json!({})).await.status.as_u16(), 401);
        let feeds = calendar_feed::Entity::find().all(t.app.db.read()).await.unwrap();
        assert_eq!(feeds.len(), 2);
        assert!(feeds.iter().all(|feed| feed.revoked_at.is_some() == (feed.user_id == sam.id)), "{feeds:?}");
        let mut anew = Browser::signed_in(&t, "ann@example.org").await;
        assert_eq!(anew.role().await.as_deref(), Some("STAFF"));
        // Another name ends nothing.
        let named = json!({ "id": id, "version": 2, "input": { "name": "Ann Other" } });
        assert_eq!(ada.gql(UPDATE, named).await["userUpdate"]["userErrors"], json!([]));
        assert_eq!(anew.role().await.as_deref(), Some("STAFF"));
        let audit = "query($id: ID!, $agency: ID!) { auditEntries(where: {subjectId: $id, agencyId: $agency, action: [\"MOVED\"]}) {
            nodes { action user { id } changes { field before after } } } }";
        let change = json!({ "field": "agencyId", "before": sam.agency_id.to_string(), "after": kim.agency_id.to_string() });
        let moved = json!([{ "action": "MOVED", "user": { "id": ada.id.to_string() }, "changes": [change] }]);
        for agency in [sam.agency_id, kim.agency_id] {
            let told = kim.gql(audit, json!({ "id": id, "agency": agency.to_string() })).await;
            assert_eq!(told["auditEntries"]["nodes"], moved);
        }
    }

    async fn who_comes_to_another_agency_chooses_the_password_oneself(t: TestApp) {
        let (ada, kim) = (t.user(UserRole::Admin).await, t.user(UserRole::Admin).await);
        let mut input = ann(&kim);
        let refused = ada.gql(CREATE, json!({ "input": input })).await;
        assert_json!(refused["userCreate"], {"user": null, "userErrors": [{"code": "FORBIDDEN", "message": "You cannot choose a password for a person of another agency; invite the person instead.", "path": ["input", "password"]}]});
        assert_eq!(kim.gql(CREATE, json!({ "input": input })).await["userCreate"]["userErrors"], json!([]));
        // Without a password, and by an invitation, and the agency reads of both; of its own it reads what it always read.
        input["email"] = json!("bea@example.org");
        input["password"].take();
        let added = ada.gql(CREATE, json!({ "input": input })).await;
        assert_eq!(added["userCreate"]["userErrors"], json!([]), "{added}");
        input["email"] = json!("cy@example.org");
        input.as_object_mut().unwrap().remove("password");
        let invite = "mutation($input: UserInviteInput!) { userInvite(input: $input) { userErrors { code } } }";
        assert_eq!(ada.gql(invite, json!({ "input": input })).await["userInvite"]["userErrors"], json!([]));
        let audit = "query($agency: ID!) { auditEntries(where: {agencyId: $agency, action: [\"ADDED\"]}) { nodes { user { id } changes { field before after } } } }";
        let told = kim.gql(audit, json!({ "agency": kim.agency_id.to_string() })).await;
        let change = json!({ "field": "agencyId", "before": null, "after": kim.agency_id.to_string() });
        let one = json!({ "user": { "id": ada.id.to_string() }, "changes": [change] });
        assert_eq!(told["auditEntries"]["nodes"], json!([one, one]));
    }

    async fn of_two_admins_who_end_each_others_access_one_stays(t: TestApp) {
        let (ada, bo) = (t.user(UserRole::Admin).await, t.user(UserRole::Admin).await);
        let end = |id: String| json!({ "id": id, "version": 1 });
        tokio::join!(ada.ask(DISABLE, end(bo.id.to_string())), bo.ask(DISABLE, end(ada.id.to_string())));
        let statuses = [ada.ask("{ viewer { role } }", json!({})).await.status, bo.ask("{ viewer { role } }", json!({})).await.status];
        assert!(statuses.iter().any(poem::http::StatusCode::is_success), "{statuses:?}");
    }

    async fn lists_filter_and_order(t: TestApp) {
        let ada = t.user(UserRole::Admin).await;
        for (name, role) in [("bo", UserRole::Staff), ("cy", UserRole::Viewer), ("di", UserRole::Staff)] {
            person(&t, ada.agency_id, role, &format!("{name}@example.com")).await;
        }
        let vera = t.user(UserRole::Viewer).await;
        let query = "query($where: UserWhere, $orderBy: [UserOrder!]) { users(where: $where, orderBy: $orderBy) { nodes { email } } }";
        let mut found = Vec::new();
        let own = ada.agency_id.to_string();
        for (filter, order) in [
            (json!({ "search": "ann person", "role": ["STAFF"] }), json!([{ "email": "DESC" }])),
            (json!({ "email": { "startsWith": "CY" } }), json!([])),
            (json!({ "agencyId": own, "not": { "role": ["ADMIN"] } }), json!([{ "name": "ASC" }, { "email": "ASC" }])),
            (json!({ "isDisabled": true }), json!([])),
        ] {
            let page = vera.gql(query, json!({ "where": filter, "orderBy": order })).await;
            let nodes = page["users"]["nodes"].as_array().unwrap().clone();
            found.push(nodes.iter().map(|node| node["email"].clone()).collect::<Vec<_>>());
        }
        assert_json!(json!(found), [["di@example.com", "bo@example.com"], ["cy@example.com"], ["bo@example.com", "cy@example.com", "di@example.com"], []]);
        let query = "query($first: Int) { users(first: $first) { nodes { name agency { name parent { name } } } } }";
        let (one, _) = t.statements(vera.gql(query, json!({ "first": 1 }))).await;
        let (five, _) = t.statements(vera.gql(query, json!({ "first": 20 }))).await;
        assert!(one == five && five <= 4, "{one} and {five}");
    }
}
