//! The parser, from text to the tree: words, quotes, fields, groups and operators.

mod value;

use super::error::{Complaint, FilterError};
use super::field::Field;
use super::node::{FigureTerms, Node, Span, Term, all_of, negated, one_of, positions, unique_terms};
use super::print::quoted;
use super::quote;

/// Maximum depth of groups; deeper ones are rejected because nobody means them and they would exhaust the
/// stack.
const DEEPEST: usize = 64;
/// Maximum length of a filter in bytes; a list of two thousand ids fits.
const LONGEST: usize = 64 * 1024;
/// Maximum product of claims and stances in one group, each of which would become a position.
const MOST_POSITIONS: usize = 1000;

pub(super) fn parse(text: &str) -> Result<Node, FilterError> {
    let mut parser = Parser { text, at: 0, depth: 0 };
    if text.len() > LONGEST {
        return Err(
            parser.error(0..1, Complaint::new("the filter is too long").hint("shorten it to at most 64 KiB"))
        );
    }
    parser.skip_space();
    if parser.peek().is_none() {
        return Ok(Node::default());
    }
    let node = parser.any()?;
    match parser.peek() {
        None => Ok(node),
        Some(_) => {
            Err(parser.error(parser.at..parser.at + 1, Complaint::new("no group is open for this `)`")))
        }
    }
}

/// How far a value extends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// A bare word, to the next space or bracket; a colon is a mistake.
    Word,
    /// A field's value, to the next space or bracket.
    Value,
    /// A flag's value, to the next comma.
    Flag,
}

struct Parser<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

type Place = std::ops::Range<usize>;

