//! The names of actors in a sentence. Nobody is put into a role unless nothing else can be meant.

use super::tokens::{Token, folded, typed};
use super::{LONGEST, Reader};
use crate::event::Kind;
use crate::registry::Lookup;
use crate::text::fold;
use crate::text::suggest::{did_you_mean, nearest};

/// A name among words.
#[derive(Debug)]
struct Name {
    start: usize,
    end: usize,
    /// The id; nothing if several have the name.
    id: Option<String>,
}

/// Words that stand between names of one list.
const AND: [&str; 7] = ["and", "&", "und", "и", "та", "і", "й"];
/// Words that say no more than the verb that they are at.
const BESIDE: [&str; 21] = [
    "has",
    "have",
    "had",
    "also",
    "again",
    "then",
    "later",
    "just",
    "still",
    "already",
    "once",
    "both",
    "all",
    "who",
    "himself",
    "herself",
    "jointly",
    "together",
    "today",
    "yesterday",
    "that",
];
/// Words behind which names play another part.
const STOPS: [&str; 46] = [
    "to",
    "about",
    "on",
    "over",
    "after",
    "before",
    "according",
    "per",
    "said",
    "says",
    "told",
    "that",
    "as",
    "while",
    "when",
    "where",
    "because",
    "for",
    "of",
    "from",
    "by",
    "regarding",
    "amid",
    "despite",
    "ahead",
    "during",
    "since",
    "against",
    "without",
    "instead",
    "in",
    "at",
    "following",
    "into",
    "near",
    "under",
    "between",
    "but",
    "not",
    "than",
    "о",
    "об",
    "в",
    "у",
    "после",
    "про",
];
/// Words that are written with a capital and name nobody.
const NOBODY: [&str; 16] = [
    "he", "she", "they", "it", "we", "i", "you", "the", "a", "an", "this", "that", "these", "those", "there",
    "who",
];

/// Returns words without those at their end that say no more than the verb behind them.
pub(super) fn bare(tokens: &[Token]) -> &[Token] {
    let beside = |token: &Token| {
        BESIDE.contains(&token.folded.as_str())
            || token.folded.len() > 4
                && token.folded.ends_with("ly")
                && !token.typed.starts_with(char::is_uppercase)
    };
    let end = tokens.iter().rposition(|token| !beside(token)).map_or(0, |at| at + 1);
    &tokens[..end]
}

/// Returns whether a part goes on about what is before it: `where he met Merz`.
pub(super) fn begins_relative(tokens: &[Token]) -> bool {
    tokens.first().is_some_and(|first| !first.quoted && first.folded == "where")
}

/// Finds the words that say that somebody went somewhere.
pub(super) fn visit(tokens: &[Token]) -> Option<std::ops::Range<usize>> {
    let all: [&[&str]; 9] = [
        &["visited"],
        &["visits"],
        &["arrived", "in"],
        &["arrives", "in"],
        &["flew", "to"],
        &["travelled", "to"],
        &["traveled", "to"],
        &["went", "to"],
        &["came", "to"],
    ];
    (0..tokens.len()).find_map(|at| {
        let rest = &tokens[at..];
        let words = all.iter().find(|words| {
            rest.len() > words.len()
                && rest.iter().zip(**words).all(|(token, word)| !token.quoted && token.folded == *word)
        })?;
        Some(at..at + words.len())
    })
}

/// Cuts words at the first behind which names play another part.
pub(super) fn until_stop(tokens: &[Token], with: bool) -> (&[Token], &[Token]) {
    let is_stop = |token: &Token| {
        let word = token.folded.as_str();
        token.dated
            || !token.quoted
                && (STOPS.contains(&word)
                    || with && word == "with"
                    || word.ends_with("ing") && word.len() > 4)
    };
    let at = tokens.iter().position(is_stop).unwrap_or(tokens.len());
    tokens.split_at(at)
}

/// Returns the words before those that begin another clause; a place may be among them.
pub(super) fn until_clause(tokens: &[Token]) -> &[Token] {
    let clause =
        ["to", "about", "on", "over", "according", "that", "as", "for", "of", "regarding", "said", "says"];
    let at = tokens.iter().position(|token| clause.contains(&token.folded.as_str())).unwrap_or(tokens.len());
    &tokens[..at]
}

/// Cuts words where a list goes on: at commas and `and`.
fn items(tokens: &[Token]) -> Vec<&[Token]> {
    let joins = |token: &Token| AND.contains(&token.folded.as_str());
    let mut all = Vec::new();
    for list in tokens.split(joins) {
        all.extend(list.split_inclusive(|token| token.ends));
    }
    all.retain(|item| !item.is_empty());
    all
}

