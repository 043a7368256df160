//! Where it is from: a citation in parentheses, `According to X`, `X reported on 30 Nov 2025`, `says X`.

use std::ops::Range;

use super::tokens::{self, Token, folded, typed};
use super::{LONGEST, Reader, split};
use crate::compose::moment::{self, Reading};
use crate::compose::months;
use crate::event::date::Now;
use crate::registry::Lookup;
use crate::text::fold;

/// Words before the name of a source.
const BEFORE: [&[&str]; 5] =
    [&["as", "reported", "by"], &["according", "to"], &["reported", "by"], &["source"], &["via"]];
/// Verbs of those who report.
const REPORTS: [&str; 5] = ["reported", "reports", "wrote", "writes", "reporting"];
/// Verbs of those who say what others did.
const SAYS: [&str; 4] = ["says", "said", "told", "claims"];

/// A piece of a citation.
#[derive(Debug, PartialEq, Eq)]
enum Piece {
    Address(String),
    Outlet(String),
    Date(String),
    Other(String),
}

impl Reader<'_> {
    /// Takes the citations in parentheses out of a text.
    pub(super) fn citations(&mut self, text: &str, now: &Now) -> String {
        let mut out = text.to_owned();
        // From the end, so that the places before it stay.
        let groups: Vec<Range<usize>> = split::groups(text);
        let cited: Vec<Range<usize>> = groups
            .into_iter()
            .filter(|at| {
                let is_last =
                    split::piece(text, at.end..text.len()).trim_matches(['.', ' ', '!', '?']).is_empty();
                self.citation(split::piece(text, at.start + 1..at.end - 1), is_last, now)
            })
            .collect();
        for at in cited.into_iter().rev() {
            let from = split::piece(text, 0..at.start).trim_end().len();
            out.replace_range(from..at.end, "");
        }
        out
    }

    /// Reads what stands in parentheses, if it is a source.
    fn citation(&mut self, inside: &str, is_last: bool, now: &Now) -> bool {
        let pieces = self.pieces(inside, now);
        let other = |piece: &&Piece| matches!(piece, Piece::Other(_));
        let known = pieces.iter().any(|piece| matches!(piece, Piece::Address(_) | Piece::Outlet(_)));
        // `(AFP, 3 Dec 2025)`: a name that no outlet has.
        let unregistered = match pieces.as_slice() {
            [Piece::Other(name), Piece::Date(_)] if !known => Some(name.clone()),
            _ => None,
        }
        .filter(|name| self.may_be_outlet(name));
        if !known && unregistered.is_none() {
            if let ([Piece::Other(name)], true) = (pieces.as_slice(), is_last)
                && self.may_be_outlet(name)
            {
                let text = format!("`({name})` stays in the title: no outlet has this name");
                self.tell_flags("sources", text, &format!("; if it is the source, give --outlet '{name}'"));
            }
            return false;
        }
        if let Some(name) = &unregistered {
            self.tell("sources", format!("`{name}` is not in `outlets`"));
            self.cite("outlet", name.clone());
        }
        for piece in pieces.iter().filter(|piece| unregistered.is_none() || !other(piece)) {
            match piece {
                Piece::Address(url) => self.cite("url", url.clone()),
                Piece::Outlet(id) => self.cite("outlet", id.clone()),
                Piece::Date(date) => self.cite("published", date.clone()),
                Piece::Other(text) => self.not_published(text, now),
            }
        }
        true
    }

    /// Says what a piece of a citation is not.
    fn not_published(&mut self, text: &str, now: &Now) {
        if self.grade_of(text) {
            return;
        }
        let year = moment::day(&format!("{} {}", months::in_english(text), now.today.civil().0), now);
        let told = if matches!(year, Reading::One(_)) {
            format!("`{text}`, when it was published, has no year")
        } else {
            format!("not understood: `{text}`")
        };
        self.tell_flags("sources", told, "; give --outlet and --published");
    }

    /// Returns whether a name may be that of an outlet that is not registered.
    fn may_be_outlet(&self, name: &str) -> bool {
        let registry = &self.store.registry;
        let none = |found: Lookup<u32>| matches!(found, Lookup::None);
        name.starts_with(char::is_uppercase)
            && name.split(' ').count() <= 4
            && none(registry.actor_names().reference(name))
            && none(registry.venue_names().reference(name))
    }

    fn pieces(&self, inside: &str, now: &Now) -> Vec<Piece> {
        let mut texts: Vec<String> = Vec::new();
        for text in inside.split([',', ';']).map(str::trim).filter(|text| !text.is_empty()) {
            // `Dec 3, 2025`
            match texts.last_mut() {
                Some(last) if is_year(text) && last.contains(|c: char| c.is_ascii_digit()) => {
                    *last = format!("{last}, {text}");
                }
                _ => texts.push(text.to_owned()),
            }
        }
        texts.iter().flat_map(|text| self.piece(text, now)).collect()
    }

    /// Reads one piece; an outlet may stand before its address or its date without a comma.
    fn piece(&self, text: &str, now: &Now) -> Vec<Piece> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let folded: Vec<String> = words.iter().map(|word| fold(word.trim_end_matches(':'))).collect();
        let lead = BEFORE
            .iter()
            .find(|lead| folded.len() > lead.len() && folded.iter().zip(**lead).all(|(a, b)| a == b));
        let words = &words[lead.map_or(0, |lead| lead.len())..];
        let small = |word: &&&str| ["on", "of", "dated", "от", "від"].contains(*word);
        for length in (0..=words.len()).rev() {
            let (head, tail) = words.split_at(length);
            let mut found = Vec::new();
            if !head.is_empty() {
                let Some(id) = self.outlet_of(&head.join(" ")) else { continue };
                found.push(Piece::Outlet(id));
            }
            let tail = &tail[usize::from(tail.first().as_ref().is_some_and(small))..];
            let rest = tail.join(" ");
            if let [one] = tail
                && let Some((url, _)) = tokens::address(one)
            {
                found.push(Piece::Address(url));
            } else if !rest.is_empty() {
                if let Reading::One(date) = moment::day(&months::in_english(&rest), now) {
                    found.push(Piece::Date(moment::split(&date).0));
                } else if head.is_empty() {
                    break;
                } else {
                    // Between an outlet and a date without a year there is no comma either.
                    found.push(Piece::Other(rest));
                }
            }
            return found;
        }
        vec![Piece::Other(words.join(" "))]
    }

    fn outlet_of(&self, name: &str) -> Option<String> {
        let names = self.store.registry.outlet_names();
        let Lookup::One(ix) = names.reference(name) else { return None };
        Some(self.store.registry.outlets[ix as usize].id.to_string())
    }

    /// Sets a field of the source, or says that there is one already.
    fn cite(&mut self, key: &'static str, value: String) {
        match self.source.get(key).and_then(serde_json::Value::as_str) {
            None => {
                self.source.insert(key.to_owned(), value.into());
            }
            Some(known) if known == value => {}
            Some(_) => {
                let what = match key {
                    "url" => "address",
                    "published" => "date of publication",
                    _ => "outlet",
                };
                self.tell("sources", format!("a second {what} is left out: `{value}`"));
            }
        }
    }

    /// Reads a later sentence that says only who reported it: `Kommersant reported on 30 Nov 2025.`
    pub(super) fn reported(&mut self, text: &str, now: &Now) -> bool {
        let text = text.trim_end_matches(['.', '!', '?']);
        let words: Vec<&str> = text.split_whitespace().collect();
        let plain = |word: &str| fold(word.trim_matches([',', ':', '.']));
        let Some(at) = words.iter().position(|word| REPORTS.contains(&plain(word).as_str())) else {
            return false;
        };
        let name = words[..at].join(" ");
        let name = name.trim_start_matches("The ").trim_end_matches(',');
        let Some(id) = self.outlet_of(name) else { return false };
        self.cite("outlet", id);
        let mut rest = &words[at + 1..];
        if rest.first().is_some_and(|first| ["it", "this", "so"].contains(&plain(first).as_str())) {
            rest = &rest[1..];
        }
        if rest.first().is_some_and(|first| ["on", "in"].contains(&plain(first).as_str())) {
            rest = &rest[1..];
        }
        let rest = rest.join(" ");
        match moment::day(&months::in_english(&rest), now) {
            _ if rest.is_empty() => {}
            Reading::One(date) => self.cite("published", moment::split(&date).0),
            _ => self.not_published(&rest, now),
        }
        true
    }

    /// Takes `according to` an outlet out of the words; who else said it stays.
    pub(super) fn accordance(&mut self, mut tokens: Vec<Token>) -> Vec<Token> {
        let leads = || BEFORE.iter().take(3);
        let found = (0..tokens.len()).find_map(|at| {
            let rest = &tokens[at..];
            let lead = leads().find(|lead| {
                rest.len() > lead.len()
                    && rest
                        .iter()
                        .zip(**lead)
                        .all(|(token, word)| token.folded == *word && !token.quoted && !token.ends)
            })?;
            let named = &rest[lead.len()..];
            let the = usize::from(named.first().is_some_and(|first| first.folded == "the"));
            (1..=LONGEST.min(named.len() - the)).rev().find_map(|length| {
                let name = &named[the..the + length];
                let id = self
                    .outlet_of(&folded(name))
                    .or_else(|| self.outlet_of(&folded(&named[..the + length])))?;
                let inner = name.split_last().is_some_and(|(_, before)| before.iter().any(|word| word.ends));
                (!inner).then(|| (at..at + lead.len() + the + length, id))
            })
        });
        let Some((at, id)) = found else { return tokens };
        self.cite("outlet", id);
        let ends = tokens[at.end - 1].ends;
        let from = at.start;
        tokens.drain(at);
        if let Some(before) = from.checked_sub(1).and_then(|before| tokens.get_mut(before)) {
            before.cut(ends);
        }
        tokens
    }

    /// Reads a part that says who says so: `says Kiper`, `Reuters reports`, `according to Kiper`.
    pub(super) fn credited(&mut self, tokens: &[Token]) -> bool {
        let Some(name) = credit(tokens) else { return false };
        let name = tokens::behind_article(name);
        if let Some(id) = self.outlet_of(&folded(name)) {
            self.cite("outlet", id);
            return true;
        }
        let Lookup::One(ix) = self.store.registry.actor_names().reference(&folded(name)) else {
            return false;
        };
        if self.claimant.is_some() {
            return false;
        }
        let id = self.store.registry.actors[ix as usize].id.to_string();
        self.claimant = Some((id, typed(tokens)));
        true
    }

    /// Returns whether a part says who says so, and nothing else.
    pub(super) fn is_credit(&self, tokens: &[Token]) -> bool {
        let known = |name: &[Token]| {
            let name = folded(tokens::behind_article(name));
            self.outlet_of(&name).is_some()
                || matches!(self.store.registry.actor_names().reference(&name), Lookup::One(_))
        };
        credit(tokens).is_some_and(known)
    }
}

/// Returns the name in a part that says who says so.
fn credit(tokens: &[Token]) -> Option<&[Token]> {
    let is = |token: &Token, words: &[&str]| !token.quoted && words.contains(&token.folded.as_str());
    let verbs = [REPORTS.as_slice(), SAYS.as_slice()].concat();
    let lead = BEFORE.iter().find(|lead| {
        tokens.len() > lead.len() && tokens.iter().zip(**lead).all(|(token, word)| token.folded == *word)
    });
    let name = match (lead, tokens) {
        (Some(lead), _) => &tokens[lead.len()..],
        (None, [first, name @ ..]) if is(first, &verbs) => name,
        (None, [name @ .., last]) if is(last, &verbs) => name,
        _ => return None,
    };
    (!name.is_empty() && name.iter().all(|token| !token.quoted)).then_some(name)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit())
}
