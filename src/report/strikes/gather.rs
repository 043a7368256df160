//! From figures to rows: who counted what, which counts were not replaced, and which may be added.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::account::{alleged, incident_of, is_account, known, whole_of};
use super::rate;
use super::{Account, Claim, ClaimantCount, Difference, Strikes, What, When};
use crate::event::date::Instant;
use crate::event::figure::METRICS;
use crate::event::{Event, EventDate, EventIx, Figure, Kind, LinkKind, Role};
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::timeline::Timeline;
use crate::timeline::claims::{Bounds, claimant};
use crate::timeline::sitting;

pub(super) fn strikes(scope: &Scope<'_>) -> Strikes {
    let mut read = ReadCounts::default();
    for ix in scope.shown {
        read.read(scope, *ix);
    }
    read.read_outside(scope);
    let (claims, in_the_whole) = latest_claims(scope.timeline, &read.all);
    let (periods, _) = latest_claims(scope.timeline, &read.periods);
    let replaced = claims.iter().chain(&periods).map(|(_, claim)| claim.replaced.len()).sum();
    let incidents = rows(scope.timeline, &claims);
    let periods = rows(scope.timeline, &periods);
    let rates = rate::rates(&incidents);
    Strikes {
        rates,
        differences: differences(scope.timeline, &claims),
        incidents,
        periods,
        replaced,
        in_the_whole,
        to_come: read.to_come,
        withdrawn: read.withdrawn,
    }
}

/// The key of one claimant's counts of one thing in one incident or period.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Key {
    /// The period, if the count is for a period.
    period: Option<When>,
    /// The rank of the incident in the timeline. Zero for a period, because several events may report on it.
    rank: usize,
    pub(super) by: Vec<ActorIx>,
    pub(super) alleged: bool,
    pub(super) what: What,
}

/// A count as it was given.
#[derive(Debug, Clone)]
pub(super) struct GivenCount {
    pub(super) incident: EventIx,
    event: EventIx,
    count: Bounds,
    known: (Instant, usize),
    as_of: Option<EventDate>,
    outside: bool,
}

/// Every count that was read.
#[derive(Debug, Default)]
struct ReadCounts {
    all: BTreeMap<Key, Vec<GivenCount>>,
    periods: BTreeMap<Key, Vec<GivenCount>>,
    incidents: HashSet<EventIx>,
    /// The number of counts of events that are dated after now.
    to_come: usize,
    /// The number of counts whose sources were all withdrawn.
    withdrawn: usize,
}

impl ReadCounts {
    fn read(&mut self, scope: &Scope<'_>, ix: EventIx) {
        let timeline = scope.timeline;
        let incident = incident_of(timeline, ix);
        if alleged(timeline, ix, incident).is_none() {
            return;
        }
        if scope.is_to_come(ix) || scope.is_to_come(incident) {
            let event = timeline.event(ix);
            self.to_come += event.figures.iter().filter(|row| is_of_a_strike(event, row)).count();
            return;
        }
        self.incidents.insert(incident);
        let event = timeline.event(ix);
        let is_withdrawn_count =
            |row: &&Figure| is_of_a_strike(event, row) && is_withdrawn(timeline, event, row);
        self.withdrawn += event.figures.iter().filter(is_withdrawn_count).count();
        for (key, given) in counts(timeline, ix) {
            let all = if key.period.is_some() { &mut self.periods } else { &mut self.all };
            all.entry(key).or_default().push(given);
        }
    }

    /// Reads the accounts outside the filter that replace a count inside. Otherwise a row would show a number that is
    /// no longer valid.
    fn read_outside(&mut self, scope: &Scope<'_>) {
        let timeline = scope.timeline;
        let mut outside: Vec<(EventIx, EventIx)> = Vec::new();
        for incident in &self.incidents {
            for link in timeline.back_links(*incident) {
                let replaces = link.kind == LinkKind::Supersedes
                    || is_account(link.kind) && timeline.event(link.from).kind != Kind::Strike;
                if replaces && !scope.holds(link.from) {
                    outside.push((*incident, link.from));
                }
            }
        }
        outside.sort_unstable();
        outside.dedup();
        for (incident, ix) in outside {
            let event = timeline.event(ix);
            let Some(alleged) = alleged(timeline, ix, incident).filter(|_| !scope.is_to_come(ix)) else {
                continue;
            };
            let rows =
                event.figures.iter().filter(|row| row.period.is_none() && stands(timeline, event, row));
            for row in rows {
                let (key, given) = entry(timeline, ix, incident, alleged, row);
                if let Some(known) = self.all.get_mut(&key) {
                    known.push(GivenCount { outside: true, ..given });
                }
            }
        }
    }
}

