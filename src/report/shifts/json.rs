//! The report on shifts as JSON.

use serde_json::{Value, json};

use super::{Change, Pair, RATE, Shifts};
use crate::event::date::Day;
use crate::event::{EventIx, Word};
use crate::registry::ActorIx;
use crate::report::Scope;

pub(super) fn json(report: &Shifts, scope: &Scope<'_>) -> Value {
    let registry = &scope.timeline.store().registry;
    let actor = |ix: ActorIx| &*registry.actor(ix).id;
    let id = |ix: EventIx| scope.timeline.event(ix).id.as_str();
    let counts = report.counts.rows.iter().map(|count| {
        json!({
            "actor": actor(count.actor),
            "actors_with_the_same_events": count.alike.iter().map(|alike| actor(*alike)).collect::<Vec<_>>(),
            "kind": count.kind.word(),
            "this_week": count.now,
            "not_occurred": count.not_occurred,
            "outside_the_filter": count.outside,
            "before": count.before,
            "p": count.p,
            "false_discovery_rate": count.rate,
            "unusual": count.unusual(),
        })
    });
    let silences = report.silences.as_ref().map(|silences| {
        let rows = silences.rows.iter().map(|row| {
            json!({
                "actor": actor(row.actor),
                "last_event": id(row.last),
                "covered_days": row.days,
                "uncovered_days": row.uncovered,
                "past_gaps": row.gaps,
                "past_gaps_as_long": row.as_long,
                "longest_past_gap": row.longest,
            })
        });
        json!({
            "until": silences.until.map(Day::iso),
            "ranked_actors": silences.ranked,
            "actors_with_too_few_gaps": silences.too_few,
            "rows": rows.collect::<Vec<_>>(),
        })
    });
    json!({
        "week": report.week.map(|week| json!({
            "iso": week.to_string(),
            "first_day": week.monday().iso(),
            "last_day": week.monday().plus_days(6).iso(),
        })),
        "events_without_a_week": report.coarse,
        "covered_days": report.covered.map(|(week, before)| json!({"week": week, "before": before})),
        "changes": report.changes.iter().map(|change| change_json(change, scope)).collect::<Vec<_>>(),
        "counts": {
            "events_this_week": report.counts.totals.0,
            "events_before": report.counts.totals.1,
            "tested": report.counts.tested,
            "unusual_up_to_rate": RATE,
            "rows": counts.collect::<Vec<_>>(),
        },
        "silences": silences,
    })
}

fn change_json(change: &Change, scope: &Scope<'_>) -> Value {
    let registry = &scope.timeline.store().registry;
    let id = |ix: &EventIx| scope.timeline.event(*ix).id.as_str();
    let pair = |pair: &Pair| json!([&*registry.actor(pair.0).id, &*registry.actor(pair.1).id]);
    let event = id(&change.event());
    match change {
        Change::Cancelled { by, .. } => {
            json!({"change": change.rule(), "event": event, "replaced_by": by.as_ref().map(id)})
        }
        Change::Lapsed { .. } => json!({"change": change.rule(), "event": event}),
        Change::FirstPairing { sides, people, unsure, .. } => json!({
            "change": change.rule(),
            "event": event,
            "sides": sides.iter().map(pair).collect::<Vec<_>>(),
            "people": people.iter().map(pair).collect::<Vec<_>>(),
            "order_unknown": unsure.iter().map(pair).collect::<Vec<_>>(),
        }),
        Change::NewVenue { place, pairs, .. } => {
            let moved = pairs.iter().map(|moved| {
                let before = moved
                    .before
                    .iter()
                    .map(|(venue, times)| json!({"venue": &*registry.venue(*venue).id, "times": times}));
                json!({"pair": pair(&moved.pair), "before": before.collect::<Vec<_>>()})
            });
            json!({
                "change": change.rule(),
                "event": event,
                "venue": &*registry.venue(*place).id,
                "pairs": moved.collect::<Vec<_>>(),
            })
        }
        Change::NewFormat { to, from, before, .. } => json!({
            "change": change.rule(), "event": event, "to": to.word(), "from": from.word(), "before": id(before),
        }),
        Change::NewTrack { to, from, before, .. } => json!({
            "change": change.rule(), "event": event, "to": to.word(), "from": from.word(), "before": id(before),
        }),
    }
}
