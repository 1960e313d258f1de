//! Profiles, right and wrong.

use super::*;
use crate::imports::targets::Target;

fn problems(text: &str) -> Vec<String> {
    Profile::parse(text).unwrap_err().problems
}

/// The example of the module's documentation.
fn documented() -> String {
    let source = include_str!("mod.rs");
    let lines = source.lines().skip_while(|line| *line != "//! ```toml").skip(1);
    lines
        .take_while(|line| *line != "//! ```")
        .map(|line| line.trim_start_matches("//!").to_owned() + "\n")
        .collect()
}

#[test]
fn the_documented_example() {
    let profile = Profile::parse(&documented()).unwrap();
    assert_eq!(
        (profile.name.as_str(), profile.file.delimiter),
        ("events", Some(b','))
    );
    assert_eq!(profile.file.columns, ["Cash", "Employer", "Event ID", "Sector"]);
    let [employer, gift] = &profile.records[..] else {
        panic!("two records")
    };
    assert_eq!(
        (employer.name.as_str(), employer.target, employer.mode),
        ("employer", Target::Employer, Mode::IfMissing)
    );
    assert_eq!(
        (gift.name.as_str(), gift.mode, gift.when.as_deref()),
        ("gift", Mode::Upsert, Some("cash"))
    );
    let field = |name: &str| gift.fields.iter().find(|field| field.name == name).unwrap();
    assert_eq!(field("employer").source, Source::Record(0));
    assert_eq!(
        field("role_type").source,
        Source::Constant(Value::Text("DONATE_FUNDS".into()))
    );
    assert!(field("external.events").is_key && field("external.events").is_required);
    assert!(field("employer").is_required && !field("cash").is_required);
}

#[test]
fn what_is_not_toml_or_not_a_key_names_its_line() {
    let unknown = "name = \"x\"\n\n[[records]]\ntarget = \"employer\"\nmod = \"upsert\"\n";
    assert!(
        problems(unknown)[0].starts_with("Line 5 of the profile: unknown field `mod`, expected one of"),
        "{:?}",
        problems(unknown)
    );
    assert!(
        problems("name = \"x")
            .first()
            .unwrap()
            .starts_with("Line 1 of the profile: ")
    );
    assert!(problems("about = \"x\"")[0].contains("missing field `name`"));
    assert_eq!(
        problems("name = \"x\""),
        ["The profile has no [[records]]: it would import nothing."]
    );
}

#[test]
fn every_problem_is_told_at_once() {
    let text = r#"
        name = " "
        [file]
        encoding = "klingon"
        delimiter = "dot"
        [[records]]
        target = "widget"
        mode = "upsert"
        key = ["name"]
        [[records]]
        target = "employer"
        mode = "sometimes"
        key = ["name"]
        [[records]]
        name = "gift"
        target = "contribution"
        mode = "upsert"
        key = ["external.x"]
        when = "cash"
        [[fields]]
        to = "gift.nmae"
        column = "Name"
        [[fields]]
        to = "gift.hours"
        column = "Hours"
        [[fields]]
        to = "gift.hours"
        column = "Hours"
        [[fields]]
        to = "present.hours"
        column = "Hours"
    "#;
    let told = problems(text);
    for (at, begin) in [
        "The profile needs a `name`.",
        "Record `widget`: `widget` is not a target; the targets are agency, employer, establishment,",
        "Record `employer`: `sometimes` is not a mode; the modes are upsert, if-missing, reference.",
        "`gift.hours` is fed twice; a field has one source.",
        "`present.hours`: there is no record `present` in [[records]].",
        "`gift.nmae`: contribution has no such field; its fields are employer, agency,",
        "Record `gift`: the key field `external.x` is not fed by any [[fields]] entry.",
        "Record `gift`: no contribution can do without `employer`; feed it.",
        "Record `gift`: `when` names `cash`, which no [[fields]] entry feeds.",
        "`klingon` is not the name of a text encoding;",
        "`dot` is not a delimiter; use comma, tab, semicolon or pipe.",
    ]
    .into_iter()
    .enumerate()
    {
        assert!(told[at].starts_with(begin), "{at}: {}", told[at]);
    }
    assert_eq!(told.len(), 11);
}

/// The problems of one more field of a contribution.
fn field_problems(field: &str) -> Vec<String> {
    let text = format!(
        r#"
        name = "x"
        [[records]]
        target = "employer"
        mode = "upsert"
        key = ["name"]
        [[records]]
        target = "contribution"
        mode = "upsert"
        key = ["employer"]
        [[records]]
        target = "agency"
        mode = "reference"
        key = ["name"]
        [[fields]]
        to = "employer.name"
        column = "Name"
        [[fields]]
        to = "contribution.employer"
        record = "employer"
        [[fields]]
        to = "agency.name"
        column = "Agency"
        [[fields]]
        {field}
        "#
    );
    Profile::parse(&text)
        .err()
        .map(|error| error.problems)
        .unwrap_or_default()
}

