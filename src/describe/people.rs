//! Who took part, what they were on that day, and where it was.

use super::listed;
use crate::event::{Event, Participant, Role};
use crate::registry::{ActorIx, ActorKind, Membership, Registry, VenueIx};

/// Returns the roles in the order in which they are told: who claims it stands before what is claimed.
pub(crate) fn roles(actors: &[Participant]) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::new();
    let claimant = actors.iter().find(|part| part.role == Role::Claimant);
    for part in claimant.into_iter().chain(actors) {
        if !roles.contains(&part.role) {
            roles.push(part.role);
        }
    }
    roles
}

/// Returns what stands before the names in a role.
pub(crate) fn role(role: Role, several: bool) -> &'static str {
    match (role, several) {
        (Role::Party, false) => "Party",
        (Role::Party, true) => "Parties",
        (Role::Speaker, _) => "Said by",
        (Role::Attacker, _) => "Attacker",
        (Role::Target, _) => "Target",
        (Role::Host, _) => "Host",
        (Role::Mediator, false) => "Mediator",
        (Role::Mediator, true) => "Mediators",
        (Role::Organiser, _) => "Organised by",
        (Role::Observer, false) => "Observer",
        (Role::Observer, true) => "Observers",
        (Role::Addressee, _) => "Addressed to",
        (Role::Subject, _) => "About",
        (Role::Claimant, _) => "Claimed by",
    }
}

/// Returns the names of a few: `A, B and C`.
pub(crate) fn names(registry: &Registry, actors: &[ActorIx]) -> String {
    let names: Vec<&str> = actors.iter().map(|a| registry.actor(*a).name.as_str()).collect();
    listed(&names)
}

/// Returns a person's offices as of the event's date: `head of RDIF, Russian Direct Investment Fund`; of an unnamed
/// source whose it is; none for anyone else.
pub(crate) fn offices(registry: &Registry, actor: ActorIx, event: &Event) -> Option<String> {
    if !matches!(registry.actor(actor).kind, Some(ActorKind::Person | ActorKind::Unnamed)) {
        return None;
    }
    let office = |m: &Membership| {
        let of = registry.actor(m.of).name.as_str();
        m.role.as_ref().map_or_else(|| of.to_owned(), |role| format!("{role}, {of}"))
    };
    let held: Vec<String> = registry.memberships(actor, &event.date).map(office).collect();
    (!held.is_empty()).then(|| listed(&held))
}

/// Returns a name with the offices of that day: `Yury Ushakov, presidential aide, Kremlin`.
pub(crate) fn introduced(registry: &Registry, actor: ActorIx, event: &Event) -> String {
    let name = &registry.actor(actor).name;
    match offices(registry, actor, event) {
        Some(offices) => format!("{name}, {offices}"),
        None => name.clone(),
    }
}

/// Returns a venue with the places it lies in, a place once: `Shell Bay, Hallandale Beach, United States`.
pub(crate) fn place(registry: &Registry, venue: VenueIx) -> String {
    let mut out = String::new();
    for place in registry.venue_path(venue) {
        let name = registry.venue(place).name.as_str();
        // Names such as `Shell Bay club, Hallandale Beach` say already where they are.
        if !is_said(&out, name) {
            out.push_str(if out.is_empty() { "" } else { ", " });
            out.push_str(name);
        }
    }
    out
}

/// Whether `name` is one or several of the parts between the commas of a path.
fn is_said(path: &str, name: &str) -> bool {
    let begins = |at: usize| at == 0 || path.get(..at).is_some_and(|before| before.ends_with(", "));
    let ends = |at: usize| path.get(at..).is_some_and(|rest| rest.is_empty() || rest.starts_with(", "));
    path.match_indices(name).any(|(at, _)| begins(at) && ends(at + name.len()))
}
