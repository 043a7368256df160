//! A diagram for Markdown pages (Mermaid, `timeline`): sections by month or year, a line for each event.
//!
//! The first word of a title says what has not simply happened, and the words of a date what is not known of it.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::ops::Range;

use super::head::Head;
use super::{Request, Written};
use crate::describe::{nature, people, sources};
use crate::event::date::{Day, Heading};
use crate::event::{Event, Kind};
use crate::parallel::in_order;
use crate::text::visible_line;

/// Writes the events as a diagram.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let head = Head::of(request);
    writeln!(out, "timeline")?;
    for line in head.lines() {
        writeln!(out, "    %% {}", comment(&line))?;
    }
    let handling = head.handling.map(|handling| format!("{} · ", nature::tlp(handling))).unwrap_or_default();
    if request.shown.iter().any(|ix| request.timeline.event(*ix).date.has_time()) {
        let clock = request.timeline.zone().map_or("of each event's own place", |zone| zone.name());
        writeln!(out, "    %% Times: {}", comment(clock))?;
    }
    writeln!(out, "    title {}", escaped(&format!("{handling}{}", head.title)))?;
    let zone = request.timeline.zone();
    let events = &request.timeline.store().events;
    let made = |window: Range<usize>| -> Vec<(String, String, String)> {
        let own = request.shown.get(window).unwrap_or_default().iter().map(|ix| {
            let event = events.fresh(*ix);
            (section(&event.date.heading(zone)), slot(&event.date.short(zone)), line(request, &event))
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

/// Returns the words of a date with the year once: `19 Apr 2025, 18:00 – 21 Apr, 00:00`.
fn slot(words: &str) -> String {
    let once = words.split_once(" – ").and_then(|(start, end)| {
        let (day, _) = end.split_once(", ")?;
        let (_, year) = day.rsplit_once(' ')?;
        let (first, _) = start.split_once(", ")?;
        let is_same = year.len() == 4 && first.ends_with(&format!(" {year}"));
        is_same.then(|| format!("{start} – {}", end.replacen(&format!(" {year}"), "", 1)))
    });
    once.unwrap_or_else(|| words.to_owned())
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
        // Whoever strikes is no party to an event, and an allegation is that of others.
        out = match event.kind {
            Kind::Strike if event.occurred() => format!("{out}, by {who}"),
            Kind::Strike => format!("{out}, attributed to {who}"),
            _ => format!("{out} ({who})"),
        };
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

/// Returns a text as a comment: one line, in which no brace begins a directive, nothing is HTML, and no backtick ends the
/// block of a Markdown page. Nothing in a comment is drawn, so all else stays as it is.
fn comment(text: &str) -> String {
    let line = visible_line(text);
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    let acts = |c: char| matches!(c, '%' | '{' | '}' | '<' | '>' | '`');
    line.chars().map(|c| if acts(c) { format!("#{};", u32::from(c)) } else { c.to_string() }).collect()
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
