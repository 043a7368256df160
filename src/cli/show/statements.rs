//! Quotes, positions, counts, differing accounts and the sessions of a meeting.

use super::page::Page;
use super::subject::Subject;
use crate::describe::{accounts, figures, nature, quotes, sessions, sources};
use crate::event::{Account, Figure, Quote, Session};
use crate::text::signs::sign;

pub(super) fn write(page: &mut Page, subject: Subject<'_>) {
    let (event, registry) = (subject.event, subject.registry);
    page.space();
    page.fields("quotation", event.quotes.iter().map(|q| quotation(subject, q)));
    let unestablished = nature::unestablished(event);
    page.maybe(&format!("stance{unestablished}"), nature::own_stance(event));
    let position = |about| format!("{}: {}", nature::position(event, about), nature::claim(registry, about));
    page.fields(&format!("about{unestablished}"), event.about.iter().map(|a| position(*a)));
    page.space();
    page.fields("figures", figure_lines(subject, &event.figures));
    page.space();
    page.fields("sessions", (1..).zip(&event.sessions).map(|(n, s)| format!("{n}. {}", session(subject, s))));
    page.space();
    for conflict in &event.conflicts {
        let accounts = conflict.values.iter().map(|a| format!("  {}", account(subject, a)));
        let first = format!("accounts differ on {}:", conflict.field);
        page.fields("conflict", std::iter::once(first).chain(accounts));
    }
}

fn quotation(subject: Subject<'_>, quote: &Quote) -> String {
    let credit = quotes::credit(subject.registry, subject.event, quote);
    let original = quote
        .original
        .as_deref()
        .map(|o| format!("\n  original: {}{o}{}", sign("“"), sign("”")))
        .unwrap_or_default();
    format!("{}{}{} {} {credit}{original}", sign("“"), quote.text, sign("”"), sign("—"))
}

/// Returns a line for each claimant, followed by its claims.
fn figure_lines(subject: Subject<'_>, rows: &[Figure]) -> Vec<String> {
    let mut lines = Vec::new();
    for claims in figures::claims(subject.registry, rows, subject.event) {
        lines.push(format!("{}:", claims.lead));
        lines.extend(claims.rows.iter().map(|(row, phrase)| format!("  {phrase}{}", remarks(subject, row))));
    }
    lines
}

/// Returns a row's own grade, if it has one, its source, and remarks.
fn remarks(subject: Subject<'_>, row: &Figure) -> String {
    let source = row.source.map(|ix| sources::reference(subject.registry, subject.event, ix));
    let notes = [&row.note, &row.grade_note].into_iter().flatten();
    let grade = figures::own_grade(row, subject.event).map(|grade| format!(" ({grade})"));
    let mut remarks: Vec<String> = grade.into_iter().collect();
    remarks.extend(source.map(|source| format!(" {} {source}", sign("—"))));
    remarks.extend(notes.map(|note| format!("; {note} (the analyst's own)")));
    remarks.concat()
}

fn session(subject: Subject<'_>, session: &Session) -> String {
    let mut facts = sessions::parts(subject.registry, subject.event, session, subject.timeline.zone());
    if facts.is_empty() {
        facts.push("nothing more is known".to_owned());
    }
    facts.extend(session.note.as_deref().map(|note| format!("{note} (the analyst's own)")));
    let figures = figure_lines(subject, &session.figures).into_iter().map(|line| format!("\n  {line}"));
    facts.join("; ") + &figures.collect::<String>()
}

/// Returns an account with who gives it: one of the event's sources with its number, otherwise the text as written.
fn account(subject: Subject<'_>, account: &Account) -> String {
    let cited = |text: &str| match sources::cited(subject.registry, subject.event, text) {
        Some(ix) => sources::reference(subject.registry, subject.event, ix),
        None => text.to_owned(),
    };
    let by =
        account.source.as_deref().map(|text| format!(" {} {}", sign("—"), cited(text))).unwrap_or_default();
    let note = accounts::remark(account).map(|n| format!(" ({n})")).unwrap_or_default();
    format!("{}{by}{note}", account.value)
}