impl<'t> Parser<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn between(&self, span: Place) -> &'t str {
        self.text.get(span).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn eat(&mut self, c: char) -> bool {
        let hit = self.peek() == Some(c);
        if hit {
            self.at += c.len_utf8();
        }
        hit
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn error(&self, span: Place, complaint: Complaint) -> FilterError {
        complaint.into_error(self.text, span)
    }

    /// Returns whether the operator `word` comes next, as a word of its own.
    fn stands(&self, word: &str) -> bool {
        self.rest().strip_prefix(word).is_some_and(|rest| rest.chars().next().is_none_or(ends_word))
    }

    fn operator(&mut self, word: &str) -> Option<Place> {
        let start = self.at;
        self.stands(word).then(|| {
            self.at += word.len();
            self.skip_space();
            start..start + word.len()
        })
    }

    fn any(&mut self) -> Result<Node, FilterError> {
        let mut parts = vec![self.all()?];
        while let Some(operator) = self.operator("OR") {
            self.expect_term(&operator)?;
            parts.push(self.all()?);
        }
        Ok(one_of(parts))
    }

    /// Reads `a b` or `a AND b`.
    fn all(&mut self) -> Result<Node, FilterError> {
        for word in ["OR", "AND"] {
            if let Some(operator) = self.operator(word) {
                return Err(self.lonely(&operator));
            }
        }
        let mut parts = vec![self.one()?];
        loop {
            self.skip_space();
            if let Some(operator) = self.operator("AND") {
                self.expect_term(&operator)?;
            } else if self.peek().is_none_or(|c| c == ')') || self.stands("OR") {
                if positions(&parts) > MOST_POSITIONS {
                    return Err(self.error(0..self.at, Complaint::new("too many stances on too many claims")));
                }
                return Ok(all_of(parts));
            }
            parts.push(self.one()?);
        }
    }

    /// Checks that a term follows an operator.
    fn expect_term(&self, operator: &Place) -> Result<(), FilterError> {
        match self.peek() {
            None | Some(')') => Err(self.lonely(operator)),
            Some(_) if self.stands("OR") || self.stands("AND") => Err(self.lonely(operator)),
            Some(_) => Ok(()),
        }
    }

    fn lonely(&self, operator: &Place) -> FilterError {
        let word = self.between(operator.clone());
        let sides = if word == "NOT" { "after it" } else { "on both sides" };
        let complaint = Complaint::new(format!("`{word}` needs a term {sides}"))
            .hint(format!("write `{}` to search for the word", quoted(word)));
        self.error(operator.clone(), complaint)
    }

    /// Reads a term, a group or a negation of either.
    fn one(&mut self) -> Result<Node, FilterError> {
        let mut not = false;
        loop {
            if let Some(operator) = self.operator("NOT") {
                self.expect_term(&operator)?;
            } else if self.peek() == Some('-') {
                let start = self.at;
                self.bump();
                if self.peek().is_none_or(|c| c.is_whitespace() || c == ')') {
                    let complaint = Complaint::new("nothing to exclude after `-`")
                        .hint("write `\"-\"` to search for a dash");
                    return Err(self.error(start..self.at, complaint));
                }
            } else {
                break;
            }
            not = !not;
        }
        let node = if self.peek() == Some('(') { self.group()? } else { self.term()? };
        Ok(if not { negated(node) } else { node })
    }

    fn group(&mut self) -> Result<Node, FilterError> {
        let start = self.at;
        self.bump();
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(start..self.at, Complaint::new("groups are nested too deeply")));
        }
        self.skip_space();
        if self.eat(')') {
            return Err(self.error(start..self.at, Complaint::new("nothing in the group")));
        }
        let node = match self.peek() {
            None => return Err(self.unclosed(start)),
            Some(_) => self.any()?,
        };
        if !self.eat(')') {
            return Err(self.unclosed(start));
        }
        self.depth -= 1;
        Ok(node)
    }

    fn unclosed(&self, start: usize) -> FilterError {
        self.error(start..start + 1, Complaint::new("the group is not closed").hint("add `)`"))
    }

    /// Reads a field with its values, or a bare word.
    fn term(&mut self) -> Result<Node, FilterError> {
        let start = self.at;
        let head = self.rest().find(|c: char| ends_word(c) || matches!(c, ':' | ',') || quote::opens(c));
        let name = match head {
            Some(length) if self.between(start + length..start + length + 1) == ":" => {
                self.between(start..start + length)
            }
            _ => return self.words(start),
        };
        let after = start + name.len() + 1;
        if name.eq_ignore_ascii_case("no") {
            self.at = after;
            return self.finish(Field::Has, start).map(negated);
        }
        if name.eq_ignore_ascii_case("figure") {
            self.at = after;
            return self.row(start);
        }
        let Ok(field) = name.parse::<Field>() else {
            return Err(self.unknown_field(start..start + name.len()));
        };
        self.at = after;
        self.finish(field, start)
    }

    fn words(&mut self, start: usize) -> Result<Node, FilterError> {
        let values = self.values(Field::Text, Reach::Word)?;
        Ok(Node::term(Term { field: Field::Text, values, span: Span(start..self.at) }))
    }

    fn finish(&mut self, field: Field, start: usize) -> Result<Node, FilterError> {
        if self.peek() == Some('(') {
            let complaint = Complaint::new(format!("a group cannot be the value of `{field}:`"))
                .hint(format!("write the values with commas: `{field}:a,b`"));
            return Err(self.error(start..self.at + 1, complaint));
        }
        let values = self.values(field, Reach::Value)?;
        Ok(Node::term(Term { field, values, span: Span(start..self.at) }))
    }

    fn row(&mut self, start: usize) -> Result<Node, FilterError> {
        let wanted = || {
            Complaint::new("`figure:` needs figure terms in brackets")
                .hint("write for example `figure:(weapon:drone launched:>=1000)`")
        };
        if !self.eat('(') {
            return Err(self.error(start..self.at, wanted()));
        }
        let mut terms: Vec<Term> = Vec::new();
        loop {
            self.skip_space();
            let at = self.at;
            match self.peek() {
                None => return Err(self.unclosed(start)),
                Some(')') => break,
                Some('(' | '-') => return Err(self.error(at..at + 1, wanted())),
                Some(_) => {}
            }
            if self.operator("AND").is_some() {
                continue;
            }
            match self.term()? {
                Node::FigureTerms(row) if !row.closed => {
                    terms.extend(row.terms);
                }
                _ => return Err(self.error(at..self.at, wanted())),
            }
        }
        self.bump();
        if terms.is_empty() {
            return Err(self.error(start..self.at, wanted()));
        }
        let terms = unique_terms(terms);
        Ok(Node::FigureTerms(FigureTerms { terms, closed: true, span: Span(start..self.at) }))
    }

    fn unknown_field(&self, span: Place) -> FilterError {
        let name = self.between(span.clone());
        let rest = self.text.get(span.start..).unwrap_or_default();
        let word = rest.split(|c: char| ends_word(c) || quote::opens(c)).next().unwrap_or(rest);
        let quote = format!("write `{}` to search the text", quoted(word));
        let lower = name.to_ascii_lowercase();
        let names = Field::all().map(Field::name).chain(["no", "figure"]);
        let near = crate::text::suggest::nearest(&lower, names);
        let near = near.into_iter().map(|n| format!("{n}:")).collect();
        let value = word.get(name.len() + 1..).unwrap_or_default();
        let hint = if value.starts_with(['<', '>']) {
            format!("write `metric:{lower} count:{value}` for a figure's own word")
        } else {
            quote
        };
        self.error(span, Complaint::new(format!("unknown field `{name}`")).near(near).hint(hint))
    }
}

/// Returns whether `c` ends a word that is not in quotes.
fn ends_word(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')')
}
