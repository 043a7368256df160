//! The day and the time in a sentence.

use super::tokens::{Token, typed};
use super::{LONGEST, Reader};
use crate::compose::moment::{self, Reading, Time};
use crate::compose::months;
use crate::event::EventDate;
use crate::event::date::{Now, Precision, Zone};
use crate::registry::{Lookup, VenueIx};

/// What a sentence says of when it was.
#[derive(Debug, Default)]
pub(super) struct When {
    pub(super) day: Option<String>,
    pub(super) time: Option<Time>,
    /// The venue whose time it is, if the sentence says so: `11:10 Moscow time`.
    pub(super) place: Option<VenueIx>,
}

/// Words before a date that make it the edge of something else.
const EDGES: [&str; 14] = [
    "of", "before", "after", "since", "until", "till", "by", "from", "between", "around", "about", "circa",
    "ca", "through",
];
const DAYS: [&str; 14] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "tomorrow",
    "tonight",
    "noon",
    "midnight",
    "вчера",
    "сегодня",
    "завтра",
];
const SPANS: [&str; 7] = ["week", "month", "year", "night", "morning", "evening", "afternoon"];

/// Returns whether a word is the number of a day: `21`, `1st`.
fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    (1..=2).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
}

/// Returns whether a word is a day and a month without a year: `21.12`.
fn is_short(word: &str) -> bool {
    let part = |text: &str, most: u8| {
        (1..=2).contains(&text.len()) && text.parse::<u8>().is_ok_and(|n| (1..=most).contains(&n))
    };
    word.split_once('.').is_some_and(|(day, month)| part(day, 31) && part(month, 12))
}

/// A date found among the words.
struct Found {
    start: usize,
    length: usize,
    text: String,
    reading: Reading,
}

