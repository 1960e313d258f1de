//! Zones at the edges of their daylight-saving time.

use super::*;

fn local(text: &str) -> NaiveDateTime {
    parse_local(text).expect("a civil time")
}

fn zone(name: &str) -> Zone {
    Zone::named(name).expect("a zone")
}

#[test]
fn civil_times_mean_instants() {
    for (name, text, utc) in [
        ("America/Los_Angeles", "2027-03-10T09:00", "2027-03-10T17:00:00Z"),
        ("America/Los_Angeles", "2027-03-14T03:00", "2027-03-14T10:00:00Z"),
        ("America/Los_Angeles", "2027-07-01T09:00", "2027-07-01T16:00:00Z"),
        // Arizona keeps its time, the Navajo Nation in it does not.
        ("America/Phoenix", "2027-07-01T09:00", "2027-07-01T16:00:00Z"),
        ("America/Phoenix", "2027-03-14T02:30", "2027-03-14T09:30:00Z"),
        ("America/Shiprock", "2027-07-01T09:00", "2027-07-01T15:00:00Z"),
        // British Columbia stays at seven hours behind since the spring of 2026.
        ("America/Vancouver", "2026-10-31T09:00", "2026-10-31T16:00:00Z"),
        ("America/Vancouver", "2026-11-02T09:00", "2026-11-02T16:00:00Z"),
        ("America/Vancouver", "2027-01-15T09:00", "2027-01-15T16:00:00Z"),
        ("America/Vancouver", "2027-03-14T02:30", "2027-03-14T09:30:00Z"),
        ("Asia/Kathmandu", "2027-01-15T09:00", "2027-01-15T03:15:00Z"),
        ("Pacific/Kiritimati", "2027-01-15T09:00", "2027-01-14T19:00:00Z"),
        ("UTC", "2027-01-15T09:00", "2027-01-15T09:00:00Z"),
    ] {
        let moment = zone(name).instant(local(text)).expect("a moment");
        let wanted: DateTime<Utc> = utc.parse().expect("an instant");
        assert_eq!(
            (moment.at, moment.is_first_of_two),
            (wanted, false),
            "{name} {text}"
        );
        assert_eq!(zone(name).shown(moment.at).local, local(text), "{name} {text}");
    }
}

#[test]
fn a_time_that_the_clocks_jump_over_is_refused() {
    let denver = zone("America/Denver");
    for (gone, instead) in [
        ("2027-03-14T02:00", "2027-03-14T03:00"),
        ("2027-03-14T02:59", "2027-03-14T03:59"),
    ] {
        assert_eq!(
            denver.instant(local(gone)),
            Err(Gap {
                instead: local(instead)
            })
        );
        let later = denver.instant(local(instead)).expect("a moment").at;
        assert_eq!(denver.instant_or_later(local(gone)), later);
    }
    // Lord Howe Island moves its clocks by half an hour.
    let gap = zone("Australia/Lord_Howe").instant(local("2026-10-04T02:15"));
    assert_eq!(
        gap,
        Err(Gap {
            instead: local("2026-10-04T02:45")
        })
    );
}

#[test]
fn of_a_time_that_comes_twice_the_first_is_meant() {
    let denver = zone("America/Denver");
    let first = denver.instant(local("2026-11-01T01:30")).expect("a moment");
    assert_eq!(
        first.at,
        "2026-11-01T07:30:00Z"
            .parse::<DateTime<Utc>>()
            .expect("an instant")
    );
    assert!(first.is_first_of_two);
    assert_eq!(denver.shown(first.at).abbreviation, "MDT");
    let second = denver.shown(first.at + chrono::TimeDelta::hours(1));
    assert_eq!(
        (second.local, second.abbreviation.as_str()),
        (local("2026-11-01T01:30"), "MST")
    );
}

#[test]
fn names_are_spelt_as_in_the_database_and_nothing_else_is_a_zone() {
    assert_eq!(zone(" america/los_angeles ").name(), "America/Los_Angeles");
    for name in [
        "",
        "PST",
        "America/Seattle",
        "UTC+3",
        "+03:00",
        "PST8PDT,M3.2.0,M11.1.0",
        "Etc/Unknown",
        "../etc/passwd",
    ] {
        assert_eq!(Zone::named(name), None, "{name}");
    }
}

#[test]
fn civil_times_are_written_one_way() {
    assert_eq!(
        parse_local("2027-03-10T09:00:00"),
        parse_local("2027-03-10T09:00")
    );
    for text in [
        "2027-03-10",
        "2027-03-10 09:00",
        "2027-03-10T09:00:30",
        "2027-3-10T9:00",
        "2027-02-30T09:00",
        "2027-03-10T24:00",
        "2027-03-10T09:00Z",
        "+2027-03-10T09:00",
        "+12027-03-10T09:00",
        "0000-03-10T09:00",
    ] {
        assert_eq!(parse_local(text), None, "{text}");
    }
}

#[test]
fn spans_are_told_as_people_say_them() {
    for (name, start, minutes, words) in [
        (
            "America/Denver",
            "2027-03-10T16:00:00Z",
            90,
            "Wednesday, 10 March 2027, 9:00 am to 10:30 am MST",
        ),
        (
            "America/Denver",
            "2027-03-10T18:30:00Z",
            60,
            "Wednesday, 10 March 2027, 11:30 am to 12:30 pm MST",
        ),
        // The clocks go forward during the meeting.
        (
            "America/Denver",
            "2027-03-14T08:30:00Z",
            60,
            "Sunday, 14 March 2027, 1:30 am MST to 3:30 am MDT",
        ),
        (
            "America/Sao_Paulo",
            "2027-03-10T12:00:00Z",
            60,
            "Wednesday, 10 March 2027, 9:00 am to 10:00 am -03",
        ),
        (
            "UTC",
            "2027-12-31T23:30:00Z",
            60,
            "Friday, 31 December 2027, 11:30 pm to Saturday, 1 January 2028, 12:30 am UTC",
        ),
    ] {
        let start: DateTime<Utc> = start.parse().expect("an instant");
        let end = start + chrono::TimeDelta::minutes(minutes);
        assert_eq!(span_in_words(&zone(name), start, end), words);
    }
    assert_eq!(Zone::utc().name(), "UTC");
}

#[test]
fn the_bundled_zones_say_their_edition() {
    let edition = edition();
    assert!(edition >= "2026f", "{edition}");
}
