//! `--map FIELD=TEMPLATE`: which columns of a table make up a field of an event.

use serde_json::{Map, Value};

use super::draft::{Draft, usual_role};
use super::header::Header;
use crate::store::schema::list::List;
use crate::store::schema::{self, Shape, record};
use crate::text::cell::items;
use crate::text::suggest::{did_you_mean_one_of, nearest};

/// A field of an event, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Target {
    /// The field.
    pub(super) key: &'static str,
    /// What follows the dot: a role, a field of a source or quotation, a metric, a type of link.
    part: String,
}

/// A part of a template.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Column(String),
}

/// What a field is made of: columns in braces and the text around them.
///
/// An empty column leaves its part out: the text between two columns is kept only where both have something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Template {
    parts: Vec<Part>,
}

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadMapping {
    /// What is wrong.
    pub(crate) what: String,
    /// What to write.
    pub(crate) hint: Option<String>,
}

impl BadMapping {
    fn new(what: impl Into<String>, hint: impl Into<Option<String>>) -> Self {
        Self { what: what.into(), hint: hint.into() }
    }
}

/// The fields that the command line maps.
#[derive(Debug, Clone, Default)]
pub(crate) struct Mapping {
    pub(super) fields: Vec<(Target, Template)>,
    /// Whether the format has columns that templates may name.
    columns: bool,
}

impl Mapping {
    /// Reads the arguments of `--map`.
    ///
    /// # Errors
    /// Fails if one is not `FIELD=TEMPLATE`, names no field, or names columns where the format's are fixed.
    pub(crate) fn parse(arguments: &[String], columns: bool) -> Result<Self, BadMapping> {
        let mut fields: Vec<(Target, Template)> = Vec::new();
        for argument in arguments {
            let (field, template) = argument.split_once('=').ok_or_else(|| {
                let hint = "write FIELD=COLUMN, such as 'date={start}/{end}'".to_owned();
                BadMapping::new(format!("`{argument}` has no `=`"), hint)
            })?;
            let (target, template) = (Target::parse(field.trim())?, Template::parse(template)?);
            if !columns && template.parts.iter().any(|part| matches!(part, Part::Column(_))) {
                let hint = format!("write a text for every event, such as {}=TEXT", target.key);
                return Err(BadMapping::new("this format has columns of its own", hint));
            }
            if fields.iter().any(|(other, _)| *other == target) {
                return Err(BadMapping::new(format!("`{field}` is mapped twice"), None));
            }
            fields.push((target, template));
        }
        Ok(Self { fields, columns })
    }

    /// Sets the fields that are the same in every event of a format with columns of its own.
    pub(super) fn fixed(&self, draft: &mut Draft) {
        if self.columns {
            return;
        }
        for (target, template) in &self.fields {
            if target.part.is_empty() {
                draft.fields.remove(target.key);
            }
            target.set(draft, &template.filled(&|_| ""));
        }
    }
}

impl Target {
    /// Returns the field with a name as the store writes it, for a column that is called as a field.
    pub(super) fn field(name: &str) -> Option<Self> {
        let field = record(List::Events).fields.iter().find(|field| field.key == name)?;
        let suits =
            !matches!(field.key, "computed" | "sessions" | "conflicts" | "links" | "figures" | "about");
        suits.then(|| Self { key: field.key, part: String::new() })
    }

    fn parse(text: &str) -> Result<Self, BadMapping> {
        let (key, part) = text.split_once('.').unwrap_or((text, ""));
        let fields = record(List::Events).fields;
        let Some(field) = fields.iter().find(|field| field.key == key && key != "computed") else {
            let all: Vec<&str> =
                fields.iter().map(|field| field.key).filter(|key| *key != "computed").collect();
            return Err(BadMapping::new(format!("no field `{key}`"), did_you_mean_one_of(key, &all)));
        };
        let of = |all: &[&str]| {
            let bad = || BadMapping::new(format!("`{key}` has no `{part}`"), did_you_mean_one_of(part, all));
            if all.contains(&part) { Ok(()) } else { Err(bad()) }
        };
        let needs = |example: &str| {
            Err(BadMapping::new(
                format!("`{key}` has several parts"),
                format!("write {key}.{example}=COLUMN"),
            ))
        };
        match (field.shape, part) {
            (Shape::Roles, "") => {}
            (Shape::Roles, _) => of(&schema::roles())?,
            (Shape::Links(_), "") => needs("follows")?,
            (Shape::Links(_), _) => of(&schema::link_kinds())?,
            (Shape::List(Shape::Record(_)), "") if key == "figures" => needs("killed")?,
            (Shape::List(Shape::Record(_)), _) if key == "figures" => {}
            (Shape::List(Shape::Record(_)), _) => {
                return Err(BadMapping::new(format!("`{key}` cannot come from a column"), None));
            }
            (Shape::List(Shape::TextOr(_)) | Shape::Many(Shape::TextOr(_)), "") => {}
            (Shape::List(Shape::TextOr(inner)) | Shape::Many(Shape::TextOr(inner)), _) => {
                of(&inner.fields.iter().map(|field| field.key).collect::<Vec<_>>())?;
            }
            (_, "") => {}
            _ => return Err(BadMapping::new(format!("`{key}` has no parts"), format!("write {key}=COLUMN"))),
        }
        Ok(Self { key: field.key, part: part.to_owned() })
    }

