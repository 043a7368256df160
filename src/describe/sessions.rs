//! The parts of a meeting.

use chrono_tz::Tz;

use super::{listed, nature, people};
use crate::event::{Count, Event, EventDate, Role, Session, Word};
use crate::registry::Registry;

/// Returns what is known of a session, without its numbers and remarks. Empty if nothing is known.
pub(crate) fn parts(registry: &Registry, event: &Event, session: &Session, zone: Option<Tz>) -> Vec<String> {
    let date = |d: &EventDate| d.in_words(zone);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(session.status.and_then(nature::status).map(str::to_owned));
    parts.extend(session.title.clone());
    parts.extend(session.date.as_ref().map(date));
    parts.extend(session.planned.as_ref().map(|d| format!("planned for {}", date(d))));
    parts.extend(session.format.map(|f| f.word().to_owned()));
    parts.extend(session.venue.map(|v| people::place(registry, v)));
    parts.extend(by_role(registry, event, session));
    parts.extend(session.minutes.map(minutes));
    parts.retain(|part| !part.trim().is_empty());
    parts
}

fn by_role<'s>(
    registry: &'s Registry,
    event: &'s Event,
    session: &'s Session,
) -> impl Iterator<Item = String> + 's {
    people::roles(&session.actors).into_iter().map(move |role: Role| {
        let parts = session.actors.iter().filter(|part| part.role == role);
        let names: Vec<&str> = parts.map(|part| registry.actor(part.actor).name.as_str()).collect();
        if role == event.kind.default_role() {
            return listed(&names);
        }
        format!("{} {}", people::role(role, names.len() > 1).to_lowercase(), listed(&names))
    })
}

fn minutes(count: Count) -> String {
    let noun = if count == Count::Exactly(1) { "minute" } else { "minutes" };
    match count {
        Count::Unknown => "length unknown".to_owned(),
        count => format!("{} {noun}", count.in_words()),
    }
}