impl Reader<'_> {
    /// Takes the day and the time out of the words.
    pub(super) fn moment(&mut self, mut tokens: Vec<Token>, now: &Now) -> (Vec<Token>, When) {
        let mut when = When::default();
        let found = dates(&tokens, now);
        let (found, coarse): (Vec<Found>, Vec<Found>) =
            found.into_iter().partition(|one| beside(&tokens, one).is_none());
        // Never a year, while a day or a month beside it was not understood.
        for one in &coarse {
            let words = beside(&tokens, one).unwrap_or(one.start..one.start + one.length);
            let text = format!("`{}` is not read as a date", typed(&tokens[words.clone()]));
            self.tell_flags("date", text, "; give it with --date");
            tokens[words].iter_mut().for_each(|token| token.dated = true);
        }
        let short = if found.is_empty() { Vec::new() } else { partial(&tokens, &found, now) };
        let mut inner = None;
        let mut days: Vec<String> = Vec::new();
        for one in &found {
            if let Reading::One(day) = &one.reading
                && !days.contains(day)
            {
                days.push(day.clone());
            }
        }
        let unclear: Vec<&Found> =
            found.iter().filter(|one| matches!(one.reading, Reading::Several(_))).collect();
        let is_clear = unclear.is_empty() && coarse.is_empty();
        for one in &unclear {
            if let Reading::Several(all) = &one.reading {
                self.tell_flags(
                    "date",
                    format!("the date `{}` may be {}", one.text, all.join(" or ")),
                    "; give it with --date",
                );
            }
        }
        let edge = found.first().and_then(|one| one.start.checked_sub(1)).map(|at| &tokens[at]);
        let edge = edge.filter(|word| !word.ends && EDGES.contains(&word.folded.as_str()));
        let doubted = found.first().and_then(|one| Self::doubted_date(&tokens, one.start));
        if !short.is_empty() {
            let mut all: Vec<(usize, String)> =
                found.iter().map(|one| (one.start, format!("`{}`", one.text))).collect();
            all.extend(short.iter().map(|at| (at.start, format!("`{}`", typed(&tokens[at.clone()])))));
            all.sort();
            let all: Vec<String> = all.into_iter().map(|(_, text)| text).collect();
            let told = format!("several dates, {}, one without a year", all.join(" and "));
            self.tell_flags("date", told, "; give that of the event with --date");
        }
        match (days.as_slice(), edge) {
            _ if !short.is_empty() => {}
            ([_], None) if is_clear && doubted.is_some() => {
                let text = format!("`{} {}`", doubted.as_deref().unwrap_or_default(), found[0].text);
                self.tell_flags("date", format!("{text} does not say when it was"), "; give it with --date");
            }
            ([one], None) if is_clear && one.contains('T') && one.contains('/') => {
                let text = &found[0].text;
                self.tell_flags(
                    "date",
                    format!("`{text}` is a span of time, whose zone is not known"),
                    "; give it with --date",
                );
            }
            ([one], None) if is_clear => {
                let (day, time) = moment::split(one);
                (when.day, inner) = (Some(day), time);
            }
            ([_], Some(word)) if is_clear => {
                let text = format!("`{} {}`", word.typed, found[0].text);
                self.tell_flags("date", format!("{text} does not say when it was"), "; give it with --date");
            }
            ([_, _, ..], _) => {
                let all: Vec<String> = found.iter().map(|one| format!("`{}`", one.text)).collect();
                self.tell_flags(
                    "date",
                    format!("several dates, {}", all.join(" and ")),
                    "; give that of the event with --date",
                );
            }
            _ => {}
        }
        let is_edge = edge.is_some();
        for at in &short {
            tokens[at.clone()].iter_mut().for_each(|token| token.dated = true);
        }
        let kept = days.len() > 1 || is_edge || !short.is_empty() || doubted.is_some();
        let mut behind = None;
        for one in found.iter().rev() {
            if kept {
                tokens[one.start..one.start + one.length].iter_mut().for_each(|token| token.dated = true);
            } else {
                behind = take(&mut tokens, one.start, one.length);
            }
        }
        if found.is_empty() && coarse.is_empty() {
            self.undated(&mut tokens);
        }
        if let Some(time) = inner {
            self.zoned(&mut tokens, behind, time, &mut when);
        }
        self.time(&mut tokens, &mut when);
        (tokens, when)
    }

    /// Says which words look like a date and are none that is certain.
    fn undated(&mut self, tokens: &mut [Token]) {
        for at in 0..tokens.len() {
            if tokens[at].quoted {
                continue;
            }
            let (word, typed) = (tokens[at].folded.clone(), tokens[at].typed.clone());
            let number = |at: Option<usize>| {
                at.filter(|at| tokens.get(*at).is_some_and(|token| is_day(&token.folded)))
            };
            let month = months::is_month(&word);
            let day = number(at.checked_sub(1)).or_else(|| number(Some(at + 1))).filter(|_| month);
            let next = tokens.get(at + 1).map(|token| token.folded.as_str()).unwrap_or_default();
            let (words, why) = if let Some(day) = day {
                (at.min(day)..at.max(day) + 1, "has no year")
            } else if is_short(&word) {
                (at..at + 1, "has no year, if it is a date")
            } else if DAYS.contains(&word.as_str()) {
                (at..at + 1, "is not read as a date")
            } else if ["last", "next", "this"].contains(&word.as_str()) && SPANS.contains(&next) {
                (at..at + 2, "is not read as a date")
            } else {
                continue;
            };
            let text = match words.len() {
                1 => typed,
                _ => super::tokens::typed(&tokens[words.clone()]),
            };
            self.tell_flags("date", format!("`{text}` {why}"), "; give it with --date");
            tokens[words].iter_mut().for_each(|token| token.dated = true);
        }
    }

    /// Takes the time out of the words.
    fn time(&mut self, tokens: &mut Vec<Token>, when: &mut When) {
        let at =
            |tokens: &[Token]| tokens.iter().position(|token| !token.quoted && clock(&token.typed).is_some());
        if when.time.is_some() {
            if let Some(more) = at(tokens) {
                self.tell_flags(
                    "date",
                    format!("several times, one of them `{}`", tokens[more].typed),
                    "; give that of the event with --date",
                );
                when.time = None;
            }
            return;
        }
        let Some(first) = at(tokens) else {
            let halves = (0..tokens.len()).find_map(|at| Some((at, half(tokens, at)?)));
            if let Some((at, (time, length))) = halves {
                let at = take(tokens, at, length);
                self.zoned(tokens, at, time, when);
            }
            return;
        };
        if let Some(span) = span(&tokens[first].typed) {
            self.tell_flags(
                "date",
                format!("`{span}` may be a span of time or a time with an offset"),
                "; give it with --date",
            );
            when.time = None;
            take(tokens, first, 1);
            return;
        }
        let more = at(&tokens[first + 1..]).map(|next| tokens[first + 1 + next].typed.clone());
        if let Some(more) = more {
            let text = format!("several times, `{}` and `{more}`", tokens[first].typed);
            self.tell_flags("date", text, "; give that of the event with --date");
            when.time = None;
            return;
        }
        let Some(time) = half(tokens, first).or_else(|| Some((clock(&tokens[first].typed)?, 1))) else {
            return;
        };
        let first = take(tokens, first, time.1);
        self.zoned(tokens, first, time.0, when);
    }

    /// Reads the zone behind a time, whose next word is at `at`.
    fn zoned(&mut self, tokens: &mut Vec<Token>, at: Option<usize>, mut time: Time, when: &mut When) {
        let next = at.and_then(|at| Some((at, tokens.get(at)?.clone())));
        let Some((at, next)) = next.filter(|_| time.offset.is_none()) else {
            when.time = Some(time);
            return;
        };
        let is_time = |token: Option<&Token>| token.is_some_and(|token| token.folded == "time");
        let letters = next.typed.trim_end_matches(['.', ')']).trim_start_matches('(');
        let capitals = (2..=5).contains(&letters.len()) && letters.bytes().all(|b| b.is_ascii_uppercase());
        if let Some(offset) = moment::offset(letters).or_else(|| of_letters(letters)) {
            time.offset = Some(offset);
            take(tokens, at, 1);
        } else if next.folded == "local" && is_time(tokens.get(at + 1)) {
            take(tokens, at, 2);
        } else if is_time(tokens.get(at + 1)) {
            let found = self.store.registry.venue_names().reference(&next.folded);
            let Lookup::One(ix) = found else {
                self.tell("date", format!("{} is left out: `{} time` is not known", time.text, next.typed));
                take(tokens, at, 2);
                return;
            };
            when.place = Some(VenueIx(ix));
            take(tokens, at, 2);
        } else if capitals && self.is_nothing(&next) {
            self.tell("date", format!("{} is left out: the zone `{letters}` is not known", time.text));
            take(tokens, at, 1);
            return;
        }
        when.time = Some(time);
    }

    /// Returns whether a word is no name of the store.
    fn is_nothing(&self, token: &Token) -> bool {
        let names = &self.store.registry;
        let word = token.folded.as_str();
        matches!(names.actor_names().reference(word), Lookup::None)
            && matches!(names.venue_names().reference(word), Lookup::None)
            && matches!(names.outlet_names().reference(word), Lookup::None)
            && token.typed.parse::<crate::event::Grade>().is_err()
    }
}

