//! What an event is, whether it happened, and how it is graded and handled.

use std::borrow::Cow;

use crate::event::date::Instant;
use crate::event::{About, Event, Grade, Handling, Kind, Role, Stance, Status, Word};
use crate::registry::Registry;
use crate::text::fold;

/// Returns the kind as a word, for outputs without glyphs.
pub(crate) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Meeting => "Meeting",
        Kind::Statement => "Statement",
        Kind::Strike => "Strike",
        Kind::Other => "Event",
    }
}

/// Returns the details of what it is: format, subtype, track and channel.
pub(crate) fn closer(event: &Event) -> impl Iterator<Item = Cow<'_, str>> {
    let parts = [
        event.format.map(|f| Cow::from(f.word())),
        event.subtype.as_deref().map(|s| s.replace('-', " ").into()),
        event.track.map(|t| format!("track {t}").into()),
        event.channel.as_deref().map(Cow::from),
    ];
    parts.into_iter().flatten().filter(|part| !part.trim().is_empty())
}

/// Returns the kind with its details: `Meeting (bilateral, phone call)`.
pub(crate) fn in_words(event: &Event) -> String {
    let closer: Vec<Cow<'_, str>> = closer(event).collect();
    match closer.as_slice() {
        [] => kind(event.kind).to_owned(),
        parts => format!("{} ({})", kind(event.kind), parts.join(", ")),
    }
}

/// Returns the word before the title of an event that is not known to have happened.
pub(crate) fn status_lead(status: Status) -> Option<&'static str> {
    match status {
        Status::Occurred => None,
        Status::Rumoured => Some("Rumoured"),
        Status::Proposed => Some("Proposed"),
        Status::Scheduled => Some("Scheduled"),
        Status::Alleged => Some("Alleged"),
        Status::Cancelled => Some("Cancelled"),
    }
}

/// Returns the status of such an event in the words of a sentence.
pub(crate) fn status(status: Status) -> Option<&'static str> {
    match status {
        Status::Occurred => None,
        Status::Rumoured => Some("rumoured, not established"),
        Status::Proposed => Some("proposed, not agreed"),
        Status::Scheduled => Some("scheduled, not known to have taken place"),
        Status::Alleged => Some("alleged, not established"),
        Status::Cancelled => Some("cancelled, did not take place"),
    }
}

/// The words for an event that is dated after now although it is logged as occurred.
pub(crate) const TO_COME: &str = "dated in the future";

/// Returns the title, preceded by the status if the event is not known to have happened. If the title itself begins
/// with that word, the word is separated with a colon: `Proposed: ceasefire enters into force`.
pub(crate) fn title(event: &Event) -> Cow<'_, str> {
    let title = event.title.as_str();
    let Some(lead) = status_lead(event.status) else { return title.into() };
    let (first, rest) = title.split_once(char::is_whitespace).unwrap_or((title, ""));
    let rest = rest.trim_start();
    let apart = |word: &str| {
        let plain = fold(first);
        let dash = rest.split_whitespace().next().is_some_and(|mark| ["–", "—", "-", ":"].contains(&mark));
        plain.strip_suffix(':') == Some(word) || plain == word && dash
    };
    let word = fold(lead);
    match () {
        () if rest.is_empty() => format!("{lead}: {title}").into(),
        () if apart(&word) || event.status == Status::Alleged && apart("claim") => title.into(),
        () if fold(first) == word => format!("{lead}: {rest}").into(),
        () => format!("{lead}: {title}").into(),
    }
}

/// The reason why an event has not simply happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The status of the event: it did not occur, or is not known to have.
    Status(Status),
    /// The date of the event, which is in the future.
    Future,
}

impl Standing {
    /// Returns the word for it: `alleged`, `future`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Status(status) => status.word(),
            Self::Future => "future",
        }
    }
}

/// Returns what an event is that has not simply happened, for the word before its title; `None` if it has.
///
/// Every list, row and report takes the word from here.
pub(crate) fn standing(event: &Event, now: Instant) -> Option<Standing> {
    standing_of(event.status, event.date.earliest(), now)
}

