//! Hostile text in every field: a document with it has the shape of one with plain words, and shows it as written.

use std::fmt::Write as _;

use proptest::prelude::*;
use pulldown_cmark::{Event, Options as Parse, Parser, Tag, TagEnd};

use super::document;
use crate::export::Options;
use crate::export::markdown::escape::plain;

/// How many texts the store below has.
const TEXTS: usize = 40;

/// `"P00"`, `"P01"`, … stand for texts.
const STORE: &str = r#"
store: {title: "P00", handling: amber}
actors:
- {id: a, name: "P01", kind: person, part_of: [{actor: b, as: "P02"}]}
- {id: b, name: "P03", kind: state}
- {id: d, name: "P04", kind: state}
venues:
- {id: v, name: "P05", part_of: w}
- {id: w, name: "P06"}
outlets:
- {id: o, name: "P07"}
- {id: q, name: "P08", kind: agency}
claims:
- {id: c, text: "P09"}
events:
- id: e1
  kind: meeting
  date: 2025-12-19
  title: "P10"
  summary: "P11"
  note: "P12"
  actors: {party: [a, d], mediator: ["P13"]}
  venue: v
  agenda: ["P14", "P15"]
  outcome: "P16"
  sessions: [{title: "P17", note: "P18", actors: [a]}]
- id: e2
  kind: statement
  subtype: "P19"
  channel: "P20"
  date: 2025-12-20
  title: "P21"
  summary: "P22"
  note: "P23"
  grade_note: "P24"
  actors: {speaker: a, subject: d}
  venue: v
  quote: {text: "P25", original: "P26", lang: ru, speaker: a, translated: true}
  about: [{claim: c, stance: denies, hedged: true}]
  sources:
  - {outlet: o, title: "P27", url: "https://example.org/a?b|c", published: 2025-12-20, published_basis: "P28", note: "P29"}
  - {outlet: "P30", cite: "P31", archive: "https://archive.org/x", derived_from: q}
  conflicts:
  - {field: "P32", values: [{value: "P33", source: "https://example.org/a?b|c", note: "P34"}, {value: "P35", source: "P36"}]}
  links: {denies: [{to: e1, note: "P37"}]}
- id: e3
  kind: strike
  date: 2025-12
  title: "P38"
  actors: {attacker: d}
  figures: [{weapon: drone, metric: launched, count: 5, by: a, note: "P39"}, {metric: launched, count: 7, by: d}]
"#;

/// The store with these texts, in YAML's double-quoted style.
fn filled(texts: &[String]) -> String {
    texts.iter().enumerate().fold(STORE.to_owned(), |yaml, (at, text)| {
        let mut quoted = String::new();
        for c in text.chars() {
            let _ = write!(quoted, "\\U{:08X}", c as u32);
        }
        yaml.replace(&format!("\"P{at:02}\""), &format!("\"{quoted}\""))
    })
}

/// The document as a parser sees it: tags without the targets of inner links, adjoining text joined.
fn seen(markdown: &str) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    let mut text = String::new();
    let extensions = Parse::ENABLE_TABLES
        | Parse::ENABLE_FOOTNOTES
        | Parse::ENABLE_STRIKETHROUGH
        | Parse::ENABLE_TASKLISTS
        | Parse::ENABLE_HEADING_ATTRIBUTES
        | Parse::ENABLE_MATH
        | Parse::ENABLE_GFM
        | Parse::ENABLE_DEFINITION_LIST
        | Parse::ENABLE_SUPERSCRIPT
        | Parse::ENABLE_SUBSCRIPT
        | Parse::ENABLE_WIKILINKS;
    for event in Parser::new_ext(markdown, extensions) {
        if let Event::Text(t) | Event::Code(t) = &event {
            text.push_str(t);
            continue;
        }
        if !text.is_empty() {
            all.push(std::mem::take(&mut text));
        }
        all.push(match event {
            Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with('#') => {
                "<link inside>".to_owned()
            }
            Event::Start(Tag::Link { dest_url, .. }) => format!("<link {dest_url}>"),
            Event::Start(Tag::Heading { level, .. }) => format!("<{level}>"),
            Event::End(TagEnd::Heading(_)) => "</heading>".to_owned(),
            other => format!("{other:?}"),
        });
    }
    all
}

fn check(texts: &[String]) -> Result<(), TestCaseError> {
    let options = Options { notes: true, ..Options::default() };
    // A marker is a word that nothing else in the document is or holds.
    let markers: Vec<String> = (0..TEXTS).map(|at| format!("zqx{at:02}")).collect();
    let (calm, _) = document(&filled(&markers), "zqf", &options);
    let (wild, _) = document(&filled(texts), "zqf", &options);
    let expected: Vec<String> = seen(&calm)
        .into_iter()
        .map(|line| {
            let shown = |line: String, (marker, text): (&String, &String)| line.replace(marker, &plain(text));
            markers.iter().zip(texts).fold(line, shown)
        })
        .collect();
    let wild = seen(&wild);
    for (at, (is, should)) in wild.iter().zip(&expected).enumerate() {
        prop_assert_eq!(is, should, "piece {} of the document", at);
    }
    prop_assert_eq!(wild.len(), expected.len(), "nothing is added and nothing lost");
    Ok(())
}

/// Texts that names may be: each of its own, so that none is another's.
fn told_apart(texts: Vec<String>) -> Vec<String> {
    let word = |text: String| text.replace(['-', '\n', '\r', '\t'], " ");
    let mut texts: Vec<String> =
        texts.into_iter().enumerate().map(|(at, text)| format!("{}x{at}", word(text))).collect();
    if let Some(place) = texts.get_mut(36) {
        // Where an account was read: a URL there becomes a link, as it should.
        *place = place.replace("://", ":");
    }
    texts
}

#[test]
fn known_attacks_do_nothing() {
    let attacks = [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "| a | b |",
        "# heading",
        "> quote",
        "1. one",
        "[^1]",
        "[size=5]big[/size]",
        "`code`",
        "**bold** _it_ ~~gone~~",
        "&amp;&lt;",
        "<!-- ",
        "https://evil.example/",
        "a@b.c",
        "www.evil.example",
        "\u{202E}drawkcab",
        "\u{1b}[31m",
        "$x$",
        "{#id}",
        "![i](http://x)",
        "\\",
        "\\|",
        "+ plus",
    ];
    for start in 0..attacks.len() {
        let texts = attacks.iter().cycle().skip(start).take(TEXTS).map(|t| (*t).to_owned()).collect();
        check(&told_apart(texts)).expect("the attack shows as written");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(48) })]

    #[test]
    fn any_text_in_every_field_shows_as_written(texts in prop::collection::vec("\\PC{0,16}|[#*_`|<>\\[\\]()!~^$={}:.&;@+%\\\\/ 1aw]{0,16}", TEXTS)) {
        check(&told_apart(texts))?;
    }
}
