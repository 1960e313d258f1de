//! The kinds of evidence that Guildhall ships with, each with the level it shows.
//!
//! Labels are our own words, never a quotation. The key says what the records are; [`crate::engagement_levels::reads`] finds them.
//! An administrator's list goes first: what is there stays as it is.

use std::collections::HashSet;

use entities::{
    ladder_evidence_kind::{self, LadderLevel},
    role_type::SourceStatus,
};
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect};

use super::kind::create_in;
use crate::{
    app::Cx,
    db::{self, Tx},
    engagement_levels::reads::keys,
    error::{Error, Result, UserErrorCode},
    policy::Action,
};

const LADDER: &str = "Ladder of employer engagement in the guide by R. Wilson (Jobs for the Future, January 2015); the wording was not checked";

#[rustfmt::skip]
const SEEDS: [(&str, &str, LadderLevel); 19] = {
    use LadderLevel::{Advising, CapacityBuilding, CoDesigning, Convening, Leading};
    [
        (keys::ENGAGEMENT,            "Was called, visited, met or written to",                  Advising),
        (keys::ADVICE,                "Gave advice",                                             Advising),
        (keys::AFFIRMATION,           "Affirmed a credential or competencies",                   Advising),
        (keys::SERVE_ON_BOARD,        "Served on an advisory board or council",                  Advising),
        (keys::SHARE_FORECAST,        "Told of openings now and to come",                        Advising),
        (keys::WORK_BASED_LEARNING,   "Opened work to learners: tours, talks, shadows, interviews, internships", CapacityBuilding),
        (keys::ASSIST_INSTRUCTION,    "Taught, or helped to teach",                              CapacityBuilding),
        (keys::HOST_WBL,              "Hosted learners at work",                                 CapacityBuilding),
        (keys::DONATE_EQUIPMENT,      "Gave or lent equipment",                                  CapacityBuilding),
        (keys::DONATE_FUNDS,          "Gave money, scholarships or stipends",                    CapacityBuilding),
        (keys::RECEIVE_TRAINING,      "Took part in training for employers",                     CapacityBuilding),
        (keys::HELP_DESIGN,           "Helped to design a program",                              CoDesigning),
        (keys::REAL_PROJECTS,         "Brought real projects into a course",                     CoDesigning),
        (keys::VALIDATE_PATHWAY_MAP,  "Validated a pathway map",                                 CoDesigning),
        (keys::ADVICE_TAKEN,          "Gave advice that was accepted or put into practice",      CoDesigning),
        (keys::SECTOR_PARTNERSHIP,    "Is a member of a sector partnership",                     Convening),
        (keys::CHAMPION,              "Is a champion of a partnership",                          Leading),
        (keys::PRIORITY_CHAMPION,     "Champions a priority",                                    Leading),
        (keys::SEVERAL_PARTNERSHIPS,  "Is a member of several partnerships, and a champion of one", Leading),
    ]
};

/// Adds the kinds of evidence that are missing; those that are there stay as an administrator left them.
///
/// # Errors
/// `FORBIDDEN` for others than administrators and Guildhall itself; database errors.
pub async fn seed(cx: &Cx) -> Result<()> {
    cx.may(Action::EngagementLevelManage)?;
    let outcome = db::write(cx, async |tx| seed_in(tx, cx).await).await;
    match outcome {
        // Another process seeds the same database at this moment.
        Err(Error::User(errors)) if errors.iter().all(|error| error.code == UserErrorCode::Duplicate) => {
            Ok(())
        }
        other => other,
    }
}

async fn seed_in(tx: &Tx, cx: &Cx) -> Result<()> {
    let known: HashSet<String> = ladder_evidence_kind::Entity::find()
        .select_only()
        .column(ladder_evidence_kind::Column::Key)
        .into_tuple()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    for (place, (key, label, level)) in (0..).zip(SEEDS).filter(|(_, (key, ..))| !known.contains(*key)) {
        let row = ladder_evidence_kind::ActiveModel {
            key: Set(key.to_owned()),
            label: Set(label.to_owned()),
            level: Set(level),
            source: Set(LADDER.to_owned()),
            source_status: Set(SourceStatus::Unverified),
            position: Set(place),
            ..Default::default()
        };
        create_in(tx, cx, row).await?;
    }
    Ok(())
}
