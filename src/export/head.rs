//! What a document says about itself: title, filter, counts, handling, and when and from which store it was made.

mod days;

use std::fmt::Write as _;

pub(super) use days::{Covered, days};

use super::Request;
use crate::describe::nature::tlp;
use crate::event::{EventIx, Handling};
use crate::filter::Filter;
use crate::store::{Severity, Store, Withheld};
use crate::text::{agreeing, counted, thousands, visible_line};
use crate::timeline::{EventSet, IndexKey, Timeline};

/// What a document without events says instead.
pub(super) const NOTHING: &str = "No event matches. This says what the log holds, not what happened.";

/// The head of a document that is not Markdown.
#[derive(Debug)]
pub(super) struct Head {
    /// The title, in one line.
    pub(super) title: String,
    /// The strictest handling of anything that the document names.
    pub(super) handling: Option<Handling>,
    /// The other facts, each with its label.
    facts: Vec<(&'static str, String)>,
}

impl Head {
    /// Returns the head of the document that `request` asks for.
    pub(super) fn of(request: &Request<'_>) -> Self {
        let store = request.timeline.store();
        let filter = line(request.filter);
        let mut facts = vec![
            ("Filter", if filter.is_empty() { "none, every event".to_owned() } else { filter }),
            ("Shown", counts(request, request.shown.len())),
        ];
        facts.extend(withheld(store).map(|text| ("Withheld", text)));
        facts.push(("As of", as_of(request.timeline)));
        facts.push(("Generated", request.now.text.to_string()));
        let commit = request.commit.map(|commit| format!(", commit {commit}")).unwrap_or_default();
        facts.push(("Store", format!("{}{commit}", line(store_title(store)))));
        facts.extend(left_out(store).map(|text| ("Left out", text)));
        Self { title: line(&title(request)), handling: handling(request), facts }
    }

