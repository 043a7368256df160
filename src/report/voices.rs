//! Who speaks for whom: the speakers of an utterance as states, as offices or as themselves, at its date.

use crate::event::{Event, Role, Status, word::words};
use crate::registry::{ActorIx, ActorKind, Registry};

words! {
    /// The level of the actors that make the rows or columns of a report.
    #[derive(Default)]
    pub enum By: "level" {
        /// States. If a speaker belongs to none, the topmost bloc or organisation.
        #[default]
        State = "state",
        /// Offices directly under a state or bloc. If a speaker has none, what it belongs to.
        Office = "office",
        /// Speakers as they are named.
        Person = "person",
    }
}

/// An actor of the chosen level, and those who spoke for it in one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Voice {
    /// The state, office or speaker.
    pub actor: ActorIx,
    /// The speakers that the event names, in written order.
    pub named: Vec<ActorIx>,
}

/// The way in which an utterance is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Record {
    /// The actor is on record with it.
    Own,
    /// Only another party says that the actor said it: the event is alleged or rumoured, or it names claimants and
    /// none of them is the actor's own.
    Reported,
}

/// Returns the actors for which `speaker` speaks at the date of `event`. There are several if it belongs to several.
///
/// An unnamed speaker speaks only for itself: the words of an unnamed official are not the words of the state.
#[must_use]
pub(crate) fn stands_for(registry: &Registry, speaker: ActorIx, event: &Event, by: By) -> Vec<ActorIx> {
    if by == By::Person {
        return vec![speaker];
    }
    let all = registry.counts_for(speaker, &event.date);
    let of = |kind| -> Vec<ActorIx> {
        all.iter().copied().filter(|a| registry.actor(*a).kind == Some(kind)).collect()
    };
    let found = match by {
        By::Office => {
            let below = |a: ActorIx| registry.memberships(a, &event.date).any(|m| is_office(registry, m.of));
            all.iter().copied().filter(|a| is_office(registry, *a) && !below(*a)).collect()
        }
        By::State | By::Person => Some(of(ActorKind::State))
            .filter(|states| !states.is_empty())
            .unwrap_or_else(|| of(ActorKind::Bloc)),
    };
    if !found.is_empty() {
        return found;
    }
    let end = match by {
        // This is the case of a prime minister whom the registry puts directly under a state.
        By::Office => all.get(1).or(all.first()),
        By::State | By::Person => all.last(),
    };
    end.copied().into_iter().collect()
}

fn is_office(registry: &Registry, actor: ActorIx) -> bool {
    matches!(
        registry.actor(actor).kind,
        Some(ActorKind::Office | ActorKind::Organisation | ActorKind::ArmedForce)
    )
}

/// Returns who utters `event`: its speakers, else the people it quotes. A party that is not said to speak utters
/// nothing.
#[must_use]
pub(crate) fn speakers(event: &Event) -> Vec<ActorIx> {
    let mut all: Vec<ActorIx> = event.in_role(Role::Speaker).collect();
    if all.is_empty() {
        all = event.quotes.iter().filter_map(|quote| quote.speaker).collect();
    }
    once(all)
}

/// Returns the actors for which `named` speak, each once, in the order they are named.
#[must_use]
pub(crate) fn voices(registry: &Registry, event: &Event, named: &[ActorIx], by: By) -> Vec<Voice> {
    let mut voices: Vec<Voice> = Vec::new();
    for speaker in named {
        for actor in stands_for(registry, *speaker, event, by) {
            match voices.iter_mut().find(|voice| voice.actor == actor) {
                Some(voice) => voice.named.push(*speaker),
                None => voices.push(Voice { actor, named: vec![*speaker] }),
            }
        }
    }
    voices
}

/// Returns how it is known that `actor` uttered `event`, or `None` if nothing was uttered yet: proposed, scheduled or
/// cancelled.
#[must_use]
pub(crate) fn record(registry: &Registry, event: &Event, actor: ActorIx, by: By) -> Option<Record> {
    match event.status {
        Status::Occurred => {}
        Status::Alleged | Status::Rumoured => return Some(Record::Reported),
        Status::Proposed | Status::Scheduled | Status::Cancelled => return None,
    }
    let mut claimants = event.in_role(Role::Claimant).peekable();
    let foreign = claimants.peek().is_some()
        && !claimants.any(|claimant| stands_for(registry, claimant, event, by).contains(&actor));
    Some(if foreign { Record::Reported } else { Record::Own })
}

