//! What the last filter found in texts, for the next one, which mostly asks for a letter more.

use std::sync::{Mutex, MutexGuard, PoisonError};

use super::EventSet;
use super::texts::{Part, Texts};

/// More than one in so many events are found faster in one pass over all text than event by event.
const FEW: usize = 4;

/// Searches of the filter that is being run and of the one before.
#[derive(Debug, Default)]
pub(super) struct Searches {
    turns: Mutex<Turns>,
}

#[derive(Debug, Default)]
struct Turns {
    now: Vec<Found>,
    before: Vec<Found>,
}

/// The events whose part holds a folded text.
#[derive(Debug, Clone)]
struct Found {
    part: Part,
    needle: String,
    events: EventSet,
}

impl Searches {
    fn lock(&self) -> MutexGuard<'_, Turns> {
        self.turns.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins another filter: what the last but one found is forgotten.
    pub(super) fn turn(&self) {
        let mut turns = self.lock();
        turns.before = std::mem::take(&mut turns.now);
    }

    /// As [`Texts::find`]; what holds a longer text is looked for where a shorter one was found.
    pub(super) fn find(&self, texts: &Texts, needle: &str, part: Part) -> EventSet {
        let mut turns = self.lock();
        let known = turns.now.iter().chain(&turns.before);
        let wider = known.filter(|found| found.part == part && needle.contains(&found.needle));
        let events = match wider.max_by_key(|found| found.needle.len()) {
            Some(found) if found.needle == needle => found.events.clone(),
            Some(found) if found.events.len() <= found.events.capacity() / FEW => {
                texts.find_within(needle, part, &found.events)
            }
            _ => texts.find(needle, part),
        };
        turns.now.push(Found { part, needle: needle.to_owned(), events: events.clone() });
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
            let found = timeline.saying(needle, Part::All);
            let holds = |ix| timeline.texts().part(ix, Part::All).contains(needle);
            let expected = EventSet::where_(timeline.order().len(), holds);
            assert_eq!(found, expected, "{needle}");
            let within =
                timeline.texts().find_within(needle, Part::All, &EventSet::all(timeline.order().len()));
            assert_eq!(within, expected, "{needle}, event by event");
        }
        let event = timeline.event(crate::event::EventIx(89));
        assert!(
            timeline.texts().part(crate::event::EventIx(89), Part::Title).contains(&event.title),
            "the last has its own"
        );
    }

    proptest! {
        #[test]
        fn typing_finds_what_each_text_finds_alone(
            typed in prop::collection::vec(
                prop::collection::vec(("[aceflst]{1,9}|cease|ceasef|fire|talks", 0..3usize), 0..3),
                1..8,
            ),
        ) {
            let plain = timeline();
            let typing = plain.clone().for_typing();
            prop_assert_eq!(plain.order().len(), 90, "every event stands");
            for texts in typed {
                typing.begin_search();
                for (text, part) in texts {
                    let part = [Part::All, Part::Title, Part::Quotes][part];
                    prop_assert_eq!(typing.saying(&text, part), plain.saying(&text, part), "{}", text);
                    // Each letter on its own, as it is typed.
                    for end in 1..text.len() {
                        let text = text.get(..end).unwrap_or_default();
                        prop_assert_eq!(typing.saying(text, part), plain.saying(text, part), "{}", text);
                    }
                }
            }
        }
    }
}
