//! The events shown as one page for a web browser.
//!
//! The page is whole in itself: its policy forbids everything but its own style and script, each named by its hash, so
//! it neither loads nor sends anything. The script only hides and shows events. Without it every event is visible.
//!
//! Facts are worded by [`describe`](crate::describe), and the lines above the events by [`head`](super::head). The brief
//! is the Markdown of the brief, read by a Markdown parser. Text reaches the page only through [`Html::text`](markup::Html::text), which escapes it.

mod event;
mod frame;
mod markup;
mod policy;
mod prose;
mod sources;
mod statements;
mod survey;

use std::io::{self, Write};
use std::ops::Range;

use super::{Request, Written};
use crate::event::date::Heading;
use crate::event::{Event, EventIx};
use crate::parallel::in_order;
use crate::registry::{Registry, SourceIx};
use crate::store::Store;
use crate::text::capitalized;
use crate::timeline::{EventSet, Timeline};
use markup::Html;
pub(super) use prose::write as brief;
use survey::Survey;

/// Everything that the parts of the page look things up in.
struct Document<'a> {
    request: &'a Request<'a>,
    timeline: &'a Timeline,
    store: &'a Store,
    registry: &'a Registry,
    inside: EventSet,
    /// Whether it is said of a source that it is not archived: only where that is the exception.
    marks_unarchived: bool,
}

/// Returns whether at least half of the sources of events are archived.
fn are_mostly_archived(store: &Store, shown: &[EventIx]) -> bool {
    let mut cited: Vec<SourceIx> = Vec::new();
    for ix in shown {
        cited.extend(store.events.fresh(*ix).cited().map(|(source, _)| source));
    }
    cited.sort_unstable();
    cited.dedup();
    let archived = cited.iter().filter(|ix| store.registry.fresh_source(**ix).is_archived()).count();
    archived * 2 >= cited.len()
}

/// Writes the page, one window of events at a time.
pub(super) fn write(request: &Request<'_>, out: &mut dyn Write) -> io::Result<Written> {
    let (timeline, store) = (request.timeline, request.timeline.store());
    let mut inside = EventSet::none(store.events.len());
    for ix in request.shown {
        inside.insert(*ix);
    }
    let marks_unarchived = are_mostly_archived(store, request.shown);
    let document = Document { request, timeline, store, registry: &store.registry, inside, marks_unarchived };
    out.write_all(frame::begin(request, &Survey::of(request)).finish().as_bytes())?;
    let page = |window: Range<usize>| {
        let mut html = Html::with_room(window.len() * 2048);
        let mut is_first = window.start == 0;
        for (ix, event, heading) in timeline.headed(request.shown, window) {
            if let Some(heading) = heading {
                html.tag(if is_first { "" } else { "</section>\n" });
                day(&mut html, &heading);
            }
            is_first = false;
            document.event(&mut html, ix, &event);
        }
        html.finish()
    };
    in_order(request.shown.len(), page, |page| out.write_all(page.as_bytes()))?;
    out.write_all(frame::end(request, !marks_unarchived).finish().as_bytes())?;
    Ok(Written::all(request))
}

fn day(html: &mut Html, heading: &Heading) {
    html.tag("<section class=\"day\">\n<h2>");
    let words = capitalized(&heading.in_words());
    let date = match heading {
        Heading::Day(day) => Some(day.iso()),
        Heading::Month(year, month) => Some(format!("{year:04}-{month:02}")),
        Heading::Year(year) => Some(format!("{year:04}")),
        Heading::Open | Heading::Era(..) | Heading::Season(..) => None,
    };
    html.time(date.as_deref(), &words);
    html.tag("</h2>\n");
}

impl Document<'_> {
    /// Returns a copy of an event that is not cached: a page may have more events than fit into memory.
    fn fresh(&self, ix: EventIx) -> Event {
        self.store.events.fresh(ix)
    }

    /// Returns whether the page includes the analyst's own notes.
    fn notes(&self) -> bool {
        self.request.options.notes
    }
}

#[cfg(test)]
pub(crate) use tests::reader::seen;

#[cfg(test)]
mod tests;
