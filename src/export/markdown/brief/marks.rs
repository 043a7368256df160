//! References to sources, and the legend of short names and grades.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{BriefContext, Part};
use crate::describe::sources;
use crate::event::{Event, EventIx, Word as _};
use crate::export::markdown::draft::Draft;
use crate::export::markdown::escape::escaped;
use crate::registry::SourceIx;
use crate::text::thousands;
use crate::timeline::roots::Roots;
use crate::timeline::standing;

impl BriefContext<'_> {
    /// Writes references to the first `most` sources of an event, then to those against it. Says if there is no source.
    pub(super) fn marks(&self, draft: &mut Draft, event: &Event, most: usize) {
        if event.sources.is_empty() {
            draft.text.push_str(", ");
            draft.text.push_str(sources::NO_SOURCE);
        }
        self.some_marks(draft, event, &event.sources, most, "");
        self.some_marks(draft, event, &event.disputed_by, most, standing::AGAINST);
    }

    /// Writes references to some of the sources in `all`, first those that are independent of the ones before. If the line
    /// is the
    /// event's own in the chronology (`most` is unlimited), the rest is counted.
    fn some_marks(&self, draft: &mut Draft, event: &Event, all: &[SourceIx], most: usize, lead: &str) {
        if all.is_empty() {
            return;
        }
        if !lead.is_empty() {
            let _ = write!(draft.text, ", {lead}");
        }
        let registry = self.document.registry;
        let (mut roots, mut first, mut copies) = (Roots::default(), Vec::new(), Vec::new());
        for ix in all {
            let before = roots.len();
            roots.add(registry, *ix, &registry.fresh_source(*ix));
            if roots.len() > before { first.push(*ix) } else { copies.push(*ix) }
        }
        first.append(&mut copies);
        for source in first.iter().take(most.min(self.cited)) {
            draft.mark(registry, event, *source);
        }
        let left = all.len().saturating_sub(self.cited);
        if most == usize::MAX && left > 0 {
            let _ = write!(draft.text, " +{} more", thousands(left as u64));
        }
    }

    /// Returns the meaning of the abbreviations in `parts` and of each letter and digit used in the grades of `events`.
    pub(super) fn legend<'e>(&self, events: impl Iterator<Item = &'e EventIx>, parts: &[&Part]) -> Part {
        let is_mentioned = |short: &str| parts.iter().any(|part| part.draft.text.contains(&*escaped(short)));
        let (mut letters, mut figures) = (BTreeMap::new(), BTreeMap::new());
        for ix in events {
            let grade = self.document.event(*ix).grade;
            letters.insert(grade.reliability.word(), grade.reliability.in_words());
            figures.insert(grade.credibility.word(), grade.credibility.in_words());
        }
        let listed = |all: &BTreeMap<&str, &str>| {
            all.iter().map(|(sign, words)| format!("{sign} {words}")).collect::<Vec<_>>().join(", ")
        };
        let short = self.short.borrow();
        let short: Vec<String> = short
            .iter()
            .filter(|(short, _)| is_mentioned(short))
            .map(|(short, name)| format!("{} {}", escaped(&self.clip(short)), escaped(&self.clip(name))))
            .collect();
        let short = if short.is_empty() {
            String::new()
        } else {
            format!("*Short names: {}.*\n\n", short.join(", "))
        };
        let text = format!(
            "{short}*Grades (Admiralty code): the source: {}; the information: {}.*\n\n",
            listed(&letters),
            listed(&figures)
        );
        Part { draft: Draft::of(text), ..Part::default() }
    }
}
