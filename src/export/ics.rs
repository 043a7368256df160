//! A calendar (RFC 5545).
//!
//! Days are dates without a zone, which are the same day everywhere; an end is the day after the last one. Times are in
//! UTC. A date coarser than a day fills all days that it can be, and its description says so. A calendar has only the
//! years 1 to 9999: events of other years, or open at both ends, are left out and named.

mod line;

use std::borrow::Cow;
use std::io::{self, Write};

use super::each::each;
use super::head::Head;
use super::json::{self, Notes, inert};
use super::paragraphs::paragraphs;
use super::place::point;
use super::web::target;
use super::{Request, Written};
use crate::describe::{dates, nature, people};
use crate::event::date::{Day, Instant, Zone};
use crate::event::{Event, EventDate, EventIx, Handling, Status, Word};
use crate::text::{capitalized, seal, slug, visible};
use line::{plain, text};

/// The seconds of a day.
const DAY: i64 = 86_400;

/// Writes the events as a calendar.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let store = request.timeline.store();
    let reason = |ix: &EventIx| Some((*ix, when(&store.events.outline(*ix).date).err()?));
    let left_out: Vec<_> = request.shown.iter().filter_map(reason).collect();
    let mut head = Head::of(request);
    head.without(request, "Not in this calendar", &left_out);
    let mut lines = String::new();
    for line in
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//demarche//event timeline//EN", "CALSCALE:GREGORIAN"]
    {
        plain(&mut lines, line);
    }
    if let Some(handling) = head.handling {
        text(&mut lines, "X-DEMARCHE-HANDLING", &nature::tlp(handling));
    }
    let about = head.lines().join("\n");
    // RFC 7986 has names for these; most programs know only the older ones.
    for (name, value) in [
        ("NAME", &head.title),
        ("X-WR-CALNAME", &head.title),
        ("DESCRIPTION", &about),
        ("X-WR-CALDESC", &about),
    ] {
        text(&mut lines, name, value);
    }
    out.write_all(lines.as_bytes())?;
    let calendar = Calendar { request, store: of_store(request), stamp: stamp(request.now.instant) };
    let events = each(request, "", out, |ix, event| calendar.event(ix, event))?;
    out.write_all(b"END:VCALENDAR\r\n")?;
    Ok(Written { events, left_out })
}

/// Returns what distinguishes the events of this store from those of others.
fn of_store(request: &Request<'_>) -> String {
    let title = slug(request.timeline.store().meta.title.as_deref().unwrap_or_default());
    if title.is_empty() { "store.demarche".to_owned() } else { format!("{title}.demarche") }
}

/// When an event is, in a calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
enum When {
    /// Whole days: the first one, and the day after the last one.
    Days(Day, Day),
    /// Instants in UTC; without an end, a moment.
    Times(Instant, Option<Instant>),
}

/// Why an event is in no calendar.
const YEARS: &str = "in years that a calendar does not have";

/// Returns when a date is in a calendar, or why it is in none.
fn when(date: &EventDate) -> Result<When, &'static str> {
    let whole = |day: Day| (1..=9999).contains(&day.civil().0);
    let marks = date.qualification();
    if date.starts_with_a_time() {
        let [_, end] = date.ends();
        let exact = Instant(date.earliest().0.div_euclid(DAY));
        let in_years = |at: Instant| !at.is_out_of_range() && whole(Day(at.0.div_euclid(DAY)));
        let ends_in_time = end.as_ref().is_some_and(EventDate::has_time);
        if !date.is_range() || marks.open_end || ends_in_time {
            let end = ends_in_time.then(|| date.latest());
            let fits = in_years(date.earliest()) && end.is_none_or(in_years) && whole(Day(exact.0));
            return fits.then(|| When::Times(date.earliest(), end)).ok_or(YEARS);
        }
    }
    // An open end has no day: the known one stands for it, and the description says so.
    let [start, end] = date.known_ends();
    let (first, last) = match (marks.open_start, marks.open_end) {
        (true, true) => return Err("open at both ends"),
        (true, false) => (known_day(end.as_ref(), date.last_day()), date.last_day()),
        (false, true) => (date.first_day(), known_last(start.as_ref(), date.first_day())),
        (false, false) => (date.first_day(), date.last_day()),
    };
    let after = last.plus_days(1);
    (whole(first) && whole(after) && first <= last).then_some(When::Days(first, after)).ok_or(YEARS)
}

