//! Days and times in a sentence. A time is written only with an offset that is known.

use super::draft::Note;
use crate::event::EventDate;
use crate::event::date::{Now, Zone};
use crate::registry::{Lookup, VenueIx};
use crate::store::Store;

/// What a text can mean as a day or a coarser date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    One(String),
    Several(Vec<String>),
    None,
}

/// A time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time {
    /// `11:10`.
    pub(super) text: String,
    /// `+03:00` or `Z`.
    pub(super) offset: Option<String>,
}

impl Time {
    /// Reads `11:10`, `9:05`, `11:10Z` and `11:10+03:00`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (hour, rest) = text.split_once(':')?;
        let (minute, zone) = rest.split_at_checked(2)?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let fits = (1..=2).contains(&hour.len()) && digits(hour) && digits(minute);
        let (h, m) = (hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
        let offset = if zone.is_empty() { None } else { Some(offset(zone)?) };
        (fits && h < 24 && m < 60).then(|| Self { text: format!("{h:02}:{minute}"), offset })
    }
}

/// Reads an offset: `Z`, `UTC`, `GMT`, `+03:00`, `+3`, `UTC+3`.
pub(super) fn offset(text: &str) -> Option<String> {
    let text = text.replace('−', "-");
    let rest = text.strip_prefix("UTC").or_else(|| text.strip_prefix("GMT")).unwrap_or(&text);
    if rest.is_empty() && !text.is_empty() || rest == "Z" {
        return Some("Z".to_owned());
    }
    let sign = rest.chars().next().filter(|c| matches!(c, '+' | '-'))?;
    let (hours, minutes) = rest.get(1..)?.split_once(':').unwrap_or((rest.get(1..)?, "00"));
    let (h, m) = (hours.parse::<u8>().ok()?, minutes.parse::<u8>().ok()?);
    (hours.len() <= 2 && minutes.len() == 2 && h <= 14 && m < 60).then(|| format!("{sign}{h:02}:{m:02}"))
}

/// Reads a day, month or year in any notation that is certain.
pub(super) fn day(text: &str, now: &Now) -> Reading {
    match text.to_lowercase().as_str() {
        "today" => return Reading::One(now.today.iso()),
        "yesterday" => return Reading::One(now.today.plus_days(-1).iso()),
        _ => {}
    }
    // A year makes a date; a number alone is as often something else.
    let digits = text.as_bytes().chunk_by(|a, b| a.is_ascii_digit() && b.is_ascii_digit());
    let year =
        digits.filter(|run| run.iter().all(u8::is_ascii_digit)).any(|run| run.len() == 4 || run.len() == 8);
    let plain = |c: char| c.is_alphanumeric() || " -./:+~?,[]{}".contains(c);
    if !year || !text.chars().all(plain) {
        return Reading::None;
    }
    let text = text.trim_end_matches('.');
    if EventDate::parse(text, Zone::Offset(0)).is_ok() {
        let years = text.parse::<u32>().is_ok_and(|year| !(1900..2100).contains(&year));
        return if years { Reading::None } else { Reading::One(text.to_owned()) };
    }
    match EventDate::meanings(text).as_slice() {
        [] => Reading::None,
        [one] => Reading::One(one.clone()),
        several => Reading::Several(several.to_vec()),
    }
}

/// Splits a date from its time.
pub(super) fn split(date: &str) -> (String, Option<Time>) {
    let parts = date.split_once('T').filter(|_| !date.contains('/'));
    match parts.and_then(|(day, time)| Some((day, Time::parse(time)?))) {
        Some((day, time)) => (day.to_owned(), Some(time)),
        None => (date.to_owned(), None),
    }
}

/// Returns the date of a time on a day, with its own offset or that of the venue's zone.
///
/// # Errors
/// Says why the time is left out.
pub(super) fn timed(day: &str, time: &Time, zone: Option<Zone>) -> Result<String, Note> {
    let left_out = |why: &str| {
        let text = format!("{} is left out: {why}; give it with its offset", time.text);
        let flags = format!("{text}, as in --date {day}T{}±hh:mm", time.text);
        Note { flags: Some(flags), ..Note::new("date", text) }
    };
    let plain = EventDate::parse(day, Zone::Offset(0)).ok();
    if plain.is_none_or(|date| date.precision() != crate::event::date::Precision::Day || date.is_range()) {
        return Err(Note::new("date", format!("{} is left out: {day} is not one day", time.text)));
    }
    if let Some(offset) = &time.offset {
        return Ok(format!("{day}T{}{offset}", time.text));
    }
    let zone =
        zone.ok_or_else(|| left_out("its zone is not known, because no venue with a zone is named"))?;
    let local = format!("{day}T{}", time.text);
    let date = EventDate::parse(&local, zone).map_err(|_| left_out("it cannot be read"))?;
    let (earliest, latest) = (date.earliest(), date.latest());
    let offset = zone.offset_at(earliest);
    let (_, second) = zone.local(earliest);
    let shown = format!("{:02}:{:02}", second / 3600, second / 60 % 60);
    if offset != zone.offset_at(crate::event::date::Instant(latest.0 - 1)) || shown != time.text {
        return Err(left_out("clocks changed at that hour"));
    }
    let (sign, size) = if offset < 0 { ('-', -offset) } else { ('+', offset) };
    Ok(format!("{local}{sign}{:02}:{:02}", size / 3600, size / 60 % 60))
}

