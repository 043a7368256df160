//! A timeline of what was known, or of what may be released, equals the one computed in the simplest way.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::renewed::content;
use crate::event::Handling;
use crate::store::{AsOf, Store};
use crate::timeline::{IndexKey, Timeline};

const NAMES: &str = "
store: {timezone: Europe/Kyiv}
actors:
- {id: russia, name: Russia, kind: state}
- {id: kremlin, name: Kremlin, kind: office, part_of: russia}
- {id: council, name: Council, kind: office, part_of: [{actor: russia, from: 2025-12-12}]}
- id: aide
  name: Aide
  kind: person
  part_of:
  - {actor: kremlin, until: 2025-12-15}
  - {actor: council, from: 2025-12-16}
- {id: clerk, name: Clerk, kind: person, part_of: [{actor: kremlin, until: 2025-12-08}]}
- {id: usa, name: USA, kind: state}
claims:
- {id: c, text: A claim}
outlets:
- {id: tass, name: TASS, kind: agency, domains: [tass.example]}
- {id: wire, name: Wire, kind: media, domains: [wire.example]}
sources:
- {id: early, outlet: tass, url: 'https://tass.example/1', published: 2025-12-02}
- {id: copy, outlet: wire, url: 'https://wire.example/2', published: 2025-12-04, derived_from: [early]}
- {id: copied, url: 'https://c.example/3', published: 2025-12-06, derived_from: [copy], archive: 'https://a.example/3'}
- {id: corrected, outlet: wire, url: 'https://wire.example/4', published: 2025-12-05, corrected: 2025-12-14}
- {id: withdrawn, outlet: tass, url: 'https://tass.example/5', published: '2025-12-07T09:00Z', withdrawn: 2025-12-13}
- {id: of-withdrawn, url: 'https://d.example/6', published: 2025-12-09, derived_from: [withdrawn]}
- {id: late, url: 'https://e.example/7', published: 2025-12-18}
- {id: month, url: 'https://f.example/8', published: 2025-12}
- {id: undated, url: 'https://g.example/9'}
events:
";

const DATES: [&str; 10] = [
    "2025-12-01",
    "2025-12-06",
    "'2025-12-07T10:00Z'",
    "2025-12",
    "2025-12-05/2025-12-11",
    "2025-12-14",
    "'2025-12-18T23:30-05:00'",
    "2025-12-20",
    "2026-01-10",
    "2025-12-10/..",
];
const SOURCES: [&str; 13] = [
    "early",
    "copy",
    "copied",
    "corrected",
    "withdrawn",
    "of-withdrawn",
    "late",
    "month",
    "undated",
    "{url: 'https://own.example/1', published: 2025-12-11, outlet: Some paper}",
    "{url: 'https://own.example/2'}",
    "{cite: A letter, published: 2025-12-03}",
    "{url: 'https://own.example/3', published: 2025-12-16, disputes: true}",
];
const ACTORS: [&str; 5] = ["aide", "clerk", "kremlin", "usa", "council"];
const ACCOUNTS: [&str; 7] =
    ["early", "late", "https://wire.example/4", "http://own.example/1/", "tass", "nowhere", "withdrawn"];
const AT: [&str; 9] = [
    "2025-11-30",
    "2025-12-02",
    "2025-12-07",
    "2025-12-07T09:30Z",
    "2025-12-11",
    "2025-12-13",
    "2025-12-15T12:00+02:00",
    "2025-12-17",
    "2026-02-01",
];

/// Count, source, as-of date and claimant.
type PlannedFigure = (usize, Option<usize>, Option<usize>, Option<usize>);

/// The properties of an event, as numbers taken modulo the choices available.
#[derive(Debug, Clone)]
struct Plan {
    date: usize,
    /// The logged, first-seen and disclosed dates.
    dates: [Option<usize>; 3],
    sources: Vec<usize>,
    actors: Vec<usize>,
    links: Vec<usize>,
    figures: Vec<PlannedFigure>,
    accounts: Vec<usize>,
    rest: usize,
}

fn plans() -> impl Strategy<Value = Plan> {
    let number = 0..64usize;
    // Most events have none of these dates.
    let rare = || prop::option::weighted(0.2, 0..7usize);
    let figure = (number.clone(), prop::option::of(0..64usize), rare(), prop::option::of(0..64usize));
    (
        number.clone(),
        [rare(), rare(), rare()],
        prop::collection::vec(number.clone(), 0..4),
        prop::collection::vec(number.clone(), 0..3),
        prop::collection::vec(number.clone(), 0..3),
        prop::collection::vec(figure, 0..3),
        prop::collection::vec(number.clone(), 0..4),
        number,
    )
        .prop_map(|(date, dates, sources, actors, links, figures, accounts, rest)| Plan {
            date,
            dates,
            sources,
            actors,
            links,
            figures,
            accounts,
            rest,
        })
}

