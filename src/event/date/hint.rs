//! What is wrong with a text that is no date, told to a person, and what to write instead.

use super::DateError;
use super::read::{BACKWARDS, Fault};
use crate::text::visible_line;

/// How much of a text an error repeats.
const QUOTED: usize = 40;

/// Words for a fault of the grammar in `text`.
pub(super) fn explain(text: &str, fault: &Fault) -> DateError {
    let shown = quoted(text);
    let (message, hint) = match fault.message {
        BACKWARDS => (format!("{shown} ends before it starts"), swapped(text)),
        _ => (format!("{shown} is not a date"), None),
    };
    DateError { message, offset: fault.offset, hint }
}

fn swapped(text: &str) -> Option<String> {
    let (from, to) = text.split_once('/')?;
    Some(format!("write {to}/{from}"))
}

/// The text as an error shows it: one line, visible, not longer than a person reads.
fn quoted(text: &str) -> String {
    let shown = visible_line(text);
    match shown.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", shown.get(..end).unwrap_or_default()),
        None => shown.into_owned(),
    }
}
