//! Prints what `demarche` takes for everything it does, at several sizes of store, beside other programs.
//!
//! ```text
//! cargo bench --bench table                                # 1k and 10k events
//! cargo bench --bench table -- --sizes 1k,10k,100k,1M      # these sizes
//! cargo bench --bench table -- --only exports,imports,dupes   # these parts alone: processes, edits, styles, reports,
//!                                                          # exports, imports, dupes, screen, typing, views, library;
//!                                                          # broken and hostile have their own sizes
//! ```
//!
//! The stores are generated below `target/bench-data`, the same on every machine. Times are medians; on a busy
//! machine they drift, so that only ratios of pairs taken in one run mean something: those stand in the remarks of
//! the other programs, which get the same events. What is not installed is said so. DuckDB is looked for in the
//! Python that `$BENCH_PYTHON` names.

mod author;
mod bound;
mod broken;
mod dupes;
mod edits;
mod event;
mod exports;
mod generate;
mod hostile;
mod imports;
mod library;
mod measure;
mod naive;
mod process;
mod processes;
mod random;
mod report;
mod reports;
mod rivals;
mod runner;
mod screen;
mod styles;
mod views;
mod world;

use std::io::{self, Write};
use std::path::{Path, PathBuf};

type Failure = Box<dyn std::error::Error>;

/// The program's own, so that the library is measured as it runs there.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<(), Failure> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut out = io::stdout().lock();
    // Other ways to read a store are measured as processes of their own: this one.
    if let [word, path, actor] = arguments.as_slice() {
        let read = match word.as_str() {
            NAIVE => Some(naive::list as fn(&Path, &str) -> Result<String, String>),
            BOUND => Some(bound::list as fn(&Path, &str) -> Result<String, String>),
            _ => None,
        };
        if let Some(read) = read {
            out.write_all(read(Path::new(path), actor)?.as_bytes())?;
            return Ok(());
        }
    }
    let sizes = match value_of(&arguments, "--sizes") {
        Some(text) => text.split(',').map(size).collect::<Result<Vec<_>, _>>()?,
        None => vec![1_000, 10_000],
    };
    let only = value_of(&arguments, "--only");
    let wanted = |part: &str| only.is_none_or(|only| only.split(',').any(|one| one == part));
    let data = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/bench-data");
    let mut report = report::Report::default();
    let parts: Vec<_> = PARTS.into_iter().filter(|(part, _)| wanted(part)).collect();
    for events in sizes.into_iter().filter(|_| !parts.is_empty()) {
        writeln!(io::stderr(), "generating or finding {events} events")?;
        let store = generate::store(&data, events)?;
        for (part, measure) in &parts {
            writeln!(io::stderr(), "measuring {part} at {events} events")?;
            measure(&store, &mut report)?;
        }
    }
    if wanted("broken") {
        writeln!(io::stderr(), "measuring stores half of which is broken")?;
        broken::measure(&data, &mut report)?;
    }
    if wanted("hostile") {
        writeln!(io::stderr(), "measuring hostile files")?;
        hostile::measure(&data, &mut report)?;
    }
    report.write(&mut out)?;
    Ok(())
}

/// Asks this program to read a store as a first version would.
pub(crate) const NAIVE: &str = "--naive";

/// Asks this program to read a store with as little work as there can be.
pub(crate) const BOUND: &str = "--bound";

type Part = (&'static str, fn(&generate::Generated, &mut report::Report) -> Result<(), Failure>);

const PARTS: [Part; 11] = [
    ("processes", processes::measure),
    ("edits", edits::measure),
    ("styles", styles::measure),
    ("reports", reports::measure),
    ("exports", exports::measure),
    ("imports", imports::measure),
    ("dupes", dupes::measure),
    ("screen", processes::screens),
    ("typing", library::typing),
    ("views", views::measure),
    ("library", library::measure),
];

fn value_of<'a>(arguments: &'a [String], flag: &str) -> Option<&'a str> {
    let at = arguments.iter().position(|argument| argument == flag)?;
    arguments.get(at + 1).map(String::as_str)
}

fn size(text: &str) -> Result<usize, Failure> {
    let (digits, factor) = match text.strip_suffix(['k', 'K']) {
        Some(digits) => (digits, 1_000),
        None => match text.strip_suffix(['m', 'M']) {
            Some(digits) => (digits, 1_000_000),
            None => (text, 1),
        },
    };
    let number: usize = digits.parse().map_err(|_| format!("--sizes: `{text}` is no number such as 10k"))?;
    Ok(number * factor)
}
