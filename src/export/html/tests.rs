//! Whole pages, read by a strict reader.

mod hostile;
pub(crate) mod reader;

use super::frame::SCRIPT;
use super::policy::hash;
use crate::event::Handling;
use crate::export::tests::{document, plainly};
use crate::export::{Format, Options};
use crate::store::{Input, Store};
use crate::timeline::{Timeline, sample};
use reader::{Piece, read, seen};

const PAGES: [Format; 2] = [Format::Html, Format::BriefPage];

fn demonstration() -> Timeline {
    let store = Store::load(&[Input::Path("data".into())]).expect("the store is there");
    Timeline::new(store.shared(), None)
}

/// Returns the attributes of each element of that name.
fn all<'p>(pieces: &'p [Piece], element: &str) -> Vec<&'p [(String, String)]> {
    let own = |piece: &'p Piece| match piece {
        Piece::Open(name, attributes) if name == element => Some(attributes.as_slice()),
        _ => None,
    };
    pieces.iter().filter_map(own).collect()
}

fn value<'a>(attributes: &'a [(String, String)], key: &str) -> &'a str {
    attributes.iter().find(|(own, _)| own == key).map_or("", |(_, value)| value.as_str())
}

/// Returns what stands in the element of that name.
fn inside<'p>(pieces: &'p [Piece], element: &str) -> &'p str {
    let at = pieces.iter().position(|piece| matches!(piece, Piece::Open(name, _) if name == element));
    match at.and_then(|at| pieces.get(at + 1)) {
        Some(Piece::Text(text)) => text,
        _ => "",
    }
}

#[test]
fn the_demonstration_store_is_a_whole_page_with_every_event() {
    let timeline = demonstration();
    let pieces = read(&plainly(Format::Html, &timeline));
    let articles = all(&pieces, "article");
    assert_eq!(articles.len(), timeline.order().len(), "an article for each event");
    let options = all(&pieces, "option");
    assert!(options.len() > 50, "its actors can be chosen: {}", options.len());
    let numbers: Vec<&str> = options.iter().map(|option| value(option, "data-number")).collect();
    for article in &articles {
        let mut of = value(article, "data-actors").split(' ').filter(|number| !number.is_empty());
        assert!(of.all(|number| numbers.contains(&number)), "each of an event's actors can be chosen");
    }
    let full = all(&read(&plainly(Format::BriefPage, &timeline)), "table").len();
    assert!(full > 0, "the brief has its tables");
}

#[test]
fn the_policy_allows_its_own_style_and_script_and_nothing_else() {
    let timeline =
        sample::of_yaml("store: {handling: red}\nevents: [{id: e, kind: other, date: 2025, title: T}]");
    for format in PAGES {
        let pieces = read(&plainly(format, &timeline));
        let policy =
            all(&pieces, "meta").into_iter().find(|meta| !value(meta, "http-equiv").is_empty()).expect("one");
        let style = hash(inside(&pieces, "style"));
        let script = match format {
            Format::Html => format!("script-src '{}'; ", hash(SCRIPT)),
            _ => String::new(),
        };
        let wanted =
            format!("default-src 'none'; style-src '{style}'; {script}base-uri 'none'; form-action 'none'");
        assert_eq!(value(policy, "content"), wanted, "{format:?}");
        assert_eq!(inside(&pieces, "script"), if format == Format::Html { SCRIPT } else { "" }, "{format:?}");
        assert!(inside(&pieces, "style").contains("content: \"TLP:RED\""), "each sheet has the handling");
        assert!(!inside(&pieces, "style").contains("url("), "and the style loads nothing");
    }
}

#[test]
fn a_page_is_headed_by_its_handling_and_says_what_it_withholds() {
    let yaml = "
store: {title: Log, handling: green}
events:
- {id: open, kind: statement, date: 2025-12-20, title: Open}
- {id: strict, kind: statement, date: 2025-12-21, title: Strict secret, handling: amber, links: {denies: open}}
";
    for format in PAGES {
        let timeline = sample::of_yaml(yaml);
        let text = seen(&plainly(format, &timeline));
        let head = text.split_once("Skip to the content").expect("a link").1.trim();
        assert!(head.starts_with("TLP:AMBER\n"), "{format:?}: {head:.80}");
        let text = seen(&plainly(format, &timeline.released(Handling::Green)));
        assert!(text.contains("1 event of the store, stricter than TLP:GREEN"), "{format:?}: {text}");
        assert!(!text.to_lowercase().contains("secret"), "{format:?}: {text}");
    }
}

