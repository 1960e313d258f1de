//! The seven parts of the definition of a career pathway.

use super::Subject;
use crate::{
    app::Cx,
    error::Result,
    evidence::ops::contents::{Kind, Section, quoted},
    programs::{
        self,
        types::{CareerPathwayCheck, ChecklistAnswer},
    },
};

pub(super) async fn section(cx: &Cx, subject: &Subject) -> Result<Section> {
    let program = subject.program.id;
    let mut rows = programs::reads::checklists(cx, &[program]).await?;
    rows.retain(|row| row.checked_on <= subject.day);
    let mut section = Section::new(Kind::Checklist);
    let mut fulfilled = 0;
    for check in CareerPathwayCheck::list(&rows) {
        let part = format!("{:?}", check.part);
        let Some(answer) = check.answer else {
            section.lacks(format!("Part {part} of the checklist is unanswered."));
            continue;
        };
        fulfilled += usize::from(answer == ChecklistAnswer::Yes);
        if answer == ChecklistAnswer::No {
            section.lacks(format!("Part {part} of the checklist is answered with no."));
        }
        let shown = match &check.evidence {
            Some(evidence) => format!(" Shown by: {}", quoted(evidence)),
            None => String::new(),
        };
        let text = format!("{part}. {} {}{shown}", check.requirement, word(answer));
        let on = check.checked_on.map(|day| day.0);
        section.line(text, on, &program, check.law_reference);
    }
    section.count("Parts answered with yes, of seven", fulfilled);
    Ok(section)
}

fn word(answer: ChecklistAnswer) -> &'static str {
    match answer {
        ChecklistAnswer::Yes => "Yes.",
        ChecklistAnswer::No => "No.",
        ChecklistAnswer::Partly => "In part.",
    }
}
