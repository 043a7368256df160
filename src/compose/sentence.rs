//! Reading a sentence: `Peskov denied three-way talks, Moscow, 21 Dec 2025 11:10, TASS https://…`.
//!
//! Up to the first comma it is the title, in which a verb says the kind and stance, and names before and behind it are
//! actors. The other parts are a date, a time, a venue, an outlet, an address, a grade. Names are those of the store,
//! folded. Whatever is not certain is left out and told.

use serde_json::{Map, Value, json};

use super::draft::{Draft, Note};
use super::moment;
use super::words::{self, Found};
use crate::event::date::Now;
use crate::event::{Kind, Stance};
use crate::registry::Lookup;
use crate::store::Store;
use crate::text::suggest::{did_you_mean, nearest};
use crate::text::{capitalized, fold};

/// A word as typed and folded.
#[derive(Debug, Clone)]
struct Token {
    typed: String,
    folded: String,
    /// Whether a comma or semicolon follows it.
    ends: bool,
}

/// The most words of a name that are looked up together.
const LONGEST: usize = 6;

/// Reads a sentence with the names of a store.
pub(crate) fn understand(sentence: &str, store: &Store, now: &Now) -> Draft {
    let mut reader = Reader { store, out: Draft::default(), venue: None, source: Map::new() };
    let tokens = reader.addresses(sentence);
    let (tokens, day, time) = reader.moment(tokens, now);
    let mut parts = parts(tokens).into_iter();
    let title = parts.next();
    // A venue of its own is where it was; one in the title may be what it was about.
    for part in parts {
        reader.part(&part);
    }
    if let Some(title) = title {
        reader.title(&title);
    }
    reader.date(day, time);
    reader.finish()
}

