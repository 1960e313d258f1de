//! Exports: what goes out, to whom, and in again.

mod audited;
mod completers;
mod others;
mod policy;
mod round_trip;

use api::{
    app::Cx,
    error::Error,
    exports::{
        format::{Csv, JsonArray},
        kinds::List,
        ops::{self, Stop},
    },
};

/// The list as CSV.
async fn csv(cx: &Cx, list: List) -> Result<String, Error> {
    let mut bytes = Vec::new();
    let mut format = Csv::new(&mut bytes);
    let done = ops::export(cx, list, &mut format, &|_, _| ()).await;
    drop(format);
    settled(done, bytes)
}

/// The list as JSON.
async fn json(cx: &Cx, list: List) -> Result<serde_json::Value, Error> {
    let mut bytes = Vec::new();
    let mut format = JsonArray::new(&mut bytes);
    let done = ops::export(cx, list, &mut format, &|_, _| ()).await;
    let text = settled(done, bytes)?;
    Ok(serde_json::from_str(&text).expect("JSON"))
}

fn settled(done: Result<u64, Stop>, bytes: Vec<u8>) -> Result<String, Error> {
    match done {
        Ok(_) => Ok(String::from_utf8(bytes).expect("text")),
        Err(Stop::Refused(error)) => Err(error),
        Err(Stop::Unwritten(cause)) => panic!("{cause}"),
    }
}
