//! What explains the marks, in as many lines as the words need.

use crate::event::{Kind, Word as _};
use crate::tui::text;

use super::super::Mark;
use super::{Extent, Item, Lanes};

/// What is explained.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sample {
    /// The sign and colour of a kind.
    Kind(Kind),
    /// A sign as it stands, before it is drawn in ASCII.
    Sign(&'static str),
    /// The number of events where not all have room.
    Number,
    /// The lines of links, of which the words say how many there are.
    Links,
}

impl Sample {
    /// Returns what stands before the words, before it is drawn in ASCII.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Kind(kind) => kind.glyph(),
            Self::Sign(sign) => sign,
            Self::Number => "1–9",
            Self::Links => "─┐",
        }
    }
}

/// The longest words for links that have room.
const LINKS: &str = "12 links, 11 shown";

impl Lanes {
    /// Returns what the marks mean that are on the picture.
    pub(crate) fn legend(&self) -> Vec<(Sample, &'static str)> {
        let has = |of: &dyn Fn(&Item) -> bool| self.traits.iter().any(of);
        let kinds = Kind::ALL.iter().filter(|kind| has(&|item| item.kind == **kind));
        let mut all: Vec<(Sample, &'static str)> =
            kinds.map(|kind| (Sample::Kind(*kind), kind.word())).collect();
        all.extend(self.marks.iter().map(|mark: &Mark| (Sample::Sign(mark.sign()), mark.meaning())));
        let mut sign = |sign, words, is_seen: bool| {
            if is_seen {
                all.push((Sample::Sign(sign), words));
            }
        };
        sign("═", "lasts", has(&|item| item.extent == Extent::Lasts));
        sign("▒", "some time within", true);
        sign("═ ═", "did not simply happen", !self.marks.is_empty());
        sign("░", "about", has(&|item| item.about));
        sign("?", "uncertain", has(&|item| item.unsure));
        sign("›", "open", has(&|item| item.open.0 || item.open.1));
        all.push((Sample::Number, "events in one place, + ten or more"));
        all
    }

    /// Returns the lines that the words need in so many columns.
    pub(super) fn legend_lines(&self, width: usize) -> usize {
        let links = self.linked.then_some((Sample::Links, LINKS));
        let (mut lines, mut used) = (1, 1);
        for (sample, words) in self.legend().into_iter().chain(links) {
            let entry = text::width(sample.sign()) + 1 + text::width(words);
            if used + entry > width {
                (lines, used) = (lines + 1, 1);
            }
            used += entry + 2;
        }
        lines
    }
}
