//! Builds one event without its links, which need all other events.

use super::Builder;
use super::faults::{text, written};
use super::names::Mention;
use super::source::is_url;
use crate::event::date::Zone;
use crate::event::{About, Account, Conflict, Event, EventDate, EventId, Kind, Quote, Stance, Word as _};
use crate::registry::{Source, SourceIx};
use crate::store::build::fault::{Fault, steps};
use crate::store::schema::list::List;
use crate::store::schema::raw::{Many, RawAbout, RawEvent, RawQuote, RawSource, TextOr};
use crate::store::schema::value;
use crate::store::schema::value::short;

impl Builder<'_> {
    /// Builds the event without its links, or returns `None` if it cannot be read at all.
    pub(super) fn event(&mut self, raw: &RawEvent, item: usize) -> Option<Event> {
        if written(raw.kind.as_ref()).is_none() {
            self.faults.missing("kind");
        }
        if written(raw.date.as_ref()).is_none() {
            self.faults.missing("date");
        }
        let kind: Option<Kind> = self.faults.read(raw.kind.as_ref(), "kind", value::word);
        let title = self.faults.required(raw.title.as_ref(), "title");
        let mention = Mention { faults: &mut self.faults, item, at: &["venue".into()] };
        let venue =
            written(raw.venue.as_ref()).and_then(|name| self.names.venue(&mut self.registry, name, mention));
        let other_venues = self.other_venues(raw, item);
        let zone = venue
            .and_then(|venue| self.registry.zone_of(venue))
            .unwrap_or_else(|| super::store_zone(&self.meta));
        let role_kind = kind.unwrap_or(Kind::Other);
        let date = self.faults.read(raw.date.as_ref(), "date", |t| value::date(t, zone));
        let actors = self.participants(raw.actors.as_ref(), item, role_kind);
        let (sources, disputed_by) = self.event_sources(raw, item, zone);
        let cited: Vec<SourceIx> = sources.iter().chain(&disputed_by).copied().collect();
        let first_seen = self.date(raw.first_seen.as_ref(), "first_seen", zone);
        let disclosed = self.date(raw.disclosed.as_ref(), "disclosed", zone);
        let logged = self.date(raw.logged.as_ref(), "logged", zone);
        let event = Event {
            id: EventId(
                self.faults.read(raw.id.as_ref(), "id", |t| value::id(t).map(Into::into)).unwrap_or_default(),
            ),
            id_derived: written(raw.id.as_ref()).is_none(),
            kind: role_kind,
            subtype: text(raw.subtype.as_ref()),
            date: match date {
                Some(date) => date,
                // A placeholder, so that the other fields are checked too. The event itself is left out.
                None => value::date("2000", zone).ok()?,
            },
            title: title.unwrap_or_default(),
            summary: text(raw.summary.as_ref()),
            note: text(raw.note.as_ref()),
            status: self.faults.read(raw.status.as_ref(), "status", value::word).unwrap_or_default(),
            actors,
            venue,
            other_venues,
            grade: self.faults.read(raw.grade.as_ref(), "grade", value::grade).unwrap_or_default(),
            grade_note: text(raw.grade_note.as_ref()),
            tags: self.faults.texts(raw.tags.as_ref(), "tags"),
            links: Vec::new(),
            conflicts: self.conflicts(raw),
            first_seen,
            disclosed,
            logged,
            handling: self.faults.read(raw.handling.as_ref(), "handling", value::word),
            format: self.faults.read(raw.format.as_ref(), "format", value::word),
            track: self.faults.read(raw.track.as_ref(), "track", value::word),
            agenda: self.faults.texts(raw.agenda.as_ref(), "agenda"),
            outcome: text(raw.outcome.as_ref()),
            sessions: self.sessions(raw.sessions.as_ref(), item, role_kind, zone, &cited),
            channel: text(raw.channel.as_ref()),
            quotes: self.quotes(raw.quote.as_ref(), item),
            stance: self.faults.read(raw.stance.as_ref(), "stance", value::word),
            about: self.about(raw.about.as_ref()),
            figures: self.figures(raw.figures.as_ref(), item, zone, &cited),
            sources,
            disputed_by,
            place: self.place_of(item),
        };
        Some(event)
    }

    fn date(
        &mut self,
        text: Option<&crate::store::schema::raw::Text>,
        key: &'static str,
        zone: Zone,
    ) -> Option<EventDate> {
        self.faults.read(text, key, |t| value::date(t, zone))
    }

    fn other_venues(&mut self, raw: &RawEvent, item: usize) -> Vec<crate::registry::VenueIx> {
        let mut venues = Vec::new();
        for (index, name) in raw.other_venues.iter().flatten().enumerate() {
            let steps = ["other_venues".into(), index.into()];
            let Some(name) = written(Some(name)) else {
                self.faults.empty(steps!["other_venues", index], "other_venues");
                continue;
            };
            let mention = Mention { faults: &mut self.faults, item, at: &steps };
            venues.extend(self.names.venue(&mut self.registry, name, mention));
        }
        venues
    }

    /// Returns the sources that report the event and those that are cited against it.
    fn event_sources(&mut self, raw: &RawEvent, item: usize, zone: Zone) -> (Vec<SourceIx>, Vec<SourceIx>) {
        let (mut reporting, mut against) = (Vec::new(), Vec::new());
        self.own.clear();
        for (index, source) in raw.sources.iter().flatten().enumerate() {
            self.faults.enter("sources", index);
            let disputes = match source {
                TextOr::Text(_) => false,
                TextOr::Record(record) => {
                    self.faults.read(record.disputes.as_ref(), "disputes", value::truth) == Some(true)
                }
            };
            let (list, other) =
                if disputes { (&mut against, &reporting) } else { (&mut reporting, &against) };
            match self.event_source(source, item, zone) {
                Some(ix) if other.contains(&ix) => self.for_and_against(ix),
                Some(ix) if !list.contains(&ix) => list.push(ix),
                _ => {}
            }
            self.faults.leave(2);
        }
        (reporting, against)
    }

    /// Resolves one source of an event: a registered one by its id, otherwise a new one that only this event has.
    fn event_source(&mut self, source: &TextOr<RawSource>, item: usize, zone: Zone) -> Option<SourceIx> {
        let own = match source {
            TextOr::Text(cited) if written(Some(cited)).is_none() => {
                let at = self.faults.path_to([]);
                self.faults.empty(at, "sources");
                return None;
            }
            TextOr::Text(cited) if !is_url(cited) => return self.cited(cited, &[], Vec::new()),
            TextOr::Text(url) => Source { url: text(Some(url)), ..Source::default() },
            TextOr::Record(record) => {
                if let Some(id) = record.id.as_ref().filter(|_| is_by_id(record)) {
                    return self.cited(id, &[], steps!["id"]);
                }
                self.source(record, item, zone)
            }
        };
        if let Some(id) = own.id.as_deref().filter(|id| self.registry.source_ids.contains_key(*id)) {
            let hint = "cite it by its id alone, or give this one another id".to_owned();
            let message = format!("source `{id}` is already registered");
            let at = self.faults.path_to(["id".into()]);
            self.faults.push(Fault::problem(at, "duplicate-id", message).hint(hint));
        }
        let ix = SourceIx((self.registry.sources.len() + self.own.len()) as u32);
        self.own.push(own);
        Some(ix)
    }

    fn for_and_against(&mut self, ix: SourceIx) {
        let id = self.source_at(ix).id.as_deref().unwrap_or("a source").to_owned();
        let message = format!("`{id}` is cited both for and against the event");
        let hint = "keep one of the two: the first one counts".to_owned();
        let at = self.faults.path_to([]);
        self.faults.push(Fault::problem(at, "for-and-against", message).hint(hint));
    }

    fn conflicts(&mut self, raw: &RawEvent) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        for (index, raw) in raw.conflicts.iter().flatten().enumerate() {
            self.faults.enter("conflicts", index);
            let field = self.faults.required(raw.field.as_ref(), "field").unwrap_or_default();
            if raw.values.is_none() {
                self.faults.missing("values");
            }
            let mut values = Vec::new();
            for (index, raw) in raw.values.iter().flatten().enumerate() {
                self.faults.enter("values", index);
                let value = self.faults.required(raw.value.as_ref(), "value").unwrap_or_default();
                values.push(Account {
                    value,
                    source: text(raw.source.as_ref()),
                    note: text(raw.note.as_ref()),
                });
                self.faults.leave(2);
            }
            self.faults.leave(2);
            conflicts.push(Conflict { field, values });
        }
        conflicts
    }

    fn quotes(&mut self, raw: Option<&Many<TextOr<RawQuote>>>, item: usize) -> Vec<Quote> {
        let mut quotes = Vec::new();
        for (index, raw) in raw.iter().flat_map(|many| &many.0).enumerate() {
            self.faults.enter("quote", index);
            let short_form;
            let raw = match raw {
                TextOr::Record(record) => record,
                TextOr::Text(words) => {
                    short_form = RawQuote { text: Some(words.clone()), ..RawQuote::default() };
                    &short_form
                }
            };
            let words = self.faults.required(raw.text.as_ref(), "text").unwrap_or_default();
            let mention = Mention { faults: &mut self.faults, item, at: &["speaker".into()] };
            let speaker = written(raw.speaker.as_ref())
                .and_then(|name| self.names.actor(&mut self.registry, name, mention));
            quotes.push(Quote {
                text: words,
                lang: text(raw.lang.as_ref()),
                speaker,
                translated: self
                    .faults
                    .read(raw.translated.as_ref(), "translated", value::truth)
                    .unwrap_or_default(),
                original: text(raw.original.as_ref()),
            });
            self.faults.leave(2);
        }
        quotes
    }

    fn about(&mut self, raw: Option<&Vec<RawAbout>>) -> Vec<About> {
        let mut positions = Vec::new();
        for (index, raw) in raw.into_iter().flatten().enumerate() {
            self.faults.enter("about", index);
            let stance: Option<Stance> = self.faults.read(raw.stance.as_ref(), "stance", value::word);
            let hedged = self.faults.read(raw.hedged.as_ref(), "hedged", value::truth).unwrap_or_default();
            let claim = self.faults.required(raw.claim.as_ref(), "claim");
            if let Some(stance) = stance.filter(|stance| !stance.is_position()) {
                let positions: Vec<&str> =
                    Stance::ALL.iter().filter(|s| s.is_position()).map(|s| s.word()).collect();
                let message = format!("`{stance}` is not a position on a claim");
                let at = self.faults.path_to(["stance".into()]);
                let hint = format!("write one of {}", positions.join(", "));
                self.faults.push(Fault::problem(at, "no-position", message).hint(hint));
                self.faults.mark_bad();
            }
            if let Some(id) = claim {
                match self.registry.find_claim(&id) {
                    Some(claim) => positions.push(About { claim, stance, hedged }),
                    None => self.no_claim(&id),
                }
            }
            self.faults.leave(2);
        }
        positions
    }

    fn no_claim(&mut self, id: &str) {
        let hint = match self.broken.get(&(List::Claims, id.to_owned())) {
            Some(item) => Some(format!("it is at {}, but that record has a problem", self.where_is(*item))),
            None => self.faults.suggest_id(id, self.registry.claim_ids.keys()),
        };
        let at = self.faults.path_to(["claim".into()]);
        self.faults
            .push(Fault::problem(at, "dangling-claim", format!("no claim `{}`", short(id))).hint(hint));
    }
}

/// Whether a record only names a registered source and says on which side it is cited.
fn is_by_id(record: &RawSource) -> bool {
    written(record.disputes.as_ref()).is_some()
        && *record
            == RawSource { id: record.id.clone(), disputes: record.disputes.clone(), ..RawSource::default() }
}
