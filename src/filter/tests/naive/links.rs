//! The documentation of links and response times implemented literally.

use std::collections::BTreeSet;

use super::{TODAY, compares, like, span};
use crate::event::{Event, EventIx, Kind, LinkKind, Status};
use crate::timeline::Timeline;

const ANSWERS: [LinkKind; 3] = [LinkKind::Denies, LinkKind::Confirms, LinkKind::RespondsTo];

/// Returns whether another event that occurred has a link of one of `kinds` to this one.
pub(super) fn pointed_at(timeline: &Timeline, ix: EventIx, kinds: &[LinkKind]) -> bool {
    others(timeline, ix)
        .filter(|(_, event)| event.status == Status::Occurred)
        .any(|(_, event)| event.links.iter().any(|l| l.to == ix && kinds.contains(&l.kind)))
}

pub(super) fn answered(timeline: &Timeline, ix: EventIx) -> bool {
    pointed_at(timeline, ix, &ANSWERS)
}

fn others(timeline: &Timeline, ix: EventIx) -> impl Iterator<Item = (EventIx, &Event)> {
    timeline
        .order()
        .iter()
        .map(|other| (*other, timeline.event(*other)))
        .filter(move |(other, _)| *other != ix)
}

/// Returns whether the event can be reached from one that `value` names, over links in either direction.
pub(super) fn tied(value: &str, loosely: bool, timeline: &Timeline, ix: EventIx) -> bool {
    let mut reached = BTreeSet::from([ix]);
    for _ in timeline.order() {
        for from in timeline.order() {
            for link in &timeline.event(*from).links {
                let loose = matches!(link.kind, LinkKind::Follows | LinkKind::PartOf);
                if (loosely || !loose) && (reached.contains(from) || reached.contains(&link.to)) {
                    reached.extend([*from, link.to]);
                }
            }
        }
    }
    reached.iter().any(|other| like(value, timeline.event(*other).id.as_str()))
}

/// Returns whether the event was proposed or scheduled, its latest instant is past, and no outcome is linked.
pub(super) fn lapsed(timeline: &Timeline, ix: EventIx) -> bool {
    let event = timeline.event(ix);
    let open = |e: &Event| [Status::Proposed, Status::Scheduled].contains(&e.status);
    let (begins, ends) = span(event.date.text());
    let tells = |other: &Event, kind: LinkKind| match kind {
        LinkKind::Supersedes => true,
        LinkKind::RespondsTo | LinkKind::Follows | LinkKind::Amplifies | LinkKind::OvertakenBy => false,
        _ => other.status == Status::Occurred && span(other.date.text()).1 >= begins,
    };
    let has_outcome = others(timeline, ix)
        .any(|(_, other)| other.links.iter().any(|link| link.to == ix && tells(other, link.kind)));
    let void = event.links.iter().any(|link| link.kind == LinkKind::OvertakenBy);
    open(event) && ends.as_str() < TODAY && !has_outcome && !void && event.outcome.is_none()
}

/// Returns whether the event is a statement that answered some event certainly within the given time.
pub(super) fn lag(value: &str, timeline: &Timeline, ix: EventIx) -> bool {
    let answer = timeline.event(ix);
    answer.kind == Kind::Statement
        && answer.status == Status::Occurred
        && answer.links.iter().filter(|l| ANSWERS.contains(&l.kind)).any(|link| {
            let claim = timeline.event(link.to);
            let (c1, c2) = began(claim);
            let (d1, d2) = began(answer);
            let doubt = |e: &Event| e.date.text().contains(['~', '?']);
            if d2 <= c1 || doubt(claim) || doubt(answer) || (d1 < c2 && (c1 == FIRST || d2 == LAST)) {
                return false;
            }
            let least = (d1 - c2).max(0);
            let most = if c1 == FIRST || d2 == LAST { i64::MAX / 60 } else { d2 - c1 };
            let minutes = |text: &str| match text.strip_suffix('h') {
                Some(hours) => hours.parse::<i64>().expect("hours") * 60,
                None => text.trim_end_matches('d').parse::<i64>().expect("days") * 24 * 60,
            };
            match value.split_once("..") {
                Some((low, high)) => least >= minutes(low) && most <= minutes(high),
                None if value.starts_with('<') => most <= minutes(value.trim_start_matches(['<', '='])),
                None if value.starts_with(">=") => least >= minutes(value.trim_start_matches(">=")),
                None => least > minutes(value.trim_start_matches('>')),
            }
        })
}

const FIRST: i64 = i64::MIN / 4;
const LAST: i64 = i64::MAX / 4;

/// Returns the minutes from which and before which an event began, by its date and when it was first seen.
fn began(event: &Event) -> (i64, i64) {
    let text = event.date.text();
    let start = text.split('/').next().expect("a date has a start");
    let (from, before) = if start == ".." {
        (FIRST, minute(&span(text).1) + 24 * 60)
    } else {
        let (first, last) = span(start);
        (minute(&first), minute(&last) + 24 * 60)
    };
    let seen = event.first_seen.as_ref().map(|seen| minute(seen.text()));
    (from, seen.filter(|seen| *seen > from).map_or(before, |seen| seen.min(before)))
}

/// Returns minutes since some fixed day, for `2025-12-20` or `2025-12-20T08:00`.
fn minute(text: &str) -> i64 {
    let number = |at: std::ops::Range<usize>| text.get(at).and_then(|t| t.parse::<i64>().ok()).unwrap_or(0);
    let (year, month, day) = (number(0..4), number(5..7), number(8..10));
    let leap = |year: i64| year % 4 == 0;
    let lengths = [31, if leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let before: i64 = lengths.iter().take(month as usize - 1).sum();
    let years: i64 = (2000..year).map(|y| if leap(y) { 366 } else { 365 }).sum();
    ((years + before + day) * 24 + number(11..13)) * 60 + number(14..16)
}

pub(super) fn roots(value: &str, event: &Event) -> bool {
    let all: BTreeSet<_> = event.sources.iter().filter_map(|s| super::SOURCES[s.index()].3).collect();
    compares(value, all.len() as u64)
}

#[test]
fn minutes_count_over_months_and_leap_years() {
    assert_eq!(minute("2024-03-01") - minute("2024-02-28"), 2 * 24 * 60, "2024 has a 29 February");
    assert_eq!(minute("2026-01-01T01:30") - minute("2025-12-31"), 24 * 60 + 90, "into the next year");
}
