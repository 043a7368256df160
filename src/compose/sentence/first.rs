//! The sentence that says what happened, among several, and what the others are.

use super::tokens::{self, Token, folded};
use super::{LONGEST, Reader, counts, nominal, split};
use crate::compose::words;
use crate::event::date::Now;
use crate::registry::Lookup;

impl Reader<'_> {
    /// Returns the sentence that says what happened, with what stands before it. Who reported it may be said behind it;
    /// what else is there is told.
    pub(super) fn one_sentence(&mut self, text: &str, now: &Now) -> String {
        let all = split::sentences(text);
        let says = |text: &&str| {
            let words: Vec<Token> = Reader::new(self.store, None).words(text).0;
            words::verb(&tokens::spoken(&words)).is_some() || nominal::head(&words).is_some()
        };
        let [_, _, ..] = all.as_slice() else { return text.to_owned() };
        let main = all.iter().position(says).unwrap_or(0);
        let mut read = Vec::new();
        for (at, text) in all.iter().enumerate() {
            if at != main && self.reported(text, now) {
                continue;
            }
            if at == main || self.is_known_text(text, now) {
                read.push(text.trim_end_matches('.'));
            } else {
                self.tell("", format!("only one sentence is read; not read: `{text}`"));
            }
        }
        read.join("; ")
    }

    /// Returns whether a text has nothing but a date, a venue, an outlet, an address or a grade in each of its parts.
    fn is_known_text(&self, text: &str, now: &Now) -> bool {
        let mut reader = Reader::new(self.store, None);
        let (tokens, _) = reader.words(text);
        let (tokens, _) = reader.moment(tokens, now);
        tokens.iter().all(|token| !token.dated)
            && tokens::parts(tokens).iter().all(|part| self.is_known(part))
    }

    /// Returns whether the words of a part are those of venues, outlets, grades, or say who says so, or counts.
    pub(super) fn is_known(&self, tokens: &[Token]) -> bool {
        self.is_credit(tokens) || counts::is_counts(tokens) || self.strange(tokens).is_empty()
    }

    /// Returns whether a part says something of its own, in which a place or an outlet is part of what it says: `they
    /// discussed Ukraine`.
    pub(super) fn is_clause(&self, tokens: &[Token]) -> bool {
        let lower =
            |token: &&Token| !token.quoted && !token.dated && token.typed.starts_with(char::is_lowercase);
        self.strange(tokens).iter().any(lower)
    }

    /// Returns the words of a part that are not those of venues, outlets or grades.
    fn strange<'t>(&self, tokens: &'t [Token]) -> Vec<&'t Token> {
        let registry = &self.store.registry;
        let one = |found: Lookup<u32>| !matches!(found, Lookup::None);
        let (mut at, mut strange) = (0, Vec::new());
        while at < tokens.len() {
            let small = ["in", "at", "on", "by", "via", "per", "from", "source", "в", "у", "the"];
            let length = (1..=LONGEST.min(tokens.len() - at)).rev().find(|length| {
                let words = &tokens[at..at + length];
                let name = folded(words);
                one(registry.venue_names().reference(&name))
                    || one(registry.outlet_names().reference(&name))
                    || matches!(words, [word] if word.typed.parse::<crate::event::Grade>().is_ok())
                    || strange.is_empty()
                        && at + length < tokens.len()
                        && matches!(words, [word] if small.contains(&word.folded.as_str()))
            });
            if length.is_none() {
                strange.push(&tokens[at]);
            }
            at += length.unwrap_or(1);
        }
        strange
    }
}
