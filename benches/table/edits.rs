//! What is read again after an edit: a snapshot is there, and one event has changed since.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;

use crate::generate::Generated;
use crate::measure::{Cell, middle};
use crate::process;
use crate::processes::{below_header, list};
use crate::report::Report;
use crate::runner::{counted, ratio, rounds};

type Failure = Box<dyn std::error::Error>;

/// What is done before a run, and how many more events name the actor then.
type Edit = (&'static str, fn(&Path, &Generated, usize) -> io::Result<()>, usize);

const EDITS: [Edit; 3] = [
    ("warm list, nothing changed", |_, _, _| Ok(()), 0),
    ("  after one title in the middle was changed", change, 0),
    ("  after one event was added at the end", add, 1),
];

/// Filters to one actor and writes, after each edit.
pub(crate) fn measure(store: &Generated, report: &mut Report) -> Result<(), Failure> {
    let scratch = store.one.with_file_name("edits");
    fs::create_dir_all(&scratch)?;
    let path = scratch.join("store.yaml");
    fs::copy(&store.one, &path)?;
    // The first run writes the snapshot, where the store is large enough for one.
    process::run(&mut list(&path, &store.actor, Some(&scratch)))?;
    let mut cold = Vec::new();
    let mut times = [const { Vec::<Duration>::new() }; EDITS.len()];
    let (mut expected, mut remarks) = (store.named, [const { String::new() }; EDITS.len()]);
    for round in 0..rounds(store.events) {
        cold.push(process::run(&mut list(&path, &store.actor, None))?.time);
        for ((edit, times), remark) in EDITS.iter().zip(&mut times).zip(&mut remarks) {
            (edit.1)(&path, store, round)?;
            let ended = process::run(&mut list(&path, &store.actor, Some(&scratch)))?;
            times.push(ended.time);
            expected += edit.2;
            let found = below_header(&ended.output);
            // A count that was wrong once stays in the table.
            if remark.is_empty() || found != expected {
                *remark = counted(found, expected);
            }
        }
    }
    let warm = times.first().cloned().unwrap_or_default();
    for ((edit, times), remark) in EDITS.iter().zip(&mut times).zip(remarks) {
        let (to_warm, to_cold) = (ratio(times, &warm), ratio(times, &cold));
        let note = format!("{to_warm:.2} × warm, {to_cold:.2} × cold; {remark}");
        let cell = Cell::time(middle(times)).through(store.bytes, store.events).note(note);
        report.add(edit.0, store.events, cell);
    }
    fs::remove_dir_all(&scratch)?;
    Ok(())
}

/// Gives one event another title, longer by some letters, as an editor saves it: the whole file is written.
fn change(path: &Path, _: &Generated, round: usize) -> io::Result<()> {
    let mut text = fs::read(path)?;
    let key = b"\n  title: ";
    let half = text.len() / 2;
    let rest = text.get(half..).unwrap_or_default();
    let at = memchr::memmem::find(rest, key).ok_or_else(|| io::Error::other("no title"))? + half + key.len();
    text.splice(at..at, format!("edited {round} ").into_bytes());
    fs::File::create(path)?.write_all(&text)
}

fn add(path: &Path, store: &Generated, round: usize) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().append(true).open(path)?;
    writeln!(
        file,
        "- {{id: added-{round}, kind: other, date: 2025-12-30, title: Added, actors: {{party: {}}}}}",
        store.actor
    )
}
