//! A store read on all cores equals the store read item by item: same events, same problems, same lines.

use proptest::prelude::*;

use crate::store::Store;
use crate::store::yaml::read::Deferral;

/// Items as people and programs write them: good, irregular and bad ones. `#` is replaced by a number.
const ITEMS: &[&str] = &[
    "- id: e#\n  kind: meeting\n  date: 2025-12-2#\n  title: Talks # at the table\n  actors: {party: [putin, Umerov]}\n",
    "- id: s#\n  kind: statement\n  date: 2025-12-2#T11:10\n  title: 'A: b'\n  actors: [putin]\n  venue: moscow\n  sources:\n    - {outlet: tass, url: \"https://tass.com/#\", published: 2025-12-2#}\n",
    "- id: s#\n  kind: statement\n  date: 2025-12-2#\n  title: again\n  links: {denies: e#, responds_to: [s#, nowhere]}\n",
    "- kind: other\n  date: 2025-12\n  title: without an id\n  actors: [somebody new]\n",
    "- {id: f#, kind: strike, date: 2025, title: in brackets, figures: [{weapon: drone, metric: launched, count: ~1#, by: putin, source: src}]}\n",
    "- id: b#\n  kind: other\n  date: 2025-12-20\n  title: |\n    - id: not\n      an item\n  summary: >-\n    folded\n    text\n",
    "- id: q#\n  kind: meetng\n  date: 2025-02-30\n  title: two mistakes\n",
    "- id: u#\n  kind: other\n  date: 2025-12-20\n  titel: a key that is none\n",
    "- id: p#\n  kind: other\n  date: 2025-12-21\n  title: early\n  sources: [{outlet: TASS, published: 2025-12-01}]\n  links: {part_of: p#}\n",
    "- id: k#\n  kind: other\n  date: 2025-12-21\n  title: \"not closed\n",
    "- id: &a x#\n  kind: other\n  date: 2025-12-21\n  title: shared\n",
    "- id: y#\n  kind: other\n  date: 2025-12-21\n  title: *a\n",
    "# a remark\n\n",
    "- just text\n",
    "- id: t#\n  kind: other\n  date: 2025-12-21\n  title: a tab\there\n  about: [{claim: c, stance: denies}]\n",
];

const HEAD: &str = "\
actors:
- {id: putin, name: Vladimir Putin, part_of: [{actor: kremlin, from: 2000}]}
- {id: kremlin, name: Kremlin}
venues:
- {id: moscow, name: Moscow, timezone: Europe/Moscow}
outlets:
- {id: tass, name: TASS}
sources:
- {id: src, outlet: tass, title: A page}
claims:
- {id: c, text: Something is so.}
events:
";

/// Returns everything of a store that users can see.
fn whole(store: &Store) -> String {
    let events: Vec<String> = store.iter().map(|(_, event)| format!("{event:?}")).collect();
    let sources: Vec<String> = store.registry.sources.each().map(|source| format!("{source:?}")).collect();
    let registry = &store.registry;
    let others = format!("{:?} {:?} {:?}", registry.actors, registry.venues, registry.outlets);
    let problems: Vec<String> = store.problems.iter().map(|problem| format!("{problem:?}")).collect();
    [events.join("\n"), sources.join("\n"), others, problems.join("\n")].join("\n\n")
}

fn text(choices: &[(usize, u8)], broken: bool) -> String {
    let mut text = HEAD.to_owned();
    for (item, number) in choices {
        let item = ITEMS[item % ITEMS.len()];
        // Text that breaks the whole document is rare, so that the rest is also tested.
        if broken || !(item.contains("not closed") || item.contains("&a") || item.contains("*a")) {
            text.push_str(&item.replace('#', &(number % 8).to_string()));
        }
    }
    text
}

#[test]
fn files_of_mistakes_are_read_as_one_by_one() {
    let files: Vec<(String, String)> = (0..4)
        .map(|n| match n {
            2 => ("2.yaml".to_owned(), text(&(0..12).map(|item| (item, 1)).collect::<Vec<_>>(), false)),
            n => (format!("{n}.yaml"), format!("- id: {n}\n  kind: x\n{}", "- - x\n".repeat(9_000))),
        })
        .collect();
    let read = |later| whole(&Store::from_texts_with(files.clone(), later));
    assert_eq!(
        read(Deferral(1)),
        read(Deferral::NEVER),
        "the first of them does not hide what the others hold"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn cores_make_no_difference(
        first in prop::collection::vec((any::<usize>(), any::<u8>()), 0..40),
        second in prop::collection::vec((any::<usize>(), any::<u8>()), 0..40),
        broken in prop::bool::weighted(0.2),
        crlf in prop::bool::weighted(0.1),
    ) {
        let mut files = [("1.yaml", text(&first, broken)), ("2.yaml", text(&second, broken).replace(HEAD, "events:\n"))];
        if crlf {
            files[0].1 = files[0].1.replace('\n', "\r\n");
        }
        let read = |later| whole(&Store::from_texts_with(files.clone(), later));
        prop_assert_eq!(read(Deferral(1)), read(Deferral::NEVER), "the same store from {:?}", files);
    }
}
