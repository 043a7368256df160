mod demonstration;
mod outcomes;
mod statuses;

use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::event::date::Now;
use crate::event::{About, Basis, EventId, LinkKind, Role, Status, Word};
use crate::registry::ActorKind;
use crate::report::document::{Block, Branch, Line, Span};
use crate::timeline::sample::{Sample, cast};

/// Returns the time that counts as *now* in these tests.
fn now() -> Now {
    Now::parse("2026-02-15", chrono_tz::Tz::UTC).expect("a day")
}

/// Returns the report on the events that `chosen` accepts, as text and as JSON.
fn report(timeline: &Timeline, chosen: impl Fn(&EventId) -> bool) -> (String, Value) {
    let now = now();
    let shown: Vec<EventIx> =
        timeline.order().iter().copied().filter(|ix| chosen(&timeline.event(*ix).id)).collect();
    let scope = Scope::new(timeline, &shown, &now);
    let report = Threads::new(&scope);
    (text(timeline, &report.page(&scope)), report.json(&scope))
}

fn whole(timeline: &Timeline) -> (String, Value) {
    report(timeline, |_| true)
}

fn line(timeline: &Timeline, line: &Line) -> String {
    let spans = line.iter().map(|span| match span {
        Span::Text(text) | Span::Strong(text) => text.clone(),
        Span::Kind(kind) => format!("{} ", kind.glyph()),
        Span::Event(ix) => timeline.event(*ix).title.clone(),
        Span::Standing(standing) => format!("[{}] ", standing.word()),
        Span::Outside => "outside the filter".to_owned(),
    });
    spans.collect()
}

fn tree(timeline: &Timeline, branches: &[Branch], depth: usize, out: &mut Vec<String>) {
    let indent = "  ".repeat(depth);
    for branch in branches {
        out.push(format!("{indent}{}", line(timeline, &branch.line)));
        out.extend(branch.notes.iter().map(|note| format!("{indent}+ {}", line(timeline, note))));
        tree(timeline, &branch.branches, depth + 1, out);
    }
}

/// Draws a page with two spaces for each level of a tree, `+ ` before notes and ` | ` between cells.
fn text(timeline: &Timeline, page: &Page) -> String {
    let mut out = Vec::new();
    for block in &page.blocks {
        match block.whole() {
            Block::Heading(text) => out.push(format!("# {}", line(timeline, text))),
            Block::Text(text) | Block::Note(text) | Block::Nothing(text) => out.push(line(timeline, text)),
            Block::List(lines) => out.extend(lines.iter().map(|l| format!("- {}", line(timeline, l)))),
            Block::Table(table) => out.extend(table.rows.iter().map(|row| {
                let cells: Vec<String> = row.cells.iter().map(|cell| line(timeline, cell)).collect();
                cells.join(" | ")
            })),
            Block::Tree(branches) => tree(timeline, branches, 0, &mut out),
            Block::Plot(_) | Block::Long(..) => {}
        }
    }
    out.join("\n") + "\n"
}

/// Creates statements on days of December 2025, identified by their ids.
fn statements(ids: &[(&str, &str)]) -> Sample {
    let mut sample = Sample::new();
    for (id, day) in ids {
        sample.event(id, Kind::Statement, &format!("2025-12-{day}"));
    }
    sample
}

#[test]
fn an_event_hangs_on_what_it_denies_then_confirms_then_answers_and_on_the_earliest() {
    let mut sample = statements(&[("a", "01"), ("b", "02"), ("c", "03"), ("d", "04"), ("late", "10")]);
    sample.link("late", LinkKind::Amplifies, "a");
    sample.link("late", LinkKind::RespondsTo, "b");
    sample.link("late", LinkKind::Confirms, "d");
    sample.link("late", LinkKind::Confirms, "c");
    let timeline = sample.timeline();
    let (text, _) = whole(&timeline);
    let wanted = "» c · no speaker named — confirmed\n  confirms 6 – 8 days later: » late · no speaker named\n\
                  \x20 + also confirms d, 5 – 7 days later\n\
                  \x20 + also responds to b, 7 – 9 days later\n\
                  \x20 + also amplifies a, 8 – 10 days later\n";
    assert!(text.contains(wanted), "confirms before responds to, the earliest first:\n{text}");
    assert!(
        text.starts_with(
            "1 thread of 5 events; the store holds 5 events.\n# 1 Dec 2025 – 10 Dec 2025: 5 events\n» a"
        ),
        "{text}"
    );
}

