//! The sectors Guildhall ships with: the 16 Career Clusters, so that schools, colleges and boards use the same words.
//!
//! Source of the names: the National Career Clusters Framework (Advance CTE), as Ed-Fi's `CareerPathwayDescriptor` (data
//! standard v6.1.0) lists them. An administrator's list goes first: what is there stays as it is.

use std::collections::HashSet;

use entities::sector;
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect};

use super::sector::{Draft, create_in};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
};

#[rustfmt::skip]
const SEEDS: [(&str, &str); 16] = [
    ("AGRICULTURE",      "Agriculture, Food & Natural Resources"),
    ("CONSTRUCTION",     "Architecture & Construction"),
    ("ARTS_MEDIA",       "Arts, A/V Technology & Communications"),
    ("BUSINESS",         "Business Management & Administration"),
    ("EDUCATION",        "Education & Training"),
    ("FINANCE",          "Finance"),
    ("GOVERNMENT",       "Government & Public Administration"),
    ("HEALTH_SCIENCE",   "Health Science"),
    ("HOSPITALITY",      "Hospitality & Tourism"),
    ("HUMAN_SERVICES",   "Human Services"),
    ("IT",               "Information Technology"),
    ("LAW_SAFETY",       "Law, Public Safety, Corrections & Security"),
    ("MANUFACTURING",    "Manufacturing"),
    ("MARKETING",        "Marketing"),
    ("STEM",             "Science, Technology, Engineering & Mathematics"),
    ("TRANSPORTATION",   "Transportation, Distribution & Logistics"),
];

/// Adds the sectors that are missing; those that are there stay as an administrator left them.
///
/// # Errors
/// `FORBIDDEN` for others than administrators and Guildhall itself; database errors.
pub async fn seed(cx: &Cx) -> Result<()> {
    cx.may(Action::RoleTypeManage)?;
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
    let known: HashSet<String> = sector::Entity::find()
        .select_only()
        .column(sector::Column::Key)
        .into_tuple()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    for (place, (key, label)) in (0..).zip(SEEDS).filter(|(_, (key, _))| !known.contains(*key)) {
        let row = sector::ActiveModel {
            key: Set(key.to_owned()),
            label: Set(label.to_owned()),
            position: Set(place),
            ..Default::default()
        };
        create_in(tx, cx, Draft { row }).await?;
    }
    Ok(())
}
