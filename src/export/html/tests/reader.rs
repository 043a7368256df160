//! A strict reader of the pages: whatever is not a tag, an attribute or a reference that the program writes is an error.

use std::collections::HashSet;

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    Open(String, Vec<(String, String)>),
    Close(String),
    Text(String),
}

const VOID: [&str; 5] = ["meta", "input", "br", "hr", "!DOCTYPE"];
/// The elements, each with its attributes.
const KNOWN: [(&str, &str); 45] = [
    ("!DOCTYPE", ""),
    ("html", "lang"),
    ("head", ""),
    ("meta", "charset http-equiv name content"),
    ("title", ""),
    ("style", ""),
    ("script", ""),
    ("body", ""),
    ("header", ""),
    ("main", "id tabindex"),
    ("section", "class"),
    ("article", "id data-kind data-actors aria-labelledby"),
    ("h1", "id dir"),
    ("h2", "id dir"),
    ("h3", "id dir"),
    ("h4", "id dir"),
    ("p", "class dir id role lang"),
    ("dl", ""),
    ("dt", ""),
    ("dd", ""),
    ("div", "class id role tabindex aria-label aria-labelledby"),
    ("span", "class id lang dir"),
    ("bdi", ""),
    ("strong", "class"),
    ("em", ""),
    ("code", "dir"),
    ("sup", ""),
    ("br", ""),
    ("hr", ""),
    ("a", "class href rel aria-label"),
    ("ul", "class"),
    ("ol", "class start"),
    ("li", "id value dir"),
    ("figure", ""),
    ("blockquote", ""),
    ("figcaption", ""),
    ("time", "datetime"),
    ("form", "id role aria-label hidden"),
    ("label", "for"),
    ("input", "type id autocomplete spellcheck name value checked"),
    ("select", "id autocomplete"),
    ("option", "value data-number"),
    ("button", "type"),
    ("table", ""),
    ("pre", "tabindex"),
];
const TABLE: [(&str, &str); 5] =
    [("thead", ""), ("tbody", ""), ("tr", ""), ("th", "scope dir class"), ("td", "dir class")];

/// Reads a page and checks that it is well-formed and has nothing but what the program writes.
///
/// # Panics
/// If it is not.
pub(crate) fn read(page: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = page;
    while !rest.is_empty() {
        let (text, from_tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if !text.is_empty() {
            pieces.push(Piece::Text(decoded(text)));
        }
        let Some(tag) = from_tag.strip_prefix('<') else { break };
        let (tag, after) = tag.split_once('>').unwrap_or_else(|| panic!("a tag ends: {tag:.80}"));
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "the last open element closes, before {after:.80}");
            pieces.push(Piece::Close(name.to_owned()));
            continue;
        }
        let (name, attributes) = attributes(tag);
        if !VOID.contains(&name.as_str()) {
            open.push(name.clone());
        }
        pieces.push(Piece::Open(name.clone(), attributes));
        // Nothing in these is markup, up to their end.
        if ["style", "script"].contains(&name.as_str()) {
            let end = rest.find(&format!("</{name}>")).expect("it ends");
            let (text, after) = rest.split_at(end);
            pieces.push(Piece::Text(text.to_owned()));
            rest = after;
        }
    }
    assert_eq!(open, Vec::<String>::new(), "everything closes");
    for c in page.chars() {
        assert!(crate::text::is_plain(c) || "\n\t\u{200c}\u{200d}".contains(c), "{c:?} is visible");
    }
    references(&pieces);
    pieces
}

