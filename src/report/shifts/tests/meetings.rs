use super::*;
use crate::event::{Format, Participant, Session, Track};
use crate::registry::{VenueIx, VenueKind};

/// Two states with an envoy each, a third person without a state, and places.
struct Cast {
    sample: Sample,
    usa: ActorIx,
    russia: ActorIx,
    witkoff: ActorIx,
    putin: ActorIx,
    abramovich: ActorIx,
    moscow: VenueIx,
    kremlin: VenueIx,
    miami: VenueIx,
    remote: VenueIx,
}

fn world() -> Cast {
    let mut sample = Sample::new();
    let [usa, russia] = ["usa", "russia"].map(|id| sample.actor(id, ActorKind::State));
    let [witkoff, putin, abramovich] =
        ["witkoff", "putin", "abramovich"].map(|id| sample.actor(id, ActorKind::Person));
    sample.belongs(witkoff, usa, "", "");
    sample.belongs(putin, russia, "", "");
    let moscow = sample.venue("moscow", None);
    let kremlin = sample.venue("kremlin", Some(moscow));
    let miami = sample.venue("miami", None);
    let remote = sample.venue("remote", None);
    for (venue, kind) in [
        (moscow, VenueKind::City),
        (kremlin, VenueKind::Building),
        (miami, VenueKind::City),
        (remote, VenueKind::Virtual),
    ] {
        sample.registry().venues[venue.index()].kind = Some(kind);
    }
    Cast { sample, usa, russia, witkoff, putin, abramovich, moscow, kremlin, miami, remote }
}

impl Cast {
    fn meets(&mut self, id: &str, day: &str, venue: VenueIx, actors: &[ActorIx]) -> &mut Event {
        let event = self.sample.event(id, Kind::Meeting, day);
        cast(event, Role::Party, actors);
        event.venue = Some(venue);
        event
    }

    fn changes(self) -> Vec<Change> {
        report(&self.sample.timeline()).changes
    }
}

/// Returns the pairs that met first: sides, then people.
fn first(changes: &[Change]) -> Vec<(Vec<Pair>, Vec<Pair>)> {
    let pairs = |change: &Change| match change {
        Change::FirstPairing { sides, people, .. } => Some((sides.clone(), people.clone())),
        _ => None,
    };
    changes.iter().filter_map(pairs).collect()
}

fn moves(changes: &[Change]) -> Vec<(VenueIx, Vec<Moved>)> {
    let moved = |change: &Change| match change {
        Change::NewVenue { place, pairs, .. } => Some((*place, pairs.clone())),
        _ => None,
    };
    changes.iter().filter_map(moved).collect()
}

#[test]
fn a_first_pairing_is_of_sides_and_of_people() {
    let mut w = world();
    let (witkoff, putin) = (w.witkoff, w.putin);
    w.meets("now", "2025-12-16", w.moscow, &[witkoff, putin]);
    w.meets("again", "2025-12-17", w.moscow, &[witkoff, putin]);
    let (usa, russia) = (w.usa, w.russia);
    let changes = w.changes();
    assert_eq!(
        first(&changes),
        [(vec![(usa, russia)], vec![(witkoff, putin)])],
        "once, at the first of both"
    );
    assert_eq!(changes.len(), 1, "a first meeting is at no new venue");
}

#[test]
fn pairs_that_met_before_are_not_new_and_members_of_one_side_no_pair() {
    let mut w = world();
    let (usa, russia, witkoff, putin) = (w.usa, w.russia, w.witkoff, w.putin);
    let envoy = w.sample.actor("envoy", ActorKind::Person);
    w.sample.belongs(envoy, usa, "", "");
    w.meets("before", "2024-01-01", w.moscow, &[usa, russia]);
    w.meets("now", "2025-12-16", w.moscow, &[witkoff, putin, envoy]);
    let found = first(&w.changes());
    assert_eq!(
        found,
        [(vec![], vec![(witkoff, putin), (putin, envoy)])],
        "the states met, the people had not"
    );
}

#[test]
fn who_may_have_met_before_is_not_called_new() {
    let mut w = world();
    let (usa, russia, witkoff, putin, abramovich) = (w.usa, w.russia, w.witkoff, w.putin, w.abramovich);
    let session = |actors: &[ActorIx]| Session {
        actors: actors.iter().map(|actor| Participant { role: Role::Party, actor: *actor }).collect(),
        ..Session::default()
    };
    w.meets("mixed", "2024-01-01", w.moscow, &[abramovich, putin]).format = Some(Format::Mixed);
    w.meets("by-state", "2024-01-02", w.moscow, &[witkoff, putin]).sessions = vec![session(&[usa, russia])];
    w.meets("now", "2025-12-16", w.moscow, &[witkoff, putin, abramovich]);
    let found = first(&w.changes());
    assert_eq!(
        found,
        [(vec![], vec![(witkoff, abramovich)])],
        "only those who cannot have sat together before"
    );
}

