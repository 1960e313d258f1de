//! Reads iCalendar by a parser that shares nothing with what wrote it.

use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarEntry, ICalendarParameterName as P};
use serde_json::{Map, Value, json};

/// The calendar's own properties as `calendar`, and those of each entry as `entries`.
pub(crate) fn read(text: &str) -> Value {
    let all = ICalendar::parse(text).unwrap_or_else(|error| panic!("{error:?} in\n{text}"));
    let (frame, entries): (Vec<_>, Vec<_>) = all
        .components
        .iter()
        .partition(|part| !part.component_type.is_event());
    let [frame] = frame.as_slice() else {
        panic!("not one calendar in\n{text}");
    };
    json!({
        "calendar": properties(frame),
        "entries": entries.into_iter().map(properties).collect::<Vec<_>>(),
    })
}

fn properties(part: &ICalendarComponent) -> Value {
    let mut all = Map::new();
    for entry in &part.entries {
        let before = all.insert(entry.name.as_str().to_owned(), value(entry));
        assert!(before.is_none(), "{} stands there twice", entry.name.as_str());
    }
    Value::Object(all)
}

fn value(entry: &ICalendarEntry) -> Value {
    let values: Vec<_> = entry.values.iter().collect();
    let [value] = values.as_slice() else {
        panic!("not one value: {entry:?}");
    };
    let shown = if let Some(time) = value.as_partial_date_time() {
        json!(time.to_rfc3339())
    } else if let Some(number) = value.as_integer() {
        json!(number)
    } else {
        json!(value.as_text())
    };
    if entry.params.is_empty() {
        return shown;
    }
    let text = |name: P| entry.parameter(&name).and_then(|value| value.as_text());
    json!({
        "value": shown,
        "name": text(P::Cn),
        "standing": text(P::Partstat),
        "asks": entry.parameter(&P::Rsvp).and_then(calcard::icalendar::ICalendarParameterValue::as_bool),
    })
}
