//! Which utterances repeat another. An amplified copy or a republished text does not count as a second utterance.

use std::collections::HashSet;

use foldhash::HashMap;
use xxhash_rust::xxh3::xxh3_128;

use super::voices::speakers;
use crate::event::{Event, EventIx, Kind, LinkKind, Status};
use crate::parallel;
use crate::registry::ActorIx;
use crate::text::fold;
use crate::timeline::Timeline;

/// From this many utterances on, they are read on all cores.
const MANY: usize = 1_024;

/// The least number of words that make a text a repetition. Shorter ones, such as `no comment`, may be said twice
/// independently.
const DISTINCTIVE_WORDS: usize = 4;

/// The original of every event that repeats an utterance.
#[derive(Debug, Clone, Default)]
pub(super) struct Copies {
    original: HashMap<EventIx, EventIx>,
}

impl Copies {
    /// Looks once at every event of `timeline` that has a quotation or amplifies another.
    ///
    /// An event is a copy if it links to its original with `amplifies`, over any number of steps. It is also a copy
    /// if one earlier event has every quotation of it, each by all the same speakers, and one of these quotations has
    /// at least four words. An alleged utterance is never the original of a text that is on record.
    #[must_use]
    pub(super) fn new(timeline: &Timeline) -> Self {
        let events = &timeline.store().events;
        let quoting = timeline.index().with_property("quote");
        let amplifying = (0..events.len() as u32)
            .filter(|ix| events.links(EventIx(*ix)).iter().any(|link| link.kind == LinkKind::Amplifies));
        let mut all: Vec<EventIx> = quoting.iter().copied().chain(amplifying).map(EventIx).collect();
        all.sort_unstable_by_key(|ix| timeline.rank(*ix));
        all.dedup();
        let mut copies = Self::default();
        let mut quotations = Quotations::default();
        let utterances = parallel::map(&all, MANY, |ix| match amplified(timeline, *ix) {
            Some(root) => Utterance::Amplifies(root),
            None => Utterance::Says(Words::of(&events.outline(*ix))),
        });
        for (ix, utterance) in all.into_iter().zip(utterances) {
            let original = match utterance {
                Utterance::Amplifies(root) => Some(root),
                Utterance::Says(words) => {
                    words.and_then(|words| quotations.republished(words, ix, timeline.rank(ix)))
                }
            };
            copies.original.extend(original.map(|root| (ix, root)));
        }
        copies.settle(timeline);
        copies
    }

    /// Returns the utterance that `ix` repeats, or `ix` itself if it repeats none.
    #[must_use]
    pub(super) fn original(&self, ix: EventIx) -> EventIx {
        self.original.get(&ix).copied().unwrap_or(ix)
    }

