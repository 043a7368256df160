//! The chronology: one line an event; of many events those that other parts cite, the rest counted by week.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::rc::Rc;

use super::{EVERY, Part, Sheet, words};
use crate::analysis::week::IsoWeek;
use crate::event::EventIx;
use crate::export::markdown::draft::Draft;
use crate::export::markdown::tempo;
use crate::text::counted;
use crate::timeline::histogram::{Histogram, Unit};

/// How many weeks, months or years the rest is counted by.
const STRETCHES: usize = 26;

impl Sheet<'_> {
    /// Of the events `cited`; without the rest where what is told is more than `most` words already.
    pub(super) fn chronology(&self, cited: &HashSet<EventIx>, most: usize) -> Part {
        let mut part = Part::default();
        let all = self.document.in_order_of_time();
        let told: Vec<EventIx> = if all.len() <= EVERY {
            all.to_vec()
        } else {
            let mut told: Vec<EventIx> =
                cited.iter().copied().filter(|ix| self.document.inside.contains(*ix)).collect();
            told.sort_unstable_by_key(|ix| self.timeline().rank(*ix));
            told
        };
        part.draft.text.push_str("## Chronology\n\n");
        for ix in &told {
            part.draft.append(&self.line(*ix));
        }
        if !told.is_empty() {
            part.draft.text.push('\n');
        }
        if told.len() < all.len() && words(&part.draft.text) <= most {
            part.draft.text.push_str(&self.rest(&told));
        }
        part.named = told.into_iter().collect();
        part
    }

    /// How many others than those told there are in which week.
    fn rest(&self, told: &[EventIx]) -> Rc<str> {
        if let Some(known) = self.known.rest.borrow().get(told) {
            return Rc::clone(known);
        }
        let all = self.document.in_order_of_time();
        let named: HashSet<EventIx> = told.iter().copied().collect();
        let rest: Vec<EventIx> = all.iter().copied().filter(|ix| !named.contains(ix)).collect();
        let text = format!(
            "*Told here: what other parts cite, {} of {}. The rest: {}.*\n\n",
            told.len(),
            counted(all.len(), "event"),
            self.counted(&rest)
        );
        let text: Rc<str> = text.into();
        self.known.rest.borrow_mut().insert(told.to_vec(), Rc::clone(&text));
        text
    }

    /// `- 21 Dec 2025: Title – who (B1, single source)[^2]`
    fn line(&self, ix: EventIx) -> Rc<Draft> {
        let key = (ix, self.measure.title);
        if let Some(known) = self.known.lines.borrow().get(&key) {
            return Rc::clone(known);
        }
        let mut draft = Draft::default();
        let event = self.document.event(ix);
        let (date, title, who) = (self.date(ix, &event), self.title(&event), self.who(&event));
        let single = self.timeline().index().root_counts()[ix.index()] == 1;
        let single = if single { ", single source" } else { "" };
        let _ = write!(draft.text, "- {date}: {title}{who} ({}{single})", event.grade);
        self.marks(&mut draft, &event, usize::MAX);
        draft.text.push('\n');
        let draft = Rc::new(draft);
        self.known.lines.borrow_mut().insert(key, Rc::clone(&draft));
        draft
    }

    /// `2025-W49: 12, 2025-W50: 9; 3 known to the month`
    fn counted(&self, rest: &[EventIx]) -> String {
        let histogram = Histogram::new(self.timeline(), rest, STRETCHES);
        let label = |bucket: &crate::timeline::histogram::Bucket| match histogram.unit {
            Unit::Week => IsoWeek::of(bucket.first).to_string(),
            unit => tempo::label(bucket, unit),
        };
        let filled = histogram.buckets.iter().filter(|bucket| bucket.count() > 0);
        let counts: Vec<String> =
            filled.map(|bucket| format!("{}: {}", label(bucket), bucket.count())).collect();
        let beside = histogram.beside_in_words();
        let parts = [(!counts.is_empty()).then(|| counts.join(", ")), beside];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}
