//! HTML in texts of TimelineJS, as plain text: paragraphs become lines, a link keeps its address.

use super::importer::Importer;
use super::repairs::Repair;

/// Returns a text without tags and entities. A text that has none is not changed.
pub(super) fn plain(text: String, importer: &mut Importer<'_>) -> String {
    if !text.contains(['<', '&']) {
        return text;
    }
    let out = stripped(&text);
    if out != text {
        importer.repaired(Repair::Html, &text);
    }
    out
}

fn stripped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut links: Vec<String> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let read = if from.starts_with('<') { tag(from) } else { entity(from) };
        let Some((shown, length)) = read else {
            // `a < b` and `A & B` are text.
            out.extend(from.chars().take(1));
            rest = from.get(1..).unwrap_or_default();
            continue;
        };
        rest = from.get(length..).unwrap_or_default();
        match shown {
            Shown::Text(text) => out.push_str(&text),
            Shown::Break => {
                let end = out.trim_end_matches([' ', '\t']).len();
                out.truncate(end);
                if !out.is_empty() && !out.ends_with('\n') {
                    out.push('\n');
                }
            }
            Shown::Link(address) => links.push(address),
            Shown::LinkEnd => {
                let address = links.pop().unwrap_or_default();
                if !address.is_empty() && !out.ends_with(&address) {
                    out.extend([" (", &address, ")"]);
                }
            }
            Shown::Nothing => {}
        }
    }
    out.push_str(rest);
    out.trim().to_owned()
}

enum Shown {
    Text(String),
    Break,
    Link(String),
    LinkEnd,
    Nothing,
}

/// Reads a tag at the start of a text. Returns what shows for it, and its length.
fn tag(text: &str) -> Option<(Shown, usize)> {
    if text.starts_with("<!--") {
        return Some((Shown::Nothing, text.find("-->")? + 3));
    }
    let inner = text.strip_prefix('<')?;
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/') {
        return None;
    }
    let end = inner.find('>')?;
    let inner = inner.get(..end)?;
    let closes = inner.starts_with('/');
    let name: String =
        inner.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    if name.is_empty() {
        return None;
    }
    let length = end + 2;
    let shown = match name.to_ascii_lowercase().as_str() {
        "br" | "p" | "div" | "li" | "ul" | "ol" | "tr" | "blockquote" | "h1" | "h2" | "h3" | "h4" => {
            Shown::Break
        }
        "a" if closes => Shown::LinkEnd,
        "a" => Shown::Link(attribute(inner, "href")),
        // What runs or only styles is no text.
        name @ ("script" | "style") if !closes => {
            let close = format!("</{name}");
            let rest = text.get(length..)?.to_ascii_lowercase();
            let skipped = rest.find(&close).unwrap_or(rest.len());
            return Some((Shown::Nothing, length + skipped));
        }
        _ => Shown::Nothing,
    };
    Some((shown, length))
}

fn attribute(tag: &str, name: &str) -> String {
    let find = || {
        let at = tag.to_ascii_lowercase().find(&format!("{name}="))?;
        let value = tag.get(at + name.len() + 1..)?;
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        match quote {
            Some(quote) => value.get(1..)?.split(quote).next(),
            None => value.split([' ', '\t', '\n']).next(),
        }
    };
    let value = find().unwrap_or_default();
    let web = value.starts_with("http://") || value.starts_with("https://");
    if web { stripped(value) } else { String::new() }
}

/// Reads an entity at the start of a text.
fn entity(text: &str) -> Option<(Shown, usize)> {
    let end = text.char_indices().take(12).find(|(_, c)| *c == ';').map(|(at, _)| at)?;
    let name = text.get(1..end)?;
    let shown = match name {
        "amp" => "&".to_owned(),
        "lt" => "<".to_owned(),
        "gt" => ">".to_owned(),
        "quot" => "\"".to_owned(),
        "apos" => "'".to_owned(),
        "nbsp" => " ".to_owned(),
        "ndash" => "–".to_owned(),
        "mdash" => "—".to_owned(),
        "hellip" => "…".to_owned(),
        "lsquo" => "‘".to_owned(),
        "rsquo" => "’".to_owned(),
        "ldquo" => "“".to_owned(),
        "rdquo" => "”".to_owned(),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| !c.is_control() || *c == '\n').map(String::from)?
        }
    };
    Some((Shown::Text(shown), end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_become_text() {
        for (html, text) in [
            ("<p>One</p><p>Two &amp; <b>three</b></p>", "One\nTwo & three"),
            ("a < b & c > d", "a < b & c > d"),
            ("&lt;i&gt; &quot;x&quot;", "<i> \"x\""),
            ("A<br/>B<br>C", "A\nB\nC"),
            (
                "<a href=\"https://o.org/?a=1&amp;b=2\">the page</a>, read",
                "the page (https://o.org/?a=1&b=2), read",
            ),
            ("<a href='javascript:x'>no</a>", "no"),
            ("<script>alert(1)</script>T", "T"),
            ("&#1058;&#x430;&#0;&bogus; &", "Та&#0;&bogus; &"),
            ("<!-- c -->x<y", "x<y"),
            ("&€€€€€", "&€€€€€"),
        ] {
            assert_eq!(stripped(html), text, "{html}");
        }
    }
}
