//! Choosing a link or a source by its number.

use crate::event::EventIx;
use crate::tui::key::{Code, Key};
use crate::tui::message::DialogRequest;
use crate::tui::message::{Effect, Notice};
use crate::tui::model::{Choice, Chosen, Focus, Model};
use crate::tui::pane::Pane;
use crate::tui::{outside, page};

use super::event::jump;

/// Follows the only link, or asks for the number of one.
pub(super) fn link(model: &mut Model) -> Option<Effect> {
    let links: Vec<EventIx> =
        model.selected_event().map(|ix| page::links(&model.timeline, ix)).unwrap_or_default();
    match links.as_slice() {
        [] => model.notice = Some(Notice::Calm("no link leads from or to this event".to_owned())),
        [one] => jump(model, *one),
        _ => ask(model, Chosen::Links(links)),
    }
    None
}

/// Opens the only source that has an address, or asks for the number of one.
pub(super) fn source(model: &mut Model) -> Option<Effect> {
    let ix = model.selected_event()?;
    let registry = &model.timeline.store().registry;
    let web = |url: &String| outside::is_web(url);
    let cited = model.timeline.event(ix).cited();
    let urls: Vec<Option<String>> =
        cited.map(|(source, _)| registry.source(source).url.clone().filter(web)).collect();
    let mut open = urls.iter().flatten();
    match (open.next(), open.next()) {
        (None, _) => {
            let text = if urls.is_empty() {
                "this event has no source"
            } else {
                "no source of this event has an address"
            };
            model.notice = Some(Notice::Calm(text.to_owned()));
            None
        }
        (Some(url), None) => Some(Effect::OpenUrl(url.clone())),
        _ => {
            ask(model, Chosen::Sources(urls));
            None
        }
    }
}

/// The numbers stand in the detail, so it shows.
fn ask(model: &mut Model, among: Chosen) {
    if model.shape().is_some_and(|shape| shape.detail.is_none()) {
        model.pane = Pane::Detail;
    }
    if let Some(width) = model.shape().and_then(|shape| shape.detail).map(|area| usize::from(area.width)) {
        let detail = page::detail(model, width);
        let first = detail.lines.iter().position(|line| match &among {
            Chosen::Links(_) => line.link.is_some(),
            Chosen::Sources(_) => line.source.is_some(),
        });
        model.detail_scroll = first.unwrap_or(0).saturating_sub(1);
    }
    model.focus = Focus::Choose(Choice { among, number: 0 });
}

/// A digit, or the end of the number.
pub(super) fn typed(model: &mut Model, key: Key) -> Option<Effect> {
    let Focus::Choose(choice) = &mut model.focus else { return None };
    let count = choice.among.len();
    match key.code {
        Code::Char(c) if c.is_ascii_digit() => {
            let number = choice.number * 10 + c.to_digit(10).unwrap_or(0) as usize;
            if (1..=count).contains(&number) {
                choice.number = number;
                // No further digit could make another number of the list.
                if number * 10 > count {
                    return chosen(model);
                }
            }
        }
        Code::Backspace => choice.number /= 10,
        Code::Enter if choice.number > 0 => return chosen(model),
        // Without a number, the same as a list that is searched.
        Code::Enter | Code::Down | Code::Char('j') => {
            let ask = match &choice.among {
                Chosen::Links(_) => DialogRequest::Link,
                Chosen::Sources(_) => DialogRequest::Source,
            };
            super::dialog::open(model, ask);
        }
        _ => model.focus = Focus::Panes,
    }
    None
}

fn chosen(model: &mut Model) -> Option<Effect> {
    let Focus::Choose(choice) = std::mem::replace(&mut model.focus, Focus::Panes) else { return None };
    let at = choice.number.checked_sub(1)?;
    match choice.among {
        Chosen::Links(links) => {
            jump(model, *links.get(at)?);
            None
        }
        Chosen::Sources(urls) => {
            let url = urls.into_iter().nth(at)?;
            if url.is_none() {
                model.notice = Some(Notice::Calm(format!("source {} has no address", at + 1)));
            }
            url.map(Effect::OpenUrl)
        }
    }
}
