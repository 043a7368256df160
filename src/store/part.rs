//! A store with some of its events alone.

use std::collections::HashMap;

use super::Store;
use crate::event::{Event, EventIx};

impl Store {
    /// The same store with some of its events alone, in their order; links to others are gone.
    #[must_use]
    pub fn only(&self, keep: impl Fn(EventIx, &Event) -> bool) -> Self {
        let (mut events, mut places) = (Vec::new(), HashMap::new());
        for (ix, event) in self.iter().filter(|(ix, event)| keep(*ix, event)) {
            places.insert(ix, EventIx(events.len() as u32));
            events.push(event.clone());
        }
        let mut only = self.with_events(events, &places);
        if let Some(known) = &mut only.known {
            known.assumed = known.assumed.iter().filter_map(|ix| places.get(ix).copied()).collect();
        }
        only
    }

    /// This store with these of its events, `places` telling where those of the links stand now.
    pub(super) fn with_events(&self, mut events: Vec<Event>, places: &HashMap<EventIx, EventIx>) -> Self {
        for event in &mut events {
            event.links.retain_mut(|link| match places.get(&link.to) {
                Some(place) => {
                    link.to = *place;
                    true
                }
                None => false,
            });
        }
        Self {
            inputs: self.inputs.clone(),
            files: self.files.clone(),
            meta: self.meta.clone(),
            registry: self.registry.clone(),
            events: events.into_iter().collect(),
            views: self.views.clone(),
            problems: self.problems.clone(),
            known: self.known.clone(),
            withheld: self.withheld,
            marks: None,
        }
    }
}
