use super::*;
use crate::event::date::Day;

/// Returns a day of 2025 by its number, from 1.
fn day(nth: i64) -> String {
    Day::from_civil(2025, 1, 1).plus_days(nth - 1).iso()
}

/// Reports on an actor who speaks on the given days of 2025 in a store that covers `coverage`, and on another actor
/// who speaks last.
fn speaks(days: &[i64], coverage: &[&str], last: i64, more: impl FnOnce(&mut Sample, ActorIx)) -> Shifts {
    let mut sample = Sample::new();
    let [actor, other] = ["quiet", "other"].map(|id| sample.actor(id, ActorKind::Person));
    for nth in days {
        let event = sample.event(&format!("e{nth:03}"), Kind::Statement, &day(*nth));
        cast(event, Role::Speaker, &[actor]);
    }
    let event = sample.event("last", Kind::Statement, &day(last));
    cast(event, Role::Speaker, &[other]);
    more(&mut sample, actor);
    let mut store = sample.store();
    store.meta.coverage = coverage.iter().map(|text| date(text)).collect();
    report(&Timeline::new(Arc::new(store), None))
}

fn rows(shifts: &Shifts) -> &[Silence] {
    shifts.silences.as_ref().map_or(&[], |silences| silences.rows.as_slice())
}

/// Every third day until day 25, which makes eight gaps of two days.
const REGULAR: [i64; 9] = [1, 4, 7, 10, 13, 16, 19, 22, 25];

#[test]
fn a_gap_longer_than_all_past_gaps_is_told() {
    // Day 40 is 9 February, a Sunday, so the gap lasts from day 26 until day 40.
    let report = speaks(&REGULAR, &["2025"], 40, |_, _| {});
    let [row] = rows(&report) else { panic!("one row: {:?}", report.silences) };
    assert_eq!((row.days, row.uncovered), (15, 0), "whole days until the end of the week");
    assert_eq!((row.gaps, row.as_long, row.longest), (8, 0, 2), "against eight gaps of two days");
    let silences = report.silences.as_ref().expect("it covers 2025");
    assert_eq!((silences.ranked, silences.too_few), (1, 1), "who spoke once has no gaps to compare with");
}

#[test]
fn seven_past_gaps_are_too_few_and_two_of_nine_as_long_too_many() {
    let report = speaks(&REGULAR[1..], &["2025"], 40, |_, _| {});
    assert_eq!(rows(&report), [], "seven gaps rank nothing");
    let long = [1, 17, 33, 34, 36, 38, 40, 42, 44, 46, 48];
    let report = speaks(&long, &["2025"], 61, |_, _| {});
    assert_eq!(rows(&report), [], "two gaps of nine were as long: {:?}", report.silences);
}

#[test]
fn a_past_gap_of_the_same_length_counts_as_long() {
    let days = [1, 4, 7, 10, 13, 16, 19, 22, 25, 28, 44];
    // Day 59 is 28 February, the last covered day. The gap has 15 days, like the one after day 28.
    let report = speaks(&days, &["2025-01-01/2025-02-28"], 59, |_, _| {});
    let [row] = rows(&report) else { panic!("one row: {:?}", report.silences) };
    assert_eq!((row.days, row.as_long, row.gaps, row.longest), (15, 1, 10, 15), "one of ten was as long");
}

#[test]
fn only_covered_days_count() {
    let report = speaks(&REGULAR, &["2025-01-01/2025-01-30", "2025-02-09"], 40, |_, _| {});
    let [row] = rows(&report) else { panic!("one row: {:?}", report.silences) };
    assert_eq!((row.days, row.uncovered), (6, 9), "days 26 to 30 and day 40; nine that nobody looked at");
    let report = speaks(&REGULAR, &["2025-01-01/2025-01-25"], 40, |_, _| {});
    assert_eq!(rows(&report), [], "where nobody looked nothing is silent");
    let report = speaks(&REGULAR, &["2025-01-01/.."], 40, |_, _| {});
    assert_eq!(rows(&report).len(), 1, "coverage may be open");
}

#[test]
fn a_store_that_does_not_say_what_it_covers_ranks_no_gap() {
    let report = speaks(&REGULAR, &[], 40, |_, _| {});
    assert!(report.silences.is_none(), "nothing logged is not silent");
    assert!(report.covered.is_none(), "nor is it said how much was covered");
}

