//! The way of a referral: which stage may follow which. One table, read by the operations and by the tests.

use entities::referral::ReferralStage::{
    self, Hired, Interviewed, NotSelected, Offered, Referred, Withdrawn,
};

/// Every step there is, from where a referral stands to where it stands then. `HIRED` is reached by recording the hire, from
/// every stage that leads on.
pub const STEPS: &[(ReferralStage, &[ReferralStage])] = &[
    (Referred, &[Interviewed, Offered, NotSelected, Withdrawn]),
    (Interviewed, &[Offered, NotSelected, Withdrawn]),
    (Offered, &[NotSelected, Withdrawn]),
    (Hired, &[]),
    (NotSelected, &[]),
    (Withdrawn, &[]),
];

/// Where a referral may go from where it stands.
pub fn after(from: ReferralStage) -> &'static [ReferralStage] {
    STEPS
        .iter()
        .find(|(start, _)| *start == from)
        .map_or(&[], |(_, ends)| ends)
}

/// Whether a referral goes on from this stage, to another stage or to a hire.
pub fn is_open(stage: ReferralStage) -> bool {
    !after(stage).is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_referral_goes_forward_and_ends_from_wherever_it_is_open() {
        let place = |stage| STEPS.iter().position(|(start, _)| *start == stage);
        for (start, ends) in STEPS {
            assert!(ends.iter().all(|end| place(*end) > place(*start)), "{start:?}");
            assert!(!ends.contains(&Hired), "{start:?}: only a hire leads there");
            let may_end = ends.contains(&NotSelected) && ends.contains(&Withdrawn);
            assert_eq!(may_end, is_open(*start), "{start:?}");
        }
        assert_eq!(
            STEPS.iter().filter(|(start, _)| is_open(*start)).count(),
            3,
            "referred, interviewed, offered"
        );
    }
}