#[test]
fn wrong_fields() {
    for (field, expected) in [
        (
            r#"to = "contribution.cash""#,
            "needs exactly one of `column`, `columns`, `value` and `record`",
        ),
        (
            "to = \"contribution.cash\"\ncolumn = \"A\"\nvalue = \"1\"",
            "needs exactly one of",
        ),
        (
            "to = \"contribution.cash\"\nvalue = \"much\"",
            "value is `much`; expected is an amount of dollars such as $1,234.50",
        ),
        (
            "to = \"contribution.cash\"\ncolumn = \"A\"\ndefault = \" \"",
            "a value in the profile cannot be empty",
        ),
        (
            "to = \"contribution.cash\"\nrecord = \"employer\"",
            "is not another record, so it cannot have `record`",
        ),
        (
            "to = \"contribution.program\"\ncolumn = \"A\"",
            "is another record, so it needs `record`",
        ),
        (
            "to = \"contribution.program\"\nrecord = \"school\"",
            "there is no record `school` in [[records]]",
        ),
        (
            "to = \"contribution.program\"\nrecord = \"employer\"",
            "must be a record whose target is program, which `employer` is not",
        ),
        (
            "to = \"contribution.agency\"\nrecord = \"agency\"",
            "the record `agency` must be listed earlier in [[records]]",
        ),
        (
            "to = \"contribution.cash\"\ncolumn = \"A\"\ndates = [\"%d.%m.%Y\"]",
            "is not a date, so it cannot have `dates`",
        ),
        (
            "to = \"contribution.contributed_on\"\ncolumn = \"A\"\ndates = [\"mm/dd\"]",
            "`mm/dd` is not a date format",
        ),
        (
            "to = \"contribution.contributed_on\"\ncolumn = \"A\"\nutc-offset = \"-08:00\"",
            "is not a moment",
        ),
        (
            "to = \"contribution.cash\"\ncolumn = \"A\"\nseparators = [\";\"]",
            "holds one value, so it cannot have `separators`",
        ),
        (
            "to = \"contribution.note\"\ncolumn = \"A\"\ndecimal-comma = true",
            "is not a figure",
        ),
        (
            "to = \"contribution.note\"\ncolumn = \"A\"\notherwise = \"keep\"",
            "but there is no `values`",
        ),
        (
            "to = \"contribution.note\"\ncolumn = \"A\"\njoin = \"-\"",
            "`join` goes with `columns`",
        ),
        (
            "to = \"contribution.activity\"\ncolumn = \"A\"\nvalues = {a = \"PICNIC\"}",
            "value is `PICNIC`; expected is one of ADVISORY",
        ),
        (
            "to = \"contribution.activity\"\ncolumn = \"A\"\nvalues = {a = \"OJT\", A = \"OJT\"}",
            "`values` lists `a` twice",
        ),
        (
            "to = \"contribution.activity\"\ncolumn = \"A\"\nvalues = {}\notherwise = {value = \"X\"}",
            "value is `X`; expected is one of",
        ),
        (
            "to = \"agency.region\"\ncolumn = \"A\"",
            "is only looked up, so `region` must be part of its key or go",
        ),
    ] {
        let told = field_problems(field);
        assert!(told.len() == 1 && told[0].contains(expected), "{field}: {told:?}");
    }
    assert!(
        field_problems(
            "to = \"contribution.cash\"\ncolumn = \"A\"\notherwise = {value = \"5\"}\nvalues = {none = \"0\"}"
        )
        .is_empty()
    );
}

#[test]
fn keys_and_affiliations() {
    let text = r#"
        name = "x"
        [[records]]
        target = "contact"
        mode = "upsert"
        key = ["name"]
        [[records]]
        target = "affiliation"
        mode = "upsert"
        [[records]]
        target = "affiliation"
        mode = "upsert"
        key = ["contact"]
        [[fields]]
        to = "contact.name"
        column = "Name"
        [[fields]]
        to = "contact.emails"
        column = "E-mail"
        [[fields]]
        to = "affiliation.contact"
        record = "contact"
    "#;
    let told = problems(text);
    for expected in [
        "Two records are called `affiliation`; give one of them another `name`.",
        "Record `affiliation` needs a `key`: the fields that find the record that is there already.",
        "Record `affiliation`: feed either `employer` or `agency`.",
    ] {
        assert!(
            told.iter().any(|problem| problem == expected),
            "{expected}: {told:?}"
        );
    }
}
