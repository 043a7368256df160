//! The position of one actor on one claim, computed from its utterances.

use crate::event::{EventIx, Stance};
use crate::registry::ActorIx;
use crate::report::voices::Record;
use crate::text::signs::sign;

/// The position of one actor on one claim.
#[derive(Debug, Clone)]
pub struct Cell {
    /// The actor that holds it.
    pub actor: ActorIx,
    /// The position as a letter.
    pub letter: Letter,
    /// Whether every utterance that supports the letter is hedged.
    pub hedged: bool,
    /// The number of distinct utterances that support the letter. Copies are not counted.
    pub count: usize,
    /// The latest of these utterances.
    pub latest: EventIx,
    /// Whether all of these utterances are outside the filter.
    pub(crate) outside: bool,
    /// Whether sources are cited for these utterances but none of them is independent.
    pub(crate) rootless: bool,
    /// Utterances outside the filter for a side on which the actor has none inside, in timeline order.
    pub beside: Vec<Utterance>,
    /// Every utterance on the claim, in timeline order, including those that do not affect the letter.
    pub(crate) utterances: Vec<Utterance>,
}

/// What somebody said on a claim, including its copies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// The event in which it was said.
    pub event: EventIx,
    /// The stance on the claim.
    pub stance: Stance,
    /// Whether it has a reservation.
    pub hedged: bool,
    /// The speakers, in written order.
    pub named: Vec<ActorIx>,
    /// The way in which it is known.
    pub record: Record,
    /// The events that repeat it, in timeline order.
    pub copies: Vec<EventIx>,
    /// An utterance of another actor that it repeats.
    pub(crate) repeats: Option<EventIx>,
}

/// A position as a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// `A`: affirms.
    Affirms,
    /// `D`: denies.
    Denies,
    /// `S`: supports or proposes.
    Supports,
    /// `O`: opposes.
    Opposes,
    /// `N`: no comment.
    NoComment,
    /// `M`: both sides.
    Mixed,
    /// `R`: known only from another party.
    Reported,
}

impl Letter {
    /// Returns the letter of a stance, or `None` if it is not a position.
    #[must_use]
    pub fn of(stance: Stance) -> Option<Self> {
        match stance {
            Stance::Affirms => Some(Self::Affirms),
            Stance::Denies => Some(Self::Denies),
            Stance::Supports | Stance::Proposes => Some(Self::Supports),
            Stance::Opposes => Some(Self::Opposes),
            Stance::NoComment => Some(Self::NoComment),
            Stance::Accuses | Stance::Responds => None,
        }
    }

    #[must_use]
    pub(crate) fn is_for(self) -> bool {
        matches!(self, Self::Affirms | Self::Supports)
    }

    #[must_use]
    pub(crate) fn is_against(self) -> bool {
        matches!(self, Self::Denies | Self::Opposes)
    }

    /// Returns the letter as a character.
    #[must_use]
    pub fn sign(self) -> char {
        match self {
            Self::Affirms => 'A',
            Self::Denies => 'D',
            Self::Supports => 'S',
            Self::Opposes => 'O',
            Self::NoComment => 'N',
            Self::Mixed => 'M',
            Self::Reported => 'R',
        }
    }

    /// All letters, in the order of their legend.
    pub const ALL: [Self; 7] = [
        Self::Affirms,
        Self::Denies,
        Self::Supports,
        Self::Opposes,
        Self::NoComment,
        Self::Mixed,
        Self::Reported,
    ];

    /// Returns the meaning of the letter, for a legend.
    #[must_use]
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Self::Affirms => "affirms",
            Self::Denies => "denies",
            Self::Supports => "supports or proposes",
            Self::Opposes => "opposes",
            Self::NoComment => "no comment",
            Self::Mixed => "both sides",
            Self::Reported => "only another party reports it",
        }
    }

    /// Returns the letter as a word, for JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Affirms => "affirms",
            Self::Denies => "denies",
            Self::Supports => "supports",
            Self::Opposes => "opposes",
            Self::NoComment => "no-comment",
            Self::Mixed => "mixed",
            Self::Reported => "reported",
        }
    }
}

