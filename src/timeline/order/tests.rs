use proptest::prelude::*;

use crate::event::{EventIx, LinkKind, Word as _};
use crate::timeline::Timeline;
use crate::timeline::sample::of_yaml;

fn ids(timeline: &Timeline) -> Vec<&str> {
    timeline.order().iter().map(|ix| timeline.event(*ix).id.as_str()).collect()
}

fn order(lines: &[&str]) -> Vec<String> {
    let events: Vec<String> =
        lines.iter().map(|line| format!("- {{kind: statement, title: t, {line}}}\n")).collect();
    let timeline = of_yaml(&format!("events:\n{}", events.concat()));
    ids(&timeline).into_iter().map(str::to_owned).collect()
}

#[test]
fn an_answer_stands_below_what_it_answers() {
    let day = [
        "id: airforce, date: 2025-11-19, links: {responds_to: [governor], follows: [governor]}",
        "id: governor, date: 2025-11-19, links: {follows: [hit]}",
        "id: hit, date: 2025-11-19",
    ];
    assert_eq!(order(&day), ["hit", "governor", "airforce"], "whatever the order of the lines");
}

#[test]
fn what_is_known_to_the_day_stands_at_its_end() {
    let day = [
        "id: noon, date: '2025-11-19T12:00'",
        "id: day, date: 2025-11-19",
        "id: seen, date: 2025-11-19, first_seen: '2025-11-19T11:00'",
        "id: earlier, date: 2025-11-19, first_seen: '2025-11-18T11:00'",
        "id: long, date: 2025-11-19T10:00/2025-11-20T10:00",
    ];
    assert_eq!(
        order(&day),
        ["long", "seen", "noon", "day", "earlier"],
        "at its time, its start, when it was seen at the latest, else last, by line"
    );
}

#[test]
fn what_is_answered_moves_up_and_the_answer_not_down() {
    let day = [
        "id: answer, date: '2025-11-19T09:00', links: {denies: claim}",
        "id: noon, date: '2025-11-19T12:00'",
        "id: claim, date: 2025-11-19, links: {follows: call}",
        "id: call, date: 2025-11-19",
    ];
    assert_eq!(order(&day), ["call", "claim", "answer", "noon"], "over several steps");
    let late = [
        "id: answer, date: '2025-11-19T09:00', links: {denies: claim}",
        "id: claim, date: '2025-11-19T15:00'",
    ];
    assert_eq!(order(&late), ["answer", "claim"], "instants say which came first");
}

#[test]
fn exact_times_never_run_backwards() {
    let day = [
        "id: ten, date: '2025-11-19T10:00', links: {follows: middle}",
        "id: middle, date: 2025-11-19, links: {follows: three}",
        "id: three, date: '2025-11-19T15:00'",
    ];
    let order = order(&day);
    let at = |id: &str| order.iter().position(|other| other == id);
    assert!(at("ten") < at("three"), "a remark between them cannot turn them over: {order:?}");
}

#[test]
fn circles_are_cut_at_their_last_link() {
    let day = [
        "id: a, date: 2025-11-19, links: {responds_to: c}",
        "id: b, date: 2025-11-19, links: {responds_to: a}",
        "id: c, date: 2025-11-19, links: {responds_to: b}",
    ];
    assert_eq!(order(&day), ["c", "a", "b"], "c, the last, gives up its link to b");
}

#[test]
fn the_order_of_files_changes_nothing() {
    let text = |id: &str| format!("events:\n- {{id: {id}, kind: other, date: 2025-01-01, title: t}}\n");
    let order_of = |paths: [&'static str; 2]| {
        let texts = paths.map(|path| (path, text(if path == "a.yaml" { "z" } else { "y" })));
        let texts: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
        let store = crate::store::Store::from_texts([texts[0], texts[1]]);
        Timeline::new(store.shared(), None).order().iter().map(|ix| ix.0).collect::<Vec<_>>()
    };
    assert_eq!(
        order_of(["a.yaml", "b.yaml"]),
        order_of(["b.yaml", "a.yaml"]),
        "paths decide, not the command line"
    );
}

#[test]
fn a_remark_after_the_call_stands_after_it() {
    let timeline = Timeline::new(crate::store::Store::builtin().shared(), None);
    let rank = |id: &str| timeline.rank(timeline.store().find(id).expect(id));
    for (ix, event) in timeline.store().iter() {
        for link in event.links.iter().filter(|link| super::comes_after(link.kind)) {
            let other = timeline.event(link.to);
            if timeline.heading(ix) == timeline.heading(link.to)
                && other.date.start_bounds().0 < event.date.start_bounds().1
            {
                assert!(timeline.rank(link.to) < timeline.rank(ix), "{} stands below {}", event.id, other.id);
            }
        }
    }
    assert!(
        rank("2025-12-28-trump-putin-call") < rank("2025-12-28-mar-a-lago"),
        "the call came before the meeting"
    );
}

