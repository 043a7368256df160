//! The fields of the filter language: one table for parser, completion and help.

use std::fmt;
use std::str::FromStr;

use crate::event::{Role, Word, word::words};
use crate::timeline::texts::Part;

words! {
    /// Something that `has:` can require an event to have.
    pub enum Has: "`has:` word" {
        /// A quotation.
        Quote = "quote",
        /// A venue.
        Venue = "venue",
        /// A source.
        Source = "source",
        /// An archived copy of every source.
        Archive = "archive",
        /// Figures.
        Figures = "figures",
        /// A position on a claim.
        About = "about",
        /// A link, in either direction.
        Link = "link",
        /// An event that denies it, confirms it or responds to it.
        Response = "response",
        /// Accounts that differ.
        Conflict = "conflict",
        /// The analyst's note.
        Note = "note",
        /// An end, which means that its date is a range.
        End = "end",
    }
}

words! {
    /// A state that `is:` can require an event to be in.
    pub enum Is: "`is:` word" {
        /// Without a source.
        Unsourced = "unsourced",
        /// With a single independent source.
        SingleSource = "single-source",
        /// With accounts that differ.
        Conflicted = "conflicted",
        /// With a position that was taken with a reservation.
        Hedged = "hedged",
        /// Denied by another event.
        Denied = "denied",
        /// Confirmed by another event.
        Confirmed = "confirmed",
        /// With a source that was corrected or withdrawn.
        Withdrawn = "withdrawn",
        /// Proposed or scheduled for a date that is past, with nothing linked as its outcome.
        Lapsed = "lapsed",
        /// Beginning after now.
        Future = "future",
        /// With a date that is a range.
        Ranged = "ranged",
        /// With a date in doubt: `?` `~` `%` `X` or a set.
        Uncertain = "uncertain",
        /// Bookmarked by the user.
        Bookmarked = "bookmarked",
        /// Not in the store when the user last left the browser.
        New = "new",
    }
}

words! {
    /// What a figure counts, for metrics that have a field of their own.
    pub enum Metric: "metric" {
        /// Weapons sent.
        Launched = "launched",
        /// Weapons shot down.
        Intercepted = "intercepted",
        /// Weapons that fell or were jammed.
        Lost = "lost",
        /// Weapons that reached a target.
        Hit = "hit",
        /// Places that were reached.
        PlacesHit = "places-hit",
        /// People killed.
        Killed = "killed",
        /// People wounded.
        Injured = "injured",
        /// People not found.
        Missing = "missing",
    }
}

/// A field of the filter language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// `actor:`, an actor in any role.
    Actor,
    /// `speaker:`, `target:`, …: an actor in that role only.
    As(Role),
    /// `role:`, a role that somebody has in the event.
    Role,
    /// `met:`, an actor who sat in one room with the others named.
    Met,
    /// `venue:`, a venue or the places inside it.
    Venue,
    /// `country:` of a venue.
    Country,
    /// `date:`, which matches a possible overlap.
    Date,
    /// `during:`, which matches events that are certainly inside.
    During,
    /// `since:`, the earliest date.
    Since,
    /// `until:`, the latest date.
    Until,
    /// `logged:`, the date on which the event was written down.
    Logged,
    /// `published:`, the date on which its earliest source was published.
    Published,
    /// `kind:` of the event.
    Kind,
    /// `subtype:` within its kind.
    Subtype,
    /// `status:` of the event.
    Status,
    /// `format:` of a meeting.
    Format,
    /// `track:` of the event.
    Track,
    /// `stance:` of a statement.
    Stance,
    /// `tag:` of the event.
    Tag,
    /// `lang:` of a quotation.
    Lang,
    /// `term:` in its quotations or on its agenda.
    Term,
    /// `id:` of the event.
    Id,
    /// `handling:`, the mark that says who may read it.
    Handling,
    /// `about:`, a position on a claim.
    About,
    /// `source:`, an outlet.
    Source,
    /// `source-kind:`, the kind of an outlet.
    SourceKind,
    /// `url:`, text in the addresses of its sources.
    Url,
    /// `cite:`, text in the citations of its sources.
    Cite,
    /// `rel:`, the Admiralty letter.
    Rel,
    /// `cred:`, the Admiralty digit.
    Cred,
    /// `sources:`, the number of sources.
    Sources,
    /// `roots:`, the number of independent roots.
    Roots,
    /// `weapon:` of a figure.
    Weapon,
    /// `metric:` of a figure, including words that are not fields.
    Metric,
    /// `count:` of a figure, whatever it counts.
    Count,
    /// `launched:`, `killed:`, …: the count of a figure.
    Figure(Metric),
    /// `by:`, the claimant of a figure.
    By,
    /// `lag:`, the certain response time.
    Lag,
    /// `thread:`, everything connected to an event by answers.
    Thread,
    /// `chain:`, everything connected to an event by any link.
    Chain,
    /// `has:`, something the event has.
    Has,
    /// `is:`, a state the event is in.
    Is,
    /// `text:`, text anywhere in the event.
    Text,
    /// `title:`, text in the title.
    Title,
    /// `quote:`, text in the quotations.
    Quote,
}

