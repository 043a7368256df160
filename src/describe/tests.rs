//! A fact has one wording: the test looks for every fact of every event in `show`, in the browser's detail view and
//! in a document.
//!
//! Each output is first converted to running text: a document is read by a Markdown parser, and lines are joined. The
//! first letter of a line may be a capital. Paths are exempt, and so are links that only repeat the order of dates.
//! Each output has its own labels.

mod facts;

use pulldown_cmark::{Event as Mark, Options as Parse, Parser, TagEnd};

use crate::cli::list::Look;
use crate::cli::paint::Paint;
use crate::cli::show;
use crate::describe::people;
use crate::event::EventIx;
use crate::event::date::Now;
use crate::export::{Format, Options, Request, write};
use crate::store::{Input, Store};
use crate::text::visible_line;
use crate::timeline::{Timeline, sample};
use crate::tui::page::PageContext;
use facts::{Fact, facts};

const JOINT: &str = include_str!("../../tests/data/joint.yaml");
const HOSTILE: &str = include_str!("../../tests/data/one_wording.yaml");

/// Returns one event in each output, as running text.
fn outputs(timeline: &Timeline, ix: EventIx) -> [(&'static str, String); 7] {
    let written = |format| document(format, timeline, ix);
    [
        ("show", running(&shown(timeline, ix))),
        ("the browser", running(&detail(timeline, ix))),
        ("a document", running(&read(&written(Format::Markdown)))),
        ("a calendar", running(&noted(&written(Format::Ics)))),
        ("a map", running(&mapped(&written(Format::Geojson)))),
        ("a web page", running(&crate::export::seen(&written(Format::Html)))),
        ("slides", running(&told_on_slide(&written(Format::Timelinejs)))),
    ]
}

/// Returns the summary and the description of the event in a calendar (RFC 5545, 3.1 and 3.3.11).
fn noted(calendar: &str) -> String {
    let unfolded = calendar.replace("\r\n ", "");
    let value = |name: &str| unfolded.split("\r\n").filter_map(|line| line.strip_prefix(name)).last();
    let escaped = [value("SUMMARY:"), value("DESCRIPTION:")].map(|text| text.expect("the event has both"));
    let (mut out, joined) = (String::new(), escaped.join("\\n"));
    let mut chars = joined.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next().map(|c| if c == 'n' { '\n' } else { c })),
            c => out.push(c),
        }
    }
    out
}

/// Returns the title and the description of the event on a map.
fn mapped(map: &str) -> String {
    let map: serde_json::Value = serde_json::from_str(map).expect("JSON");
    let text = |name: &str| map["features"][0]["properties"][name].as_str().expect("text").to_owned();
    format!("{}\n{}", text("title"), text("description"))
}

