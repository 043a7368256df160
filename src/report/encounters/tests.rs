use super::format::Underived;
use super::*;
use crate::event::date::Now;
use crate::store::Store;
use crate::timeline::Timeline;
use crate::timeline::sample::of_yaml;

fn now() -> Now {
    Now::parse("2026-01-31", chrono_tz::UTC).expect("a day")
}

/// Creates one meeting of two people, in a store with the given metadata.
fn store_of(meta: &str, date: &str) -> Timeline {
    let meeting = format!("\n- {{id: a, kind: meeting, date: '{date}', title: a, actors: [putin, trump]}}");
    of_yaml(&format!("store: {{title: t{meta}}}\n{ACTORS}{meeting}"))
}

fn settings(timeline: &Timeline, by: Option<By>, focus: &[&str]) -> Settings {
    let registry = &timeline.store().registry;
    let actor = |id: &&str| registry.actors.iter().position(|a| &*a.id == *id).expect(id);
    Settings { by, focus: focus.iter().map(|id| ActorIx(actor(id) as u32)).collect() }
}

fn report(timeline: &Timeline, by: By) -> Encounters {
    let now = now();
    Encounters::with(&Scope::new(timeline, timeline.order(), &now), &settings(timeline, Some(by), &[]))
}

/// Returns the pairs, one line each, sorted: `witkoff putin 6+1`.
fn lines(timeline: &Timeline, report: &Encounters) -> Vec<String> {
    let id = |actor: ActorIx| timeline.store().registry.actor(actor).id.to_string();
    let line = |pair: &Pair| {
        let mut names = [id(pair.one), id(pair.other)];
        names.sort();
        format!("{} {} {}+{}", names[0], names[1], pair.met.len(), pair.perhaps.len())
    };
    let mut all: Vec<String> = report.pairs.iter().map(line).collect();
    all.sort();
    all
}

const ACTORS: &str = "
actors:
- {id: putin, name: Putin, kind: person, part_of: russia}
- {id: lavrov, name: Lavrov, kind: person, part_of: russia}
- {id: trump, name: Trump, kind: person, part_of: usa}
- {id: fidan, name: Fidan, kind: person, part_of: turkey}
- {id: rutte, name: Rutte, kind: person, part_of: nato}
- {id: abramovich, name: Abramovich, kind: person}
- {id: russia, name: Russia, kind: state}
- {id: usa, name: United States, kind: state}
- {id: turkey, name: Turkey, kind: state}
- {id: ukraine, name: Ukraine, kind: state}
- {id: nato, name: NATO, kind: bloc}
venues:
- {id: city, name: City}
events:
";

fn store(events: &str) -> Timeline {
    of_yaml(&format!("{ACTORS}{events}"))
}

#[test]
fn people_meet_in_a_room_and_their_states_with_them() {
    let timeline =
        store("\n- {id: a, kind: meeting, date: 2025-08-15, title: a, actors: [putin, lavrov, trump]}");
    let people = ["lavrov putin 1+0", "lavrov trump 1+0", "putin trump 1+0"];
    assert_eq!(lines(&timeline, &report(&timeline, By::Person)), people, "every two of them");
    assert_eq!(lines(&timeline, &report(&timeline, By::State)), ["russia usa 1+0"], "each state once");
    let sides: Vec<bool> = report(&timeline, By::Person).pairs.iter().map(|pair| pair.one_side).collect();
    assert_eq!(sides, [false, false, true], "colleagues come after pairs of two sides");
}

#[test]
fn the_same_city_is_not_a_meeting() {
    let timeline = store(
        "
- {id: a, kind: meeting, date: 2025-08-15, title: a, venue: city, actors: [putin, fidan]}
- {id: b, kind: meeting, date: 2025-08-15, title: b, venue: city, actors: [trump, fidan]}
- {id: c, kind: statement, date: 2025-08-15, title: c, venue: city, actors: {speaker: putin, subject: trump}}",
    );
    let seen = lines(&timeline, &report(&timeline, By::Person));
    assert_eq!(seen, ["fidan putin 1+0", "fidan trump 1+0"], "who met the same third that day has not met");
}

