//! GDELT event files, 1.0 (57 columns, or 58 with the address) and 2.0 (61), with or without a header.
//!
//! The events are coded by machine from news articles. So each is marked in its note as coded by machine, with the
//! article as its source; nothing of it is graded. The actors and places are registered with the country that their
//! code names: actors have ISO 3166 codes, places FIPS 10-4 codes.

use serde_json::Value;

use super::cells::Missing;
use super::draft::{self, Draft, record};
use super::importer::Importer;
use super::names::{Actor, Venue};
use super::repairs::Repair;
use super::rows::{Dialect, Source, Table};
use super::{Format, ImportError, cameo, countries, dates, sniff};
use crate::text::{counted, fold};

/// Where the columns of a version are.
struct Columns {
    /// The first column of the place of the event; its cells are type, name, country, first-order division, …
    place: usize,
    /// The columns from there to latitude.
    to_lat: usize,
    added: usize,
    url: Option<usize>,
}

impl Columns {
    fn of(cells: usize) -> Option<Self> {
        Some(match cells {
            57 => Self { place: 49, to_lat: 4, added: 56, url: None },
            58 => Self { place: 49, to_lat: 4, added: 56, url: Some(57) },
            61 => Self { place: 51, to_lat: 5, added: 59, url: Some(60) },
            _ => return None,
        })
    }
}

/// Reads a file.
pub(super) fn read(source: Source, importer: &mut Importer<'_>) -> Result<(), ImportError> {
    let (path, start) = (source.path().to_owned(), source.start().to_vec());
    let mut table = Table::new(source, Dialect::PlainTabs, Missing::EmptyOnly, importer);
    let mut first = true;
    // A file whose first row is of another format is not read row by row.
    let other = sniff::hint(Format::Gdelt, &start);
    while table.advance(importer)? {
        let cells = table.cells.as_slice();
        let id = cells.first().map_or("", String::as_str);
        let is_header = fold(id).starts_with("globaleventid");
        if is_header && std::mem::take(&mut first) {
            continue;
        }
        if first && Columns::of(cells.len()).is_none() && other.is_some() {
            return Err(ImportError::Unsuitable {
                path,
                what: format!("{}, so not an event file of GDELT", counted(cells.len(), "column")),
                hint: other,
            });
        }
        first = false;
        if is_header {
            importer.skip("the header row again");
            continue;
        }
        let Some(columns) = Columns::of(cells.len()) else {
            importer.skip(format!("{} where GDELT has 57, 58 or 61", counted(cells.len(), "column")));
            continue;
        };
        let draft = drafted(cells, &columns, importer);
        importer.take(draft)?;
    }
    Ok(())
}

fn drafted(cells: &[String], columns: &Columns, importer: &mut Importer<'_>) -> Result<Draft, String> {
    let cell = |at: usize| cells.get(at).map_or("", String::as_str);
    let date = dates::day(cell(1), "", importer)?;
    let code = cell(26);
    if code.is_empty() {
        return Err("no event code".to_owned());
    }
    let id = match cell(0) {
        "" => {
            importer.repaired(Repair::NoId, "");
            draft::hashed("gdelt", cells.iter().map(String::as_str))
        }
        own => draft::id("gdelt", own),
    };
    let kind = cameo::kind(code);
    let mut draft = Draft::new(id, kind);
    draft.set("subtype", code);
    draft.set("date", date);
    let (a, b) = (actor(cells, 5, importer), actor(cells, 15, importer));
    let (first, second) = match kind {
        "statement" => ("speaker", "addressee"),
        "strike" => ("attacker", "target"),
        _ => ("party", "party"),
    };
    draft.actor(first, a);
    draft.actor(second, b);
    let place = place(cells, columns, importer);
    draft.set("venue", place.0);
    draft.set("title", title(code, [cell(6), cell(16)], &place.1, importer));
    draft.set("note", note(cells));
    if let Some(seen) = added(cell(columns.added)) {
        // Midnight of the event's own day bounds nothing, and an event after the article was announced in it.
        let day = seen.get(..10).unwrap_or_default();
        if day > draft.text("date") || day == draft.text("date") && !seen.ends_with("T00:00Z") {
            draft.set("first_seen", seen.clone());
        }
        source(&mut draft, cell(columns.url.unwrap_or(usize::MAX)), &seen);
    } else {
        source(&mut draft, cell(columns.url.unwrap_or(usize::MAX)), "");
    }
    Ok(draft)
}

