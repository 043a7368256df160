//! Divides a line among the columns of a table, and decides which columns go into a table of their own.

/// The width that a column wants.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wish {
    /// The width of its longest cell.
    pub(super) whole: usize,
    /// The width of its longest word. A narrower column breaks words.
    pub(super) word: usize,
    /// Whether it holds long text that is wrapped before other columns are.
    pub(super) wraps: bool,
}

/// Columns side by side: their positions in the table and their widths.
pub(super) type ColumnBand = Vec<(usize, usize)>;

/// Spaces between two columns.
pub(super) const GAP: usize = 2;
/// The minimum width of a wrapped column while another can still give space.
const NARROWEST: usize = 16;
/// The absolute minimum width of a wrapped column.
const LEAST: usize = 8;

/// Divides the columns into strips of at most `room`. Each strip begins with the first column, which names the rows.
pub(super) fn strips(wishes: &[Wish], room: usize) -> Vec<ColumnBand> {
    let all: Vec<usize> = (0..wishes.len()).collect();
    if let Some(widths) = fitted(wishes, &all, room) {
        return vec![widths];
    }
    let Some((first, rest)) = all.split_first() else { return Vec::new() };
    let mut strips: Vec<ColumnBand> = Vec::new();
    let mut rest = rest;
    while !rest.is_empty() {
        let with =
            |n: usize| -> Vec<usize> { std::iter::once(*first).chain(rest[..n].iter().copied()).collect() };
        let most = (1..=rest.len()).rev().find_map(|n| Some((n, fitted(wishes, &with(n), room)?)));
        let (taken, strip) = most.unwrap_or_else(|| (1, halved(wishes, &with(1), room)));
        strips.push(strip);
        rest = &rest[taken..];
    }
    if strips.is_empty() { vec![vec![(*first, room)]] } else { strips }
}

/// Returns widths of `columns` that fit into `room`. `None` if words would have to be broken.
///
/// Wrapped columns shrink first, then every column down to its longest word, the widest before the others.
fn fitted(wishes: &[Wish], columns: &[usize], room: usize) -> Option<ColumnBand> {
    let mut strip: ColumnBand = columns.iter().map(|at| (*at, wishes[*at].whole)).collect();
    let floors: [fn(&Wish) -> usize; 3] = [
        |wish| if wish.wraps { wish.whole.min(NARROWEST) } else { wish.whole },
        |wish| if wish.wraps { wish.whole.min(NARROWEST) } else { wish.word },
        |wish| if wish.wraps { wish.word.clamp(LEAST, NARROWEST).min(wish.whole) } else { wish.word },
    ];
    let width =
        |strip: &ColumnBand| strip.iter().map(|(_, width)| width + GAP).sum::<usize>().saturating_sub(GAP);
    for floor in floors {
        while width(&strip) > room {
            let gives = strip.iter_mut().filter(|(at, width)| *width > floor(&wishes[*at]));
            match gives.max_by_key(|(_, width)| *width) {
                Some((_, width)) => *width -= 1,
                None => break,
            }
        }
    }
    (width(&strip) <= room).then_some(strip)
}

/// Returns widths for two columns that fit only if words are broken.
fn halved(wishes: &[Wish], columns: &[usize], room: usize) -> ColumnBand {
    let half = (room.saturating_sub(GAP) / 2).max(1);
    columns.iter().map(|at| (*at, wishes[*at].whole.min(half))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(whole: usize) -> Wish {
        Wish { whole, word: whole, wraps: false }
    }

    #[test]
    fn what_wraps_gives_room_before_words_are_wrapped_elsewhere() {
        let wishes = [Wish { whole: 60, word: 9, wraps: true }, Wish { whole: 14, word: 4, wraps: false }];
        assert_eq!(strips(&wishes, 80), [[(0, 60), (1, 14)]], "all of it fits");
        assert_eq!(strips(&wishes, 40), [[(0, 24), (1, 14)]], "the long words give");
        assert_eq!(strips(&wishes, 28), [[(0, 16), (1, 10)]], "then the date is wrapped at its blanks");
    }

    #[test]
    fn columns_that_do_not_fit_stand_below_the_same_first_column() {
        let wishes = [fixed(10), fixed(8), fixed(8), fixed(8)];
        assert_eq!(
            strips(&wishes, 30),
            [vec![(0, 10), (1, 8), (2, 8)], vec![(0, 10), (3, 8)]],
            "in two strips"
        );
    }

    proptest::proptest! {
        #[test]
        fn no_strip_is_wider_than_its_room_and_no_column_is_lost(
            columns in proptest::collection::vec((1_usize..90, 1_usize..40, proptest::bool::ANY), 1..12),
            room in 20_usize..120,
        ) {
            let wishes: Vec<Wish> =
                columns.iter().map(|(whole, word, wraps)| Wish { whole: *whole, word: (*word).min(*whole), wraps: *wraps }).collect();
            let strips = strips(&wishes, room);
            for strip in &strips {
                let width = strip.iter().map(|(_, width)| width + GAP).sum::<usize>() - GAP;
                proptest::prop_assert!(width <= room, "{:?} is wider than {}", strip, room);
            }
            let mut seen: Vec<usize> = strips.iter().flatten().map(|(at, _)| *at).collect();
            seen.sort_unstable();
            seen.dedup();
            proptest::prop_assert_eq!(seen, (0..wishes.len()).collect::<Vec<_>>(), "every column stands somewhere");
        }
    }
}
