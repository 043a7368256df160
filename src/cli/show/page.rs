//! A page of labelled paragraphs, wrapped under a hanging indent.

use crate::cli::list::Look;
use crate::text::{visible, visible_line};

/// Columns of the labels.
const LABEL: usize = 12;
/// Narrower text is not wrapped further.
const LEAST: usize = 30;

/// What is being written.
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

    /// A line without a label that is ours, not the store's: it may carry colour.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// A heading, wrapped.
    pub(super) fn heading(&mut self, text: &str) {
        for line in self.wrapped(&visible_line(text), 0) {
            let line = self.look.paint.bold(&line);
            self.line(&line);
        }
    }

    /// An empty line.
    pub(super) fn space(&mut self) {
        if !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// A labelled paragraph; nothing where the text is empty.
    pub(super) fn field(&mut self, label: &str, text: &str) {
        self.fields(label, [text]);
    }

    /// A labelled paragraph, where there is one.
    pub(super) fn maybe(&mut self, label: &str, text: Option<&str>) {
        self.fields(label, text);
    }

    /// Several paragraphs under one label.
    pub(super) fn fields<S: AsRef<str>>(&mut self, label: &str, texts: impl IntoIterator<Item = S>) {
        let mut label = label;
        for text in texts.into_iter().filter(|t| !t.as_ref().trim().is_empty()) {
            for line in self.wrapped(text.as_ref(), LABEL) {
                let line = format!("{label:<LABEL$}{line}");
                self.line(line.trim_end());
                label = "";
            }
        }
    }

    /// The lines of a text; a deeper indent of its own hangs too.
    fn wrapped(&self, text: &str, margin: usize) -> Vec<String> {
        let shown = visible(text);
        let mut lines = Vec::new();
        for line in shown.trim_end().lines() {
            let Some(width) = self.look.width else {
                lines.push(line.to_owned());
                continue;
            };
            let body = line.trim_start_matches(' ');
            let indent = " ".repeat(line.len() - body.len());
            let options = textwrap::Options::new(width.saturating_sub(margin).max(LEAST))
                .initial_indent(&indent)
                .subsequent_indent(&indent)
                .word_separator(textwrap::WordSeparator::AsciiSpace)
                .word_splitter(textwrap::WordSplitter::NoHyphenation);
            lines.extend(textwrap::wrap(body, options).into_iter().map(std::borrow::Cow::into_owned));
        }
        lines
    }
}
