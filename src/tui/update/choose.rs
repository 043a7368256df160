//! Choosing a link or a source by its number.

use crate::event::EventIx;
use crate::text::{agreeing, counted};
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

/// Opens the only source that has a web address, or asks for the number of one.
pub(super) fn source(model: &mut Model) -> Option<Effect> {
    let urls = urls(model, &|url| outside::is_web(url))?;
    let mut open = urls.iter().flatten();
    match (open.next(), open.next()) {
        (None, _) => {
            no_address(model, &urls);
            None
        }
        (Some(url), None) => Some(Effect::OpenUrl(url.clone())),
        _ => {
            ask(model, Chosen::Sources(urls));
            None
        }
    }
}

/// Copies the only address of a source, or asks for the number of one.
pub(super) fn address(model: &mut Model) -> Option<Effect> {
    let urls = urls(model, &|_| true)?;
    let mut all = urls.iter().flatten();
    match (all.next(), all.next()) {
        (None, _) => {
            no_address(model, &urls);
            None
        }
        (Some(url), None) => Some(Effect::copy_address(url)),
        _ => {
            ask(model, Chosen::Addresses(urls));
            None
        }
    }
}

/// The addresses of the sources of the selected event that `wanted` accepts, in the order of their footnotes.
fn urls(model: &Model, wanted: &dyn Fn(&str) -> bool) -> Option<Vec<Option<String>>> {
    let registry = &model.timeline.store().registry;
    let cited = model.timeline.event(model.selected_event()?).cited();
    Some(cited.map(|(source, _)| registry.source(source).url.clone().filter(|url| wanted(url))).collect())
}

fn no_address(model: &mut Model, urls: &[Option<String>]) {
    let text =
        if urls.is_empty() { "this event has no source" } else { "no source of this event has an address" };
    model.notice = Some(Notice::Calm(text.to_owned()));
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
            Chosen::Sources(_) | Chosen::Addresses(_) => line.source.is_some(),
        });
        model.detail_scroll = first.unwrap_or(0).saturating_sub(1);
    }
    model.focus = Focus::Choose(Choice { among, number: 0 });
}

/// A digit, or the end of the number.
pub(super) fn typed(model: &mut Model, key: Key) -> Option<Effect> {
    let Focus::Choose(choice) = &mut model.focus else { return None };
    let key = key.at_its_place();
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
            } else {
                let what = match &choice.among {
                    Chosen::Links(_) => "link",
                    Chosen::Sources(_) | Chosen::Addresses(_) => "source",
                };
                let text = format!(
                    "no {what} {number}; there {} {}",
                    agreeing(count, "is", "are"),
                    counted(count, what)
                );
                model.notice = Some(Notice::Calm(text));
            }
        }
        Code::Backspace => choice.number /= 10,
        Code::Enter if choice.number > 0 => return chosen(model),
        // `YY` copies what `Y` copies outside of the sources.
        Code::Char('Y') if matches!(choice.among, Chosen::Addresses(_)) => {
            model.focus = Focus::Panes;
            return super::event::copy_id(model);
        }
        // Without a number, the same as a list that is searched.
        Code::Enter | Code::Down | Code::Char('j') => {
            let ask = match &choice.among {
                Chosen::Links(_) => DialogRequest::Link,
                Chosen::Sources(_) => DialogRequest::Source,
                Chosen::Addresses(_) => DialogRequest::Address,
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
    let (urls, act): (_, fn(String) -> Effect) = match choice.among {
        Chosen::Links(links) => {
            jump(model, *links.get(at)?);
            return None;
        }
        Chosen::Sources(urls) => (urls, Effect::OpenUrl),
        Chosen::Addresses(urls) => (urls, |url| Effect::copy_address(&url)),
    };
    let url = urls.into_iter().nth(at)?;
    if url.is_none() {
        model.notice = Some(Notice::Calm(format!("source {} has no address", at + 1)));
    }
    url.map(act)
}
