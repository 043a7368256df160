//! The chronology: one line an event; of many events those that other parts cite, the rest counted by week.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::{Part, Sheet};
use crate::event::EventIx;
use crate::export::markdown::tempo;
use crate::text::{counted, thousands};
use crate::timeline::histogram::{Bucket, Histogram, Unit};

/// How many weeks, months or years the rest is counted by.
const STRETCHES: usize = 26;

impl Sheet<'_> {
    pub(super) fn chronology(&self, cited: &HashSet<EventIx>) -> Part {
        let mut part = Part::default();
        let all = self.document.in_order_of_time();
        let every = all.len() <= self.measure.every;
        let (told, rest): (Vec<EventIx>, Vec<EventIx>) =
            all.iter().copied().partition(|ix| every || cited.contains(ix));
        part.draft.text.push_str("## Chronology\n\n");
        for ix in &told {
            self.line(*ix, &mut part);
        }
        if !told.is_empty() {
            part.draft.text.push('\n');
        }
        if !rest.is_empty() {
            let text = format!(
                "*Told here: what other parts cite, {} of {}. The rest: {}.*\n\n",
                thousands(told.len() as u64),
                counted(all.len(), "event"),
                self.counted(&rest)
            );
            part.draft.text.push_str(&text);
        }
        part
    }

    /// `- 21 Dec 2025: Title – who (B1, single source)[^2]`
    fn line(&self, ix: EventIx, part: &mut Part) {
        let event = self.document.event(ix);
        part.named.insert(ix);
        let (date, title, who) = (self.date(ix, &event), self.title(&event), self.who(&event));
        let single = self.timeline().index().root_counts()[ix.index()] == 1;
        let single = if single { ", single source" } else { "" };
        let _ = write!(part.draft.text, "- {date}: {title}{who} ({}{single})", event.grade);
        self.marks(&mut part.draft, &event, usize::MAX);
        part.draft.text.push('\n');
    }

    /// `by week from its Monday, 1 Dec 2025: 12, 8 Dec 2025: 9; 3 known to the month`
    fn counted(&self, rest: &[EventIx]) -> String {
        let histogram = Histogram::new(self.timeline(), rest, STRETCHES);
        let by = match histogram.unit {
            Unit::Week => "by week from its Monday, ",
            Unit::Years(_) => "by stretches of years, ",
            _ => "",
        };
        let label = |bucket: &Bucket| match histogram.unit {
            Unit::Week => bucket.first.short(),
            unit => tempo::label(bucket, unit),
        };
        let filled = histogram.buckets.iter().filter(|bucket| bucket.count() > 0);
        let counts: Vec<String> = filled
            .map(|bucket| format!("{}: {}", label(bucket), thousands(u64::from(bucket.count()))))
            .collect();
        let beside = histogram.beside_in_words();
        let parts = [(!counts.is_empty()).then(|| by.to_owned() + &counts.join(", ")), beside];
        parts.into_iter().flatten().collect::<Vec<_>>().join("; ")
    }
}
