//! Invisible characters, and quotes that YAML does not know.

use crate::store::{Problem, Store};

fn reported(text: &str) -> Vec<String> {
    let store = Store::from_texts([("s.yaml", text)]);
    store.problems.iter().map(Problem::reported).collect()
}

#[test]
fn an_invisible_sign_is_reported_by_name_and_place() {
    const FIX: &str = " | replace it with a space, or remove it";
    let event = |lines: &str| format!("events:\n- kind: other\n  date: 2025-12-21\n{lines}");
    for (text, right) in [
        (
            event("  title: \u{A0} t\n\u{A0} note: n\n"),
            format!("5:1: a no-break space (U+00A0) in the indentation{FIX}"),
        ),
        (
            "events:\n- kind:\u{A0}other\n  date: 2025\n  title: t\n".to_owned(),
            format!("2:8: a no-break space (U+00A0) after the colon of `kind`{FIX}"),
        ),
        (
            event("  title: t\n \u{3000}note: n\n"),
            format!("5:2: an ideographic space (U+3000) in the indentation{FIX}"),
        ),
        (
            event("  title: t\n \u{202F}note: n\n"),
            format!("5:2: a narrow no-break space (U+202F) in the indentation{FIX}"),
        ),
        (event("  title: t\n\tnote: n\n"), "5:1: a tab in the indentation | indent with spaces".to_owned()),
        (
            event("  title: t\n  \u{200B}note: n\n"),
            "5:3: a key begins with a zero width space (U+200B) | write note".to_owned(),
        ),
        (
            event("  title: t\n  status: cancelled\u{200B}\n"),
            "5:11: `status` contains a zero width space (U+200B) after `cancelled` | write cancelled"
                .to_owned(),
        ),
        (
            event("  title: t\n  logged: 2025-12-22\u{A0}\n"),
            "5:11: `logged` contains a no-break space (U+00A0) after `2025-12-22` | write 2025-12-22"
                .to_owned(),
        ),
        (
            event("  title: t\n  actors: {speaker\u{2060}: x}\n"),
            "5:12: a role contains a word joiner (U+2060) after `speaker` | write speaker".to_owned(),
        ),
        (
            event("  title: t\n  actors: {speaker\u{FEFF}: x}\n"),
            format!("5:19: a byte order mark (U+FEFF) inside the text{FIX}"),
        ),
    ] {
        assert_eq!(reported(&text).first(), Some(&right), "{text:?}: {:?}", reported(&text));
    }
    assert_eq!(
        reported("\u{200B}events:\n- {kind: other, date: 2025, title: t}\n"),
        ["1:1: a key at the top of a file begins with a zero width space (U+200B) | write events"],
        "at the top of a file as well"
    );
}

#[test]
fn values_that_want_straight_quotes_are_reported_whole() {
    let title = |value: &str| reported(&format!("events:\n- kind: other\n  date: 2025\n  title: {value}\n"));
    for (value, right) in [
        (
            "[bracketed] remark",
            "4:10: text after a bracket: a value that begins with `[` is not text | quote the whole value in straight quotes: \"[bracketed] remark\"",
        ),
        (
            "{braced} \"remark\"",
            "4:10: text after a bracket: a value that begins with `{` is not text | quote the whole value in straight quotes: '{braced} \"remark\"'",
        ),
        (
            "[bracketed]",
            "4:10: `title` is a list, not text | quote the whole value in straight quotes if it is text",
        ),
        (
            "{braced}",
            "4:10: `title` is a mapping, not text | quote the whole value in straight quotes if it is text",
        ),
        (
            "‘He said: it’s over’",
            "4:18: a colon inside a value | quote the whole value in straight quotes: \"‘He said: it’s over’\"",
        ),
        (
            "“He said: it’s over” again",
            "4:18: a colon inside a value | quote the whole value in straight quotes: \"“He said: it’s over” again\"",
        ),
        (
            "- dash first",
            "4:10: a list item on the line of its key | begin the list on the next line, or write it in brackets; if it is text, write \"- dash first\"",
        ),
    ] {
        assert_eq!(title(value), [right], "{value}");
    }
    assert_eq!(
        reported("events:\n- {kind: “other”, date: 2025, title: t}\n"),
        ["2:10: `kind` is in curly quotes, which are read as part of it | write other"],
        "a word in curly quotes"
    );
    assert_eq!(
        reported("events:\n- {kind: other, date: “2025-12-21”, title: “Smart quotes” in a title}\n"),
        ["2:23: `date` is in curly quotes, which are read as part of it | write 2025-12-21"],
        "a date in curly quotes; in a title they are text"
    );
}
