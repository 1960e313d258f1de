//! Rows of small files, planned.

use std::io::Write;

use super::*;
use crate::imports::file::open;

const PROFILE: &str = r#"
name = "gifts"
[[records]]
name = "district"
target = "agency"
mode = "reference"
key = ["name"]
when = "name"
[[records]]
target = "employer"
mode = "if-missing"
key = ["name"]
[[records]]
target = "contribution"
mode = "upsert"
key = ["external.gifts"]
[[fields]]
to = "district.name"
column = "District"
empty = ["0"]
[[fields]]
to = "employer.name"
column = "Employer"
[[fields]]
to = "contribution.external.gifts"
columns = ["ID", "Employer"]
join = "/"
[[fields]]
to = "contribution.employer"
record = "employer"
[[fields]]
to = "contribution.agency"
record = "district"
[[fields]]
to = "contribution.contributed_on"
column = "Date"
dates = ["%m/%d/%Y"]
report-empty = true
[[fields]]
to = "contribution.activity"
column = "Category"
empty = ["0"]
report-empty = true
values = { "Fair" = "CAREER_FAIR" }
[[fields]]
to = "contribution.role_type"
column = "Category"
empty = ["0"]
report-empty = true
values = { "Fair" = "HOST_WBL" }
[[fields]]
to = "contribution.hours"
column = "Hours"
[[fields]]
to = "contribution.cash"
column = "Cash"
default = "0"
"#;

/// The plans of the rows below the header `ID,Employer,District,Date,Category,Hours,Cash`.
fn plans(profile: &str, text: &str) -> Vec<RowPlan> {
    let profile = Profile::parse(profile).unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    let source = open(file.path(), &profile.file).unwrap();
    let planner = Planner::new(&profile, &source.columns).unwrap();
    source.rows().map(|row| planner.plan(&row.unwrap())).collect()
}

fn gifts(rows: &str) -> Vec<RowPlan> {
    plans(
        PROFILE,
        &format!("ID,Employer,District,Date,Category,Hours,Cash\n{rows}"),
    )
}

#[test]
fn one_row_feeds_several_records() {
    let plan = gifts("7,Acme,Tulare,3/4/2014,fair,1.5,\"$1,234.50\"\n").remove(0);
    assert_eq!(
        (plan.errors.len(), plan.warnings.len(), plan.records.len()),
        (0, 0, 3)
    );
    let [district, employer, gift] = &plan.records[..] else {
        panic!("three records")
    };
    assert_eq!(
        (district.target, district.mode),
        (Target::Agency, Mode::Reference)
    );
    assert_eq!(
        (employer.name.as_str(), employer.mode),
        ("employer", Mode::IfMissing)
    );
    assert_eq!(gift.key, ["external.gifts"]);
    let date = chrono::NaiveDate::from_ymd_opt(2014, 3, 4).unwrap();
    let expected = [
        ("activity", Value::Text("CAREER_FAIR".into())),
        ("agency", Value::Record(0)),
        ("cash", Value::Money(123_450)),
        ("contributed_on", Value::Date(date)),
        ("employer", Value::Record(1)),
        ("external.gifts", Value::Text("7/Acme".into())),
        ("hours", Value::Hours(150)),
        ("role_type", Value::Text("HOST_WBL".into())),
    ];
    assert_eq!(
        gift.fields,
        expected.map(|(name, value)| (name.to_owned(), value)).into()
    );
}

#[test]
fn empty_cells_are_reported_once_a_column_and_the_row_goes_in() {
    let plan = gifts("7,Acme,0,,0,2,\n").remove(0);
    assert!(!plan.is_quarantined());
    assert_eq!(plan.records.len(), 2);
    assert_eq!(plan.records[1].fields["employer"], Value::Record(0));
    assert_eq!(plan.records[1].fields["cash"], Value::Money(0));
    assert!(!plan.records[1].fields.contains_key("agency"));
    let told: Vec<&str> = plan
        .warnings
        .iter()
        .map(|warning| warning.sentence.as_str())
        .collect();
    assert_eq!(told, ["`Date` is empty.", "`Category` is empty."]);
    assert_eq!(plan.warnings[0].column.as_deref(), Some("Date"));
}