#[test]
fn being_spoken_of_and_plans_are_no_acts() {
    let report = speaks(&REGULAR, &["2025"], 40, |sample, actor| {
        for (nth, role) in
            [Role::Subject, Role::Addressee, Role::Target, Role::Observer].into_iter().enumerate()
        {
            cast(sample.event(&format!("of{nth}"), Kind::Statement, &day(35)), role, &[actor]);
        }
        for (nth, status) in [Status::Scheduled, Status::Proposed, Status::Cancelled].into_iter().enumerate()
        {
            let event = sample.event(&format!("plan{nth}"), Kind::Meeting, &day(35));
            cast(event, Role::Party, &[actor]);
            event.status = status;
        }
    });
    assert_eq!(rows(&report).iter().map(|row| row.days).collect::<Vec<_>>(), [15], "the gap goes on");
}

#[test]
fn members_act_for_what_they_belong_to() {
    let report = speaks(&REGULAR, &["2025"], 40, |sample, actor| {
        let state = sample.actor("state", ActorKind::State);
        let other = sample.actor("member", ActorKind::Person);
        sample.belongs(actor, state, "", "");
        sample.belongs(other, state, "", "");
        cast(sample.event("member", Kind::Statement, &day(39)), Role::Speaker, &[other]);
    });
    assert_eq!(rows(&report).len(), 1, "the person is silent, the state is not: {:?}", report.silences);
}

#[test]
fn an_entry_that_may_attach_the_gap_takes_the_actor_off_the_list() {
    for coarse in ["2025-02", "2025-02-02~", "2025-02-02?", "[2025-01-30..2025-02-02]"] {
        let report = speaks(&REGULAR, &["2025"], 40, |sample, actor| {
            cast(sample.event("coarse", Kind::Statement, coarse), Role::Speaker, &[actor]);
        });
        assert_eq!(rows(&report), [], "{coarse}: perhaps it was not silent");
    }
    let report = speaks(&REGULAR, &["2025"], 40, |sample, actor| {
        cast(sample.event("coarse", Kind::Statement, "2024-12"), Role::Speaker, &[actor]);
    });
    assert_eq!(rows(&report).len(), 1, "a month before the gap cannot break it");
}

#[test]
fn a_ranged_event_fills_its_days() {
    let report = speaks(&REGULAR, &["2025"], 40, |sample, actor| {
        cast(sample.event("round", Kind::Meeting, "2025-01-26/2025-02-05"), Role::Party, &[actor]);
    });
    assert_eq!(
        rows(&report).iter().map(|row| row.days).collect::<Vec<_>>(),
        [4],
        "the gap begins after the round"
    );
}

#[test]
fn today_is_not_over() {
    let mut sample = Sample::new();
    let actor = sample.actor("quiet", ActorKind::Person);
    for nth in REGULAR {
        cast(sample.event(&format!("e{nth:03}"), Kind::Statement, &day(nth)), Role::Speaker, &[actor]);
    }
    sample.event("other", Kind::Other, &day(40));
    let mut store = sample.store();
    store.meta.coverage = vec![date("2025")];
    let timeline = Timeline::new(Arc::new(store), None);
    let report = report_on(&timeline, "2025-02-09T18:00Z", |_| true);
    assert_eq!(rows(&report).iter().map(|row| row.days).collect::<Vec<_>>(), [14], "days 26 to 39");
}

#[test]
fn covered_days_are_counted_over_many_spans() {
    let mut sample = Sample::new();
    sample.event("e", Kind::Other, "2025-01-01");
    let mut store = sample.store();
    let texts = [
        "2025-01-02/2025-01-03",
        "2025-01-05",
        "2025-01-05/2025-01-06",
        "2025-01-07",
        "2025-02",
        "../2024-12",
    ];
    store.meta.coverage = texts.iter().map(|text| date(text)).collect();
    let coverage =
        super::super::silence::Coverage::of(&Timeline::new(Arc::new(store), None)).expect("it covers days");
    let at = |text: &str| date(text).first_day();
    for (after, until, days) in [
        ("2025-01-01", "2025-03-31", 2 + 3 + 28),
        ("2025-01-02", "2025-01-06", 1 + 2),
        ("2025-01-03", "2025-01-04", 0),
        ("2025-01-05", "2025-01-05", 0),
        ("2025-01-06", "2025-01-05", 0),
        ("2024-12-30", "2025-01-02", 2),
        ("2025-02-10", "2025-02-12", 2),
        ("2025-01-04", "2025-02-01", 3 + 1),
    ] {
        assert_eq!(coverage.between(at(after), at(until)), days, "after {after}, until {until}");
    }
}
