//! The columns of a table, and the cells of one event.

use super::Separator;
use crate::describe::{accounts, dates, figures, links, nature, people, quotes, sessions, sources};
use crate::event::date::{Twice, Zone, with_offsets};
use crate::event::{Event, EventDate, EventIx, Handling, Role, Word};
use crate::export::Request;
use crate::export::place::point;
use crate::registry::{Registry, SourceIx, VenueIx};
use crate::text::{cell, visible, visible_line};
use crate::timeline::{Timeline, standing};

/// A column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    /// A field of the store, or something computed from one.
    Field(&'static str),
    /// The actors in a role.
    Actors(Role),
}

impl Column {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Field(name) => name,
            Self::Actors(role) => role.word(),
        }
    }
}

/// The columns before the actors.
const BEFORE: [&str; 11] =
    ["id", "date", "earliest", "latest", "when", "kind", "subtype", "status", "title", "summary", "handling"];
/// The columns after the actors.
const AFTER: [&str; 31] = [
    "venue",
    "country",
    "lat",
    "lon",
    "other_venues",
    "grade",
    "quote",
    "stance",
    "about",
    "figures",
    "format",
    "track",
    "channel",
    "agenda",
    "outcome",
    "sessions",
    "conflicts",
    "links",
    "sources",
    "urls",
    "against",
    "roots",
    "caution",
    "tags",
    "first_seen",
    "disclosed",
    "logged",
    "note",
    "grade_note",
    "timezone",
    "document_handling",
];

/// Returns the columns, which are the same for every store. Those of the analyst's own notes are only there on request.
pub(super) fn columns(notes: bool) -> Vec<Column> {
    let own = |name: &&str| notes || !["note", "grade_note"].contains(name);
    let before = BEFORE.into_iter().map(Column::Field);
    let actors = Role::ALL.iter().copied().map(Column::Actors);
    before.chain(actors).chain(AFTER.into_iter().filter(own).map(Column::Field)).collect()
}

/// Returns the cells of an event, one for each column.
pub(super) fn cells(
    request: &Request<'_>,
    of_document: Option<Handling>,
    columns: &[Column],
    separator: Separator,
    ix: EventIx,
    event: &Event,
) -> Vec<String> {
    let timeline = request.timeline;
    let row = Row {
        timeline,
        registry: &timeline.store().registry,
        notes: request.options.notes,
        of_document,
        ix,
        event,
    };
    let cell = |column: &Column| match column {
        // Coordinates are numbers: a minus at their start is no formula. `-0500-01-01` would be one.
        Column::Field("lat" | "lon") => row.text(column.name()),
        Column::Field(name) => guarded(&row.text(name), separator),
        Column::Actors(role) => guarded(&row.actors(*role), separator),
    };
    columns.iter().map(cell).collect()
}

/// Returns a text as the cell of a spreadsheet that takes none for a formula.
fn guarded(text: &str, separator: Separator) -> String {
    let text = cell::told(text);
    let shown = match separator {
        Separator::Comma => visible(&text),
        Separator::Tab => visible_line(&text),
    };
    if cell::acts(&shown) { format!("'{shown}") } else { shown.into_owned() }
}

struct Row<'a> {
    timeline: &'a Timeline,
    registry: &'a Registry,
    notes: bool,
    of_document: Option<Handling>,
    ix: EventIx,
    event: &'a Event,
}

