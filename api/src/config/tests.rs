//! How settings are resolved, and what is told when they cannot be used.

use super::*;

fn resolve(env: &[(&str, &str)]) -> Result<Config, Vec<Problem>> {
    let env = |name: &str| {
        env.iter()
            .find(|(key, _)| *key == name)
            .map(|(_, value)| (*value).to_owned())
    };
    Config::resolve(&Flags::default(), env)
}

#[test]
fn defaults_work_and_an_empty_variable_is_unset() {
    let config = resolve(&[("DATABASE_URL", " "), ("GUILDHALL_LISTEN", "")]).expect("defaults");
    assert_eq!(config.listen, "127.0.0.1:8080");
    assert_eq!(config.base_url.as_str(), "http://127.0.0.1:8080/");
    assert_eq!(config.hour_value.cents(), 3500);
    assert_eq!(config.time_zone.name(), "UTC");
    let completers = config.completers;
    assert!(!completers.keeps_names && !completers.successor_counts);
    assert_eq!(config.ladder_months, 24);
}

#[test]
fn every_problem_is_reported_at_once() {
    let problems = resolve(&[
        ("DATABASE_URL", "mysql://x"),
        ("GUILDHALL_LISTEN", "nowhere"),
        ("GUILDHALL_BASE_URL", "ftp://x"),
        ("GUILDHALL_HOUR_VALUE", "much"),
        ("GUILDHALL_IMPORT_DAYS", "0"),
        ("GUILDHALL_TIME_ZONE", "America/Seattle"),
        ("GUILDHALL_LADDER_MONTHS", "25"),
        ("GUILDHALL_SQLITE_SYNCHRONOUS", "OFF"),
        ("GUILDHALL_TRUSTED_PROXIES", "the one in the cellar"),
        ("GUILDHALL_COMPLETER_NAMES", "yes"),
        ("GUILDHALL_SUCCESSOR_COUNTS", "1"),
        ("GUILDHALL_PUBLISH_DAYS", "0"),
    ])
    .expect_err("twelve problems");
    assert_eq!(problems.len(), 12, "{problems:?}");
}

#[test]
fn evidence_counts_for_one_year_to_two() {
    let months = |text| resolve(&[("GUILDHALL_LADDER_MONTHS", text)]).map(|config| config.ladder_months);
    assert_eq!(months("12").ok(), Some(12));
    assert_eq!(months("24").ok(), Some(24));
    for wrong in ["11", "25", "-12", "a year", "18.5"] {
        let problems = months(wrong).expect_err(wrong);
        assert!(
            problems[0].0.starts_with("GUILDHALL_LADDER_MONTHS"),
            "{problems:?}"
        );
    }
}

#[test]
fn a_flag_comes_before_the_environment() {
    let flags = Flags {
        listen: Some("127.0.0.1:1".into()),
        ..Flags::default()
    };
    let config = Config::resolve(&flags, |_| None).expect("config");
    assert_eq!(config.listen, "127.0.0.1:1");
}

#[test]
fn what_holds_for_completers_is_switched_on_by_name() {
    let on = [
        ("GUILDHALL_COMPLETER_NAMES", "on"),
        ("GUILDHALL_SUCCESSOR_COUNTS", " on "),
    ];
    let completers = resolve(&on).expect("config").completers;
    assert!(completers.keeps_names && completers.successor_counts);
}

#[test]
fn a_password_is_never_described() {
    let database = parse_database("postgres://me:hush@db.example:6000/hall", "FULL").expect("database");
    assert_eq!(database.describe(), "PostgreSQL at db.example:6000/hall");
    assert!(!format!("{database:?}").contains("hush"));
}
