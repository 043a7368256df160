//! An event in words. Every fact about an event that an output shows is decided and worded here, once.
//!
//! Outputs lay these words out, each in its own way: `show` and the browser's detail view beside labels, documents as
//! Markdown with footnotes. Labels, signs and escapes belong to the outputs. The text after a label is the same
//! everywhere. A test lists the facts of every event and looks for each of them in every output.
//!
//! | facts | module |
//! |---|---|
//! | kind, whether it happened, title | [`nature`] |
//! | who took part, with the offices of the day, and where | [`people`] |
//! | when, and since when it was reported | [`dates`] |
//! | whose words, in which language | [`quotes`] |
//! | numbers, and who claims them | [`figures`] |
//! | sources, and which one an account cites | [`sources`] |
//! | why sources have one publisher, or none | [`roots`] |
//! | what it does to other events | [`links`] |
//! | the parts of a meeting | [`sessions`] |
//! | what accounts differ on, and the remarks on each | [`accounts`] |

pub(crate) mod accounts;
pub(crate) mod dates;
pub(crate) mod figures;
pub(crate) mod links;
mod list;
pub(crate) mod nature;
pub(crate) mod people;
pub(crate) mod quotes;
pub(crate) mod roots;
pub(crate) mod sessions;
pub(crate) mod signs;
pub(crate) mod sources;

pub(crate) use list::listed;

#[cfg(test)]
mod tests;
