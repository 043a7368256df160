//! Syntax errors in helpful words, at the place of the mistake.
//!
//! A YAML parser reports where it could not continue, which is often a line below the slip, in the language of its
//! grammar. Its message is only used if nothing better is known.

use crate::store::problem::Fix;
use crate::store::schema;
use crate::store::yaml::mark::{Mark, TreeError};
use crate::text::{coded_invisible_name, invisible_name};

/// A message of the parser: its words, and line and column from 1 in `text`.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Complaint<'t> {
    pub(in crate::store) text: &'t str,
    pub(in crate::store) info: &'t str,
    pub(in crate::store) at: Mark,
    /// The innermost open bracket.
    pub(in crate::store) bracket: Option<Mark>,
}

/// Rewords a complaint. The mark of the result counts from 1 in the text.
pub(in crate::store) fn reworded(complaint: Complaint<'_>) -> TreeError {
    let Complaint { info, at, .. } = complaint;
    let found_by =
        |rules: &[fn(&Complaint<'_>) -> Option<TreeError>]| rules.iter().find_map(|rule| rule(&complaint));
    let found = found_by(&[
        tab,
        invisible,
        dash,
        behind_bracket,
        first_character,
        alias,
        bracket,
        colon,
        bare_line,
        indentation,
        quotes,
        rest,
    ])
    .unwrap_or_else(|| {
        let words = info.rsplit_once(", ").map_or(info, |(_, words)| words);
        error(at, words, "")
    });
    // Behind the end of the text there is no line: the mistake is at the end of the last.
    let last = complaint.text.lines().count().max(1) as u32;
    if found.mark.line <= last {
        return found;
    }
    let column = complaint.line(last).chars().count() as u32 + 1;
    TreeError { mark: Mark { line: last, column }, ..found }
}

/// Adds the change that makes the mistake go away: a part of its line, replaced by another text.
fn fixed(found: TreeError, line: &str, part: &str, text: Option<String>) -> TreeError {
    let at = (part.as_ptr() as usize).checked_sub(line.as_ptr() as usize);
    let column = at.and_then(|at| line.get(..at)).map(|before| before.chars().count() as u32 + 1);
    let end = column.map(|column| column + part.chars().count() as u32);
    let fix = column.zip(end).zip(text).map(|((from, to), text)| Fix::Line(from, to, text));
    TreeError { fix, ..found }
}

fn error(mark: Mark, message: &str, hint: &str) -> TreeError {
    let hint = (!hint.is_empty()).then(|| hint.to_owned());
    TreeError { mark, code: "syntax", message: message.to_owned(), hint, fix: None }
}

impl<'t> Complaint<'t> {
    fn says(&self, words: &str) -> bool {
        self.info.contains(words)
    }

    /// Returns a line of the text, counted from 1.
    fn line(&self, number: u32) -> &'t str {
        self.text.lines().nth((number as usize).saturating_sub(1)).unwrap_or_default()
    }

    /// Returns the text before the complaint on its line.
    fn before(&self) -> &'t str {
        let line = self.line(self.at.line);
        match line.char_indices().nth((self.at.column as usize).saturating_sub(1)) {
            Some((at, _)) => line.get(..at).unwrap_or(line),
            None => line,
        }
    }
}

/// Returns the place of the first visible character of a line.
fn start(number: u32, line: &str) -> Mark {
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    Mark { line: number, column: indent as u32 + 1 }
}

fn tab(complaint: &Complaint<'_>) -> Option<TreeError> {
    let indent = |line: &str| line.chars().take_while(|c| c.is_whitespace()).position(|c| c == '\t');
    let from = complaint.at.line;
    let near = (from..from.saturating_add(2)).find_map(|n| Some((n, indent(complaint.line(n))?)));
    let tabbed = complaint.says("tab") || indent(complaint.line(from)).is_some();
    let (line, column) = near.filter(|_| tabbed)?;
    let found =
        error(Mark { line, column: column as u32 + 1 }, "a tab in the indentation", "indent with spaces");
    Some(TreeError { fix: Some(Fix::Tabs), ..found })
}

