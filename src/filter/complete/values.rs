//! The values that a field can have in this store, best first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::{Candidate, Scope, after_claim, fit, ids, ranked};
use crate::event::date::Day;
use crate::event::{Stance, Word};
use crate::filter::field::{Field, Has, Is};
use crate::filter::node::HEDGED;
use crate::filter::print::as_value;
use crate::filter::{Filter, words};
use crate::registry::{ActorIx, ClaimIx, OutletIx, VenueIx};
use crate::text::fold;
use crate::text::signs::sign;
use crate::text::suggest::nearest_of;
use crate::timeline::Timeline;

/// Returns how many bytes of the typed text to keep, and the candidates for the rest.
pub(super) fn candidates(field: Field, typed: &str, scope: &Scope<'_>) -> (usize, Vec<Candidate>) {
    match field {
        Field::Actor | Field::As(_) | Field::Met | Field::By | Field::Venue | Field::Source => {
            (0, named(field, typed, scope))
        }
        Field::Term => (0, terms(typed, scope)),
        Field::About => match after_claim(typed) {
            Some((skip, rest)) => (skip, stances(rest)),
            None => (0, claims(typed, scope)),
        },
        field if field.takes_date() => dates(field, typed, scope),
        Field::Has => (0, states::<Has>(field, typed, scope)),
        Field::Is => (0, states::<Is>(field, typed, scope)),
        Field::Rel => (0, fixed(typed, &[">=B", ">=C", "A", "B", "C", "D", "E", "F"])),
        Field::Cred => (0, fixed(typed, &["<=2", "<=3", "1", "2", "3", "4", "5", "6"])),
        Field::Lag => (0, fixed_lower(typed, &["<24h", "<6h", ">24h", ">2d", ">1w"])),
        Field::Thread | Field::Chain => (0, ids::tied(field, typed, scope.timeline)),
        Field::Sources | Field::Roots => (0, fixed(typed, &[">=2", ">=3", "1", "0"])),
        Field::Count | Field::Figure(_) => (0, fixed(typed, &[">0", ">=100", ">=1000"])),
        Field::Id => (0, ids::ids(typed, scope)),
        _ => (0, used(field, typed, scope)),
    }
}

/// Returns actors, venues or outlets with a name, in any script, that matches; if none does, those that resemble it.
pub(super) fn named(field: Field, typed: &str, scope: &Scope<'_>) -> Vec<Candidate> {
    let registry = &scope.timeline.store().registry;
    let names = match field {
        Field::Venue => registry.venue_names(),
        Field::Source => registry.outlet_names(),
        _ => registry.actor_names(),
    };
    let folded = fold(typed);
    let mut best: HashMap<u32, u8> = HashMap::new();
    for (name, ix) in names.all() {
        if let Some(fit) = fit(&folded, name) {
            let known = best.entry(ix).or_insert(fit);
            *known = fit.min(*known);
        }
    }
    if best.is_empty() {
        best.extend(nearest_of(typed, names.all()).into_iter().map(|ix| (ix, RESEMBLES)));
    }
    // Who sat with whom and who claims a figure is in no list: only so many are counted.
    let mut best: Vec<(u32, u8)> = best.into_iter().collect();
    if matches!(field, Field::Met | Field::By) {
        best.sort_by_key(|(ix, fit)| (*fit, Reverse(scope.timeline.index().actor(ActorIx(*ix)).len())));
        best.truncate(super::MOST);
    }
    let only_used = matches!(field, Field::As(_) | Field::Met | Field::By);
    let found = best.into_iter().filter_map(|(ix, fit)| Some((fit, candidate(field, ix, only_used, scope)?)));
    ranked(found.collect())
}

/// What a name that only resembles the typed text fits.
const RESEMBLES: u8 = 9;

