use super::*;
use crate::event::{Conflict, EventIx};
use crate::store::Store;
use crate::timeline::Timeline;
use crate::timeline::sample::{Sample, cast};

/// Two presidents with an envoy each, a mediator, and their states.
struct Cast {
    sample: Sample,
    putin: ActorIx,
    trump: ActorIx,
    witkoff: ActorIx,
    fidan: ActorIx,
    russia: ActorIx,
    usa: ActorIx,
}

fn people() -> Cast {
    let mut sample = Sample::new();
    let [russia, usa, turkey] = ["russia", "usa", "turkey"].map(|id| sample.actor(id, ActorKind::State));
    let [putin, trump, witkoff, fidan] =
        ["putin", "trump", "witkoff", "fidan"].map(|id| sample.actor(id, ActorKind::Person));
    sample.belongs(putin, russia, "", "");
    sample.belongs(trump, usa, "2025-01-20", "");
    sample.belongs(witkoff, usa, "2025-01-20", "");
    sample.belongs(fidan, turkey, "", "");
    Cast { sample, putin, trump, witkoff, fidan, russia, usa }
}

fn session(actors: &[ActorIx]) -> Session {
    let actors = actors.iter().map(|actor| Participant { role: Role::Party, actor: *actor }).collect();
    Session { actors, ..Session::default() }
}

/// Returns the rooms of the one event that `fill` builds.
fn rooms_of(fill: impl FnOnce(&Cast, &mut Event)) -> Vec<(Vec<String>, Named, Presence)> {
    let mut cast = people();
    let mut event = cast.sample.event("e", Kind::Meeting, "2025-08-15").clone();
    fill(&cast, &mut event);
    let registry = cast.sample.registry();
    let name = |actor: &ActorIx| registry.actor(*actor).id.to_string();
    rooms(registry, &event)
        .into_iter()
        .map(|room| (room.actors.iter().map(name).collect(), room.named, room.presence))
        .collect()
}

#[test]
fn in_the_room_are_parties_mediators_and_hosts_that_are_people() {
    let all = [
        Role::Party,
        Role::Mediator,
        Role::Host,
        Role::Speaker,
        Role::Subject,
        Role::Organiser,
        Role::Observer,
        Role::Addressee,
        Role::Claimant,
        Role::Attacker,
        Role::Target,
    ];
    for role in all {
        let seen = rooms_of(|c, e| {
            cast(e, Role::Party, &[c.putin]);
            cast(e, role, &[c.trump]);
        });
        let there = seen[0].0.contains(&"trump".to_owned());
        let should = matches!(role, Role::Party | Role::Mediator | Role::Host);
        assert_eq!(
            there, should,
            "{role}: only parties, mediators and hosts that are people sit in the room"
        );
    }
    let hosted = rooms_of(|c, e| {
        cast(e, Role::Host, &[c.usa]);
        cast(e, Role::Party, &[c.putin, c.trump]);
    });
    assert_eq!(hosted[0].0, ["putin", "trump"], "a state as host lends the house");
}

#[test]
fn only_meetings_that_occurred_have_rooms() {
    for status in [Status::Rumoured, Status::Proposed, Status::Scheduled, Status::Alleged, Status::Cancelled]
    {
        let seen = rooms_of(|c, e| {
            cast(e, Role::Party, &[c.putin, c.trump]);
            e.status = status;
        });
        assert_eq!(seen, [], "{status}: nobody is known to have sat there");
    }
    for kind in [Kind::Statement, Kind::Strike, Kind::Other] {
        let seen = rooms_of(|c, e| {
            cast(e, Role::Party, &[c.putin, c.trump]);
            e.kind = kind;
        });
        assert_eq!(seen, [], "{kind}: a signature or an exchange needs no common room");
    }
}

#[test]
fn sessions_that_name_actors_are_the_rooms() {
    let seen = rooms_of(|c, e| {
        cast(e, Role::Mediator, &[c.fidan]);
        cast(e, Role::Party, &[c.putin, c.trump]);
        e.sessions = vec![session(&[c.usa, c.russia]), session(&[c.putin, c.witkoff]), Session::default()];
        e.sessions.push(Session { status: Some(Status::Cancelled), ..session(&[c.trump, c.putin]) });
    });
    let expected = [
        (vec!["usa".to_owned(), "russia".to_owned()], Named::State, Presence::Certain),
        (vec!["putin".to_owned(), "witkoff".to_owned()], Named::Person, Presence::Certain),
    ];
    assert_eq!(
        seen, expected,
        "by state where no person is named; neither the whole list nor a cancelled session"
    );
}

