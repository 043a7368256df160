//! References and ids: what is accepted, what is dropped alone, and what is kept with a warning.

use super::{ids, problems, reported, store};
use crate::store::Store;

const TWO: &str = "events:\n- {id: a, kind: meeting, date: 2025-01, title: t, links: {follows: b}}\n- {id: b, kind: meeting, date: 2025-02, title: t}\n";

#[test]
fn a_dangling_link_is_dropped_alone() {
    let store = store(&TWO.replace("follows: b}", "follows: [b, bb, zzz]}"));
    assert_eq!(
        reported(&store),
        ["2:72: no event `bb` | did you mean `a`?".replace("`a`", "`b`"), "2:76: no event `zzz`".to_owned()],
        "each at its own place"
    );
    assert_eq!(ids(&store), ["a", "b"], "the event stays");
    assert_eq!(store.events[0].links.len(), 1, "with its good link");
}

#[test]
fn a_link_to_a_bad_event_says_so() {
    let text = TWO.replace("date: 2025-02", "date: never");
    let reported = problems(&text);
    assert!(
        reported.iter().any(|t| t == "2:68: no event `b` | it is at s.yaml:3, but that record has a problem"),
        "the way to the cause is reported: {reported:?}"
    );
}

#[test]
fn the_first_by_path_then_line_stands() {
    let event = |title: &str| format!("events:\n- {{id: a, kind: meeting, date: 2025, title: {title}}}\n");
    for order in [["1.yaml", "2.yaml"], ["2.yaml", "1.yaml"]] {
        let store = Store::from_texts(order.map(|path| (path, event(path))));
        assert_eq!(store.events.len(), 1, "one of them stands");
        assert_eq!(store.events[0].title, "1.yaml", "the first by path, in whatever order they are read");
        assert_eq!(
            reported(&store),
            ["2:8: a second `a` in `events` | the one at 1.yaml:2 is used"],
            "the other is reported"
        );
    }
}

#[test]
fn ids_are_derived_from_date_and_title() {
    let store = store(
        "events:\n- {kind: meeting, date: 2025-12-20T10:00, title: A Meeting in Łódź}\n- {kind: meeting, date: 2025-12-20, title: A meeting in Lodz}\n- {kind: other, date: '[2025-12-19..2025-12-21]', title: Кремль}\n- {id: x, kind: other, date: 2026, title: t, links: {follows: 2025-12-19-other}}\n",
    );
    assert_eq!(
        ids(&store),
        ["2025-12-19-other", "2025-12-20-a-meeting-in-lodz-2", "2025-12-20-a-meeting-in-lodz", "x"],
        "numbered where two are alike, and never empty"
    );
    assert_eq!(
        reported(&store),
        [
            "3:3: warning: no `id`, and the same date and title as s.yaml:2 | remove one if they are the same event; otherwise give this one an id",
            "5:63: warning: `2025-12-19-other` is an id derived from date and title | add `id: 2025-12-19-other` to the event at s.yaml:4",
        ],
        "a title that changes would break the link"
    );
}

#[test]
fn circles_are_opened() {
    let text = "events:\n- {id: a, kind: meeting, date: 2025-01, title: t, links: {part_of: b}}\n- {id: b, kind: meeting, date: 2025-02, title: t, links: {part_of: a, follows: a}}\n- {id: c, kind: meeting, date: 2025-02, title: t, links: {supersedes: c}}\n";
    assert_eq!(
        problems(text),
        [
            "3:68: `b` is part of `a`, which in turn is part of `b` | remove one of the two links: this one is left out",
            "4:71: an event that supersedes itself"
        ],
        "the link that closes the circle is left out"
    );
    let registries = "actors:\n- {id: a, part_of: b}\n- {id: b, part_of: [{actor: a}]}\nvenues:\n- {id: v, part_of: w}\n- {id: w, part_of: v}\n";
    assert_eq!(
        problems(registries),
        [
            "3:29: `b` is part of `a`, which in turn is part of `b` | remove one of the two: this one is left out",
            "6:20: `w` is part of `v`, which in turn is part of `w` | remove one of the two: this one is left out"
        ],
        "in registries too"
    );
}

