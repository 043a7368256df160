//! Colour on the command line: bold headings, and one accent per kind, only on its glyph.
//!
//! Words keep the terminal's own colour, which its owner can read. Colour is never the only carrier of information.

use crate::event::Kind;

/// Whether output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    Plain,
    /// Output with SGR sequences (ECMA-48, section 8.3.117).
    Colour,
}

impl Paint {
    #[must_use]
    pub(crate) fn new(coloured: bool) -> Self {
        if coloured { Self::Colour } else { Self::Plain }
    }

    #[must_use]
    pub(crate) fn bold(self, text: &str) -> String {
        self.with("1", text)
    }

    /// Returns the kind's glyph in its accent.
    #[must_use]
    pub(crate) fn glyph(self, kind: Kind) -> String {
        let accent = match kind {
            Kind::Meeting => "36",
            Kind::Statement => "33",
            Kind::Strike => "31",
            Kind::Other => "35",
        };
        self.with(accent, kind.glyph())
    }

    fn with(self, code: &str, text: &str) -> String {
        match self {
            Self::Plain => text.to_owned(),
            Self::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
        }
    }
}
