//! The table of records: which keys each has, and the shapes of their values.

use super::Shape::{
    Bool, Count, Country, Date, Degrees, Domain, Grade, Id, Languages, Links, List, Many, Ref, Roles, Sha256,
    Skipped, Text, TextOr, Wikidata, Zone,
};
use super::{Field, Record, Shape, Words};
use crate::event::{Basis, Format, Handling, Kind, Reliability, Stance, Status, Track};
use crate::registry::{ActorKind, OutletKind, VenueKind};
use crate::store::schema::list::List as Key;

const fn must(key: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { key, shape, required: true, about }
}

const fn may(key: &'static str, shape: Shape, about: &'static str) -> Field {
    Field { key, shape, required: false, about }
}

/// Returns the shape of the records in `list`.
pub(crate) fn record(list: Key) -> &'static Record {
    match list {
        Key::Store => &META,
        Key::Actors => &ACTOR,
        Key::Venues => &VENUE,
        Key::Outlets => &OUTLET,
        Key::Sources => &SOURCE,
        Key::Claims => &CLAIM,
        Key::Terms => &TERM,
        Key::Views => &VIEW,
        Key::Events => &EVENT,
    }
}

const ACTOR_REF: Shape = Ref("an actor");
const VENUE_REF: Shape = Ref("a venue");
const SOURCE_REF: Shape = Ref("a source");
const STATUS: Shape = Shape::Word(Words::of::<Status>());
const FORMAT: Shape = Shape::Word(Words::of::<Format>());
const STANCE: Shape = Shape::Word(Words::of::<Stance>());
const HANDLING: Shape = Shape::Word(Words::of::<Handling>());
const OUTLET_KIND: Shape = Shape::Word(Words::of::<OutletKind>());
const RELIABILITY: Shape = Shape::Word(Words::of::<Reliability>());
const FIGURES: Shape = List(&Shape::Record(&FIGURE));

/// The orders of a saved view.
pub(crate) const SORT: Shape = Shape::Word(Words { list: "sort", words: sort_words });

/// The views that a saved view can open.
pub(crate) const VIEWS: Shape = Shape::Word(Words { list: "view", words: view_words });

fn view_words() -> Vec<&'static str> {
    vec![
        "timeline",
        "lanes",
        "calendar",
        "map",
        "threads",
        "positions",
        "language",
        "sources",
        "strikes",
        "encounters",
        "shifts",
    ]
}

fn sort_words() -> Vec<&'static str> {
    vec!["date", "-date"]
}

static EVENT: Record = Record {
    name: "an event",
    fields: &[
        may("id", Id, "The id, needed by links; derived from date and title if absent"),
        must("kind", Shape::Word(Words::of::<Kind>()), "What happened; other where none fits"),
        may("subtype", Text, "A free word, such as phone-call, summit or prisoner-exchange"),
        must("date", Date, "When it happened, never when it was reported"),
        must("title", Text, "One line that says what happened"),
        may("summary", Text, "What happened, in a few sentences"),
        may("note", Text, "A remark of the analyst"),
        may("status", STATUS, "Whether it happened; occurred if absent"),
        may(
            "actors",
            Roles,
            "Who took part: a list in the kind's default role, or a mapping from role to actors",
        ),
        may("venue", VENUE_REF, "Where it happened"),
        may("other_venues", List(&VENUE_REF), "Other places where it happened"),
        may("sources", List(&TextOr(&SOURCE)), "The sources: an id, an address, or a source in full"),
        may(
            "grade",
            Grade,
            "The Admiralty grade: reliability of the source A-F, credibility of the information 1-6; F6 if absent",
        ),
        may("grade_note", Text, "Why it has that grade"),
        may("tags", List(&Text), "Free words"),
        may(
            "links",
            Links(&Many(&TextOr(&LINK))),
            "Links to other events by type; the reverse direction is computed",
        ),
        may(
            "conflicts",
            List(&Shape::Record(&CONFLICT)),
            "Fields on which accounts differ, all accounts kept",
        ),
        may(
            "first_seen",
            Date,
            "The earliest known publication of the report, never shown as the event's own time",
        ),
        may("disclosed", Date, "When an event held in private became known"),
        may("logged", Date, "When the record was written"),
        may("handling", HANDLING, "The Traffic Light Protocol level; the store's if absent"),
        may("format", FORMAT, "The format of a meeting"),
        may(
            "track",
            Shape::Word(Words::of::<Track>()),
            "The track of a meeting: 1 is official, 2 is unofficial",
        ),
        may("agenda", List(&Text), "The agenda of a meeting"),
        may("outcome", Text, "The outcome of a meeting"),
        may("sessions", List(&Shape::Record(&SESSION)), "The sessions of a meeting, in order"),
        may("channel", Text, "Where a statement was made, such as tv or telegram"),
        may("quote", Many(&TextOr(&QUOTE)), "What was said"),
        may("stance", STANCE, "What a statement does"),
        may("about", List(&Shape::Record(&ABOUT)), "The positions of a statement on registered claims"),
        may("figures", FIGURES, "Counts, such as of launched and intercepted weapons, with who claims them"),
        may("computed", Skipped, "What the program computed for export; not read"),
    ],
};