#[test]
fn names_that_nobody_registered_are_kept() {
    let store = store(
        "actors: [{id: witkoff, name: Steve Witkoff}]\nevents:\n- {id: a, kind: meeting, date: 2025, title: t, actors: [Witkof, Новый, witkoff], venue: Miami, sources: [{outlet: X}]}\n- {id: b, kind: meeting, date: 2026, title: t, actors: [новый]}\n",
    );
    assert_eq!(
        reported(&store),
        [
            "3:57: warning: actor `Witkof` is not in `actors` | did you mean `witkoff`?",
            "3:65: warning: actor `Новый` is not in `actors` (and once more)",
            "3:89: warning: venue `Miami` is not in `venues`",
            "3:115: note: outlet `X` is not in `outlets`",
        ],
        "once each"
    );
    let last = store.registry.actors.last().expect("an actor");
    assert_eq!((&*last.id, last.name.as_str()), ("новыи", "Новый"), "known by the folded name");
    assert_eq!(
        store.events[0].actors[1].actor, store.events[1].actors[0].actor,
        "one actor, however it is written"
    );
    assert!(last.place.is_none(), "not registered");
}

#[test]
fn a_bad_event_leaves_no_names_behind() {
    let store = store(
        "events:\n- {kind: meeting, date: never, title: t, actors: [x], venue: y, sources: ['http://z']}\n",
    );
    let registry = &store.registry;
    assert_eq!(
        (registry.actors.len(), registry.venues.len(), registry.sources.len()),
        (0, 0, 0),
        "nor sources"
    );
}

#[test]
fn a_name_of_two_is_reported_where_it_is_used() {
    let text = "actors:\n- {id: a, name: Georgia}\n- {id: b, aliases: [GEORGIA]}\nevents:\n- {id: e, kind: meeting, date: 2025, title: t, actors: [georgia, a]}\n";
    let store = store(text);
    assert_eq!(
        reported(&store),
        [
            "3:21: warning: `GEORGIA` is also a name of `a` | write the id, not this name, wherever you mean one of these actors",
            "5:57: `georgia` fits several actors: `a`, `b` | write the id",
        ],
        "registering warns, using is a problem"
    );
    assert_eq!(store.events[0].actors.len(), 1, "the reference alone is dropped");
}

#[test]
fn a_membership_that_ends_before_it_begins_is_reported() {
    let text = "actors:\n- {id: a}\n- {id: b, part_of: [{actor: a, from: 2025, until: 2024}]}\n";
    assert_eq!(problems(text), ["3:51: ends at 2024, before it begins at 2025"], "at the end");
}

#[test]
fn sources_are_found_by_id_or_are_addresses() {
    let text = "sources:\n- {id: tass1, url: 'https://tass.com/1'}\nevents:\n- {id: a, kind: meeting, date: 2025, title: t, sources: [tass1, tas1, 'https://x.org'], figures: [{metric: m, count: 1, source: 'https://x.org'}, {metric: m, count: 1, source: nope}]}\n";
    let store = store(text);
    let (event, figures) = (&store.events[0], &store.events[0].figures);
    assert_eq!(event.sources.len(), 2, "what is not there is dropped alone");
    assert_eq!(
        figures[0].source,
        Some(event.sources[1]),
        "a figure may name a source of its event by its address"
    );
    assert_eq!(
        problems(text),
        [
            "4:65: no source `tas1` | did you mean `tass1`?",
            "4:177: no source `nope` | write the id of a registered source, or an address with `https://`"
        ],
        "and reported"
    );
}

#[test]
fn reports_before_the_event_are_warned_of() {
    let text = "events:\n- {id: a, kind: meeting, date: 2025-12-21, title: t, first_seen: 2025-12-20, sources: [{url: 'http://x', published: 2025-12}, {url: 'http://y', published: 2025-12-20}]}\n";
    assert_eq!(
        reported(&store(text)),
        [
            "2:66: warning: first seen before or at the start of the event's own date, 2025-12-21 | check both dates: this one does not bound a response time",
            "2:156: warning: published before or at the start of the event's own date, 2025-12-21 | check both dates: this one does not bound a response time"
        ],
        "a month that holds the day is not before it"
    );
}

