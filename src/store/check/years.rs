//! Years that are wrong by a typing slip: `2205` for 2025, `0025` for 2025.

use std::collections::BTreeMap;

use super::{Doubt, dates};
use crate::event::date::{Day, Now};
use crate::store::Store;

/// The number of years before today in which an event may be the background of today's events.
const REMEMBERED: i64 = 150;
/// The number of years ahead that plans reach.
const PLANNED: i64 = 15;

/// Looks for years far from all others that are one slip away from a year with more events.
pub(super) fn look(store: &Store, now: &Now, doubts: &mut Vec<Doubt>) {
    let mut events: BTreeMap<i64, usize> = BTreeMap::new();
    let year = |day: Day| if day.is_out_of_range() { None } else { Some(day.civil().0) };
    let mut far = false;
    let today = now.today.civil().0;
    let is_near = |year: i64| (today - REMEMBERED..=today + PLANNED).contains(&year);
    for (_, event) in store.events.each() {
        if let Some(year) = year(event.date.first_day()) {
            *events.entry(year).or_default() += 1;
            far |= !is_near(year);
        }
        far |=
            dates(&event).iter().any(|(_, date)| year(date.first_day()).is_some_and(|year| !is_near(year)));
    }
    if !far {
        return;
    }
    let meant = |year: i64| {
        let most = events.iter().filter(|(other, count)| {
            is_near(**other) && **count > events.get(&year).copied().unwrap_or(0) && is_slip(year, **other)
        });
        most.max_by_key(|(year, count)| (**count, **year)).map(|(year, _)| *year)
    };
    for (_, event) in store.events.each() {
        for (path, date) in dates(&event) {
            let far = year(date.first_day()).filter(|year| !is_near(*year));
            let Some((year, meant)) = far.and_then(|year| Some((year, meant(year)?))) else { continue };
            let message = format!(
                "the year {year} is far from all others in the store, and one typing slip from {meant}"
            );
            let written = [format!("Y{year}"), format!("{year:04}")];
            let right = written.iter().find(|written| date.text().contains(written.as_str()));
            let right = right.map(|written| date.text().replace(written.as_str(), &format!("{meant:04}")));
            let hint = right.map(|right| format!("write {right} if you mean {meant}"));
            doubts.push(Doubt::of_event(&event, path, "odd-year", message).hint(hint));
        }
    }
}

/// Returns whether one slip turns `meant` into `year`: a digit changed, omitted or doubled, two swapped, or the
/// century omitted.
fn is_slip(year: i64, meant: i64) -> bool {
    if year == meant || year < 0 {
        return false;
    }
    let (written, right) = (format!("{year:04}").into_bytes(), format!("{meant:04}").into_bytes());
    if year < 100 {
        return year == meant % 100;
    }
    let differing: Vec<usize> = (0..written.len()).filter(|at| written.get(*at) != right.get(*at)).collect();
    if written.len() == right.len() {
        let swapped = |a: usize, b: usize| {
            b == a + 1 && written.get(a) == right.get(b) && written.get(b) == right.get(a)
        };
        return match *differing.as_slice() {
            [_] => true,
            [a, b] => swapped(a, b),
            // `0225` and `0205` have lost a digit of 2025 and are padded with a zero.
            _ => {
                written.first() == Some(&b'0')
                    && without_one(&right).any(|shorter| Some(shorter.as_slice()) == written.get(1..))
            }
        };
    }
    written.len() == right.len() + 1 && without_one(&written).any(|shorter| shorter == right)
}

/// Returns the digits with each one left out in turn.
fn without_one(digits: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    (0..digits.len())
        .map(|out| digits.iter().enumerate().filter(|(at, _)| *at != out).map(|(_, digit)| *digit).collect())
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips_of_one_hand_are_known() {
        for slip in [25, 2205, 2052, 1025, 3025, 20225, 22025, 225, 205, 2925] {
            assert!(is_slip(slip, 2025), "{slip} is one slip from 2025");
        }
        for other in [1945, 1994, 1925, 2025, 26, 5220, 212, 20_252_025, -2025] {
            assert!(!is_slip(other, 2025), "{other} is another year");
        }
    }
}