#[test]
fn of_two_that_name_each_other_the_later_hangs_on_the_earlier() {
    let mut sample = statements(&[("early", "01"), ("late", "02")]);
    sample.link("early", LinkKind::Contradicts, "late");
    sample.link("late", LinkKind::RespondsTo, "early");
    sample.link("late", LinkKind::Contradicts, "early");
    let timeline = sample.timeline();
    let (text, _) = whole(&timeline);
    let wanted = "» early · no speaker named — contradicted\n\
                  + also contradicts late, though dated before it\n  responds to and contradicts 0 – 48 h later: » late";
    assert!(text.contains(wanted), "links to one event are one arrow:\n{text}");
}

#[test]
fn a_link_tells_how_it_is_known_and_an_event_what_it_is() {
    let mut sample = statements(&[("claim", "01"), ("answer", "01")]);
    let who = sample.actor("who", ActorKind::Person);
    sample.event("rumour", Kind::Meeting, "2025-12-03").status = Status::Alleged;
    let spoken = sample.event("spoken", Kind::Statement, "2025-12-20~");
    (spoken.title, spoken.links) = ("Who: it was so".to_owned(), Vec::new());
    cast(spoken, Role::Speaker, &[who]);
    sample.link_as("answer", LinkKind::Denies, "claim", Basis::Inferred);
    sample.link_as("spoken", LinkKind::Confirms, "rumour", Basis::Claimed);
    sample.link_as("spoken", LinkKind::RespondsTo, "claim", Basis::Sequence);
    let timeline = sample.timeline();
    let (text, _) = whole(&timeline);
    for wanted in [
        "claim · no speaker named — denied (inferred)\n",
        "denies (inferred) 0 – 24 h later, order uncertain: » answer",
        "● [alleged] rumour — confirmed (claimed)\n  confirms (claimed) 16 – 18 days later, date in doubt: » Who: it was so\n",
        "+ also responds to (sequence) claim, ",
    ] {
        assert!(text.contains(wanted), "{wanted:?} is told:\n{text}");
    }
}

#[test]
fn the_filter_chooses_threads_and_marks_what_is_outside() {
    let mut sample =
        statements(&[("a1", "01"), ("a2", "05"), ("b1", "02"), ("b2", "03"), ("c1", "04"), ("c2", "04")]);
    for thread in ["a", "b", "c"] {
        sample.link(&format!("{thread}2"), LinkKind::RespondsTo, &format!("{thread}1"));
    }
    let timeline = sample.timeline();
    let (text, json) = report(&timeline, |id| ["a2", "b1", "b2"].contains(&id.as_str()));
    let wanted = "2 threads of 4 events, 1 of them outside the filter; the filter keeps 3 events.\n\
                  # 1 Dec 2025 – 5 Dec 2025: 2 events, 1 outside the filter\n\
                  » a1 · no speaker named — outside the filter\n  responds to 3 – 5 days later: » a2 · no speaker named\n\
                  # 2 Dec 2025 – 3 Dec 2025: 2 events\n";
    assert!(text.starts_with(wanted), "threads with an event in the filter, by their first event:\n{text}");
    assert_eq!(json["threads"].as_array().map(Vec::len), Some(2), "the third has none");
    assert_eq!(json["threads"][0]["events"][0]["in_filter"], false, "marked in data too");
    assert_eq!(json["response_times"]["all"]["n"], 2, "times are of the answers in the filter");
    let (none, _) = report(&timeline, |_| false);
    assert!(none.starts_with("No event that the filter keeps"), "nothing is said calmly: {none}");
}