/// Returns the candidate for an actor, a venue or an outlet; `None` if no event of the store has it and `used` is set.
fn candidate(field: Field, ix: u32, used: bool, scope: &Scope<'_>) -> Option<Candidate> {
    let (registry, index) = (&scope.timeline.store().registry, scope.timeline.index());
    let (id, name, events) = match field {
        Field::Venue => {
            let venue = registry.venue(VenueIx(ix));
            (&venue.id, &venue.name, Some(index.venue(VenueIx(ix))))
        }
        Field::Source => {
            let outlet = registry.outlet(OutletIx(ix));
            (&outlet.id, &outlet.name, Some(index.outlet(OutletIx(ix))))
        }
        _ => {
            let actor = registry.actor(ActorIx(ix));
            let events = match field {
                Field::As(role) => Some(index.role(role, ActorIx(ix))),
                Field::Met | Field::By => None,
                _ => Some(index.actor(ActorIx(ix))),
            };
            (&actor.id, &actor.name, events)
        }
    };
    let count = match events {
        Some([]) if used => return None,
        Some(events) => scope.rest.count(events),
        None => {
            let found =
                Filter::default().toggle(field, id, false).bind(scope.timeline, scope.context).ok()?;
            let found = found.run(scope.timeline);
            if used && found.is_empty() {
                return None;
            }
            scope.rest.count_set(found)
        }
    };
    let shown = if name.chars().count() > LONG { short(field, ix, scope.timeline) } else { name };
    Some(Candidate { insert: as_value(id), label: labelled(shown, id), count, leaves_nothing: false })
}

/// A longer name has no room beside its id.
const LONG: usize = 36;

fn short(field: Field, ix: u32, timeline: &Timeline) -> &str {
    let (registry, names) = (&timeline.store().registry, timeline.short_names());
    match field {
        Field::Venue => names.venue(registry, VenueIx(ix)),
        Field::Source => names.outlet(registry, OutletIx(ix)),
        _ => names.actor(registry, ActorIx(ix)),
    }
}

fn labelled(name: &str, id: &str) -> String {
    if fold(name) == fold(id) { name.to_owned() } else { format!("{name} {} {id}", sign("·")) }
}

fn claims(typed: &str, scope: &Scope<'_>) -> Vec<Candidate> {
    let typed = fold(typed);
    let count = |ix: u32| scope.rest.count(scope.timeline.index().claim(ClaimIx(ix)));
    let all = scope.timeline.store().registry.claims.iter().zip((0..).map(count));
    let fitting = all.filter_map(|(claim, count)| {
        let fit = fit(&typed, &claim.id).or_else(|| fit(&typed, &fold(&claim.text)).map(|f| f + 2))?;
        let label = format!("{} {} {}", claim.id, sign("·"), claim.text);
        Some((fit, Candidate { insert: claim.id.to_string(), label, count, leaves_nothing: false }))
    });
    ranked(fitting.collect())
}

fn terms(typed: &str, scope: &Scope<'_>) -> Vec<Candidate> {
    let typed = fold(typed);
    let all = scope.timeline.store().registry.terms.iter().zip(scope.timeline.term_uses());
    let fitting = all.filter_map(|(term, events)| {
        let stems =
            || term.stems.iter().flat_map(|(_, stems)| stems).filter_map(|stem| fit(&typed, &fold(stem)));
        let named = fit(&typed, &term.id).or_else(|| fit(&typed, &fold(&term.name)));
        let fit = named.or_else(|| stems().min().map(|fit| fit + 2))?;
        let (count, label) = (scope.rest.count(events), labelled(&term.name, &term.id));
        Some((fit, Candidate { insert: term.id.to_string(), label, count, leaves_nothing: false }))
    });
    ranked(fitting.collect())
}

fn stances(typed: &str) -> Vec<Candidate> {
    let all = Stance::ALL.iter().filter(|s| s.is_position()).map(|s| s.word()).chain([HEDGED]);
    all.filter(|word| word.starts_with(&fold(typed))).map(plain).collect()
}

fn plain(word: &str) -> Candidate {
    Candidate::plain(as_value(word), word)
}

fn fixed(typed: &str, values: &[&str]) -> Vec<Candidate> {
    let upper = typed.to_uppercase();
    values.iter().filter(|v| v.starts_with(&upper)).map(|v| plain(v)).collect()
}

/// Returns the same as [`fixed`] for values in lower case.
fn fixed_lower(typed: &str, values: &[&str]) -> Vec<Candidate> {
    let lower = typed.to_lowercase();
    values.iter().filter(|v| v.starts_with(&lower)).map(|v| plain(v)).collect()
}

