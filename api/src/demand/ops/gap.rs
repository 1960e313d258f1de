//! The demand gap: projected openings less the graduates of all programs of the region and the planned students.

use entities::demand_figure::{DemandKind, Model};

/// What the figures of a program say together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The year whose figures are compared; none when no openings are about a year.
    pub year: Option<i32>,
    /// The figures compared.
    pub figures: Vec<Model>,
}

impl Gap {
    /// The figures about a year, and those about none. Without a year it is the latest with openings: figures of other years
    /// would be counted twice.
    pub fn of(figures: Vec<Model>, year: Option<i32>) -> Self {
        let latest = || {
            let openings = figures
                .iter()
                .filter(|row| row.kind == DemandKind::ProjectedOpenings);
            openings.filter_map(|row| row.year).max()
        };
        let year = year.or_else(latest);
        let is_compared = |row: &Model| row.year.is_none() || row.year == year;
        let figures = figures.into_iter().filter(is_compared).collect();
        Self { year, figures }
    }

    /// The sum of the figures of a kind; none when there is none.
    pub fn sum(&self, kind: DemandKind) -> Option<i64> {
        let mut of_kind = self.figures.iter().filter(|row| row.kind == kind).peekable();
        of_kind.peek()?;
        Some(of_kind.map(|row| i64::from(row.value)).sum())
    }

    /// Openings less graduates and planned students; none without openings.
    pub fn gap(&self) -> Option<i64> {
        let openings = self.sum(DemandKind::ProjectedOpenings)?;
        let supply = |kind| self.sum(kind).unwrap_or_default();
        Some(openings - supply(DemandKind::RegionalGraduates) - supply(DemandKind::PlannedStudents))
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use entities::ids::{DemandFigureId, ProgramId};
    use uuid::Uuid;

    use super::*;
    use DemandKind::{PlannedStudents, ProjectedOpenings, RegionalGraduates};

    fn figure(kind: DemandKind, value: i32, year: Option<i32>) -> Model {
        Model {
            id: DemandFigureId::from_uuid(Uuid::nil()),
            program_id: ProgramId::from_uuid(Uuid::nil()),
            kind,
            value,
            label: String::new(),
            source: String::new(),
            vintage: String::new(),
            year,
            created_at: DateTime::UNIX_EPOCH,
            updated_at: DateTime::UNIX_EPOCH,
            version: 1,
            trashed_at: None,
        }
    }

    /// Openings, graduates, planned students, and the gap.
    type Case = (&'static [i32], &'static [i32], &'static [i32], Option<i64>);

    #[test]
    fn worked_cases() {
        let cases: [Case; 6] = [
            (&[70], &[15, 20], &[20], Some(15)),
            (&[50], &[15, 20], &[20], Some(-5)),
            (&[40, 30], &[15, 20], &[20], Some(15)),
            (&[55], &[15, 20], &[20], Some(0)),
            (&[70], &[], &[], Some(70)),
            (&[], &[15, 20], &[20], None),
        ];
        for (openings, graduates, planned, expected) in cases {
            let kinds = [
                (ProjectedOpenings, openings),
                (RegionalGraduates, graduates),
                (PlannedStudents, planned),
            ];
            let figures = kinds
                .into_iter()
                .flat_map(|(kind, values)| values.iter().map(move |value| figure(kind, *value, None)));
            let gap = Gap::of(figures.collect(), None);
            assert_eq!(gap.gap(), expected, "{openings:?} {graduates:?} {planned:?}");
        }
    }

    #[test]
    fn figures_of_another_year_are_not_counted() {
        let figures = vec![
            figure(ProjectedOpenings, 60, Some(2025)),
            figure(ProjectedOpenings, 70, Some(2026)),
            figure(RegionalGraduates, 30, Some(2025)),
            figure(RegionalGraduates, 35, Some(2026)),
            figure(RegionalGraduates, 99, Some(2027)),
            figure(PlannedStudents, 20, None),
        ];
        let gap = |year| {
            let gap = Gap::of(figures.clone(), year);
            (gap.year, gap.gap(), gap.figures.len())
        };
        assert_eq!(gap(None), (Some(2026), Some(15), 3));
        assert_eq!(gap(Some(2025)), (Some(2025), Some(10), 3));
        assert_eq!(gap(Some(2027)), (Some(2027), None, 2));
    }
}
