//! Error messages for texts that are not dates, with hints on what to write instead.

use super::DateError;
use super::day::{days_in_month, month_name, year_words};
use super::foreign::{contradiction, rewritten};
use super::read::{BACKWARDS, Expression, Fault, expression};
use crate::text::{excerpt, visible_line};

/// Number of characters of a text that an error repeats.
const QUOTED: usize = 40;

pub(super) fn read(text: &str) -> Result<Expression, DateError> {
    expression(text).map_err(|fault| explain(text, &fault))
}

/// Turns an error of the grammar in `text` into a message and a hint.
pub(super) fn explain(text: &str, fault: &Fault) -> DateError {
    let shown = quoted(text);
    let (message, hint) = message_and_hint(text, &shown, fault);
    let meant = rewritten(text);
    if fault.message == BACKWARDS || meant.is_empty() {
        let hint = contradiction(text).or(hint).unwrap_or_else(|| usual(fault));
        return DateError { message, offset: fault.offset.min(text.len()), hint: Some(hint) };
    }
    // If the whole text is another notation, the error of the grammar would mislead.
    let message = if text.matches('/').count() > 1 { format!("{shown} is not a date") } else { message };
    let hint = Some(format!("write {}", meant.join(" or ")));
    DateError { message, offset: fault.offset.min(text.len()), hint }
}

/// Returns the dates that a text in another notation can mean.
pub(super) fn meanings(text: &str) -> Vec<String> {
    match expression(text) {
        Err(fault) if fault.message != BACKWARDS => rewritten(text),
        _ => Vec::new(),
    }
}

/// Returns the date that a text in another notation means, if it can mean only one.
pub(super) fn meant(text: &str) -> Option<String> {
    let mut meant = meanings(text);
    meant.pop().filter(|_| meant.is_empty())
}

/// Returns the general hint for a kind of error, if there is no better one.
fn usual(fault: &Fault) -> String {
    let message = fault.message;
    if message.contains("time shift") || message.contains("shift") {
        "use the form Z, +03 or +03:30 for an offset".to_owned()
    } else if message.starts_with("month must") || message.starts_with("sub-year") {
        "use 01 to 12 for a month, 21 (spring) to 24 (winter) for a season, 33 to 36 for a quarter".to_owned()
    } else if message.contains("time ") || message.contains("hour") || message.contains("minute") {
        "use the form 2025-12-21T11:10+03:00 for a time".to_owned()
    } else if message.contains("set") {
        "use the form [2025-12-19..2025-12-21] or {2025-12-19,2025-12-21} for a set".to_owned()
    } else {
        "use the form 2025-12-21, 2025-12, 2025 or 2025-12-21T11:10+03:00 for a date".to_owned()
    }
}

/// Returns the message, and a hint if the error itself suggests one.
fn message_and_hint(text: &str, shown: &str, fault: &Fault) -> (String, Option<String>) {
    let two = || text.get(fault.offset..fault.offset + 2).unwrap_or_default();
    match fault.message {
        BACKWARDS => backwards(text, shown),
        "empty input" => ("the date is empty".to_owned(), None),
        "day is out of range for the month" => no_day(text, shown, fault.offset),
        "month must be 01-12 or a sub-year code 21-41"
        | "month must be 01-12"
        | "no calendar month matches the unspecified digits" => {
            (format!("{shown} has no month {}", two()), None)
        }
        "sub-year groupings cannot carry a day" => {
            let month = fault.offset.checked_sub(3).and_then(|at| text.get(at..at + 2)).unwrap_or_default();
            (format!("{shown} has no month {month}"), None)
        }
        "hour must be 00-23 (24 is not allowed)" => (format!("{shown} has no hour {}", two()), None),
        "minute must be 00-59" => (format!("{shown} has no minute {}", two()), None),
        "second must be 00-60" => (format!("{shown} has no second {}", two()), None),
        "time shift exceeds ±14:00" => (format!("{shown} has an offset beyond ±14:00"), None),
        "negative zero time shift is not allowed" => (format!("{shown} has an offset of minus zero"), None),
        "interval must contain exactly one '/'" => (format!("{shown} has more than one `/`"), None),
        "interval needs at least one dated endpoint" => (format!("{shown} has no date at either end"), None),
        "number out of supported range" | "exponent out of supported range" => {
            (format!("{shown} is a year out of range"), None)
        }
        "unterminated set" => (format!("{shown} is a set without a closing bracket"), None),
        "set range end precedes range start" => {
            (format!("{shown} has a range that ends before it starts"), None)
        }
        "set range endpoints must share precision" => {
            (format!("{shown} has a range whose ends differ in precision"), None)
        }
        _ => (format!("{shown} is not a date"), None),
    }
}

fn backwards(text: &str, shown: &str) -> (String, Option<String>) {
    match text.split_once('/') {
        Some((from, to)) if from == to => {
            (format!("{shown} ends when it starts"), Some(format!("write {from}")))
        }
        Some((from, to)) => (
            format!("{shown} ends before it starts"),
            Some(format!("write {to}/{from} if the ends are swapped")),
        ),
        None => (format!("{shown} ends before it starts"), None),
    }
}

/// Returns the message `2024-02-30 is not a day in the calendar` with the hint `February 2024 has 29 days`.
fn no_day(text: &str, shown: &str, offset: usize) -> (String, Option<String>) {
    let part = offset.checked_sub(8).and_then(|start| text.get(start..offset + 2)).unwrap_or(shown);
    let month = part.get(5..7).and_then(|month| month.parse::<u8>().ok());
    let year = part.get(..4).and_then(|year| year.parse::<i64>().ok());
    let hint = year.zip(month).filter(|(_, month)| (1..=12).contains(month)).map(|(year, month)| {
        let negative = text.starts_with('-') && offset == 9;
        let year = if negative { -year } else { year };
        format!("{} {} has {} days", month_name(month), year_words(year), days_in_month(year, month))
    });
    (format!("{part} is not a day in the calendar"), hint)
}

/// Returns the text as an error shows it: one line, visible characters, cut to a readable length.
fn quoted(text: &str) -> String {
    excerpt(&visible_line(text), QUOTED).into_owned()
}
