//! Intervals in other notations, in which one end leaves out what the other one says.

use crate::event::date::Day;
use crate::event::date::read::{is_date, plain_day};

use super::clock::{day_and_time, with_time};
use super::{alone, numbers};

/// Separators between the two ends of an interval. A hyphen without spaces counts only if nothing else can be meant.
const BETWEEN: [&str; 8] = ["/", "..", " - ", " to ", " until ", " till ", " through ", "-"];

/// Reads an interval of days or times. Returns several readings if it is ambiguous.
pub(super) fn interval(text: &str, dashed: bool) -> Vec<String> {
    for between in BETWEEN {
        for (position, _) in text.match_indices(between) {
            let Some((from, rest)) = text.split_at_checked(position) else { continue };
            let Some(to) = rest.get(between.len()..) else { continue };
            if let Some(found) = (between != "-" || dashed).then(|| months(from.trim(), to.trim())).flatten()
            {
                return found;
            }
            let lone = between == "-" && !dashed;
            let Some(found) = ends(from.trim(), to.trim(), lone) else { continue };
            if lone && found.0.contains('T') {
                return time_or_offset(&found, from, to);
            }
            return both_ways(&found, between);
        }
    }
    Vec::new()
}

/// Reads two months of one year, `2025-11/12`. Without leading zeros, `2025-1/2`, a day may be meant as well.
///
/// Returns `None` if it is not a month and a number, and nothing if the number is no later month.
pub(super) fn months(from: &str, to: &str) -> Option<Vec<String>> {
    let number = |text: &str| {
        let is_number = (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.parse::<u8>().ok()).flatten()
    };
    let (year, month) = from.split_once('-')?;
    let (first, last) = (number(month)?, number(to)?);
    if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let lasted = format!("{year}-{first:02}/{year}-{last:02}");
    let mut all: Vec<String> = if first < last && last <= 12 { vec![lasted] } else { Vec::new() };
    if month.len() == 1 || to.len() == 1 {
        all.push(format!("{year}-{first:02}-{last:02}"));
    }
    all.retain(|date| is_date(date));
    // A lone reading as a day would not be certain.
    Some(if all.iter().any(|date| date.contains('/')) { all } else { Vec::new() })
}

/// Returns both readings of `x..y`: an interval that lasted, or a set of which one day is meant.
fn both_ways((from, to): &(String, String), between: &str) -> Vec<String> {
    let lasted = format!("{from}/{to}");
    if !is_date(&lasted) {
        return Vec::new();
    }
    let one_of = format!("[{from}..{to}]");
    if between == ".." && is_date(&one_of) {
        vec![format!("{lasted} (it lasted)"), format!("{one_of} (one of these)")]
    } else {
        vec![lasted]
    }
}

/// Reads `10:00-11:30` as an interval, as a time with an offset, or as both.
fn time_or_offset((start, end): &(String, String), from: &str, to: &str) -> Vec<String> {
    let lasted = format!("{start}/{end}");
    let same_day = start.get(..10) == end.get(..10);
    let to = to.trim();
    // Only these offsets west of Greenwich are in use (IANA time zone database).
    let is_in_use = match to.split_once(':') {
        Some((hours, "00")) => hours.parse::<u8>().is_ok_and(|hours| hours <= 12),
        _ => ["02:30", "2:30", "03:30", "3:30", "09:30", "9:30"].contains(&to),
    };
    let (day, time) = day_and_time(from).unwrap_or_default();
    let day = if is_date(day) { Some(day.to_owned()) } else { one(day) };
    let offset = day.filter(|_| is_in_use).and_then(|day| with_time(&day, &format!("{time}-{to}")));
    match offset {
        Some(offset) if same_day && !from.contains('T') => {
            vec![format!("{lasted} (it lasted)"), format!("{offset} (an offset)")]
        }
        Some(offset) => vec![offset],
        None => vec![lasted],
    }
}

/// Returns both ends as dates. If `lone`, they are separated only by a hyphen, which dates contain too.
fn ends(from: &str, to: &str, lone: bool) -> Option<(String, String)> {
    if let Some(times) = times(from, to) {
        return Some(times);
    }
    if lone && !(from.contains(char::is_alphabetic) || to.contains(char::is_alphabetic)) {
        // `12-14.09.2025` is an interval, `2025-12` is not.
        let dotted = to.contains('.') && !from.contains('-');
        return if dotted { days(from, to).or_else(|| Some((one(from)?, one(to)?))) } else { None };
    }
    let open = |side: &str| match side {
        "" | "unknown" => Some(String::new()),
        "open" | "present" | "now" | ".." => Some("..".to_owned()),
        _ => None,
    };
    let whole = |side: &str| open(side).or_else(|| one(side));
    match (whole(from), whole(to)) {
        (Some(from), Some(to)) if !lone && !from.is_empty() | !to.is_empty() && full(&from) && full(&to) => {
            Some((from, to))
        }
        _ => days(from, to).or_else(|| Some((whole(from)?, whole(to)?)).filter(|_| !lone)),
    }
}

