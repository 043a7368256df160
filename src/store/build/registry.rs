//! Builds the registries: actors, venues, outlets, claims and terms.

use std::collections::HashMap;

use super::faults::{text, written};
use super::names::Mention;
use super::{Builder, cycle, store_zone};
use crate::registry::{Actor, Claim, ClaimIx, Membership, Outlet, Term, Venue};
use crate::store::build::fault::{Fault, Step, steps};
use crate::store::schema::list::List;
use crate::store::schema::raw::{Pairs, Raw, RawActor, RawMembership, RawOutlet, RawVenue, Text, TextOr};
use crate::store::schema::value;
use crate::text::fold;

/// A raw record and its id as written.
type WithId<'s, R> = (&'s R, &'s Option<Text>);

/// An entry's item and id, and each of its names with the path in the record.
type Named = (usize, String, Vec<(String, Vec<Step>)>);

/// A record with a valid id of its own.
struct ValidRecord<'s, R> {
    id: String,
    item: usize,
    raw: &'s R,
}

impl<'s> Builder<'s> {
    pub(super) fn register(&mut self) {
        let actors = self.valid_records(List::Actors, |raw| {
            if let Raw::Actor(r) = raw { Some((&**r, &r.id)) } else { None }
        });
        let venues = self.valid_records(List::Venues, |raw| {
            if let Raw::Venue(r) = raw { Some((&**r, &r.id)) } else { None }
        });
        let outlets = self.valid_records(List::Outlets, |raw| {
            if let Raw::Outlet(r) = raw { Some((&**r, &r.id)) } else { None }
        });
        let actors = self.actors(actors);
        let venues = self.venues(venues);
        self.outlets(outlets);
        self.memberships(&actors);
        self.venue_parents(&venues);
        self.sources();
        self.claims();
        self.terms();
    }

