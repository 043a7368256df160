//! Documents of what is shown: one exporter for the command line and the browser.
//!
//! The same store, filter and *now* give the same bytes. Text from the store is escaped so that it shows as
//! written and does nothing else. What may not be told is not in the timeline to begin with: see [`Withheld`](crate::store::Withheld).

pub mod json;
mod markdown;

use std::io::{self, Write};

use crate::event::EventIx;
use crate::event::date::Now;
use crate::report::Page;
use crate::timeline::Timeline;
use json::Notes;

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// CommonMark with GitHub's tables and footnotes.
    #[default]
    Markdown,
    /// The analyst's brief in Markdown.
    Brief,
    /// One JSON object a line under the store's field names.
    Jsonl,
}

impl Format {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Markdown, Self::Brief, Self::Jsonl];

    /// As `--format` has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Brief => "brief",
            Self::Jsonl => "jsonl",
        }
    }

    /// What its files are called, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown | Self::Brief => "md",
            Self::Jsonl => "jsonl",
        }
    }
}

/// What goes into a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// Its title; none: the store's.
    pub title: Option<String>,
    /// Whether the analyst's own notes go in.
    pub notes: bool,
}

/// What a document is made of.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// The events shown, in the order they are shown.
    pub shown: &'a [EventIx],
    /// How many events the filter matches: more than are shown where a limit cut them.
    pub matched: usize,
    /// The filter as it was typed; empty: everything.
    pub filter: &'a str,
    /// What *now* is: when the document says it was made.
    pub now: &'a Now,
    /// The store's commit, with `+` where it was modified since.
    pub commit: Option<&'a str>,
    /// What goes in.
    pub options: &'a Options,
}

impl<'a> Request<'a> {
    /// These events as they stand: no filter told, no limit, no commit.
    #[must_use]
    pub fn of(timeline: &'a Timeline, shown: &'a [EventIx], now: &'a Now, options: &'a Options) -> Self {
        Self { timeline, shown, matched: shown.len(), filter: "", now, commit: None, options }
    }
}

/// What a document holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// How many events.
    pub events: usize,
}

/// Writes a document.
///
/// # Errors
/// Whatever `out` fails with.
pub fn write(format: Format, request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    match format {
        Format::Markdown => markdown::write(request, out),
        Format::Brief => markdown::brief(request, out),
        Format::Jsonl => lines(request, out),
    }
}

/// Events as JSON lines.
fn lines(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let notes = if request.options.notes { Notes::Kept } else { Notes::LeftOut };
    json::lines(request.timeline, request.shown, notes, out)?;
    Ok(Written { events: request.shown.len() })
}

/// Writes every event and every report whole in Markdown.
///
/// # Errors
/// Whatever `out` fails with.
pub(crate) fn full_brief(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    markdown::full_brief(request, out)
}

/// The first `lines` lines of a document, for a look at what would be written.
#[must_use]
pub(crate) fn preview(format: Format, request: &Request<'_>, lines: usize) -> String {
    let mut first = FirstLines { text: Vec::new(), left: lines };
    // The only error is our own, at the last line wanted.
    drop(write(format, request, &mut first));
    String::from_utf8_lossy(&first.text).into_owned()
}

/// One event as Markdown, with its sources: what `y` copies.
#[must_use]
pub fn event(timeline: &Timeline, ix: EventIx, notes: bool) -> String {
    markdown::one_event(timeline, ix, notes)
}

/// A report as a Markdown document of its own; events are named by title and date.
#[must_use]
pub fn report(timeline: &Timeline, page: &Page) -> String {
    markdown::report(timeline, page)
}

/// Keeps the first lines and refuses the rest.
struct FirstLines {
    text: Vec<u8>,
    left: usize,
}

impl Write for FirstLines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for line in bytes.split_inclusive(|b| *b == b'\n') {
            if self.left == 0 {
                return Err(io::Error::other("enough"));
            }
            self.text.extend_from_slice(line);
            self.left -= usize::from(line.ends_with(b"\n"));
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