#[test]
fn answers_are_counted_by_speaker_and_by_event() {
    let mut sample = statements(&[("first", "01"), ("second", "10")]);
    let (a, b) = (sample.actor("a", ActorKind::Person), sample.actor("b", ActorKind::Person));
    cast(sample.event("both", Kind::Statement, "2025-12-10"), Role::Speaker, &[a, b]);
    cast(sample.event("early", Kind::Statement, "2025-12-05"), Role::Speaker, &[a]);
    cast(sample.event("open", Kind::Statement, "../2025-12-12"), Role::Speaker, &[a]);
    cast(sample.event("strike", Kind::Strike, "2025-12-10"), Role::Attacker, &[a]);
    sample.event("unbounded", Kind::Statement, "../2025-12-31");
    sample.link("both", LinkKind::Denies, "first");
    sample.link("both", LinkKind::RespondsTo, "second");
    sample.link("early", LinkKind::RespondsTo, "second");
    sample.link("open", LinkKind::RespondsTo, "unbounded");
    sample.link("strike", LinkKind::RespondsTo, "first");
    let timeline = sample.timeline();
    let (text, json) = whole(&timeline);
    let rows = "A | 2 | 0 | 1 | 0 | 1 | 4 – 6 days | 1 | 1\n\
                B | 2 | 0 | 1 | 0 | 1 | 4 – 6 days | 0 | 0\n\
                All answers | 2 | 0 | 1 | 0 | 1 | 4 – 6 days | 1 | 1\n";
    assert!(
        text.contains(rows),
        "medians of 0 and 192 h, of 24 and 240 h; before and unknown apart; one with few keeps the name:\n{text}"
    );
    let a = &json["response_times"]["by_actor"][0];
    assert_eq!((&a["actor"], &a["preemptive"], &a["unknown"]), (&"a".into(), &1.into(), &1.into()), "{a}");
    assert_eq!(a["within_24h"]["yes"], 0, "of none it is known to have come after and within 24 h");
    assert_eq!(a["within_24h"]["yes_in_either_order"], 1, "one lies within 24 h, before or after");
    assert_eq!(a["median_max_seconds"], 132 * 3600, "in seconds");
    assert_eq!(a["order_uncertain"], 1, "of one the order is not known");
}

#[test]
fn actors_with_few_answers_share_one_row_that_counts_each_answer_once() {
    let mut sample = statements(&[("first", "01")]);
    let [a, b, c] = ["a", "b", "c"].map(|id| sample.actor(id, ActorKind::Person));
    cast(sample.event("joint", Kind::Statement, "2025-12-02"), Role::Speaker, &[a, b]);
    sample.link_as("joint", LinkKind::Denies, "first", Basis::Inferred);
    sample.link_as("joint", LinkKind::RespondsTo, "first", Basis::Claimed);
    for id in ["one", "two", "three"] {
        cast(sample.event(id, Kind::Statement, "2025-12-02"), Role::Speaker, &[c]);
        sample.link(id, LinkKind::RespondsTo, "first");
    }
    let timeline = sample.timeline();
    let (text, json) = whole(&timeline);
    let rows = "C | 3 | 0 | 0 | 3 | 0 | 0 – 48 h\n\
                2 others, under 3 each | 1 | 0 | 0 | 1 | 0 | 0 – 48 h\n\
                All answers | 4 | 0 | 0 | 4 | 0 | 0 – 48 h\n";
    assert!(text.contains(rows), "one answer of two speakers is one:\n{text}");
    assert!(
        text.contains("how the links are known: 3 stated, 1 claimed."),
        "by the best of two links:\n{text}"
    );
    let times = &json["response_times"];
    assert_eq!(times["by_actor"].as_array().map(Vec::len), Some(3), "in data each has a row: {times}");
    assert_eq!(times["all"]["bases"], serde_json::json!({"stated": 3, "claimed": 1}), "with the bases");
}

