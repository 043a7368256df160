//! What each claimant counts of one side's strikes, for the key facts. Alleged strikes are apart from those that occurred.
//! A claimant's last word on each strike counts. Several strikes give a range, never a sum.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::Document;
use super::grades::Grades;
use crate::describe::figures;
use crate::event::{EventIx, Status};
use crate::registry::ActorIx;
use crate::report::Scope;
use crate::report::strikes::{Claim, ClaimantCount, Strikes, What};
use crate::text::counted;
use crate::timeline::Timeline;
use crate::timeline::claims::Bounds;

/// The attackers, the claimants, and whether the strikes are alleged.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Account {
    pub(super) attackers: Vec<ActorIx>,
    pub(super) by: Vec<ActorIx>,
    pub(super) alleged: bool,
    /// How many of the alleged strikes are only rumoured.
    pub(super) rumoured: Rumoured,
}

/// How much of what is not established is only rumoured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Rumoured {
    #[default]
    None,
    Some,
    All,
}

impl Rumoured {
    /// Determines it from the status of the strikes that are counted.
    pub(super) fn of<'c>(timeline: &Timeline, claims: impl Iterator<Item = &'c Claim>) -> Self {
        let (mut rumoured, mut alleged) = (false, false);
        for claim in claims {
            let statuses = [claim.incident, claim.event].map(|ix| timeline.event(ix).status);
            if statuses.contains(&Status::Alleged) {
                alleged = true;
            } else {
                rumoured |= statuses.contains(&Status::Rumoured);
            }
        }
        match (rumoured, alleged) {
            (false, _) => Self::None,
            (true, false) => Self::All,
            (true, true) => Self::Some,
        }
    }

    /// Returns `strikes`, `alleged strikes` or `alleged and rumoured strikes`.
    pub(super) fn lead(self, alleged: bool) -> &'static str {
        match self {
            _ if !alleged => "strikes",
            Self::None => "alleged strikes",
            Self::Some => "alleged and rumoured strikes",
            Self::All => "rumoured strikes",
        }
    }
}

impl Account {
    pub(super) fn lead(&self) -> String {
        self.rumoured.lead(self.alleged).to_owned()
    }
}

/// The counts of one claimant, each described in words.
pub(super) struct Tallies {
    pub(super) account: Account,
    /// The number of counts.
    pub(super) counts: usize,
    pub(super) things: Vec<String>,
    /// The position of the first count: the rank of its event and its row in the event.
    first: (usize, usize),
    pub(super) grades: Grades,
}

impl Document<'_> {
    /// Returns the tallies of the strikes shown, those with most counts first, and a text on what they leave out.
    pub(super) fn tallies(&self) -> (Vec<Tallies>, Option<String>) {
        let timeline = self.timeline;
        // A document may have more events than fit into memory, so only events with counts are read.
        let mut counting = self.in_order_of_time().to_vec();
        counting.retain(|ix| timeline.index().figures().has(*ix));
        let scope = Scope::new(timeline, &counting, self.request.now);
        let strikes = Strikes::new(&scope);
        let mut all: Vec<(Account, Vec<(&ClaimantCount, bool)>)> = Vec::new();
        let mut at: HashMap<Account, usize> = HashMap::new();
        let rows = strikes.incidents.iter().map(|row| (row, false));
        for (row, period) in rows.chain(strikes.periods.iter().map(|row| (row, true))) {
            if row.what.of.is_some() {
                continue;
            }
            let account = Account {
                attackers: row.account.attackers.clone(),
                by: row.account.by.clone(),
                alleged: row.account.alleged,
                rumoured: Rumoured::None,
            };
            let next = all.len();
            match all.get_mut(*at.entry(account.clone()).or_insert(next)) {
                Some((_, rows)) => rows.push((row, period)),
                None => all.push((account, vec![(row, period)])),
            }
        }
        let mut tallies: Vec<Tallies> =
            all.into_iter().map(|(account, rows)| told(timeline, account, &rows)).collect();
        tallies.sort_by_key(|tally| (tally.account.alleged, std::cmp::Reverse(tally.counts), tally.first));
        (tallies, strikes.withdrawn_in_words())
    }
}