/// Returns the headline and the text of the event on a slide.
fn told_on_slide(slides: &str) -> String {
    let slides: serde_json::Value = serde_json::from_str(slides).expect("JSON");
    let html = |name: &str| slides["events"][0]["text"][name].as_str().expect("text").to_owned();
    let mut text = format!("{}\n{}", html("headline"), html("text"));
    for (code, sign) in [
        ("<p>", "\n"),
        ("</p>", "\n"),
        ("<br>", "\n"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ] {
        text = text.replace(code, sign);
    }
    text
}

/// Returns the line of the event in a diagram, whose only escapes are the numbers of characters.
fn drawn(diagram: &str) -> String {
    let (mut out, mut rest) = (String::new(), diagram.lines().last().expect("the event"));
    while let Some((before, after)) = rest.split_once('#') {
        let (code, after) = after.split_once(';').expect("a code ends");
        out.push_str(before);
        out.extend(code.parse().ok().and_then(char::from_u32));
        rest = after;
    }
    out + rest
}

/// The facts that a line of a diagram has room for.
const IN_A_LINE: [&str; 2] = ["title", "lack of sources"];

fn shown(timeline: &Timeline, ix: EventIx) -> String {
    let mut out = Vec::new();
    let look = Look { paint: Paint::Plain, width: None };
    show::write(timeline, &[ix], look, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("text")
}

fn detail(timeline: &Timeline, ix: EventIx) -> String {
    let now = Now::parse("2026-01-10", chrono_tz::Tz::UTC).expect("a day").instant;
    // Below twice the width of a column, accounts are listed one below the other, with their sources.
    let page = PageContext { timeline, ix, now, bookmarked: false, room: crate::tui::page::Room::Opened }
        .page(20_000);
    let line = |line: &crate::tui::page::PageLine| line.pieces.iter().map(|p| p.text.as_str()).collect();
    page.lines.iter().map(line).collect::<Vec<String>>().join("\n")
}

fn document(format: Format, timeline: &Timeline, ix: EventIx) -> String {
    let now = Now::parse("2026-01-10", chrono_tz::Tz::UTC).expect("a day");
    let options = Options { notes: true, ..Options::default() };
    let shown = [ix];
    let request = Request::of(timeline, &shown, &now, &options);
    let mut out = Vec::new();
    write(format, &request, &mut out).expect("memory takes all");
    String::from_utf8(out).expect("text")
}

/// Returns the text of a document as its reader sees it.
fn read(markdown: &str) -> String {
    let mut text = String::new();
    let options = Parse::ENABLE_TABLES | Parse::ENABLE_FOOTNOTES;
    for mark in Parser::new_ext(markdown, options) {
        match mark {
            Mark::Text(part) | Mark::Code(part) => text.push_str(&part),
            Mark::FootnoteReference(number) => text.extend(["[", &*number, "]"]),
            Mark::SoftBreak | Mark::HardBreak => text.push(' '),
            Mark::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {}
            Mark::Start(_) | Mark::End(_) => text.push('\n'),
            other => panic!("a document has nothing else: {other:?}"),
        }
    }
    text
}

/// Returns the text without its layout: one space between words.
fn running(text: &str) -> String {
    visible_line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns whether a text contains a fact, which may begin its line with a capital.
fn tells(text: &str, fact: &str) -> bool {
    let mut letters = fact.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    text.contains(fact) || text.contains(&capital)
}

fn missing(timeline: &Timeline) -> Vec<String> {
    let mut missing = Vec::new();
    for ix in timeline.order() {
        let outputs = outputs(timeline, *ix);
        let line = running(&drawn(&document(Format::Mermaid, timeline, *ix)));
        let event = timeline.event(*ix);
        let grade = format!("grade {}", event.grade);
        let who = people::beside_title(&timeline.store().registry, event, &str::to_owned);
        let facts_of_line = facts(timeline, *ix).into_iter().filter(|fact| IN_A_LINE.contains(&fact.what));
        for wanted in facts_of_line.map(|fact| fact.text).chain([grade]).chain(who) {
            if !tells(&line, &running(&wanted)) {
                missing.push(format!("{}: a diagram does not tell `{wanted}`:\n{line}", event.id));
            }
        }
        for Fact { what, text } in facts(timeline, *ix) {
            let wanted = running(&text);
            for (output, told) in outputs.iter().filter(|(_, told)| !tells(told, &wanted)) {
                let id = &timeline.event(*ix).id;
                missing.push(format!("{id}: {output} does not tell the {what} `{wanted}`:\n{told}"));
            }
        }
    }
    missing
}

fn assert_one_wording(timeline: &Timeline) {
    let missing = missing(timeline);
    let first = missing.first().map(String::as_str).unwrap_or_default();
    assert!(missing.is_empty(), "{} facts are not told everywhere, the first of {first}", missing.len());
}

#[test]
fn every_fact_of_the_demonstration_store_has_one_wording() {
    let store = Store::load(&[Input::Path("data".into())]).expect("the store is there");
    let timeline = Timeline::new(store.into(), None);
    let told: usize = timeline.order().iter().map(|ix| facts(&timeline, *ix).len()).sum();
    assert!(told > 10 * timeline.order().len(), "each event has many facts, in all {told}");
    assert_one_wording(&timeline);
}

#[test]
fn every_fact_of_a_hostile_store_has_one_wording() {
    assert_one_wording(&sample::of_yaml(HOSTILE));
}

#[test]
fn a_zone_that_is_asked_for_changes_no_wording_alone() {
    assert_one_wording(&sample::of_yaml(HOSTILE).in_zone(Some(chrono_tz::Tz::Europe__Kyiv)));
}

#[test]
fn a_joint_statement_is_said_and_claimed_by_both() {
    let timeline = sample::of_yaml(JOINT);
    assert_one_wording(&timeline);
    let ix = timeline.order()[0];
    for (output, told) in outputs(&timeline, ix) {
        for fact in ["claimed by Witkoff and Umerov", "30 drones launched", "Witkoff and Umerov, in English"]
        {
            assert!(tells(&told, fact), "{output} tells `{fact}`: {told}");
        }
    }
    let called_off = timeline.order()[1];
    for (output, told) in outputs(&timeline, called_off) {
        assert!(tells(&told, "cancelled, did not take place"), "{output} tells the status: {told}");
    }
}
