//! Relations of responsibilities, each loaded for many records at once.

use std::collections::HashMap;

use chrono::NaiveDate;
use entities::{
    ids::{PartnershipId, ResponsibilityId},
    membership,
    responsibility_assignment::{self, ResponsibilityKind},
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QueryTrait};

use super::{
    reads,
    types::{Responsibility, ResponsibilityAssignment, ResponsibilityMatrix},
};
use crate::{
    app::Cx,
    error::Result,
    memberships,
    prefetch::{Fill, Relation, Selection},
    shared::periods,
};

/// The responsibility with an id.
pub struct ResponsibilityOf;

impl Relation for ResponsibilityOf {
    type Key = ResponsibilityId;
    type Args = ();
    type Value = Responsibility;

    async fn load(
        cx: &Cx,
        keys: &[ResponsibilityId],
        (): &(),
    ) -> Result<HashMap<ResponsibilityId, Responsibility>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Responsibility::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Responsibility>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Responsibility::fill(cx, values, selection)
    }
}

/// The responsibilities of a partnership, live or in the trash, in their order.
pub struct ResponsibilitiesOf;

impl Relation for ResponsibilitiesOf {
    type Key = PartnershipId;
    type Args = bool;
    type Value = Vec<Responsibility>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        trashed: &bool,
    ) -> Result<HashMap<PartnershipId, Vec<Responsibility>>> {
        let mut all: HashMap<PartnershipId, Vec<Responsibility>> = HashMap::new();
        for row in reads::of_partnerships(cx, keys, *trashed).await? {
            let all = all.entry(row.partnership_id).or_default();
            all.push(Responsibility::new(row));
        }
        Ok(all)
    }

    fn missing(_: &Cx, _: PartnershipId, _: &bool) -> Option<Vec<Responsibility>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<Responsibility>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Responsibility::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// Who takes which part in a responsibility, on a day or ever, leads first, then in the order they were assigned.
pub struct AssignmentsOf;

impl Relation for AssignmentsOf {
    type Key = ResponsibilityId;
    type Args = Option<NaiveDate>;
    type Value = Vec<ResponsibilityAssignment>;

    async fn load(
        cx: &Cx,
        keys: &[ResponsibilityId],
        active_on: &Option<NaiveDate>,
    ) -> Result<HashMap<ResponsibilityId, Vec<ResponsibilityAssignment>>> {
        use responsibility_assignment::Column as A;
        let rows = reads::visible_assignments(cx)
            .filter(A::ResponsibilityId.is_in(keys.iter().copied()))
            .apply_if(*active_on, |select, day| {
                select.filter(periods::holding_on(A::FromOn, A::ToOn, day))
            })
            .order_by_asc(A::Id)
            .all(cx.app.db.read())
            .await?;
        let is_lead = |row: &responsibility_assignment::Model| row.kind == ResponsibilityKind::Lead;
        let (leads, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(is_lead);
        let mut all: HashMap<ResponsibilityId, Vec<ResponsibilityAssignment>> = HashMap::new();
        for row in leads.into_iter().chain(others) {
            let all = all.entry(row.responsibility_id).or_default();
            all.push(ResponsibilityAssignment::new(row));
        }
        Ok(all)
    }

    fn missing(_: &Cx, _: ResponsibilityId, _: &Option<NaiveDate>) -> Option<Vec<ResponsibilityAssignment>> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Vec<ResponsibilityAssignment>>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        ResponsibilityAssignment::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The matrix of a partnership on a day, or today: three statements for all.
pub struct MatrixOf;

impl Relation for MatrixOf {
    type Key = PartnershipId;
    type Args = Option<NaiveDate>;
    type Value = ResponsibilityMatrix;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        active_on: &Option<NaiveDate>,
    ) -> Result<HashMap<PartnershipId, ResponsibilityMatrix>> {
        use membership::Column as M;
        let day = active_on.unwrap_or_else(|| cx.app.clock.today());
        let db = cx.app.db.read();
        let rows = reads::in_order(reads::standing_on(cx, keys, day)).all(db).await?;
        let assignments = reads::assignments_on(cx, keys, day).await?;
        let members = memberships::reads::live(cx)
            .filter(M::PartnershipId.is_in(keys.iter().copied()))
            .filter(memberships::reads::holding_on(day))
            .order_by_asc(M::Id)
            .all(db)
            .await?;
        let matrix = |id: &PartnershipId| {
            let rows: Vec<_> = rows
                .iter()
                .filter(|row| row.partnership_id == *id)
                .cloned()
                .collect();
            let ids: std::collections::HashSet<_> = rows.iter().map(|row| row.id).collect();
            let cells = assignments
                .iter()
                .filter(|cell| ids.contains(&cell.responsibility_id));
            let members = members.iter().filter(|member| member.partnership_id == *id);
            let (cells, members) = (cells.cloned().collect(), members.cloned().collect());
            (*id, ResponsibilityMatrix::new(day, rows, cells, members))
        };
        Ok(keys.iter().map(matrix).collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut ResponsibilityMatrix>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        ResponsibilityMatrix::fill(cx, values, selection)
    }
}