    /// Says which events the format cannot hold: they are not shown.
    pub(super) fn without(
        &mut self,
        request: &Request<'_>,
        label: &'static str,
        left: &[(EventIx, &'static str)],
    ) {
        if left.is_empty() {
            return;
        }
        if let Some((_, shown)) = self.facts.iter_mut().find(|(label, _)| *label == "Shown") {
            *shown = counts(request, request.shown.len().saturating_sub(left.len()));
        }
        self.facts.push((label, lacking(request.timeline, left).join("; ")));
    }

    /// Adds the days that the events cover, after the filter.
    pub(super) fn cover(&mut self, dates: String) {
        self.facts.insert(1, ("Dates", dates));
    }

    /// Returns the facts but for the handling, each with its label.
    pub(super) fn facts(&self) -> &[(&'static str, String)] {
        &self.facts
    }

    /// Returns a line for each fact, the handling first: `TLP:AMBER`, `Filter: actor:kremlin`.
    pub(super) fn lines(&self) -> Vec<String> {
        let facts = self.facts.iter().map(|(label, text)| format!("{label}: {text}"));
        self.handling.map(tlp).into_iter().chain(facts).collect()
    }
}

/// Returns a text as one line without hidden characters.
fn line(text: &str) -> String {
    visible_line(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the title of the document: the one asked for, else the title of the view followed by that of the store.
pub(super) fn title(request: &Request<'_>) -> String {
    let named = |title: &&str| !line(title).is_empty();
    if let Some(own) = request.options.title.as_deref().filter(named) {
        return own.to_owned();
    }
    let store = request.timeline.store();
    let of_store = store.meta.title.as_deref().filter(named).unwrap_or("Timeline");
    let view = Filter::parse(request.filter).ok().and_then(|filter| filter.title(&store.registry));
    view.map_or_else(|| of_store.to_owned(), |view| format!("{view}: {of_store}"))
}

/// Returns the title of the store, or why there is none.
pub(super) fn store_title(store: &Store) -> &str {
    let untitled = match store.withheld {
        Some(Withheld { title: true, .. }) => "its title is withheld",
        _ => "without a title",
    };
    store.meta.title.as_deref().unwrap_or(untitled)
}

/// The most events that are named one by one.
const NAMED: usize = 10;

/// Returns what a format cannot hold, a text for each reason: `2 events open at both ends: a, b`.
pub(super) fn lacking(timeline: &Timeline, left: &[(EventIx, &'static str)]) -> Vec<String> {
    let mut reasons: Vec<&'static str> = left.iter().map(|(_, why)| *why).collect();
    reasons.sort_unstable();
    reasons.dedup();
    let worded = |why: &'static str| {
        let of_it: Vec<EventIx> = left.iter().filter(|(_, own)| *own == why).map(|(ix, _)| *ix).collect();
        let ids = of_it.iter().take(NAMED).map(|ix| timeline.store().events.fresh(*ix).id.to_string());
        let ids: Vec<String> = ids.collect();
        let more = of_it.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {} more", thousands(more as u64)) } else { String::new() };
        format!("{} {why}: {}{more}", counted(of_it.len(), "event"), ids.join(", "))
    };
    reasons.into_iter().map(worded).collect()
}

/// Returns how many events are shown, of how many.
pub(super) fn counts(request: &Request<'_>, shown: usize) -> String {
    let timeline = request.timeline;
    let total = timeline.order().len();
    let known = if timeline.store().known.is_some() { " known" } else { "" };
    let mut out = format!("{} of {}{known}", thousands(shown as u64), counted(total, "event"));
    if request.matched > request.shown.len() {
        let _ = write!(out, ", the first of {} that match", thousands(request.matched as u64));
    }
    out
}

/// Returns how many events of the store are withheld, and how their absence affects the rest.
pub(super) fn withheld(store: &Store) -> Option<String> {
    let Some(Withheld { max, events: events @ 1.., .. }) = store.withheld else { return None };
    Some(format!(
        "{} of the store, stricter than {}: everything here is about the others only, including what was first, what \
         has no answer and what is not logged; no plan is reported as lapsed",
        counted(events, "event"),
        tlp(max)
    ))
}

/// Returns the day for which sources and roles are valid, and how much of the whole store was known then.
pub(super) fn as_of(timeline: &Timeline) -> String {
    let Some(known) = &timeline.store().known else { return "the store as it is now".to_owned() };
    let date = known.at.date().in_words(None);
    let all = timeline.order().len();
    let mut out = format!(
        "{date}: {} of {} {} known then",
        thousands(all as u64),
        counted(all + known.not_yet, "event"),
        agreeing(all, "was", "were")
    );
    match known.assumed.len() {
        0 => {}
        n => {
            let _ = write!(out, ", {} of them assumed known from their own date", thousands(n as u64));
        }
    }
    out.push_str("; sources published later are left out, ");
    if let Some(undated) = known.undated_in_words() {
        let _ = write!(out, "{undated}; ");
    }
    out + "offices are of that day, texts and status of today"
}

/// Returns what the document lacks because the store could not be read whole.
pub(super) fn left_out(store: &Store) -> Option<String> {
    let problems = store.problems.iter().filter(|p| p.severity == Severity::Problem).count();
    let problems = (problems > 0).then(|| counted(problems, "problem"))?;
    Some(format!("what {problems} in the store made unreadable; run demarche check"))
}

/// Returns the strictest handling of the events shown and of those that they link to, whose titles or ids they name.
pub(super) fn handling(request: &Request<'_>) -> Option<Handling> {
    let timeline = request.timeline;
    let mut inside = EventSet::none(timeline.store().events.len());
    request.shown.iter().for_each(|ix| inside.insert(*ix));
    let linked = request.shown.iter().flat_map(|ix| {
        let back = timeline.back_links(*ix).iter().map(|link| link.from);
        timeline.store().events.links(*ix).iter().map(|link| link.to).chain(back).collect::<Vec<_>>()
    });
    strictest(timeline, request.shown, inside, linked)
}

/// Returns the strictest handling of the events in `scope` and in `named`.
pub(super) fn strictest(
    timeline: &Timeline,
    shown: &[EventIx],
    mut scope: EventSet,
    named: impl Iterator<Item = EventIx>,
) -> Option<Handling> {
    // Even an empty document comes from a store that may have a handling marking.
    if shown.is_empty() {
        return timeline.store().meta.handling;
    }
    let index = timeline.index();
    let marked =
        index.words(IndexKey::Handling).filter_map(|(word, events)| Some((word.parse().ok()?, events)));
    let marked: Vec<(Handling, &[u32])> = marked.collect();
    if marked.is_empty() {
        return None;
    }
    named.for_each(|ix| scope.insert(ix));
    let among = |events: &[u32]| events.iter().any(|ix| scope.contains(EventIx(*ix)));
    marked.into_iter().filter(|(_, events)| among(events)).map(|(handling, _)| handling).min()
}