/// The zone of a time without one, if there is no venue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Otherwise {
    /// That of the store, if it states one.
    OfStore,
    /// None yet: the venue may still be given.
    Unknown,
}

/// Returns the zone of times that are written without one: that of the venue; without a venue, that of the store, if it
/// states one.
pub(super) fn zone_at(venue: Option<VenueIx>, store: &Store, otherwise: Otherwise) -> Option<Zone> {
    match venue {
        Some(venue) => store.registry.zone_of(venue),
        None if otherwise == Otherwise::Unknown => None,
        None => store.meta.states_timezone.then_some(Zone::Named(store.meta.timezone)),
    }
}

/// Returns a date of the store whose times have offsets: those written without one get that of the venue, as
/// [`zone_at`] has it, and a note if that is the store's.
///
/// # Errors
/// The zone of a time is not known: says so.
pub(crate) fn with_offset(
    date: &str,
    venue: Option<&str>,
    store: &Store,
    otherwise: Otherwise,
) -> Result<(String, Option<Note>), Note> {
    let zone = match venue.map(|venue| store.registry.venue_names().reference(venue)) {
        None => zone_at(None, store, otherwise),
        Some(Lookup::One(ix)) => zone_at(Some(VenueIx(ix)), store, otherwise),
        Some(_) => None,
    };
    let end = |end: &str| -> Result<String, Note> {
        let Some((day, time)) = end.split_once('T').filter(|(_, time)| !time.contains(['Z', '+', '-', '−']))
        else {
            return Ok(end.to_owned());
        };
        let (minutes, seconds) = time.split_at_checked(5).unwrap_or((time, ""));
        let Some(minutes) = Time::parse(minutes) else { return Ok(end.to_owned()) };
        let unknown = || {
            let text = format!("the zone of {time} is not known; write {end} with its offset");
            let flags = format!("{text}, such as {end}+03:00, or give a venue that has a zone");
            Note { flags: Some(flags), ..Note::new("date", text) }
        };
        let zone = zone.ok_or_else(unknown)?;
        let full = timed(day, &minutes, Some(zone))?;
        let head = day.len() + "T".len() + minutes.text.len();
        let (local, offset) = full.split_at_checked(head).unwrap_or((&full, ""));
        Ok(format!("{local}{seconds}{offset}"))
    };
    let ends: Result<Vec<String>, Note> = date.split('/').map(end).collect();
    let written = ends?.join("/");
    let note = zone.filter(|_| venue.is_none() && written != date).and_then(|zone| of_the_store(date, zone));
    Ok((written, note))
}

/// Says that a time is taken as one of the store's zone.
pub(super) fn of_the_store(text: &str, zone: Zone) -> Option<Note> {
    let Zone::Named(zone) = zone else { return None };
    let text = format!("{text} is taken as a time of the store's own zone, {zone}");
    let flags = format!("{text}; if it is another one, give --date with its offset");
    Some(Note { flags: Some(flags), ..Note::new("date", text) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz;

    #[test]
    fn a_time_has_an_offset_only_if_it_is_known() {
        let time = Time::parse("11:10").expect("a time");
        let moscow = Some(Zone::Named(Tz::Europe__Moscow));
        assert_eq!(timed("2025-12-21", &time, moscow), Ok("2025-12-21T11:10+03:00".to_owned()));
        assert!(timed("2025-12-21", &time, None).is_err(), "no zone");
        assert!(timed("2025-12", &time, moscow).is_err(), "a month has no time");
        let twice = Time::parse("1:30").expect("a time");
        let london = Some(Zone::Named(Tz::Europe__London));
        assert!(timed("2024-10-27", &twice, london).is_err(), "twice that night");
        assert!(timed("2024-03-31", &twice, london).is_err(), "never that night");
        let own = Time::parse("9:05+2").expect("a time");
        assert_eq!(timed("2025-12-21", &own, moscow), Ok("2025-12-21T09:05+02:00".to_owned()));
    }
}
