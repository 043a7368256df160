//! Dates of the data sets, in EDTF. Precision is kept as the data has it, never added.

use chrono::{Days, NaiveDate};

use super::importer::Importer;
use super::repairs::Repair;
use crate::event::EventDate;
use crate::event::date::{Twice, Zone, days_in_month, hour_alone, month_named, rewritten, with_offsets};

/// Reads a calendar day in one of the notations of the data sets: `2022-02-23`, `20220223`, `2022-02-23 00:00:00.000`,
/// `01-January-2015`, `9-May-20`, `9 May 2020`, and without leading zeros. `year` decides the century of two digits.
pub(super) fn day(text: &str, year: &str, importer: &mut Importer<'_>) -> Result<String, String> {
    let (day, padded) = read_day(text, year)?;
    if !padded {
        importer.repaired(Repair::Unpadded, text);
    }
    Ok(day)
}

/// Returns the day, and whether it was written with all its zeros.
fn read_day(text: &str, year: &str) -> Result<(String, bool), String> {
    let wrong = || match text {
        "" => "no date".to_owned(),
        text => number(text).unwrap_or_else(|| format!("`{text}` is not a date that the format has")),
    };
    // A time of midnight behind a day is how databases export days.
    let (date, time) = text.split_once(['T', ' ']).filter(|(date, _)| date.len() >= 8).unwrap_or((text, ""));
    let zero = time.chars().all(|c| matches!(c, '0' | ':' | '.' | 'Z'));
    let date = if zero { date } else { text };
    // `2025-11/12` is two months.
    if date.contains('/') && date.contains(['-', '.']) {
        return Err(wrong());
    }
    let parts: Vec<&str> = date.split(['-', ' ', '/', '.', ',']).filter(|part| !part.is_empty()).collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let (y, m, d) = match parts.as_slice() {
        [all] if all.len() == 8 && digits(all) => {
            let (y, rest) = all.split_at_checked(4).ok_or_else(wrong)?;
            let (m, d) = rest.split_at_checked(2).ok_or_else(wrong)?;
            (y.to_owned(), m.parse::<u8>().ok(), d)
        }
        [y, m, d] if y.len() == 4 && digits(y) && digits(m) => ((*y).to_owned(), m.parse().ok(), *d),
        [d, m, y] if digits(d) && digits(y) && !digits(m) => {
            let month = month_named(&m.to_lowercase());
            (century(y, year).ok_or_else(wrong)?, month, *d)
        }
        [m, d, y] if !digits(m) && digits(d) && digits(y) && y.len() == 4 => {
            ((*y).to_owned(), month_named(&m.to_lowercase()), *d)
        }
        _ => return Err(wrong()),
    };
    let d: u8 = d.parse().map_err(|_| wrong())?;
    let number: i64 = y.parse().map_err(|_| wrong())?;
    let m = m.filter(|m| (1..=12).contains(m)).ok_or_else(wrong)?;
    if d == 0 || i64::from(d) > i64::from(days_in_month(number, m)) {
        return Err(format!("`{text}` is not a day in the calendar"));
    }
    let out = format!("{y}-{m:02}-{d:02}");
    // `9-May` is how it is written; `2022-5-9` lacks its zeros.
    let padded =
        parts.len() == 1 || !parts.iter().all(|part| digits(part)) || parts.iter().all(|p| p.len() > 1);
    Ok((out, padded))
}

/// Returns the year of two or four digits.
fn century(y: &str, year: &str) -> Option<String> {
    match (y.len(), year.len()) {
        (4, _) => Some(y.to_owned()),
        (2, 4) if year.ends_with(y) => Some(year.to_owned()),
        // ACLED begins in 1997.
        (2, _) => Some(format!("{}{y}", if y < "90" { "20" } else { "19" })),
        _ => None,
    }
}

/// Returns a day that is one of those from `start` to `end`, unknown which.
pub(super) fn one_of(start: &str, end: &str) -> String {
    if start == end { start.to_owned() } else { format!("[{start}..{end}]") }
}

/// Returns an interval, or the day if both ends are the same.
pub(super) fn interval(start: &str, end: &str) -> String {
    if end.is_empty() || start == end { start.to_owned() } else { format!("{start}/{end}") }
}

