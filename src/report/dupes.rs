//! Entries that may be one event: pairs of records with enough in common, each with what they have in common.
//!
//! A pair is looked at if the two share an actor or a page and may have been on the same day or on neighbouring days.
//! Within the events of one actor or page, each is compared with the [`NEAR`] that follow it in time, so that the work
//! grows with the store and not with its square. The points are those of `demarche explain dupes`; nothing is learned.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use crate::event::date::Day;
use crate::event::{Event, EventIx, Kind};
use crate::parallel;
use crate::registry::address::page;
use crate::registry::{Registry, VenueIx};
use crate::text::{counted, fold};
use crate::timeline::Timeline;

/// How many of the events that follow in time an event is compared with, for each actor and page.
pub(crate) const NEAR: usize = 200;
/// The points from which a pair is listed.
pub(crate) const ENOUGH: i32 = 7;
/// The similarity from which titles count as alike, and as nearly the same.
const ALIKE: f64 = 0.5;
const NEARLY: f64 = 0.8;

/// Two records that may be one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    /// The earlier one in timeline order.
    pub(crate) one: EventIx,
    /// The later one.
    pub(crate) other: EventIx,
    /// The points, by the rule.
    pub(crate) points: i32,
    /// What the points are for, in words.
    pub(crate) why: Vec<String>,
}

/// The pairs of a store.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dupes {
    /// The pairs, those with the most points first.
    pub(crate) pairs: Vec<Pair>,
    /// How many events have more than [`NEAR`] neighbours for an actor or page, so that not all were compared.
    pub(crate) crowded: usize,
}

/// What is compared of an event.
struct Facts {
    kind: Kind,
    days: (Day, Day),
    /// Who takes part, in which role; ascending.
    cast: Vec<(u32, u8)>,
    venue: Option<VenueIx>,
    pages: Vec<u64>,
    /// The folded words of the title; ascending.
    words: Vec<u64>,
    title: String,
}

impl Dupes {
    /// Finds the pairs of which `wanted` keeps at least one event.
    pub(crate) fn find(timeline: &Timeline, wanted: &dyn Fn(EventIx) -> bool) -> Self {
        let store = timeline.store();
        let hasher = foldhash::fast::FixedState::default();
        let (days, registry) = (timeline.index().all_days(), &store.registry);
        let facts: Vec<Facts> = store
            .events
            .each()
            .map(|(ix, event)| Facts::of(&event, registry, days[ix.index()], &|text| hasher.hash_one(text)))
            .collect();
        // The store's order is that of the first day.
        let mut by_actor: HashMap<u32, Vec<u32>> = HashMap::new();
        let mut by_page: HashMap<u64, Vec<u32>> = HashMap::new();
        for (ix, facts) in (0..).zip(&facts) {
            let mut last = None;
            for (actor, _) in &facts.cast {
                if last.replace(*actor) != Some(*actor) {
                    by_actor.entry(*actor).or_default().push(ix);
                }
            }
            for page in &facts.pages {
                by_page.entry(*page).or_default().push(ix);
            }
        }
        let groups: Vec<Vec<u32>> =
            by_actor.into_values().chain(by_page.into_values()).filter(|group| group.len() > 1).collect();
        let within = |group: &Vec<u32>| -> (Vec<(u32, u32)>, Vec<u32>) {
            let (mut found, mut crowded) = (Vec::new(), Vec::new());
            for (nth, one) in group.iter().enumerate() {
                let own = &facts[*one as usize];
                let end = own.days.1.plus_days(1);
                let mut rest = group[nth + 1..].iter().take_while(|ix| facts[**ix as usize].days.0 <= end);
                for other in rest.by_ref().take(NEAR) {
                    if own.could(&facts[*other as usize]) {
                        found.push((*one, *other));
                    }
                }
                if rest.next().is_some() {
                    crowded.push(*one);
                }
            }
            (found, crowded)
        };
        let (mut candidates, mut crowded) = (Vec::new(), Vec::new());
        for (some, many) in parallel::map(&groups, 64, within) {
            candidates.extend(some);
            crowded.extend(many);
        }
        crowded.sort_unstable();
        crowded.dedup();
        candidates.sort_unstable();
        candidates.dedup();
        let mut pairs = Vec::new();
        for (one, other) in candidates {
            let (a, b) = (EventIx(one), EventIx(other));
            if !wanted(a) && !wanted(b) {
                continue;
            }
            let links = |from, to| store.events.links(from).iter().any(|link| link.to == to);
            let linked = links(a, b) || links(b, a);
            let pair = facts[one as usize].compared(&facts[other as usize], registry, linked);
            pairs.extend(pair.map(|(points, why)| Pair { one: a, other: b, points, why }));
        }
        pairs.sort_by_key(|pair| (-pair.points, timeline.rank(pair.one), timeline.rank(pair.other)));
        Self { pairs, crowded: crowded.len() }
    }
}

