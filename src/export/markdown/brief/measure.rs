//! How much of each part fits into a brief, and how long texts from the store may be.

use std::rc::Rc;

use super::Part;
use super::clip;

/// The maximum number of words before the sources.
pub(super) const WORDS: usize = 1_300;
/// How much each part of the brief may show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Measure {
    pub(super) facts: usize,
    /// Claims in the matrix of positions, and the actors that have a column.
    pub(super) claims: usize,
    pub(super) actors: usize,
    pub(super) lines: usize,
    /// Rows of each report.
    pub(super) rows: usize,
    /// Events and stretches under conflicts and gaps.
    pub(super) gaps: usize,
    /// Accounts of one field.
    pub(super) accounts: usize,
    /// The largest number of events that the chronology lists completely.
    pub(super) every: usize,
    /// How many meetings of the most frequent actors a longer chronology lists, in addition to what other parts cite.
    pub(super) meetings: usize,
    /// How long texts from the store may be.
    pub(super) length: Length,
}

/// The length limits of texts from the store. Longer ones are cut with `…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Length {
    /// Words of a title.
    pub(super) title: usize,
    /// Words of a claim, an account, a name or a phrase.
    pub(super) text: usize,
    /// How many items of one kind are listed together: accounts, further holders of a position.
    pub(super) beside: usize,
}

/// The measure that the brief starts from.
const LEAST: Measure = Measure {
    facts: 5,
    claims: 2,
    actors: 3,
    lines: 4,
    rows: 1,
    gaps: 1,
    accounts: 3,
    every: 40,
    meetings: 12,
    length: WHOLE,
};
/// The measure of a brief in which everything fits.
pub(super) const MOST: Measure = Measure {
    facts: 8,
    claims: 8,
    actors: 6,
    lines: 24,
    rows: 6,
    gaps: 8,
    accounts: usize::MAX,
    every: 40,
    meetings: 24,
    length: WHOLE,
};
/// The maximum number of accounts of one field if not all fit.
const ACCOUNTS: usize = 8;
const WHOLE: Length = Length { title: usize::MAX, text: usize::MAX, beside: usize::MAX };
/// The reductions that are tried, in order, if not even the least measure fits.
const STRAITS: [Strait; 20] = [
    Strait { meetings: 6, ..Strait::NONE },
    Strait::NONE,
    Strait { length: texts(40, usize::MAX), ..Strait::NONE },
    Strait { length: texts(24, 12), ..Strait::NONE },
    Strait { length: texts(24, 6), lines: 3, ..Strait::NONE },
    Strait { length: texts(16, 4), lines: 3, ..Strait::NONE },
    Strait { length: texts(16, 3), lines: 2, accounts: 2, ..Strait::NONE },
    Strait { length: texts(14, 2), lines: 2, accounts: 2, ..Strait::NONE },
    Strait { length: titles(20, 14), ..Strait::NARROW },
    Strait { length: titles(16, 14), ..Strait::NARROW },
    Strait { length: titles(12, 12), ..Strait::NARROW },
    Strait { length: titles(10, 12), ..Strait::NARROW },
    Strait { length: titles(10, 12), facts: 4, ..Strait::NARROW },
    Strait { length: titles(8, 10), facts: 4, ..Strait::NARROW },
    Strait { length: titles(8, 10), facts: 4, every: 24, ..Strait::NARROW },
    Strait { length: titles(8, 8), facts: 4, every: 12, ..Strait::NARROW },
    Strait { length: titles(6, 8), facts: 4, every: 0, ..Strait::NARROW },
    Strait { length: titles(6, 6), facts: 3, every: 0, ..Strait::NARROW },
    Strait { length: titles(4, 4), facts: 3, every: 0, ..Strait::NARROW },
    Strait { length: titles(3, 2), facts: 2, every: 0, ..Strait::NARROW },
];

