//! Tables that demarche exported. Their cells are words for people, so what can be read back is read back, and what
//! cannot is said: figures, sessions, accounts that differ, positions, and who is quoted.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::draft::{self, Draft, Zoned, record};
use super::header::Header;
use super::importer::Importer;
use super::names::Venue;
use super::repairs::Repair;
use super::{cells, dates};
use crate::describe::{links, nature};
use crate::event::date::{Twice, Zone, with_offsets};
use crate::event::{Basis, LinkKind, Role, Stance, Word as _};
use crate::text::cell;

/// Returns whether the header is that of an exported table, whatever columns were moved or taken out.
pub(super) fn is_own(header: &Header) -> bool {
    ["id", "date", "earliest", "latest", "kind", "roots", "document_handling"]
        .iter()
        .all(|name| header.names.iter().any(|own| own == name))
}

/// The columns whose text is the field.
const TEXTS: [&str; 11] = [
    "id",
    "title",
    "summary",
    "subtype",
    "grade",
    "channel",
    "outcome",
    "note",
    "grade_note",
    "venue",
    "track",
];

/// The columns that are words of several facts, which are not taken apart again.
const WORDS: [&str; 4] = ["about", "figures", "sessions", "conflicts"];

/// Returns the event of a row.
pub(super) fn event(header: &Header, row: &[String], importer: &mut Importer<'_>) -> Result<Draft, String> {
    let row: Vec<Cow<'_, str>> = row.iter().map(|text| cell::revealed(cell::unguarded(text))).collect();
    let cell = |name: &str| header.column(name).and_then(|at| row.get(at)).map_or("", AsRef::as_ref);
    let mut draft = Draft::default();
    for key in TEXTS {
        draft.set(key, cell(key));
    }
    for key in ["kind", "status", "format"] {
        draft.set(key, cell(key).to_lowercase());
    }
    for key in ["date", "first_seen", "disclosed", "logged"] {
        if !cell(key).is_empty() {
            draft.set(key, dates::any(cell(key), importer)?);
        }
    }
    let date = draft.text("date").to_owned();
    let zoned = match cell("timezone").parse::<chrono_tz::Tz>() {
        Ok(zone) => {
            if cell("venue").is_empty() {
                importer.reads_in(zone);
            }
            let is_own = zone == importer.zone() && (cell("venue").is_empty() || !importer.adds_to_store());
            if is_own { date } else { dates::zoned(&date, zone, false, importer).unwrap_or(date) }
        }
        Err(_) => timed(&date, cell("earliest"), cell("latest"), importer),
    };
    draft.set("date", zoned);
    draft.zoned = Zoned::Date;
    for (key, column) in [("tags", "tags"), ("agenda", "agenda"), ("other_venues", "other_venues")] {
        draft.put(key, cell::items(cell(column), true).into_iter().map(Value::from).collect());
    }
    let level = cell("handling").trim_start_matches("TLP:").to_lowercase();
    if importer.store_handling() != Some(level.as_str()) {
        draft.set("handling", level);
    }
    for role in Role::ALL {
        for name in cell::items(cell(role.word()), true) {
            draft.actor(role.word(), name);
        }
    }
    place(&cell, &mut draft, importer);
    said(&cell, &mut draft, importer);
    draft.put("links", linked(cell("links")));
    sources(&cell, &mut draft);
    for column in WORDS.into_iter().filter(|column| !cell(column).is_empty()) {
        importer.repaired(Repair::InWords, column);
    }
    if draft.text("id").is_empty() {
        importer.repaired(Repair::NoId, "");
        draft.set("id", draft::hashed(importer.format().name(), row.iter().map(AsRef::as_ref)));
    }
    for (key, missing) in [("title", "no title"), ("date", "no date"), ("kind", "no kind")] {
        if draft.text(key).is_empty() {
            return Err(missing.to_owned());
        }
    }
    Ok(draft)
}