#[test]
fn sessions_pair_only_those_of_one_session() {
    let timeline = store(
        "
- id: a
  kind: meeting
  date: 2025-08-15/2025-08-16
  title: a
  actors: {mediator: trump, party: [putin, ukraine, fidan]}
  sessions:
    - {date: 2025-08-15, actors: [usa, russia]}
    - {date: 2025-08-16, actors: [usa, ukraine]}
    - {date: 2025-08-16, actors: [trump, fidan]}",
    );
    let states = lines(&timeline, &report(&timeline, By::State));
    assert_eq!(
        states,
        ["russia usa 1+0", "turkey usa 1+0", "ukraine usa 1+0"],
        "Russia and Ukraine shared none"
    );
    let people = lines(&timeline, &report(&timeline, By::Person));
    let expected = ["fidan trump 1+0", "putin trump 0+1"];
    assert_eq!(people, expected, "where only states are named, those of them who came may have met");
}

#[test]
fn a_round_and_its_days_are_one_encounter() {
    let timeline = store(
        "
- {id: a, kind: meeting, date: 2025-12-19/2025-12-21, title: a, actors: [trump, putin]}
- {id: b, kind: meeting, date: 2025-12-20, title: b, actors: [trump, putin], links: {part_of: a}}
- {id: c, kind: meeting, date: 2025-12-21, title: c, actors: [trump, fidan], links: {part_of: a}}
- {id: d, kind: meeting, date: 2026-01-10, title: d, actors: [trump, putin], links: {follows: a}}",
    );
    let seen = report(&timeline, By::Person);
    assert_eq!(
        lines(&timeline, &seen),
        ["fidan trump 1+0", "putin trump 2+0"],
        "what is part of a round counts once"
    );
    let pair = &seen.pairs[0];
    let first = pair.first(&timeline).expect("they met").date(&timeline).text().to_owned();
    let last = pair.last(&timeline).expect("they met").date(&timeline).text().to_owned();
    assert_eq!(
        (first.as_str(), last.as_str()),
        ("2025-12-19/2025-12-21", "2026-01-10"),
        "first and last room"
    );
}

#[test]
fn days_are_counted_to_now_and_keep_what_the_date_leaves_open() {
    let since = |date: &str| {
        let timeline =
            store(&format!("\n- {{id: a, kind: meeting, date: '{date}', title: a, actors: [putin, trump]}}"));
        let report = report(&timeline, By::Person);
        report.pairs[0].last(&timeline).and_then(|seat| seat.days_since(&timeline, report.until))
    };
    assert_eq!(since("2026-01-22"), Some((9, 9)), "nine days before the 31st");
    assert_eq!(since("2025-12"), Some((31, 61)), "some day of December");
    assert_eq!(since("2026-01-30/2026-02-02"), None, "it may not be over");
    assert_eq!(since("../2025-12-20"), None, "its start is open");
}

#[test]
fn days_are_counted_no_further_than_the_log_goes() {
    let of = |coverage: &str, date: &str| {
        let timeline = store_of(coverage, date);
        let (now, report) = (now(), report(&timeline, By::Person));
        let page = report.page(&Scope::new(&timeline, timeline.order(), &now));
        let days = report.pairs[0].last(&timeline).and_then(|seat| seat.days_since(&timeline, report.until));
        let said = format!("{:?}", page.blocks);
        let json = report.json(&Scope::new(&timeline, timeline.order(), &now));
        (days, said, json["days_counted_to"].as_str().map(str::to_owned))
    };
    let (days, said, json) = of(", coverage: [2025-01-01/2025-12-31]", "2025-12-22");
    assert_eq!(days, Some((9, 9)), "to the end of coverage");
    assert!(said.contains("Days are counted to 31 Dec 2025, where the log ends."), "{said}");
    assert_eq!(json.as_deref(), Some("2025-12-31"));
    let (days, said, _) = of(", coverage: [2025-01-01/2025-12-31]", "2026-01-05");
    assert_eq!(days, Some((0, 0)), "or of what is logged after it");
    assert!(said.contains("Days are counted to 5 Jan 2026, where the log ends."), "{said}");
    let (days, said, _) = of(", coverage: [2025-01-01/..]", "2026-01-21");
    assert_eq!(days, Some((10, 10)), "never beyond today");
    assert!(said.contains("Days are counted to 31 Jan 2026, today."), "{said}");
    assert_eq!(
        of("", "2026-01-21").0,
        Some((10, 10)),
        "to today where the store does not say what it covers"
    );
}

