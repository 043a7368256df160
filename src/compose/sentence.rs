//! Reading a sentence: `Peskov denied three-way talks, Moscow, 21 Dec 2025 11:10, TASS https://…`.
//!
//! The first sentence with a verb is read; of the others, who reported it. The part with a verb is the title. The verb says the kind and stance, and names before and behind it are actors, if
//! nothing else can be meant. The other parts are a date, a time, a venue, an outlet, an address, a grade. Names are those
//! of the store, folded. Whatever is not certain is left out and told.

mod claim;
mod counts;
mod doubt;
mod first;
mod names;
mod nominal;
mod source;
mod split;
mod tokens;
mod when;

use serde_json::{Map, Value, json};

use super::draft::{Draft, Note};
use super::moment::{Otherwise, Time};
use super::words::{self, Found};
use crate::event::date::Now;
use crate::event::{Kind, Stance};
use crate::registry::{Lookup, VenueIx};
use crate::store::Store;
use crate::text::suggest::{did_you_mean, nearest};
use crate::text::{capitalized, fold};
use tokens::{Token, folded, typed};

/// The most words of a name that are looked up together.
const LONGEST: usize = 6;

/// Reads a sentence with the names of a store.
pub(crate) fn understand(sentence: &str, store: &Store, now: &Now) -> Draft {
    let mut reader = Reader::new(store, None);
    let text = reader.citations(tokens::unquoted(sentence.trim()), now);
    let text = reader.one_sentence(&text, now);
    let (tokens, quotes) = reader.words(&text);
    let tokens = reader.accordance(tokens);
    let (tokens, when) = reader.moment(tokens, now);
    let parts = tokens::parts(tokens);
    let (title, subject, rest) = reader.title_of(parts);
    for part in &rest {
        reader.part(part);
    }
    if !title.is_empty() {
        reader.title(&title, subject, &quotes, &rest);
    }
    reader.date(when);
    reader.finish()
}

struct Reader<'s> {
    store: &'s Store,
    out: Draft,
    venue: Option<VenueIx>,
    source: Map<String, Value>,
    /// Who says so, and the words for it.
    claimant: Option<(String, String)>,
    /// The zone of a time without one and without a venue.
    otherwise: Otherwise,
    counts: Vec<counts::Counted>,
}

/// The words that say who did it: the beginning of the title, or a part before the one with the verb.
#[derive(Debug, Clone, Copy)]
struct Subject {
    /// The words of the title that may hold the names.
    end: usize,
    /// The place of the verb, from which the title is searched.
    verb: usize,
}

impl<'s> Reader<'s> {
    fn new(store: &'s Store, venue: Option<VenueIx>) -> Self {
        Self {
            store,
            out: Draft::default(),
            venue,
            source: Map::new(),
            claimant: None,
            otherwise: Otherwise::OfStore,
            counts: Vec::new(),
        }
    }
}

