//! Stores of any size, the same on every machine: about 650 bytes an event, names by Zipf's law, kept as people keep
//! them: a third of the outlets are not registered, one event in fifty gets a note or a warning, one in a thousand is
//! broken and stands in the YAML alone.
//!
//! The same events are written as YAML in one file and in two hundred, and as JSON lines and CSV for the programs
//! that `demarche` is compared with. Everything is streamed; a store that is there already is used again.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::random::{Random, Zipf};
use crate::world;

/// Goes up whenever the same seed gives other bytes.
const VERSION: u32 = 2;
/// How many files the store in many files has, beside that of its registries.
const FILES: usize = 200;
/// Events are spread over this many days from 2000-01-01 on.
const DAYS: usize = 9_490;

/// A generated store.
#[derive(Debug, Clone)]
pub(crate) struct Generated {
    /// How many events it has.
    pub(crate) events: usize,
    /// The store as one file.
    pub(crate) one: PathBuf,
    /// Bytes of that file.
    pub(crate) bytes: u64,
    /// The store as a directory.
    pub(crate) many: PathBuf,
    /// Its events as JSON lines.
    pub(crate) json: PathBuf,
    /// Its events as CSV.
    pub(crate) csv: PathBuf,
    /// An actor that nobody belongs to, in about one event of twenty-five.
    pub(crate) actor: String,
    /// How many events name it.
    pub(crate) named: usize,
}

/// Makes the store of `events` events below `directory`, or finds it there.
pub(crate) fn store(directory: &Path, events: usize) -> io::Result<Generated> {
    let home = directory.join(format!("{events}-v{VERSION}"));
    let count = home.join("named");
    let actor = world::actor(10);
    let (one, many) = (home.join("store.yaml"), home.join("many"));
    let (json, csv) = (home.join("events.jsonl"), home.join("events.csv"));
    if !count.exists() {
        if home.exists() {
            fs::remove_dir_all(&home)?;
        }
        fs::create_dir_all(&many)?;
        let named = write(&one, &many, &json, &csv, events, &actor)?;
        // Written last: a store with it is whole.
        writeln!(File::create(&count)?, "{named}")?;
    }
    let named = fs::read_to_string(&count)?.trim().parse().map_err(io::Error::other)?;
    let bytes = fs::metadata(&one)?.len();
    Ok(Generated { events, one, bytes, many, json, csv, actor, named })
}

fn create(path: &Path) -> io::Result<BufWriter<File>> {
    Ok(BufWriter::with_capacity(1 << 18, File::create(path)?))
}

fn write(one: &Path, many: &Path, json: &Path, csv: &Path, events: usize, actor: &str) -> io::Result<usize> {
    let (mut one, mut json, mut csv) = (create(one)?, create(json)?, create(csv)?);
    world::write(&mut one)?;
    world::write(&mut create(&many.join("registries.yaml"))?)?;
    writeln!(one, "events:")?;
    writeln!(csv, "{}", Event::CSV)?;
    let mut part: Option<BufWriter<File>> = None;
    let mut author = Author::new(events);
    let in_file = events.div_ceil(FILES).max(1);
    let (mut text, mut named) = (String::new(), 0);
    for number in 0..events {
        if number % in_file == 0 {
            let mut file = create(&many.join(format!("events-{:03}.yaml", number / in_file)))?;
            writeln!(file, "events:")?;
            if let Some(mut before) = part.replace(file) {
                before.flush()?;
            }
        }
        let event = author.event(number);
        let counts = event.flaw != Some(Flaw::Broken);
        named += usize::from(counts && event.actors.iter().any(|(_, id)| id == actor));
        let mut put = |out: &mut BufWriter<File>, form: fn(&Event, &mut String)| {
            text.clear();
            form(&event, &mut text);
            out.write_all(text.as_bytes())
        };
        put(&mut one, Event::yaml)?;
        if let Some(part) = &mut part {
            put(part, Event::yaml)?;
        }
        if counts {
            put(&mut json, Event::json)?;
            put(&mut csv, Event::csv)?;
        }
    }
    if let Some(part) = &mut part {
        part.flush()?;
    }
    one.flush()?;
    json.flush()?;
    csv.flush()?;
    Ok(named)
}

/// An event before it is written in one form or another.
struct Event {
    id: String,
    kind: &'static str,
    date: String,
    /// Its first instant, `2025-12-21T11:10:00.000`, for programs that want one.
    instant: String,
    title: String,
    summary: String,
    folded: bool,
    actors: Vec<(&'static str, String)>,
    venue: Option<String>,
    sources: Vec<(String, String, String)>,
    grade: String,
    tags: Vec<&'static str>,
    status: Option<&'static str>,
    stance: Option<(&'static str, String)>,
    quote: Option<(&'static str, &'static str)>,
    answers: Option<String>,
    launched: Option<(usize, usize)>,
    flaw: Option<Flaw>,
}

/// What is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flaw {
    /// It names somebody whom no registry has.
    Stranger,
    /// A source is dated before it: a warning.
    Early,
    /// Its date is none: it does not stand.
    Broken,
}

impl Event {
    const CSV: &str = "ts,id,date,kind,title,summary,actors,venue,sources,grade,tags";

