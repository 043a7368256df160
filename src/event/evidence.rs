//! What dates an event and what of it is dated, taken out without the rest: for a pass over all events of a store.

use serde::Deserialize;

use super::date::When;
use super::outline::Passed;
use super::{About, Count, Format, Grade, Handling, Kind, Link, Participant, Stance, Status, Track};
use crate::ids::{ActorIx, SourceIx, VenueIx};

/// The fields of a packed [`Event`](super::Event) up to its figures, in its order.
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
    _actors: Passed<Participant>,
    _venue: Option<VenueIx>,
    _other_venues: Passed<VenueIx>,
    pub(crate) sources: Vec<SourceIx>,
    pub(crate) disputed_by: Vec<SourceIx>,
    _grade: Grade,
    #[serde(borrow)]
    _grade_note: Option<&'p [u8]>,
    #[serde(borrow)]
    _tags: Passed<&'p [u8]>,
    _links: Passed<Link>,
    /// How many accounts of something differ.
    #[serde(borrow)]
    pub(crate) conflicts: Passed<Conflict<'p>>,
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
    _agenda: Passed<&'p [u8]>,
    #[serde(borrow)]
    _outcome: Option<&'p [u8]>,
    #[serde(borrow)]
    sessions: Vec<Part<'p>>,
    #[serde(borrow)]
    _channel: Option<&'p [u8]>,
    #[serde(borrow)]
    _quotes: Passed<Said<'p>>,
    _stance: Option<Stance>,
    _about: Passed<About>,
    #[serde(borrow)]
    figures: Vec<Counted<'p>>,
}

#[derive(Deserialize)]
pub(crate) struct Conflict<'p> {
    _field: &'p [u8],
    #[serde(borrow)]
    _values: Passed<Account<'p>>,
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
struct Said<'p> {
    _text: &'p [u8],
    #[serde(borrow)]
    _lang: Option<&'p [u8]>,
    _speaker: Option<ActorIx>,
    _translated: bool,
    #[serde(borrow)]
    _original: Option<&'p [u8]>,
}

#[derive(Deserialize)]
struct Part<'p> {
    #[serde(borrow)]
    _title: Option<&'p [u8]>,
    _venue: Option<VenueIx>,
    #[serde(borrow)]
    _date: Option<When<'p>>,
    #[serde(borrow)]
    _planned: Option<When<'p>>,
    _status: Option<Status>,
    _format: Option<Format>,
    _actors: Passed<Participant>,
    _minutes: Option<Count>,
    #[serde(borrow)]
    figures: Vec<Counted<'p>>,
    #[serde(borrow)]
    _note: Option<&'p [u8]>,
}

#[derive(Deserialize)]
pub(crate) struct Counted<'p> {
    #[serde(borrow)]
    _weapon: Option<&'p [u8]>,
    #[serde(borrow)]
    _of: Option<&'p [u8]>,
    _metric: &'p [u8],
    _count: Count,
    _by: Passed<ActorIx>,
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
    /// Its figures and those of its sessions.
    pub(crate) fn figures(&self) -> impl Iterator<Item = &Counted<'p>> {
        self.figures.iter().chain(self.sessions.iter().flat_map(|session| &session.figures))
    }

    /// Changes the numbers of all sources that it names.
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
            let told = |date: Option<When<'_>>| date.map(|date| format!("{date:?}"));
            let dates = (told(evidence.first_seen), told(evidence.disclosed), told(evidence.logged));
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
            let figures: Vec<_> = evidence.figures().map(|f| (f.source, told(f.as_of))).collect();
            assert_eq!(figures, wanted, "figures of {}", event.id);
            counted += figures.len();
            differing += evidence.conflicts.len();
        }
        assert!(counted > 0 && differing > 0, "some have figures, some differ");
    }
}
