//! The report on strikes as JSON.

use serde_json::{Value, json};

use super::others::{self, Other};
use super::{Account, Claim, ClaimantCount, Difference, Rate, Strikes, What, When};
use crate::event::EventDate;
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::timeline::claims::Bounds;

pub(super) fn value(report: &Strikes, scope: &Scope<'_>) -> Value {
    let to = Written { scope };
    json!({
        "incidents": report.incidents.iter().map(|row| to.row(row)).collect::<Vec<_>>(),
        "periods": report.periods.iter().map(|row| to.row(row)).collect::<Vec<_>>(),
        "rates": report.rates.iter().map(|rate| to.rate(rate)).collect::<Vec<_>>(),
        "differences": report.differences.iter().map(|one| to.difference(one)).collect::<Vec<_>>(),
        "replaced": report.replaced,
        "in_the_whole": report.in_the_whole,
        "dated_after_now": report.to_come,
        "of_withdrawn_sources": report.withdrawn,
        "others_outside_filter": others::outside_filter(report, scope).iter().map(|other| to.other(other)).collect::<Vec<_>>(),
    })
}

struct Written<'s> {
    scope: &'s Scope<'s>,
}

impl Written<'_> {
    fn id(&self, ix: crate::event::EventIx) -> &str {
        self.scope.timeline.event(ix).id.as_str()
    }

    fn actors(&self, by: &[ActorIx]) -> Vec<&str> {
        by.iter().map(|actor| &*self.scope.timeline.store().registry.actor(*actor).id).collect()
    }

    fn other(&self, other: &Other) -> Value {
        let events: Vec<&str> = other.events.iter().map(|ix| self.id(*ix)).collect();
        json!({"claimants": self.actors(&other.by), "events": events})
    }

    fn account(&self, account: &Account) -> Value {
        json!({
            "week": week(&account.when),
            "from": from(&account.when),
            "to": to(&account.when),
            "attackers": self.actors(&account.attackers),
            "claimants": self.actors(&account.by),
            "alleged": account.alleged,
        })
    }

    fn row(&self, row: &ClaimantCount) -> Value {
        json!({
            "account": self.account(&row.account),
            "weapon": row.what.weapon,
            "of": row.what.of,
            "metric": row.what.metric,
            "sum": bounds(&row.sum),
            "claims": row.claims.iter().map(|claim| self.claim(claim)).collect::<Vec<_>>(),
        })
    }

    fn claim(&self, claim: &Claim) -> Value {
        json!({
            "incident": self.id(claim.incident),
            "event": self.id(claim.event),
            "count": claim.count.to_string(),
            "as_of": claim.as_of.as_ref().map(EventDate::text),
            "replaced": claim.replaced.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "outside_filter": claim.outside,
        })
    }

    fn rate(&self, rate: &Rate) -> Value {
        let per_cent = rate.per_cent().map(|(least, most)| json!({"least": least, "most": most}));
        json!({
            "account": self.account(&rate.account),
            "weapon": rate.weapon,
            "of": rate.of,
            "intercepted": bounds(&rate.intercepted),
            "launched": bounds(&rate.launched),
            "per_cent_claimed": per_cent,
        })
    }

    fn difference(&self, one: &Difference) -> Value {
        let What { weapon, of, metric } = &one.what;
        let claim = |(by, count): &(Vec<ActorIx>, Bounds)| json!({"claimants": self.actors(by), "count": bounds(count)});
        json!({
            "incident": self.id(one.incident),
            "alleged": one.alleged,
            "weapon": weapon,
            "of": of,
            "metric": metric,
            "claims": one.claims.iter().map(claim).collect::<Vec<_>>(),
            "span": bounds(&one.span),
        })
    }
}

fn week(when: &When) -> Option<String> {
    matches!(when, When::Week(_)).then(|| when.to_string())
}

fn from(when: &When) -> Option<String> {
    let first = when.first_day();
    (first.0 != i64::MIN).then(|| first.iso())
}

fn to(when: &When) -> Option<String> {
    let last = match when {
        When::Week(week) => week.sunday(),
        When::Date(_, last, _) => *last,
    };
    (last.0 != i64::MAX).then(|| last.iso())
}

/// Returns a count in the store's words, and its bounds as numbers. An open end is null.
fn bounds(count: &Bounds) -> Value {
    let known = !count.is_unknown();
    json!({
        "text": count.to_string(),
        "least": known.then_some(count.least),
        "most": count.most.filter(|_| known),
        "about": count.is_about(),
        "counts": count.counts,
        "unknown": count.unknown,
    })
}
