//! Words that documents need beside the store's: languages, roles, counts.

use std::fmt::Write as _;

use crate::event::{Count, Event, Figure, Handling, Kind, Role, Status, Word};
use crate::registry::{ActorIx, ActorKind, Membership, Registry, VenueIx};

/// `A`, `A and B`, `A, B and C`.
pub(super) fn listed<S: AsRef<str>>(items: &[S]) -> String {
    match items {
        [] => String::new(),
        [one] => one.as_ref().to_owned(),
        [most @ .., last] => {
            let most: Vec<&str> = most.iter().map(AsRef::as_ref).collect();
            format!("{} and {}", most.join(", "), last.as_ref())
        }
    }
}

/// `1 event`, `2 events`.
pub(super) fn counted(n: usize, noun: &str) -> String {
    format!("{} {noun}{}", Count::Exactly(n as u64).in_words(), if n == 1 { "" } else { "s" })
}

/// The kind as a word, for where there is no glyph.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Meeting => "Meeting",
        Kind::Statement => "Statement",
        Kind::Strike => "Strike",
        Kind::Other => "Event",
    }
}

/// What a title is led by where the event is not known to have happened.
pub(super) fn status_lead(status: Status) -> Option<&'static str> {
    match status {
        Status::Occurred => None,
        Status::Rumoured => Some("Rumoured"),
        Status::Proposed => Some("Proposed"),
        Status::Scheduled => Some("Scheduled"),
        Status::Alleged => Some("Alleged"),
        Status::Cancelled => Some("Cancelled"),
    }
}

/// The same as a sentence's part that leaves no doubt.
pub(super) fn status_in_words(status: Status) -> Option<&'static str> {
    match status {
        Status::Occurred => None,
        Status::Rumoured => Some("rumoured, not established"),
        Status::Proposed => Some("proposed, not agreed"),
        Status::Scheduled => Some("scheduled, not known to have taken place"),
        Status::Alleged => Some("alleged, not established"),
        Status::Cancelled => Some("cancelled, did not take place"),
    }
}

/// What stands before the names in a role.
pub(super) fn role(role: Role, several: bool) -> &'static str {
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

/// `TLP:AMBER+STRICT`
pub(super) fn tlp(handling: Handling) -> String {
    format!("TLP:{}", handling.word().to_uppercase())
}

/// A language's English name; others by their tag.
pub(super) fn language(tag: &str) -> &str {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    match primary.to_ascii_lowercase().as_str() {
        "ar" => "Arabic",
        "az" => "Azerbaijani",
        "be" => "Belarusian",
        "bg" => "Bulgarian",
        "ca" => "Catalan",
        "cs" => "Czech",
        "da" => "Danish",
        "de" => "German",
        "el" => "Greek",
        "en" => "English",
        "es" => "Spanish",
        "et" => "Estonian",
        "fa" => "Persian",
        "fi" => "Finnish",
        "fr" => "French",
        "he" => "Hebrew",
        "hi" => "Hindi",
        "hr" => "Croatian",
        "hu" => "Hungarian",
        "hy" => "Armenian",
        "id" => "Indonesian",
        "it" => "Italian",
        "ja" => "Japanese",
        "ka" => "Georgian",
        "kk" => "Kazakh",
        "ko" => "Korean",
        "lt" => "Lithuanian",
        "lv" => "Latvian",
        "mk" => "Macedonian",
        "nl" => "Dutch",
        "no" | "nb" | "nn" => "Norwegian",
        "pl" => "Polish",
        "pt" => "Portuguese",
        "ro" => "Romanian",
        "ru" => "Russian",
        "sk" => "Slovak",
        "sl" => "Slovene",
        "sq" => "Albanian",
        "sr" => "Serbian",
        "sv" => "Swedish",
        "tr" => "Turkish",
        "uk" => "Ukrainian",
        "vi" => "Vietnamese",
        "zh" => "Chinese",
        _ => tag,
    }
}

/// A person's offices as of the event's date: `head of RDIF, Russian Direct Investment Fund`; none for anyone else.
pub(super) fn offices(registry: &Registry, actor: ActorIx, event: &Event) -> Option<String> {
    if registry.actor(actor).kind != Some(ActorKind::Person) {
        return None;
    }
    let office = |m: &Membership| {
        let of = registry.actor(m.of).name.as_str();
        m.role.as_ref().map_or_else(|| of.to_owned(), |role| format!("{role}, {of}"))
    };
    let held: Vec<String> = registry.memberships(actor, &event.date).map(office).collect();
    (!held.is_empty()).then(|| held.join("; "))
}

/// A venue with the places it lies in: `Shell Bay, Hallandale Beach, United States`.
pub(super) fn venue(registry: &Registry, venue: VenueIx) -> String {
    let mut out = String::new();
    for place in registry.venue_path(venue) {
        let name = registry.venue(place).name.as_str();
        // Names such as `Shell Bay club, Hallandale Beach` say already where they are.
        let said = out == name || out.strip_suffix(name).is_some_and(|before| before.ends_with(", "));
        if !said {
            out.push_str(if out.is_empty() { "" } else { ", " });
            out.push_str(name);
        }
    }
    out
}

/// One row of figures as a phrase: `598 drones launched`, `25 killed as of 29 Aug 2025`.
///
/// `in_all` marks a row of all weapons that stands beside rows of single ones: never to be added to them.
pub(super) fn figure(figure: &Figure, in_all: bool) -> String {
    let one = figure.count == Count::Exactly(1);
    let mut words = match figure.count {
        Count::Unknown => "an unknown number".to_owned(),
        count => count.in_words(),
    };
    if let Some(weapon) = &figure.weapon {
        let of = if figure.count == Count::Unknown { "of " } else { "" };
        let _ = write!(words, " {of}{}", weapons(weapon, one));
    }
    let _ = write!(words, " {}", figure.metric.replace('-', " "));
    if let Some(whole) = &figure.of {
        let _ = write!(words, ", part of the {}", weapons(whole, false));
    }
    if in_all {
        words.push_str(" in all");
    }
    if let Some(period) = &figure.period {
        let _ = write!(words, " over {}", period.short(None));
    }
    if let Some(as_of) = &figure.as_of {
        let _ = write!(words, " as of {}", as_of.short(None));
    }
    words
}

/// The plural of the few weapons that are common nouns; names of types stay as written.
pub(super) fn weapons(weapon: &str, one: bool) -> String {
    let noun = ["drone", "missile", "bomb", "rocket", "shell"]
        .iter()
        .any(|n| weapon == *n || weapon.strip_suffix(n).is_some_and(|before| before.ends_with('-')));
    match noun {
        true if one => weapon.replace('-', " "),
        true => format!("{}s", weapon.replace('-', " ")),
        false => weapon.to_owned(),
    }
}