/// Returns what a bare number may be that stands where a date should, if it is one that nobody writes for a year: the
/// serial day of a spreadsheet, seconds or thousandths of a second since 1970, or a year of five digits.
///
/// Which of them is meant the number does not say, so none of them is taken.
pub(super) fn number(text: &str) -> Option<String> {
    let bare = |part: &str| {
        let (whole, fraction) = part.split_once(['.', ',']).unwrap_or((part, ""));
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        (digits(whole) && digits(fraction)).then(|| whole.to_owned())
    };
    let part = |part: &str| {
        let whole = bare(part.trim())?;
        let n: u64 = whole.parse().ok()?;
        let read = |text: &str| match rewritten(text).as_slice() {
            // Digits without separators begin with their year.
            [one] if !whole.starts_with(one.get(..4)?) => Some(one.clone()),
            _ => None,
        };
        match whole.len() {
            5 if (20_000..=80_000).contains(&n) => {
                let day = NaiveDate::from_ymd_opt(1899, 12, 30)?.checked_add_days(Days::new(n))?;
                Some(format!("a spreadsheet's serial day, {day}"))
            }
            9 | 10 => Some(format!("seconds since 1970, {}", read(&whole)?)),
            12 | 13 => {
                let seconds = whole.get(..whole.len() - 3)?;
                if read(&whole).is_none() && !rewritten(&whole).is_empty() {
                    return None;
                }
                Some(format!("thousandths of a second since 1970, {}", read(seconds)?))
            }
            5..=8 if rewritten(&whole).iter().all(|found| found.starts_with('Y')) => {
                Some(format!("the year Y{n}, which is written with its Y"))
            }
            _ => None,
        }
    };
    text.split('/').find_map(part).map(|what| format!("`{text}` may be {what}"))
}

/// Returns whether a text is a date as the store writes it.
pub(super) fn is_date(text: &str) -> bool {
    EventDate::parse(text, Zone::Named(chrono_tz::Tz::UTC)).is_ok()
}

/// Returns a date with the offset of `zone` behind each of its times; `None` if it is none with a time.
///
/// A time without a single instant in its zone keeps its text where that zone is read, as `is_said` or in the store, and
/// is reported where it is another.
pub(super) fn zoned(
    text: &str,
    zone: chrono_tz::Tz,
    is_said: bool,
    importer: &mut Importer<'_>,
) -> Option<String> {
    let date = EventDate::parse(text, Zone::Named(zone)).ok().filter(EventDate::has_time)?;
    let is_single = date.clock_change().is_none();
    if is_single || is_said || zone == importer.zone() {
        return Some(with_offsets(text, Zone::Named(zone), Twice::Kept));
    }
    importer.repaired(Repair::NoInstant, &format!("{text} {}", zone.name()));
    Some(with_offsets(text, Zone::Named(zone), Twice::First))
}

/// Reads the end of a range whose start is not known: `/2025-12-21`.
pub(super) fn until(end: &str, importer: &mut Importer<'_>) -> Result<String, String> {
    let date = any(end, importer)?;
    let range = format!("/{date}");
    if !is_date(&range) {
        return Err(format!("`{end}` is no end of a range whose start is empty"));
    }
    importer.repaired(Repair::NoStart, &format!("{end} → {range}"));
    Ok(range)
}

/// Reads a date in any notation that has one meaning. A range whose ends are the same is one day.
pub(super) fn any(text: &str, importer: &mut Importer<'_>) -> Result<String, String> {
    let text = text.trim();
    let collapsed = match text.split_once('/') {
        Some((start, end)) if start.trim() == end.trim() => start.trim(),
        _ => text,
    };
    if is_date(collapsed) {
        return Ok(collapsed.to_owned());
    }
    if let Some(reason) = number(collapsed) {
        return Err(reason);
    }
    let one = |text: &str| match rewritten(text).as_slice() {
        [one] => Some(one.clone()),
        [] => read_day(text, "").ok().map(|(day, _)| day),
        _ => None,
    };
    if let Some(hour) = hour_alone(collapsed) {
        importer.repaired(Repair::HourAlone, &format!("{text} → {}", hour.whole));
        return Ok(hour.whole);
    }
    let whole = one(collapsed).or_else(|| {
        let (start, end) = collapsed.split_once('/')?;
        let part = |text: &str| if is_date(text) { Some(text.to_owned()) } else { one(text) };
        let whole = interval(&part(start.trim())?, &part(end.trim())?);
        is_date(&whole).then_some(whole)
    });
    // A year beyond 9999 is one only where it is written as one.
    let whole = whole.filter(|whole| !whole.contains('Y') || text.contains(['Y', 'y']));
    if let Some(whole) = whole {
        importer.repaired(Repair::DateNotation, &format!("{text} → {whole}"));
        return Ok(whole);
    }
    match collapsed.split_once('/') {
        // The end is wrong, and the reason says so.
        Some((start, end)) if is_date(start) && is_date(end) => {
            Err(format!("`{text}` ends before it starts"))
        }
        _ if collapsed.is_empty() => Err("no date".to_owned()),
        _ => Err(format!("`{text}` is not a date, or has several meanings")),
    }
}
