//! Writing one text for each event, in order, with a few windows of events in memory at a time.

use std::io::{self, Write};
use std::ops::Range;

use super::Request;
use crate::event::{Event, EventIx};
use crate::parallel::in_order;

/// Writes `make` of each event shown, with `between` between any two. Events for which it returns `None` are left out.
///
/// Returns how many events were written.
///
/// # Errors
/// Any error of `out`.
pub(super) fn each(
    request: &Request<'_>,
    between: &str,
    out: &mut dyn Write,
    make: impl Fn(EventIx, &Event) -> Option<String> + Sync,
) -> io::Result<usize> {
    let events = &request.timeline.store().events;
    let made = |window: Range<usize>| {
        let (mut text, mut count) = (String::new(), 0);
        for ix in request.shown.get(window).unwrap_or_default() {
            if let Some(own) = make(*ix, &events.fresh(*ix)) {
                text.push_str(if count == 0 { "" } else { between });
                text.push_str(&own);
                count += 1;
            }
        }
        (text, count)
    };
    let mut written = 0;
    in_order(request.shown.len(), made, |(text, count)| {
        if written > 0 && count > 0 {
            out.write_all(between.as_bytes())?;
        }
        written += count;
        out.write_all(text.as_bytes())
    })?;
    Ok(written)
}