    /// Returns whether the field holds words of a closed list, which are never mistaken for columns.
    fn is_word(&self) -> bool {
        let fields = record(List::Events).fields;
        fields.iter().any(|field| field.key == self.key && matches!(field.shape, Shape::Word(_)))
    }

    /// Sets the field; lists are split at `;`, an empty text sets nothing.
    pub(super) fn set(&self, draft: &mut Draft, text: &str) {
        let part = self.part.as_str();
        let fields = record(List::Events).fields;
        let Some(field) = fields.iter().find(|field| field.key == self.key) else { return };
        let texts = || Value::from(items(text, false));
        match field.shape {
            _ if text.is_empty() => {}
            Shape::Roles => {
                let kind = draft.text("kind").to_owned();
                let role = if part.is_empty() { usual_role(&kind) } else { part };
                for actor in items(text, false) {
                    draft.actor(role, actor);
                }
            }
            Shape::Links(_) => inside(draft, self.key, part, texts()),
            Shape::List(Shape::Record(_)) => {
                let figure = super::draft::record(&[("metric", part), ("count", text)]);
                draft.push(self.key, Value::Object(figure));
            }
            // One source or quotation, whose parts come from several columns.
            Shape::List(Shape::TextOr(_)) if !part.is_empty() => {
                let items =
                    draft.fields.entry(self.key).or_insert_with(|| Value::Array(vec![Map::new().into()]));
                if let Value::Array(items) = items
                    && let Some(Value::Object(item)) = items.last_mut()
                {
                    item.insert(part.to_owned(), text.into());
                }
            }
            Shape::Many(_) if !part.is_empty() => inside(draft, self.key, part, text.into()),
            Shape::List(_) => draft.put(self.key, texts()),
            _ => draft.set(self.key, text),
        }
    }
}

fn inside(draft: &mut Draft, key: &str, part: &str, value: Value) {
    let map = draft.fields.entry(key).or_insert_with(|| Value::Object(Map::new()));
    if let Value::Object(map) = map {
        map.insert(part.to_owned(), value);
    }
}

