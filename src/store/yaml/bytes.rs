//! Bytes before they are read as YAML: encoding and characters, each fault with its place.

use crate::parallel;
use crate::store::yaml::mark::Mark;

/// A fault in the bytes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct ByteFault {
    pub(in crate::store) offset: usize,
    pub(in crate::store) code: &'static str,
    pub(in crate::store) message: String,
    pub(in crate::store) hint: Option<String>,
}

/// Returns the bytes without a byte order mark, or a fault for the whole file if it is not UTF-8 at all.
pub(in crate::store) fn without_mark(bytes: &[u8]) -> Result<&[u8], ByteFault> {
    let utf16 = |which: &str| ByteFault {
        offset: 0,
        code: "encoding",
        message: format!("the file is {which}, not UTF-8"),
        hint: Some("save the file as UTF-8".to_owned()),
    };
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => Ok(rest),
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Err(utf16("UTF-32")),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, 1..=255, 0, 1..=255, ..] | [1..=255, 0, 1..=255, 0, ..] => {
            Err(utf16("UTF-16"))
        }
        _ => Ok(bytes),
    }
}

/// Returns the bytes as text that YAML allows.
///
/// # Errors
/// Fails at the first byte that is not UTF-8, or at the first control character.
pub(in crate::store) fn text(bytes: &[u8]) -> Result<&str, ByteFault> {
    let (text, end) = match std::str::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            (std::str::from_utf8(valid).unwrap_or_default(), Some(error.valid_up_to()))
        }
    };
    if let Some((offset, c)) = unprintable(text) {
        let hint = match c {
            '\0' => Some("check that this is a text file".to_owned()),
            _ => Some("remove it, or write it as an escape in double quotes".to_owned()),
        };
        let message = format!("a control character U+{:04X}", c as u32);
        return Err(ByteFault { offset, code: "control-character", message, hint });
    }
    match end {
        None => Ok(text),
        Some(offset) => Err(ByteFault {
            offset,
            code: "encoding",
            message: format!("byte 0x{:02X} is not UTF-8", bytes.get(offset).copied().unwrap_or_default()),
            hint: Some("save the file as UTF-8".to_owned()),
        }),
    }
}

/// The number of bytes below which only one core searches them.
const MANY: usize = 1 << 20;

/// Returns whether `finds` finds something in the bytes. Many bytes are searched on all cores, in parts that overlap by
/// `overlap` bytes.
pub(in crate::store) fn any(bytes: &[u8], overlap: usize, finds: impl Fn(&[u8]) -> bool + Sync) -> bool {
    let threads = parallel::threads(bytes.len().div_ceil(MANY));
    let found = parallel::shares(threads, bytes.len(), |part| {
        bytes.get(part.start..(part.end + overlap).min(bytes.len())).is_some_and(&finds)
    });
    found.contains(&true)
}

/// Returns whether the bytes contain one of the texts.
pub(in crate::store) fn hold_any(bytes: &[u8], texts: &[&[u8]]) -> bool {
    let overlap = texts.iter().map(|text| text.len()).max().unwrap_or_default();
    any(bytes, overlap, |part| texts.iter().any(|text| memchr::memmem::find(part, text).is_some()))
}

/// Returns the first character that YAML does not allow (YAML 1.2.2, section 5.1).
fn unprintable(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = suspect(bytes, from) {
        let c = text.get(at..)?.chars().next()?;
        let control = c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
        if control || matches!(c, '\u{FFFE}' | '\u{FFFF}') {
            return Some((at, c));
        }
        from = at + c.len_utf8();
    }
    None
}

/// Returns the first byte from `from` on that may begin a character which YAML does not allow.
fn suspect(bytes: &[u8], from: usize) -> Option<usize> {
    const BLOCK: usize = 32;
    let is_suspect = |b: &u8| matches!(b, 0..=8 | 0x0B | 0x0C | 0x0E..=0x1F | 0x7F | 0xC2 | 0xEF);
    let mut start = from;
    loop {
        let block = bytes.get(start..(start + BLOCK).min(bytes.len())).filter(|block| !block.is_empty())?;
        // Without a branch for each byte, so that the compiler can test many in one step.
        let any = block.iter().fold(false, |any, b| any | is_suspect(b));
        if any && let Some(found) = block.iter().position(is_suspect) {
            return Some(start + found);
        }
        start += block.len();
    }
}

/// Returns line and column of a byte offset in `bytes`, whose first line is `first_line`. Lines end as in an editor.
pub(in crate::store) fn mark_at(bytes: &[u8], offset: usize, first_line: u32) -> Mark {
    let before = bytes.get(..offset).unwrap_or(bytes);
    let lines = memchr::memchr_iter(b'\n', before).count();
    let line_start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
    let line = before.get(line_start..).unwrap_or_default();
    // Characters are counted by their first bytes, so that the count is also right where characters are broken.
    let column = line.iter().filter(|b| **b & 0xC0 != 0x80).count() + 1;
    Mark { line: first_line.saturating_add(lines as u32), column: column as u32 }
}

/// Returns whether the byte at `at` may begin a value.
pub(in crate::store) fn begins_value(bytes: &[u8], at: usize) -> bool {
    let before = bytes.get(..at).unwrap_or_default();
    match before.iter().rev().find(|b| !matches!(b, b' ' | b'\t')) {
        None | Some(b'\n' | b'\r' | b':' | b'-' | b'?' | b'[' | b'{' | b',') => true,
        // After a property: `!!str &a x`.
        Some(_) => false,
    }
}

/// Returns whether a piece is an object of JSON, which is a document of its own, even with mistakes in it.
pub(in crate::store) fn is_object(text: &[u8]) -> bool {
    text.trim_ascii_start().first() == Some(&b'{')
}
