//! One event in canonical form: its lines with the fields in house order, and the comments above it.

use crate::store::schema::HOUSE_ORDER;
use crate::store::yaml::spans::{self, Part, Spanned, Style};

/// An event as it is written out: its lines without line breaks.
#[derive(Debug)]
pub(super) struct FormattedItem {
    pub(super) lines: Vec<String>,
    /// The text of its date.
    pub(super) date: Option<String>,
    /// Why it is left as it is.
    pub(super) left: Option<&'static str>,
}

/// A field with the comments above it.
struct Segment {
    rank: usize,
    comments: Vec<String>,
    lines: Vec<String>,
}

impl FormattedItem {
    /// Brings an item and the comments above it into canonical form.
    pub(super) fn of(lead: &str, text: &str) -> Self {
        let roots = spans::read(text);
        let node = roots.as_deref().and_then(|roots| match roots {
            [root] => root.items().first().filter(|_| root.items().len() == 1),
            _ => None,
        });
        let mut lines = comments(lead);
        let Some(node) = node else {
            lines.extend(at_margin(trimmed(text).collect()));
            // An alias alone is none, because its anchor is in another event.
            let shares = text.contains('*');
            let why = if shares && spans::read(&text.replace('*', "x")).is_some() {
                "left as it is: this event takes values from another one through `*`"
            } else {
                "left as it is: this event is not YAML"
            };
            return Self { lines, date: None, left: Some(why) };
        };
        let date = node.field("date").and_then(|(_, value)| value.text()).map(str::to_owned);
        let undated = date.as_deref().is_none_or(|date| {
            crate::event::EventDate::parse(date, crate::event::date::Zone::Offset(0)).is_err()
        });
        let why = "left where it stands: its date cannot be read";
        let (above, body) = match arranged(text, node) {
            Some((above, body)) => (above, body),
            None => (Vec::new(), at_margin(trimmed(text).collect())),
        };
        let changed = body.join("\n");
        if is_same(node, &changed) {
            lines.extend(above);
            lines.extend(body);
        } else {
            lines.extend(at_margin(trimmed(text).collect()));
        }
        Self { lines, date, left: undated.then_some(why) }
    }
}

/// Returns whether the text is one item that says the same as `node`, whatever the order of its fields.
fn is_same(node: &Spanned, text: &str) -> bool {
    let roots = spans::read(text).unwrap_or_default();
    let [root] = roots.as_slice() else { return false };
    let [item] = root.items() else { return false };
    same(node, item)
}

fn same(a: &Spanned, b: &Spanned) -> bool {
    match (&a.value, &b.value) {
        (Part::Map(a, _), Part::Map(b, _)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| {
                    b.iter().any(|(other, found)| key.text() == other.text() && spans::is_alike(value, found))
                })
        }
        _ => spans::is_alike(a, b),
    }
}