    fn yaml(&self, out: &mut String) {
        self.yaml_or_fail(out).unwrap_or_default();
    }

    fn yaml_or_fail(&self, out: &mut String) -> std::fmt::Result {
        writeln!(
            out,
            "- id: {}\n  kind: {}\n  date: {}\n  title: {}",
            self.id, self.kind, self.date, self.title
        )?;
        if let Some(status) = self.status {
            writeln!(out, "  status: {status}")?;
        }
        if self.folded {
            let middle = self.summary.len() / 2;
            let cut = self.summary.char_indices().find(|(at, c)| *at >= middle && *c == ' ');
            let (first, second) = self.summary.split_at(cut.map_or(self.summary.len(), |(at, _)| at));
            writeln!(out, "  summary: >-\n    {first}\n    {}", second.trim_start())?;
        } else {
            writeln!(out, "  summary: {}", self.summary)?;
        }
        write!(out, "  actors: {{")?;
        for (at, (role, id)) in self.actors.iter().enumerate() {
            let same =
                at.checked_sub(1).and_then(|before| self.actors.get(before)).is_some_and(|(r, _)| r == role);
            let next = self.actors.get(at + 1).is_some_and(|(r, _)| r == role);
            match (same, next) {
                (false, true) => write!(out, "{role}: [{id}, ")?,
                (true, true) => write!(out, "{id}, ")?,
                (true, false) => write!(out, "{id}]")?,
                (false, false) => write!(out, "{role}: {id}")?,
            }
            if !next && at + 1 < self.actors.len() {
                write!(out, ", ")?;
            }
        }
        writeln!(out, "}}")?;
        if let Some(venue) = &self.venue {
            writeln!(out, "  venue: {venue}")?;
        }
        if let Some((words, original)) = self.quote {
            writeln!(
                out,
                "  quote: {{text: \"{words}\", lang: en, translated: true, original: \"{original}\"}}"
            )?;
        }
        if let Some((stance, claim)) = &self.stance {
            writeln!(out, "  stance: {stance}\n  about: [{{claim: {claim}}}]")?;
        }
        if let Some((launched, intercepted)) = self.launched {
            writeln!(out, "  figures:\n    - {{weapon: drone, metric: launched, count: {launched}}}")?;
            writeln!(out, "    - {{weapon: drone, metric: intercepted, count: ~{intercepted}}}")?;
        }
        writeln!(out, "  sources:")?;
        for (outlet, url, published) in &self.sources {
            writeln!(out, "    - {{outlet: {outlet}, url: \"{url}\", published: {published}, lang: en}}")?;
        }
        writeln!(out, "  grade: {}\n  tags: [{}]", self.grade, self.tags.join(", "))?;
        if let Some(id) = &self.answers {
            writeln!(out, "  links: {{responds_to: {id}}}")?;
        }
        Ok(())
    }

    fn json(&self, out: &mut String) {
        let actors: Vec<&str> = self.actors.iter().map(|(_, id)| id.as_str()).collect();
        let sources: Vec<_> = self.sources.iter().map(|(outlet, url, published)| {
            serde_json::json!({"outlet": outlet, "url": url, "published": published, "lang": "en"})
        }).collect();
        let quote =
            self.quote.map(|(text, original)| serde_json::json!({"text": text, "original": original}));
        let line = serde_json::json!({
            "ts": self.instant, "id": self.id, "date": self.date, "kind": self.kind, "title": self.title,
            "summary": self.summary, "actors": actors, "venue": self.venue, "quote": quote, "sources": sources,
            "grade": self.grade, "tags": self.tags,
        });
        let _ = writeln!(out, "{line}");
    }

    fn csv(&self, out: &mut String) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let actors: Vec<&str> = self.actors.iter().map(|(_, id)| id.as_str()).collect();
        let sources: Vec<&str> = self.sources.iter().map(|(_, url, _)| url.as_str()).collect();
        let _ = writeln!(
            out,
            "{},{},{},{},{},{},{},{},{},{},{}",
            self.instant,
            self.id,
            quoted(&self.date),
            self.kind,
            quoted(&self.title),
            quoted(&self.summary),
            quoted(&actors.join(";")),
            self.venue.as_deref().unwrap_or_default(),
            quoted(&sources.join(" ")),
            self.grade,
            quoted(&self.tags.join(";")),
        );
    }
}

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
struct Author {
    random: Random,
    actors: Zipf,
    venues: Zipf,
    outlets: Zipf,
    tags: Zipf,
    events: usize,
}

impl Author {
    fn new(events: usize) -> Self {
        Self {
            random: Random::new(2025),
            actors: Zipf::new(world::ACTORS),
            venues: Zipf::new(world::VENUES),
            outlets: Zipf::new(world::OUTLETS),
            tags: Zipf::new(TAGS.len()),
            events,
        }
    }

    fn event(&mut self, number: usize) -> Event {
        let flaw = self.flaw();
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
            Some(Flaw::Broken) => "2025-02-30".clone_into(&mut date),
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
