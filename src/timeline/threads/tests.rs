use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::event::date::Now;
use crate::event::{EventIx, Kind, LinkKind, Status, Word};
use crate::timeline::Timeline;
use crate::timeline::sample::Sample;

fn find(timeline: &Timeline, id: &str) -> EventIx {
    timeline.store().find(id).expect("the event is there")
}

/// Returns what can be reached from `start` over links for which `counts` is true, in either direction.
fn reached(timeline: &Timeline, start: EventIx, counts: fn(LinkKind) -> bool) -> Vec<EventIx> {
    let mut all = BTreeSet::from([start]);
    loop {
        let before = all.len();
        for (from, event) in timeline.store().iter() {
            for link in event.links.iter().filter(|link| counts(link.kind)) {
                if all.contains(&from) || all.contains(&link.to) {
                    all.extend([from, link.to]);
                }
            }
        }
        if all.len() == before {
            return all.into_iter().collect();
        }
    }
}

proptest! {
    #[test]
    fn threads_and_chains_are_what_links_reach(
        links in prop::collection::vec((0usize..12, 0usize..12, 0usize..10), 0..14)
    ) {
        let mut sample = Sample::new();
        for nth in 0..12 {
            sample.event(&format!("e{nth:02}"), Kind::Statement, "2025-12-20");
        }
        for (from, to, kind) in links {
            sample.link(&format!("e{from:02}"), LinkKind::ALL[kind], &format!("e{to:02}"));
        }
        let timeline = sample.timeline();
        for ix in timeline.order() {
            prop_assert_eq!(timeline.threads().thread(*ix), reached(&timeline, *ix, LinkKind::makes_thread));
            prop_assert_eq!(timeline.threads().chain(*ix), reached(&timeline, *ix, |_| true));
        }
    }
}

#[test]
fn a_thread_leaves_out_follows_and_part_of() {
    let mut sample = Sample::new();
    for id in ["claim", "denial", "round", "alone"] {
        sample.event(id, Kind::Statement, "2025-12-20");
    }
    sample.link("denial", LinkKind::Denies, "claim");
    sample.link("claim", LinkKind::PartOf, "round");
    let timeline = sample.timeline();
    let tied = timeline.threads();
    let claim = find(&timeline, "claim");
    assert_eq!(tied.thread(claim).len(), 2, "the claim and its denial");
    assert_eq!(tied.chain(claim).len(), 3, "and the round that it was a part of");
    assert_eq!(tied.thread(find(&timeline, "alone")), [find(&timeline, "alone")], "itself at least");
}

#[test]
fn fates_are_what_other_events_say() {
    let mut sample = Sample::new();
    for id in ["claim", "denial", "proof", "rival", "copy"] {
        sample.event(id, Kind::Statement, "2025-12-20");
    }
    sample.link("denial", LinkKind::Denies, "claim");
    sample.link("proof", LinkKind::Confirms, "claim");
    sample.link("rival", LinkKind::Contradicts, "denial");
    sample.link("copy", LinkKind::Amplifies, "proof");
    sample.link("copy", LinkKind::Denies, "copy");
    let timeline = sample.timeline();
    let reactions = |id| timeline.threads().reactions(find(&timeline, id));
    assert!(
        reactions("claim").denied() && reactions("claim").confirmed() && reactions("claim").answered(),
        "of the claim"
    );
    assert!(
        !reactions("claim").contradicted() && reactions("denial").contradicted(),
        "only by the link's direction"
    );
    assert!(!reactions("denial").answered(), "what contradicts does not answer");
    assert!(!reactions("proof").answered(), "what repeats does not answer");
    assert!(!reactions("copy").denied(), "nobody denies by a link to oneself");
}