#[test]
fn claims_without_an_answer_are_listed() {
    let mut sample = Sample::new();
    for (id, day, stance) in [
        ("asked", "01", Stance::Affirms),
        ("silent", "02", Stance::Affirms),
        ("proposal", "03", Stance::Proposes),
        ("accused", "04", Stance::Accuses),
        ("reply", "05", Stance::Denies),
    ] {
        sample.event(id, Kind::Statement, &format!("2025-12-{day}")).stance = Some(stance);
    }
    let claim = sample.claim("talks");
    sample.event("on-claim", Kind::Statement, "2025-12-06").about =
        vec![About { claim, stance: Some(Stance::Affirms), hedged: false }];
    sample.event("meeting", Kind::Meeting, "2025-12-06").stance = Some(Stance::Affirms);
    sample.link("reply", LinkKind::RespondsTo, "asked");
    sample.link("reply", LinkKind::Contradicts, "silent");
    let timeline = sample.timeline();
    let (text, json) = whole(&timeline);
    assert_eq!(json["unanswered"], serde_json::json!(["silent", "accused", "on-claim"]), "{text}");
    assert!(text.contains("# Claims that no logged event answers: 3\n"), "with their number:\n{text}");
    assert!(
        text.contains("- » silent · no speaker named — contradicted\n"),
        "a contradiction is no answer:\n{text}"
    );
}

#[test]
fn data_has_no_nulls_and_names_events_by_id() {
    let mut sample = statements(&[("claim", "01"), ("answer", "02")]);
    sample.event("open", Kind::Statement, "../2025-12-12");
    sample.link("answer", LinkKind::Denies, "claim");
    sample.link("open", LinkKind::Denies, "claim");
    let timeline = sample.timeline();
    let (_, json) = whole(&timeline);
    let written = json.to_string();
    assert!(!written.contains("null"), "what is absent is left out: {written}");
    let answer =
        json["threads"][0]["events"].as_array().expect("events").iter().find(|e| e["id"] == "answer");
    let answer = answer.expect("by id");
    assert_eq!(answer["under"], "claim", "what it hangs on");
    assert_eq!(
        answer["links"][0]["links"][0],
        serde_json::json!({"type": "denies", "basis": "stated"}),
        "{answer}"
    );
    assert_eq!(answer["links"][0]["lag"]["max_seconds"], 48 * 3600, "in seconds");
    assert_eq!(answer["links"][0]["lag"]["within_24h"], "possible", "and what that says");
}

#[test]
fn a_long_thread_is_drawn_whole_and_costs_no_stack() {
    let mut sample = Sample::new();
    for nth in 0..3000 {
        sample.event(&format!("e{nth:04}"), Kind::Statement, "2025-12-20");
    }
    for nth in 1..3000 {
        sample.link(&format!("e{nth:04}"), LinkKind::RespondsTo, &format!("e{:04}", nth - 1));
    }
    let timeline = sample.timeline();
    let (text, _) = whole(&timeline);
    let drawn = text.lines().filter(|line| line.contains("» e")).count();
    assert_eq!(drawn, 3000, "every event has a line");
    assert!(text.contains(": » e2999 · no speaker named\n"), "the last too");
    assert!(
        text.contains("responds to e2998 0 – 24 h later"),
        "where it is too deep, what it hangs on is named"
    );
    let drawn = text.lines().filter(|line| line.contains("» e"));
    assert!(drawn.map(str::len).max().is_some_and(|most| most < 200), "no line is driven off the page");
}

proptest! {
    #[test]
    fn every_event_of_a_thread_is_drawn_once(
        links in prop::collection::vec((0usize..9, 0usize..9, 0usize..10), 0..16)
    ) {
        let mut sample = Sample::new();
        for nth in 0..9 {
            sample.event(&format!("e{nth}"), Kind::Statement, &format!("2025-12-1{nth}"));
        }
        for (from, to, kind) in &links {
            sample.link(&format!("e{from}"), LinkKind::ALL[*kind], &format!("e{to}"));
        }
        let timeline = sample.timeline();
        let now = now();
        let scope = Scope::new(&timeline, timeline.order(), &now);
        let mut drawn = Vec::new();
        for thread in tree::threads(&scope) {
            let mut open = page::branches(&thread, &scope);
            while let Some(branch) = open.pop() {
                let named = branch.line.iter().rev().find_map(|span| match span {
                    Span::Event(ix) => Some(*ix),
                    _ => None,
                });
                drawn.extend(named);
                open.extend(branch.branches);
            }
        }
        drawn.sort();
        let tied = |ix: &EventIx| timeline.threads().thread(*ix).len() > 1;
        let wanted: Vec<EventIx> = (0..9).map(EventIx).filter(tied).collect();
        prop_assert_eq!(drawn, wanted, "once each, whatever circles the links make");
    }
}
