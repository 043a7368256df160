//! Whole documents: what a parser reads in them is what the store holds.

mod against;
mod bound;
mod brief;
mod clock;
mod counts;
mod cuts;
mod future;
mod hostile;
mod long;
mod marks;
mod parts;
mod short;
mod starts;
mod wording;

use std::path::PathBuf;
use std::sync::Arc;

use crate::event::EventIx;
use crate::event::Handling;
use crate::event::date::Now;
use crate::export::{Format, Options, Request, Written, write};
use crate::store::{Input, Severity, Store};
use crate::timeline::Timeline;

/// A store of one file.
fn store(yaml: &str) -> Store {
    let dir = tempfile::tempdir().expect("a directory");
    let path: PathBuf = dir.path().join("store.yaml");
    crate::store::write::whole(&path, false, |out| out.write_all(yaml.as_bytes()))
        .expect("the store is written");
    Store::load(&[Input::Path(path)]).expect("the store is read")
}

/// The whole store as a document.
fn document(yaml: &str, filter: &str, options: &Options) -> (String, Written) {
    made(Format::Markdown, yaml, filter, options, None)
}

/// The store as a document for those who may know what is marked up to a level.
fn document_for(yaml: &str, filter: &str, options: &Options, max: Option<Handling>) -> (String, Written) {
    made(Format::Markdown, yaml, filter, options, max)
}

/// A document of those events of a timeline; `now` is a day.
fn written(format: Format, timeline: &Timeline, shown: &[EventIx], now: &str) -> String {
    let now = Now::parse(now, chrono_tz::Tz::UTC).expect("a day");
    let options = Options::default();
    let request = Request {
        timeline,
        shown,
        matched: shown.len(),
        filter: "",
        now: &now,
        commit: None,
        options: &options,
    };
    let mut out = Vec::new();
    write(format, &request, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("Markdown is text")
}

/// The brief of the whole store.
fn brief_of(yaml: &str, filter: &str, options: &Options) -> String {
    made(Format::Brief, yaml, filter, options, None).0
}

fn made(
    format: Format,
    yaml: &str,
    filter: &str,
    options: &Options,
    max: Option<Handling>,
) -> (String, Written) {
    let store = store(yaml);
    let problem = store.problems.iter().find(|p| p.severity == Severity::Problem);
    assert_eq!(problem.map(ToString::to_string), None, "the test's store has no problem");
    let timeline = Timeline::new(Arc::new(store), None);
    let timeline = match max {
        Some(max) => timeline.released(max),
        None => timeline,
    };
    let shown = timeline.order().to_vec();
    let now = Now::parse("2026-01-10", chrono_tz::Tz::UTC).expect("a day");
    let commit = Some("abc1234+");
    let request = Request {
        timeline: &timeline,
        shown: &shown,
        matched: shown.len(),
        filter,
        now: &now,
        commit,
        options,
    };
    let mut out = Vec::new();
    let written = write(format, &request, &mut out).expect("memory takes all");
    (String::from_utf8(out).expect("Markdown is text"), written)
}
