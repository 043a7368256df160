//! Work on all cores that keeps its order, and panics that are passed on with their place.
//!
//! The only file with threads for computing. Whatever is worked on side by side comes back in the order in which it
//! was given, and nothing of it is ever missing: a worker that panics ends the whole pass, here and in the caller.
//!
//! ```text
//! items    ▢▢▢▢▢▢▢▢▢▢▢▢      a worker says what it is `at` before each item;
//! chunks   [▢▢▢][▢▢▢]…       if it panics, the panic goes through `resume_unwind`
//! workers    ↓     ↓         with that place to the caller, and `caught` makes an
//! results  [▣▣▣][▣▣▣]…       error of it
//! ```

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// Where in a store's files something is worked on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct At {
    /// The number of the file.
    pub(crate) file: u32,
    /// 1-based; 0: the file as a whole.
    pub(crate) line: u32,
}

/// A panic and what was worked on when it came.
#[derive(Debug, Clone)]
pub(crate) struct Panicked {
    /// What was said to be worked on; none where nothing was.
    pub(crate) at: Option<At>,
    /// What the panic said.
    pub(crate) message: String,
    /// Where in the program it came from, `src/store/yaml/read.rs:10:5`; none where no hook of ours listened.
    pub(crate) origin: Option<String>,
}

thread_local! {
    static WORKING_AT: Cell<Option<At>> = const { Cell::new(None) };
    /// Whether a panic of this thread becomes an error.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
    static ORIGIN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Notes what this thread works on from now on, for the error that a panic becomes.
pub(crate) fn at(file: u32, line: u32) {
    WORKING_AT.set(Some(At { file, line }));
}

/// Notes that this thread works on no item any more.
pub(crate) fn at_nothing() {
    WORKING_AT.set(None);
}

/// Whether a panic of this thread becomes an error, so that nothing else has to be said of it.
pub(crate) fn is_caught() -> bool {
    CAUGHT.get()
}

/// Keeps quiet about panics that become errors, from now on; others are told as before.
pub fn quiet_where_caught() {
    let told = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if is_caught() {
            ORIGIN.set(panic.location().map(ToString::to_string));
        } else {
            told(panic);
        }
    }));
}

/// Does `work`; a panic in it, or in a worker of it, becomes an error.
pub(crate) fn caught<T>(work: impl FnOnce() -> T) -> Result<T, Panicked> {
    let before = (CAUGHT.replace(true), WORKING_AT.take());
    let done = catch_unwind(AssertUnwindSafe(work));
    let done = done.map_err(Panicked::of);
    CAUGHT.set(before.0);
    WORKING_AT.set(before.1);
    done
}

impl Panicked {
    /// A panic that was just caught on this thread.
    fn of(payload: Box<dyn Any + Send>) -> Self {
        let payload = match payload.downcast::<Self>() {
            Ok(passed_on) => return *passed_on,
            Err(payload) => payload,
        };
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let message =
            text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("a panic without a message");
        Self { at: WORKING_AT.get(), message: message.to_owned(), origin: ORIGIN.take() }
    }
}

/// Does a worker's part: with its own note of what it works on, and quiet where the caller is.
fn as_worker<T>(quiet: bool, work: impl FnOnce() -> T) -> T {
    CAUGHT.set(quiet);
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done,
        // Only where an error comes of it: else the panic itself goes on, and was told already.
        Err(payload) if quiet => resume_unwind(Box::new(Panicked::of(payload))),
        Err(payload) => resume_unwind(payload),
    }
}

/// What a worker came to; its panic goes on in this thread.
fn joined<T>(worker: std::thread::ScopedJoinHandle<'_, T>) -> T {
    worker.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// How many threads are worth it for so many pieces of work: never more than there are cores.
pub(crate) fn threads(pieces: usize) -> usize {
    // The system is asked only where the answer matters: a file may hold a hundred thousand documents.
    if pieces < 2 { 1 } else { std::thread::available_parallelism().map_or(1, usize::from).min(pieces) }
}

/// What `work` makes of all `pieces`, in their order, on so many threads.
///
/// Each thread has a state of its own, which `start` makes. `told` hears of every piece as it is done, in any order.
pub(crate) fn map_with<P: Sync, S, T: Send>(
    threads: usize,
    pieces: &[P],
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &P) -> T + Sync,
    told: &mut dyn FnMut(&T),
) -> Vec<T> {
    if threads < 2 {
        let mut state = start();
        let mut done = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let one = work(&mut state, piece);
            told(&one);
            done.push(one);
        }
        return done;
    }
    let next = AtomicUsize::new(0);
    let quiet = is_caught();
    let (send, receive) = mpsc::channel();
    let worker = |send: mpsc::Sender<(usize, T)>| {
        let mut state = start();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(at) else { return };
            // A receiver that is gone has panicked: what is left is of no use to anybody.
            if send.send((at, work(&mut state, piece))).is_err() {
                return;
            }
        }
    };
    let mut done: Vec<Option<T>> = pieces.iter().map(|_| None).collect();
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads)
            .map(|_| {
                let (send, worker) = (send.clone(), &worker);
                scope.spawn(move || as_worker(quiet, || worker(send)))
            })
            .collect();
        drop(send);
        for (at, one) in receive {
            told(&one);
            done[at] = Some(one);
        }
        workers.into_iter().for_each(joined);
    });
    done.into_iter()
        .map(|one| one.expect("every piece is done, or its worker's panic was passed on"))
        .collect()
}

