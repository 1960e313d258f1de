//! The ladder of nursing: a pathway map with licenses on its edges, of which employers stand behind the first.

use entities::{
    credential::{self, CredentialKind},
    ids::{AgencyId, CredentialId, PathwayEdgeId, ProgramId},
    pathway_edge_credential::PathwayRequirement::{Preferred, Required},
    pathway_map, pathway_step,
    values::Money,
};
use sea_orm::ActiveValue::Set;

use super::{Stage, found};
use crate::{
    credentials,
    db::Tx,
    demo::region::employers::EMPLOYERS,
    error::Result,
    pathways::ops::{self, Draft, EdgeDraft, NewEdge, NewValidation, StepDraft},
};

/// Occupation, title, and what it pays an hour in cents.
const STEPS: [(&str, &str, i64, i64); 3] = [
    ("31-1131", "Nursing assistant", 1720, 2140),
    ("29-2061", "Licensed practical nurse", 2610, 3275),
    ("29-1141", "Registered nurse", 3650, 5200),
];

/// The place of the program that leads along the first edge.
const PRACTICAL_NURSING: usize = 2;

/// Who stands behind the first edge.
const BACKERS: [&str; 2] = ["Alder Valley General Hospital", "Willow Bend Skilled Nursing"];

/// What graduates of nursing need.
pub(super) struct Nursing {
    /// The program that leads along the first edge.
    pub(super) program: ProgramId,
    /// The agency that teaches it.
    pub(super) agency: AgencyId,
    /// The license of practical nurses.
    pub(super) license: CredentialId,
}

/// Draws it.
pub(super) async fn draw(tx: &Tx, stage: &Stage) -> Result<Nursing> {
    let row = pathway_map::ActiveModel {
        agency_id: Set(stage.agency("college")?),
        title: Set("Nursing in the Alder Valley".to_owned()),
        region: Set(Some("Alder Valley".to_owned())),
        note: Set(Some(
            "Wages are made up, like everything in this valley.".to_owned(),
        )),
        ..Default::default()
    };
    let map = ops::create_in(tx, &stage.cx, ops::checked(Draft { row })?).await?;
    let mut steps = Vec::with_capacity(STEPS.len());
    let mut version = map.version;
    for one in STEPS {
        let added = ops::add_step_in(tx, &stage.cx, map.id, version, step(stage, one)).await?;
        version = added.map.version;
        steps.push(added.part.id);
    }
    let practical = credential(tx, stage, "Practical Nurse License", CredentialKind::License).await?;
    let registered = credential(tx, stage, "Registered Nurse License", CredentialKind::License).await?;
    let degree = credential(tx, stage, "Associate Degree in Nursing", CredentialKind::Degree).await?;
    let (program, agency) = stage.programs[PRACTICAL_NURSING];
    let first = NewEdge {
        from: steps[0],
        to: steps[1],
        draft: EdgeDraft {
            months: Set(Some(12)),
            credentials: Some(vec![(practical, Required)]),
            programs: Some(vec![program]),
        },
    };
    let first = ops::add_edge_in(tx, &stage.cx, map.id, version, first).await?;
    let second = NewEdge {
        from: steps[1],
        to: steps[2],
        draft: EdgeDraft {
            months: Set(Some(24)),
            credentials: Some(vec![(registered, Required), (degree, Preferred)]),
            programs: None,
        },
    };
    let second = ops::add_edge_in(tx, &stage.cx, map.id, first.map.version, second).await?;
    validate(tx, stage, first.part.id, second.map.version).await?;
    Ok(Nursing {
        program,
        agency,
        license: practical,
    })
}

fn step(stage: &Stage, (code, title, low, high): (&str, &str, i64, i64)) -> StepDraft {
    let row = pathway_step::ActiveModel {
        soc_code: Set(code.to_owned()),
        title: Set(Some(title.to_owned())),
        wage_low_cents: Set(Some(Money::from_cents(low))),
        wage_high_cents: Set(Some(Money::from_cents(high))),
        wage_source: Set(Some("State wage survey (made up)".to_owned())),
        wage_as_of: Set(Some(stage.today())),
        ..Default::default()
    };
    StepDraft { row }
}

async fn credential(tx: &Tx, stage: &Stage, name: &str, kind: CredentialKind) -> Result<CredentialId> {
    let row = credential::ActiveModel {
        name: Set(name.to_owned()),
        kind: Set(kind),
        issuer_name: Set((kind == CredentialKind::License).then(|| "State Board of Nursing".to_owned())),
        ..Default::default()
    };
    let draft = credentials::ops::checked(credentials::ops::Draft { row, leads_to: None })?;
    let made = credentials::ops::create_in(tx, &stage.cx, draft).await?;
    Ok(made.id)
}

/// The employers say that they stand behind an edge.
async fn validate(tx: &Tx, stage: &Stage, edge: PathwayEdgeId, mut version: i32) -> Result<()> {
    for name in BACKERS {
        let place = EMPLOYERS.iter().position(|(known, ..)| *known == name);
        let employer = place.and_then(|place| stage.employers.get(place).copied());
        let new = NewValidation {
            employer: found(employer, name)?,
            contact: None,
            validated_on: None,
            expires_on: None,
            note: None,
        };
        let said = ops::validate_in(tx, &stage.cx, edge, version, new).await?;
        version = said.map.version;
    }
    Ok(())
}
