//! The report on sources as JSON.

use serde_json::{Value, json};

use super::{Record, Sources};
use crate::event::{EventIx, Word};
use crate::registry::{Registry, SourceIx};
use crate::report::Scope;
use crate::timeline::{Timeline, roots};

/// Returns `report` as JSON: lags in seconds, shares with their counts.
pub(super) fn json(report: &Sources, scope: &Scope<'_>) -> Value {
    let registry = &scope.timeline.store().registry;
    let checks = &report.checks;
    let id = |ix: &EventIx| scope.timeline.event(*ix).id.as_str();
    let ids = |list: &[EventIx]| list.iter().map(id).collect::<Vec<_>>();
    let outlets: Vec<Value> = report.outlets.iter().map(|record| outlet(registry, record)).collect();
    let thin: Vec<Value> = checks.thin.iter().map(|ix| thin(scope.timeline, *ix)).collect();
    let sources = |list: &[(EventIx, SourceIx)]| -> Vec<Value> {
        list.iter().map(|(ix, source)| cited(registry, id(ix), *source)).collect()
    };
    let missing = checks.missing_originals.iter();
    let missing: Vec<Value> = missing
        .map(|(outlet, events)| json!({"outlet": &*registry.outlet(*outlet).id, "events": ids(events)}))
        .collect();
    json!({
        "events": report.events,
        "unsourced": report.unsourced,
        "citations": report.citations,
        "pages": checks.unarchived_pages.1,
        "answers_outside_the_filter": report.outside,
        "answers_not_occurred": report.beside,
        "outlets": outlets,
        "checks": {
            "credibility_1": checks.confirmed,
            "credibility_1_with_fewer_than_two_roots": thin,
            "unarchived_pages": checks.unarchived_pages.0,
            "events_with_unarchived_pages": ids(&checks.unarchived),
            "aggregators_without_origin": sources(&checks.silent_aggregators),
            "dead_ends": sources(&checks.dead_ends),
            "originals_not_cited": missing,
        },
    })
}

fn outlet(registry: &Registry, record: &Record) -> Value {
    let registered = record.publisher.outlet().map(|ix| registry.outlet(ix));
    let outcomes = record.outcomes;
    let interval = outcomes.interval().map(|(low, high)| json!([rounded(low), rounded(high)]));
    json!({
        "outlet": registered.map(|outlet| &*outlet.id),
        "name": record.publisher.name(registry),
        "kind": registered.and_then(|outlet| outlet.kind).map(Word::word),
        "reliability": record.publisher.grade(registry),
        "events": record.events,
        "alone": record.alone,
        "pages": record.pages,
        "derived_pages": record.derived,
        "archived_pages": record.archived,
        "independent_roots": record.roots,
        "disputed": record.disputed,
        "confirmed": outcomes.confirmed,
        "contradicted": outcomes.contradicted,
        "both": outcomes.both,
        "open": outcomes.open,
        "confirmed_of_settled": {"k": outcomes.confirmed, "n": outcomes.settled(), "wilson_95": interval},
        "lag": {
            "events": record.lag.events,
            "published_before": record.lag.before,
            "median_min_seconds": record.lag.min,
            "median_max_seconds": record.lag.max,
        },
    })
}

fn thin(timeline: &Timeline, ix: EventIx) -> Value {
    let (store, event) = (timeline.store(), timeline.event(ix));
    let roots = roots::of(store, event);
    let roots: Vec<&str> = roots.iter().map(|root| root.name(&store.registry)).collect();
    json!({"event": event.id.as_str(), "grade": event.grade.to_string(), "roots": roots})
}

fn cited(registry: &Registry, event: &str, ix: SourceIx) -> Value {
    let source = registry.source(ix);
    json!({
        "event": event,
        "source": source.id.as_deref(),
        "outlet": source.outlet.map(|outlet| &*registry.outlet(outlet).id),
        "url": source.url.as_deref(),
    })
}

/// Rounds to four digits. More would be noise.
fn rounded(share: f64) -> f64 {
    (share * 10_000.0).round() / 10_000.0
}
