//! Keys that come before the terminal is set up, or before the store is read.

use std::thread;
use std::time::Duration;

use super::Session;

#[test]
fn keys_that_come_early_are_handled_in_their_order() {
    for pause in [0, 2, 5, 10, 15, 20, 30, 60] {
        let mut session = Session::browser();
        thread::sleep(Duration::from_millis(pause));
        session.press("g2/kind:strike\r");
        session.wait_for("1 of 8 events");
        session.press("q");
        assert_eq!(session.end(), 0, "after {pause} ms: {}", session.shows());
        session.is_as_it_was();
    }
}

#[test]
fn a_key_on_the_screen_of_a_store_that_is_read_is_not_lost() {
    for _ in 0..3 {
        let mut session = Session::browser();
        session.wait_for("events");
        session.press("g\r");
        session.is_open();
        session.wait_for("plan-november");
        session.press("q");
        assert_eq!(session.end(), 0, "{}", session.shows());
    }
}
