//! What is done to dirty data, in words.

/// Something that was done to a value, and is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Repair {
    /// Bytes that are not UTF-8 became `�`.
    InvalidUtf8,
    /// No-break spaces became spaces.
    NoBreakSpace,
    /// Control characters and invisible marks were taken out.
    Hidden,
    /// Line breaks of Windows inside a cell became plain ones.
    LineBreaks,
    /// `NA` and the like were read as nothing.
    NotAvailable,
    /// A row has no id of its own.
    NoId,
    /// A count such as `236.0` became a whole number.
    Fraction,
    /// A count could not be read.
    BadCount,
    /// A date was rewritten in EDTF.
    DateNotation,
    /// An hour without minutes became the hour from its first to its last minute.
    HourAlone,
    /// An hour without minutes at an end of a range was left out.
    HourLeftOut,
    /// A range that has an end and no start.
    NoStart,
    /// A time of day or date was written without leading zeros.
    Unpadded,
    /// An end before the start was left out.
    EndBeforeStart,
    /// Coordinates could not be used.
    BadPoint,
    /// A country code is not in the table.
    UnknownCountry,
    /// An event code is not in the table.
    UnknownCode,
    /// `[size=…]` in the notes.
    SizeMark,
    /// A row is shorter than its header.
    ShortRow,
    /// The HXL row under the header.
    Hxl,
    /// Cells separated by something else than commas.
    Separator,
    /// A time in a zone that is not known, or that the clocks skip.
    Zone,
    /// A time that the clocks of its zone showed twice or never, in a store of another zone.
    NoInstant,
    /// A time that names no zone.
    Floating,
    /// A time that names no zone in a calendar that names one.
    CalendarZone,
    /// An event of a calendar that is not for everybody.
    Class,
    /// A recurring event, of which the first is imported.
    Recurring,
    /// Fields of the source that the store has no place for.
    NotRead,
    /// A citation of an event, a claim or a source that is nowhere.
    Elsewhere,
    /// A source that is no address and no id.
    SourceInWords,
    /// Something that a table has in words alone.
    InWords,
    /// A record of demarche in a document that was changed since.
    Changed,
    /// HTML became plain text.
    Html,
    /// A row that repeats an event under another id.
    Repeats,
}

impl Repair {
    /// Returns what is counted, singular and plural, and what was done.
    pub(crate) fn in_words(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Self::InvalidUtf8 => ("cell", "cells", "bytes that are not UTF-8, replaced by `�`"),
            Self::NoBreakSpace => ("cell", "cells", "no-break spaces, replaced by spaces"),
            Self::Hidden => (
                "cell",
                "cells",
                "control characters and invisible marks, removed (a separator became a space)",
            ),
            Self::LineBreaks => ("cell", "cells", "Windows line breaks, replaced by plain ones"),
            Self::NotAvailable => ("cell", "cells", "`NA` or the like, read as empty"),
            Self::NoId => ("row", "rows", "no id of its own, given one from a hash of the row"),
            Self::Fraction => ("count", "counts", "written with a fraction of zero, read as whole numbers"),
            Self::BadCount => ("count", "counts", "not a number, left out"),
            Self::DateNotation => ("date", "dates", "in another notation, rewritten in EDTF"),
            Self::HourAlone => ("time", "times", "an hour without minutes, kept as the whole hour"),
            Self::HourLeftOut => ("time", "times", "an hour without minutes at an end of a range, left out"),
            Self::NoStart => {
                ("date", "dates", "an end without a start, kept as a range whose start is unknown")
            }
            Self::Unpadded => ("date or time", "dates or times", "without leading zeros, padded"),
            Self::EndBeforeStart => ("row", "rows", "an end before its start, the end left out"),
            Self::BadPoint => {
                ("place", "places", "coordinates that are not on the globe or not whole, left out")
            }
            Self::UnknownCountry => ("code", "codes", "of no country in the table, left out of the registry"),
            Self::UnknownCode => ("code", "codes", "not in the table of CAMEO codes, kept as subtype"),
            Self::SizeMark => ("text", "texts", "`[size=…]` about the size of a crowd, kept as written"),
            Self::ShortRow => ("row", "rows", "shorter than the header, the missing cells read as empty"),
            Self::Hxl => ("row", "rows", "HXL tags under the header, not an event"),
            Self::Separator => ("file", "files", "cells separated by something else than commas"),
            Self::Zone => (
                "time",
                "times",
                "in an unknown zone or in an hour that its clocks skip, kept without an offset",
            ),
            Self::NoInstant => (
                "time",
                "times",
                "that the clocks of another zone showed twice or never: the first of two, or without an offset",
            ),
            // The summary says in which: see `Tally::zone`.
            Self::Floating => ("time", "times", "without a zone"),
            Self::CalendarZone => {
                ("time", "times", "without a zone, read in that of the calendar (X-WR-TIMEZONE)")
            }
            Self::Class => (
                "event",
                "events",
                "not PUBLIC in the calendar (CLASS), marked TLP:RED, the strictest: RFC 5545 has no equal of TLP",
            ),
            Self::Recurring => ("event", "events", "recurs; only the first is imported"),
            Self::NotRead => ("property", "properties", "that the store has no field for, not imported"),
            Self::Elsewhere => (
                "reference",
                "references",
                "to events, claims or sources that neither the files nor the store have, left out",
            ),
            Self::SourceInWords => ("source", "sources", "neither an address nor an id, kept as citation"),
            Self::InWords => (
                "cell",
                "cells",
                "figures, positions, sessions or accounts in words, not read; yaml and jsonl carry them",
            ),
            Self::Changed => (
                "event",
                "events",
                "changed by another program since demarche wrote it, read as the file now has it",
            ),
            Self::Html => ("text", "texts", "HTML, read as plain text"),
            Self::Repeats => ("row", "rows", "the event of another row under another id, kept"),
        }
    }
}
