//! Which meetings were calls: nobody sat in one room at them.

use super::{Registry, VenueIx, VenueKind};
use crate::event::{Event, Format, Session};

/// Whether a meeting as a whole was a call or a video talk: its format, its subtype or a venue of kind `virtual`
/// says so.
///
/// Where it is logged as mixed, only its sessions can say.
pub(crate) fn is_call(registry: &Registry, event: &Event) -> bool {
    is_called_one(event) || event.format != Some(Format::Mixed) && is_virtual(registry, event.venue)
}

/// Whether its format or its subtype says that a meeting was a call.
pub(crate) fn is_called_one(event: &Event) -> bool {
    match event.format {
        Some(Format::Call | Format::Video) => true,
        Some(Format::Mixed) => false,
        _ => event.subtype.as_deref().is_some_and(is_call_word),
    }
}

/// Whether a subtype says that people spoke from afar: `phone-call`, `Videoconference`, `video-link`.
///
/// One word of it is enough; but who pays a courtesy call comes in person.
fn is_call_word(subtype: &str) -> bool {
    const WORDS: [&str; 7] = ["call", "calls", "vtc", "online", "virtual", "remote", "zoom"];
    const STEMS: [&str; 4] = ["phone", "tele", "video", "webinar"];
    let folded = crate::text::fold(subtype);
    let words = || folded.split(|c: char| !c.is_alphanumeric());
    let in_person = words().any(|word| matches!(word, "courtesy" | "roll" | "port"));
    let from_afar = |word: &str| WORDS.contains(&word) || STEMS.iter().any(|stem| word.starts_with(stem));
    !in_person && words().any(from_afar)
}

/// Whether a venue is no place: a telephone or video call.
pub(crate) fn is_virtual(registry: &Registry, venue: Option<VenueIx>) -> bool {
    venue.is_some_and(|venue| registry.venue(venue).kind == Some(VenueKind::Virtual))
}

/// Whether a session was a call: what it says itself, else what its meeting says.
pub(crate) fn session_is_call(registry: &Registry, event: &Event, session: &Session) -> bool {
    match session.format {
        Some(Format::Call | Format::Video) => true,
        Some(Format::Mixed) => false,
        _ if is_virtual(registry, session.venue) => true,
        Some(_) => false,
        // Of a meeting at a virtual venue, what was held somewhere else was held in a room.
        None if session.venue.is_some() => is_called_one(event),
        None => is_call(registry, event),
    }
}
