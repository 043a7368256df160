//! The page with everything that an event contains, in words for people.

use super::page::Page;
use super::subject::Subject;
use super::{sources, statements};
use crate::cli::list::Look;
use crate::describe::links::{self, Tie};
use crate::describe::{dates, nature, people};
use crate::event::{EventIx, Word};
use crate::text::signs::sign;
use crate::text::visible_line;
use crate::timeline::Timeline;

pub(super) fn page(timeline: &Timeline, ix: EventIx, look: Look) -> String {
    let event = timeline.event(ix);
    let subject = Subject { timeline, registry: &timeline.store().registry, event };
    let mut page = Page::new(look);
    title(&mut page, subject, look);
    page.space();
    dates(&mut page, subject);
    page.maybe("known", known(timeline, ix).as_deref());
    people(&mut page, subject);
    page.space();
    page.maybe("summary", event.summary.as_deref());
    page.fields("agenda", &event.agenda);
    page.maybe("outcome", event.outcome.as_deref());
    statements::write(&mut page, subject);
    links(&mut page, subject, ix);
    page.space();
    sources::write(&mut page, subject, ix);
    page.space();
    page.maybe("note", event.note.as_deref().map(|n| format!("{n} (the analyst's own)")).as_deref());
    page.finished().trim_end().to_owned() + "\n"
}

fn title(page: &mut Page, subject: Subject<'_>, look: Look) {
    let event = subject.event;
    let nature = visible_line(&nature::in_words(event)).into_owned();
    page.line(&format!("{} {nature}", look.paint.glyph(event.kind)));
    page.heading(&nature::title(event));
    let file = subject.timeline.store().file(event.place);
    page.line(&visible_line(&format!(
        "{} {} {}:{}",
        event.id,
        sign("·"),
        file.path.display(),
        event.place.line
    )));
}

fn dates(page: &mut Page, subject: Subject<'_>) {
    let (event, zone) = (subject.event, subject.timeline.zone());
    page.field("when", &dates::when(event, zone));
    page.maybe("logged", event.logged.as_ref().map(|date| date.in_words(zone)).as_deref());
    page.field("status", nature::status(event.status).unwrap_or("occurred"));
    let handling = subject.timeline.store().handling(event);
    page.maybe("handling", handling.map(nature::tlp).as_deref());
}

/// Returns how the event was known as of the date asked for.
fn known(timeline: &Timeline, ix: EventIx) -> Option<String> {
    let known = timeline.store().known.as_ref()?;
    let date = known.at.date().in_words(None);
    Some(if known.assumed.contains(&ix) {
        format!("as of {date}: assumed, as nothing says when it became known and its own date had ended")
    } else {
        format!("as of {date}")
    })
}

fn people(page: &mut Page, subject: Subject<'_>) {
    let (event, registry) = (subject.event, subject.registry);
    for role in people::roles(&event.actors) {
        let label = format!("{}{}", role.word(), nature::as_whose_word(event, role));
        page.fields(&label, event.in_role(role).map(|a| subject.introduced(a)));
    }
    page.maybe("venue", event.venue.map(|v| people::place(registry, v)).as_deref());
    page.fields("also at", event.other_venues.iter().map(|v| people::place(registry, *v)));
    page.field("tags", &event.tags.join(", "));
}

fn links(page: &mut Page, subject: Subject<'_>, ix: EventIx) {
    let timeline = subject.timeline;
    let line = |tie: &Tie<'_>| {
        let other = timeline.event(tie.other);
        let remarks = tie.remarks(timeline.store(), subject.event, other);
        let note = tie.note.map(|n| format!("; {n} (the analyst's own)")).unwrap_or_default();
        let what = tie.what(timeline.store(), subject.event, other);
        let named = links::named(other, timeline.zone());
        format!("{what} {named}{remarks}{note} {} {}", sign("·"), other.id)
    };
    page.space();
    page.fields("links", links::ties(timeline, ix).iter().map(line));
}
