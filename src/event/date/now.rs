//! The current time, decided once for the whole run.

use chrono::Utc;
use chrono_tz::Tz;

use super::hint::read;
use super::read::Expression;
use super::resolve::precision;
use super::{DateError, Day, EventDate, Instant, Precision, Zone, iso_instant};

/// The current time. It is set once at the start, so that a run is reproducible with `--now`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Now {
    /// The current instant.
    pub instant: Instant,
    /// The current day in the reader's zone (`TZ`).
    pub today: Day,
    /// The reader's zone.
    pub zone: Tz,
    /// The text given with `--now`, else the clock's time in UTC to the second. Documents print it as generated-at.
    pub text: Box<str>,
}

impl Now {
    /// Reads `--now`: a day (its start in the reader's zone), or a time (in that zone unless it has an offset).
    ///
    /// # Errors
    /// Returns an error if `text` is neither a day nor a time.
    pub fn parse(text: &str, reader: Tz) -> Result<Self, DateError> {
        let zone = Zone::Named(reader);
        let exact = match read(text)? {
            Expression::One(point) => matches!(precision(point), Precision::Minute | Precision::Day),
            _ => false,
        };
        let date = EventDate::parse(text, zone)?;
        if !exact || date.qualification().any_doubt() {
            return Err(DateError {
                message: format!("{text} is neither a day nor a time"),
                offset: 0,
                hint: Some("write a day or a time, such as 2025-12-21 or 2025-12-21T11:10Z".to_owned()),
            });
        }
        let today = if date.has_time() { zone.local(date.earliest()).0 } else { date.first_day() };
        Ok(Self { instant: date.earliest(), today, zone: reader, text: text.into() })
    }

    /// Returns the same time, but no later than `instant`. The text that documents print as generated-at stays.
    #[must_use]
    pub(crate) fn not_after(self, instant: Instant, zone: Tz) -> Self {
        if self.instant <= instant {
            return self;
        }
        Self { instant, today: Zone::Named(zone).local(instant).0, ..self }
    }

    /// Reads the machine's clock, in the reader's zone.
    #[must_use]
    pub fn system(zone: Tz) -> Self {
        let instant = Instant(Utc::now().timestamp());
        let today = Zone::Named(zone).local(instant).0;
        Self { instant, today, zone, text: iso_instant(instant).unwrap_or_default().into() }
    }
}
