//! Who and where of a generated store: 300 actors, 400 venues, 60 outlets, 40 claims, 6 terms.

use std::io::{self, Write};

/// How many states there are.
pub(crate) const STATES: usize = 40;
/// How many offices there are.
pub(crate) const OFFICES: usize = 80;
/// How many persons there are.
pub(crate) const PERSONS: usize = 180;
/// Everybody.
pub(crate) const ACTORS: usize = STATES + OFFICES + PERSONS;
/// How many countries there are.
pub(crate) const COUNTRIES: usize = 40;
/// How many cities there are.
pub(crate) const CITIES: usize = 160;
/// Everywhere.
pub(crate) const VENUES: usize = 400;
/// How many publishers there are.
pub(crate) const OUTLETS: usize = 60;
/// How many claims there are.
pub(crate) const CLAIMS: usize = 40;
/// The terms whose use is counted, each with the stem of the words it is found by.
const TERMS: [(&str, &str); 6] = [
    ("initiative", "initiativ"),
    ("progress", "progress"),
    ("differences", "differenc"),
    ("position", "position"),
    ("format", "format"),
    ("seriously", "seriously"),
];

const ZONES: [&str; 8] = [
    "Europe/Kyiv",
    "Europe/Moscow",
    "America/New_York",
    "Europe/Paris",
    "Asia/Dubai",
    "Europe/London",
    "Asia/Istanbul",
    "UTC",
];
const SYLLABLES: [&str; 16] = [
    "ush", "akov", "dmit", "riev", "um", "erov", "wit", "koff", "sta", "rmer", "mac", "ron", "lav", "rubi",
    "fid", "kall",
];
const CYRILLIC: [&str; 16] = [
    "уш", "аков", "дмит", "риев", "ум", "еров", "вит", "кофф", "ста", "рмер", "мак", "рон", "лав", "руби",
    "фид", "калл",
];

/// The id of an actor: all are of one length, so that no id stands inside another.
pub(crate) fn actor(rank: usize) -> String {
    // Ranks run over persons, offices and states alike, most of the frequent ones being persons.
    match rank % 5 {
        0 | 2 | 4 => format!("person-{:03}", rank / 5 * 3 + rank % 5 / 2),
        1 if rank / 5 < STATES => format!("states-{:03}", rank / 5),
        1 => format!("office-{:03}", 60 + rank / 5 - STATES),
        _ => format!("office-{:03}", rank / 5),
    }
}

/// The id of a venue.
pub(crate) fn venue(rank: usize) -> String {
    match rank {
        0..CITIES => format!("city-{rank:03}"),
        n if n < CITIES + COUNTRIES => format!("country-{:03}", n - CITIES),
        n => format!("hall-{:03}", n - CITIES - COUNTRIES),
    }
}

/// The id of an outlet.
pub(crate) fn outlet(rank: usize) -> String {
    format!("outlet-{rank:02}")
}

/// The id of a claim.
pub(crate) fn claim(rank: usize) -> String {
    format!("claim-{rank:02}")
}

fn name(of: &[&str; 16], number: usize) -> String {
    let part = |shift: usize| of[(number >> shift) % 16];
    format!("{}{}{}", part(0), part(4), part(2))
}

/// The parallel of a city, in whole degrees; half a degree is added where it is written.
fn latitude(city: usize) -> i64 {
    (city * 37 % 125) as i64 - 55
}

/// The meridian of a city, in whole degrees.
fn longitude(city: usize) -> i64 {
    (city * 53 % 340) as i64 - 170
}

/// Writes the registries.
pub(crate) fn write(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "store:\n  title: A generated store\n  timezone: UTC\n\nactors:")?;
    for n in 0..STATES {
        writeln!(
            out,
            "- {{id: states-{n:03}, name: State of {}-{n}, kind: state}}",
            name(&SYLLABLES, n * 37)
        )?;
    }
    for n in 0..OFFICES {
        let state = n % STATES;
        writeln!(
            out,
            "- {{id: office-{n:03}, name: Office of {}-{n}, kind: office, part_of: states-{state:03}}}",
            name(&SYLLABLES, n * 53)
        )?;
    }
    for n in 0..PERSONS {
        let (latin, cyrillic) = (name(&SYLLABLES, n * 71), name(&CYRILLIC, n * 71));
        writeln!(
            out,
            "- id: person-{n:03}\n  name: Person {latin}-{n}\n  kind: person\n  aliases: [{cyrillic}-{n}, Mr {latin}-{n}]\n  part_of:"
        )?;
        let office = n % OFFICES;
        match n % 3 {
            0 => writeln!(out, "    - {{actor: office-{office:03}}}")?,
            1 => writeln!(
                out,
                "    - {{actor: office-{office:03}, as: minister, from: 2008-05, until: 2019-01-20}}"
            )?,
            _ => {
                let next = (office + 7) % OFFICES;
                writeln!(
                    out,
                    "    - {{actor: office-{office:03}, until: 2012-03-04}}\n    - {{actor: office-{next:03}, from: 2012-03-05}}"
                )?;
            }
        }
    }
    writeln!(out, "\nvenues:")?;
    for n in 0..COUNTRIES {
        writeln!(
            out,
            "- {{id: country-{n:03}, name: Land {}-{n}, kind: country, timezone: {}}}",
            name(&SYLLABLES, n * 29),
            ZONES[n % 8]
        )?;
    }
    for n in 0..CITIES {
        let country = n % COUNTRIES;
        writeln!(
            out,
            "- {{id: city-{n:03}, name: Town {}-{n}, kind: city, part_of: country-{country:03}, aliases: [город {}-{n}], lat: {}.5, lon: {}.25}}",
            name(&SYLLABLES, n * 31),
            name(&CYRILLIC, n * 31),
            latitude(n),
            longitude(n)
        )?;
    }
    for n in 0..VENUES - CITIES - COUNTRIES {
        let city = n % CITIES;
        writeln!(
            out,
            "- {{id: hall-{n:03}, name: Palace {}-{n}, kind: building, part_of: city-{city:03}}}",
            name(&SYLLABLES, n * 43)
        )?;
    }
    writeln!(out, "\noutlets:")?;
    // Every third is cited and not registered.
    for n in (0..OUTLETS).filter(|n| n % 3 != 1) {
        let kind = ["agency", "media", "official", "media", "state-agency", "aggregator"][n % 6];
        writeln!(out, "- {{id: outlet-{n:02}, name: Paper {}-{n}, kind: {kind}}}", name(&SYLLABLES, n * 59))?;
    }
    writeln!(out, "\nclaims:")?;
    for n in 0..CLAIMS {
        writeln!(out, "- {{id: claim-{n:02}, text: The parties have agreed on point {n} of the draft.}}")?;
    }
    writeln!(out, "\nterms:")?;
    for (id, stem) in TERMS {
        writeln!(out, "- {{id: {id}, name: {id}, stems: {{en: [{stem}]}}}}")?;
    }
    writeln!(out)
}
