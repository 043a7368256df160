//! What explains the marks of a picture, in whole entries.

use crate::tui::text;

/// A mark and its words; either may be empty.
pub(crate) type Entry = (String, String);

/// Returns an entry.
pub(crate) fn entry(mark: &str, words: &str) -> Entry {
    (mark.to_owned(), words.to_owned())
}

/// Returns the cells of an entry.
fn width((mark, words): &Entry) -> usize {
    text::width(mark) + text::width(words) + usize::from(!mark.is_empty() && !words.is_empty())
}

/// Returns the entries in at most `most` lines; those that have no room are left out, the last ones first.
pub(crate) fn wrapped(entries: Vec<Entry>, room: usize, most: usize) -> Vec<Vec<Entry>> {
    let mut lines: Vec<(usize, Vec<Entry>)> = Vec::new();
    for entry in entries {
        let cells = width(&entry) + 2;
        // The margin at the left; the gap behind the last entry may be cut.
        if let Some((used, line)) = lines.iter_mut().find(|(used, _)| used + cells <= room + 1) {
            *used += cells;
            line.push(entry);
        } else if lines.len() < most && cells <= room {
            lines.push((cells + 1, vec![entry]));
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_whole_and_in_as_few_lines_as_they_need() {
        let entries = || vec![entry("█", "most"), entry("·", "none"), entry("", "blank: not logged")];
        assert_eq!(wrapped(entries(), 40, 2).len(), 1, "one line has room for all");
        let two = wrapped(entries(), 20, 2);
        assert_eq!(two.iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(
            wrapped(entries(), 20, 1),
            [vec![entry("█", "most"), entry("·", "none")]],
            "never in part"
        );
    }
}
