//! A page of labelled paragraphs, wrapped under a hanging indent.

use crate::cli::list::Look;
use crate::text::{visible, visible_line};

/// The width of the labels.
const LABEL: usize = 12;
/// The minimum width of wrapped text.
const LEAST: usize = 30;

/// The page while it is being written.
#[derive(Debug)]
pub(super) struct Page {
    look: Look,
    text: String,
}

impl Page {
    pub(super) fn new(look: Look) -> Self {
        Self { look, text: String::new() }
    }

    pub(super) fn finished(self) -> String {
        self.text
    }

    /// Adds a line without a label. It is our own text and not the store's, so it may carry colour.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub(super) fn heading(&mut self, text: &str) {
        for line in self.wrapped(&visible_line(text), 0, "") {
            let line = self.look.paint.bold(&line);
            self.line(&line);
        }
    }

    pub(super) fn space(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a labelled paragraph, or nothing if the text is empty.
    pub(super) fn field(&mut self, label: &str, text: &str) {
        self.labelled(label, self.wrapped(text, LABEL, ""));
    }

    /// Adds a labelled paragraph if there is a text.
    pub(super) fn maybe(&mut self, label: &str, text: Option<&str>) {
        self.field(label, text.unwrap_or_default());
    }

    /// Adds the items of a list under one label. Each has a hanging indent, which shows where the next begins.
    pub(super) fn fields<S: AsRef<str>>(&mut self, label: &str, texts: impl IntoIterator<Item = S>) {
        let lines = texts.into_iter().flat_map(|t| self.wrapped(t.as_ref(), LABEL, "  ")).collect();
        self.labelled(label, lines);
    }

    fn labelled(&mut self, mut label: &str, lines: Vec<String>) {
        for line in lines {
            // A label that is longer than its column gets a line of its own.
            if label.len() >= LABEL {
                self.line(label);
                label = "";
            }
            let line = format!("{label:<LABEL$}{line}");
            self.line(line.trim_end());
            label = "";
        }
    }

    /// Returns the wrapped lines of a text. Its own indent is kept, and wrapped lines hang under it.
    ///
    /// Addresses are never broken, so a terminal can open and copy them.
    fn wrapped(&self, text: &str, margin: usize, hang: &str) -> Vec<String> {
        let shown = visible(text);
        let mut lines = Vec::new();
        for line in shown.trim_end().lines() {
            let Some(width) = self.look.width else {
                lines.push(line.to_owned());
                continue;
            };
            let body = line.trim_start_matches(' ');
            let indent = " ".repeat(line.len() - body.len());
            let hanging = format!("{indent}{hang}");
            let options = textwrap::Options::new(width.saturating_sub(margin).max(LEAST))
                .initial_indent(&indent)
                .subsequent_indent(&hanging)
                .wrap_algorithm(textwrap::WrapAlgorithm::FirstFit)
                .break_words(false)
                .word_separator(textwrap::WordSeparator::AsciiSpace)
                .word_splitter(textwrap::WordSplitter::NoHyphenation);
            lines.extend(textwrap::wrap(body, options).into_iter().map(std::borrow::Cow::into_owned));
        }
        lines
    }
}
