//! `demarche import`: the field's data sets, tables and calendars, as YAML.

mod again;
mod progress;
mod words;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::document::{not_written, refuse_existing};
use super::environment;
use super::flags::{CHOOSING, unlisted};
use super::{Outcome, Run};
use crate::error::Error;
use crate::import::{
    self, Append, ImportError, Importer, Mapping, Output, Report, Source, Stream, Tally, Years,
};
use crate::store::edit::EditError;
use crate::store::write::whole;
use crate::store::{Input, Store};
use crate::text::counted;
use again::Again;
use progress::Bar;

const EXAMPLES: &str = "\
Examples:
  demarche import csv <(printf 'date,title\\n2025-12-21,Talks\\n') --map kind=meeting

Journeys of US presidents and secretaries of state (Office of the Historian), with ranges,
people, places and prose:
  cd samples && demarche import tsv us-travels.tsv \\
    --map kind=meeting --map 'id=us-travel-{id}' --map 'date={start-date}/{end-date}' \\
    --map 'title={name} in {locale}, {country}' --map 'actors={name}' \\
    --map 'venue={locale}, {country}' --map 'summary={remarks}' --map 'tags={role}' \\
    --map 'sources.outlet=Office of the Historian' --map 'sources.cite=Travels, {id}' \\
    -o travels.yaml

Data sets:
  cd downloads && demarche import gdelt 20251221.export.CSV --into ../data
  cd downloads && demarche import ucdp GEDEvent.csv -o ged/

What demarche exported comes back: jsonl, ics and timelinejs as whole events with the names that
they cite, csv and tsv as far as their cells say it. A file of another format is refused with the
right one.

Out of a file too large to import whole, DuckDB takes the rows first (CSV, Parquet, JSON):
  duckdb -c \"COPY (FROM read_csv('20251221.export.CSV', delim='\\t', quote='', header=false,
      all_varchar=true) WHERE column28 = '04') TO '/dev/stdout' (DELIMITER '\\t', QUOTE '',
      HEADER false)\" | demarche import gdelt - | demarche list -
  duckdb -c \"COPY (SELECT id, kind, date, title FROM 'log.parquet' WHERE date >= '2025-12-01')
      TO '/dev/stdout' (FORMAT json)\" | demarche list -
`demarche -` browses them, with keys from the terminal. Where only Python's module is installed,
duckdb -c is python3 -c 'import duckdb, sys; duckdb.sql(sys.argv[1])'.

A template names columns in braces. The text around an empty column is left out, and a range
whose ends are the same day is that day; one without a start has an unknown start. Lists are
split at `;`, and `\\;` is a semicolon in an item. A template without braces is the column of that
name if there is one, else the same text in every row. Parts of a field follow a dot:
actors.speaker, sources.url, quote.text, figures.killed.

Times that name no zone are read in the zone of --timezone, which is written behind them; without
it they are UTC, or with --into in the zone of their venue or that store. A calendar's own zone
(X-WR-TIMEZONE) goes before UTC.";

/// Its own flags.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING), args = unlisted(&["as-of", "store"]))]
pub struct Args {
    /// What the files are
    #[arg(value_name = "FORMAT", hide_possible_values = true)]
    pub format: Format,

    /// Files to read, `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,

    /// Write to this file, or to a directory (a file a year if there is much); else to standard output
    #[arg(short, long, value_name = "FILE|DIR")]
    pub output: Option<PathBuf>,

    /// Replace files that exist
    #[arg(long)]
    pub force: bool,

    /// Add what is new to this store: a file, or imported-FORMAT.yaml of a directory
    #[arg(long, value_name = "STORE", conflicts_with_all = ["output", "force"])]
    pub into: Option<PathBuf>,

    /// Fail if any row is skipped
    #[arg(long)]
    pub strict: bool,

    /// Make a field of columns: 'date={start}/{end}', venue=city, kind=meeting
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
}

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Event files of GDELT 1.0 and 2.0
    Gdelt,
    /// ACLED exports, with the columns of 2015, 2020 or 2023
    Acled,
    /// UCDP GED as CSV, with or without HXL tags
    Ucdp,
    /// TimelineJS3: JSON, or the sheet as CSV
    Timelinejs,
    /// A table separated by commas
    Csv,
    /// A table separated by tabs
    Tsv,
    /// A JSON object on each line
    Jsonl,
    /// A calendar (iCalendar)
    Ics,
}