#[test]
fn the_search_counts_the_actors_of_the_page_and_those_they_belong_to() {
    let yaml = "
actors: [{id: state, name: State, kind: state}, {id: ann, name: Ann, part_of: [{actor: state, from: 2025-06}]}, {id: no, name: Nobody}]
events:
- {id: a, kind: statement, date: 2025-01-01, title: A, actors: [ann]}
- {id: b, kind: statement, date: 2025-12-01, title: B, actors: [ann]}
";
    let text = seen(&plainly(Format::Html, &sample::of_yaml(yaml)));
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| line.ends_with(')') && !line.contains('·')).collect();
    assert_eq!(lines, ["Ann (2)", "State (1)"], "as `actor:` counts them, by name");
}

#[test]
fn a_page_without_events_says_so_and_has_no_search() {
    let timeline = sample::of_yaml("store: {title: Log}\nevents: []\n");
    for format in PAGES {
        let page = plainly(format, &timeline);
        assert!(seen(&page).contains("No event matches."), "{format:?}");
        assert_eq!(all(&read(&page), "form").len(), 0, "{format:?}");
    }
}

#[test]
fn the_brief_as_a_page_says_what_its_markdown_says() {
    let timeline = demonstration();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>().join(" ");
    let page = words(&seen(&plainly(Format::BriefPage, &timeline)));
    let markdown = plainly(Format::Brief, &timeline);
    let lines =
        markdown.lines().filter(|line| line.starts_with("- ") && !line.contains(['\\', '<', '&', '`']));
    let mut checked = 0;
    for line in lines.take_while(|line| !line.starts_with("## Sources")) {
        let mut text = line.trim_start_matches("- ").replace(['*', '_'], "");
        while let Some((before, note)) = text.split_once("[^") {
            let (number, after) = note.split_once(']').expect("a note ends");
            text = format!("{before}{number}{after}");
        }
        assert!(page.contains(&words(&text)), "`{text}` is in {page}");
        checked += 1;
    }
    assert!(checked > 20, "many lines were compared: {checked}");
}

#[test]
fn an_address_that_is_not_of_the_web_is_text() {
    for url in
        ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", " JavaScript:alert(1)"]
    {
        let yaml = format!(
            "events: [{{id: e, kind: other, date: 2025, title: T, sources: [{{url: {}, cite: c}}]}}]",
            serde_json::Value::from(url)
        );
        for format in PAGES {
            let page = plainly(format, &sample::of_yaml(&yaml));
            let links = read(&page);
            let out = all(&links, "a").into_iter().filter(|link| !value(link, "href").starts_with('#'));
            assert_eq!(out.count(), 0, "{format:?}: {url}");
            assert!(seen(&page).contains(url.trim()), "{format:?} shows {url}");
        }
    }
}

#[test]
fn dates_of_days_are_those_days_in_every_zone() {
    for zone in ["Pacific/Kiritimati", "Pacific/Honolulu", "UTC"] {
        let yaml = format!(
            "store: {{timezone: {zone}}}\nevents:\n- {{id: d, kind: other, date: 2025-12-21, title: Day}}\n\
             - {{id: m, kind: other, date: 2026-01, title: Month}}\n- {{id: y, kind: other, date: 2027, title: Year}}"
        );
        for asked in [None, Some(chrono_tz::Tz::America__New_York), Some(chrono_tz::Tz::Pacific__Auckland)] {
            let pieces = read(&plainly(Format::Html, &sample::of_yaml(&yaml).in_zone(asked)));
            let dates: Vec<&str> = all(&pieces, "time").iter().map(|time| value(time, "datetime")).collect();
            assert_eq!(dates, ["2025-12-21", "2026-01", "2027"], "in {zone}, shown in {asked:?}");
        }
    }
}

#[test]
fn notes_are_on_no_page_unless_asked_for() {
    let yaml = "events: [{id: e, kind: other, date: 2025, title: T, note: my own thought}]";
    let timeline = sample::of_yaml(yaml);
    assert!(!plainly(Format::Html, &timeline).contains("my own thought"), "without --notes");
    let options = Options { notes: true, ..Options::default() };
    assert!(document(Format::Html, &timeline, &options).contains("my own thought"), "with --notes");
}
