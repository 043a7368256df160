//! A timeline that is renewed after an edit is the one that reading everything gives.

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
use crate::timeline::{Index, Timeline, Trait};
use log::{Edit, Log};

/// Everything that a timeline knows, as text; words without an event are not there.
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
    let _ = writeln!(text, "{:?} {:?} {:?}", store.problems, store.files, store.marks);
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
        Trait::Kind,
        Trait::Mark,
        Trait::Role,
        Trait::Country,
        Trait::SourceKind,
        Trait::Status,
        Trait::Handling,
        Trait::Stance,
        Trait::Weapon,
        Trait::Metric,
    ] {
        let _ = writeln!(text, "{:?}", index.words(of).collect::<BTreeMap<&str, &[u32]>>());
    }
    let names: Vec<&str> = index.tags().map(|(tag, _)| tag).collect();
    for ix in 0..store.events.len() {
        let rows = [&index.actors_of, &index.venues_of, &index.outlets_of].map(|lists| lists.row(ix));
        let mut tags: Vec<&str> = index.tags_of.row(ix).iter().map(|tag| names[*tag as usize]).collect();
        tags.sort_unstable();
        let _ = writeln!(text, "{rows:?} {tags:?}");
    }
    text
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

const CLAIMS: &str = "claims:\n- {id: c, text: A claim}\n";

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn renewing_gives_what_reading_everything_gives(
        events in 0..24usize,
        files in 1..3usize,
        indent in 0..3usize,
        behind in prop::sample::select(vec!["", CLAIMS]),
        turns in prop::collection::vec(prop::collection::vec(Edit::any(), 1..4), 1..5),
    ) {
        let mut log = Log::new(events, files, indent, behind);
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
            // The last event of a list belongs to what stands behind the list.
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
                    let moves_lines = matches!(edit, Edit::Insert(..) | Edit::Comment(_) | Edit::Tag(..));
                    // What stands behind the list moves, or what stands before it changes.
                    assert!(first || moves_lines && !behind.is_empty(), "{edit:?} is renewed");
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
    edited("a name that nobody knows", &|log| log.files[0][3].actor = "a stranger");
    edited("a key that nobody knows", &|log| log.files[0][3].odd = "knd: x\n");
    edited("a quotation that does not end", &|log| log.files[0][3].odd = "note: 'open\n");
    edited("a circle", &|log| {
        log.files[0][3].link = Some(("supersedes", 4));
        log.files[0][4].link = Some(("supersedes", 3));
    });
    edited("another file", &|log| log.files.push(Vec::new()));
}