/// Sorts by the literal rule: among all events that may come next, the least by (key, earliest, line) comes
/// next.
fn naive(events: &[(i64, i64, bool)], links: &[(usize, usize)]) -> Vec<usize> {
    // The key and the earliest instant are in minutes of the day.
    let mut keys: Vec<i64> = events.iter().map(|(_, latest, _)| *latest).collect();
    loop {
        let mut changed = false;
        for (from, to) in links {
            if keys[*from] < keys[*to] && keys[*from] >= events[*to].0 {
                keys[*to] = keys[*from];
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    let mut remaining: Vec<usize> = (0..events.len()).collect();
    let mut order = Vec::new();
    while !remaining.is_empty() {
        let free = |at: &usize| {
            let waits = links.iter().any(|(from, to)| {
                from == at
                    && remaining.contains(to)
                    && (keys[*from] > events[*to].0 || keys[*from] == keys[*to])
            });
            let timed = events[*at].2
                && remaining.iter().any(|other| events[*other].2 && events[*other].0 < events[*at].0);
            !waits && !timed
        };
        let next = remaining.iter().copied().filter(free).min_by_key(|at| (keys[*at], events[*at].0, *at));
        let Some(next) = next else { return Vec::new() };
        remaining.retain(|at| *at != next);
        order.push(next);
    }
    order
}

proptest! {
    #[test]
    fn the_order_is_that_of_the_rule(
        times in prop::collection::vec(prop::option::of(0i64..20), 2..9),
        seen in prop::collection::vec(prop::option::of(0i64..24), 9),
        links in prop::collection::vec((0usize..9, 0usize..9, 0usize..7), 0..8),
    ) {
        const KINDS: [LinkKind; 7] = [
            LinkKind::RespondsTo, LinkKind::Denies, LinkKind::Confirms, LinkKind::Amplifies, LinkKind::Asserts,
            LinkKind::Follows, LinkKind::Supersedes,
        ];
        let n = times.len();
        // There is no cycle: in each case all links lead from later lines to earlier ones, or all the other
        // way.
        let links: Vec<(usize, usize, usize)> =
            links.into_iter().map(|(a, b, k)| (a % n, b % n, k)).filter(|(a, b, _)| a > b).collect();
        let mut lines = Vec::new();
        let mut facts = Vec::new();
        for (at, time) in times.iter().enumerate() {
            let (date, mut span) = match time {
                Some(hour) => (format!("'2025-11-19T{hour:02}:00Z'"), (hour * 60, hour * 60 + 1, true)),
                None => ("2025-11-19".to_owned(), (0, 24 * 60, false)),
            };
            let mut line = format!("id: e{at}, date: {date}");
            if let Some(hour) = seen[at] {
                line.extend([", first_seen: '2025-11-19T", &format!("{hour:02}"), ":00Z'"]);
                if hour * 60 > span.0 && hour * 60 < span.1 {
                    span.1 = hour * 60;
                }
            }
            let own: Vec<String> = links.iter().filter(|(from, ..)| *from == at)
                .map(|(_, to, kind)| format!("{{to: e{to}}}|{}", crate::event::Word::word(KINDS[*kind])))
                .collect();
            let mut by_kind: std::collections::BTreeMap<String, Vec<String>> = std::collections::BTreeMap::new();
            for link in own {
                if let Some((to, kind)) = link.split_once('|') {
                    by_kind.entry(kind.to_owned()).or_default().push(to.to_owned());
                }
            }
            if !by_kind.is_empty() {
                let all: Vec<String> = by_kind.iter().map(|(kind, to)| format!("{kind}: [{}]", to.join(", "))).collect();
                line.extend([", links: {", &all.join(", "), "}"]);
            }
            lines.push(line);
            facts.push(span);
        }
        let pairs: Vec<(usize, usize)> = links.iter().map(|(a, b, _)| (*a, *b)).collect();
        let expected = naive(&facts, &pairs);
        let texts: Vec<&str> = lines.iter().map(String::as_str).collect();
        let found = order(&texts);
        if !expected.is_empty() {
            let expected: Vec<String> = expected.into_iter().map(|at| format!("e{at}")).collect();
            prop_assert_eq!(found, expected);
        }
    }

    #[test]
    fn any_links_leave_every_event_once(links in prop::collection::vec((0usize..8, 0usize..8, 0usize..10), 0..20)) {
        let mut sample = crate::timeline::sample::Sample::new();
        for nth in 0..8 {
            sample.event(&format!("e{nth}"), crate::event::Kind::Statement, "2025-12-20");
        }
        for (from, to, kind) in links {
            sample.link(&format!("e{from}"), LinkKind::ALL[kind], &format!("e{to}"));
        }
        let timeline = sample.timeline();
        let mut all: Vec<EventIx> = timeline.order().to_vec();
        all.sort_unstable();
        prop_assert_eq!(all, (0..8).map(EventIx).collect::<Vec<_>>(), "each once");
    }
}
