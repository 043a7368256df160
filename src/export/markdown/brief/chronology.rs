//! The chronology: one line for each event. If there are too many, it lists those that other parts cite and counts the
//! rest by week.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::{BriefContext, MOST, Part};
use crate::describe::nature;
use crate::event::date::{Day, Precision};
use crate::event::{Credibility, Event, EventIx, Format, Kind, Status};
use crate::export::markdown::{Document, tempo};
use crate::registry::ActorIx;
use crate::text::{counted, thousands};
use crate::timeline::histogram::{Bucket, Histogram, Unit};

impl Document<'_> {
    /// Returns the meetings of a view with more events than a chronology lists, ranked: first those whose two most frequent
    /// actors have a part in most events, and meetings in one place before calls. Among equals the later one comes first.
    /// After [`PAIR`] meetings of one pair, those of others come first.
    pub(super) fn meetings_by_weight(&self) -> Vec<EventIx> {
        let all = self.in_order_of_time();
        if all.len() <= MOST.every {
            return Vec::new();
        }
        let (kinds, statuses) = (self.timeline.index().kinds(), self.timeline.index().statuses());
        let held = |ix: &&EventIx| {
            kinds[ix.index()] == Kind::Meeting as u8 && statuses[ix.index()] == Status::Occurred as u8
        };
        let weigh = |ix: &EventIx| {
            let event = self.event(*ix);
            let mut actors = event.everyone();
            actors.sort_unstable();
            actors.dedup();
            actors.sort_by_key(|actor| Reverse(self.survey.parts(*actor)));
            let of = |at: usize| actors.get(at).map_or(0, |actor| self.survey.parts(*actor));
            let apart = matches!(event.format, Some(Format::Call | Format::Video));
            let weight = (event.venue.is_some() && !apart, of(1), of(0));
            actors.truncate(2);
            (weight, actors)
        };
        let mut weighed: Vec<_> = all.iter().filter(held).map(|ix| (weigh(ix), *ix)).collect();
        weighed.reverse();
        let mut met: HashMap<Vec<ActorIx>, usize> = HashMap::new();
        let mut ranked: Vec<_> = weighed
            .into_iter()
            .enumerate()
            .map(|(at, (((placed, second, first), pair), ix))| {
                // Many meetings of one pair must not crowd out those of others.
                let times = met.entry(pair).or_default();
                *times += usize::from(placed);
                (Reverse(placed), times.saturating_sub(1) / PAIR, Reverse((second, first)), at, ix)
            })
            .collect();
        ranked.sort_unstable();
        ranked.truncate(MOST.meetings);
        ranked.into_iter().map(|(.., ix)| ix).collect()
    }
}

/// How many meetings of one pair come before those of others.
const PAIR: usize = 9;
/// The maximum number of weeks, months or years by which the rest is counted.
const STRETCHES: usize = 26;

impl BriefContext<'_> {
    pub(super) fn chronology(&self, cited: &HashSet<EventIx>) -> Part {
        let mut part = Part::default();
        let all = self.document.in_order_of_time();
        let every = all.len() <= self.measure.every;
        let meetings: HashSet<EventIx> =
            self.reports.meetings.iter().copied().take(self.measure.meetings).collect();
        let also = if meetings.is_empty() { "" } else { " and meetings of the most frequent actors" };
        let (picked, rest): (Vec<EventIx>, Vec<EventIx>) =
            all.iter().copied().partition(|ix| every || cited.contains(ix) || meetings.contains(ix));
        part.draft.text.push_str("## Chronology\n\n");
        let timed: HashSet<Day> =
            picked.iter().filter_map(|ix| timed_day(&self.document.event(*ix))).collect();
        for ix in &picked {
            self.line(*ix, &timed, &mut part);
        }
        if !picked.is_empty() {
            part.draft.text.push('\n');
        }
        if !rest.is_empty() {
            let text = format!(
                "*Listed here: what other parts cite{also}, {} of {}. The rest: {}.*\n\n",
                thousands(picked.len() as u64),
                counted(all.len(), "event"),
                self.counted(&rest)
            );
            part.draft.text.push_str(&text);
        }
        part
    }

    /// Writes `- 21 Dec 2025: Title – who (B1, single source)[^2]`. `timed` holds the days on which some
    /// event has a known hour. An event on such a day whose hour is not known says so: it is listed last, but may have come earlier.
    fn line(&self, ix: EventIx, timed: &HashSet<Day>, part: &mut Part) {
        let event = self.document.event(ix);
        part.named.insert(ix);
        let (date, title, who) = (self.date(ix, &event), self.title(&event), self.who(&event));
        let day = (event.date.first_day() == event.date.last_day()).then(|| event.date.first_day());
        let unknown = timed_day(&event).is_none() && day.is_some_and(|day| timed.contains(&day));
        let unknown = if unknown { ", time not known" } else { "" };
        let mut remarks = event.grade.to_string();
        let lead = nature::status_lead(event.status).filter(|lead| !nature::title(&event).starts_with(lead));
        let to_come = (event.occurred() && event.is_to_come(self.scope.now.instant))
            .then(|| nature::TO_COME.to_owned());
        let standing = lead.map(str::to_lowercase).or(to_come);
        for remark in standing.into_iter().chain(self.thinness(ix, &event)) {
            remarks = format!("{remarks}, {remark}");
        }
        let _ = write!(part.draft.text, "- {date}{unknown}: {title}{who} ({remarks})");
        self.marks(&mut part.draft, &event, usize::MAX);
        part.draft.text.push('\n');
    }

    /// Returns a remark if the event has no independent source or only one.
    fn thinness(&self, ix: EventIx, event: &Event) -> Option<String> {
        let index = self.timeline().index();
        let (cited, roots) = (index.source_counts()[ix.index()], index.root_counts()[ix.index()]);
        match (cited, roots) {
            (0, _) => None,
            (_, 0) => Some("no independent source".to_owned()),
            (_, 1) if event.grade.credibility == Credibility::One => {
                Some(format!("single source though graded {}", event.grade.credibility.in_words()))
            }
            (_, 1) => Some("single source".to_owned()),
            _ => None,
        }
    }

    /// Returns `by week from its Monday, 1 Dec 2025: 12, 8 Dec 2025: 9; 3 known to the month`.
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

/// Returns the day of an event whose hour is known.
fn timed_day(event: &Event) -> Option<Day> {
    (event.date.precision() < Precision::Day && !event.date.is_range()).then(|| event.date.first_day())
}
