//! Import: the field's data sets, calendars and tables, read a record at a time and written as a store.
//!
//! The surprising policy: nothing is dropped or changed in silence. Every row is imported or skipped with its line and a
//! reason, every repair (a replaced byte, a count such as `236.0`, a date in another notation) is a note, and rows that
//! repeat one event under another id are all kept and reported. Every record is inspected by the store's own schema
//! before it is written, so that what was imported loads without a problem.
//!
//! ```text
//! file ──► rows ──► a format ──► draft ──► importer ──► output
//!          bytes,   columns to   fields    ids seen,    one stream, a file a year,
//!          lines,   kinds, dates of the    the schema,  or an existing store
//!          repairs  and codes    store     counts
//!                       │
//!                       └──► names: the actors, venues and outlets to register
//! ```
//!
//! | format | file | ids from |
//! |---|---|---|
//! | GDELT 1.0 and 2.0 events | `gdelt`, `cameo`, `countries` | GLOBALEVENTID |
//! | ACLED, columns of 2015, 2020 and 2023 | `acled` | event_id_cnty, else data_id |
//! | UCDP GED | `ucdp` | id, else relid |
//! | TimelineJS3, JSON and sheet | `timelinejs` | unique_id, else a hash of the slide |
//! | CSV, TSV, JSON lines | `generic`, `template` | `id`, else a hash of the row |
//! | iCalendar (RFC 5545) | `ics` | UID |
//!
//! Memory does not grow with a file, except by some fifty bytes a row for the ids and events seen: a hundred megabytes of
//! GDELT, 270,000 rows, take 30 MB. That is the price of finding every row that is there twice, however far apart; a year
//! of GDELT would take some gigabytes, and is better cut into days or first asked by a database.
//!
//! The tables in `tables` are shipped: `countries.tsv` from GeoNames (geonames.org, CC BY 4.0) and `cameo.tsv` with the
//! event codes of CAMEO as the GDELT Project publishes them; each file names its source in its first lines.

mod acled;
mod cameo;
mod cells;
mod countries;
mod dates;
mod draft;
mod floating;
mod gdelt;
mod generic;
mod header;
mod html;
mod ics;
mod importer;
mod names;
mod output;
mod own;
mod own_table;
mod references;
mod repairs;
mod rows;
mod seen;
mod sniff;
mod template;
mod timelinejs;
mod ucdp;

use std::io;
use std::path::PathBuf;

pub(crate) use importer::{Importer, Replaced, Report, Tally};
pub(crate) use names::Matched;
pub(crate) use output::{Append, Output, Stream, Years};
pub(crate) use repairs::Repair;
pub(crate) use rows::Source;
pub(crate) use template::Mapping;

/// A format that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// Event files of GDELT 1.0 and 2.0.
    Gdelt,
    /// Exports of ACLED.
    Acled,
    /// UCDP's Georeferenced Event Dataset as CSV.
    Ucdp,
    /// TimelineJS3, as JSON or as its sheet saved as CSV.
    TimelineJs,
    /// Any table with a header, separated by commas or semicolons.
    Csv,
    /// Any table with a header, separated by tabs.
    Tsv,
    /// JSON objects, one on each line.
    Jsonl,
    /// A calendar.
    Ics,
}

impl Format {
    /// Returns the name, which begins the ids that come from hashes.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gdelt => "gdelt",
            Self::Acled => "acled",
            Self::Ucdp => "ucdp",
            Self::TimelineJs => "timelinejs",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Jsonl => "jsonl",
            Self::Ics => "ics",
        }
    }

    /// Returns the publisher of the data, where there is one: its id, its name, its site, and the words that cite the
    /// data and their licence.
    fn publisher(self) -> Option<[&'static str; 4]> {
        match self {
            Self::Gdelt => {
                Some(["gdelt", "The GDELT Project", "gdeltproject.org", "Event Database, gdeltproject.org"])
            }
            Self::Acled => Some([
                "acled",
                "Armed Conflict Location & Event Data",
                "acleddata.com",
                "ACLED data, acleddata.com; its terms of use apply",
            ]),
            Self::Ucdp => Some([
                "ucdp",
                "Uppsala Conflict Data Program",
                "ucdp.uu.se",
                "Georeferenced Event Dataset, ucdp.uu.se, CC BY 4.0",
            ]),
            _ => None,
        }
    }

    /// Returns the line that credits the publisher of the data, where there is one.
    pub(crate) fn credit(self) -> Option<&'static str> {
        match self {
            Self::Gdelt => Some("The GDELT Project, gdeltproject.org"),
            Self::Acled => {
                Some("Armed Conflict Location & Event Data (ACLED), acleddata.com; its terms of use apply")
            }
            Self::Ucdp => {
                Some("Uppsala Conflict Data Program, Georeferenced Event Dataset, ucdp.uu.se, CC BY 4.0")
            }
            _ => None,
        }
    }
}

/// Why an import ended without a result.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ImportError {
    /// Reading or writing failed.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The file is not of this format, or the mapping does not suit it.
    #[error("{}: {what}", path.display())]
    Unsuitable {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        what: String,
        /// What to do.
        hint: Option<String>,
    },
}

impl ImportError {
    fn unsuitable(source: &Source, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Unsuitable { path: source.path().to_owned(), what: what.into(), hint: Some(hint.into()) }
    }
}

/// Reads a file to its end and gives every event in it to `importer`.
///
/// # Errors
/// Fails if the file cannot be read, is not of this format, or the output cannot be written.
pub(crate) fn read(source: Source, importer: &mut Importer<'_>) -> Result<(), ImportError> {
    importer.begin(source.path());
    if let Some((what, hint)) = sniff::other(source.start()) {
        return Err(ImportError::unsuitable(&source, what, hint));
    }
    let format = importer.format();
    let hint = sniff::hint(format, source.start());
    let read = match format {
        Format::Gdelt => gdelt::read(source, importer),
        Format::Acled => acled::read(source, importer),
        Format::Ucdp => ucdp::read(source, importer),
        Format::TimelineJs => timelinejs::read(source, importer),
        Format::Csv | Format::Tsv => generic::read_table(source, importer),
        Format::Jsonl => generic::read_lines(source, importer),
        Format::Ics => ics::read(source, importer),
    };
    importer.settle();
    read.map_err(|error| match error {
        // What the file seems to be says more than what it is not.
        ImportError::Unsuitable { path, what, hint: own } => {
            ImportError::Unsuitable { path, what, hint: hint.or(own) }
        }
        error @ ImportError::Io(_) => error,
    })
}

#[cfg(test)]
mod tests;