impl Template {
    /// Reads a template. `{{` and `}}` are braces.
    ///
    /// # Errors
    /// Fails if a brace is not closed.
    pub(crate) fn parse(text: &str) -> Result<Self, BadMapping> {
        let (mut parts, mut literal) = (Vec::new(), String::new());
        let mut chars = text.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '{' | '}' if chars.peek() == Some(&c) => {
                    chars.next();
                    literal.push(c);
                }
                '{' => {
                    let column: String = chars.by_ref().take_while(|c| *c != '}').collect();
                    if column.trim().is_empty() || column.contains('{') || !text.contains('}') {
                        let hint = "write a column in braces, such as {start}, and {{ for a brace".to_owned();
                        return Err(BadMapping::new(format!("a brace of `{text}` is not closed"), hint));
                    }
                    if !literal.is_empty() {
                        parts.push(Part::Text(std::mem::take(&mut literal)));
                    }
                    parts.push(Part::Column(column.trim().to_owned()));
                }
                c => literal.push(c),
            }
        }
        if !literal.is_empty() {
            parts.push(Part::Text(literal));
        }
        Ok(Self { parts })
    }

    /// Returns a template of one column.
    pub(super) fn column(name: &str) -> Self {
        Self { parts: vec![Part::Column(name.to_owned())] }
    }

    /// Returns the columns that it names.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Column(name) => Some(name.as_str()),
            Part::Text(_) => None,
        })
    }

    /// Checks the columns against a header. A text that is the name of a column becomes that column.
    ///
    /// # Errors
    /// Fails if there is no such column, with the nearest ones.
    pub(super) fn bound(&self, target: &Target, header: &Header) -> Result<Self, BadMapping> {
        let names = || header.names.iter().map(String::as_str).filter(|name| !name.is_empty());
        if let [Part::Text(text)] = self.parts.as_slice() {
            if header.names.iter().any(|name| name == text) {
                return Ok(Self::column(text));
            }
            let near = nearest(text, names());
            if let Some(near) = near.first().filter(|_| !target.is_word()) {
                let hint = format!("write `{{{near}}}` for the column");
                return Err(BadMapping::new(format!("`{text}` is not a column"), hint));
            }
        }
        for column in self.columns() {
            if header.column(column).is_none() {
                let all: Vec<&str> = names().collect();
                return Err(BadMapping::new(
                    format!("no column `{column}`"),
                    did_you_mean_one_of(column, &all),
                ));
            }
        }
        Ok(self.clone())
    }

    /// Returns the end of `{start}/{end}` if the start is empty and the end is not.
    pub(super) fn end_without_start<'c>(&self, cell: &dyn Fn(&str) -> &'c str) -> Option<&'c str> {
        let [Part::Column(start), Part::Text(between), Part::Column(end)] = self.parts.as_slice() else {
            return None;
        };
        let is_end = between.trim() == "/" && cell(start).is_empty();
        is_end.then(|| cell(end)).filter(|end| !end.is_empty())
    }

    /// Returns the text with its columns filled in.
    pub(super) fn filled<'c>(&self, cell: &dyn Fn(&str) -> &'c str) -> String {
        let mut out = String::new();
        // The text since the last column that had something, and whether a column came before it.
        let (mut between, mut filled, mut any_column) = (None::<&str>, false, false);
        for part in &self.parts {
            match part {
                Part::Text(text) if !any_column => between = Some(text),
                Part::Text(text) => between = between.or(filled.then_some(text.as_str())),
                Part::Column(name) => {
                    let text = cell(name);
                    if text.is_empty() {
                        // The text before the first column belongs to it.
                        if !any_column {
                            between = None;
                        }
                    } else {
                        out.push_str(between.take().unwrap_or_default());
                        out.push_str(text);
                        filled = true;
                    }
                    any_column = true;
                }
            }
        }
        let ends_with_column = matches!(self.parts.last(), Some(Part::Column(_)));
        let last_is_empty = || {
            let last = self.columns().last();
            last.is_some_and(|name| cell(name).is_empty())
        };
        if !ends_with_column && (!any_column || !last_is_empty()) {
            out.push_str(between.unwrap_or_default());
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str, cells: &[(&str, &'static str)]) -> String {
        let template = Template::parse(template).expect("a template");
        template.filled(&|name| cells.iter().find(|(key, _)| *key == name).map_or("", |(_, text)| text))
    }

    #[test]
    fn an_empty_column_leaves_its_part_out() {
        let cells = [("a", "A"), ("b", "B"), ("none", "")];
        for (template, expected) in [
            ("{a}/{b}", "A/B"),
            ("{a}/{none}", "A"),
            ("{none}/{b}", "B"),
            ("{a} in {none}, {b}", "A in B"),
            ("{a} in {b}, {none}", "A in B"),
            ("in {none}, {b}", "B"),
            ("in {a}, {b}", "in A, B"),
            ("{a} (President)", "A (President)"),
            ("{none} (President)", ""),
            ("meeting", "meeting"),
            ("{{a}}", "{a}"),
            ("{none}{none}", ""),
            ("", ""),
        ] {
            assert_eq!(filled(template, &cells), expected, "{template}");
        }
    }

    #[test]
    fn mistakes_have_hints() {
        let mistake = |argument: &str| Mapping::parse(&[argument.to_owned()], true).expect_err(argument);
        assert!(mistake("titel={x}").hint.is_some_and(|hint| hint.contains("title")), "a field");
        assert!(mistake("actors.speeker={x}").hint.is_some_and(|hint| hint.contains("speaker")), "a role");
        assert!(mistake("title").what.contains("no `=`"));
        assert!(mistake("title={x").what.contains("not closed"));
        assert!(mistake("figures={x}").hint.is_some_and(|hint| hint.contains("figures.killed")));
        let fixed = Mapping::parse(&["title={x}".to_owned()], false).expect_err("fixed columns");
        assert!(fixed.what.contains("columns of its own"), "{fixed:?}");
    }

    #[test]
    fn a_column_that_is_not_there_is_said_with_the_nearest() {
        let header = Header::of(vec!["start-date".to_owned(), "who".to_owned()]);
        let target = Target::field("date").expect("a field");
        let bad = Template::parse("{start-dat}")
            .expect("a template")
            .bound(&target, &header)
            .expect_err("no column");
        assert!(bad.hint.is_some_and(|hint| hint.contains("start-date")), "the nearest");
        let column = Template::parse("who").expect("a template").bound(&target, &header).expect("a column");
        assert_eq!(column, Template::column("who"), "a bare name is the column");
        let near = Template::parse("whoo").expect("a template").bound(&target, &header);
        assert!(near.is_err(), "a text that is nearly a column is questioned");
    }
}
