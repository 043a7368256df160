//! What was said, counted and disputed, and the parts of a meeting.

use super::page::Page;
use super::sources::reference;
use super::whole::{Subject, by_role};
use crate::event::{About, Account, Count, Figure, Quote, Role, Session};

pub(super) fn write(page: &mut Page, subject: Subject<'_>) {
    let event = subject.event;
    page.space();
    page.fields("quotation", event.quotes.iter().map(|q| quotation(subject, q)));
    page.maybe("stance", event.stance.map(|s| s.to_string()).as_deref());
    page.fields("about", event.about.iter().map(|a| position(subject, *a)));
    page.space();
    page.fields("figures", figures(subject, &event.figures));
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
    let mut how = Vec::new();
    how.extend(quote.lang.clone());
    if quote.translated {
        how.push("translation".to_owned());
    }
    let how = if how.is_empty() { String::new() } else { format!(" [{}]", how.join(", ")) };
    let speakers: Vec<_> = subject.event.in_role(Role::Speaker).collect();
    let by = quote.speaker.map_or_else(|| subject.names(&speakers), |s| subject.name(s));
    let by = if by.is_empty() { by } else { format!(" — {by}") };
    let original = quote.original.as_deref().map(|o| format!("\n  original: “{o}”")).unwrap_or_default();
    format!("“{}”{how}{by}{original}", quote.text)
}

fn position(subject: Subject<'_>, about: About) -> String {
    let claim = subject.registry.claim(about.claim);
    let stance = subject.event.stance_on(&about).map_or_else(|| "no position".to_owned(), |s| s.to_string());
    let hedged = if about.hedged { ", hedged" } else { "" };
    format!("{} ({}): {stance}{hedged}", claim.text, claim.id)
}

/// One row each, with the claimant.
fn figures(subject: Subject<'_>, figures: &[Figure]) -> Vec<String> {
    figures.iter().map(|figure| row(subject, figure)).collect()
}

fn row(subject: Subject<'_>, figure: &Figure) -> String {
    let zone = subject.timeline.zone();
    let what = match (&figure.weapon, &figure.of) {
        (Some(weapon), Some(of)) => format!("{weapon} (part of {of}), "),
        (Some(weapon), None) => format!("{weapon}, "),
        _ => String::new(),
    };
    let said_by: Vec<_> = subject.event.in_role(Role::Speaker).collect();
    let by = match figure.by.as_slice() {
        [] if said_by.is_empty() => "unattributed".to_owned(),
        [] => format!("according to {}", subject.names(&said_by)),
        claimants => format!("according to {}", subject.names(claimants)),
    };
    let mut words = vec![format!("{what}{}: {}, {by}", figure.metric, figure.count.in_words())];
    words.extend(figure.period.as_ref().map(|d| format!(", over {}", d.short(zone))));
    words.extend(figure.as_of.as_ref().map(|d| format!(", as of {}", d.short(zone))));
    words.extend(figure.source.map(|s| format!(" {}", reference(subject, s))));
    words.extend(figure.grade.map(|grade| {
        let why = figure.grade_note.as_deref().map(|n| format!(": {n}")).unwrap_or_default();
        format!(" [{grade}{why}]")
    }));
    words.extend(figure.note.as_ref().map(|n| format!("; {n}")));
    words.concat()
}

fn session(subject: Subject<'_>, session: &Session) -> String {
    let zone = subject.timeline.zone();
    let mut facts: Vec<String> = Vec::new();
    facts.extend(session.title.clone());
    facts.extend(session.date.as_ref().map(|d| d.in_words(zone)));
    facts.extend(session.planned.as_ref().map(|d| format!("planned for {}", d.in_words(zone))));
    facts.extend(session.status.map(|s| s.to_string()));
    facts.extend(session.venue.map(|v| subject.place(v)));
    facts.extend(session.format.map(|f| f.to_string()));
    facts.extend(session.minutes.map(minutes));
    let roles = by_role(&session.actors);
    facts.extend(roles.iter().map(|(role, actors)| format!("{role} {}", subject.names(actors))));
    facts.extend(figures(subject, &session.figures));
    facts.extend(session.note.clone());
    facts.join("; ")
}

fn minutes(count: Count) -> String {
    format!("{} minutes", count.in_words())
}

/// An account with who gives it: the number of one of the event's sources, else as written.
fn account(subject: Subject<'_>, account: &Account) -> String {
    let by = account.source.as_deref().map(|s| super::sources::cited(subject, s));
    let by = by.map(|by| format!(" — {by}")).unwrap_or_default();
    let note = account.note.as_deref().map(|n| format!(" ({n})")).unwrap_or_default();
    format!("{}{by}{note}", account.value)
}
