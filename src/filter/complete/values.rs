//! The values that a field can have in this store, best first.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use super::{Candidate, after_claim, fit};
use crate::event::date::{Day, Range};
use crate::event::{EventIx, Stance, Word};
use crate::filter::field::{Field, Has, Is};
use crate::filter::node::HEDGED;
use crate::filter::print::as_value;
use crate::filter::{Context, Filter, words};
use crate::registry::{ActorIx, ClaimIx, OutletIx, VenueIx};
use crate::text::fold;
use crate::text::signs::sign;
use crate::timeline::Timeline;

/// Returns how many bytes of the typed text to keep, and the candidates for the rest.
pub(super) fn candidates(
    field: Field,
    typed: &str,
    timeline: &Timeline,
    context: Context<'_>,
) -> (usize, Vec<Candidate>) {
    match field {
        Field::Actor | Field::As(_) | Field::Met | Field::By | Field::Venue | Field::Source => {
            (0, named(field, typed, timeline))
        }
        Field::Term => (0, terms(typed, timeline)),
        Field::About => match after_claim(typed) {
            Some((skip, rest)) => (skip, stances(rest)),
            None => (0, claims(typed, timeline)),
        },
        field if field.takes_date() => dates(field, typed, timeline, context),
        Field::Has => (0, states::<Has>(field, typed, timeline, context)),
        Field::Is => (0, states::<Is>(field, typed, timeline, context)),
        Field::Rel => (0, fixed(typed, &[">=B", ">=C", "A", "B", "C", "D", "E", "F"])),
        Field::Cred => (0, fixed(typed, &["<=2", "<=3", "1", "2", "3", "4", "5", "6"])),
        Field::Lag => (0, fixed_lower(typed, &["<24h", "<6h", ">24h", ">2d", ">1w"])),
        Field::Thread | Field::Chain => (0, tied(field, typed, timeline)),
        Field::Sources | Field::Roots => (0, fixed(typed, &[">=2", ">=3", "1", "0"])),
        Field::Count | Field::Figure(_) => (0, fixed(typed, &[">0", ">=100", ">=1000"])),
        Field::Id => (0, ids(typed, timeline)),
        _ => (0, used(field, typed, timeline)),
    }
}

