//! The response clock's vector, in the document and by itself.

use super::{document, store};
use crate::event::Event;
use crate::export::Options;
use crate::store::Store;
use crate::timeline::clock::{Fine, Response, response};

const VECTOR: &str = "
venues:
- {id: kyiv, name: Kyiv, timezone: Europe/Kyiv}
- {id: moscow, name: Moscow, timezone: Europe/Moscow}
events:
- {id: claim, kind: statement, date: 2025-12-20, title: Washington proposed it, actors: [zelensky], venue: kyiv,
   first_seen: '2025-12-20T16:55+02:00'}
- {id: answer, kind: statement, date: 2025-12-21, title: No one discussed it, actors: [ushakov], venue: moscow,
   first_seen: '2025-12-21T11:10+03:00', links: {denies: claim}}
";

fn event<'s>(store: &'s Store, id: &str) -> &'s Event {
    store.event(store.find(id).expect("the event is there"))
}

#[test]
fn the_vector_of_the_contract_comes_out() {
    let store = store(VECTOR);
    let lag = response(&store, event(&store, "claim"), event(&store, "answer"));
    let minutes = |h: i64, m: i64| (h * 60 + m) * 60;
    assert_eq!(
        lag,
        Response::After {
            min: minutes(6, 5),
            max: Some(minutes(34, 10)),
            order_uncertain: false,
            doubted: false,
            fine: Fine::default()
        },
        "[max(0, d1 − c2), d2 − c1], capped by first_seen"
    );
    assert_eq!(lag.to_string(), "6 – 35 h", "as coarse as it is known");
    let back = response(&store, event(&store, "answer"), event(&store, "claim"));
    assert_eq!(back, Response::Preemptive, "what came before is no answer");
}

#[test]
fn both_ends_of_a_link_tell_the_time_it_took() {
    let (text, _) = document(VECTOR, "", &Options::default());
    let to =
        "- Denies [Washington proposed it](#washington-proposed-it) (20 Dec 2025), response time 6 – 35 h\n";
    let back =
        "- Denied by [No one discussed it](#no-one-discussed-it) (21 Dec 2025), response time 6 – 35 h\n";
    assert!(text.contains(to), "the answer tells it:\n{text}");
    assert!(text.contains(back), "the claim tells it:\n{text}");
}

#[test]
fn uncapped_days_next_to_each_other_are_0_to_48_hours() {
    let store = store(
        "events:
- {id: claim, kind: statement, date: 2025-12-20, title: a}
- {id: answer, kind: statement, date: 2025-12-21, title: b}
- {id: same-day, kind: statement, date: 2025-12-20, title: c, sources: [{url: 'https://a.b', published: 2025-12-19}]}
- {id: long, kind: meeting, date: 2025-12-20/2025-12-28, title: d}
",
    );
    let lag = |a: &str, b: &str| response(&store, event(&store, a), event(&store, b)).to_string();
    assert_eq!(lag("claim", "answer"), "0 – 48 h", "half-open days touch, their order is certain");
    assert_eq!(lag("claim", "same-day"), "0 – 24 h, order uncertain", "a cap before the event is ignored");
    assert_eq!(lag("long", "answer"), "0 – 48 h", "a ranged event counts from its start");
}
