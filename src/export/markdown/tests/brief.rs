//! The brief: what a parser reads in it holds together, and what may not be told is nowhere in it.

use std::collections::{BTreeSet, HashSet};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::event::date::Now;
use crate::event::{EventIx, Handling};
use crate::export::markdown::anchors::github_slug;
use crate::export::{Format, Options, Request, Written, full_brief, write};
use crate::store::Store;
use crate::timeline::Timeline;

/// The whole document of what `keep` keeps.
fn of(timeline: &Timeline, keep: impl Fn(EventIx) -> bool, options: &Options) -> (String, Written) {
    made(timeline, keep, options, "f", true)
}

/// The brief of what `keep` keeps.
fn short(timeline: &Timeline, keep: impl Fn(EventIx) -> bool, options: &Options) -> String {
    made(timeline, keep, options, "", false).0
}

fn made(
    timeline: &Timeline,
    keep: impl Fn(EventIx) -> bool,
    options: &Options,
    filter: &str,
    full: bool,
) -> (String, Written) {
    let shown: Vec<EventIx> = timeline.order().iter().copied().filter(|ix| keep(*ix)).collect();
    let now = Now::parse("2026-03-01", chrono_tz::Tz::UTC).expect("a day");
    let request =
        Request { timeline, shown: &shown, matched: shown.len(), filter, now: &now, commit: None, options };
    let mut out = Vec::new();
    let written =
        if full { full_brief(&request, &mut out) } else { write(Format::Brief, &request, &mut out) };
    let written = written.expect("memory takes all");
    (String::from_utf8(out).expect("Markdown is text"), written)
}

fn demonstration() -> Timeline {
    Timeline::new(Store::builtin().shared(), None)
}

/// What is said of a document's tables, footnotes and links.
fn holds_together(text: &str) {
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_FOOTNOTES;
    let (mut marks, mut definitions) = (BTreeSet::new(), BTreeSet::new());
    let (mut slugs, mut targets) = (HashSet::new(), Vec::new());
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(text, options) {
        match event {
            Event::FootnoteReference(name) => drop(marks.insert(name.to_string())),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                assert!(definitions.insert(name.to_string()), "[^{name}] is defined once");
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let base = github_slug(&heading.take().unwrap_or_default());
                let mut slug = base.clone();
                let mut n = 0;
                while !slugs.insert(slug.clone()) {
                    n += 1;
                    slug = format!("{base}-{n}");
                }
            }
            Event::Text(t) | Event::Code(t) => heading.iter_mut().for_each(|h| h.push_str(&t)),
            Event::Start(Tag::Link { dest_url, .. }) => {
                targets.extend(dest_url.strip_prefix('#').map(str::to_owned));
            }
            _ => {}
        }
    }
    assert_eq!(marks, definitions, "every mark has its footnote and every footnote its mark");
    let missing: Vec<&String> = targets.iter().filter(|target| !slugs.contains(*target)).collect();
    assert_eq!(missing, Vec::<&String>::new(), "every internal link has its anchor");
    assert!(!targets.is_empty(), "there are links to check");
    tables(text);
}

/// Every row has the columns of its head: what GitHub shows in a row that is too long it cuts without a sign.
fn tables(text: &str) {
    let (mut columns, mut fenced) = (None, false);
    for line in text.lines() {
        fenced ^= line.starts_with("```");
        if fenced || !line.starts_with('|') {
            columns = None;
            continue;
        }
        let pipes = line.replace("\\\\", "").replace("\\|", "").matches('|').count();
        let wanted = *columns.get_or_insert(pipes);
        assert_eq!(pipes, wanted, "this row has the columns of its head: {line}");
    }
}

#[test]
fn the_demonstration_holds_together() {
    let timeline = demonstration();
    let (text, _) = of(&timeline, |_| true, &Options::default());
    holds_together(&text);
    assert!(text.contains(": 783 pages of ") && text.contains("\n783 sources cited, "), "one count of pages");
    let weekend = |ix: EventIx| timeline.event(ix).id.as_str().starts_with("2025-12-2");
    let (text, written) = of(&timeline, weekend, &Options::default());
    holds_together(&text);
    assert!(!text.contains('»') && !text.contains('▲'), "kinds have no glyphs in a document");
    assert!(!text.contains("\\[alleged\\]"), "and a status stands once, before the title");
    assert!(written.events > 20, "there is something to tell");
    assert!(
        text.contains("(outside the filter)") || text.contains("outside the filter"),
        "and something beside"
    );
}