impl Row<'_> {
    fn actors(&self, role: Role) -> String {
        let names: Vec<&str> =
            self.event.in_role(role).map(|actor| self.registry.actor(actor).name.as_str()).collect();
        cell::list(names)
    }

    fn text(&self, field: &str) -> String {
        let (event, registry, zone) = (self.event, self.registry, self.timeline.zone());
        let store = self.timeline.store();
        let owned = |text: &Option<String>| text.clone().unwrap_or_default();
        // A table does not say its zone, so every time says its own.
        let zoned = |date: &EventDate| with_offsets(date.text(), date.zone(), Twice::Kept);
        let date = |date: &Option<EventDate>| date.as_ref().map(zoned).unwrap_or_default();
        let place = || event.venue.and_then(|venue| point(registry, venue));
        let point_in_words = |at: Option<f64>| at.map(|degrees| degrees.to_string()).unwrap_or_default();
        match field {
            "id" => event.id.to_string(),
            "date" => event.date.text().to_owned(),
            "earliest" => bound(&event.date, Bound::Earliest),
            "latest" => bound(&event.date, Bound::Latest),
            "when" => dates::when(event, zone),
            "kind" => event.kind.to_string(),
            "subtype" => owned(&event.subtype),
            "status" => event.status.to_string(),
            "title" => event.title.clone(),
            "summary" => owned(&event.summary),
            "handling" => store.handling(event).map(nature::tlp).unwrap_or_default(),
            "venue" => event.venue.map(|v| people::place(registry, v)).unwrap_or_default(),
            "country" => event.venue.and_then(|v| registry.country_of(v)).unwrap_or_default().to_owned(),
            "lat" => point_in_words(place().map(|at| at.lat)),
            "lon" => point_in_words(place().map(|at| at.lon)),
            "other_venues" => {
                cell::list(event.other_venues.iter().map(|v: &VenueIx| people::place(registry, *v)))
            }
            "grade" => event.grade.to_string(),
            "quote" => joined(
                event
                    .quotes
                    .iter()
                    .map(|quote| format!("“{}” — {}", quote.text, quotes::credit(registry, event, quote))),
            ),
            "stance" => event.stance.map(|stance| nature::stance(stance).to_owned()).unwrap_or_default(),
            "about" => joined(event.about.iter().map(|about| {
                let claim = nature::claim(registry, *about);
                format!("{}: {}", nature::position(event, *about), claim.trim_end_matches('.'))
            })),
            "figures" => joined(self.figures().into_iter()),
            "format" => event.format.map(|format| format.to_string()).unwrap_or_default(),
            "track" => event.track.map(|track| track.to_string()).unwrap_or_default(),
            "channel" => owned(&event.channel),
            "agenda" => cell::list(&event.agenda),
            "outcome" => owned(&event.outcome),
            "sessions" => {
                joined(event.sessions.iter().map(|s| sessions::parts(registry, event, s, zone).join(", ")))
            }
            "conflicts" => joined(event.conflicts.iter().map(|conflict| {
                let told = |account| accounts::attributed(registry, event, account);
                let values: Vec<String> = conflict.values.iter().map(told).collect();
                format!("{}: {}", accounts::field(&conflict.field), values.join(" | "))
            })),
            "links" => self.links(),
            "sources" => joined(event.sources.iter().map(|ix| self.source(*ix))),
            "urls" => {
                // One for each source, in their order, so that both can be read together.
                let all = event.sources.iter().map(|ix| registry.fresh_source(*ix).url.unwrap_or_default());
                let all: Vec<String> = all.collect();
                if all.iter().all(String::is_empty) { String::new() } else { all.join("; ") }
            }
            "against" => joined(event.disputed_by.iter().map(|ix| {
                let url = registry.fresh_source(*ix).url.map(|url| format!(" {url}")).unwrap_or_default();
                format!("{}{url}", self.source(*ix))
            })),
            "roots" => self.timeline.roots(self.ix).to_string(),
            "caution" => standing::cautions(store, event, zone).join("; "),
            "tags" => cell::list(&event.tags),
            "first_seen" => date(&event.first_seen),
            "disclosed" => date(&event.disclosed),
            "logged" => date(&event.logged),
            "note" => owned(&event.note),
            "grade_note" => owned(&event.grade_note),
            // Where clocks showed a time twice or never, no offset says which it is.
            "timezone" => {
                let of_venue = event.venue.and_then(|venue| registry.zone_of(venue));
                match of_venue.unwrap_or(Zone::Named(store.meta.timezone)) {
                    Zone::Named(zone) if zone != chrono_tz::Tz::UTC => zone.name().to_owned(),
                    _ => String::new(),
                }
            }
            "document_handling" => self.of_document.map(nature::tlp).unwrap_or_default(),
            _ => String::new(),
        }
    }

    fn figures(&self) -> Vec<String> {
        let all = std::iter::once(&self.event.figures).chain(self.event.sessions.iter().map(|s| &s.figures));
        let claims = all.flat_map(|rows| figures::claims(self.registry, rows, self.event)).map(|claims| {
            let row = |(row, phrase): &(&crate::event::Figure, String)| {
                let grade = figures::own_grade(row, self.event).map(|grade| format!(" ({grade})"));
                let mut words = format!("{phrase}{}", grade.unwrap_or_default());
                let source = row.source.map(|ix| sources::reference(self.registry, self.event, ix));
                words.extend(source.map(|source| format!(" — {source}")));
                let notes = [&row.note, &row.grade_note].into_iter().flatten().filter(|_| self.notes);
                words.extend(notes.map(|note| format!(" (analyst's note: {note})")));
                words
            };
            let rows: Vec<String> = claims.rows.iter().map(row).collect();
            format!("{}: {}", claims.lead, rows.join(", "))
        });
        claims.collect()
    }

    /// Returns what the event does to others, with their ids and how each link is known.
    fn links(&self) -> String {
        let store = self.timeline.store();
        let ties = links::ties(self.timeline, self.ix).into_iter().filter(|tie| !tie.is_order());
        joined(ties.map(|tie| {
            let other = store.events.fresh(tie.other);
            let remarks = tie.remarks(store, self.event, &other);
            let remarks = remarks.trim_start_matches([',', ';', ' ']);
            let remarks = if remarks.is_empty() { String::new() } else { format!(" ({remarks})") };
            format!("{} {}{remarks}", tie.what(store, self.event, &other), other.id)
        }))
    }

    /// Returns a source with its number, by which accounts and figures refer to it.
    fn source(&self, ix: SourceIx) -> String {
        let source = self.registry.fresh_source(ix);
        let number = sources::number(self.event, ix).map(|number| format!("[{number}] ")).unwrap_or_default();
        format!("{number}{}", sources::parts(self.registry, &source).join(", "))
    }
}

/// Which bound of a date is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Earliest,
    Latest,
}

/// Returns the first or the last day that a date can be, both included, or the time if it has one. Empty if open.
///
/// These are days and times of the date's own zone: in UTC a day would begin on the day before.
fn bound(date: &EventDate, which: Bound) -> String {
    let [start, end] = date.ends();
    let (day, own) = match which {
        Bound::Earliest => (date.first_day(), start),
        Bound::Latest => (date.last_day(), if date.is_range() { end } else { start }),
    };
    match own.filter(EventDate::has_time) {
        Some(time) => time.local_iso(),
        None if day.is_out_of_range() => String::new(),
        None => day.iso(),
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<String>>().join("; ")
}