/// One line of the reference.
struct FieldReference {
    field: Field,
    matches: &'static str,
    example: &'static str,
}

const fn row(field: Field, matches: &'static str, example: &'static str) -> FieldReference {
    FieldReference { field, matches, example }
}

const TABLE: &[FieldReference] = &[
    row(
        Field::Actor,
        "any role, by id, name, alias or metonym; members too, as of the date; `=` exact",
        "actor:kremlin",
    ),
    row(Field::As(Role::Speaker), "who says it", "speaker:=ushakov"),
    row(Field::As(Role::Attacker), "who strikes", "attacker:russia"),
    row(Field::As(Role::Target), "who is struck", "target:ukraine"),
    row(Field::As(Role::Host), "who hosts the others", "host:usa"),
    row(Field::As(Role::Mediator), "who mediates between the parties", "mediator:witkoff"),
    row(Field::As(Role::Party), "who takes part", "party:russia party:ukraine"),
    row(Field::As(Role::Organiser), "who arranges it", "organiser:turkey"),
    row(Field::As(Role::Observer), "who is present without taking part", "observer:uk"),
    row(Field::As(Role::Addressee), "who is spoken to", "addressee:usa"),
    row(Field::As(Role::Subject), "who is spoken about", "subject:zelenskyy"),
    row(Field::As(Role::Claimant), "who claims that it happened", "claimant:russia"),
    row(Field::Role, "anyone in that role", "role:mediator"),
    row(
        Field::Met,
        "sat in one room with somebody, for certain or perhaps; two in one AND group: with each other; a call does not count",
        "met:witkoff met:ushakov",
    ),
    row(
        Field::Venue,
        "by id, name or alias; places inside it, other venues and sessions too; `=` exact",
        "venue:miami",
    ),
    row(Field::Country, "the country of a venue, two letters", "country:UA"),
    row(Field::Date, "may overlap the range, both ends included", "date:2025-12-19..2025-12-21"),
    row(Field::During, "is certainly inside the range", "during:2025-12"),
    row(Field::Since, "from then on: a date, 7d 3w 2m 1y, today, yesterday", "since:3m"),
    row(Field::Until, "up to and including then", "until:2025-06"),
    row(Field::Logged, "written down in the range; dates as in date:", "logged:2026"),
    row(
        Field::Published,
        "its earliest source was published in the range; dates as in date:",
        "published:2025-12-21..2025-12-22",
    ),
    row(Field::Kind, "meeting, statement, strike, other", "kind:meeting,statement"),
    row(Field::Subtype, "the store's own word", "subtype:phone-call"),
    row(
        Field::Status,
        "occurred, rumoured, proposed, scheduled, alleged, cancelled",
        "status:cancelled,alleged",
    ),
    row(Field::Format, "how the sides of a meeting sat", "format:bilateral"),
    row(Field::Track, "1 official, 2 not, 1.5 both", "track:1.5"),
    row(
        Field::Stance,
        "what a statement does; beside `about:` in one AND group, on that claim",
        "stance:denies",
    ),
    row(Field::Tag, "a tag", "tag:ceasefire"),
    row(Field::Lang, "the language of a quotation", "lang:ru"),
    row(Field::Term, "a tracked term in its quotations or on its agenda, as in language", "term:trilateral"),
    row(Field::Id, "the event's id", "id:2025-12-21*"),
    row(Field::Handling, "the Traffic Light Protocol word", "handling:amber*"),
    row(
        Field::About,
        "a position on a claim: claim, claim/stance, claim/stance/hedged",
        "about:three-way-talks-in-preparation/denies",
    ),
    row(Field::Source, "who published it", "source:reuters"),
    row(Field::SourceKind, "what kind of publisher", "source-kind:official"),
    row(Field::Url, "text in the addresses of its sources and archived copies; /regex/", "url:tass.com"),
    row(Field::Cite, "text in the titles and citations of its sources; /regex/", "cite:interview"),
    row(Field::Rel, "the Admiralty letter; >=B is B or better; F is skipped", "rel:>=B"),
    row(Field::Cred, "the Admiralty digit; 1 is best; 6 is skipped", "cred:<=2"),
    row(Field::Sources, "how many sources", "sources:>=2"),
    row(Field::Roots, "how many independent sources: a copy does not count", "roots:>=2"),
    row(
        Field::Weapon,
        "figures: with what; terms of one AND group apply to one row",
        "weapon:drone launched:>=1000",
    ),
    row(Field::Metric, "figures: what was counted, any word", "metric:exchanged"),
    row(Field::Count, "figures: how many, whatever was counted", "count:>1000"),
    row(
        Field::By,
        "figures: who claims it, in a statement without a name its speakers; members too; `=` exact",
        "by:ukraine launched:>=500",
    ),
    row(Field::Figure(Metric::Launched), "figures: matches if the whole count does", "launched:>=1000"),
    row(Field::Figure(Metric::Intercepted), "figures: shot down", "intercepted:>=500"),
    row(Field::Figure(Metric::Lost), "figures: fell or was jammed", "lost:>0"),
    row(Field::Figure(Metric::Hit), "figures: reached something", "hit:>0"),
    row(Field::Figure(Metric::PlacesHit), "figures: places reached", "places-hit:>=10"),
    row(Field::Figure(Metric::Killed), "figures: people dead", "killed:>0"),
    row(Field::Figure(Metric::Injured), "figures: people wounded", "injured:10..50"),
    row(Field::Figure(Metric::Missing), "figures: people not found", "missing:>0"),
    row(
        Field::Lag,
        "how soon a statement answered, for certain: <24h (24 included), >2d, 6h..2d, 90m",
        "lag:>24h",
    ),
    row(
        Field::Thread,
        "the event and all tied to it by any link except follows and part_of",
        "thread:2025-12-21-ushakov-no-trilateral",
    ),
    row(Field::Chain, "the event and all tied to it by any link", "chain:2025-12-21-ushakov-no-trilateral"),
    row(
        Field::Has,
        "quote venue source archive figures about link response conflict note end; `no:` is the opposite",
        "no:response",
    ),
    row(
        Field::Is,
        "unsourced single-source conflicted hedged denied confirmed withdrawn lapsed future ranged uncertain bookmarked new",
        "is:single-source",
    ),
    row(
        Field::Text,
        "title, summary, quote, note, tags, names; a bare word does the same; /regex/",
        "text:/three-?way/",
    ),
    row(Field::Title, "the title only; /regex/", "title:ceasefire"),
    row(Field::Quote, "the quotation only, also its original; /regex/", "quote:trilateral"),
];

