//! A small world and random events in it.

use crate::event::figure::Count;
use crate::event::{
    About, Conflict, Event, Figure, Format, Grade, Handling, Kind, LinkKind, Participant, Quote, Role,
    Session, Stance, Status, Track, Word,
};
use crate::registry::{
    ActorIx, ActorKind, Claim, ClaimIx, Origin, OutletIx, OutletKind, SourceIx, Term, VenueIx,
};
use crate::text::fold;
use crate::timeline::Timeline;
use crate::timeline::sample::{Sample, date};

/// A source of random numbers that proptest can shrink.
pub(super) struct Draw {
    pub(super) from: Vec<u16>,
    pub(super) at: usize,
}

impl Draw {
    pub(super) fn below(&mut self, n: usize) -> usize {
        let number = self.from.get(self.at).copied().unwrap_or(0);
        self.at += 1;
        usize::from(number) % n
    }

    pub(super) fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == n - 1
    }

    pub(super) fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    pub(super) fn some<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }
}

pub(super) const DATES: &[&str] = &[
    "2025-12-19",
    "2025-12-20",
    "2025-12-21",
    "2025-12",
    "2025-11-30",
    "2026-01-02",
    "2025",
    "2025-12-20~",
    "2025-12-21?",
    "2025-12-19/2025-12-21",
    "2025-12-20/..",
    "../2025-12-19",
    "2024-02-29",
];

/// Id, name, other names, metonyms and kind.
pub(super) type Named =
    (&'static str, &'static str, &'static [&'static str], &'static [&'static str], ActorKind);
