//! The account of an event: summary, quotations, positions, numbers, conflicting accounts, sessions, outcome.

use crate::describe::{accounts, figures, nature, quotes, sessions, sources};
use crate::event::{Account, Event, Figure, Quote};
use crate::registry::Registry;
use crate::tui::text;

use super::PageContext;
use super::writer::{Tone, Writer};
use crate::text::signs::{drawn, sign};

pub(super) fn write(sheet: &PageContext<'_>, out: &mut Writer) {
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
        figures(registry, event, &event.figures, out);
    }
    conflicts(registry, event, out);
    if !event.agenda.is_empty() {
        out.heading("AGENDA");
        event.agenda.iter().for_each(|point| out.pieces(&drawn("· "), "  ", &[(point, Tone::Plain)]));
    }
    sessions(sheet, event, out);
    if let Some(outcome) = &event.outcome {
        out.heading("OUTCOME");
        out.text(outcome, Tone::Plain);
    }
}

fn quote(registry: &Registry, event: &Event, quote: &Quote, out: &mut Writer) {
    out.blank();
    let words = format!("{}{}{}", sign("“"), quote.text.trim(), sign("”"));
    out.pieces("  ", "  ", &[(&words, Tone::Strong)]);
    out.pieces(&drawn("  — "), "    ", &[(&quotes::credit(registry, event, quote), Tone::Dim)]);
    if let Some(original) = &quote.original {
        let words = format!("{}{}{}", sign("“"), original.trim(), sign("”"));
        out.pieces("  ", "  ", &[("original: ", Tone::Dim), (&words, Tone::Plain)]);
    }
}

fn positions(registry: &Registry, event: &Event, out: &mut Writer) {
    let stance = nature::own_stance(event);
    if stance.is_none() && event.about.is_empty() {
        return;
    }
    out.blank();
    let unestablished = nature::unestablished(event);
    if let Some(stance) = stance {
        out.labelled(&format!("stance{unestablished}"), &[(stance, Tone::Strong)]);
    }
    let mut label = format!("about{unestablished}");
    for about in &event.about {
        let (position, claim) = (nature::position(event, *about), nature::claim(registry, *about));
        out.labelled(&label, &[(&position, Tone::Strong), (": ", Tone::Plain), (claim, Tone::Plain)]);
        label.clear();
    }
}

/// Writes the numbers that each claimant gives.
fn figures(registry: &Registry, event: &Event, rows: &[Figure], out: &mut Writer) {
    for claims in figures::claims(registry, rows, event) {
        out.pieces("  ", "  ", &[(&claims.lead, Tone::Dim), (":", Tone::Dim)]);
        for (row, phrase) in &claims.rows {
            let mut remarks = figures::own_grade(row, event).map(|g| format!(" ({g})")).unwrap_or_default();
            let source =
                row.source.map(|ix| format!(" {} {}", sign("—"), sources::reference(registry, event, ix)));
            remarks.extend(source);
            remarks
                .extend([&row.note, &row.grade_note].into_iter().flatten().map(|note| format!("; {note}")));
            out.pieces(&drawn("  · "), "    ", &[(phrase, Tone::Strong), (&remarks, Tone::Dim)]);
        }
    }
}

/// Writes accounts that differ side by side if they fit, else below each other.
fn conflicts(registry: &Registry, event: &Event, out: &mut Writer) {
    if event.conflicts.is_empty() {
        return;
    }
    out.heading("CONFLICTING ACCOUNTS");
    for (at, conflict) in event.conflicts.iter().enumerate() {
        if at > 0 {
            out.blank();
        }
        out.hanging(&drawn("≠ "), Tone::Warning, "  ", &[(&conflict.field, Tone::Strong)]);
        let accounts: Vec<AccountText<'_>> =
            conflict.values.iter().map(|v| AccountText::new(registry, event, v)).collect();
        let count = accounts.len().max(1);
        let column = (out.width().saturating_sub(2 * count)) / count;
        if column >= 24 { side_by_side(&accounts, column, out) } else { stacked(&accounts, out) }
    }
}

/// An account, its source and the remarks on it.
struct AccountText<'e> {
    value: &'e str,
    source: String,
    note: &'e str,
}

impl<'e> AccountText<'e> {
    fn new(registry: &Registry, event: &Event, account: &'e Account) -> Self {
        let cited = |text: &String| match sources::cited(registry, event, text) {
            Some(ix) => sources::reference(registry, event, ix),
            None => text.clone(),
        };
        Self {
            value: &account.value,
            source: account.source.as_ref().map(cited).unwrap_or_default(),
            note: accounts::remark(account).unwrap_or_default(),
        }
    }
}

fn side_by_side(accounts: &[AccountText<'_>], column: usize, out: &mut Writer) {
    let row = |text: for<'t> fn(&'t AccountText<'_>) -> &'t str, tone| {
        let mut cells = vec![(String::new(), 0, Tone::Plain)];
        cells.extend(accounts.iter().map(|account| (text(account).to_owned(), column, tone)));
        cells
    };
    out.columns(&row(|account| account.value, Tone::Plain));
    out.columns(&row(|account| &account.source, Tone::Dim));
    if accounts.iter().any(|account| !account.note.is_empty()) {
        out.columns(&row(|account| account.note, Tone::Dim));
    }
}

fn stacked(accounts: &[AccountText<'_>], out: &mut Writer) {
    for account in accounts {
        let after =
            |lead: &str, text: &str| if text.is_empty() { String::new() } else { format!("{lead}{text}") };
        let (source, note) = (after(&drawn(" — "), &account.source), after("; ", account.note));
        out.pieces(
            &drawn("  · "),
            "    ",
            &[(account.value, Tone::Plain), (&source, Tone::Dim), (&note, Tone::Dim)],
        );
    }
}

fn sessions(sheet: &PageContext<'_>, event: &Event, out: &mut Writer) {
    if event.sessions.is_empty() {
        return;
    }
    out.heading("SESSIONS");
    let registry = &sheet.timeline.store().registry;
    for (at, session) in event.sessions.iter().enumerate() {
        let lead = format!("{}. ", at + 1);
        let hang = " ".repeat(text::width(&lead));
        let parts = sessions::parts(registry, event, session, sheet.timeline.zone());
        let known = if parts.is_empty() { "nothing more is known".to_owned() } else { parts.join("; ") };
        out.hanging(&lead, Tone::Dim, &hang, &[(&known, Tone::Plain)]);
        figures(registry, event, &session.figures, out);
        if let Some(note) = &session.note {
            out.pieces(&hang, &hang, &[(note, Tone::Dim)]);
        }
    }
}