#[test]
fn the_parts_stand_in_order_and_only_what_has_something_to_say() {
    let (text, _) = of(&demonstration(), |_| true, &Options::default());
    let places: Vec<usize> = ["## Key facts", "## Events by quarter", "## Thursday 24 February 2022"]
        .into_iter()
        .chain(["## Threads and response times", "## Source notes", "## Conflicts and gaps", "## Sources\n"])
        .map(|heading| text.find(&format!("\n{heading}")).unwrap_or_else(|| panic!("{heading} is there")))
        .collect();
    assert!(places.is_sorted(), "in this order: {places:?}");
    let timeline = crate::timeline::sample::of_yaml("events: [{id: a, kind: other, date: 2025, title: A}]");
    let (small, _) = of(&timeline, |_| true, &Options::default());
    assert!(!small.contains("## Threads"), "a report without anything to say is left out:\n{small}");
    assert!(!small.contains("## Events by"), "one bar is no picture");
    let (none, written) = of(&timeline, |_| false, &Options::default());
    assert!(written.events == 0 && none.contains("No event matches."), "nothing is told as in an export");
}

#[test]
fn the_same_request_gives_the_same_bytes() {
    let made = || of(&demonstration(), |_| true, &Options::default()).0;
    assert_eq!(made(), made(), "byte for byte");
}

#[test]
fn long_parts_say_what_they_leave_out() {
    let (text, _) = of(&demonstration(), |_| true, &Options::default());
    assert!(text.contains("*The 12 longest of "), "of the threads the longest");
    assert!(text.contains("\n| All answers | "), "a last row of all stays");
    assert!(text.contains("\n*377 more outlets in demarche sources -f f.*\n"), "of 389 outlets the first 12");
    assert!(!text.contains("The 30 outlets"), "in one number with what the report leaves out:\n");
    assert!(text.contains(" earlier rows in demarche strikes -f f.*"), "of the weeks the last");
    let strikes = text.split("### Strikes by Russia: weapons").nth(1).unwrap_or_default();
    let weeks: Vec<&str> = strikes.lines().filter(|l| l.starts_with("| 20")).take(1).collect();
    assert!(
        weeks[0].starts_with("| 2025-W52") || weeks[0].starts_with("| 2025-W51"),
        "from a week's first row on: {weeks:?}"
    );
    assert!(strikes.contains("| 2026-W04 |"), "to the last");
    assert!(
        text.contains(" earlier entries in demarche threads -f f.*"),
        "of the claims nobody answered too"
    );
}

const SECRET: &str = "
store: {title: Talks, coverage: [2025-12-01/2025-12-31]}
actors:
- {id: oslo, name: Oslo State, kind: state}
- {id: rome, name: Rome State, kind: state}
- {id: mole, name: Hidden Mole, kind: person, part_of: oslo}
outlets: [{id: leaks, name: Secret Gazette, kind: media}, {id: open, name: Open Paper, kind: media}]
claims: [{id: c, text: A secret accord exists}, {id: d, text: Talks are held}]
terms: [{id: accord, name: accord, stems: {en: [accord]}}]
events:
- id: secret
  kind: statement
  date: 2025-12-10
  title: The hidden meeting
  actors: [mole]
  handling: red
  quote: {text: the clandestine accord, lang: en}
  about: [{claim: c, stance: affirms}, {claim: d, stance: affirms}]
  sources: [{outlet: leaks, url: 'https://leaks.example/1', published: 2025-12-10}]
- id: secret-room
  kind: meeting
  date: 2025-12-11
  title: The hidden room
  actors: [mole, rome]
  handling: red
- id: secret-raid
  kind: strike
  date: 2025-12-12
  title: The hidden raid
  actors: {attacker: oslo}
  handling: red
  figures: [{weapon: drone, metric: launched, count: 98765, by: oslo}]
