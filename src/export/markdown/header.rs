//! The header: title, filter, dates, counts, and when and from which store the document was generated.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write as _;

use super::escape::{code, escaped, inline, plain};
use super::{Brief, Document, title};
use crate::describe::nature::tlp;
use crate::event::date::{Day, Precision};
use crate::event::{Event, EventDate, EventIx, Handling};
use crate::store::{Severity, Withheld};
use crate::text::{agreeing, counted, thousands};
use crate::timeline::IndexKey;

/// The longest filter, in words, that is repeated in commands that the document names.
const LONG: usize = 8;

/// What a document without events says instead.
pub(in crate::export) const NOTHING: &str =
    "No event matches. This says what the log holds, not what happened.";

/// What stands above the events of a document, not escaped.
pub(in crate::export) struct Head {
    /// The strictest marking of anything shown: `TLP:AMBER`.
    pub(in crate::export) handling: Option<String>,
    pub(in crate::export) title: String,
    pub(in crate::export) lines: Vec<HeadLine>,
}

/// A fact about the view or the store.
pub(in crate::export) struct HeadLine {
    pub(in crate::export) label: &'static str,
    pub(in crate::export) pieces: Vec<Piece>,
}

/// A piece of such a line.
pub(in crate::export) enum Piece {
    /// The program's own words.
    Words(String),
    /// Words with text of the store or the user in them.
    Text(String),
    /// What the user typed, or the name of a commit.
    Code(String),
}

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
            out.push_str(NOTHING);
            out.push('\n');
        }
        out
    }

    fn head(&self, named: impl Iterator<Item = EventIx>, clip: Clip<'_>) -> String {
        let mut out = String::new();
        let head = self.head_lines(named, clip);
        if let Some(handling) = head.handling {
            let _ = writeln!(out, "**{handling}**\n");
        }
        let _ = writeln!(out, "# {}\n", escaped(&head.title));
        for line in head.lines {
            let _ = write!(out, "- **{}:** ", line.label);
            for piece in line.pieces {
                match piece {
                    Piece::Words(words) => out.push_str(&words),
                    Piece::Text(text) => inline(&mut out, &text),
                    Piece::Code(text) => code(&mut out, &text),
                }
            }
            out.push('\n');
        }
        out
    }

    /// Returns what stands above the events in every document: handling, title, and a line for each fact about the view.
    pub(super) fn head_lines(&self, named: impl Iterator<Item = EventIx>, clip: Clip<'_>) -> Head {
        let handling = self.strictest(named).map(tlp);
        let mut lines = Vec::new();
        let mut line = |label: &'static str, pieces: Vec<Piece>| lines.push(HeadLine { label, pieces });
        line(
            "Filter",
            vec![if plain(self.request.filter).is_empty() {
                Piece::Words("none, every event".to_owned())
            } else {
                Piece::Code(clip(self.request.filter).into_owned())
            }],
        );
        line("Dates", vec![Piece::Text(self.dates())]);
        line("Shown", vec![Piece::Words(self.counts())]);
        if let Some(withheld) = self.withheld() {
            line("Withheld", vec![Piece::Words(withheld)]);
        }
        line("As of", vec![Piece::Text(self.as_of())]);
        line("Generated", vec![Piece::Text(self.request.now.text.to_string())]);
        let untitled = match self.store.withheld {
            Some(Withheld { title: true, .. }) => "its title is withheld",
            _ => "without a title",
        };
        let store = clip(self.store.meta.title.as_deref().unwrap_or(untitled)).into_owned();
        let mut pieces = vec![Piece::Text(store)];
        if let Some(commit) = self.request.commit {
            pieces.extend([Piece::Words(", commit ".to_owned()), Piece::Code(commit.to_owned())]);
        }
        line("Store", pieces);
        let problems = self.store.problems.iter().filter(|p| p.severity == Severity::Problem).count();
        if problems > 0 {
            let problems = counted(problems, "problem");
            let words = format!("what {problems} in the store made unreadable; run demarche check");
            line("Left out", vec![Piece::Words(words)]);
        }
        Head { handling, title: clip(&title(self.request)).into_owned(), lines }
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

    /// Returns how many events of the store are withheld, and how their absence affects the rest.
    fn withheld(&self) -> Option<String> {
        let Some(Withheld { max, events: events @ 1.., .. }) = self.store.withheld else { return None };
        Some(format!(
            "{} of the store, stricter than {}: everything here is about the others only, including what was first, \
             what has no answer and what is not logged; no plan is reported as lapsed",
            counted(events, "event"),
            tlp(max)
        ))
    }

    /// Returns the day for which sources and roles are valid, and how much of the whole store was known then.
    fn as_of(&self) -> String {
        let Some(known) = &self.store.known else { return "the store as it is now".to_owned() };
        let date = known.at.date().in_words(None);
        let all = self.timeline.order().len();
        let mut out = format!(
            "{date}: {} of {} {} known then",
            thousands(all as u64),
            counted(all + known.not_yet, "event"),
            agreeing(all, "was", "were")
        );
        match known.assumed.len() {
            0 => {}
            n => {
                let _ = write!(out, ", {} of them assumed known from their own date", thousands(n as u64));
            }
        }
        out.push_str("; sources published later are left out, ");
        if let Some(undated) = known.undated_in_words() {
            let _ = write!(out, "{undated}; ");
        }
        out + "offices are of that day, texts and status of today"
    }

    /// Returns the strictest handling of anything shown, including titles of linked events and events named in reports.
    fn strictest(&self, named: impl Iterator<Item = EventIx>) -> Option<Handling> {
        // Even an empty document comes from a store that may have a handling marking.
        if self.shown.is_empty() {
            return self.store.meta.handling;
        }
        let index = self.timeline.index();
        let marked =
            index.words(IndexKey::Handling).filter_map(|(word, events)| Some((word.parse().ok()?, events)));
        let marked: Vec<(Handling, &[u32])> = marked.collect();
        if marked.is_empty() {
            return None;
        }
        let mut scope_in_words = self.inside.clone();
        named.for_each(|ix| scope_in_words.insert(ix));
        let among = |events: &[u32]| events.iter().any(|ix| scope_in_words.contains(EventIx(*ix)));
        marked.into_iter().filter(|(_, events)| among(events)).map(|(handling, _)| handling).min()
    }

    pub(super) fn linked(&self, ix: EventIx) -> impl Iterator<Item = EventIx> + '_ {
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
            Some(zone) => format!("; times in {}, with UTC", zone.name()),
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

    fn counts(&self) -> String {
        let total = self.timeline.order().len();
        let known = if self.store.known.is_some() { " known" } else { "" };
        let mut out = format!("{} of {}{known}", thousands(self.shown.len() as u64), counted(total, "event"));
        if self.request.matched > self.request.shown.len() {
            let _ = write!(out, ", the first of {} that match", thousands(self.request.matched as u64));
        }
        out
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
