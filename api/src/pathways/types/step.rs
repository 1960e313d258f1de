//! A step of a map.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};
use entities::{ids::PathwayStepId, pathway_step, values::Money};
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    codes::types::Occupation,
    error::Result,
    pathways::loaders::StepProgramsOf,
    prefetch::{self, Fill, Related, Selection},
    programs::types::Program,
    scalars::{Amount, Date, hundredths},
};

/// A step of a map.
#[derive(Clone)]
pub struct PathwayStep {
    row: pathway_step::Model,
    name: String,
    level: i32,
    occupation: Occupation,
    programs: Related<StepProgramsOf>,
}

impl PathwayStep {
    /// The step of a row, under the name it is shown by.
    pub fn new(row: pathway_step::Model, name: String, level: i32) -> Self {
        Self {
            name,
            level,
            occupation: Occupation::new(row.soc_code.clone()),
            programs: Related::default(),
            row,
        }
    }

    /// Its id.
    pub fn key(&self) -> PathwayStepId {
        self.row.id
    }

    /// Its level.
    pub fn depth(&self) -> i32 {
        self.level
    }

    /// What it is called.
    pub fn title(&self) -> &str {
        &self.name
    }

    /// The code of its occupation.
    pub fn code(&self) -> &str {
        &self.row.soc_code
    }

    /// What it pays, in words.
    pub fn pay(&self) -> Option<String> {
        let dollars = |wage: Money| format!("${}", hundredths(wage.cents()));
        match (self.row.wage_low_cents, self.row.wage_high_cents) {
            (Some(low), Some(high)) if low == high => Some(format!("{} an hour", dollars(low))),
            (Some(low), Some(high)) => Some(format!("{}–{} an hour", dollars(low), dollars(high))),
            (Some(low), None) => Some(format!("from {} an hour", dollars(low))),
            (None, Some(high)) => Some(format!("up to {} an hour", dollars(high))),
            (None, None) => None,
        }
    }
}

impl Fill for PathwayStep {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let id = |node: &Self| node.row.id;
            prefetch::all(cx, &mut nodes, selection, "programs", id, |node| {
                &mut node.programs
            })
            .await?;
            let occupations = nodes.into_iter().map(|node| &mut node.occupation).collect();
            Occupation::fill(cx, occupations, &selection.field("occupation")).await
        })
    }
}

/// A step of a pathway map: an occupation, and what it pays.
#[Object]
impl PathwayStep {
    /// The id.
    async fn id(&self) -> ID {
        self.row.id.into()
    }

    /// The occupation.
    async fn occupation(&self) -> &Occupation {
        &self.occupation
    }

    /// A title of its own, shown instead of that of the occupation.
    #[graphql(name = "title")]
    async fn own_title(&self) -> Option<&str> {
        self.row.title.as_deref()
    }

    /// What it is called: its own title; else the occupation as the current SOC list names it; else its code.
    async fn name(&self) -> &str {
        &self.name
    }

    /// The low end of what it pays an hour.
    async fn wage_low(&self) -> Option<Amount> {
        self.row.wage_low_cents.map(Into::into)
    }

    /// The high end of what it pays an hour.
    async fn wage_high(&self) -> Option<Amount> {
        self.row.wage_high_cents.map(Into::into)
    }

    /// What it pays in words, such as `$17.20–$21.40 an hour`; null when no wage is noted.
    async fn wage(&self) -> Option<String> {
        self.pay()
    }

    /// Where the wage is from; not null when a wage is noted.
    async fn wage_source(&self) -> Option<&str> {
        self.row.wage_source.as_deref()
    }

    /// The day the wage is of; not null when a wage is noted.
    async fn wage_as_of(&self) -> Option<Date> {
        self.row.wage_as_of.map(Date)
    }

    /// Orders the steps of one level.
    async fn position(&self) -> i32 {
        self.row.position
    }

    /// 1 where people enter; else one more than the highest level from which an edge leads here.
    async fn level(&self) -> i32 {
        self.level
    }

    /// The programs that lead along the edges to this step, by name. Empty where people enter.
    async fn programs(&self, ctx: &Context<'_>) -> Result<Arc<Vec<Program>>, async_graphql::Error> {
        Ok(self.programs.get(ctx, self.row.id, ()).await?.unwrap_or_default())
    }
}
