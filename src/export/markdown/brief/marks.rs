//! Marks of sources, and what the signs of a brief mean.

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
    /// The marks of the first `most` sources of an event, then of those against it; that there is none is said.
    pub(super) fn marks(&self, draft: &mut Draft, event: &Event, most: usize) {
        if event.sources.is_empty() {
            draft.text.push_str(", ");
            draft.text.push_str(sources::NO_SOURCE);
        }
        self.some_marks(draft, event, &event.sources, most, "");
        self.some_marks(draft, event, &event.disputed_by, most, standing::AGAINST);
    }

    /// The marks of some of the sources `all`, those first that are independent of the ones before; where no more than
    /// these are told of an event anywhere, the rest is counted.
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

    /// What the abbreviations in `parts` stand for and what the grades of `events` mean: each letter and figure that is
    /// used.
    pub(super) fn legend<'e>(&self, events: impl Iterator<Item = &'e EventIx>, parts: &[&Part]) -> Part {
        let told = |short: &str| parts.iter().any(|part| part.draft.text.contains(&*escaped(short)));
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
            .filter(|(short, _)| told(short))
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
