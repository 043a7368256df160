//! The messages of edtf-core by which hints are chosen. After an update of edtf-core this shows which have changed.

use std::collections::BTreeSet;

use edtf_core::Edtf;

/// Texts, each with the message with which edtf-core refuses it.
const MESSAGES: &[(&str, &str)] = &[
    ("", "empty input"),
    ("2025-02-30", "day is out of range for the month"),
    ("2025-13", "month must be 01-12 or a sub-year code 21-41"),
    ("2025-13-01T10:00:00", "month must be 01-12"),
    ("2025-9X", "no calendar month matches the unspecified digits"),
    ("2025-21-01", "sub-year groupings cannot carry a day"),
    ("2025-12-21T24:00:00", "hour must be 00-23 (24 is not allowed)"),
    ("2025-12-21T10:60:00", "minute must be 00-59"),
    ("2025-12-21T10:00:61", "second must be 00-60"),
    ("2025-12-21T10:00:00+15:00", "time shift exceeds ±14:00"),
    ("2025-12-21T10:00:00-00:00", "negative zero time shift is not allowed"),
    ("2025/2026/2027", "interval must contain exactly one '/'"),
    ("/", "interval needs at least one dated endpoint"),
    ("Y99999999999999999999", "number out of supported range"),
    ("Y1E999999999999", "exponent out of supported range"),
    ("[2025,2026", "unterminated set"),
    ("{2026..2025}", "set range end precedes range start"),
    ("[2025..2025-12]", "set range endpoints must share precision"),
];

/// Texts, each with words of the message of edtf-core by which the general hint is chosen.
const WORDS: &[(&str, &str)] = &[
    ("2025-12-21T10:00:00+3", "time shift"),
    ("2025-12-21T10:00:00+3", "shift"),
    ("2025-13", "month must"),
    ("2025-21-01", "sub-year"),
    ("2025-12-21T10", "time "),
    ("2025-12-21T24:00:00", "hour"),
    ("2025-12-21T10:60:00", "minute"),
    ("[2025,2026", "set"),
];

fn refusal(text: &str) -> &'static str {
    Edtf::parse(text).err().unwrap_or_else(|| panic!("`{text}` is no date")).message
}

#[test]
fn the_library_still_gives_the_messages_that_choose_hints() {
    let whole = MESSAGES.iter().filter(|(text, message)| refusal(text) != *message);
    let parts = WORDS.iter().filter(|(text, words)| !refusal(text).contains(words));
    let missing: Vec<String> = whole
        .chain(parts)
        .map(|(text, words)| format!("`{words}` is gone: of `{text}` it says `{}`", refusal(text)))
        .collect();
    assert_eq!(missing, [""; 0], "{} of the messages of hints are gone from edtf-core", missing.len());
    assert_eq!(refusal("2026/2025"), super::super::read::BACKWARDS, "an interval that runs backwards");

    let source = include_str!("../hint.rs");
    let arms =
        source.split("match fault.message {").nth(1).and_then(|rest| rest.split("\n        _ =>").next());
    let patterns = arms.into_iter().flat_map(str::lines).map(str::trim_start);
    let patterns = patterns.filter_map(|line| line.strip_prefix("| ").unwrap_or(line).strip_prefix('"'));
    let expected: BTreeSet<&str> = patterns
        .filter_map(|line| line.split(" => ").next())
        .flat_map(|line| line.split('"').step_by(2))
        .filter(|message| !message.is_empty() && *message != " ")
        .collect();
    let known: BTreeSet<&str> = MESSAGES.iter().map(|(_, message)| *message).collect();
    assert_eq!(expected, known, "every message that a hint is known by has its text here, and no other");

    let expected: BTreeSet<&str> = ["message.contains(\"", "message.starts_with(\""]
        .iter()
        .flat_map(|before| source.split(before).skip(1))
        .filter_map(|rest| rest.split("\")").next())
        .collect();
    let known: BTreeSet<&str> = WORDS.iter().map(|(_, words)| *words).collect();
    assert_eq!(expected, known, "so have the words by which the usual hint is chosen");
}