/// Returns the same from the status and the first possible instant, for passes over all events of a store.
pub(crate) fn standing_of(status: Status, earliest: Instant, now: Instant) -> Option<Standing> {
    match status {
        Status::Occurred => (earliest > now).then_some(Standing::Future),
        status => Some(Standing::Status(status)),
    }
}

/// Returns the words that follow the label of a detail if the event itself is not established.
pub(crate) fn unestablished(event: &Event) -> &'static str {
    match event.status {
        Status::Alleged => ", as alleged",
        Status::Rumoured => ", as rumoured",
        _ => "",
    }
}

/// Returns the words that say whose account a role rests on, if the role is not established.
pub(crate) fn as_whose_word(event: &Event, role: Role) -> &'static str {
    let claimed = role == Role::Attacker && event.in_role(Role::Claimant).next().is_some();
    match unestablished(event) {
        "" if claimed => ", as claimed",
        otherwise => otherwise,
    }
}

/// Returns a grade with its meaning in brackets: `B1 (usually reliable, confirmed by other sources)`.
pub(crate) fn grade(grade: Grade) -> String {
    format!("{grade} ({})", grade.in_words())
}

/// Returns the marking of the Traffic Light Protocol 2.0: `TLP:AMBER+STRICT`.
pub(crate) fn tlp(handling: Handling) -> String {
    format!("TLP:{}", handling.word().to_uppercase())
}

/// Returns a stance in words. For *no comment*, the words also say what it does not mean.
pub(crate) fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::NoComment => "no comment, neither denial nor confirmation",
        stance => stance.word(),
    }
}

/// Returns the stance of the event as a whole, unless a position on a claim already says the same.
pub(crate) fn own_stance(event: &Event) -> Option<&'static str> {
    let own = event.stance?;
    let already_stated = event.about.iter().any(|about| event.stance_on(*about) == Some(own));
    (!already_stated).then(|| stance(own))
}

/// Returns a position without its claim: `denies, hedged`.
pub(crate) fn position(event: &Event, about: About) -> Cow<'static, str> {
    let stance = event.stance_on(about).map_or("takes no position", stance);
    if about.hedged { format!("{stance}, hedged").into() } else { stance.into() }
}

/// Returns the text of the claim of a position.
pub(crate) fn claim(registry: &Registry, about: About) -> &str {
    registry.claim(about.claim).text.trim_end()
}

#[cfg(test)]
mod tests {
    use super::title;
    use crate::event::EventIx;

    #[test]
    fn a_status_governs_the_whole_title() {
        for (status, written, expected) in [
            ("proposed", "Proposed ceasefire enters into force", "Proposed: ceasefire enters into force"),
            ("scheduled", "Scheduled flights land", "Scheduled: flights land"),
            ("cancelled", "CANCELLED talks resume", "Cancelled: talks resume"),
            ("rumoured", "Rumoured deal is signed", "Rumoured: deal is signed"),
            ("alleged", "Claim is proved", "Alleged: Claim is proved"),
            ("alleged", "Claim: a workshop", "Claim: a workshop"),
            ("alleged", "Alleged: a call", "Alleged: a call"),
            ("alleged", "Alleged – a call", "Alleged – a call"),
            ("alleged", "Alleged -30 % fall", "Alleged: -30 % fall"),
            ("alleged", "Allegedly nothing", "Alleged: Allegedly nothing"),
            ("proposed", "Claim: a plan", "Proposed: Claim: a plan"),
            ("proposed", "Proposed", "Proposed: Proposed"),
            ("occurred", "Proposed ceasefire enters into force", "Proposed ceasefire enters into force"),
        ] {
            let yaml =
                format!("events: [{{id: e, kind: other, date: 2025, status: {status}, title: '{written}'}}]");
            let timeline = crate::timeline::sample::of_yaml(&yaml);
            assert_eq!(title(timeline.event(EventIx(0))), expected, "{status}: {written}");
        }
    }
}