#[test]
fn what_was_seen_as_the_event_began_is_warned_of_like_what_was_seen_before() {
    let seen = |first_seen: &str, published: &str| {
        let text = format!(
            "events:\n- {{id: a, kind: statement, date: '2025-12-21T10:00+03:00', title: t, first_seen: '{first_seen}', sources: [{{url: 'http://x', published: {published}}}]}}\n"
        );
        reported(&store(&text)).len()
    };
    assert_eq!(seen("2025-12-21T07:01Z", "2025-12-21"), 0, "a minute later bounds it, as does the day's end");
    assert_eq!(seen("2025-12-21T07:00Z", "2025-12-21"), 1, "the same minute bounds nothing");
    assert_eq!(seen("2025-12-21T07:01Z", "2025-12-20"), 1, "nor does the day before");
}

#[test]
fn a_plan_may_be_reported_before_its_date() {
    for (status, warned) in [
        ("cancelled", 0),
        ("scheduled", 0),
        ("proposed", 0),
        ("rumoured", 0),
        ("alleged", 1),
        ("occurred", 1),
    ] {
        let text = format!(
            "events:\n- {{id: a, kind: meeting, date: 2025-10-23, title: t, status: {status}, sources: [{{url: 'http://y', published: 2025-10-21}}]}}\n"
        );
        let messages = reported(&store(&text));
        assert_eq!(
            messages.len(),
            warned,
            "only what is said to have happened can be reported too early ({status}): {messages:?}"
        );
    }
}

#[test]
fn an_event_in_the_future_wants_a_status() {
    let store = store(
        "events:\n- {id: a, kind: meeting, date: 2025-12-21, title: t}\n- {id: b, kind: meeting, date: 2026-12-21, title: t}\n- {id: c, kind: meeting, date: 2026-12-21, title: t, status: scheduled}\n",
    );
    let now = crate::event::date::Now::parse("2026-01-05", chrono_tz::Tz::UTC).expect("a day");
    let reported: Vec<String> = store.check_at(&now).iter().map(ToString::to_string).collect();
    assert_eq!(
        reported,
        ["s.yaml:3: 2026-12-21 is in the future, but the event has no status"],
        "only that one"
    );
}

#[test]
fn the_second_of_an_id_stands_where_the_first_is_broken() {
    let block = "outlets:
- {id: o, name: First, reliability: G}
- {id: o, name: Second}
- {id: o, name: Third, kind: agncy}
venues:
- {id: v, name: First, lat: 95}
- {id: v, name: Second}
actors:
- {id: a, name: First, kind: persn}
- {id: a, name: Second}
claims:
- {id: c}
- {id: c, text: Second}
";
    // In brackets, the same records are read in another way.
    let flow = format!(
        "{{{}}}",
        block.trim_end().replace(":\n- {", ": [{").replace("\n- ", ", ").replace('\n', "], ") + "]"
    );
    for (how, text) in [("in block style", block), ("in brackets", flow.as_str())] {
        let store = store(text);
        let registry = &store.registry;
        let mut names: Vec<&str> = registry.outlets.iter().map(|o| o.name.as_str()).collect();
        names.extend(registry.venues.iter().map(|v| v.name.as_str()));
        names.extend(registry.actors.iter().map(|a| a.name.as_str()));
        names.extend(registry.claims.iter().map(|c| c.text.as_str()));
        assert_eq!(names, ["Second"; 4], "{how}: {names:?}");
        let messages: Vec<&str> = store.problems.iter().map(|p| p.message.as_str()).collect();
        assert_eq!(messages.len(), 5, "{how}: what is wrong is reported, and no second: {messages:?}");
        assert!(messages.iter().all(|m| !m.contains("a second")), "{how}: {messages:?}");
    }
}
