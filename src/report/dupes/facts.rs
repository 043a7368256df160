//! What is compared of an entry, and the points that two of them have in common.

use crate::event::date::Day;
use crate::event::{Event, Kind};
use crate::registry::address::page;
use crate::registry::{Registry, VenueIx};
use crate::text::{counted, fold};

/// The points from which a pair is listed.
pub(super) const ENOUGH: i32 = 7;
/// The most points that titles give.
const MOST_OF_TITLE: i32 = 4;
/// The similarity from which titles have something in common, count as alike, and as nearly the same.
const SOMEWHAT: f64 = 0.25;
const PARTLY: f64 = 1.0 / 3.0;
const ALIKE: f64 = 0.5;
const NEARLY: f64 = 0.8;
/// The share of words from which letters count.
const MUCH: f64 = 0.4;
/// The seconds between two stated times from which they are other times.
const HOUR: i64 = 3_600;
/// Words that titles share by their grammar.
const GRAMMAR: [&str; 8] = ["the", "and", "for", "with", "from", "that", "into", "its"];
/// Words that count as the numbers that they are.
const ORDINALS: [&str; 9] =
    ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"];

/// What is compared of an event.
pub(super) struct Facts {
    kind: Kind,
    pub(super) days: (Day, Day),
    /// When it began, in seconds, if a time is stated.
    time: Option<i64>,
    /// Who takes part, in which role; ascending.
    cast: Vec<(u32, u8)>,
    /// Who takes part, once each; ascending.
    pub(super) actors: Vec<u32>,
    pub(super) venue: Option<VenueIx>,
    /// Hashes of the pages of its sources; ascending.
    pub(super) pages: Vec<u64>,
    /// Hashes of the words of the title without their endings; ascending.
    pub(super) words: Vec<u64>,
    /// The numbers in the title; ascending.
    numbers: Vec<u32>,
    /// The script that most letters of the title are of.
    script: u8,
    /// How often each letter is in the title, by a rough hash of it.
    letters: [u8; 32],
    title: Box<str>,
    /// The hash of the whole title.
    pub(super) whole: u64,
}

/// The words of the names of actors and venues, as [`Facts::words`] has them. What two entries share of those is counted
/// already, so that it makes their titles no more alike.
pub(super) struct Names {
    actors: Vec<Vec<u64>>,
    venues: Vec<Vec<u64>>,
}

impl Names {
    pub(super) fn of(registry: &Registry, hash: &dyn Fn(&str) -> u64) -> Self {
        let all = |name: &str, aliases: &[String]| {
            let names = std::iter::once(name).chain(aliases.iter().map(String::as_str));
            ascending(names.flat_map(|name| words(&fold(name), hash)).collect())
        };
        let actors = registry.actors.iter().map(|actor| all(&actor.name, &actor.aliases)).collect();
        let venues = registry.venues.iter().map(|venue| all(&venue.name, &venue.aliases)).collect();
        Self { actors, venues }
    }
}

/// How alike two titles are.
enum Titles {
    Same,
    /// From 0 to 1.
    Alike(f64),
    /// Both have numbers, and other ones.
    OtherNumbers,
    /// Their scripts are not the same.
    OtherScript,
}

impl Facts {
    pub(super) fn of(
        event: &Event,
        registry: &Registry,
        days: (Day, Day),
        hash: &dyn Fn(&str) -> u64,
    ) -> Self {
        let mut cast: Vec<(u32, u8)> = event.actors.iter().map(|p| (p.actor.0, p.role as u8)).collect();
        cast.sort_unstable();
        cast.dedup();
        let mut actors: Vec<u32> = cast.iter().map(|(actor, _)| *actor).collect();
        actors.dedup();
        let pages = event.sources.iter().filter_map(|source| page(registry.credit(*source).url?));
        let pages = ascending(pages.map(|page| hash(&page)).collect());
        let title = fold(&event.title);
        let all = || title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words = ascending(words(&title, hash));
        let ordinal = |word: &str| {
            let at = ORDINALS.iter().position(|ordinal| *ordinal == word)?;
            u32::try_from(at + 1).ok()
        };
        let numbers = all().filter_map(|word| {
            let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
            ordinal(word).or_else(|| digits.parse().ok())
        });
        let numbers = ascending(numbers.collect());
        let mut letters = [0_u8; 32];
        let mut scripts = [0_u16; 3];
        for c in title.chars() {
            let count = &mut letters[c as usize % 32];
            *count = count.saturating_add(1);
            if c.is_alphabetic() {
                let of_script = &mut scripts[script(c)];
                *of_script = of_script.saturating_add(1);
            }
        }
        let script = (0..3_u8).max_by_key(|at| scripts[usize::from(*at)]).unwrap_or_default();
        let time = event.date.starts_with_a_time().then(|| event.date.earliest().0);
        let whole = hash(&title);
        let (kind, venue, title) = (event.kind, event.venue, title.into_boxed_str());
        Self { kind, days, time, cast, actors, venue, pages, words, numbers, script, letters, title, whole }
    }