impl From<Format> for import::Format {
    fn from(format: Format) -> Self {
        match format {
            Format::Gdelt => Self::Gdelt,
            Format::Acled => Self::Acled,
            Format::Ucdp => Self::Ucdp,
            Format::Timelinejs => Self::TimelineJs,
            Format::Csv => Self::Csv,
            Format::Tsv => Self::Tsv,
            Format::Jsonl => Self::Jsonl,
            Format::Ics => Self::Ics,
        }
    }
}

/// Runs the command.
///
/// # Errors
/// A file that cannot be read or written, a mapping that names what is not there, or a store that cannot be read.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    run.nothing_chosen("import reads every row and")?;
    if run.flags.as_of.is_some() || !run.flags.store.is_empty() {
        return Err(Error::new("import takes neither --store nor --as-of").hint("name the store with --into"));
    }
    let format = import::Format::from(args.format);
    let has_columns = matches!(args.format, Format::Csv | Format::Tsv | Format::Jsonl);
    let mapping = Mapping::parse(&args.map, has_columns)
        .map_err(|bad| hinted(Error::new(bad.what).about("--map"), bad.hint))?;
    for file in &args.files {
        if file.as_os_str() != "-" && !file.exists() {
            return Err(Error::new(format!("no file `{}`", file.display())));
        }
    }
    let job = Job { args, format, mapping };
    let tally = match (&args.into, &args.output) {
        (Some(store), _) => job.add_to_store(run, store)?,
        (None, Some(path)) if path.as_os_str() != "-" => job.to_path(run, path)?,
        _ => job.to_stream(run)?,
    };
    if !run.flags.quiet {
        run.out.flush()?;
        words::summary(&tally, run.err)?;
    }
    let something = tally.imported > 0 || tally.stored > 0;
    Ok(Outcome::matched(something && !(args.strict && tally.skipped > 0)))
}

fn hinted(error: Error, hint: Option<String>) -> Error {
    match hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}

fn failed(error: ImportError) -> Error {
    match error {
        ImportError::Io(error) => error.into(),
        ImportError::Unsuitable { ref hint, .. } => hinted(Error::new(error.to_string()), hint.clone()),
    }
}

/// An import: what is read, and how.
struct Job<'a> {
    args: &'a Args,
    format: import::Format,
    mapping: Mapping,
}

