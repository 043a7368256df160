//! Tables for spreadsheets: comma-separated values (RFC 4180) and tab-separated ones.
//!
//! One row an event, under the store's field names; what an event has several of is joined by `; `. A cell that a
//! spreadsheet would take for a formula is preceded by an apostrophe (OWASP, *CSV Injection*). Characters that could act
//! on a terminal are made visible. Cells of tab-separated tables are one line each, so that every row is a line.

mod row;

use std::io::{self, Write};
use std::ops::Range;

use csv::{QuoteStyle, Terminator, Writer, WriterBuilder};

use super::{Request, Written, head};
use crate::parallel::in_order;

/// What separates the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Separator {
    Comma,
    Tab,
}

/// Writes the events as a table with a header row.
pub(super) fn write(separator: Separator, request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let columns = row::columns(request.options.notes);
    let of_document = head::handling(request);
    let names: Vec<&str> = columns.iter().map(|column| column.name()).collect();
    out.write_all(&rows(separator, |writer| writer.write_record(&names))?)?;
    let events = &request.timeline.store().events;
    let made = |window: Range<usize>| {
        rows(separator, |writer| {
            for ix in request.shown.get(window).unwrap_or_default() {
                writer.write_record(row::cells(
                    request,
                    of_document,
                    &columns,
                    separator,
                    *ix,
                    &events.fresh(*ix),
                ))?;
            }
            Ok(())
        })
    };
    in_order(request.shown.len(), made, |rows| out.write_all(&rows?))?;
    Ok(Written::all(request))
}

/// Returns the rows that `fill` writes.
fn rows(
    separator: Separator,
    fill: impl FnOnce(&mut Writer<Vec<u8>>) -> csv::Result<()>,
) -> io::Result<Vec<u8>> {
    let (delimiter, terminator) = match separator {
        Separator::Comma => (b',', Terminator::CRLF),
        Separator::Tab => (b'\t', Terminator::Any(b'\n')),
    };
    let mut builder = WriterBuilder::new();
    builder.delimiter(delimiter).terminator(terminator).quote_style(QuoteStyle::Necessary);
    let mut writer = builder.from_writer(Vec::new());
    fill(&mut writer)?;
    writer.into_inner().map_err(|error| io::Error::other(error.to_string()))
}
