//! The report on threads as JSON.

use serde_json::{Map, Value, json};

use super::Threads;
use super::denials::{Case, Denier, Outcome};
use super::times::Tally;
use super::tree::{Arrow, Member, Thread};
use crate::event::{Event, EventIx, Role, Word};
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::timeline::BackLink;
use crate::timeline::clock::{A_DAY, Response, Within};

pub(super) fn json(report: &Threads, scope: &Scope<'_>) -> Value {
    let id = |ix: &EventIx| json!(scope.timeline.event(*ix).id.as_str());
    json!({
        "threads": report.trees.iter().map(|thread| of_thread(thread, scope)).collect::<Vec<_>>(),
        "response_times": {
            "all": of_tally(&report.times.all),
            "by_actor": report.times.by_actor.iter().map(|(who, tally)| {
                with_actor(*who, of_tally(tally), scope)
            }).collect::<Vec<_>>(),
            "fewer_than_three": of_tally(&report.times.of_few),
            "not_occurred": report.times.beside.iter().map(id).collect::<Vec<_>>(),
        },
        "unanswered": report.unanswered.iter().map(id).collect::<Vec<_>>(),
        "denied_claims": report.deniers.iter().map(|denier| of_denier(denier, scope)).collect::<Vec<_>>(),
    })
}

fn of_thread(thread: &Thread, scope: &Scope<'_>) -> Value {
    let inside = thread.events.iter().filter(|member| scope.holds(member.ix)).count();
    let events: Vec<Value> = thread.events.iter().map(|member| of_member(member, thread, scope)).collect();
    json!({ "events_in_filter": inside, "events": events })
}

fn of_member(member: &Member, thread: &Thread, scope: &Scope<'_>) -> Value {
    let timeline = scope.timeline;
    let event = timeline.event(member.ix);
    let fate = timeline.threads().reactions(member.ix);
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("id", json!(event.id.as_str()));
    put("kind", json!(event.kind.word()));
    put("date", json!(event.date.text()));
    put("status", json!(event.status.word()));
    put("speakers", json!(speakers(event, scope)));
    put("in_filter", json!(scope.holds(member.ix)));
    put("denied", json!(fate.denied()));
    put("confirmed", json!(fate.confirmed()));
    put("contradicted", json!(fate.contradicted()));
    put("lapsed", json!(timeline.lapsed(member.ix, scope.now.instant)));
    put("answered", json!(fate.answered()));
    let beside =
        timeline.links_from_unoccurred(member.ix).filter(|link| link.kind.answers() || link.kind.decides());
    put("not_counted", beside.map(|link| of_beside(link, scope)).collect());
    if let Some(parent) = member.parent {
        let above = thread.events.get(parent.0).map(|m| timeline.event(m.ix).id.as_str());
        put("under", json!(above));
    }
    put("links", member.arrows.iter().map(|arrow| of_arrow(arrow, scope)).collect());
    Value::Object(object)
}

/// Returns what an event that did not occur would do to another.
fn of_beside(link: BackLink, scope: &Scope<'_>) -> Value {
    let by = scope.timeline.event(link.from);
    json!({ "by": by.id.as_str(), "type": link.kind.word(), "status": by.status.word() })
}

fn speakers<'s>(event: &Event, scope: &Scope<'s>) -> Vec<&'s str> {
    event.in_role(Role::Speaker).map(|who| actor(who, scope)).collect()
}

/// Returns the id of a registered actor, else the name as written.
fn actor<'s>(who: ActorIx, scope: &Scope<'s>) -> &'s str {
    let actor = scope.timeline.store().registry.actor(who);
    if actor.place.is_some() { &actor.id } else { &actor.name }
}

fn with_actor(who: Option<ActorIx>, value: Value, scope: &Scope<'_>) -> Value {
    let mut object = Map::new();
    if let Some(who) = who {
        object.insert("actor".to_owned(), json!(actor(who, scope)));
    }
    if let Value::Object(rest) = value {
        object.extend(rest);
    }
    Value::Object(object)
}

fn of_arrow(arrow: &Arrow, scope: &Scope<'_>) -> Value {
    let links: Vec<Value> = arrow
        .links
        .iter()
        .map(|(kind, basis)| json!({ "type": kind.word(), "basis": basis.word() }))
        .collect();
    let mut object = Map::new();
    object.insert("to".to_owned(), json!(scope.timeline.event(arrow.to).id.as_str()));
    object.insert("in_filter".to_owned(), json!(scope.holds(arrow.to)));
    object.insert("links".to_owned(), json!(links));
    if arrow.lag != Response::NotOccurred {
        object.insert("lag".to_owned(), of_response(arrow.lag));
    }
    Value::Object(object)
}

/// Returns a response time in seconds. If there is no lag, returns the reason. An open end is left out.
fn of_response(response: Response) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    match response {
        Response::After { min, max, order_uncertain, doubted, .. } => {
            put("order", json!(if order_uncertain { "uncertain" } else { "after" }));
            put("min_seconds", json!(min));
            if let Some(max) = max {
                put("max_seconds", json!(max));
            }
            put("date_in_doubt", json!(doubted));
        }
        Response::Preemptive => drop(put("order", json!("before"))),
        Response::Unknown => drop(put("order", json!("unknown"))),
        Response::NotOccurred => drop(put("order", json!("none"))),
    }
    let within = response.within(A_DAY).map(|within| match within {
        Within::Yes => "yes",
        Within::Possible => "possible",
        Within::No => "no",
    });
    if let Some(within) = within {
        object.insert("within_24h".to_owned(), json!(within));
    }
    Value::Object(object)
}

fn of_tally(tally: &Tally) -> Value {
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("n", json!(tally.timed()));
    put(
        "within_24h",
        json!({ "yes": tally.yes, "yes_in_either_order": tally.yes_in_either_order, "possible": tally.possible, "no": tally.no }),
    );
    put("order_uncertain", json!(tally.order_uncertain));
    put("preemptive", json!(tally.preemptive));
    put("unknown", json!(tally.unknown));
    put("bases", tally.bases().map(|(basis, n)| (basis.word().to_owned(), json!(n))).collect());
    if let Some(seconds) = tally.median_least() {
        put("median_min_seconds", json!(seconds));
    }
    if let Some(seconds) = tally.median_most() {
        put("median_max_seconds", json!(seconds));
    }
    Value::Object(object)
}

fn of_denier(denier: &Denier, scope: &Scope<'_>) -> Value {
    let cases: Vec<Value> = denier.cases.iter().map(|case| of_case(case, scope)).collect();
    let counts = json!({
        "denied": denier.cases.len(),
        "later_occurred": denier.count(Outcome::Occurred),
        "later_confirmed": denier.count(Outcome::Confirmed),
        "not": denier.count(Outcome::Not),
        "open": denier.count(Outcome::Open),
        "cases": cases,
    });
    with_actor(denier.who, counts, scope)
}

fn of_case(case: &Case, scope: &Scope<'_>) -> Value {
    let id = |ix: EventIx| json!(scope.timeline.event(ix).id.as_str());
    let mut object = Map::new();
    let mut put = |key: &str, value: Value| object.insert(key.to_owned(), value);
    put("claim", id(case.claim));
    put("denial", id(case.denial));
    put("fate", json!(case.outcome.word().replace(' ', "_")));
    if let Some(proof) = case.by {
        put("by", id(proof.event));
        put("basis", json!(proof.basis.word()));
        put("after_denial", of_response(proof.after));
    }
    Value::Object(object)
}
