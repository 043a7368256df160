//! The table of records: which keys each has, and the shapes of their values.

use super::Shape::{
    Bool, Count, Country, Date, Degrees, Domain, Grade, Id, Languages, Links, List, Many, Ref, Roles, Sha256,
    Skipped, Text, TextOr, Wikidata, Zone,
};
use super::{Field, Record, Shape, Words};
use crate::event::{Basis, Format, Handling, Kind, Reliability, Stance, Status, Track};
use crate::registry::{ActorKind, OutletKind, VenueKind};
use crate::store::schema::list::List as Key;

const fn must(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, required: true }
}

const fn may(key: &'static str, shape: Shape) -> Field {
    Field { key, shape, required: false }
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
        may("id", Id),
        must("kind", Shape::Word(Words::of::<Kind>())),
        may("subtype", Text),
        must("date", Date),
        must("title", Text),
        may("summary", Text),
        may("note", Text),
        may("status", STATUS),
        may("actors", Roles),
        may("venue", VENUE_REF),
        may("other_venues", List(&VENUE_REF)),
        may("sources", List(&TextOr(&SOURCE))),
        may("grade", Grade),
        may("grade_note", Text),
        may("tags", List(&Text)),
        may("links", Links(&Many(&TextOr(&LINK)))),
        may("conflicts", List(&Shape::Record(&CONFLICT))),
        may("first_seen", Date),
        may("disclosed", Date),
        may("logged", Date),
        may("handling", HANDLING),
        may("format", FORMAT),
        may("track", Shape::Word(Words::of::<Track>())),
        may("agenda", List(&Text)),
        may("outcome", Text),
        may("sessions", List(&Shape::Record(&SESSION))),
        may("channel", Text),
        may("quote", Many(&TextOr(&QUOTE))),
        may("stance", STANCE),
        may("about", List(&Shape::Record(&ABOUT))),
        may("figures", FIGURES),
        may("computed", Skipped),
    ],
};

static LINK: Record = Record {
    name: "a link",
    fields: &[
        must("to", Ref("an event")),
        may("basis", Shape::Word(Words::of::<Basis>())),
        may("note", Text),
    ],
};

static CONFLICT: Record = Record {
    name: "a conflict",
    fields: &[must("field", Text), must("values", List(&Shape::Record(&ACCOUNT)))],
};

static ACCOUNT: Record = Record {
    name: "an account of a conflict",
    fields: &[must("value", Text), may("source", Text), may("note", Text)],
};

static SESSION: Record = Record {
    name: "a session",
    fields: &[
        may("title", Text),
        may("venue", VENUE_REF),
        may("date", Date),
        may("planned", Date),
        may("status", STATUS),
        may("format", FORMAT),
        may("actors", Roles),
        may("minutes", Count),
        may("figures", FIGURES),
        may("note", Text),
    ],
};

static QUOTE: Record = Record {
    name: "a quotation",
    fields: &[
        must("text", Text),
        may("lang", Text),
        may("speaker", ACTOR_REF),
        may("translated", Bool),
        may("original", Text),
    ],
};

static ABOUT: Record = Record {
    name: "a position",
    fields: &[must("claim", Ref("a claim")), may("stance", STANCE), may("hedged", Bool)],
};

static FIGURE: Record = Record {
    name: "a figure",
    fields: &[
        may("weapon", Text),
        may("of", Text),
        must("metric", Text),
        must("count", Count),
        may("by", Many(&ACTOR_REF)),
        may("period", Date),
        may("as_of", Date),
        may("grade", Grade),
        may("grade_note", Text),
        may("source", SOURCE_REF),
        may("note", Text),
    ],
};

static ACTOR: Record = Record {
    name: "an actor",
    fields: &[
        must("id", Id),
        may("name", Text),
        may("kind", Shape::Word(Words::of::<ActorKind>())),
        may("aliases", List(&Text)),
        may("metonyms", List(&Text)),
        may("part_of", Many(&TextOr(&MEMBERSHIP))),
        may("country", Country),
        may("wikidata", Wikidata),
        may("note", Text),
    ],
};

static MEMBERSHIP: Record = Record {
    name: "a membership",
    fields: &[must("actor", ACTOR_REF), may("as", Text), may("from", Date), may("until", Date)],
};

static VENUE: Record = Record {
    name: "a venue",
    fields: &[
        must("id", Id),
        may("name", Text),
        may("aliases", List(&Text)),
        may("kind", Shape::Word(Words::of::<VenueKind>())),
        may("part_of", VENUE_REF),
        may("country", Country),
        may("lat", Degrees(90)),
        may("lon", Degrees(180)),
        may("timezone", Zone),
        may("note", Text),
    ],
};

static OUTLET: Record = Record {
    name: "an outlet",
    fields: &[
        must("id", Id),
        may("name", Text),
        may("aliases", List(&Text)),
        may("domains", List(&Domain)),
        may("kind", OUTLET_KIND),
        may("country", Country),
        may("reliability", RELIABILITY),
        may("note", Text),
    ],
};

static SOURCE: Record = Record {
    name: "a source",
    fields: &[
        may("id", Id),
        may("outlet", Ref("an outlet")),
        may("title", Text),
        may("url", Text),
        may("cite", Text),
        may("archive", Many(&Text)),
        may("sha256", Sha256),
        may("published", Date),
        may("published_basis", Text),
        may("accessed", Date),
        may("lang", Text),
        may("kind", OUTLET_KIND),
        may("reliability", RELIABILITY),
        may("derived_from", Many(&Ref("a source or an outlet"))),
        may("disputes", Bool),
        may("corrected", Date),
        may("withdrawn", Date),
        may("note", Text),
    ],
};

static CLAIM: Record =
    Record { name: "a claim", fields: &[must("id", Id), must("text", Text), may("note", Text)] };

static TERM: Record = Record {
    name: "a term",
    fields: &[must("id", Id), may("name", Text), must("stems", Languages(&Many(&Text)))],
};

static VIEW: Record = Record {
    name: "a view",
    fields: &[must("name", Text), must("filter", Text), may("view", VIEWS), may("sort", SORT)],
};

/// The value of the `store` key.
pub(crate) static META: Record = Record {
    name: "the store's description",
    fields: &[
        may("title", Text),
        may("description", Text),
        may("timezone", Zone),
        may("coverage", List(&Date)),
        may("handling", HANDLING),
    ],
};

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
