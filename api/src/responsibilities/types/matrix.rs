//! The matrix of responsibilities on a day, and its gaps.

use std::collections::HashMap;

use async_graphql::Object;
use chrono::NaiveDate;
use entities::{
    ids::{MembershipId, ResponsibilityId},
    membership, responsibility, responsibility_assignment,
    responsibility_assignment::ResponsibilityKind as Kind,
};
use futures_util::future::BoxFuture;

use super::{Responsibility, ResponsibilityAssignment};
use crate::{
    app::Cx,
    error::Result,
    memberships::types::Membership,
    prefetch::{Fill, Selection},
    scalars::Date,
};

/// Who sees to what in a partnership on a day.
#[derive(Clone)]
pub struct ResponsibilityMatrix {
    day: NaiveDate,
    rows: Vec<ResponsibilityRow>,
    members: Vec<Membership>,
    idle: Vec<Membership>,
}

impl ResponsibilityMatrix {
    /// The matrix of these responsibilities and members, all of that day. Who is no member takes no part.
    pub fn new(
        day: NaiveDate,
        responsibilities: Vec<responsibility::Model>,
        assignments: Vec<responsibility_assignment::Model>,
        members: Vec<membership::Model>,
    ) -> Self {
        let by_id: HashMap<MembershipId, &membership::Model> =
            members.iter().map(|member| (member.id, member)).collect();
        let mut cells: HashMap<ResponsibilityId, Vec<ResponsibilityAssignment>> = HashMap::new();
        let mut busy = std::collections::HashSet::new();
        for row in assignments {
            if let Some(member) = by_id.get(&row.membership_id) {
                busy.insert(row.membership_id);
                let cells = cells.entry(row.responsibility_id).or_default();
                cells.push(ResponsibilityAssignment::with_member(row, (*member).clone()));
            }
        }
        let rows = responsibilities.into_iter().map(|row| {
            let mut cells = cells.remove(&row.id).unwrap_or_default();
            cells.sort_by_key(|cell| order(cell.row().kind));
            ResponsibilityRow {
                responsibility: Responsibility::new(row),
                cells,
            }
        });
        let rows = rows.collect();
        let idle = members.iter().filter(|member| !busy.contains(&member.id));
        Self {
            day,
            rows,
            idle: idle.cloned().map(Membership::new).collect(),
            members: members.into_iter().map(Membership::new).collect(),
        }
    }
}

/// Leads come first.
fn order(kind: Kind) -> u8 {
    match kind {
        Kind::Lead => 0,
        Kind::Support => 1,
        Kind::Advisory => 2,
        Kind::Informed => 3,
    }
}

impl Fill for ResponsibilityMatrix {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let below = selection.field("members");
            let members = nodes.iter_mut().flat_map(|node| &mut node.members);
            Membership::fill(cx, members.collect(), &below).await?;
            let below = selection.field("membersWithoutAny");
            let idle = nodes.iter_mut().flat_map(|node| &mut node.idle);
            Membership::fill(cx, idle.collect(), &below).await?;
            let rows = selection.field("rows");
            let below = rows.field("cells");
            let all = nodes.iter_mut().flat_map(|node| &mut node.rows);
            let cells = all.flat_map(|row| &mut row.cells).collect();
            ResponsibilityAssignment::fill(cx, cells, &below).await?;
            for below in [rows.field("responsibility"), selection.field("withoutLead")] {
                let all = nodes.iter_mut().flat_map(|node| &mut node.rows);
                let responsibilities = all.map(|row| &mut row.responsibility).collect();
                Responsibility::fill(cx, responsibilities, &below).await?;
            }
            Ok(())
        })
    }
}

/// Who sees to what in a partnership on a day.
#[Object]
impl ResponsibilityMatrix {
    /// The day.
    async fn active_on(&self) -> Date {
        Date(self.day)
    }

    /// The responsibilities of that day, in their order, each with who takes which part.
    async fn rows(&self) -> &[ResponsibilityRow] {
        &self.rows
    }

    /// The members of that day, in the order they were added: the columns.
    async fn members(&self) -> &[Membership] {
        &self.members
    }

    /// A gap: responsibilities that no member leads.
    async fn without_lead(&self) -> Vec<&Responsibility> {
        let open = self.rows.iter().filter(|row| !row.is_led());
        open.map(|row| &row.responsibility).collect()
    }

    /// A gap: members that take no part in anything.
    async fn members_without_any(&self) -> &[Membership] {
        &self.idle
    }
}

/// A responsibility and who takes which part in it.
#[derive(Clone)]
pub struct ResponsibilityRow {
    responsibility: Responsibility,
    cells: Vec<ResponsibilityAssignment>,
}

impl ResponsibilityRow {
    fn is_led(&self) -> bool {
        self.cells.iter().any(|cell| cell.row().kind == Kind::Lead)
    }
}

/// A responsibility and who takes which part in it.
#[Object]
impl ResponsibilityRow {
    /// The responsibility.
    async fn responsibility(&self) -> &Responsibility {
        &self.responsibility
    }

    /// Who takes which part, leads first, then in the order they were assigned.
    async fn cells(&self) -> &[ResponsibilityAssignment] {
        &self.cells
    }

    /// Whether a member leads it.
    async fn has_lead(&self) -> bool {
        self.is_led()
    }
}
