//! What a line of a brief says of its event beside its title: how it is known, when, and what its grade means.

use std::fmt::Write as _;

use super::brief_of;
use crate::export::Options;

const STORE: &str = "
actors: [{id: a, name: Ann Archer, kind: person}, {id: b, name: Bob Baker, kind: person}]
outlets: [{id: o, name: Paper}, {id: g, name: Mixer, kind: aggregator}]
events:
- {id: m, kind: statement, date: 2025-12-20, title: Ann Archer says so, actors: [a], grade: B1,
   sources: [{outlet: o, url: 'https://o.org/1'}]}
- {id: n, kind: statement, status: alleged, date: 2025-12-21, title: 'Claim: it is not so', actors: [b], grade: E5,
   links: {denies: m}, sources: [{outlet: g, url: 'https://g.org/1'}]}
- {id: p, kind: statement, date: '2025-12-22T11:47+03:00', title: Ann Archer repeats it, actors: [a], grade: B2,
   links: {denies: n}, sources: [{outlet: o, url: 'https://o.org/3'}]}
- {id: q, kind: statement, date: 2025-12-22, title: Bob Baker keeps to his word that it never was so and cannot be,
   actors: [b], grade: B2, links: {denies: p}}
";

#[test]
fn a_line_says_how_its_event_is_known() {
    let text = brief_of(STORE, "", &Options::default());
    for part in [
        "- 20 Dec 2025: Ann Archer says so (B1, single source though graded confirmed by other sources)[^",
        "- 21 Dec 2025: Claim: it is not so – Bob Baker (E5, alleged, no independent source)[^",
        "**Single source:** 2 of 4 events, marked in the chronology.",
        "**No independent source:** 1 of 4 events, marked in the chronology.",
        "**Graded confirmed by other sources with fewer than two independent sources:** 1 of 4 events, marked",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

#[test]
fn of_many_events_those_that_rest_on_little_are_named() {
    let mut yaml = String::from(
        "outlets: [{id: o, name: Paper}, {id: p, name: Gazette}, {id: g, name: Mixer, kind: aggregator}]\nevents:\n",
    );
    for nth in 0..50 {
        let sources = match nth {
            20 => "{outlet: g, url: 'https://g.org/1'}",
            30 => "{outlet: o, url: 'https://o.org/30'}",
            _ => "{outlet: o, url: 'https://o.org/X'}, {outlet: p, url: 'https://p.org/X'}",
        };
        let sources = sources.replace('X', &nth.to_string());
        let day = nth % 28 + 1;
        let month = nth / 28 + 1;
        let _ = writeln!(
            yaml,
            "- {{id: e{nth}, kind: other, date: 2025-{month:02}-{day:02}, title: Title {nth}, grade: B2, sources: [{sources}]}}"
        );
    }
    let text = brief_of(&yaml, "", &Options::default());
    assert!(text.contains("**Single source:** 1 of 50 events: Title 30 (3 Feb 2025)."), "{text}");
    assert!(text.contains("**No independent source:** 1 of 50 events: Title 20 (21 Jan 2025)."), "{text}");
    assert!(
        text.contains("- 21 Jan 2025: Title 20 (B2, no independent source)[^"),
        "and stand in time:\n{text}"
    );
}

#[test]
fn an_hour_that_is_not_known_is_no_later_one() {
    let text = brief_of(STORE, "", &Options::default());
    let timed = text.find("- 22 Dec 2025, 11:47: Ann Archer repeats it").expect("the hour is told");
    let other =
        text.find("- 22 Dec 2025, time not known: Bob Baker keeps").expect("that it is not known is told");
    assert!(timed < other, "it stands behind:\n{text}");
    assert!(text.contains("- 20 Dec 2025: Ann"), "where no hour is known nothing is said of it:\n{text}");
}

#[test]
fn the_grades_used_are_explained() {
    let text = brief_of(STORE, "", &Options::default());
    let line = "*Grades (Admiralty code): the source: B usually reliable, E unreliable; the information: 1 confirmed by \
                other sources, 2 probably true, 5 improbable.*\n\n## Sources";
    assert!(text.contains(line), "each letter and figure that is used, and no other:\n{text}");
}

#[test]
fn what_hangs_in_a_thread_says_what_was_said() {
    let text = brief_of(STORE, "", &Options::default());
    let threads = text.split("\n## Threads\n").nth(1).expect("there is a thread");
    assert!(
        threads.contains(": Bob Baker keeps to his word that it never … (22 Dec 2025)"),
        "the first words of the title:\n{threads}"
    );
}