impl Job<'_> {
    /// Reads all files into an output.
    fn fill(
        &self,
        store: Option<&Store>,
        output: &mut dyn Output,
        flags: &super::Flags,
        err: &mut dyn Write,
    ) -> Result<Tally, Error> {
        let zone = flags.timezone.as_deref().map(environment::zone).transpose()?;
        let mut again = store.filter(|_| !flags.quiet).map(Again::new);
        let bar = Bar::new(&self.args.files, flags.quiet);
        let mut output = progress::Counted::new(output, bar.clone());
        let mut report = |report: Report| match report {
            _ if flags.quiet => {}
            Report::Stored { path, line, fields } => {
                if let Some(again) = &mut again {
                    bar.aside(|| again.take(path, line, fields, err));
                }
            }
            report => bar.aside(|| words::report(&report, flags.verbose, err)),
        };
        let mut importer =
            Importer::new(self.format, self.mapping.clone(), store, &mut output, &mut report).in_zone(zone);
        for file in &self.args.files {
            let source =
                Source::open(file, bar.for_next_file()).map_err(|error| Error::io("read", file, &error))?;
            import::read(source, &mut importer).map_err(|error| match error {
                // An error of writing says so itself.
                ImportError::Io(error) if error.kind() != io::ErrorKind::BrokenPipe => {
                    Error::io("import", file, &error)
                }
                error => failed(error),
            })?;
        }
        let tally = importer.finish().map_err(failed);
        bar.finish();
        if let (Some(again), Some(path), Ok(_)) = (again, &self.args.into, &tally) {
            again.finish(path, err)?;
        }
        tally
    }

    fn to_stream(&self, run: &mut Run<'_>) -> Result<Tally, Error> {
        let mut stream = Stream::new(run.out, &self.args.files, self.format.credit());
        let tally = self.fill(None, &mut stream, run.flags, run.err)?;
        stream.finish()?;
        Ok(tally)
    }

    fn to_path(&self, run: &mut Run<'_>, path: &Path) -> Result<Tally, Error> {
        let text = path.to_string_lossy();
        if !path.is_dir() && !text.ends_with(['/', std::path::MAIN_SEPARATOR]) {
            return self.to_file(run, path, None, self.args.force);
        }
        let mut years = Years::new(path, self.format.name(), &self.args.files, self.format.credit())
            .map_err(|error| Error::io("write to", path, &error))?;
        let tally = self.fill(None, &mut years, run.flags, run.err)?;
        let written = years.finish(self.args.force).map_err(|(path, error)| not_written(&path, &error))?;
        if !run.flags.quiet {
            writeln!(run.err, "{} written to {}", counted(written.len(), "file"), path.display())?;
        }
        Ok(tally)
    }

    /// Writes a new file, whole or not at all.
    fn to_file(
        &self,
        run: &mut Run<'_>,
        path: &Path,
        store: Option<&Store>,
        force: bool,
    ) -> Result<Tally, Error> {
        // The user learns this before much is read.
        refuse_existing(path, force)?;
        let (mut failure, mut nothing) = (None, None);
        let written = whole(path, force, |out| {
            let mut stream = Stream::new(out, &self.args.files, self.format.credit());
            match self.fill(store, &mut stream, run.flags, run.err) {
                // A store needs no file of nothing.
                Ok(tally) if store.is_some() && tally.imported == 0 => {
                    nothing = Some(tally);
                    Err(io::Error::other("nothing to write"))
                }
                Ok(tally) => stream.finish().map(|()| tally),
                Err(error) => {
                    failure = Some(error);
                    Err(io::Error::other("stopped"))
                }
            }
        });
        match (written, failure, nothing) {
            (_, Some(error), _) => Err(error),
            (Ok(tally), ..) | (_, None, Some(tally)) => Ok(tally),
            (Err(error), ..) => Err(not_written(path, &error)),
        }
    }

    fn add_to_store(&self, run: &mut Run<'_>, path: &Path) -> Result<Tally, Error> {
        if !path.exists() {
            return Err(Error::new(format!("no store `{}`", path.display()))
                .hint(format!("write a new file with -o {}", path.display())));
        }
        let store = Store::load_once(&[Input::Path(path.to_owned())])?;
        let file = if path.is_dir() {
            path.join(format!("imported-{}.yaml", self.format.name()))
        } else {
            path.to_owned()
        };
        let wrong = |error: EditError| match error {
            EditError::Write(error) => not_written(&file, &error),
            EditError::Io(error) => Error::io("change", &file, &error),
            other => Error::new(format!("{}: {other}", file.display()))
                .hint("name a directory, where the events get a file of their own"),
        };
        if !file.exists() {
            return self.new_file(run, &file, &store);
        }
        let mut append = Append::open(&file).map_err(wrong)?;
        let tally = match self.fill(Some(&store), &mut append, run.flags, run.err) {
            Ok(tally) => tally,
            Err(error) => return Err(append.refused().map_or(error, wrong)),
        };
        let changed = append.finish().map_err(wrong)?;
        if !run.flags.quiet && changed {
            writeln!(run.err, "{} added to {}", counted(tally.imported, "event"), file.display())?;
        }
        Ok(tally)
    }

    /// Writes a new file of a store, unless there is nothing to write.
    fn new_file(&self, run: &mut Run<'_>, file: &Path, store: &Store) -> Result<Tally, Error> {
        let tally = self.to_file(run, file, Some(store), false)?;
        if tally.imported > 0 && !run.flags.quiet {
            writeln!(run.err, "{} written to {}", counted(tally.imported, "event"), file.display())?;
        }
        Ok(tally)
    }
}
