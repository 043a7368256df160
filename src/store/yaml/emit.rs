//! Writes a record as an item of a YAML list, in the style that the demonstration store is written in.
//!
//! Plain where YAML allows it, else `'quoted'`; long text folded under `>-`; several lines under `|`; short lists and
//! mappings in one line, long ones a line for each value. Text that other readers of YAML would take for a number, a
//! date or a truth value is quoted, except in the fields that hold dates. Everything reads back as the same values.

use std::fmt::Write as _;

use serde_json::{Map, Value};

use crate::text::is_plain;

/// The columns that a line may take before text is folded and a list gets a line for each value.
const WIDTH: usize = 100;
/// The fields that hold dates, which are written without quotes where YAML allows it.
const DATES: [&str; 14] = [
    "date",
    "first_seen",
    "disclosed",
    "logged",
    "published",
    "accessed",
    "corrected",
    "withdrawn",
    "period",
    "as_of",
    "planned",
    "from",
    "until",
    "coverage",
];
/// The fields that hold numbers and truth values, which may stand without quotes too.
const NUMBERS: [&str; 7] = ["lat", "lon", "count", "minutes", "translated", "hedged", "disputes"];
/// The lists whose items are always mappings of a line for each field, as soon as one has several fields.
const TALL: [&str; 4] = ["sources", "sessions", "conflicts", "quote"];

/// Returns whether the values of a field stand without quotes where they look like numbers, dates or truth values.
fn stands_bare(key: &str) -> bool {
    DATES.contains(&key) || NUMBERS.contains(&key)
}

/// Returns a record as a list item whose dash has `margin` spaces before it, with a line break at its end.
pub(crate) fn item(record: &Map<String, Value>, margin: usize) -> String {
    let mut out = String::new();
    let _ = write!(out, "{:margin$}- ", "");
    mapping(&mut out, record, margin + 2, true);
    out
}

/// Returns a field of a record, `key: value`, whose key has `indent` spaces before it, with a line break at its end.
pub(crate) fn field(key: &str, value: &Value, indent: usize) -> String {
    let mut out = String::new();
    entry(&mut out, key, value, indent);
    out
}

/// Returns the value of a field in one line, inside brackets or not.
pub(crate) fn scalar(key: &str, text: &str, in_brackets: bool) -> String {
    inline(text, if in_brackets { Place::Flow } else { Place::Block }, stands_bare(key))
}

/// Writes the fields of a mapping, a line or more for each; the first is `beside` a dash that is there already.
fn mapping(out: &mut String, map: &Map<String, Value>, indent: usize, mut beside: bool) {
    if map.is_empty() {
        out.push_str("{}\n");
    }
    for (key, value) in map {
        if !beside {
            let _ = write!(out, "{:indent$}", "");
        }
        beside = false;
        let start = out.len();
        entry(out, key, value, indent);
        // `entry` writes the indentation, which stands there already.
        out.replace_range(start..start + indent, "");
    }
}

fn entry(out: &mut String, key: &str, value: &Value, indent: usize) {
    let name = inline(key, Place::Block, false);
    let _ = write!(out, "{:indent$}{name}:", "");
    let column = indent + name.chars().count() + 2;
    match value {
        Value::Array(items) if !items.is_empty() => {
            if let Some(line) = one_line(key, value, column) {
                let _ = writeln!(out, " {line}");
            } else {
                out.push('\n');
                for value in items {
                    element(out, key, value, indent + 2);
                }
            }
        }
        Value::Object(map) if !map.is_empty() => {
            if let Some(line) = one_line(key, value, column) {
                let _ = writeln!(out, " {line}");
            } else {
                out.push('\n');
                mapping(out, map, indent + 2, false);
            }
        }
        scalar => {
            out.push(' ');
            block_scalar(out, key, scalar, column, indent + 2);
        }
    }
}

/// Writes an item of a list that stands under `key`.
fn element(out: &mut String, key: &str, value: &Value, indent: usize) {
    let _ = write!(out, "{:indent$}- ", "");
    match value {
        Value::Object(map) if !map.is_empty() => {
            let tall = TALL.contains(&key) && map.len() > 1;
            match one_line(key, value, indent + 2).filter(|_| !tall) {
                Some(line) => {
                    let _ = writeln!(out, "{line}");
                }
                None => mapping(out, map, indent + 2, true),
            }
        }
        Value::Array(_) => {
            let _ = writeln!(out, "{}", flow(key, value));
        }
        scalar => block_scalar(out, key, scalar, indent + 2, indent + 2),
    }
}

/// Returns a short list or mapping in one line, if it has no mapping inside a list and fits.
fn one_line(key: &str, value: &Value, column: usize) -> Option<String> {
    let flat = |value: &Value| match value {
        Value::Array(items) => items.iter().all(|item| !item.is_array() && !item.is_object()),
        Value::Object(map) => map.is_empty(),
        Value::String(text) => !text.contains('\n'),
        _ => true,
    };
    let fits = match value {
        Value::Array(items) => items.iter().all(|item| !item.is_array() && !item.is_object() && flat(item)),
        Value::Object(map) => map.values().all(flat),
        _ => true,
    };
    let line = fits.then(|| flow(key, value))?;
    (column + line.chars().count() <= WIDTH).then_some(line)
}