/// Reports a dash that begins no item: without a space behind it, or one of typography.
fn dash(complaint: &Complaint<'_>) -> Option<TreeError> {
    const LONG: [char; 3] = ['–', '—', '−'];
    if complaint.bracket.is_some() || complaint.says("scanning a quoted scalar") {
        return None;
    }
    let begins = |line: &str| line.trim_start().starts_with("- ");
    let from = complaint.at.line;
    for number in (from.saturating_sub(8).max(1)..=from).rev() {
        let line = complaint.line(number);
        let text = line.trim_start();
        // Blank lines and comments are between.
        let Some(sign) = text.chars().next().filter(|c| *c != '#') else { continue };
        let rest = text.get(sign.len_utf8()..).unwrap_or_default();
        let long = LONG.contains(&sign);
        let joined = rest.starts_with(|c: char| c.is_alphabetic() || c == '_');
        if (sign == '-' && joined) || (long && (joined || rest.starts_with(' '))) {
            let key = rest.trim_start().split_once(':').is_some_and(|(key, behind)| {
                key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
                    && (behind.is_empty() || behind.starts_with(' '))
            });
            // A word with a dash is an item if one beside it is.
            let beside = [number.wrapping_sub(1), number + 1];
            if !key && !beside.iter().any(|other| *other > 0 && begins(complaint.line(*other))) {
                return None;
            }
            let message =
                if long { "a long dash instead of a hyphen" } else { "no space after the dash of an item" };
            let found = error(start(number, line), message, "begin every item with `- `");
            let dash = text.get(..text.len() - rest.trim_start().len()).unwrap_or_default();
            return Some(fixed(found, line, dash, Some("- ".to_owned())));
        }
        if number < from && (begins(line) || !line.starts_with(' ')) {
            return None;
        }
    }
    None
}

/// Reports a character that looks like a space, or like nothing, where a space or nothing is expected.
fn invisible(complaint: &Complaint<'_>) -> Option<TreeError> {
    let at = complaint.at.line as usize;
    let near = (1..).zip(complaint.text.lines()).skip(at.saturating_sub(3)).take_while(|(n, _)| *n <= at + 1);
    let (line, (column, c, place)) = near
        .filter_map(|(n, line)| {
            Some((u32::try_from(n).ok()?, misplaced(line).or_else(|| mark_inside(line))?))
        })
        .last()?;
    let name = coded_invisible_name(c)?;
    let mark = Mark { line, column };
    // What has the width of a space was typed for one; what has none is no text.
    let wide = invisible_name(c).is_some_and(|name| name.ends_with(" space") && !name.starts_with("a zero"));
    let inside = place.starts_with("in the key") || place == "inside the text";
    let text = if wide && !inside { " " } else { "" };
    let at = complaint.line(line).chars().nth((column as usize).saturating_sub(1));
    let fix = at.filter(|at| *at == c).map(|_| Fix::Line(column, column + 1, text.to_owned()));
    Some(TreeError {
        code: "invisible-character",
        fix,
        ..error(mark, &format!("{name} {place}"), "replace it with a space, or remove it")
    })
}

/// Finds a byte order mark inside a line: YAML allows it only at the beginning of a file.
fn mark_inside(line: &str) -> Option<(u32, char, String)> {
    let at = line.chars().position(|c| c == '\u{FEFF}')?;
    Some((at as u32 + 1, '\u{FEFF}', "inside the text".to_owned()))
}

