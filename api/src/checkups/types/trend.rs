//! The trend of a questionnaire: means by day, in percent of the best answer.

use std::collections::{BTreeMap, HashMap, HashSet};

use async_graphql::SimpleObject;
use chrono::NaiveDate;
use entities::{
    ids::{CheckupId, QuestionId},
    question::{self, QuestionKind},
};

use crate::{
    checkups::reads::Scored,
    questionnaires::types::Question,
    scalars::{Date, Decimal},
};

/// What was answered on a day.
#[derive(Clone, Debug, SimpleObject)]
pub struct CheckupTrendPoint {
    /// The day.
    pub answered_on: Date,
    /// How many check-ups there are of it.
    pub checkups: i32,
    /// The mean of all questions in percent of the best answer, each question counting once.
    pub percent: Decimal,
    /// The questions that were answered, in order.
    pub questions: Vec<CheckupTrendQuestion>,
}

/// What was answered to a question on a day.
#[derive(Clone, Debug, SimpleObject)]
pub struct CheckupTrendQuestion {
    /// The question.
    pub question: Question,
    /// How many answers there are.
    pub answers: i32,
    /// Their mean in percent of the best answer.
    pub percent: Decimal,
}

/// The trend of a partnership's answers to a questionnaire with these questions, the first day first.
pub fn trend(scores: &[Scored], questions: &[question::Model]) -> Vec<CheckupTrendPoint> {
    let mut days: BTreeMap<NaiveDate, Vec<&Scored>> = BTreeMap::new();
    for scored in scores {
        days.entry(scored.answered_on).or_default().push(scored);
    }
    days.into_iter()
        .filter_map(|(day, scores)| point(day, &scores, questions))
        .collect()
}

fn point(day: NaiveDate, scores: &[&Scored], questions: &[question::Model]) -> Option<CheckupTrendPoint> {
    let mut by_question: HashMap<QuestionId, Vec<i32>> = HashMap::new();
    for scored in scores {
        by_question
            .entry(scored.question_id)
            .or_default()
            .push(scored.score);
    }
    let checkups: HashSet<CheckupId> = scores.iter().map(|scored| scored.checkup_id).collect();
    let mut means = Vec::new();
    let mut answered = Vec::new();
    for row in questions {
        let Some(scores) = by_question.get(&row.id) else {
            continue;
        };
        let values: Vec<i64> = scores.iter().map(|score| hundredths(row.kind, *score)).collect();
        let percent = mean(&values)?;
        means.push(percent);
        answered.push(CheckupTrendQuestion {
            question: row.clone().into(),
            answers: i32::try_from(values.len()).unwrap_or(i32::MAX),
            percent: Decimal(percent),
        });
    }
    Some(CheckupTrendPoint {
        answered_on: Date(day),
        checkups: i32::try_from(checkups.len()).unwrap_or(i32::MAX),
        percent: Decimal(mean(&means)?),
        questions: answered,
    })
}

/// An answer in hundredths of a percent of the best one.
fn hundredths(kind: QuestionKind, score: i32) -> i64 {
    let score = i64::from(score);
    match kind {
        QuestionKind::Score => (score - 1) * 2_500,
        QuestionKind::YesNo => score * 10_000,
        QuestionKind::Text => 0,
    }
}

/// The mean, rounded; none of nothing.
fn mean(values: &[i64]) -> Option<i64> {
    let count = i64::try_from(values.len()).ok().filter(|count| *count > 0)?;
    Some((values.iter().sum::<i64>() + count / 2) / count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_counts_in_percent_of_the_best_answer() {
        let scores = [1, 3, 5].map(|score| hundredths(QuestionKind::Score, score));
        assert_eq!(scores, [0, 5_000, 10_000]);
        assert_eq!(hundredths(QuestionKind::YesNo, 1), 10_000);
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&[0, 0, 10_000]), Some(3_333));
    }
}
