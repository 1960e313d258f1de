//! The questionnaires Guildhall ships with. Their questions are our own words, never a quotation; the sources say after which
//! worksheet they are shaped. An administrator's list goes first: what is there stays as it is.

use std::collections::HashSet;

use entities::{question::QuestionKind, questionnaire};
use sea_orm::{ActiveValue::Set, EntityTrait, QuerySelect};

use super::change::{Draft, NewQuestion, create_in};
use crate::{
    app::Cx,
    db::{self, Tx},
    error::{Error, Result, UserErrorCode},
    policy::Action,
};

struct Seed {
    key: &'static str,
    title: &'static str,
    source: &'static str,
    questions: &'static [(QuestionKind, &'static str)],
}

#[rustfmt::skip]
const SEEDS: [Seed; 2] = {
    use QuestionKind::{Score, Text, YesNo};
    [
        Seed {
            key: "BEFORE_WE_BEGIN",
            title: "Before we begin",
            source: "Own wording, after the pre-partnership check-up of the Career Pathways Toolkit workbook (US DOL), worksheet 1.1d",
            questions: &[
                (Score, "We can say in a sentence what each of us gains from working together."),
                (Score, "The need that brings us together is shown by figures, not only by stories."),
                (Score, "The people who would have to act are in the room, or have been asked."),
                (Score, "We have the time of our people that this will take."),
                (Score, "We know what this costs each of us, in money and otherwise."),
                (Score, "What could go wrong is known, and we can live with it."),
                (YesNo, "Each organization has named somebody who may decide for it."),
                (YesNo, "Each organization has named somebody who steps in when that person leaves."),
                (Text,  "What would make us stop?"),
            ],
        },
        Seed {
            key: "PARTNERSHIP_HEALTH",
            title: "How our partnership does",
            source: "Own wording, after the checklist for existing partnerships of the Career Pathways Toolkit workbook (US DOL), worksheet 1.1e",
            questions: &[
                (Score, "Our vision still says what we want to reach."),
                (Score, "Each of us knows who does what."),
                (Score, "Decisions are made in the open, and carried out."),
                (Score, "Employers set the direction; public partners support it."),
                (Score, "What we agreed to do is done when it is due."),
                (Score, "We tell each other what we learn, what went wrong included."),
                (Score, "What we reach is worth the time it takes."),
                (Score, "We would go on if the person who convenes us left."),
                (YesNo, "We looked at our goals within the last year."),
                (YesNo, "New members were welcomed and told how we work."),
                (Text,  "What should we change first?"),
            ],
        },
    ]
};

/// Adds the questionnaires that are missing; those that are there stay as an administrator left them.
///
/// # Errors
/// `FORBIDDEN` for others than administrators and Guildhall itself; database errors.
pub async fn seed(cx: &Cx) -> Result<()> {
    cx.may(Action::QuestionnaireManage)?;
    let outcome = db::write(cx, async |tx| seed_in(tx, cx).await).await;
    match outcome {
        // Another process seeds the same database at this moment.
        Err(Error::User(errors)) if errors.iter().all(|error| error.code == UserErrorCode::Duplicate) => {
            Ok(())
        }
        other => other,
    }
}

async fn seed_in(tx: &Tx, cx: &Cx) -> Result<()> {
    let known: HashSet<String> = questionnaire::Entity::find()
        .select_only()
        .column(questionnaire::Column::Key)
        .into_tuple()
        .all(tx)
        .await?
        .into_iter()
        .collect();
    for seed in SEEDS.iter().filter(|seed| !known.contains(seed.key)) {
        let row = questionnaire::ActiveModel {
            key: Set(seed.key.to_owned()),
            title: Set(seed.title.to_owned()),
            source: Set(seed.source.to_owned()),
            ..Default::default()
        };
        let questions = seed.questions.iter().map(|(kind, text)| NewQuestion {
            text: (*text).to_owned(),
            kind: *kind,
        });
        create_in(tx, cx, Draft { row }, questions.collect()).await?;
    }
    Ok(())
}