impl Reader<'_> {
    fn tell(&mut self, field: &'static str, text: impl Into<String>) {
        self.note(Note::new(field, text));
    }

    /// Tells what the flags of the command line would settle; `hint` stands behind the text there.
    fn tell_flags(&mut self, field: &'static str, text: impl Into<String>, hint: &str) {
        let text = text.into();
        let flags = Some(format!("{text}{hint}"));
        self.note(Note { flags, ..Note::new(field, text) });
    }

    fn note(&mut self, note: Note) {
        if !self.out.notes.contains(&note) {
            self.out.notes.push(note);
        }
    }

    fn set(&mut self, key: &str, value: impl Into<Value>) {
        self.out.set(key, value);
    }

    /// Chooses the part that is the title: the one with a verb, and those before and behind it that belong to it.
    fn title_of(&mut self, mut parts: Vec<Vec<Token>>) -> (Vec<Token>, Subject, Vec<Vec<Token>>) {
        let verb_of = |part: &Vec<Token>| words::verb(&tokens::spoken(part));
        // `Drone attack on Odesa, says Kiper`
        let credits = |nth: usize| {
            self.is_credit(&parts[nth]) && parts[..nth].iter().any(|part| nominal::head(part).is_some())
        };
        let verbs = (0..parts.len()).filter(|nth| !credits(*nth));
        let Some((nth, found)) = verbs.into_iter().find_map(|nth| Some((nth, verb_of(&parts[nth])?))) else {
            return self.title_without_verb(parts);
        };
        let (mut from, mut to) = (nth, nth + 1);
        let lacks = names::bare(&parts[nth][..found.at]).is_empty();
        let mut end = None;
        // `Zelensky visited Berlin, where he met Merz`
        if nth > 0 && names::begins_relative(&parts[nth]) && !self.is_known(&parts[nth - 1]) {
            from = nth - 1;
            end = Some(parts[from].len());
        } else if lacks {
            // `Peskov, the spokesman, denied it`: who it was stands further before, and what is between is said of him.
            let named = (0..nth).rev().find(|at| self.may_be_subject(&parts[*at]));
            if nth > 0 && parts[nth - 1].iter().all(|token| token.quoted) {
                // `"No", said Peskov.`
                from = nth - 1;
                end = Some(0);
            } else if let Some(named) = named {
                from = named;
                end = Some(parts[named].len());
            }
        }
        while from > 0 && self.is_names(&parts[from - 1]) {
            from -= 1;
            end = end.map(|end| end + parts[from].len());
        }
        to = self.end_of_title(&parts, to);
        let before: usize = parts[from..nth].iter().map(Vec::len).sum();
        let rest = parts.split_off(to);
        let title = tokens::joined(parts.split_off(from));
        let verb = before + found.at;
        parts.extend(rest);
        (title, Subject { end: end.unwrap_or(verb), verb }, parts)
    }

    /// Returns where the title ends that has the parts up to `to` at least.
    fn end_of_title(&self, parts: &[Vec<Token>], mut to: usize) -> usize {
        while let Some(part) = parts.get(to).filter(|_| to > 0) {
            // `Peskov: no talks`, `Peskov said, "no"`.
            let colon = parts[to - 1].last().is_some_and(|last| last.typed.ends_with(':'));
            let quoted = part.iter().all(|token| token.quoted);
            if !(colon || quoted || self.is_names(part) || tokens::goes_on(part)) {
                break;
            }
            to += 1;
        }
        to
    }

    /// Reads the part that says what happened.
    fn title(&mut self, tokens: &[Token], subject: Subject, quotes: &[String], rest: &[Vec<Token>]) {
        let text = tokens::with_commas(tokens);
        self.set("title", capitalized(text.trim_end_matches(['.', ','])));
        let spoken = tokens::spoken(tokens);
        let found = words::verb(spoken.get(subject.verb..).unwrap_or_default());
        let Some(Found { at, end, .. }) = found else {
            if self.nominal(tokens) {
                return;
            }
            if let Some(visit) = names::visit(tokens) {
                self.visited(&tokens[visit.end..]);
                self.further(&tokens[..visit.start]);
            }
            self.tell_flags("kind", "no verb that says a kind", ": give it with --kind");
            return;
        };
        let (at, end) = (at + subject.verb, end + subject.verb);
        // What is before the verb may turn its meaning round.
        let verb = words::meaning(&spoken, at, end);
        let Some(verb) = verb else {
            let behind = (end + 2).min(tokens.len());
            let text = typed(&tokens[at.saturating_sub(2)..behind]);
            self.tell_flags("kind", format!("`{text}` can mean either"), ": give --kind and --stance");
            return;
        };
        let beside = || rest.iter().find_map(|part| self.doubt_beside(part, verb.kind));
        if let Some(why) = self.doubt(tokens, at, end, verb.stance).or_else(beside) {
            self.tell_flags("kind", why, ": give --kind, --stance and --actor");
            return;
        }
        self.set("kind", verb.kind.to_string());
        if let Some(stance) = verb.stance {
            self.set("stance", stance.to_string());
        }
        // `Orbán visited Moscow and met Putin`: where he was stands between.
        let mut before = &tokens[..subject.end];
        if verb.kind == Kind::Meeting
            && let Some(visit) = names::visit(before)
        {
            self.visited(&before[visit.end..]);
            before = &before[..visit.start];
        }
        let before = self.behind_place(before);
        let mut subjects = self.subjects(before, verb.kind);
        let mut behind = &tokens[end..];
        let quoted = at > 0 && tokens[..at].iter().all(|token| token.quoted);
        if quoted && verb.kind == Kind::Statement && self.is_names(behind) {
            subjects = self.objects(behind, true);
            behind = &[];
        }
        match verb.kind {
            Kind::Statement => self.statement(verb.stance, subjects, behind, quotes),
            Kind::Strike => {
                let (near, far) = names::until_stop(behind, true);
                let targets = self.objects(near, false);
                self.roles(&[("attacker", subjects), ("target", targets)]);
                // Places are struck, too.
                let at = (0..near.len())
                    .flat_map(|at| (at + 1..=near.len().min(at + LONGEST)).rev().map(move |to| at..to));
                let _ = at.into_iter().any(|words| self.venue_named(&near[words]));
                self.further(far);
                self.place(behind);
                self.numbers(tokens);
            }
            _ => {
                let between = behind.iter().position(|token| token.folded == "between" && !token.quoted);
                if let Some(between) = between.filter(|_| spoken[at].starts_with("host")) {
                    let (near, far) = names::until_stop(&behind[between + 1..], false);
                    let parties = self.objects(near, true);
                    self.roles(&[("host", subjects), ("party", parties)]);
                    self.further(far);
                    self.place(names::until_clause(&behind[between + 1..]));
                    return;
                }
                let (near, far) = names::until_stop(behind, false);
                let mut all = subjects;
                for name in self.objects(near, true) {
                    if !all.contains(&name) {
                        all.push(name);
                    }
                }
                if all.is_empty() {
                    self.tell_flags("actors", "who met is not certain", ": give --actor, once for each");
                }
                self.roles(&[("party", all)]);
                self.further(far);
                self.place(names::until_clause(behind));
            }
        }
    }

    fn statement(
        &mut self,
        stance: Option<Stance>,
        speakers: Vec<String>,
        behind: &[Token],
        quotes: &[String],
    ) {
        if speakers.is_empty() {
            self.tell_flags("actors", "who said it is not certain", ": give --actor speaker=NAME");
        }
        match quotes {
            [] => {}
            [one] if speakers.len() == 1 => self.set("quote", one.as_str()),
            _ => {
                let hint = ": give those that were said with --quote";
                self.tell_flags("quote", "the words in quotes stay in the title", hint);
            }
        }
        let named = self.named_beside_places(behind);
        let named: Vec<String> = named.into_iter().filter(|name| !speakers.contains(name)).collect();
        self.roles(&[("speaker", speakers)]);
        if !named.is_empty() {
            let names = named.join(", ");
            let told = format!("named behind the verb, in no role: {names}");
            self.tell_flags("actors", told, &format!(" (--actor subject={})", named.join(",")));
        }
        if stance.is_some_and(Stance::is_position) {
            self.claim(&typed(behind));
        }
        // What was said may be about another place than the one where it was said.
        if self.venue.is_none()
            && let Some(id) = self.place_of(behind)
        {
            let told = format!("`{id}` may be what it is about, not where it was said");
            self.tell_flags("venue", told, &format!(": if it was there, give --venue {id}"));
        }
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

    /// Looks for a venue behind `in` or `at`.
    fn place(&mut self, tokens: &[Token]) {
        for at in 0..tokens.len() {
            if !tokens::is_place_word(&tokens[at]) {
                continue;
            }
            let named = tokens::behind_article(&tokens[at + 1..]);
            for length in (1..=LONGEST.min(named.len())).rev() {
                if self.venue_named(&named[..length]) {
                    return;
                }
            }
        }
    }

    /// Returns the id of a venue behind `in` or `at`.
    fn place_of(&self, tokens: &[Token]) -> Option<String> {
        (0..tokens.len()).filter(|at| tokens::is_place_word(&tokens[*at])).find_map(|at| {
            let named = tokens::behind_article(&tokens[at + 1..]);
            (1..=LONGEST.min(named.len())).rev().find_map(|length| {
                let found = self.store.registry.venue_names().reference(&folded(&named[..length]));
                let Lookup::One(ix) = found else { return None };
                Some(self.store.registry.venue(VenueIx(ix)).id.to_string())
            })
        })
    }

    fn venue_named(&mut self, tokens: &[Token]) -> bool {
        if self.venue.is_some() || tokens.iter().any(|token| token.quoted) {
            return false;
        }
        let found = match self.store.registry.venue_names().reference(&folded(tokens)) {
            Lookup::One(ix) => VenueIx(ix),
            Lookup::Several(all) => {
                let ids: Vec<String> = all
                    .iter()
                    .map(|ix| format!("`{}`", self.store.registry.venue(VenueIx(*ix)).id))
                    .collect();
                self.tell_flags(
                    "venue",
                    format!("`{}` may be {}", typed(tokens), ids.join(" or ")),
                    ": give --venue",
                );
                return false;
            }
            Lookup::None => return false,
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
        if self.credited(tokens) || self.counted_part(tokens) {
            return;
        }
        if self.is_clause(tokens) {
            self.tell("", format!("not understood: `{}`", typed(tokens)));
            return;
        }
        let mut at = 0;
        let mut strange: Vec<(usize, Token)> = Vec::new();
        let small = ["in", "at", "on", "by", "via", "per", "from", "source", "в", "у"];
        while at < tokens.len() {
            if tokens[at].quoted || tokens[at].dated {
                at += 1;
                continue;
            }
            // `then flew to Berlin` does not say where it was.
            let goes = at > 0
                && ["to", "for", "toward", "towards", "into"].contains(&tokens[at - 1].folded.as_str());
            let taken = (1..=LONGEST.min(tokens.len() - at)).rev().find(|length| {
                let words = &tokens[at..at + length];
                !goes && self.venue_named(words) || self.outlet_named(words) || self.grade(words)
            });
            let second = || {
                let mut lengths = (1..=LONGEST.min(tokens.len() - at)).rev();
                lengths.find_map(|length| Some((length, self.second(&tokens[at..at + length])?)))
            };
            if let Some(length) = taken {
                // A small word belongs to what it stands before.
                if strange
                    .last()
                    .is_some_and(|(before, word)| before + 1 == at && small.contains(&word.folded.as_str()))
                {
                    strange.pop();
                }
                at += length;
            } else if let Some((length, what)) = second() {
                let name = typed(&tokens[at..at + length]);
                self.tell("", format!("a second {what} is left out: `{name}`"));
                at += length;
            } else {
                strange.push((at, tokens[at].clone()));
                at += 1;
            }
        }
        let strange: Vec<Token> = strange.into_iter().map(|(_, token)| token).collect();
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
        matches!(tokens, [one] if self.grade_of(&one.typed))
    }

    fn grade_of(&mut self, text: &str) -> bool {
        if self.out.fields.contains_key("grade") || text.parse::<crate::event::Grade>().is_err() {
            return false;
        }
        self.set("grade", text);
        true
    }

    /// Writes the date; a time only with an offset that is known.
    fn date(&mut self, when: when::When) {
        let when::When { day, time, place } = when;
        let Some(day) = day else {
            if let Some(time) = time {
                self.tell("date", format!("the time {} without a day", time.text));
            }
            self.tell_flags("date", "no date", ": give it with --date");
            return;
        };
        let at = place.or(self.venue);
        let zone = super::moment::zone_at(at, self.store, self.otherwise);
        if let (None, Some(Time { text, offset: None }), Some(zone)) = (at, &time, zone)
            && let Some(note) = super::moment::of_the_store(text, zone)
        {
            self.note(note);
        }
        match time.map(|time| super::moment::timed(&day, &time, zone)) {
            None => self.set("date", day),
            Some(Ok(date)) => self.set("date", date),
            Some(Err(told)) => {
                self.set("date", day);
                self.note(told);
            }
        }
    }

    fn finish(mut self) -> Draft {
        self.figures();
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
            let order = ["outlet", "url", "published"];
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
pub(crate) fn date_of(
    text: &str,
    venue: Option<&str>,
    otherwise: Otherwise,
    store: &Store,
    now: &Now,
) -> Option<Draft> {
    let is_named = venue.is_some();
    let venue = match venue.map(|venue| store.registry.venue_names().reference(venue)) {
        Some(Lookup::One(ix)) => Some(VenueIx(ix)),
        _ => None,
    };
    let mut reader = Reader::new(store, venue);
    reader.otherwise = if is_named { Otherwise::Unknown } else { otherwise };
    let (tokens, _) = reader.words(text);
    let (rest, when) = reader.moment(tokens, now);
    if when.day.is_none() || !rest.is_empty() {
        return None;
    }
    reader.date(when);
    Some(reader.out)
}
