//! Lines for people: events grouped under headings for days, months and years.

use std::io::{self, Write};
use std::ops::Range;

use super::Look;
use crate::describe::nature;
use crate::event::date::Now;
use crate::event::{Event, EventIx, Word};
use crate::parallel::in_order;
use crate::store::Store;
use crate::text::signs::{drawn, sign, spaced};
use crate::text::visible_line;
use crate::timeline::Timeline;
use crate::timeline::row::{self, Offsets};

/// The columns between the time and the title: the glyph and the word of the kind.
const KIND: usize = 1 + 2 + 10;

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
                text.push_str(&look.paint.bold(&visible_line(&heading.in_words())));
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
    let margin = wide + KIND;
    let kind = event.kind;
    let lead = format!("{time:<wide$} {} {:<9} ", look.paint.glyph(kind), kind.word());
    let parts = parts(timeline, event, now);
    let Some(width) = look.width else { return format!("{lead}{}", parts.join(&drawn(" · "))) };
    let indent = " ".repeat(margin);
    let options = textwrap::Options::new(width.max(margin + 20))
        .initial_indent(&lead)
        .subsequent_indent(&indent)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
        .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit);
    // A no-break space keeps the separator at the end of a line and never at the start of the next.
    spaced(textwrap::fill(&parts.join(&format!("\u{a0}{} ", sign("·"))), options))
}

fn parts(timeline: &Timeline, event: &Event, now: &Now) -> Vec<String> {
    let store = timeline.store();
    let mut title = visible_line(&event.title).into_owned();
    if let Some(standing) = nature::standing(event, now.instant) {
        title = format!("[{}] {title}", standing.word());
    }
    if let Some(aside) = row::aside_of(timeline, &event.date) {
        title = format!("{title} ({})", visible_line(&aside));
    }
    let mut parts = vec![title];
    parts.extend(actors(store, event));
    parts.extend(event.venue.map(|v| visible_line(&store.registry.venue(v).name).into_owned()));
    parts.push(event.grade.to_string());
    if event.sources.is_empty() {
        parts.push("unsourced".to_owned());
    }
    parts
}

/// Returns the actors of the event in written order, without repetitions.
fn actors(store: &Store, event: &Event) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for part in &event.actors {
        let name = store.registry.actor(part.actor).name.as_str();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| visible_line(&names.join(", ")).into_owned())
}
