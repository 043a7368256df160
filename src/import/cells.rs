//! Cells of a table, as text that the store can take.

use std::borrow::Cow;

use serde_json::Value;

use super::importer::Importer;
use super::repairs::Repair;
use crate::event::Count;

/// Whether `NA` stands for nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Missing {
    /// `NA`, `N/A`, `NaN`, `NULL` and the like mean that there is no value.
    Words,
    /// Only an empty cell does: `NA` is a code.
    EmptyOnly,
    /// The table is our own: `NA` is a text, and no space or sign in it is a mistake.
    Nothing,
}

/// Returns the text of a cell as it is, with `�` for bytes that are not UTF-8.
pub(super) fn valid<'b>(bytes: &'b [u8], importer: &mut Importer<'_>) -> Cow<'b, str> {
    let text = String::from_utf8_lossy(bytes);
    if let Cow::Owned(replaced) = &text {
        importer.replaced(bytes, replaced);
    }
    text
}

/// Returns the text of a cell, repaired, without spaces around it.
pub(super) fn clean<'b>(bytes: &'b [u8], missing: Missing, importer: &mut Importer<'_>) -> Cow<'b, str> {
    let text = valid(bytes, importer);
    let text = match text {
        Cow::Borrowed(text) if text.bytes().all(|b| (0x20..0x7f).contains(&b)) => Cow::Borrowed(text.trim()),
        text => Cow::Owned(repaired(&text, importer)),
    };
    if missing == Missing::Words && is_missing(&text) {
        importer.repaired(Repair::NotAvailable, &text);
        return Cow::Borrowed("");
    }
    text
}

/// Signs that separate words as a line break does: NEL, the separators of lines and of paragraphs.
const BREAKS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// Repairs a text that is not plain ASCII.
pub(super) fn repaired(text: &str, importer: &mut Importer<'_>) -> String {
    let mut out = text.to_owned();
    if out.contains('\r') {
        if out.trim_end().contains("\r\n") {
            importer.repaired(Repair::LineBreaks, text);
        }
        out = out.replace("\r\n", "\n").replace('\r', "\n");
    }
    if out.contains(['\u{a0}', '\u{202f}', '\u{2007}']) {
        importer.repaired(Repair::NoBreakSpace, text);
        out = out.replace(['\u{a0}', '\u{202f}', '\u{2007}'], " ");
    }
    if out.contains(BREAKS) {
        importer.repaired(Repair::Hidden, text);
        out = out.replace(BREAKS, " ");
    }
    if out.chars().any(is_hidden) {
        importer.repaired(Repair::Hidden, text);
        out.retain(|c| !is_hidden(c));
    }
    out.trim().to_owned()
}

/// Returns whether a character acts on a terminal or shows nothing and joins nothing.
fn is_hidden(c: char) -> bool {
    c.is_control() && c != '\n' && c != '\t'
        || matches!(c,
            '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

fn is_missing(text: &str) -> bool {
    text.len() <= 4
        && ["na", "n/a", "nan", "null", "#n/a", "<na>"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// Returns a count; `None` if there is none.
pub(super) fn count(text: &str, importer: &mut Importer<'_>) -> Option<Count> {
    if text.is_empty() {
        return None;
    }
    if let Ok(count) = text.parse() {
        return Some(count);
    }
    let count = crate::event::figure::foreign::rewritten(text);
    importer.repaired(if count.is_some() { Repair::Fraction } else { Repair::BadCount }, text);
    count
}

/// Returns a date in words as the store writes it, if it has one meaning.
pub(super) fn edtf(text: &str) -> Option<String> {
    match crate::event::date::rewritten(text).as_slice() {
        [one] => Some(one.clone()),
        _ => super::dates::is_date(text).then(|| text.to_owned()),
    }
}

/// Returns a count as the store writes it: a number without quotes where it is exact.
pub(super) fn written(count: Count) -> Value {
    match count {
        Count::Exactly(n) => n.into(),
        other => other.to_string().into(),
    }
}
