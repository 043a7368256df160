//! How much of each part of a brief finds room, and how long the texts of the store are told.

use super::Part;
use super::clip;

/// How many words stand before the sources, at most.
pub(super) const WORDS: usize = 1_300;
/// How much of each part finds room.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Measure {
    /// Facts *in short*.
    pub(super) facts: usize,
    /// Claims of the matrix of positions, and the actors that have a column.
    pub(super) claims: usize,
    pub(super) actors: usize,
    /// Lines of threads.
    pub(super) lines: usize,
    /// Rows of each report.
    pub(super) rows: usize,
    /// Events and stretches under conflicts and gaps.
    pub(super) gaps: usize,
    /// Accounts of one thing.
    pub(super) accounts: usize,
    /// Up to how many events the chronology has all.
    pub(super) every: usize,
    /// How many meetings of the most frequent actors the chronology of more has, whatever other parts cite.
    pub(super) meetings: usize,
    /// How long the texts of the store are.
    pub(super) length: Length,
}

/// How long a text of the store is told: longer ones are cut with a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Length {
    /// Words of a title.
    pub(super) title: usize,
    /// Words of a claim, an account, a name, a phrase.
    pub(super) text: usize,
    /// How many of a kind stand beside each other: accounts, who else holds a position.
    pub(super) beside: usize,
}

/// What always finds room.
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
/// What is shown where there is room for everything.
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
/// How many accounts of one thing are told where not all find room.
const ACCOUNTS: usize = 8;
/// Nothing is cut.
const WHOLE: Length = Length { title: usize::MAX, text: usize::MAX, beside: usize::MAX };
/// What is given up where not even the least finds room, one after the other: up to how many events the chronology has
/// all, how many meetings it has beside, and how long texts are.
const STRAITS: [(usize, usize, Length); 9] = [
    (40, 6, WHOLE),
    (40, 0, WHOLE),
    (40, 0, Length { title: 16, text: 60, beside: usize::MAX }),
    (40, 0, Length { title: 16, text: 24, beside: 12 }),
    (40, 0, Length { title: 10, text: 16, beside: 8 }),
    (40, 0, Length { title: 8, text: 10, beside: 5 }),
    (24, 0, Length { title: 6, text: 8, beside: 4 }),
    (12, 0, Length { title: 6, text: 6, beside: 3 }),
    (0, 0, Length { title: 4, text: 4, beside: 2 }),
];

impl Measure {
    /// The same with a little more of one part, the parts in the order in which they grow.
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

/// Header and parts under the most generous measure that keeps to the words there are.
///
/// Each part grows a little in turn, as long as the whole fits.
pub(super) fn fitted(made: impl Fn(Measure) -> (String, Vec<Part>)) -> (String, Vec<Part>) {
    let fits = |(header, parts): &(String, Vec<Part>)| {
        clip::filled(header) + parts.iter().map(|part| clip::filled(&part.draft.text)).sum::<usize>() <= WORDS
    };
    let all = made(MOST);
    if fits(&all) {
        return all;
    }
    let mut measure = LEAST;
    let mut best = made(measure);
    for (every, meetings, length) in STRAITS {
        if fits(&best) {
            break;
        }
        measure = Measure { every, meetings, length, ..measure };
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
