//! A timeline renewed after an edit equals the one built by reading everything again.

mod log;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use proptest::prelude::*;
use proptest::sample::Index as Pick;
use proptest::strategy::ValueTree as _;

use crate::event::{Role, Word as _};
use crate::registry::{ActorIx, ClaimIx, OutletIx, VenueIx};
use crate::store::{Input, Store};
use crate::timeline::{Index, IndexKey, Timeline};
use log::{Edit, Log};

/// Returns everything that a timeline knows, as text; words without an event are left out.
pub(super) fn content(timeline: &Timeline) -> String {
    let (store, index) = (timeline.store(), timeline.index());
    let mut text = String::new();
    for (ix, event) in store.events.each() {
        let _ = writeln!(text, "{ix:?} {event:?}");
        let _ = writeln!(text, "  {:?} {:?}", index.heading(ix), timeline.back_links(ix));
        let _ = writeln!(text, "  {:?} {}", store.find(event.id.as_str()), timeline.rank(ix));
    }
    for source in store.registry.sources.each() {
        let _ = writeln!(text, "{source:?}");
    }
    let _ = writeln!(text, "{:?} {:?} {:?}", store.problems, store.files, store.record_hashes);
    let registry = &store.registry;
    let _ = writeln!(text, "{:?} {:?} {:?}", registry.actors, registry.venues, registry.outlets);
    let _ = writeln!(text, "{:?} {:?} {:?}", registry.claims, registry.terms, store.views);
    let _ = writeln!(text, "{:?} {:?}", timeline.texts(), index.figures().in_words());
    let _ = writeln!(text, "{:?} {:?}", index.logged(), index.published());
    let _ = writeln!(text, "{:?} {:?}", index.begun(), index.clock_offsets());
    let _ = writeln!(text, "{:?} {:?} {:?}", index.all_days(), index.kinds(), index.statuses());
    let _ = writeln!(text, "{:?} {:?} {:?}", index.stances(), index.source_counts(), index.root_counts());
    text + &postings(store, index)
}

fn postings(store: &Store, index: &Index) -> String {
    let registry = &store.registry;
    let mut text = String::new();
    for ix in (0..registry.actors.len() as u32).map(ActorIx) {
        let roles: Vec<&[u32]> = Role::ALL.iter().map(|role| index.role(*role, ix)).collect();
        let _ = writeln!(text, "{:?} {roles:?}", index.actor(ix));
    }
    let venues = (0..registry.venues.len() as u32).map(|ix| index.venue(VenueIx(ix)));
    let outlets = (0..registry.outlets.len() as u32).map(|ix| index.outlet(OutletIx(ix)));
    let claims = (0..registry.claims.len() as u32).map(|ix| index.claim(ClaimIx(ix)));
    let _ = writeln!(text, "{:?}", venues.chain(outlets).chain(claims).collect::<Vec<_>>());
    let tags: BTreeMap<&str, &[u32]> = index.tags().filter(|(_, events)| !events.is_empty()).collect();
    let _ = writeln!(text, "{tags:?}");
    for of in [
        IndexKey::Kind,
        IndexKey::Property,
        IndexKey::Role,
        IndexKey::Country,
        IndexKey::SourceKind,
        IndexKey::Status,
        IndexKey::Handling,
        IndexKey::Stance,
        IndexKey::Weapon,
        IndexKey::Metric,
    ] {
        let _ = writeln!(text, "{:?}", index.words(of).collect::<BTreeMap<&str, &[u32]>>());
    }
    let names: Vec<&str> = index.tags().map(|(tag, _)| tag).collect();
    for ix in 0..store.events.len() {
        let rows = [&index.actors_of, &index.details().venues_of, &index.details().outlets_of]
            .map(|lists| lists.row(ix));
        let mut tags: Vec<&str> =
            index.details().tags_of.row(ix).iter().map(|tag| names[*tag as usize]).collect();
        tags.sort_unstable();
        let _ = writeln!(text, "{rows:?} {tags:?}");
    }
    text
}

/// Renews the store of one file from the first text to the second; also reads the second anew.
fn edited(before: &str, after: &str) -> (Option<Timeline>, Timeline) {
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("a.yaml");
    let write = |text: &str| {
        crate::store::write(&path, text.as_bytes(), crate::store::Replace::Anything).expect("written");
    };
    let read = || {
        let inputs = [Input::Path(PathBuf::from(directory.path()))];
        Timeline::new(Store::load_apart(&inputs).expect("a store").shared(), None)
    };
    write(before);
    let timeline = read();
    assert!(timeline.renewed().is_some(), "nothing has changed");
    write(after);
    (timeline.renewed(), read())
}

