//! Tracked terms in quotations and on agendas: all stems of all terms in one pass over a folded text.
//!
//! This is the only search for terms: the language report and the filter both use it.

mod negation;

use aho_corasick::AhoCorasick;

pub(crate) use negation::Negation;
use negation::negation;

use super::Timeline;
use crate::event::{Event, EventIx, Quote};
use crate::parallel;
use crate::registry::Term;
use crate::text::fold;

/// A term found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    /// Index of the term among all terms.
    pub(crate) term: usize,
    /// Whether the term is negated.
    pub(crate) negation: Negation,
}

/// A search for the stems of all terms, folded, with hyphens as spaces.
#[derive(Debug)]
pub(crate) struct Search {
    stems: AhoCorasick,
    /// The term and the language of each stem.
    of: Vec<(usize, String)>,
}

impl Search {
    pub(crate) fn new(terms: &[Term]) -> Self {
        let (mut stems, mut of) = (Vec::new(), Vec::new());
        for (at, term) in terms.iter().enumerate() {
            for (lang, words) in &term.stems {
                for word in words.iter().map(|word| spaced(&fold(word))).filter(|word| !word.is_empty()) {
                    stems.push(word);
                    of.push((at, primary(lang)));
                }
            }
        }
        let stems = AhoCorasick::new(stems).expect("only sizes beyond any store fail");
        Self { stems, of }
    }

    /// Returns whether there is nothing to find.
    pub(crate) fn is_empty(&self) -> bool {
        self.of.is_empty()
    }

    /// Returns the terms in `text`, each once, by the stems of its language, or by all stems if the language
    /// is not known.
    ///
    /// A term is negated only if every hit of it is.
    pub(crate) fn hits(&self, text: &str, lang: Option<&str>) -> Vec<Hit> {
        let (folded, lang) = (fold(text), lang.map(primary));
        let mut hits: Vec<Hit> = Vec::new();
        for found in self.stems.find_overlapping_iter(&spaced(&folded)) {
            let Some((term, of)) = self.of.get(found.pattern().as_usize()) else { continue };
            if lang.as_ref().is_some_and(|lang| lang != of) {
                continue;
            }
            // One plain use decides; the remaining hits need not be checked.
            if hits.iter().any(|hit| hit.term == *term && hit.negation != Negation::Negated) {
                continue;
            }
            if let Some(negation) = negation(&folded, found.start(), found.end(), of) {
                hits.push(Hit { term: *term, negation });
            }
        }
        merged(hits)
    }

    /// Returns the terms in a quotation: those in the speaker's own words, and those in a translation, whose
    /// words are the translator's.
    pub(crate) fn in_quote(&self, quote: &Quote) -> (Vec<Hit>, Vec<Hit>) {
        let found = self.hits(&quote.text, quote.lang.as_deref());
        let (mut own, translated) = if quote.translated { (Vec::new(), found) } else { (found, Vec::new()) };
        own.extend(quote.original.iter().flat_map(|original| self.hits(original, None)));
        (own, translated)
    }

    /// Returns the terms on the agenda of `event`, each once.
    pub(crate) fn on_agenda(&self, event: &Event) -> Vec<Hit> {
        merged(event.agenda.iter().flat_map(|item| self.hits(item, None)).collect())
    }

    /// Returns the terms in the quotations of `event` and on its agenda, each once.
    fn in_event(&self, event: &Event) -> Vec<Hit> {
        let mut all = self.on_agenda(event);
        for quote in &event.quotes {
            let (own, translated) = self.in_quote(quote);
            all.extend(own.into_iter().chain(translated));
        }
        merged(all)
    }

    /// Returns whether any term has stems in the language of `lang`.
    pub(crate) fn knows(&self, lang: &str) -> bool {
        let lang = primary(lang);
        self.of.iter().any(|(_, of)| *of == lang)
    }
}

