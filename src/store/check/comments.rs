//! Text that a `#` cuts off: after a space it begins a comment, also in a value without quotes.

use super::slip::Slip;
use crate::store::problem::Fix;
use crate::store::schema;
use crate::store::yaml::mark::Mark;
use crate::store::yaml::syntax::straight;
use crate::store::yaml::tree::Scalar;

/// Returns whether the line has a `#` after a blank and something else.
pub(super) fn may_cut(line: &[u8]) -> bool {
    let begun = line.trim_ascii_start();
    !begun.starts_with(b"#")
        && memchr::memchr_iter(b'#', line).any(|at| at > 0 && matches!(line.get(at - 1), Some(b' ' | b'\t')))
}

/// Returns the cut in a line, if there is one that was hardly intended.
pub(super) fn slip(line: &str, number: u32, scalars: &[Scalar]) -> Option<Slip> {
    let signs = line.match_indices('#').map(|(at, _)| at);
    let signs = signs.filter(|at| line.get(..*at).is_some_and(|before| before.ends_with([' ', '\t'])));
    for at in signs {
        let (before, behind) = (line.get(..at)?, line.get(at + 1..)?);
        let column = before.chars().count() as u32 + 1;
        let mark = Mark { line: number, column };
        let last = scalars.iter().take_while(|scalar| scalar.mark <= mark);
        let scalar = last.filter(|scalar| !scalar.text.is_empty()).last()?;
        // Inside quotes and blocks a `#` is text, and after them everybody sees where the value ends.
        if !scalar.plain {
            continue;
        }
        return cut(line, before, behind, scalar).map(|(message, hint)| Slip {
            mark,
            code: "cut-by-comment",
            message,
            hint,
            fix: uncut(line, before, behind, scalar),
            subject: None,
        });
    }
    None
}

fn cut(line: &str, before: &str, behind: &str, scalar: &Scalar) -> Option<(String, String)> {
    let begun = before.trim_end();
    let blanks = before.len() - begun.len();
    let value =
        scalar.text.split_whitespace().next_back().is_some_and(|word| begun.ends_with(word)) && !scalar.key;
    let nothing =
        begun.ends_with([',', '[']) || begun.ends_with('-') && !value || scalar.key && begun.ends_with(':');
    let text = behind.trim();
    if text.is_empty() || !(value || nothing) {
        return None;
    }
    let joined = !behind.starts_with([' ', '\t', '#', '=', '-']);
    let prose = scalar.way.last().is_some_and(|key| {
        matches!(&**key, "title" | "summary" | "quote" | "text" | "original" | "url" | "archive" | "sources")
    });
    if !(joined || value && blanks == 1 && prose && behind.starts_with([' ', '\t'])) {
        return None;
    }
    let shown = schema::value::short(text);
    let message = if value {
        format!("a `#` after a space ends the value: `{shown}` is read as a comment")
    } else {
        format!("a value that begins with `#` is a comment: `{shown}` is not read")
    };
    let hint = match whole(line, scalar, before, value).and_then(straight) {
        Some(quoted) => format!("quote the value: {quoted}"),
        None => "quote the value in straight quotes".to_owned(),
    };
    Some((message, format!("{hint}; write a comment after two spaces and begin it with `# `")))
}

/// Returns the change that makes the whole line the value again: in prose, where the sign is joined to what follows it.
fn uncut(line: &str, before: &str, behind: &str, scalar: &Scalar) -> Option<Fix> {
    let joined = behind.starts_with(char::is_alphanumeric) && before.ends_with(' ');
    let prose = scalar.way.last().is_some_and(|key| schema::is_text(key)) && !scalar.key;
    let value = whole(line, scalar, before, true).filter(|_| joined && prose && !before.ends_with("  "))?;
    let start = line.len() - line.trim_end().len() + value.len();
    let from = line.get(..line.len() - start)?.chars().count() as u32 + 1;
    Some(Fix::Line(from, from + value.chars().count() as u32, straight(value)?))
}

/// Returns the intended value if it fills the rest of its line.
fn whole<'l>(line: &'l str, scalar: &Scalar, before: &'l str, value: bool) -> Option<&'l str> {
    let start = if value {
        let skipped = (scalar.mark.column as usize).saturating_sub(1);
        line.char_indices().nth(skipped).map(|(at, _)| at)?
    } else {
        before.len()
    };
    let lead = line.get(..start)?.trim_end();
    let block = lead.ends_with([':', '-']) && !lead.contains(['[', '{']);
    let text = line.get(start..)?.trim_end();
    // The scalar may begin on a line above.
    let word = scalar.text.split_whitespace().next()?;
    (block && (!value || text.starts_with(word))).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::super::tests::reported;

    const END: &str = "; write a comment after two spaces and begin it with `# `";

    #[test]
    fn a_hash_that_cuts_a_value_is_reported() {
        let reported = reported(
            "events:
- kind: statement
  date: 2025-12-24
  title: Order #500 withdrawn, says the ministry
  note: see PR #12
  tags: [a, #b
    c]
- kind: statement
  date: 2025-12-25
  title: Fine # five
  summary: #hashtag
  sources:
  - https://example.org/page #section
  - {url: https://example.org/b # c
    , title: x}
",
        );
        let right = [
            "4:16: a `#` after a space ends the value: `500 withdrawn, says the ministry` is read as a comment | quote the value: \"Order #500 withdrawn, says the ministry\"",
            "5:16: a `#` after a space ends the value: `12` is read as a comment | quote the value: \"see PR #12\"",
            "6:13: a value that begins with `#` is a comment: `b` is not read | quote the value in straight quotes",
            "10:15: a `#` after a space ends the value: `five` is read as a comment | quote the value: \"Fine # five\"",
            "11:12: a value that begins with `#` is a comment: `hashtag` is not read | quote the value: \"#hashtag\"",
            "13:30: a `#` after a space ends the value: `section` is read as a comment | quote the value: \"https://example.org/page #section\"",
            "14:33: a `#` after a space ends the value: `c` is read as a comment | quote the value in straight quotes",
        ]
        .map(|reported| format!("{reported}{END}"));
        assert_eq!(reported, right, "each at its sign");
    }

    #[test]
    fn honest_comments_are_left_alone() {
        let reported = reported(
            "# a file
events: # all of them
# between
- kind: statement # a remark
  date: 2025-12-24 # by the wire
  title: Fine  # a trailing comment
  note: see above # and below
  summary: |
    Issue #5 and # six
    #7
  tags: [a, b] # c
  actors: [x, # the first
    y]
  quote: \"No #5, no\" # as printed
  outcome: \"no #5 no\"
  agenda: ['a #b', \"c #d\"]
  venue: # unknown
  sources:
  # - https://example.org/old #1
  - https://example.org/page#section
  - https://example.org/page  # read
  grade: B2 ## section
  channel: a folded
    text #-------
",
        );
        assert_eq!(reported, [""; 0], "none of these cuts anything");
    }
}