/// A directory for a log.
struct Home {
    directory: tempfile::TempDir,
    inputs: Vec<Input>,
}

impl Home {
    fn of(log: &Log) -> Self {
        let directory = tempfile::tempdir().expect("a directory");
        let inputs = vec![Input::Path(PathBuf::from(directory.path()))];
        log.put(directory.path());
        Self { directory, inputs }
    }

    fn put(&self, log: &Log) {
        log.put(self.directory.path());
    }

    fn read_whole(&self) -> Timeline {
        Timeline::new(Store::load_apart(&self.inputs).expect("a store").shared(), None)
    }
}

const CLAIMS: &str = "claims:\n- {id: c, text: A claim}\nviews:\n- {name: v, filter: 'status:occurred'}\n\
    actors:\n- {id: who, name: Who}\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn renewing_gives_what_reading_everything_gives(
        events in 0..24usize,
        files in 1..3usize,
        indent in 0..3usize,
        behind in prop::sample::select(vec!["", CLAIMS]),
        flawed in any::<bool>(),
        turns in prop::collection::vec(prop::collection::vec(Edit::any(), 1..4), 1..5),
    ) {
        let of = if flawed { Log::flawed } else { Log::new };
        let mut log = of(events, files, indent, behind);
        let home = Home::of(&log);
        let mut last = home.read_whole();
        for edits in turns {
            for edit in &edits {
                edit.apply(&mut log);
            }
            home.put(&log);
            let whole = home.read_whole();
            last = match last.renewed() {
                Some(renewed) => {
                    prop_assert_eq!(content(&renewed), content(&whole), "after {:?}", edits);
                    renewed
                }
                None => whole,
            };
        }
    }
}

#[test]
fn everyday_edits_are_renewed() {
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for (indent, behind) in [(0, ""), (2, CLAIMS)] {
        let mut log = Log::new(24, 2, indent, behind);
        let home = Home::of(&log);
        let mut last = home.read_whole();
        assert_eq!(last.store().problems, [], "a store without a mistake");
        assert!(last.renewed().is_some(), "nothing has changed");
        for turn in 0..6 {
            let pick = any::<Pick>().new_tree(&mut runner).expect("a value").current();
            // The last event of a list also owns the text after the list.
            if !behind.is_empty() && pick.index(24) > 9 {
                continue;
            }
            for edit in [
                Edit::Title(pick),
                Edit::Date(pick, 4),
                Edit::Tag(pick, Some(8)),
                Edit::Tag(pick, None),
                Edit::Sources(pick, 2),
                Edit::Insert(pick, turn),
                Edit::Comment(pick),
            ] {
                edit.apply(&mut log);
                home.put(&log);
                let Some(renewed) = last.renewed() else {
                    let first = matches!(edit, Edit::Comment(_)) && log.begins_a_file(pick);
                    // The text before the list changes.
                    assert!(first, "{edit:?} is renewed");
                    last = home.read_whole();
                    continue;
                };
                last = renewed;
                assert_eq!(content(&last), content(&home.read_whole()), "{edit:?}");
            }
        }
    }
}

#[test]
fn what_an_edit_breaks_is_left_to_reading_everything() {
    let log = Log::new(24, 1, 0, "");
    let home = Home::of(&log);
    let timeline = home.read_whole();
    let linked = timeline.store().find("e1").expect("an event");
    assert!(!timeline.back_links(linked).is_empty(), "that another follows");
    assert!(timeline.renewed().is_some(), "of a store without a mistake");
    let edited = |what: &str, edit: &dyn Fn(&mut Log)| {
        let mut log = log.clone();
        edit(&mut log);
        home.put(&log);
        assert!(timeline.renewed().is_none(), "{what}");
    };
    edited("an id that others link to is gone", &|log| log.files[0].retain(|event| event.id != Some(1)));
    edited("a second event of one id", &|log| log.files[0][3].id = Some(4));
    edited("a key that nobody knows, for an event that others follow", &|log| {
        log.files[0][1].extra = "knd: x\n";
    });
    edited("a circle", &|log| {
        log.files[0][3].link = Some(("supersedes", 4));
        log.files[0][4].link = Some(("supersedes", 3));
    });
    edited("another file", &|log| log.files.push(Vec::new()));
}

