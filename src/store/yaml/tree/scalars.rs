//! The scalars of a text with the keys that lead to each, for checks of how something is written.

use std::sync::Arc;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{MAX_DEPTH, Mark};

/// A scalar as it is written in a text.
#[derive(Debug, Clone)]
pub(in crate::store) struct Scalar {
    pub(in crate::store) mark: Mark,
    pub(in crate::store) text: Arc<str>,
    /// Whether it is written without quotes and without `|` or `>`.
    pub(in crate::store) plain: bool,
    /// Whether it is a key.
    pub(in crate::store) key: bool,
    /// The keys that lead to it, outermost first; a key leads to itself.
    pub(in crate::store) way: Vec<Arc<str>>,
}

/// An open collection: whether it is a mapping, and whether that expects a key next.
struct OpenCollection {
    mapping: bool,
    wants_key: bool,
}

/// Returns the scalars of `text` up to the first mistake. The first line is line `first_line`; `under` is the key above
/// the text if it is only part of a file.
pub(in crate::store) fn scalars(text: &str, first_line: u32, under: Option<&'static str>) -> Vec<Scalar> {
    let mut all = Vec::new();
    let mut open: Vec<OpenCollection> = Vec::new();
    let mut way: Vec<Arc<str>> = under.map(Arc::from).into_iter().collect();
    let mut parser = Parser::new_from_str(text);
    while let Some(Ok((event, span))) = parser.next_event() {
        match event {
            Event::StreamEnd => break,
            Event::Scalar(text, style, ..) => {
                let line = u32::try_from(span.start.line()).unwrap_or(u32::MAX).max(1);
                let column = u32::try_from(span.start.col()).unwrap_or(u32::MAX);
                let mark =
                    Mark { line: (line - 1).saturating_add(first_line), column: column.saturating_add(1) };
                let key = open.last().is_some_and(|open| open.mapping && open.wants_key);
                let text: Arc<str> = text.into();
                if key {
                    way.push(Arc::clone(&text));
                }
                let plain = style == ScalarStyle::Plain;
                all.push(Scalar { mark, text, plain, key, way: way.clone() });
                ended(&mut open, &mut way, key);
            }
            Event::Alias(_) => {
                let key = open.last().is_some_and(|open| open.mapping && open.wants_key);
                if key {
                    way.push("".into());
                }
                ended(&mut open, &mut way, key);
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                let mapping = matches!(event, Event::MappingStart(..));
                if open.len() >= MAX_DEPTH {
                    break;
                }
                if open.is_empty() && !mapping && way.is_empty() {
                    // A list without a key above it is a list of events.
                    way.push("events".into());
                }
                if open.last().is_some_and(|open| open.mapping && open.wants_key) {
                    way.push("".into());
                }
                open.push(OpenCollection { mapping, wants_key: mapping });
            }
            Event::SequenceEnd | Event::MappingEnd => {
                open.pop();
                let key = open.last().is_some_and(|open| open.mapping && open.wants_key);
                ended(&mut open, &mut way, key);
            }
            _ => {}
        }
    }
    all
}

/// Updates the innermost collection after one of its nodes has ended.
fn ended(open: &mut [OpenCollection], way: &mut Vec<Arc<str>>, key: bool) {
    let Some(open) = open.last_mut().filter(|open| open.mapping) else { return };
    if !key {
        way.pop();
    }
    open.wants_key = !key;
}