/// Returns a value in one line, in the flow style of YAML.
fn flow(key: &str, value: &Value) -> String {
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(key, item)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(map) => {
            let pairs = map
                .iter()
                .map(|(key, value)| format!("{}: {}", inline(key, Place::Flow, false), flow(key, value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => inline(text, Place::Flow, stands_bare(key)),
        other => other.to_string(),
    }
}

/// Writes a scalar, over several lines where it is long or has line breaks of its own.
fn block_scalar(out: &mut String, key: &str, value: &Value, column: usize, indent: usize) {
    let Value::String(text) = value else {
        let _ = match value {
            Value::Array(_) => writeln!(out, "[]"),
            Value::Object(_) => writeln!(out, "{{}}"),
            other => writeln!(out, "{other}"),
        };
        return;
    };
    let line = inline(text, Place::Block, stands_bare(key));
    if text.contains('\n') && is_literal(text) {
        let body = text.trim_end_matches('\n');
        let chomp = match text.len() - body.len() {
            0 => "|-",
            1 => "|",
            _ => "|+",
        };
        out.push_str(chomp);
        out.push('\n');
        for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
            if !line.is_empty() {
                let _ = write!(out, "{:indent$}{line}", "");
            }
            out.push('\n');
        }
    } else if column + line.chars().count() > WIDTH && is_foldable(text) {
        out.push_str(">-\n");
        let mut used = 0;
        for word in text.split(' ') {
            let cells = word.chars().count();
            if used > 0 && indent + used + 1 + cells > WIDTH {
                out.push('\n');
                used = 0;
            }
            if used == 0 {
                let _ = write!(out, "{:indent$}", "");
            } else {
                out.push(' ');
                used += 1;
            }
            out.push_str(word);
            used += cells;
        }
        out.push('\n');
    } else {
        let _ = writeln!(out, "{line}");
    }
}

/// Returns whether a text of several lines can be written as it is, under `|`.
fn is_literal(text: &str) -> bool {
    !text.starts_with([' ', '\n', '\t'])
        && text.split('\n').all(|line| line.chars().all(|c| c == '\t' || is_printable(c)))
        && text.split('\n').all(|line| line.is_empty() || !line.trim().is_empty())
}

/// Returns whether a text of one line can be broken at its spaces, under `>-`.
fn is_foldable(text: &str) -> bool {
    let words = text.split(' ').collect::<Vec<_>>();
    words.len() > 1 && words.iter().all(|word| !word.is_empty() && word.chars().all(is_printable))
}

/// Where a scalar stands: brackets and commas end it inside brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Block,
    Flow,
}

/// Returns a scalar in one line: plain, in single quotes, or in double quotes where it needs escapes.
fn inline(text: &str, place: Place, date: bool) -> String {
    if !text.chars().all(is_printable) {
        return escaped(text);
    }
    if is_safe(text, place) && (date || !is_typed(text)) {
        return text.to_owned();
    }
    format!("'{}'", text.replace('\'', "''"))
}

/// Returns whether YAML reads a text without quotes as this text (YAML 1.2.2, section 7.3.3).
///
/// Inside brackets readers of YAML 1.1, such as Python's, end a text at a question mark, and others take no dash right
/// before the bracket.
fn is_safe(text: &str, place: Place) -> bool {
    const INDICATORS: &[char] = &[
        '-', '?', ':', ',', '[', ']', '{', '}', '#', '&', '*', '!', '|', '>', '\'', '"', '%', '@', '`', '=',
    ];
    !text.is_empty()
        && !text.starts_with(INDICATORS)
        && !text.starts_with(' ')
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !["~", "null", "Null", "NULL", "<<"].contains(&text)
        && (place == Place::Block
            || !text.contains([',', '[', ']', '{', '}']) && !text.contains(':')
            || place == Place::Flow && is_address(text))
        && (place == Place::Block || !text.contains('?') && !text.ends_with(" -"))
}

/// Returns whether it is an address or a time with a colon in it that flow style takes.
fn is_address(text: &str) -> bool {
    !text.contains([',', '[', ']', '{', '}', '"', '\'']) && !text.ends_with(':') && text.is_ascii()
}

/// Returns whether a reader with types would take the text for something else (YAML 1.1, language-independent types).
fn is_typed(text: &str) -> bool {
    const WORDS: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", ".inf", ".nan"];
    let lower = text.to_ascii_lowercase();
    WORDS.contains(&lower.trim_start_matches(['+', '-']))
        || lower.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == '+')
            && lower.chars().all(|c| c.is_ascii_hexdigit() || "._:+-xo tz".contains(c))
}

/// Returns whether a character shows as itself and breaks no line.
fn is_printable(c: char) -> bool {
    is_plain(c) && !matches!(c, '\u{85}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\n' | '\r' | '\t')
}

/// Returns a text in double quotes with escapes (YAML 1.2.2, section 5.7).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    out.push('"');
    for c in text.chars() {
        let _ = match c {
            '"' => write!(out, "\\\""),
            '\\' => write!(out, "\\\\"),
            '\n' => write!(out, "\\n"),
            '\t' => write!(out, "\\t"),
            c if is_printable(c) => write!(out, "{c}"),
            c if u32::from(c) <= 0xFF => write!(out, "\\x{:02x}", u32::from(c)),
            c if u32::from(c) <= 0xFFFF => write!(out, "\\u{:04x}", u32::from(c)),
            c => write!(out, "\\U{:08x}", u32::from(c)),
        };
    }
    out.push('"');
    out
}
