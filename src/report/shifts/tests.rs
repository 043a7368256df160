use std::sync::Arc;

use super::*;
use crate::event::date::Now;
use crate::event::{Event, LinkKind, Role, Status};
use crate::registry::ActorKind;
use crate::store::Store;
use crate::timeline::Timeline;
use crate::timeline::sample::{Sample, cast, date};

mod meetings;
mod silence;

/// Reports on the events of `timeline` that `holds` accepts, as of `now`.
fn report_on(timeline: &Timeline, now: &str, holds: impl Fn(&Event) -> bool) -> Shifts {
    let now = Now::parse(now, chrono_tz::UTC).expect("a day");
    let shown: Vec<_> = timeline.order().iter().copied().filter(|ix| holds(timeline.event(*ix))).collect();
    Shifts::new(&Scope::new(timeline, &shown, &now))
}

fn report(timeline: &Timeline) -> Shifts {
    report_on(timeline, "2026-02-01", |_| true)
}

fn week(report: &Shifts) -> String {
    report.week.map(|week| week.to_string()).unwrap_or_default()
}

fn of_days(dates: &[&str]) -> Timeline {
    Sample::days(dates)
}

#[test]
fn the_week_is_the_last_of_the_view_that_has_begun() {
    let timeline = of_days(&["2025-12-08", "2025-12-21", "2026-01-05", "2026-01"]);
    assert_eq!(week(&report(&timeline)), "2026-W02", "the last week with an event");
    let before = report_on(&timeline, "2025-12-31", |_| true);
    assert_eq!(week(&before), "2025-W51", "what is after now has no week yet");
    let view = report_on(&timeline, "2026-02-01", |event| event.date.text() == "2025-12-08");
    assert_eq!(week(&view), "2025-W50", "the view decides");
    let none = report_on(&timeline, "2026-02-01", |event| event.date.text() == "2026-01");
    assert!(none.is_empty(), "a month is no week");
}

#[test]
fn events_too_coarse_for_a_week_are_told() {
    let timeline = of_days(&["2025-12-08", "2025-12", "2025-10", "2024", "2026"]);
    let report = report_on(&timeline, "2026-02-01", |_| true);
    assert_eq!(report.coarse, 2, "December and October may lie in the nine weeks, 2024 and 2026 may not");
    assert_eq!(report.counts.totals, (1, 0), "they count in neither period");
}

/// Adds statements of `actor` on the given days. Their ids tell which is which.
fn says(sample: &mut Sample, actor: ActorIx, name: &str, days: &[&str]) {
    for (nth, day) in days.iter().enumerate() {
        let event = sample.event(&format!("{name}{nth:02}"), Kind::Statement, day);
        cast(event, Role::Speaker, &[actor]);
    }
}

/// Creates the test vector of the design: 6 of 20 this week, 8 of 120 in the eight weeks before.
fn vector() -> Sample {
    let mut sample = Sample::new();
    let ushakov = sample.actor("ushakov", ActorKind::Person);
    says(&mut sample, ushakov, "now", &["2025-12-15"; 6]);
    says(&mut sample, ushakov, "before", &["2025-10-20"; 8]);
    for nth in 0..14 {
        sample.event(&format!("other-now{nth}"), Kind::Other, "2025-12-21");
    }
    for nth in 0..112 {
        sample.event(&format!("other-before{nth}"), Kind::Other, "2025-12-14");
    }
    sample
}

#[test]
fn six_of_twenty_against_eight_of_120() {
    let timeline = vector().timeline();
    let report = report(&timeline);
    assert_eq!((week(&report).as_str(), report.counts.totals), ("2025-W51", (20, 120)), "Monday to Sunday");
    let [row] = report.counts.rows.as_slice() else { panic!("one row: {:?}", report.counts.rows) };
    assert_eq!((row.now, row.before), (6, 8), "the ends of both periods are included");
    assert!((row.p - 0.0058).abs() < 0.000_05, "p of the design: {}", row.p);
    assert_eq!(
        (report.counts.tested, row.rate.to_bits()),
        (1, row.p.to_bits()),
        "of one test the rate is its p"
    );
    assert!(row.unusual(), "and it is a discovery");
}

#[test]
fn the_ninth_week_before_and_the_future_do_not_count() {
    let mut sample = vector();
    sample.event("too-early", Kind::Other, "2025-10-19");
    sample.event("to-come", Kind::Other, "2025-12-20T12:00Z").status = Status::Scheduled;
    let timeline = sample.timeline();
    let report = report_on(&timeline, "2025-12-20", |event| event.date.text() != "2025-12-21");
    assert_eq!(week(&report), "2025-W51", "the week that now is in");
    assert_eq!(report.counts.totals, (6, 120), "neither what was earlier nor what is to come");
}

