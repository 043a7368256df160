//! Markdown.
mod escape;
