//! Hints that are followed: what a hint says to write loads, and means what was meant.

use proptest::prelude::*;

use crate::event::date::{Day, month_name};
use crate::event::{Count, Event};
use crate::store::Store;

/// Returns a store of one event with these lines.
fn store(lines: &str) -> Store {
    let text = format!("events:\n- kind: strike\n  title: T\n{lines}");
    Store::from_texts([("s.yaml", text)])
}

/// Returns the hint of the problem with that code: empty if it has none, `None` if nothing is refused.
fn hint(store: &Store, code: &str) -> Option<String> {
    store.problems.iter().find(|p| p.code.0 == code).map(|p| p.hint.clone().unwrap_or_default())
}

/// Returns what a hint says to write: each of `a or b`.
fn taken(hint: &str) -> Vec<String> {
    let instruction = hint.strip_prefix("write ").unwrap_or_default();
    instruction
        .split(" or ")
        .map(|one| one.trim_matches('`').to_owned())
        .filter(|one| !one.is_empty())
        .collect()
}

fn loaded(lines: &str) -> Option<Event> {
    let store = store(lines);
    let first = store.events.each().map(|(_, event)| event).next();
    first.filter(|_| store.problems.iter().all(|p| p.severity != crate::store::Severity::Problem))
}

/// Returns a day in a notation of other programs.
fn spelt(notation: usize, y: i32, m: u32, d: u32) -> String {
    let month = month_name(m as u8);
    match notation {
        0 => format!("{d}.{m}.{y}"),
        1 => format!("{d:02}.{m:02}.{y}"),
        2 => format!("{d} {month} {y}"),
        3 => format!("{month} {d}, {y}"),
        4 => format!("{y}/{m:02}/{d:02}"),
        5 => format!("{y}.{m:02}.{d:02}"),
        6 => format!("{y}-{m}-{d}"),
        7 => format!("{d:02}/{m:02}/{y}"),
        8 => format!("{} {d} {y}", month.get(..3).unwrap_or(month)),
        9 => format!("{y}-{m:02}-{d:02} 14:05"),
        10 => format!("{y}-{m:02}-{d:02} 14.45"),
        _ => format!("{y}-{m:02}-{d:02}T14:05 UTC"),
    }
}