/// Returns each field (with its colon), what it matches and an example, for help and the manual.
pub fn reference() -> impl ExactSizeIterator<Item = (String, &'static str, &'static str)> {
    TABLE.iter().map(|row| (format!("{}:", row.field), row.matches, row.example))
}

/// Returns the syntax besides fields: form and meaning.
#[must_use]
pub fn syntax() -> &'static [(&'static str, &'static str)] {
    &[
        ("kremlin talks", "both words occur in the text"),
        ("\"three-way talks\"", "the phrase; quotes keep commas, colons and spaces"),
        ("actor:a,b", "a or b"),
        ("actor:a actor:b", "a and b"),
        ("-kind:strike", "not this; NOT does the same"),
        ("a OR b c", "a, or b and c: AND binds first"),
        ("(a OR b) c", "a or b, and c"),
        ("tag:cease*", "any ending"),
    ]
}

impl Field {
    /// Returns every field, in the order of the reference.
    pub fn all() -> impl ExactSizeIterator<Item = Self> {
        TABLE.iter().map(|row| row.field)
    }

    /// Returns the name without its colon: `actor`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Actor => "actor",
            Self::As(role) => role.word(),
            Self::Role => "role",
            Self::Met => "met",
            Self::Venue => "venue",
            Self::Country => "country",
            Self::Date => "date",
            Self::During => "during",
            Self::Since => "since",
            Self::Until => "until",
            Self::Logged => "logged",
            Self::Published => "published",
            Self::Kind => "kind",
            Self::Subtype => "subtype",
            Self::Status => "status",
            Self::Format => "format",
            Self::Track => "track",
            Self::Stance => "stance",
            Self::Tag => "tag",
            Self::Lang => "lang",
            Self::Term => "term",
            Self::Id => "id",
            Self::Handling => "handling",
            Self::About => "about",
            Self::Source => "source",
            Self::SourceKind => "source-kind",
            Self::Url => "url",
            Self::Cite => "cite",
            Self::Rel => "rel",
            Self::Cred => "cred",
            Self::Sources => "sources",
            Self::Roots => "roots",
            Self::Weapon => "weapon",
            Self::Metric => "metric",
            Self::Count => "count",
            Self::Figure(metric) => metric.word(),
            Self::By => "by",
            Self::Lag => "lag",
            Self::Thread => "thread",
            Self::Chain => "chain",
            Self::Has => "has",
            Self::Is => "is",
            Self::Text => "text",
            Self::Title => "title",
            Self::Quote => "quote",
        }
    }

    /// Returns what the field matches, in one line.
    #[must_use]
    pub fn matches(self) -> &'static str {
        TABLE.iter().find(|row| row.field == self).map_or("", |row| row.matches)
    }

    /// Returns an example of its use.
    #[must_use]
    pub fn example(self) -> &'static str {
        TABLE.iter().find(|row| row.field == self).map_or("", |row| row.example)
    }

    /// Returns whether its values are actors.
    #[must_use]
    pub(crate) fn takes_actor(self) -> bool {
        matches!(self, Self::Actor | Self::As(_) | Self::By | Self::Met)
    }

    /// Returns whether it includes members or places inside, unless `=` comes before a value.
    pub(super) fn descends(self) -> bool {
        self.takes_actor() || self == Self::Venue
    }

    /// Returns whether its values are dates.
    pub(super) fn takes_date(self) -> bool {
        matches!(self, Self::Date | Self::During | Self::Since | Self::Until | Self::Logged | Self::Published)
    }

    /// Returns whether its values are text to search for, and may be `/regex/`.
    pub(super) fn takes_text(self) -> bool {
        matches!(self, Self::Text | Self::Title | Self::Quote | Self::Url | Self::Cite)
    }

    /// Returns the part of an event's text that it searches.
    pub(super) fn part(self) -> Part {
        match self {
            Self::Title => Part::Title,
            Self::Quote => Part::Quotes,
            Self::Url => Part::Urls,
            Self::Cite => Part::Citations,
            _ => Part::All,
        }
    }

    /// Returns whether it is about a row of `figures`.
    pub(super) fn of_figure(self) -> bool {
        matches!(self, Self::Weapon | Self::Metric | Self::Count | Self::By | Self::Figure(_))
    }
}