#[test]
fn what_was_planned_lapses_without_an_outcome() {
    let mut sample = Sample::new();
    let now = Now::parse("2025-12-22", chrono_tz::Tz::UTC).expect("a day");
    for id in ["silent", "held", "foretold", "moved", "void", "told", "denied", "replied", "replanned"] {
        sample.event(id, Kind::Meeting, "2025-12-20").status = Status::Scheduled;
    }
    sample.event("month", Kind::Meeting, "2025-12").status = Status::Proposed;
    sample.event("last-day", Kind::Meeting, "2025-12-21").status = Status::Proposed;
    sample.event("future", Kind::Meeting, "2025-12-22").status = Status::Scheduled;
    sample.event("cancelled", Kind::Meeting, "2025-12-20").status = Status::Cancelled;
    sample.event("occurred", Kind::Meeting, "2025-12-20");
    for (id, date) in [("before", "2025-12-19"), ("after", "2025-12-20"), ("late", "2025-12-21")] {
        sample.event(id, Kind::Statement, date);
    }
    sample.event("new-plan", Kind::Meeting, "2026-01-10").status = Status::Scheduled;
    sample.link("after", LinkKind::Confirms, "held");
    sample.link("before", LinkKind::Confirms, "foretold");
    sample.link("new-plan", LinkKind::Supersedes, "moved");
    sample.link("void", LinkKind::OvertakenBy, "before");
    sample.link("late", LinkKind::Denies, "denied");
    sample.link("late", LinkKind::RespondsTo, "replied");
    sample.link("new-plan", LinkKind::Confirms, "replanned");
    let told = sample.event("told-too", Kind::Meeting, "2025-12-20");
    (told.status, told.outcome) = (Status::Scheduled, Some("nobody came".to_owned()));
    let timeline = sample.timeline();
    let lapsed = |id| timeline.lapsed(find(&timeline, id), now.instant);
    for id in ["silent", "told", "foretold", "replied", "replanned", "last-day"] {
        assert!(lapsed(id), "{id} has passed without an outcome");
    }
    for id in ["held", "moved", "void", "denied", "told-too"] {
        assert!(!lapsed(id), "{id} has an outcome");
    }
    for id in ["month", "future"] {
        assert!(!lapsed(id), "{id} may still come");
    }
    for id in ["cancelled", "occurred", "after"] {
        assert!(!lapsed(id), "{id} was not left open");
    }
}

#[test]
fn a_long_chain_of_answers_costs_no_stack() {
    let mut sample = Sample::new();
    for nth in 0..20_000 {
        sample.event(&format!("e{nth:05}"), Kind::Statement, "2025-12-20");
    }
    for nth in 1..20_000 {
        sample.link(&format!("e{nth:05}"), LinkKind::RespondsTo, &format!("e{:05}", nth - 1));
    }
    let timeline = sample.timeline();
    assert_eq!(timeline.threads().thread(EventIx(7)).len(), 20_000, "all of them are one thread");
    assert_eq!(
        timeline.in_zone(Some(chrono_tz::Tz::UTC)).threads().thread(EventIx(7)).len(),
        20_000,
        "in any zone"
    );
}

#[test]
fn no_link_of_what_did_not_occur_says_what_became_of_another() {
    for status in Status::ALL.iter().copied() {
        for kind in LinkKind::ALL.iter().copied() {
            let mut sample = Sample::new();
            sample.event("claim", Kind::Statement, "2025-12-20");
            sample.event("plan", Kind::Meeting, "2025-12-20").status = Status::Scheduled;
            sample.event("other", Kind::Statement, "2025-12-21").status = status;
            sample.link("other", kind, "claim");
            sample.link("other", kind, "plan");
            let timeline = sample.timeline();
            let reactions = timeline.threads().reactions(find(&timeline, "claim"));
            let applies = |wanted: &[LinkKind]| status == Status::Occurred && wanted.contains(&kind);
            let (denies, confirms, answers) = (LinkKind::Denies, LinkKind::Confirms, LinkKind::RespondsTo);
            let what = format!("{kind} by what is {status}");
            assert_eq!(reactions.denied(), applies(&[denies]), "denied: {what}");
            assert_eq!(reactions.confirmed(), applies(&[confirms]), "confirmed: {what}");
            assert_eq!(reactions.contradicted(), applies(&[LinkKind::Contradicts]), "contradicted: {what}");
            assert_eq!(reactions.answered(), applies(&[denies, confirms, answers]), "answered: {what}");
            let outcomes = [denies, confirms, LinkKind::Asserts, LinkKind::Contradicts, LinkKind::PartOf];
            let settled = applies(&outcomes) || kind == LinkKind::Supersedes;
            let reactions = timeline.threads().reactions(find(&timeline, "plan"));
            assert_eq!(
                reactions.settled(),
                settled,
                "an outcome of the plan, which a plan may replace: {what}"
            );
            let back = |links: &mut dyn Iterator<Item = crate::timeline::BackLink>| links.count();
            let claim = find(&timeline, "claim");
            let counts = (
                back(&mut timeline.links_from_occurred(claim)),
                back(&mut timeline.links_from_unoccurred(claim)),
            );
            let wanted = if status == Status::Occurred { (1, 0) } else { (0, 1) };
            assert_eq!(counts, wanted, "told, or told beside: {what}");
        }
    }
}