#[test]
fn every_error_of_a_row_is_told_at_once_and_what_it_carries_is_kept() {
    let plan = gifts("7,,Tulare,13/45/2014,Picnic,213,none\n").remove(0);
    assert!(plan.is_quarantined());
    let told: Vec<&str> = plan.errors.iter().map(|error| error.sentence.as_str()).collect();
    assert_eq!(
        told,
        [
            "`Employer` is empty, but the employer needs its `name`.",
            "`Employer` is empty, but the contribution needs its `external.gifts`.",
            "`Date` is `13/45/2014`; expected is a date such as 03/04/2014.",
            "`Category` is `Picnic`; expected is one of the values that the profile's map lists.",
            "`Cash` is `none`; expected is an amount of dollars such as $1,234.50.",
        ]
    );
    assert_eq!(plan.errors[2].to, "contribution.contributed_on");
    assert!(
        plan.reason()
            .starts_with("`Employer` is empty, but the employer needs its `name`. `Employer`")
    );
    assert_eq!(plan.records[2].fields["hours"], Value::Hours(21_300));
}

#[test]
fn ragged_rows_and_rounding_are_warnings() {
    let plans = gifts("7,Acme,Tulare,3/4/2014,Fair,1.505,5,x,y\n8,Acme,Tulare,3/4/2014,Fair\n");
    assert!(plans.iter().all(|plan| !plan.is_quarantined()));
    let told: Vec<&str> = plans[0]
        .warnings
        .iter()
        .map(|warning| warning.sentence.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "`Hours` is `1.505`, rounded to hundredths of an hour.",
            "The row has 2 more cells than the header: `x`, `y`."
        ]
    );
    assert!(plans[1].warnings.is_empty() && !plans[1].records[2].fields.contains_key("hours"));
}

#[test]
fn a_text_that_cannot_be_read_does_not_switch_its_record_off() {
    let profile = PROFILE.replace(
        "key = [\"external.gifts\"]",
        "key = [\"external.gifts\"]\nwhen = \"hours\"",
    );
    let head = "ID,Employer,District,Date,Category,Hours,Cash\n";
    let plans = plans(
        &profile,
        &format!("{head}7,Acme,0,3/4/2014,Fair,,1\n8,Acme,0,3/4/2014,Fair,many,1\n"),
    );
    assert_eq!((plans[0].records.len(), plans[0].is_quarantined()), (1, false));
    assert_eq!(
        plans[1].reason(),
        "`Hours` is `many`; expected is hours such as 1.5."
    );
}

#[test]
fn a_person_and_where_she_works() {
    let profile = r#"
        name = "people"
        [[records]]
        target = "employer"
        mode = "reference"
        key = ["name"]
        when = "name"
        [[records]]
        target = "contact"
        mode = "upsert"
        key = ["external.people"]
        [[records]]
        target = "affiliation"
        mode = "upsert"
        key = ["contact"]
        [[fields]]
        to = "employer.name"
        column = "Company"
        [[fields]]
        to = "contact.external.people"
        column = "ID"
        [[fields]]
        to = "contact.name"
        columns = ["First", "Last"]
        [[fields]]
        to = "contact.emails"
        column = "E-mail"
        separators = [";"]
        [[fields]]
        to = "affiliation.contact"
        record = "contact"
        [[fields]]
        to = "affiliation.employer"
        record = "employer"
    "#;
    let plans = plans(
        profile,
        "ID,First,Last,E-mail,Company\n1,Ann,Lee,a@x.org; b@x.org,Acme\n2,,Cher,,\n",
    );
    assert_eq!(plans[0].records[1].fields["name"], Value::Text("Ann Lee".into()));
    assert_eq!(
        plans[0].records[1].fields["emails"],
        Value::List(vec!["a@x.org".into(), "b@x.org".into()])
    );
    assert_eq!(plans[0].records[2].fields["employer"], Value::Record(0));
    assert_eq!(plans[1].records[0].fields["name"], Value::Text("Cher".into()));
    assert_eq!(
        plans[1].reason(),
        "The affiliation needs either its `employer` or its `agency`, one of them."
    );
}

#[test]
fn a_file_without_the_columns() {
    let profile = Profile::parse(PROFILE).unwrap();
    let missing = Planner::new(&profile, &["ID".to_owned(), "employer ".to_owned()]).unwrap_err();
    assert_eq!(
        missing[0],
        "The file has no column `District`, which the profile uses for `name`."
    );
    assert_eq!(missing.len(), 6);
}
