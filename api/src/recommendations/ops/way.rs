//! The way of a recommendation: which step may follow which. One table, read by the operations and by the tests.

use entities::recommendation::RecommendationDisposition::{
    self, Accepted, AcceptedModified, Declined, Deferred, Implemented, Proposed, ReportedBack,
};

/// Every step there is, from where it stands to where it stands then.
///
/// Accepted advice ends implemented, or is declined after all with a reason. What was declined may be reported back as well
/// as what was implemented: those who said it hear of both. Deferred advice can be decided again.
pub const STEPS: &[(RecommendationDisposition, &[RecommendationDisposition])] = &[
    (Proposed, &[Accepted, AcceptedModified, Declined, Deferred]),
    (Deferred, &[Accepted, AcceptedModified, Declined, Deferred]),
    (Accepted, &[AcceptedModified, Declined, Deferred, Implemented]),
    (AcceptedModified, &[Accepted, Declined, Deferred, Implemented]),
    (Implemented, &[ReportedBack]),
    (Declined, &[ReportedBack]),
    (ReportedBack, &[]),
];

/// Where a recommendation may go from where it stands.
pub fn after(from: RecommendationDisposition) -> &'static [RecommendationDisposition] {
    STEPS
        .iter()
        .find(|(start, _)| *start == from)
        .map_or(&[], |(_, ends)| ends)
}

/// Whether a recommendation that stands at `from` may take the step to `to`.
pub fn leads(from: RecommendationDisposition, to: RecommendationDisposition) -> bool {
    after(from).contains(&to)
}

/// Whether it has ended: declined with its reason, or reported back.
pub fn is_closed(disposition: RecommendationDisposition) -> bool {
    matches!(disposition, Declined | ReportedBack)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_reported_back_before_it_is_settled() {
        for from in [Proposed, Accepted, AcceptedModified, Deferred] {
            assert!(!leads(from, ReportedBack), "{from:?}");
        }
        assert!(leads(Implemented, ReportedBack) && leads(Declined, ReportedBack));
    }

    #[test]
    fn only_accepted_advice_is_implemented() {
        let starts: Vec<_> = STEPS
            .iter()
            .filter(|(_, ends)| ends.contains(&Implemented))
            .map(|(start, _)| *start)
            .collect();
        assert_eq!(starts, [Accepted, AcceptedModified]);
    }

    #[test]
    fn every_open_state_leads_on() {
        for (start, ends) in STEPS {
            assert_eq!(ends.is_empty(), *start == ReportedBack, "{start:?}");
        }
    }
}
