//! UCDP's Georeferenced Event Dataset, with or without the row of HXL tags.

use serde_json::{Value, json};

use super::cells::{Missing, count, written};
use super::draft::{self, Draft, record};
use super::importer::Importer;
use super::names::{Actor, Venue};
use super::repairs::Repair;
use super::rows::{Dialect, Row, Source, Table};
use super::{ImportError, countries, dates};
use crate::event::Count;

/// Reads a file.
pub(super) fn read(source: Source, importer: &mut Importer<'_>) -> Result<(), ImportError> {
    let path = source.path().to_owned();
    let mut table = Table::new(source, Dialect::Commas, Missing::Words, importer);
    let Some(header) = table.header(importer)? else { return Ok(()) };
    for column in ["date_start", "best"] {
        if header.column(column).is_none() {
            return Err(ImportError::Unsuitable {
                path,
                what: format!("no column `{column}`, so not a file of UCDP GED"),
                hint: Some("for other tables use demarche import csv with --map".to_owned()),
            });
        }
    }
    let mut first = true;
    while table.row(&header, importer)? {
        let is_tags = table.cells.iter().filter(|cell| !cell.is_empty()).all(|cell| cell.starts_with('#'));
        if is_tags && std::mem::take(&mut first) {
            importer.repaired(Repair::Hxl, "");
            continue;
        }
        first = false;
        if is_tags {
            importer.skip("the row of HXL tags again");
            continue;
        }
        let cells = std::mem::take(&mut table.cells);
        let draft = drafted(&Row { header: &header, cells: &cells }, importer);
        table.cells = cells;
        importer.take(draft)?;
    }
    Ok(())
}

fn drafted(row: &Row<'_>, importer: &mut Importer<'_>) -> Result<Draft, String> {
    let start = dates::day(row.get(&["date_start"]), "", importer)?;
    let end = match row.get(&["date_end"]) {
        "" => start.clone(),
        end => dates::day(end, "", importer)?,
    };
    if end < start {
        return Err(format!("the end {end} is before the start {start}"));
    }
    let date = match row.get(&["date_prec"]) {
        "1" | "1.0" => start,
        // The data then names the days that it may have been; without a precision that is all that is known.
        "2" | "3" | "4" | "5" | "2.0" | "3.0" | "4.0" | "5.0" | "" => dates::one_of(&start, &end),
        other => return Err(format!("unknown date_prec `{other}`")),
    };
    let mut draft = Draft::new(id(row, importer), "strike");
    draft.set("date", date);
    draft.set(
        "subtype",
        match row.get(&["type_of_violence"]) {
            "1" => "state-based",
            "2" => "non-state",
            "3" => "one-sided",
            other => other,
        },
    );
    let sides = [row.get(&["side_a"]), row.get(&["side_b"])];
    // In a battle neither side is known to have attacked; in one-sided violence A attacks civilians.
    let one_sided = row.get(&["type_of_violence"]) == "3";
    for (role, name) in
        [if one_sided { "attacker" } else { "party" }, if one_sided { "target" } else { "party" }]
            .into_iter()
            .zip(sides)
            .filter(|(_, name)| !name.is_empty())
    {
        let actor = importer.names.actor(Actor { name, ..Actor::default() });
        draft.actor(role, actor);
    }
    let place = venue(row, importer);
    draft.set("venue", place);
    let dyad = match row.get(&["dyad_name"]) {
        "" => sides.join(" - "),
        dyad => dyad.to_owned(),
    };
    let place = row.get(&["where_coordinates", "country"]);
    draft.set("title", if place.is_empty() { dyad } else { format!("{dyad}: {place}") });
    draft.set("summary", row.get(&["where_description"]));
    draft.set("note", note(row));
    figures(row, sides, &mut draft, importer);
    sources(row, &mut draft, importer);
    Ok(draft)
}

fn id(row: &Row<'_>, importer: &mut Importer<'_>) -> String {
    match (row.get(&["id"]), row.get(&["relid"])) {
        ("", "") => {
            importer.repaired(Repair::NoId, "");
            draft::hashed("ucdp", row.cells.iter().map(String::as_str))
        }
        ("", relation) => draft::id("ucdp", relation),
        (own, _) => draft::id("ucdp", own),
    }
}

fn venue(row: &Row<'_>, importer: &mut Importer<'_>) -> String {
    let name = match row.get(&["where_coordinates"]) {
        "" => row.get(&["adm_2", "adm_1"]),
        name => name,
    };
    let name = if name.is_empty() { row.get(&["country"]) } else { name };
    let found =
        countries::from_iso3(row.get(&["iso3"])).or_else(|| countries::from_name(row.get(&["country"])));
    if found.is_none() && !row.get(&["country"]).is_empty() {
        importer.repaired(Repair::UnknownCountry, row.get(&["country"]));
    }
    if name.is_empty() {
        return String::new();
    }
    let kind = match row.get(&["where_prec"]) {
        "1" | "2" => "city",
        "3" | "4" => "region",
        "6" => "country",
        _ => "",
    };
    let (lat, lon) = (row.get(&["latitude"]), row.get(&["longitude"]));
    let country = found.map_or("", |country| country.iso);
    let (id, bad) = importer.names.venue(Venue { name, kind, country, lat, lon });
    if bad {
        importer.repaired(Repair::BadPoint, &format!("{name}: {lat} {lon}"));
    }
    id
}

