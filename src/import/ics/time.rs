//! The dates and times of a VEVENT.

use chrono::offset::LocalResult;
use chrono::{Duration, NaiveDate, NaiveDateTime, Offset as _, TimeZone as _};
use chrono_tz::Tz;

use super::super::dates;
use super::super::importer::Importer;
use super::super::repairs::Repair;
use super::{Property, Zones, windows};

/// The start or end of an event.
#[derive(Debug, Clone, Copy)]
enum Moment {
    Day(NaiveDate),
    Time(NaiveDateTime, Clock),
}

/// What a time of day is told in.
#[derive(Debug, Clone, Copy)]
enum Clock {
    Utc,
    Zone(Tz),
    /// An offset in seconds east of UTC, all year.
    Offset(i32),
    /// The zone of whoever reads it, or one that is not known.
    Floating,
}

/// Returns the date of an event in EDTF.
pub(super) fn span(
    start: &Property,
    end: Option<&Property>,
    duration: Option<&Property>,
    zones: &Zones,
    importer: &mut Importer<'_>,
) -> Result<String, String> {
    let begin = moment(start, zones, importer)?;
    let end = match (end, duration) {
        (Some(end), _) => Some(moment(end, zones, importer)?),
        (None, Some(duration)) => {
            let length =
                length(&duration.value).ok_or_else(|| format!("`{}` is not a duration", duration.value))?;
            let plus = |moment| match moment {
                Moment::Day(day) => day.checked_add_signed(length).map(Moment::Day),
                Moment::Time(time, clock) => {
                    time.checked_add_signed(length).map(|time| Moment::Time(time, clock))
                }
            };
            plus(begin)
        }
        (None, None) => None,
    };
    let first = written(begin, importer);
    let last = match end {
        // The end of a day event is the day after its last day (3.6.1).
        Some(Moment::Day(end)) => match (begin, end.pred_opt()) {
            (Moment::Day(begin), Some(last)) if last >= begin => written(Moment::Day(last), importer),
            // Some programs write the same day twice, or nothing that makes sense.
            (Moment::Day(begin), _) if end < begin => {
                importer.repaired(Repair::EndBeforeStart, &format!("{begin}/{end}"));
                first.clone()
            }
            _ => first.clone(),
        },
        Some(end @ Moment::Time(..)) => written(end, importer),
        None => first.clone(),
    };
    let whole = dates::interval(&first, &last);
    if dates::is_date(&whole) {
        return Ok(whole);
    }
    importer.repaired(Repair::EndBeforeStart, &whole);
    if dates::is_date(&first) { Ok(first) } else { Err(format!("`{first}` is not a date")) }
}

/// Reads DATE (3.3.4) or DATE-TIME (3.3.5).
fn moment(property: &Property, zones: &Zones, importer: &mut Importer<'_>) -> Result<Moment, String> {
    let value = property.value.trim();
    let wrong = || format!("`{value}` is not a date of a calendar");
    let (day, time) = value.split_once(['T', 't']).unwrap_or((value, ""));
    let day = NaiveDate::parse_from_str(day, "%Y%m%d").map_err(|_| wrong())?;
    if time.is_empty() {
        return Ok(Moment::Day(day));
    }
    let (digits, utc) = time.strip_suffix(['Z', 'z']).map_or((time, false), |digits| (digits, true));
    let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let padded = digits.len() == 6 || digits.len() == 4;
    let second = if digits.len() == 4 { Some(0) } else { part(4, 6) };
    // A leap second is the second before it, so that the day does not change.
    let time = part(0, 2)
        .zip(part(2, 4))
        .zip(second)
        .filter(|_| padded)
        .and_then(|((h, m), s)| day.and_hms_opt(h, m, s.min(59)))
        .ok_or_else(wrong)?;
    let zone = property.parameter("TZID");
    let clock = match zone {
        _ if utc => Clock::Utc,
        // What the command line says of them goes before what the calendar says.
        "" if importer.has_zone() || zones.calendar().is_empty() => Clock::Floating,
        "" => {
            let found = named(zones.calendar(), zones);
            let repair = if found.is_some() { Repair::CalendarZone } else { Repair::Zone };
            importer.repaired(repair, &format!("{value} {}", zones.calendar()));
            found.unwrap_or(Clock::Floating)
        }
        zone => {
            let found = named(zone, zones);
            if found.is_none() {
                importer.repaired(Repair::Zone, &format!("{value} {zone}"));
            }
            found.unwrap_or(Clock::Floating)
        }
    };
    Ok(Moment::Time(time, clock))
}

