//! What room is short for is cut by itself: the program's own words stay whole.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use chrono_tz::Tz;

use super::written;
use crate::event::EventIx;
use crate::event::date::{Day, Now};
use crate::export::Format;
use crate::filter::{Context, Filter};
use crate::store::{Input, Store};
use crate::timeline::Timeline;
use crate::timeline::sample::of_yaml;

fn demonstration() -> Timeline {
    let store = Store::load(&[Input::Path(Path::new(env!("CARGO_MANIFEST_DIR")).join("data"))]);
    Timeline::new(Arc::new(store.expect("the demonstration store is read")), None)
}

/// The brief of some events of a store.
fn brief(timeline: &Timeline, keep: impl Fn(EventIx) -> bool) -> String {
    let shown: Vec<EventIx> = timeline.order().iter().copied().filter(|ix| keep(*ix)).collect();
    written(Format::Brief, timeline, &shown, "2026-11-27")
}

/// The brief of the days from `first` to `last`, `2025-12-10`.
fn window(timeline: &Timeline, first: Day, last: Day) -> String {
    brief(timeline, |ix| {
        let date = &timeline.event(ix).date;
        date.first_day() <= last && date.last_day() >= first
    })
}

fn day(text: &str) -> Day {
    let now = Now::parse(text, Tz::UTC).expect("a day");
    now.today
}

/// The lines of *In short*.
fn short(brief: &str) -> Vec<&str> {
    let part = brief.split("## In short\n\n").nth(1).and_then(|rest| rest.split("\n\n").next());
    part.unwrap_or_default().lines().collect()
}

#[test]
fn quotes_and_brackets_balance_in_every_window_of_december() {
    let timeline = demonstration();
    // One window of each start: 5 to 13 days.
    for nth in 0..26 {
        let (first, length) = (day(&format!("2025-12-{:02}", nth + 1)), 13 - nth * 2 % 9);
        let text = window(&timeline, first, first.plus_days(length - 1));
        for line in short(&text) {
            for (open, close) in [('“', '”'), ('(', ')')] {
                let n = |sign| line.matches(sign).count();
                assert_eq!(n(open), n(close), "{open} and {close} balance, {length} days: {line}");
            }
        }
    }
}

/// Three states, a spokesman of each, and outlets.
const WORLD: &str = "
actors:
- {id: oslo, name: Oslo State, kind: state}
- {id: rome, name: Rome State, kind: state}
- {id: ann, name: Ann, kind: person, part_of: oslo}
- {id: ben, name: Ben, kind: person, part_of: rome}
outlets: [{id: open, name: Open Paper, kind: media}]
";

/// The whole brief of [`WORLD`] with what is added to it.
fn whole(more: &str) -> String {
    brief(&of_yaml(&format!("{WORLD}{more}")), |_| true)
}

#[test]
fn a_week_of_the_demonstration_store_keeps_its_titles() {
    let timeline = demonstration();
    let text = window(&timeline, day("2025-12-15"), day("2025-12-21"));
    let told = text.split("\n## Sources").next().unwrap_or_default();
    let cut: Vec<&str> = told.lines().filter(|line| line.contains('…')).collect();
    assert!(cut.len() <= 12, "{} lines are cut: {cut:#?}", cut.len());
    assert!(text.contains("SBU says an underwater drone disabled a submarine"), "{text}");
}

#[test]
fn what_is_left_out_is_more_and_not_earlier() {
    let timeline = demonstration();
    let text = window(&timeline, day("2025-12-22"), day("2025-12-28"));
    assert!(!text.contains("earlier line") && text.contains(" more lines, left out for length"), "{text}");
    let text = window(&timeline, day("2025-12-10"), day("2025-12-22"));
    assert!(!text.contains(" earlier; ") && text.contains(" events: 3 more; "), "{text}");
}

#[test]
fn a_gap_of_entries_says_what_it_is() {
    let timeline = demonstration();
    let (now, bookmarks) = (Now::parse("2026-11-27", Tz::UTC).expect("a day"), HashSet::new());
    let filter = Filter::parse("actor:turkey").expect("the filter is read");
    let query = filter
        .bind(&timeline, Context { now: &now, bookmarks: &bookmarks, unseen: &bookmarks })
        .expect("the actor is known");
    let matching = query.run(&timeline);
    let text = brief(&timeline, |ix| matching.contains(ix));
    let told = "Prime Minister's Office (UK): no entry for 28 covered days until 23 Nov 2025; ";
    assert!(text.contains(told), "{text}");
}

#[test]
fn every_row_of_the_matrix_has_a_cell_and_who_opposes_a_column() {
    let mut more = String::new();
    let _ =
        writeln!(more, "claims: [{{id: c, text: Troops}}, {{id: d, text: Consent}}, {{id: e, text: Land}}]");
    let mut actors = String::from("actors:\n");
    for nth in 0..9 {
        let _ = writeln!(actors, "- {{id: s{nth}, name: State {nth}, kind: state}}");
    }
    let world = WORLD.replacen("actors:\n", &actors, 1);
    let states: Vec<String> = (0..7).map(|nth| format!("s{nth}")).collect();
    let said = |id: &str, who: &str, about: &str| {
        format!(
            "- {{id: {id}, kind: statement, date: 2025-01-02, title: {id}, actors: [{who}], about: [{about}]}}\n"
        )
    };
    more.push_str("events:\n");
    more += &said("one", &states.join(", "), "{claim: c, stance: supports}, {claim: d, stance: supports}");
    more += &said("two", "rome", "{claim: c, stance: opposes}");
    more += &said("three", "s7", "{claim: e, stance: affirms}");
    more += &said("four", "s8", "{claim: e, stance: denies}");
    let text = brief(&of_yaml(&format!("{world}{more}")), |_| true);
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
    assert!(rows[0].contains("| Rome State |"), "who opposes has a column: {rows:#?}");
    assert_eq!(rows.len(), 5, "{rows:#?}");
    for row in &rows[2..] {
        let cells: Vec<&str> = row.trim_matches('|').split('|').skip(1).map(str::trim).collect();
        assert!(cells.iter().any(|cell| !cell.is_empty()), "a row has a cell: {row}");
    }
    assert!(
        rows.iter().any(|row| row.contains("| A 2 Jan 2025, no source | D 2 Jan 2025")),
        "both sides: {rows:#?}"
    );
}

