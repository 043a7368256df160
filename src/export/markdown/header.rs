//! Title and what was asked: filter, dates, counts, when and from what it was made.

use std::fmt::Write as _;

use super::escape::{code, escaped, inline, plain};
use super::{Brief, Document, title};
use crate::event::date::{Day, Precision};
use crate::event::{EventIx, Handling};
use crate::export::words::{counted, tlp};

impl Document<'_> {
    pub(super) fn header(&self, brief: &Brief) -> String {
        let mut out = String::new();
        if let Some(handling) = self.strictest(brief) {
            let _ = writeln!(out, "**{}**\n", tlp(handling));
        }
        let _ = writeln!(out, "# {}\n", escaped(&title(self.request)));
        out.push_str("- **Filter:** ");
        if plain(self.request.filter).is_empty() {
            out.push_str("none, every event");
        } else {
            code(&mut out, self.request.filter);
        }
        let _ = writeln!(out, "\n- **Dates:** {}", self.dates());
        let _ = writeln!(out, "- **Shown:** {}", self.counts());
        let _ = writeln!(out, "- **As of:** {}", self.as_of());
        out.push_str("- **Generated:** ");
        inline(&mut out, &self.request.now.text);
        out.push_str("\n- **Store:** ");
        inline(&mut out, self.store.meta.title.as_deref().unwrap_or("without a title"));
        if let Some(commit) = self.request.commit {
            out.push_str(", commit ");
            code(&mut out, commit);
        }
        out.push('\n');
        self.parts(&mut out, brief);
        out.push('\n');
        if self.shown.is_empty() && !self.request.shown.is_empty() {
            out.push_str("What matches is left out for its handling.\n");
        } else if self.shown.is_empty() {
            out.push_str("No event matches. That is what the log holds, not what happened.\n");
        }
        out
    }

    /// What a brief holds, and what its reports were made of.
    fn parts(&self, out: &mut String, brief: &Brief) {
        if brief.parts.is_empty() {
            return;
        }
        let links: Vec<String> =
            brief.parts.iter().map(|(title, slug)| format!("[{}](#{slug})", escaped(title))).collect();
        let _ = writeln!(out, "- **Contents:** {}", links.join(" · "));
        if brief.sections.is_empty() {
            return;
        }
        out.push_str("- **Reports:** on the events shown");
        if self.shown.len() < self.timeline.order().len() {
            out.push_str(
                "; what they need from elsewhere comes from the whole store, marked as outside the filter",
            );
        }
        if let (Some(max), n @ 1..) = (self.request.options.max_handling, self.unreadable()) {
            let _ =
                write!(out, "; {} of the store stricter than {} left unread", counted(n, "event"), tlp(max));
        }
        out.push('\n');
    }

    /// As of when sources and roles are, and how much of the whole store that is.
    fn as_of(&self) -> String {
        let Some(known) = &self.store.known else { return "the store as it stands".to_owned() };
        let date = escaped(&known.at.date().in_words(None));
        let all = self.timeline.order().len();
        let mut out = format!("{date}: {} of {} were known then", all, counted(all + known.not_yet, "event"));
        match known.assumed.len() {
            0 => {}
            n => {
                let _ = write!(out, ", {n} of them assumed to be by their own date");
            }
        }
        out + "; sources published later are left out, offices are of that day, texts and status of today"
    }

    /// The strictest handling of anything that is shown, titles of linked events and those of reports included.
    fn strictest(&self, brief: &Brief) -> Option<Handling> {
        let of = |ix: &EventIx| self.store.handling(self.event(*ix));
        let linked = self.shown.iter().flat_map(|ix| self.linked(*ix));
        let named = brief.sections.iter().flat_map(|section| section.named.iter().copied());
        let beside = linked.chain(named).filter(|ix| !self.request.withholds(*ix));
        let all = self.shown.iter().copied().chain(beside);
        // An empty document still comes from a store that may be marked.
        all.filter_map(|ix| of(&ix)).chain(self.store.meta.handling.filter(|_| self.shown.is_empty())).min()
    }

    fn linked(&self, ix: EventIx) -> impl Iterator<Item = EventIx> + '_ {
        let back = self.timeline.back_links(ix).iter().map(|link| link.from);
        self.event(ix).links.iter().map(|link| link.to).chain(back)
    }

    fn dates(&self) -> String {
        if self.shown.is_empty() {
            return "none".to_owned();
        }
        let mut out = match self.days_shown() {
            Some((first, last)) if first == last => first.in_words(),
            Some((first, last)) => format!("{} to {}", first.in_words(), last.in_words()),
            None => "no event is known to the day".to_owned(),
        };
        let coarse = self.shown.iter().filter(|ix| !known_to_the_day(self, **ix)).count();
        if coarse > 0 && coarse < self.shown.len() {
            let _ = write!(out, ", and {} not known to the day", counted(coarse, "event"));
        }
        let zone = match self.timeline.zone() {
            Some(zone) => format!("; times in {}, with UTC", escaped(zone.name())),
            None => "; times local to each event, with UTC".to_owned(),
        };
        out + &zone
    }

    /// The first and the last day of the events that are known to the day.
    pub(super) fn days_shown(&self) -> Option<(Day, Day)> {
        let days = self.shown.iter().filter(|ix| known_to_the_day(self, **ix)).map(|ix| {
            let date = &self.event(*ix).date;
            // The days of the headings: another zone may move what has a time.
            let first = self.timeline.day(*ix).unwrap_or_else(|| date.first_day());
            let last = if date.is_range() { date.last_day() } else { first };
            (first, last.max(first))
        });
        days.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))
    }

    fn counts(&self) -> String {
        let total = self.timeline.order().len();
        let known = if self.store.known.is_some() { " known" } else { "" };
        let mut out = format!("{} of {}{known}", self.shown.len(), counted(total, "event"));
        if self.request.matched > self.request.shown.len() {
            let _ = write!(out, ", the first of {} that match", self.request.matched);
        }
        let withheld = self.request.shown.len() - self.shown.len();
        if let (Some(max), 1..) = (self.request.options.max_handling, withheld) {
            let verb = if withheld == 1 { "is" } else { "are" };
            let _ =
                write!(out, "; {} stricter than {} {verb} left out", counted(withheld, "event"), tlp(max));
        }
        out
    }
}

/// Whether both ends are days: open and coarse dates would make the range look wider or finer than it is known.
fn known_to_the_day(document: &Document<'_>, ix: EventIx) -> bool {
    let date = &document.event(ix).date;
    let marks = date.marks();
    date.precision() <= Precision::Day
        && !date.ends_coarsely()
        && !marks.open_start
        && !marks.open_end
        && !marks.unspecified
}
