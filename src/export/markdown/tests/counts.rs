//! Counts and rows of documents as a reader takes them.

use std::fmt::Write as _;

use super::{brief_of, document};
use crate::export::Options;

const STRIKES: &str = "
actors: [{id: a, name: Army, kind: armed-force}, {id: x, name: One}, {id: y, name: Two}, {id: z, name: Three}]
events:
- {id: s, kind: strike, date: 2025-12-02, title: A raid, actors: {attacker: a}, figures: [
   {weapon: drone, metric: launched, count: '~40', by: x}, {weapon: drone, metric: launched, count: '40..', by: y},
   {metric: killed, count: 3, by: x}, {metric: killed, count: '4..', by: y}]}
- {id: r, kind: strike, status: rumoured, date: 2025-12-03, title: Another, actors: {attacker: a}, figures: [
   {weapon: drone, metric: launched, count: 7, by: x}]}
- {id: t, kind: strike, status: alleged, date: 2025-12-04, title: A third, actors: {attacker: a}, figures: [
   {weapon: drone, metric: launched, count: 9, by: x}]}
- {id: u, kind: strike, status: rumoured, date: 2025-12-04, title: A fourth, actors: {attacker: a}, figures: [
   {weapon: drone, metric: launched, count: 9, by: z}]}
";

#[test]
fn accounts_differ_where_they_cannot_both_be_true() {
    let text = brief_of(STRIKES, "", &Options::default());
    let line = "- A raid (2 Dec 2025): killed: 3 killed, claimed by One; at least 4 killed, claimed by Two\n";
    assert!(text.contains(line), "the first thing has no stop before it, and 40 is about 40:\n{text}");
    let (text, _) = document(STRIKES, "", &Options::default());
    assert!(!text.contains("| drones launched |"), "nor do they differ in the export:\n{text}");
    assert!(text.contains("| killed | 3 killed, claimed by One |"), "what cannot be is told:\n{text}");
}

#[test]
fn what_is_rumoured_is_not_told_as_alleged() {
    let (text, _) = document(STRIKES, "", &Options::default());
    assert!(text.contains("| Alleged and rumoured strikes by Army, claimed by One |"), "both names:\n{text}");
    assert!(text.contains("| Rumoured strikes by Army, claimed by Three |"), "or the one:\n{text}");
    let text = brief_of(STRIKES, "", &Options::default());
    assert!(text.contains("alleged and rumoured strikes by Army, claimed by One"), "in a brief too:\n{text}");
    assert!(
        text.contains("- Week of 1–7 Dec 2025, strikes by Army, claimed by One: "),
        "its week in dates:\n{text}"
    );
}

#[test]
fn a_set_of_days_is_not_known_to_the_day() {
    let yaml = "events:\n- {id: a, kind: other, date: 2025-12-20, title: A}\n\
                - {id: b, kind: other, date: '[2025-12-22,2025-12-24]', title: B}\n\
                - {id: c, kind: other, date: '{2025-12-26,2025-12-28}', title: C}\n";
    let text = brief_of(yaml, "", &Options::default());
    assert!(
        text.contains("- **Dates:** Saturday 20 December 2025, and 2 events not known to the day;"),
        "{text}"
    );
}

#[test]
fn what_is_left_out_is_counted_by_what_its_labels_say() {
    let mut yaml = String::from("events:\n");
    for nth in 0..60 {
        let _ =
            writeln!(yaml, "- {{id: e{nth}, kind: other, date: {}-01-01, title: T{nth}}}", 1700 + nth * 5);
    }
    let text = brief_of(&yaml, "", &Options::default());
    assert!(text.contains("The rest: by stretches of years, "), "what they are is said:\n{text}");
    assert!(text.contains("1700 to 1709: "), "and where they end:\n{text}");
    let mut weeks = String::from("events:\n");
    for nth in 0..60 {
        let (month, day) = (9 + nth / 28, nth % 28 + 1);
        let _ = writeln!(weeks, "- {{id: e{nth}, kind: other, date: 2025-{month:02}-{day:02}, title: T}}");
    }
    let text = brief_of(&weeks, "", &Options::default());
    assert!(text.contains("by week from its Monday, ") && text.contains("6 Oct 2025: "), "{text}");
    assert!(!text.contains("-W4"), "a week has a date that is read:\n{text}");
}

#[test]
fn a_short_name_that_is_another_s_too_is_told_in_full() {
    let yaml = "
actors:
- {id: d, name: Donald Trump, kind: person}
- {id: m, name: Melania Annabel Trump, kind: person}
claims: [{id: c, text: It is so}]
events:
- {id: a, kind: statement, date: 2025-12-20, title: A, actors: [d], about: [{claim: c, stance: affirms}]}
- {id: b, kind: statement, date: 2025-12-21, title: B, actors: [m], about: [{claim: c, stance: denies}]}
";
    let text = brief_of(yaml, "", &Options::default());
    assert!(text.contains("| Melania Annabel Trump |"), "never `Donald Trump | Trump`:\n{text}");
}

#[test]
fn thousands_stand_apart_and_sources_that_are_not_cited_are_not_none() {
    let mut yaml = String::from("outlets: [{id: o, name: Paper}]\nevents:\n");
    for nth in 0..1_250 {
        let _ = writeln!(
            yaml,
            "- {{id: e{nth}, kind: other, date: {}-01-01, title: T, sources: [{{outlet: o, url: 'https://e.org/{nth}'}}]}}",
            1_000 + nth / 2
        );
    }
    let text = brief_of(&yaml, "", &Options::default());
    assert!(text.contains("**Single source:** 1,250 of 1,250 events"), "{text}");
    assert!(!text.contains("\nNo source is cited.\n"), "what is only not told here is no lack:\n{text}");
}
