//! A mapping that stands for a list: it becomes the only item of one.

use crate::store::yaml::spans::{self, Part, Spanned, Style};

/// Returns the mapping that begins at a byte. Its first key begins there, too.
pub(super) fn mapping_at(node: &Spanned, at: usize) -> Option<&Spanned> {
    if node.bytes.start == at && matches!(node.value, Part::Map(..)) {
        return Some(node);
    }
    match &node.value {
        Part::Scalar(_) | Part::Alias => None,
        Part::Seq(items, _) => items.iter().find_map(|item| mapping_at(item, at)),
        Part::Map(pairs, _) => pairs.iter().find_map(|(_, value)| mapping_at(value, at)),
    }
}

/// Returns a mapping of a text as the only item of a list, with its lines and their comments further in. `None` if it
/// would read otherwise.
pub(super) fn listed(text: &str, node: &Spanned) -> Option<String> {
    let old = text.get(node.bytes.clone())?;
    let Part::Map(_, style) = &node.value else { return None };
    let new = match style {
        Style::Flow => format!("[{old}]"),
        Style::Block => {
            let mut lines = old.split_inclusive('\n');
            let first = lines.next()?;
            let blank = |line: &str| matches!(line, "\n" | "\r\n");
            lines.fold(format!("- {first}"), |new, line| new + if blank(line) { "" } else { "  " } + line)
        }
    };
    let before = text.get(..node.bytes.start)?;
    let margin = before.len() - before.rfind('\n').map_or(0, |at| at + 1);
    let roots = spans::read(&format!("{:margin$}{new}\n", ""))?;
    let [root] = roots.as_slice() else { return None };
    let [item] = root.items() else { return None };
    spans::is_alike(item, node).then_some(new)
}
