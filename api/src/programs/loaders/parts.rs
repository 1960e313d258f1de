//! What belongs to a program: its occupations and its checklist.

use std::collections::HashMap;

use entities::{ids::ProgramId, program_checklist, program_occupation};
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    codes::types::Occupation,
    error::Result,
    prefetch::{Fill, Relation, Selection},
    programs::{reads, types::CareerPathwayCheck},
};

/// The occupations that a program leads to, in the order of their codes.
pub struct OccupationsOf;

impl Relation for OccupationsOf {
    type Key = ProgramId;
    type Args = ();
    type Value = Vec<Occupation>;

    async fn load(cx: &Cx, keys: &[ProgramId], (): &()) -> Result<HashMap<ProgramId, Self::Value>> {
        let mut occupations: HashMap<ProgramId, Self::Value> = HashMap::new();
        for program_occupation::Model { program_id, soc_code } in reads::occupations(cx, keys).await? {
            let of = occupations.entry(program_id).or_default();
            of.push(Occupation::new(soc_code));
        }
        Ok(occupations)
    }

    fn missing(_: &Cx, _: ProgramId, (): &()) -> Option<Self::Value> {
        Some(Vec::new())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Occupation::fill(cx, values.into_iter().flatten().collect(), selection)
    }
}

/// The seven parts of the law's definition, with what a program says to each.
pub struct ChecklistOf;

impl Relation for ChecklistOf {
    type Key = ProgramId;
    type Args = ();
    type Value = Vec<CareerPathwayCheck>;

    async fn load(cx: &Cx, keys: &[ProgramId], (): &()) -> Result<HashMap<ProgramId, Self::Value>> {
        let mut answers: HashMap<ProgramId, Vec<program_checklist::Model>> = HashMap::new();
        for row in reads::checklists(cx, keys).await? {
            answers.entry(row.program_id).or_default().push(row);
        }
        let lists = answers
            .into_iter()
            .map(|(id, rows)| (id, CareerPathwayCheck::list(&rows)));
        Ok(lists.collect())
    }

    fn missing(_: &Cx, _: ProgramId, (): &()) -> Option<Self::Value> {
        Some(CareerPathwayCheck::list(&[]))
    }
}
