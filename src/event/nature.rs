//! What an event is, in the store's closed lists of words.

use super::word::words;

words! {
    /// What kind of event it is.
    pub enum Kind: "kind" {
        /// People met or spoke with each other.
        Meeting = "meeting",
        /// Somebody said something in public.
        Statement = "statement",
        /// An armed attack.
        Strike = "strike",
        /// None of these.
        Other = "other",
    }
}

impl Kind {
    /// The sign that stands for the kind where colour may not.
    #[must_use]
    pub(crate) fn glyph(self) -> &'static str {
        match self {
            Self::Meeting => "●",
            Self::Statement => "»",
            Self::Strike => "▲",
            Self::Other => "■",
        }
    }

    /// The role of actors that are written as a bare list.
    #[must_use]
    pub(crate) fn default_role(self) -> Role {
        match self {
            Self::Meeting | Self::Other => Role::Party,
            Self::Statement => Role::Speaker,
            Self::Strike => Role::Attacker,
        }
    }
}

words! {
    /// Whether it happened.
    #[derive(Default)]
    pub enum Status: "status" {
        /// It happened.
        #[default]
        Occurred = "occurred",
        /// Said to happen, without a source that would know.
        Rumoured = "rumoured",
        /// Suggested by one side.
        Proposed = "proposed",
        /// Announced for a date.
        Scheduled = "scheduled",
        /// One side says that it happened.
        Alleged = "alleged",
        /// Announced and withdrawn.
        Cancelled = "cancelled",
    }
}

words! {
    /// The part an actor has in an event.
    pub enum Role: "role" {
        /// Takes part.
        Party = "party",
        /// Says it.
        Speaker = "speaker",
        /// Strikes.
        Attacker = "attacker",
        /// Is struck.
        Target = "target",
        /// Receives the others.
        Host = "host",
        /// Stands between the parties.
        Mediator = "mediator",
        /// Arranges it.
        Organiser = "organiser",
        /// Is present without a part.
        Observer = "observer",
        /// Is spoken to.
        Addressee = "addressee",
        /// Is spoken about.
        Subject = "subject",
        /// Claims that it happened.
        Claimant = "claimant",
    }
}

words! {
    /// How the sides of a meeting sat.
    pub enum Format: "format" {
        /// Two sides.
        Bilateral = "bilateral",
        /// Three sides.
        Trilateral = "trilateral",
        /// More.
        Multilateral = "multilateral",
        /// In separate rooms, a mediator between.
        Proximity = "proximity",
        /// A mediator travels between.
        Shuttle = "shuttle",
        /// By telephone.
        Call = "call",
        /// By video.
        Video = "video",
        /// Several of these.
        Mixed = "mixed",
    }
}

words! {
    /// Official diplomacy or not; another axis than [`Format`].
    pub enum Track: "track" {
        /// Officials.
        One = "1",
        /// Officials and others.
        OneAndHalf = "1.5",
        /// Others.
        Two = "2",
    }
}

words! {
    /// What a statement does.
    pub enum Stance: "stance" {
        /// Says that it is so.
        Affirms = "affirms",
        /// Says that it is not so.
        Denies = "denies",
        /// Is for it.
        Supports = "supports",
        /// Is against it.
        Opposes = "opposes",
        /// Puts it forward.
        Proposes = "proposes",
        /// Accuses somebody of it.
        Accuses = "accuses",
        /// Answers, without any of these.
        Responds = "responds",
        /// Declines to comment: neither denial nor confirmation.
        NoComment = "no-comment",
    }
}

impl Stance {
    /// Whether it is a position on a claim; `accuses` and `responds` are not.
    #[must_use]
    pub(crate) fn is_position(self) -> bool {
        !matches!(self, Self::Accuses | Self::Responds)
    }
}

words! {
    /// Who may read it: Traffic Light Protocol 2.0, from strict to open.
    #[derive(PartialOrd, Ord)]
    pub enum Handling: "handling" {
        /// TLP:RED.
        Red = "red",
        /// TLP:AMBER+STRICT.
        AmberStrict = "amber+strict",
        /// TLP:AMBER.
        Amber = "amber",
        /// TLP:GREEN.
        Green = "green",
        /// TLP:CLEAR.
        Clear = "clear",
    }
}
