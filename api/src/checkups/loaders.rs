//! Relations of check-ups, each loaded for many records at once.

use std::collections::HashMap;

use entities::{
    checkup::{self, Column as C},
    ids::{CheckupId, PartnershipId, QuestionnaireId},
    question,
};
use futures_util::future::BoxFuture;
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    reads,
    types::{Checkup, CheckupAnswer, CheckupTrendPoint, trend},
};
use crate::{
    app::Cx,
    error::Result,
    paging::{self, Connection, PageArgs, Slice},
    prefetch::{Fill, Relation, Selection},
    questionnaires,
};

/// The check-up with an id.
pub struct CheckupOf;

impl Relation for CheckupOf {
    type Key = CheckupId;
    type Args = ();
    type Value = Checkup;

    async fn load(cx: &Cx, keys: &[CheckupId], (): &()) -> Result<HashMap<CheckupId, Checkup>> {
        let rows = reads::by_ids(cx, keys).await?;
        Ok(rows
            .into_iter()
            .map(|(id, row)| (id, Checkup::new(row)))
            .collect())
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Checkup>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Checkup::fill(cx, values, selection)
    }
}

/// The answers of a check-up, in the order of the questions.
pub struct AnswersOf;

impl Relation for AnswersOf {
    type Key = CheckupId;
    type Args = ();
    type Value = Vec<CheckupAnswer>;

    async fn load(cx: &Cx, keys: &[CheckupId], (): &()) -> Result<HashMap<CheckupId, Vec<CheckupAnswer>>> {
        let mut answers: HashMap<CheckupId, Vec<CheckupAnswer>> = HashMap::new();
        for (row, question) in reads::answers(cx, keys).await? {
            let answers = answers.entry(row.checkup_id).or_default();
            answers.extend(question.map(|question| CheckupAnswer::new(row, question)));
        }
        Ok(answers)
    }

    fn missing(_: &Cx, _: CheckupId, (): &()) -> Option<Vec<CheckupAnswer>> {
        Some(Vec::new())
    }
}

/// The live check-ups of a partnership, the latest first.
pub struct CheckupsOf;

impl Relation for CheckupsOf {
    type Key = PartnershipId;
    type Args = PageArgs;
    type Value = Connection<Checkup>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        page: &PageArgs,
    ) -> Result<HashMap<PartnershipId, Self::Value>> {
        let slices = paging::fetch_each(
            cx.app.db.read(),
            reads::live(cx).filter(C::PartnershipId.is_in(keys.iter().copied())),
            C::PartnershipId,
            |row| Some(row.partnership_id),
            &reads::latest_first(),
            page,
        )
        .await?;
        Ok(slices
            .into_iter()
            .map(|(id, slice)| (id, checkups(cx, id, slice)))
            .collect())
    }

    fn missing(cx: &Cx, key: PartnershipId, _: &PageArgs) -> Option<Self::Value> {
        Some(checkups(cx, key, Slice::empty()))
    }

    fn fill<'a>(
        cx: &'a Cx,
        values: Vec<&'a mut Self::Value>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Connection::fill_all(cx, values, selection)
    }
}

fn checkups(cx: &Cx, id: PartnershipId, slice: Slice<checkup::Model>) -> Connection<Checkup> {
    let all = reads::live(cx).filter(C::PartnershipId.eq(id));
    Connection::new(slice.map(Checkup::new), paging::counter(cx, all))
}

/// The trend of a partnership's answers to a questionnaire, the first day first: two statements for all.
pub struct TrendOf;

impl Relation for TrendOf {
    type Key = PartnershipId;
    type Args = QuestionnaireId;
    type Value = Vec<CheckupTrendPoint>;

    async fn load(
        cx: &Cx,
        keys: &[PartnershipId],
        questionnaire: &QuestionnaireId,
    ) -> Result<HashMap<PartnershipId, Vec<CheckupTrendPoint>>> {
        let questions = questionnaires::reads::visible_questions(cx)
            .filter(question::Column::QuestionnaireId.eq(*questionnaire))
            .all(cx.app.db.read())
            .await?;
        let mut scores: HashMap<PartnershipId, Vec<reads::Scored>> = HashMap::new();
        for scored in reads::scores(cx, keys, *questionnaire).await? {
            scores.entry(scored.partnership_id).or_default().push(scored);
        }
        Ok(scores
            .into_iter()
            .map(|(id, scores)| (id, trend(&scores, &questions)))
            .collect())
    }

    fn missing(_: &Cx, _: PartnershipId, _: &QuestionnaireId) -> Option<Vec<CheckupTrendPoint>> {
        Some(Vec::new())
    }
}
