//! The counts at every place, each with what is hidden of it.

use chrono::NaiveDate;
use entities::employment::ExitQuarter;

use super::{
    Counts,
    due::exits_due_before,
    maker::{Maker, Measure, Within},
    rows::Rows,
};
use crate::{
    app::Cx,
    error::Result,
    outcomes::suppression::{Lattice, Place, Reason},
};

/// Which counts are asked for: what nobody asks for is not read. Completers and skill gains are read always: they say which
/// programs and years there are.
#[derive(Clone, Debug, Default)]
pub struct Wanted(pub Vec<Part>);

/// Counts that are read when they are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Hires.
    Hires,
    /// How many employers hired.
    HiringEmployers,
    /// Employment in the second and fourth quarter after exit, which retention is a part of and is read with.
    Employment,
    /// Retention.
    Retention,
}

impl Wanted {
    /// Whether a part is asked for.
    pub(super) fn has(&self, part: Part) -> bool {
        self.0.contains(&part)
    }
}

/// Everything that is published.
pub(super) struct Published {
    pub(super) as_of: NaiveDate,
    completers: Measure,
    with_credential: Measure,
    hired: Measure,
    hired_in_field: Measure,
    employed_q2: Measure,
    employed_q4: Measure,
    retention_base: Measure,
    retained: Measure,
    skill_gains: Measure,
    pub(super) lattice: Lattice,
}

impl Published {
    /// Counts and hides.
    pub(super) async fn of(cx: &Cx, wanted: &Wanted, day: Option<NaiveDate>) -> Result<Self> {
        let as_of = day.unwrap_or_else(|| cx.app.clock.today());
        let cut = |quarter| exits_due_before(as_of, quarter);
        let (second, fourth) = (cut(ExitQuarter::Q2), cut(ExitQuarter::Q4));
        let rows = Rows::read(cx, wanted, fourth).await?;
        let lattice = rows.lattice();
        let maker = Maker {
            cx,
            lattice: &lattice,
            floors: cx.app.config.floors,
        };
        let completers = maker.group(maker.leaves(&rows.completed, |row| row.people));
        let of_completers = |due| Within {
            group: &completers,
            whole: &completers.people,
            due,
        };
        let with_credential = maker.leaves(&rows.completed, |row| row.with_credential);
        let with_credential = maker.part(&with_credential, None, &of_completers(None));
        let [hired, hired_in_field] = maker.hires(&rows, &of_completers(None)).await?;
        let (second, fourth) = (maker.due(&rows, second), maker.due(&rows, fourth));
        let within = [of_completers(Some(&second)), of_completers(Some(&fourth))];
        let [mut employed_q2, employed_q4] = maker.employment(&rows, &within).await?;
        let base = maker.leaves(&rows.retained, |row| row.employed);
        let retention_base = maker.part_within(base, &mut employed_q2, &of_completers(Some(&fourth)));
        let within = Within {
            group: &retention_base,
            whole: &retention_base.people,
            due: Some(&fourth),
        };
        let retained = maker.part(&maker.leaves(&rows.retained, |row| row.retained), None, &within);
        let skill_gains = maker.gains(maker.leaves(&rows.gained, |row| row.people));
        Ok(Self {
            as_of,
            completers,
            with_credential,
            hired,
            hired_in_field,
            employed_q2,
            employed_q4,
            retention_base,
            retained,
            skill_gains,
            lattice,
        })
    }

    /// The counts at a place, with the number of employers who hired there.
    pub(super) fn counts(&self, place: Place, employers: i64) -> Counts {
        let at = self.lattice.find(place);
        let count = |measure: &Measure| at.map_or(Err(Reason::NotAvailable), |at| measure.at(at));
        let completers = at.map_or(Ok(0), |at| self.completers.at(at));
        let hired = count(&self.hired);
        Counts {
            completers,
            with_credential: count(&self.with_credential),
            hired,
            hired_in_field: count(&self.hired_in_field),
            employers_hiring: hired.map(|_| employers),
            employed_q2: count(&self.employed_q2),
            employed_q4: count(&self.employed_q4),
            retention_base: count(&self.retention_base),
            retained: count(&self.retained),
            skill_gains: count(&self.skill_gains),
        }
    }
}
