//! The only module that names serde_yaml. It reads one item of the store at a time, from its own lines or from a tree.

use std::collections::HashSet;
use std::fmt::Write as _;

use serde::de::DeserializeOwned;

use crate::store::schema::list::List;
use crate::store::schema::raw::Raw;
use crate::store::yaml::mark::Mark;
use crate::store::yaml::plain::Alias;
use crate::store::yaml::tree::{Node, Value};

/// Reads the record of `list` in the lines of `text` with [`plain`](crate::store::yaml::plain); `None` if it refuses.
///
/// `alias` returns the value of an alias.
pub(in crate::store) fn read_quickly<'t>(list: List, text: &'t str, alias: Alias<'t>) -> Option<Raw> {
    fn read<'t, T: DeserializeOwned>(text: &'t str, alias: Alias<'t>) -> Option<T> {
        crate::store::yaml::plain::read_with(text, alias)
    }
    Some(match list {
        // The mapping below `store:` is not an item of a list.
        List::Store if !text.starts_with(['-', '{']) => return None,
        List::Store => Raw::Meta(read(text, alias)?),
        List::Actors => Raw::Actor(read(text, alias)?),
        List::Venues => Raw::Venue(read(text, alias)?),
        List::Outlets => Raw::Outlet(read(text, alias)?),
        List::Sources => Raw::Source(read(text, alias)?),
        List::Claims => Raw::Claim(read(text, alias)?),
        List::Terms => Raw::Term(read(text, alias)?),
        List::Views => Raw::View(read(text, alias)?),
        List::Events => Raw::Event(read(text, alias)?),
    })
}

/// Reads the record of `list` in the lines of `text`: `- …` with its own indentation, or the mapping below `store:`.
///
/// # Errors
/// Fails with serde_yaml's own words, for mistakes that nothing else explains.
pub(in crate::store) fn read(list: List, text: &str) -> Result<Raw, String> {
    match list {
        List::Store => plain(text).map(Raw::Meta),
        _ => record(list, text),
    }
}

fn record(list: List, text: &str) -> Result<Raw, String> {
    Ok(match list {
        List::Store => Raw::Meta(one_by_library(text)?),
        List::Actors => Raw::Actor(one_by_library(text)?),
        List::Venues => Raw::Venue(one_by_library(text)?),
        List::Outlets => Raw::Outlet(one_by_library(text)?),
        List::Sources => Raw::Source(one_by_library(text)?),
        List::Claims => Raw::Claim(one_by_library(text)?),
        List::Terms => Raw::Term(one_by_library(text)?),
        List::Views => Raw::View(one_by_library(text)?),
        List::Events => Raw::Event(one_by_library(text)?),
    })
}

fn plain<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_yaml::from_str(text).map_err(|e| e.to_string())
}

/// Reads a record with serde_yaml. Whatever [`plain`](crate::store::yaml::plain) reads, it must read in the same way.
pub(in crate::store) fn one_by_library<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    if text.trim_ascii_start().starts_with('{') {
        return plain(text);
    }
    let (record,): (Option<T>,) = plain(text)?;
    record.ok_or_else(|| "an empty item".to_owned())
}

/// Reads a record from its tree, leaving out what is at the marks in `without`.
///
/// # Errors
/// Fails with serde_yaml's own words, for mistakes that nothing else explains.
pub(in crate::store) fn read_tree(list: List, node: &Node, without: &HashSet<Mark>) -> Result<Raw, String> {
    let mut text = String::from("- ");
    write_node(&mut text, node, without);
    read_quickly(list, &text, &|_| None).map_or_else(|| record(list, &text), Ok)
}

/// Writes `node` in flow style with every scalar quoted as written, so that both readers see the same text.
fn write_node(out: &mut String, node: &Node, without: &HashSet<Mark>) {
    match &node.value {
        Value::Null => out.push('~'),
        Value::Text(text) => quote(out, text),
        Value::Seq(items) => {
            out.push('[');
            for item in items.iter().filter(|item| !without.contains(&item.mark)) {
                write_node(out, item, without);
                out.push_str(",\n ");
            }
            out.push(']');
        }
        Value::Map(pairs) => {
            out.push('{');
            let is_retained = |n: &Node| !without.contains(&n.mark);
            for (key, value) in pairs.iter().filter(|(key, value)| is_retained(key) && is_retained(value)) {
                write_node(out, key, without);
                out.push_str(": ");
                write_node(out, value, without);
                out.push_str(",\n ");
            }
            out.push('}');
        }
    }
}

fn quote(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            ' ' => out.push(' '),
            // Whatever a reader could take for a line break, a mark or an unprintable character is written by its number.
            c if c.is_whitespace()
                || c.is_control()
                || ('\u{FDD0}'..='\u{FEFF}').contains(&c)
                || c >= '\u{FFF0}' =>
            {
                let _ = write!(out, "\\U{:08X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
}
