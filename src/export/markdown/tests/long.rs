//! Documents of many windows: each part is made apart, and none shows it.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::document;
use crate::export::Options;
use crate::export::markdown::anchors::github_slug;

/// So many events that they make several windows, whichever cores there are.
const EVENTS: usize = 700;

/// One speaker in one office, few titles, two pages each cited again and again beside one of its own.
fn store() -> String {
    let mut yaml = String::from(
        "actors:\n- {id: palace, name: The Palace, kind: office}\n\
         - {id: voice, name: The Voice, kind: person, part_of: [{actor: palace, as: spokesman}]}\n\
         outlets: [{id: o, name: An outlet}]\nevents:\n",
    );
    for nth in 0..EVENTS {
        // Three on a day: windows end between them.
        let (day, month, year) = (nth / 3 % 28 + 1, nth / 84 % 12 + 1, 2020 + nth / 1008);
        let _ = write!(
            yaml,
            "- id: e{nth}\n  kind: statement\n  date: {year}-{month:02}-{day:02}\n  title: Denial of {}\n  \
             actors: {{speaker: voice}}\n  grade: B2\n  sources:\n  \
             - {{outlet: o, url: \"https://example.org/{nth}\", published: {year}-{month:02}-{day:02}}}\n  \
             - {{outlet: o, url: \"https://example.org/shared-{}\"}}\n",
            ["a plan", "talks"][nth % 2],
            nth % 2,
        );
        if nth >= 300 {
            let _ = writeln!(yaml, "  links: {{denies: e{}}}", nth - 300);
        }
    }
    yaml
}

#[test]
fn what_was_told_in_one_window_is_known_in_all_others() {
    let (text, _) = document(&store(), "", &Options::default());
    let (body, notes) = text.split_once("## Sources").expect("the sources are last");
    assert_eq!(body.matches(", spokesman, The Palace").count(), 1, "an office is told once");
    let mut last = 0;
    for mark in body.split("[^").skip(1).filter_map(|rest| rest.split_once(']')?.0.parse::<usize>().ok()) {
        assert!(mark <= last + 1, "notes are numbered as they are first cited: {mark} after {last}");
        last = last.max(mark);
    }
    assert_eq!(last, EVENTS + 2, "each page has one note, however many events cite it");
    let defined: Vec<usize> =
        notes.lines().filter_map(|line| line.strip_prefix("[^")?.split_once("]:")?.0.parse().ok()).collect();
    assert!(defined.into_iter().eq(1..=last), "and each is defined in order");
}

#[test]
fn every_link_between_windows_reaches_its_heading() {
    let (text, _) = document(&store(), "", &Options::default());
    let mut slugs = HashSet::new();
    for heading in text.lines().filter(|line| line.starts_with('#')) {
        let base = github_slug(heading.trim_start_matches('#').trim_start());
        let numbered = (1..).map(|n| format!("{base}-{n}"));
        let free = std::iter::once(base.clone()).chain(numbered).find(|slug| !slugs.contains(slug));
        slugs.extend(free);
    }
    let links: Vec<&str> =
        text.split("](#").skip(1).filter_map(|rest| Some(rest.split_once(')')?.0)).collect();
    assert!(links.len() > 2 * (EVENTS - 300), "links lead both ways: {}", links.len());
    let lost: Vec<&&str> = links.iter().filter(|link| !slugs.contains(**link)).collect();
    assert!(lost.is_empty(), "links that lead nowhere: {lost:?}");
    let dates: Vec<&str> = text.lines().filter(|line| line.starts_with("## ")).collect();
    let unequal: HashSet<&&str> = dates.iter().collect();
    assert_eq!(unequal.len(), dates.len(), "no day has two headings where a window ends");
}