#[test]
fn calls_and_what_was_perhaps_in_person_are_told_apart() {
    let timeline = store(
        "
- {id: a, kind: meeting, date: 2025-08-15, title: a, format: call, actors: [putin, trump]}
- {id: b, kind: meeting, date: 2025-08-16, title: b, format: mixed, actors: [putin, trump]}
- {id: c, kind: meeting, date: 2025-08-14, title: c, actors: [putin, trump]}
- {id: d, kind: meeting, date: 2025-08-17, title: d, status: cancelled, actors: [putin, trump]}
- {id: e, kind: meeting, date: 2025-08-17, title: e, actors: {host: somebody, party: [putin]}}",
    );
    let seen = report(&timeline, By::Person);
    assert_eq!(lines(&timeline, &seen), ["putin trump 1+1"], "a call and what fell through are no encounter");
    let last = seen.pairs[0].last(&timeline).map(|seat| seat.date(&timeline).text().to_owned());
    assert_eq!(last.as_deref(), Some("2025-08-14"), "last is where they are known to have sat together");
    assert_eq!((seen.left_out.remote, seen.left_out.mixed.len()), (1, 1), "what is not counted is told");
    assert_eq!(seen.left_out.hosts, 1, "a host that no registry knows is not known to be a person");
}

#[test]
fn bodies_that_belong_to_no_state_sit_for_themselves() {
    let timeline =
        store("\n- {id: a, kind: meeting, date: 2025-08-15, title: a, actors: [rutte, trump, abramovich]}");
    let seen = lines(&timeline, &report(&timeline, By::State));
    assert_eq!(seen, ["nato usa 1+0"], "an official for the alliance; who belongs to nothing for nobody");
}

#[test]
fn those_asked_for_stand_first() {
    let timeline = store(
        "
- {id: a, kind: meeting, date: 2025-08-15, title: a, actors: [putin, lavrov, fidan]}
- {id: b, kind: meeting, date: 2025-08-16, title: b, actors: [putin, lavrov, fidan]}
- {id: c, kind: meeting, date: 2025-08-17, title: c, actors: [trump, fidan]}",
    );
    let now = now();
    let scope = Scope::new(&timeline, timeline.order(), &now);
    let of = |focus: &[&str]| Encounters::with(&scope, &settings(&timeline, None, focus));
    let (people, states) = (of(&["trump"]), of(&["russia"]));
    assert_eq!((people.by, states.by), (By::Person, By::State), "of states where a state is asked for");
    let first = &people.pairs[0];
    assert_eq!(first.one, settings(&timeline, None, &["trump"]).focus[0], "though others met more often");
    assert!(first.in_focus && !people.pairs[1].in_focus, "the others follow");
    assert_eq!(
        lines(&timeline, &states),
        ["russia turkey 2+0", "turkey usa 1+0"],
        "and their members count for them"
    );
    assert!(states.pairs[0].in_focus && !states.pairs[1].in_focus, "only Russia's are asked for");
}

/// Returns the derived format of one meeting, and whether it differs from the stated one.
fn format_of(event: &str) -> (Result<String, Underived>, bool) {
    let timeline = store(&format!("\n- {{id: a, kind: meeting, date: 2025-08-15, title: a, {event}}}"));
    let seating = report(&timeline, By::State).seatings.remove(0);
    (seating.derived.map(|format| format.to_string()), seating.differs())
}