    /// Returns the records of a list that have a valid id of their own, in order of id. Of several with one id, the
    /// first by path and line counts.
    fn valid_records<R: 's>(
        &mut self,
        list: List,
        pick: fn(&'s Raw) -> Option<WithId<'s, R>>,
    ) -> Vec<ValidRecord<'s, R>> {
        let mut seen: HashMap<String, usize> = HashMap::new();
        let mut valid = Vec::new();
        let items = self.items;
        for (item, (raw, id)) in
            items.iter().enumerate().filter_map(|(i, it)| Some((i, pick(it.raw.as_deref()?)?)))
        {
            self.begin(item);
            if items[item].broken {
                if let Some(id) = text(id.as_ref()) {
                    self.broken.entry((list, id)).or_insert(item);
                }
                continue;
            }
            let Some(id) = written(id.as_ref()) else {
                self.faults.missing("id");
                continue;
            };
            if let Err(wrong) = value::id(id) {
                self.faults.wrong(steps!["id"], wrong);
                continue;
            }
            match seen.get(id) {
                Some(first) if self.is_sound(*first) && self.is_sound(item) => {
                    let fault = self.duplicate(list, id, *first);
                    self.faults.push(fault);
                    continue;
                }
                // Its own mistakes are reported when it is read.
                Some(first) if self.is_sound(*first) => {}
                _ => {
                    seen.insert(id.to_owned(), item);
                }
            }
            valid.push(ValidRecord { id: id.to_owned(), item, raw });
        }
        valid.sort_by(|a, b| a.id.cmp(&b.id));
        valid
    }

    /// Whether a record has no mistake of its own.
    fn is_sound(&self, item: usize) -> bool {
        let item = &self.items[item];
        !item.broken && item.inspect(&self.loaded[item.file as usize].bytes).is_empty()
    }

    /// Returns the fault for a second record with one id.
    pub(super) fn duplicate(&self, list: List, id: &str, first: usize) -> Fault {
        let message = format!("a second `{id}` in `{}`", list.key());
        Fault::problem(steps!["id"], "duplicate-id", message)
            .hint(format!("the one at {} is used", self.where_is(first)))
    }

    /// Warns of entries that share a name.
    fn warn_of_shared_names(&mut self, key: &'static str, names: &[Named]) {
        let mut by_file: Vec<&Named> = names.iter().collect();
        by_file.sort_by_key(|(item, ..)| *item);
        let mut first: HashMap<String, &str> = HashMap::new();
        for (item, id, names) in by_file {
            for (name, at) in names {
                match first.get(fold(name).as_str()) {
                    Some(other) if *other != id => {
                        let message = format!("`{name}` is also a name of `{other}`");
                        let hint =
                            format!("write the id, not this name, wherever you mean one of these {key}");
                        self.faults
                            .push_to(*item, Fault::warning(at.clone(), "ambiguous-name", message).hint(hint));
                    }
                    Some(_) => {}
                    None => {
                        first.insert(fold(name), id);
                    }
                }
            }
        }
    }

    fn places_of_broken(&self, list: List) -> HashMap<String, String> {
        let broken = self.broken.iter().filter(|((l, _), _)| *l == list);
        broken.map(|((_, id), item)| (id.clone(), self.where_is(*item))).collect()
    }

    fn actors(&mut self, records: Vec<ValidRecord<'s, RawActor>>) -> Vec<(usize, &'s RawActor)> {
        let mut retained = Vec::new();
        let mut names = Vec::new();
        for ValidRecord { id, item, raw } in records {
            self.begin(item);
            let actor = Actor {
                name: text(raw.name.as_ref()).unwrap_or_else(|| id.clone()),
                kind: self.faults.read(raw.kind.as_ref(), "kind", value::word),
                aliases: self.faults.texts(raw.aliases.as_ref(), "aliases"),
                metonyms: self.faults.texts(raw.metonyms.as_ref(), "metonyms"),
                part_of: Vec::new(),
                country: self
                    .faults
                    .read(raw.country.as_ref(), "country", |t| value::country(t).map(str::to_owned)),
                wikidata: self
                    .faults
                    .read(raw.wikidata.as_ref(), "wikidata", |t| value::wikidata(t).map(str::to_owned)),
                note: text(raw.note.as_ref()),
                place: Some(self.place_of(item)),
                id: id.clone().into(),
            };
            self.check_memberships(raw);
            if self.faults.is_bad() {
                self.broken.insert((List::Actors, id), item);
                continue;
            }
            self.names.change().enter_actor(&actor, retained.len() as u32);
            names.push((item, id, names_with_paths(&actor.name, &actor.aliases)));
            retained.push((item, raw));
            self.registry_mut().actors.push(actor);
        }
        self.warn_of_shared_names("actors", &names);
        self.names.change().actors.broken = self.places_of_broken(List::Actors);
        retained
    }

    fn venues(&mut self, records: Vec<ValidRecord<'s, RawVenue>>) -> Vec<(usize, &'s RawVenue)> {
        let mut retained = Vec::new();
        let mut names = Vec::new();
        for ValidRecord { id, item, raw } in records {
            self.begin(item);
            let venue = Venue {
                name: text(raw.name.as_ref()).unwrap_or_else(|| id.clone()),
                aliases: self.faults.texts(raw.aliases.as_ref(), "aliases"),
                kind: self.faults.read(raw.kind.as_ref(), "kind", value::word),
                part_of: None,
                country: self
                    .faults
                    .read(raw.country.as_ref(), "country", |t| value::country(t).map(str::to_owned)),
                lat: self.faults.read(raw.lat.as_ref(), "lat", |t| value::degrees(t, 90)),
                lon: self.faults.read(raw.lon.as_ref(), "lon", |t| value::degrees(t, 180)),
                timezone: self.faults.read(raw.timezone.as_ref(), "timezone", value::zone),
                note: text(raw.note.as_ref()),
                place: Some(self.place_of(item)),
                id: id.clone().into(),
            };
            if self.faults.is_bad() {
                self.broken.insert((List::Venues, id), item);
                continue;
            }
            self.names.change().enter_venue(&venue, retained.len() as u32);
            names.push((item, id, names_with_paths(&venue.name, &venue.aliases)));
            retained.push((item, raw));
            self.registry_mut().venues.push(venue);
        }
        self.warn_of_shared_names("venues", &names);
        self.names.change().venues.broken = self.places_of_broken(List::Venues);
        retained
    }

    fn outlets(&mut self, records: Vec<ValidRecord<'s, RawOutlet>>) {
        let mut names = Vec::new();
        for ValidRecord { id, item, raw } in records {
            self.begin(item);
            let outlet = Outlet {
                name: text(raw.name.as_ref()).unwrap_or_else(|| id.clone()),
                aliases: self.faults.texts(raw.aliases.as_ref(), "aliases"),
                domains: self
                    .faults
                    .read_list(raw.domains.as_ref(), "domains", |t| value::domain(t).map(str::to_owned)),
                kind: self.faults.read(raw.kind.as_ref(), "kind", value::word),
                country: self
                    .faults
                    .read(raw.country.as_ref(), "country", |t| value::country(t).map(str::to_owned)),
                reliability: self.faults.read(raw.reliability.as_ref(), "reliability", value::word),
                note: text(raw.note.as_ref()),
                place: Some(self.place_of(item)),
                id: id.clone().into(),
            };
            if self.faults.is_bad() {
                self.broken.insert((List::Outlets, id), item);
                continue;
            }
            self.names.change().enter_outlet(&outlet, self.registry.outlets.len() as u32);
            names.push((item, id, names_with_paths(&outlet.name, &outlet.aliases)));
            self.registry_mut().outlets.push(outlet);
        }
        self.warn_of_shared_names("outlets", &names);
        self.names.change().outlets.broken = self.places_of_broken(List::Outlets);
    }

    /// Checks dates and actors of memberships. A mistake makes the whole actor bad, before anything refers to it.
    fn check_memberships(&mut self, raw: &RawActor) {
        let zone = store_zone(&self.meta);
        for (index, membership) in raw.part_of.iter().flat_map(|many| &many.0).enumerate() {
            self.faults.enter("part_of", index);
            match membership {
                TextOr::Text(of) if written(Some(of)).is_none() => {
                    let at = self.faults.path_to([]);
                    self.faults.empty(at, "part_of");
                }
                TextOr::Text(_) => {}
                TextOr::Record(RawMembership { actor, from, until, .. }) => {
                    self.faults.required(actor.as_ref(), "actor");
                    self.faults.read(from.as_ref(), "from", |t| value::date(t, zone));
                    self.faults.read(until.as_ref(), "until", |t| value::date(t, zone));
                }
            }
            self.faults.leave(2);
        }
    }

    fn memberships(&mut self, actors: &[(usize, &RawActor)]) {
        let zone = store_zone(&self.meta);
        let date = |text: Option<&Text>| written(text).and_then(|t| value::date(t, zone).ok());
        // For each actor, the index in the text of each membership.
        let mut origins: Vec<Vec<usize>> = Vec::new();
        for (ix, (item, raw)) in actors.iter().enumerate() {
            self.begin(*item);
            let mut retained = Vec::new();
            for (index, membership) in raw.part_of.iter().flat_map(|many| &many.0).enumerate() {
                let (of, role, from, until) = match membership {
                    TextOr::Text(of) => (Some(of), None, None, None),
                    TextOr::Record(r) => {
                        (r.actor.as_ref(), text(r.role.as_ref()), r.from.as_ref(), r.until.as_ref())
                    }
                };
                let (from, until) = (date(from), date(until));
                if let (Some(from), Some(until)) = (&from, &until)
                    && until.last_day() < from.first_day()
                {
                    let at = steps!["part_of", index, "until"];
                    let message = format!("ends at {}, before it begins at {}", until.text(), from.text());
                    self.faults.push(Fault::problem(at, "backward-range", message));
                    continue;
                }
                let steps = [Step::from("part_of"), Step::from(index), Step::from("actor")];
                let mention = Mention { faults: &mut self.faults, item: *item, at: &steps };
                let Some(of) = written(of).and_then(|of| self.names.actor(&mut self.registry, of, mention))
                else {
                    continue;
                };
                self.registry_mut().actors[ix].part_of.push(Membership { of, role, from, until });
                retained.push(index);
            }
            origins.push(retained);
        }
        let count = self.registry.actors.len();
        let edges = |n: usize| self.registry.actors[n].part_of.iter().map(|m| m.of.index()).collect();
        let mut closing = cycle::closing(count, edges);
        closing.sort_by(|a, b| b.cmp(a));
        for (ix, edge) in closing {
            let Membership { of, .. } = self.registry_mut().actors[ix].part_of.remove(edge);
            let (item, index) = (actors[ix].0, origins[ix].remove(edge));
            let (id, of) = (&self.registry.actors[ix].id, &self.registry.actor(of).id);
            self.faults.push_to(item, circle(steps!["part_of", index, "actor"], id, of));
        }
    }

    fn venue_parents(&mut self, venues: &[(usize, &RawVenue)]) {
        for (ix, (item, raw)) in venues.iter().enumerate() {
            self.begin(*item);
            let mention = Mention { faults: &mut self.faults, item: *item, at: &["part_of".into()] };
            let part_of = written(raw.part_of.as_ref())
                .and_then(|of| self.names.venue(&mut self.registry, of, mention));
            self.registry_mut().venues[ix].part_of = part_of;
        }
        let count = self.registry.venues.len();
        let edges = |n: usize| self.registry.venues[n].part_of.iter().map(|v| v.index()).collect();
        for (ix, _) in cycle::closing(count, edges) {
            if let Some(of) = self.registry_mut().venues[ix].part_of.take() {
                let (id, of) = (&self.registry.venues[ix].id, &self.registry.venue(of).id);
                self.faults.push_to(venues[ix].0, circle(steps!["part_of"], id, of));
            }
        }
    }

    fn claims(&mut self) {
        let claims = self
            .valid_records(List::Claims, |raw| if let Raw::Claim(r) = raw { Some((r, &r.id)) } else { None });
        for ValidRecord { id, item, raw } in claims {
            self.begin(item);
            let Some(proposition) = self.faults.required(raw.text.as_ref(), "text") else {
                self.broken.insert((List::Claims, id), item);
                continue;
            };
            let ix = ClaimIx(self.registry.claims.len() as u32);
            let id: Box<str> = id.into();
            self.registry_mut().claim_ids.insert(id.clone(), ix);
            let (note, place) = (text(raw.note.as_ref()), self.place_of(item));
            self.registry_mut().claims.push(Claim { id, text: proposition, note, place });
        }
    }

    fn terms(&mut self) {
        let terms = self
            .valid_records(List::Terms, |raw| if let Raw::Term(r) = raw { Some((r, &r.id)) } else { None });
        for ValidRecord { id, item, raw } in terms {
            self.begin(item);
            let Some(Pairs(by_language)) = &raw.stems else {
                self.faults.missing("stems");
                continue;
            };
            let mut stems = Vec::new();
            for (language, words) in by_language {
                let mut retained = Vec::new();
                for (index, word) in words.0.iter().enumerate() {
                    match text(Some(word)) {
                        Some(word) => retained.push(word),
                        None => self.faults.empty(steps!["stems", language, index], language),
                    }
                }
                stems.push((language.to_string(), retained));
            }
            if !self.faults.is_bad() {
                let name = text(raw.name.as_ref()).unwrap_or_else(|| id.clone());
                let place = self.place_of(item);
                self.registry_mut().terms.push(Term { id: id.into(), name, stems, place });
            }
        }
    }

    /// Returns an item's place as `path:line`, for hints.
    pub(super) fn where_is(&self, item: usize) -> String {
        let at = &self.items[item];
        format!("{}:{}", self.loaded[at.file as usize].file.path.display(), at.line)
    }
}

fn circle(at: Vec<Step>, id: &str, of: &str) -> Fault {
    if id == of {
        return Fault::problem(at, "circle", format!("`{id}` is part of itself"));
    }
    let message = format!("`{id}` is part of `{of}`, which in turn is part of `{id}`");
    Fault::problem(at, "circle", message).hint("remove one of the two: this one is left out".to_owned())
}

/// Returns every name of an entry with its path in the record.
fn names_with_paths(name: &str, aliases: &[String]) -> Vec<(String, Vec<Step>)> {
    let aliases = aliases.iter().enumerate().map(|(i, alias)| (alias.clone(), steps!["aliases", i]));
    std::iter::once((name.to_owned(), steps!["name"])).chain(aliases).collect()
}
