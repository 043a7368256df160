//! What a file is by its first bytes, for files that are named by mistake.

use super::Format;
use crate::text::fold;

/// A file that no format reads: what it is, and what to do.
pub(super) type Other = (&'static str, &'static str);

/// Returns what a file is that no format reads.
pub(super) fn other(start: &[u8]) -> Option<Other> {
    let text = start.trim_ascii_start();
    let has = |what: &[u8]| memchr::memmem::find(start, what).is_some();
    let begins =
        |what: &str| text.get(..what.len()).is_some_and(|head| head.eq_ignore_ascii_case(what.as_bytes()));
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return Some(("the file is UTF-16", "convert it with iconv -f UTF-16 -t UTF-8"));
    }
    if start.starts_with(b"PK\x03\x04") {
        return Some(if has(b"[Content_Types].xml") || has(b"xl/") || has(b"_rels/") {
            ("a workbook of a spreadsheet, not text", "save its sheet as CSV in UTF-8")
        } else if has(b"mimetypeapplication/vnd.oasis.opendocument") {
            ("an OpenDocument file, not text", "save its sheet as CSV in UTF-8")
        } else {
            ("the file is a compressed archive (zip)", "unpack it first, with unzip")
        });
    }
    if start.starts_with(&[0x1F, 0x8B]) {
        return Some(("the file is compressed (gzip)", "unpack it first, with gunzip"));
    }
    if start.starts_with(b"BZh")
        || start.starts_with(b"\xFD7zXZ")
        || start.starts_with(&[0x28, 0xB5, 0x2F, 0xFD])
    {
        return Some(("the file is compressed", "unpack it first, with bunzip2, unxz or unzstd"));
    }
    if start.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Some(("a workbook of an older Excel, not text", "save its sheet as CSV in UTF-8"));
    }
    if start.starts_with(b"%PDF-") {
        return Some(("a PDF, not a table", "name the data that it was made from"));
    }
    if begins("<!doctype html") || begins("<html") || begins("<head") || begins("<?xml") || begins("<rss") {
        return Some(("a web page or XML, not data", "download the file that the page links to"));
    }
    // Every other byte of UTF-16 in Latin letters is zero, and there may be no mark in front.
    let zeros = start.iter().take(400).filter(|byte| **byte == 0).count();
    if zeros > 0 && zeros * 3 >= start.len().min(400) {
        return Some(("the file is UTF-16, or not text", "convert it with iconv -f UTF-16LE -t UTF-8"));
    }
    None
}

/// Returns the format that a file seems to have.
pub(super) fn format(start: &[u8]) -> Option<Format> {
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start();
    let first = text.lines().next().unwrap_or_default();
    if text.get(..15).is_some_and(|head| head.eq_ignore_ascii_case("BEGIN:VCALENDAR")) {
        return Some(Format::Ics);
    }
    if text.starts_with('{') {
        // The events of a timeline are inside one object; lines are each an object.
        let slides = text.contains("\"start_date\"") || text.contains("\"headline\"");
        let whole = first.trim_end().ends_with('}') && first.len() > 2;
        return if slides && !first.contains("\"kind\"") {
            Some(Format::TimelineJs)
        } else {
            whole.then_some(Format::Jsonl)
        };
    }
    let tabs = first.matches('\t').count();
    let id = first.split('\t').next().unwrap_or_default();
    if [56, 57, 60].contains(&tabs) && (id.bytes().all(|b| b.is_ascii_digit()) || fold(id) == "globaleventid")
    {
        return Some(Format::Gdelt);
    }
    let folded = fold(first);
    let names: Vec<&str> = folded.split([',', ';', '\t']).map(|name| name.trim().trim_matches('"')).collect();
    let has = |all: &[&str]| all.iter().all(|name| names.contains(name));
    if has(&["event_date", "event_type"]) {
        return Some(Format::Acled);
    }
    if has(&["date_start", "best"]) {
        return Some(Format::Ucdp);
    }
    if has(&["year", "headline"]) {
        return Some(Format::TimelineJs);
    }
    if has(&["date", "title"]) {
        return Some(if tabs > 0 { Format::Tsv } else { Format::Csv });
    }
    None
}

/// Returns what to do with a file that is not of `format`: the format that it seems to have, else the kind of text.
pub(super) fn hint(format: Format, start: &[u8]) -> Option<String> {
    let text = start.trim_ascii_start();
    if text.starts_with(b"{") && memchr::memmem::find(start, b"\"FeatureCollection\"").is_some() {
        let hint = "it is GeoJSON, which is not read; jq -c '.features[].properties' gives JSON lines";
        return Some(hint.to_owned());
    }
    match self::format(start) {
        Some(seems) if seems != format => {
            Some(format!("it looks like a file for demarche import {}", seems.name()))
        }
        Some(_) => None,
        None => {
            if text.starts_with(b"[") {
                Some("it is a JSON list; jq -c '.[]' gives JSON lines for demarche import jsonl".to_owned())
            } else if text.starts_with(b"{") {
                Some("it is one JSON document; export it as jsonl, or make lines of its events with jq -c '.events[]'".to_owned())
            } else if memchr::memmem::find(start, b"events:").is_some() {
                Some("it looks like a store: copy it into the folder, no import is needed".to_owned())
            } else {
                None
            }
        }
    }
}
