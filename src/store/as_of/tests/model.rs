//! A simple model of the as-of store: every event is unpacked and packed again.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::event::packed::Packed;
use crate::event::{Account, Event, EventDate, EventIx, Figure, Handling};
use crate::registry::{Registry, Source, SourceIx, address};
use crate::store::as_of::{AsOf, AsOfView};
use crate::store::{Events, Store, Withheld};

/// Returns whether an event is only assumed known; `None` if it was not known.
fn knows(at: &AsOf, registry: &Registry, event: &Event) -> Option<bool> {
    if let Some(logged) = &event.logged {
        return at.has_seen(logged).then_some(false);
    }
    let published = event.sources.iter().filter_map(|ix| registry.source(*ix).published.as_ref());
    let mut evidence = event.disclosed.iter().chain(&event.first_seen).chain(published).peekable();
    if evidence.peek().is_some() {
        return evidence.any(|date| at.has_seen(date)).then_some(false);
    }
    at.has_ended(&event.date.when()).then_some(true)
}

fn has_read(at: &AsOf, registry: &Registry, source: SourceIx) -> bool {
    registry.source(source).published.as_ref().is_none_or(|date| at.has_seen(date))
}

fn has_counted(at: &AsOf, registry: &Registry, figure: &Figure) -> bool {
    figure.source.is_none_or(|ix| has_read(at, registry, ix))
        && figure.as_of.as_ref().is_none_or(|date| at.has_seen(date))
}

fn has_heard(at: &AsOf, registry: &Registry, event: &Event, account: &Account) -> bool {
    let Some(text) = account.source.as_deref() else { return true };
    let page = address::page(text);
    let at_page = |source: &Source| page.is_some() && source.url.as_deref().and_then(address::page) == page;
    let named = |ix: &SourceIx| {
        let source = registry.source(*ix);
        let outlet = source.outlet.map(|o| registry.outlet(o));
        source.url.as_deref() == Some(text)
            || at_page(source)
            || source.id.as_deref() == Some(text)
            || outlet.is_some_and(|o| &*o.id == text || o.name == text)
    };
    let own: Vec<SourceIx> = event.cited().map(|(ix, _)| ix).filter(named).collect();
    if !own.is_empty() {
        return own.into_iter().any(|ix| has_read(at, registry, ix));
    }
    if let Some(ix) = registry.find_source(text) {
        return has_read(at, registry, ix);
    }
    let all = (0..registry.sources.len() as u32).map(SourceIx);
    let records: Vec<SourceIx> = all.filter(|ix| at_page(registry.source(*ix))).collect();
    records.is_empty() || records.into_iter().any(|ix| has_read(at, registry, ix))
}

fn as_it_was(at: &AsOf, registry: &Registry, event: &Event) -> Event {
    let mut known = event.clone();
    known.sources.retain(|ix| has_read(at, registry, *ix));
    known.disputed_by.retain(|ix| has_read(at, registry, *ix));
    known.figures.retain(|figure| has_counted(at, registry, figure));
    for session in &mut known.sessions {
        session.figures.retain(|figure| has_counted(at, registry, figure));
    }
    for conflict in &mut known.conflicts {
        conflict.values.retain(|account| has_heard(at, registry, event, account));
    }
    known.conflicts.retain(|conflict| conflict.values.len() > 1);
    for date in [&mut known.first_seen, &mut known.disclosed] {
        *date = date.take().filter(|date| at.has_seen(date));
    }
    known
}

fn sources(at: &AsOf, registry: &Registry) -> Packed<Source> {
    let seen = |date: Option<EventDate>| date.filter(|date| at.has_seen(date));
    let stood = |source: Source| Source {
        corrected: seen(source.corrected.clone()),
        withdrawn: seen(source.withdrawn.clone()),
        ..source
    };
    registry.sources.each().map(stood).collect()
}

/// Returns how many sources of these events have no date.
fn undated<'e>(registry: &Registry, events: impl Iterator<Item = &'e Event>) -> usize {
    let cited: HashSet<SourceIx> = events.flat_map(Event::cited).map(|(ix, _)| ix).collect();
    cited.iter().filter(|ix| registry.source(**ix).published.is_none()).count()
}

/// Returns these events with their links renumbered by `places`.
fn linked(mut events: Vec<Event>, places: &HashMap<EventIx, EventIx>) -> Events {
    for event in &mut events {
        event.links.retain(|link| places.contains_key(&link.to));
        event.links.iter_mut().for_each(|link| link.to = places[&link.to]);
    }
    events.into_iter().collect()
}

impl Store {
    pub(crate) fn released_slowly(&self, max: Handling) -> Self {
        let (mut events, mut places) = (Vec::new(), HashMap::new());
        for (ix, event) in self.events.each().filter(|(_, e)| self.handling(e).is_none_or(|is| is >= max)) {
            places.insert(ix, EventIx(events.len() as u32));
            events.push(event);
        }
        let mut withheld = self.events.len() - events.len();
        let known = self.known.clone().map(|known| {
            let (reported, hidden): (BTreeMap<_, _>, BTreeMap<_, _>) =
                known.not_yet_marked.into_iter().partition(|(handling, _)| *handling >= max);
            let hidden: usize = hidden.values().sum();
            withheld += hidden;
            AsOfView {
                assumed: known.assumed.iter().filter_map(|ix| places.get(ix).copied()).collect(),
                not_yet: known.not_yet - hidden,
                not_yet_marked: reported,
                undated: undated(&self.registry, events.iter()),
                at: known.at,
            }
        });
        let withheld = Some(Withheld { max, events: withheld, title: false });
        Self { known, withheld, ..self.with_events(linked(events, &places)) }
    }

    pub(crate) fn as_of_slowly(&self, at: &AsOf) -> Self {
        let mut registry = self.registry.clone();
        for actor in &mut registry.actors {
            actor.part_of = actor.part_of.iter().filter_map(|m| at.membership(m)).collect();
        }
        registry.sources = sources(at, &registry);
        let (mut events, mut assumed, mut places) = (Vec::new(), HashSet::new(), HashMap::new());
        let mut not_yet_marked = BTreeMap::new();
        for (ix, event) in self.events.each() {
            let Some(is_assumed) = knows(at, &self.registry, &event) else {
                if let Some(handling) = self.handling(&event) {
                    *not_yet_marked.entry(handling).or_default() += 1;
                }
                continue;
            };
            let place = EventIx(events.len() as u32);
            places.insert(ix, place);
            if is_assumed {
                assumed.insert(place);
            }
            events.push(as_it_was(at, &self.registry, &event));
        }
        let not_yet = self.events.len() - events.len();
        let undated = undated(&self.registry, events.iter());
        let known = AsOfView { at: at.clone(), assumed, not_yet, not_yet_marked, undated };
        Self { registry, known: Some(known), ..self.with_events(linked(events, &places)) }
    }
}