/// What `work` makes of all `items`, in their order; on all cores where they are more than `many`.
pub(crate) fn map<P: Sync, T: Send>(items: &[P], many: usize, work: impl Fn(&P) -> T + Sync) -> Vec<T> {
    let threads = threads(items.len().div_ceil(many));
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    // Small enough that no core waits long for the last.
    let chunks: Vec<&[P]> = items.chunks((many / 4).max(1)).collect();
    let each = |(): &mut (), chunk: &&[P]| chunk.iter().map(&work).collect::<Vec<T>>();
    let mut all = Vec::with_capacity(items.len());
    all.extend(map_with(threads, &chunks, || (), each, &mut |_| {}).into_iter().flatten());
    all
}

/// What `work` makes of each of the ranges that `0..len` falls into: one a thread, in order.
pub(crate) fn shares<T: Send>(threads: usize, len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let share = len.div_ceil(threads.max(1)).max(1);
    let ranges: Vec<Range<usize>> =
        (0..threads.max(1)).map(|at| (at * share).min(len)..((at + 1) * share).min(len)).collect();
    map_with(threads, &ranges, || (), |(), range| work(range.clone()), &mut |_| {})
}

/// Does both at once.
pub(crate) fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    let quiet = is_caught();
    std::thread::scope(|scope| {
        let one = scope.spawn(move || as_worker(quiet, one));
        let other = other();
        (joined(one), other)
    })
}

/// So many events make a window: enough that handing one over costs nothing beside making it.
const WINDOW: usize = 128;
/// So many windows of each thread may wait for their turn.
const WAITING: usize = 2;
/// More threads would only wait for the one that writes.
const WRITERS: usize = 8;

/// Has `make` called for each window of `0..len` and hands what it made to `take`, in order.
///
/// Only a few windows are ever in memory, however many there are, and what is taken does not depend on the cores.
///
/// # Errors
/// The first error of `take`; what is not made by then is left.
pub(crate) fn in_order<T: Send>(
    len: usize,
    make: impl Fn(Range<usize>) -> T + Sync,
    mut take: impl FnMut(T) -> io::Result<()>,
) -> io::Result<()> {
    let window = |at: usize| at * WINDOW..((at + 1) * WINDOW).min(len);
    let windows = len.div_ceil(WINDOW);
    let threads = threads(windows).min(WRITERS);
    if threads <= 1 {
        return (0..windows).try_for_each(|at| take(make(window(at))));
    }
    let quiet = is_caught();
    std::thread::scope(|scope| {
        let lane = |first: usize| {
            let (send, receive) = mpsc::sync_channel(WAITING);
            let make = &make;
            let worker = scope.spawn(move || {
                as_worker(quiet, || {
                    let mut made = (first..windows).step_by(threads).map(|at| make(window(at)));
                    // Where nobody takes any more, nothing more is made.
                    made.all(|made| send.send(made).is_ok())
                })
            });
            (receive, worker)
        };
        let (lanes, workers): (Vec<mpsc::Receiver<T>>, Vec<_>) = (0..threads).map(lane).unzip();
        // A lane ends early only where its thread panicked, which is passed on below.
        let mut made = lanes.iter().cycle().take(windows).map_while(|lane| lane.recv().ok());
        let taken = made.try_for_each(&mut take);
        drop(lanes);
        for worker in workers {
            joined(worker);
        }
        taken
    })
}

/// As [`in_order`], for work that cannot fail.
pub(crate) fn for_each<T: Send>(
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
        let most = 3 + WRITERS * (WAITING + 2);
        let made = made.into_inner();
        assert!(made <= most, "{made} windows were made where at most {most} could wait");
    }

    #[test]
    fn work_comes_back_in_its_order() {
        let items: Vec<usize> = (0..10_007).collect();
        let doubled: Vec<usize> = items.iter().map(|n| n * 2).collect();
        assert_eq!(map(&items, 512, |n| n * 2), doubled, "each item once and in its place");
        let mut heard = 0;
        let with = map_with(
            3,
            &items,
            || 0,
            |state, n| {
                *state += 1;
                n * 2
            },
            &mut |_| heard += 1,
        );
        assert_eq!((with, heard), (doubled, items.len()), "also with a state, and all are told");
        let parts: Vec<usize> = shares(3, 10, |range| range).into_iter().flatten().collect();
        assert!(parts.into_iter().eq(0..10), "shares cover everything");
        assert_eq!(shares(4, 0, |range| range.len()), [0; 4], "also nothing");
    }

    /// What a panic in the middle of a pass becomes.
    fn told(pass: impl FnOnce()) -> (Option<At>, String) {
        let panicked = caught(pass).expect_err("the panic is passed on");
        (panicked.at, panicked.message)
    }

    #[test]
    fn a_workers_panic_ends_the_pass_and_says_where() {
        let items: Vec<u32> = (0..5_000).collect();
        let trips = |n: &u32| {
            at(7, *n);
            assert_ne!(*n, 4_321, "tripped");
            *n
        };
        let wanted = Some(At { file: 7, line: 4_321 });
        let is = |(at, message): (Option<At>, String), what: &str| {
            assert_eq!(at, wanted, "{what} tells the item");
            assert!(message.contains("tripped"), "{what} tells what the panic said: {message}");
        };
        is(told(|| drop(map(&items, 512, trips))), "work on all cores");
        is(told(|| drop(map(&items, usize::MAX, trips))), "work on one core");
        let each = |(): &mut (), n: &u32| trips(n);
        is(told(|| drop(map_with(2, &items, || (), each, &mut |_| {}))), "work with a state");
        let all = |range: Range<usize>| range.fold(0, |sum, n| sum + trips(&(n as u32)));
        is(told(|| drop(shares(2, 5_000, all))), "a share");
        is(told(|| assert_eq!(both(|| trips(&4_321), || ()), (0, ()))), "the other thread");
        is(told(|| for_each(5_000, all, |_| {})), "a window of a writer");
        assert!(!is_caught(), "afterwards panics are told again");
    }
}
