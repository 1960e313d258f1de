//! A filter tells of the records it names: only who may read those may use it.

use api::policy::Action;
use entities::user_account::UserRole;
use serde_json::{Value, json};

use super::documents::filters_by_id;
use crate::support::{User, on_both};

/// Filters by an id that need no further right: what they name is read by the same right as the rows, or says nothing of
/// another record.
const SAME_RIGHT: &[(&str, &str)] = &[
    ("AgencyWhere", "parentId"),
    ("AgreementWhere", "partnershipId"),
    ("HireWhere", "completerId"),
    ("ReferralWhere", "completerId"),
    ("EstablishmentWhere", "employerId"),
    ("GoalWhere", "ownerMembershipId"),
    ("GoalWhere", "partnershipId"),
    ("LetterDraftWhere", "meetingId"),
    ("MeetingWhere", "seriesId"),
    ("PartnershipWhere", "sectorId"),
    ("ProgramWhere", "agencyId"),
    // No list: outcomes ask for it themselves, and their own tests look at that.
    ("OutcomeWhere", "agencyId"),
    ("OutcomeWhere", "programId"),
    ("RecommendationWhere", "topicId"),
    // The entry itself names its record, of whatever kind.
    ("AuditWhere", "subjectId"),
];

/// A list, its filter's type, the right to read its rows, and filters with the further right each needs.
type Case = (&'static str, &'static str, Action, Vec<(Value, Action)>);

