//! The normal form: a filter written so that reading it gives the same filter.

use std::fmt;

use super::field::Field;
use super::node::{FigureTerms, Manner, Node, Span, Term, Value};
use super::quote;

/// Writes `node` and sets every span in it to its new position.
pub(super) fn normal_form(node: &mut Node) -> String {
    let mut out = String::new();
    write(node, &mut out);
    out
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&normal_form(&mut self.clone()))
    }
}

fn write(node: &mut Node, out: &mut String) {
    match node {
        Node::And(parts) => joined(parts, " ", out, |part, out| match part {
            Node::Or(_) => grouped(part, out),
            part => write(part, out),
        }),
        Node::Or(parts) => joined(parts, " OR ", out, write),
        Node::Not(inner) => {
            out.push('-');
            match **inner {
                Node::And(_) | Node::Or(_) => grouped(inner, out),
                _ => write(inner, out),
            }
        }
        Node::Term(term) => write_term(term, out),
        Node::FigureTerms(row) => write_row(row, out),
    }
}

fn joined(parts: &mut [Node], between: &str, out: &mut String, each: impl Fn(&mut Node, &mut String)) {
    for (i, part) in parts.iter_mut().enumerate() {
        if i > 0 {
            out.push_str(between);
        }
        each(part, out);
    }
}

fn grouped(node: &mut Node, out: &mut String) {
    out.push('(');
    write(node, out);
    out.push(')');
}

fn write_row(row: &mut FigureTerms, out: &mut String) {
    let start = out.len();
    if row.closed {
        out.push_str("figure:(");
    }
    for (i, term) in row.terms.iter_mut().enumerate() {
        if i > 0 {
            out.push(' ');
        }
        write_term(term, out);
    }
    if row.closed {
        out.push(')');
    }
    row.span = Span(start..out.len());
}

fn write_term(term: &mut Term, out: &mut String) {
    let start = out.len();
    let bare = term.field == Field::Text && term.values.iter().all(|v| v.manner == Manner::Plain);
    if !bare {
        out.push_str(term.field.name());
        out.push(':');
    }
    for (i, value) in term.values.iter_mut().enumerate() {
        if i > 0 {
            out.push(',');
        }
        let at = out.len();
        write_value(value, bare, out);
        value.span = Span(at..out.len());
    }
    term.span = Span(start..out.len());
}

fn write_value(value: &Value, bare: bool, out: &mut String) {
    match value.manner {
        Manner::Plain => write_text(&value.text, bare, out),
        Manner::Exact => {
            out.push('=');
            write_text(&value.text, bare, out);
        }
        Manner::Regex => {
            out.push('/');
            let mut chars = value.text.chars();
            while let Some(c) = chars.next() {
                match c {
                    '/' => out.push_str("\\/"),
                    '\\' => {
                        out.push(c);
                        out.extend(chars.next());
                    }
                    c => out.push(c),
                }
            }
            out.push('/');
        }
    }
}

fn write_text(text: &str, bare: bool, out: &mut String) {
    if needs_quotes(text, bare) { out.push_str(&quoted(text)) } else { out.push_str(text) }
}

/// Quotes `text` so that a filter reads it back.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
    out
}

/// Writes `text` as a value of a field, in quotes if it would otherwise be read back differently.
pub(super) fn as_value(text: &str) -> String {
    let mut out = String::new();
    write_text(text, false, &mut out);
    out
}

/// Returns whether `text` would be read back differently without quotes, as a `bare` word or as a field's
/// value.
fn needs_quotes(text: &str, bare: bool) -> bool {
    let special =
        |c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')') || quote::opens(c) || (bare && c == ':');
    text.is_empty()
        || text.starts_with(['=', '/'])
        || (bare && text.starts_with('-'))
        || matches!(text, "AND" | "OR" | "NOT")
        || text.chars().any(special)
}
