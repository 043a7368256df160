//! The document of the open view: the report that it shows, or its picture as plain text.

use std::sync::Arc;

use crate::describe::nature::tlp;
use crate::event::EventIx;
use crate::event::word::Word;
use crate::export;
use crate::filter::Filter;
use crate::report::document::{Block, Page, Span};
use crate::report::{self, Method, Scope};
use crate::text::signs::in_full;
use crate::text::{counted, thousands};
use crate::timeline::Timeline;
use crate::tui::action::View;
use crate::tui::dialog::DialogContext;
use crate::tui::picture::{Room, Scene};

/// The cells of a picture in a document.
const PICTURE: Room = Room { width: 100, height: 60 };

/// Returns the report that a view shows; `None` if the view is a picture only.
fn method(view: View) -> Option<Method> {
    Method::ALL.iter().copied().find(|method| View::named(method.word()) == Some(view))
}

/// Returns the document of the open view as Markdown, of the events of `shown`, which stand in timeline order.
pub(super) fn of_view(desk: DialogContext<'_>, timeline: &Timeline, shown: &[EventIx]) -> String {
    let scope = Scope::new(timeline, shown, desk.now);
    in_full(|| {
        let mut page = match method(desk.open_view.view) {
            Some(method) => report::page(&*report::report(method, &scope), &scope),
            None => picture(desk, timeline, shown),
        };
        page.blocks.insert(0, Block::Note(vec![Span::Text(caption(desk.filter, timeline, shown))]));
        if let Some(mark) = mark(timeline, shown, &page) {
            page.blocks.insert(0, Block::Text(vec![Span::Strong(mark)]));
        }
        export::report(timeline, &page)
    })
}

fn picture(desk: DialogContext<'_>, timeline: &Timeline, shown: &[EventIx]) -> Page {
    let open = desk.open_view;
    let mut page = Page::new(open.view.name());
    let scene = Scene {
        timeline: timeline.clone(),
        shown: shown.to_vec(),
        now: desk.now.clone(),
        filter: desk.filter.clone(),
        view: open.view,
        variant: open.place.variant,
        keys: Arc::clone(desk.keys),
    };
    let lines = open.drawer.map(|draw| draw(scene, open.place, PICTURE)).unwrap_or_default();
    page.push(Block::Plot(lines));
    page
}

/// Which events these are: the filter, their number, the days from the first to the last.
fn caption(filter: &Filter, timeline: &Timeline, shown: &[EventIx]) -> String {
    let filter = if filter.is_empty() { "No filter".to_owned() } else { format!("Filter: {filter}") };
    let all = counted(timeline.order().len(), "event");
    let count = format!("{} of {all}", thousands(shown.len() as u64));
    let days = shown.iter().map(|ix| timeline.index().days(*ix));
    let first = days.clone().map(|(first, _)| first).filter(|day| !day.is_out_of_range()).min();
    let last = days.map(|(_, last)| last).filter(|day| !day.is_out_of_range()).max();
    match first.zip(last) {
        Some((first, last)) => format!("{filter}; {count}, {} to {}.", first.short(), last.short()),
        None => format!("{filter}; {count}."),
    }
}

/// Returns the strictest handling of anything in the document: of the events shown and of those that its page names.
fn mark(timeline: &Timeline, shown: &[EventIx], page: &Page) -> Option<String> {
    let store = timeline.store();
    let named = page.events();
    let strictest = shown.iter().chain(&named).filter_map(|ix| store.handling(timeline.event(*ix))).min();
    strictest.or(store.meta.handling).map(tlp)
}
