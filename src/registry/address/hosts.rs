//! A cache of ordinary hosts. A store names few hosts, each of them thousands of times.

use std::cell::RefCell;

use foldhash::{HashMap, HashMapExt as _};

use super::{archives, platforms};

/// Largest number of hosts in the cache. Real stores name fewer.
const MOST: usize = 4_096;

thread_local! {
    static ORDINARY: RefCell<HashMap<Box<str>, bool>> = RefCell::new(HashMap::new());
}

/// Returns whether a plain host is neither a platform's nor an archive's, so that its addresses need no parsing.
pub(super) fn is_ordinary(host: &str) -> bool {
    ORDINARY.with_borrow_mut(|known| {
        if let Some(ordinary) = known.get(host) {
            return *ordinary;
        }
        if known.len() >= MOST {
            known.clear();
        }
        let ordinary = !platforms::may_be_platform(host) && !archives::may_be_archive(host);
        known.insert(host.into(), ordinary);
        ordinary
    })
}
