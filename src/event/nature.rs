//! The closed lists of words that describe an event: kind, status, role, format, track, stance, handling.

use super::word::words;
use crate::text::signs::sign;

words! {
    /// The kind of an event.
    pub enum Kind: "kind" {
        /// A meeting or a conversation.
        Meeting = "meeting",
        /// A public statement.
        Statement = "statement",
        /// An armed attack.
        Strike = "strike",
        /// Any other event.
        Other = "other",
    }
}

impl Kind {
    /// Returns the sign that shows the kind where there is no colour.
    #[must_use]
    pub(crate) fn glyph(self) -> &'static str {
        match self {
            Self::Meeting => sign("●"),
            Self::Statement => sign("»"),
            Self::Strike => sign("▲"),
            Self::Other => sign("■"),
        }
    }

    /// Returns the role of actors that are written as a plain list.
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
    /// The status of an event: whether it happened.
    #[derive(Default)]
    pub enum Status: "status" {
        /// An event that happened.
        #[default]
        Occurred = "occurred",
        /// A rumour: no source is in a position to know.
        Rumoured = "rumoured",
        /// A suggestion of one side.
        Proposed = "proposed",
        /// An event announced for a date.
        Scheduled = "scheduled",
        /// An event that happened only according to one side.
        Alleged = "alleged",
        /// An event that was announced and withdrawn.
        Cancelled = "cancelled",
    }
}

words! {
    /// The part that an actor has in an event.
    pub enum Role: "role" {
        /// A participant.
        Party = "party",
        /// The author of a statement.
        Speaker = "speaker",
        /// The side that strikes.
        Attacker = "attacker",
        /// The side that is struck.
        Target = "target",
        /// The side that receives the others.
        Host = "host",
        /// An intermediary between the parties.
        Mediator = "mediator",
        /// The side that arranges the event.
        Organiser = "organiser",
        /// Someone who is present but does not take part.
        Observer = "observer",
        /// The person or body that a statement is addressed to.
        Addressee = "addressee",
        /// The person or body that a statement is about.
        Subject = "subject",
        /// The side that claims that the event happened.
        Claimant = "claimant",
    }
}

words! {
    /// The format of a meeting.
    pub enum Format: "format" {
        /// Talks between two sides.
        Bilateral = "bilateral",
        /// Talks between three sides.
        Trilateral = "trilateral",
        /// Talks between more than three sides.
        Multilateral = "multilateral",
        /// Talks in separate rooms with a mediator between them.
        Proximity = "proximity",
        /// Talks through a mediator who travels between the sides.
        Shuttle = "shuttle",
        /// A telephone call.
        Call = "call",
        /// A video talk.
        Video = "video",
        /// Several of these formats.
        Mixed = "mixed",
    }
}

words! {
    /// The track: whether diplomacy is official. It is independent of [`Format`].
    pub enum Track: "track" {
        /// Talks between officials.
        One = "1",
        /// Talks between officials and others.
        OneAndHalf = "1.5",
        /// Talks without officials.
        Two = "2",
    }
}

words! {
    /// The stance of a statement.
    pub enum Stance: "stance" {
        /// A statement that it is so.
        Affirms = "affirms",
        /// A statement that it is not so.
        Denies = "denies",
        /// Support.
        Supports = "supports",
        /// Opposition.
        Opposes = "opposes",
        /// A proposal.
        Proposes = "proposes",
        /// An accusation against somebody.
        Accuses = "accuses",
        /// An answer that is none of the others.
        Responds = "responds",
        /// A refusal to comment, which is neither a denial nor a confirmation.
        NoComment = "no-comment",
    }
}

impl Stance {
    /// Returns whether it is a position on a claim; `accuses` and `responds` are not.
    #[must_use]
    pub(crate) fn is_position(self) -> bool {
        !matches!(self, Self::Accuses | Self::Responds)
    }
}

words! {
    /// The label that says who may read a record: Traffic Light Protocol 2.0, from strict to open.
    #[derive(PartialOrd, Ord)]
    pub enum Handling: "handling" {
        /// `TLP:RED`, only for the named recipients.
        Red = "red",
        /// `TLP:AMBER+STRICT`, only for the recipient's organisation.
        AmberStrict = "amber+strict",
        /// `TLP:AMBER`, for the recipient's organisation and its clients.
        Amber = "amber",
        /// `TLP:GREEN`, for the recipient's community.
        Green = "green",
        /// `TLP:CLEAR`, for everybody.
        Clear = "clear",
    }
}
