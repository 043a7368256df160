//! Which hosts are ordinary: a store names few, each thousands of times.

use std::cell::RefCell;

use foldhash::{HashMap, HashMapExt as _};

use super::{archives, platforms};

/// So many hosts are remembered; real stores name fewer.
const MOST: usize = 4_096;

thread_local! {
    static ORDINARY: RefCell<HashMap<Box<str>, bool>> = RefCell::new(HashMap::new());
}

/// Whether a plain host is neither a platform's nor an archive's: its addresses need no parsing.
pub(super) fn is_ordinary(host: &str) -> bool {
    ORDINARY.with_borrow_mut(|known| {
        if let Some(ordinary) = known.get(host) {
            return *ordinary;
        }
        if known.len() >= MOST {
            known.clear();
        }
        let ordinary = !platforms::may_be(host) && !archives::may_be(host);
        known.insert(host.into(), ordinary);
        ordinary
    })
}