#[test]
fn what_is_wrong_elsewhere_does_not_keep_an_edit_from_being_renewed() {
    let mut log = Log::flawed(36, 2, 2, "");
    let home = Home::of(&log);
    let mut last = home.read_whole();
    let codes = |timeline: &Timeline| -> BTreeMap<&'static str, usize> {
        let mut codes = BTreeMap::new();
        for problem in &timeline.store().problems {
            *codes.entry(problem.code.0).or_default() += 1;
        }
        codes
    };
    let count = |timeline: &Timeline, code| codes(timeline).get(code).copied().unwrap_or(0);
    for code in ["unregistered", "dated-before", "unknown-key", "syntax"] {
        assert!(count(&last, code) > 1, "a store with {code}: {:?}", codes(&last));
    }
    let mut edit = |what: &str, edit: &dyn Fn(&mut Log)| {
        let before = codes(&last);
        edit(&mut log);
        home.put(&log);
        let renewed = last.renewed().unwrap_or_else(|| panic!("{what} is renewed"));
        assert_eq!(content(&renewed), content(&home.read_whole()), "{what}");
        last = renewed;
        (before, codes(&last))
    };
    // The first file has the even numbers, the second the odd ones.
    edit("a title", &|log| log.files[0][14].extra = "note: another\n");
    edit("a line more before others that are broken", &|log| log.files[1][8].extra = "note: |\n  a\n  b\n");
    edit("two events far apart, with broken ones between them", &|log| {
        log.files[0][9].extra = "note: one\n";
        log.files[0][17].extra = "note: two\n";
    });
    edit("an event with a warning", &|log| log.files[1][12].extra = "first_seen: 1998-01-01\n");
    edit("one that names an outlet that nobody registered", &|log| log.files[1][5].sources = 3);
    edit("the same without it", &|log| log.files[1][5].outlet = "tass");
    let (before, after) = edit("a broken event is repaired", &|log| log.files[0][14].extra = "knd: x\n");
    assert_eq!(before.get("unknown-key").map(|n| n + 1), after.get("unknown-key").copied(), "told");
    let (before, after) = edit("and broken again", &|log| log.files[0][14].extra = "");
    assert_eq!(before.get("unknown-key").copied(), after.get("unknown-key").map(|n| n + 1), "no longer told");
    edit("a quotation that does not end", &|log| log.files[1][14].extra = "note: 'open\n");
    edit("is ended", &|log| log.files[1][14].extra = "note: 'open'\n");
    edit("another outlet that nobody registered, in the last event", &|log| {
        let last = log.files[1].last_mut().expect("an event");
        (last.sources, last.outlet) = (3, "Anadolu");
    });
    edit("of which no more is said then", &|log| {
        let last = log.files[1].last_mut().expect("an event");
        (last.sources, last.outlet) = (3, "Anadolu Agency");
    });
    edit("and somebody", &|log| log.files[1].last_mut().expect("an event").actor = "nobody we know");
    edit("who was called by another name", &|log| {
        log.files[1].last_mut().expect("an event").actor = "somebody we know";
    });
    edit("whom another names", &|log| {
        let mut another = log.files[1].last().expect("an event").clone();
        another.id = Some(99);
        log.files[1].push(another);
    });
    edit("and no longer does", &|log| {
        let last = log.files[1].last_mut().expect("an event");
        (last.actor, last.outlet) = ("usa", "tass");
    });
    edit("nor anybody else", &|log| {
        let at = log.files[1].len() - 2;
        log.files[1][at].actor = "usa";
    });
}

#[test]
fn an_item_that_does_not_end_may_be_half_of_another() {
    let text = |a: &str, b: &str| {
        let event = |id: &str| format!("  - {{id: {id}, kind: other, date: 2025, title: ");
        format!("events:\n{}c}}\n{}{a}\n  - {b}\n", event("c"), event("a"))
    };
    let title = |timeline: &Timeline| timeline.event(timeline.store().find("a").expect("it")).title.clone();
    let (renewed, whole) = edited(&text("x}", "y\"}"), &text("\"x", "y\"}"));
    assert_eq!(title(&whole), "x - y", "which the next one ends");
    assert!(renewed.is_none(), "so everything is read");
    let (renewed, whole) = edited(&text("x}", "y"), &text("\"x", "y"));
    assert_eq!(content(&renewed.expect("where none does")), content(&whole), "it is told");
    let (renewed, whole) = edited(&text("\"x", "y"), &text("\"x", "y\"}"));
    assert_eq!(title(&whole), "x - y", "also where it was there");
    assert!(renewed.is_none(), "before");
}

