//! Agencies, the people who use Guildhall, and the programs.

use entities::{agency, program, role_type, sector, values::Secret};
use sea_orm::{ActiveValue::Set, EntityTrait};

use super::{Stage, studies};
use crate::{
    accounts, agencies,
    db::{self, Tx},
    demo::{
        again::address,
        region::agencies::{AGENCIES, MEMBERS, PROGRAMS, SIGN_INS},
    },
    error::Result,
    programs, roles, sectors,
    shared::external_references::Reference,
};

/// The lists that Guildhall ships with, made where they are missing.
pub(super) async fn lists(stage: &mut Stage) -> Result<()> {
    let cx = &stage.cx;
    roles::ops::seed(cx).await?;
    sectors::ops::seed(cx).await?;
    let roles = role_type::Entity::find().all(cx.app.db.read()).await?;
    let sectors = sector::Entity::find().all(cx.app.db.read()).await?;
    stage.roles = roles.into_iter().map(|role| (role.key, role.id)).collect();
    stage.sectors = sectors
        .into_iter()
        .map(|sector| (sector.key, sector.id))
        .collect();
    Ok(())
}

/// Agencies and their programs.
pub(super) async fn agencies(stage: &mut Stage) -> Result<()> {
    let cx = stage.cx.clone();
    db::write(&cx, async |tx| {
        for agency in &AGENCIES {
            let parent = agency.parent.map(|key| stage.agency(key)).transpose()?;
            let row = agency::ActiveModel {
                name: Set(agency.name.to_owned()),
                kind: Set(agency.kind),
                parent_id: Set(parent),
                region: Set(Some("Alder Valley".to_owned())),
                website: Set(Some(format!("https://{}.example.org", agency.key))),
                ..Default::default()
            };
            let draft = agencies::ops::checked(row.into())?;
            let made = agencies::ops::create_in(tx, &cx, draft).await?;
            stage.agencies.insert(agency.key, made.id);
        }
        programs(tx, stage).await
    })
    .await
}

async fn programs(tx: &Tx, stage: &mut Stage) -> Result<()> {
    for (turn, one) in PROGRAMS.into_iter().enumerate() {
        let agency_id = stage.agency(one.agency)?;
        let row = program::ActiveModel {
            agency_id: Set(agency_id),
            name: Set(one.name.to_owned()),
            school: Set(one.school.map(str::to_owned)),
            county: Set(Some("Alder".to_owned())),
            sector_label: Set(Some(one.sector.to_owned())),
            cip_code: Set(one.cip.map(str::to_owned)),
            delivery: Set(Some(one.delivery)),
            ..Default::default()
        };
        let reference = Reference {
            system: "student system".to_owned(),
            value: format!("P-{}", 200 + turn),
        };
        let draft = programs::ops::Draft {
            row,
            references: Some(vec![reference]),
            credentials: None,
            occupations: Some(one.soc.iter().map(|code| (*code).to_owned()).collect()),
        };
        let made = programs::ops::create_in(tx, &stage.cx, programs::ops::checked(draft)?).await?;
        studies::planned(tx, stage, made.id, &one).await?;
        stage.programs.push((made.id, agency_id));
    }
    Ok(())
}

/// The people who use Guildhall.
pub(super) async fn members(stage: &mut Stage, password: &str) -> Result<()> {
    for (turn, member) in MEMBERS.iter().enumerate() {
        let agency_id = stage.agency(member.agency)?;
        let new = accounts::ops::NewUser {
            name: member.name.to_owned(),
            email: address(member.key),
            role: member.role,
            agency_id,
            password: (turn < SIGN_INS).then(|| Secret::new(password.to_owned())),
        };
        let user = accounts::ops::create_user(&stage.cx, new).await?;
        stage.users.insert(member.key, (user.id, agency_id));
    }
    Ok(())
}