/// Reduces the hits to one for each term, which is plain if any of its hits is plain.
pub(crate) fn merged(mut hits: Vec<Hit>) -> Vec<Hit> {
    hits.sort_unstable_by_key(|hit| (hit.term, hit.negation == Negation::Negated));
    hits.dedup_by_key(|hit| hit.term);
    hits
}

impl Timeline {
    /// Returns, for each registered term, the events that have it in a quotation or on their agenda; computes
    /// it on the first call.
    #[must_use]
    pub(crate) fn term_uses(&self) -> &[Vec<u32>] {
        self.asked.terms.get_or_init(|| {
            let (terms, events) = (&self.store.registry.terms, &self.store.events);
            if terms.is_empty() {
                return Vec::new();
            }
            let search = Search::new(terms);
            let share = |range: std::ops::Range<usize>| {
                let mut uses = vec![Vec::new(); terms.len()];
                for ix in range.map(|ix| EventIx(ix as u32)) {
                    for hit in search.in_event(&events.fresh(ix)) {
                        uses[hit.term].push(ix.0);
                    }
                }
                uses
            };
            let mut all = vec![Vec::new(); terms.len()];
            for uses in parallel::shares(parallel::threads(events.len() / 512), events.len(), share) {
                for (all, uses) in all.iter_mut().zip(uses) {
                    all.extend(uses);
                }
            }
            all
        })
    }
}

/// Replaces hyphens with spaces, so that `three way` equals `three-way`; no byte changes its position.
fn spaced(folded: &str) -> String {
    folded.replace('-', " ")
}

/// Returns the primary subtag of a BCP 47 tag: `en` of `en-GB`.
pub(crate) fn primary(lang: &str) -> String {
    lang.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Place;

    fn term(id: &str, stems: &[(&str, &[&str])]) -> Term {
        let stems = stems
            .iter()
            .map(|(lang, words)| ((*lang).to_owned(), words.iter().map(|word| (*word).to_owned()).collect()));
        Term { id: id.into(), name: id.to_owned(), stems: stems.collect(), place: Place { file: 0, line: 1 } }
    }

    fn search() -> Search {
        Search::new(&[
            term("three", &[("en", &["three-way", "trilateral"]), ("ru", &["трехсторонн"])]),
            term("group", &[("en", &["working group"])]),
        ])
    }

    fn found(text: &str, lang: Option<&str>) -> Vec<usize> {
        search().hits(text, lang).iter().map(|hit| hit.term).collect()
    }

    #[test]
    fn stems_begin_words() {
        assert_eq!(found("Trilaterals are TRILATERAL", Some("en")), [0], "any ending, any case, once");
        assert_eq!(found("a quadrilateral", Some("en")), [] as [usize; 0], "not inside a word");
        assert_eq!(found("the trilateral working group", Some("en")), [0, 1], "several terms in one text");
        assert_eq!(found("Трёхсторонняя встреча", Some("ru")), [0], "marks do not matter");
    }

    #[test]
    fn hyphens_and_spaces_are_alike() {
        assert_eq!(found("three way talks", Some("en")), [0], "a space for a hyphen");
        assert_eq!(found("working-group level", Some("en")), [1], "a hyphen for a space");
        assert_eq!(found("three‑way talks", Some("en-GB")), [0], "a no-break hyphen, and a region");
    }

    #[test]
    fn stems_are_of_the_quotations_language() {
        assert_eq!(
            found("трехсторонний", Some("en")),
            [] as [usize; 0],
            "a Russian stem in an English text is none"
        );
        assert_eq!(found("трехсторонний", None), [0], "without a language every stem counts");
    }

    #[test]
    fn a_term_is_negated_where_every_hit_is() {
        let of = |text| search().hits(text, Some("en"))[0].negation;
        assert_eq!(of("no trilateral talks"), Negation::Negated, "one hit, negated");
        assert_eq!(
            of("no trilateral talks today; a trilateral one tomorrow"),
            Negation::None,
            "one is plain"
        );
    }
}