#[test]
fn what_is_told_of_an_item_where_the_next_begins_stays_when_both_its_neighbours_change() {
    let text = |first: &str, last: &str| {
        let event = |id: &str, note: &str| {
            format!("- id: {id}\n  kind: other\n  date: 2025\n  title: {id}\n  note: {note}\n")
        };
        format!("events:\n{}{}{}{}", event("a", first), event("b", "["), event("c", last), event("d", "n"))
    };
    let (renewed, whole) = edited(&text("n", "n"), &text("another", "another"));
    assert!(whole.store().problems.iter().any(|problem| problem.code.0 == "syntax"), "b does not end");
    assert!(renewed.is_none_or(|renewed| content(&renewed) == content(&whole)), "and is told, as before");
}

#[test]
fn registered_sources_behind_an_event_keep_their_lines() {
    let text = |title: &str| {
        format!(
            "events:\n{}{}sources:\n- {{id: s, url: 'https://a.org/'}}\n",
            event(title, ""),
            event("Z", "")
        )
    };
    let (renewed, whole) = edited(&text("A"), &text("B"));
    assert_eq!(content(&renewed.expect("where no line is added")), content(&whole), "it is renewed");
    let (renewed, _) = edited(&text("A"), &text("'A\n\n  B'"));
    assert!(renewed.is_none(), "else everything is read");
}

/// Returns the text of an event of 1 January 2025 with further fields.
fn event(title: &str, more: &str) -> String {
    format!("- {{kind: other, date: 2025-01-01, title: {title}{more}}}\n")
}

#[test]
fn what_an_edit_does_to_the_mistakes_of_others_is_told() {
    let links = |kind: &str, to: &str| format!(", links: {{{kind}: {to}}}");
    let (part_of_a, part_of_b) = (links("part_of", "a"), links("part_of", "b"));
    let broken_actor = "actors:\n- {id: who, name: Who, knd: x}\n";
    // Each case holds what is tested, the text before the event, the event before and after the edit, and the
    // text after it.
    for (what, first, before, after, behind) in [
        (
            "who mentions a name first that one which does not stand mentions, too",
            String::new(),
            event("A", ", id: a"),
            event("A", ", id: a, actors: [Who]"),
            event("B", ", id: b, knd: x, actors: [Who]"),
        ),
        (
            "the end of an id that one links to which does not stand",
            String::new(),
            event("A", ", id: a"),
            event("A", ", id: another"),
            event("B", &format!(", id: b, knd: x{}", links("follows", "a"))),
        ),
        (
            "an id that may be meant by a link that leads nowhere",
            event("B", &format!(", id: b{}", links("follows", "nobody"))),
            event("A", ", id: a"),
            event("A", ", id: nobodi"),
            String::new(),
        ),
        (
            "the end of an id that stood in the way of one that is derived",
            event("x", "") + &event("x", ""),
            event("A", ", id: 2025-01-01-x-2"),
            event("A", ", id: a"),
            String::new(),
        ),
        (
            "another title of one that is numbered before another",
            event("x", ""),
            event("x", ""),
            event("y", ""),
            event("x", ""),
        ),
        (
            "the end of a circle",
            String::new(),
            event("A", &format!(", id: a{part_of_b}")),
            event("A", ", id: a"),
            event("B", &format!(", id: b{part_of_a}")),
        ),
        (
            "a name that a record has in which something is wrong",
            format!("{broken_actor}events:\n"),
            event("A", ", id: a"),
            event("A", ", id: a, actors: [who]"),
            String::new(),
        ),
    ] {
        let rest = event("Z", ", id: z");
        let text = |edited: &str| {
            let list = if first.contains("events:") { "" } else { "events:\n" };
            format!("{list}{first}{edited}{behind}{rest}")
        };
        let (renewed, whole) = edited(&text(&before), &text(&after));
        assert!(whole.store().find("z").is_some(), "{what}: {:?}", whole.store().problems);
        assert!(renewed.is_none(), "{what}: everything is read");
        let (same, whole) = edited(&text(&before), &text(&before.replace("title: ", "title: not ")));
        if let Some(same) = same {
            assert_eq!(content(&same), content(&whole), "{what}: other edits are");
        }
    }
}

#[test]
fn what_a_broken_event_names_counts_nowhere() {
    let known = event("One", "");
    let first = event("Two", ", actors: [stranger]");
    let broken = event("Three", ", actors: [stranger], knd: x");
    let text = |events: [&str; 3]| format!("events:\n{}", events.concat());
    let (renewed, whole) = edited(&text([&known, &broken, &first]), &text([&known, &first, &broken]));
    assert!(!format!("{:?}", whole.store().problems).contains("once more"), "{:?}", whole.store().problems);
    let renewed = renewed.as_ref().map_or_else(|| content(&whole), content);
    assert_eq!(renewed, content(&whole));
}