    /// Returns the points of a pair and what they are for; `None` if it is not to be listed.
    ///
    /// `linked` is asked only where it matters.
    pub(super) fn compared(
        &self,
        other: &Self,
        registry: &Registry,
        names: &Names,
        linked: impl FnOnce() -> bool,
    ) -> Option<(i32, Vec<String>)> {
        let overlap = self.days.0 <= other.days.1 && other.days.0 <= self.days.1;
        let single = |facts: &Self| facts.days.0 == facts.days.1;
        let same_day = overlap && single(self) && single(other);
        let same_kind = self.kind == other.kind;
        let shared = both(&self.actors, &other.actors);
        let all = self.actors.len() + other.actors.len() - shared;
        let same_cast = shared > 0 && self.cast == other.cast;
        let pages = both(&self.pages, &other.pages);
        let of_cast = match shared {
            0 if self.actors.is_empty() || other.actors.is_empty() => 0,
            0 => -2,
            _ if same_cast => 3,
            _ if shared == all => 2,
            // Each names somebody whom the other does not.
            _ if shared < self.actors.len().min(other.actors.len()) => {
                if shared * 2 >= all {
                    0
                } else {
                    -1
                }
            }
            _ => {
                if shared * 2 >= all {
                    2
                } else {
                    1
                }
            }
        };
        let venues = self.venue.zip(other.venue);
        let of_venue = match venues {
            Some((a, b)) if a == b => 2,
            Some((a, b)) if within(registry, a, b) || within(registry, b, a) => 1,
            Some(_) => -3,
            None => 0,
        };
        let other_time = self.time.zip(other.time).is_some_and(|(a, b)| (a - b).abs() >= HOUR);
        let of_day = i32::from(overlap) + i32::from(same_day);
        let beside_title = of_day + i32::from(same_kind) + of_cast + of_venue + if pages > 0 { 3 } else { 0 }
            - if other_time { 3 } else { 0 };
        if beside_title + MOST_OF_TITLE < ENOUGH {
            return None;
        }
        // What the records say without their titles: two meetings of the same people in one place on one day.
        let people = shared > 0 && shared * 4 >= all * 3;
        let same_facts =
            same_kind && same_day && !other_time && people && of_venue >= 0 && self.kind != Kind::Statement;
        let same_page = pages > 0 && same_kind && self.kind != Kind::Statement;
        let titles = self.titles(other, &self.named(other, of_venue > 0, names));
        let of_title = match titles {
            Titles::Same => 4,
            Titles::Alike(alike) if alike >= NEARLY => 4,
            Titles::Alike(alike) if alike >= ALIKE => 2,
            Titles::Alike(alike) if alike >= SOMEWHAT => 1,
            _ => 0,
        };
        let points = beside_title + of_title;
        // Two remarks on one day, and two remarks on one page, are two unless they say much the same.
        let evidence = match titles {
            Titles::Same => true,
            Titles::Alike(alike) => {
                let one_meeting = same_facts && shared > 1 && self.kind != Kind::Strike;
                alike >= ALIKE || same_page || one_meeting || same_facts && alike >= PARTLY
            }
            Titles::OtherNumbers => false,
            Titles::OtherScript => same_facts || pages > 0 && same_kind && same_cast,
        };
        if points < ENOUGH || !evidence {
            return None;
        }
        let linked = linked();
        if linked && !(pages > 0 && of_title == 4) {
            return None;
        }
        let mut why: Vec<String> = Vec::new();
        let mut add = |when: bool, words: &str| {
            if when {
                why.push(words.to_owned());
            }
        };
        add(same_day, "same day");
        add(overlap && !same_day, "dates overlap");
        add(!overlap, "a day apart");
        add(other_time, "other times of day");
        add(same_kind, "same kind");
        let one = all == 1;
        add(same_cast, if one { "same actor in the same role" } else { "same actors in the same roles" });
        add(shared == all && shared > 0 && !same_cast, if one { "same actor" } else { "same actors" });
        add(shared > 0 && shared < all, &format!("{shared} of {}", counted(all, "actor")));
        add(of_cast == -2, "other actors");
        add(of_venue == 2, "same venue");
        add(of_venue == 1, "one venue in the other");
        add(of_venue < 0, "other venue");
        add(pages == 1, "same URL");
        add(pages > 1, &format!("{pages} same URLs"));
        match titles {
            Titles::Same => add(true, "same title"),
            Titles::Alike(_) if of_title == 4 => add(true, "nearly the same title"),
            Titles::Alike(_) if of_title == 2 => add(true, "similar titles"),
            Titles::Alike(_) => add(of_title == 1, "some words of the titles"),
            Titles::OtherNumbers => {}
            Titles::OtherScript => add(true, "titles in other scripts"),
        }
        add(linked, "linked to each other");
        Some((points, why))
    }

