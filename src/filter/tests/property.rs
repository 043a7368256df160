//! Comparison of the filter with the naive reading, and of the normal form with itself.

use std::collections::HashSet;

use chrono_tz::Tz;
use proptest::prelude::*;

use super::wish::Wish;
use super::world::{Draw, timeline};
use crate::event::date::Now;
use crate::event::{EventId, EventIx};
use crate::filter::{Context, Field, Filter};

proptest! {
    // A failing case becomes a named test; no file of failing cases is stored.
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_filter_is_the_page_read_to_the_letter(numbers in prop::collection::vec(any::<u16>(), 300..2000)) {
        let mut draw = Draw { from: numbers, at: 0 };
        let wish = Wish::draw(&mut draw, 3);
        let typed = wish.typed(&mut draw);
        let timeline = timeline(&mut draw);
        let now = Now::parse("2025-12-20", Tz::UTC).expect("a day");
        let bookmarks: HashSet<EventId> = [EventId("e0".into())].into();
        let unseen: HashSet<EventId> = [EventId("e1".into())].into();
        let context = Context { now: &now, bookmarks: &bookmarks, unseen: &unseen };
        let filter = Filter::parse(&typed).expect("what a person may type is read");

        let printed = filter.to_string();
        let again = Filter::parse(&printed).expect("the normal form is read");
        prop_assert_eq!(&again, &filter, "`{}` prints as `{}`, which is the same filter", typed, printed);
        prop_assert_eq!(again.to_string(), printed.clone(), "the normal form is stable");

        match filter.bind(&timeline, context) {
            Ok(query) => {
                let found = query.run(&timeline);
                for ix in timeline.order() {
                    let wanted = wish.matches(&timeline, *ix);
                    prop_assert_eq!(
                        found.contains(*ix), wanted,
                        "`{}` (`{}`) and event {:#?}", typed, printed, timeline.event(*ix)
                    );
                }
                let size = 1 + draw.below(5);
                for zone in [None, Some(Tz::Asia__Kolkata)] {
                    let timeline = timeline.in_zone(zone).for_typing();
                    let query = filter.bind(&timeline, context).expect("it was bound before");
                    let Some(stretches) = query.in_stretches(&timeline) else { continue };
                    let ends = (0..timeline.order().len()).step_by(size);
                    let mut all: Vec<Vec<EventIx>> =
                        ends.rev().map(|at| stretches.find(&timeline, at..(at + size).min(timeline.order().len()))).collect();
                    all.reverse();
                    prop_assert_eq!(
                        all.concat(), timeline.shown(&found),
                        "`{}` ({:?}) in stretches of {}", typed, zone, size
                    );
                    prop_assert_eq!(query.run(&timeline), found.clone(), "and what was found so is known for the whole");
                }
            }
            Err(error) => prop_assert!(!wish.is_answerable(&timeline), "no mistake in `{typed}`: {error}"),
        }
    }

    #[test]
    fn any_text_is_read_or_told(text in "\\PC{0,40}") {
        if let Ok(filter) = Filter::parse(&text) {
            let printed = filter.to_string();
            prop_assert_eq!(Filter::parse(&printed), Ok(filter), "`{}` prints as `{}`", text, printed);
        }
    }

    #[test]
    fn any_signs_are_read_or_told(text in "(actor|kind|title|about|weapon|launched|figure|is|stance|no|OR|AND|NOT|[-:=,\"/()\\\\ *]|hedged|denies|statement|>=5|x){0,14}") {
        match Filter::parse(&text) {
            Ok(filter) => {
                let printed = filter.to_string();
                prop_assert_eq!(Filter::parse(&printed), Ok(filter), "`{}` prints as `{}`", text, printed);
            }
            Err(error) => {
                prop_assert!(text.get(error.span.clone()).is_some(), "the place lies in `{text}`: {error:?}");
            }
        }
    }

    #[test]
    fn toggling_twice_changes_nothing(value in "[a-zа-я][ -~а-я]{0,8}", exclude: bool) {
        let before = Filter::parse("kind:strike OR kind:meeting").expect("a filter");
        for field in [Field::Actor, Field::Tag, Field::Title] {
            let once = before.toggle(field, &value, exclude);
            prop_assert_eq!(Filter::parse(&once.to_string()), Ok(once.clone()), "what is clicked can be read");
            let (included, excluded) = once.values(field);
            let list = if exclude { excluded } else { included };
            prop_assert_eq!(list, vec![value.clone()], "the value stands in the filter");
            prop_assert_eq!(once.toggle(field, &value, exclude), before.clone(), "and goes again");
        }
    }
}