/// Returns the dates among the words; the longest reading of each.
fn dates(tokens: &[Token], now: &Now) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for length in (1..=LONGEST).rev() {
        for start in 0..tokens.len().saturating_sub(length - 1) {
            let words = &tokens[start..start + length];
            let taken = found.iter().any(|one| start < one.start + one.length && one.start < start + length);
            // Only a year follows a comma: `December 21, 2025`.
            let year = |at: usize| tokens.get(at).is_some_and(|token| token.folded.len() == 4);
            let cut = (start..start + length - 1)
                .any(|at| tokens[at].ends && !(year(at + 1) && at + 2 == start + length));
            let small = ["of", "the", "in", "on", "at", "before", "after", "since", "by", "de", "del"];
            let ends = [words.first(), words.last()];
            let small = ends.into_iter().flatten().any(|word| small.contains(&word.folded.as_str()));
            if taken || cut || small || words.iter().any(|token| token.quoted) {
                continue;
            }
            let text = typed(words);
            let text = text.trim_end_matches(['.', ':', ')', '?', '!']).trim_start_matches('(').to_owned();
            let reading = moment::day(&months::in_english(&text).replace(['–', '—'], "-"), now);
            if reading != Reading::None {
                found.push(Found { start, length, text, reading });
            }
        }
    }
    found.sort_by_key(|one| one.start);
    found
}

/// Returns a date without a day with the number or the misspelt month beside it, which may be part of it.
fn beside(tokens: &[Token], one: &Found) -> Option<std::ops::Range<usize>> {
    let Reading::One(date) = &one.reading else { return None };
    let date = EventDate::parse(date, Zone::Offset(0)).ok()?;
    if matches!(date.precision(), Precision::Day | Precision::Minute)
        || one.length == 1 && one.text.contains('-')
    {
        return None;
    }
    let end = one.start + one.length;
    let word = |at: usize| tokens.get(at).filter(|token| !token.quoted);
    let number = |token: &Token| {
        let digits = token.folded.trim_end_matches(|c: char| !c.is_ascii_digit());
        let ending = token.folded.get(digits.len()..).unwrap_or_default();
        (1..=2).contains(&digits.len())
            && digits.bytes().all(|b| b.is_ascii_digit())
            && ending.chars().count() <= 3
            && !["am", "pm"].contains(&ending)
    };
    let strange = |token: &Token| {
        number(token) || months::is_month(&token.folded) || months::is_nearly_month(&token.folded)
    };
    let before = |steps: usize| one.start.checked_sub(steps).and_then(word).filter(|token| !token.ends);
    let plain = |token: &Token| token.folded.chars().all(char::is_alphabetic);
    if before(1).is_some_and(strange) {
        return Some(one.start - 1..end);
    }
    // `22 Kislev 2026`
    if before(1)
        .is_some_and(|token| plain(token) && !EDGES.contains(&token.folded.as_str()) && token.folded != "in")
        && before(2).is_some_and(number)
    {
        return Some(one.start - 2..end);
    }
    let is_open = tokens.get(end - 1).is_some_and(|last| !last.ends);
    let half =
        |at: usize| word(at).is_some_and(|token| ["am", "pm", "p.m", "a.m"].contains(&token.folded.as_str()));
    (is_open && word(end).is_some_and(strange) && !half(end + 1)).then_some(one.start..end + 1)
}

