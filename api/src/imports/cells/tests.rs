//! Cells, from sentinel to value.

use super::*;
use crate::imports::targets::Target;

fn parse(rule: &CellRule, cell: &str) -> Option<Value> {
    rule.parse(cell).unwrap().value
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn sentence(rule: &CellRule, cell: &str) -> String {
    rule.parse(cell).unwrap_err().sentence("`Column`")
}

#[test]
fn blanks_go_and_sentinels_are_empty() {
    let rule = CellRule {
        empty: vec!["0".into(), "n/a".into()],
        ..CellRule::plain(Kind::Text)
    };
    for cell in ["", "  ", "\u{a0}", "0", " 0 ", "N/A"] {
        assert_eq!(parse(&rule, cell), None, "{cell:?}");
    }
    assert_eq!(
        parse(&rule, " Monache High School "),
        Some(text("Monache High School"))
    );
    let keeps = CellRule {
        keeps_blanks: true,
        ..CellRule::plain(Kind::Text)
    };
    assert_eq!(parse(&keeps, "  indented"), Some(text("  indented")));
}

#[test]
fn refused_texts_say_why() {
    let refuse = [("employer".to_owned(), "this is the column's heading".to_owned())].into();
    let rule = CellRule {
        refuse,
        ..CellRule::plain(Kind::Text)
    };
    assert_eq!(
        sentence(&rule, "Employer"),
        "`Column` is `Employer`: this is the column's heading."
    );
    assert_eq!(parse(&rule, "Employers Inc."), Some(text("Employers Inc.")));
}

#[test]
fn value_maps() {
    let values = [
        ("career fair".to_owned(), "CAREER_FAIR".to_owned()),
        ("none".to_owned(), String::new()),
    ];
    let map = |otherwise| ValueMap {
        values: values.clone().into(),
        otherwise,
    };
    let kind = Target::Contribution.kind_of("activity").unwrap();
    let rule = |otherwise| CellRule {
        values: Some(map(otherwise)),
        ..CellRule::plain(kind)
    };
    assert_eq!(
        parse(&rule(Otherwise::Refuse), "Career Fair"),
        Some(text("CAREER_FAIR"))
    );
    assert_eq!(parse(&rule(Otherwise::Refuse), "none"), None);
    assert_eq!(
        sentence(&rule(Otherwise::Refuse), "Picnic"),
        "`Column` is `Picnic`; expected is one of the values that the profile's map lists."
    );
    assert_eq!(parse(&rule(Otherwise::Empty), "Picnic"), None);
    assert_eq!(
        parse(&rule(Otherwise::Value("OJT".into())), "Picnic"),
        Some(text("OJT"))
    );
    assert_eq!(
        parse(&rule(Otherwise::Keep), "job shadow"),
        Some(text("JOB_SHADOW"))
    );
    assert!(sentence(&rule(Otherwise::Keep), "Picnic").contains("expected is one of ADVISORY, CAREER_FAIR"));
}

#[test]
fn codes_are_padded_only_where_one_way_leads_back() {
    let read = |kind, cell: &str| {
        CellRule::plain(kind)
            .parse(cell)
            .ok()
            .and_then(|parsed| parsed.value)
    };
    for (kind, cell, code) in [
        (Kind::Naics, "722511.0", "722511"),
        (Kind::Naics, "31 – 33", "31-33"),
        (Kind::CountyFips, "6107", "06107"),
        (Kind::CountyFips, "6107.0", "06107"),
        (Kind::PostalCode, "8360", "08360"),
        (Kind::PostalCode, "93257-1234", "93257-1234"),
        (Kind::State, "ca", "CA"),
        (Kind::Key, "help_design", "HELP_DESIGN"),
    ] {
        assert_eq!(read(kind, cell), Some(text(code)), "{cell}");
    }
    for (kind, cell) in [
        (Kind::Naics, "7"),
        (Kind::Naics, "7225111"),
        (Kind::Naics, "30-33"),
        (Kind::CountyFips, "107"),
        (Kind::CountyFips, "6.107"),
        (Kind::PostalCode, "501"),
        (Kind::PostalCode, "93257-"),
        (Kind::PostalCode, "2.16E+11"),
        (Kind::State, "California"),
        (Kind::Key, "help design"),
    ] {
        assert_eq!(read(kind, cell), None, "{cell}");
    }
}

#[test]
fn cells_with_several_values() {
    let separators = vec![";".to_owned(), "/".to_owned()];
    let rule = |kind| CellRule {
        separators: separators.clone(),
        empty: vec!["none".into()],
        ..CellRule::plain(kind)
    };
    let tags = Some(Value::List(vec!["ag".into(), "dairy".into(), "food".into()]));
    assert_eq!(parse(&rule(Kind::Tags), "ag; dairy/food;;ag / none"), tags);
    let emails = Some(Value::List(vec!["ann@example.org".into()]));
    assert_eq!(parse(&rule(Kind::Emails), "ann@example.org"), emails);
    assert_eq!(
        sentence(&rule(Kind::Emails), "ann@example.org; call her"),
        "`Column` is `ann@example.org; call her`; expected is an e-mail address such as ann@example.org."
    );
}

#[test]
fn flags_and_faults_are_shown_short() {
    assert_eq!(parse(&CellRule::plain(Kind::Flag), "Y"), Some(Value::Flag(true)));
    assert_eq!(parse(&CellRule::plain(Kind::Flag), "0"), Some(Value::Flag(false)));
    let long = "maybe ".repeat(100);
    assert!(sentence(&CellRule::plain(Kind::Flag), &long).chars().count() < 140);
}