impl Cell {
    /// Computes the position from `utterances`, which are in timeline order and at least one.
    ///
    /// Utterances on record take precedence over those that others report, and positions over *no comment*. Among
    /// several letters of one side, the latest is used.
    #[must_use]
    pub fn new(
        actor: ActorIx,
        utterances: Vec<Utterance>,
        outside: bool,
        is_rootless: impl Fn(EventIx) -> bool,
    ) -> Option<Self> {
        let making = making(&utterances);
        let on_record = making.iter().any(|u| u.record == Record::Own);
        let letters = || making.iter().filter_map(|u| u.letter());
        let both = letters().any(Letter::is_for) && letters().any(Letter::is_against);
        let position = letters().rfind(|letter| *letter != Letter::NoComment);
        let letter = match position {
            _ if !on_record => Letter::Reported,
            _ if both => Letter::Mixed,
            Some(letter) => letter,
            None => Letter::NoComment,
        };
        let (hedged, count) = (making.iter().all(|u| u.hedged), making.len());
        let latest = making.last()?.event;
        let rootless = making.iter().all(|u| u.events().all(&is_rootless));
        let beside = Vec::new();
        Some(Self { actor, letter, hedged, count, latest, outside, rootless, beside, utterances })
    }

    /// Returns the utterances that support the letter, in timeline order. Copies are with their originals.
    pub(crate) fn counted(&self) -> Vec<&Utterance> {
        making(&self.utterances)
    }

    /// Adds the utterances outside the filter that are for a side on which the actor has none inside. Without them,
    /// what is shown could be mistaken for the actor's whole position.
    pub(super) fn with_beside(mut self, outside: Vec<Utterance>) -> Self {
        let is_new = |utterance: &Utterance| {
            let sides: [fn(Letter) -> bool; 2] = [Letter::is_for, Letter::is_against];
            let letter = utterance.letter().filter(|_| utterance.record == Record::Own);
            letter.is_some_and(|letter| sides.iter().any(|side| side(letter) && !self.holds(*side)))
        };
        self.beside = outside.into_iter().filter(is_new).collect();
        self
    }

    /// Returns whether it is on a side, alone or together with the other.
    pub(super) fn holds(&self, side: fn(Letter) -> bool) -> bool {
        self.letter == Letter::Mixed || side(self.letter)
    }

    /// Returns letter and count as the matrix shows them: `D`, `d×2`, `(A)` if all of it is outside the filter, `A
    /// (D)` if the other side is outside the filter, `D!` if no independent source reports it.
    #[must_use]
    pub fn short(&self) -> String {
        let letter = if self.hedged { self.letter.sign().to_ascii_lowercase() } else { self.letter.sign() };
        let times = if self.count > 1 { format!("{}{}", sign("×"), self.count) } else { String::new() };
        let caution = if self.rootless { "!" } else { "" };
        let own = format!("{letter}{caution}{times}");
        let mut beside: Vec<Letter> = self.beside.iter().filter_map(Utterance::letter).collect();
        beside.sort_unstable();
        beside.dedup();
        match beside.as_slice() {
            [] if self.outside => format!("({own})"),
            [] => own,
            letters => format!("{own} ({})", letters.iter().map(|letter| letter.sign()).collect::<String>()),
        }
    }
}

/// Returns the utterances that make the letter: those on record if there are any, else those that others report, and of
/// these the positions, else each *no comment*.
fn making(utterances: &[Utterance]) -> Vec<&Utterance> {
    let on_record = utterances.iter().any(|u| u.record == Record::Own);
    let known: Vec<&Utterance> =
        utterances.iter().filter(|u| (u.record == Record::Own) == on_record).collect();
    let silent = !known.iter().any(|u| u.letter().is_some_and(|letter| letter != Letter::NoComment));
    known.into_iter().filter(|u| silent || u.stance != Stance::NoComment).collect()
}

impl Utterance {
    /// Returns the letter that it supports by itself.
    #[must_use]
    pub fn letter(&self) -> Option<Letter> {
        Letter::of(self.stance)
    }

    /// Returns the events in which it was said and repeated.
    fn events(&self) -> impl Iterator<Item = EventIx> + '_ {
        std::iter::once(self.event).chain(self.copies.iter().copied())
    }
}

impl Cell {
    /// Returns whether somebody spoke for it and somebody else against it. Otherwise one voice changed its position.
    #[must_use]
    pub(crate) fn voices_differ(&self) -> bool {
        let on = |side: fn(Letter) -> bool| {
            let own = self.utterances.iter().filter(|utterance| utterance.record == Record::Own);
            own.filter(move |utterance| utterance.letter().is_some_and(side))
                .flat_map(|utterance| &utterance.named)
        };
        on(Letter::is_for).any(|a| on(Letter::is_against).any(|b| a != b))
    }
}
