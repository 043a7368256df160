//! Formats into any writer: the same exporters behind `export`, `list` and the browser's export dialog.

pub mod json;
