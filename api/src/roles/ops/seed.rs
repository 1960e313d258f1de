//! The role types Guildhall ships with: the six of the toolkit's page 35, and further ones that published sources name.
//!
//! Labels are our own words, never a quotation. An administrator's list goes first: what is there stays as it is.

use std::collections::HashSet;

use entities::role_type::{self, RoleSide, SourceStatus};
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect};

use super::role_type::{TypeDraft, create_type_in};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
};

const PAGE_35: &str = "Career Pathways Toolkit: A Guide for System Development (US DOL, 2015), page 35";
const TEXAS: &str = "Texas Pathways, key stakeholders of a career pathway (txpathways.org)";
const CORD: &str = "CORD, how employers take part in career pathways (lincs.ed.gov, profile 715)";
const CAPITAL_AREA: &str =
    "Workforce Solutions Capital Area, how to facilitate an industry meeting (wfscapitalarea.com)";
const SOUTH_DAKOTA: &str =
    "South Dakota, training that agencies give to employers; LINCS discussion of the toolkit";
const EVENT_LOG: &str =
    "Event log of a California school and industry partnership, 2014-15: its columns of gifts";
const NEXT_GEN: &str = "Next Generation Sector Partnerships, action phase (nextgensectorpartnerships.com)";

struct Seed {
    key: &'static str,
    label: &'static str,
    side: RoleSide,
    source: &'static str,
    status: SourceStatus,
}

const fn seed_of(
    key: &'static str,
    label: &'static str,
    side: RoleSide,
    source: &'static str,
    status: SourceStatus,
) -> Seed {
    Seed {
        key,
        label,
        side,
        source,
        status,
    }
}

#[rustfmt::skip]
const SEEDS: [Seed; 16] = {
    use RoleSide::{Both, Employer};
    use SourceStatus::{Confirmed, Unverified};
    [
        seed_of("REAL_PROJECTS",      "Bring real projects of the industry into the course",       Employer, PAGE_35, Confirmed),
        seed_of("AFFIRM_KSA",         "Affirm the skills, knowledge and abilities the work needs", Employer, PAGE_35, Confirmed),
        seed_of("AFFIRM_CREDENTIALS", "Affirm the certificates and credentials the work needs",    Employer, PAGE_35, Confirmed),
        seed_of("HELP_DESIGN",        "Help design education and training programs",               Employer, PAGE_35, Confirmed),
        seed_of("ASSIST_INSTRUCTION", "Teach, or help to teach",                                   Employer, PAGE_35, Confirmed),
        seed_of("HIRE_COMPLETERS",    "Hire people who finish the programs",                       Employer, PAGE_35, Confirmed),
        seed_of("SHARE_FORECAST",          "Tell of openings now and to come",                     Employer, TEXAS, Confirmed),
        seed_of("UPDATE_JOB_DESCRIPTIONS", "Name the credentials in job descriptions",             Employer, TEXAS, Confirmed),
        seed_of("HOST_WBL",                "Host learners at work",                                Employer, CORD, Confirmed),
        seed_of("DONATE_EQUIPMENT",        "Give or lend equipment",                               Employer, CORD, Confirmed),
        seed_of("DONATE_FUNDS",            "Give money, scholarships or stipends",                 Employer, EVENT_LOG, Unverified),
        seed_of("SERVE_ON_BOARD",          "Serve on the leadership team or an advisory board",    Both,     TEXAS, Confirmed),
        seed_of("CHAMPION_PRIORITY",       "Lead the work on a priority",                          Employer, NEXT_GEN, Unverified),
        seed_of("SIGN_MOU",                "Sign the memorandum of understanding",                 Both,     TEXAS, Confirmed),
        seed_of("RECEIVE_TRAINING",        "Take part in training for employers",                  Employer, SOUTH_DAKOTA, Confirmed),
        seed_of("VALIDATE_PATHWAY_MAP",    "Validate the map of jobs and how people move up",      Employer, CAPITAL_AREA, Confirmed),
    ]
};

/// Adds the role types that are missing; those that are there stay as an administrator left them.
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
    let known: HashSet<String> = role_type::Entity::find()
        .select_only()
        .column(role_type::Column::Key)
        .into_tuple()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    for (place, seed) in (0..).zip(SEEDS).filter(|(_, seed)| !known.contains(seed.key)) {
        let row = role_type::ActiveModel {
            key: Set(seed.key.to_owned()),
            label: Set(seed.label.to_owned()),
            side: Set(seed.side),
            source: Set(seed.source.to_owned()),
            source_status: Set(seed.status),
            is_toolkit_page_35: Set(seed.source == PAGE_35),
            position: Set(place),
            ..Default::default()
        };
        create_type_in(tx, cx, TypeDraft { row }).await?;
    }
    Ok(())
}