/// Returns column, character and place of an invisible character in the indentation, after a dash, or beside the colon
/// of a key.
fn misplaced(line: &str) -> Option<(u32, char, String)> {
    let found = |place: String, (at, c): (usize, char)| Some((at as u32 + 1, c, place));
    let chars: Vec<char> = line.chars().collect();
    let blank = |c: &char| c.is_whitespace() || invisible_name(*c).is_some();
    let start = chars.iter().position(|c| !blank(c))?;
    let first_unseen = |range: std::ops::Range<usize>| {
        let from = range.start;
        let part = chars.get(range).unwrap_or_default();
        (from..).zip(part).find(|(_, c)| invisible_name(**c).is_some()).map(|(at, c)| (at, *c))
    };
    if let Some(found_at) = first_unseen(0..start) {
        return found("in the indentation".to_owned(), found_at);
    }
    let mut at = start;
    while chars.get(at) == Some(&'-') {
        let next = (at + 1..chars.len()).find(|at| chars.get(*at).is_some_and(|c| !blank(c)))?;
        if let Some(found_at) = first_unseen(at + 1..next) {
            return found("after a dash".to_owned(), found_at);
        }
        at = next;
        if chars.get(at.wrapping_sub(1)) == Some(&'-') {
            return None;
        }
    }
    let is_key =
        |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-') || invisible_name(*c).is_some();
    let colon = at + chars.get(at..)?.iter().position(|c| !is_key(c))?;
    if chars.get(colon) != Some(&':') {
        return None;
    }
    let key: String = chars.get(at..colon)?.iter().filter(|c| invisible_name(**c).is_none()).collect();
    if let Some(found_at) = first_unseen(at..colon) {
        return found(format!("in the key `{key}`"), found_at);
    }
    let next = *chars.get(colon + 1)?;
    invisible_name(next)?;
    found(format!("after the colon of `{key}`"), (colon + 1, next))
}

/// Reports text after a bracket, such as a title that begins with a bracket, which makes a list of it.
fn behind_bracket(complaint: &Complaint<'_>) -> Option<TreeError> {
    let line = complaint.line(complaint.at.line);
    let (key, value) = line.split_once(": ")?;
    let value = value.trim();
    let close = match value.chars().next()? {
        '[' => ']',
        '{' => '}',
        _ => return None,
    };
    let behind = value.get(value.rfind(close)? + 1..)?.trim_start();
    if behind.is_empty() || behind.starts_with(['#', ',', ']', '}']) {
        return None;
    }
    let column = line.find(value)?;
    let mark = Mark { line: complaint.at.line, column: line.get(..column)?.chars().count() as u32 + 1 };
    let bracket = value.get(..1)?;
    let message = format!("text after a bracket: a value that begins with `{bracket}` is not text");
    let found = error(mark, &message, &all_quoted(value));
    // Behind a comment, or inside brackets, the value may end earlier than the line.
    let whole = !key.contains(['[', '{', '"', '\'']) && !value.contains(" #");
    Some(fixed(found, line, value, straight(value).filter(|_| whole)))
}

/// Returns the hint to quote the whole value.
fn all_quoted(value: &str) -> String {
    let quoted = straight(value).map(|quoted| format!(": {quoted}")).unwrap_or_default();
    format!("quote the whole value in straight quotes{quoted}")
}

/// Returns the value of the key in a line, as far as it is on that line; `None` if it is part of something in brackets.
fn value_of(line: &str) -> Option<&str> {
    let (key, value) = line.split_once(": ")?;
    let value = value.split(" #").next().unwrap_or_default().trim();
    (!key.contains(['[', '{', '"', '\'']) && !value.is_empty()).then_some(value)
}

/// Returns whether the value of a line, which fills the rest of it, belongs to a key that holds prose.
fn is_prose(line: &str) -> bool {
    let key = line.split_once(": ").map(|(key, _)| key.trim().trim_start_matches("- ").trim());
    key.is_some_and(schema::is_text) && !line.contains(" #")
}

/// Returns a value in straight quotes; `None` if it is long.
pub(in crate::store) fn straight(value: &str) -> Option<String> {
    if value.chars().count() > 80 || value.chars().any(char::is_control) {
        return None;
    }
    Some(if value.contains(['"', '\\']) {
        format!("'{}'", value.replace('\'', "''"))
    } else {
        format!("\"{value}\"")
    })
}

fn first_character(complaint: &Complaint<'_>) -> Option<TreeError> {
    let c = complaint.info.strip_prefix("unexpected character: `")?.chars().next()?;
    let first = if c == '`' { "a backtick".to_owned() } else { format!("`{c}`") };
    let hint = quoted(complaint).map_or_else(|| "quote it".to_owned(), |text| format!("quote it: {text}"));
    let found = error(complaint.at, &format!("a value that begins with {first}"), &hint);
    let line = complaint.line(complaint.at.line);
    let value = value_of(line).filter(|value| value.starts_with(c));
    Some(match value.zip(quoted(complaint)) {
        Some((value, text)) => fixed(found, line, value, Some(text)),
        None => found,
    })
}