/// Returns whether an end is complete: it is open, unknown or a date.
fn full(side: &str) -> bool {
    side.is_empty() || side == ".." || is_date(side)
}

/// Reads a single date, or `None` if it is ambiguous.
fn one(text: &str) -> Option<String> {
    if is_date(text) {
        return Some(text.to_owned());
    }
    let mut all = alone(text);
    if all.len() == 1 { all.pop() } else { None }
}

/// Reads two times of one day, `2025-03-01 10:00-11:30`. The second is on the next day if it would be earlier.
fn times(from: &str, to: &str) -> Option<(String, String)> {
    let (date, from_time) = day_and_time(from)?;
    let date = if is_date(date) { date.to_owned() } else { one(date)? };
    let clock = to.split(|c: char| !c.is_ascii_digit()).collect::<Vec<_>>();
    let is_clock = matches!(clock.as_slice(), [hour, minute, ..] if (1..=2).contains(&hour.len()) && minute.len() == 2)
        && to.get(clock.first()?.len()..)?.starts_with([':', '.', 'h']);
    if !is_clock {
        return None;
    }
    let start = with_time(&date, from_time)?;
    let end = with_time(&date, to)?;
    // A zone after only one of the times applies to both.
    let zone = |time: &str| {
        time.get(16..)
            .map(|rest| rest.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit()).to_owned())
    };
    let start = match (zone(&start)?.is_empty(), zone(&end)?) {
        (true, zone) => format!("{start}{zone}"),
        (false, zone) if zone.is_empty() => {
            return Some((start.clone(), format!("{end}{}", zone_of(&start)?)));
        }
        (false, _) => start,
    };
    if end.get(..16)? > start.get(..16)? {
        return Some((start, end));
    }
    let next = plain_day(&date)?.plus_days(1).iso();
    let end = with_time(&next, to)?;
    Some((start, end))
}

fn zone_of(time: &str) -> Option<&str> {
    let position = time.get(11..)?.find(['Z', '+', '-'])?;
    time.get(11 + position..)
}

/// Reads two days of which one leaves out month or year: `2025-09-12/14`, `12 - 14 September 2025`,
/// `28 Sep - 2 Oct 2025`.
fn days(from: &str, to: &str) -> Option<(String, String)> {
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    // The second end may be short (ISO 8601-1 5.5.2.2).
    if let Some(first) = plain_day(from).or_else(|| plain_day(&one(from)?)) {
        let (year, month, _) = first.civil();
        let written_first = from.len() >= 8;
        let end = match to.split(['-', '.']).collect::<Vec<_>>().as_slice() {
            [day] if is_number(day) && written_first => format!("{year:04}-{month:02}-{day:0>2}"),
            [month, day] if is_number(month) && is_number(day) && to.contains('-') => {
                format!("{year:04}-{month:0>2}-{day:0>2}")
            }
            _ => String::new(),
        };
        if let Some(last) = plain_day(&end).filter(|last| *last > first) {
            return Some((first.iso(), last.iso()));
        }
    }
    // The first end may be short, so that the second one completes it. `September 12 - 14, 2025` is the opposite case.
    let last = one(to).and_then(|to| plain_day(&to));
    if let Some(last) = last {
        let (year, month, _) = last.civil();
        let from = from.trim_end_matches('.');
        let start = if is_number(from) {
            plain_day(&format!("{year:04}-{month:02}-{from:0>2}"))
        } else {
            in_year(from, year)
        };
        return start.filter(|start| *start < last).map(|start| (start.iso(), last.iso()));
    }
    let (day, year) = to.split_once([',', ' '])?;
    let year = year.trim();
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let first = (is_number(day.trim()) && is_year).then(|| in_year(from, year.parse().ok()?)).flatten()?;
    let (year, month, _) = first.civil();
    let last = plain_day(&format!("{year:04}-{month:02}-{:0>2}", day.trim()))?;
    (first < last).then(|| (first.iso(), last.iso()))
}

/// Reads a day and a month in a given year: `28 September`, `12.09`.
fn in_year(text: &str, year: i64) -> Option<Day> {
    let named = alone(&format!("{text} {year:04}"));
    let dotted = || numbers(&format!("{}.{year:04}", text.trim_end_matches('.')));
    let all = if text.contains(char::is_alphabetic) { named } else { dotted() };
    match all.as_slice() {
        [only] => plain_day(only),
        _ => None,
    }
}
