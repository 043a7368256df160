//! What was said and done: summary, words, positions, numbers, conflicting accounts, sessions, outcome.

use crate::event::{Conflict, Event, Figure, Quote, Session, Word};
use crate::registry::Registry;
use crate::tui::text;

use super::Sheet;
use super::head::{path, roster};
use super::writer::{Tone, Writer};

pub(super) fn write(sheet: &Sheet<'_>, out: &mut Writer) {
    let event = sheet.timeline.event(sheet.ix);
    let registry = &sheet.timeline.store().registry;
    if let Some(summary) = &event.summary {
        out.blank();
        out.text(summary, Tone::Plain);
    }
    event.quotes.iter().for_each(|q| quote(registry, event, q, out));
    positions(registry, event, out);
    if !event.figures.is_empty() {
        out.heading("FIGURES");
        figures(registry, &event.figures, out);
    }
    conflicts(event, out);
    if !event.agenda.is_empty() {
        out.heading("AGENDA");
        event.agenda.iter().for_each(|point| out.pieces("· ", "  ", &[(point, Tone::Plain)]));
    }
    sessions(sheet, event, out);
    if let Some(outcome) = &event.outcome {
        out.heading("OUTCOME");
        out.text(outcome, Tone::Plain);
    }
}

fn quote(registry: &Registry, event: &Event, quote: &Quote, out: &mut Writer) {
    out.blank();
    let words = format!("“{}”", quote.text.trim());
    out.pieces("  ", "  ", &[(&words, Tone::Strong)]);
    let speaker = quote.speaker.or_else(|| event.in_role(crate::event::Role::Speaker).next());
    let mut said = Vec::new();
    said.extend(speaker.map(|who| registry.actor(who).name.clone()));
    said.extend(quote.lang.as_deref().map(|lang| format!("in {}", language(lang))));
    if quote.translated {
        said.push("a translation".to_owned());
    }
    if !said.is_empty() {
        out.pieces("  — ", "    ", &[(&said.join(", "), Tone::Dim)]);
    }
    if let Some(original) = &quote.original {
        let words = format!("“{}”", original.trim());
        out.pieces("  ", "  ", &[("original ", Tone::Dim), (&words, Tone::Plain)]);
    }
}

/// The name of a BCP 47 language that the field meets often; else the tag.
fn language(tag: &str) -> &str {
    match tag.split('-').next().unwrap_or(tag) {
        "en" => "English",
        "ru" => "Russian",
        "uk" => "Ukrainian",
        "de" => "German",
        "fr" => "French",
        "tr" => "Turkish",
        "ar" => "Arabic",
        "zh" => "Chinese",
        "pl" => "Polish",
        "es" => "Spanish",
        "it" => "Italian",
        "he" => "Hebrew",
        "fa" => "Persian",
        "fi" => "Finnish",
        "be" => "Belarusian",
        "hu" => "Hungarian",
        "bg" => "Bulgarian",
        _ => tag,
    }
}

fn positions(registry: &Registry, event: &Event, out: &mut Writer) {
    if event.stance.is_none() && event.about.is_empty() {
        return;
    }
    out.blank();
    if let Some(stance) = event.stance {
        out.labelled("stance", &[(stance.word(), Tone::Strong)]);
    }
    for (at, about) in event.about.iter().enumerate() {
        let stance = event.stance_on(about).map_or("no position", Word::word);
        let hedged = if about.hedged { ", hedged" } else { "" };
        let label = if at == 0 { "about" } else { "" };
        let claim = registry.claim(about.claim).text.trim_end().trim_end_matches('.');
        out.labelled(
            label,
            &[(claim, Tone::Plain), (": ", Tone::Plain), (stance, Tone::Strong), (hedged, Tone::Strong)],
        );
    }
}

/// What was counted, how many, and who says so: a small table.
fn figures(registry: &Registry, rows: &[Figure], out: &mut Writer) {
    let what: Vec<String> = rows.iter().map(counted).collect();
    let count: Vec<String> = rows.iter().map(|row| row.count.in_words()).collect();
    let widest = |texts: &[String]| texts.iter().map(|t| text::width(t)).max().unwrap_or(0);
    let room = out.width().saturating_sub(4);
    // What is counted and who counts may wrap; a count may not.
    let middle = widest(&count).min(room / 2);
    let left = widest(&what).min((room - middle) * 3 / 5);
    let right = room - middle - left;
    let head = |text: &str, width| (text.to_owned(), width, Tone::Dim);
    out.columns(&[head("", left), head("", middle), head("claimed by", right)]);
    for ((row, what), count) in rows.iter().zip(what).zip(count) {
        let by: Vec<&str> = row.by.iter().map(|actor| registry.actor(*actor).name.as_str()).collect();
        let by = if by.is_empty() { "nobody named".to_owned() } else { by.join(", ") };
        let grade = row.grade.map(|grade| format!(", {grade}")).unwrap_or_default();
        out.columns(&[
            (what, left, Tone::Plain),
            (text::pad_start(&count, middle), middle, Tone::Strong),
            (format!("{by}{grade}"), right, Tone::Dim),
        ]);
        let mut more: Vec<String> = Vec::new();
        more.extend(row.period.as_ref().map(|p| format!("over {}", p.short(None))));
        more.extend(row.as_of.as_ref().map(|d| format!("as of {}", d.short(None))));
        more.extend(row.note.clone());
        more.extend(row.grade_note.clone());
        if !more.is_empty() {
            out.pieces("    ", "    ", &[(&more.join("; "), Tone::Dim)]);
        }
    }
}

