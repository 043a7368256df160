//! Which utterances repeat another: an amplified copy or a republished text is no second utterance.

use std::collections::{HashMap, HashSet};

use super::voices::speakers;
use crate::event::{Event, EventIx, Kind, LinkKind, Status};
use crate::registry::ActorIx;
use crate::text::fold;
use crate::timeline::Timeline;

/// Fewer words than this may be said twice without being repeated: `no comment`.
const TELLING_WORDS: usize = 4;

/// For every event that repeats an utterance, the original.
#[derive(Debug, Clone, Default)]
pub(super) struct Copies {
    original: HashMap<EventIx, EventIx>,
}

impl Copies {
    /// Looks at every event of `timeline` once.
    ///
    /// A copy links to its original with `amplifies`, over any number of steps; or every quotation in it was said by
    /// all the same speakers in one earlier event, one of them with at least four words. An alleged utterance is never
    /// the original of a text that is on record.
    #[must_use]
    pub(super) fn new(timeline: &Timeline) -> Self {
        let mut copies = Self::default();
        let mut said = Said::default();
        for (nth, ix) in timeline.order().iter().enumerate() {
            let event = timeline.event(*ix);
            if let Some(root) = amplified(timeline, *ix) {
                copies.original.insert(*ix, root);
            } else if let Some(root) = said.republished(event, *ix, nth) {
                copies.original.insert(*ix, root);
            }
        }
        copies.settle(timeline);
        copies
    }

    /// The utterance that `ix` repeats; itself where it repeats none.
    #[must_use]
    pub(super) fn original(&self, ix: EventIx) -> EventIx {
        self.original.get(&ix).copied().unwrap_or(ix)
    }

    /// Copies of copies lead to the end of the chain; of a circle the first by time is the original.
    fn settle(&mut self, timeline: &Timeline) {
        let starts: Vec<EventIx> = self.original.keys().copied().collect();
        for start in starts {
            let mut seen = HashSet::from([start]);
            let mut at = start;
            while let Some(next) = self.original.get(&at).copied() {
                at = next;
                if !seen.insert(next) {
                    at = seen.iter().copied().min_by_key(|ix| timeline.rank(*ix)).unwrap_or(next);
                    break;
                }
            }
            if at == start {
                self.original.remove(&start);
            } else {
                self.original.insert(start, at);
            }
        }
    }
}

/// The utterance at the end of `amplifies`; of a circle its first by time, which repeats none.
fn amplified(timeline: &Timeline, start: EventIx) -> Option<EventIx> {
    let next = |ix: EventIx| {
        let event = timeline.event(ix);
        let to = event.links.iter().filter(|link| link.kind == LinkKind::Amplifies).map(|link| link.to);
        to.filter(|to| is_utterance(timeline.event(*to))).min_by_key(|to| timeline.rank(*to))
    };
    let mut path = vec![start];
    let mut seen = HashSet::from([start]);
    let mut at = start;
    while let Some(to) = next(at) {
        if !seen.insert(to) {
            let circle = path.iter().skip_while(|ix| **ix != to).copied();
            at = circle.min_by_key(|ix| timeline.rank(*ix))?;
            break;
        }
        path.push(to);
        at = to;
    }
    (at != start).then_some(at)
}

fn is_utterance(event: &Event) -> bool {
    event.kind == Kind::Statement || !event.quotes.is_empty()
}

/// Quotations in folded words, each with whether it is on record, and who said it where, first things first.
#[derive(Debug, Default)]
struct Said {
    all: HashMap<(bool, String), Vec<Place>>,
}

/// Where something was said, and by whom together.
#[derive(Debug)]
struct Place {
    /// The place in the order of events, by which a list of places ascends.
    nth: usize,
    event: EventIx,
    by: Vec<ActorIx>,
}