/// Returns the text from the complaint to the end of its line, in quotes; `None` if it is long or contains brackets.
fn quoted(complaint: &Complaint<'_>) -> Option<String> {
    let line = complaint.line(complaint.at.line);
    let value: String = line.chars().skip((complaint.at.column as usize).saturating_sub(1)).collect();
    let value = value.split(" #").next().unwrap_or_default().trim();
    let plain = |c: char| !matches!(c, '"' | '\\' | '{' | '}' | '[' | ']' | ',') && !c.is_control();
    (complaint.bracket.is_none() && value.len() <= 60 && value.chars().all(plain))
        .then(|| format!("\"{value}\""))
}

fn alias(complaint: &Complaint<'_>) -> Option<TreeError> {
    let message = "a value that begins with `*` repeats one marked with `&`, but there is none";
    let found = error(complaint.at, message, "quote it if it is text");
    let line = complaint.line(complaint.at.line);
    // The name of an anchor has no blank in it and does not end like a word in bold.
    let text = value_of(line).filter(|value| is_prose(line) && value.starts_with('*'));
    let text = text.filter(|value| value.contains(' ') || value.ends_with('*'));
    let found = match text {
        Some(value) => fixed(found, line, value, straight(value)),
        None => found,
    };
    complaint.says("unknown anchor").then_some(TreeError { code: "alias", ..found })
}

fn bracket(complaint: &Complaint<'_>) -> Option<TreeError> {
    if complaint.says("misplaced bracket") {
        return Some(error(complaint.at, "a closing bracket without an opening one", "quote the text"));
    }
    let open = complaint.bracket?;
    if complaint.says("invalid indentation in flow construct") {
        let line = complaint.line(complaint.at.line);
        if line.trim_start().starts_with([']', '}']) || !line.contains(": ") {
            let hint = "indent the lines in a bracket deeper than its key";
            return Some(error(
                start(complaint.at.line, line),
                "a line in brackets that is not indented enough",
                hint,
            ));
        }
    }
    let unclosed = ["expected ',' or", "flow construct", "illegal placement of ':'", "stream"];
    if open.line < complaint.at.line && unclosed.iter().any(|words| complaint.says(words)) {
        return Some(error(open, "a bracket that is not closed", ""));
    }
    if complaint.says("expected ',' or") {
        return Some(error(complaint.at, "a comma or a closing bracket is missing", ""));
    }
    if !complaint.says("expected node content") {
        return None;
    }
    let line = complaint.line(complaint.at.line);
    let rest: String = line.chars().skip((complaint.at.column as usize).saturating_sub(1)).collect();
    if rest.starts_with(',') {
        return Some(error(complaint.at, "nothing before this comma", "remove the extra comma"));
    }
    let below = complaint.text.lines().skip(complaint.at.line as usize);
    let nothing = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    (nothing(&rest) && below.into_iter().all(nothing))
        .then(|| error(open, "a bracket that is not closed", ""))
}

fn colon(complaint: &Complaint<'_>) -> Option<TreeError> {
    if !complaint.says("mapping values are not allowed") {
        return None;
    }
    let before = complaint.before();
    if before.contains(": ") || before.trim_start().starts_with(['\'', '"']) {
        let value = value_of(complaint.line(complaint.at.line));
        let hint = value.map_or_else(|| "quote the text".to_owned(), all_quoted);
        let found = error(complaint.at, "a colon inside a value", &hint);
        let plain = value.filter(|value| !value.starts_with(['"', '\'', '&', '*', '!', '|', '>', '[', '{']));
        return Some(match plain {
            Some(value) => fixed(found, complaint.line(complaint.at.line), value, straight(value)),
            None => found,
        });
    }
    let hint = "line up the keys of a record";
    Some(error(start(complaint.at.line, before), "a key that is indented deeper than the one above", hint))
}

