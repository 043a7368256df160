//! A source that disputes an event is told where it stands: the same page may report another.

use std::fmt::Write as _;

use super::{brief_of, document};
use crate::export::Options;

const STORE: &str = "
outlets: [{id: o, name: Paper}, {id: p, name: Gazette}]
sources:
- {id: page, outlet: o, url: 'https://example.org/1', published: 2025-12-21}
- {id: other, outlet: p, url: 'https://example.com/2', published: 2025-12-21}
events:
- {id: told, kind: other, date: 2025-12-20, title: Talks were held, sources: [other, {url: 'https://example.org/1', outlet: o, disputes: true}]}
- {id: also, kind: other, date: 2025-12-21, title: Nothing was held, sources: [page]}
";

#[test]
fn a_mark_says_that_its_source_is_against_the_event() {
    let text = brief_of(STORE, "", &Options::default());
    let line = |title: &str| text.lines().find(|line| line.starts_with("- 2") && line.contains(title));
    let against = line("Talks were held").expect("the event is told");
    assert!(against.ends_with("[^1], against[^2]"), "who reports it, then who disputes it: {against}");
    let reported = line("Nothing was held").expect("the event is told");
    assert!(!reported.contains("against"), "the same page reports the other: {reported}");
    assert!(text.contains(", cited for an event and against another\n"), "its note claims no more:\n{text}");
    let (text, _) = document(STORE, "", &Options::default());
    assert!(text.contains("[^1] · against [^2]\n"), "the export says it at its event:\n{text}");
    assert!(text.contains(", cited for an event and against another\n"), "its note claims no more:\n{text}");
}

#[test]
fn a_line_cites_few_sources_those_of_several_publishers_first() {
    let mut yaml = String::from("outlets:\n- {id: o, name: Paper}\n- {id: p, name: Gazette}\nevents:\n");
    for event in 0..30 {
        let page = |of: &str, nth: usize| format!("{{outlet: {of}, url: 'https://{of}.org/{event}/{nth}'}}");
        let pages = [page("o", 1), page("o", 2), page("o", 3), page("p", 4)].join(", ");
        let _ = writeln!(
            yaml,
            "- {{id: e{event}, kind: other, date: 2025-12-{:02}, title: T{event}, sources: [{pages}]}}",
            event + 1
        );
    }
    let text = brief_of(&yaml, "", &Options::default());
    let notes = text.lines().filter(|line| line.starts_with("[^")).count();
    assert_eq!(notes, 60, "two of each event:\n{text}");
    assert!(text.contains("\n[^1]: **Paper**") && text.contains("\n[^2]: **Gazette**"), "of two publishers");
    let lines = text.lines().filter(|line| line.starts_with("- ") && line.ends_with("] +2 more")).count();
    assert_eq!(lines, 30, "the rest is counted where it is missing:\n{text}");
    assert!(text.contains("\nA line cites 2 sources at most, "), "and the sign is explained:\n{text}");
}