#[test]
fn meetings_of_which_it_is_not_known_are_told_as_perhaps() {
    let met = |id: &str, date: &str, rest: &str| {
        format!("- {{id: {id}, kind: meeting, date: '{date}', title: {id}, actors: [ann, ben]{rest}}}\n")
    };
    let events = met("a", "2025-08-14", "")
        + &met("b", "2025-08-16", ", format: mixed")
        + &met("c", "2026-01-23T18:30/2026-01-24", "");
    let text = whole(&format!("events:\n{events}"));
    assert!(text.contains("- Ann – Ben: 2 meetings, perhaps 1 more, last 23–24 Jan 2026\n"), "{text}");
}

#[test]
fn several_unnamed_sources_affirm() {
    let timeline = demonstration();
    let text = window(&timeline, day("2025-12-15"), day("2025-12-21"));
    assert!(text.contains("sources of Reuters affirm ("), "{text}");
}

#[test]
fn an_unknown_number_is_told_once() {
    let raid = |id: &str, count: &str| {
        format!(
            "- {{id: {id}, kind: strike, date: 2025-01-02, title: {id}, actors: {{attacker: oslo}}, figures: [{{metric: \
             launched, weapon: drone, count: {count}, by: rome}}]}}\n"
        )
    };
    let text = whole(&format!("events:\n{}{}", raid("a", "10"), raid("b", "unknown")));
    assert!(text.contains("10 drones launched and once an unknown number"), "{text}");
}

#[test]
fn what_begins_behind_a_full_stop_has_a_capital_and_a_label_stands_once() {
    let source =
        |nth: usize| format!("{{outlet: open, url: 'https://example.org/{nth}', corrected: 2025-02-0{nth}}}");
    let values = |of: &str| format!("{{field: {of}, values: [{{value: one}}, {{value: two}}]}}");
    let events = format!(
        "- {{id: a, kind: other, date: 2025-01-02, title: A, sources: [{}], conflicts: [{}, {}]}}\n\
         - {{id: b, kind: other, date: 2025-01-03, title: B, sources: [{}]}}\n",
        source(1),
        values("killed"),
        values("did it happen"),
        source(2),
    );
    let text = whole(&format!("events:\n{events}"));
    assert!(text.contains(": killed: one; two. The question “did it happen”: one; two\n"), "{text}");
    let told = "**Source corrected or withdrawn:** A (2 Jan 2025), corrected 1 Feb 2025; B (3 Jan 2025), corrected 2 Feb 2025.";
    assert!(text.contains(told), "{text}");
}

#[test]
fn cells_of_the_key_facts_hold_the_heaviest_and_count_the_rest() {
    let mut yaml =
        String::from("actors: [{id: u, name: Utopia, kind: state}, {id: o, name: Other}]\nclaims:\n");
    for nth in 0..6 {
        let _ = writeln!(yaml, "- {{id: c{nth}, text: Claim {nth}}}");
    }
    yaml.push_str("events:\n");
    for nth in 0..9 {
        let (day, who) = (nth + 1, if nth == 4 { "u" } else { "o" });
        let _ = writeln!(
            yaml,
            "- {{id: m{nth}, kind: meeting, date: 2025-12-0{day}, title: Met {nth}, actors: {{party: [{who}]}}}}"
        );
    }
    for nth in 0..7 {
        let (claim, stance) = if nth == 6 { (1, "denies") } else { (nth, "affirms") };
        let _ = writeln!(
            yaml,
            "- {{id: s{nth}, kind: statement, date: 2025-11-0{}, title: Said {nth}, actors: [u], about: [{{claim: c{claim}, stance: {}}}]}}",
            nth + 1,
            if nth == 5 { "no-comment" } else { stance },
        );
    }
    let (text, _) = super::document(&yaml, "", &crate::export::Options::default());
    let row = |aspect: &str| text.lines().find(|line| line.starts_with(aspect)).unwrap_or_default();
    let met = row("| Date and setting");
    let at = |title: &str| met.find(title).unwrap_or(usize::MAX);
    assert!(
        at("[Met 4]") < at("[Met 7]") && at("[Met 7]") < at("[Met 8]"),
        "the state's among the last: {met}"
    );
    assert!(met.contains("; and 6 more (see Chronology)") && !met.contains("Met 6"), "{met}");
    let said = row("| Position of Utopia");
    assert!(said.contains("| denies: Claim 1") && !said.contains("Claim 5"), "the change first: {said}");
    assert!(said.contains("Claim 4") && said.contains("Claim 3"), "then the latest: {said}");
    assert!(said.contains("; and 3 more (see Chronology)"), "{said}");
}
