//! What is said about texts that are no dates.

use super::*;

fn error(text: &str) -> DateError {
    EventDate::parse(text, Zone::Named(Tz::UTC)).expect_err(text)
}

#[test]
fn other_notations_are_told_in_ours() {
    for (text, write) in [
        ("21.12.2025", "2025-12-21"),
        ("12/21/2025", "2025-12-21"),
        ("03/04/2025", "2025-04-03 or 2025-03-04"),
        ("Dec 21 2025", "2025-12-21"),
        ("Sunday, 21st December 2025", "2025-12-21"),
        ("December 2025", "2025-12"),
        ("2025-12-21 11:10", "2025-12-21T11:10"),
        ("2025-12-21 11:10 UTC", "2025-12-21T11:10Z"),
        ("2025-12-21T9:30", "2025-12-21T09:30"),
        ("2025-12-21T24:00", "2025-12-22T00:00"),
        ("2025-12-21T11:10+0300", "2025-12-21T11:10+03:00"),
        ("2025-12-21t11:10:30.5z", "2025-12-21T11:10:30Z"),
        ("2025-12-21T11:10-00:00", "2025-12-21T11:10Z"),
        ("2025-12-21T11:10~", "2025-12-21~"),
        ("20050924T100000", "2005-09-24T10:00:00"),
        ("20251221", "2025-12-21"),
        ("2025/12/21", "2025-12-21"),
        ("2025-1-2", "2025-01-02"),
        ("2025-21-12", "2025-12-21"),
        ("2025–12–21", "2025-12-21"),
        ("2025-12-20 – 2025-12-21", "2025-12-20/2025-12-21"),
        (
            "2025-12-20..2025-12-21",
            "2025-12-20/2025-12-21 (it lasted) or [2025-12-20..2025-12-21] (one of these)",
        ),
        ("2025-12-21?~", "2025-12-21%"),
        ("ca. 1985", "1985~"),
        ("198?", "198X"),
        ("1985-uu", "1985-XX"),
        ("156x", "156X"),
        ("1560s", "156X"),
        ("12345", "Y12345"),
        ("Y2025", "2025"),
        ("-Y170000002", "Y-170000002"),
        ("unknown/1985", "/1985"),
        ("1985/open", "1985/.."),
        ("2025-Q3", "2025-35"),
        ("spring 2025", "2025-21"),
        ("2025-W51", "2025-12-15/2025-12-21"),
        ("2025-355", "2025-12-21"),
    ] {
        assert_eq!(error(text).hint, Some(format!("write {write}")), "hint for `{text}`");
    }
}

#[test]
fn the_calendar_is_named_where_it_is_wrong() {
    for (text, message, offset, hint) in [
        ("2024-02-30", "2024-02-30 is not a day in the calendar", 8, "February 2024 has 29 days"),
        ("2025-12-20/2025-12-32", "2025-12-32 is not a day in the calendar", 19, "December 2025 has 31 days"),
        (
            "2024-13",
            "2024-13 has no month 13",
            5,
            "months are 01 to 12, seasons 21 (spring) to 24 (winter), quarters 33 to 36",
        ),
        (
            "2025-12-21T11:75",
            "2025-12-21T11:75 has no minute 75",
            14,
            "times are written as 2025-12-21T11:10+03:00",
        ),
        (
            "2025-12-21/2025-12-20",
            "2025-12-21/2025-12-20 ends before it starts",
            11,
            "write 2025-12-20/2025-12-21 if the ends are swapped",
        ),
        (
            "2025-12-21T11:10/2025-12-21T11:10",
            "2025-12-21T11:10/2025-12-21T11:10 ends when it starts",
            17,
            "write 2025-12-21T11:10",
        ),
        (
            "",
            "the date is empty",
            0,
            "dates are written as 2025-12-21, 2025-12, 2025 or 2025-12-21T11:10+03:00",
        ),
    ] {
        let error = error(text);
        assert_eq!(error.message, message, "message for `{text}`");
        assert_eq!(error.offset, offset, "offset for `{text}`");
        assert_eq!(error.hint.as_deref(), Some(hint), "hint for `{text}`");
    }
}

#[test]
fn errors_repeat_no_escapes_and_no_novels() {
    let error = error(&format!("\u{1b}[31m{}", "x".repeat(10_000)));
    assert!(!error.message.contains('\u{1b}'), "an escape is made visible");
    assert!(error.message.chars().count() < 80, "a long text is cut");
}
