//! Events by the actors they count for: the words of an unnamed person count for no state, office or bloc.
//!
//! Filters and facets find an unnamed official's words under the state; reports and counts keep them apart.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use super::{EventSet, Timeline};
use crate::event::EventIx;
use crate::registry::{ActorIx, ActorKind};

/// The events that count for each actor.
#[derive(Debug)]
pub(crate) struct CountingEvents<'t> {
    timeline: &'t Timeline,
    /// The events that each actor has only through an unnamed person.
    borrowed: HashMap<ActorIx, HashSet<u32>>,
}

impl<'t> CountingEvents<'t> {
    /// Finds the events that actors have only through unnamed persons; reads only events with an unnamed
    /// person.
    #[must_use]
    pub(crate) fn new(timeline: &'t Timeline) -> Self {
        let (registry, index) = (&timeline.store().registry, timeline.index());
        let all = (0..registry.actors.len() as u32).map(ActorIx);
        let unnamed = all.filter(|actor| registry.actor(*actor).kind == Some(ActorKind::Unnamed));
        let events: BTreeSet<u32> = unnamed.flat_map(|actor| index.actor(actor)).copied().collect();
        let mut borrowed: HashMap<ActorIx, HashSet<u32>> = HashMap::new();
        for ix in events {
            let event = timeline.event(EventIx(ix));
            let everyone = event.everyone();
            let own: HashSet<ActorIx> =
                everyone.iter().flat_map(|actor| registry.counts_for(*actor, &event.date)).collect();
            for actor in everyone.iter().flat_map(|actor| registry.belongs_to(*actor, &event.date)) {
                if !own.contains(&actor) {
                    borrowed.entry(actor).or_default().insert(ix);
                }
            }
        }
        Self { timeline, borrowed }
    }

    /// Returns the events that count for `actor`, ascending.
    #[must_use]
    pub(crate) fn events_of(&self, actor: ActorIx) -> Cow<'t, [u32]> {
        let all = self.timeline.index().actor(actor);
        match self.borrowed.get(&actor) {
            None => Cow::Borrowed(all),
            Some(borrowed) => all.iter().copied().filter(|ix| !borrowed.contains(ix)).collect(),
        }
    }

    /// Counts the events of `set` that the actor with the id `id` has only through an unnamed person.
    #[must_use]
    pub(crate) fn borrowed_of(&self, id: &str, set: &EventSet) -> u32 {
        let registry = &self.timeline.store().registry;
        let of = self.borrowed.iter().find(|(actor, _)| &*registry.actor(**actor).id == id);
        of.map_or(0, |(_, events)| events.iter().filter(|ix| set.contains(EventIx(**ix))).count() as u32)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::event::{Kind, Role};
    use crate::timeline::sample::{Sample, cast};

    #[test]
    fn what_an_unnamed_official_says_counts_for_nobody_else() {
        let mut sample = Sample::new();
        let state = sample.actor("russia", ActorKind::State);
        let source = sample.actor("russian-source", ActorKind::Unnamed);
        let aide = sample.actor("aide", ActorKind::Person);
        sample.belongs(source, state, "", "");
        sample.belongs(aide, state, "", "");
        cast(sample.event("a", Kind::Statement, "2025-12-20"), Role::Speaker, &[source]);
        cast(sample.event("b", Kind::Statement, "2025-12-21"), Role::Speaker, &[source, aide]);
        let timeline = Timeline::new(Arc::new(sample.store()), None);
        let counted = CountingEvents::new(&timeline);
        assert_eq!(timeline.index().actor(state).len(), 2, "the filter descends to the unnamed source");
        let of = |actor| counted.events_of(actor).len();
        assert_eq!(of(state), 1, "only where somebody named speaks, too, does it count for the state");
        assert_eq!((of(source), of(aide)), (2, 1), "and for those who spoke");
        let set = timeline.index().set(&[0, 1]);
        assert_eq!(counted.borrowed_of("russia", &set), 1, "one event is the unnamed source's alone");
        assert_eq!(counted.borrowed_of("aide", &set), 0, "nobody else's is");
    }
}
