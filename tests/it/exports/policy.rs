//! Who may take what out: the same as over the API.

use api::{
    actor::{Actor, Door, UserActor},
    app::Cx,
    error::Error,
    exports::kinds::List,
};
use entities::{
    confidentiality::Confidentiality,
    employer,
    employer_identifier::{self, IdentifierSystem},
    engagement::{self, EngagementChannel, EngagementVisibility},
    ids::{AgencyId, EmployerId, EngagementId, IdentifierId},
    user_account::UserRole,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::json;

use super::{csv, json as as_json};
use crate::support::{TestApp, User, assert_json, on_both};

/// The person as the command line acts for him or her.
pub(super) fn acting(t: &TestApp, user: &User<'_>, role: UserRole) -> Cx {
    let actor = UserActor {
        id: user.id,
        agency_id: user.agency_id,
        role,
        door: Door::CommandLine,
    };
    Cx::new(&t.app, Actor::User(actor), None)
}

async fn employer(t: &TestApp) -> EmployerId {
    let ada = t.user(UserRole::Admin).await;
    let create = "mutation { employerCreate(input: {name: \"Acme\"}) { employer { id } } }";
    let made = ada.gql(create, json!({})).await;
    made["employerCreate"]["employer"]["id"]
        .as_str()
        .expect("an id")
        .parse()
        .expect("an id")
}

async fn number(t: &TestApp, employer_id: EmployerId, agency_id: AgencyId, value: &str) {
    let now = t.clock.now();
    let row = employer_identifier::ActiveModel {
        id: Set(t.app.ids.next::<IdentifierId>()),
        employer_id: Set(employer_id),
        establishment_id: Set(None),
        system: Set(IdentifierSystem::Fein),
        value: Set(value.to_owned()),
        from_on: Set(None),
        to_on: Set(None),
        confidentiality: Set(Confidentiality::Restricted),
        agency_id: Set(agency_id),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
    };
    row.insert(t.app.db.maintenance()).await.expect("a number");
}

async fn visit(t: &TestApp, employer_id: EmployerId, agency_id: AgencyId, subject: &str) {
    let now = t.clock.now();
    let row = engagement::ActiveModel {
        id: Set(t.app.ids.next::<EngagementId>()),
        channel: Set(EngagementChannel::SiteVisit),
        occurred_at: Set(now),
        employer_id: Set(employer_id),
        establishment_id: Set(None),
        partnership_id: Set(None),
        agency_id: Set(agency_id),
        user_id: Set(None),
        subject: Set(subject.to_owned()),
        body: Set(None),
        next_step: Set(None),
        next_step_due_on: Set(None),
        text_search: Set(subject.to_owned()),
        visibility: Set(EngagementVisibility::Agency),
        created_at: Set(now),
        updated_at: Set(now),
        version: Set(1),
        trashed_at: Set(None),
    };
    row.insert(t.app.db.maintenance()).await.expect("a visit");
}

on_both! {
    async fn a_viewer_takes_nothing_out(t: TestApp) {
        let vic = t.user(UserRole::Viewer).await;
        for list in List::ALL {
            let refused = csv(&acting(&t, &vic, UserRole::Viewer), list).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{}", list.name());
        }
        let anonymous = Cx::new(&t.app, Actor::Anonymous, None);
        assert!(matches!(csv(&anonymous, List::Employers).await, Err(Error::Unauthenticated)));
    }

    async fn restricted_records_go_to_who_may_see_them(t: TestApp) {
        let (sam, kim) = (t.user(UserRole::Staff).await, t.user(UserRole::Staff).await);
        let acme = employer(&t).await;
        number(&t, acme, sam.agency_id, "911111111").await;
        number(&t, acme, kim.agency_id, "922222222").await;
        visit(&t, acme, sam.agency_id, "Sam was there").await;
        visit(&t, acme, kim.agency_id, "Kim was there").await;
        let sams = acting(&t, &sam, UserRole::Staff);
        let numbers = csv(&sams, List::Identifiers).await.expect("an export");
        assert!(numbers.contains("911111111") && !numbers.contains("922222222"), "{numbers}");
        let visits = csv(&sams, List::Engagements).await.expect("an export");
        assert!(visits.contains("Sam was") && !visits.contains("Kim was"), "{visits}");
        let all = csv(&t.app.system("a test"), List::Identifiers).await.expect("an export");
        assert!(all.contains("911111111") && all.contains("922222222"), "{all}");
    }

    async fn every_list_has_its_columns_even_without_a_record(t: TestApp) {
        let cx = t.app.system("a test");
        let mut heads = Vec::new();
        for list in List::ALL {
            heads.push(csv(&cx, list).await.expect("an export").lines().next().unwrap_or_default().to_owned());
            assert_json!(as_json(&cx, list).await.expect("an export"), []);
        }
        assert_json!(json!(heads), [
            "id,name,kind,region,website,parentName,parentKind",
            "id,name,legalName,status,naicsCode,website,phone,description,tags,fairChance,fairChanceNote,fidelityBondCount,excludedByLawNote,parentId,parentName,leadAgencyName,leadAgencyKind",
            "id,employerId,employerName,establishmentId,system,value,fromOn,toOn,confidentiality",
            "id,employerId,employerName,name,street,city,state,postalCode,countyFips,naicsCode,sizeClass,openedOn,closedOn",
            "id,name,givenName,familyName,emails,phones,preferredChannel,doNotContact,doNotContactReason,language,note",
            "id,contactId,contactName,employerId,employerName,agencyName,agencyKind,establishmentId,title,fromOn,toOn,isPrimary",
            "id,name,agencyName,agencyKind,school,county,sectorLabel",
            "id,name,kind,phase,region,description,startedOn,endedOn,sectors,naicsPrefixes,convenerName,convenerKind",
            "id,partnershipId,partnershipName,employerId,employerName,agencyName,agencyKind,standing,seat,termFromOn,termToOn,joinedOn,leftOn",
            "id,membershipId,partnershipId,partnershipName,employerId,employerName,agencyName,agencyKind,roleType,state,fromOn,toOn,note",
            "id,employerId,employerName,agencyName,agencyKind,programName,programSchool,roleType,activity,contributedOn,eventName,people,hours,internshipHours,cash,equipment,scholarship,stipend,other,note",
            "id,employerId,employerName,agencyName,agencyKind,channel,occurredAt,subject,body,nextStep,nextStepDueOn,visibility",
            "id,reference,name,agencyName,agencyKind,programName,programSchool,cohortName,completedOn,credentialName,credentialOn,exitedOn,isExcluded,note",
            "id,completerReference,agencyName,agencyKind,programName,programSchool,employerId,employerName,establishmentName,socCode,startedOn,endedOn,hourlyWage,hoursPerWeek,isInField,source,note",
            "id,employerId,employerName,contactName,contactEmail,agencyName,agencyKind,socCode,credentialName,competencyList,competencyEdition,answer,affirmedOn,expiresOn,programName,programSchool,source,note",
            "id,employerId,employerName,establishmentName,agencyName,agencyKind,kind,socCode,title,positions,filled,demand,opensOn,closesOn,wageLow,wageHigh,minimumEducation,requirements,source,asOf,visibility,note"
        ]);
    }

    async fn a_long_list_goes_out_whole_in_few_statements(t: TestApp) {
        let now = t.clock.now();
        let rows = (0..1_203).map(|number| employer::ActiveModel {
            id: Set(t.app.ids.next::<EmployerId>()),
            // Many of one name: the order goes on by id.
            name: Set(format!("Employer {}", number % 7)),
            name_search: Set(format!("employer {}", number % 7)),
            naics_sort: Set(String::new()),
            fidelity_bond_count: Set(0),
            last_contact_sort: Set(now),
            status: Set(employer::EmployerStatus::Active),
            fair_chance: Set(employer::FairChanceStance::Unknown),
            created_at: Set(now),
            updated_at: Set(now),
            version: Set(1),
            ..Default::default()
        });
        for chunk in rows.collect::<Vec<_>>().chunks(300) {
            employer::Entity::insert_many(chunk.to_vec())
                .exec_without_returning(t.app.db.maintenance())
                .await
                .expect("rows");
        }
        let (count, list) = t.statements(as_json(&t.app.system("a test"), List::Employers)).await;
        let list = list.expect("an export");
        let ids: std::collections::HashSet<&str> =
            list.as_array().expect("a list").iter().filter_map(|row| row["id"].as_str()).collect();
        assert_eq!(ids.len(), 1_203);
        assert_eq!(count, 1 + 3 * 3 + 2, "a count, then so many for every 500, and two entries of the audit");
    }
}