/// One thing that a claimant counts, in any week.
struct Thing<'r> {
    what: &'r What,
    period: bool,
    claims: Vec<&'r Claim>,
}

fn told(timeline: &Timeline, mut account: Account, rows: &[(&ClaimantCount, bool)]) -> Tallies {
    account.rumoured = Rumoured::of(timeline, rows.iter().flat_map(|(row, _)| &row.claims));
    let mut things: Vec<Thing<'_>> = Vec::new();
    let mut grades = Grades::default();
    for (row, period) in rows {
        match things.iter_mut().find(|thing| *thing.what == row.what && thing.period == *period) {
            Some(thing) => thing.claims.extend(&row.claims),
            None => {
                things.push(Thing { what: &row.what, period: *period, claims: row.claims.iter().collect() });
            }
        }
        for claim in &row.claims {
            let event = timeline.event(claim.event);
            let figure = event.figures.iter().find(|figure| is_of(figure, &row.what));
            grades.add(figure.and_then(|figure| figure.grade).unwrap_or(event.grade));
        }
    }
    things.sort_by_key(|thing| thing.first(timeline));
    let first = things.first().map(|thing| thing.first(timeline)).unwrap_or_default();
    let counts = things.iter().map(|thing| thing.claims.len()).sum();
    let single =
        |metric: &str| things.iter().any(|other| other.what.weapon.is_some() && other.what.metric == metric);
    let words = things.iter().map(|thing| {
        let in_all = thing.what.weapon.is_none() && single(&thing.what.metric);
        thing.in_words(timeline, in_all)
    });
    let things = words.collect();
    Tallies { account, counts, things, first, grades }
}

fn is_of(figure: &crate::event::Figure, what: &What) -> bool {
    figure.weapon == what.weapon && figure.metric == what.metric && figure.of == what.of
}

impl Thing<'_> {
    /// Returns the position of the first count: the rank of its event and its row in the event.
    fn first(&self, timeline: &Timeline) -> (usize, usize) {
        let place = |claim: &&Claim| {
            let figures = &timeline.event(claim.event).figures;
            let row = figures.iter().position(|figure| is_of(figure, self.what)).unwrap_or(usize::MAX);
            (timeline.rank(claim.event), row)
        };
        self.claims.iter().map(place).min().unwrap_or_default()
    }

    /// Returns `91 drones launched` or `drones launched: 12 strikes, about 40 to 810 each, 1 of them unknown`.
    fn in_words(&self, timeline: &Timeline, in_all: bool) -> String {
        if let [claim] = self.claims.as_slice() {
            let figures = &timeline.event(claim.event).figures;
            let same = |figure: &&crate::event::Figure| {
                is_of(figure, self.what) && Bounds::from(figure.count) == claim.count
            };
            if let Some(figure) = figures.iter().find(same) {
                return figures::figure(figure, in_all);
            }
        }
        let weapon = self.what.weapon.as_deref().map(|w| format!("{} ", figures::weapons(w, false)));
        let in_all = if in_all { " in all" } else { "" };
        let mut words =
            format!("{}{}{in_all}: ", weapon.unwrap_or_default(), self.what.metric.replace('-', " "));
        let distinct = self.claims.iter().map(|claim| claim.incident);
        let distinct: std::collections::HashSet<EventIx> = distinct.collect();
        let each = if distinct.len() > 1 { " each" } else { "" };
        let span = self.claims.iter().map(|claim| claim.count).reduce(Bounds::or);
        if distinct.len() > 1 {
            let noun = if self.period { "period" } else { "strike" };
            let _ = write!(words, "{}, ", counted(self.claims.len(), noun));
        }
        if let Some(span) = span {
            words.push_str(&figures::bounds(span));
            words.push_str(each);
            if span.unknown > 0 && !span.is_unknown() {
                let _ = write!(words, ", {} of them unknown", span.unknown);
            }
        }
        words
    }
}
