//! The topics Guildhall ships with: what advisory boards and partnerships are asked about, in our own words. An
//! administrator's list goes first: what is there stays as it is.

use std::collections::HashSet;

use entities::topic;
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect};

use super::topic::{Draft, create_in};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
};

#[rustfmt::skip]
const SEEDS: [(&str, &str); 9] = [
    ("SKILLS",              "Skills and competencies"),
    ("CREDENTIALS",         "Certificates, certifications and licenses"),
    ("CURRICULUM",          "Curriculum and course content"),
    ("WORK_BASED_LEARNING", "Work-based learning"),
    ("EQUIPMENT",           "Equipment, tools and facilities"),
    ("INSTRUCTORS",         "Instructors and their development"),
    ("HIRING",              "Hiring needs and hiring practice"),
    ("LABOR_MARKET",        "Trends of the industry and the labor market"),
    ("ACCESS",              "Recruitment of learners and equal access"),
];

/// Adds the topics that are missing; those that are there stay as an administrator left them.
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
    let known: HashSet<String> = topic::Entity::find()
        .select_only()
        .column(topic::Column::Key)
        .into_tuple()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    for (place, (key, label)) in (0..).zip(SEEDS).filter(|(_, (key, _))| !known.contains(*key)) {
        let row = topic::ActiveModel {
            key: Set(key.to_owned()),
            label: Set(label.to_owned()),
            position: Set(place),
            ..Default::default()
        };
        create_in(tx, cx, Draft { row }).await?;
    }
    Ok(())
}