/// Returns the clock of a zone by its IANA name, the name that Windows gives it, or what the file says of it.
fn named(zone: &str, zones: &Zones) -> Option<Clock> {
    // Some programs put their own path before the name.
    let tail = zone.rsplit('/').take(2).collect::<Vec<_>>();
    let name = tail.into_iter().rev().collect::<Vec<_>>().join("/");
    let named = zone.parse::<Tz>().or_else(|_| name.parse()).ok().or_else(|| windows::zone(zone));
    named.map(Clock::Zone).or_else(|| zones.offset(zone).map(Clock::Offset))
}

/// Returns a moment in EDTF, with the offset that its zone has then.
fn written(moment: Moment, importer: &mut Importer<'_>) -> String {
    match moment {
        Moment::Day(day) => day.format("%Y-%m-%d").to_string(),
        Moment::Time(time, clock) => {
            let text = time.format(if time.format("%S").to_string() == "00" {
                "%Y-%m-%dT%H:%M"
            } else {
                "%Y-%m-%dT%H:%M:%S"
            });
            match clock {
                Clock::Utc => format!("{text}Z"),
                Clock::Floating => text.to_string(),
                Clock::Offset(seconds) => format!("{text}{}", offset(seconds)),
                Clock::Zone(zone) => match zone.offset_from_local_datetime(&time) {
                    // Of two times with one name the first is meant (3.3.5).
                    LocalResult::Single(fixed) | LocalResult::Ambiguous(fixed, _) => {
                        format!("{text}{}", offset(fixed.fix().local_minus_utc()))
                    }
                    LocalResult::None => {
                        importer.repaired(Repair::Zone, &format!("{text} {}", zone.name()));
                        text.to_string()
                    }
                },
            }
        }
    }
}

fn offset(seconds: i32) -> String {
    let (sign, minutes) = (if seconds < 0 { '-' } else { '+' }, seconds.abs() / 60);
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Reads a duration (3.3.6): `P1DT2H`, `PT30M`, `P2W`.
fn length(text: &str) -> Option<Duration> {
    let rest = text.trim().strip_prefix('+').unwrap_or(text.trim()).strip_prefix('P')?;
    let (mut number, mut all, mut any) = (String::new(), Duration::zero(), false);
    for c in rest.chars() {
        if c.is_ascii_digit() {
            number.push(c);
            continue;
        }
        if c == 'T' && number.is_empty() {
            continue;
        }
        let n: i64 = number.parse().ok()?;
        number.clear();
        let part = match c {
            'W' => Duration::try_weeks(n),
            'D' => Duration::try_days(n),
            'H' => Duration::try_hours(n),
            'M' => Duration::try_minutes(n),
            'S' => Duration::try_seconds(n),
            _ => None,
        };
        all = all.checked_add(&part?)?;
        any = true;
    }
    (any && number.is_empty()).then_some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_read() {
        assert_eq!(length("P1DT2H"), Some(Duration::hours(26)));
        assert_eq!(length("PT30M"), Some(Duration::minutes(30)));
        assert_eq!(length("P2W"), Some(Duration::weeks(2)));
        for bad in ["", "P", "1D", "P1", "P1X", "P99999999999999999999D"] {
            assert_eq!(length(bad), None, "{bad}");
        }
    }
}
