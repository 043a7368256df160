//! Documents made from the events shown: one exporter serves the command line and the browser.
//!
//! The same store, filter and *now* always give the same bytes. Text from the store is escaped, so it shows as
//! written and has no other effect. Withheld events are not in the timeline, so nothing can leak them: see
//! [`Withheld`](crate::store::Withheld).

mod html;
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
    /// One page for a web browser.
    Html,
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Markdown, Self::Brief, Self::Jsonl, Self::Html];

    /// Returns the name that `--format` takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Brief => "brief",
            Self::Jsonl => "jsonl",
            Self::Html => "html",
        }
    }

    /// Returns the file extension, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown | Self::Brief => "md",
            Self::Jsonl => "jsonl",
            Self::Html => "html",
        }
    }
}

/// The choices that the user has for a document.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The title of the document. `None`: the title of the store.
    pub title: Option<String>,
    /// Whether to include the analyst's own notes.
    pub notes: bool,
}

/// Everything that a document is made from.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The timeline that holds the events.
    pub timeline: &'a Timeline,
    /// The events to write, in this order.
    pub shown: &'a [EventIx],
    /// How many events the filter matches: more than `shown` if a limit cut them.
    pub matched: usize,
    /// The filter as the user typed it. Empty: every event.
    pub filter: &'a str,
    /// The current moment, which the document gives as the time it was generated.
    pub now: &'a Now,
    /// The commit of the store, with `+` if the store was modified since.
    pub commit: Option<&'a str>,
    /// The user's choices.
    pub options: &'a Options,
}

impl<'a> Request<'a> {
    /// Returns a request for these events, without a filter, a limit or a commit.
    #[must_use]
    pub fn of(timeline: &'a Timeline, shown: &'a [EventIx], now: &'a Now, options: &'a Options) -> Self {
        Self { timeline, shown, matched: shown.len(), filter: "", now, commit: None, options }
    }
}

/// A summary of a document that was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Written {
    /// How many events the document contains.
    pub events: usize,
}

/// Writes a document in `format` to `out`.
///
/// # Errors
/// Any error of `out`.
pub fn write(format: Format, request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    match format {
        Format::Markdown => markdown::write(request, out),
        Format::Brief => markdown::brief(request, out),
        Format::Jsonl => lines(request, out),
        Format::Html => html::write(request, out),
    }
}

/// Writes the events as JSON lines.
fn lines(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let notes = if request.options.notes { Notes::Kept } else { Notes::LeftOut };
    json::lines(request.timeline, request.shown, notes, out)?;
    Ok(Written { events: request.shown.len() })
}

/// Writes the full brief in Markdown: every event and every report.
///
/// # Errors
/// Any error of `out`.
pub(crate) fn full_brief(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    markdown::full_brief(request, out)
}

/// Returns the first `lines` lines of a document, for a preview.
#[must_use]
pub(crate) fn preview(format: Format, request: &Request<'_>, lines: usize) -> String {
    let mut first = FirstLines { text: Vec::new(), left: lines };
    // The only possible error is our own, after the last line wanted.
    drop(write(format, request, &mut first));
    String::from_utf8_lossy(&first.text).into_owned()
}

/// Returns one event as Markdown, with its sources. The `y` key copies this.
#[must_use]
pub fn event(timeline: &Timeline, ix: EventIx, notes: bool) -> String {
    markdown::one_event(timeline, ix, notes)
}

/// Returns a report as a separate Markdown document. Events are named by title and date.
#[must_use]
pub fn report(timeline: &Timeline, page: &Page) -> String {
    markdown::report(timeline, page)
}

/// A writer that keeps the first lines and refuses the rest.
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