static LINK: Record = Record {
    name: "a link",
    fields: &[
        must("to", Ref("an event"), "The id of the other event"),
        may("basis", Shape::Word(Words::of::<Basis>()), "How the link is known; stated if absent"),
        may("note", Text, "A remark of the analyst"),
    ],
};

static CONFLICT: Record = Record {
    name: "a conflict",
    fields: &[
        must("field", Text, "The field on which accounts differ"),
        must("values", List(&Shape::Record(&ACCOUNT)), "The accounts"),
    ],
};

static ACCOUNT: Record = Record {
    name: "an account of a conflict",
    fields: &[
        must("value", Text, "What this account says"),
        may("source", Text, "Who says it"),
        may("note", Text, "A remark of the analyst"),
    ],
};

static SESSION: Record = Record {
    name: "a session",
    fields: &[
        may("title", Text, "What the session was about"),
        may("venue", VENUE_REF, "Where it was held"),
        may("date", Date, "When it was held"),
        may("planned", Date, "When it was planned to be held"),
        may("status", STATUS, "Whether it was held; the event's status if absent"),
        may("format", FORMAT, "The format"),
        may("actors", Roles, "Who took part"),
        may("minutes", Count, "How many minutes it lasted"),
        may("figures", FIGURES, "Counts that belong to the session"),
        may("note", Text, "A remark of the analyst"),
    ],
};

static QUOTE: Record = Record {
    name: "a quotation",
    fields: &[
        must("text", Text, "The words"),
        may("lang", Text, "The language of the words, such as en"),
        may("speaker", ACTOR_REF, "Who said them, if not the event's only speaker"),
        may("translated", Bool, "Whether the words are a translation"),
        may("original", Text, "The words in the original language"),
    ],
};

static ABOUT: Record = Record {
    name: "a position",
    fields: &[
        must("claim", Ref("a claim"), "The id of the claim"),
        may("stance", STANCE, "The stance on the claim; the event's if absent"),
        may("hedged", Bool, "Whether the stance is hedged"),
    ],
};

static FIGURE: Record = Record {
    name: "a figure",
    fields: &[
        may("weapon", Text, "The weapon; absent: all weapons together"),
        may("of", Text, "The weapon of the row of which this one is a part"),
        must(
            "metric",
            Text,
            "What is counted: launched, intercepted, lost, hit, places-hit, killed, injured, missing, or a free word",
        ),
        must("count", Count, "The count; absent is not zero"),
        may("by", Many(&ACTOR_REF), "Who claims it; unattributed if absent"),
        may("period", Date, "The period that the count covers"),
        may("as_of", Date, "As of when the count is given"),
        may("grade", Grade, "The Admiralty grade of the count, if not the event's"),
        may("grade_note", Text, "Why it has that grade"),
        may("source", SOURCE_REF, "The source of the count"),
        may("note", Text, "A remark of the analyst"),
    ],
};

static ACTOR: Record = Record {
    name: "an actor",
    fields: &[
        must("id", Id, "The id by which events name the actor"),
        may("name", Text, "The name as it is shown"),
        may("kind", Shape::Word(Words::of::<ActorKind>()), "What the actor is"),
        may("aliases", List(&Text), "Other names and spellings, in all scripts"),
        may(
            "metonyms",
            List(&Text),
            "Places that stand for the actor, such as Kremlin; they match actors, never venues",
        ),
        may(
            "part_of",
            Many(&TextOr(&MEMBERSHIP)),
            "The actors to which it belongs: an id, or memberships bounded in time",
        ),
        may("country", Country, "The country, ISO 3166-1 alpha-2"),
        may("wikidata", Wikidata, "The Wikidata item"),
        may("note", Text, "A remark of the analyst"),
    ],
};

static MEMBERSHIP: Record = Record {
    name: "a membership",
    fields: &[
        must("actor", ACTOR_REF, "The actor to which it belongs"),
        may("as", Text, "The office or role"),
        may("from", Date, "The first day, included"),
        may("until", Date, "The last day, included"),
    ],
};

static VENUE: Record = Record {
    name: "a venue",
    fields: &[
        must("id", Id, "The id by which events name the venue"),
        may("name", Text, "The name as it is shown"),
        may("aliases", List(&Text), "Other names and spellings, in all scripts"),
        may("kind", Shape::Word(Words::of::<VenueKind>()), "What the venue is"),
        may("part_of", VENUE_REF, "The venue that holds it: a building its city, a city its country"),
        may("country", Country, "The country, ISO 3166-1 alpha-2"),
        may("lat", Degrees(90), "Latitude in decimal degrees, north positive"),
        may("lon", Degrees(180), "Longitude in decimal degrees, east positive"),
        may("timezone", Zone, "The IANA zone of dates without an offset at this venue and those inside it"),
        may("note", Text, "A remark of the analyst"),
    ],
};

