//! A diagram for Markdown pages (Mermaid, `timeline`): sections by month or year, a line for each event.
//!
//! The first word of a title says what has not simply happened, and the words of a date what is not known of it.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use super::head::Head;
use super::{Request, Written};
use crate::describe::{nature, people, sources};
use crate::event::Event;
use crate::event::date::{Day, Heading};
use crate::parallel::in_order;
use crate::text::visible_line;

/// Writes the events as a diagram.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let head = Head::of(request);
    writeln!(out, "timeline")?;
    for line in head.lines() {
        writeln!(out, "    %% {}", escaped(&line))?;
    }
    let handling = head.handling.map(|handling| format!("{} · ", nature::tlp(handling))).unwrap_or_default();
    writeln!(out, "    title {}", escaped(&format!("{handling}{}", head.title)))?;
    let zone = request.timeline.zone();
    let events = &request.timeline.store().events;
    let made = |window: Range<usize>| -> Vec<(String, String, String)> {
        let own = request.shown.get(window).unwrap_or_default().iter().map(|ix| {
            let event = events.fresh(*ix);
            let date = &event.date;
            let words = if date.has_time() { date.in_words(zone) } else { date.short(zone) };
            (section(&date.heading(zone)), words, line(request, &event))
        });
        own.collect()
    };
    let (mut last_section, mut last_date) = (String::new(), String::new());
    in_order(request.shown.len(), made, |made| {
        for (section, date, line) in made {
            if section != last_section {
                writeln!(out, "    section {}", escaped(&section))?;
                (last_section, last_date) = (section, String::new());
            }
            // Events of one date stand below each other.
            if date == last_date {
                writeln!(out, "            : {}", escaped(&line))?;
            } else {
                writeln!(out, "        {} : {}", escaped(&date), escaped(&line))?;
                last_date = date;
            }
        }
        Ok(())
    })?;
    if request.shown.is_empty() {
        writeln!(out, "    No event matches : This says what the log holds, not what happened")?;
    }
    Ok(Written::all(request))
}

/// Returns the month of a heading, or what is known of it if that is less.
fn section(heading: &Heading) -> String {
    match heading {
        Heading::Day(day) => month(*day),
        other => other.in_words(),
    }
}

fn month(day: Day) -> String {
    let (year, month, _) = day.civil();
    Heading::Month(year, month).in_words()
}

/// Returns an event in one line: the title, and what a reader must know before taking it for a fact.
fn line(request: &Request<'_>, event: &Event) -> String {
    let registry = &request.timeline.store().registry;
    let mut out = nature::title(event).into_owned();
    if let Some(who) = people::beside_title(registry, event, &str::to_owned) {
        out = format!("{out} ({who})");
    }
    if event.occurred() && event.is_to_come(request.now.instant) {
        out = format!("{out}, {}", nature::TO_COME);
    }
    out = format!("{out}, grade {}", event.grade);
    if event.sources.is_empty() {
        out = format!("{out}, {}", sources::NO_SOURCE);
    }
    out
}

/// Returns a text in one line, in which no character ends a period, an event or a statement or begins a comment, a
/// directive or HTML.
///
/// The diagram shows the escapes as the characters (Mermaid, *Entity codes to escape characters*).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let line = visible_line(text);
    for c in line.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            ':' | ';' | '#' | '%' | '<' | '>' | '&' | '"' | '`' | '{' | '}' | '\\' | '$' | '*' | '_' => {
                let _ = write!(out, "#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}
