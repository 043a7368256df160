//! Times of day in other notations: without a `T`, with a point, with zone letters, on a twelve-hour clock.

use chrono::{NaiveDate, Offset as _, TimeZone as _};
use chrono_tz::Tz;

use crate::event::date::Day;
use crate::event::date::read::{is_date, plain_day};

use super::alone;

/// Reads a date and a time: separated by a space or a comma, with fractions of seconds, offsets without a colon, hours
/// of one digit.
pub(super) fn timed(text: &str) -> Vec<String> {
    let Some((date, time)) = day_and_time(text) else {
        return Vec::new();
    };
    let dates = if is_date(date) { vec![date.to_owned()] } else { alone(date) };
    dates.into_iter().filter_map(|date| with_time(&date, time)).collect()
}

/// Splits a text into its day and its time of day.
pub(super) fn day_and_time(text: &str) -> Option<(&str, &str)> {
    let after_digit =
        |at: &usize| text.get(..*at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    let before_digit =
        |at: &usize| text.get(at + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let between =
        text.match_indices(['T', 't']).map(|(at, _)| at).find(|at| after_digit(at) && before_digit(at));
    let spaced = || {
        text.match_indices(' ')
            .map(|(at, _)| at)
            .find(|at| looks_timed(text.get(at + 1..).unwrap_or_default()))
    };
    let (date, time) = text.split_at_checked(between.or_else(spaced)?)?;
    let time = time.trim_start_matches(['T', 't', ' ']);
    Some((date.trim_end_matches([' ', ',']), time.strip_prefix("at ").unwrap_or(time)))
}

/// An hour without minutes: nobody can tell whether it is the full hour or some time in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hour {
    /// The full hour.
    pub(crate) start: String,
    /// The hour from its first to its last minute.
    pub(crate) whole: String,
}

/// Reads a day and an hour without minutes: `2025-12-21T11`, `2025-12-21 2 pm`.
pub(crate) fn hour_alone(text: &str) -> Option<Hour> {
    let (date, time) = day_and_time(text.trim())?;
    let digits = time.bytes().take_while(u8::is_ascii_digit).count();
    let (hour, rest) = time.split_at_checked(digits)?;
    let rest = rest.strip_prefix(['h', 'H']).unwrap_or(rest);
    if !(1..=2).contains(&digits) || rest.starts_with([':', '.', ',']) || rest.contains('/') {
        return None;
    }
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let dates = if is_date(date) { vec![date.to_owned()] } else { alone(date) };
    let [date] = dates.as_slice() else { return None };
    let at = |minute: &str| with_time(date, &format!("{hour}:{minute}{rest}")).filter(|time| is_date(time));
    let (start, end) = (at("00")?, at("59")?);
    let whole = format!("{start}/{end}");
    is_date(&whole).then_some(Hour { start, whole })
}

/// Returns whether a text begins with an hour and minutes, or with an hour of a twelve-hour clock.
fn looks_timed(text: &str) -> bool {
    let text = text.strip_prefix("at ").unwrap_or(text);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..).unwrap_or_default().trim_start().to_ascii_lowercase();
    let minutes = |sign: char| {
        rest.strip_prefix(sign).is_some_and(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() == 2)
    };
    (1..=2).contains(&digits) && (minutes(':') || minutes('h') || minutes('.') || half_day(&rest).is_some())
}

/// Reads `am` or `pm` at the start. Returns the hours to add, and the rest of the text.
fn half_day(text: &str) -> Option<(u32, &str)> {
    const WORDS: [(&str, u32); 6] =
        [("a.m.", 0), ("am", 0), ("a.m", 0), ("p.m.", 12), ("pm", 12), ("p.m", 12)];
    WORDS.iter().find_map(|(word, hours)| Some((*hours, text.strip_prefix(word)?)))
}

/// Returns the time `time` on the plain day `date` in EDTF, or `None` if it is not a time or is ambiguous.
pub(super) fn with_time(date: &str, time: &str) -> Option<String> {
    let day = plain_day(date)?;
    let time = time.trim();
    let end = time.find(|c: char| {
        matches!(c, 'Z' | 'z' | '+' | '-' | '(') || c.is_alphabetic() && !is_hour_sign(time, c)
    });
    let (clock, zone) = time.split_at_checked(end.unwrap_or(time.len()))?;
    let zone = zone.trim();
    let lower = zone.to_ascii_lowercase();
    let (half, zone) = match half_day(&lower) {
        Some((hours, rest)) => (Some(hours), zone.get(zone.len() - rest.len()..)?.trim()),
        None => (None, zone),
    };
    let (hour, minute, second) = parts(clock.trim())?;
    let hour = match half {
        None => hour,
        Some(more) if (1..=12).contains(&hour) => hour % 12 + more,
        Some(_) => return None,
    };
    let midnight = hour == 24 && minute == 0 && second.unwrap_or(0) == 0;
    let (day, hour) = if midnight { (day.plus_days(1), 0) } else { (day, hour) };
    let offset = offset(zone, day, hour, minute)?;
    let second = second.map_or_else(String::new, |second| format!(":{second:02}"));
    Some(format!("{}T{hour:02}:{minute:02}{second}{offset}", day.iso()))
}

/// Returns whether `c` is the `h` of `14h05`.
fn is_hour_sign(time: &str, c: char) -> bool {
    matches!(c, 'h' | 'H')
        && time
            .split(c)
            .next()
            .is_some_and(|hours| !hours.is_empty() && hours.bytes().all(|b| b.is_ascii_digit()))
}