- id: denial
  kind: statement
  date: 2025-12-13
  title: Nothing of the sort
  actors: [rome]
  quote: {text: there is no accord at all, lang: en}
  about: [{claim: d, stance: denies}]
  links: {denies: secret}
  sources: [{outlet: open, url: 'https://open.example/1', published: 2025-12-13}]
- id: reply
  kind: statement
  date: 2025-12-14
  title: And yet
  actors: [oslo]
  quote: {text: the accord stands, lang: en}
  about: [{claim: d, stance: affirms}]
  links: {contradicts: denial, confirms: secret}
  sources: [{outlet: open, url: 'https://open.example/2', published: 2025-12-14}]
- {id: raid, kind: strike, date: 2025-12-15, title: A raid, actors: {attacker: oslo}, figures: [{weapon: drone, metric: launched, count: 10, by: oslo}, {weapon: drone, metric: launched, count: 12, by: rome}]}
- {id: comment, kind: statement, date: 2025-12-15, title: A comment, actors: [rome], links: {responds_to: reply}}
- {id: room, kind: meeting, date: 2025-12-16, title: A room, actors: [oslo, rome]}
";

#[test]
fn what_is_withheld_leaks_through_no_section() {
    let timeline = crate::timeline::sample::of_yaml(SECRET);
    let green = timeline.clone().released(Handling::Green);
    let (text, written) = of(&green, |_| true, &Options::default());
    assert_eq!(written.events, 5, "three are left out");
    for word in ["idden", "clandestine", "Secret Gazette", "Mole", "98765", "98,765", "secret", "leaks"] {
        assert!(!text.contains(word), "`{word}` is nowhere in\n{text}");
    }
    assert!(
        text.contains("- **Withheld:** 3 events of the store, stricter than TLP:GREEN:"),
        "that all does without them is said:\n{text}"
    );
    holds_together(&text);
    // The reports are those of a store that never had them.
    let without = crate::timeline::sample::of_yaml(SECRET);
    let bare = Timeline::new(without.store().only(|_, e| e.handling.is_none()).shared(), None);
    let (never, _) = of(&bare, |_| true, &Options::default());
    let sections = |text: &str| {
        let from = text.find("\n## Threads").unwrap_or_else(|| panic!("there are threads in\n{text}"));
        let to = text.find("\n## Conflicts").expect("there are gaps");
        text.get(from..to).expect("in this order").to_owned()
    };
    assert_eq!(sections(&text), sections(&never), "to the letter");
    let (whole, _) = of(&timeline, |_| true, &Options::default());
    assert!(whole.contains("hidden"), "told where it may be");
}

/// The words before the sources.
fn words(text: &str) -> usize {
    text.split("\n## Sources").next().unwrap_or_default().split_whitespace().count()
}

#[test]
fn a_brief_of_any_view_keeps_to_its_pages() {
    let timeline = demonstration();
    let month = |ix: EventIx| timeline.event(ix).id.as_str().starts_with("2025-12");
    let day = |ix: EventIx| timeline.event(ix).id.as_str().starts_with("2025-12-21");
    let strikes = |ix: EventIx| timeline.event(ix).kind == crate::event::Kind::Strike;
    let views: [&dyn Fn(EventIx) -> bool; 4] = [&|_| true, &month, &day, &strikes];
    for keep in views {
        let text = short(&timeline, keep, &Options::default());
        let n = words(&text);
        assert!(n <= 1_300, "{n} words of\n{text}");
        assert!(n > 400, "and says something: {n} words");
        let headings = ["In short", "Chronology", "Positions", "Threads", "Language", "Strike tallies"];
        let headings = headings.iter().chain(&["Encounters", "Shifts", "Conflicts and gaps", "Sources"]);
        let places: Vec<usize> = headings.filter_map(|h| text.find(&format!("\n## {h}\n"))).collect();
        assert!(places.is_sorted() && places.len() >= 5, "in order: {places:?}\n{text}");
        assert_eq!(text.matches("\n## ").count(), places.len(), "and nothing else:\n{text}");
    }
}