#[test]
fn a_session_named_by_states_pairs_states_alone() {
    let mut w = world();
    let (usa, russia, witkoff, putin) = (w.usa, w.russia, w.witkoff, w.putin);
    let actors = [usa, russia].map(|actor| Participant { role: Role::Party, actor }).to_vec();
    w.meets("now", "2025-12-16", w.moscow, &[witkoff, putin]).sessions =
        vec![Session { actors, ..Session::default() }];
    w.meets("later", "2025-12-17", w.moscow, &[witkoff, putin]);
    let found = first(&w.changes());
    assert_eq!(
        found,
        [(vec![(usa, russia)], vec![])],
        "who sat there is not logged: no pair, nor a new one later"
    );
}

#[test]
fn only_a_certain_room_makes_a_first_pairing() {
    for format in [Format::Call, Format::Video, Format::Mixed] {
        let mut w = world();
        let (witkoff, putin) = (w.witkoff, w.putin);
        w.meets("now", "2025-12-16", w.moscow, &[witkoff, putin]).format = Some(format);
        assert_eq!(w.changes(), [], "{format}: nobody is known to have sat in one room");
    }
    let mut w = world();
    let (witkoff, putin) = (w.witkoff, w.putin);
    w.meets("now", "2025-12-16", w.moscow, &[witkoff, putin]).status = Status::Alleged;
    assert_eq!(w.changes(), [], "an alleged meeting is a claim");
}

#[test]
fn sessions_to_come_have_not_met() {
    let mut w = world();
    let (witkoff, putin, abramovich) = (w.witkoff, w.putin, w.abramovich);
    let session = |day: &str, actors: &[ActorIx]| Session {
        date: Some(date(day)),
        actors: actors.iter().map(|actor| Participant { role: Role::Party, actor: *actor }).collect(),
        ..Session::default()
    };
    w.meets("round", "2025-12-16/2025-12-18", w.moscow, &[witkoff, putin, abramovich]).sessions =
        vec![session("2025-12-16", &[witkoff, abramovich]), session("2025-12-18", &[putin, abramovich])];
    let timeline = w.sample.timeline();
    let people = |now| -> Vec<Pair> {
        first(&report_on(&timeline, now, |_| true).changes)
            .into_iter()
            .flat_map(|(_, people)| people)
            .collect()
    };
    assert_eq!(
        people("2025-12-17"),
        [(witkoff, abramovich)],
        "on the second day only the first has been held"
    );
    assert_eq!(people("2025-12-19"), [(witkoff, abramovich), (putin, abramovich)], "later both");
}

#[test]
fn a_new_venue_is_another_city() {
    let mut w = world();
    let (witkoff, putin) = (w.witkoff, w.putin);
    w.meets("one", "2025-01-01", w.moscow, &[witkoff, putin]);
    w.meets("two", "2025-02-01", w.kremlin, &[witkoff, putin]);
    w.meets("call", "2025-02-02", w.remote, &[witkoff, putin]);
    w.meets("now", "2025-12-16", w.miami, &[witkoff, putin]);
    let (usa, russia, moscow, miami) = (w.usa, w.russia, w.moscow, w.miami);
    let expected = [(miami, vec![Moved { pair: (usa, russia), before: vec![(moscow, 2)] }])];
    assert_eq!(
        moves(&w.changes()),
        expected,
        "the sides' move tells that of their people, a building is its city"
    );
    let mut w = world();
    w.meets("one", "2025-01-01", w.moscow, &[witkoff, putin]);
    w.meets("now", "2025-12-16", w.kremlin, &[witkoff, putin]);
    assert_eq!(w.changes(), [], "another house of the same city is no new venue");
    let mut w = world();
    w.meets("one", "2025-01-01", w.moscow, &[witkoff, putin]);
    w.meets("now", "2025-12-16", w.remote, &[witkoff, putin]);
    assert_eq!(w.changes(), [], "and no place is none either");
}

#[test]
fn people_move_alone_where_their_sides_were_there_before() {
    let mut w = world();
    let (usa, russia, witkoff, putin, moscow, miami) =
        (w.usa, w.russia, w.witkoff, w.putin, w.moscow, w.miami);
    w.meets("states", "2024-01-01", miami, &[usa, russia]);
    w.meets("one", "2025-01-01", moscow, &[witkoff, putin]);
    w.meets("now", "2025-12-16", miami, &[witkoff, putin]);
    let expected = [(miami, vec![Moved { pair: (witkoff, putin), before: vec![(moscow, 1)] }])];
    assert_eq!(moves(&w.changes()), expected, "what is new is told of whom it is new");
}