/// Each list with what reads it, and its filters with what they need beside.
fn cases() -> Vec<Case> {
    use Action::{
        AffirmationRead, AgencyRead, AuditRead, CompleterRead, ContactRead, ContributionRead, CredentialRead,
        EmployerRead, EngagementRead, MailRead, MeetingRead, OpeningRead, PartnershipRead, PathwayRead,
        RecommendationRead, TaskRead, TokenManage, UserRead,
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
            "skillGains",
            "SkillGainWhere",
            CompleterRead,
            vec![
                (json!({ "programId": nobody("program") }), AgencyRead),
                (
                    json!({ "not": { "employerId": nobody("employer") } }),
                    EmployerRead,
                ),
            ],
        ),
        (
            "credentials",
            "CredentialWhere",
            CredentialRead,
            vec![(json!({ "issuerAgencyId": [nobody("agency")] }), AgencyRead)],
        ),
        (
            "openings",
            "OpeningWhere",
            OpeningRead,
            vec![
                (json!({ "employerId": nobody("employer") }), EmployerRead),
                (json!({ "agencyId": nobody("agency") }), AgencyRead),
                (
                    json!({ "not": { "credentialId": [nobody("credential")] } }),
                    CredentialRead,
                ),
            ],
        ),
        (
            "affirmations",
            "AffirmationWhere",
            AffirmationRead,
            vec![
                (json!({ "employerId": [nobody("employer")] }), EmployerRead),
                (json!({ "contactId": [nobody("contact")] }), ContactRead),
                (json!({ "credentialId": [nobody("credential")] }), CredentialRead),
                (
                    json!({ "competencyEditionId": [nobody("competency_edition")] }),
                    CredentialRead,
                ),
                (
                    json!({ "or": [{ "competencyListId": [nobody("competency_list")] }] }),
                    CredentialRead,
                ),
                (json!({ "not": { "programId": [nobody("program")] } }), AgencyRead),
                (json!({ "meetingId": [nobody("meeting")] }), MeetingRead),
                (json!({ "agencyId": [nobody("agency")] }), AgencyRead),
            ],
        ),
        (
            "programs",
            "ProgramWhere",
            AgencyRead,
            vec![(json!({ "credentialId": [nobody("credential")] }), CredentialRead)],
        ),
        (
            "pathwayMaps",
            "PathwayMapWhere",
            PathwayRead,
            vec![
                (json!({ "agencyId": [nobody("agency")] }), AgencyRead),
                (json!({ "sectorId": [nobody("sector")] }), PartnershipRead),
                (json!({ "credentialId": [nobody("credential")] }), CredentialRead),
            ],
        ),
        (
            "completers",
            "CompleterWhere",
            CompleterRead,
            vec![
                (json!({ "programId": nobody("program") }), AgencyRead),
                (json!({ "not": { "cohortId": nobody("cohort") } }), AgencyRead),
                (json!({ "credentialId": nobody("credential") }), CredentialRead),
            ],
        ),
        (
            "referrals",
            "ReferralWhere",
            CompleterRead,
            vec![(json!({ "employerId": nobody("employer") }), EmployerRead)],
        ),
        (
            "hires",
            "HireWhere",
            CompleterRead,
            vec![
                (json!({ "employerId": nobody("employer") }), EmployerRead),
                (json!({ "programId": nobody("program") }), AgencyRead),
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
            "letterDrafts",
            "LetterDraftWhere",
            MeetingRead,
            vec![
                (json!({ "partnershipId": nobody("partnership") }), PartnershipRead),
                (json!({ "contactId": nobody("contact") }), ContactRead),
                (json!({ "userId": nobody("user") }), UserRead),
                (json!({ "employerId": nobody("employer") }), EmployerRead),
                (json!({ "agencyId": nobody("agency") }), AgencyRead),
                (json!({ "senderUserId": nobody("user") }), UserRead),
            ],
        ),
        (
            "tasks",
            "TaskWhere",
            TaskRead,
            vec![
                (json!({ "ownerUserId": nobody("user") }), UserRead),
                (json!({ "ownerContactId": nobody("contact") }), ContactRead),
                (json!({ "partnershipId": nobody("partnership") }), PartnershipRead),
                (json!({ "meetingId": nobody("meeting") }), MeetingRead),
                (
                    json!({ "recommendationId": nobody("recommendation") }),
                    RecommendationRead,
                ),
                (json!({ "employerId": nobody("employer") }), EmployerRead),
                (json!({ "agencyId": nobody("agency") }), AgencyRead),
            ],
        ),
        (
            "recommendations",
            "RecommendationWhere",
            RecommendationRead,
            vec![
                (json!({ "partnershipId": nobody("partnership") }), PartnershipRead),
                (json!({ "meetingId": nobody("meeting") }), MeetingRead),
                (json!({ "employerId": nobody("employer") }), EmployerRead),
                (json!({ "contactId": nobody("contact") }), ContactRead),
                (json!({ "not": { "programId": nobody("program") } }), AgencyRead),
                (json!({ "agencyId": nobody("agency") }), AgencyRead),
            ],
        ),
        (
            "auditEntries",
            "AuditWhere",
            AuditRead,
            vec![
                (json!({ "employerId": nobody("employer") }), EmployerRead),
                (json!({ "userId": nobody("user") }), UserRead),
                (json!({ "agencyId": nobody("agency") }), AgencyRead),
            ],
        ),
        (
            "agreements",
            "AgreementWhere",
            PartnershipRead,
            vec![
                (json!({ "partyAgencyId": nobody("agency") }), AgencyRead),
                (json!({ "partyEmployerId": nobody("employer") }), EmployerRead),
            ],
        ),
        (
            "mails",
            "MailWhere",
            MailRead,
            vec![
                (json!({ "meetingId": nobody("meeting") }), MeetingRead),
                (json!({ "userId": nobody("user") }), UserRead),
                (json!({ "contactId": nobody("contact") }), ContactRead),
                (json!({ "employerId": nobody("employer") }), EmployerRead),
            ],
        ),
        (
            "apiTokens",
            "ApiTokenWhere",
            TokenManage,
            vec![(json!({ "userId": nobody("user") }), UserRead)],
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

#[test]
fn every_filter_by_an_id_is_among_the_cases() {
    let cases = cases();
    let is_asked = |(input, field): &(String, String)| {
        let is_same = SAME_RIGHT.contains(&(input.as_str(), field.as_str()));
        let of_input = cases.iter().filter(|(_, name, ..)| name == input);
        let mut filters = of_input.flat_map(|(.., filters)| filters);
        is_same || filters.any(|(filter, _)| filter.to_string().contains(&format!("\"{field}\":")))
    };
    let missing: Vec<_> = filters_by_id().into_iter().filter(|one| !is_asked(one)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

on_both! {
    async fn a_filter_needs_the_right_to_read_what_it_tells_of(t: TestApp) {
        let agency = t.agency().await;
        let mut wrong = Vec::new();
        for (list, input, reads, filters) in cases() {
            let blind = t.user_with(agency, UserRole::Admin, &[reads]).await;
            for (filter, needed) in filters {
                let seeing = t.user_with(agency, UserRole::Admin, &[reads, needed]).await;
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
