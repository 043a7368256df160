//! Times that name no zone.

use chrono_tz::Tz;
use serde_json::Value;

use crate::event::EventDate;
use crate::event::date::{Zone, with_offsets};

/// The fields that hold dates, of an event and of what is in it.
const DATES: [&str; 9] =
    ["date", "first_seen", "disclosed", "logged", "published", "accessed", "as_of", "period", "planned"];

/// Returns how many times in the dates of a field name no offset, and writes that of `zone` behind each, if there is one.
pub(super) fn times(key: &str, value: &mut Value, zone: Option<Tz>) -> usize {
    match value {
        Value::String(text)
            if DATES.contains(&key)
                && text.contains('T')
                && EventDate::parse(text, Zone::Offset(0)).is_ok() =>
        {
            // In UTC each of them gets one more letter.
            let found = with_offsets(text, Zone::Offset(0)).len() - text.len();
            if let Some(zone) = zone.filter(|_| found > 0) {
                *text = with_offsets(text, Zone::Named(zone));
            }
            found
        }
        Value::Array(items) => items.iter_mut().map(|item| times(key, item, zone)).sum(),
        Value::Object(fields) => fields.iter_mut().map(|(key, item)| times(key, item, zone)).sum(),
        _ => 0,
    }
}