static OUTLET: Record = Record {
    name: "an outlet",
    fields: &[
        must("id", Id, "The id by which sources name the outlet"),
        may("name", Text, "The name as it is shown"),
        may("aliases", List(&Text), "Other names; one that is a host name counts as a domain"),
        may(
            "domains",
            List(&Domain),
            "Hosts, domains or accounts of platforms where it publishes; the longest match wins",
        ),
        may("kind", OUTLET_KIND, "What the outlet is"),
        may("country", Country, "The country, ISO 3166-1 alpha-2"),
        may("reliability", RELIABILITY, "The letter of the Admiralty grade that its reports have by default"),
        may("note", Text, "A remark of the analyst"),
    ],
};

static SOURCE: Record = Record {
    name: "a source",
    fields: &[
        may("id", Id, "The id of a registered source"),
        may("outlet", Ref("an outlet"), "The outlet that published it"),
        may("title", Text, "The headline"),
        may("url", Text, "The address"),
        may("cite", Text, "The citation of a source without an address"),
        may("archive", Many(&Text), "Addresses of archived copies"),
        may("sha256", Sha256, "The SHA-256 checksum of the page as it was read"),
        may("published", Date, "When it was published"),
        may("published_basis", Text, "How the time of publication is known"),
        may("accessed", Date, "When it was read"),
        may("lang", Text, "The language, such as en"),
        may("kind", OUTLET_KIND, "What kind of outlet it is, if not as the outlet's record says"),
        may(
            "reliability",
            RELIABILITY,
            "The letter of the Admiralty grade, if not as the outlet's record says",
        ),
        may(
            "derived_from",
            Many(&Ref("a source or an outlet")),
            "The sources or outlets that it copies; a copy is not corroboration",
        ),
        may("disputes", Bool, "Whether it is cited against the event; then it counts for nothing"),
        may("corrected", Date, "When it was corrected"),
        may("withdrawn", Date, "When it was withdrawn; from then on it supports nothing"),
        may("note", Text, "A remark of the analyst"),
    ],
};

static CLAIM: Record = Record {
    name: "a claim",
    fields: &[
        must("id", Id, "The id by which positions name the claim"),
        must("text", Text, "The proposition, as fine as people really differ about it"),
        may("note", Text, "A remark of the analyst"),
    ],
};

static TERM: Record = Record {
    name: "a term",
    fields: &[
        must("id", Id, "The id of the term"),
        may("name", Text, "The name as it is shown"),
        must("stems", Languages(&Many(&Text)), "Beginnings of words to look for, by language"),
    ],
};

static VIEW: Record = Record {
    name: "a view",
    fields: &[
        must("name", Text, "The name by which --view opens it"),
        must("filter", Text, "The filter"),
        may("view", VIEWS, "The view of the browser that opens"),
        may("sort", SORT, "The order: date is oldest first, -date is newest first"),
    ],
};

/// The value of the `store` key.
pub(crate) static META: Record = Record {
    name: "the store's description",
    fields: &[
        may("title", Text, "The title of the store, as the browser's title bar shows it"),
        may("description", Text, "What the store is about"),
        may(
            "timezone",
            Zone,
            "The IANA zone of dates without an offset and without a venue that has a zone; UTC if absent",
        ),
        may(
            "coverage",
            List(&Date),
            "The intervals that were really logged, so that silence can be told from a gap in the log",
        ),
        may("handling", HANDLING, "The Traffic Light Protocol level of events that have none of their own"),
    ],
};

/// Returns whether a key holds prose in every record that has it: text of any words.
pub(crate) fn is_text(key: &str) -> bool {
    let mut shapes =
        ALL.iter().flat_map(|(_, record)| record.fields).filter(|field| field.key == key).peekable();
    let prose = |shape: Shape| match shape {
        Text => true,
        Many(inner) => matches!(inner, TextOr(_)) && key == "quote",
        _ => false,
    };
    !["url", "archive"].contains(&key) && shapes.peek().is_some() && shapes.all(|field| prose(field.shape))
}

/// Every record with the key that it belongs under, for hints about misplaced keys.
pub(crate) static ALL: &[(&str, &Record)] = &[
    ("events", &EVENT),
    ("sources", &SOURCE),
    ("figures", &FIGURE),
    ("sessions", &SESSION),
    ("quote", &QUOTE),
    ("about", &ABOUT),
    ("links", &LINK),
    ("conflicts", &CONFLICT),
    ("actors", &ACTOR),
    ("part_of", &MEMBERSHIP),
    ("venues", &VENUE),
    ("outlets", &OUTLET),
    ("claims", &CLAIM),
    ("terms", &TERM),
    ("views", &VIEW),
    ("store", &META),
];
