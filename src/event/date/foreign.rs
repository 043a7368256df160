//! Dates in other notations, rewritten in EDTF for hints. They are never accepted silently.

mod clock;
mod months;
mod span;
mod weekday;

pub(crate) use clock::hour_alone;
use clock::{timed, unix};
use span::{interval, months};
pub(super) use weekday::contradiction;

use super::Day;
use super::day::{month_named, weekday_named};
use super::read::is_date;

/// Length in bytes of the longest text that may be a mistyped date.
const LONGEST: usize = 64;

/// Returns the dates that `text` may mean: none if it is unclear, several if it is ambiguous.
///
/// None of them says another day, minute or zone than the text.
pub(crate) fn rewritten(text: &str) -> Vec<String> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    // A long dash behind hyphens is between the ends of an interval: `2025-11–12`.
    if text.contains('-')
        && let Some((from, to)) = text.split_once(['–', '—'])
        && let Some(found) = months(from.trim(), to.trim())
    {
        return found;
    }
    if let Some(hour) = hour_alone(text) {
        return vec![format!("{} (on the hour)", hour.start), format!("{} (within it)", hour.whole)];
    }
    let plain = plain(text);
    let times = interval(&plain, text.contains(['–', '—']));
    let is_times = times.iter().any(|found| found.contains('T'));
    let alone = if is_times { Vec::new() } else { alone(&plain) };
    if alone.is_empty() { times } else { alone }
}

/// Reads a single date, not an interval. The first notation that matches decides.
fn alone(text: &str) -> Vec<String> {
    const READINGS: [fn(&str) -> Vec<String>; 11] =
        [signs, qualified, numbers, unpadded, timed, named, decade, week, ordinal, unix, big_year];
    READINGS
        .iter()
        .map(|reading| {
            let mut found: Vec<_> = reading(text).into_iter().filter(|date| is_date(date)).collect();
            found.dedup();
            found
        })
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

/// Trims the text and replaces dashes and runs of spaces by single plain ones.
fn plain(text: &str) -> String {
    let alike = |c| if matches!(c, '‐' | '‑' | '‒' | '–' | '—' | '−') { '-' } else { c };
    let text: String = text.chars().map(alike).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Corrects letters in the wrong case, double signs, signs of older drafts, and extra spaces.
fn signs(text: &str) -> Vec<String> {
    let upper = text.to_ascii_uppercase();
    let tight = upper.replace(' ', "").replace("?~", "%").replace("~?", "%").replace('U', "X");
    let sign = tight.strip_prefix("-Y").map(|year| format!("Y-{year}"));
    let small = tight.strip_prefix('Y').map(str::to_owned);
    let masked = tight.replace('?', "X");
    let list = |open: char, close: char| format!("{open}{}{close}", tight.trim_matches(['[', ']', '{', '}']));
    let mut all = vec![text.to_owned(), tight.clone(), masked];
    all.extend(sign);
    all.extend(small);
    if text.starts_with('[') {
        all.push(list('[', ']'));
    } else if text.starts_with('{') {
        all.push(list('{', '}'));
    }
    all
}

/// Reads words before a date and signs after it: `ca. 1985`, `about 20 December 2025`. EDTF writes a sign at the end.
fn qualified(text: &str) -> Vec<String> {
    let lower = text.to_ascii_lowercase();
    let about = ["about ", "circa ", "around ", "approx. ", "ca. ", "ca ", "c. ", "c "];
    let rest = about.iter().find_map(|word| lower.strip_prefix(word));
    if let Some(rest) = rest {
        let days = alone(rest).into_iter().filter(|date| !date.contains('T'));
        return days.map(|date| format!("{date}~")).collect();
    }
    let Some(sign) = text.chars().next_back().filter(|sign| matches!(sign, '?' | '~' | '%')) else {
        return Vec::new();
    };
    let bare = text.trim_end_matches(['?', '~', '%', ' ']);
    // A time cannot have such a sign, and leaving out the time would lose information.
    alone(bare).into_iter().filter(|date| !date.contains('T')).map(|date| format!("{date}{sign}")).collect()
}

/// Reads year, month and day in any order and with any separator.
fn numbers(text: &str) -> Vec<String> {
    let parts: Vec<&str> = text.split(['-', '.', '/', ' ']).filter(|part| !part.is_empty()).collect();
    let digits = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
    // `2025-11/12` is two months, not a day: one sign divides the parts of a day.
    let is_mixed = text.contains('/') && text.contains(['-', '.', ' ']) && !text.contains(" / ");
    if text.starts_with('-') || is_mixed || !parts.iter().all(digits) {
        return Vec::new();
    }
    let ymd = |year: &str, month: &str, day: &str| format!("{year}-{month:0>2}-{day:0>2}");
    match *parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            let written = ymd(year, month, day);
            if is_date(&written) { vec![written] } else { vec![ymd(year, day, month)] }
        }
        [first, second, year] if year.len() == 4 => {
            let day_first = ymd(year, second, first);
            let month_first = ymd(year, first, second);
            if text.contains('.') && is_date(&day_first) {
                vec![day_first]
            } else {
                vec![day_first, month_first]
            }
        }
        [first, second, last] if text.contains('.') && last.len() == 2 && first.len() < 3 => {
            short_year(first, second, last)
        }
        [year, month] if year.len() == 4 && month.len() < 3 => vec![format!("{year}-{month:0>2}")],
        [month, year] if year.len() == 4 && month.len() < 3 => vec![format!("{year}-{month:0>2}")],
        _ => Vec::new(),
    }
}

