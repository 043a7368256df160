//! Small stores built by hand for tests, without a YAML reader between the test and the timeline.

use std::collections::HashMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use chrono_tz::Tz;

use super::Timeline;
use crate::event::date::Zone;
use crate::event::{
    Basis, Event, EventDate, EventId, EventIx, Grade, Kind, Link, LinkKind, Participant, Place, Role, Status,
};
use crate::registry::{
    Actor, ActorIx, ActorKind, Claim, ClaimIx, Membership, Origin, Outlet, OutletIx, OutletKind, Registry,
    Source, SourceIx, Venue, VenueIx,
};
use crate::store::{Input, Meta, Severity, Store, StoreFile};

/// A store under construction; events may be added in any order.
pub(crate) struct Sample {
    registry: Registry,
    sources: Vec<Source>,
    events: Vec<Event>,
    links: Vec<(String, LinkKind, String, Basis)>,
}

const PLACE: Place = Place { file: 0, line: 1 };

/// Returns a date whose clock is UTC.
pub(crate) fn date(text: &str) -> EventDate {
    EventDate::parse(text, Zone::Named(Tz::UTC)).expect(text)
}

impl Sample {
    pub(crate) fn new() -> Self {
        Self { registry: Registry::default(), sources: Vec::new(), events: Vec::new(), links: Vec::new() }
    }

    pub(crate) fn actor(&mut self, id: &str, kind: ActorKind) -> ActorIx {
        let ix = self.registry.actors.len() as u32;
        self.registry.actor_names.add_id(id, ix);
        let actor = Actor::mentioned(id, id.to_uppercase());
        self.registry.actors.push(Actor { kind: Some(kind), place: Some(PLACE), ..actor });
        ActorIx(ix)
    }

    pub(crate) fn claim(&mut self, id: &str) -> ClaimIx {
        let ix = ClaimIx(self.registry.claims.len() as u32);
        self.registry.claim_ids.insert(id.into(), ix);
        self.registry.claims.push(Claim { id: id.into(), text: id.to_owned(), note: None, place: PLACE });
        ix
    }

    /// Makes `member` a part of `of`; empty bounds are open.
    pub(crate) fn belongs(&mut self, member: ActorIx, of: ActorIx, from: &str, until: &str) {
        let bound = |text: &str| (!text.is_empty()).then(|| date(text));
        let (from, until) = (bound(from), bound(until));
        self.registry.actors[member.index()].part_of.push(Membership { of, role: None, from, until });
    }

    pub(crate) fn venue(&mut self, id: &str, part_of: Option<VenueIx>) -> VenueIx {
        let ix = self.registry.venues.len() as u32;
        self.registry.venue_names.add_id(id, ix);
        self.registry.venues.push(Venue {
            id: id.into(),
            name: id.to_uppercase(),
            aliases: Vec::new(),
            kind: None,
            part_of,
            country: None,
            lat: None,
            lon: None,
            timezone: None,
            note: None,
            place: Some(PLACE),
        });
        VenueIx(ix)
    }

    pub(crate) fn outlet(&mut self, id: &str, kind: OutletKind) -> OutletIx {
        let ix = self.registry.outlets.len() as u32;
        self.registry.outlet_names.add_id(id, ix);
        self.registry.outlets.push(Outlet {
            id: id.into(),
            name: id.to_uppercase(),
            aliases: Vec::new(),
            domains: Vec::new(),
            kind: Some(kind),
            country: None,
            reliability: None,
            note: None,
            place: Some(PLACE),
        });
        OutletIx(ix)
    }

    pub(crate) fn source(&mut self, outlet: Option<OutletIx>, url: &str, copies: &[Origin]) -> SourceIx {
        let url = (!url.is_empty()).then(|| url.to_owned());
        let ix = self.sources.len() as u32;
        self.sources.push(Source { outlet, url, derived_from: copies.to_vec(), ..Source::default() });
        SourceIx(ix)
    }

    pub(crate) fn source_mut(&mut self, ix: SourceIx) -> &mut Source {
        &mut self.sources[ix.index()]
    }

