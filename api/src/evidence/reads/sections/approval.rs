//! The approval of the state.

use super::Subject;
use crate::{
    evidence::ops::contents::{Kind, Section},
    programs::types::ProgramApproval,
};

pub(super) fn section(subject: &Subject) -> Section {
    let (program, day) = (&subject.program, subject.day);
    let mut section = Section::new(Kind::Approval);
    if let Some(from) = program.approved_on.filter(|from| *from <= day) {
        let number = match &program.approval_number {
            Some(number) => format!(" under the number {number}"),
            None => String::new(),
        };
        let until = match program.approval_expires_on {
            Some(until) => format!(" until {until}"),
            None => " without an end".to_owned(),
        };
        let text = format!("Approved by the state{number}{until}.");
        section.line(text, Some(from), &program.id, "Record of the program");
    }
    match ProgramApproval::of(program, day) {
        ProgramApproval::None => section.lacks("No approval of the state is on file."),
        ProgramApproval::Ahead => section.lacks("The approval of the state begins later."),
        ProgramApproval::Expired => section.lacks("The approval of the state has expired."),
        ProgramApproval::Current if program.approval_number.is_none() => {
            section.lacks("The number of the approval is not on file.");
        }
        ProgramApproval::Current => {}
    }
    section
}
