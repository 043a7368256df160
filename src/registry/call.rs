//! Which meetings were calls, so that the participants were not in one room.

use super::{Registry, VenueIx, VenueKind};
use crate::event::{Event, Format, Session};

/// Returns whether a meeting as a whole was a call or a video talk, by its format, its subtype or a venue of kind
/// `virtual`.
///
/// If it is logged as mixed, only its sessions can tell.
pub(crate) fn is_call(registry: &Registry, event: &Event) -> bool {
    is_called_one(event) || event.format != Some(Format::Mixed) && is_virtual(registry, event.venue)
}

/// Returns whether the format or the subtype of a meeting says that it was a call.
pub(crate) fn is_called_one(event: &Event) -> bool {
    match event.format {
        Some(Format::Call | Format::Video) => true,
        Some(Format::Mixed) => false,
        _ => event.subtype.as_deref().is_some_and(is_call_word),
    }
}

/// Returns whether a subtype says that people spoke from a distance: `phone-call`, `Videoconference`, `video-link`.
///
/// One word of it is enough, but a courtesy call, roll call or port call is made in person.
fn is_call_word(subtype: &str) -> bool {
    const WORDS: [&str; 7] = ["call", "calls", "vtc", "online", "virtual", "remote", "zoom"];
    const STEMS: [&str; 4] = ["phone", "tele", "video", "webinar"];
    let folded = crate::text::fold(subtype);
    let words = || folded.split(|c: char| !c.is_alphanumeric());
    let in_person = words().any(|word| matches!(word, "courtesy" | "roll" | "port"));
    let from_afar = |word: &str| WORDS.contains(&word) || STEMS.iter().any(|stem| word.starts_with(stem));
    !in_person && words().any(from_afar)
}

/// Returns whether a venue is a telephone or video call instead of a place.
pub(crate) fn is_virtual(registry: &Registry, venue: Option<VenueIx>) -> bool {
    venue.is_some_and(|venue| registry.venue(venue).kind == Some(VenueKind::Virtual))
}

/// Returns whether a session was a call, by its own fields, else by those of its meeting.
pub(crate) fn session_is_call(registry: &Registry, event: &Event, session: &Session) -> bool {
    match session.format {
        Some(Format::Call | Format::Video) => true,
        Some(Format::Mixed) => false,
        _ if is_virtual(registry, session.venue) => true,
        Some(_) => false,
        // If the meeting has a virtual venue, a session with another venue was held in a room.
        None if session.venue.is_some() => is_called_one(event),
        None => is_call(registry, event),
    }
}