    /// Returns the words of the names of what two entries share, ascending.
    fn named(&self, other: &Self, one_place: bool, names: &Names) -> Vec<u64> {
        let actors = self.actors.iter().filter(|actor| other.actors.binary_search(actor).is_ok());
        let actors = actors.filter_map(|actor| names.actors.get(*actor as usize));
        let venues = [self.venue, other.venue].into_iter().flatten().filter(|_| one_place);
        let venues = venues.filter_map(|venue| names.venues.get(venue.0 as usize));
        ascending(actors.chain(venues).flatten().copied().collect())
    }

    /// Returns how alike two titles are, leaving out the words that are `named` by what both share.
    ///
    /// It is the share of words that they have in common; where that is much, raised half-way to the share of letters.
    fn titles(&self, other: &Self, named: &[u64]) -> Titles {
        if self.title == other.title {
            return Titles::Same;
        }
        if self.script != other.script {
            return Titles::OtherScript;
        }
        // Numbers that differ make two titles of one form two events.
        let same = both(&self.numbers, &other.numbers);
        if same < self.numbers.len().min(other.numbers.len()) {
            return Titles::OtherNumbers;
        }
        let own = |facts: &Self| {
            let words = facts.words.iter().filter(|word| named.binary_search(word).is_err());
            words.copied().collect::<Vec<u64>>()
        };
        let (ours, theirs) = (own(self), own(other));
        let shared = both(&ours, &theirs);
        let all = ours.len() + theirs.len() - shared;
        let words = if all == 0 { 0.0 } else { shared as f64 / all as f64 };
        // Letters are slow to compare: only where they can make a difference.
        if !(MUCH..NEARLY).contains(&words) || self.most_letters(other) <= words {
            return Titles::Alike(words);
        }
        let letters = strsim::normalized_levenshtein(&self.title, &other.title);
        Titles::Alike(words.max(f64::midpoint(words, letters)))
    }

    /// Returns how alike the letters of both titles can be at most, whatever their order.
    fn most_letters(&self, other: &Self) -> f64 {
        let (mut more, mut less) = (0_u32, 0_u32);
        for (a, b) in self.letters.iter().zip(&other.letters) {
            more += u32::from(a.saturating_sub(*b));
            less += u32::from(b.saturating_sub(*a));
        }
        // Cheaper than counting the characters, and never too small a bound.
        let length = self.title.len().max(other.title.len()).max(1);
        1.0 - f64::from(more.max(less)) / length as f64
    }
}

/// Returns the hashes of the words of a folded text.
fn words(text: &str, hash: &dyn Fn(&str) -> u64) -> Vec<u64> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| word.chars().nth(2).is_some() && !GRAMMAR.contains(word));
    words.map(|word| hash(stem(word))).collect()
}

/// Returns a word without the endings that English puts on it.
fn stem(word: &str) -> &str {
    let endings = ["ings", "ing", "ed", "es", "s"];
    let short = |ending: &&str| word.strip_suffix(*ending).filter(|stem| stem.len() >= 3);
    endings.iter().find_map(short).unwrap_or(word)
}

/// Returns 0 for a Latin letter, 1 for a Cyrillic one and 2 for any other.
fn script(c: char) -> usize {
    match c {
        '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => 0,
        '\u{400}'..='\u{52f}' => 1,
        _ => 2,
    }
}

fn ascending<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort_unstable();
    all.dedup();
    all
}

/// Returns how many values two ascending lists share.
pub(super) fn both<T: Ord>(one: &[T], other: &[T]) -> usize {
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
    registry.venue_path(inner).any(|venue| venue == outer)
}
