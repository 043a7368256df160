//! Words for single dates, sets, eras and seasons.

use edtf_core::{Date, DateField, Set, SetElement, SetKind};

use super::day::{lone_year, month_name, month_short, year_words};
use super::read::Point;
use super::resolve::{days, precision};
use super::{Day, Precision};
use crate::text::signs::sign;

/// The length of the words for a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// Full words with the time zone: `Sunday 21 December 2025`.
    Long,
    /// Short words without weekday and time zone: `21 Dec 2025`.
    Short,
}

/// Number of members of a set that are named before the rest is only counted.
const NAMED_MEMBERS: usize = 8;

/// Returns two plain dates of the same precision in words, with common parts only once: `20–21 December 2025`. Returns
/// `None` if they are not plain.
pub(super) fn joined(from: &Date, to: &Date, dash: &str, length: Length) -> Option<String> {
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

/// Returns a date in words with its qualifiers: `about 20 December 2025`, `20 December 2025, uncertain`, `11 June 2004,
/// year and month approximate`.
pub(super) fn date_words(date: &Date, length: Length) -> String {
    let words = bare_words(date, length);
    let parts = [
        ("year", Some(date.year.qualifier)),
        ("month", date.month.map(|month| month.qualifier)),
        ("day", date.day.map(|day| day.qualifier)),
    ];
    let parts: Vec<_> = parts.into_iter().filter_map(|(name, qualifier)| Some((name, qualifier?))).collect();
    let named = |holds: fn(edtf_core::Qualifier) -> bool| {
        let names: Vec<_> =
            parts.iter().filter(|(_, qualifier)| holds(*qualifier)).map(|(name, _)| *name).collect();
        (names.len() == parts.len(), names.join(" and "))
    };
    let (all_doubted, doubted) = named(|qualifier| qualifier.uncertain);
    let (_, about) = named(|qualifier| qualifier.approximate);
    // If the finest part is approximate, the whole date gets `about`. Otherwise the approximate part is named.
    let finest_about = parts.last().is_some_and(|(_, qualifier)| qualifier.approximate);
    let mut out = if finest_about { format!("about {words}") } else { words };
    if !finest_about && !about.is_empty() {
        out.extend([", ", &about, " approximate"]);
    }
    if all_doubted {
        out.push_str(", uncertain");
    } else if !doubted.is_empty() {
        out.extend([", ", &doubted, " uncertain"]);
    }
    out
}

/// Returns a date in words without its qualifiers.
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
        Precision::Year if !first.is_out_of_range() => lone_year(year),
        Precision::Year => era(first, last),
        Precision::Era => match date.year.value() {
            Some(value) if !first.is_out_of_range() && !last.is_out_of_range() => {
                format!("{}, some year of {}", lone_year(value), era(first, last))
            }
            _ => era(first, last),
        },
    }
}

/// Returns a date with `X` digits in words: the known part, and the period that the rest is in.
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

/// Returns a set in words: `one of 19 to 21 December 2025`, `10 or 20 March 2025`, `one of 1667, 1668 or 1670`, `all of
/// 1667, 1668, 1670 to 1672`.
pub(super) fn set_words(set: &Set, length: Length) -> String {
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
    let all = members.join(", ");
    let members = match (set.kind, members.as_slice()) {
        (SetKind::OneMember, [first @ .., last]) if !first.is_empty() => {
            format!("{} or {last}", first.join(", "))
        }
        _ => all,
    };
    match set.kind {
        SetKind::AllMembers => format!("all of {members}"),
        SetKind::OneMember if set.elements.len() == 2 => match set.elements.as_slice() {
            [SetElement::Date(one), SetElement::Date(other)] => {
                joined(one, other, " or ", length).unwrap_or(members)
            }
            _ => format!("one of {members}"),
        },
        SetKind::OneMember
            if set.elements.len() == 1 && matches!(set.elements.first(), Some(SetElement::Range(..))) =>
        {
            format!("one of {members}")
        }
        SetKind::OneMember if set.elements.len() == 1 => members,
        SetKind::OneMember => format!("one of {members}"),
    }
}

/// Returns a period of whole years in words, from its first and last day alone: `1560s`, `1900–1999`.
pub(super) fn era(first: Day, last: Day) -> String {
    if first <= Day::FAR_PAST || last <= Day::FAR_PAST {
        return "far past".to_owned();
    }
    if first >= Day::FAR_FUTURE || last >= Day::FAR_FUTURE {
        return "far future".to_owned();
    }
    let (from, to) = (first.civil().0, last.civil().0);
    // The first decade of a century could be mistaken for the century, as in `1900s`.
    if to - from == 9 && from % 10 == 0 && from % 100 != 0 && from >= 1000 && to <= 9999 {
        return format!("{from}s");
    }
    if from == to {
        lone_year(from)
    } else {
        format!("{}{}{}", year_words(from), sign("–"), year_words(to))
    }
}

/// Returns a season, quarter, third or half of a year in words (ISO 8601-2 4.8): `spring 2025`, `first quarter of
/// 2025`.
///
/// A season that continues into the next year has both years: `winter 2001–02`.
pub(super) fn season(code: u8, year: i64) -> String {
    let name = season_name(code);
    let years = match code {
        24 | 28 | 30 if (1000..9999).contains(&year) => format!("{year}{}{:02}", sign("–"), (year + 1) % 100),
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
