//! The comparison of the quick reader with the YAML library, for tests and for the fuzzer.

use std::fmt::Debug;

use serde::de::DeserializeOwned;

use super::read_with;
use crate::store::yaml::library;

/// Returns whether the quick reader accepts `text`. If it does, the YAML library must read the same.
pub(in crate::store) fn taken<T: DeserializeOwned + PartialEq + Debug>(text: &str) -> Result<bool, String> {
    let quick: Option<T> = read_with(text, &|_| None);
    if let Some(quick) = &quick {
        let careful: Result<T, String> = library::one_by_library(text);
        if careful.as_ref() != Ok(quick) {
            return Err(format!("{quick:?} but the YAML library reads {careful:?} of\n{text}"));
        }
    }
    Ok(quick.is_some())
}

/// Panics if the two read `text` differently, as a record of any list or as any value.
///
/// Characters that YAML does not allow are refused before either reader sees them.
#[cfg(fuzzing)]
pub(in crate::store) fn hold_together(text: &str) {
    use crate::store::schema::raw::{
        RawActor, RawClaim, RawEvent, RawMeta, RawOutlet, RawSource, RawTerm, RawVenue, RawView,
    };
    use crate::store::yaml::bytes;
    if bytes::text(text.as_bytes()).is_err() {
        return;
    }
    let all = [
        taken::<RawEvent>,
        taken::<RawActor>,
        taken::<RawVenue>,
        taken::<RawOutlet>,
        taken::<RawSource>,
        taken::<RawClaim>,
        taken::<RawTerm>,
        taken::<RawView>,
        taken::<RawMeta>,
        taken::<serde_json::Value>,
    ];
    for taken in all {
        if let Err(difference) = taken(text) {
            panic!("{difference}");
        }
    }
}
