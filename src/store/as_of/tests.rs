//! An as-of store in which each rule decides about one event.

mod model;

use chrono_tz::Tz;

use super::*;
use crate::store::Store;
use crate::timeline::sample::of_yaml;

const STORE: &str = "
actors:
- {id: russia, name: Russia, kind: state}
- {id: kremlin, name: Kremlin, kind: office, part_of: russia}
- {id: council, name: Council, kind: office, part_of: russia}
- id: aide
  name: Aide
  kind: person
  part_of:
  - {actor: kremlin, until: 2025-12-15}
  - {actor: council, from: 2025-12-16}
sources:
- {id: early, url: 'https://a.example/1', published: 2025-12-02}
- {id: late, url: 'https://a.example/2', published: 2025-12-20}
- {id: undated, url: 'https://a.example/3'}
events:
- {id: logged-early, kind: other, date: 2025-12-01, title: t, logged: 2025-12-03, sources: [late, undated]}
- {id: logged-late, kind: other, date: 2025-12-01, title: t, logged: 2025-12-20, sources: [early]}
- {id: published, kind: other, date: 2025-12-01, title: t, sources: [late, early]}
- {id: published-late, kind: other, date: 2025-12-01, title: t, sources: [late, undated]}
- {id: seen, kind: other, date: 2025-12-01, title: t, first_seen: 2025-12-05, disclosed: 2025-12-20}
- {id: disclosed-late, kind: other, date: 2025-12-01, title: t, disclosed: 2025-12-20}
- {id: over, kind: other, date: 2025-12-01, title: t, sources: [undated]}
- {id: lasting, kind: other, date: 2025-12-01/2025-12-11, title: t}
- {id: announced, kind: meeting, date: 2026-01-15, title: t, status: scheduled, actors: [aide], sources: [early]}
- id: linked
  kind: statement
  date: 2025-12-02
  title: t
  sources: [early]
  links: {denies: over, follows: logged-late}
- id: counted
  kind: strike
  date: 2025-12-02
  title: t
  sources: [early, late]
  figures:
  - {metric: killed, count: 3, source: early}
  - {metric: killed, count: 5, source: late}
  - {metric: killed, count: 4, as_of: 2025-12-09}
  - {metric: killed, count: 6, as_of: 2025-12-11}
  conflicts:
  - {field: place, values: [{value: here, source: early}, {value: there, source: 'https://a.example/2'}]}
  - {field: time, values: [{value: noon, source: early}, {value: night}, {value: dawn, source: late}]}
  - field: toll
    values:
    - {value: two, source: early}
    - {value: three, source: 'https://a.example/undated'}
    - {value: four, source: 'http://www.a.example/2#x'}
    - {value: five, source: 'https://b.example/later/'}
- {id: other, kind: other, date: 2025-12-20, title: t, sources: [{url: 'https://www.b.example/later', published: 2025-12-20}]}
";

fn known_at(date: &str) -> Store {
    let at = AsOf::parse(date, Tz::UTC).expect("a date");
    of_yaml(STORE).store().as_of(&at)
}

fn ids(store: &Store) -> Vec<&str> {
    let mut ids: Vec<&str> = store.iter().map(|(_, event)| event.id.as_str()).collect();
    ids.sort_unstable();
    ids
}

fn event<'s>(store: &'s Store, id: &str) -> &'s Event {
    store.event(store.find(id).unwrap_or_else(|| panic!("{id} is known")))
}

#[test]
fn each_rule_decides() {
    let store = known_at("2025-12-10");
    let wanted = ["announced", "counted", "linked", "logged-early", "over", "published", "seen"];
    assert_eq!(ids(&store), wanted, "logged, else the earliest evidence, else the date itself");
    let known = store.known.as_ref().expect("it says as of when it is");
    let assumed: Vec<&str> = known.assumed.iter().map(|ix| store.event(*ix).id.as_str()).collect();
    assert_eq!(assumed, ["over"], "only what has no dated evidence is assumed");
    assert_eq!(known.not_yet, 5, "the others were not known");
    assert_eq!(
        known.in_words(7),
        "as of 10 Dec 2025: 7 of 12 events were known, 1 of them assumed known from their own date; 1 source \
         without a date is kept, with everything read in it, and may be later",
        "reported with its counts"
    );
    assert_eq!(ids(&known_at("2025-12-20")).len(), 12, "ten days later all are known");
    assert_eq!(ids(&known_at("2025-11-30")), [""; 0], "and before the first nothing");
}