/// Adds the article as source.
fn source(draft: &mut Draft, article: &str, accessed: &str) {
    let is_address = article.starts_with("http://") || article.starts_with("https://");
    let source = match article {
        "" => return,
        _ if is_address => record(&[("url", article), ("accessed", accessed)]),
        _ => record(&[("cite", article), ("accessed", accessed)]),
    };
    draft.push("sources", Value::Object(source));
}

/// Returns the id of an actor, whose code is at `at`.
fn actor(cells: &[String], at: usize, importer: &mut Importer<'_>) -> String {
    let cell = |at: usize| cells.get(at).map_or("", String::as_str);
    let (code, name) = (cell(at), cell(at + 1));
    if code.is_empty() && name.is_empty() {
        return String::new();
    }
    let name = if name.is_empty() { code } else { name };
    // `BUSINESS` is the name of those of every country; a code that says more than a country tells them apart.
    let whole = if code.len() > 3 && name != code { format!("{name} ({code})") } else { name.to_owned() };
    let country = countries::from_iso3(cell(at + 2));
    let is_state = country.is_some_and(|country| fold(country.name) == fold(name)) && code.len() == 3;
    let kind = match cell(at + 7) {
        _ if is_state => "state",
        "MIL" => "armed-force",
        "IGO" | "NGO" | "IMG" => "organisation",
        _ => "",
    };
    importer.names.actor(Actor {
        name: &whole,
        code,
        kind,
        country: country.map_or("", |country| country.iso),
    })
}

/// Returns the id and the name of the place of the event.
fn place(cells: &[String], columns: &Columns, importer: &mut Importer<'_>) -> (String, String) {
    let cell = |at: usize| cells.get(columns.place + at).map_or("", String::as_str);
    let name = cell(1);
    if name.is_empty() {
        return Default::default();
    }
    let fips = cell(2);
    let country = countries::from_fips(fips);
    if country.is_none() && !fips.is_empty() {
        importer.repaired(Repair::UnknownCountry, fips);
    }
    let kind = match cell(0) {
        "1" => "country",
        "2" | "5" => "region",
        "3" | "4" => "city",
        _ => "",
    };
    let (lat, lon) = (cell(columns.to_lat), cell(columns.to_lat + 1));
    let venue = Venue { name, kind, country: country.map_or("", |country| country.iso), lat, lon };
    let (id, bad) = importer.names.venue(venue);
    if bad {
        importer.repaired(Repair::BadPoint, &format!("{name}: {lat} {lon}"));
    }
    (id, name.to_owned())
}

fn title(code: &str, actors: [&str; 2], place: &str, importer: &mut Importer<'_>) -> String {
    let what = cameo::text(code).unwrap_or_else(|| {
        importer.repaired(Repair::UnknownCode, code);
        format!("CAMEO {code}")
    });
    let mut title = match actors {
        ["", ""] => what,
        [one, ""] | ["", one] => format!("{one}: {what}"),
        [a, b] => format!("{a}, {b}: {what}"),
    };
    if actors == ["", ""] && !place.is_empty() {
        title = format!("{title} ({place})");
    }
    title
}

/// Returns what the coding says of itself.
fn note(cells: &[String]) -> String {
    let cell = |at: usize| cells.get(at).map_or("", String::as_str);
    let number = |at: usize, noun: &str| cell(at).parse::<usize>().ok().map(|n| counted(n, noun));
    let counts: Vec<String> =
        [number(31, "mention"), number(32, "source"), number(33, "article")].into_iter().flatten().collect();
    let mut note = format!("Coded by machine: CAMEO {}", cell(26));
    for (name, at) in [("Goldstein", 30), ("tone", 34)] {
        if !cell(at).is_empty() {
            note = format!("{note}, {name} {}", cell(at));
        }
    }
    if counts.is_empty() { note } else { format!("{note}; {}", counts.join(", ")) }
}

/// Returns when GDELT read the article, to the minute in 2.0 and to the day in 1.0.
fn added(text: &str) -> Option<String> {
    let part = |from: usize, to: usize| text.get(from..to);
    let day = format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let whole = match text.len() {
        8 => day,
        14 => format!("{day}T{}:{}Z", part(8, 10)?, part(10, 12)?),
        _ => return None,
    };
    dates::is_date(&whole).then_some(whole)
}