/// Returns the latest count of each claimant, without parts of a strike that the claimant's count of the whole
/// includes, and the number of these parts.
fn latest_claims(timeline: &Timeline, all: &BTreeMap<Key, Vec<GivenCount>>) -> (Vec<(Key, Claim)>, usize) {
    let mut in_the_whole = 0;
    let mut claims = Vec::new();
    for (key, given) in all {
        let Some(claim) = last_word(timeline, given) else { continue };
        let whole = whole_of(timeline, claim.incident).filter(|_| key.period.is_none());
        let of_whole = whole.map(|whole| Key { rank: timeline.rank(whole), ..key.clone() });
        if of_whole.is_some_and(|key| all.contains_key(&key)) {
            in_the_whole += 1;
        } else {
            claims.push((key.clone(), claim));
        }
    }
    (claims, in_the_whole)
}

fn entry(
    timeline: &Timeline,
    ix: EventIx,
    incident: EventIx,
    alleged: bool,
    row: &Figure,
) -> (Key, GivenCount) {
    let event = timeline.event(ix);
    let mut by = claimant(row, event);
    by.sort_unstable();
    by.dedup();
    let period = row
        .period
        .as_ref()
        .map(|period| When::Date(period.first_day(), period.last_day(), period.short(timeline.zone())));
    let what = What { weapon: row.weapon.clone(), of: row.of.clone(), metric: row.metric.clone() };
    let rank = if period.is_some() { 0 } else { timeline.rank(incident) };
    let known = known(timeline, ix, row);
    let given = GivenCount {
        incident,
        event: ix,
        count: row.count.into(),
        known,
        as_of: row.as_of.clone(),
        outside: false,
    };
    (Key { period, rank, by, alleged, what }, given)
}

/// Returns what an event counts of the strike that it is or speaks of.
pub(super) fn counts(timeline: &Timeline, ix: EventIx) -> Vec<(Key, GivenCount)> {
    let event = timeline.event(ix);
    let incident = incident_of(timeline, ix);
    let Some(alleged) = alleged(timeline, ix, incident) else { return Vec::new() };
    let rows = event.figures.iter().filter(|row| stands(timeline, event, row));
    rows.map(|row| entry(timeline, ix, incident, alleged, row)).collect()
}

/// Returns whose count it is, of whose strikes, and when.
pub(super) fn account_of(timeline: &Timeline, key: &Key, incident: EventIx) -> Account {
    let date = &timeline.event(incident).date;
    let when = key.period.clone().unwrap_or_else(|| When::of(date, timeline.zone()));
    let attackers = attackers(timeline, incident);
    Account { when, attackers, by: key.by.clone(), alleged: key.alleged }
}

/// Returns the sides that struck, in order of index.
pub(super) fn attackers(timeline: &Timeline, incident: EventIx) -> Vec<ActorIx> {
    let registry = &timeline.store().registry;
    let incident = timeline.event(incident);
    let mut attackers: Vec<ActorIx> = incident
        .in_role(Role::Attacker)
        .map(|actor| sitting::side(registry, actor, incident).unwrap_or(actor))
        .collect();
    attackers.sort_unstable();
    attackers.dedup();
    attackers
}

/// Returns whether a figure is of a strike: every figure of a strike event, and in other events the figures with a
/// weapon or with one of the field's metrics.
fn is_of_a_strike(event: &Event, row: &Figure) -> bool {
    event.kind == Kind::Strike || row.weapon.is_some() || METRICS.contains(&row.metric.as_str())
}

/// Returns whether it is a count of a strike that was not withdrawn.
fn stands(timeline: &Timeline, event: &Event, row: &Figure) -> bool {
    is_of_a_strike(event, row) && !is_withdrawn(timeline, event, row)
}

