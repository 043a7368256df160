//! A bound: one pass over the lines of a generated store, nothing copied, and the events of one actor written.
//!
//! It does what any reader has to: checks UTF-8, keys and repeated keys, turns dates into sort keys and names into
//! numbers, keeps spans of texts, sorts, and collects the postings of the actor. It knows the one style that the
//! generator writes, tells no mistake, and runs on one core.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use foldhash::HashMap;

/// What an event may say, in the order of the bits that tell what it said already.
const KEYS: [&str; 16] = [
    "id", "kind", "date", "title", "summary", "actors", "venue", "sources", "grade", "tags", "status",
    "quote", "stance", "about", "figures", "links",
];

/// An event as spans of the text and numbers of names.
#[derive(Debug, Default)]
struct Row<'t> {
    said: u32,
    broken: bool,
    key: u64,
    id: &'t str,
    kind: &'t str,
    date: &'t str,
    title: &'t str,
    status: &'t str,
    grade: &'t str,
    venue: u32,
    /// Where its actors end in the column of actors; likewise below.
    actors: usize,
    tags: usize,
    sources: usize,
    texts: usize,
}

#[derive(Debug, Default)]
struct Names<'t> {
    numbers: HashMap<&'t str, u32>,
    spelt: Vec<&'t str>,
}

impl<'t> Names<'t> {
    fn number(&mut self, name: &'t str) -> u32 {
        let next = self.spelt.len() as u32;
        *self.numbers.entry(name).or_insert_with(|| {
            self.spelt.push(name);
            next
        })
    }

    fn spelt(&self, number: u32) -> &'t str {
        self.spelt.get(number as usize).copied().unwrap_or_default()
    }
}

#[derive(Debug, Default)]
struct Columns<'t> {
    names: Names<'t>,
    rows: Vec<Row<'t>>,
    actors: Vec<u32>,
    tags: Vec<u32>,
    sources: Vec<(u32, &'t str)>,
    texts: Vec<&'t str>,
    /// The events of the one actor.
    postings: Vec<u32>,
}

/// Reads a store and returns the events of `actor` as tab-separated lines.
pub(crate) fn list(path: &Path, actor: &str) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|e| e.to_string())?;
    let text = std::str::from_utf8(&bytes).map_err(|e| e.to_string())?;
    let mut columns = Columns::default();
    let wanted = columns.names.number(actor);
    let (mut row, mut among_events): (Option<Row<'_>>, bool) = (None, false);
    for line in text.split('\n') {
        let (first, rest) = match line.as_bytes() {
            [b'-', b' ', ..] => (true, line.get(2..)),
            [b' ', b' ', third, ..] if *third != b' ' => (false, line.get(2..)),
            [b' ', ..] => {
                if row.is_some() {
                    columns.deeper(line);
                }
                continue;
            }
            [] => continue,
            _ => {
                columns.take(row.take(), wanted);
                among_events = line == "events:";
                continue;
            }
        };
        if first && among_events {
            columns.take(row.replace(Row::default()), wanted);
        }
        if let Some((row, rest)) = row.as_mut().zip(rest) {
            columns.pair(row, rest);
        }
    }
    columns.take(row, wanted);
    let mut order: Vec<(u64, u32)> = (0..).zip(&columns.rows).map(|(at, row)| (row.key, at)).collect();
    order.sort_unstable();
    let key = |at: &u32| columns.rows.get(*at as usize).map(|row| (row.key, *at));
    let mut hits = columns.postings.clone();
    hits.sort_unstable_by_key(key);
    Ok(columns.write(&hits))
}

impl<'t> Columns<'t> {
    /// `key: value` of an event.
    fn pair(&mut self, row: &mut Row<'t>, pair: &'t str) {
        let Some((key, value)) = pair.split_once(':') else { return row.broken = true };
        let Some(which) = KEYS.iter().position(|known| *known == key) else { return row.broken = true };
        row.broken |= row.said & (1 << which) != 0;
        row.said |= 1 << which;
        let value = value.trim_start();
        match which {
            0 => row.id = value,
            1 => row.kind = value,
            2 => match sort_key(value) {
                Some(key) => (row.key, row.date) = (key, value),
                None => row.broken = true,
            },
            3 => row.title = value,
            5 => words(value, |name| self.actors.push(self.names.number(name))),
            6 => row.venue = self.names.number(value),
            8 => row.grade = value,
            9 => words(value, |tag| self.tags.push(self.names.number(tag))),
            10 => row.status = value,
            _ => self.texts.push(value),
        }
    }