/// Reads a date whose year has two digits, `21.12.25`: day first, else year first, else in the century before. That is
/// never certain.
fn short_year(first: &str, second: &str, last: &str) -> Vec<String> {
    let ymd = |year: String, day: &str| format!("{year}-{second:0>2}-{day:0>2}");
    let year_first = (first.len() == 2).then(|| ymd(format!("20{first}"), last));
    let (now, before) = (ymd(format!("20{last}"), first), ymd(format!("19{last}"), first));
    let other = year_first.filter(|date| is_date(date));
    if last >= "70" { vec![before, other.unwrap_or(now)] } else { vec![now, other.unwrap_or(before)] }
}

/// Reads digits without separators: `20251221`, `202512` and, with a time, `202512211110`.
fn unpadded(text: &str) -> Vec<String> {
    let split = |at: usize| text.split_at_checked(at);
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    match text.len() {
        12 | 14 => split(8)
            .and_then(|(day, time)| clock::with_time(unpadded(day).first()?, time))
            .into_iter()
            .collect(),
        8 => split(4)
            .and_then(|(year, rest)| Some((year, rest.split_at_checked(2)?)))
            .map(|(year, (month, day))| format!("{year}-{month}-{day}"))
            .into_iter()
            .collect(),
        6 => split(4).map(|(year, month)| format!("{year}-{month}")).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// Reads months, seasons and quarters by name: `21 December 2025`, `Dec 21, 2025`, `spring 2025`, `2025-Q3`.
fn named(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split([' ', ',', '-', '.', '/']).filter(|word| !word.is_empty());
    let (mut year, mut months, mut day) = (None, Vec::new(), None);
    for word in words {
        let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) && year.is_none() {
            year = Some(word);
        } else if let Some(code) = part_of_year(word) {
            months = vec![code];
        } else if let Some(named) = months::of_other_languages(word) {
            months = named.to_vec();
        } else if let Ok(number @ 1..=31) = number.parse::<u8>()
            && day.is_none()
        {
            day = Some(number);
        } else if weekday_named(word).is_none() && !months::is_between(word) {
            return Vec::new();
        }
    }
    if contradiction(text).is_some() {
        return Vec::new();
    }
    let Some(year) = year else { return Vec::new() };
    let day = day.map(|day| format!("-{day:02}")).unwrap_or_default();
    months.into_iter().map(|month| format!("{year}-{month:02}{day}")).collect()
}

fn part_of_year(word: &str) -> Option<u8> {
    Some(match word {
        "spring" => 21,
        "summer" => 22,
        "autumn" | "fall" => 23,
        "winter" => 24,
        "q1" => 33,
        "q2" => 34,
        "q3" => 35,
        "q4" => 36,
        "h1" => 40,
        "h2" => 41,
        _ => return month_named(word),
    })
}

fn decade(text: &str) -> Vec<String> {
    match text.strip_suffix("0s").or_else(|| text.strip_suffix("0S")) {
        Some(decade) if decade.len() == 3 => vec![format!("{decade}X")],
        _ => Vec::new(),
    }
}

/// Reads a week, `2025-W51`, as its days from Monday to Sunday, and `2025-W51-3` as that day (ISO 8601-1 4.3.3: week 1
/// contains 4 January).
fn week(text: &str) -> Vec<String> {
    let upper = text.to_ascii_uppercase();
    let Some((year, week)) = upper.split_once('W') else {
        return Vec::new();
    };
    let (week, weekday) = match week.split_at_checked(2) {
        Some((week, "")) => (week, None),
        Some((week, weekday)) => (week, weekday.trim_start_matches('-').parse::<i64>().ok()),
        None => return Vec::new(),
    };
    let (Ok(year), Ok(week @ 1..=53)) = (year.trim_end_matches('-').parse::<i64>(), week.parse::<i64>())
    else {
        return Vec::new();
    };
    let fourth = Day::from_civil(year, 1, 4);
    // The last week of a year, its 52nd or 53rd, contains 28 December.
    let last = Day::from_civil(year, 12, 28);
    let weeks = (last.0 - fourth.0 + i64::from(fourth.weekday())) / 7 + 1;
    if week > weeks {
        return Vec::new();
    }
    let monday = fourth.plus_days(7 * (week - 1) - i64::from(fourth.weekday()));
    match weekday {
        Some(weekday @ 1..=7) => vec![monday.plus_days(weekday - 1).iso()],
        Some(_) => Vec::new(),
        None => vec![format!("{}/{}", monday.iso(), monday.plus_days(6).iso())],
    }
}

/// Reads a day of the year: `2025-355`.
fn ordinal(text: &str) -> Vec<String> {
    let parts = text.split_once('-').filter(|(year, day)| year.len() == 4 && day.len() == 3);
    let numbers = parts.and_then(|(year, day)| year.parse::<i64>().ok().zip(day.parse::<i64>().ok()));
    match numbers {
        Some((year, day @ 1..=366)) => {
            let found = Day::from_civil(year, 1, 1).plus_days(day - 1);
            if found.civil().0 == year { vec![found.iso()] } else { Vec::new() }
        }
        _ => Vec::new(),
    }
}

/// Adds the `Y` that years of more than four digits need, if a sign shows that it is a year. A longer text than eight
/// bytes is hardly a year, and bare digits may be anything: the day of a spreadsheet, a number of a file.
fn big_year(text: &str) -> Vec<String> {
    if text.len() > 8 || !text.starts_with(['+', '-']) {
        return Vec::new();
    }
    vec![format!("Y{}", text.trim_start_matches('+'))]
}
