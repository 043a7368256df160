//! Runs of consecutive events: the checks that every reader makes on each event are made once for all of them.

use super::Item;
use super::piece::MAX_ITEM;
use crate::parallel;
use crate::store::input::Loaded;
use crate::store::schema::list::List;
use crate::store::schema::raw::RawEvent;
use crate::store::yaml::bytes;
use crate::store::yaml::plain::{has_only_plain_breaks, read_lines};

/// The text from the first of some events to the last, without anything that the quick reader cannot handle.
pub(in crate::store) struct TextRun<'t> {
    file: u32,
    text: &'t str,
    /// The position of the text in its file.
    start: usize,
}

impl<'t> TextRun<'t> {
    /// Returns the text of the items with those numbers; `None` if it is not clean, or if they are not all in one file.
    pub(in crate::store) fn of(loaded: &'t [Loaded], items: &[Item], these: &[usize]) -> Option<Self> {
        let (first, last) = (&items[*these.first()?], &items[*these.last()?]);
        let (start, end) = (first.own_bytes()?.start, last.own_bytes()?.end);
        let bytes = loaded[first.file as usize].bytes.get(start..end).filter(|_| first.file == last.file)?;
        let text = bytes::text(bytes).ok().filter(|text| has_only_plain_breaks(text))?;
        Some(Self { file: first.file, text, start })
    }

    /// Reads an event; `None` if the quick reader refuses it.
    pub(in crate::store) fn read(&self, item: &Item) -> Option<RawEvent> {
        parallel::set_position(item.file, item.line);
        let bytes = item.own_bytes().filter(|bytes| item.file == self.file && bytes.len() <= MAX_ITEM)?;
        let text = self.text.get(bytes.start.checked_sub(self.start)?..bytes.end.checked_sub(self.start)?)?;
        #[cfg(test)]
        crate::store::tests::vanishing::trip(text.as_bytes());
        if item.list == List::Events { read_lines(text, &|_| None) } else { None }
    }
}
