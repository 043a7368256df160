//! Slides (TimelineJS3 JSON): one for each event, with the parts of its date that are known and no others.
//!
//! Times are those of the clock that the date's own words name, which stand beside them. Texts are HTML there, so every
//! text of the store is escaped. TimelineJS3 counts years with JavaScript's dates: an event beyond them, or open at both
//! ends, is left out and named.

use std::fmt::Write as _;
use std::io::{self, Write};

use chrono_tz::Tz;
use serde_json::{Map, Value, json};

use super::each::each;
use super::head::Head;
use super::json::{self, Notes, inert};
use super::paragraphs::paragraphs;
use super::web::target;
use super::{Request, Written};
use crate::describe::{nature, sources};
use crate::event::date::{Day, Precision, Zone};
use crate::event::{Event, EventDate, EventIx};
use crate::text::{seal, visible};

/// The last year of the dates of JavaScript, without the year in which they end.
const LAST_YEAR: i64 = 275_759;

/// Why an event is on no slide.
const YEARS: &str = "in years that slides cannot show";

/// Writes the events as slides behind a title slide.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let store = request.timeline.store();
    let reason = |ix: &EventIx| {
        let date = &store.events.outline(*ix).date;
        let marks = date.qualification();
        let why = if marks.open_start && marks.open_end { "open at both ends" } else { YEARS };
        dates(date, None).is_none().then_some((*ix, why))
    };
    let left_out: Vec<_> = request.shown.iter().filter_map(reason).collect();
    let mut head = Head::of(request);
    head.without(request, "Not in these slides", &left_out);
    let title = json!({ "text": { "headline": html(&head.title), "text": body(&head.lines()) } });
    let handling = head.handling.map(|handling| format!("\"handling\":{},", json!(nature::tlp(handling))));
    let start = format!("{{{}\"title\":{title},\"events\":[", handling.unwrap_or_default());
    writeln!(out, "{}", inert(&start))?;
    let events = each(request, ",\n", out, |ix, event| {
        Some(inert(&slide(request, ix, event)?.to_string()).into_owned())
    })?;
    out.write_all(if events == 0 { b"]}\n" } else { b"\n]}\n" })?;
    Ok(Written { events, left_out })
}

fn slide(request: &Request<'_>, ix: EventIx, event: &Event) -> Option<Value> {
    let (timeline, registry) = (request.timeline, &request.timeline.store().registry);
    let (start, end) = dates(&event.date, timeline.zone())?;
    let notes = if request.options.notes { Notes::Kept } else { Notes::LeftOut };
    let headline = html(&nature::title(event));
    let text = body(&paragraphs(request, ix, event));
    let seal = seal(&[&parts(Some(&start)), &parts(end.as_ref()), &headline, &text]);
    let mut slide = Map::new();
    let mut put = |key: &str, value: Value| slide.insert(key.to_owned(), value);
    put("start_date", start);
    if let Some(end) = end {
        put("end_date", end);
    }
    put("display_date", html(&event.date.in_words(timeline.zone())).into());
    put("text", json!({ "headline": headline, "text": text }));
    put("group", html(nature::kind(event.kind)).into());
    put("unique_id", event.id.as_str().into());
    // Addresses in the text stay text: only the address of the medium acts.
    put("autolink", false.into());
    // It is the first source's address or none: that of another source would look like the first one's.
    let first = event.sources.first().map(|ix| registry.fresh_source(*ix));
    if let Some(source) = &first
        && let Some(url) = source.url.as_deref().and_then(target)
    {
        let caption = sources::parts(registry, source).join(", ");
        put("media", json!({ "url": url, "caption": html(&caption) }));
    }
    // TimelineJS3 passes over it; demarche reads the event back from it as it was.
    put("demarche", json::sealed(timeline, ix, notes, seal));
    Some(slide.into())
}

/// Returns the start and the end of a date, or `None` if TimelineJS3 has no such years.
fn dates(date: &EventDate, zone: Option<Tz>) -> Option<(Value, Option<Value>)> {
    if date.is_range() {
        let [from, to] = date.ends();
        let from = match &from {
            Some(from) => Some(point(from, from.first_day(), zone)?),
            None => None,
        };
        let to = match &to {
            Some(to) => Some(point(to, to.last_day(), zone)?),
            None => None,
        };
        // A slide needs a start: an open one is told by the words of the date.
        return match (from, to) {
            (Some(from), to) => Some((from, to)),
            (None, Some(to)) => Some((to, None)),
            (None, None) => None,
        };
    }
    let marks = date.qualification();
    let (first, last) = (date.first_day(), date.last_day());
    let (first, last) = match (marks.open_start, marks.open_end) {
        (true, true) => return None,
        (true, false) => (last, last),
        (false, true) => (first, first),
        (false, false) => (first, last),
    };
    let (start, end) = (point(date, first, zone)?, point(date, last, zone)?);
    let end = (start != end).then_some(end);
    Some((start, end))
}

/// Returns the parts of a date that are known, at the first or the last day that it can be.
fn point(date: &EventDate, day: Day, zone: Option<Tz>) -> Option<Value> {
    let mut clock = None;
    let day = if date.has_time() {
        let own = zone.map_or(date.zone(), Zone::Named);
        let (day, second) = own.local(date.earliest());
        clock = Some(second);
        day
    } else {
        day
    };
    let (year, month, of_month) = day.civil();
    if day.is_out_of_range() || !(-LAST_YEAR..=LAST_YEAR).contains(&year) {
        return None;
    }
    let precision = date.precision();
    let mut parts = Map::new();
    let mut put = |key: &str, value: i64| parts.insert(key.to_owned(), value.into());
    put("year", year);
    if precision <= Precision::Season {
        put("month", month.into());
    }
    if precision <= Precision::Day {
        put("day", of_month.into());
    }
    if let Some(second) = clock {
        put("hour", i64::from(second / 3600));
        put("minute", i64::from(second / 60 % 60));
        if second % 60 > 0 {
            put("second", i64::from(second % 60));
        }
    }
    Some(parts.into())
}

/// Returns the parts of a date in the order of their size, whatever their order in the object.
fn parts(date: Option<&Value>) -> String {
    let part = |key: &str| date.and_then(|date| date.get(key)).map(Value::to_string).unwrap_or_default();
    ["year", "month", "day", "hour", "minute", "second"].map(part).join("-")
}

/// Returns paragraphs as HTML.
fn body(paragraphs: &[String]) -> String {
    let mut out = String::new();
    for paragraph in paragraphs {
        let _ = write!(out, "<p>{}</p>", html(paragraph).replace('\n', "<br>"));
    }
    out
}

/// Escapes a text for HTML, with hidden characters made visible.
fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in visible(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
