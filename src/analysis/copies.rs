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
    /// the same speaker in one earlier event, one of them with at least four words. An alleged utterance is never
    /// the original of a text that is on record.
    #[must_use]
    pub(super) fn new(timeline: &Timeline) -> Self {
        let mut copies = Self::default();
        let mut said: HashMap<(ActorIx, bool, String), EventIx> = HashMap::new();
        for ix in timeline.order() {
            let event = timeline.event(*ix);
            if let Some(root) = amplified(timeline, *ix) {
                copies.original.insert(*ix, root);
            } else if let Some(root) = republished(event, *ix, &mut said) {
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

/// The earlier event that holds all quotations of `event`; remembers what is said here first.
fn republished(
    event: &Event,
    ix: EventIx,
    said: &mut HashMap<(ActorIx, bool, String), EventIx>,
) -> Option<EventIx> {
    let own = speakers(event);
    let on_record = event.status == Status::Occurred;
    let mut keys = Vec::new();
    for quote in &event.quotes {
        let words = fold(quote.original.as_deref().unwrap_or(&quote.text));
        let by = quote.speaker.or_else(|| own.first().copied())?;
        keys.push((by, on_record, words));
    }
    let mut earlier = keys.iter().map(|key| said.get(key).copied());
    let first = earlier.next().flatten();
    let all_there = first.filter(|first| earlier.all(|other| other == Some(*first)));
    let telling = keys.iter().any(|(_, _, words)| words.split(' ').count() >= TELLING_WORDS);
    if let Some(original) = all_there.filter(|_| telling) {
        return Some(original);
    }
    for key in keys {
        said.entry(key).or_insert(ix);
    }
    None
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
