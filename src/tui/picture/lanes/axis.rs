//! The ticks of the axis: years, months, days or hours, as many as leave their labels apart.

use crate::event::date::Day;
use crate::timeline::row::without_year;

use super::Scale;
use super::item::DAY;

/// A tick: its column on the screen and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tick {
    pub(crate) x: usize,
    pub(crate) label: String,
}

/// What lies between two ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    Hours(i64),
    Days(i64),
    Months(i64),
    Years(i64),
}

const ALL: [Between; 21] = [
    Between::Hours(1),
    Between::Hours(2),
    Between::Hours(3),
    Between::Hours(6),
    Between::Hours(12),
    Between::Days(1),
    Between::Days(2),
    Between::Days(7),
    Between::Days(14),
    Between::Months(1),
    Between::Months(2),
    Between::Months(3),
    Between::Months(6),
    Between::Years(1),
    Between::Years(2),
    Between::Years(5),
    Between::Years(10),
    Between::Years(50),
    Between::Years(100),
    Between::Years(1_000),
    Between::Years(10_000),
];

/// Columns between a label and the next.
const APART: i64 = 3;

impl Between {
    /// Returns the shortest that leaves labels apart at a scale.
    fn fitting(scale: &Scale) -> Self {
        let fits = |between: &&Self| {
            let (seconds, label) = match between {
                Self::Hours(hours) => (hours * 3_600, 6),
                Self::Days(days) => (days * DAY, 6),
                Self::Months(months) => (months * 28 * DAY, 4),
                Self::Years(years) => (years.saturating_mul(365 * DAY), 5),
            };
            // Ticks of days need columns that know them.
            seconds >= scale.unit && seconds / scale.unit >= label + APART
        };
        ALL.iter().find(fits).copied().unwrap_or(Self::Years(100_000))
    }

    /// Returns the last tick at or before a time.
    fn before(self, time: i64) -> i64 {
        let day = Day(time.div_euclid(DAY));
        let (year, month, _) = day.civil();
        let of_day = |day: Day| day.0.saturating_mul(DAY);
        match self {
            Self::Hours(hours) => time.div_euclid(hours * 3_600) * hours * 3_600,
            // Mondays, or every so many days of 1970.
            Self::Days(days) => of_day(Day((day.0 - 4).div_euclid(days) * days + 4)),
            Self::Months(months) => {
                let first = (i64::from(month) - 1).div_euclid(months) * months + 1;
                of_day(Day::from_civil(year, first.clamp(1, 12) as u8, 1))
            }
            Self::Years(years) => of_day(Day::from_civil(year.div_euclid(years) * years, 1, 1)),
        }
    }

    /// Returns the tick behind one.
    fn next(self, tick: i64) -> i64 {
        let day = Day(tick.div_euclid(DAY));
        let months = |months: i64| day.plus_months(months).0.saturating_mul(DAY);
        match self {
            Self::Hours(hours) => tick + hours * 3_600,
            Self::Days(days) => tick + days * DAY,
            Self::Months(n) => months(n),
            Self::Years(n) => months(n.saturating_mul(12)),
        }
    }

    /// Returns the label of a tick; the first one on the screen says also what the others leave out.
    fn label(self, tick: i64, is_first: bool) -> String {
        let day = Day(tick.div_euclid(DAY));
        let short = day.short();
        let mut parts = short.split(' ').skip(1);
        let (month, year) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let hour = tick.rem_euclid(DAY) / 3_600;
        match self {
            Self::Hours(_) if is_first => format!("{} {hour:02}:00", without_year(&short)),
            Self::Hours(_) if hour == 0 => without_year(&short),
            Self::Hours(_) => format!("{hour:02}:00"),
            Self::Days(_) if is_first => short,
            Self::Days(_) => without_year(&short),
            Self::Months(_) if is_first && day.civil().1 > 1 => format!("{month} {year}"),
            Self::Months(_) if day.civil().1 > 1 => month.to_owned(),
            Self::Months(_) | Self::Years(_) => year.to_owned(),
        }
    }
}

/// Returns the ticks on the screen.
pub(crate) fn ticks(scale: &Scale, left: usize, across: usize) -> Vec<Tick> {
    let between = Between::fitting(scale);
    let (begin, end) = (scale.time(left as i64), scale.time((left + across) as i64));
    let mut all: Vec<Tick> = Vec::new();
    let mut tick = between.before(begin);
    while tick < end {
        // A tick between two columns is at the one that it is in.
        let x = tick.saturating_sub(begin).div_euclid(scale.unit);
        if x >= 0 && (x as usize) < across {
            all.push(Tick { x: x as usize, label: between.label(tick, all.is_empty()) });
        }
        let next = between.next(tick);
        if next <= tick {
            break;
        }
        tick = next;
    }
    all
}