/// Returns the comments above an item at the margin, with at most one blank line between them.
fn comments(lead: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in lead.lines().map(str::trim) {
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// Returns the lines of an item without the blank ones at its end.
fn trimmed(text: &str) -> impl Iterator<Item = String> {
    let count = text.trim_end().lines().count();
    text.lines().take(count).map(|line| line.strip_suffix('\r').unwrap_or(line).to_owned())
}

/// Moves an item to the margin.
fn at_margin(lines: Vec<String>) -> Vec<String> {
    let margin = lines.first().map_or(0, |line| indent(line));
    lines.into_iter().map(|line| outdented(&line, margin)).collect()
}

fn indent(line: &str) -> usize {
    line.bytes().take_while(|b| *b == b' ').count()
}

/// Returns a line with up to `by` spaces fewer at its start.
fn outdented(line: &str, by: usize) -> String {
    line.get(by.min(indent(line))..).unwrap_or_default().to_owned()
}

/// Returns a comment between fields, at least as far in as a field: at the margin it would be about the next item.
fn inside(line: &str, by: usize) -> String {
    format!("{}{}", " ".repeat(indent(line).saturating_sub(by).max(2)), line.trim_start())
}

/// Returns the comments that go above the item, and its lines with the fields in house order; `None` if its fields are
/// not a line or more each.
fn arranged(text: &str, node: &Spanned) -> Option<(Vec<String>, Vec<String>)> {
    let Part::Map(pairs, Style::Block) = &node.value else { return None };
    let line_of = |at: usize| text.get(..at).map(|before| before.matches('\n').count());
    let lines: Vec<String> = trimmed(text).collect();
    let dash = lines.first()?;
    let margin = indent(dash);
    let first = pairs.first()?.0.bytes.start;
    // The first field is beside the dash.
    let column = text.get(..first)?.len();
    let beside = dash.get(margin + 1..column)?;
    if line_of(first)? != 0 || !dash.get(margin..)?.starts_with('-') || !beside.bytes().all(|b| b == b' ') {
        return None;
    }
    let outdent = column - 2;
    let mut segments: Vec<Segment> = Vec::new();
    for (nth, (key, value)) in pairs.iter().enumerate() {
        let start = line_of(key.bytes.start)?;
        let end = match pairs.get(nth + 1) {
            Some((next, _)) => line_of(next.bytes.start)?,
            None => lines.len(),
        };
        if end <= start || nth > 0 && indent(lines.get(start)?) != column {
            return None;
        }
        let last = line_of(value.bytes.end.max(key.bytes.end))?;
        let mut segment = Segment { rank: rank(key.text()?), comments: Vec::new(), lines: Vec::new() };
        // What follows the value up to the next key: comments as far in as a key belong to that.
        let gap = last + 1..end;
        let own = gap.clone().find(|at| is_comment(&lines[*at]) && indent(&lines[*at]) <= column);
        let own = if nth + 1 < pairs.len() { own.unwrap_or(end) } else { end };
        if nth == 0 {
            let head = format!("{}{}", " ".repeat(column), lines[0].get(column..)?);
            segment.lines.push(outdented(&head, outdent));
        } else {
            segment.lines.push(outdented(&lines[start], outdent));
        }
        let blank = |at: &usize| gap.contains(at) && lines[*at].trim().is_empty();
        segment.lines.extend((start + 1..own).filter(|at| !blank(at)).map(|at| {
            if gap.contains(&at) { inside(&lines[at], outdent) } else { outdented(&lines[at], outdent) }
        }));
        segments.push(segment);
        // They wait at this field for the next one to take them.
        let waiting = (own..end).filter(|at| !blank(at)).map(|at| inside(&lines[at], outdent));
        let waiting: Vec<String> = waiting.collect();
        if !waiting.is_empty() {
            segments.push(Segment { rank: usize::MAX, comments: waiting, lines: Vec::new() });
        }
    }
    let mut fields: Vec<Segment> = Vec::new();
    let mut above = Vec::new();
    for segment in segments {
        if segment.lines.is_empty() {
            above = segment.comments;
        } else {
            let mut comments = std::mem::take(&mut above);
            comments.extend(segment.comments);
            fields.push(Segment { comments, ..segment });
        }
    }
    fields.sort_by_key(|segment| segment.rank);
    let mut out = Vec::new();
    let mut over = Vec::new();
    for (nth, segment) in fields.into_iter().enumerate() {
        if nth == 0 {
            over = segment.comments.iter().map(|line| line.trim().to_owned()).collect();
        } else {
            out.extend(segment.comments);
        }
        let mut lines = segment.lines.into_iter();
        let head = lines.next()?;
        out.push(if nth == 0 { format!("- {}", head.get(2..)?) } else { head });
        out.extend(lines);
    }
    Some((over, out))
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// Returns the place of a field in the house order; fields that are no fields come last, as written.
fn rank(key: &str) -> usize {
    HOUSE_ORDER.iter().position(|field| *field == key).unwrap_or(HOUSE_ORDER.len())
}