#[test]
fn the_format_is_that_of_the_sides_in_the_room() {
    let derived = |format: &str, differs: bool| (Ok(format.to_owned()), differs);
    assert_eq!(format_of("actors: [putin, lavrov, trump]"), derived("bilateral", false), "two sides");
    assert_eq!(format_of("actors: [putin, fidan, trump]"), derived("trilateral", false), "three");
    assert_eq!(format_of("actors: [putin, fidan, trump, rutte]"), derived("multilateral", false), "four");
    assert_eq!(
        format_of("format: trilateral, actors: [putin, trump]"),
        derived("bilateral", true),
        "not as stated"
    );
    assert_eq!(
        format_of("format: bilateral, actors: [putin, trump]"),
        derived("bilateral", false),
        "as stated"
    );
    assert_eq!(
        format_of("actors: [putin, lavrov]"),
        (Err(Underived::OneSide), false),
        "one side is no format"
    );
    let unknown = format_of("format: bilateral, actors: [putin, trump, abramovich]");
    assert_eq!(unknown, (Err(Underived::Side), false), "for whom he sat is not known");
    assert_eq!(
        format_of("format: mixed, actors: [putin, trump]"),
        (Err(Underived::Presence), false),
        "nor who sat there"
    );
}

#[test]
fn a_round_whose_sessions_share_no_room_is_proximity() {
    let round = |parties: &str, sessions: &str| {
        format_of(&format!(
            "format: trilateral, actors: {{mediator: fidan, party: [{parties}]}}, sessions: [{sessions}]"
        ))
    };
    let apart = "{actors: [turkey, russia]}, {actors: [turkey, usa]}";
    assert_eq!(round("putin, trump", apart), (Ok("proximity".to_owned()), true), "the parties shared none");
    let together = format!("{apart}, {{actors: [turkey, russia, usa]}}");
    assert_eq!(round("putin, trump", &together), (Ok("trilateral".to_owned()), false), "at the end they did");
    let third = "{actors: [turkey, usa, ukraine]}, {actors: [turkey, russia, ukraine]}";
    let seen = round("putin, ukraine", third);
    assert_eq!(
        seen,
        (Ok("trilateral".to_owned()), false),
        "a side that was no party need not sit with every other"
    );
}

/// The numbers were checked against `data/events/*.yaml` by an independent script.
#[test]
fn the_demonstration_store_knows_who_met() {
    let timeline = Timeline::new(Store::builtin().shared(), None);
    let people = lines(&timeline, &report(&timeline, By::Person));
    for line in HAND_CHECKED_PEOPLE {
        assert!(people.iter().any(|seen| seen == line), "{line} is not among the pairs of people");
    }
    let seen = report(&timeline, By::State);
    let states = lines(&timeline, &seen);
    for line in HAND_CHECKED_STATES {
        assert!(states.iter().any(|seen| seen == line), "{line} is not among\n{}", states.join("\n"));
    }
    let id = |seating: &Seating| timeline.event(seating.event).id.to_string();
    let differing: Vec<String> = seen.seatings.iter().filter(|s| s.differs()).map(id).collect();
    let judged = [
        "2023-08-05-jeddah",
        "2024-06-15-burgenstock",
        "2025-10-23-european-council-defers",
        "2025-11-23-geneva",
        "2026-01-23-abu-dhabi-trilateral",
    ];
    assert_eq!(
        differing, judged,
        "each was judged by hand: lists that are not whole, and a host counted as a side"
    );
}

const HAND_CHECKED_PEOPLE: &[&str] = &[
    "putin witkoff 6+0",
    "dmitriev witkoff 7+0",
    "umerov witkoff 9+1",
    "trump zelenskyy 8+1",
    "putin trump 1+0",
    "medinsky umerov 3+1",
    "kuleba lavrov 0+1",
    "meloni zelenskyy 5+1",
];
const HAND_CHECKED_STATES: &[&str] =
    &["russia ukraine 9+1", "russia usa 11+1", "ukraine usa 23+2", "europe usa 1+0", "russia turkey 5+0"];