#[test]
fn a_brief_holds_together() {
    let timeline = demonstration();
    let text = short(&timeline, |_| true, &Options::default());
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_FOOTNOTES;
    let (mut marks, mut definitions) = (BTreeSet::new(), BTreeSet::new());
    for event in Parser::new_ext(&text, options) {
        match event {
            Event::FootnoteReference(name) => drop(marks.insert(name.to_string())),
            Event::Start(Tag::FootnoteDefinition(name)) => drop(definitions.insert(name.to_string())),
            _ => {}
        }
    }
    assert_eq!(marks, definitions, "every mark has its footnote and every footnote its mark");
    tables(&text);
    assert_eq!(text, short(&timeline, |_| true, &Options::default()), "byte for byte");
    // Whatever the other parts name stands in the chronology, and the rest is counted.
    let told = text.split("\n## Chronology\n").nth(1).and_then(|rest| rest.split("\n## ").next());
    let told = told.expect("there is a chronology");
    let lines = told.lines().filter(|line| line.starts_with("- ")).count();
    assert!(
        told.contains(&format!("*Listed here: what other parts cite and meetings of the most frequent actors, {lines} of 264 events. The rest: ")),
        "{told}"
    );
    let rest: usize = told
        .rsplit("The rest: ")
        .next()
        .into_iter()
        .flat_map(|counts| counts.split([',', ';']))
        .filter_map(|count| {
            count.rsplit(": ").next()?.trim_end_matches(['.', '*', '\n']).parse::<usize>().ok()
        })
        .sum();
    assert_eq!(lines + rest, 264, "nothing is lost: {told}");
}

#[test]
fn what_is_withheld_leaks_through_no_part_of_a_brief() {
    let timeline = crate::timeline::sample::of_yaml(SECRET);
    let green = timeline.clone().released(Handling::Green);
    let text = short(&green, |_| true, &Options::default());
    for word in ["idden", "clandestine", "Secret Gazette", "Mole", "98765", "98,765", "secret", "leaks"] {
        assert!(!text.contains(word), "`{word}` is nowhere in\n{text}");
    }
    assert!(text.contains("- **Withheld:** 3 events of the store, stricter than TLP:GREEN:"), "{text}");
    assert!(short(&timeline, |_| true, &Options::default()).contains("hidden"), "told where it may be");
    let alone = short(&timeline, |ix| timeline.event(ix).id.as_str() == "denial", &Options::default());
    assert!(
        !alone.contains("hidden") || alone.starts_with("**TLP:RED**"),
        "what names it is as strict:\n{alone}"
    );
}

#[test]
fn an_event_that_only_a_report_names_raises_the_handling() {
    let timeline = crate::timeline::sample::of_yaml(SECRET);
    let alone = |id: &str| of(&timeline, |ix| timeline.event(ix).id.as_str() == id, &Options::default()).0;
    let text = alone("comment");
    assert!(text.contains("The hidden meeting"), "the thread that it stands in is drawn:\n{text}");
    assert!(text.starts_with("**TLP:RED**\n"), "and the head is as strict:\n{text}");
    let text = alone("raid");
    assert!(!text.contains("hidden") && !text.starts_with("**TLP"), "else it is not:\n{text}");
}

#[test]
fn a_bar_is_never_finer_than_what_it_counts() {
    let day = |d: u32| format!("- {{id: d{d}, kind: other, date: 2025-12-0{d}, title: D{d}}}\n");
    let days = [1, 2, 3, 4, 5].map(day).concat();
    let yaml = format!(
        "events:\n{days}- {{id: year, kind: other, date: 2024, title: Y}}\n- {{id: month, kind: other, date: 2025-12, title: M}}\n"
    );
    let timeline = crate::timeline::sample::of_yaml(&yaml);
    let (text, _) = of(&timeline, |_| true, &Options::default());
    let picture = "## Events by day\n\n```text\n1 Dec 2025  █    1  1 other event\n2 Dec 2025  █    1";
    assert!(text.contains(picture), "days, once the year is left out:\n{text}");
    assert!(text.contains("In no bar: 2 known less closely."), "and so is the month:\n{text}");
}
