//! The table of when reminders leave.

use super::*;

fn hours(zone: &str, quiet: Option<(&str, &str)>, is_weekend_free: bool) -> Hours {
    let time = |text| parse_time(text).expect("a time");
    Hours {
        zone: Zone::named(zone).expect("a zone"),
        quiet: quiet.map(|(from, to)| (time(from), time(to))),
        is_weekend_free,
    }
}

const NIGHT: Option<(&str, &str)> = Some(("20:00", "07:00"));

/// `due` and `start` as the zone's clocks show them; what comes out likewise.
fn placed(hours: &Hours, due: &str, start: &str) -> String {
    let at = |local| {
        hours
            .zone
            .instant_or_later(crate::clock::zones::parse_local(local).expect("a civil time"))
    };
    let placed = hours.placed(at(due), at(start));
    assert!(placed.at < at(start), "{due} of {start}");
    let shown = hours.zone.shown(placed.at);
    format!(
        "{} {}",
        shown.local.format("%a %d %H:%M"),
        placed.moved_for.map_or("-".to_owned(), |why| format!("{why:?}"))
    )
}

#[test]
fn a_reminder_at_night_waits_for_the_morning_or_comes_the_evening_before() {
    let denver = hours("America/Denver", NIGHT, false);
    // A Wednesday.
    for (due, start, expected) in [
        ("2027-03-10T07:00", "2027-03-10T09:00", "Wed 10 07:00 -"),
        ("2027-03-10T06:59", "2027-03-10T09:00", "Wed 10 07:00 QuietHours"),
        ("2027-03-10T06:00", "2027-03-10T08:00", "Wed 10 07:00 QuietHours"),
        ("2027-03-10T06:00", "2027-03-10T07:59", "Tue 09 19:30 QuietHours"),
        ("2027-03-10T19:59", "2027-03-10T22:00", "Wed 10 19:59 -"),
        ("2027-03-10T20:00", "2027-03-10T22:00", "Wed 10 19:30 QuietHours"),
        ("2027-03-10T23:00", "2027-03-11T09:00", "Thu 11 07:00 QuietHours"),
        ("2027-03-10T00:00", "2027-03-10T01:00", "Tue 09 19:30 QuietHours"),
    ] {
        assert_eq!(placed(&denver, due, start), expected, "{due} of {start}");
    }
}

#[test]
fn what_comes_late_waits_for_the_morning_and_past_a_free_weekend() {
    let at = |hours: &Hours, local| {
        let local = crate::clock::zones::parse_local(local).expect("a civil time");
        hours.zone.instant_or_later(local)
    };
    for (is_weekend_free, now, start, expected) in [
        (false, "2027-03-10T12:00", "2027-03-10T14:00", "at once"),
        (false, "2027-03-10T22:00", "2027-03-11T09:00", "Thu 11 07:00"),
        (false, "2027-03-10T22:00", "2027-03-11T07:30", "at once"),
        (false, "2027-03-13T12:00", "2027-03-15T14:00", "at once"),
        (true, "2027-03-13T12:00", "2027-03-15T14:00", "Mon 15 08:00"),
        (true, "2027-03-12T23:00", "2027-03-15T14:00", "Mon 15 08:00"),
        // Monday is too late: by day on the weekend then, and at night when the morning is too late as well.
        (true, "2027-03-13T12:00", "2027-03-14T12:00", "at once"),
        (true, "2027-03-13T22:00", "2027-03-14T12:00", "Sun 14 07:00"),
        (true, "2027-03-13T22:00", "2027-03-14T07:30", "at once"),
    ] {
        let hours = hours("America/Denver", NIGHT, is_weekend_free);
        let delayed = hours.delayed(at(&hours, now), at(&hours, start));
        let shown = delayed.map_or("at once".to_owned(), |at| {
            hours.zone.shown(at).local.format("%a %d %H:%M").to_string()
        });
        assert_eq!(shown, expected, "{now} of {start}");
    }
}