/// Returns the name and the attributes of a tag, and checks both.
fn attributes(tag: &str) -> (String, Vec<(String, String)>) {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let known = KNOWN.iter().chain(&TABLE).find(|(known, _)| *known == name);
    let (_, allowed) = known.unwrap_or_else(|| panic!("<{tag}> is not ours"));
    if name == "!DOCTYPE" {
        return (name.to_owned(), Vec::new());
    }
    let mut all: Vec<(String, String)> = Vec::new();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let value = if let Some(value) = after.strip_prefix("=\"") {
            let (value, after) = value.split_once('"').unwrap_or_else(|| panic!("a value ends: {tag}"));
            rest = after;
            decoded(value)
        } else {
            assert!(["hidden", "checked"].contains(&key), "`{key}` has a value in quotes: <{tag}>");
            rest = after;
            String::new()
        };
        assert!(rest.is_empty() || rest.starts_with(' '), "attributes are apart: <{tag}>");
        rest = rest.trim_start();
        assert!(allowed.split(' ').any(|known| known == key), "`{key}` of <{tag}> is not ours");
        assert!(all.iter().all(|(other, _)| other != key), "once: {key} of <{tag}>");
        if key == "href" {
            let is_ours =
                value.starts_with('#') || value.starts_with("http://") || value.starts_with("https://");
            assert!(is_ours, "nothing but the page and the web: {value}");
        }
        all.push((key.to_owned(), value));
    }
    (name.to_owned(), all)
}

/// Checks that each id is there once, and each place on the page to which something refers.
fn references(pieces: &[Piece]) {
    let attributes = || {
        let each = pieces.iter().filter_map(|piece| match piece {
            Piece::Open(_, attributes) => Some(attributes),
            _ => None,
        });
        each.flatten()
    };
    let mut ids = HashSet::new();
    for (_, id) in attributes().filter(|(key, _)| key == "id") {
        assert!(ids.insert(id.as_str()), "one element has the id {id}");
    }
    for (key, value) in attributes() {
        let to = match key.as_str() {
            "href" => value.strip_prefix('#'),
            "for" | "aria-labelledby" => Some(value.as_str()),
            _ => None,
        };
        assert!(to.is_none_or(|to| ids.contains(to)), "{key}={value} leads somewhere");
    }
}

/// Returns text with its references read, of which only five may occur.
fn decoded(text: &str) -> String {
    let mut out = String::new();
    for (at, part) in text.split('&').enumerate() {
        if at == 0 {
            out.push_str(part);
            continue;
        }
        let (code, after) = part.split_once(';').unwrap_or_else(|| panic!("a reference ends: &{part:.40}"));
        out.push(match code {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            "#39" => '\'',
            other => panic!("&{other}; is not ours"),
        });
        out.push_str(after);
    }
    out
}

/// Returns what a reader of the page sees below its `<body>`, a line for each block.
pub(crate) fn seen(page: &str) -> String {
    const IN_LINE: [&str; 9] = ["bdi", "strong", "em", "code", "sup", "span", "a", "time", "label"];
    let pieces = read(page);
    let body =
        pieces.iter().position(|p| matches!(p, Piece::Open(name, _) if name == "body")).expect("a body");
    let mut out = String::new();
    let mut inside = String::new();
    for piece in &pieces[body..] {
        match piece {
            Piece::Text(_) if inside == "script" => {}
            Piece::Text(text) => out.push_str(text),
            // A link names the host. Its target is the address, which paper shows too.
            Piece::Open(name, attributes) if name == "a" => {
                let web = attributes.iter().filter(|(key, to)| key == "href" && !to.starts_with('#'));
                out.extend(web.flat_map(|(_, to)| [to.as_str(), " "]));
            }
            Piece::Open(name, _) | Piece::Close(name) if IN_LINE.contains(&name.as_str()) => {}
            Piece::Open(name, _) => {
                inside.clone_from(name);
                out.push('\n');
            }
            Piece::Close(_) => out.push('\n'),
        }
    }
    out
}

#[test]
fn the_reader_refuses_what_is_not_ours() {
    let page = |inner: &str| format!("<!DOCTYPE html>\n<html lang=\"en\"><body><p>{inner}</p></body></html>");
    read(&page("a &amp; b"));
    for wrong in [
        "<script src=\"x\"></script>",
        "<img>",
        "<b>x</b>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=\"#nowhere\">x</a>",
        "<a href=x>x</a>",
        "<p onclick=\"x\">x</p>",
        "<em>x",
        "x</p></p>",
        "a & b",
        "&nbsp;",
        "right\u{202e}to left",
    ] {
        let read = std::panic::catch_unwind(|| read(&page(wrong)));
        assert!(read.is_err(), "{wrong} is refused");
    }
}