#[test]
fn a_filter_chooses_rows_and_changes_no_number() {
    let mut sample = vector();
    let other = sample.actor("peskov", ActorKind::Person);
    says(&mut sample, other, "peskov", &["2025-12-16"; 4]);
    let timeline = sample.timeline();
    let all = report(&timeline);
    let some = report_on(&timeline, "2026-02-01", |event| event.id.as_str() == "now00");
    assert_eq!((all.counts.rows.len(), some.counts.rows.len()), (2, 1), "only who is in the view");
    let (of_all, of_some) = (&all.counts.rows[1], &some.counts.rows[0]);
    assert_eq!(
        (of_all.now, of_all.before),
        (of_some.now, of_some.before),
        "the counts are those of the store"
    );
    assert_eq!(
        of_all.rate.to_bits(),
        of_some.rate.to_bits(),
        "and so is the rate: whatever was tested counts"
    );
    assert_eq!((of_all.outside, of_some.outside), (0, 5), "it is told how many the view has not");
}

#[test]
fn three_in_both_periods_are_tested_and_three_in_the_week_shown() {
    let mut sample = vector();
    for (name, now, before) in [("a", 0, 3), ("b", 2, 1), ("c", 1, 1), ("d", 3, 0)] {
        let actor = sample.actor(name, ActorKind::Person);
        says(&mut sample, actor, &format!("{name}-now"), &["2025-12-16"; 3][..now]);
        says(&mut sample, actor, &format!("{name}-before"), &["2025-11-16"; 3][..before]);
    }
    let timeline = sample.timeline();
    let counts = report(&timeline).counts;
    assert_eq!(counts.tested, 4, "a, b, d and the first: three events in both together");
    let registry = &timeline.store().registry;
    let names: Vec<&str> = counts.rows.iter().map(|row| &*registry.actor(row.actor).id).collect();
    assert_eq!(names, ["d", "ushakov"], "three in the week, the least likely first");
    assert!(counts.rows.iter().all(|row| row.rate >= row.p), "a rate is never below its p");
}

#[test]
fn an_event_counts_once_for_an_actor_and_its_members_for_it() {
    let mut sample = Sample::new();
    let russia = sample.actor("russia", ActorKind::State);
    let [one, two] = ["one", "two"].map(|id| sample.actor(id, ActorKind::Person));
    sample.belongs(one, russia, "", "");
    sample.belongs(two, russia, "", "2025-12-01");
    for nth in 0..3 {
        let event = sample.event(&format!("e{nth}"), Kind::Meeting, "2025-12-16");
        cast(event, Role::Party, &[one, two, russia]);
        cast(event, Role::Speaker, &[one]);
    }
    says(&mut sample, two, "left", &["2025-12-17"; 3]);
    let timeline = sample.timeline();
    let counts = report(&timeline).counts;
    let row = |actor, kind| {
        let held = |row: &&Count| row.kind == kind && (row.actor == actor || row.alike.contains(&actor));
        counts.rows.iter().find(held).map(|row| row.now)
    };
    assert_eq!(row(russia, Kind::Meeting), Some(3), "three events, whoever of it is in them and how often");
    assert_eq!(row(russia, Kind::Statement), None, "who has left speaks for it no more");
    assert_eq!(counts.totals, (6, 0), "each event once in the total");
}

#[test]
fn rows_of_the_very_same_events_stand_together() {
    let mut sample = Sample::new();
    let [office, person, other] =
        [("office", ActorKind::Office), ("person", ActorKind::Person), ("other", ActorKind::Person)]
            .map(|(id, kind)| sample.actor(id, kind));
    sample.belongs(person, office, "", "");
    says(&mut sample, person, "now", &["2025-12-16"; 3]);
    says(&mut sample, other, "same", &["2025-12-16"; 3]);
    let counts = report(&sample.timeline()).counts;
    let rows: Vec<_> = counts.rows.iter().map(|row| (row.actor, row.alike.clone())).collect();
    assert_eq!(rows, [(other, vec![]), (person, vec![office])], "as many events are not the same events");
    assert_eq!(counts.tested, 3, "each was tested for itself");
}

#[test]
fn entries_that_did_not_occur_are_counted_apart() {
    let mut sample = vector();
    let ids = ["now00", "now01"];
    let mut store = {
        sample.event("unused", Kind::Other, "2025-12-16");
        sample.store()
    };
    for (id, status) in ids.into_iter().zip([Status::Alleged, Status::Cancelled]) {
        let ix = store.find(id).expect(id);
        store.events.amend(ix, |event| event.status = status);
    }
    let report = report(&Timeline::new(Arc::new(store), None));
    assert_eq!(
        (report.counts.rows[0].now, report.counts.rows[0].not_occurred),
        (6, 2),
        "they are told in brackets"
    );
}

