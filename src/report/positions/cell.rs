//! One actor's position on one claim, worked out of its utterances.

use crate::event::{EventIx, Stance};
use crate::registry::ActorIx;
use crate::report::voices::Record;

/// One actor's position on one claim.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Who.
    pub actor: ActorIx,
    /// What it holds.
    pub letter: Letter,
    /// Whether every utterance that makes the letter is hedged.
    pub hedged: bool,
    /// How many distinct utterances make the letter; copies are not counted.
    pub count: usize,
    /// The latest of these.
    pub latest: EventIx,
    /// Whether all of it stands outside the filter.
    pub(crate) outside: bool,
    /// Whether no independent source reports any of these, though some are cited.
    pub(crate) rootless: bool,
    /// What the actor said outside the filter for a side on which it has nothing inside, in timeline order.
    pub beside: Vec<Utterance>,
    /// Every utterance on the claim, in timeline order, also those that the letter passes over.
    pub(crate) utterances: Vec<Utterance>,
}

/// What somebody said on a claim, its copies included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Utterance {
    /// Where it was said.
    pub event: EventIx,
    /// What it does.
    pub stance: Stance,
    /// Whether with a reservation.
    pub hedged: bool,
    /// Who said it, in written order.
    pub named: Vec<ActorIx>,
    /// How it is known.
    pub record: Record,
    /// Events that repeat it, in timeline order.
    pub copies: Vec<EventIx>,
    /// An utterance of somebody else that it repeats.
    pub(crate) repeats: Option<EventIx>,
}

/// A position as a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Letter {
    /// `A`.
    Affirms,
    /// `D`.
    Denies,
    /// `S`, also for what it proposes.
    Supports,
    /// `O`.
    Opposes,
    /// `N`.
    NoComment,
    /// `M`: both sides.
    Mixed,
    /// `R`: known only from another party.
    Reported,
}

impl Letter {
    /// What a stance is as a position; none where it is no position.
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

    /// The letter.
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

    /// All, in the order of their legend.
    pub const ALL: [Self; 7] = [
        Self::Affirms,
        Self::Denies,
        Self::Supports,
        Self::Opposes,
        Self::NoComment,
        Self::Mixed,
        Self::Reported,
    ];

    /// What the letter means, for a legend.
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

    /// The letter in words, for data.
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
    /// The position that `utterances` make; they are in timeline order and at least one.
    ///
    /// What the actor is on record with goes before what others report of it, a position before *no comment*; of
    /// several letters of one side the latest stands.
    #[must_use]
    pub fn new(
        actor: ActorIx,
        utterances: Vec<Utterance>,
        outside: bool,
        is_rootless: impl Fn(EventIx) -> bool,
    ) -> Option<Self> {
        let on_record = utterances.iter().any(|u| u.record == Record::Own);
        let known: Vec<&Utterance> =
            utterances.iter().filter(|u| (u.record == Record::Own) == on_record).collect();
        let letters = || known.iter().filter_map(|u| u.letter());
        let both = letters().any(Letter::is_for) && letters().any(Letter::is_against);
        let position = letters().rfind(|letter| *letter != Letter::NoComment);
        let letter = match position {
            _ if !on_record => Letter::Reported,
            _ if both => Letter::Mixed,
            Some(letter) => letter,
            None => Letter::NoComment,
        };
        let silent = position.is_none();
        let making: Vec<&Utterance> =
            known.into_iter().filter(|u| silent || u.stance != Stance::NoComment).collect();
        let (hedged, count) = (making.iter().all(|u| u.hedged), making.len());
        let latest = making.last()?.event;
        let rootless = making.iter().all(|u| u.events().all(&is_rootless));
        let beside = Vec::new();
        Some(Self { actor, letter, hedged, count, latest, outside, rootless, beside, utterances })
    }

    /// Keeps of what the actor said outside the filter whatever is for a side on which it has nothing inside: what is
    /// shown of it would pass for its position.
    pub(super) fn with_beside(mut self, outside: Vec<Utterance>) -> Self {
        let is_new = |said: &Utterance| {
            let sides: [fn(Letter) -> bool; 2] = [Letter::is_for, Letter::is_against];
            let letter = said.letter().filter(|_| said.record == Record::Own);
            letter.is_some_and(|letter| sides.iter().any(|side| side(letter) && !self.holds(*side)))
        };
        self.beside = outside.into_iter().filter(is_new).collect();
        self
    }

    /// Whether it stands on a side, alone or with the other.
    pub(super) fn holds(&self, side: fn(Letter) -> bool) -> bool {
        self.letter == Letter::Mixed || side(self.letter)
    }

    /// Letter and count as the matrix shows them: `D`, `d×2`, `(A)` where all of it stands outside the filter, `A (D)`
    /// where the other side does, `D!` where no independent source reports it.
    #[must_use]
    pub fn short(&self) -> String {
        let sign = if self.hedged { self.letter.sign().to_ascii_lowercase() } else { self.letter.sign() };
        let times = if self.count > 1 { format!("×{}", self.count) } else { String::new() };
        let caution = if self.rootless { "!" } else { "" };
        let own = format!("{sign}{caution}{times}");
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

impl Utterance {
    /// The letter it makes by itself.
    #[must_use]
    pub fn letter(&self) -> Option<Letter> {
        Letter::of(self.stance)
    }

    /// Where it was said, and what repeats it.
    fn events(&self) -> impl Iterator<Item = EventIx> + '_ {
        std::iter::once(self.event).chain(self.copies.iter().copied())
    }
}

impl Cell {
    /// Whether somebody spoke for it and somebody else against it; else one voice changed its word.
    #[must_use]
    pub(crate) fn voices_differ(&self) -> bool {
        let on = |side: fn(Letter) -> bool| {
            let own = self.utterances.iter().filter(|said| said.record == Record::Own);
            own.filter(move |said| said.letter().is_some_and(side)).flat_map(|said| &said.named)
        };
        on(Letter::is_for).any(|a| on(Letter::is_against).any(|b| a != b))
    }
}