fn known_day(end: Option<&EventDate>, otherwise: Day) -> Day {
    end.map_or(otherwise, EventDate::first_day)
}

fn known_last(start: Option<&EventDate>, otherwise: Day) -> Day {
    start.map_or(otherwise, EventDate::last_day)
}

struct Calendar<'a> {
    request: &'a Request<'a>,
    store: String,
    stamp: String,
}

impl Calendar<'_> {
    fn event(&self, ix: EventIx, event: &Event) -> Option<String> {
        let when = when(&event.date).ok()?;
        let timeline = self.request.timeline;
        let (store, registry) = (timeline.store(), &timeline.store().registry);
        let mut out = String::new();
        plain(&mut out, "BEGIN:VEVENT");
        text(&mut out, "UID", &format!("{}@{}", event.id, self.store));
        plain(&mut out, &format!("DTSTAMP:{}", self.stamp));
        let (start, end) = match when {
            When::Days(first, after) => {
                let (start, end) = (digits(first), digits(after));
                plain(&mut out, &format!("DTSTART;VALUE=DATE:{start}"));
                plain(&mut out, &format!("DTEND;VALUE=DATE:{end}"));
                (start, end)
            }
            When::Times(start, end) => {
                let (start, end) = (stamp(start), end.map(stamp).unwrap_or_default());
                plain(&mut out, &format!("DTSTART:{start}"));
                if !end.is_empty() {
                    plain(&mut out, &format!("DTEND:{end}"));
                }
                (start, end)
            }
        };
        let (summary, description) = (nature::title(event), self.description(ix, event));
        text(&mut out, "SUMMARY", &summary);
        text(&mut out, "DESCRIPTION", &description);
        text(&mut out, "CATEGORIES", event.kind.word());
        let words = match event.status {
            Status::Occurred if event.is_to_come(self.request.now.instant) => Some("TENTATIVE"),
            // A calendar would show CONFIRMED, which a log of claims does not say.
            Status::Occurred => None,
            Status::Cancelled => Some("CANCELLED"),
            _ => Some("TENTATIVE"),
        };
        if let Some(status) = words {
            plain(&mut out, &format!("STATUS:{status}"));
        }
        if let Some(venue) = event.venue {
            text(&mut out, "LOCATION", &people::place(registry, venue));
            if let Some(at) = point(registry, venue) {
                plain(&mut out, &format!("GEO:{};{}", at.lat, at.lon));
            }
        }
        let mut urls = event.sources.iter().filter_map(|ix| registry.fresh_source(*ix).url);
        if let Some(url) = urls.find_map(|url| target(&url).map(Cow::into_owned)) {
            plain(&mut out, &format!("URL:{url}"));
        }
        if let Some(handling) = store.handling(event) {
            plain(&mut out, &format!("CLASS:{}", class(handling)));
        }
        // Calendars pass over it; demarche reads the event back from it as it was.
        let notes = if self.request.options.notes { Notes::Kept } else { Notes::LeftOut };
        let seal = seal(&[&start, &end, &visible(&summary), &visible(&description)]);
        let record = json::sealed(timeline, ix, notes, seal).to_string();
        text(&mut out, "X-DEMARCHE-EVENT", &inert(&record));
        // Nobody who imports it is busy at that time.
        plain(&mut out, "TRANSP:TRANSPARENT");
        plain(&mut out, "END:VEVENT");
        Some(out)
    }

    fn description(&self, ix: EventIx, event: &Event) -> String {
        let zone = self.request.timeline.zone();
        let note = dates::inexact(&event.date, zone).map(|note| capitalized(&note));
        let all: Vec<String> = note.into_iter().chain(paragraphs(self.request, ix, event)).collect();
        all.join("\n")
    }
}

/// Returns the access class: everybody, the reader's own circle, or nobody else.
fn class(handling: Handling) -> &'static str {
    match handling {
        Handling::Clear => "PUBLIC",
        Handling::Green => "PRIVATE",
        Handling::Amber | Handling::AmberStrict | Handling::Red => "CONFIDENTIAL",
    }
}

fn digits(day: Day) -> String {
    let (year, month, day) = day.civil();
    format!("{year:04}{month:02}{day:02}")
}

fn stamp(at: Instant) -> String {
    let (day, second) = Zone::Offset(0).local(at);
    format!("{}T{:02}{:02}{:02}Z", digits(day), second / 3600, second / 60 % 60, second % 60)
}
