//! Lines for people: events grouped under headings for days, months and years.

use std::io::{self, Write};
use std::ops::Range;

use super::Look;
use super::fit::Parts;
use crate::describe::nature;
use crate::event::date::Now;
use crate::event::{Event, EventIx, Word};
use crate::parallel::in_order;
use crate::store::Store;
use crate::text::{columns, cut, visible_line};
use crate::timeline::Timeline;
use crate::timeline::row::{self, Offsets};

pub(super) fn write(
    timeline: &Timeline,
    shown: &[EventIx],
    now: &Now,
    look: Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let offsets = Offsets::of(timeline, shown);
    let listed = |window: Range<usize>| {
        let mut text = String::new();
        for (at, (ix, event, heading)) in window.clone().zip(timeline.headed(shown, window)) {
            if let Some(heading) = heading {
                text.push_str(if at == 0 { "" } else { "\n" });
                let heading = visible_line(&heading.in_words()).into_owned();
                let heading = look.width.map_or_else(|| heading.clone(), |width| cut(&heading, width));
                text.push_str(&look.paint.bold(&heading));
                text.push('\n');
            }
            text.push_str(&line(timeline, ix, &event, offsets, now, look));
            text.push('\n');
        }
        text
    };
    in_order(shown.len(), listed, |text| out.write_all(text.as_bytes()))
}

fn line(timeline: &Timeline, ix: EventIx, event: &Event, offsets: Offsets, now: &Now, look: Look) -> String {
    let time = row::time_of(timeline, ix, event, offsets);
    let wide = offsets.width();
    let kind = event.kind;
    let lead = |glyph: &str| format!("{time:<wide$} {glyph} {:<9} ", kind.word());
    let parts = parts(timeline, event, now);
    let rest = match look.width.map(|width| (width, width.checked_sub(columns(&lead(kind.glyph()))))) {
        None => parts.whole(),
        Some((_, Some(room))) => parts.within(room),
        Some((width, None)) => return cut(&lead(kind.glyph()), width),
    };
    format!("{}{rest}", lead(&look.paint.glyph(kind)))
}

fn parts(timeline: &Timeline, event: &Event, now: &Now) -> Parts {
    let store = timeline.store();
    let mut title = visible_line(&event.title).into_owned();
    if let Some(standing) = nature::standing(event, now.instant) {
        title = format!("[{}] {title}", standing.word());
    }
    Parts {
        title,
        aside: row::aside_of(timeline, &event.date).map(|aside| visible_line(&aside).into_owned()),
        actors: actors(store, event),
        venue: event.venue.map(|v| visible_line(&store.registry.venue(v).name).into_owned()),
        grade: event.grade.to_string(),
        end: if event.sources.is_empty() { vec!["unsourced"] } else { Vec::new() },
    }
}

/// Returns the actors of the event in written order, without repetitions.
fn actors(store: &Store, event: &Event) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in &event.actors {
        let name = visible_line(&store.registry.actor(part.actor).name).into_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
