//! A date in a person's words: nothing that it leaves open is left unsaid, nothing is made up.

use chrono_tz::Tz;
use edtf_core::{Date, DateField, Set, SetElement, SetKind};

use super::day::{lone_year, month_name, month_short, year_words};
use super::read::{End, Expression, Point, Time, read};
use super::resolve::{days, precision};
use super::{Day, EventDate, Precision, Zone};

/// How many members of a set are named before the rest is counted.
const NAMED_MEMBERS: usize = 8;

/// How long words may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// `Sunday 21 December 2025`, zones named.
    Long,
    /// `21 Dec 2025`, no weekday, no zone.
    Short,
}

impl EventDate {
    /// The time of day to show in a column: `11:10`, `23:30–06:30`; none without a time.
    ///
    /// In the zone shown, else as written. An end on another day is `23:30–10 Sep 06:30`, at the midnight that ends the day
    /// `20:30–24:00`, without a time `23:30–10 Sep`, open `23:30–…`, unknown `23:30–?`. Seconds are left to [`EventDate::in_words`].
    #[must_use]
    pub fn clock(&self, shown: Option<Tz>) -> Option<String> {
        if !self.has_time() {
            return None;
        }
        let (start, end) = match read(&self.text).ok()? {
            Expression::One(Point::Time(time)) => {
                return Some(self.reading(time, false, shown).minutes());
            }
            Expression::Interval(start, end) => (start, end),
            _ => return None,
        };
        let start_time = match start {
            End::At(Point::Time(time)) => Some(self.reading(time, false, shown)),
            _ => None,
        };
        let start_day = start_time.map_or(self.first, |reading| reading.day);
        let end = match end {
            End::Open => "…".to_owned(),
            End::Unknown => "?".to_owned(),
            End::At(Point::Time(time)) => {
                let reading = self.reading(time, true, shown);
                if reading.day == start_day {
                    reading.minutes()
                } else if reading.second == 0 && start_time.is_some() && reading.day == start_day.plus_days(1)
                {
                    "24:00".to_owned()
                } else {
                    format!("{} {}", day_and_month(reading.day), reading.minutes())
                }
            }
            End::At(Point::Date(_)) | End::Beyond(_) if self.last == start_day => String::new(),
            End::At(Point::Date(date)) | End::Beyond(date) => {
                if precision(Point::Date(date)) == Precision::Day {
                    day_and_month(self.last)
                } else {
                    "…".to_owned()
                }
            }
        };
        Some(format!("{}–{end}", start_time.map(Reading::minutes).unwrap_or_default()))
    }

    /// The date in a person's words, with what is not known said: `Sunday 21 December 2025, 11:10 Moscow (08:10 UTC)`,
    /// `about 20 December 2025`, `December 2025`, `one of 19 to 21 December 2025`, `from 20 December 2025, end open`.
    ///
    /// Years are astronomical, as EDTF writes them: `year −1984` is 1985 BC.
    #[must_use]
    pub fn in_words(&self, shown: Option<Tz>) -> String {
        self.words(Length::Long, shown)
    }

    /// As [`EventDate::in_words`], short: `21 Dec 2025`, `Dec 2025`, `about 20 Dec 2025`, `20–21 Dec 2025`.
    ///
    /// A time is told without its zone: `21 Dec 2025, 11:10`.
    #[must_use]
    pub fn short(&self, shown: Option<Tz>) -> String {
        self.words(Length::Short, shown)
    }

    fn words(&self, length: Length, shown: Option<Tz>) -> String {
        match read(&self.text) {
            Ok(Expression::One(Point::Date(date))) => {
                let plain = precision(Point::Date(date)) == Precision::Day && !self.marks.any_doubt();
                if plain && length == Length::Long {
                    self.first.in_words()
                } else {
                    date_words(&date, length)
                }
            }
            Ok(Expression::One(Point::Time(time))) => {
                let reading = self.reading(time, false, shown);
                match length {
                    Length::Short => format!("{}, {}", reading.day.short(), reading.clock()),
                    Length::Long => format!(
                        "{}, {} {}{}",
                        reading.day.in_words(),
                        reading.clock(),
                        reading.zone.city(),
                        in_utc(&[reading])
                    ),
                }
            }
            Ok(Expression::Interval(start, end)) => self.interval_words(start, end, length, shown),
            Ok(Expression::Set(set)) => set_words(&set, length),
            // It was read before.
            Err(_) => self.text.clone().into(),
        }
    }

