//! An event without most of its texts, for counting over many events at a third of the cost.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, SeqAccess, Visitor};

use super::{
    About, Conflict, Event, EventDate, EventId, Figure, Format, Grade, Handling, Kind, Link, Participant,
    Place, Quote, Session, Stance, Status, Track,
};
use crate::ids::{SourceIx, VenueIx};

/// The fields of a packed [`Event`] up to its figures, in its order. Texts that are skipped are borrowed as bytes.
#[derive(serde::Deserialize)]
pub(crate) struct Outline<'p> {
    _id: &'p [u8],
    _id_derived: bool,
    kind: Kind,
    subtype: Option<String>,
    date: EventDate,
    _title: &'p [u8],
    #[serde(borrow)]
    _summary: Option<&'p [u8]>,
    #[serde(borrow)]
    _note: Option<&'p [u8]>,
    status: Status,
    actors: Vec<Participant>,
    venue: Option<VenueIx>,
    other_venues: Vec<VenueIx>,
    _sources: SkippedList<SourceIx>,
    _disputed_by: SkippedList<SourceIx>,
    grade: Grade,
    #[serde(borrow)]
    _grade_note: Option<&'p [u8]>,
    #[serde(borrow)]
    _tags: SkippedList<&'p [u8]>,
    _links: SkippedList<Link>,
    conflicts: Vec<Conflict>,
    first_seen: Option<EventDate>,
    _disclosed: Option<EventDate>,
    _logged: Option<EventDate>,
    handling: Option<Handling>,
    format: Option<Format>,
    track: Option<Track>,
    #[serde(borrow)]
    _agenda: SkippedList<&'p [u8]>,
    #[serde(borrow)]
    _outcome: Option<&'p [u8]>,
    sessions: Vec<Session>,
    #[serde(borrow)]
    _channel: Option<&'p [u8]>,
    quotes: Vec<Quote>,
    stance: Option<Stance>,
    about: Vec<About>,
    figures: Vec<Figure>,
}

impl Outline<'_> {
    /// Returns the event, with the skipped fields empty.
    pub(crate) fn into_event(self) -> Event {
        Event {
            id: EventId(Box::default()),
            id_derived: false,
            kind: self.kind,
            subtype: self.subtype,
            date: self.date,
            title: String::new(),
            summary: None,
            note: None,
            status: self.status,
            actors: self.actors,
            venue: self.venue,
            other_venues: self.other_venues,
            sources: Vec::new(),
            disputed_by: Vec::new(),
            grade: self.grade,
            grade_note: None,
            tags: Vec::new(),
            links: Vec::new(),
            conflicts: self.conflicts,
            first_seen: self.first_seen,
            disclosed: None,
            logged: None,
            handling: self.handling,
            format: self.format,
            track: self.track,
            agenda: Vec::new(),
            outcome: None,
            sessions: self.sessions,
            channel: None,
            quotes: self.quotes,
            stance: self.stance,
            about: self.about,
            figures: self.figures,
            place: Place::default(),
        }
    }
}

/// A list of which only the length is kept: its items are read and dropped.
pub(crate) struct SkippedList<T> {
    len: usize,
    of: PhantomData<T>,
}

impl<T> SkippedList<T> {
    /// Returns the number of items.
    pub(crate) fn len(&self) -> usize {
        self.len
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for SkippedList<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct SkippingVisitor<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for SkippingVisitor<T> {
            type Value = SkippedList<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<SkippedList<T>, A::Error> {
                let mut len = 0;
                while items.next_element::<T>()?.is_some() {
                    len += 1;
                }
                Ok(SkippedList { len, of: PhantomData })
            }
        }

        deserializer.deserialize_seq(SkippingVisitor(PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    #[test]
    fn an_outline_is_its_event_without_texts() {
        let store = Store::builtin();
        for (ix, mut event) in store.events.each() {
            let outline = store.events.outline(ix);
            let quotes = std::mem::take(&mut event.quotes);
            assert_eq!(outline.quotes, quotes, "quotations of {} are whole", event.id);
            let own = |event: &Event| {
                let who = (event.kind, event.status, event.actors.clone(), event.venue, event.grade);
                let how = (event.format, event.track, event.handling, event.stance, event.about.clone());
                (who, how, event.date.clone(), event.sessions.clone(), event.conflicts.clone())
            };
            assert_eq!(own(&outline), own(&event), "and so is all that has no texts, of {}", event.id);
            assert_eq!(outline.other_venues, event.other_venues, "its other places, too");
            assert_eq!(outline.subtype, event.subtype, "and what tells a call");
            assert_eq!(outline.first_seen, event.first_seen, "and what it is ordered by");
        }
    }
}
