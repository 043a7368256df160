//! A mistake in a filter, shown with the wrong part underlined.

use std::fmt;
use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::text::signs::sign;
use crate::text::visible_line;

/// Maximum width of an error line in columns; longer filters are cut around the mistake.
const WIDEST: usize = 100;

/// A mistake in a filter: where, what, and what may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct FilterError {
    /// The whole filter text.
    pub text: String,
    /// Range of bytes that is wrong.
    pub(crate) span: Range<usize>,
    /// Description of the mistake: ``no actor `kremlim` ``.
    pub message: String,
    /// Nearest candidates, best first.
    pub(crate) candidates: Vec<String>,
    /// Another hint.
    pub hint: Option<String>,
}

/// A mistake whose position is not yet known.
#[derive(Debug, Clone, Default)]
pub(super) struct Complaint {
    message: String,
    candidates: Vec<String>,
    hint: Option<String>,
}

impl Complaint {
    pub(super) fn new(message: impl AsRef<str>) -> Self {
        Self { message: visible_line(message.as_ref()).into_owned(), ..Self::default() }
    }

    pub(super) fn near<S: Into<String>>(mut self, candidates: Vec<S>) -> Self {
        self.candidates = candidates.into_iter().map(Into::into).collect();
        self
    }

    pub(super) fn hint(mut self, hint: impl AsRef<str>) -> Self {
        self.hint = Some(visible_line(hint.as_ref()).into_owned());
        self
    }

    pub(super) fn into_error(self, text: &str, span: Range<usize>) -> FilterError {
        FilterError {
            text: text.to_owned(),
            span,
            message: self.message,
            candidates: self.candidates,
            hint: self.hint,
        }
    }
}

/// Writes the whole error, without a final line feed:
///
/// ```text
/// error: no actor `kremlim`
///   actor:kremlim kind:statement
///         ^^^^^^^
/// hint: did you mean `kremlin`?
/// ```
impl fmt::Display for FilterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.what())?;
        self.hints().iter().try_for_each(|hint| write!(f, "\nhint: {hint}"))
    }
}

impl FilterError {
    /// Returns the message and, below it, the filter with the mistake underlined.
    #[must_use]
    pub fn what(&self) -> String {
        let (line, before, under) = self.underlined();
        format!("{}\n  {line}\n  {:before$}{:^<under$}", self.message, "", "")
    }

    /// Returns what to do, one line each: the candidates, then the hint.
    #[must_use]
    pub(crate) fn hints(&self) -> Vec<String> {
        let meant = crate::text::suggest::did_you_mean(&self.candidates);
        meant.into_iter().chain(self.hint.clone()).collect()
    }

    /// Returns the filter as one line that fits, and the columns before and under the mistake.
    fn underlined(&self) -> (String, usize, usize) {
        let part = |range: Range<usize>| visible_line(self.text.get(range).unwrap_or_default()).into_owned();
        let start = floor(&self.text, self.span.start);
        let end = floor(&self.text, self.span.end).max(start);
        let wrong = head(&part(start..end), WIDEST);
        let under = wrong.width().max(1);
        let room = WIDEST.saturating_sub(under);
        let (before, after) = (part(0..start), part(end..self.text.len()));
        let after_room = room.saturating_sub(before.width()).max(room / 2);
        let after = head(&after, after_room);
        let before = tail(&before, room - after.width().min(room));
        (format!("{before}{wrong}{after}"), before.width(), under)
    }
}

/// Returns the last position at or before `at` where `text` may be cut.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0)
}

/// Returns the start of `text` that fits into `width` columns.
fn head(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for grapheme in text.graphemes(true) {
        if out.width() + grapheme.width() + 1 > width {
            break;
        }
        out.push_str(grapheme);
    }
    out + sign("…")
}

/// Returns the end of `text` that fits into `width` columns.
fn tail(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut graphemes: Vec<&str> = Vec::new();
    let mut used = 1;
    for grapheme in text.graphemes(true).rev() {
        used += grapheme.width();
        if used > width {
            break;
        }
        graphemes.push(grapheme);
    }
    graphemes.push(sign("…"));
    graphemes.iter().rev().copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str, wrong: &str) -> FilterError {
        let start = text.find(wrong).expect("the mistake stands in the text");
        Complaint::new("no").into_error(text, start..start + wrong.len())
    }

    #[test]
    fn an_error_underlines_its_place() {
        let error = Complaint::new("no actor `kremlim`")
            .near(vec!["kremlin"])
            .into_error("actor:kremlim kind:statement", 6..13);
        let expected = "error: no actor `kremlim`\n  actor:kremlim kind:statement\n        ^^^^^^^\nhint: did you mean `kremlin`?";
        assert_eq!(error.to_string(), expected, "as filter.md shows it");
    }

    #[test]
    fn the_underline_counts_columns_not_bytes() {
        let (line, before, under) = error("中文 Кремль x", "Кремль").underlined();
        assert_eq!((line.as_str(), before, under), ("中文 Кремль x", 5, 6), "wide characters take two");
        let (line, before, under) = error("a\u{1b}b kremlim", "kremlim").underlined();
        assert_eq!((line.as_str(), before, under), ("a␛b kremlim", 4, 7), "escapes are made visible");
    }

    #[test]
    fn long_filters_are_shown_around_the_mistake() {
        let text = format!("{} kremlim {}", "слово ".repeat(60), "after ".repeat(60));
        let (line, before, under) = error(&text, "kremlim").underlined();
        assert!(line.width() <= WIDEST, "{} columns fit", line.width());
        assert!(line.starts_with('…') && line.ends_with('…'), "both cuts are shown: {line}");
        let shown: String = line.chars().skip(before).take(under).collect();
        assert_eq!(shown, "kremlim", "the carets stand under the mistake");
    }

    #[test]
    fn several_candidates_are_listed() {
        let error = Complaint::new("no").near(vec!["a", "b", "c"]).into_error("x", 0..1);
        assert_eq!(error.hints(), ["did you mean `a`, `b` or `c`?"], "best first, joined as in a sentence");
    }
}
