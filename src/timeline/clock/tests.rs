use super::*;
use crate::event::{Kind, LinkKind, Status, Word as _};
use crate::timeline::sample::{Sample, date};

const HOUR: i64 = 3600;

/// Returns the response time from a claim of one date to an answer of another, both in UTC.
fn lag(claim: &str, answer: &str) -> Response {
    let mut sample = Sample::new();
    sample.event("claim", Kind::Statement, claim);
    sample.event("answer", Kind::Statement, answer);
    let store = sample.store();
    let event = |id| store.event(store.find(id).expect("it is there"));
    exact(response(&store, event("claim"), event("answer")))
}

fn after(min: i64, max: Option<i64>, order_uncertain: bool) -> Response {
    Response::After { min, max, order_uncertain, doubted: false, fine: Fine::default() }
}

/// Returns a response without which bounds are known to the minute.
fn exact(response: Response) -> Response {
    match response {
        Response::After { min, max, order_uncertain, doubted, .. } => {
            Response::After { min, max, order_uncertain, doubted, fine: Fine::default() }
        }
        other => other,
    }
}

#[test]
fn days_are_half_open() {
    let next = lag("2025-12-20", "2025-12-21");
    assert_eq!(next, after(0, Some(48 * HOUR), false), "the first day ends where the next begins");
    assert_eq!(next.within(A_DAY), Some(Within::Possible), "0 – 48 h may be within 24 h");
    let same = lag("2025-12-20", "2025-12-20");
    assert_eq!(same, after(0, Some(24 * HOUR), true), "on one day either may have come first");
    assert_eq!(same.within(A_DAY), Some(Within::Yes), "but less than 24 h lie between them");
    assert_eq!(
        lag("2025-12-20", "2025-12-22").within(A_DAY),
        Some(Within::Possible),
        "exactly 24 h at least"
    );
    assert_eq!(
        lag("2025-12-20", "2025-12-23"),
        after(48 * HOUR, Some(96 * HOUR), false),
        "two whole days lie between"
    );
    assert_eq!(lag("2025-12-20", "2025-12-23").within(A_DAY), Some(Within::No), "more than 24 h at least");
    assert_eq!(
        lag("2025-12-20T10:00", "2025-12-21T10:00").within(A_DAY),
        Some(Within::Possible),
        "a minute is not an instant: 23 h 59 to 24 h 01"
    );
}

#[test]
fn what_came_before_has_no_lag() {
    assert_eq!(lag("2025-12-21", "2025-12-20"), Response::Preemptive, "the answer ended as the claim began");
    assert_eq!(lag("2025-12-21", "2025-12-20").within(A_DAY), None, "it is neither soon nor late");
    assert_eq!(
        lag("2025-12-21", "2025-12"),
        after(0, Some(11 * A_DAY), true),
        "a month that holds the day may have come before or after"
    );
}

#[test]
fn open_dates_bound_what_they_can() {
    assert_eq!(
        lag("../2025-07-01", "2025-07-10"),
        after(8 * A_DAY, None, false),
        "begun by the 1st at the latest"
    );
    assert_eq!(
        lag("../2025-07-01", "2025-07-10").within(A_DAY),
        Some(Within::No),
        "that is enough to be late"
    );
    assert_eq!(
        lag("2025-07-01", "2025-07-10/.."),
        after(8 * A_DAY, Some(10 * A_DAY), false),
        "a start suffices"
    );
    let no_start = after(0, Some(10 * A_DAY), true);
    assert_eq!(lag("2025-07-01", "../2025-07-10"), no_start, "an answer without a start may have come first");
    assert_eq!(
        lag("2025-07-01/..", "2025-07-10/.."),
        after(8 * A_DAY, Some(10 * A_DAY), false),
        "ends say nothing"
    );
    assert_eq!(
        lag("../2025-07-01", "../2025-07-10"),
        Response::Unknown,
        "neither has a start: nothing bounds it"
    );
    assert_eq!(Response::Unknown.within(A_DAY), None, "nothing is said of it");
}

#[test]
fn a_date_in_doubt_is_never_certain() {
    for (claim, answer) in [("2025-12-20~", "2025-12-20"), ("2025-12-01", "2025-12-20?")] {
        let lag = lag(claim, answer);
        assert_eq!(lag.within(A_DAY), Some(Within::Possible), "{claim} and {answer}: the mark may move it");
        assert_eq!(lag.certain(), None, "so no filter matches it");
    }
}