proptest! {
    #[test]
    fn the_hint_of_a_date_means_what_was_written(
        notation in 0_usize..12, y in 1990_i32..2030, m in 1_u32..=12, d in 1_u32..=28,
    ) {
        let text = spelt(notation, y, m, d);
        if let Some(hint) = hint(&store(&format!("  date: '{text}'\n")), "bad-date") {
            let all = taken(&hint);
            prop_assert!(!all.is_empty(), "{}: {}", text, hint);
            let days: Vec<Day> = all
                .iter()
                .filter_map(|date| loaded(&format!("  date: '{date}'\n")).map(|event| event.date.first_day()))
                .collect();
            prop_assert_eq!(days.len(), all.len(), "all load: {}: {}", text, hint);
            let right = loaded(&format!("  date: '{y}-{m:02}-{d:02}'\n")).map(|event| event.date.first_day());
            prop_assert!(days.iter().any(|day| Some(*day) == right), "{}: {}", text, hint);
            // More than one only where the day and the month may be exchanged.
            prop_assert!(all.len() == 1 || d <= 12, "{}: {}", text, hint);
        }
    }

    #[test]
    fn the_hint_of_a_count_means_what_was_written(notation in 0_usize..9, n in 11_u64..90_000, more in 1_u64..50) {
        let thousands = crate::text::thousands(n);
        let (text, right) = match notation {
            0 => (format!("{n}+"), Count::AtLeast(n)),
            1 => (format!("{n}-{}", n + more), Count::Between(n, n + more)),
            2 => (format!("{n}.0"), Count::Exactly(n)),
            3 => (thousands, Count::Exactly(n)),
            4 => (format!("~ {n}"), Count::About(n)),
            5 => (format!("at least {n}"), Count::AtLeast(n)),
            6 => (format!("more than {n}"), Count::AtLeast(n + 1)),
            7 => (format!("up to {n}"), Count::AtMost(n)),
            _ => (format!("{n} – {}", n + more), Count::Between(n, n + more)),
        };
        let lines = |count: &str| format!("  date: 2025\n  figures: [{{metric: killed, count: '{count}'}}]\n");
        let read = |count: &str| loaded(&lines(count)).map(|event| event.figures[0].count);
        match hint(&store(&lines(&text)), "bad-count") {
            None => prop_assert_eq!(read(&text), Some(right), "{}", text),
            Some(hint) => {
                    prop_assert_eq!(read(&taken(&hint).concat()), Some(right), "{}: {}", text, hint);
            }
        }
    }

    #[test]
    fn the_hint_of_an_id_loads(text in "[A-Za-zА-я0-9 _.!-]{1,20}") {
        prop_assume!(!text.trim().is_empty() && text.trim() == text);
        let id = |id: &str| format!("  date: 2025\n  id: '{id}'\n");
        if let Some(hint) = hint(&store(&id(&text)), "bad-id") {
            let written = taken(&hint).concat();
            prop_assert_eq!(written.is_empty(), crate::text::slug(&text).is_empty(), "{}", hint);
            if written.is_empty() {
                return Ok(());
            }
            let event = loaded(&id(&written));
            prop_assert_eq!(event.map(|event| event.id.to_string()), Some(written.clone()), "{}", hint);
            let letters = |text: &str| crate::text::slug(text).replace('-', "");
            prop_assert_eq!(letters(&written), letters(&text), "{}", hint);
        }
    }

    #[test]
    fn the_hint_of_a_key_names_the_key(at in 0_usize..30, place in 0_usize..12, slip in 0_usize..3) {
        let fields = crate::store::schema::record(crate::store::schema::list::List::Events).fields;
        let key = fields[at % fields.len()].key;
        let mut letters: Vec<char> = key.chars().collect();
        let place = place % letters.len();
        match slip {
            0 => letters.insert(place, letters[place]),
            1 if letters.len() > 4 => {
                letters.remove(place);
            }
            _ if place + 1 < letters.len() => letters.swap(place, place + 1),
            _ => {}
        }
        let wrong: String = letters.into_iter().collect();
        prop_assume!(fields.iter().all(|field| field.key != wrong));
        let reported = hint(&store(&format!("  date: 2025\n  {wrong}: x\n")), "unknown-key");
        let hint = reported.unwrap_or_default();
        prop_assert!(hint.contains(&format!("`{key}`")), "{} for {}: {}", wrong, key, hint);
    }

    #[test]
    fn the_hint_of_a_grade_means_what_was_written(
        letter in "[A-Fa-f]", digit in 1_u32..=6, notation in 0_usize..6,
    ) {
        let cyrillic = letter.replace(['A', 'a'], "А").replace(['B', 'b'], "В");
        let text = match notation {
            0 => format!("{digit}{letter}"),
            1 => format!("{letter}-{digit}"),
            2 => format!("{letter}/{digit}"),
            3 => format!("{letter} {digit}"),
            4 => format!("{cyrillic}{digit}"),
            _ => format!("({letter}{digit})"),
        };
        let grade = |grade: &str| format!("  date: 2025\n  grade: '{grade}'\n");
        let right = format!("{}{digit}", letter.to_uppercase());
        match hint(&store(&grade(&text)), "bad-grade") {
            None => prop_assert_eq!(text.to_uppercase(), right),
            Some(hint) => {
                    let read = loaded(&grade(&taken(&hint).concat())).map(|event| event.grade.to_string());
                prop_assert_eq!(read, Some(right), "{}: {}", text, hint);
            }
        }
    }
}
