//! Weekdays beside a date: they must agree with it.

use crate::event::date::Day;
use crate::event::date::day::{days_in_month, month_named, weekday_named};

/// Returns what contradicts the weekday of a date in words: `22 December 2025 is a Monday`. A time behind it does not
/// matter.
pub(in crate::event::date) fn contradiction(text: &str) -> Option<String> {
    let (mut year, mut month, mut day, mut weekdays) = (None, None, None, Vec::new());
    for word in text.split([' ', ',', '-', '.', '/']).filter(|word| !word.is_empty()) {
        let word = word.to_ascii_lowercase();
        let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic()).parse::<u8>();
        if word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit()) {
            year = year.or(word.parse::<i64>().ok());
        } else if let Some(found) = weekday_named(&word) {
            weekdays.push(found);
        } else if let Some(found) = month_named(&word) {
            month = month.or(Some(found));
        } else if let Ok(number @ 1..=31) = number {
            day = day.or(Some(number));
        }
    }
    let (year, month, day) = (year?, month?, day?);
    let date = Day::from_civil(year, month, day);
    if day > days_in_month(year, month) || weekdays.iter().all(|written| *written == date.weekday()) {
        return None;
    }
    let words = date.in_words();
    let (weekday, words) = words.split_once(' ').filter(|(weekday, _)| weekday_named(weekday).is_some())?;
    Some(format!("{words} is a {weekday}"))
}
