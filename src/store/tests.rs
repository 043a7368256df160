//! What loading promises, tested on small texts.

mod cores;
mod hints;
mod irregular;
mod problems;
mod references;
mod safety;
mod shared;
mod sources;
mod unseen;
pub(super) mod vanishing;

use super::*;

/// Returns a store of one file, `s.yaml`.
fn store(text: &str) -> Store {
    Store::from_texts([("s.yaml", text)])
}

/// Formats its problems: `line:col: message | hint`, with the severity before warnings and notes.
fn reported(store: &Store) -> Vec<String> {
    let reported = |p: &Problem| {
        let severity = match p.severity {
            Severity::Problem => "",
            Severity::Warning => "warning: ",
            Severity::Note => "note: ",
        };
        let hint = p.hint.as_ref().map(|hint| format!(" | {hint}")).unwrap_or_default();
        format!("{}:{}: {severity}{}{hint}", p.line, p.column, p.message)
    };
    store.problems.iter().map(reported).collect()
}

/// Formats what [`reported`] does, but only problems.
fn problems(text: &str) -> Vec<String> {
    let mut store = store(text);
    store.problems.retain(|p| p.severity == Severity::Problem);
    reported(&store)
}

fn ids(store: &Store) -> Vec<&str> {
    store.events.iter().map(|event| event.id.as_str()).collect()
}

#[test]
fn the_demonstration_store_has_no_problem() {
    let mut store = Store::builtin();
    store.problems.retain(|p| p.severity == Severity::Problem);
    assert_eq!(reported(&store), [""; 0], "the shipped data loads without a problem");
    assert!(store.events.len() > 200, "and it is all there");
}

#[test]
fn every_field_arrives() {
    let store = store(
        "store: {title: T, timezone: Europe/Kyiv, coverage: [2025-01/2025-12], handling: green}
actors:
- {id: russia, name: Russia, kind: state, aliases: [РФ], metonyms: [Moscow], country: RU, wikidata: Q159}
- id: putin
  name: Vladimir Putin
  part_of: [{actor: russia, as: president, from: 2012-05-07}]
venues:
- {id: miami, name: Miami, kind: city, lat: 25.77, lon: -80.19, timezone: America/New_York}
outlets: [{id: tass, name: TASS, kind: state-agency, reliability: D}]
sources: [{id: t1, outlet: tass, url: 'https://tass.com/1', published: 2025-12-21}]
claims: [{id: c1, text: It is so}]
terms: [{id: tri, name: Three-way, stems: {en: [trilateral, three-way], ru: трехсторонн}}]
views: [{name: All, filter: 'kind:meeting', sort: -date}]
events:
- id: m1
  kind: meeting
  subtype: summit
  date: 2025-12-20T10:00
  title: They meet
  summary: >-
    One
    line
  note: |
    Kept
  status: occurred
  actors: {party: [putin, РФ], host: Moscow}
  venue: miami
  other_venues: [Kyiv]
  sources: [t1, 'https://example.org/x', {outlet: Tass, title: 010, derived_from: t1}]
  grade: b2
  grade_note: why
  tags: [a, 2025, NO]
  conflicts: [{field: venue, values: [{value: 1.50, source: t1, note: n}]}]
  first_seen: 2025-12-21
  disclosed: 2025-12
  logged: 2026-01-02
  handling: amber+strict
  format: bilateral
  track: 1.5
  agenda: [x]
  outcome: o
  sessions: [{title: s, date: 2025-12-20, planned: 2025-12-19, actors: [putin], minutes: ~90, figures: [{metric: m, count: 1}]}]
  figures: [{weapon: drone, of: x, metric: launched, count: 1000.., by: [putin], period: 2025-12, as_of: 2025-12-21, grade: C3, source: t1}]
- id: s1
  kind: statement
  date: 2025-12-21
  title: He says
  actors: [putin]
  channel: interview
  quote: Never
  stance: denies
  about: [{claim: c1, hedged: true}]
  links: {denies: m1, follows: [{to: m1, basis: claimed, note: n}], responds_to: [m1]}
",
    );
    let warnings: Vec<String> = reported(&store);
    assert_eq!(
        warnings,
        ["28:18: warning: venue `Kyiv` is not in `venues`"],
        "nothing else is to be said of it"
    );
    let all: Vec<_> = store.events.iter().collect();
    let [meeting, statement] = all.as_slice() else { panic!("two events: {:?}", ids(&store)) };
    let russia = store.registry.find_actor("russia");
    let in_party: Vec<&str> =
        meeting.in_role(crate::event::Role::Party).map(|a| &*store.registry.actor(a).id).collect();
    assert_eq!(in_party, ["putin", "russia"], "an alias is its actor");
    let host = meeting.in_role(crate::event::Role::Host).next();
    assert_eq!(host.map(crate::registry::Lookup::One), Some(russia), "a metonym is its actor too");
    assert_eq!(meeting.tags, ["a", "2025", "NO"], "words are read as written");
    assert_eq!(meeting.conflicts[0].values[0].value, "1.50", "and numbers too");
    assert_eq!(meeting.summary.as_deref(), Some("One line"), "folded text is unfolded");
    assert_eq!(meeting.note.as_deref(), Some("Kept"), "the last line break of a block goes");
    assert_eq!(meeting.sources.len(), 3, "an id, an address and a record");
    let third = store.registry.source(meeting.sources[2]);
    assert_eq!(third.title.as_deref(), Some("010"), "leading zeros stay");
    assert_eq!(third.derived_from.len(), 1, "one may stand for a list");
    assert_eq!(
        meeting.sessions[0].minutes.map(|m| m.to_string()).as_deref(),
        Some("~90"),
        "counts are counts"
    );
    assert_eq!(meeting.figures[0].by.len(), 1, "claimants are actors");
    assert_eq!(meeting.date.earliest().0, 1_766_242_800, "the clock is the venue's: 15:00 UTC");
    assert_eq!(statement.date.earliest().0, 1_766_268_000, "else the store's: midnight in Kyiv");
    assert_eq!(statement.links.len(), 3, "links in all forms");
    assert_eq!(statement.quotes[0].text, "Never", "a bare quotation");
    assert!(statement.about[0].hedged, "a position with a reservation");
    assert_eq!(store.views.len(), 1, "views are kept");
    assert_eq!(store.registry.terms[0].stems[1].1, ["трехсторонн"], "one stem is a list of one");
    assert_eq!(store.meta.coverage.len(), 1, "coverage is read");
}