#[test]
fn without_a_baseline_nothing_is_unusual() {
    let mut sample = Sample::new();
    let actor = sample.actor("a", ActorKind::Person);
    says(&mut sample, actor, "e", &["2025-12-16"; 5]);
    let counts = report(&sample.timeline()).counts;
    assert_eq!(
        (counts.totals, counts.rows[0].p.to_bits()),
        ((5, 0), 1.0f64.to_bits()),
        "there is nothing to compare"
    );
}

fn changes(report: &Shifts) -> &[Change] {
    &report.changes
}

fn plan(sample: &mut Sample, id: &str, day: &str, status: Status) {
    sample.event(id, Kind::Meeting, day).status = status;
}

#[test]
fn plans_that_fell_through_are_told_in_their_week() {
    let mut sample = Sample::new();
    sample.event("said", Kind::Statement, "2025-12-16");
    plan(&mut sample, "cancelled", "2025-12-18", Status::Cancelled);
    plan(&mut sample, "cancelled-before", "2025-12-12", Status::Cancelled);
    plan(&mut sample, "lapsed", "2025-12-17", Status::Scheduled);
    plan(&mut sample, "proposed", "2025-12-01/2025-12-19", Status::Proposed);
    plan(&mut sample, "held", "2025-12-17", Status::Scheduled);
    plan(&mut sample, "to-come", "2025-12-21", Status::Scheduled);
    sample.link("said", LinkKind::Confirms, "held");
    let store = {
        let mut store = sample.store();
        let held = store.find("held").expect("held");
        store.events.amend(held, |event| event.outcome = Some("they met".to_owned()));
        store
    };
    let timeline = Timeline::new(Arc::new(store), None);
    let report = report_on(&timeline, "2025-12-20T12:00Z", |_| true);
    let id = |change: &Change| (change.rule(), timeline.event(change.event()).id.to_string());
    let actual: Vec<_> = changes(&report).iter().map(id).collect();
    let expected = [("lapsed", "proposed"), ("lapsed", "lapsed"), ("cancelled", "cancelled")];
    assert_eq!(
        actual,
        expected.map(|(name, id)| (name, id.to_owned())),
        "by their last day, and none with an outcome"
    );
}

#[test]
fn a_withdrawal_is_put_to_when_it_became_known() {
    let mut sample = Sample::new();
    sample.event("said", Kind::Statement, "2025-12-16");
    sample.event("sooner", Kind::Meeting, "2025-12-15");
    plan(&mut sample, "later", "2026-03-01", Status::Cancelled);
    plan(&mut sample, "told", "2026-03-02", Status::Cancelled);
    plan(&mut sample, "next", "2026-03-03", Status::Cancelled);
    let page = sample.source(None, "https://example.com/", &[]);
    sample.source_mut(page).published = Some(date("2025-12-17"));
    sample.link("later", LinkKind::OvertakenBy, "sooner");
    let mut store = sample.store();
    let told = store.find("told").expect("told");
    store.events.amend(told, |event| event.sources = vec![page]);
    let timeline = Timeline::new(Arc::new(store), None);
    let report = report_on(&timeline, "2025-12-20", |_| true);
    let ids: Vec<_> =
        changes(&report).iter().map(|change| timeline.event(change.event()).id.as_str()).collect();
    assert_eq!(ids, ["later", "told"], "by what replaced it, else by its page, else not before its date");
    let sooner = timeline.store().find("sooner");
    let by = |change: &Change| if let Change::Cancelled { by, .. } = change { *by } else { None };
    assert_eq!(by(&report.changes[0]), sooner, "what replaced it is named");
}

fn demonstration() -> Timeline {
    Timeline::new(Store::builtin().shared(), None)
}

/// The numbers were checked by an independent script over the files in `data/`.
#[test]
fn the_demonstration_is_counted_as_by_hand() {
    let timeline = demonstration();
    let until = date("2025-12-21").last_day();
    let report = report_on(&timeline, "2026-02-01", |event| event.date.first_day() <= until);
    assert_eq!(
        (week(&report).as_str(), report.counts.totals),
        ("2025-W51", (28, 50)),
        "the weekend of Miami"
    );
    assert_eq!(report.covered, Some((7, 39)), "the days of the eight weeks that were looked at");
    let registry = &timeline.store().registry;
    let macron = report.counts.rows.iter().find(|row| &*registry.actor(row.actor).id == "macron");
    let macron = macron.expect("Macron spoke four times");
    assert_eq!((macron.now, macron.before), (4, 0), "and not in the eight weeks before");
    // C(28, 4) / C(78, 4)
    assert!((macron.p - 20_475.0 / 1_426_425.0).abs() < 1e-9, "p by hand: {}", macron.p);
    assert!(!macron.unusual(), "which among 69 tests is nothing unusual: {}", macron.rate);
}
