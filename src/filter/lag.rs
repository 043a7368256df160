//! Response times as a filter writes them: `<24h`, `>2d`, `>=90m`, `6h..2d`.

use std::fmt::{self, Write as _};

use super::compare::Compare;
use super::error::Complaint;
use crate::timeline::clock::Response;

/// A span of response times; it matches only if it contains the whole known interval.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lags {
    /// `<24h` and `<=24h`, which are the same because the known interval excludes its last instant.
    AtMost(Length),
    Over(Length),
    AtLeast(Length),
    Between(Length, Length),
}

/// A length of time and how it is written: `1d12h`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Length {
    seconds: i64,
    text: String,
}

/// The units, from long to short, with other accepted spellings.
const UNITS: [(&str, i64, &[&str]); 4] = [
    ("w", 7 * 24 * 3600, &["week", "weeks"]),
    ("d", 24 * 3600, &["day", "days"]),
    ("h", 3600, &["hour", "hours", "hr", "hrs"]),
    ("m", 60, &["min", "mins", "minute", "minutes"]),
];

const FORMS: &str = "write <24h, >2d, >=90m or 6h..2d";

impl Lags {
    pub(super) fn read(text: &str) -> Result<Self, Complaint> {
        let (compare, rest) = Compare::split(text);
        match (compare, rest.split_once("..")) {
            (Compare::Is, Some(("", high))) => Length::read(high).map(Self::AtMost),
            (Compare::Is, Some((low, ""))) => Length::read(low).map(Self::AtLeast),
            (Compare::Is, Some((low, high))) => {
                let (low, high) = (Length::read(low)?, Length::read(high)?);
                if low.seconds > high.seconds {
                    return Err(Complaint::new(format!("`{text}` runs backwards"))
                        .hint(format!("write `{}..{}`", high.text, low.text)));
                }
                Ok(Self::Between(low, high))
            }
            (_, Some(_)) => Err(Complaint::new(format!("`{text}` is both a comparison and a range"))),
            (Compare::Is, None) => {
                let length = Length::read(rest)?.text;
                Err(Complaint::new(format!(
                    "`{text}` is an exact time, and no response time is known that precisely"
                ))
                .hint(format!("write `<{length}` or `>{length}`")))
            }
            (Compare::Over, None) => Length::read(rest).map(Self::Over),
            (Compare::AtLeast, None) => Length::read(rest).map(Self::AtLeast),
            (Compare::Under | Compare::AtMost, None) => Length::read(rest).map(Self::AtMost),
        }
    }

    /// Returns whether `response` certainly lies in the span.
    pub(super) fn hold(&self, response: Response) -> bool {
        let Some((min, max)) = response.certain() else { return false };
        let at_most = |length: &Length| max.is_some_and(|max| max <= length.seconds);
        match self {
            Self::AtMost(length) => at_most(length),
            Self::Over(length) => min > length.seconds,
            Self::AtLeast(length) => min >= length.seconds,
            Self::Between(low, high) => min >= low.seconds && at_most(high),
        }
    }
}

impl fmt::Display for Lags {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtMost(length) => write!(f, "<{}", length.text),
            Self::Over(length) => write!(f, ">{}", length.text),
            Self::AtLeast(length) => write!(f, ">={}", length.text),
            Self::Between(low, high) => write!(f, "{}..{}", low.text, high.text),
        }
    }
}

impl Length {
    fn read(text: &str) -> Result<Self, Complaint> {
        let bad = || Complaint::new(format!("`{text}` is not a length of time")).hint(FORMS);
        let (mut rest, mut length) = (text, Self { seconds: 0, text: String::new() });
        if rest.is_empty() {
            return Err(Complaint::new("no length of time here").hint(FORMS));
        }
        while !rest.is_empty() {
            let (number, after) = parted(rest, |c| !c.is_ascii_digit());
            let (word, after) = parted(after, |c| c.is_ascii_digit());
            let number: u32 = number.parse().map_err(|_| bad())?;
            if word.is_empty() {
                return Err(Complaint::new(format!("`{text}` has no unit")).hint(FORMS));
            }
            let word = word.trim().to_lowercase();
            let unit = UNITS.iter().find(|(short, _, long)| *short == word || long.contains(&word.as_str()));
            let (short, seconds, _) = unit.ok_or_else(bad)?;
            length.seconds = length.seconds.saturating_add(i64::from(number) * seconds);
            let _ = write!(length.text, "{number}{short}");
            rest = after;
        }
        Ok(length)
    }
}

/// Splits `text` at the first character that `ends` it.
fn parted(text: &str, ends: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(ends).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::clock::Fine;

    const HOUR: i64 = 3600;

    fn after(min: i64, max: Option<i64>) -> Response {
        Response::After { min, max, order_uncertain: false, doubted: false, fine: Fine::default() }
    }

    fn holds(text: &str, response: Response) -> bool {
        Lags::read(text).unwrap_or_else(|c| panic!("{c:?}")).hold(response)
    }

    #[test]
    fn a_response_time_matches_only_as_a_whole() {
        let day = after(2 * HOUR, Some(24 * HOUR));
        assert!(holds("<24h", day), "24 hours are included");
        assert!(holds("<=1d", day) && !holds("<23h59m", day), "a minute less is not enough");
        assert!(!holds(">24h", after(24 * HOUR, None)), "24 hours are not more than 24");
        assert!(holds(">=24h", after(24 * HOUR, None)), "but at least 24");
        assert!(holds(">24h", after(24 * HOUR + 1, None)), "an open end is no hindrance to *more than*");
        assert!(!holds("<9w", after(0, None)), "but to *less than*");
        let vector = after(6 * HOUR + 300, Some(34 * HOUR + 600));
        assert!(!holds("<24h", vector) && !holds(">24h", vector), "6 h 05 – 34 h 10 is neither for certain");
        assert!(holds("6h..2d", vector) && !holds("7h..2d", vector), "a range holds the whole of it");
    }

    #[test]
    fn what_is_no_lag_or_in_doubt_matches_nothing() {
        let doubted = Response::After {
            min: HOUR,
            max: Some(HOUR),
            order_uncertain: false,
            doubted: true,
            fine: Fine::default(),
        };
        for response in [Response::Preemptive, Response::Unknown, doubted] {
            for text in ["<24h", ">0h", ">=0m", "0h..9w"] {
                assert!(!holds(text, response), "{response:?} is not certainly {text}");
            }
        }
    }

    #[test]
    fn units_are_read_as_people_write_them() {
        let cases = [
            ("<24H", "<24h"),
            ("<=24hours", "<24h"),
            ("≤90min", "<90m"),
            (">1d12h", ">1d12h"),
            ("≥2weeks", ">=2w"),
            ("..2d", "<2d"),
            ("6h..", ">=6h"),
        ];
        for (typed, normal) in cases {
            let read = Lags::read(typed).unwrap_or_else(|c| panic!("{typed}: {c:?}"));
            assert_eq!(read.to_string(), normal, "the normal form of {typed}");
            assert_eq!(Lags::read(normal).ok(), Some(read), "which reads as the same");
        }
        for wrong in ["24h", "<24", "<", "<h", "<1y", "<24h..", "2d..1h", "<1.5h", "<99999999999h", "soon"] {
            assert!(Lags::read(wrong).is_err(), "{wrong} is told as a mistake");
        }
    }
}