/// Id, name, enclosing place and country.
pub(super) type Located = (&'static str, &'static str, Option<usize>, Option<&'static str>);

pub(super) const ACTORS: &[Named] = &[
    ("russia", "Russia", &["Россия", "Russian Federation"], &["Moscow"], ActorKind::State),
    ("kremlin", "Kremlin", &["Кремль", "Presidential Administration"], &[], ActorKind::Office),
    ("ushakov", "Yury Ushakov", &["Ушаков", "Ushakov"], &[], ActorKind::Person),
    ("ukraine", "Ukraine", &["Україна"], &["Bankova"], ActorKind::State),
    ("zelenskyy", "Volodymyr Zelenskyy", &["Zelensky", "Зеленський"], &[], ActorKind::Person),
    ("eu", "European Union", &["EU"], &["Brussels"], ActorKind::Bloc),
    ("france", "France", &[], &["Paris"], ActorKind::State),
    ("macron", "Emmanuel Macron", &["Макрон"], &[], ActorKind::Person),
    ("kallas", "Kaja Kallas", &[], &[], ActorKind::Person),
    ("ivanov-s", "Sergei Ivanov", &[], &[], ActorKind::Person),
    ("ivanov-i", "Igor Ivanov", &[], &[], ActorKind::Person),
];

/// Member, body, from and until.
pub(super) const MEMBERS: &[(usize, usize, &str, &str)] = &[
    (1, 0, "", ""),
    (2, 1, "2025-12-20", ""),
    (4, 3, "", "2025-12-20"),
    (6, 5, "", ""),
    (7, 6, "2017-05", ""),
    (8, 5, "", ""),
    (10, 0, "", "2025-11"),
];

pub(super) const VENUES: &[Located] = &[
    ("usa", "United States", None, Some("US")),
    ("florida", "Florida", Some(0), None),
    ("miami", "Miami", Some(1), None),
    ("shell-bay", "Shell Bay Club", Some(2), None),
    ("moscow", "Moscow", None, Some("RU")),
    ("donetsk", "Donetsk region", None, Some("UA")),
    ("train", "a train", None, None),
];

pub(super) const OUTLETS: &[(&str, &str, OutletKind)] = &[
    ("reuters", "Reuters", OutletKind::Agency),
    ("kremlin-ru", "kremlin.ru", OutletKind::Official),
    ("feed", "The Feed", OutletKind::Aggregator),
];

/// Outlet, whether it copies Reuters, whether it is archived, and the name of its root.
pub(super) const SOURCES: &[(usize, bool, bool, Option<&str>)] = &[
    (0, false, true, Some("reuters")),
    (0, false, false, Some("reuters")),
    (1, false, true, Some("kremlin-ru")),
    (1, true, true, Some("reuters")),
    (2, false, false, None),
    (2, true, true, Some("reuters")),
    (0, true, true, None),
];

/// For each source its address, its citation and its publication date.
pub(super) const PAGES: [(&str, &str, &str); SOURCES.len()] = [
    ("https://reuters.example/three-way", "", "2025-12-20"),
    ("https://reuters.example/drone", "Łódź talks", "2025-12"),
    ("", "Трёхсторонние talks, in print", "2025-12-21"),
    ("http://kremlin.example/a", "", ""),
    ("https://feed.example/talks", "", "2025-12-19"),
    ("", "", ""),
    ("https://reuters.example/later", "", "2026"),
];
pub(super) const ARCHIVED: &str = "https://archive.example/1";

/// Id, and stems with their language.
pub(super) const TERMS: &[(&str, &[(&str, &str)])] = &[
    ("trilateral", &[("en", "three-way"), ("ru", "трехсторонн")]),
    ("talking", &[("en", "talk"), ("uk", "comment")]),
];

pub(super) const CLAIMS: &[&str] = &["talks", "truce"];
pub(super) const WORDS: &[&str] = &["Трёхсторонние", "talks", "three-way", "drone", "Łódź", "no", "comment"];
pub(super) const TAGS: &[&str] = &["ceasefire", "miami", "28-points"];
pub(super) const WEAPONS: &[&str] = &["drone", "missile"];
pub(super) const METRICS: &[&str] = &["launched", "killed", "evacuated"];

/// Builds a timeline of random events.
pub(super) fn timeline(draw: &mut Draw) -> Timeline {
    let mut sample = registered();
    let events = draw.below(14);
    for nth in 0..events {
        let kind = *draw.pick(Kind::ALL);
        let date = *draw.pick(DATES);
        fill(sample.event(&format!("e{nth}"), kind, date), draw);
    }
    for _ in 0..draw.below(9).min(events) {
        let (from, to) = (draw.below(events), draw.below(events));
        if from != to {
            sample.link(&format!("e{from}"), *draw.pick(LinkKind::ALL), &format!("e{to}"));
        }
    }
    sample.timeline()
}

/// Builds the registries of the small world.
pub(super) fn registered() -> Sample {
    let mut sample = Sample::new();
    for (id, name, aliases, metonyms, kind) in ACTORS {
        let ix = sample.actor(id, *kind);
        let registry = sample.registry();
        let actor = &mut registry.actors[ix.index()];
        actor.name = (*name).to_owned();
        actor.aliases = aliases.iter().map(|a| (*a).to_owned()).collect();
        actor.metonyms = metonyms.iter().map(|a| (*a).to_owned()).collect();
        for name in [*name].iter().chain(*aliases).chain(*metonyms) {
            registry.actor_names.add_name(name, ix.0);
        }
    }
    for (member, of, from, until) in MEMBERS {
        sample.belongs(ActorIx(*member as u32), ActorIx(*of as u32), from, until);
    }
    for (id, name, part_of, country) in VENUES {
        let ix = sample.venue(id, part_of.map(|v| VenueIx(v as u32)));
        let registry = sample.registry();
        registry.venues[ix.index()].name = (*name).to_owned();
        registry.venues[ix.index()].country = country.map(str::to_owned);
        registry.venue_names.add_name(name, ix.0);
    }
    for (id, name, kind) in OUTLETS {
        let ix = sample.outlet(id, *kind);
        let registry = sample.registry();
        registry.outlets[ix.index()].name = (*name).to_owned();
        registry.outlet_names.add_name(name, ix.0);
    }
    for (outlet, copies, archived, _) in SOURCES {
        let copies: &[Origin] = if *copies { &[Origin::Outlet(OutletIx(0))] } else { &[] };
        let ix = sample.source(Some(OutletIx(*outlet as u32)), "", copies);
        let (url, cite, published) = PAGES[ix.index()];
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let source = sample.source_mut(ix);
        (source.url, source.cite) = (filled(url), filled(cite));
        source.published = filled(published).map(|text| date(&text));
        if *archived {
            source.archive.push(ARCHIVED.to_owned());
        }
    }
    // The last source was withdrawn, so it is not a root, whatever it copies.
    sample.source_mut(SourceIx(SOURCES.len() as u32 - 1)).withdrawn = Some(date("2026-01-01"));
    for (nth, id) in CLAIMS.iter().enumerate() {
        let place = crate::event::Place { file: 0, line: 1 };
        let registry = sample.registry();
        registry.claims.push(Claim { id: (*id).into(), text: fold(id), note: None, place });
        registry.claim_ids.insert((*id).into(), ClaimIx(nth as u32));
    }
    for (id, stems) in TERMS {
        let stems = stems.iter().map(|(lang, stem)| ((*lang).to_owned(), vec![(*stem).to_owned()])).collect();
        let place = crate::event::Place { file: 0, line: 1 };
        sample.registry().terms.push(Term { id: (*id).into(), name: (*id).to_owned(), stems, place });
    }
    sample
}

fn actor(draw: &mut Draw) -> ActorIx {
    ActorIx(draw.below(ACTORS.len()) as u32)
}

fn venue(draw: &mut Draw) -> VenueIx {
    VenueIx(draw.below(VENUES.len()) as u32)
}

fn sentence(draw: &mut Draw) -> String {
    let words: Vec<&str> = (0..=draw.below(3)).map(|_| *draw.pick(WORDS)).collect();
    words.join(" ")
}

fn cast(draw: &mut Draw) -> Vec<Participant> {
    draw.some(3, |d| Participant { role: *d.pick(Role::ALL), actor: actor(d) })
}

fn maybe<T: Copy>(draw: &mut Draw, all: &[T]) -> Option<T> {
    let value = *draw.pick(all);
    (!draw.one_in(3)).then_some(value)
}

fn figure(draw: &mut Draw) -> Figure {
    let counts = [
        Count::Exactly(8),
        Count::About(1300),
        Count::Between(7, 9),
        Count::AtLeast(1000),
        Count::AtMost(1200),
        Count::Unknown,
        Count::Exactly(0),
    ];
    Figure {
        weapon: maybe(draw, WEAPONS).map(str::to_owned),
        of: None,
        metric: (*draw.pick(METRICS)).to_owned(),
        count: *draw.pick(&counts),
        by: draw.some(1, actor),
        period: None,
        as_of: None,
        grade: None,
        grade_note: None,
        source: None,
        note: None,
    }
}

fn session(draw: &mut Draw) -> Session {
    Session {
        venue: draw.one_in(2).then(|| venue(draw)),
        actors: cast(draw),
        figures: draw.some(1, figure),
        ..Session::default()
    }
}

fn fill(event: &mut Event, draw: &mut Draw) {
    event.title = sentence(draw);
    event.summary = draw.one_in(2).then(|| sentence(draw));
    event.note = draw.one_in(3).then(|| sentence(draw));
    event.subtype = maybe(draw, &["phone-call", "summit"]).map(str::to_owned);
    event.status = *draw.pick(Status::ALL);
    event.outcome = draw.one_in(6).then(|| sentence(draw));
    let seen = maybe(draw, &["2025-12-20T08:00", "2025-12-21T12:00", "2025-12-22T06:30"]);
    event.first_seen = seen.map(date);
    event.actors = cast(draw);
    event.venue = draw.one_in(2).then(|| venue(draw));
    event.other_venues = draw.some(1, venue);
    event.sources = draw.some(3, |d| SourceIx(d.below(SOURCES.len()) as u32));
    event.disputed_by = draw.some(1, |d| SourceIx(d.below(SOURCES.len()) as u32));
    let (letter, digit) = (*draw.pick(&["A", "B", "C", "E", "F"]), *draw.pick(&["1", "2", "3", "6"]));
    event.grade = format!("{letter}{digit}").parse::<Grade>().expect("a grade");
    event.tags = draw.some(2, |d| (*d.pick(TAGS)).to_owned());
    event.conflicts = draw.some(1, |_| Conflict { field: "date".into(), values: Vec::new() });
    event.handling = maybe(draw, Handling::ALL);
    event.format = maybe(draw, Format::ALL);
    event.track = maybe(draw, Track::ALL);
    event.sessions = draw.some(1, session);
    event.quotes = draw.some(2, |d| Quote {
        text: sentence(d),
        lang: maybe(d, &["ru", "en", "uk"]).map(str::to_owned),
        speaker: d.one_in(2).then(|| actor(d)),
        translated: false,
        original: d.one_in(3).then(|| sentence(d)),
    });
    event.stance = maybe(draw, Stance::ALL);
    let positions: Vec<Stance> = Stance::ALL.iter().copied().filter(|s| s.is_position()).collect();
    event.about = draw.some(3, |d| About {
        claim: ClaimIx(d.below(CLAIMS.len()) as u32),
        stance: maybe(d, &positions),
        hedged: d.one_in(2),
    });
    event.figures = draw.some(3, figure);
    let logged = maybe(draw, &["2025-12-19", "2025-12", "2025-12-20/2025-12-22", "2026-01-02"]);
    event.logged = logged.map(date);
    event.agenda = draw.some(1, sentence);
    if draw.one_in(3) {
        event.kind = Kind::Meeting;
        event.status = Status::Occurred;
        event.actors.iter_mut().for_each(|part| part.role = Role::Party);
    }
}
