//! The words of skill gains.

use async_graphql::Enum;
use entities::{program::ProgramDelivery, skill_gain};

/// The types of measurable skill gains: 20 CFR 677.155(a)(1)(v), in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::skill_gain::SkillGainType")]
pub enum SkillGainType {
    /// An educational functioning level (EFL) gained, of those below the postsecondary level.
    Efl,
    /// A secondary school diploma or its recognized equivalent.
    Diploma,
    /// A transcript or report card with enough credit hours, by the standards of the state's unit.
    Transcript,
    /// A satisfactory or better progress report toward a set milestone, such as on-the-job training done or a year of an
    /// apprenticeship, from an employer or provider.
    Milestone,
    /// An exam passed that an occupation requires, or progress shown by trade benchmarks.
    SkillsProgression,
}

/// How far attesting a milestone has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
#[graphql(remote = "entities::skill_gain::AttestState")]
pub enum SkillGainAttestState {
    /// Nobody was asked.
    NotAsked,
    /// A person at the employer was asked by letter.
    Asked,
    /// The person attested it.
    Attested,
    /// The person said: not yet. The person can be asked again.
    Declined,
}

/// What to look at before a skill gain is reported. It is recorded all the same: states differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Enum)]
pub enum SkillGainWarning {
    /// The type is not one that Minnesota counts for how the program is taught: there `TRANSCRIPT` and `SKILLS_PROGRESSION` are
    /// for integrated education and training, `MILESTONE` for that and for workplace literacy; apprenticeships have milestones by
    /// the federal rule. (Source: Minnesota's adult basic education, measurable skill gains types 3 to 5.)
    UnusualForDelivery,
    /// How the program is taught is not noted.
    DeliveryUnknown,
}

impl SkillGainWarning {
    /// What to look at with a gain of this type in a program that is taught so.
    pub fn of(kind: skill_gain::SkillGainType, delivery: Option<ProgramDelivery>) -> Option<Self> {
        use ProgramDelivery::{Apprenticeship, IBest, Iet, PreApprenticeship, WorkplaceLiteracy};
        use skill_gain::SkillGainType::{Diploma, Efl, Milestone, SkillsProgression, Transcript};
        let usual: &[ProgramDelivery] = match kind {
            Efl | Diploma => return None,
            Transcript | SkillsProgression => &[Iet, IBest],
            Milestone => &[Iet, IBest, WorkplaceLiteracy, Apprenticeship, PreApprenticeship],
        };
        match delivery {
            None => Some(Self::DeliveryUnknown),
            Some(delivery) if usual.contains(&delivery) => None,
            Some(_) => Some(Self::UnusualForDelivery),
        }
    }
}

#[cfg(test)]
mod tests {
    use entities::{program::ProgramDelivery as D, skill_gain::SkillGainType as T};

    use super::*;

    #[test]
    fn warnings_follow_the_table() {
        let unusual = Some(SkillGainWarning::UnusualForDelivery);
        for (kind, delivery, expected) in [
            (T::Efl, Some(D::Cte), None),
            (T::Diploma, None, None),
            (T::Transcript, Some(D::Iet), None),
            (T::Transcript, Some(D::WorkplaceLiteracy), unusual),
            (T::Milestone, Some(D::WorkplaceLiteracy), None),
            (T::Milestone, Some(D::Apprenticeship), None),
            (T::Milestone, Some(D::Cte), unusual),
            (T::SkillsProgression, Some(D::IBest), None),
            (T::SkillsProgression, Some(D::Apprenticeship), unusual),
            (
                T::SkillsProgression,
                None,
                Some(SkillGainWarning::DeliveryUnknown),
            ),
        ] {
            assert_eq!(
                SkillGainWarning::of(kind, delivery),
                expected,
                "{kind:?} {delivery:?}"
            );
        }
    }
}
