//! What is dated after now, and what is only alleged, is told as such; now is the 10th of January 2026.

use std::fmt::Write as _;

use super::{brief_of, document};
use crate::export::Options;

/// Two sides that met and spoke, and are logged as meeting and speaking after now.
const TO_COME: &str = "
actors: [{id: u, name: Utopia, kind: state}, {id: v, name: Valhalla, kind: state}]
claims: [{id: c, text: There is a plan}]
events:
- {id: met, kind: meeting, date: 2025-12-20, title: They met, actors: {party: [u, v]}}
- {id: no, kind: statement, date: 2025-12-21, title: No, actors: [u], about: [{claim: c, stance: denies}]}
- {id: summit, kind: meeting, date: 2027-03-01, title: The summit, actors: {party: [u, v]}}
- {id: yes, kind: statement, date: 2027-04-01, title: 'Yes', actors: [u], about: [{claim: c, stance: affirms}]}
- {id: plan, kind: meeting, status: scheduled, date: 2027-05-01, title: A date, actors: {party: [u, v]}}
";

/// The row of the key facts with this aspect.
fn row<'t>(text: &'t str, aspect: &str) -> &'t str {
    let aspect = format!("| {aspect} | ");
    text.lines().find(|line| line.starts_with(&aspect)).unwrap_or_default()
}

#[test]
fn key_facts_hold_nothing_that_is_dated_after_now() {
    let (text, _) = document(TO_COME, "", &Options::default());
    let has = |aspect: &str, details: &str| {
        assert!(row(&text, aspect).contains(details), "{aspect}: {details}:\n{text}");
    };
    has("In view", "3 meetings and 2 statements; of these 1 scheduled and 2 dated in the future |");
    has("Date and setting", "| [They met](#they-met) (20 Dec 2025) |");
    has("Parties", "| Utopia, Valhalla |");
    has("Last direct talks in view", "[They met](#they-met)");
    has("Position of Utopia", "| denies: There is a plan ([21 Dec 2025](#no)) |");
}

#[test]
fn an_event_that_is_dated_after_now_says_so_under_its_title() {
    let (text, _) = document(TO_COME, "", &Options::default());
    assert!(text.contains("### The summit\n\n**Dated in the future** · Meeting"), "{text}");
    assert!(text.contains("### They met\n\nMeeting"), "what is past has no mark:\n{text}");
    assert!(text.contains("**Scheduled, not known to have taken place** · Meeting"), "{text}");
    assert_eq!(text.matches("Dated in the future").count(), 2, "a status says enough:\n{text}");
}

#[test]
fn the_chronology_of_a_brief_marks_what_is_dated_after_now() {
    let text = brief_of(TO_COME, "", &Options::default());
    assert!(
        text.contains("- 1 Mar 2027: The summit – Utopia and Valhalla (F6, dated in the future)"),
        "{text}"
    );
    assert!(text.contains("- 1 May 2027: Scheduled: A date – Utopia and Valhalla (F6)"), "{text}");
    assert!(text.contains("- 20 Dec 2025: They met – Utopia and Valhalla (F6)"), "{text}");
}

#[test]
fn who_spoke_only_as_alleged_is_named_as_such() {
    let mut yaml = String::from("actors:\n");
    let mut events = String::from("events:\n");
    for nth in 0..10 {
        let _ = writeln!(yaml, "- {{id: a{nth}, name: A{nth}, kind: state}}");
        let status = if nth == 9 { ", status: alleged" } else { "" };
        let _ = writeln!(
            events,
            "- {{id: e{nth}, kind: statement, date: 2025-12-1{nth}, title: Said {nth}, actors: [a{nth}]{status}}}"
        );
    }
    let (text, _) = document(&(yaml + &events), "", &Options::default());
    assert!(row(&text, "Also spoke").contains("| A8 and A9 (alleged), in the chronology |"), "{text}");
}

#[test]
fn counts_of_withdrawn_sources_are_told_beside_the_sums() {
    let yaml = "
actors: [{id: x, name: One, kind: state}]
outlets: [{id: o, name: Paper, kind: media}, {id: w, name: Wire, kind: media}]
events:
- {id: s, kind: strike, date: 2025-12-02, title: A raid, sources: [{outlet: o, url: 'https://o.org/1'}],
   figures: [{metric: killed, count: 3, by: x}]}
- {id: t, kind: strike, date: 2025-12-03, title: Another, sources: [
   {outlet: w, url: 'https://w.org/1', withdrawn: 2025-12-05}], figures: [{metric: killed, count: 900, by: x}]}
";
    let (text, _) = document(yaml, "", &Options::default());
    assert!(row(&text, "Strikes, claimed by One").contains("| 3 killed |"), "no span with the 900:\n{text}");
    assert_eq!(
        row(&text, "Strikes, left out"),
        "| Strikes, left out | 1 count of withdrawn sources |  |",
        "{text}"
    );
    let text = brief_of(yaml, "", &Options::default());
    assert!(
        text.contains(", strikes, attacker not logged, claimed by One: 3 killed\n- Left out: 1 count of withdrawn sources\n"),
        "{text}"
    );
}

#[test]
fn encounters_that_nobody_reports_independently_say_so() {
    let yaml = "
actors: [{id: u, name: Utopia, kind: state}, {id: v, name: Valhalla, kind: state}, {id: a, name: Ann, kind: person, part_of: u},
 {id: b, name: Bob, kind: person, part_of: v}, {id: c, name: Cy, kind: person, part_of: v}]
events:
- {id: m, kind: meeting, date: 2025-12-02, title: M, actors: {party: [a, b, c]}, sources: [{url: 'https://a.org/1', withdrawn: 2025-12-05}]}
- {id: n, kind: meeting, date: 2025-12-03, title: N, actors: {party: [a, b]}, sources: [{url: 'https://a.org/2'}]}
";
    let text = brief_of(yaml, "", &Options::default());
    assert!(
        text.contains("- Ann – Bob: 2 meetings, last 3 Dec 2025, 1 of them without an independent source\n"),
        "{text}"
    );
    assert!(text.contains("- Ann – Cy: 1 meeting, 2 Dec 2025, no independent source\n"), "{text}");
}

#[test]
fn a_position_in_the_key_facts_tells_that_its_only_source_was_withdrawn() {
    let yaml = "
actors: [{id: u, name: Utopia, kind: state}]
claims: [{id: c, text: There is a plan}]
events:
- {id: no, kind: statement, date: 2025-12-20, title: No, actors: [u], about: [{claim: c, stance: denies}], sources: [{url: 'https://a.org/1'}]}
- {id: yes, kind: statement, date: 2025-12-21, title: 'Yes', actors: [u], about: [{claim: c, stance: affirms}], sources: [
   {url: 'https://a.org/2', withdrawn: 2025-12-25}]}
";
    let (text, _) = document(yaml, "", &Options::default());
    let told = "| affirms: There is a plan ([21 Dec 2025](#yes), its only source was withdrawn), before that denies \
                ([20 Dec 2025](#no)) |";
    assert!(row(&text, "Position of Utopia").contains(told), "{text}");
}