impl Said {
    /// The earlier event that holds all quotations of `event`; remembers what is said here first.
    ///
    /// All who say it here must have said it there, in whatever order they are written: who joins in says it anew.
    fn republished(&mut self, event: &Event, ix: EventIx, nth: usize) -> Option<EventIx> {
        let own = speakers(event);
        let on_record = event.status == Status::Occurred;
        let mut keys = Vec::new();
        for quote in &event.quotes {
            let words = fold(quote.original.as_deref().unwrap_or(&quote.text));
            let by = quote.speaker.map_or_else(|| own.clone(), |speaker| vec![speaker]);
            if by.is_empty() {
                return None;
            }
            keys.push(((on_record, words), by));
        }
        let telling = keys.iter().any(|((_, words), _)| words.split(' ').count() >= TELLING_WORDS);
        if let Some(original) = self.earlier(&keys).filter(|_| telling) {
            return Some(original);
        }
        for (key, by) in keys {
            self.all.entry(key).or_default().push(Place { nth, event: ix, by });
        }
        None
    }

    /// The first event in which all of `keys` were said; looked for where the rarest of them was.
    fn earlier(&self, keys: &[((bool, String), Vec<ActorIx>)]) -> Option<EventIx> {
        let mut lists = Vec::new();
        for (key, by) in keys {
            lists.push((self.all.get(key)?, by));
        }
        let (rarest, by) = lists.iter().min_by_key(|(places, _)| places.len())?;
        let holds = |(places, by): &(&Vec<Place>, &Vec<ActorIx>), nth: usize| {
            let start = places.partition_point(|place| place.nth < nth);
            let mut here = places[start..].iter().take_while(|place| place.nth == nth);
            here.any(|place| place.is_of(by))
        };
        let mut found = rarest.iter().filter(|place| place.is_of(by));
        found.find(|place| lists.iter().all(|list| holds(list, place.nth))).map(|place| place.event)
    }
}

