//! Everything an event holds, in the words of a person.

use super::page::Page;
use super::{said, sources};
use crate::cli::list::Look;
use crate::event::{Event, EventDate, EventIx, Link, Participant, Role, Status, Word};
use crate::registry::{ActorIx, Registry, VenueIx};
use crate::text::visible_line;
use crate::timeline::Timeline;

/// What is needed to describe an event.
#[derive(Clone, Copy)]
pub(super) struct Subject<'t> {
    pub(super) timeline: &'t Timeline,
    pub(super) registry: &'t Registry,
    pub(super) event: &'t Event,
}

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
    said::write(&mut page, subject);
    links(&mut page, subject, ix);
    page.space();
    sources::write(&mut page, subject, ix);
    page.space();
    page.maybe("note", event.note.as_deref().map(|n| format!("{n} (the analyst's own)")).as_deref());
    page.finished().trim_end().to_owned() + "\n"
}

fn title(page: &mut Page, subject: Subject<'_>, look: Look) {
    let event = subject.event;
    let subtype = event.subtype.as_deref().map(|s| format!(", {}", visible_line(s))).unwrap_or_default();
    let status = match event.status {
        Status::Occurred => String::new(),
        other => format!(" [{other}]"),
    };
    page.line(&format!("{} {}{subtype}{status}", look.paint.glyph(event.kind), event.kind.word()));
    page.heading(&event.title);
    let file = subject.timeline.store().file(event.place);
    page.line(&visible_line(&format!("{} · {}:{}", event.id, file.path.display(), event.place.line)));
}

fn dates(page: &mut Page, subject: Subject<'_>) {
    let (event, zone) = (subject.event, subject.timeline.zone());
    let words = |date: &EventDate| date.in_words(zone);
    page.field("when", &words(&event.date));
    let seen = event.first_seen.as_ref().map(|d| format!("{} (of the report, not of the event)", words(d)));
    page.maybe("first seen", seen.as_deref());
    page.maybe("disclosed", event.disclosed.as_ref().map(words).as_deref());
    page.maybe("logged", event.logged.as_ref().map(words).as_deref());
    let status = match event.status {
        Status::Occurred => "occurred".to_owned(),
        other => format!("{other}: not known to have happened"),
    };
    page.field("status", &status);
    let handling = subject.timeline.store().handling(event);
    page.maybe("handling", handling.map(|h| format!("TLP:{}", h.word().to_uppercase())).as_deref());
}

/// How the event was known as of the date asked for.
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
    let event = subject.event;
    for (role, actors) in by_role(&event.actors) {
        page.fields(role.word(), actors.iter().map(|a| subject.introduced(*a)));
    }
    page.maybe("venue", event.venue.map(|v| subject.place(v)).as_deref());
    page.fields("also at", event.other_venues.iter().map(|v| subject.place(*v)));
    let track = event.track.map(|t| format!("track {t}"));
    let format: Vec<String> = event.format.map(|f| f.to_string()).into_iter().chain(track).collect();
    page.field("format", &format.join(", "));
    page.maybe("channel", event.channel.as_deref());
    page.field("tags", &event.tags.join(", "));
}

fn links(page: &mut Page, subject: Subject<'_>, ix: EventIx) {
    let timeline = subject.timeline;
    let other = |ix: EventIx| {
        let event = timeline.event(ix);
        format!("{} ({}; {})", event.title, event.date.short(timeline.zone()), event.id)
    };
    let forth = |link: &Link| {
        let note = link.note.as_deref().map(|n| format!("; {n}")).unwrap_or_default();
        format!("{}: {}, {}{note}", link.kind.in_words(), other(link.to), link.basis)
    };
    page.space();
    page.fields("links", subject.event.links.iter().map(forth));
    let back = timeline.back_links(ix).iter();
    page.fields(
        "linked from",
        back.map(|b| format!("{}: {}, {}", b.kind.back_in_words(), other(b.from), b.basis)),
    );
}

/// Actors by role, roles in the order of their first actor.
pub(super) fn by_role(actors: &[Participant]) -> Vec<(Role, Vec<ActorIx>)> {
    let mut roles: Vec<(Role, Vec<ActorIx>)> = Vec::new();
    for part in actors {
        match roles.iter_mut().find(|(role, _)| *role == part.role) {
            Some((_, all)) => all.push(part.actor),
            None => roles.push((part.role, vec![part.actor])),
        }
    }
    roles
}

impl Subject<'_> {
    /// `Yury Ushakov (ushakov), presidential aide, Kremlin`: with the offices of that day.
    fn introduced(self, ix: ActorIx) -> String {
        let actor = self.registry.actor(ix);
        if actor.place.is_none() {
            return format!("{} (unregistered)", actor.name);
        }
        let mut words = vec![format!("{} ({})", actor.name, actor.id)];
        for membership in self.registry.memberships(ix, &self.event.date) {
            words.extend(membership.role.clone());
            words.push(self.registry.actor(membership.of).name.clone());
        }
        words.join(", ")
    }

    pub(super) fn name(self, ix: ActorIx) -> String {
        self.registry.actor(ix).name.clone()
    }

    pub(super) fn names(self, all: &[ActorIx]) -> String {
        all.iter().map(|a| self.name(*a)).collect::<Vec<_>>().join(", ")
    }

    /// `Chancellery, Berlin, Germany`.
    pub(super) fn place(self, ix: VenueIx) -> String {
        let path: Vec<&str> =
            self.registry.venue_path(ix).map(|v| self.registry.venue(v).name.as_str()).collect();
        path.join(", ")
    }
}