fn list(items: impl Iterator<Item = String>) -> String {
    let mut all: Vec<String> = Vec::new();
    items.for_each(|item| {
        if !all.contains(&item) {
            all.push(item);
        }
    });
    all.join(", ")
}

fn pick(from: &[&str], at: usize) -> String {
    from[at % from.len()].to_owned()
}

impl Plan {
    fn write(&self, number: usize, into: &mut String) {
        let kind = ["meeting", "statement", "strike", "other"][self.rest % 4];
        let date = DATES[self.date % DATES.len()];
        let _ = writeln!(into, "- id: e{number}\n  kind: {kind}\n  date: {date}\n  title: Event {number}");
        for (key, date) in ["logged", "first_seen", "disclosed"].iter().zip(self.dates) {
            let _ = date.map(|at| writeln!(into, "  {key}: {}", DATES[at % 8]));
        }
        let sources = list(self.sources.iter().map(|at| pick(&SOURCES, *at)));
        let actors = list(self.actors.iter().map(|at| pick(&ACTORS, *at)));
        let _ = writeln!(into, "  sources: [{sources}]\n  actors: [{actors}]");
        // Links go only to earlier events, so that there is no cycle.
        let links = self.links.iter().filter(|_| number > 0).map(|to| format!("e{}", to % number.max(1)));
        let _ = writeln!(into, "  links: {{responds_to: [{}]}}", list(links));
        let figure = |(count, source, as_of, by): &PlannedFigure| {
            let metric = ["launched", "killed"][count % 2];
            let mut text = format!("{{metric: {metric}, count: {count}");
            // The source of a figure is a registered one or one of the event's own; these are registered.
            let _ = source.map(|at| write!(text, ", source: {}", SOURCES[at % 9]));
            let _ = as_of.map(|at| write!(text, ", as_of: {}", DATES[at % 8]));
            let _ = by.map(|at| write!(text, ", by: [{}]", ACTORS[at % ACTORS.len()]));
            text + "}"
        };
        let figures = list(self.figures.iter().map(figure));
        if !figures.is_empty() {
            if self.rest.is_multiple_of(4) {
                let _ = writeln!(into, "  sessions:\n  - {{title: one, figures: [{figures}]}}");
            } else {
                let _ = writeln!(into, "  figures: [{figures}]");
            }
        }
        if self.accounts.len() > 1 {
            let account =
                |(n, at): (usize, &usize)| format!("{{value: v{n}, source: '{}'}}", pick(&ACCOUNTS, *at));
            let accounts = list(self.accounts.iter().enumerate().map(account));
            let _ = writeln!(into, "  conflicts:\n  - {{field: place, values: [{accounts}]}}");
        }
        if self.rest.is_multiple_of(3) {
            let handling = ["amber", "red", "green"][self.rest / 3 % 3];
            let _ = writeln!(into, "  tags: [tag{}, common]\n  handling: {handling}", self.rest % 5);
        }
        if kind == "statement" {
            let _ = writeln!(into, "  about: [{{claim: c, stance: denies}}]");
        }
    }
}

fn timeline(plans: &[Plan]) -> Timeline {
    let mut yaml = NAMES.to_owned();
    for (number, plan) in plans.iter().enumerate() {
        plan.write(number, &mut yaml);
    }
    let timeline = Timeline::new(Store::from_texts([("log.yaml", yaml)]).shared(), None);
    assert_eq!(timeline.order().len(), plans.len(), "every event stands: {:?}", timeline.store().problems);
    timeline
}

/// Returns everything in a timeline of what was known, as text.
fn all_of(timeline: &Timeline) -> String {
    let mut text = content(timeline);
    let Store { registry, known, withheld, meta, .. } = timeline.store();
    let mut assumed: Vec<_> = known.iter().flat_map(|known| &known.assumed).collect();
    assumed.sort();
    let known = known.as_ref().map(|known| (known.not_yet, &known.not_yet_marked, known.undated, &known.at));
    let _ = writeln!(text, "{assumed:?} {known:?} {withheld:?} {meta:?}");
    let _ = writeln!(text, "{:?} {:?}", registry.actors, timeline.order());
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_was_known_is_what_the_plainest_way_gives(plans in prop::collection::vec(plans(), 1..24)) {
        let whole = timeline(&plans);
        for at in AT {
            let at = AsOf::parse(at, chrono_tz::Europe::Kyiv).expect("a date");
            let plain = Timeline::new(whole.store().as_of_slowly(&at).shared(), None);
            let known = whole.as_of(&at);
            prop_assert_eq!(all_of(&known), all_of(&plain), "as of {:?}", at);
            if known.index().words(IndexKey::Handling).any(|(word, _)| word == "red") {
                let plain = Timeline::new(plain.store().released_slowly(Handling::Amber).shared(), None);
                let released = known.released(Handling::Amber);
                prop_assert_eq!(all_of(&released), all_of(&plain), "and released, as of {:?}", at);
            }
        }
    }
}
