//! Documents of what is shown.
pub mod json;
mod markdown;
