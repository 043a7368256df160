//! Encounters as data.

use serde_json::{Value, json};

use super::format::Underived;
use super::{Encounters, Met, Pair, Seat, Seating, Until};
use crate::report::Scope;

pub(super) fn value(report: &Encounters, scope: &Scope<'_>) -> Value {
    let registry = &scope.timeline.store().registry;
    let id = |ix: &crate::event::EventIx| scope.timeline.event(*ix).id.as_str();
    let left_out = &report.left_out;
    json!({
        "by": report.by.to_string(),
        "focus": report.focus.iter().map(|actor| &registry.actor(*actor).id).collect::<Vec<_>>(),
        "days_counted_to": report.until.day.iso(),
        "meetings": report.seatings.len(),
        "pairs": report.pairs.iter().map(|pair| of_pair(pair, report.until, scope)).collect::<Vec<_>>(),
        "formats": report.seatings.iter().map(|seating| of_seating(seating, scope)).collect::<Vec<_>>(),
        "left_out": {
            "calls": left_out.remote,
            "no_session_in_a_room": left_out.sessions.iter().map(id).collect::<Vec<_>>(),
            "dated_after_now": left_out.to_come.iter().map(id).collect::<Vec<_>>(),
            "nobody_named": left_out.nobody.iter().map(id).collect::<Vec<_>>(),
            "partly_remote": left_out.mixed.iter().map(id).collect::<Vec<_>>(),
            "unregistered_hosts": left_out.hosts,
            "named_by_state": left_out.by_state,
        },
    })
}

fn of_pair(pair: &Pair, until: Until, scope: &Scope<'_>) -> Value {
    let timeline = scope.timeline;
    let registry = &timeline.store().registry;
    let ids = |met: &[Met]| -> Vec<&str> {
        met.iter().map(|met| timeline.event(met.meeting).id.as_str()).collect()
    };
    let seat = |seat: Seat| json!({"event": timeline.event(seat.event).id.as_str(), "date": seat.date(timeline).text()});
    let last = pair.last(timeline).filter(|_| !pair.met.is_empty());
    let first = pair.first(timeline).filter(|_| !pair.met.is_empty());
    let days = last.and_then(|seat| seat.days_since(timeline, until));
    let venues = pair.venues();
    let venues: Vec<Value> = venues
        .iter()
        .map(|(venue, times)| json!({"venue": &registry.venue(*venue).id, "times": times}))
        .collect();
    json!({
        "actors": [&registry.actor(pair.one).id, &registry.actor(pair.other).id],
        "in_focus": pair.in_focus,
        "one_side": pair.one_side,
        "times": pair.met.len(),
        "perhaps": pair.perhaps.len(),
        "without_independent_source": pair.rootless(timeline),
        "first": first.map(seat),
        "last": last.map(seat),
        "days_since": days.map(|(least, most)| json!({"least": least, "most": most})),
        "venues": venues,
        "met": ids(&pair.met),
        "perhaps_met": ids(&pair.perhaps),
    })
}

fn of_seating(seating: &Seating, scope: &Scope<'_>) -> Value {
    let registry = &scope.timeline.store().registry;
    let (derived, why_not) = match seating.derived {
        Ok(format) => (Some(format.to_string()), None),
        Err(Underived::Presence) => (None, Some("presence-not-logged")),
        Err(Underived::Side) => (None, Some("side-not-known")),
        Err(Underived::OneSide) => (None, Some("one-side")),
    };
    json!({
        "event": scope.timeline.event(seating.event).id.as_str(),
        "stated": seating.stated.map(|format| format.to_string()),
        "derived": derived,
        "why_not_derived": why_not,
        "differs": seating.differs(),
        "sides": seating.sides.iter().map(|side| &registry.actor(*side).id).collect::<Vec<_>>(),
    })
}
