//! Which lines of the view are on the screen. An event takes as many lines as its title needs, so that lines are
//! counted from the selected event outwards, never from the first event of the store.

use super::{Line, Model};

/// Something that stands on lines of the view.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// What it is.
    pub line: Line,
    /// Its first line on the screen, from the top of the view.
    pub y: usize,
    /// How many of its lines are cut off above.
    pub(crate) skipped: usize,
    /// How many of its lines are on the screen.
    pub height: usize,
}

impl Model {
    /// Returns what stands on the lines of a view of `height` lines, from top to bottom.
    ///
    /// The heading of the first event shown stays on the first line.
    #[must_use]
    pub fn placed(&self, height: usize) -> Vec<Placed> {
        self.placed_at(self.offset, height)
    }

    fn placed_at(&self, offset: usize, height: usize) -> Vec<Placed> {
        if self.shown.is_empty() || height == 0 {
            return Vec::new();
        }
        if height == 1 {
            return vec![Placed { line: Line::Event(self.selected), y: 0, skipped: 0, height: 1 }];
        }
        let mut all = self.above(offset.min(height - 1));
        all.reverse();
        all.extend(self.below(offset.min(height - 1), height));
        let under = all.iter().position(|placed| placed.y + placed.height > 0).unwrap_or(0);
        all.drain(..under);
        if let Some(first) = all.first_mut()
            && let Line::Event(row) = first.line
        {
            // The heading takes the first line of what stands there.
            first.y += 1;
            first.skipped += 1;
            first.height -= 1;
            let heading = Placed { line: Line::Heading(self.group_of(row)), y: 0, skipped: 0, height: 1 };
            if first.height == 0 { all[0] = heading } else { all.insert(0, heading) }
        }
        all
    }

    /// What stands above the selected event, from there upwards.
    fn above(&self, offset: usize) -> Vec<Placed> {
        let mut all = Vec::new();
        let mut y = offset;
        let mut put = |line: Line, lines: usize| {
            let (top, skipped) = if lines <= y { (y - lines, 0) } else { (0, lines - y) };
            if y > 0 {
                all.push(Placed { line, y: top, skipped, height: lines - skipped });
            }
            y = top;
            y > 0
        };
        let mut row = self.selected;
        loop {
            if self.begins_group(row) && !put(Line::Heading(self.group_of(row)), 1) {
                break;
            }
            let Some(before) = row.checked_sub(1) else { break };
            row = before;
            if !put(Line::Event(row), self.columns.height(self, row)) {
                break;
            }
        }
        all
    }

    /// The selected event and what stands below it.
    fn below(&self, offset: usize, height: usize) -> Vec<Placed> {
        let mut all = Vec::new();
        let mut y = offset;
        for row in self.selected..self.shown.len() {
            if row > self.selected && self.begins_group(row) {
                if y >= height {
                    break;
                }
                all.push(Placed { line: Line::Heading(self.group_of(row)), y, skipped: 0, height: 1 });
                y += 1;
            }
            if y >= height {
                break;
            }
            let lines = self.columns.height(self, row).min(height - y);
            all.push(Placed { line: Line::Event(row), y, skipped: 0, height: lines });
            y += lines;
        }
        all
    }

    /// Whether a heading stands above a row.
    fn begins_group(&self, row: usize) -> bool {
        self.groups.get(self.group_of(row)).is_some_and(|group| group.events.start == row)
    }

    /// How many lines stand before a row, headings counted; no more than `most`.
    fn lines_before(&self, row: usize, most: usize) -> usize {
        let mut lines = usize::from(self.begins_group(row));
        let mut row = row;
        while lines < most {
            let Some(before) = row.checked_sub(1) else { break };
            row = before;
            lines += self.columns.height(self, row) + usize::from(self.begins_group(row));
        }
        lines.min(most)
    }

    /// How many lines stand from a row to the end, itself counted; no more than `most`.
    fn lines_from(&self, row: usize, most: usize) -> usize {
        let mut lines = 0;
        for at in row..self.shown.len() {
            lines += self.columns.height(self, at) + usize::from(at > row && self.begins_group(at));
            if lines >= most {
                break;
            }
        }
        lines.min(most)
    }

    /// Where on the screen row `row` stands while nothing scrolls; far away, beyond an edge.
    #[must_use]
    pub(crate) fn offset_of(&self, row: usize) -> usize {
        let most = usize::from(self.height) * 2;
        if row >= self.selected {
            let lines = if row - self.selected > most {
                usize::MAX / 2
            } else {
                self.lines_between(self.selected, row)
            };
            self.offset.saturating_add(lines)
        } else {
            let lines = if self.selected - row > most {
                usize::MAX / 2
            } else {
                self.lines_between(row, self.selected)
            };
            self.offset.saturating_sub(lines)
        }
    }

    fn lines_between(&self, from: usize, to: usize) -> usize {
        (from..to).map(|row| self.columns.height(self, row) + usize::from(self.begins_group(row + 1))).sum()
    }

    /// The offset nearest to the one in force at which the selection and its heading are on a view of `height` lines.
    #[must_use]
    pub(crate) fn settled_offset(&self, height: usize) -> usize {
        if self.shown.is_empty() || height < 2 {
            return 0;
        }
        let own = self.columns.height(self, self.selected);
        let (before, from) =
            (self.lines_before(self.selected, height), self.lines_from(self.selected, height));
        let margin = (height.saturating_sub(2) / 4).min(3);
        // With all of it on the screen nothing scrolls.
        if before + from <= height {
            return before;
        }
        let least = (1 + margin).min(before).max(height.saturating_sub(from));
        let most = height.saturating_sub((own + margin).min(from)).min(before);
        let offset = self.offset.clamp(least.min(most), most.max(least));
        // A heading that sticks over nothing but the next heading would look like an empty day.
        let sticks = matches!(
            self.placed_at(offset, height).as_slice(),
            [Placed { line: Line::Heading(_), .. }, Placed { line: Line::Heading(_), .. }, ..]
        );
        offset - usize::from(sticks)
    }
}