/// Reports a line without a colon, which the parser only notices at the next line.
fn bare_line(complaint: &Complaint<'_>) -> Option<TreeError> {
    if !complaint.says("simple key expect") {
        return None;
    }
    let bare = |n: &u32| {
        let line = complaint.line(*n).trim();
        !line.is_empty() && !line.starts_with('#') && !line.contains(": ") && !line.ends_with(':')
    };
    let number = (1..=complaint.at.line).rev().find(bare)?;
    let line = complaint.line(number);
    let word = line.trim().trim_start_matches("- ");
    let key = word
        .split_once(':')
        .map(|(key, _)| key)
        .filter(|key| key.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    let mark = start(number, line);
    Some(match key {
        Some(key) if !key.is_empty() => {
            let found = error(mark, &format!("no space after the colon of `{key}:`"), "add a space");
            fixed(found, line, word, Some(word.replacen(':', ": ", 1)))
        }
        _ => error(mark, "text instead of a key", "indent text of several lines deeper than its key"),
    })
}

fn indentation(complaint: &Complaint<'_>) -> Option<TreeError> {
    if complaint.says("block sequence entries are not allowed") {
        let line = complaint.line(complaint.at.line);
        let quoted = value_of(line).and_then(straight);
        let text = quoted.as_ref().map(|text| format!("; if it is text, write {text}")).unwrap_or_default();
        let hint = format!("begin the list on the next line, or write it in brackets{text}");
        let found = error(complaint.at, "a list item on the line of its key", &hint);
        return Some(match value_of(line).filter(|value| is_prose(line) && value.starts_with("- ")) {
            Some(value) => fixed(found, line, value, quoted),
            None => found,
        });
    }
    let unlike =
        ["did not find expected key", "expected '-' indicator", "invalid indentation", "wrongly indented"];
    unlike.iter().any(|words| complaint.says(words)).then(|| {
        let mark = start(complaint.at.line, complaint.line(complaint.at.line));
        let hint = "line up the keys of a record, and the dashes of a list";
        error(mark, "a line whose indentation does not match the lines above", hint)
    })
}

fn quotes(complaint: &Complaint<'_>) -> Option<TreeError> {
    let at = complaint.at;
    if complaint.says("scanning a quoted scalar") {
        let hint = "close it; inside single quotes, write an apostrophe twice";
        return Some(error(at, "a quote that is not closed", hint));
    }
    if complaint.says("trailing content") {
        let hint = "quote the whole value; inside single quotes, write an apostrophe twice";
        let found = error(at, "text after the closing quote", hint);
        let line = complaint.line(at.line);
        let value = value_of(line).filter(|_| is_prose(line));
        return Some(match value.and_then(|value| Some((value, requoted(value)?))) {
            Some((value, text)) => fixed(found, line, value, Some(text)),
            None => found,
        });
    }
    let hint = "write a backslash twice inside double quotes";
    (complaint.says("unknown escape") || complaint.says("escape code"))
        .then(|| error(at, "an unknown escape in double quotes", hint))
}

/// Returns prose that begins with a quote in quotes that hold all of it; `None` if it is not certain which of the quotes
/// are part of it.
fn requoted(value: &str) -> Option<String> {
    let quote = value.chars().next().filter(|c| matches!(c, '\'' | '"'))?;
    let inside = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    let Some(inside) = inside else { return straight(value) };
    // An apostrophe has a letter on both sides: `'It's his line'`.
    let letters: Vec<char> = inside.chars().collect();
    let joined = letters.windows(3).filter(|three| {
        matches!(three, [before, '\'', behind] if before.is_alphanumeric() && behind.is_alphanumeric())
    });
    (quote == '\'' && joined.count() == inside.matches('\'').count()).then(|| {
        let doubled = inside.replace('\'', "''");
        format!("'{doubled}'")
    })
}

fn rest(complaint: &Complaint<'_>) -> Option<TreeError> {
    let at = complaint.at;
    if complaint.says("recursion limit") {
        return Some(TreeError { code: "too-deep", ..error(at, "nested too deeply", "") });
    }
    if complaint.says("block scalar, did not find expected comment") {
        return Some(error(at, "text after `|` or `>`", "begin it on the next line"));
    }
    if complaint.says("tag") {
        return Some(error(at, "a tag that cannot be read", "quote text that begins with `!`"));
    }
    complaint.says("anchor or alias").then(|| error(at, "a value that begins with `&` or `*`", "quote it"))
}

#[cfg(test)]
mod tests;