#[test]
fn a_free_weekend_is_reminded_of_on_friday() {
    let denver = hours("America/Denver", NIGHT, true);
    for (due, start, expected) in [
        ("2027-03-13T09:00", "2027-03-15T09:00", "Fri 12 09:00 Weekend"),
        ("2027-03-14T19:00", "2027-03-15T09:00", "Fri 12 19:00 Weekend"),
        ("2027-03-12T22:00", "2027-03-15T09:00", "Fri 12 19:30 QuietHours"),
        ("2027-03-14T03:30", "2027-03-14T10:00", "Fri 12 19:30 Weekend"),
        ("2027-03-14T22:00", "2027-03-15T09:00", "Mon 15 07:00 QuietHours"),
        ("2027-03-15T06:30", "2027-03-15T07:30", "Fri 12 19:30 Weekend"),
    ] {
        assert_eq!(placed(&denver, due, start), expected, "{due} of {start}");
    }
    let always = hours("America/Denver", NIGHT, false);
    assert_eq!(
        placed(&always, "2027-03-13T09:00", "2027-03-15T09:00"),
        "Sat 13 09:00 -"
    );
}

#[test]
fn quiet_hours_may_be_by_day_or_none_at_all() {
    let noon = hours("UTC", Some(("12:00", "13:00")), false);
    assert_eq!(
        placed(&noon, "2027-03-10T12:30", "2027-03-10T18:00"),
        "Wed 10 13:00 QuietHours"
    );
    assert_eq!(
        placed(&noon, "2027-03-10T13:00", "2027-03-10T18:00"),
        "Wed 10 13:00 -"
    );
    let never = hours("UTC", None, false);
    assert_eq!(
        placed(&never, "2027-03-10T03:00", "2027-03-10T18:00"),
        "Wed 10 03:00 -"
    );
}

#[test]
fn nights_on_which_the_clocks_change_end_at_seven() {
    let denver = hours("America/Denver", NIGHT, false);
    assert_eq!(
        placed(&denver, "2027-03-14T03:30", "2027-03-14T10:00"),
        "Sun 14 07:00 QuietHours"
    );
    assert_eq!(
        placed(&denver, "2027-11-07T01:30", "2027-11-07T10:00"),
        "Sun 07 07:00 QuietHours"
    );
    // Where the quiet hours would end in the hour that is left out, they end an hour later.
    let early = hours("America/Denver", Some(("22:00", "02:30")), false);
    assert_eq!(
        placed(&early, "2027-03-14T01:00", "2027-03-14T10:00"),
        "Sun 14 03:30 QuietHours"
    );
}

#[test]
fn a_digest_leaves_at_eight_every_morning() {
    let mornings = |hours: &Hours, from: &str, count| {
        let mut at = hours
            .zone
            .instant_or_later(crate::clock::zones::parse_local(from).expect("a civil time"));
        let mut list = Vec::new();
        for _ in 0..count {
            at = hours.next_digest(at);
            list.push(at.format("%a %d %H:%M").to_string());
        }
        list
    };
    // The clocks go forward on Sunday the 14th: the instant is another one, the clock shows the same.
    let denver = hours("America/Denver", NIGHT, false);
    assert_eq!(
        mornings(&denver, "2027-03-13T07:59", 3),
        ["Sat 13 15:00", "Sun 14 14:00", "Mon 15 14:00"]
    );
    assert_eq!(mornings(&denver, "2027-03-13T08:00", 1), ["Sun 14 14:00"]);
    let free = hours("America/Denver", NIGHT, true);
    assert_eq!(
        mornings(&free, "2027-03-12T08:00", 2),
        ["Mon 15 14:00", "Tue 16 14:00"]
    );
    let late = hours("UTC", Some(("22:00", "09:30")), false);
    assert_eq!(
        mornings(&late, "2027-03-12T08:00", 2),
        ["Fri 12 09:30", "Sat 13 09:30"]
    );
}