/// Returns what the coding says of itself.
fn note(row: &Row<'_>) -> String {
    let place = match row.get(&["where_prec"]) {
        "2" => "within about 25 km of the place",
        "3" => "known to the district alone",
        "4" => "known to the province alone",
        "5" => "the place stands for a line or an area",
        "6" => "known to the country alone",
        "7" => "in international waters or air space",
        _ => "",
    };
    let clarity = if row.get(&["event_clarity"]) == "2" { "a summary of several events" } else { "" };
    let original = match row.get(&["source_original"]) {
        "" => String::new(),
        original => format!("original source: {original}"),
    };
    let parts = [place, clarity, original.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// Adds the counts: all together as a range with the best estimate in its note, and the deaths of each side.
///
/// The parts have words of their own, so that nobody adds them to the total.
fn figures(row: &Row<'_>, sides: [&str; 2], draft: &mut Draft, importer: &mut Importer<'_>) {
    let mut number = |column: &str| match count(row.get(&[column]), importer) {
        Some(Count::Exactly(n)) => Some(n),
        _ => None,
    };
    let (best, low, high) = (number("best"), number("low"), number("high"));
    let parts = [
        ("deaths_a", sides[0]),
        ("deaths_b", sides[1]),
        ("deaths_civilians", "civilians"),
        ("deaths_unknown", "unknown people"),
    ]
    .map(|(column, of)| (number(column), of));
    let all = match (low, high, best) {
        (Some(low), Some(high), _) if low < high => Some(Count::Between(low, high)),
        (Some(low), Some(high), _) if low == high => Some(Count::Exactly(low)),
        (_, _, Some(best)) => Some(Count::Exactly(best)),
        (Some(low), ..) => Some(Count::AtLeast(low)),
        (_, Some(high), _) => Some(Count::AtMost(high)),
        _ => None,
    };
    let ucdp = Actor { name: "Uppsala Conflict Data Program", kind: "organisation", ..Actor::default() };
    let ucdp = importer.names.actor(ucdp);
    if let Some(all) = all {
        let mut figure = json!({"metric": "killed", "count": written(all), "by": ucdp});
        if let (Count::Between(..), Some(best)) = (all, best) {
            figure["note"] = format!("best estimate {best}").into();
        }
        draft.push("figures", figure);
    }
    for (n, of) in parts {
        if let Some(n @ 1..) = n
            && !of.is_empty()
        {
            let figure = json!({"metric": format!("killed of {of}"), "count": n, "by": ucdp});
            draft.push("figures", figure);
        }
    }
}

/// Adds the articles: office, date and headline of each.
fn sources(row: &Row<'_>, draft: &mut Draft, importer: &mut Importer<'_>) {
    let article = row.get(&["source_article"]);
    let mut all = Vec::new();
    for part in quoted(article) {
        let mut cells = part.splitn(3, ',');
        let (office, date, headline) =
            (cells.next().unwrap_or_default(), cells.next().unwrap_or_default(), cells.next());
        let (office, date) = (office.trim(), date.trim());
        match headline {
            Some(headline) if dates::is_date(date) && !office.is_empty() => {
                let outlet = importer.names.outlet(office);
                let cite = format!("{office}, {date}");
                let fields = [
                    ("outlet", outlet.as_str()),
                    ("title", headline.trim()),
                    ("cite", cite.as_str()),
                    ("published", date),
                ];
                all.push(Value::Object(record(&fields)));
            }
            _ => all.push(Value::Object(record(&[("cite", part.trim())]))),
        }
    }
    all.dedup();
    draft.put("sources", Value::Array(all));
}

/// Splits `"…";"…"` at the semicolons between quotes; a text without quotes is one part.
fn quoted(text: &str) -> Vec<String> {
    if !text.starts_with('"') {
        return if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
    }
    let parts = text.trim_matches('"').split("\";\"");
    parts.map(|part| part.trim_matches('"').replace("\"\"", "\"")).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_are_split_between_quotes() {
        assert_eq!(
            quoted("\"A,2014-01-22,x; y\";\"B,2014-01-23,z\""),
            ["A,2014-01-22,x; y", "B,2014-01-23,z"]
        );
        assert_eq!(quoted("BBC; TASS"), ["BBC; TASS"]);
        assert!(quoted("").is_empty());
    }
}