/// Returns the days without a year that stand beside dates that have one, and say another day.
fn partial(tokens: &[Token], found: &[Found], now: &Now) -> Vec<std::ops::Range<usize>> {
    let years: Vec<(String, &Reading)> = found
        .iter()
        .filter_map(|one| {
            let digits = one.text.split(|c: char| !c.is_ascii_digit());
            Some((digits.rev().find(|run| run.len() == 4)?.to_owned(), &one.reading))
        })
        .collect();
    let free = |at: usize| !found.iter().any(|one| (one.start..one.start + one.length).contains(&at));
    let mut all: Vec<std::ops::Range<usize>> = Vec::new();
    for at in 0..tokens.len().saturating_sub(1) {
        let pair = [&tokens[at], &tokens[at + 1]];
        let is_pair = [(0, 1), (1, 0)]
            .iter()
            .any(|(day, month)| is_day(&pair[*day].folded) && months::is_month(&pair[*month].folded));
        let apart = pair[0].ends || pair.iter().any(|token| token.quoted) || !free(at) || !free(at + 1);
        if !is_pair || apart || all.last().is_some_and(|last| last.contains(&at)) {
            continue;
        }
        let text = typed(&tokens[at..at + 2]);
        let text =
            months::in_english(text.trim_end_matches(['.', ')', ',']).trim_start_matches('(')).into_owned();
        let same =
            years.iter().any(|(year, reading)| moment::day(&format!("{text} {year}"), now) == **reading);
        if !same {
            all.push(at..at + 2);
        }
    }
    all
}

/// Takes words out, with the small word before them; a comma behind them stays. Returns where the next word is that
/// belongs to them.
fn take(tokens: &mut Vec<Token>, mut start: usize, mut length: usize) -> Option<usize> {
    let ends = tokens[start..start + length].last().is_some_and(|token| token.ends);
    let small = start.checked_sub(1).map(|at| &tokens[at]).filter(|before| !before.ends && !before.quoted);
    let belongs = ["on", "at", "dated", "in", "в", "у", "от", "від", "le", "am", "el", "il", "w"];
    if small.is_some_and(|before| belongs.contains(&before.folded.as_str())) {
        (start, length) = (start - 1, length + 1);
    }
    tokens.drain(start..start + length);
    if let Some(before) = start.checked_sub(1).and_then(|at| tokens.get_mut(at)) {
        before.cut(ends);
    }
    (!ends).then_some(start)
}

/// Reads a time of day, also one that may be a span.
fn clock(text: &str) -> Option<Time> {
    let text = text.trim_end_matches(['.', ':', ')']).trim_start_matches('(');
    match span(text) {
        Some(_) => Some(Time { text: text.to_owned(), offset: None }),
        None => Time::parse(text),
    }
}

/// Returns a text that is a span of time: `10:00-11:30`, `10:00–11:30`.
fn span(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(['.', ':', ')']).trim_start_matches('(');
    let (from, to) = text.split_once(['-', '–', '—'])?;
    let (from, to) = (Time::parse(from)?, Time::parse(to)?);
    (from.offset.is_none() && to.offset.is_none() && (to.text > from.text || text.contains(['–', '—'])))
        .then_some(text)
}

/// Reads `5pm`, `5 pm`, `11:10 p.m.`: the time, and how many words it takes.
fn half(tokens: &[Token], at: usize) -> Option<(Time, usize)> {
    let half_of = |text: &str| match text.replace('.', "").as_str() {
        "am" => Some(0),
        "pm" => Some(12),
        _ => None,
    };
    let token = tokens.get(at).filter(|token| !token.quoted)?;
    let word = token.folded.replace('.', "");
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let (added, length) = match half_of(word.get(digits.len()..)?) {
        Some(added) => (added, 1),
        None if digits.len() == word.len() && !token.ends => (half_of(&tokens.get(at + 1)?.folded)?, 2),
        None => return None,
    };
    let (hour, minute) = digits.split_once(':').unwrap_or((digits, "00"));
    let hour = hour.parse::<u8>().ok().filter(|hour| (1..=12).contains(hour))?;
    let text = format!("{:02}:{minute}", hour % 12 + added);
    Time::parse(&text).map(|time| (time, length))
}

/// Returns the offset of a zone that is known by its letters.
fn of_letters(letters: &str) -> Option<String> {
    let date = EventDate::meanings(&format!("2025-01-02T11:10 {letters}"));
    let [one] = date.as_slice() else { return None };
    moment::offset(one.strip_prefix("2025-01-02T11:10")?)
}