/// Returns tags that match.
pub(super) fn tags(typed: &str, scope: &Scope<'_>) -> Vec<Candidate> {
    used(Field::Tag, typed, scope)
}

/// Returns words that events have.
fn used(field: Field, typed: &str, scope: &Scope<'_>) -> Vec<Candidate> {
    let typed = fold(typed);
    let fitting = words::lists(scope.timeline, field).into_iter().filter_map(|(word, events)| {
        let fit = fit(&typed, &fold(word))?;
        let (insert, label, count) = (as_value(word), word.to_owned(), scope.rest.count(events));
        Some((fit, Candidate { insert, label, count, leaves_nothing: false }))
    });
    ranked(fitting.collect())
}

/// Returns words of `has:` and `is:`, in the order of the reference.
fn states<W: Word>(field: Field, typed: &str, scope: &Scope<'_>) -> Vec<Candidate> {
    let typed = fold(typed);
    let fitting = W::ALL.iter().map(|w| w.word()).filter(|word| fit(&typed, word).is_some());
    fitting.map(|word| Candidate { count: counted(field, word, scope), ..plain(word) }).collect()
}

/// Returns how many events the term has under the rest of the filter, for what is in no list.
fn counted(field: Field, value: &str, scope: &Scope<'_>) -> Option<u32> {
    let query = Filter::default().set(field, &[value.to_owned()]).bind(scope.timeline, scope.context).ok()?;
    scope.rest.count_set(query.run(scope.timeline))
}

/// Maximum number of dates offered, each of which is counted by itself.
const DATES: usize = 24;

/// Returns days, months and years; after `..` the end of a range.
fn dates(field: Field, typed: &str, scope: &Scope<'_>) -> (usize, Vec<Candidate>) {
    let now = scope.context.now;
    let skip = typed
        .rfind("..")
        .map_or_else(|| typed.len() - typed.trim_start_matches(['>', '<', '=']).len(), |at| at + "..".len());
    let (whole, typed) = (typed, typed.get(skip..).unwrap_or_default());
    let relative: &[(&str, &str)] = match field {
        Field::Since | Field::Until => &[
            ("7d", "a week ago"),
            ("2w", "two weeks ago"),
            ("1m", "a month ago"),
            ("3m", "three months ago"),
            ("1y", "a year ago"),
        ],
        _ => &[],
    };
    let (year, month, _) = now.today.civil();
    let this_month = format!("{year:04}-{month:02}");
    let mut all: Vec<(String, String)> =
        vec![("today".into(), "today".into()), ("yesterday".into(), "yesterday".into())];
    all.extend(
        relative.iter().map(|(value, label)| ((*value).to_owned(), format!("{value} {} {label}", sign("·")))),
    );
    all.push((this_month.clone(), format!("{this_month} {} this month", sign("·"))));
    all.extend(present(scope.timeline).into_iter().filter(|p| *p != this_month).map(|p| (p.clone(), p)));
    let fitting = all.into_iter().filter(|(value, _)| value.starts_with(typed));
    // After the first `..` the whole range is counted.
    let before = whole.get(..skip).unwrap_or_default();
    let found = fitting.take(DATES).map(|(value, label)| Candidate {
        count: counted(field, &format!("{before}{value}"), scope),
        insert: value,
        label,
        leaves_nothing: false,
    });
    (skip, found.collect())
}

/// Returns the years and months in which events begin, latest first, a year before its months.
fn present(timeline: &Timeline) -> Vec<String> {
    let mut years: BTreeMap<i64, [bool; 12]> = BTreeMap::new();
    for (first, _) in timeline.index().all_days() {
        if *first != Day(i64::MIN) {
            let (year, month, _) = first.civil();
            if (0..=9999).contains(&year) {
                years.entry(year).or_default()[usize::from(month - 1)] = true;
            }
        }
    }
    let mut all = Vec::new();
    for (year, months) in years.into_iter().rev() {
        all.push(format!("{year:04}"));
        let latest_first = (0..months.len()).rev().filter(|month| months[*month]);
        all.extend(latest_first.map(|month| format!("{year:04}-{:02}", month + 1)));
    }
    all
}