/// Sorts better matches first, then the more frequent, then by name.
fn ranked(mut found: Vec<(u8, Candidate)>) -> Vec<Candidate> {
    found.sort_by(|(a, x), (b, y)| (a, Reverse(x.count), &x.label).cmp(&(b, Reverse(y.count), &y.label)));
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// Returns actors, venues or outlets with a name, in any script, that matches.
pub(super) fn named(field: Field, typed: &str, timeline: &Timeline) -> Vec<Candidate> {
    let (registry, index) = (&timeline.store().registry, timeline.index());
    let names = match field {
        Field::Venue => registry.venue_names(),
        Field::Source => registry.outlet_names(),
        _ => registry.actor_names(),
    };
    let typed = fold(typed);
    let mut best: HashMap<u32, u8> = HashMap::new();
    for (name, ix) in names.all() {
        if let Some(fit) = fit(&typed, name) {
            let known = best.entry(ix).or_insert(fit);
            *known = fit.min(*known);
        }
    }
    let figures = if field == Field::By { timeline.index().figures().by_claimant() } else { HashMap::new() };
    let candidate = |ix: u32| {
        let (id, name, events) = match field {
            Field::Venue => {
                let venue = registry.venue(VenueIx(ix));
                (&venue.id, &venue.name, index.venue(VenueIx(ix)).len())
            }
            Field::Source => {
                let outlet = registry.outlet(OutletIx(ix));
                (&outlet.id, &outlet.name, index.outlet(OutletIx(ix)).len())
            }
            _ => {
                let actor = registry.actor(ActorIx(ix));
                let events = match field {
                    Field::As(role) => index.role(role, ActorIx(ix)).len(),
                    Field::Met => timeline.seats().meetings_of(ActorIx(ix)),
                    Field::By => figures.get(&ActorIx(ix)).copied().unwrap_or(0),
                    _ => index.actor(ActorIx(ix)).len(),
                };
                (&actor.id, &actor.name, events)
            }
        };
        Candidate { insert: as_value(id), label: labelled(name, id), count: Some(events as u32) }
    };
    let only_used = matches!(field, Field::As(_) | Field::Met | Field::By);
    let found = best.into_iter().map(|(ix, fit)| (fit, candidate(ix)));
    ranked(found.filter(|(_, c)| !only_used || c.count != Some(0)).collect())
}

fn labelled(name: &str, id: &str) -> String {
    if fold(name) == fold(id) { name.to_owned() } else { format!("{name} {} {id}", sign("·")) }
}

fn claims(typed: &str, timeline: &Timeline) -> Vec<Candidate> {
    let typed = fold(typed);
    let count = |ix: u32| timeline.index().claim(ClaimIx(ix)).len() as u32;
    let all = timeline.store().registry.claims.iter().zip((0..).map(count));
    let fitting = all.filter_map(|(claim, count)| {
        let fit = fit(&typed, &claim.id).or_else(|| fit(&typed, &fold(&claim.text)).map(|f| f + 2))?;
        let label = format!("{} {} {}", claim.id, sign("·"), claim.text);
        Some((fit, Candidate { insert: claim.id.to_string(), label, count: Some(count) }))
    });
    ranked(fitting.collect())
}

fn terms(typed: &str, timeline: &Timeline) -> Vec<Candidate> {
    let typed = fold(typed);
    let all = timeline.store().registry.terms.iter().zip(timeline.term_uses());
    let fitting = all.filter_map(|(term, events)| {
        let stems =
            || term.stems.iter().flat_map(|(_, stems)| stems).filter_map(|stem| fit(&typed, &fold(stem)));
        let named = fit(&typed, &term.id).or_else(|| fit(&typed, &fold(&term.name)));
        let fit = named.or_else(|| stems().min().map(|fit| fit + 2))?;
        let count = Some(events.len() as u32);
        Some((fit, Candidate { insert: term.id.to_string(), label: labelled(&term.name, &term.id), count }))
    });
    ranked(fitting.collect())
}

fn stances(typed: &str) -> Vec<Candidate> {
    let all = Stance::ALL.iter().filter(|s| s.is_position()).map(|s| s.word()).chain([HEDGED]);
    all.filter(|word| word.starts_with(&fold(typed))).map(plain).collect()
}

fn plain(word: &str) -> Candidate {
    Candidate { insert: as_value(word), label: word.to_owned(), count: None }
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

/// Returns events that others are connected to, with the number of connected events.
fn tied(field: Field, typed: &str, timeline: &Timeline) -> Vec<Candidate> {
    let count = |ix| match field {
        Field::Chain => timeline.threads().chain(ix).len() as u32,
        _ => timeline.threads().thread(ix).len() as u32,
    };
    let fitting = named_by_id(typed, timeline, count);
    ranked(fitting.filter(|(_, candidate)| candidate.count > Some(1)).collect())
}

/// Returns words that events have.
fn used(field: Field, typed: &str, timeline: &Timeline) -> Vec<Candidate> {
    let typed = fold(typed);
    let fitting = words::in_use(timeline, field).into_iter().filter_map(|(word, count)| {
        let candidate = Candidate { insert: as_value(word), label: word.to_owned(), count: Some(count) };
        Some((fit(&typed, &fold(word))?, candidate))
    });
    ranked(fitting.collect())
}

fn ids(typed: &str, timeline: &Timeline) -> Vec<Candidate> {
    ranked(named_by_id(typed, timeline, |_| 1).collect())
}

fn named_by_id(
    typed: &str,
    timeline: &Timeline,
    count: impl Fn(EventIx) -> u32,
) -> impl Iterator<Item = (u8, Candidate)> {
    let typed = fold(typed);
    timeline.order().iter().filter_map(move |ix| {
        let event = timeline.event(*ix);
        let fit = fit(&typed, event.id.as_str())?;
        let label = format!("{} {} {}", event.id, sign("·"), event.title);
        Some((fit, Candidate { insert: as_value(event.id.as_str()), label, count: Some(count(*ix)) }))
    })
}

/// Returns words of `has:` and `is:`, in the order of the reference.
fn states<W: Word>(field: Field, typed: &str, timeline: &Timeline, context: Context<'_>) -> Vec<Candidate> {
    let typed = fold(typed);
    let fitting = W::ALL.iter().map(|w| w.word()).filter(|word| fit(&typed, word).is_some());
    fitting
        .map(|word| {
            let query = Filter::default().toggle(field, word, false).bind(timeline, context);
            Candidate { count: query.ok().map(|q| q.run(timeline).len() as u32), ..plain(word) }
        })
        .collect()
}

/// Returns days, months and years; after `..` the end of a range.
fn dates(field: Field, typed: &str, timeline: &Timeline, context: Context<'_>) -> (usize, Vec<Candidate>) {
    let now = context.now;
    let skip = typed
        .rfind("..")
        .map_or_else(|| typed.len() - typed.trim_start_matches(['>', '<', '=']).len(), |at| at + "..".len());
    let typed = typed.get(skip..).unwrap_or_default();
    let count = |text: &str| {
        let range = Range::parse(text, now).ok()?;
        let range = match field {
            Field::Since => Range::since(&range),
            Field::Until => Range::until(&range),
            _ => range,
        };
        if matches!(field, Field::Logged | Field::Published) {
            let query = Filter::default().toggle(field, text, false).bind(timeline, context).ok()?;
            return Some(query.run(timeline).len() as u32);
        }
        let within = |ix: &&EventIx| {
            let date = &timeline.event(**ix).date;
            if field == Field::During { date.certain(&range) } else { date.possible(&range) }
        };
        Some(timeline.order().iter().filter(within).count() as u32)
    };
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
    all.extend(present(timeline).into_iter().filter(|p| *p != this_month).map(|p| (p.clone(), p)));
    let fitting = all.into_iter().filter(|(value, _)| value.starts_with(typed));
    let found = fitting.map(|(value, label)| Candidate { count: count(&value), insert: value, label });
    (skip, found.take(super::MOST).collect())
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
