//! Evidence files as GraphQL shows them.

mod file;
mod payloads;
mod section;

use std::sync::Arc;

use async_graphql::{Context, Object, SimpleObject};
use entities::ids::ProgramId;
use futures_util::future::BoxFuture;

use crate::{
    app::Cx,
    error::Result,
    evidence::ops::contents::{Contents, hash},
    prefetch::{self, Fill, Related, Selection},
    programs::{loaders::ProgramOf, types::Program},
    scalars::Date,
};

pub use file::{EvidenceFile, EvidenceFileState};
pub use payloads::EvidenceFreezePayload;
pub use section::{EvidenceFigure, EvidenceLine, EvidenceSection, EvidenceSectionKind, EvidenceUnit};

/// Something that an evidence file lacks.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct EvidenceGap {
    /// In which section.
    pub section: EvidenceSectionKind,
    /// What is missing, as a sentence.
    pub text: String,
}

/// An evidence file.
#[derive(Clone)]
pub struct ProgramEvidence {
    contents: Contents,
    document: String,
    program: Related<ProgramOf>,
}

impl ProgramEvidence {
    /// What a file holds, and the text it is kept by.
    pub fn new(contents: Contents, document: String) -> Self {
        Self {
            contents,
            document,
            program: Related::default(),
        }
    }

    fn program_id(&self) -> Option<ProgramId> {
        self.contents.program.id.parse().ok()
    }
}

impl Fill for ProgramEvidence {
    fn fill<'a>(
        cx: &'a Cx,
        mut nodes: Vec<&'a mut Self>,
        selection: &'a Selection<'a>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            let key = Self::program_id;
            prefetch::one(cx, &mut nodes, selection, "program", key, |node| {
                &mut node.program
            })
            .await
        })
    }
}

/// What shows that employers stand behind a program, as of a day. It is built from what the whole network may see, whoever asks:
/// openings that are not for the network, notes, minutes and names of persons are never in it.
#[Object]
impl ProgramEvidence {
    /// The program; null when you may not see programs.
    async fn program(&self, ctx: &Context<'_>) -> Option<Result<Arc<Program>>> {
        self.program.get(ctx, self.program_id()?, ()).await.transpose()
    }

    /// The name of the program, as the file has it.
    async fn program_name(&self) -> &str {
        &self.contents.program.name
    }

    /// The school or campus where it is taught, as the file has it.
    async fn school(&self) -> Option<&str> {
        self.contents.program.school.as_deref()
    }

    /// The name of the agency that offers the program, as the file has it.
    async fn agency_name(&self) -> &str {
        &self.contents.program.agency
    }

    /// The field of study, a CIP 2020 code, as the file has it.
    async fn cip_code(&self) -> Option<&str> {
        self.contents.program.cip_code.as_deref()
    }

    /// The occupations that the program leads to, SOC 2018 codes in their order, as the file has them.
    async fn soc_codes(&self) -> &[String] {
        &self.contents.program.occupations
    }

    /// The day it is about. A fact counts by its own day; what has none counts as it stood when the file was built.
    async fn as_of(&self) -> Date {
        Date(self.contents.as_of)
    }

    /// The kinds of evidence, in a fixed order; each is there, also when nothing is on record.
    async fn sections(&self) -> Vec<EvidenceSection> {
        self.contents.sections.iter().map(EvidenceSection::from).collect()
    }

    /// Everything that is missing, section by section.
    async fn missing(&self) -> Vec<EvidenceGap> {
        let sections = self.contents.sections.iter();
        let gaps = sections.flat_map(|section| {
            section.missing.iter().map(|text| EvidenceGap {
                section: section.kind.into(),
                text: text.clone(),
            })
        });
        gaps.collect()
    }

    /// The file as canonical JSON: keys in the order of their letters, no blanks between, days as `YYYY-MM-DD`, money in whole
    /// cents, hours in whole hundredths.
    async fn document(&self) -> &str {
        &self.document
    }

    /// SHA-256 of the UTF-8 bytes of `document`, in lower-case hexadecimal: whoever has the document can compute it.
    async fn hash(&self) -> String {
        hash(&self.document)
    }
}
