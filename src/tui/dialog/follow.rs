//! Choosing a link to follow, or a source to open or copy, if an event has several.

use super::finder::{Finder, Heard};
use super::frame::{Frame, Listing};
use super::{DialogContext, Input, Outcome};
use crate::event::{EventIx, Kind};
use crate::timeline::standing;
use crate::tui::key::Code;
use crate::tui::message::{Effect, Message};
use crate::tui::outside::is_web;

/// A link or a source.
#[derive(Debug, Clone)]
pub struct LinkRow {
    /// What it is to the event: `denied by`, `3`.
    pub(crate) relation: String,
    pub(crate) label: String,
    /// Its date or address.
    pub(crate) detail: String,
    /// The kind of the linked event.
    pub kind: Option<Kind>,
    leads: Option<Message>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Listed {
    /// Links of an event, both ways.
    Links,
    /// Sources, to open one.
    Sources,
    /// Sources, to copy the address of one.
    Addresses,
}

impl Listed {
    /// Returns what choosing a source with this address does; nothing if only web addresses can be opened.
    fn leads(self, url: &str) -> Option<Message> {
        match self {
            Self::Addresses => Some(Message::Do(Effect::copy_address(url))),
            Self::Sources | Self::Links => is_web(url).then(|| Message::Do(Effect::OpenUrl(url.to_owned()))),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Follow {
    pub listed: Listed,
    pub(crate) finder: Finder,
    pub rows: Vec<LinkRow>,
}

impl Follow {
    /// Lists the links of the selected event: first its own, then those that point at it.
    #[must_use]
    pub fn links(desk: DialogContext<'_>) -> Self {
        let timeline = desk.timeline;
        let row = |relation: &str, to: EventIx| {
            let event = timeline.event(to);
            LinkRow {
                relation: relation.to_owned(),
                label: event.title.clone(),
                detail: event.date.short(timeline.zone()),
                kind: Some(event.kind),
                leads: Some(Message::GoTo(event.id.clone())),
            }
        };
        let Some(ix) = desk.selected else { return Self::new(Listed::Links, Vec::new()) };
        let own = timeline.event(ix).links.iter().map(|link| row(link.kind.in_words(), link.to));
        let back = timeline.back_links(ix).iter().map(|link| row(link.kind.back_in_words(), link.from));
        Self::new(Listed::Links, own.chain(back).collect())
    }

    /// Lists the sources of the selected event. Those without a web address are listed too, but cannot be opened.
    #[must_use]
    pub fn sources(desk: DialogContext<'_>, listed: Listed) -> Self {
        let registry = &desk.timeline.store().registry;
        let event = desk.selected.map(|ix| desk.timeline.event(ix));
        let cited = event.into_iter().flat_map(crate::event::Event::cited);
        let rows = cited.zip(1..).flat_map(|((ix, against), number)| {
            let source = registry.source(ix);
            let outlet = source.outlet.map(|outlet| registry.outlet(outlet).name.clone());
            let title = source.title.clone().or_else(|| source.cite.clone());
            let label = [outlet, title].into_iter().flatten().collect::<Vec<_>>().join(": ");
            let label = if against { format!("{}: {label}", standing::AGAINST) } else { label };
            let row = move |what: &str, address: Option<&String>| LinkRow {
                relation: format!("{number}"),
                label: format!("{label}{what}"),
                detail: address.cloned().unwrap_or_else(|| "no address".to_owned()),
                kind: None,
                leads: address.and_then(|url| listed.leads(url)),
            };
            let own = row("", source.url.as_ref());
            let archived: Vec<LinkRow> =
                source.archive.iter().map(|url| row(" (archived)", Some(url))).collect();
            std::iter::once(own).chain(archived)
        });
        Self::new(listed, rows.collect())
    }

    /// Lists the links or sources again after a reload, and keeps the place.
    pub fn reload(&mut self, desk: DialogContext<'_>) {
        let Self { listed, finder, rows } = match self.listed {
            Listed::Links => Self::links(desk),
            of @ (Listed::Sources | Listed::Addresses) => Self::sources(desk, of),
        };
        *self = Self { listed, finder: finder.resumed(&self.finder), rows };
    }

    fn new(listed: Listed, rows: Vec<LinkRow>) -> Self {
        let finder =
            Finder::new(rows.iter().map(|r| [r.label.as_str(), r.relation.as_str(), r.detail.as_str()]));
        Self { listed, finder, rows }
    }

    #[must_use]
    pub fn frame(&self, size: (u16, u16)) -> Frame {
        Frame::of(size, (92, (self.rows.len() as u16).saturating_add(2).clamp(6, 20)))
    }

    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        let listing = Listing::of(self.frame(desk.size).inner, 0);
        match input {
            Input::Key(key) if key.code == Code::Esc => return Outcome::Close,
            Input::Key(key) if key.code == Code::Enter => return self.go(),
            Input::Key(key) => {
                self.finder.take(*key, listing.list.lines());
            }
            Input::Paste(text) => self.finder.paste(text),
            Input::Mouse(mouse) if self.finder.mouse(*mouse, listing) == Heard::Pressed => return self.go(),
            Input::Mouse(_) => {}
        }
        Outcome::Stay
    }

    fn go(&self) -> Outcome {
        match self.finder.row().and_then(|at| self.rows.get(at)).and_then(|row| row.leads.clone()) {
            Some(message) => Outcome::Finish(Box::new(message)),
            None => Outcome::Stay,
        }
    }
}
