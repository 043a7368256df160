//! Runs work on all cores and keeps its order; passes panics on with the position that was being worked on.
//!
//! Only this file starts threads for computing. Results come back in the order of their items, and none is ever
//! missing: if a worker panics, the whole pass ends, here and in the caller.
//!
//! ```text
//! items    ▢▢▢▢▢▢▢▢▢▢▢▢      a worker calls `set_position` before each item;
//! chunks   [▢▢▢][▢▢▢]…       if it panics, the panic goes through `resume_unwind`
//! workers    ↓     ↓         with that position to the caller, and `catch_panic`
//! results  [▣▣▣][▣▣▣]…       turns it into an error
//! ```

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::io;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

/// The position in a store's files that a thread works on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WorkPosition {
    /// Number of the file.
    pub(crate) file: u32,
    /// Line in the file, 1-based. 0 means the file as a whole.
    pub(crate) line: u32,
}

/// A panic, with the position that was being worked on.
#[derive(Debug, Clone)]
pub(crate) struct CaughtPanic {
    /// Position that the thread had set; `None` if it had set none.
    pub(crate) position: Option<WorkPosition>,
    /// Message of the panic.
    pub(crate) message: String,
    /// Place in the program that panicked, `src/store/yaml/read.rs:10:5`; `None` if our panic hook is not installed.
    pub(crate) origin: Option<String>,
}

thread_local! {
    static WORKING_AT: Cell<Option<WorkPosition>> = const { Cell::new(None) };
    /// Whether a panic of this thread becomes an error.
    static CAUGHT: Cell<bool> = const { Cell::new(false) };
    static ORIGIN: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Records what this thread works on from now on. If it panics, the error names this position.
pub(crate) fn set_position(file: u32, line: u32) {
    WORKING_AT.set(Some(WorkPosition { file, line }));
}

/// Records that this thread no longer works on an item.
pub(crate) fn clear_position() {
    WORKING_AT.set(None);
}

/// Returns whether a panic of this thread becomes an error, so that it need not be reported in another way.
pub(crate) fn is_caught() -> bool {
    CAUGHT.get()
}

/// Installs a panic hook that stays silent about panics that become errors. It reports all others as before.
pub fn silence_caught_panics() {
    let previous_hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if is_caught() {
            ORIGIN.set(panic.location().map(ToString::to_string));
        } else {
            previous_hook(panic);
        }
    }));
}

/// Runs `work` and turns a panic in it, or in one of its workers, into an error.
pub(crate) fn catch_panic<T>(work: impl FnOnce() -> T) -> Result<T, CaughtPanic> {
    let before = (CAUGHT.replace(true), WORKING_AT.take());
    let done = catch_unwind(AssertUnwindSafe(work));
    let done = done.map_err(CaughtPanic::from_payload);
    CAUGHT.set(before.0);
    WORKING_AT.set(before.1);
    done
}

impl CaughtPanic {
    /// Describes a panic that this thread just caught.
    fn from_payload(payload: Box<dyn Any + Send>) -> Self {
        let payload = match payload.downcast::<Self>() {
            Ok(passed_on) => return *passed_on,
            Err(payload) => payload,
        };
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let message =
            text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("a panic without a message");
        Self { position: WORKING_AT.get(), message: message.to_owned(), origin: ORIGIN.take() }
    }
}

/// Runs the work of a worker thread, which reports panics only if the caller does.
fn as_worker<T>(quiet: bool, work: impl FnOnce() -> T) -> T {
    CAUGHT.set(quiet);
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done,
        // Only a panic that becomes an error needs its position. Any other was reported already and just goes on.
        Err(payload) if quiet => resume_unwind(Box::new(CaughtPanic::from_payload(payload))),
        Err(payload) => resume_unwind(payload),
    }
}

/// Returns the result of a worker. If it panicked, the panic continues in this thread.
fn joined<T>(worker: std::thread::ScopedJoinHandle<'_, T>) -> T {
    worker.join().unwrap_or_else(|panic| resume_unwind(panic))
}

/// Returns how many threads are worth starting for this many pieces of work: never more than there are cores.
pub(crate) fn threads(pieces: usize) -> usize {
    // Query the system only if the answer matters: a file may hold a hundred thousand documents.
    if pieces < 2 { 1 } else { std::thread::available_parallelism().map_or(1, usize::from).min(pieces) }
}

/// Returns the results of `work` for all `pieces`, in their order, using this many threads.
///
/// `start` creates the state of each thread. `on_done` is called with every result as it is ready, in any order.
pub(crate) fn map_with<P: Sync, S, T: Send>(
    threads: usize,
    pieces: &[P],
    start: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, &P) -> T + Sync,
    on_done: &mut dyn FnMut(&T),
) -> Vec<T> {
    if threads < 2 {
        let mut state = start();
        let mut done = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let one = work(&mut state, piece);
            on_done(&one);
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
            // If the receiver no longer exists, its thread has panicked and nobody needs the remaining results.
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
            on_done(&one);
            done[at] = Some(one);
        }
        workers.into_iter().for_each(joined);
    });
    done.into_iter()
        .map(|one| one.expect("every piece is done, or its worker's panic was passed on"))
        .collect()
}

