//! Thinks events up, the same on every machine.

use crate::event::{Event, Flaw};
use crate::random::{Random, Zipf};
use crate::world;

/// Events are spread over this many days from 2000-01-01 on.
const DAYS: usize = 9_490;

const OPENINGS: [&str; 10] = [
    "denies that talks were held",
    "meets the envoy",
    "calls for a ceasefire",
    "speaks by telephone with the president",
    "rejects the draft",
    "confirms a further round",
    "warns of consequences",
    "thanks the mediators",
    "receives the delegation",
    "answers a question about the plan",
];
const SENTENCES: [&str; 14] = [
    "The spokesman said that the parties had not discussed the format of a meeting at the highest level.",
    "According to people familiar with the matter the draft was shortened from twenty-eight points to twenty.",
    "Пресс-секретарь заявил, что серьёзно этот вопрос никто не обсуждал.",
    "The talks lasted about five hours and were described as constructive by both sides.",
    "За словами речника, делегації домовилися продовжити консультації наступного тижня.",
    "No date for another round was named.",
    "The ministry published its account of the conversation late in the evening.",
    "Air defence was at work over several regions during the night; damage was reported to an energy facility.",
    "The two sides exchanged lists of prisoners through the mediators.",
    "Reporters were told that security guarantees remain the hardest question.",
    "An adviser called the report premature and declined to comment on its contents.",
    "Die Delegation sprach von nützlichen Gesprächen über Sicherheitsgarantien.",
    "It was the third such call within a month.",
    "Experts of both delegations stayed behind to work on the text.",
];
const QUOTES: [(&str, &str); 4] = [
    (
        "Nobody has seriously discussed this initiative, and as far as I know it is not in the works",
        "Никто серьёзно эту инициативу не обсуждал, и, насколько мне известно, она не готовится",
    ),
    ("We have made progress: the differences are now fewer", "Мы продвинулись: разногласий стало меньше"),
    ("Our position has not changed", "Наша позиция не изменилась"),
    ("We are ready for a meeting in any format", "Ми готові до зустрічі в будь-якому форматі"),
];
const TAGS: [&str; 12] = [
    "talks",
    "energy",
    "prisoners",
    "sanctions",
    "guarantees",
    "territory",
    "grain",
    "nuclear",
    "drones",
    "summit",
    "format",
    "denial",
];
const STANCES: [&str; 6] = ["affirms", "denies", "supports", "opposes", "proposes", "no-comment"];

/// Who thinks the events up.
pub(crate) struct Author {
    random: Random,
    actors: Zipf,
    venues: Zipf,
    outlets: Zipf,
    tags: Zipf,
    events: usize,
    half_breaking: bool,
}

impl Author {
    /// The author of so many events.
    pub(crate) fn new(events: usize) -> Self {
        Self {
            random: Random::new(2025),
            actors: Zipf::new(world::ACTORS),
            venues: Zipf::new(world::VENUES),
            outlets: Zipf::new(world::OUTLETS),
            tags: Zipf::new(TAGS.len()),
            events,
            half_breaking: false,
        }
    }

    /// One who breaks every second event, with a new person in each.
    pub(crate) fn half_breaking(events: usize) -> Self {
        Self { half_breaking: true, ..Self::new(events) }
    }

    /// The event with this number; they are asked for in order.
    pub(crate) fn event(&mut self, number: usize) -> Event {
        let flaw = match self.flaw() {
            _ if self.half_breaking => (number % 2 == 1).then_some(Flaw::Broken),
            flaw => flaw,
        };
        let kind =
            ["statement", "statement", "meeting", "statement", "strike", "meeting", "statement", "other"]
                [self.random.below(8)];
        let (mut published, mut date, instant) = self.date(number);
        let mut actors = self.actors(kind);
        match flaw {
            Some(Flaw::Stranger) => {
                let role = if kind == "statement" { "addressee" } else { "observer" };
                actors.push((role, format!("Visitor {}", self.random.below(self.events / 200 + 1))));
            }
            Some(Flaw::Early) => "1999-12-31".clone_into(&mut published),
            Some(Flaw::Broken) => {
                "2025-02-30".clone_into(&mut date);
                if self.half_breaking {
                    actors.push((
                        if kind == "statement" { "addressee" } else { "observer" },
                        format!("Visitor {number}"),
                    ));
                }
            }
            None => {}
        }
        let title = format!("{} {}", world_name(&actors), self.random.pick(&OPENINGS));
        let summary = self.summary();
        let random = &mut self.random;
        let statement = kind == "statement";
        Event {
            id: format!("e{number:07}"),
            kind,
            date,
            instant,
            title,
            summary,
            folded: random.percent(30),
            venue: random.percent(85).then(|| world::venue(self.venues.draw(random))),
            sources: (0..=random.below(3))
                .map(|n| source(self.outlets.draw(random), number, n, &published))
                .collect(),
            grade: format!("{}{}", random.pick(&["A", "B", "B", "C", "D", "E", "F"]), 1 + random.below(6)),
            tags: tags(&self.tags, random),
            status: random.percent(7).then(|| random.pick(&["alleged", "rumoured", "scheduled", "proposed"])),
            stance: (statement && random.percent(60))
                .then(|| (random.pick(&STANCES), world::claim(random.below(world::CLAIMS)))),
            quote: (statement && random.percent(50)).then(|| QUOTES[random.below(QUOTES.len())]),
            answers: (number > 0 && random.percent(20))
                .then(|| format!("e{:07}", number - 1 - random.below(number.min(50)))),
            launched: (kind == "strike").then(|| (20 + random.below(600), 10 + random.below(500))),
            actors,
            flaw,
        }
    }