/// Returns whether every source of a count was withdrawn: its own sources, else those of its event.
fn is_withdrawn(timeline: &Timeline, event: &Event, row: &Figure) -> bool {
    let own = row.source.as_slice();
    let all = if own.is_empty() { &*event.sources } else { own };
    let registry = &timeline.store().registry;
    !all.is_empty() && all.iter().all(|ix| registry.source(*ix).withdrawn.is_some())
}

/// Returns the latest of `given`, or a span if several are tied. The others are replaced.
fn last_word(timeline: &Timeline, given: &[GivenCount]) -> Option<Claim> {
    let time = |given: &GivenCount| (given.known, timeline.rank(given.event));
    let latest = given.iter().map(time).max()?;
    let mut replaced: Vec<&GivenCount> = given.iter().filter(|given| time(given) != latest).collect();
    replaced.sort_by_key(|given| time(given));
    let tied: Vec<&GivenCount> = given.iter().filter(|given| time(given) == latest).collect();
    let first = tied.first()?;
    // Two numbers of one moment count once, because they are two accounts of one thing.
    let count = tied.iter().map(|given| given.count).reduce(Bounds::or)?;
    Some(Claim {
        incident: first.incident,
        event: first.event,
        count: Bounds { counts: 1, unknown: usize::from(count.is_unknown()), ..count },
        as_of: first.as_of.clone(),
        replaced: replaced.iter().map(|given| given.count).collect(),
        outside: first.outside,
    })
}

/// Sums the counts over the incidents of one week, or over one period.
fn rows(timeline: &Timeline, claims: &[(Key, Claim)]) -> Vec<ClaimantCount> {
    let registry = &timeline.store().registry;
    let mut rows: Vec<ClaimantCount> = Vec::new();
    let mut positions: HashMap<(Account, &What), usize> = HashMap::new();
    for (key, claim) in claims {
        let account = account_of(timeline, key, claim.incident);
        let next = rows.len();
        let row = *positions.entry((account.clone(), &key.what)).or_insert(next);
        match rows.get_mut(row) {
            Some(row) => {
                row.sum = row.sum.plus(claim.count);
                row.claims.push(claim.clone());
            }
            None => rows.push(ClaimantCount {
                account,
                what: key.what.clone(),
                sum: claim.count,
                claims: vec![claim.clone()],
            }),
        }
    }
    let name = |actors: &[ActorIx]| -> Vec<&str> {
        actors.iter().map(|actor| registry.actor(*actor).name.as_str()).collect()
    };
    rows.sort_by_cached_key(|row| {
        let Account { when, attackers, by, alleged } = &row.account;
        let whose = (by.is_empty(), name(by), by.clone(), attackers.clone(), *alleged);
        // The parts of a weapon follow its own row.
        let what = (row.what.whole().map(str::to_owned), row.what.of.is_some(), row.what.clone());
        (when.first_day(), when.clone(), whose, what)
    });
    rows
}

/// Returns the incidents on which claimants counted one thing and gave different numbers. A claimant without a number
/// differs from nobody.
fn differences(timeline: &Timeline, claims: &[(Key, Claim)]) -> Vec<Difference> {
    let mut all: BTreeMap<(usize, bool, &What), Difference> = BTreeMap::new();
    for (key, claim) in claims {
        let claimed = (key.by.clone(), claim.count);
        match all.entry((timeline.rank(claim.incident), key.alleged, &key.what)) {
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.claims.push(claimed);
                known.span = known.span.or(claim.count);
            }
            Entry::Vacant(new) => {
                new.insert(Difference {
                    incident: claim.incident,
                    alleged: key.alleged,
                    what: key.what.clone(),
                    claims: vec![claimed],
                    span: claim.count,
                });
            }
        }
    }
    let differ = |one: &Difference| {
        let known = one.claims.iter().filter(|(_, count)| !count.is_unknown());
        let ends: HashSet<(u64, Option<u64>)> = known.map(|(_, count)| (count.least, count.most)).collect();
        ends.len() > 1
    };
    all.into_values().filter(differ).collect()
}
