//! Small files with the faults of the published ones.

use std::io::Write;

use super::*;

fn read(scheme: CodeScheme, text: &str) -> Result<Vec<CodeEntry>, FileError> {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    Codes::open(scheme, file.path())?.collect()
}

fn shown(entries: &[CodeEntry]) -> Vec<String> {
    let line = |entry: &CodeEntry| {
        let parent = entry.parent.as_deref().unwrap_or("-");
        format!("{} {} < {parent}: {}", entry.level_name, entry.code, entry.title)
    };
    entries.iter().map(line).collect()
}

#[test]
fn naics_with_a_lone_comma_blank_rows_and_footnotes() {
    let text = ",\r\n2022 NAICS Code,2022 NAICS Title\r\n31-33,ManufacturingT\r\n,\r\n339,\"Miscellaneous, OtherT \"\r\n3391,Real Credit \r\n";
    assert_eq!(
        shown(&read(CodeScheme::Naics, text).unwrap()),
        [
            "Sector 31-33 < -: Manufacturing",
            "Subsector 339 < 31-33: Miscellaneous, Other",
            "Industry Group 3391 < 339: Real Credit"
        ]
    );
}

#[test]
fn soc_parents_follow_the_order() {
    let text = "SOCGroup,SOCCode,SOCTitle,SOCDefinition\nMajor,29-0000,Health,\nMinor,29-1000,Practitioners,\n\
                Broad,29-1210,Physicians,\nDetailed,29-1221,Pediatricians,They treat children.\nMinor,29-2000,Technologists,\n";
    let entries = read(CodeScheme::Soc, text).unwrap();
    assert_eq!(entries[3].parent.as_deref(), Some("29-1210"));
    assert_eq!(entries[3].definition.as_deref(), Some("They treat children."));
    assert_eq!(entries[4].parent.as_deref(), Some("29-0000"));
    let orphan = "SOCGroup,SOCCode,SOCTitle,SOCDefinition\nBroad,29-1210,Physicians,\n";
    assert_eq!(
        read(CodeScheme::Soc, orphan).unwrap_err().sentence(),
        "Line 2: `Broad` `29-1210` is not a SOC code below its group."
    );
}

#[test]
fn cip_tells_moved_and_deleted_codes_apart() {
    let text = "CIPCode,Action,CIPTitle,CIPDefinition\n01.0309,Moved from,Viticulture.,Moved from 01.0309 to 01.1004\n\
                01.1004,Moved to,Viticulture.,Wine.\n60.04,Deleted,Residency.,\"Deleted, Report under 61\"\n01.0207,New,Irrigation.,Since 01.0101.\n";
    let entries = read(CodeScheme::Cip, text).unwrap();
    let told: Vec<_> = entries
        .iter()
        .map(|entry| (entry.status, entry.moved_to.as_deref()))
        .collect();
    assert_eq!(
        told,
        [
            (CodeStatus::MovedFrom, Some("01.1004")),
            (CodeStatus::MovedTo, None),
            (CodeStatus::Deleted, Some("61")),
            (CodeStatus::New, None)
        ]
    );
    let unknown = "CIPCode,Action,CIPTitle,CIPDefinition\n01.0309,Gone,Viticulture.,\n";
    assert_eq!(
        read(CodeScheme::Cip, unknown).unwrap_err().sentence(),
        "Line 2: `Gone` is not an action that CIP 2020 knows."
    );
}
