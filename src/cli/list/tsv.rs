//! Tab-separated columns, for spreadsheets and for `cut`.
//!
//! Every cell is one line of visible text without tabs. A cell that a spreadsheet would take for a formula is preceded
//! by an apostrophe (OWASP, *CSV Injection*).

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use crate::event::{Event, EventIx, Word};
use crate::parallel::in_order;
use crate::registry::{Registry, Source, SourceIx};
use crate::store::Store;
use crate::text::visible_line;
use crate::timeline::{Timeline, standing};

const HEADER: &str = "id\tdate\tkind\tstatus\ttitle\tactors\tvenue\tgrade\tsources";

pub(super) fn write(timeline: &Timeline, shown: &[EventIx], out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{HEADER}")?;
    let store = timeline.store();
    let listed = |window: Range<usize>| {
        let mut text = String::new();
        for ix in shown.get(window).unwrap_or_default() {
            text.push_str(&row(store, &store.events.fresh(*ix)));
            text.push('\n');
        }
        text
    };
    in_order(shown.len(), listed, |text| out.write_all(text.as_bytes()))
}

fn row(store: &Store, event: &Event) -> String {
    let registry = &store.registry;
    let venue = event.venue.map(|v| registry.venue(v)).map(|v| reference(&v.id, &v.name, v.place.is_some()));
    let source = |(ix, against): (SourceIx, bool)| {
        let name = named(registry, registry.fresh_source(ix));
        if against { format!("{} {name}", standing::AGAINST) } else { name }
    };
    let sources: Vec<String> = event.cited().map(source).collect();
    // A date is validated text that may begin with a minus: the year 44 BC is `-0043`.
    let cells = [
        cell(event.id.as_str()),
        visible_line(event.date.text()),
        cell(event.kind.word()),
        cell(event.status.word()),
        cell(&event.title),
        Cow::Owned(cell(&actors(registry, event)).into_owned()),
        cell(venue.unwrap_or_default()),
        Cow::Owned(event.grade.to_string()),
        Cow::Owned(cell(&sources.join("; ")).into_owned()),
    ];
    cells.join("\t")
}

/// Returns the ids of registered actors and the names of others, in written order, without repetitions.
fn actors(registry: &Registry, event: &Event) -> String {
    let mut all: Vec<&str> = Vec::new();
    for part in &event.actors {
        let actor = registry.actor(part.actor);
        let reference = reference(&actor.id, &actor.name, actor.place.is_some());
        if !all.contains(&reference) {
            all.push(reference);
        }
    }
    all.join(",")
}

fn reference<'a>(id: &'a str, name: &'a str, registered: bool) -> &'a str {
    if registered { id } else { name }
}

/// Returns what identifies a source: its id, URL or citation, else its title or outlet.
fn named(registry: &Registry, source: Source) -> String {
    let outlet = source.outlet.map(|o| registry.outlet(o).name.clone());
    let names = [source.id.map(String::from), source.url, source.cite, source.title];
    names.into_iter().flatten().next().or(outlet).unwrap_or_default()
}

fn cell(text: &str) -> Cow<'_, str> {
    let line = visible_line(text);
    match line.trim_start().chars().next() {
        Some('=' | '+' | '-' | '@') => Cow::Owned(format!("'{line}")),
        _ => line,
    }
}