fn parts(tokens: Vec<Token>) -> Vec<Vec<Token>> {
    let mut parts: Vec<Vec<Token>> = vec![Vec::new()];
    for token in tokens {
        let ends = token.ends;
        if let Some(part) = parts.last_mut()
            && !token.typed.is_empty()
        {
            part.push(token);
        }
        if ends {
            parts.push(Vec::new());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn typed(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.typed.as_str()).collect::<Vec<_>>().join(" ")
}

fn folded(tokens: &[Token]) -> String {
    tokens.iter().map(|token| token.folded.as_str()).collect::<Vec<_>>().join(" ")
}

struct Reader<'s> {
    store: &'s Store,
    out: Draft,
    venue: Option<crate::registry::VenueIx>,
    source: Map<String, Value>,
}

impl Reader<'_> {
    fn tell(&mut self, field: &'static str, text: impl Into<String>) {
        self.out.notes.push(Note::new(field, text));
    }

    /// Tells what the flags of the command line would settle.
    fn tell_flags(&mut self, field: &'static str, text: impl Into<String>, flags: impl Into<String>) {
        self.out.notes.push(Note { flags: Some(flags.into()), ..Note::new(field, text) });
    }

    fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.out.set(key, value);
    }

    /// Cuts a sentence into words and takes the addresses out of it.
    fn addresses(&mut self, sentence: &str) -> Vec<Token> {
        let mut tokens: Vec<Token> = Vec::new();
        for word in sentence.split_whitespace() {
            if word.starts_with("http://") || word.starts_with("https://") {
                let url = word.trim_end_matches([',', ';', '.', ')']);
                if self.source.contains_key("url") {
                    self.tell("sources", format!("a second address, to be a source of its own: {url}"));
                } else {
                    self.source.insert("url".to_owned(), url.into());
                }
                if let Some(last) = tokens.last_mut() {
                    last.ends |= word.ends_with([',', ';']);
                }
                continue;
            }
            let bare = word.trim_end_matches([',', ';']);
            let clean = fold(bare.trim_matches(['"', '“', '”', '«', '»', '(', ')', '.', ':', '!', '?']));
            let clean = clean.strip_suffix("'s").unwrap_or(&clean).to_owned();
            tokens.push(Token { typed: bare.to_owned(), folded: clean, ends: bare.len() < word.len() });
        }
        tokens
    }

    /// Takes the day and the time out of the words.
    fn moment(
        &mut self,
        mut tokens: Vec<Token>,
        now: &Now,
    ) -> (Vec<Token>, Option<String>, Option<moment::Time>) {
        let mut day = None;
        let mut inner_time = None;
        'search: for length in (1..=LONGEST).rev() {
            for start in 0..tokens.len().saturating_sub(length - 1) {
                let text = typed(&tokens[start..start + length]);
                match moment::day(&text, now) {
                    moment::Reading::One(found) => {
                        let (date, time) = moment::split(&found);
                        (day, inner_time) = (Some(date), time);
                    }
                    moment::Reading::Several(all) => {
                        self.tell("date", format!("the date `{text}` may be {}", all.join(" or ")));
                    }
                    moment::Reading::None => continue,
                }
                Self::take(&mut tokens, start, length);
                break 'search;
            }
        }
        let mut time = inner_time;
        if let Some(at) = tokens.iter().position(|token| moment::Time::parse(&token.typed).is_some()) {
            time = moment::Time::parse(&tokens[at].typed);
            let zone =
                tokens.get(at + 1).filter(|_| !tokens[at].ends).and_then(|next| moment::offset(&next.typed));
            let taken = if zone.is_some() { 2 } else { 1 };
            if let (Some(time), Some(zone)) = (&mut time, zone) {
                time.offset.get_or_insert(zone);
            }
            Self::take(&mut tokens, at, taken);
        }
        (tokens, day, time)
    }

    /// Takes words out; a comma behind them stays.
    fn take(tokens: &mut Vec<Token>, start: usize, length: usize) {
        let ends = tokens[start..start + length].last().is_some_and(|token| token.ends);
        tokens.drain(start..start + length);
        if let Some(before) = start.checked_sub(1).and_then(|at| tokens.get_mut(at)) {
            before.ends |= ends;
        }
    }

    /// Reads the part that says what happened.
    fn title(&mut self, tokens: &[Token]) {
        self.set("title", capitalized(&typed(tokens)));
        let words: Vec<String> = tokens.iter().map(|token| token.folded.clone()).collect();
        let Some(Found { at, end, verb }) = words::verb(&words) else {
            let text = "no verb that says a kind";
            self.tell_flags("kind", text, format!("{text}: give it with --kind"));
            return;
        };
        let Some(verb) = verb else {
            let text = typed(&tokens[at.saturating_sub(2)..end]);
            let told = format!("`{text}` can mean either");
            self.tell_flags("kind", &told, format!("{told}: give --kind and --stance"));
            return;
        };
        self.set("kind", verb.kind.to_string());
        if let Some(stance) = verb.stance {
            self.set("stance", stance.to_string());
        }
        let subjects = self.actors(&tokens[..at], true);
        let behind = self.actors(&tokens[end..], false);
        match verb.kind {
            Kind::Statement => {
                self.roles(&[("speaker", subjects)]);
                if !behind.is_empty() {
                    let names = behind.join(", ");
                    let told = format!("named behind the verb, in no role: {names}");
                    let flags = format!("{told} (--actor subject={})", behind.join(","));
                    self.tell_flags("actors", told, flags);
                }
                if verb.stance.is_some_and(Stance::is_position) {
                    self.claim(&typed(&tokens[end..]));
                }
            }
            Kind::Strike => {
                self.roles(&[("attacker", subjects), ("target", behind)]);
                // Places are struck, too.
                let all = &tokens[end..];
                let at = (0..all.len())
                    .flat_map(|at| (at + 1..=all.len().min(at + LONGEST)).rev().map(move |to| at..to));
                let _ = at.into_iter().any(|words| self.venue_named(&all[words]));
            }
            _ => {
                let all: Vec<String> = subjects.into_iter().chain(behind).collect();
                self.roles(&[("party", all)]);
            }
        }
        self.place(&tokens[end..]);
    }

    /// Writes actors under their roles, as a list if the only role is the one that the kind gives.
    fn roles(&mut self, roles: &[(&str, Vec<String>)]) {
        let one_or_many = |ids: &Vec<String>| match ids.as_slice() {
            [one] => Value::from(one.as_str()),
            many => Value::from(many.to_vec()),
        };
        let filled: Vec<_> = roles.iter().filter(|(_, ids)| !ids.is_empty()).collect();
        match filled.as_slice() {
            [] => {}
            [("party", ids)] => self.set("actors", ids.clone()),
            roles => {
                let map: Map<String, Value> =
                    roles.iter().map(|(role, ids)| ((*role).to_owned(), one_or_many(ids))).collect();
                self.set("actors", map);
            }
        }
    }

    /// Returns the ids of the actors named by the words; the longest names first. In the subject, capitals that name
    /// nobody registered are a name too, and it is told that it is not registered.
    fn actors(&mut self, tokens: &[Token], is_subject: bool) -> Vec<String> {
        let mut ids: Vec<String> = Vec::new();
        let mut unnamed: Vec<Token> = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let names = &self.store.registry.actor_names();
            let found = (1..=LONGEST.min(tokens.len() - at)).rev().find_map(|length| {
                let text = folded(&tokens[at..at + length]);
                match names.reference(&text) {
                    Lookup::None => None,
                    found => Some((length, found)),
                }
            });
            match found {
                Some((length, Lookup::One(ix))) => {
                    let id = self.store.registry.actors[ix as usize].id.to_string();
                    if !ids.contains(&id) {
                        ids.push(id);
                    }
                    at += length;
                }
                Some((length, Lookup::Several(all))) => {
                    let all: Vec<String> = all
                        .iter()
                        .map(|ix| format!("`{}`", self.store.registry.actors[*ix as usize].id))
                        .collect();
                    let name = typed(&tokens[at..at + length]);
                    self.tell("actors", format!("`{name}` may be {}", all.join(" or ")));
                    at += length;
                }
                _ => {
                    let token = &tokens[at];
                    if token.typed.starts_with(char::is_uppercase) {
                        unnamed.push(token.clone());
                    }
                    at += 1;
                }
            }
        }
        if is_subject && ids.is_empty() && !unnamed.is_empty() && unnamed.len() == tokens.len() {
            let name = typed(&unnamed);
            let names: Vec<&str> = self.store.registry.actor_names().all().map(|(name, _)| name).collect();
            let near = did_you_mean(&nearest(&fold(&name), names));
            let hint = near.map(|hint| format!("; {hint}")).unwrap_or_default();
            self.tell("actors", format!("`{name}` is not in `actors`{hint}"));
            ids.push(name);
        }
        ids
    }

    /// Looks for a venue behind `in` or `at`.
    fn place(&mut self, tokens: &[Token]) {
        for at in 0..tokens.len() {
            if !["in", "at", "в", "у"].contains(&tokens[at].folded.as_str()) {
                continue;
            }
            for length in (1..=LONGEST.min(tokens.len() - at - 1)).rev() {
                if self.venue_named(&tokens[at + 1..at + 1 + length]) {
                    return;
                }
            }
        }
    }

    fn venue_named(&mut self, tokens: &[Token]) -> bool {
        if self.venue.is_some() {
            return false;
        }
        let found = match self.store.registry.venue_names().reference(&folded(tokens)) {
            Lookup::One(ix) => crate::registry::VenueIx(ix),
            _ => return false,
        };
        let id = self.store.registry.venue(found).id.to_string();
        self.venue = Some(found);
        self.set("venue", id);
        true
    }

    fn outlet_named(&mut self, tokens: &[Token]) -> bool {
        if self.source.contains_key("outlet") {
            return false;
        }
        let Lookup::One(ix) = self.store.registry.outlet_names().reference(&folded(tokens)) else {
            return false;
        };
        let id = self.store.registry.outlets[ix as usize].id.to_string();
        self.source.insert("outlet".to_owned(), id.into());
        true
    }

    /// Reads a part behind a comma: venue, outlet, grade, or several of them.
    fn part(&mut self, tokens: &[Token]) {
        let mut at = 0;
        let mut strange: Vec<Token> = Vec::new();
        while at < tokens.len() {
            let small = ["in", "at", "on", "by", "via", "per", "from", "source", "в", "у"];
            let taken = (1..=LONGEST.min(tokens.len() - at)).rev().find(|length| {
                let words = &tokens[at..at + length];
                self.venue_named(words) || self.outlet_named(words) || self.grade(words)
            });
            let second = || {
                let mut lengths = (1..=LONGEST.min(tokens.len() - at)).rev();
                lengths.find_map(|length| Some((length, self.second(&tokens[at..at + length])?)))
            };
            if let Some(length) = taken {
                at += length;
            } else if let Some((length, what)) = second() {
                let name = typed(&tokens[at..at + length]);
                self.tell("", format!("a second {what} is left out: `{name}`"));
                at += length;
            } else {
                if !(small.contains(&tokens[at].folded.as_str()) && at + 1 < tokens.len()) {
                    strange.push(tokens[at].clone());
                }
                at += 1;
            }
        }
        if !strange.is_empty() {
            let text = typed(&strange);
            let names =
                self.store.registry.venue_names().all().chain(self.store.registry.outlet_names().all());
            let names: Vec<&str> = names.map(|(name, _)| name).collect();
            let near = did_you_mean(&nearest(&fold(&text), names));
            let hint = near.map(|hint| format!("; {hint}")).unwrap_or_default();
            self.tell("", format!("not understood: `{text}`{hint}"));
        }
    }

    /// Returns what words name of which the sentence has one already.
    fn second(&self, tokens: &[Token]) -> Option<&'static str> {
        let (registry, name) = (&self.store.registry, folded(tokens));
        let is_one = |found: Lookup<u32>| matches!(found, Lookup::One(_));
        if self.venue.is_some() && is_one(registry.venue_names().reference(&name)) {
            return Some("venue");
        }
        let has_outlet = self.source.contains_key("outlet");
        (has_outlet && is_one(registry.outlet_names().reference(&name))).then_some("outlet")
    }

    fn grade(&mut self, tokens: &[Token]) -> bool {
        let [one] = tokens else { return false };
        if self.out.fields.contains_key("grade") || one.typed.parse::<crate::event::Grade>().is_err() {
            return false;
        }
        self.set("grade", one.typed.as_str());
        true
    }

    /// Looks for the claim that the words behind the verb state: it is written only if all of them are its words, and of
    /// no other claim.
    fn claim(&mut self, object: &str) {
        let wanted = words::content(object);
        if wanted.is_empty() {
            return;
        }
        let scored: Vec<(usize, &str)> = self
            .store
            .registry
            .claims
            .iter()
            .map(|claim| {
                let has = words::content(&format!("{} {}", claim.text, claim.id.replace('-', " ")));
                (wanted.iter().filter(|word| has.contains(word)).count(), &*claim.id)
            })
            .collect();
        let full: Vec<&str> =
            scored.iter().filter(|(hits, _)| *hits == wanted.len()).map(|(_, id)| *id).collect();
        if let ([one], true) = (full.as_slice(), wanted.len() > 1) {
            let id = (*one).to_owned();
            self.set("about", json!([{"claim": id}]));
            return;
        }
        let mut near: Vec<(usize, &str)> =
            scored.into_iter().filter(|(hits, _)| *hits > 0 && hits * 2 >= wanted.len()).collect();
        near.sort_by_key(|(hits, _)| std::cmp::Reverse(*hits));
        if !near.is_empty() {
            let told = |lead: &str| {
                let ids: Vec<String> = near.iter().take(3).map(|(_, id)| format!("{lead}{id}")).collect();
                format!("which claim it is about is not certain; perhaps {}", ids.join(" or "))
            };
            let (text, flags) = (told(""), told("--about "));
            self.tell_flags("about", text, flags);
        }
    }

    /// Writes the date; a time only with an offset that is known.
    fn date(&mut self, day: Option<String>, time: Option<moment::Time>) {
        let Some(day) = day else {
            if let Some(time) = time {
                self.tell("date", format!("the time {} without a day", time.text));
            }
            self.tell_flags("date", "no date", "no date: give it with --date");
            return;
        };
        let zone = self.venue.and_then(|venue| self.store.registry.zone_of(venue));
        match time.map(|time| moment::timed(&day, &time, zone)) {
            None => self.set("date", day),
            Some(Ok(date)) => self.set("date", date),
            Some(Err(told)) => {
                self.set("date", day);
                self.out.notes.push(told);
            }
        }
    }

    fn finish(mut self) -> Draft {
        if let Some(url) = self.source.get("url").and_then(Value::as_str).map(str::to_owned) {
            let by = super::names::outlet_at(self.store, &url);
            match (self.source.get("outlet").and_then(Value::as_str), by) {
                (Some(named), Some(found)) if named != found => {
                    let told = format!("the address is one of `{found}`, not of `{named}`");
                    self.tell("sources", told);
                }
                (None, Some(found)) => {
                    self.source.insert("outlet".to_owned(), found.into());
                }
                _ => {}
            }
        }
        if !self.source.is_empty() {
            let order = ["outlet", "url"];
            let source: Map<String, Value> = order
                .iter()
                .filter_map(|key| Some(((*key).to_owned(), self.source.get(*key)?.clone())))
                .collect();
            self.set("sources", json!([source]));
        }
        self.out
    }
}

/// Reads a day, with a time where one is written, in any notation that is certain: `21 Dec 2025 11:10`. A time gets the
/// offset of the venue's zone. `None` if there is no day, or something else beside it.
pub(crate) fn date_of(text: &str, venue: Option<&str>, store: &Store, now: &Now) -> Option<Draft> {
    let venue = match venue.map(|venue| store.registry.venue_names().reference(venue)) {
        Some(Lookup::One(ix)) => Some(crate::registry::VenueIx(ix)),
        _ => None,
    };
    let mut reader = Reader { store, out: Draft::default(), venue, source: Map::new() };
    let tokens = reader.addresses(text);
    let (rest, day, time) = reader.moment(tokens, now);
    if day.is_none() || !rest.is_empty() {
        return None;
    }
    reader.date(day, time);
    Some(reader.out)
}
