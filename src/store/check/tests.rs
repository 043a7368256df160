//! What `check` questions, and what it accepts.

use crate::event::date::Now;
use crate::store::{Input, Problem, Store};

/// Writes a store, loads it and returns what deserves a look: `line:col: message | hint`.
pub(super) fn reported(text: &str) -> Vec<String> {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("s.yaml");
    crate::store::write::write(&path, text.as_bytes(), crate::store::write::Replace::Nothing)
        .expect("written");
    let store = Store::load(&[Input::Path(path)]).expect("a store");
    let now = Now::parse("2026-01-05", chrono_tz::Tz::UTC).expect("a day");
    super::warnings(&store, &now).iter().map(Problem::reported).collect()
}

#[test]
fn an_hour_that_came_twice_or_never_is_asked_about() {
    let reported = reported(
        "venues:
- {id: london, name: London, kind: city, timezone: Europe/London}
- {id: apia, name: Apia, kind: city, timezone: Pacific/Apia}
events:
- {id: gap, kind: meeting, date: '2024-03-31T01:30', title: t, venue: london}
- {id: fold, kind: meeting, date: '2024-10-27T01:30', title: t, venue: london}
- {id: offset, kind: meeting, date: '2024-10-27T01:30+00:00', title: t, venue: london}
- {id: noday, kind: other, date: '2011-12-30', title: t, venue: apia}
",
    );
    assert_eq!(
        reported,
        [
            "5:34: 2024-03-31T01:30 does not exist in London: the clocks skipped that hour | write the offset that was meant, such as +01:00, or the hour the clocks showed",
            "6:35: 2024-10-27T01:30 occurred twice in London: the clocks were put back | write 2024-10-27T01:30+01:00 or 2024-10-27T01:30+00:00",
            "8:34: 2011-12-30 does not exist in Apia: the zone skipped the day",
        ],
        "each at its date"
    );
}

#[test]
fn an_offset_that_no_zone_keeps_is_asked_about() {
    let reported = reported(
        "events:
- {id: a, kind: meeting, date: 2025-03-01T10:00-11:30, title: t}
- {id: b, kind: statement, date: '2025-03-02T14:05+03:17', title: t}
- {id: c, kind: statement, date: '2025-03-02T14:05-13:00', title: t}
- {id: d, kind: statement, date: '2025-03-02T14:05+05:45', title: Kathmandu, first_seen: '2025-03-02T14:06+03:30'}
- {id: e, kind: statement, date: '2025-03-02T14:05-03:00', title: Brasilia}
",
    );
    assert_eq!(
        reported,
        [
            "2:32: no zone has the offset -11:30 | write 2025-03-01T10:00/2025-03-01T11:30 if you mean 10:00 to 11:30",
            "3:34: no zone has the offset +03:17 | an offset says how far the clock is ahead of UTC: +03:00 in Moscow, -05:00 in New York",
            "4:34: no zone has the offset -13:00 | an offset says how far the clock is ahead of UTC: +03:00 in Moscow, -05:00 in New York",
        ],
        "and no other"
    );
}

#[test]
fn a_year_that_a_slip_made_is_asked_about() {
    let years = |years: &[&str]| {
        let events: Vec<String> = years
            .iter()
            .map(|date| format!("- {{kind: strike, date: {date}, title: on {date}}}\n"))
            .collect();
        reported(&format!("events:\n{}", events.concat()))
    };
    assert_eq!(
        years(&["0025-09-12", "2025-09-13", "2025-09-13T14:05:33Z", "Y20225", "2205-09-13"]),
        [
            "2:24: the year 25 is far from all others in the store, and one typing slip from 2025 | write 2025-09-12 if you mean 2025",
            "5:24: the year 20225 is far from all others in the store, and one typing slip from 2025 | write 2025 if you mean 2025",
            "6:24: the year 2205 is far from all others in the store, and one typing slip from 2025 | write 2025-09-13 if you mean 2025",
        ],
        "slips are reported with what was meant"
    );
    let background =
        ["1945-05-08", "1994-12-05", "2014-03-18", "2015-02-12", "2035", "2025-01-01", "2025-02-01"];
    assert_eq!(years(&background), [""; 0], "background and plans are none");
    assert_eq!(
        years(&["1025-01-01", "1026-01-01", "1026-03-01"]),
        [""; 0],
        "nor is a chronicle of another age"
    );
}

#[test]
fn a_broken_event_mentions_nobody_wherever_it_stands() {
    let good = "- {kind: other, date: 2025, title: A, venue: Nowhere}\n";
    let broken = "- {kind: other, date: 2025, title: '', venue: Nowhere}\n";
    let told = |text: String| {
        let store = Store::from_texts([("a.yaml", text.into_bytes())]);
        let all = store.problems.iter().filter(|one| one.code.0 == "unregistered");
        all.map(|one| one.message.clone()).collect::<Vec<_>>()
    };
    let before = told(format!("events:\n{broken}{good}"));
    assert_eq!(before, ["venue `Nowhere` is not in `venues`"]);
    assert_eq!(told(format!("events:\n{good}{broken}")), before, "in any order");
}

#[test]
fn hidden_signs_are_taken_from_names_alone() {
    let fix = |text: &str| {
        let found = super::written::mendable(std::path::Path::new("a.yaml"), text.as_bytes());
        found.into_iter().next().and_then(|problem| problem.fix)
    };
    let titled = "events:\n- {kind: other, date: 2025, title: a\u{200b}b}\n";
    assert_eq!(fix(titled), None, "a title may be the words of others");
    assert!(fix("actors:\n- {id: a, name: An\u{200b}na}\n").is_some(), "a name is compared");
    assert_eq!(fix("actors:\n- {id: a, name: An\u{202e}na}\n"), None, "it shows otherwise without");
}
