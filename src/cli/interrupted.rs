//! Ctrl-C: what is half written is removed before the program ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::store::unfinished;

/// The exit code after Ctrl-C.
const INTERRUPTED: i32 = 130;

/// Ends the program at Ctrl-C, as long as `armed` is true, and at SIGTERM. Its temporary files are removed first.
pub fn watch(armed: Arc<AtomicBool>) {
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM]) else { return };
    thread::spawn(move || {
        for signal in signals.forever() {
            if signal == SIGINT && !armed.load(Ordering::SeqCst) {
                continue;
            }
            unfinished::remove();
            if signal == SIGINT {
                signal_hook::low_level::exit(INTERRUPTED);
            }
            drop(signal_hook::low_level::emulate_default_handler(signal));
        }
    });
}
