//! Documents made from the events shown: one exporter serves the command line and the browser.
//!
//! The same store, filter and *now* always give the same bytes. Text from the store is escaped, so it shows as
//! written and has no other effect. Withheld events are not in the timeline, so nothing can leak them: see
//! [`Withheld`](crate::store::Withheld).

mod each;
mod geojson;
mod head;
mod html;
mod ics;
pub mod json;
mod markdown;
mod mermaid;
mod paragraphs;
mod place;
mod table;
mod timelinejs;
mod web;
mod yaml;

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
    /// Comma-separated values for spreadsheets (RFC 4180).
    Csv,
    /// Tab-separated values.
    Tsv,
    /// One JSON document: what it is about, and the events.
    Json,
    /// One JSON object a line under the store's field names.
    Jsonl,
    /// A store again: the events with the registries that they need.
    Yaml,
    /// A calendar (RFC 5545).
    Ics,
    /// A map (RFC 7946).
    Geojson,
    /// Slides for TimelineJS3.
    Timelinejs,
    /// A diagram for Markdown pages.
    Mermaid,
    /// One page for a web browser.
    Html,
    /// The analyst's brief as such a page.
    BriefPage,
}

impl Format {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 13] = [
        Self::Markdown,
        Self::Brief,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Jsonl,
        Self::Yaml,
        Self::Ics,
        Self::Geojson,
        Self::Timelinejs,
        Self::Mermaid,
        Self::Html,
        Self::BriefPage,
    ];

    /// Returns the name that `--format` takes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdown => "markdown",
            Self::Brief => "brief",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Yaml => "yaml",
            Self::Ics => "ics",
            Self::Geojson => "geojson",
            Self::Timelinejs => "timelinejs",
            Self::Mermaid => "mermaid",
            Self::Html => "html",
            Self::BriefPage => "brief-html",
        }
    }

    /// Returns what the format is, in a word or two for a list of formats.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Markdown | Self::Brief => "Markdown",
            Self::Csv => "CSV, for spreadsheets",
            Self::Tsv => "tab-separated, for spreadsheets",
            Self::Json => "JSON, one document",
            Self::Jsonl => "JSON lines",
            Self::Yaml => "YAML, a store again",
            Self::Ics => "calendar (iCalendar)",
            Self::Geojson => "map (GeoJSON)",
            Self::Timelinejs => "slides (TimelineJS)",
            Self::Mermaid => "diagram (Mermaid)",
            Self::Html | Self::BriefPage => "web page (HTML)",
        }
    }

    /// Returns the file extension, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown | Self::Brief => "md",
            Self::Timelinejs => "timeline.json",
            Self::Mermaid => "mmd",
            Self::BriefPage => "html",
            other => other.name(),
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// How many events the document contains.
    pub events: usize,
    /// The events asked for that the format cannot hold, each with the reason.
    pub left_out: Vec<(EventIx, &'static str)>,
}

impl Written {
    /// Returns the summary of a document that contains every event asked for.
    fn all(request: &Request<'_>) -> Self {
        Self { events: request.shown.len(), left_out: Vec::new() }
    }
}

/// Writes a document in `format` to `out`.
///
/// # Errors
/// Any error of `out`.
pub fn write(format: Format, request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    match format {
        Format::Markdown => markdown::write(request, out),
        Format::Brief => markdown::brief(request, out),
        Format::Csv => table::write(table::Separator::Comma, request, out),
        Format::Tsv => table::write(table::Separator::Tab, request, out),
        Format::Json => json::document::write(request, out),
        Format::Jsonl => lines(request, out),
        Format::Yaml => yaml::write(request, out),
        Format::Ics => ics::write(request, out),
        Format::Geojson => geojson::write(request, out),
        Format::Timelinejs => timelinejs::write(request, out),
        Format::Mermaid => mermaid::write(request, out),
        Format::Html => html::write(request, out),
        Format::BriefPage => html::brief(request, markdown::brief, out),
    }
}

/// Writes the events as JSON lines.
fn lines(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let notes = if request.options.notes { Notes::Kept } else { Notes::LeftOut };
    json::lines(request.timeline, request.shown, notes, out)?;
    Ok(Written::all(request))
}

/// Writes the full brief in Markdown: every event and every report.
///
/// # Errors
/// Any error of `out`.
pub(crate) fn full_brief(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    markdown::full_brief(request, out)
}

/// Writes the full brief as a page for a web browser.
///
/// # Errors
/// Any error of `out`.
pub(crate) fn full_brief_page(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    html::brief(request, markdown::full_brief, out)
}

/// Returns what a format cannot hold, a text for each reason.
pub(crate) fn lacking(timeline: &Timeline, left: &[(EventIx, &'static str)]) -> Vec<String> {
    head::lacking(timeline, left)
}

/// Returns the first `lines` lines of a document, for a preview.
#[must_use]
pub(crate) fn preview(format: Format, request: &Request<'_>, lines: usize) -> String {
    // Markup shows nothing of what a page says, so its preview is the Markdown of the same events.
    let format = match format {
        Format::Html => Format::Markdown,
        Format::BriefPage => Format::Brief,
        other => other,
    };
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

#[cfg(test)]
pub(crate) use html::seen;

#[cfg(test)]
mod tests;
