//! The search results of the last filter, kept for the next one, which usually has one more letter.

use std::ops::Range;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::EventSet;
use super::texts::{Part, Texts};

/// If more than one in this many events match, one pass over all texts is faster than a search event by
/// event.
const FEW: usize = 4;

/// Search results of the current filter and of the previous one.
#[derive(Debug, Default)]
pub(super) struct Searches {
    turns: Mutex<Turns>,
}

#[derive(Debug, Default)]
struct Turns {
    now: Vec<FoundTexts>,
    before: Vec<FoundTexts>,
}

/// The events whose part contains a folded text, among those that were searched.
#[derive(Debug, Clone)]
struct FoundTexts {
    part: Part,
    needle: String,
    events: EventSet,
    looked_through: EventSet,
}

impl FoundTexts {
    fn of(part: Part, needle: &str, events: EventSet, among: &Range<usize>) -> Self {
        let mut looked_through = EventSet::none(events.capacity());
        looked_through.insert_run(among.clone());
        Self { part, needle: needle.to_owned(), events, looked_through }
    }

    fn add(&mut self, other: &Self) {
        self.events.unite(&other.events);
        self.looked_through.unite(&other.looked_through);
    }
}

impl Searches {
    fn lock(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins another filter and forgets the results of the filter before the previous one.
    pub(super) fn turn(&self) {
        let mut turns = self.lock();
        turns.before = std::mem::take(&mut turns.now);
    }

    /// Finds events like [`Texts::find`], possibly beyond `among`; a longer text is searched only in events
    /// that contain a known shorter one.
    pub(super) fn find(&self, texts: &Texts, needle: &str, part: Part, among: &Range<usize>) -> EventSet {
        let mut turns = self.lock();
        let known = turns.now.iter().chain(&turns.before);
        let wider = known.filter(|found| {
            found.part == part && needle.contains(&found.needle) && found.looked_through.holds_run(among)
        });
        let found = match wider.max_by_key(|found| found.needle.len()) {
            Some(found) if found.needle == needle => found.clone(),
            Some(found) if found.events.len_in(among) <= among.len() / FEW => {
                let events = texts.find_within(needle, part, &found.events, among.clone());
                FoundTexts::of(part, needle, events, among)
            }
            _ => FoundTexts::of(part, needle, texts.find(needle, part, among.clone()), among),
        };
        let events = found.events.clone();
        match turns.now.iter_mut().find(|known| known.part == part && known.needle == needle) {
            Some(known) => known.add(&found),
            None => turns.now.push(found),
        }
        events
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::store::Store;
    use crate::timeline::Timeline;

    fn timeline() -> Timeline {
        let words = ["cease", "ceasefire", "fire", "talks", "talk", "ease"];
        let event = |n: usize| {
            let word = |at: usize| words[(n * 7 + at * n / 3) % words.len()];
            format!(
                "- {{id: e{n}, kind: statement, date: 2025, title: {} {}, quote: {}, summary: {}}}\n",
                word(0),
                word(1),
                word(2),
                word(3)
            )
        };
        let yaml: String = (0..90).map(event).collect();
        Timeline::new(Store::from_texts([("log.yaml", yaml)]).shared(), None)
    }

    #[test]
    fn what_is_found_on_several_cores_is_what_stands_in_the_events() {
        let timeline = timeline();
        for needle in ["a", "cease", "fire", "talks", "none"] {
            let all = 0..timeline.order().len();
            let found = timeline.saying(needle, Part::All, &all);
            let holds = |ix| timeline.texts().part(ix, Part::All).contains(needle);
            let expected = EventSet::where_(timeline.order().len(), holds);
            assert_eq!(found, expected, "{needle}");
            let within =
                timeline.texts().find_within(needle, Part::All, &EventSet::all(all.len()), all.clone());
            assert_eq!(within, expected, "{needle}, event by event");
        }
        let event = timeline.event(crate::event::EventIx(89));
        assert!(
            timeline.texts().part(crate::event::EventIx(89), Part::Title).contains(&event.title),
            "the last has its own"
        );
    }

    /// Returns the events of a set that lie in a range.
    fn part_of(set: &EventSet, range: &Range<usize>) -> Vec<crate::event::EventIx> {
        set.iter_in(range.clone()).collect()
    }

    proptest! {
        #[test]
        fn typing_finds_what_each_text_finds_alone(
            typed in prop::collection::vec(
                prop::collection::vec(
                    ("[aceflst]{1,9}|cease|ceasef|fire|talks", 0..3usize, (0..91usize, 0..91usize)),
                    0..3,
                ),
                1..8,
            ),
        ) {
            let plain = timeline();
            let typing = plain.clone().for_typing();
            prop_assert_eq!(plain.order().len(), 90, "every event stands");
            let all = 0..90;
            for texts in typed {
                typing.begin_search();
                for (text, part, among) in texts {
                    let part = [Part::All, Part::Title, Part::Quotes][part];
                    let among = (among.0 % 90).min(among.1)..among.1.min(90);
                    let whole = plain.saying(&text, part, &all);
                    let found = typing.saying(&text, part, &among);
                    prop_assert_eq!(part_of(&found, &among), part_of(&whole, &among), "{} in {:?}", text, among);
                    let alone = plain.texts().find(&text, part, among.clone());
                    prop_assert_eq!(alone.iter().collect::<Vec<_>>(), part_of(&whole, &among), "{} alone", text);
                    prop_assert_eq!(typing.saying(&text, part, &all), whole, "{}", text);
                    // Search for each prefix, as it would be typed.
                    for end in 1..text.len() {
                        let text = text.get(..end).unwrap_or_default();
                        let found = typing.saying(text, part, &among);
                        let whole = plain.saying(text, part, &all);
                        prop_assert_eq!(part_of(&found, &among), part_of(&whole, &among), "{} in {:?}", text, among);
                        prop_assert_eq!(typing.saying(text, part, &all), whole, "{}", text);
                    }
                }
            }
        }
    }
}