impl Place {
    fn is_of(&self, by: &[ActorIx]) -> bool {
        by.iter().all(|actor| self.by.contains(actor))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample::of_yaml;

    fn originals(yaml: &str) -> Vec<(String, String)> {
        let timeline = of_yaml(yaml);
        let copies = Copies::new(&timeline);
        let id = |ix: EventIx| timeline.event(ix).id.to_string();
        let all = timeline.order().iter().map(|ix| (*ix, copies.original(*ix)));
        all.filter(|(ix, to)| ix != to).map(|(ix, to)| (id(ix), id(to))).collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
    }

    const ACTORS: &str =
        "actors:\n- {id: a, name: Anna, kind: person}\n- {id: b, name: Boris, kind: person}\n";

    fn statements(lines: &[&str]) -> String {
        let events: Vec<String> =
            lines.iter().map(|line| format!("- {{kind: statement, title: said, {line}}}\n")).collect();
        let events = events.concat();
        format!("{ACTORS}events:\n{events}")
    }

    #[test]
    fn a_chain_of_amplifiers_ends_at_the_original() {
        let yaml = statements(&[
            "id: e1, date: 2025-01-01, actors: [a]",
            "id: e2, date: 2025-01-02, actors: [b], links: {amplifies: e1}",
            "id: e3, date: 2025-01-03, actors: [a], links: {amplifies: e2}",
            "id: e4, date: 2025-01-04, actors: [a], links: {responds_to: e1}",
        ]);
        assert_eq!(originals(&yaml), pairs(&[("e2", "e1"), ("e3", "e1")]), "only amplifiers are copies");
    }

    #[test]
    fn a_circle_of_amplifiers_has_one_original() {
        let yaml = statements(&[
            "id: e1, date: 2025-01-01, actors: [a], links: {amplifies: e2}",
            "id: e2, date: 2025-01-02, actors: [b], links: {amplifies: e1}",
            "id: e3, date: 2025-01-03, actors: [b], links: {amplifies: e2}",
        ]);
        assert_eq!(originals(&yaml), pairs(&[("e2", "e1"), ("e3", "e1")]), "the first by time");
    }

    #[test]
    fn what_amplifies_a_meeting_repeats_no_utterance() {
        let yaml = format!(
            "{ACTORS}events:\n- {{id: m, kind: meeting, title: met, date: 2025-01-01}}\n\
             - {{id: e1, kind: statement, title: said, date: 2025-01-02, actors: [a], links: {{amplifies: m}}}}\n"
        );
        assert_eq!(originals(&yaml), [], "a meeting is nobody's words");
    }

    #[test]
    fn the_same_words_of_the_same_speaker_are_republished() {
        let yaml = statements(&[
            "id: e1, date: 2025-01-01, actors: [a], quote: 'We never discussed this at all.'",
            "id: e2, date: 2025-01-05, actors: [a], quote: 'we never  discussed THIS at all.'",
            "id: e3, date: 2025-01-06, actors: [b], quote: 'We never discussed this at all.'",
            "id: e4, date: 2025-01-07, actors: [a], quote: ['We never discussed this at all.', 'Until today.']",
        ]);
        assert_eq!(
            originals(&yaml),
            pairs(&[("e2", "e1")]),
            "another speaker, or more words, is another utterance"
        );
    }

    #[test]
    fn joint_words_are_republished_by_those_who_said_them_in_any_order() {
        let yaml = statements(&[
            "id: e1, date: 2025-01-01, actors: {speaker: [a, b]}, quote: 'We never discussed this at all.'",
            "id: e2, date: 2025-01-05, actors: {speaker: [b, a]}, quote: 'We never discussed this at all.'",
            "id: e3, date: 2025-01-06, actors: {speaker: [b]}, quote: 'We never discussed this at all.'",
            "id: e4, date: 2025-02-01, actors: {speaker: [a]}, quote: 'It was on the table all along.'",
            "id: e5, date: 2025-02-02, actors: {speaker: [a, b]}, quote: 'It was on the table all along.'",
        ]);
        let found = pairs(&[("e2", "e1"), ("e3", "e1")]);
        assert_eq!(originals(&yaml), found, "one of two says nothing new, but who joins in does");
    }

    #[test]
    fn a_translation_is_known_by_its_original() {
        let yaml = statements(&[
            "id: e1, date: 2025-01-01, actors: [a], quote: {text: 'Никто об этом не говорил', lang: ru}",
            "id: e2, date: 2025-01-02, actors: [a], quote: {text: 'Nobody has spoken of it', lang: en, translated: \
             true, original: 'Никто об этом не говорил'}",
        ]);
        assert_eq!(originals(&yaml), pairs(&[("e2", "e1")]), "the words before translation are the same");
    }

    #[test]
    fn few_words_may_be_said_again() {
        let yaml = statements(&[
            "id: e1, date: 2025-01-01, actors: [a], quote: No comment.",
            "id: e2, date: 2025-02-01, actors: [a], quote: No comment.",
        ]);
        assert_eq!(originals(&yaml), [], "two refusals are two utterances");
    }

    #[test]
    fn an_alleged_text_is_no_original_of_one_on_record() {
        let yaml = statements(&[
            "id: e1, date: 2025-01-01, status: alleged, actors: [a], quote: 'We never discussed this.'",
            "id: e2, date: 2025-01-02, actors: [a], quote: 'We never discussed this.'",
        ]);
        assert_eq!(originals(&yaml), [], "the utterance on record stands for itself");
    }

    #[test]
    fn the_demonstration_store_has_its_copies() {
        let timeline = Timeline::new(crate::store::Store::builtin().shared(), None);
        let copies = Copies::new(&timeline);
        let id = |ix: EventIx| timeline.event(ix).id.to_string();
        let all = timeline.order().iter().filter(|ix| copies.original(**ix) != **ix);
        let found: Vec<_> = all.map(|ix| (id(*ix), id(copies.original(*ix)))).collect();
        let expected = pairs(&[
            ("2025-12-claim-archyde-allies-nato", "2025-12-12-claim-archyde-kremlin-denial"),
            ("2025-12-31-mod-valdai-briefing", "2025-12-29-lavrov-valdai-accusation"),
            ("2026-01-09-mod-oreshnik-retaliation", "2025-12-29-lavrov-valdai-accusation"),
        ]);
        assert_eq!(found, expected, "three of the four amplifiers repeat an utterance, one a meeting");
    }
}
