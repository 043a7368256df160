//! From one day or time to another as others write it: the second half leaves out what the first one said.

use crate::event::date::Day;
use crate::event::date::read::{is_date, plain_day};

use super::clock::{at, day_and_time};
use super::{alone, numbers};

/// What stands between the two ends of a stretch; a lone hyphen only where nothing else can be meant.
const BETWEEN: [&str; 8] = ["/", "..", " - ", " to ", " until ", " till ", " through ", "-"];

/// A stretch of days or of times; several ways to read it where it is ambiguous.
pub(super) fn stretch(text: &str, dashed: bool) -> Vec<String> {
    for between in BETWEEN {
        for (at, _) in text.match_indices(between) {
            let Some((from, rest)) = text.split_at_checked(at) else { continue };
            let Some(to) = rest.get(between.len()..) else { continue };
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

/// `x..y` may be a stretch that lasted or a set of which one is meant.
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

/// `10:00-11:30`: a stretch, an offset, or either.
fn time_or_offset((begun, ended): &(String, String), from: &str, to: &str) -> Vec<String> {
    let lasted = format!("{begun}/{ended}");
    let same_day = begun.get(..10) == ended.get(..10);
    let to = to.trim();
    // Of the offsets west of Greenwich these alone are kept by a clock (IANA time zone database).
    let is_kept = match to.split_once(':') {
        Some((hours, "00")) => hours.parse::<u8>().is_ok_and(|hours| hours <= 12),
        _ => ["02:30", "2:30", "03:30", "3:30", "09:30", "9:30"].contains(&to),
    };
    let (day, time) = day_and_time(from).unwrap_or_default();
    let day = if is_date(day) { Some(day.to_owned()) } else { one(day) };
    let offset = day.filter(|_| is_kept).and_then(|day| at(&day, &format!("{time}-{to}")));
    match offset {
        Some(offset) if same_day && !from.contains('T') => {
            vec![format!("{lasted} (it lasted)"), format!("{offset} (an offset)")]
        }
        Some(offset) => vec![offset],
        None => vec![lasted],
    }
}

/// The ends, each as a date; `lone`: parted by a hyphen alone, which also stands inside dates.
fn ends(from: &str, to: &str, lone: bool) -> Option<(String, String)> {
    if let Some(times) = times(from, to) {
        return Some(times);
    }
    if lone && !(from.contains(char::is_alphabetic) || to.contains(char::is_alphabetic)) {
        // `12-14.09.2025` is a stretch, `2025-12` is none.
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

/// Whether a side says its year itself.
fn full(side: &str) -> bool {
    side.is_empty() || side == ".." || is_date(side)
}

/// One date, if it can be read in one way only.
fn one(text: &str) -> Option<String> {
    if is_date(text) {
        return Some(text.to_owned());
    }
    let mut all = alone(text);
    if all.len() == 1 { all.pop() } else { None }
}

/// `2025-03-01 10:00-11:30`: two times of one day, the second on the next day where it would be earlier.
fn times(from: &str, to: &str) -> Option<(String, String)> {
    let (date, begun) = day_and_time(from)?;
    let date = if is_date(date) { date.to_owned() } else { one(date)? };
    let clock = to.split(|c: char| !c.is_ascii_digit()).collect::<Vec<_>>();
    let is_clock = matches!(clock.as_slice(), [hour, minute, ..] if (1..=2).contains(&hour.len()) && minute.len() == 2)
        && to.get(clock.first()?.len()..)?.starts_with([':', '.', 'h']);
    if !is_clock {
        return None;
    }
    let start = at(&date, begun)?;
    let end = at(&date, to)?;
    // A zone behind the second time holds for both; two zones are two times and not read here.
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
    let end = at(&next, to)?;
    Some((start, end))
}

fn zone_of(time: &str) -> Option<&str> {
    let at = time.get(11..)?.find(['Z', '+', '-'])?;
    time.get(11 + at..)
}

/// Two days of which one leaves out month or year: `2025-09-12/14`, `12 - 14 September 2025`, `28 Sep - 2 Oct 2025`.
fn days(from: &str, to: &str) -> Option<(String, String)> {
    let is_number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    // The second end is short, as ISO 8601-1 5.5.2.2 writes it.
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
    // The first end is short: what it leaves out the second one says, `September 12 - 14, 2025` the other way round.
    let last = one(to).and_then(|to| plain_day(&to));
    if let Some(last) = last {
        let (year, month, _) = last.civil();
        let from = from.trim_end_matches('.');
        let start = if is_number(from) {
            plain_day(&format!("{year:04}-{month:02}-{from:0>2}"))
        } else {
            of_year(from, year)
        };
        return start.filter(|start| *start < last).map(|start| (start.iso(), last.iso()));
    }
    let (day, year) = to.split_once([',', ' '])?;
    let year = year.trim();
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let first = (is_number(day.trim()) && is_year).then(|| of_year(from, year.parse().ok()?)).flatten()?;
    let (year, month, _) = first.civil();
    let last = plain_day(&format!("{year:04}-{month:02}-{:0>2}", day.trim()))?;
    (first < last).then(|| (first.iso(), last.iso()))
}

/// A day and a month to which a year is put: `28 September`, `12.09`.
fn of_year(text: &str, year: i64) -> Option<Day> {
    let named = alone(&format!("{text} {year:04}"));
    let dotted = || numbers(&format!("{}.{year:04}", text.trim_end_matches('.')));
    let all = if text.contains(char::is_alphabetic) { named } else { dotted() };
    match all.as_slice() {
        [only] => plain_day(only),
        _ => None,
    }
}