    /// Two in a hundred have a note or a warning, one in a thousand is broken.
    fn flaw(&mut self) -> Option<Flaw> {
        match self.random.below(1_000) {
            0 => Some(Flaw::Broken),
            1..11 => Some(Flaw::Stranger),
            11..21 => Some(Flaw::Early),
            _ => None,
        }
    }

    /// A day after it, its date as EDTF, and its first instant.
    fn date(&mut self, number: usize) -> (String, String, String) {
        let random = &mut self.random;
        let at = number * DAYS / self.events;
        let (day, later) = (civil(at), civil(at + 1 + random.below(3)));
        let (hour, minute) = (random.below(24), random.below(60));
        let instant = format!("{day}T{hour:02}:{minute:02}:00.000");
        let date = match random.below(100) {
            0..55 => day.clone(),
            55..80 => format!("{day}T{hour:02}:{minute:02}+03:00"),
            80..88 => format!("{day}/{later}"),
            88..93 => format!("{day}~"),
            93..96 => format!("{day}T{hour:02}:{minute:02}Z/{later}T06:00Z"),
            96..98 => day.rsplit_once('-').map_or_else(|| day.clone(), |(month, _)| month.to_owned()),
            _ => format!("\"[{day}..{later}]\""),
        };
        (later, date, instant)
    }

    fn actors(&mut self, kind: &str) -> Vec<(&'static str, String)> {
        let roles: [&str; 2] = match kind {
            "statement" => ["speaker", "addressee"],
            "strike" => ["attacker", "target"],
            "meeting" => ["party", "mediator"],
            _ => ["party", "observer"],
        };
        let mut all: Vec<(&'static str, String)> = Vec::new();
        let (first, second) = (1 + self.random.below(3), self.random.below(3));
        for role in std::iter::repeat_n(roles[0], first).chain(std::iter::repeat_n(roles[1], second)) {
            let id = world::actor(self.actors.draw(&mut self.random));
            if !all.iter().any(|(_, other)| *other == id) {
                all.push((role, id));
            }
        }
        all
    }

    fn summary(&mut self) -> String {
        let mut summary = String::new();
        for _ in 0..=self.random.below(2) {
            if !summary.is_empty() {
                summary.push(' ');
            }
            // A colon before a space would end a plain scalar; no sentence has one.
            summary.push_str(self.random.pick(&SENTENCES));
        }
        summary
    }
}

fn world_name(actors: &[(&str, String)]) -> String {
    actors.first().map(|(_, id)| id.replace('-', " No. ")).unwrap_or_default()
}

fn source(outlet: usize, number: usize, nth: usize, day: &str) -> (String, String, String) {
    let url = format!("https://example.org/{outlet}/{day}/{number}-{nth}");
    (world::outlet(outlet), url, day.to_owned())
}

fn tags(zipf: &Zipf, random: &mut Random) -> Vec<&'static str> {
    let mut all: Vec<&str> = (0..=random.below(3)).map(|_| TAGS[zipf.draw(random)]).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The day that lies `days` after 2000-01-01.
fn civil(days: usize) -> String {
    // Years counted from March, so that the leap day ends them; 2000-01-01 is day 730 425 of that count.
    let days = days + 730_425;
    let era = days / 146_097;
    let of_era = days % 146_097;
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    format!("{:04}-{month:02}-{day:02}", era * 400 + year + next)
}
