//! Reading values: plain, exact, quoted, regular expressions.

use super::{Parser, Reach, ends_word};
use crate::filter::error::{Complaint, FilterError};
use crate::filter::field::Field;
use crate::filter::node::{Manner, Span, Value, unique_values};
use crate::filter::{quote, value};

impl Parser<'_> {
    /// Reads values separated by commas.
    pub(super) fn values(&mut self, field: Field, reach: Reach) -> Result<Vec<Value>, FilterError> {
        let mut values = Vec::new();
        loop {
            let value = self.value(field, reach)?;
            let span = value.span.0.clone();
            values.push(value::checked(field, value).map_err(|complaint| self.error(span, complaint))?);
            if !self.eat(',') {
                return Ok(unique_values(values));
            }
        }
    }

    fn value(&mut self, field: Field, reach: Reach) -> Result<Value, FilterError> {
        let start = self.at;
        if field.takes_text() && reach != Reach::Word && self.peek() == Some('/') {
            return self.regex(start);
        }
        let manner = if reach != Reach::Word && !field.takes_text() && self.eat('=') {
            Manner::Exact
        } else {
            Manner::Plain
        };
        let (mut text, mut quotes) = (String::new(), false);
        // The members of an EDTF set are one date.
        let set = field.takes_date() && matches!(self.peek(), Some('[' | '{'));
        while let Some(c) = self.peek() {
            match c {
                c if quote::opens(c) => {
                    quotes = true;
                    self.quoted(&mut text)?;
                }
                ',' if !set || text.ends_with([']', '}']) => break,
                c if reach != Reach::Flag && ends_word(c) => break,
                ':' if reach == Reach::Word => return Err(self.unknown_field(start..self.at)),
                c => {
                    text.push(c);
                    self.bump();
                }
            }
        }
        if reach == Reach::Flag && !quotes {
            text = text.trim().to_owned();
        }
        if text.is_empty() {
            return Err(self.nothing(field, reach, start));
        }
        let manner = if field.descends() { manner } else { Manner::Plain };
        Ok(Value { text, manner, span: Span(start..self.at) })
    }

    fn nothing(&self, field: Field, reach: Reach, start: usize) -> FilterError {
        let before = self.between(0..start).chars().next_back().map_or(start, |c| start - c.len_utf8());
        let complaint = match self.between(before..start) {
            "," => Complaint::new("nothing after the comma").hint("put a text with a comma in quotes"),
            _ if reach == Reach::Word => Complaint::new("nothing to search for"),
            _ => Complaint::new(format!("nothing after `{field}:`"))
                .hint(format!("write the value without a space, such as `{}`", field.example())),
        };
        let end = if self.at > start { self.at } else { start.max(before + 1) };
        self.error(before..end, complaint)
    }

    fn quoted(&mut self, text: &mut String) -> Result<(), FilterError> {
        let start = self.at;
        let open = self.bump().unwrap_or('"');
        loop {
            match self.bump() {
                Some(c) if quote::closes(open, c) => return Ok(()),
                Some('\\') if matches!(self.peek(), Some('"' | '\\')) => text.extend(self.bump()),
                Some(c) => text.push(c),
                None => {
                    let complaint = Complaint::new("the quote is not closed").hint("add `\"`");
                    return Err(self.error(start..start + 1, complaint));
                }
            }
        }
    }

    fn regex(&mut self, start: usize) -> Result<Value, FilterError> {
        self.bump();
        let mut text = String::new();
        loop {
            match self.bump() {
                Some('/') => break,
                Some('\\') if self.peek() == Some('/') => text.extend(self.bump()),
                Some('\\') => {
                    text.push('\\');
                    text.extend(self.bump());
                }
                Some(c) => text.push(c),
                None => {
                    let complaint = Complaint::new("the regular expression is not closed")
                        .hint("add `/`, or put the text in quotes");
                    return Err(self.error(start..start + 1, complaint));
                }
            }
        }
        if !self.peek().is_none_or(|c| ends_word(c) || c == ',') {
            let complaint =
                Complaint::new("text after the regular expression").hint("write `\\/` for a `/` inside it");
            return Err(self.error(start..self.at, complaint));
        }
        Ok(Value { text, manner: Manner::Regex, span: Span(start..self.at) })
    }
}
