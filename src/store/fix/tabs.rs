//! Tabs in the indentation of a record.

/// Returns the text with two spaces for each tab before the text of a line. `None` where that may change what it says:
/// in a record with a block of text, whose lines keep their tabs.
pub(super) fn replaced(text: &str) -> Option<String> {
    let ends_in_block = |line: &str| {
        let line = line.split(" #").next().unwrap_or(line).trim_end();
        let header = line.rsplit(' ').next().unwrap_or_default();
        let sign = header.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
        matches!(sign, "|" | ">")
    };
    if text.lines().any(ends_in_block) {
        return None;
    }
    let mut out = String::with_capacity(text.len() + 32);
    for line in text.split_inclusive('\n') {
        let rest = line.trim_start_matches([' ', '\t']);
        let indent = line.get(..line.len() - rest.len()).unwrap_or_default();
        out.push_str(&indent.replace('\t', "  "));
        out.push_str(rest);
    }
    (out != text).then_some(out)
}
