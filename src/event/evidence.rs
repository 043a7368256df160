//! The dates and sources of an event, decoded without the rest, for passes over all events of a store.

use serde::Deserialize;

use super::date::When;
use super::outline::SkippedList;
use super::{About, Count, Format, Grade, Handling, Kind, Link, Participant, Stance, Status, Track};
use crate::ids::{ActorIx, SourceIx, VenueIx};

/// The fields of a packed [`Event`](super::Event) up to its figures, in its order. Most are skipped.
#[derive(Deserialize)]
pub(crate) struct Evidence<'p> {
    _id: &'p [u8],
    _id_derived: bool,
    _kind: Kind,
    #[serde(borrow)]
    _subtype: Option<&'p [u8]>,
    #[serde(borrow)]
    pub(crate) date: When<'p>,
    _title: &'p [u8],
    #[serde(borrow)]
    _summary: Option<&'p [u8]>,
    #[serde(borrow)]
    _note: Option<&'p [u8]>,
    _status: Status,
    _actors: SkippedList<Participant>,
    _venue: Option<VenueIx>,
    _other_venues: SkippedList<VenueIx>,
    pub(crate) sources: Vec<SourceIx>,
    pub(crate) disputed_by: Vec<SourceIx>,
    _grade: Grade,
    #[serde(borrow)]
    _grade_note: Option<&'p [u8]>,
    #[serde(borrow)]
    _tags: SkippedList<&'p [u8]>,
    _links: SkippedList<Link>,
    /// The conflicts between accounts, of which only the number is kept.
    #[serde(borrow)]
    pub(crate) conflicts: SkippedList<Conflict<'p>>,
    #[serde(borrow)]
    pub(crate) first_seen: Option<When<'p>>,
    #[serde(borrow)]
    pub(crate) disclosed: Option<When<'p>>,
    #[serde(borrow)]
    pub(crate) logged: Option<When<'p>>,
    pub(crate) handling: Option<Handling>,
    _format: Option<Format>,
    _track: Option<Track>,
    #[serde(borrow)]
    _agenda: SkippedList<&'p [u8]>,
    #[serde(borrow)]
    _outcome: Option<&'p [u8]>,
    #[serde(borrow)]
    sessions: Vec<SessionFigures<'p>>,
    #[serde(borrow)]
    _channel: Option<&'p [u8]>,
    #[serde(borrow)]
    _quotes: SkippedList<SkippedQuote<'p>>,
    _stance: Option<Stance>,
    _about: SkippedList<About>,
    #[serde(borrow)]
    figures: Vec<FigureSource<'p>>,
}

#[derive(Deserialize)]
pub(crate) struct Conflict<'p> {
    _field: &'p [u8],
    #[serde(borrow)]
    _values: SkippedList<Account<'p>>,
}

#[derive(Deserialize)]
struct Account<'p> {
    _value: &'p [u8],
    #[serde(borrow)]
    _source: Option<&'p [u8]>,
    #[serde(borrow)]
    _note: Option<&'p [u8]>,
}

#[derive(Deserialize)]
struct SkippedQuote<'p> {
    _text: &'p [u8],
    #[serde(borrow)]
    _lang: Option<&'p [u8]>,
    _speaker: Option<ActorIx>,
    _translated: bool,
    #[serde(borrow)]
    _original: Option<&'p [u8]>,
}

#[derive(Deserialize)]
struct SessionFigures<'p> {
    #[serde(borrow)]
    _title: Option<&'p [u8]>,
    _venue: Option<VenueIx>,
    #[serde(borrow)]
    _date: Option<When<'p>>,
    #[serde(borrow)]
    _planned: Option<When<'p>>,
    _status: Option<Status>,
    _format: Option<Format>,
    _actors: SkippedList<Participant>,
    _minutes: Option<Count>,
    #[serde(borrow)]
    figures: Vec<FigureSource<'p>>,
    #[serde(borrow)]
    _note: Option<&'p [u8]>,
}

#[derive(Deserialize)]
pub(crate) struct FigureSource<'p> {
    #[serde(borrow)]
    _weapon: Option<&'p [u8]>,
    #[serde(borrow)]
    _of: Option<&'p [u8]>,
    _metric: &'p [u8],
    _count: Count,
    _by: SkippedList<ActorIx>,
    #[serde(borrow)]
    _period: Option<When<'p>>,
    #[serde(borrow)]
    pub(crate) as_of: Option<When<'p>>,
    _grade: Option<Grade>,
    #[serde(borrow)]
    _grade_note: Option<&'p [u8]>,
    pub(crate) source: Option<SourceIx>,
    #[serde(borrow)]
    _note: Option<&'p [u8]>,
}

impl<'p> Evidence<'p> {
    /// Returns the figures of the event and of its sessions.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &FigureSource<'p>> {
        self.figures.iter().chain(self.sessions.iter().flat_map(|session| &session.figures))
    }

    /// Replaces the index of every source by `number` of it.
    pub(crate) fn renumber(&mut self, number: impl Fn(SourceIx) -> SourceIx) {
        for source in self.sources.iter_mut().chain(&mut self.disputed_by) {
            *source = number(*source);
        }
        let of_sessions = self.sessions.iter_mut().flat_map(|session| &mut session.figures);
        for figure in self.figures.iter_mut().chain(of_sessions) {
            figure.source = figure.source.map(&number);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::event::EventDate;
    use crate::event::date::When;
    use crate::store::Store;

    #[test]
    fn evidence_is_that_of_its_event() {
        let store = Store::builtin();
        let (mut counted, mut differing) = (0, 0);
        for (ix, event) in store.events.each() {
            let evidence = store.events.evidence(ix);
            let when = |date: &'_ Option<EventDate>| date.as_ref().map(|date| format!("{:?}", date.when()));
            let debug = |date: Option<When<'_>>| date.map(|date| format!("{date:?}"));
            let dates = (debug(evidence.first_seen), debug(evidence.disclosed), debug(evidence.logged));
            let wanted = (when(&event.first_seen), when(&event.disclosed), when(&event.logged));
            assert_eq!(evidence.date, event.date.when(), "the date of {}", event.id);
            assert_eq!(dates, wanted, "dates of {}", event.id);
            let rest = (evidence.handling, &evidence.sources, &evidence.disputed_by);
            let wanted = (event.handling, &event.sources, &event.disputed_by);
            assert_eq!(rest, wanted, "and its sources, of {}", event.id);
            assert_eq!(evidence.conflicts.len(), event.conflicts.len(), "accounts of {}", event.id);
            let of_sessions = event.sessions.iter().flat_map(|session| &session.figures);
            let wanted: Vec<_> =
                event.figures.iter().chain(of_sessions).map(|f| (f.source, when(&f.as_of))).collect();
            let figures: Vec<_> = evidence.figures().map(|f| (f.source, debug(f.as_of))).collect();
            assert_eq!(figures, wanted, "figures of {}", event.id);
            counted += figures.len();
            differing += evidence.conflicts.len();
        }
        assert!(counted > 0 && differing > 0, "some have figures, some differ");
    }
}