    /// Adds an event and returns it to be filled in.
    pub(crate) fn event(&mut self, id: &str, kind: Kind, date_text: &str) -> &mut Event {
        self.events.push(Event {
            id: EventId(id.into()),
            id_derived: false,
            kind,
            subtype: None,
            date: date(date_text),
            title: id.to_owned(),
            summary: None,
            note: None,
            status: Status::Occurred,
            actors: Vec::new(),
            venue: None,
            other_venues: Vec::new(),
            sources: Vec::new(),
            disputed_by: Vec::new(),
            grade: Grade::default(),
            grade_note: None,
            tags: Vec::new(),
            links: Vec::new(),
            conflicts: Vec::new(),
            first_seen: None,
            disclosed: None,
            logged: None,
            handling: None,
            format: None,
            track: None,
            agenda: Vec::new(),
            outcome: None,
            sessions: Vec::new(),
            channel: None,
            quotes: Vec::new(),
            stance: None,
            about: Vec::new(),
            figures: Vec::new(),
            place: PLACE,
        });
        let last = self.events.len() - 1;
        &mut self.events[last]
    }

    /// Builds events that have only a date; ids show the order in which they were given.
    pub(crate) fn days(dates: &[&str]) -> Timeline {
        let mut sample = Self::new();
        for (nth, date) in dates.iter().enumerate() {
            sample.event(&format!("e{nth:03}"), Kind::Other, date);
        }
        sample.timeline()
    }

    /// Returns the registries, to set what the short forms leave out.
    pub(crate) fn registry(&mut self) -> &mut Registry {
        &mut self.registry
    }

    pub(crate) fn link(&mut self, from: &str, kind: LinkKind, to: &str) {
        self.link_as(from, kind, to, Basis::Stated);
    }

    pub(crate) fn link_as(&mut self, from: &str, kind: LinkKind, to: &str, basis: Basis) {
        self.links.push((from.to_owned(), kind, to.to_owned(), basis));
    }

    pub(crate) fn store(mut self) -> Store {
        self.events.sort_by(|a, b| (a.date.order_key(None), &a.id).cmp(&(b.date.order_key(None), &b.id)));
        let by_id: HashMap<Box<str>, EventIx> =
            (0u32..).map(EventIx).zip(&self.events).map(|(ix, e)| (e.id.0.clone(), ix)).collect();
        for (from, kind, to, basis) in self.links {
            let to = by_id[to.as_str()];
            let link = Link { kind, to, basis, note: None };
            self.events[by_id[from.as_str()].index()].links.push(link);
        }
        self.registry.sources = self.sources.into_iter().collect();
        Store {
            inputs: Vec::new(),
            files: vec![StoreFile { path: PathBuf::from("sample.yaml"), on_disk: false }],
            meta: Meta::default(),
            registry: self.registry,
            events: self.events.into_iter().collect(),
            views: Vec::new(),
            problems: Vec::new(),
            known: None,
            withheld: None,
            record_hashes: None,
        }
    }

    pub(crate) fn timeline(self) -> Timeline {
        Timeline::new(Arc::new(self.store()), None)
    }
}

/// Builds the timeline of a store written as YAML in one file, `sample.yaml`, which must have no problems.
pub(crate) fn of_yaml(yaml: &str) -> Timeline {
    let mut file = tempfile::Builder::new().suffix(".yaml").tempfile().expect("a temporary file");
    file.write_all(yaml.as_bytes()).expect("it can be written");
    let mut store = Store::load(&[Input::Path(file.path().to_owned())]).expect("it can be read");
    store.problems.retain(|problem| problem.severity == Severity::Problem);
    assert_eq!(store.problems, [], "a sample has no problems, only names that no registry knows");
    store.files[0].path = PathBuf::from("sample.yaml");
    Timeline::new(Arc::new(store), None)
}

/// Adds actors in a role.
pub(crate) fn cast(event: &mut Event, role: Role, actors: &[ActorIx]) {
    event.actors.extend(actors.iter().map(|actor| Participant { role, actor: *actor }));
}