    fn interval_words(&self, start: End, end: End, length: Length, shown: Option<Tz>) -> String {
        if let (End::At(Point::Time(from)), End::At(Point::Time(to))) = (start, end) {
            return timed_words(self.reading(from, false, shown), self.reading(to, true, shown), length);
        }
        if let (End::At(Point::Date(from)), End::At(Point::Date(to))) = (start, end)
            && let Some(words) = joined(&from, &to, "–", length)
        {
            return words;
        }
        let words = |point, is_end| match point {
            Point::Date(date) => date_words(&date, length),
            Point::Time(time) => {
                let reading = self.reading(time, is_end, shown);
                match length {
                    Length::Short => format!("{}, {}", reading.day.short(), reading.clock()),
                    Length::Long => format!(
                        "{}, {} {}{}",
                        reading.day.in_words(),
                        reading.clock(),
                        reading.zone.city(),
                        in_utc(&[reading])
                    ),
                }
            }
        };
        let from = match start {
            End::Open | End::Unknown => None,
            End::At(point) => Some(format!("from {}", words(point, false))),
            End::Beyond(date) => Some(format!("from {} or earlier", date_words(&date, length))),
        };
        let to = |until: &str| match end {
            End::Open | End::Unknown => None,
            End::At(point) => Some(format!("{until} {}", words(point, true))),
            End::Beyond(date) => Some(format!("{until} {} or later", date_words(&date, length))),
        };
        let left = |end| if matches!(end, End::Unknown) { "unknown" } else { "open" };
        match from {
            Some(from) => match to("to") {
                Some(to) => format!("{from} {to}"),
                None => format!("{from}, end {}", left(end)),
            },
            None => format!("{}, start {}", to("until").unwrap_or_default(), left(start)),
        }
    }

    /// What the clock shows for a time: as written, or as the zone shown has it.
    fn reading(&self, time: Time, is_end: bool, shown: Option<Tz>) -> Reading {
        let own = time.zone(self.home);
        let (first, last) = time.instants(self.home);
        let instant = if is_end { last } else { first };
        let with_seconds = time.length == 1 && time.second % 60 != 0;
        match shown {
            Some(zone) if own != Zone::Named(zone) => {
                let zone = Zone::Named(zone);
                let (day, second) = zone.local(instant);
                Reading { day, second, zone, with_seconds, utc: Zone::Offset(0).local(instant) }
            }
            _ => Reading {
                day: time.day,
                second: time.second,
                zone: own,
                with_seconds,
                utc: Zone::Offset(0).local(instant),
            },
        }
    }
}

/// What a clock shows.
#[derive(Debug, Clone, Copy)]
struct Reading {
    day: Day,
    second: u32,
    zone: Zone,
    with_seconds: bool,
    utc: (Day, u32),
}

impl Reading {
    fn minutes(self) -> String {
        hours_and_minutes(self.second)
    }

    /// With seconds where they were written and are not nought.
    fn clock(self) -> String {
        if self.with_seconds { format!("{}:{:02}", self.minutes(), self.second % 60) } else { self.minutes() }
    }
}

fn hours_and_minutes(second: u32) -> String {
    format!("{:02}:{:02}", second / 3600, second / 60 % 60)
}

/// ` (08:10 UTC)` behind a time in another zone, with the day where it is another: ` (22:30 UTC, 20 December)`.
fn in_utc(readings: &[Reading]) -> String {
    let Some(last) = readings.last().filter(|reading| !reading.zone.is_utc()) else {
        return String::new();
    };
    let clocks: Vec<_> = readings.iter().map(|reading| hours_and_minutes(reading.utc.1)).collect();
    let clocks = clocks.join("–");
    if readings.iter().all(|reading| reading.utc.0 == reading.day) {
        format!(" ({clocks} UTC)")
    } else {
        let (_, month, day) = last.utc.0.civil();
        format!(" ({clocks} UTC, {day} {})", month_name(month))
    }
}

fn day_and_month(day: Day) -> String {
    let (_, month, day) = day.civil();
    format!("{day} {}", month_short(month))
}

/// An interval whose ends both carry times.
fn timed_words(from: Reading, to: Reading, length: Length) -> String {
    let one_zone = from.zone == to.zone;
    match length {
        Length::Short if from.day == to.day => {
            format!("{}, {}–{}", from.day.short(), from.clock(), to.clock())
        }
        Length::Short => {
            format!("{}, {} – {}, {}", from.day.short(), from.clock(), to.day.short(), to.clock())
        }
        Length::Long if one_zone && from.day == to.day && from.utc.0 == to.utc.0 => format!(
            "{}, {}–{} {}{}",
            from.day.in_words(),
            from.clock(),
            to.clock(),
            to.zone.city(),
            in_utc(&[from, to])
        ),
        Length::Long => {
            let end = |reading: Reading| {
                format!(
                    "{}, {} {}{}",
                    reading.day.in_words(),
                    reading.clock(),
                    reading.zone.city(),
                    in_utc(&[reading])
                )
            };
            format!("from {} to {}", end(from), end(to))
        }
    }
}

