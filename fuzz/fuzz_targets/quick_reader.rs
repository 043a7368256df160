//! The quick reader of YAML against serde_yaml: whatever it reads, it reads alike, and nothing makes it panic.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| demarche::store::hold_readers_together(text));