fn counted(row: &Figure) -> String {
    let weapon = row.weapon.as_deref().unwrap_or_default();
    let part = row.of.as_ref().map(|of| format!("  of {of}: ")).unwrap_or_default();
    format!("{part}{weapon}{}{}", if weapon.is_empty() { "" } else { " " }, row.metric)
}

/// Accounts that differ stand side by side where there is room, else under each other.
fn conflicts(event: &Event, out: &mut Writer) {
    if event.conflicts.is_empty() {
        return;
    }
    out.heading("CONFLICTING ACCOUNTS");
    for (at, conflict) in event.conflicts.iter().enumerate() {
        if at > 0 {
            out.blank();
        }
        out.hanging("≠ ", Tone::Warning, "  ", &[(&conflict.field, Tone::Strong)]);
        let count = conflict.values.len().max(1);
        let column = (out.width().saturating_sub(2 * count)) / count;
        if column >= 24 { side_by_side(conflict, column, out) } else { stacked(conflict, out) }
    }
}

fn side_by_side(conflict: &Conflict, column: usize, out: &mut Writer) {
    let row = |text: &dyn Fn(&crate::event::Account) -> String, tone| {
        let mut cells = vec![(String::new(), 0, Tone::Plain)];
        cells.extend(conflict.values.iter().map(|value| (text(value), column, tone)));
        cells
    };
    out.columns(&row(&|value| value.value.clone(), Tone::Plain));
    out.columns(&row(&|value| value.source.as_deref().map(outlet_of).unwrap_or_default(), Tone::Dim));
    if conflict.values.iter().any(|value| value.note.is_some()) {
        out.columns(&row(&|value| value.note.clone().unwrap_or_default(), Tone::Dim));
    }
}

fn stacked(conflict: &Conflict, out: &mut Writer) {
    for value in &conflict.values {
        let source = value.source.as_deref().map(|s| format!(" — {}", outlet_of(s))).unwrap_or_default();
        let note = value.note.as_ref().map(|note| format!("; {note}")).unwrap_or_default();
        out.pieces("  · ", "    ", &[(&value.value, Tone::Plain), (&source, Tone::Dim), (&note, Tone::Dim)]);
    }
}

/// The host of an address, else the text: long addresses stand among the sources.
pub(super) fn outlet_of(source: &str) -> String {
    let host = source.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or(rest));
    let host = host.map(|host| host.strip_prefix("www.").unwrap_or(host));
    host.unwrap_or(source).to_owned()
}

fn sessions(sheet: &Sheet<'_>, event: &Event, out: &mut Writer) {
    if event.sessions.is_empty() {
        return;
    }
    out.heading("SESSIONS");
    let registry = &sheet.timeline.store().registry;
    for (at, session) in event.sessions.iter().enumerate() {
        let lead = format!("{}. ", at + 1);
        let hang = " ".repeat(text::width(&lead));
        let title = session.title.as_deref().unwrap_or("untitled");
        let about = session_in_words(sheet, session);
        out.hanging(&lead, Tone::Dim, &hang, &[(title, Tone::Strong), (&about, Tone::Plain)]);
        let actors: Vec<_> = session.actors.iter().map(|p| p.actor).collect();
        roster(registry, event, "", &actors, out);
        figures(registry, &session.figures, out);
        if let Some(note) = &session.note {
            out.pieces(&hang, &hang, &[(note, Tone::Dim)]);
        }
    }
}

fn session_in_words(sheet: &Sheet<'_>, session: &Session) -> String {
    let zone = sheet.timeline.zone();
    let mut words = Vec::new();
    words.extend(session.status.map(|s| s.word().to_owned()));
    words.extend(session.date.as_ref().map(|d| d.in_words(zone)));
    words.extend(session.planned.as_ref().map(|d| format!("planned for {}", d.in_words(zone))));
    words.extend(session.minutes.map(|m| format!("{} minutes", m.in_words())));
    words.extend(session.format.map(|f| f.word().to_owned()));
    words.extend(session.venue.map(|venue| path(&sheet.timeline.store().registry, venue)));
    if words.is_empty() { String::new() } else { format!(": {}", words.join("; ")) }
}