/// `20–21 December 2025`: two plain dates of one precision, what they share said once; none where they are not plain.
fn joined(from: &Date, to: &Date, dash: &str, length: Length) -> Option<String> {
    let fine = precision(Point::Date(*from));
    let plain = |date: &Date| !date.is_uncertain() && !date.is_approximate() && !date.has_unspecified();
    if fine != precision(Point::Date(*to)) || !plain(from) || !plain(to) {
        return None;
    }
    let wide = if dash == "–" { " – ".to_owned() } else { dash.to_owned() };
    let (first, last) = (days(from).0, days(to).0);
    let ((year, month, day), (to_year, to_month, to_day)) = (first.civil(), last.civil());
    let name = |month| month_in(month, length);
    Some(match fine {
        Precision::Day if (year, month) == (to_year, to_month) => {
            format!("{day}{dash}{to_day} {} {}", name(month), year_words(year))
        }
        Precision::Day if year == to_year => {
            format!("{day} {}{wide}{to_day} {} {}", name(month), name(to_month), year_words(year))
        }
        Precision::Month if year == to_year => {
            format!("{}{dash}{} {}", name(month), name(to_month), year_words(year))
        }
        Precision::Year if year >= 1000 && to_year <= 9999 => format!("{year}{dash}{to_year}"),
        Precision::Day | Precision::Month | Precision::Season | Precision::Year => {
            format!("{}{wide}{}", date_words(from, length), date_words(to, length))
        }
        Precision::Era | Precision::Minute => return None,
    })
}

fn month_in(month: u8, length: Length) -> &'static str {
    match length {
        Length::Long => month_name(month),
        Length::Short => month_short(month),
    }
}

/// One date with its marks: `about 20 December 2025`, `20 December 2025, uncertain`, `11 June 2004, year and month approximate`.
fn date_words(date: &Date, length: Length) -> String {
    let words = bare_words(date, length);
    let parts = [
        ("year", Some(date.year.qualifier)),
        ("month", date.month.map(|month| month.qualifier)),
        ("day", date.day.map(|day| day.qualifier)),
    ];
    let parts: Vec<_> = parts.into_iter().filter_map(|(name, mark)| Some((name, mark?))).collect();
    let named = |holds: fn(edtf_core::Qualifier) -> bool| {
        let names: Vec<_> = parts.iter().filter(|(_, mark)| holds(*mark)).map(|(name, _)| *name).collect();
        (names.len() == parts.len(), names.join(" and "))
    };
    let (all_doubted, doubted) = named(|mark| mark.uncertain);
    let (_, about) = named(|mark| mark.approximate);
    // A date whose finest part is approximate is about that date; of others the part is named.
    let finest_about = parts.last().is_some_and(|(_, mark)| mark.approximate);
    let mut out = if finest_about { format!("about {words}") } else { words };
    if !finest_about && !about.is_empty() {
        out.push_str(&format!(", {about} approximate"));
    }
    if all_doubted {
        out.push_str(", uncertain");
    } else if !doubted.is_empty() {
        out.push_str(&format!(", {doubted} uncertain"));
    }
    out
}

/// One date without its marks.
fn bare_words(date: &Date, length: Length) -> String {
    let (first, last) = days(date);
    let (year, month, day) = first.civil();
    if date.has_unspecified() {
        return unspecified_words(date, length);
    }
    match precision(Point::Date(*date)) {
        Precision::Minute | Precision::Day => {
            format!("{day} {} {}", month_in(month, length), year_words(year))
        }
        Precision::Month => format!("{} {}", month_in(month, length), year_words(year)),
        Precision::Season => season(date.month.and_then(DateField::value).unwrap_or(0), year),
        Precision::Year if !first.is_beyond_counting() => lone_year(year),
        Precision::Year => era(first, last),
        Precision::Era => match date.year.value() {
            Some(value) if !first.is_beyond_counting() && !last.is_beyond_counting() => {
                format!("{}, some year of {}", lone_year(value), era(first, last))
            }
            _ => era(first, last),
        },
    }
}

