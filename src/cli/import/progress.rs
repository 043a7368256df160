//! The progress of an import, on standard error if that is a terminal.

use std::cell::Cell;
use std::io::{self, IsTerminal as _};
use std::path::PathBuf;
use std::rc::Rc;

use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Map, Value};

use crate::import::Output;
use crate::store::schema::list::List;
use crate::text::counted;

/// The events between two changes of the count that is shown.
const STEP: usize = 100;

/// A bar over the bytes of all files, or nothing if nobody would see it.
#[derive(Clone)]
pub(super) struct Bar {
    bar: Option<ProgressBar>,
    /// The bytes of the files before the current one, and of the current one so far.
    bytes: Rc<Cell<(u64, u64)>>,
}

impl Bar {
    pub(super) fn new(files: &[PathBuf], quiet: bool) -> Self {
        let bar = (!quiet && io::stderr().is_terminal()).then(|| {
            let sizes = files.iter().map(|file| std::fs::metadata(file).map(|of| of.len()));
            // The size of standard input is not known.
            let total: Option<u64> = sizes.map(|size| size.ok().filter(|size| *size > 0)).sum();
            let (bar, template) = match total {
                Some(total) => {
                    (ProgressBar::new(total), "{bar:30} {bytes} of {total_bytes}  {msg}  {eta} left")
                }
                None => (ProgressBar::no_length(), "{spinner} {bytes}  {msg}"),
            };
            let style =
                ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
            bar.set_style(style.progress_chars("#>-"));
            bar
        });
        Self { bar, bytes: Rc::new(Cell::new((0, 0))) }
    }

    /// Returns what is called with the bytes of the next file.
    pub(super) fn for_next_file(&self) -> Box<dyn FnMut(u64)> {
        let (before, last) = self.bytes.get();
        self.bytes.set((before + last, 0));
        let Self { bar, bytes } = self.clone();
        Box::new(move |read| {
            let (before, _) = bytes.get();
            bytes.set((before, read));
            if let Some(bar) = &bar {
                bar.set_position(before + read);
            }
        })
    }

    /// Writes something above the bar.
    pub(super) fn aside(&self, write: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

/// An output that counts its events for the bar.
pub(super) struct Counted<'o> {
    inner: &'o mut dyn Output,
    bar: Bar,
    events: usize,
}

impl<'o> Counted<'o> {
    pub(super) fn new(inner: &'o mut dyn Output, bar: Bar) -> Self {
        Self { inner, bar, events: 0 }
    }
}

impl Output for Counted<'_> {
    fn zone(&mut self, zone: chrono_tz::Tz) -> bool {
        self.inner.zone(zone)
    }

    fn event(&mut self, fields: &Map<String, Value>) -> io::Result<()> {
        self.events += 1;
        if self.events.is_multiple_of(STEP)
            && let Some(bar) = &self.bar.bar
        {
            bar.set_message(counted(self.events, "event"));
        }
        self.inner.event(fields)
    }

    fn record(&mut self, list: List, fields: Map<String, Value>) -> io::Result<()> {
        self.inner.record(list, fields)
    }
}
