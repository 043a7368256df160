//! Colour on the command line: bold headings and one accent per kind, on its glyph alone.
//!
//! Words keep the terminal's own colour, which is the one its owner can read; nothing is said by colour alone.

use crate::event::Kind;

/// Whether output is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paint {
    Plain,
    /// With SGR sequences (ECMA-48, section 8.3.117).
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

    /// The kind's glyph in its accent.
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
