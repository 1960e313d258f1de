//! A filter tells of the records it names: only who may read those may use it.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use crate::support::{User, on_both};

/// A list, its filter's type, the right to read its rows, and filters with the further right each needs.
type Case = (&'static str, &'static str, Action, Vec<(Value, Action)>);

/// Each list with what reads it, and its filters with what they need beside.
fn cases() -> Vec<Case> {
    use Action::{
        AgencyRead, ContactRead, ContributionRead, EmployerRead, EngagementRead, MeetingRead,
        PartnershipRead, UserRead,
    };
    let nobody = |prefix: &str| json!(format!("{prefix}_{}", "0".repeat(32)));
    vec![
        (
            "employers",
            "EmployerWhere",
            EmployerRead,
            vec![
                (json!({ "roles": { "some": {} } }), PartnershipRead),
                (
                    json!({ "roles": { "none": { "roleType": "HIRE_COMPLETERS" } } }),
                    PartnershipRead,
                ),
                (json!({ "memberOf": {} }), PartnershipRead),
                (json!({ "not": { "memberOf": {} } }), PartnershipRead),
                (
                    json!({ "or": [{ "and": [{ "roles": { "some": {} } }] }] }),
                    PartnershipRead,
                ),
                (json!({ "leadAgencyId": nobody("agency") }), AgencyRead),
                (json!({ "teamUserId": nobody("user") }), UserRead),
            ],
        ),
        (
            "partnerships",
            "PartnershipWhere",
            PartnershipRead,
            vec![
                (json!({ "memberEmployerId": nobody("employer") }), EmployerRead),
                (json!({ "convenerAgencyId": nobody("agency") }), AgencyRead),
            ],
        ),
        (
            "contributions",
            "ContributionWhere",
            ContributionRead,
            vec![
                (json!({ "employerId": nobody("employer") }), EmployerRead),
                (json!({ "agencyId": nobody("agency") }), AgencyRead),
                (json!({ "programId": nobody("program") }), AgencyRead),
                (json!({ "partnershipId": nobody("partnership") }), PartnershipRead),
                (
                    json!({ "not": { "roleTypeId": nobody("role_type") } }),
                    PartnershipRead,
                ),
            ],
        ),
        (
            "engagements",
            "EngagementWhere",
            EngagementRead,
            vec![
                (json!({ "employerId": nobody("employer") }), EmployerRead),
                (json!({ "agencyId": nobody("agency") }), AgencyRead),
                (json!({ "partnershipId": nobody("partnership") }), PartnershipRead),
                (json!({ "authorId": nobody("user") }), UserRead),
                (json!({ "contactId": nobody("contact") }), ContactRead),
            ],
        ),
        (
            "contacts",
            "ContactWhere",
            ContactRead,
            vec![
                (
                    json!({ "affiliation": { "employerId": nobody("employer") } }),
                    EmployerRead,
                ),
                (
                    json!({ "affiliation": { "establishmentId": nobody("establishment") } }),
                    EmployerRead,
                ),
                (
                    json!({ "not": { "affiliation": { "agencyId": nobody("agency") } } }),
                    AgencyRead,
                ),
            ],
        ),
        (
            "meetings",
            "MeetingWhere",
            MeetingRead,
            vec![
                (json!({ "partnershipId": nobody("partnership") }), PartnershipRead),
                (json!({ "agencyId": nobody("agency") }), AgencyRead),
                (json!({ "programId": nobody("program") }), AgencyRead),
                (json!({ "ownerId": nobody("user") }), UserRead),
                (json!({ "employerId": nobody("employer") }), EmployerRead),
                (json!({ "contactId": nobody("contact") }), ContactRead),
            ],
        ),
        (
            "users",
            "UserWhere",
            UserRead,
            vec![(json!({ "agencyId": nobody("agency") }), AgencyRead)],
        ),
    ]
}

/// The code of the error a filtered list answers with, and whether it answers a count.
async fn told(user: &User<'_>, list: &str, input: &str, filter: &Value) -> (Value, bool) {
    let query = format!("query($where: {input}) {{ {list}(where: $where) {{ totalCount {{ value }} }} }}");
    let body = user.ask(&query, json!({ "where": filter })).await.json();
    let is_answered = body["data"][list]["totalCount"]["value"].is_number();
    (body["errors"][0]["extensions"]["code"].clone(), is_answered)
}

on_both! {
    async fn a_filter_needs_the_right_to_read_what_it_tells_of(t: TestApp) {
        let agency = t.agency().await;
        let mut wrong = Vec::new();
        for (list, input, reads, filters) in cases() {
            let blind = t.user_with(agency, UserRole::Staff, &[reads]).await;
            for (filter, needed) in filters {
                let seeing = t.user_with(agency, UserRole::Staff, &[reads, needed]).await;
                if told(&blind, list, input, &filter).await != (json!("FORBIDDEN"), false) {
                    wrong.push(format!("{list} {filter}: answered without {needed:?}"));
                }
                if told(&seeing, list, input, &filter).await != (Value::Null, true) {
                    wrong.push(format!("{list} {filter}: refused with {needed:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    async fn totals_and_lists_below_a_record_need_it_too(t: TestApp) {
        let (sam, agency) = (t.user(UserRole::Staff).await, t.agency().await);
        let reads = [Action::ContactRead, Action::ContributionRead];
        let blind = t.user_with(agency, UserRole::Staff, &reads).await;
        let create = "mutation { contactCreate(input: {name: \"Ann\"}) { contact { id } } }";
        let ann = sam.gql(create, json!({})).await["contactCreate"]["contact"]["id"].clone();
        let query = "query($id: ID!) { contact(id: $id) { name affiliations(where: {employerId: \"x\"}) { nodes { title } } } }";
        let body = blind.ask(query, json!({ "id": ann })).await.json();
        assert_eq!(body["data"]["contact"], json!({ "name": "Ann", "affiliations": null }));
        assert_eq!(body["errors"][0]["extensions"]["code"], "FORBIDDEN");
        let query = "{ contributionTotals(where: {partnershipId: \"x\"}) { count } }";
        let body = blind.ask(query, json!({})).await.json();
        assert_eq!(body["data"], json!({ "contributionTotals": null }));
        assert_eq!(body["errors"][0]["extensions"]["code"], "FORBIDDEN");
    }
}