    /// A line below a key: a source, or text.
    fn deeper(&mut self, line: &'t str) {
        match line.trim_start().strip_prefix("- {outlet: ") {
            Some(source) => {
                let (outlet, rest) = source.split_once(", url: \"").unwrap_or((source, ""));
                let url = rest.split_once('"').map_or("", |(url, _)| url);
                self.sources.push((self.names.number(outlet), url));
            }
            None => self.texts.push(line),
        }
    }

    fn take(&mut self, row: Option<Row<'t>>, wanted: u32) {
        let Some(mut row) = row else { return };
        let nothing = Row::default();
        let before = self.rows.last().unwrap_or(&nothing);
        if row.broken || row.said & 0b1111 != 0b1111 {
            self.actors.truncate(before.actors);
            self.tags.truncate(before.tags);
            self.sources.truncate(before.sources);
            self.texts.truncate(before.texts);
            return;
        }
        (row.actors, row.tags) = (self.actors.len(), self.tags.len());
        (row.sources, row.texts) = (self.sources.len(), self.texts.len());
        if self.actors.iter().skip(before.actors).any(|actor| *actor == wanted) {
            self.postings.push(self.rows.len() as u32);
        }
        self.rows.push(row);
    }

    fn write(&self, hits: &[u32]) -> String {
        let mut out = String::new();
        for at in hits.iter().map(|at| *at as usize) {
            let Some(row) = self.rows.get(at) else { continue };
            let before = at.checked_sub(1).and_then(|at| self.rows.get(at));
            let (actors, sources) = before.map_or((0, 0), |row| (row.actors, row.sources));
            let _ = write!(out, "{}\t{}\t{}\t{}\t{}\t", row.id, row.date, row.kind, row.status, row.title);
            for actor in self.actors.get(actors..row.actors).unwrap_or_default() {
                let _ = write!(out, "{},", self.names.spelt(*actor));
            }
            let _ = write!(out, "\t{}\t{}\t", self.names.spelt(row.venue), row.grade);
            for (_, url) in self.sources.get(sources..row.sources).unwrap_or_default() {
                let _ = write!(out, "{url}; ");
            }
            out.push('\n');
        }
        out
    }
}

/// The words of `{role: [a, b], role: c}` or `[a, b]`, without roles.
fn words<'t>(collection: &'t str, mut take: impl FnMut(&'t str)) {
    let mut start = 0;
    for (at, sign) in collection.bytes().enumerate() {
        match sign {
            b',' | b'{' | b'}' | b'[' | b']' => {
                take_some(collection.get(start..at), &mut take);
                start = at + 1;
            }
            // A role ends.
            b':' => start = at + 2,
            b' ' if at == start => start = at + 1,
            _ => {}
        }
    }
}

fn take_some<'t>(word: Option<&'t str>, take: &mut impl FnMut(&'t str)) {
    if let Some(word) = word.filter(|word| !word.is_empty()) {
        take(word);
    }
}

/// Minutes since the year 0 of the first instant of a date, as if all months had 31 days; none where it is no date.
pub(crate) fn sort_key(date: &str) -> Option<u64> {
    let date = date.trim_start_matches(['"', '[']).as_bytes();
    let number = |at: usize, digits: usize| {
        let digits = date.get(at..at + digits)?;
        digits.iter().try_fold(0, |sum, b| b.is_ascii_digit().then(|| sum * 10 + u64::from(b - b'0')))
    };
    let (year, month) = (number(0, 4)?, number(5, 2)?);
    let day = if date.get(7) == Some(&b'-') { number(8, 2)? } else { 1 };
    let days = match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let minutes = if date.get(10) == Some(&b'T') { number(11, 2)? * 60 + number(14, 2)? } else { 0 };
    let zone = if date.get(16) == Some(&b'+') { number(17, 2)? * 60 } else { 0 };
    let first = ((year * 12 + month) * 31 + day) * 24 * 60 + minutes;
    (1..=days).contains(&day).then(|| first - zone)
}