fn page_text(timeline: &Timeline, by: By) -> String {
    let now = now();
    let scope = Scope::new(timeline, timeline.order(), &now);
    format!("{:?}", report(timeline, by).page(&scope))
}

#[test]
fn meetings_without_a_room_are_listed_with_why() {
    let timeline = store(
        "
- {id: a, kind: meeting, date: 2025-08-15, title: A, subtype: phone-call, actors: [putin, trump]}
- {id: b, kind: meeting, date: 2025-08-16, title: B, actors: [putin, trump], sessions: [{format: video}, {status: cancelled}]}
- {id: c, kind: meeting, date: 2025-08-17, title: C, actors: {host: turkey, observer: fidan}}
- {id: d, kind: meeting, date: 2025-08-18, title: D, status: cancelled, actors: [putin, trump]}",
    );
    let seen = report(&timeline, By::Person);
    assert_eq!(lines(&timeline, &seen), [""; 0], "nobody sat in a room");
    let id = |all: &[EventIx]| all.iter().map(|ix| timeline.event(*ix).id.to_string()).collect::<Vec<_>>();
    assert_eq!(seen.left_out.remote, 1, "a call by its subtype alone is counted as a call");
    assert_eq!(id(&seen.left_out.sessions), ["b"], "all sessions were calls or were cancelled");
    assert_eq!(id(&seen.left_out.nobody), ["c"], "a host that is a state and an observer sit in no room");
}

#[test]
fn who_only_perhaps_sat_together_is_no_pair_of_none() {
    let timeline = store(
        "\n- {id: b, kind: meeting, date: 2025-08-16, title: b, format: mixed, actors: [putin, trump]}",
    );
    let text = page_text(&timeline, By::Person);
    assert!(
        text.contains("Perhaps 1 pair of people sat in one room at 1 meeting"),
        "perhaps is said: {text}"
    );
    assert!(!text.contains("0 pairs"), "and no meeting of nobody: {text}");
}

#[test]
fn what_is_dated_after_now_is_no_meeting_yet() {
    let meeting = |id: &str, date: &str| {
        format!("- {{id: {id}, kind: meeting, date: {date}, title: '{id}', actors: [putin, trump]}}\n")
    };
    let timeline = store(&(meeting("held", "2026-01-31") + &meeting("soon", "2026-02-01")));
    let report = report(&timeline, By::Person);
    assert_eq!(lines(&timeline, &report), ["putin trump 1+0"], "one was held");
    let id = |ix: &EventIx| timeline.event(*ix).id.as_str();
    assert_eq!(report.left_out.to_come.iter().map(id).collect::<Vec<_>>(), ["soon"], "and one is told");
    assert_eq!(report.seatings.len(), 1, "nobody has sat yet");
}

#[test]
fn meetings_that_no_independent_source_reports_have_a_sign() {
    let events = "
- {id: m, kind: meeting, date: 2025-12-02, title: M, actors: [putin, trump, fidan], sources: [{url: 'https://a.org/1', withdrawn: 2025-12-05}]}
- {id: n, kind: meeting, date: 2025-12-03, title: N, actors: [putin, trump], sources: [{url: 'https://a.org/2'}]}
";
    let timeline = of_yaml(&format!("{ACTORS}{events}"));
    let text = page_text(&timeline, By::Person);
    assert!(text.contains("2, 1!") && text.contains("1, 1!"), "{text}");
    assert!(text.contains("1!: no independent source reports this many of the meetings"), "{text}");
    let now = now();
    let scope = Scope::new(&timeline, timeline.order(), &now);
    let json = report(&timeline, By::Person).json(&scope);
    let pairs = json["pairs"].as_array().into_iter().flatten();
    let counts: Vec<&Value> = pairs.map(|pair| &pair["without_independent_source"]).collect();
    assert_eq!(counts, [1, 1, 1], "of two meetings one, of one meeting one: {json}");
}