/// The limits of one reduction.
#[derive(Debug, Clone, Copy)]
struct Strait {
    facts: usize,
    lines: usize,
    accounts: usize,
    every: usize,
    meetings: usize,
    length: Length,
}

impl Strait {
    /// Lists no additional meetings and changes nothing else.
    const NONE: Self = Self {
        facts: LEAST.facts,
        lines: LEAST.lines,
        accounts: LEAST.accounts,
        every: LEAST.every,
        meetings: 0,
        length: WHOLE,
    };
    /// The reduction before titles are cut.
    const NARROW: Self = Self { lines: 2, accounts: 2, ..Self::NONE };

    fn on(self, before: Measure) -> Measure {
        let Self { facts, lines, accounts, every, meetings, length } = self;
        Measure { facts, lines, accounts, every, meetings, length, ..before }
    }
}

/// Returns limits that cut texts but not titles.
const fn texts(text: usize, beside: usize) -> Length {
    Length { title: usize::MAX, text, beside }
}

/// Returns limits that cut titles too.
const fn titles(title: usize, text: usize) -> Length {
    Length { title, text, beside: 2 }
}

/// The part that a share of the measure belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum MeasureShare {
    Short,
    Chronology,
    Matrix,
    Threads,
    Findings,
    Gaps,
}

impl Measure {
    /// Returns the least measure with the limits that the part `of` depends on taken from this one.
    pub(super) fn share(self, of: MeasureShare) -> Self {
        let Self { facts, claims, actors, lines, rows, gaps, accounts, every, meetings, length } = self;
        match of {
            MeasureShare::Short => Self { facts, length, ..LEAST },
            MeasureShare::Chronology => Self { every, meetings, length, ..LEAST },
            MeasureShare::Matrix => Self { claims, actors, length, ..LEAST },
            MeasureShare::Threads => Self { lines, length, ..LEAST },
            MeasureShare::Findings => Self { rows, length, ..LEAST },
            MeasureShare::Gaps => Self { gaps, accounts, every, length, ..LEAST },
        }
    }

    /// Returns this measure with a little more of one part, in the order in which the parts grow.
    fn grown(self) -> [Self; 8] {
        [
            Self { facts: (self.facts + 1).min(MOST.facts), ..self },
            Self { gaps: (self.gaps + 1).min(MOST.gaps), ..self },
            Self { accounts: (self.accounts + 1).min(ACCOUNTS), ..self },
            Self { claims: (self.claims + 1).min(MOST.claims), ..self },
            Self { lines: (self.lines + 2).min(MOST.lines), ..self },
            Self { rows: (self.rows + 1).min(MOST.rows), ..self },
            Self { actors: (self.actors + 1).min(MOST.actors), ..self },
            Self { meetings: (self.meetings + 2).min(MOST.meetings), ..self },
        ]
    }
}

/// Returns the header and the parts under the most generous measure that keeps to [`WORDS`].
///
/// Each part grows a little in turn, as long as the whole fits.
pub(super) fn fitted(made: impl Fn(Measure) -> (String, Vec<Rc<Part>>)) -> (String, Vec<Rc<Part>>) {
    let fits = |(header, parts): &(String, Vec<Rc<Part>>)| {
        clip::filled(header) + parts.iter().map(|part| clip::filled(&part.draft.text)).sum::<usize>() <= WORDS
    };
    let all = made(MOST);
    if fits(&all) {
        return all;
    }
    let mut measure = LEAST;
    let mut best = made(measure);
    for strait in STRAITS {
        if fits(&best) {
            break;
        }
        measure = strait.on(measure);
        best = made(measure);
    }
    loop {
        let before = measure;
        for at in 0..measure.grown().len() {
            let next = measure.grown()[at];
            if next == measure {
                continue;
            }
            let grown = made(next);
            if fits(&grown) {
                (measure, best) = (next, grown);
            }
        }
        if measure == before {
            return best;
        }
    }
}
