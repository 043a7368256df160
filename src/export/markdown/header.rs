//! The header: title, filter, dates, counts, and when and from which store the document was generated.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::escape::{code, escaped, inline, plain};
use super::{Brief, Document, title};
use crate::describe::nature::tlp;
use crate::event::date::{Day, Precision};
use crate::event::{Event, EventDate, EventIx, Handling};
use crate::export::head;
use crate::store::Severity;
use crate::text::counted;

/// The longest filter, in words, that is repeated in commands that the document names.
const LONG: usize = 8;

/// A function that cuts texts that are too long.
type Clip<'c> = &'c dyn for<'t> Fn(&'t str) -> Cow<'t, str>;

impl Document<'_> {
    /// Returns the header of a document, with a list of contents if it has reports.
    pub(super) fn header(&self, brief: &Brief) -> String {
        let named = brief.sections.iter().flat_map(|section| section.named.iter().copied());
        let linked = self.shown.iter().flat_map(|ix| self.linked(*ix));
        let mut out = self.head(named.chain(linked), &|text| text.into());
        self.parts(&mut out, brief);
        self.ended(out)
    }

    /// Returns the header of a brief that names the events in `named`. `clip` cuts texts that are too long.
    pub(super) fn brief_header(&self, named: &HashSet<EventIx>, clip: Clip<'_>) -> String {
        self.ended(self.head(named.iter().copied(), clip))
    }

    fn ended(&self, mut out: String) -> String {
        out.push('\n');
        if self.shown.is_empty() {
            out.push_str("No event matches. This says what the log holds, not what happened.\n");
        }
        out
    }

    fn head(&self, named: impl Iterator<Item = EventIx>, clip: Clip<'_>) -> String {
        let mut out = String::new();
        if let Some(handling) = self.strictest(named) {
            let _ = writeln!(out, "**{}**\n", tlp(handling));
        }
        let _ = writeln!(out, "# {}\n", escaped(&clip(&title(self.request))));
        out.push_str("- **Filter:** ");
        if plain(self.request.filter).is_empty() {
            out.push_str("none, every event");
        } else {
            code(&mut out, &clip(self.request.filter));
        }
        let _ = writeln!(out, "\n- **Dates:** {}", self.dates());
        let _ = writeln!(out, "- **Shown:** {}", head::counts(self.request));
        if let Some(withheld) = head::withheld(self.store) {
            let _ = writeln!(out, "- **Withheld:** {withheld}");
        }
        let _ = writeln!(out, "- **As of:** {}", escaped(&head::as_of(self.timeline)));
        out.push_str("- **Generated:** ");
        inline(&mut out, &self.request.now.text);
        out.push_str("\n- **Store:** ");
        inline(&mut out, &clip(head::store_title(self.store)));
        if let Some(commit) = self.request.commit {
            out.push_str(", commit ");
            code(&mut out, commit);
        }
        out.push('\n');
        let problems = self.store.problems.iter().filter(|p| p.severity == Severity::Problem).count();
        if problems > 0 {
            let problems = counted(problems, "problem");
            let _ = writeln!(
                out,
                "- **Left out:** what {problems} in the store made unreadable; run demarche check"
            );
        }
        out
    }

    /// Returns the command that shows `what` for the same view: `demarche threads -f 'actor:kremlin date:2025-12'`.
    pub(super) fn command(&self, what: &str) -> String {
        let filter = self.request.filter;
        match filter.split_whitespace().count() {
            0 => format!("demarche {what}"),
            1..=LONG if filter.len() <= LONG * 24 => {
                format!("demarche {what} -f {}", shell_words::quote(filter.trim()))
            }
            _ => format!("demarche {what} with the filter above"),
        }
    }

    /// Writes the contents of a full brief and the events that its reports cover.
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
        out.push('\n');
    }

    /// Returns the strictest handling of anything shown, including titles of linked events and events named in reports.
    fn strictest(&self, named: impl Iterator<Item = EventIx>) -> Option<Handling> {
        head::strictest(self.timeline, self.shown, self.inside.clone(), named)
    }

    fn linked(&self, ix: EventIx) -> impl Iterator<Item = EventIx> + '_ {
        let back = self.timeline.back_links(ix).iter().map(|link| link.from);
        self.store.events.links(ix).iter().map(|link| link.to).chain(back)
    }

    fn dates(&self) -> String {
        if self.shown.is_empty() {
            return "none".to_owned();
        }
        let mut out = match self.survey.days {
            Some((first, last)) if first == last => first.in_words(),
            Some((first, last)) => format!("{} to {}", first.in_words(), last.in_words()),
            None => "no event is known to the day".to_owned(),
        };
        let coarse = self.survey.coarse;
        if coarse > 0 && coarse < self.shown.len() {
            let _ = write!(out, ", and {} not known to the day", counted(coarse, "event"));
        }
        let zone = match self.timeline.zone() {
            Some(zone) => format!("; times in {}, with UTC", escaped(zone.name())),
            None => "; times local to each event, with UTC".to_owned(),
        };
        out + &zone
    }

    /// Returns the first and the last day of an event, or `None` if it is not known to the day.
    pub(super) fn days(&self, ix: EventIx, event: &Event) -> Option<(Day, Day)> {
        let date = &event.date;
        if !known_to_the_day(date) {
            return None;
        }
        // These are the days of the headings: another zone can move an event with a time to another day.
        let first = self.timeline.day_of(ix, date).unwrap_or_else(|| date.first_day());
        let last = if date.is_range() { date.last_day() } else { first };
        Some((first, last.max(first)))
    }
}

/// Returns whether both ends are known to the day. Open or coarse dates would make the range look wider or finer than it is.
fn known_to_the_day(date: &EventDate) -> bool {
    let marks = date.qualification();
    // A set means one of its days or all of them, and the date does not say which.
    let set = marks.set && date.first_day() != date.last_day();
    date.precision() <= Precision::Day
        && !set
        && !date.ends_coarsely()
        && !marks.open_start
        && !marks.open_end
        && !marks.unspecified
}