#[test]
fn the_same_sides_in_another_format_or_on_another_track() {
    let mut w = world();
    let (usa, witkoff, putin, abramovich) = (w.usa, w.witkoff, w.putin, w.abramovich);
    let mut meets = |id: &str, day: &str, actors: &[ActorIx], format, track| {
        let event = w.meets(id, day, w.moscow, actors);
        (event.format, event.track) = (format, track);
    };
    meets("one", "2025-01-01", &[witkoff, putin], Some(Format::Proximity), Some(Track::Two));
    meets("unsaid", "2025-01-02", &[usa, putin], None, None);
    meets("call", "2025-01-03", &[witkoff, putin], Some(Format::Call), None);
    meets("others", "2025-01-04", &[witkoff, abramovich], Some(Format::Trilateral), Some(Track::One));
    meets("now", "2025-12-16", &[witkoff, putin], Some(Format::Bilateral), Some(Track::One));
    meets("same", "2025-12-17", &[witkoff, putin], Some(Format::Bilateral), Some(Track::One));
    let timeline = w.sample.timeline();
    let find = |id: &str| timeline.store().find(id).expect(id);
    let (event, before) = (find("now"), find("one"));
    let expected = [
        Change::NewFormat { event, to: Format::Bilateral, from: Format::Proximity, before },
        Change::NewTrack { event, to: Track::One, from: Track::Two, before },
    ];
    let mut changes = report(&timeline).changes;
    assert_eq!(changes.remove(0).rule(), "first_pairing", "who had sat in proximity talks had not met");
    assert_eq!(changes, expected, "calls, other sides and what is not said are not compared");
}

#[test]
fn the_filter_chooses_meetings_and_not_their_past() {
    let mut w = world();
    let (witkoff, putin) = (w.witkoff, w.putin);
    w.meets("one", "2025-01-01", w.moscow, &[witkoff, putin]);
    w.meets("now", "2025-12-16", w.miami, &[witkoff, putin]);
    w.meets("unseen", "2025-12-17", w.moscow, &[witkoff, w.abramovich]);
    let timeline = w.sample.timeline();
    let report = report_on(&timeline, "2026-02-01", |event| event.id.as_str() == "now");
    assert_eq!(report.changes.len(), 1, "only the meeting of the view is reported on: {:?}", report.changes);
    assert_eq!(report.changes[0].rule(), "new_venue", "and the store knows that the two met before");
}

#[test]
fn the_demonstration_tells_of_abu_dhabi() {
    let timeline = demonstration();
    let until = date("2026-01-25").last_day();
    let report = report_on(&timeline, "2026-02-01", |event| event.date.first_day() <= until);
    let talks = timeline.store().find("2026-01-23-abu-dhabi-trilateral").expect("it is there");
    let at = |change: &&Change| change.event() == talks;
    let names: Vec<&str> = report.changes.iter().filter(at).map(Change::rule).collect();
    assert_eq!(names, ["first_pairing", "new_venue"], "the hosts are new, and the place for envoys");
}

#[test]
fn a_day_of_many_meetings_does_not_show_which_was_first() {
    let mut w = world();
    let (witkoff, putin, usa, russia) = (w.witkoff, w.putin, w.usa, w.russia);
    w.meets("one", "2025-12-16", w.moscow, &[witkoff, putin]);
    w.meets("two", "2025-12-16", w.miami, &[witkoff, putin]);
    w.meets("three", "2025-12-17", w.miami, &[witkoff, putin]);
    let unsure = |changes: Vec<Change>| -> Vec<Vec<Pair>> {
        let pairs = |change| match change {
            Change::FirstPairing { unsure, .. } => Some(unsure),
            _ => None,
        };
        changes.into_iter().filter_map(pairs).collect()
    };
    assert_eq!(unsure(w.changes()), [vec![(usa, russia), (witkoff, putin)]], "told once, with that");
    let mut w = world();
    w.meets("one", "2025-12-16", w.moscow, &[witkoff, putin]);
    w.meets("two", "2025-12-17", w.miami, &[witkoff, putin]);
    assert_eq!(unsure(w.changes()), [Vec::<Pair>::new()], "a day later is later");
    let mut w = world();
    w.meets("round", "2025-12-16", w.moscow, &[witkoff, putin]);
    w.meets("day", "2025-12-16", w.moscow, &[witkoff, putin]);
    w.sample.link("day", LinkKind::PartOf, "round");
    assert_eq!(unsure(w.changes()), [Vec::<Pair>::new()], "a day of a round is no other meeting");
}

#[test]
fn a_bloc_to_which_nobody_belongs_meets_nobody() {
    let mut w = world();
    let (usa, witkoff) = (w.usa, w.witkoff);
    let [many, body] = ["many", "body"].map(|id| w.sample.actor(id, ActorKind::Bloc));
    let head = w.sample.actor("head", ActorKind::Person);
    w.sample.belongs(head, body, "", "");
    w.meets("now", "2025-12-16", w.moscow, &[witkoff, many, body]);
    assert_eq!(first(&w.changes()), [(vec![(usa, body)], vec![])], "a body with a head is one");
}
