//! Who took part, which offices they held on that day, and where it was.

use super::listed;
use crate::event::{Event, Kind, Participant, Role};
use crate::registry::{ActorIx, ActorKind, Membership, Registry, VenueIx};
use crate::text::fold;

/// Returns the roles in the order in which outputs list them. The claimant comes before what is claimed.
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

/// Returns the label of a role, which precedes the names.
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

/// Returns the names of several actors: `A, B and C`.
pub(crate) fn names(registry: &Registry, actors: &[ActorIx]) -> String {
    let names: Vec<&str> = actors.iter().map(|a| registry.actor(*a).name.as_str()).collect();
    listed(&names)
}

/// Returns the main actors of an event, if its title names neither them nor anything they belong to: the speakers of
/// a statement, the parties of a meeting, the attackers of a strike. If there are many, returns the first two and the
/// number of others.
///
/// `cut` shortens each name.
pub(crate) fn beside_title(
    registry: &Registry,
    event: &Event,
    cut: &dyn Fn(&str) -> String,
) -> Option<String> {
    const FIRST: usize = 2;
    let role = match event.kind {
        Kind::Meeting => Role::Party,
        Kind::Strike => Role::Attacker,
        Kind::Statement | Kind::Other => Role::Speaker,
    };
    let all: Vec<ActorIx> = event.in_role(role).collect();
    let title = fold(&event.title);
    let over = |actor: &ActorIx| registry.belongs_to(*actor, &event.date);
    if all.is_empty()
        || all.iter().flat_map(over).chain(all.iter().copied()).any(|a| is_named(registry, a, &title))
    {
        return None;
    }
    let mut named: Vec<String> =
        all.iter().take(FIRST).map(|actor| cut(&registry.actor(*actor).name)).collect();
    if all.len() > FIRST {
        named.push(format!("{} more", all.len() - FIRST));
    }
    Some(listed(&named))
}

/// Returns whether a folded title contains a name of the actor, or the last word of such a name.
fn is_named(registry: &Registry, actor: ActorIx, title: &str) -> bool {
    let actor = registry.actor(actor);
    let names = std::iter::once(&actor.name).chain(&actor.aliases).chain(&actor.metonyms);
    names.map(|name| fold(name)).any(|name| {
        let last = name.rsplit(' ').next().unwrap_or_default();
        let word = |word: &str| {
            title.match_indices(word).any(|(at, found)| {
                let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
                let before = title.get(..at).and_then(|before| before.chars().next_back());
                let after = title.get(at + found.len()..).and_then(|after| after.chars().next());
                !letter(before) && !letter(after)
            })
        };
        !last.is_empty() && (word(last) || word(&name))
    })
}

/// Returns the offices of a person as of the event's date: `head of RDIF, Russian Direct Investment Fund`. For an
/// unnamed source, returns what it belongs to. Returns `None` for anyone else, or if there are none.
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

/// Returns a venue with the places it is in, each place once: `Shell Bay, Hallandale Beach, United States`.
pub(crate) fn place(registry: &Registry, venue: VenueIx) -> String {
    let mut out = String::new();
    for place in registry.venue_path(venue) {
        let name = registry.venue(place).name.as_str();
        // Names such as `Shell Bay club, Hallandale Beach` already say where they are.
        if !contains_name(&out, name) {
            out.push_str(if out.is_empty() { "" } else { ", " });
            out.push_str(name);
        }
    }
    out
}

/// Returns whether `name` is one or several of the parts between the commas of a path.
fn contains_name(path: &str, name: &str) -> bool {
    let begins = |at: usize| at == 0 || path.get(..at).is_some_and(|before| before.ends_with(", "));
    let ends = |at: usize| path.get(at..).is_some_and(|rest| rest.is_empty() || rest.starts_with(", "));
    path.match_indices(name).any(|(at, _)| begins(at) && ends(at + name.len()))
}
