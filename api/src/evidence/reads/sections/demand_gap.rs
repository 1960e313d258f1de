//! Whether the region has room for more who complete the program, each figure with its source and vintage.

use entities::demand_figure::DemandKind;

use super::Subject;
use crate::{
    app::Cx,
    demand::{self, ops::gap::Gap},
    error::Result,
    evidence::ops::contents::{Kind, Section, Unit},
};

const KINDS: [(DemandKind, &str); 3] = [
    (DemandKind::ProjectedOpenings, "Projected openings"),
    (DemandKind::RegionalGraduates, "Graduates of the region"),
    (DemandKind::PlannedStudents, "Planned students"),
];

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    let rows = demand::reads::of_programs(cx, &[subject.program.id]).await?;
    let gap = Gap::of(rows, None);
    let mut section = Section::new(Kind::DemandGap);
    for row in &gap.figures {
        let year = row.year.map_or_else(String::new, |year| format!(", {year}"));
        let text = format!("{}: {} ({}{year}).", label(row.kind), row.value, row.label);
        section.line(text, None, &row.id, format!("{}, {}", row.source, row.vintage));
    }
    for (kind, label) in KINDS {
        match gap.sum(kind) {
            Some(sum) => section.figure(label, Unit::Count, sum),
            None => section.lacks(format!("No figure is on file: {}.", label.to_lowercase())),
        }
    }
    if let Some(gap) = gap.gap() {
        let label = "Demand gap: openings less graduates and planned students";
        section.figure(label, Unit::Count, gap);
    }
    Ok(section)
}

fn label(kind: DemandKind) -> &'static str {
    let found = KINDS.iter().find(|(one, _)| *one == kind);
    found.map_or("Figure", |(_, label)| label)
}