fn once(mut all: Vec<ActorIx>) -> Vec<ActorIx> {
    let mut seen = std::collections::HashSet::new();
    all.retain(|actor| seen.insert(*actor));
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{EventIx, Kind};
    use crate::store::Store;
    use crate::timeline::sample::{Sample, cast};

    fn names(store: &Store, speaker: &str, event: &str, by: By) -> Vec<String> {
        let speaker = store.registry.actors.iter().position(|a| &*a.id == speaker).expect(speaker) as u32;
        let event = store.event(store.find(event).expect(event));
        let all = stands_for(&store.registry, ActorIx(speaker), event, by);
        all.into_iter().map(|a| store.registry.actor(a).id.to_string()).collect()
    }

    #[test]
    fn speakers_stand_for_states_offices_or_themselves() {
        let store = Store::builtin();
        let at = "2025-12-21-ushakov-no-trilateral";
        let of = |speaker, by| names(&store, speaker, at, by);
        assert_eq!(of("ushakov", By::State), ["russia"], "an aide of the Kremlin speaks for Russia");
        assert_eq!(of("ushakov", By::Office), ["kremlin"], "and for the Kremlin");
        assert_eq!(of("ushakov", By::Person), ["ushakov"], "and for himself");
        assert_eq!(of("black-sea-fleet", By::Office), ["russian-mod"], "the office on top, below the state");
        assert_eq!(of("dmitriev", By::Office), ["rdif", "kremlin"], "somebody with two offices has both");
        assert_eq!(of("meloni", By::Office), ["italy"], "without an office, what somebody belongs to");
        assert_eq!(of("kallas", By::State), ["eu"], "a bloc where there is no state");
        assert_eq!(of("grynkewich", By::State), ["usa"], "the state goes before the bloc");
        assert_eq!(of("merz", By::State), ["germany"], "a state's blocs are not descended");
        assert_eq!(of("reuters", By::State), ["reuters"], "an organisation of nobody stands for itself");
        assert_eq!(of("abramovich", By::State), ["abramovich"], "so does a person");
    }

    #[test]
    fn the_seat_at_the_date_counts() {
        let store = Store::builtin();
        let at = |event| names(&store, "umerov", event, By::Office);
        assert_eq!(at("2025-06-02-umerov-russia-rejected-ceasefire"), ["mod-ukraine"], "minister in June");
        assert_eq!(at("2025-12-21-witkoff-umerov-statement"), ["nsdc"], "secretary in December");
    }

    #[test]
    fn an_unnamed_speaker_stands_for_nobody_else() {
        let mut sample = Sample::new();
        let state = sample.actor("a", ActorKind::State);
        let office = sample.actor("office", ActorKind::Office);
        let source = sample.actor("source", ActorKind::Unnamed);
        sample.belongs(office, state, "", "");
        sample.belongs(source, office, "", "");
        cast(sample.event("e", Kind::Statement, "2025-01-01"), Role::Speaker, &[source]);
        let store = sample.store();
        for by in [By::State, By::Office, By::Person] {
            assert_eq!(names(&store, "source", "e", by), ["source"], "by {by} it has a row of its own");
        }
        let event = store.event(store.find("e").unwrap_or(EventIx(0)));
        assert!(
            store.registry.belongs_to(source, &event.date).contains(&state),
            "though the filter finds it"
        );
    }

    #[test]
    fn only_speakers_and_the_quoted_utter() {
        let mut sample = Sample::new();
        let a = sample.actor("a", ActorKind::State);
        let b = sample.actor("b", ActorKind::State);
        cast(sample.event("e", Kind::Statement, "2025-01-01"), Role::Subject, &[a]);
        let event = sample.event("f", Kind::Meeting, "2025-01-02");
        cast(event, Role::Party, &[a]);
        event.quotes.push(crate::event::Quote {
            text: "yes".into(),
            lang: None,
            speaker: Some(b),
            translated: false,
            original: None,
        });
        let store = sample.store();
        let of = |id: &str| speakers(store.event(store.find(id).unwrap_or(EventIx(0))));
        assert_eq!(of("e"), [], "who is spoken about says nothing");
        assert_eq!(of("f"), [b], "a party that is not quoted says nothing");
    }

    #[test]
    fn what_only_another_party_tells_is_reported() {
        let mut sample = Sample::new();
        let a = sample.actor("a", ActorKind::State);
        let b = sample.actor("b", ActorKind::State);
        for (id, status, claimants) in [
            ("plain", Status::Occurred, vec![]),
            ("alleged", Status::Alleged, vec![]),
            ("rumoured", Status::Rumoured, vec![]),
            ("told", Status::Occurred, vec![b]),
            ("own", Status::Occurred, vec![b, a]),
            ("planned", Status::Scheduled, vec![]),
            ("withdrawn", Status::Cancelled, vec![]),
        ] {
            let event = sample.event(id, Kind::Statement, "2025-01-01");
            event.status = status;
            cast(event, Role::Speaker, &[a]);
            cast(event, Role::Claimant, &claimants);
        }
        let store = sample.store();
        let of = |id: &str| {
            record(&store.registry, store.event(store.find(id).unwrap_or(EventIx(0))), a, By::State)
        };
        assert_eq!(of("plain"), Some(Record::Own), "what is logged as said is on record");
        assert_eq!(of("alleged"), Some(Record::Reported), "an alleged statement is only reported");
        assert_eq!(of("rumoured"), Some(Record::Reported), "a rumoured one likewise");
        assert_eq!(of("told"), Some(Record::Reported), "somebody else claims that it was said");
        assert_eq!(of("own"), Some(Record::Own), "the actor itself says so, too");
        assert_eq!(of("planned"), None, "a statement that is to come was not made");
        assert_eq!(of("withdrawn"), None, "nor one that was cancelled");
    }
}