#[test]
fn publications_cap_what_they_can_and_no_more() {
    let cap = |first_seen: Option<&str>, published: &[&str]| {
        let mut sample = Sample::new();
        let sources: Vec<_> = published
            .iter()
            .map(|text| {
                let ix = sample.source(None, "https://a.example/", &[]);
                sample.source_mut(ix).published = Some(date(text));
                ix
            })
            .collect();
        sample.event("claim", Kind::Statement, "2025-12-20T12:00");
        let answer = sample.event("answer", Kind::Statement, "2025-12");
        answer.sources = sources;
        answer.first_seen = first_seen.map(date);
        let store = sample.store();
        let event = |id| store.event(store.find(id).expect("it is there"));
        response(&store, event("claim"), event("answer"))
    };
    let max = |response| match response {
        Response::After { max: Some(max), .. } => max,
        other => panic!("{other:?} has an end"),
    };
    assert_eq!(max(cap(None, &[])), 11 * A_DAY + 12 * HOUR, "the end of the month");
    assert_eq!(max(cap(Some("2025-12-21T10:00"), &[])), 22 * HOUR, "first seen at 10:00 the next day");
    assert_eq!(
        max(cap(None, &["2025-12-22", "2025-12-21"])),
        36 * HOUR,
        "the earliest page, by the end of its day"
    );
    assert_eq!(max(cap(Some("2025-12-21T10:00"), &["2025-12-20T13:00"])), HOUR, "whichever is earlier");
    assert_eq!(
        max(cap(None, &["2025-11-30"])),
        11 * A_DAY + 12 * HOUR,
        "a page from before the event is ignored"
    );
    assert_eq!(
        cap(Some("2025-12-20?"), &[]).within(A_DAY),
        Some(Within::Possible),
        "a doubtful cap makes nothing certain"
    );
}

#[test]
fn only_statements_answer_and_each_event_once() {
    let mut sample = Sample::new();
    for (id, kind) in [("claim", Kind::Statement), ("words", Kind::Statement), ("strike", Kind::Strike)] {
        sample.event(id, kind, "2025-12-20");
    }
    for kind in [LinkKind::Denies, LinkKind::RespondsTo, LinkKind::Contradicts] {
        sample.link("words", kind, "claim");
    }
    sample.link("strike", LinkKind::RespondsTo, "claim");
    let store = sample.store();
    let count = |id| responses(&store, store.find(id).expect("it is there")).len();
    assert_eq!(count("words"), 1, "denying and responding to one event is one answer");
    assert_eq!(count("strike"), 0, "a strike is no answer by the clock");
    assert_eq!(count("claim"), 0, "a claim answers nothing");
}

#[test]
fn only_what_occurred_answers() {
    for status in Status::ALL.iter().copied() {
        let mut sample = Sample::new();
        sample.event("claim", Kind::Statement, "2025-12-20").status = Status::Alleged;
        sample.event("answer", Kind::Statement, "2025-12-21").status = status;
        sample.link("answer", LinkKind::Denies, "claim");
        let store = sample.store();
        let count = responses(&store, store.find("answer").expect("it is there")).len();
        assert_eq!(count, usize::from(status == Status::Occurred), "an answer that is {status}");
    }
}

#[test]
fn the_vector_of_the_response_clock() {
    let store = Store::from_texts([(
        "s.yaml",
        "events:
- {id: answer, kind: statement, date: 2025-12-21, title: t, venue: moscow, first_seen: '2025-12-21T11:10+03:00'}
- {id: plain, kind: statement, date: 2025-12-20, title: t, venue: kyiv, first_seen: '2025-12-20T16:55+02:00'}
venues:
- {id: moscow, name: Moscow, timezone: Europe/Moscow}
- {id: kyiv, name: Kyiv, timezone: Europe/Kyiv}
",
    )]);
    let event = |id| store.event(store.find(id).expect("it is there"));
    let lag = response(&store, event("plain"), event("answer"));
    assert_eq!(exact(lag), after(6 * HOUR + 300, Some(34 * HOUR + 600), false), "exactly 6 h 05 to 34 h 10");
    assert_eq!(lag.to_string(), "6 – 35 h", "told as coarse as it is known");
    assert_eq!(lag.within(A_DAY), Some(Within::Possible), "within a day perhaps");
}
