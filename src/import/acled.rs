//! ACLED exports with the columns of 2015, 2020 and 2023.

use serde_json::{Value, json};

use super::cells::{Missing, count, written};
use super::draft::{self, Draft, list};
use super::importer::Importer;
use super::names::{Actor, Venue};
use super::repairs::Repair;
use super::rows::{Dialect, Row, Source, Table};
use super::{ImportError, countries, dates};
use crate::text::slug;

/// Reads a file.
pub(super) fn read(source: Source, importer: &mut Importer<'_>) -> Result<(), ImportError> {
    let path = source.path().to_owned();
    let mut table = Table::new(source, Dialect::Commas, Missing::Words, importer);
    let Some(header) = table.header(importer)? else { return Ok(()) };
    for column in ["event_date", "event_type"] {
        if header.column(column).is_none() {
            return Err(ImportError::Unsuitable {
                path,
                what: format!("no column `{column}`, so not an export of ACLED"),
                hint: Some("for other tables use demarche import csv with --map".to_owned()),
            });
        }
    }
    while table.row(&header, importer)? {
        let cells = std::mem::take(&mut table.cells);
        let draft = drafted(&Row { header: &header, cells: &cells }, importer);
        table.cells = cells;
        importer.take(draft)?;
    }
    Ok(())
}

fn drafted(row: &Row<'_>, importer: &mut Importer<'_>) -> Result<Draft, String> {
    let (event_type, sub_type) = (row.get(&["event_type"]), row.get(&["sub_event_type"]));
    if event_type.is_empty() {
        return Err("no event type".to_owned());
    }
    let day = dates::day(row.get(&["event_date"]), row.get(&["year"]), importer)?;
    let date = match row.get(&["time_precision"]) {
        "1" | "" | "1.0" => day,
        "2" | "2.0" => format!("{day}~"),
        "3" | "3.0" => day.get(..7).unwrap_or_default().to_owned(),
        other => return Err(format!("unknown time_precision `{other}`")),
    };
    let kind = kind(event_type, sub_type);
    let mut draft = Draft::new(id(row, importer), kind);
    draft.set("date", date);
    draft.set("subtype", slug(if sub_type.is_empty() { event_type } else { sub_type }));
    let (first, second) = match kind {
        "strike" if is_mutual(event_type) => ("party", "party"),
        "strike" => ("attacker", "target"),
        _ => ("party", "party"),
    };
    for (role, names) in [
        (first, ["actor1", "assoc_actor_1", "ally_actor_1"]),
        (second, ["actor2", "assoc_actor_2", "ally_actor_2"]),
    ] {
        let (own, associated) = names.split_at(1);
        for name in list(row.get(own)).chain(list(row.get(associated))) {
            let actor = importer.names.actor(Actor { name, kind: actor_kind(name), ..Actor::default() });
            draft.actor(role, actor);
        }
    }
    let place = venue(row, importer);
    draft.set("venue", place);
    draft.set("title", title(row));
    let notes = row.get(&["notes"]);
    if notes.contains("[size=") {
        importer.repaired(Repair::SizeMark, notes);
    }
    draft.set("summary", notes);
    if let Some(count) = count(row.get(&["fatalities"]), importer)
        && (kind == "strike" || count.bounds().is_some_and(|(low, _)| low > 0))
    {
        let acled = importer.names.actor(Actor { name: "ACLED", kind: "organisation", ..Actor::default() });
        draft.push("figures", json!({"metric": "killed", "count": written(count), "by": acled}));
    }
    for name in list(row.get(&["source"])) {
        let outlet = importer.names.outlet(name);
        draft.push("sources", json!({"outlet": outlet, "cite": name}));
    }
    let tags = ["disorder_type", "civilian_targeting"].map(|column| slug(row.get(&[column])));
    let tags = tags.into_iter().chain(list(row.get(&["tags"])).map(str::to_owned));
    draft.put("tags", tags.filter(|tag| !tag.is_empty()).map(Value::String).collect());
    Ok(draft)
}

/// Returns the id: that of the event, else the row's, else a hash.
fn id(row: &Row<'_>, importer: &mut Importer<'_>) -> String {
    let own = row.get(&["event_id_cnty"]);
    let data = row.get(&["data_id"]);
    let number = row.get(&["event_id_no_cnty"]);
    match (own, data) {
        ("", "") => {
            importer.repaired(Repair::NoId, number);
            draft::hashed("acled", row.cells.iter().map(String::as_str))
        }
        ("", data) => draft::id("acled", data),
        (own, _) => draft::id("acled", own),
    }
}

/// Returns the kind of event. Words of all eras are known.
fn kind(event_type: &str, sub_type: &str) -> &'static str {
    let (whole, part) = (event_type.to_lowercase(), sub_type.to_lowercase());
    if part == "agreement" {
        return "meeting";
    }
    let no_strike = ["abduction", "sexual violence", "arrest"].iter().any(|word| part.contains(word));
    let violent = ["battle", "explosion", "remote violence", "violence against civilians"];
    if !no_strike && violent.iter().any(|word| whole.contains(word)) { "strike" } else { "other" }
}

/// Returns whether both sides of such an event act, so that neither is the attacker.
fn is_mutual(event_type: &str) -> bool {
    event_type.to_lowercase().contains("battle")
}

fn actor_kind(name: &str) -> &'static str {
    if name.starts_with("Military Forces of") { "armed-force" } else { "" }
}

fn venue(row: &Row<'_>, importer: &mut Importer<'_>) -> String {
    let (location, country) = (row.get(&["location"]), row.get(&["country"]));
    let found = countries::from_name(country).or_else(|| countries::from_iso3(row.get(&["iso3"])));
    if found.is_none() && !country.is_empty() {
        importer.repaired(Repair::UnknownCountry, country);
    }
    let iso = found.map_or("", |country| country.iso);
    if location.is_empty() {
        return if country.is_empty() {
            String::new()
        } else {
            importer.names.venue(Venue { name: country, kind: "country", country: iso, ..Venue::default() }).0
        };
    }
    let kind = match row.get(&["geo_precision"]) {
        "1" | "1.0" => "city",
        "3" | "3.0" => "region",
        _ => "",
    };
    let (lat, lon) = (row.get(&["latitude"]), row.get(&["longitude"]));
    let (id, bad) = importer.names.venue(Venue { name: location, kind, country: iso, lat, lon });
    if bad {
        importer.repaired(Repair::BadPoint, &format!("{location}: {lat} {lon}"));
    }
    id
}

fn title(row: &Row<'_>) -> String {
    let (event_type, sub_type) = (row.get(&["event_type"]), row.get(&["sub_event_type"]));
    let what = if sub_type.is_empty() { event_type } else { sub_type };
    let place = match row.get(&["location"]) {
        "" => row.get(&["country"]),
        place => place,
    };
    let actors: Vec<&str> =
        [row.get(&["actor1"]), row.get(&["actor2"])].into_iter().filter(|name| !name.is_empty()).collect();
    let mut title = what.to_owned();
    if !place.is_empty() {
        title = format!("{title}, {place}");
    }
    if actors.is_empty() { title } else { format!("{title}: {}", actors.join(" and ")) }
}
