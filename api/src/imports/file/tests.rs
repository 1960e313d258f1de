//! Whole files, each with faults that real ones have.

use std::io::Write;

use super::*;

fn file(bytes: &[u8]) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

fn source(bytes: &[u8]) -> SourceFile {
    open(file(bytes).path(), &FileOptions::default()).unwrap()
}

fn sentence(bytes: &[u8], options: &FileOptions) -> String {
    open(file(bytes).path(), options)
        .unwrap_err()
        .sentence()
        .to_owned()
}

/// The rows as `number@line name=cell …`.
fn shown(source: SourceFile) -> Vec<String> {
    let show = |row: Row| {
        let cells: Vec<String> = row.cells().map(|(name, cell)| format!("{name}={cell}")).collect();
        format!("{}@{} {}", row.number, row.line, cells.join(" "))
    };
    source.rows().map(|row| show(row.unwrap())).collect()
}

#[test]
fn windows_1252_and_its_hash() {
    let source = source(b"Name,City\nCaf\xE9 Sol,Visalia\n");
    assert_eq!(
        (source.encoding.as_str(), source.byte_count, source.delimiter),
        ("windows-1252", 27, ',')
    );
    assert_eq!(
        source.sha256,
        "77a8ba59a0316965febce74e1238bd5d0d3027420cb2a301b1c007abc604992f"
    );
    assert_eq!(shown(source), ["1@2 Name=Café Sol City=Visalia"]);
}

#[test]
fn byte_order_marks_are_no_part_of_the_first_column() {
    assert_eq!(
        shown(source("\u{feff}Name,City\nCafé,Visalia\n".as_bytes())),
        ["1@2 Name=Café City=Visalia"]
    );
    let utf16: Vec<u8> = "\u{feff}Name\tCity\r\nCafé\tVisalia\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    let source = source(&utf16);
    assert_eq!((source.encoding.as_str(), source.delimiter), ("utf-16le", '\t'));
    assert_eq!(shown(source), ["1@2 Name=Café City=Visalia"]);
}

#[test]
fn every_line_end_counts_as_one() {
    let expected = ["1@2 a=1 b=2", "2@4 a=3 b=4"];
    for text in [
        "a,b\r1,2\r\r3,4\r",
        "a,b\n1,2\n\n3,4",
        "a,b\r\n1,2\r\n\r\n3,4\r\n",
    ] {
        assert_eq!(shown(source(text.as_bytes())), expected, "{text:?}");
    }
}

#[test]
fn cells_of_many_lines_keep_the_count_of_lines() {
    let rows = shown(source(b"a,b\r\n\"one\r\ntwo\",2\r\n3,4\r\n"));
    assert_eq!(rows, ["1@2 a=one\ntwo b=2", "2@4 a=3 b=4"]);
}

#[test]
fn short_long_and_blank_rows() {
    let rows = shown(source(b"a,b,c\n1\n,,\n1,2,3,,\n1,2,3,4,,6\n"));
    assert_eq!(
        rows,
        [
            "1@2 a=1 b= c=",
            "2@4 a=1 b=2 c=3",
            "3@5 a=1 b=2 c=3 extra 1=4 extra 2= extra 3=6"
        ]
    );
}

#[test]
fn junk_lines_and_columns_without_a_name_of_their_own() {
    let rows = shown(source(
        b",\nReport of 2014\n,Notes,Notes,City\n1,x,y,Visalia\n2,x,y,Tulare\n",
    ));
    assert_eq!(rows[0], "1@4 column 1=1 Notes=x Notes (2)=y City=Visalia");
}

#[test]
fn formulas_that_keep_zeros() {
    let rows = shown(source(b"code,title\n=\"01.00\",x\n\"=\"\"02.00\"\"\",=A1\n"));
    assert_eq!(rows, ["1@2 code=01.00 title=x", "2@3 code=02.00 title==A1"]);
}

#[test]
fn a_row_finds_cells_and_serializes_in_order() {
    let row = source(b"b,a\n1,2,3\n").rows().next().unwrap().unwrap();
    assert_eq!(
        (row.get("A "), row.get("c"), row.cell(9), row.extra_count()),
        (Some("2"), None, "", 1)
    );
    assert_eq!(
        serde_json::to_string(&row).unwrap(),
        r#"{"b":"1","a":"2","extra 1":"3"}"#
    );
}

#[test]
fn malformed_files_are_one_sentence() {
    let any = FileOptions::default();
    assert_eq!(sentence(b"", &any), "The file is empty.");
    assert_eq!(
        sentence(b"\n\n", &any),
        "The file has no rows: not even a header."
    );
    assert_eq!(
        sentence(b"a,b\r\n1,\"2\r\n3,4\r\n", &any),
        "Line 2: a quoted cell begins here and is never closed; a quote is missing."
    );
    assert!(sentence(b"a,b\n1,\0\n", &any).starts_with("The file is not text: it holds zero bytes."));
    assert!(sentence(b"\xD0\xCF\x11\xE0\xA1", &any).starts_with("The file is an old Excel workbook (.xls)"));
    assert!(
        sentence(b"PK\x03\x04 not a workbook", &any)
            .starts_with("The file looks like a workbook, but cannot be read as one.")
    );
    let utf8 = FileOptions {
        encoding: Some("utf-8".into()),
        ..FileOptions::default()
    };
    assert_eq!(
        sentence(b"a\nCaf\xE9\n", &utf8),
        "Line 1 or soon after holds bytes that are not UTF-8 text."
    );
    let absent = open(Path::new("/nowhere/at-all.csv"), &any).unwrap_err();
    assert!(absent.sentence().starts_with("The file cannot be opened: "));
}

#[test]
fn a_workbook() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/imports/file/fixtures/visits.xlsx");
    let visits = open(&path, &FileOptions::default()).unwrap();
    assert_eq!((visits.encoding.as_str(), visits.sha256.len()), ("xlsx", 64));
    assert_eq!(
        shown(visits),
        [
            "1@4 Employer=Café Sol Day=2014-03-04 Hours=1.5 Paid=TRUE",
            "2@6 Employer=Jim’s \"Big\" Farm\nNorth Day=2014-03-04 12:00:00 Hours=#N/A Paid= extra 1=7",
        ]
    );
    let notes = FileOptions {
        sheet: Some("notes".into()),
        ..FileOptions::default()
    };
    assert_eq!(shown(open(&path, &notes).unwrap()), ["1@2 Note=Call again"]);
    let other = FileOptions {
        sheet: Some("Other".into()),
        ..FileOptions::default()
    };
    let error = open(&path, &other).unwrap_err();
    assert_eq!(
        error.sentence(),
        "The workbook has no sheet `Other`; its sheets are Visits, Notes."
    );
}

#[test]
fn memory_stays_flat_over_many_rows() {
    let mut text = b"id,name\n".to_vec();
    for id in 0..100_000 {
        writeln!(text, "{id},Employer number {id}").unwrap();
    }
    let last = source(&text).rows().last().unwrap().unwrap();
    assert_eq!(
        (last.number, last.line, last.get("name")),
        (100_000, 100_001, Some("Employer number 99999"))
    );
}
