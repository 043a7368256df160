//! Saving items that share values through `&` and `*` in a document with broken items: it is read without the broken
//! ones.

use super::piece::Outcome;
use super::{Finding, Reader, SHARED};
use crate::store::yaml::split::{Document, Piece};

/// The number of times a document is read again, each time without one more item.
const ATTEMPTS: usize = 16;
/// The size in bytes above which a document is not read again.
const MAX_MENDED: usize = 4 << 20;

impl Reader<'_> {
    /// Reads a document without its broken items and reports each of them. Returns false and keeps nothing if that does
    /// not help.
    pub(super) fn read_mended(
        &mut self,
        document: &Document,
        pieces: &[Piece],
        outcomes: &[Outcome],
    ) -> bool {
        let Some(mut mended) = MendedDocument::new(self.bytes, document) else { return false };
        for (piece, outcome) in pieces.iter().zip(outcomes) {
            if let Outcome::Alone(finding) = outcome
                && finding.code != SHARED
            {
                mended.leave_out(piece, finding.clone());
            }
        }
        for _ in 0..ATTEMPTS {
            let Err(finding) = self.whole_of(&mended.bytes, document.line) else {
                self.contents.report_all(mended.findings);
                return true;
            };
            let line = finding.mark.line;
            match pieces.iter().rev().find(|piece| piece.line <= line) {
                Some(piece) if finding.code == SHARED && !mended.is_left_out(piece) => {
                    mended.leave_out(piece, finding);
                }
                _ => return false,
            }
        }
        false
    }
}

/// A document with spaces in place of its broken items, so that every place stays the same.
struct MendedDocument {
    bytes: Vec<u8>,
    start: usize,
    left_out: Vec<usize>,
    findings: Vec<Finding>,
}

impl MendedDocument {
    fn new(bytes: &[u8], document: &Document) -> Option<Self> {
        let slice = bytes.get(document.bytes.clone()).filter(|slice| slice.len() <= MAX_MENDED)?;
        Some(Self {
            bytes: slice.to_vec(),
            start: document.bytes.start,
            left_out: Vec::new(),
            findings: Vec::new(),
        })
    }

    fn is_left_out(&self, piece: &Piece) -> bool {
        self.left_out.contains(&piece.bytes.start)
    }

    fn leave_out(&mut self, piece: &Piece, finding: Finding) {
        let range = piece.bytes.start.saturating_sub(self.start)..piece.bytes.end.saturating_sub(self.start);
        for byte in self.bytes.get_mut(range).into_iter().flatten().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
        self.left_out.push(piece.bytes.start);
        self.findings.push(finding);
    }
}