impl Reader<'_> {
    /// Returns the names of actors among words, the longest first. Words in quotes name nobody.
    fn named(&self, tokens: &[Token]) -> Vec<Name> {
        let names = self.store.registry.actor_names();
        let (mut all, mut at) = (Vec::new(), 0);
        while at < tokens.len() {
            let found = (1..=LONGEST.min(tokens.len() - at)).rev().find_map(|length| {
                let words = &tokens[at..at + length];
                let inner = words
                    .split_last()
                    .is_some_and(|(_, before)| before.iter().any(|word| word.ends || word.owns));
                let small = words
                    .iter()
                    .all(|word| !word.typed.trim_start_matches('(').starts_with(char::is_uppercase));
                let text = folded(words);
                // `us` is not the United States.
                if inner || words.iter().any(|word| word.quoted) || small && text.chars().count() < 4 {
                    return None;
                }
                match names.reference(&text) {
                    Lookup::None => None,
                    Lookup::One(ix) => {
                        Some((length, Some(self.store.registry.actors[ix as usize].id.to_string())))
                    }
                    Lookup::Several(_) => Some((length, None)),
                }
            });
            match found {
                Some((length, id)) => {
                    all.push(Name { start: at, end: at + length, id });
                    at += length;
                }
                None => at += 1,
            }
        }
        all
    }

    /// Returns whether words are names of actors and nothing else.
    pub(super) fn is_names(&self, tokens: &[Token]) -> bool {
        let registry = &self.store.registry;
        let text = folded(tokens);
        let other = [registry.venue_names().reference(&text), registry.outlet_names().reference(&text)];
        if other.iter().any(|found| !matches!(found, Lookup::None)) {
            return false;
        }
        let all = items(tokens);
        !all.is_empty()
            && all.iter().all(|item| matches!(self.named(item).as_slice(), [one] if one.start == 0 && one.end == item.len()))
    }

    /// Returns whether a part before the one with the verb can say who it was.
    pub(super) fn may_be_subject(&self, tokens: &[Token]) -> bool {
        let registry = &self.store.registry;
        let text = folded(tokens);
        let other = [registry.venue_names().reference(&text), registry.outlet_names().reference(&text)];
        let first = tokens.first().is_some_and(|first| {
            first.typed.starts_with(char::is_uppercase)
                && !STOPS.contains(&first.folded.as_str())
                && !["the", "a", "an", "with"].contains(&first.folded.as_str())
                && !first.dated
                && !first.quoted
        });
        first && other.iter().all(|found| matches!(found, Lookup::None))
    }

    /// Returns every actor that words name, whatever it does there.
    pub(super) fn all_named(&self, tokens: &[Token]) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        for id in self.named(tokens).into_iter().filter_map(|name| name.id) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Returns every actor that words name, without the places behind `in`, `to` or `from`, whose governments may bear
    /// their names.
    pub(super) fn named_beside_places(&self, tokens: &[Token]) -> Vec<String> {
        let places = ["in", "at", "near", "to", "from", "outside", "into", "в", "у", "из", "із"];
        let is_place = |name: &Name| {
            let words = super::tokens::behind_article(&tokens[name.start..name.end]);
            let the =
                usize::from(name.start.checked_sub(1).is_some_and(|before| tokens[before].folded == "the"));
            let before = name.start.checked_sub(1 + the).map(|before| &tokens[before]);
            let venue = self.store.registry.venue_names().reference(&folded(words));
            !matches!(venue, Lookup::None)
                && (self.is_venue(&venue)
                    || before.is_some_and(|word| places.contains(&word.folded.as_str())))
        };
        let mut ids: Vec<String> = Vec::new();
        for id in self.named(tokens).into_iter().filter(|name| !is_place(name)).filter_map(|name| name.id) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Returns whether a name is that of the venue that the event has already.
    fn is_venue(&self, found: &Lookup<u32>) -> bool {
        matches!((found, self.venue), (Lookup::One(ix), Some(venue)) if *ix == venue.0)
    }

    /// Returns words without a place before them: `In Moscow Putin`.
    pub(super) fn behind_place<'t>(&mut self, tokens: &'t [Token]) -> &'t [Token] {
        let [first, rest @ ..] = tokens else { return tokens };
        if !super::tokens::is_place_word(first) {
            return tokens;
        }
        let found = (1..rest.len().min(LONGEST)).rev().find(|length| self.venue_named(&rest[..*length]));
        found.map_or(tokens, |length| &rest[length..])
    }

    /// Reads where somebody was: the words behind `visited`.
    pub(super) fn visited(&mut self, tokens: &[Token]) {
        let end = tokens.iter().rposition(|token| {
            !AND.contains(&token.folded.as_str()) && !bare(std::slice::from_ref(token)).is_empty()
        });
        let mut words = &tokens[..end.map_or(0, |at| at + 1)];
        if let [first, rest @ ..] = words
            && ["in", "at", "to"].contains(&first.folded.as_str())
        {
            words = rest;
        }
        let words = super::tokens::behind_article(words);
        let found = (1..=words.len().min(LONGEST)).rev().find(|length| self.venue_named(&words[..*length]));
        let strange = &words[found.unwrap_or(0)..];
        if !strange.iter().all(|token| token.dated) {
            self.tell_flags("venue", format!("not read as a venue: `{}`", typed(strange)), " (give --venue)");
        }
    }

    /// Says who is named further on and is in no role.
    pub(super) fn further(&mut self, tokens: &[Token]) {
        let named = self.named_beside_places(tokens);
        if !named.is_empty() {
            let all = named.join(", ");
            let hint = format!(" (--actor subject={})", named.join(","));
            self.tell_flags("actors", format!("named further on, in no role: {all}"), &hint);
        }
    }

    /// Returns who did it: the names in the words before the verb.
    pub(super) fn subjects(&mut self, tokens: &[Token], kind: Kind) -> Vec<String> {
        let tokens = bare(tokens);
        let (near, far) = until_stop(tokens, kind == Kind::Statement);
        if !far.is_empty() {
            if !self.named(tokens).is_empty() {
                self.uncertain(tokens);
            }
            return Vec::new();
        }
        let mut ids = Vec::new();
        for item in items(near) {
            // Of a meeting, `Rubio with Lavrov` are both.
            for item in item.split(|token| token.folded == "with").filter(|item| !item.is_empty()) {
                self.one(item, true, &mut ids);
            }
        }
        ids
    }

    /// Returns whom it was done to: the names in the words behind the verb.
    pub(super) fn objects(&mut self, tokens: &[Token], must: bool) -> Vec<String> {
        let mut ids = Vec::new();
        for item in items(tokens) {
            for item in item.split(|token| token.folded == "with").filter(|item| !item.is_empty()) {
                self.one(item, must, &mut ids);
            }
        }
        ids
    }

    /// Reads one item of a list of names. What is not a name for certain is told if it `must` be one.
    fn one(&mut self, item: &[Token], must: bool, ids: &mut Vec<String>) {
        let item = bare(item);
        let with = item.first().is_some_and(|first| ["с", "со", "з", "із"].contains(&first.folded.as_str()));
        let item = match item {
            [first, rest @ ..] if ["the", "both", "с", "со", "з", "із"].contains(&first.folded.as_str()) => {
                rest
            }
            item => item,
        };
        let names = self.named(item);
        let owns = item.iter().any(|token| token.owns);
        match names.as_slice() {
            _ if item.is_empty() => {}
            [] => {
                let nobody =
                    |token: &Token| NOBODY.contains(&token.folded.as_str()) || token.quoted || token.dated;
                let capital = |token: &Token| token.typed.starts_with(char::is_uppercase) && !nobody(token);
                // `с Уиткоффом` is an inflected name, which is no name to write.
                if item.iter().all(capital) && !owns && must && !with {
                    self.unknown(item, ids);
                } else if must {
                    self.uncertain(item);
                }
            }
            [.., last] if last.end == item.len() && !item[last.end - 1].owns => {
                // A name right before another, with nothing between them, may be a second one.
                let adjacent = names.windows(2).any(|two| two[0].end == two[1].start);
                let another = Self::is_another(item, last.start);
                match &last.id {
                    Some(_) if another && !adjacent => {
                        let full = item[..last.start]
                            .iter()
                            .rposition(|token| !token.typed.starts_with(char::is_uppercase));
                        self.unknown(&item[full.map_or(0, |at| at + 1)..], ids);
                    }
                    Some(id) if !adjacent => {
                        if !ids.contains(id) {
                            ids.push(id.clone());
                        }
                    }
                    Some(_) => self.uncertain(item),
                    None => {
                        let name = &item[last.start..last.end];
                        let found = self.store.registry.actor_names().reference(&folded(name));
                        let Lookup::Several(all) = found else { return };
                        let all: Vec<String> = all
                            .iter()
                            .map(|ix| format!("`{}`", self.store.registry.actors[*ix as usize].id))
                            .collect();
                        self.tell("actors", format!("`{}` may be {}", typed(name), all.join(" or ")));
                    }
                }
            }
            _ => self.uncertain(item),
        }
    }

    /// Writes a name that nobody has, and says so.
    fn unknown(&mut self, item: &[Token], ids: &mut Vec<String>) {
        let name = typed(item).trim_end_matches(['.', ':']).to_owned();
        let names: Vec<&str> = self.store.registry.actor_names().all().map(|(name, _)| name).collect();
        let near = did_you_mean(&nearest(&fold(&name), names));
        let hint = near.map(|hint| format!("; {hint}")).unwrap_or_default();
        self.tell("actors", format!("`{name}` is not in `actors`{hint}"));
        ids.push(name);
    }

    pub(super) fn uncertain(&mut self, item: &[Token]) {
        self.tell_flags("actors", format!("not read as an actor: `{}`", typed(item)), " (give --actor)");
    }
}