#[test]
fn sessions_without_actors_leave_the_meeting_one_room() {
    let seen = rooms_of(|c, e| {
        cast(e, Role::Party, &[c.putin, c.trump]);
        e.sessions = vec![Session::default(), Session::default()];
    });
    assert_eq!(seen.len(), 1, "what sessions do not say the meeting says");
    assert_eq!(seen[0].2, Presence::Certain, "nothing hints at anyone elsewhere");
}

#[test]
fn calls_have_no_room_and_mixed_meetings_perhaps_one() {
    let by = |format, of_session: Option<Format>| {
        rooms_of(move |c, e| {
            cast(e, Role::Party, &[c.putin, c.trump]);
            e.format = format;
            e.sessions = of_session
                .map(|format| Session { format: Some(format), ..Session::default() })
                .into_iter()
                .chain([Session::default()])
                .collect();
        })
    };
    assert_eq!(by(Some(Format::Call), None), [], "a call has no room");
    assert_eq!(by(Some(Format::Video), None), [], "nor has a video talk");
    assert_eq!(by(Some(Format::Mixed), None)[0].2, Presence::Possible, "who was there is not logged");
    let partly = by(Some(Format::Multilateral), Some(Format::Video));
    assert_eq!(partly[0].2, Presence::Possible, "a part by video, and who joined it is not logged");
    let named = rooms_of(|c, e| {
        e.format = Some(Format::Multilateral);
        e.sessions = vec![session(&[c.putin, c.trump])];
        e.sessions.push(Session { format: Some(Format::Call), ..session(&[c.putin, c.witkoff]) });
    });
    assert_eq!(named.len(), 1, "the named part in person is a room, the named call is none");
    assert_eq!(named[0].2, Presence::Certain, "its session says who sat there");
}

/// Returns the rooms of a meeting of two presidents with `fields`, and why there are none.
fn seen(fields: &str) -> (Vec<Presence>, Option<Roomless>) {
    let timeline = crate::timeline::sample::of_yaml(&format!(
        "actors:
- {{id: putin, name: Putin, kind: person}}
- {{id: trump, name: Trump, kind: person}}
venues:
- {{id: line, name: By telephone, kind: virtual}}
- {{id: palace, name: Palace, kind: building}}
events:
- {{kind: meeting, date: 2025-08-15, title: They speak, actors: [putin, trump], {fields}}}"
    ));
    let event = timeline.event(EventIx(0));
    let registry = &timeline.store().registry;
    let presence = rooms(registry, event).iter().map(|room| room.presence).collect();
    (presence, roomless(registry, event))
}

#[test]
fn a_call_is_no_room_whatever_tells_of_it() {
    let call = (Vec::new(), Some(Roomless::Call));
    for fields in [
        "format: call",
        "format: video",
        "format: bilateral, subtype: phone-call",
        "subtype: Phone call",
        "subtype: video-call",
        "subtype: videoconference",
        "subtype: telephone-conversation",
        "subtype: conference-call",
        "subtype: video-link, venue: palace",
        "venue: line",
        "venue: line, format: multilateral",
        "venue: line, sessions: [{title: first}]",
    ] {
        assert_eq!(seen(fields), call, "{fields}: they spoke from afar");
    }
    let met = (vec![Presence::Certain], None);
    for fields in ["", "subtype: summit", "subtype: courtesy-call", "venue: palace", "subtype: vocalist"] {
        assert_eq!(seen(fields), met, "{fields}: nothing says that they spoke from afar");
    }
}

#[test]
fn of_a_mixed_meeting_only_sessions_that_were_no_calls_are_rooms() {
    let perhaps = (vec![Presence::Possible], None);
    assert_eq!(seen("format: mixed"), perhaps, "who came is not logged");
    assert_eq!(seen("format: mixed, venue: line"), perhaps, "nor is it by a venue that is no place");
    let by = "sessions: [{actors: [putin, trump], format: bilateral}, {actors: [trump], format: call}]";
    assert_eq!(
        seen(&format!("format: mixed, {by}")),
        (vec![Presence::Certain], None),
        "the session in person"
    );
    let by = "sessions: [{actors: [putin, trump], venue: line}]";
    assert_eq!(seen(&format!("format: mixed, {by}")), (Vec::new(), Some(Roomless::Sessions)), "all by call");
}

