//! Lines measured and cut by display width, for output outside the browser.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::signs::cut_sign;

/// Returns the number of columns that `line` takes on a terminal.
#[must_use]
pub(crate) fn columns(line: &str) -> usize {
    line.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Returns as much of `line` as fits into `room` columns, with `…` at its end if something is cut. A grapheme is never
/// divided.
#[must_use]
pub(crate) fn cut(line: &str, room: usize) -> String {
    if columns(line) <= room {
        return line.to_owned();
    }
    let mut left = room.saturating_sub(1);
    let mut head = String::new();
    for grapheme in line.graphemes(true) {
        let Some(rest) = left.checked_sub(grapheme.width()) else { break };
        left = rest;
        head.push_str(grapheme);
    }
    head.truncate(head.trim_end().len());
    if room > 0 {
        head.push_str(cut_sign());
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_line_says_so_and_fits() {
        assert_eq!(cut("Miami round", 11), "Miami round", "all of it fits");
        assert_eq!(cut("Miami round", 10), "Miami rou…", "the sign takes a column");
        assert_eq!(cut("Miami round", 7), "Miami…", "no space before the sign");
        assert_eq!(cut("会谈在迈阿密", 6), "会谈…", "a wide character takes two columns");
        assert_eq!(cut("e\u{301}e\u{301}e\u{301}", 2), "e\u{301}…", "an accent stays with its letter");
        assert_eq!(cut("👩\u{200d}🚀👩\u{200d}🚀", 3), "👩\u{200d}🚀…", "a joined sign stays whole");
        assert_eq!(cut("Miami", 0), "", "no room, nothing");
    }
}
