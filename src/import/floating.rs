//! Times that name no zone.

use chrono_tz::Tz;
use serde_json::Value;

use crate::event::EventDate;
use crate::event::date::{Twice, Zone, with_offsets};

/// The fields that hold dates, of an event and of what is in it.
const DATES: [&str; 9] =
    ["date", "first_seen", "disclosed", "logged", "published", "accessed", "as_of", "period", "planned"];

/// The times of a field that name no zone.
#[derive(Debug, Default)]
pub(super) struct Floating {
    /// How many there are.
    pub(super) times: usize,
    /// The dates with a time that the clocks of the zone showed twice or never.
    pub(super) unclear: Vec<String>,
}

/// Finds the times in the dates of a field that name no offset, and writes that of `zone` behind each, if there is one.
pub(super) fn times(key: &str, value: &mut Value, zone: Option<Tz>) -> Floating {
    let mut found = Floating::default();
    find(key, value, zone, &mut found);
    found
}

fn find(key: &str, value: &mut Value, zone: Option<Tz>, found: &mut Floating) {
    match value {
        Value::String(text)
            if DATES.contains(&key)
                && text.contains('T')
                && EventDate::parse(text, Zone::Offset(0)).is_ok() =>
        {
            let times = without_offset(text);
            found.times += times;
            if let Some(zone) = zone.filter(|_| times > 0) {
                let zoned = |twice| with_offsets(text, Zone::Named(zone), twice);
                if without_offset(&zoned(Twice::Kept)) > 0 {
                    found.unclear.push(format!("{text} {}", zone.name()));
                }
                *text = zoned(Twice::First);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| find(key, item, zone, found)),
        Value::Object(fields) => fields.iter_mut().for_each(|(key, item)| find(key, item, zone, found)),
        _ => {}
    }
}

/// Returns the number of times in a date that name no offset.
fn without_offset(text: &str) -> usize {
    // In UTC each of them gets one more letter.
    with_offsets(text, Zone::Offset(0), Twice::First).len() - text.len()
}