/// A date with `X` digits: what is known, and of what the rest is one.
fn unspecified_words(date: &Date, length: Length) -> String {
    let (first, last) = days(date);
    let year = match date.year.value() {
        Some(year) => year_words(year),
        None => match era(first, last) {
            era if era.ends_with('s') && date.month.is_some() => format!("the {era}"),
            era => era,
        },
    };
    let month = date.month.and_then(DateField::value);
    let day = date.day.and_then(DateField::value);
    let all_open = |field: Option<DateField>| field.is_some_and(|field| field.digits == [None; 2]);
    let year_known = date.year.value().is_some();
    match (date.month, date.day) {
        (None, _) => year,
        (Some(_), None) => match month {
            Some(code @ 13..) => format!("{} of some year in {year}", season_name(code)),
            Some(month) => format!("{} of some year in {year}", month_in(month, length)),
            None if all_open(date.month) => format!("some month in {year}"),
            None if year_known => {
                let (from, to) = (first.civil().1, last.civil().1);
                format!("some month from {} to {} {year}", month_in(from, length), month_in(to, length))
            }
            None => format!("some month in {year}"),
        },
        (Some(_), Some(_)) => match (month, day) {
            (Some(month), Some(day)) => format!("{day} {} of some year in {year}", month_in(month, length)),
            (Some(month), None) if year_known && all_open(date.day) => {
                format!("some day in {} {year}", month_in(month, length))
            }
            (Some(month), None) if year_known => {
                let (from, to) = (first.civil().2, last.civil().2);
                format!("some day from {from} to {to} {} {year}", month_in(month, length))
            }
            (Some(month), None) => format!("some day in {} of some year in {year}", month_in(month, length)),
            (None, Some(day)) => format!("day {day} of some month in {year}"),
            (None, None) => format!("some day in {year}"),
        },
    }
}

/// A set: `one of 19 to 21 December 2025`, `all of 1667, 1668, 1670 to 1672`.
fn set_words(set: &Set, length: Length) -> String {
    let element = |element: &SetElement| match element {
        SetElement::Date(date) => date_words(date, length),
        SetElement::OnOrBefore(date) => format!("{} or earlier", date_words(date, length)),
        SetElement::OnOrAfter(date) => format!("{} or later", date_words(date, length)),
        SetElement::Range(from, to) => joined(from, to, " to ", length)
            .unwrap_or_else(|| format!("{} to {}", date_words(from, length), date_words(to, length))),
    };
    let mut members: Vec<_> = set.elements.iter().take(NAMED_MEMBERS).map(element).collect();
    if let Some(more) = set.elements.len().checked_sub(NAMED_MEMBERS).filter(|more| *more > 0) {
        members.push(format!("{more} more"));
    }
    let members = members.join(", ");
    match set.kind {
        SetKind::AllMembers => format!("all of {members}"),
        SetKind::OneMember
            if set.elements.len() == 1 && matches!(set.elements.first(), Some(SetElement::Range(..))) =>
        {
            format!("one of {members}")
        }
        SetKind::OneMember if set.elements.len() == 1 => members,
        SetKind::OneMember => format!("one of {members}"),
    }
}

/// Whole years, from the first and the last alone: `1560s`, `1900–1999`.
pub(super) fn era(first: Day, last: Day) -> String {
    if first <= Day::FAR_PAST || last <= Day::FAR_PAST {
        return "far past".to_owned();
    }
    if first >= Day::FAR_FUTURE || last >= Day::FAR_FUTURE {
        return "far future".to_owned();
    }
    let (from, to) = (first.civil().0, last.civil().0);
    // A decade that begins a century could be taken for the century.
    if to - from == 9 && from % 10 == 0 && from % 100 != 0 && from >= 1000 && to <= 9999 {
        return format!("{from}s");
    }
    if from == to { lone_year(from) } else { format!("{}–{}", year_words(from), year_words(to)) }
}

/// A season, quarter, third or half of a year (ISO 8601-2 4.8): `spring 2025`, `first quarter of 2025`.
///
/// One that runs into the next year says so: `winter 2001–02`.
pub(super) fn season(code: u8, year: i64) -> String {
    let name = season_name(code);
    let years = match code {
        24 | 28 | 30 if (1000..9999).contains(&year) => format!("{year}–{:02}", (year + 1) % 100),
        _ => year_words(year),
    };
    match code {
        33..=41 => format!("{name} of {years}"),
        25..=28 => format!("{name} {years} (northern)"),
        29..=32 => format!("{name} {years} (southern)"),
        _ => format!("{name} {years}"),
    }
}

fn season_name(code: u8) -> &'static str {
    match code {
        21 | 25 | 29 => "spring",
        22 | 26 | 30 => "summer",
        23 | 27 | 31 => "autumn",
        24 | 28 | 32 => "winter",
        33 => "first quarter",
        34 => "second quarter",
        35 => "third quarter",
        36 => "fourth quarter",
        37 => "first third",
        38 => "second third",
        39 => "last third",
        40 => "first half",
        41 => "second half",
        _ => "part",
    }
}