/// Reads hour, minute and second. A point separates hour and minute if there is no colon. After seconds it begins a
/// fraction.
fn parts(clock: &str) -> Option<(u32, u32, Option<u32>)> {
    let clock = clock.replace(['h', 'H'], ":").trim_end_matches(':').to_owned();
    let whole = match clock.matches(':').count() {
        0 => clock.replace(['.', ','], ":"),
        // Nobody writes fractions of a minute, so this is probably something else.
        1 if clock.contains(['.', ',']) => return None,
        _ => clock.split(['.', ',']).next()?.to_owned(),
    };
    let digits = |part: &str| {
        (part.bytes().all(|b| b.is_ascii_digit()) && (1..=2).contains(&part.len()))
            .then(|| part.parse::<u32>().ok())
    };
    if !whole.contains(':') && whole.len() > 2 {
        let all = whole.bytes().all(|b| b.is_ascii_digit());
        let pair = |at: usize| whole.get(at..at + 2).and_then(|pair| pair.parse::<u32>().ok());
        return match whole.len() {
            4 if all => Some((pair(0)?, pair(2)?, None)),
            6 if all => Some((pair(0)?, pair(2)?, Some(pair(4)?))),
            _ => None,
        };
    }
    let parts: Vec<u32> = whole.split(':').map(|part| digits(part)?).collect::<Option<_>>()?;
    match *parts.as_slice() {
        // The minutes would be made up.
        [_] => None,
        [hour, minute] => Some((hour, minute, None)),
        [hour, minute, second] => Some((hour, minute, Some(second))),
        _ => None,
    }
}

/// Zone letters that mean the same zone everywhere, each with a zone of the IANA database that uses it and its offset
/// in hours. If there is no offset, the date decides which of the zone's offsets holds.
const LETTERS: [(&str, Tz, Option<i32>); 6] = [
    ("MSK", Tz::Europe__Moscow, None),
    ("CET", Tz::Europe__Berlin, Some(1)),
    ("CEST", Tz::Europe__Berlin, Some(2)),
    ("EET", Tz::Europe__Kyiv, Some(2)),
    ("EEST", Tz::Europe__Kyiv, Some(3)),
    ("ET", Tz::America__New_York, None),
];

/// Returns an offset in EDTF: `UTC`, `GMT` and minus zero as `Z`, `+3` `+0300` as `+03` `+03:00`, `MSK` by the date.
///
/// Returns `None` if it is not an offset or the zone's letters do not fit the date, such as `CEST` in January.
fn offset(text: &str, day: Day, hour: u32, minute: u32) -> Option<String> {
    let upper = text.trim_matches(['(', ')', ' ']).to_ascii_uppercase();
    if let Some((_, zone, hours)) = LETTERS.iter().find(|(letters, ..)| *letters == upper) {
        let (year, month, of_month) = day.civil();
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month.into(), of_month.into())?;
        // An hour that a clock change skips or repeats has no single instant.
        let local = zone.from_local_datetime(&date.and_hms_opt(hour, minute, 0)?).single()?;
        let seconds = local.offset().fix().local_minus_utc();
        return (seconds % 3600 == 0 && hours.is_none_or(|hours| hours * 3600 == seconds))
            .then(|| format!("{:+03}:00", seconds / 3600));
    }
    let rest = upper.strip_prefix("UTC").or_else(|| upper.strip_prefix("GMT")).unwrap_or(&upper);
    let rest = rest.replace(' ', "");
    if rest.is_empty() {
        return Some(if upper.is_empty() { String::new() } else { "Z".to_owned() });
    }
    let Some(sign) = rest.chars().next().filter(|sign| matches!(sign, '+' | '-')) else {
        return (rest == "Z").then(|| "Z".to_owned());
    };
    let written = rest.get(1..)?;
    if !written.bytes().all(|b| b.is_ascii_digit() || b == b':') || written.matches(':').count() > 1 {
        return None;
    }
    let (hours, minutes) = match written.split_once(':') {
        Some((hours, minutes)) => (hours.to_owned(), minutes.to_owned()),
        None if written.len() <= 2 => (written.to_owned(), String::new()),
        None => written.split_at_checked(written.len() - 2).map(|(h, m)| (h.to_owned(), m.to_owned()))?,
    };
    if !(1..=2).contains(&hours.len()) || !(minutes.is_empty() || minutes.len() == 2) {
        return None;
    }
    Some(match format!("{hours}{minutes}").bytes().all(|b| b == b'0') {
        true => "Z".to_owned(),
        false if minutes.is_empty() => format!("{sign}{hours:0>2}"),
        false => format!("{sign}{hours:0>2}:{minutes}"),
    })
}

/// Reads Unix time in seconds or milliseconds. Only values from 1980 to 2100 count, others are probably other numbers.
pub(super) fn unix(text: &str) -> Vec<String> {
    let seconds = match (text.len(), text.parse::<i64>()) {
        (9 | 10, Ok(seconds)) => seconds,
        (12 | 13, Ok(thousandths)) if thousandths % 1000 == 0 => thousandths / 1000,
        _ => return Vec::new(),
    };
    if !(315_532_800..4_102_444_800).contains(&seconds) {
        return Vec::new();
    }
    let Some(time) = chrono::DateTime::from_timestamp(seconds, 0) else {
        return Vec::new();
    };
    let form = if seconds % 60 == 0 { "%Y-%m-%dT%H:%MZ" } else { "%Y-%m-%dT%H:%M:%SZ" };
    vec![time.format(form).to_string()]
}
