//! An event as paragraphs of plain text, for formats whose reader shows text: calendars, maps, slides.
//!
//! Every paragraph is a label and the words of [`describe`](crate::describe), or a text of the store as it is.

use super::Request;
use crate::describe::links;
use crate::describe::{accounts, dates, figures, nature, people, quotes, sessions, sources};
use crate::event::{Event, EventIx, Figure, Quote, Session};
use crate::registry::{Registry, SourceIx};
use crate::store::Store;
use crate::text::capitalized;
use crate::timeline::standing;

/// Everything that the paragraphs of an event are made from.
struct Told<'a> {
    request: &'a Request<'a>,
    store: &'a Store,
    registry: &'a Registry,
    event: &'a Event,
    all: Vec<String>,
}

/// Returns the paragraphs of an event, without its title. Some have several lines.
pub(super) fn paragraphs(request: &Request<'_>, ix: EventIx, event: &Event) -> Vec<String> {
    let store = request.timeline.store();
    let mut told = Told { request, store, registry: &store.registry, event, all: Vec::new() };
    told.what();
    told.who_and_where();
    told.said();
    told.links(ix);
    told.evidence();
    told.all.retain(|paragraph| !paragraph.trim().is_empty());
    told.all
}

impl Told<'_> {
    fn add(&mut self, label: &str, text: &str) {
        if !text.trim().is_empty() {
            self.all.push(format!("{label}: {text}"));
        }
    }

    fn notes(&self) -> bool {
        self.request.options.notes
    }

    fn what(&mut self) {
        let (event, zone) = (self.event, self.request.timeline.zone());
        self.all.extend(self.store.handling(event).map(nature::tlp));
        self.all.extend(nature::status(event.status).map(capitalized));
        if event.occurred() && event.is_to_come(self.request.now.instant) {
            self.all.push(capitalized(nature::TO_COME));
        }
        self.add(&nature::in_words(event), &dates::when(event, zone));
    }

    fn who_and_where(&mut self) {
        let (event, registry) = (self.event, self.registry);
        for role in people::roles(&event.actors) {
            let label = people::role(role, event.in_role(role).nth(1).is_some());
            let names: Vec<String> =
                event.in_role(role).map(|actor| people::introduced(registry, actor, event)).collect();
            self.add(&format!("{label}{}", nature::as_whose_word(event, role)), &names.join("; "));
        }
        if let Some(venue) = event.venue {
            self.add("Where", &people::place(registry, venue));
        }
        let others: Vec<String> = event.other_venues.iter().map(|v| people::place(registry, *v)).collect();
        self.add("Also at", &others.join("; "));
        self.all.extend(event.summary.clone());
    }

    fn said(&mut self) {
        let event = self.event;
        for quote in &event.quotes {
            self.quotation(quote);
        }
        let unestablished = nature::unestablished(event);
        if let Some(stance) = nature::own_stance(event) {
            self.add(&format!("Stance{unestablished}"), stance);
        }
        for about in &event.about {
            let claim = nature::claim(self.registry, *about);
            let position = nature::position(event, *about);
            self.add(&format!("Position{unestablished}"), &format!("{position}: {claim}"));
        }
        self.add("Agenda", &event.agenda.join("; "));
        self.add("Outcome", event.outcome.as_deref().unwrap_or_default());
        let figures = self.figures(&event.figures);
        self.all.extend(figures);
        for (number, session) in (1..).zip(&event.sessions) {
            let session = self.session(session);
            self.add(&format!("Session {number}"), &session);
        }
        for conflict in &event.conflicts {
            let accounts: Vec<String> =
                conflict.values.iter().map(|a| accounts::attributed(self.registry, event, a)).collect();
            self.add(
                &format!("Accounts differ on {}", accounts::field(&conflict.field)),
                &accounts.join("; "),
            );
        }
    }

    fn quotation(&mut self, quote: &Quote) {
        if quote.text.trim().is_empty() {
            return;
        }
        let credit = quotes::credit(self.registry, self.event, quote);
        self.all.push(format!("“{}” — {credit}", quote.text));
        if let Some(original) = quote.original.as_deref().filter(|text| !text.trim().is_empty()) {
            self.all.push(format!("Original: “{original}”"));
        }
    }

    /// Returns a line for each claimant, with its claims.
    fn figures(&self, rows: &[Figure]) -> Vec<String> {
        let claims = figures::claims(self.registry, rows, self.event).into_iter().map(|claims| {
            let rows: Vec<String> =
                claims.rows.iter().map(|(row, phrase)| self.figure(row, phrase)).collect();
            format!("{}: {}", capitalized(&claims.lead), rows.join("; "))
        });
        claims.collect()
    }

    fn figure(&self, row: &Figure, phrase: &str) -> String {
        let mut out = phrase.to_owned();
        out.extend(figures::own_grade(row, self.event).map(|grade| format!(" ({grade})")));
        let source = row.source.map(|ix| sources::reference(self.registry, self.event, ix));
        out.extend(source.map(|source| format!(" — {source}")));
        let notes = [&row.note, &row.grade_note].into_iter().flatten().filter(|_| self.notes());
        out.extend(notes.map(|note| format!(" (analyst's note: {note})")));
        out
    }

    fn session(&self, session: &Session) -> String {
        let zone = self.request.timeline.zone();
        let mut parts = sessions::parts(self.registry, self.event, session, zone);
        if parts.is_empty() {
            parts.push("nothing more is known".to_owned());
        }
        parts.extend(self.figures(&session.figures));
        let note = session.note.as_deref().filter(|_| self.notes());
        parts.extend(note.map(|note| format!("analyst's note: {note}")));
        parts.join("; ")
    }

    fn links(&mut self, ix: EventIx) {
        let (timeline, event) = (self.request.timeline, self.event);
        // Ties that only repeat the order of dates are left out, as in every document.
        for tie in links::ties(timeline, ix).iter().filter(|tie| !tie.is_order()) {
            let other = self.store.events.fresh(tie.other);
            let what = capitalized(&tie.what(self.store, event, &other));
            let named = links::named(&other, timeline.zone());
            let remarks = tie.remarks(self.store, event, &other);
            let note = tie.note.filter(|_| self.notes());
            let note = note.map(|note| format!("; analyst's note: {note}")).unwrap_or_default();
            self.all.push(format!("{what} {named}{remarks}{note}"));
        }
    }

    fn evidence(&mut self) {
        let event = self.event;
        if self.notes() {
            self.add("Analyst's note", event.note.as_deref().unwrap_or_default());
        }
        self.add("Grade", &nature::grade(event.grade));
        if self.notes() {
            self.add("Analyst's note on the grade", event.grade_note.as_deref().unwrap_or_default());
        }
        let cautions = standing::cautions(self.store, event, self.request.timeline.zone());
        self.add("Caution", &cautions.join("; "));
        if event.sources.is_empty() {
            self.all.push(capitalized(sources::NO_SOURCE));
        }
        for (number, (ix, against)) in (1..).zip(event.cited()) {
            let source = self.source(ix);
            let against = if against { format!(", cited {}", standing::AGAINST) } else { String::new() };
            self.add(&format!("Source [{number}]{against}"), &source);
        }
    }

    fn source(&self, ix: SourceIx) -> String {
        let source = self.registry.fresh_source(ix);
        let mut parts = sources::parts(self.registry, &source);
        parts.extend(source.url.clone());
        parts.extend(source.archive.iter().map(|copy| format!("archived at {copy}")));
        let note = source.note.as_deref().filter(|_| self.notes());
        parts.extend(note.map(|note| format!("analyst's note: {note}")));
        parts.join(", ")
    }
}
