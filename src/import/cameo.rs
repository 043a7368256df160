//! CAMEO event codes: what kind of event they are, and their texts. Codes are text: `010` is not `10`.

use std::sync::LazyLock;

use foldhash::HashMap;

use crate::text::capitalized;

const TABLE: &str = include_str!("tables/cameo.tsv");

static TEXTS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    TABLE.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t')).collect()
});

/// Returns the kind of event that a code stands for.
///
/// Meetings: consultations (04) and signed agreements (057). Statements: 01 02 03 10 11 12 13 and the rest of 05.
/// Strikes: 183 (bombings), 19 and 20; the rest of 18 is violence against persons and abductions, which are no strikes.
pub(super) fn kind(code: &str) -> &'static str {
    match code.get(..2).unwrap_or_default() {
        "04" => "meeting",
        "05" if code.starts_with("057") => "meeting",
        "01" | "02" | "03" | "05" | "10" | "11" | "12" | "13" => "statement",
        "18" if code.starts_with("183") => "strike",
        "19" | "20" => "strike",
        _ => "other",
    }
}

/// Returns the text of a code, else that of the code above it.
pub(super) fn text(code: &str) -> Option<String> {
    let above = code.get(..3).into_iter().chain(code.get(..2));
    let text = std::iter::once(code).chain(above).find_map(|code| TEXTS.get(code))?;
    // The roots are written in capitals.
    let lower = if text.chars().any(char::is_lowercase) { (*text).to_owned() } else { text.to_lowercase() };
    Some(capitalized(&lower))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roots_have_their_kinds() {
        for (code, expected) in [
            ("010", "statement"),
            ("036", "statement"),
            ("042", "meeting"),
            ("050", "statement"),
            ("057", "meeting"),
            ("112", "statement"),
            ("138", "statement"),
            ("14", "other"),
            ("180", "other"),
            ("1831", "strike"),
            ("190", "strike"),
            ("204", "strike"),
            ("173", "other"),
            ("10", "statement"),
            ("1", "other"),
            ("", "other"),
        ] {
            assert_eq!(kind(code), expected, "{code}");
        }
    }

    #[test]
    fn codes_are_text() {
        assert_eq!(text("010").as_deref(), Some("Make statement, not specified below"));
        assert_eq!(text("10").as_deref(), Some("Demand"));
        assert_eq!(text("0399").as_deref(), text("039").as_deref(), "the code above");
        assert_eq!(text("99"), None);
    }
}
