//! What documents take over from the reports and the store: remarks, marks, sessions, filters.

use std::fmt::Write as _;

use super::{brief_of, document};
use crate::export::Options;

#[test]
fn an_account_keeps_what_is_remarked_on_it() {
    let yaml = "
outlets: [{id: o, name: Paper}]
events:
- {id: a, kind: other, date: 2025-12-20, title: A, sources: [{outlet: o, url: 'https://o.org/1'}], conflicts: [
   {field: was there a plan, values: [{value: 'yes', source: o, note: later withdrawn}, {value: 'no', note: Kyiv's}]}]}
";
    let text = brief_of(yaml, "", &Options::default());
    let line = "the question “was there a plan”: yes (Paper[^1]; later withdrawn); no (Kyiv's)";
    assert!(text.contains(line), "as `show` has it, without --notes:\n{text}");
    let (text, _) = document(yaml, "", &Options::default());
    let line = "- **Accounts differ on the question “was there a plan”:** yes — Paper [^1] (later withdrawn); no (Kyiv's)\n";
    assert!(text.contains(line), "in the same words:\n{text}");
}

#[test]
fn uses_of_a_term_keep_their_marks() {
    let yaml = "
actors:
- {id: k, name: Kremlin, kind: office}
- {id: r, name: Russian Direct Investment Fund, aliases: [RDIF], kind: organisation}
terms: [{id: t, name: fake, stems: {en: [fake]}}]
events:
- {id: a, kind: statement, date: 2025-12-20, title: A, actors: [k, r], quote: {text: It is fake, lang: en}}
- {id: b, kind: statement, date: 2025-12-21, title: B, actors: [k], quote: {text: It is not fake, lang: en}}
- {id: c, kind: statement, date: 2025-12-22, title: C, actors: [k], quote: {text: A fake, lang: en, translated: true}}
";
    let text = brief_of(yaml, "", &Options::default());
    let line = "- fake, quoted statements: Kremlin 3 of 3 (1 negated, 1 in translation), RDIF 1 of 1; 1 statement by \
                several of these, counted for each\n";
    assert!(text.contains(line), "{text}");
    assert!(text.contains("*Short names: RDIF Russian Direct Investment Fund.*"), "explained:\n{text}");
}

#[test]
fn the_last_talks_of_a_round_are_those_of_its_last_session() {
    let yaml = "
actors: [{id: u, name: Utopia, kind: state}, {id: v, name: Valhalla, kind: state}, {id: w, name: Wonderland, kind: state}]
events:
- {id: round, kind: meeting, date: 2025-12-19/2025-12-21, title: The round, actors: {party: [u, v, w]}, sessions: [
   {date: 2025-12-19, actors: [u, w]}, {date: 2025-12-21, actors: [u, v]}]}
- {id: day, kind: meeting, date: 2025-12-20, title: The day, actors: {party: [u, w]}}
";
    let (text, _) = document(yaml, "", &Options::default());
    let row = "| Last direct talks in view | Utopia and Valhalla: [The round](#the-round) (19–21 Dec 2025), session of 21 Dec 2025 |";
    assert!(text.contains(row), "the 21st is later than the 20th:\n{text}");
}

#[test]
fn a_brief_has_no_commands_and_says_where_the_rest_is() {
    let mut yaml = String::from("actors: [{id: a, name: Ann}, {id: b, name: Bob}]\nclaims:\n");
    for nth in 0..60 {
        let _ = writeln!(yaml, "- {{id: c{nth}, text: Claim {nth}}}");
    }
    yaml.push_str("events:\n");
    for nth in 0..60 {
        let _ = writeln!(
            yaml,
            "- {{id: e{nth}, kind: statement, date: 2025-{:02}-{:02}, title: T{nth}, actors: [{}], about: [{{claim: c{}, stance: {}}}]}}",
            nth / 28 + 1,
            nth % 28 + 1,
            ["a", "b"][nth % 2],
            nth / 2,
            ["affirms", "denies"][nth % 2],
        );
    }
    let text = brief_of(&yaml, "actor:ann \"it's\"", &Options::default());
    assert!(text.contains("more claims, left out for length.*"), "{text}");
    assert!(!text.contains("demarche "), "superiors have no command line:\n{text}");
    assert_eq!(text.matches("`--full`").count(), 1, "once:\n{text}");
}

#[test]
fn a_brief_of_many_events_has_the_meetings_of_its_principals() {
    let mut yaml = String::from("actors:\n");
    for actor in ["ann", "bob", "cid", "dan"] {
        let _ = writeln!(yaml, "- {{id: {actor}, name: {actor}, kind: person}}");
    }
    yaml.push_str("venues: [{id: v, name: Hall}]\nevents:\n");
    for nth in 0..60 {
        let (kind, role, who, more) = match nth {
            5 => ("meeting", "party", "ann, bob", ", venue: v"),
            6 => ("meeting", "party", "cid, dan", ", venue: v"),
            7 => ("meeting", "party", "ann, bob", ", format: call"),
            _ => ("statement", "speaker", ["ann", "bob"][nth % 2], ""),
        };
        let _ = writeln!(
            yaml,
            "- {{id: e{nth}, kind: {kind}, date: 2025-{:02}-{:02}, title: Title {nth}, actors: {{{role}: [{who}]}}{more}}}",
            nth / 28 + 1,
            nth % 28 + 1,
        );
    }
    let text = brief_of(&yaml, "", &Options::default());
    assert!(text.contains("- 6 Jan 2025: Title 5 – ann and bob"), "{text}");
    assert!(
        text.contains("*Listed here: what other parts cite and meetings of the most frequent actors, "),
        "{text}"
    );
}