#[test]
fn sessions_that_were_calls_or_were_cancelled_leave_no_room() {
    let none = (Vec::new(), Some(Roomless::Sessions));
    for fields in [
        "sessions: [{actors: [putin, trump], format: video}]",
        "sessions: [{format: video}, {format: call}]",
        "sessions: [{status: cancelled}]",
        "sessions: [{actors: [putin, trump], status: cancelled}, {format: call}]",
    ] {
        assert_eq!(seen(fields), none, "{fields}: no session was held in a room");
    }
    let held = seen("venue: line, sessions: [{actors: [putin, trump], venue: palace}]");
    assert_eq!(
        held,
        (vec![Presence::Certain], None),
        "a session at a place is a room though the rest was not"
    );
    let partly = seen("sessions: [{format: video}, {title: second}]");
    assert_eq!(partly, (vec![Presence::Possible], None), "who was in the second is not logged");
}

#[test]
fn where_accounts_differ_on_the_format_nobody_is_known_to_have_sat_together() {
    let disputed = |field: &str, sessions: bool| {
        rooms_of(move |c, e| {
            cast(e, Role::Party, &[c.putin, c.trump]);
            e.conflicts = vec![Conflict { field: field.to_owned(), values: Vec::new() }];
            e.sessions = if sessions { vec![session(&[c.putin, c.trump])] } else { Vec::new() };
        })[0]
            .2
    };
    assert_eq!(disputed("format", false), Presence::Possible, "perhaps they sat in separate rooms");
    assert_eq!(disputed("length", false), Presence::Certain, "how long they sat there is another matter");
    assert_eq!(disputed("format", true), Presence::Certain, "a session says who sat there");
}

#[test]
fn proximity_talks_seat_each_side_alone_with_the_mediators() {
    let seen = rooms_of(|c, e| {
        cast(e, Role::Mediator, &[c.fidan]);
        cast(e, Role::Party, &[c.trump, c.putin, c.witkoff]);
        e.format = Some(Format::Proximity);
    });
    let names: Vec<_> = seen.into_iter().map(|room| room.0).collect();
    assert_eq!(names, [vec!["trump", "witkoff", "fidan"], vec!["putin", "fidan"]], "the sides share no room");
}

#[test]
fn a_side_is_the_state_at_the_date_else_the_outermost_body() {
    let mut c = people();
    let body = c.sample.actor("commission", ActorKind::Organisation);
    let bloc = c.sample.actor("eu", ActorKind::Bloc);
    let head = c.sample.actor("head", ActorKind::Person);
    c.sample.belongs(body, bloc, "", "");
    c.sample.belongs(head, body, "", "");
    let before = c.sample.event("before", Kind::Meeting, "2024-12-07").clone();
    let after = c.sample.event("after", Kind::Meeting, "2025-08-15").clone();
    let registry = c.sample.registry();
    assert_eq!(side(registry, c.trump, &before), None, "before he took office he sat for nobody");
    assert_eq!(side(registry, c.trump, &after), Some(c.usa), "in office for his state");
    assert_eq!(side(registry, c.russia, &after), Some(c.russia), "a state for itself");
    assert_eq!(side(registry, head, &after), Some(bloc), "an official of a bloc for the bloc");
}

fn demonstration() -> Timeline {
    Timeline::new(Store::builtin().shared(), None)
}

fn named(timeline: &Timeline, id: &str) -> Vec<Vec<String>> {
    let ix: EventIx = timeline.store().find(id).expect(id);
    let registry = &timeline.store().registry;
    let name = |actor: &ActorIx| registry.actor(*actor).id.to_string();
    rooms(registry, timeline.event(ix)).iter().map(|room| room.actors.iter().map(name).collect()).collect()
}

#[test]
fn the_demonstration_knows_who_sat_where() {
    let timeline = demonstration();
    assert_eq!(
        named(&timeline, "2025-12-19-miami-round"),
        [
            vec!["usa", "ukraine", "uk", "france", "germany"],
            vec!["usa", "russia"],
            vec!["usa", "russia"],
            vec!["usa", "europe"],
            vec!["usa", "ukraine"],
        ],
        "in Miami Russia and Ukraine shared no room"
    );
    assert_eq!(named(&timeline, "2025-10-16-trump-putin-call"), [] as [Vec<String>; 0], "a call has none");
}
