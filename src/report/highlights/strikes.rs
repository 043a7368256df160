//! The heaviest strikes, as claimed.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::facts::{Facts, NAMED, enumerated, words};
use super::{Candidate, Highlight, Piece, Rule};
use crate::describe::{figures, listed};
use crate::event::{Count, EventIx, Figure, Kind};
use crate::registry::ActorIx;
use crate::report::strikes::{Claim, ClaimantCount, Strikes};
use crate::text::counted;
use crate::timeline::claims::{Bounds, claimant, stands_for_all};

/// The metrics that can give a strike its weight. The first one that it has is used.
const METRICS: [&str; 2] = ["launched", "killed"];

/// A count that was not replaced, with the row that it is in.
struct CurrentCount<'r> {
    metric: usize,
    row: &'r ClaimantCount,
    claim: &'r Claim,
}

/// A count in words, with the event that gives it.
struct CountInWords {
    metric: usize,
    least: u64,
    phrase: String,
    pieces: Vec<Piece>,
    by: Vec<ActorIx>,
    event: EventIx,
    place: usize,
}

/// A strike with its weight and its counts.
type WeightedStrike<'r> = (EventIx, (u8, usize), Vec<CurrentCount<'r>>);

impl Facts<'_> {
    /// Returns the strikes of the view that occurred, by the greatest number that any one claimant says was launched.
    pub(super) fn strikes(&self, strikes: &Strikes) -> Vec<Candidate> {
        let mut heaviest: Vec<WeightedStrike<'_>> = Vec::new();
        let mut at: HashMap<EventIx, usize> = HashMap::new();
        for row in strikes.incidents.iter().filter(|row| !row.account.alleged && row.what.of.is_none()) {
            let Some(metric) = METRICS.iter().position(|metric| row.what.metric == *metric) else { continue };
            for claim in row.claims.iter().filter(|claim| !claim.outside && !claim.count.is_unknown()) {
                let incident = self.event(claim.incident);
                // A number that refers to no strike is only a statement's number, and a future event has not struck
                // yet.
                if incident.kind != Kind::Strike || self.is_to_come(incident) {
                    continue;
                }
                let weight = ((METRICS.len() - metric) as u8, claim.count.least as usize);
                let current = CurrentCount { metric, row, claim };
                let next = heaviest.len();
                match heaviest.get_mut(*at.entry(claim.incident).or_insert(next)) {
                    Some((_, known, claims)) => {
                        *known = (*known).max(weight);
                        claims.push(current);
                    }
                    None => heaviest.push((claim.incident, weight, vec![current])),
                }
            }
        }
        heaviest.sort_by_key(|(incident, weight, _)| {
            (Reverse(*weight), Reverse(self.scope.timeline.rank(*incident)))
        });
        heaviest.into_iter().map(|heavy| self.strike(&heavy)).collect()
    }

    fn strike(&self, (incident, weight, current): &WeightedStrike<'_>) -> Candidate {
        let counts = self.counts(current);
        let mut pieces = vec![Piece::Event(*incident)];
        for (at, count) in counts.iter().take(NAMED).enumerate() {
            let between = if at == 0 { ":" } else { ";" };
            let own = count.event == *incident;
            pieces.push(words(format!("{between} ")));
            pieces.extend(count.pieces.iter().cloned());
            pieces.extend([words(" ("), Piece::Count(count.event, count.place, !own), words(")")]);
        }
        let (named, rest) = counts.split_at(counts.len().min(NAMED));
        let mut unnamed: Vec<&[ActorIx]> = Vec::new();
        for other in rest {
            if !named.iter().any(|one| one.by == other.by) && !unnamed.contains(&other.by.as_slice()) {
                unnamed.push(&other.by);
            }
        }
        if !unnamed.is_empty() {
            pieces.push(words(format!(" and {}", counted(unnamed.len(), "more claimant"))));
        }
        Candidate {
            fact: Highlight { rule: Rule::Strike, label: "Strike as claimed".to_owned(), pieces },
            about: *incident,
            weight: *weight,
        }
    }

    /// Returns the greatest count of each claimant, by metric: `653 drones launched, claimed by Ukrainian Air Force`.
    fn counts(&self, current: &[CurrentCount<'_>]) -> Vec<CountInWords> {
        let mut all: Vec<CountInWords> = current.iter().filter_map(|current| self.count(current)).collect();
        all.sort_by(|a, b| {
            (a.metric, Reverse(a.least), &a.phrase).cmp(&(b.metric, Reverse(b.least), &b.phrase))
        });
        let mut retained: Vec<CountInWords> = Vec::new();
        for count in all {
            if !retained.iter().any(|known| (known.metric, &known.by) == (count.metric, &count.by)) {
                retained.push(count);
            }
        }
        retained
    }

    /// Returns the figure that gives a count. If several figures are tied, all are named, and the greatest represents
    /// them.
    fn count(&self, current: &CurrentCount<'_>) -> Option<CountInWords> {
        let event = self.event(current.claim.event);
        let by = &current.row.account.by;
        let what = &current.row.what;
        let is_its = |row: &Figure| {
            let mut whose = claimant(row, event);
            whose.sort_unstable();
            whose.dedup();
            whose == *by
        };
        let its: Vec<&Figure> = event.figures.iter().filter(|row| is_its(row)).collect();
        let rows: Vec<(usize, &Figure)> = event
            .figures
            .iter()
            .enumerate()
            .filter(|(_, row)| {
                let same = (&row.weapon, &row.of, &row.metric) == (&what.weapon, &what.of, &what.metric);
                same && row.period.is_none() && is_its(row) && row.count != Count::Unknown
            })
            .collect();
        let exact = rows.iter().find(|(_, row)| Bounds::from(row.count) == current.claim.count).copied();
        let (place, row) =
            exact.or_else(|| rows.iter().copied().max_by_key(|(_, row)| Bounds::from(row.count).least))?;
        let phrase = |row: &Figure| figures::beside(row, &its);
        let rows = exact.map_or(rows, |exact| vec![exact]);
        let piece = |(place, row): &(usize, &Figure)| {
            vec![Piece::Figure(current.claim.event, *place, stands_for_all(row, &its))]
        };
        let mut pieces = enumerated(rows.iter().map(piece).collect());
        let claimed = claimant(row, event);
        if claimed.is_empty() {
            pieces.push(words(", unattributed"));
        } else {
            pieces.extend([words(", claimed by "), Piece::Names(claimed.clone())]);
        }
        let phrase = listed(&rows.iter().map(|(_, row)| phrase(row)).collect::<Vec<String>>());
        let whose = figures::claimant(self.registry(), &claimed);
        Some(CountInWords {
            metric: current.metric,
            least: Bounds::from(row.count).least,
            phrase: format!("{phrase}, {whose}"),
            pieces,
            by: by.clone(),
            event: current.claim.event,
            place,
        })
    }
}
