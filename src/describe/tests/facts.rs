//! The facts of an event, one text for each.

use crate::describe::{dates, figures, links, nature, people, quotes, sessions, sources};
use crate::event::{EventIx, Figure};
use crate::timeline::{Timeline, standing};

/// A fact that every output must show.
pub(super) struct Fact {
    /// The subject of the fact.
    pub(super) what: &'static str,
    pub(super) text: String,
}

/// Returns every fact of an event.
pub(super) fn facts(timeline: &Timeline, ix: EventIx) -> Vec<Fact> {
    let (event, store, zone) = (timeline.event(ix), timeline.store(), timeline.zone());
    let registry = &store.registry;
    let mut all = Facts(Vec::new());
    all.add("title", [nature::title(event).into_owned()]);
    all.add("kind", [nature::in_words(event)]);
    all.add("status", nature::status(event.status));
    all.add("grade", [nature::grade(event.grade)]);
    all.add("handling", store.handling(event).map(nature::tlp));
    let heading = event.date.heading(zone).in_words();
    let date = event.date.in_words(zone);
    all.add("date", [dates::beside_its_day(event, &date, zone).to_owned()]);
    all.add("day", (date.starts_with(&heading)).then_some(heading));
    all.add("time it was known", dates::known(event, zone));
    for role in people::roles(&event.actors) {
        all.add("word it rests on", [nature::as_whose_word(event, role).to_owned()]);
        all.add("person", event.in_role(role).map(|actor| people::introduced(registry, actor, event)));
    }
    all.add("place", event.venue.iter().chain(&event.other_venues).map(|v| people::place(registry, *v)));
    all.add(
        "text",
        [&event.summary, &event.outcome, &event.note, &event.grade_note].into_iter().flatten().cloned(),
    );
    all.add("agenda", event.agenda.clone());
    for quote in &event.quotes {
        all.add("quotation", [format!("“{}”", quote.text)]);
        all.add("person quoted", [quotes::credit(registry, event, quote)]);
        all.add("original", quote.original.iter().map(|original| format!("original: “{original}”")));
    }
    all.add("stance", nature::own_stance(event));
    for about in &event.about {
        let claim = nature::claim(registry, *about);
        all.add("position", [format!("{}: {claim}", nature::position(event, *about))]);
    }
    all.figures(timeline, ix, &event.figures);
    for session in &event.sessions {
        all.add("session", sessions::parts(registry, event, session, zone));
        all.figures(timeline, ix, &session.figures);
        all.add("remark on a session", session.note.clone());
    }
    for account in event.conflicts.iter().flat_map(|conflict| &conflict.values) {
        all.add("account", [account.value.clone()]);
        all.add("remark on an account", account.note.clone());
        all.add(
            "source of an account",
            account.source.iter().map(|text| {
                sources::cited(registry, event, text)
                    .map_or_else(|| text.clone(), |ix| sources::reference(registry, event, ix))
            }),
        );
    }
    for tie in links::ties(timeline, ix).iter().filter(|tie| !tie.is_order()) {
        let other = timeline.event(tie.other);
        all.add(
            "link",
            [format!("{} {}", tie.what(timeline.store(), event, other), links::named(other, zone))],
        );
        all.add("answer's time", [tie.remarks(store, event, other)]);
        all.add("remark on a link", tie.note.map(str::to_owned));
    }
    if event.sources.is_empty() {
        all.add("lack of sources", [sources::NO_SOURCE]);
    }
    all.add("caution", standing::cautions(store, event, zone));
    for source in event.cited().map(|(ix, _)| registry.source(ix)) {
        all.add("source", sources::parts(registry, source));
        all.add("address", source.url.iter().chain(&source.archive).cloned());
        all.add("remark on a source", source.note.clone());
    }
    all.0
}

struct Facts(Vec<Fact>);

impl Facts {
    fn add<S: Into<String>>(&mut self, what: &'static str, texts: impl IntoIterator<Item = S>) {
        self.0.extend(texts.into_iter().map(|text| Fact { what, text: text.into() }));
    }

    fn figures(&mut self, timeline: &Timeline, ix: EventIx, rows: &[Figure]) {
        let (event, registry) = (timeline.event(ix), &timeline.store().registry);
        for claims in figures::claims(registry, rows, event) {
            self.add("claimant", [format!("{}:", claims.lead)]);
            for (row, phrase) in claims.rows {
                let grade = figures::own_grade(row, event);
                self.add("figure", [grade.map_or_else(|| phrase.clone(), |g| format!("{phrase} ({g})"))]);
                self.add("remark on a figure", [&row.note, &row.grade_note].into_iter().flatten().cloned());
            }
        }
    }
}
