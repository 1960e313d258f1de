//! `guildhall export`: lists leave as files, in the same visibility as over GraphQL.

use std::{
    ffi::OsString,
    io::{BufWriter, ErrorKind, IsTerminal, Write, stdout},
    path::{Path, PathBuf},
};

use super::{
    acting::Acting,
    exit::{Exit, Failure},
    open, output, progress,
};
use crate::{
    app::Cx,
    config::Config,
    exports::{
        format::{Csv, Format, JsonArray},
        kinds::List,
        ops::{self, Stop},
    },
    private, text,
};

/// What `export` is told.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// What to take out
    #[arg(value_name = "LIST", value_parser = list_parser())]
    list: String,
    /// How to write it
    #[arg(long, value_enum, default_value_t)]
    format: Form,
    /// The file to write; standard output when absent. It is there only when it is complete
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    acting: Acting,
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Form {
    /// Comma-separated values, safe to open in a spreadsheet
    #[default]
    Csv,
    /// An array of objects
    Json,
}

fn list_parser() -> clap::builder::PossibleValuesParser {
    List::ALL.map(List::name).into()
}

/// Writes the list.
pub(super) async fn run(config: Config, args: &Args) -> Result<Exit, Failure> {
    let Some(list) = List::by_name(&args.list) else {
        return Err(Failure::new(Exit::Usage, "There is no such list."));
    };
    let app = open::existing(config).await?;
    open::closing(&app, async {
        let cx = args.acting.cx(&app).await;
        let cx = cx.map_err(|error| Failure::operation(&app.config.database, error))?;
        match &args.output {
            Some(path) => into_file(&cx, list, args.format, path).await,
            None => into_stdout(&cx, list, args.format).await,
        }
    })
    .await
}

async fn into_stdout(cx: &Cx, list: List, form: Form) -> Result<Exit, Failure> {
    let is_read_here = stdout().is_terminal();
    match write(cx, list, form, stdout().lock(), !is_read_here).await {
        // A reader that has gone away is no error.
        Err(Stop::Unwritten(cause)) if cause.kind() == ErrorKind::BrokenPipe => Ok(Exit::Done),
        outcome => {
            outcome.map_err(|stop| failure(cx, "Standard output", stop))?;
            Ok(Exit::Done)
        }
    }
}

/// Writes beside the file and puts it into its place at the end: what was there stays until then.
async fn into_file(cx: &Cx, list: List, form: Form, path: &Path) -> Result<Exit, Failure> {
    let part = beside(path);
    let name = path.display().to_string();
    let file = private::file(&part).map_err(|cause| failure(cx, &name, cause.into()))?;
    let written = write(cx, list, form, file, true).await;
    let written = written.and_then(|count| Ok(std::fs::rename(&part, path).map(|()| count)?));
    match written {
        Ok(count) => {
            output::line(format_args!("{name}: {count} {}", list.name()));
            Ok(Exit::Done)
        }
        Err(stop) => {
            drop(std::fs::remove_file(&part));
            Err(failure(cx, &name, stop))
        }
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name: OsString = path.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

async fn write(cx: &Cx, list: List, form: Form, to: impl Write, shows: bool) -> Result<u64, Stop> {
    let to = BufWriter::new(to);
    let (mut csv, mut json);
    let format: &mut dyn Format = match form {
        Form::Csv => {
            csv = Csv::new(to);
            &mut csv
        }
        Form::Json => {
            json = JsonArray::new(to);
            &mut json
        }
    };
    let bar = shows.then(|| progress::bar(list.name()));
    let count = ops::export(cx, list, format, &|done, total| {
        if let Some(bar) = &bar {
            bar.set_length(total);
            bar.set_position(done);
        }
    })
    .await;
    if let Some(bar) = bar {
        bar.finish_and_clear();
    }
    count
}

fn failure(cx: &Cx, name: &str, stop: Stop) -> Failure {
    match stop {
        Stop::Refused(error) => Failure::operation(&cx.app.config.database, error),
        Stop::Unwritten(cause) => {
            let sentence = format!("{name} cannot be written: {}.", text::of_system(&cause));
            Failure::new(Exit::Failed, sentence)
        }
    }
}
