use super::*;
use crate::event::{About, EventIx, Role};
use crate::registry::{ActorKind, OutletKind};
use crate::timeline::sample::{Sample, cast};

fn counted(timeline: &Timeline, facet: Facet) -> Vec<(String, u32)> {
    let all = EventSet::all(timeline.order().len());
    count(timeline, facet, &all).into_iter().map(|row| (row.value, row.count)).collect()
}

fn expect(rows: &[(&str, u32)]) -> Vec<(String, u32)> {
    rows.iter().map(|(value, count)| ((*value).to_owned(), *count)).collect()
}

#[test]
fn an_actor_counts_for_what_it_belonged_to_that_day() {
    let mut sample = Sample::new();
    let kremlin = sample.actor("kremlin", ActorKind::Office);
    let ushakov = sample.actor("ushakov", ActorKind::Person);
    let russia = sample.actor("russia", ActorKind::State);
    let bloc = sample.actor("bloc", ActorKind::Bloc);
    sample.belongs(ushakov, kremlin, "2012-05-21", "2025-12");
    sample.belongs(kremlin, russia, "", "");
    sample.belongs(russia, bloc, "", "");
    cast(sample.event("in", Kind::Statement, "2025-12-21"), Role::Speaker, &[ushakov, kremlin]);
    cast(sample.event("out", Kind::Statement, "2026-01-21"), Role::Speaker, &[ushakov]);
    let timeline = sample.timeline();
    assert_eq!(
        counted(&timeline, Facet::Actor),
        expect(&[("ushakov", 2), ("kremlin", 1), ("russia", 1)]),
        "an event counts once for each, and a state does not count for its bloc"
    );
}

#[test]
fn a_venue_counts_for_the_places_it_lies_in() {
    let mut sample = Sample::new();
    let germany = sample.venue("germany", None);
    let berlin = sample.venue("berlin", Some(germany));
    let chancellery = sample.venue("chancellery", Some(berlin));
    let event = sample.event("a", Kind::Meeting, "2025-12-14");
    (event.venue, event.other_venues) = (Some(chancellery), vec![berlin]);
    sample.event("b", Kind::Meeting, "2025-12-15").venue = Some(germany);
    let timeline = sample.timeline();
    assert_eq!(
        counted(&timeline, Facet::Venue),
        expect(&[("germany", 2), ("berlin", 1), ("chancellery", 1)]),
        "places inside places, once an event; equal counts by label"
    );
}

#[test]
fn only_the_set_is_counted() {
    let mut sample = Sample::new();
    sample.event("a", Kind::Meeting, "2025-01-01").tags = vec!["x".into(), "y".into(), "x".into()];
    sample.event("b", Kind::Strike, "2025-01-02").tags = vec!["y".into()];
    let timeline = sample.timeline();
    assert_eq!(counted(&timeline, Facet::Kind), expect(&[("meeting", 1), ("strike", 1)]), "in all");
    assert_eq!(counted(&timeline, Facet::Tag), expect(&[("y", 2), ("x", 1)]), "a tag twice counts once");
    let mut set = EventSet::none(2);
    set.insert(EventIx(1));
    let rows = count(&timeline, Facet::Tag, &set);
    assert_eq!(rows.len(), 1, "values without events are left out");
    assert_eq!(count(&timeline, Facet::Kind, &EventSet::none(2)), [], "an empty set has no rows");
}

#[test]
fn a_stance_is_the_events_own_or_that_of_a_position() {
    let mut sample = Sample::new();
    let claim = sample.claim("talks");
    let event = sample.event("a", Kind::Statement, "2025-01-01");
    event.stance = Some(Stance::Accuses);
    event.about = vec![About { claim, stance: Some(Stance::Denies), hedged: false }];
    sample.event("b", Kind::Statement, "2025-01-01").stance = Some(Stance::Denies);
    assert_eq!(
        counted(&sample.timeline(), Facet::Stance),
        expect(&[("denies", 2), ("accuses", 1)]),
        "each stance once an event"
    );
}

#[test]
fn outlets_count_events_not_pages() {
    let mut sample = Sample::new();
    let tass = sample.outlet("tass", OutletKind::StateAgency);
    let pages = vec![sample.source(Some(tass), "a", &[]), sample.source(Some(tass), "b", &[])];
    sample.event("a", Kind::Statement, "2025-01-01").sources = pages;
    assert_eq!(counted(&sample.timeline(), Facet::Outlet), expect(&[("tass", 1)]), "two pages, one event");
}

#[test]
fn spellings_that_the_filter_does_not_tell_apart_are_one_tag() {
    let mut sample = Sample::new();
    sample.event("a", Kind::Meeting, "2025-01-01").tags = vec!["Energy".into(), "energy".into()];
    sample.event("b", Kind::Strike, "2025-01-02").tags = vec!["ENERGY".into(), "gas".into()];
    let counted = counted(&sample.timeline(), Facet::Tag);
    assert_eq!(counted, expect(&[("Energy", 2), ("gas", 1)]), "in the first spelling, each event once");
}