/// Returns a date whose times have the offsets that the columns of its bounds name.
fn timed(date: &str, earliest: &str, latest: &str, importer: &Importer<'_>) -> String {
    let offset = |bound: &str| {
        let (_, clock) = bound.split_once('T')?;
        let (sign, digits) = clock.get(clock.len().checked_sub(6)?..)?.split_at_checked(1)?;
        let (hours, minutes) = digits.split_once(':')?;
        let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
        match sign {
            "+" => Some(seconds),
            "-" => Some(-seconds),
            _ => None,
        }
    };
    let part = |text: &str, bound: &str| match offset(bound) {
        Some(0) if importer.zone() == chrono_tz::Tz::UTC => text.to_owned(),
        Some(seconds) => with_offsets(text, Zone::Offset(seconds), Twice::First),
        None => text.to_owned(),
    };
    match date.split_once('/') {
        Some((start, end)) => format!("{}/{}", part(start, earliest), part(end, latest)),
        None => part(date, earliest),
    }
}

fn place<'c>(cell: &impl Fn(&str) -> &'c str, draft: &mut Draft, importer: &mut Importer<'_>) {
    let path = cell("venue");
    // `Kremlin, Moscow, Russia` is the venue and what it is in.
    if let Some(known) = importer.names.known_venue(path) {
        draft.set("venue", known);
        return;
    }
    let (lat, lon, country) = (cell("lat"), cell("lon"), cell("country"));
    if !path.is_empty() && [lat, lon, country].iter().any(|text| !text.is_empty()) {
        let (id, bad) = importer.names.venue(Venue { name: path, country, lat, lon, ..Venue::default() });
        if bad {
            importer.repaired(Repair::BadPoint, &format!("{path}: {lat} {lon}"));
        }
        draft.set("venue", id);
    }
}

/// Adds quotations and the stance.
fn said<'c>(cell: &impl Fn(&str) -> &'c str, draft: &mut Draft, importer: &mut Importer<'_>) {
    let whole = cell("quote");
    for part in whole.split("; “") {
        let part = part.strip_prefix('“').unwrap_or(part);
        let Some((text, credit)) = part.rsplit_once("” — ") else { continue };
        let mut quote = record(&[("text", text)]);
        let speaker = credit.split(", ").next().unwrap_or_default();
        let others = draft.fields.get("actors").and_then(|roles| roles.get("speaker"));
        let is_own = others.and_then(Value::as_array).is_some_and(|all| all.iter().any(|one| one == speaker));
        if !is_own && speaker != "speaker not named" {
            quote.insert("speaker".to_owned(), speaker.into());
        }
        if credit != speaker {
            importer.repaired(Repair::InWords, "the language of a quotation");
        }
        draft.push("quote", Value::Object(quote));
    }
    let words = cell("stance");
    if let Some(stance) = Stance::ALL.iter().find(|stance| nature::stance(**stance) == words) {
        draft.set("stance", stance.word());
    }
}

/// Reads `denies and responds to x (the link is inferred); denied by y`: the links of the event itself, which `y` has too.
fn linked(text: &str) -> Value {
    let mut links: Map<String, Value> = Map::new();
    for part in top_level(text) {
        let (what, remarks) = part.split_once(" (").unwrap_or((part, ""));
        let Some((what, to)) = what.trim().rsplit_once(' ') else { continue };
        let what = what.replace(" in advance", "");
        let phrases = what.split(", ").flat_map(|what| what.split(" and "));
        let kinds =
            phrases.filter_map(|what| LinkKind::ALL.iter().find(|kind| kind.in_words() == what.trim()));
        let said = |basis: &&Basis| {
            let words = links::basis(**basis).trim_start_matches("; ");
            !words.is_empty() && remarks.contains(words)
        };
        let basis = Basis::ALL.iter().find(said);
        for kind in kinds {
            let mut link = record(&[("to", to)]);
            link.extend(basis.map(|basis| ("basis".to_owned(), basis.word().into())));
            let of_kind = links.entry(kind.word()).or_insert_with(|| json!([]));
            of_kind.as_array_mut().into_iter().for_each(|all| all.push(Value::Object(link.clone())));
        }
    }
    Value::Object(links)
}