#[test]
fn a_day_is_there_when_it_is_over_and_days_are_local() {
    let yaml = "
events:
- {id: day, kind: other, date: 2025-12-01, title: t, first_seen: 2025-12-10}
- {id: month, kind: other, date: 2025-12-01, title: t, first_seen: 2025-12}
- {id: morning, kind: other, date: 2025-12-01, title: t, first_seen: '2025-12-10T08:00Z'}
- {id: kyiv, kind: other, date: 2025-12-01, title: t, first_seen: '2025-12-11T01:00+02:00'}
";
    let at = |date: &str| {
        let at = AsOf::parse(date, Tz::UTC).expect("a date");
        let store = of_yaml(yaml).store().as_of(&at);
        ids(&store).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(at("2025-12-10"), ["day", "morning"], "a month is known at its end, a day in its own zone");
    assert_eq!(at("2025-12-10T08:00Z"), ["morning"], "a day without a time may have been later");
    assert_eq!(at("2025-12-10T07:59Z"), [""; 0], "to the minute");
    assert_eq!(at("2025-12-10T23:30Z"), ["kyiv", "morning"], "instants where the date has a time");
    assert_eq!(at("2025-12-31"), ["day", "kyiv", "month", "morning"], "all by the end of the month");
}

#[test]
fn what_came_later_is_left_out_of_what_was_known() {
    let store = known_at("2025-12-10");
    let sources = |id: &str| {
        let ids = event(&store, id).sources.iter().map(|ix| store.registry.source(*ix).id.as_deref());
        ids.map(Option::unwrap_or_default).collect::<Vec<_>>()
    };
    assert_eq!(sources("published"), ["early"], "a source published later is dropped");
    assert_eq!(sources("logged-early"), ["undated"], "one without a date stays");
    let counted = event(&store, "counted");
    let counts: Vec<String> = counted.figures.iter().map(|figure| figure.count.to_string()).collect();
    assert_eq!(counts, ["3", "4"], "figures of later sources and later counts are dropped");
    let accounts: Vec<(&str, usize)> =
        counted.conflicts.iter().map(|c| (c.field.as_str(), c.values.len())).collect();
    assert_eq!(
        accounts,
        [("time", 2), ("toll", 2)],
        "so are later accounts, and conflicts with one account left"
    );
    let toll: Vec<&str> = counted.conflicts[1].values.iter().map(|v| v.value.as_str()).collect();
    assert_eq!(toll, ["two", "three"], "a page is known by any record of it; what nothing dates stays");
    assert_eq!(event(&store, "seen").disclosed, None, "nor was the disclosure known");
}

#[test]
fn links_lead_to_what_was_known() {
    let store = known_at("2025-12-10");
    let links = &event(&store, "linked").links;
    assert_eq!(links.len(), 1, "the link to what was not known is gone");
    assert_eq!(store.event(links[0].to).id.as_str(), "over", "the other leads where it led");
    let timeline = crate::timeline::Timeline::new(store.shared(), None);
    let over = timeline.store().find("over").expect("it is known");
    assert_eq!(timeline.back_links(over).len(), 1, "and back");
}

#[test]
fn offices_are_those_of_the_day() {
    let offices = |store: &Store| {
        let meeting = event(store, "announced");
        let held = store.registry.memberships(meeting.actors[0].actor, &meeting.date);
        held.map(|m| store.registry.actor(m.of).id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(offices(&known_at("2025-12-10")), ["kremlin"], "who would move was not known then");
    assert_eq!(offices(&known_at("2025-12-20")), ["council"], "later it is");
    assert_eq!(offices(of_yaml(STORE).store()), ["council"], "as in the store as it stands");
}

#[test]
fn some_events_alone_keep_their_links_and_what_is_assumed() {
    let store = known_at("2025-12-10").only(|_, event| event.id.as_str() != "published");
    assert_eq!(ids(&store).len(), 6, "one is gone");
    assert_eq!(store.event(event(&store, "linked").links[0].to).id.as_str(), "over", "links are kept");
    let known = store.known.as_ref().expect("still as of a date");
    assert!(known.assumed.contains(&store.find("over").expect("it is there")), "assumed is the same event");
}

#[test]
fn only_a_day_or_a_time_is_a_date_to_know_by() {
    for text in ["2025-12", "2025-12-10~", "2025-12-10/2025-12-11", "../2025-12-10", "yesterday"] {
        assert!(AsOf::parse(text, Tz::UTC).is_err(), "{text} is refused");
    }
    let end = |text| AsOf::parse(text, Tz::Europe__Kyiv).expect("a date").instant().0;
    assert_eq!(end("2025-12-10"), end("2025-12-10T23:59:59"), "a day is its last second");
}