/// Writes the name without its colon.
impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A text that is not the name of a field.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown field `{0}`")]
pub struct UnknownField(pub String);

/// Reads a field by name, ignoring case.
impl FromStr for Field {
    type Err = UnknownField;

    fn from_str(text: &str) -> Result<Self, UnknownField> {
        Self::all()
            .find(|field| field.name().eq_ignore_ascii_case(text))
            .ok_or_else(|| UnknownField(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn the_help_names_every_status() {
        let row = reference().find(|(field, ..)| field == "status:").map(|(_, matches, _)| matches);
        let all = crate::event::Status::candidates();
        let named: Vec<&str> = row.unwrap_or_default().split(", ").collect();
        assert!(all.iter().all(|status| named.contains(status)) && named.len() == all.len(), "{named:?}");
    }

    #[test]
    fn every_role_and_metric_is_a_field() {
        let names: HashSet<&str> = Field::all().map(Field::name).collect();
        for name in Role::candidates().into_iter().chain(Metric::candidates()) {
            assert!(names.contains(name), "`{name}:` stands in the table");
            assert_eq!(name.parse::<Field>().map(Field::name), Ok(name), "`{name}` is read back");
        }
        assert_eq!(names.len(), TABLE.len(), "no name stands for two fields");
        assert_eq!(Metric::candidates(), crate::event::figure::METRICS, "the metrics are the store's");
    }

    #[test]
    fn facets_are_fields() {
        for facet in crate::timeline::facets::Facet::ALL {
            assert!(facet.field().parse::<Field>().is_ok(), "`{}` is a field", facet.field());
        }
    }
}