/// Returns the results of `work` for all `items`, in their order. It uses all cores if there are more than `many`.
pub(crate) fn map<P: Sync, T: Send>(items: &[P], many: usize, work: impl Fn(&P) -> T + Sync) -> Vec<T> {
    let threads = threads(items.len().div_ceil(many));
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    // The chunks are small, so that no core waits long for the last one.
    let chunks: Vec<&[P]> = items.chunks((many / 4).max(1)).collect();
    let each = |(): &mut (), chunk: &&[P]| chunk.iter().map(&work).collect::<Vec<T>>();
    let mut all = Vec::with_capacity(items.len());
    all.extend(map_with(threads, &chunks, || (), each, &mut |_| {}).into_iter().flatten());
    all
}

/// Splits `0..len` into one range for each thread and returns the results of `work` for them, in order.
pub(crate) fn shares<T: Send>(threads: usize, len: usize, work: impl Fn(Range<usize>) -> T + Sync) -> Vec<T> {
    let share = len.div_ceil(threads.max(1)).max(1);
    let ranges: Vec<Range<usize>> =
        (0..threads.max(1)).map(|at| (at * share).min(len)..((at + 1) * share).min(len)).collect();
    map_with(threads, &ranges, || (), |(), range| work(range.clone()), &mut |_| {})
}

/// Runs both at the same time.
pub(crate) fn both<A: Send, B>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    let quiet = is_caught();
    std::thread::scope(|scope| {
        let one = scope.spawn(move || as_worker(quiet, one));
        let other = other();
        (joined(one), other)
    })
}

/// Number of events in a window: large enough that passing one on costs little compared with building it.
const WINDOW: usize = 128;
/// Number of windows of each thread that may wait to be taken.
const WAITING: usize = 2;
/// Largest number of threads. More would only wait for the one that writes.
const WRITERS: usize = 8;

/// Calls `make` for each window of `0..len` and passes the results to `take`, in order.
///
/// Only a few windows are in memory at a time. The results do not depend on the number of cores.
///
/// # Errors
/// Returns the first error of `take`. Windows not built by then are not built.
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
                    let mut built = (first..windows).step_by(threads).map(|at| make(window(at)));
                    // If nobody receives the windows any more, this stops building them.
                    built.all(|window| send.send(window).is_ok())
                })
            });
            (receive, worker)
        };
        let (lanes, workers): (Vec<mpsc::Receiver<T>>, Vec<_>) = (0..threads).map(lane).unzip();
        // A lane ends early only if its thread panicked. That panic is passed on below.
        let mut results = lanes.iter().cycle().take(windows).map_while(|lane| lane.recv().ok());
        let taken = results.try_for_each(&mut take);
        drop(lanes);
        for worker in workers {
            joined(worker);
        }
        taken
    })
}

/// Does the same as [`in_order`] for a `take` that cannot fail.
pub(crate) fn for_each<T: Send>(
    len: usize,
    make: impl Fn(Range<usize>) -> T + Sync,
    mut take: impl FnMut(T),
) {
    let taken = in_order(len, make, |window| {
        take(window);
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
        let built = AtomicUsize::new(0);
        let mut remaining = 3;
        let ended = in_order(
            10_000 * WINDOW,
            |_| built.fetch_add(1, Ordering::Relaxed),
            |_| {
                remaining -= 1;
                if remaining == 0 { Err(io::Error::other("enough")) } else { Ok(()) }
            },
        );
        assert!(ended.is_err(), "the error of the third window ends the pass");
        let most = 3 + WRITERS * (WAITING + 2);
        let built = built.into_inner();
        assert!(built <= most, "{built} windows were built where at most {most} could wait");
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
        assert_eq!((with, heard), (doubled, items.len()), "also with a state, and all are reported");
        let parts: Vec<usize> = shares(3, 10, |range| range).into_iter().flatten().collect();
        assert!(parts.into_iter().eq(0..10), "shares cover everything");
        assert_eq!(shares(4, 0, |range| range.len()), [0; 4], "also nothing");
    }

    /// Returns the position and the message of a panic in the middle of a pass.
    fn panic_of(pass: impl FnOnce()) -> (Option<WorkPosition>, String) {
        let panicked = catch_panic(pass).expect_err("the panic is passed on");
        (panicked.position, panicked.message)
    }

    #[test]
    fn a_workers_panic_ends_the_pass_and_says_where() {
        let items: Vec<u32> = (0..5_000).collect();
        let trips = |n: &u32| {
            set_position(7, *n);
            assert_ne!(*n, 4_321, "tripped");
            *n
        };
        let wanted = Some(WorkPosition { file: 7, line: 4_321 });
        let is = |(position, message): (Option<WorkPosition>, String), what: &str| {
            assert_eq!(position, wanted, "{what} tells the item");
            assert!(message.contains("tripped"), "{what} tells what the panic said: {message}");
        };
        is(panic_of(|| drop(map(&items, 512, trips))), "work on all cores");
        is(panic_of(|| drop(map(&items, usize::MAX, trips))), "work on one core");
        let each = |(): &mut (), n: &u32| trips(n);
        is(panic_of(|| drop(map_with(2, &items, || (), each, &mut |_| {}))), "work with a state");
        let all = |range: Range<usize>| range.fold(0, |sum, n| sum + trips(&(n as u32)));
        is(panic_of(|| drop(shares(2, 5_000, all))), "a share");
        is(panic_of(|| assert_eq!(both(|| trips(&4_321), || ()), (0, ()))), "the other thread");
        is(panic_of(|| for_each(5_000, all, |_| {})), "a window of a writer");
        assert!(!is_caught(), "afterwards panics are told again");
    }
}
