//! A pass over many events on all cores: windows of them are made side by side and taken in order.
//!
//! Only a few windows are ever in memory, however many there are, and what is taken does not depend on the cores.

use std::io;
use std::ops::Range;
use std::sync::mpsc;

/// So many events make a window: enough that handing one over costs nothing beside making it.
const WINDOW: usize = 128;
/// So many windows of each thread may wait for their turn.
const WAITING: usize = 2;
/// More threads would only wait for the one that writes.
const THREADS: usize = 8;

/// Has `make` called for each window of `0..len` and hands what it made to `take`, in order.
///
/// # Errors
/// The first error of `take`; what is not made by then is left.
pub fn in_order<T: Send>(
    len: usize,
    make: impl Fn(Range<usize>) -> T + Sync,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let window = |at: usize| at * WINDOW..((at + 1) * WINDOW).min(len);
    let windows = len.div_ceil(WINDOW);
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(THREADS).min(windows);
    if threads <= 1 {
        return (0..windows).try_for_each(|at| take(make(window(at))));
    }
    std::thread::scope(|scope| {
        let lane = |first: usize| {
            let (send, receive) = mpsc::sync_channel(WAITING);
            let make = &make;
            scope.spawn(move || {
                let mut made = (first..windows).step_by(threads).map(|at| make(window(at)));
                // Where nobody takes any more, nothing more is made.
                made.all(|made| send.send(made).is_ok())
            });
            receive
        };
        let lanes: Vec<mpsc::Receiver<T>> = (0..threads).map(lane).collect();
        // A lane ends early only where its thread panicked, and the scope passes that on.
        let mut made = lanes.iter().cycle().take(windows).map_while(|lane| lane.recv().ok());
        made.try_for_each(&mut take)
    })
}

/// As [`in_order`], for work that cannot fail.
pub(super) fn for_each<T: Send>(
    len: usize,
    make: impl Fn(Range<usize>) -> T + Sync,
    mut take: impl FnMut(T),
) {
    let taken = in_order(len, make, |made| {
        take(made);
        Ok(())
    });
    debug_assert!(taken.is_ok(), "taking did not fail");
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn windows_are_taken_in_order_and_none_is_left_out() {
        for len in [0, 1, WINDOW, WINDOW + 1, 20 * WINDOW + 7] {
            let mut taken = Vec::new();
            for_each(len, Iterator::collect::<Vec<usize>>, |window| taken.extend(window));
            assert!(taken.iter().copied().eq(0..len), "{len} events, each once and in its place");
        }
    }

    #[test]
    fn what_nobody_takes_is_not_made() {
        let made = AtomicUsize::new(0);
        let mut left = 3;
        let ended = in_order(
            10_000 * WINDOW,
            |_| made.fetch_add(1, Ordering::Relaxed),
            |_| {
                left -= 1;
                if left == 0 { Err(io::Error::other("enough")) } else { Ok(()) }
            },
        );
        assert!(ended.is_err(), "the error of the third window ends the pass");
        let most = 3 + THREADS * (WAITING + 2);
        let made = made.into_inner();
        assert!(made <= most, "{made} windows were made where at most {most} could wait");
    }
}