/// Splits at the semicolons outside of parentheses.
fn top_level(text: &str) -> Vec<&str> {
    let (mut all, mut start, mut depth) = (Vec::new(), 0, 0_u32);
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            ';' if depth == 0 => {
                all.extend(text.get(start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    all.extend(text.get(start..));
    all.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect()
}

/// Adds the sources: `[1] TASS, published 20 Dec 2025; [2] …`, with an address for each in a column of its own.
fn sources<'c>(cell: &impl Fn(&str) -> &'c str, draft: &mut Draft) {
    let cited = numbered(cell("sources"));
    let mut urls: Vec<&str> = cell("urls").split("; ").map(str::trim).collect();
    // The space is lost that stands between the last addresses where the last source has none.
    if urls.len() + 1 == cited.len()
        && let Some(last) = urls.last_mut()
        && let Some(own) = last.strip_suffix(';')
    {
        *last = own;
        urls.push("");
    }
    let pairs = urls.len() == cited.len();
    for (nth, words) in cited.iter().enumerate() {
        let url = urls.get(nth).copied().filter(|_| pairs).unwrap_or_default();
        draft.push("sources", Value::Object(source(words, url)));
    }
    if !pairs {
        for url in urls.into_iter().filter(|url| !url.is_empty()) {
            draft.push("sources", url.into());
        }
    }
    for words in numbered(cell("against")) {
        let (words, url) = match words.rsplit_once(' ') {
            Some((words, url)) if url.starts_with("http://") || url.starts_with("https://") => (words, url),
            _ => (words.as_str(), ""),
        };
        let mut against = source(words, url);
        against.insert("disputes".to_owned(), true.into());
        draft.push("sources", Value::Object(against));
    }
}

/// Returns a source of its words: what is said to be missing is left out.
fn source(words: &str, url: &str) -> Map<String, Value> {
    let mut published = String::new();
    let mut parts: Vec<&str> = Vec::new();
    for part in words.split(", ") {
        match part.strip_prefix("published ") {
            Some(day) if published.is_empty() => match cells::edtf(day) {
                Some(day) => published = day,
                None => parts.push(part),
            },
            _ if ["date of publication not known", "not archived", "archived"].contains(&part) => {}
            _ => parts.push(part),
        }
    }
    let text = parts.join(", ");
    let key = if parts.len() == 1 && !url.is_empty() { "outlet" } else { "cite" };
    record(&[(key, &text), ("url", url), ("published", &published)])
}

/// Splits `[1] one; [2] two` at its numbers.
fn numbered(text: &str) -> Vec<String> {
    let (mut all, mut first): (Vec<String>, usize) = (Vec::new(), 0);
    for part in text.split("; ").filter(|part| !part.is_empty()) {
        let number = part.strip_prefix('[').and_then(|rest| rest.split_once("] "));
        // Those against an event are numbered on from those for it.
        match number.and_then(|(digits, words)| Some((digits.parse::<usize>().ok()?, words))) {
            Some((number, words)) if all.is_empty() || number == first + all.len() => {
                first = number - all.len();
                all.push(words.to_owned());
            }
            _ => match all.last_mut() {
                Some(last) => last.extend(["; ", part]),
                None => all.push(part.to_owned()),
            },
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_of_words_are_taken_apart() {
        assert_eq!(cell::unguarded("'=1"), "=1");
        assert_eq!(cell::unguarded("'Tis"), "'Tis", "an apostrophe of the text stays");
        assert_eq!(numbered("[1] A; b, c; [2] D"), ["A; b, c", "D"]);
        assert_eq!(numbered("[3] against; [4] x; [2] y"), ["against", "x; [2] y"], "it may begin anywhere");
        assert_eq!(
            linked(
                "denies and responds to a.1 (response time 2 h; the link is inferred); denied by b; part of c"
            ),
            json!({"denies": [{"to": "a.1", "basis": "inferred"}], "responds_to": [{"to": "a.1", "basis": "inferred"}],
                "part_of": [{"to": "c"}]})
        );
        let one = source("TASS, published 20 Dec 2025, in Russian, not archived", "https://o.org/1");
        assert_eq!(
            Value::Object(one),
            json!({"cite": "TASS, in Russian", "url": "https://o.org/1", "published": "2025-12-20"})
        );
    }
}
