//! The counts at every place, each with what is hidden of it.

use chrono::NaiveDate;
use entities::employment::ExitQuarter;

use super::{
    Counts, Table,
    due::exits_due_before,
    maker::{Maker, Within},
    rows::Rows,
};
use crate::config::Floors;

/// Counts and hides, with the quarters that ended by `as_of`. It takes the time of a processor, not of a database.
pub(super) fn publish(rows: &Rows, floors: Floors, as_of: NaiveDate) -> Table {
    let lattice = rows.lattice();
    let maker = Maker {
        lattice: &lattice,
        floors,
    };
    let completers = maker.group(maker.leaves(&rows.completed, |row| row.people));
    let of_completers = |due| Within {
        group: &completers,
        whole: &completers.people,
        due,
    };
    let with_credential = maker.leaves(&rows.completed, |row| row.with_credential);
    let with_credential = maker.part(with_credential, None, &of_completers(None));
    let [hired, hired_in_field] = maker.hires(rows, &of_completers(None));
    let due = |quarter| maker.due(rows, exits_due_before(as_of, quarter));
    let (second, fourth) = (due(ExitQuarter::Q2), due(ExitQuarter::Q4));
    let mut employed_q2 = maker.employment(rows, ExitQuarter::Q2, &of_completers(Some(&second)));
    let employed_q4 = maker.employment(rows, ExitQuarter::Q4, &of_completers(Some(&fourth)));
    let base = maker.leaves(&rows.retained, |row| row.employed);
    let retention_base = maker.part_within(base, &mut employed_q2, &of_completers(Some(&fourth)));
    let of_base = Within {
        group: &retention_base,
        whole: &retention_base.people,
        due: Some(&fourth),
    };
    let retained = maker.leaves(&rows.retained, |row| row.retained);
    let retained = maker.part(retained, None, &of_base);
    let skill_gains = maker.gains(maker.leaves(&rows.gained, |row| row.people));
    let counts = (0..lattice.len()).map(|at| Counts {
        completers: completers.at(at),
        with_credential: with_credential.at(at),
        hired: hired.at(at),
        hired_in_field: hired_in_field.at(at),
        employers_hiring: hired.employers_at(at),
        employed_q2: employed_q2.at(at),
        employed_q4: employed_q4.at(at),
        retention_base: retention_base.at(at),
        retained: retained.at(at),
        skill_gains: skill_gains.at(at),
    });
    Table {
        leaves: lattice.leaves().to_vec(),
        counts: lattice.places().iter().copied().zip(counts).collect(),
    }
}
