//! The roles that members of live partnerships took on, the latest entry first.

use entities::{ids::MembershipId, role_commitment};
use sea_orm::{ActiveEnum as _, Select};
use serde_json::{Value as Json, json};

use super::{Kind, Line, memberships::Members, names::role_types};
use crate::{app::Cx, error::Result, memberships, paging::Keys, roles::reads};

/// Commitments to roles.
pub(in crate::exports) struct Commitments;

impl Kind for Commitments {
    type Table = role_commitment::Entity;
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "membershipId",
        "partnershipId",
        "partnershipName",
        "employerId",
        "employerName",
        "agencyName",
        "agencyKind",
        "roleType",
        "state",
        "fromOn",
        "toOn",
        "note",
    ];

    fn select(cx: &Cx) -> Select<role_commitment::Entity> {
        reads::commitments_of_live_members(cx)
    }

    fn keys() -> Keys<role_commitment::Entity> {
        reads::latest_commitments_first()
    }

    async fn lines(cx: &Cx, rows: Vec<role_commitment::Model>) -> Result<Vec<Line>> {
        let ids: Vec<MembershipId> = rows.iter().map(|row| row.membership_id).collect();
        let memberships = memberships::reads::by_ids(cx, &ids).await?;
        let members = Members::of(cx, memberships.values()).await?;
        let roles = role_types(cx).await?;
        let lines = rows.into_iter().map(|row| {
            let mut line = vec![json!(row.id.to_string()), json!(row.membership_id.to_string())];
            match memberships.get(&row.membership_id) {
                Some(membership) => line.extend(members.cells(membership)),
                None => line.extend([const { Json::Null }; 6]),
            }
            line.extend([
                json!(roles.get(&row.role_type_id)),
                json!(row.state.to_value()),
                json!(row.from_on),
                json!(row.to_on),
                json!(row.note),
            ]);
            line
        });
        Ok(lines.collect())
    }
}
