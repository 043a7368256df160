//! What the store writes at the start of a list's item stays text: no list in it, no heading, no rule.

use std::fmt::Write as _;

use pulldown_cmark::{Event, Parser, Tag};

use super::{brief_of, document, store};
use crate::event::date::Now;
use crate::export::{Options, Request, full_brief};
use crate::report::{self, Method, Scope};
use crate::timeline::Timeline;

/// What begins a block in CommonMark, and what may stand there.
const STARTS: [&str; 12] = [
    "1986. A year",
    "1) Talks",
    "- dash",
    "+ plus",
    "* star",
    "# head",
    "> quote",
    "--- rule",
    "=== bar",
    "``` fence",
    "~~~ fence",
    "<div> block",
];

/// A store in which all names, titles and texts begin so.
fn yaml(start: &str) -> String {
    let mut yaml = format!(
        "store: {{title: \"{start} store\", coverage: [2025-12-01/2026-01-31]}}\nactors:\n\
         - {{id: a, name: \"{start} one\", kind: state}}\n- {{id: b, name: \"{start} two\", kind: state}}\n\
         venues: [{{id: v, name: \"{start} venue\"}}]\noutlets: [{{id: o, name: \"{start} outlet\"}}]\n\
         terms: [{{id: t, name: \"{start} term\", stems: {{en: [fake]}}}}]\n\
         claims: [{{id: c, text: \"{start} claim\"}}]\nevents:\n"
    );
    for nth in 0..60 {
        let kind = ["statement", "meeting", "strike"][nth % 3];
        let role = ["speaker", "party", "attacker"][nth % 3];
        let both = if nth % 3 == 1 { "a, b" } else { ["a", "b"][nth % 2] };
        let _ = write!(
            yaml,
            "- id: e{nth}\n  kind: {kind}\n  date: 202{}-12-{:02}\n  title: \"{start} {nth}\"\n  summary: \"{start}\"\n  \
             actors: {{{role}: [{both}]}}\n  venue: v\n  status: {}\n  agenda: [\"{start}\"]\n  outcome: \"{start}\"\n  \
             sources: [{{outlet: o, title: \"{start}\", url: 'https://example.org/{nth}', published: 2025-12-31, \
             withdrawn: 2026-01-01}}]\n  conflicts: [{{field: \"{start}\", values: [{{value: \"{start} x\", source: \
             o}}, {{value: \"{start} y\", source: \"{start}\"}}]}}]\n  sessions: [{{title: \"{start}\"}}]\n",
            if nth < 40 { 5 } else { 4 },
            nth % 28 + 1,
            ["occurred", "occurred", "cancelled", "occurred"][nth % 4],
        );
        if nth % 3 == 0 {
            let stance = ["affirms", "denies"][nth / 3 % 2];
            let _ = writeln!(
                yaml,
                "  quote: {{text: \"{start} fake\", lang: en}}\n  about: [{{claim: c, stance: {stance}}}]"
            );
        }
        if nth % 3 == 2 {
            let _ =
                writeln!(yaml, "  figures: [{{weapon: \"{start}\", metric: launched, count: {nth}, by: a}}]");
        }
        if nth > 2 {
            let _ = writeln!(yaml, "  links: {{denies: e{}}}", nth / 2);
        }
    }
    yaml
}

/// The blocks of a document, without their text.
fn blocks(text: &str) -> Vec<String> {
    let options = pulldown_cmark::Options::ENABLE_TABLES | pulldown_cmark::Options::ENABLE_FOOTNOTES;
    let mut seen = Vec::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(
                tag @ (Tag::List(_)
                | Tag::Item
                | Tag::Heading { .. }
                | Tag::BlockQuote(_)
                | Tag::CodeBlock(_)
                | Tag::Paragraph),
            ) => {
                let name = format!("{tag:?}");
                seen.push(name.split([' ', '{']).next().unwrap_or_default().to_owned());
            }
            Event::Rule => seen.push("Rule".to_owned()),
            Event::Html(_) | Event::InlineHtml(_) => seen.push("Html".to_owned()),
            _ => {}
        }
    }
    seen
}

/// All documents that are made of a store.
fn documents(yaml: &str) -> Vec<(String, String)> {
    let options = Options { notes: true, ..Options::default() };
    let mut all = vec![
        ("brief".to_owned(), brief_of(yaml, "", &options)),
        ("export".to_owned(), document(yaml, "", &options).0),
    ];
    let timeline = Timeline::new(std::sync::Arc::new(store(yaml)), None);
    let now = Now::parse("2026-01-10", chrono_tz::Tz::UTC).expect("a day");
    let shown = timeline.order().to_vec();
    let request = Request {
        timeline: &timeline,
        shown: &shown,
        matched: shown.len(),
        filter: "",
        now: &now,
        commit: None,
        options: &options,
    };
    let mut out = Vec::new();
    full_brief(&request, &mut out).expect("memory takes all");
    all.push(("full brief".to_owned(), String::from_utf8(out).expect("Markdown is text")));
    let scope = Scope::new(&timeline, &shown, &now);
    for method in [Method::Threads, Method::Positions, Method::Language, Method::Shifts, Method::Sources] {
        let page = report::report(method, &scope).page(&scope);
        all.push((method.to_string(), crate::export::report(&timeline, &page)));
    }
    all
}

#[test]
fn a_sign_at_the_start_of_an_item_begins_no_block() {
    for start in STARTS {
        // Letters in the place of signs: what is as long takes the same room.
        let (sign, rest) = start.split_once(' ').unwrap_or_default();
        let calm = documents(&yaml(&format!("{} {rest}", "z".repeat(sign.len()))));
        for ((name, wild), (_, calm)) in documents(&yaml(start)).iter().zip(&calm) {
            let (is, should) = (blocks(wild), blocks(calm));
            let at = is.iter().zip(&should).position(|(a, b)| a != b).unwrap_or(should.len().min(is.len()));
            assert!(is == should, "`{start}` begins {:?} in the {name}:\n{wild}", is.get(at));
        }
    }
}