impl Facts {
    fn of(event: &Event, registry: &Registry, days: (Day, Day), hash: &dyn Fn(&str) -> u64) -> Self {
        let mut cast: Vec<(u32, u8)> = event.actors.iter().map(|p| (p.actor.0, p.role as u8)).collect();
        cast.sort_unstable();
        cast.dedup();
        let pages = event.sources.iter().filter_map(|source| page(registry.credit(*source).url?));
        let mut pages: Vec<u64> = pages.map(|page| hash(&page)).collect();
        pages.sort_unstable();
        pages.dedup();
        let title = fold(&event.title);
        let words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2);
        let mut words: Vec<u64> = words.map(hash).collect();
        words.sort_unstable();
        words.dedup();
        let (kind, venue) = (event.kind, event.venue);
        Self { kind, days, cast, venue, pages, words, title }
    }

    /// Returns quickly whether two events share a page, or enough words of their titles.
    fn could(&self, other: &Self) -> bool {
        let words = both(&self.words, &other.words);
        words * 3 >= self.words.len().min(other.words.len()) && words > 0
            || both(&self.pages, &other.pages) > 0
    }

    /// Returns the points of a pair and what they are for; `None` if there are too few.
    fn compared(&self, other: &Self, registry: &Registry, linked: bool) -> Option<(i32, Vec<String>)> {
        let (mut points, mut why) = (0, Vec::new());
        let mut add = |n: i32, words: String| {
            points += n;
            why.push(words);
        };
        let overlap = self.days.0 <= other.days.1 && other.days.0 <= self.days.1;
        let single = |facts: &Self| facts.days.0 == facts.days.1;
        match (overlap, single(self) && single(other)) {
            (true, true) => add(2, "same day".to_owned()),
            (true, false) => add(1, "dates overlap".to_owned()),
            (false, _) => add(0, "a day apart".to_owned()),
        }
        if self.kind == other.kind {
            add(1, "same kind".to_owned());
        }
        let [own, their] = [&self.cast, &other.cast].map(|cast| {
            let mut all: Vec<u32> = cast.iter().map(|(actor, _)| *actor).collect();
            all.dedup();
            all
        });
        let shared = both(&own, &their);
        let all = own.len() + their.len() - shared;
        if shared > 0 {
            if self.cast == other.cast {
                add(
                    3,
                    if all == 1 { "same actor in the same role" } else { "same actors in the same roles" }
                        .to_owned(),
                );
            } else if shared == all {
                add(2, if all == 1 { "same actor" } else { "same actors" }.to_owned());
            } else {
                add(if shared * 2 >= all { 2 } else { 1 }, format!("{shared} of {}", counted(all, "actor")));
            }
        }
        match (self.venue, other.venue) {
            (Some(a), Some(b)) if a == b => add(2, "same venue".to_owned()),
            (Some(a), Some(b)) if within(registry, a, b) || within(registry, b, a) => {
                add(1, "one venue in the other".to_owned());
            }
            (Some(_), Some(_)) => add(-2, "other venue".to_owned()),
            _ => {}
        }
        let pages = both(&self.pages, &other.pages);
        if pages > 0 {
            add(3, if pages == 1 { "same URL".to_owned() } else { format!("{pages} same URLs") });
        }
        let alike = self.alike(other);
        if self.title == other.title {
            add(4, "same title".to_owned());
        } else if alike >= NEARLY {
            add(4, "nearly the same title".to_owned());
        } else if alike >= ALIKE {
            add(2, "similar titles".to_owned());
        }
        // Two remarks on one day, and two remarks on one page, are two unless they say much the same.
        let evidence = alike >= ALIKE || pages > 0 && self.kind == other.kind && self.kind != Kind::Statement;
        let told_apart = linked && !(pages > 0 && alike >= NEARLY);
        if linked && !told_apart {
            why.push("linked to each other".to_owned());
        }
        (points >= ENOUGH && evidence && !told_apart).then_some((points, why))
    }

    /// Returns how alike two titles are, from 0 to 1: by the words that they share, or letter by letter.
    fn alike(&self, other: &Self) -> f64 {
        let shared = both(&self.words, &other.words);
        let all = self.words.len() + other.words.len() - shared;
        let words = if all == 0 { 0.0 } else { shared as f64 / all as f64 };
        // Numbers that differ make two titles of one form two events.
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let letters = strsim::normalized_levenshtein(&self.title, &other.title);
        if digits(&self.title) == digits(&other.title) { words.max(letters) } else { words.min(letters) }
    }
}

/// Returns how many values two ascending lists share.
fn both<T: Ord>(one: &[T], other: &[T]) -> usize {
    let (mut a, mut b, mut n) = (0, 0, 0);
    while let (Some(x), Some(y)) = (one.get(a), other.get(b)) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => a += 1,
            std::cmp::Ordering::Greater => b += 1,
            std::cmp::Ordering::Equal => (a, b, n) = (a + 1, b + 1, n + 1),
        }
    }
    n
}

/// Returns whether a venue is inside another.
fn within(registry: &Registry, inner: VenueIx, outer: VenueIx) -> bool {
    let mut at = Some(inner);
    // The registry has no circle of places, but this does not rely on it.
    for _ in 0..16 {
        match at {
            Some(venue) if venue == outer => return true,
            Some(venue) => at = registry.venue(venue).part_of,
            None => return false,
        }
    }
    false
}
