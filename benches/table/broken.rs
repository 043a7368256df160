//! Stores half of whose events are broken, each with a new person: what a mistake costs must not grow with the store.

use std::path::Path;

use crate::generate;
use crate::measure::{Cell, middle};
use crate::process;
use crate::processes::{below_header, list};
use crate::report::Report;
use crate::runner::counted;

type Failure = Box<dyn std::error::Error>;

const SIZES: [usize; 4] = [25_000, 50_000, 100_000, 200_000];

/// Filters to one actor and writes, at sizes of its own.
pub(crate) fn measure(data: &Path, report: &mut Report) -> Result<(), Failure> {
    for events in SIZES {
        let store = generate::half_broken(data, events)?;
        let bytes = std::fs::metadata(&store.path)?.len();
        let (mut times, mut found) = (Vec::new(), 0);
        for _ in 0..3 {
            let ended = process::run(&mut list(&store.path, &store.actor, None))?;
            found = below_header(&ended.output);
            times.push(ended.time);
        }
        std::fs::remove_file(&store.path)?;
        let cell = Cell::time(middle(&mut times)).through(bytes, events).note(counted(found, store.named));
        report.add("half the events broken, each a new person", events, cell);
    }
    Ok(())
}