    /// Leads copies of copies to the end of their chain. In a circle, the first event by time is the original.
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

/// Returns the utterance at the end of a chain of `amplifies`. In a circle this is the first by time, which itself
/// repeats none.
fn amplified(timeline: &Timeline, start: EventIx) -> Option<EventIx> {
    let next = |ix: EventIx| {
        let links = timeline.store().events.links(ix).iter();
        let to = links.filter(|link| link.kind == LinkKind::Amplifies).map(|link| link.to);
        to.filter(|to| is_utterance(timeline, *to)).min_by_key(|to| timeline.rank(*to))
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

fn is_utterance(timeline: &Timeline, ix: EventIx) -> bool {
    let index = timeline.index();
    let states = index.kinds()[ix.index()] == Kind::Statement as u8;
    states || index.with_property("quote").binary_search(&ix.0).is_ok()
}

/// The way in which an event may repeat another.
enum Utterance {
    Amplifies(EventIx),
    /// Its own words, or `None` if one of its quotations has no speaker.
    Says(Option<Words>),
}

/// What distinguishes texts: whether the text is on record, and a fingerprint of its folded words.
type Text = (bool, u128);

/// The quotations of an event and their speakers.
struct Words {
    quotes: Vec<(Text, Vec<ActorIx>)>,
    /// Whether one of them is so long that nobody says it twice by chance.
    distinctive: bool,
}

impl Words {
    fn of(event: &Event) -> Option<Self> {
        let own = speakers(event);
        let on_record = event.status == Status::Occurred;
        let mut words = Self { quotes: Vec::with_capacity(event.quotes.len()), distinctive: false };
        for quote in &event.quotes {
            let text = fold(quote.original.as_deref().unwrap_or(&quote.text));
            let by = quote.speaker.map_or_else(|| own.clone(), |speaker| vec![speaker]);
            if by.is_empty() {
                return None;
            }
            words.distinctive |= text.split(' ').count() >= DISTINCTIVE_WORDS;
            words.quotes.push(((on_record, xxh3_128(text.as_bytes())), by));
        }
        Some(words)
    }
}

/// The quotations read so far, with their speakers and events, earliest first.
#[derive(Debug, Default)]
struct Quotations {
    occurrences: Vec<Occurrence>,
    /// For each text and each of its speakers, alone or with others, the indices into `occurrences`, ascending.
    by_speaker: HashMap<(Text, ActorIx), Vec<u32>>,
}

/// An event in which something was said, and everyone who said it together.
#[derive(Debug)]
struct Occurrence {
    /// The rank of the event in the timeline. Lists of occurrences ascend by it.
    nth: usize,
    event: EventIx,
    by: Vec<ActorIx>,
}

impl Quotations {
    /// Returns the earlier event that has all of `words`. If there is none, records them as first said in `ix`.
    ///
    /// All speakers of a quotation must have said it in the earlier event too, in whatever order they are written: if
    /// somebody joins in, the utterance is new.
    fn republished(&mut self, words: Words, ix: EventIx, nth: usize) -> Option<EventIx> {
        if words.distinctive
            && let Some(original) = self.earlier(&words.quotes)
        {
            return Some(original);
        }
        for (text, by) in words.quotes {
            let occurrence = self.occurrences.len() as u32;
            for actor in &by {
                let occurrences = self.by_speaker.entry((text, *actor)).or_default();
                if occurrences.last() != Some(&occurrence) {
                    occurrences.push(occurrence);
                }
            }
            self.occurrences.push(Occurrence { nth, event: ix, by });
        }
        None
    }

    /// Returns the first event in which all of `quotes` were said. Only the occurrences of the rarest quotation are
    /// searched.
    fn earlier(&self, quotes: &[(Text, Vec<ActorIx>)]) -> Option<EventIx> {
        let mut lists = Vec::with_capacity(quotes.len());
        for (text, by) in quotes {
            let of_each = by.iter().map(|actor| self.by_speaker.get(&(*text, *actor)));
            let of_each: Option<Vec<&Vec<u32>>> = of_each.collect();
            lists.push((of_each?.into_iter().min_by_key(|occurrences| occurrences.len())?, by));
        }
        let (rarest, by) = lists.iter().min_by_key(|(occurrences, _)| occurrences.len())?;
        let occurrence = |occurrence: &u32| &self.occurrences[*occurrence as usize];
        let holds = |(occurrences, by): &(&Vec<u32>, &Vec<ActorIx>), nth: usize| {
            let start = occurrences.partition_point(|at| occurrence(at).nth < nth);
            let mut same_event =
                occurrences[start..].iter().map(occurrence).take_while(|occurrence| occurrence.nth == nth);
            same_event.any(|occurrence| occurrence.is_by(by))
        };
        let mut found = rarest.iter().map(occurrence).filter(|occurrence| occurrence.is_by(by));
        found
            .find(|occurrence| lists.iter().all(|list| holds(list, occurrence.nth)))
            .map(|occurrence| occurrence.event)
    }
}

impl Occurrence {
    fn is_by(&self, by: &[ActorIx]) -> bool {
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
