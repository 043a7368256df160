//! Markup and text. Markup is written in the program, and text is always escaped.

use crate::export::markdown::blank;
use crate::export::web::target;
use crate::text::visible;

/// A part of the page.
///
/// Only text that is part of the program can be markup, so that nothing from a store can be.
#[derive(Debug, Default)]
pub(super) struct Html(String);

impl Html {
    pub(super) fn with_room(bytes: usize) -> Self {
        Self(String::with_capacity(bytes))
    }

    pub(super) fn finish(self) -> String {
        self.0
    }

    /// Appends markup of the program.
    pub(super) fn tag(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Appends text so that it shows as written, in an element or in an attribute with quotes around it.
    ///
    /// Control characters, also those that change the direction of text, are made visible.
    pub(super) fn text(&mut self, raw: &str) -> &mut Self {
        let shown = visible(raw);
        let mut rest = &*shown;
        while let Some((before, c, after)) = cut(rest) {
            self.0.push_str(before);
            self.0.push_str(c);
            rest = after;
        }
        self.0.push_str(rest);
        self
    }

    /// Appends text from the store within a line. Its direction is its own and changes nothing around it.
    pub(super) fn bdi(&mut self, raw: &str) -> &mut Self {
        self.tag("<bdi>").text(raw).tag("</bdi>")
    }

    /// Appends a time in words with the same time for programs, if it is one that HTML can express.
    pub(super) fn time(&mut self, date: Option<&str>, words: &str) {
        // HTML has no years before 1, and its years of more than four digits have no sign.
        let plain = |date: &&str| date.starts_with(|c: char| c.is_ascii_digit()) && !date.starts_with("0000");
        match date.filter(plain) {
            Some(date) => {
                self.tag("<time datetime=\"").text(date).tag("\">").text(words).tag("</time>");
            }
            None => {
                self.text(words);
            }
        }
    }

    /// Appends an address: a link that names the host if it is one of the web, otherwise the address as text.
    ///
    /// Print shows the whole address after the link.
    pub(super) fn address(&mut self, raw: &str) {
        let host = target(raw).and_then(|address| {
            let host = url::Url::parse(&address).ok()?.host_str()?.to_owned();
            Some((address, host))
        });
        match host {
            Some((address, host)) => {
                self.tag("<a rel=\"noopener noreferrer nofollow\" href=\"").text(&address).tag("\">");
                self.text(&host).tag("</a>");
            }
            None => {
                self.bdi(raw);
            }
        }
    }

    /// Appends the attribute that names the language of a text. An unknown one is said to be unknown.
    pub(super) fn language(&mut self, tag: Option<&str>) {
        let tag = tag.unwrap_or_default().trim().replace('_', "-");
        let is_tag = tag.split('-').all(|part| (1..=8).contains(&part.len()))
            && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        self.tag(" lang=\"").text(if is_tag { &tag } else { "" }).tag("\"");
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends another part.
    pub(super) fn append(&mut self, part: &Self) -> &mut Self {
        self.0.push_str(&part.0);
        self
    }

    /// Appends an item of the list of facts, if there is something to say.
    pub(super) fn labelled(&mut self, label: &'static str, text: Option<&str>) {
        if let Some(text) = text.filter(|text| !blank(text)) {
            self.item(label).bdi(text).tag("</li>\n");
        }
    }

    /// Begins an item `<li><strong>Label</strong> ` of the list of facts.
    pub(super) fn item(&mut self, label: &'static str) -> &mut Self {
        self.tag("<li><strong>").tag(label).tag(":</strong> ")
    }
}

/// Returns the text before the first character that could act, its replacement, and the text after it.
fn cut(text: &str) -> Option<(&str, &'static str, &str)> {
    let at = text.find(['&', '<', '>', '"', '\''])?;
    let (before, rest) = text.split_at_checked(at)?;
    let replacement = match rest.as_bytes().first()? {
        b'&' => "&amp;",
        b'<' => "&lt;",
        b'>' => "&gt;",
        b'"' => "&quot;",
        _ => "&#39;",
    };
    Some((before, replacement, rest.get(1..)?))
}

/// Returns an id as part of an anchor: letters, digits, `-` and `.` stay, anything else becomes its number between `_`.
pub(super) fn anchor(id: &str) -> String {
    use std::fmt::Write as _;
    let mut out = String::with_capacity(id.len());
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '-' | '.') {
            out.push(c);
        } else {
            let _ = write!(out, "_{:x}_", c as u32);
        }
    }
    out
}
