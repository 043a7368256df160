//! From quotations to uses: who is quoted in which week, and with which terms.

use std::collections::{HashMap, HashSet};

use super::{ActorIx, BTreeMap, By, EventIx, IsoWeek, Language, Quoted, Scope, Term, Usage, Use};
use crate::event::date::Day;
use crate::event::{Event, Quote};
use crate::parallel;
use crate::report::copies::Copies;
use crate::report::voices::{Record, record, speakers, stands_for};
use crate::timeline::terms::{Hit, Search, merged, primary};

/// A statement with a quotation by one actor. Its copies are merged into it.
struct Statement {
    event: EventIx,
    week: Option<IsoWeek>,
    /// Whether the filter chose the statement or a copy of it.
    shown: bool,
    hits: Vec<Hit>,
    /// The indices of terms that were found only in translations.
    translated: Vec<usize>,
}

/// Statements by actor, each list in timeline order.
type StatementsByActor = HashMap<ActorIx, Vec<Statement>>;

/// From this many events on, they are read on all cores.
const MANY: usize = 1_024;

/// Reads the quotations in view, then the store's other quotations of the same actors.
pub(super) fn language(scope: &Scope<'_>, by: By) -> Language {
    let registry = &scope.timeline.store().registry;
    scope.timeline.unpack(scope.shown);
    let search = Search::new(&registry.terms);
    let mut terms: Vec<Term> =
        (0..registry.terms.len()).map(|number| Term { number, ..Term::default() }).collect();
    let gather = Gather { scope, by, search: &search, copies: scope.copies() };
    let mut by_actor = gather.statements(&mut terms);
    gather.read(&mut by_actor);
    let window = window(scope);
    let actors = quoted(scope, &by_actor, window);
    for quoted in &actors {
        let statements = by_actor.get(&quoted.actor).map(Vec::as_slice).unwrap_or_default();
        use_of(quoted.actor, statements, &mut terms);
    }
    agendas(scope, &search, &mut terms);
    for term in &mut terms {
        term.actors.sort_by_key(|usage| std::cmp::Reverse(usage.uses.len()));
    }
    let weeks = window.map(|(from, to)| (IsoWeek::of(from), IsoWeek::of(to)));
    let to_come = scope.shown.iter().filter(|ix| scope.is_to_come(**ix));
    let to_come = to_come.filter(|ix| !scope.timeline.event(**ix).quotes.is_empty()).count();
    Language { by, weeks, actors, terms, to_come, unread: unread(scope, &search) }
}

struct Gather<'g> {
    scope: &'g Scope<'g>,
    by: By,
    search: &'g Search,
    copies: &'g Copies,
}

/// The actors quoted in an event.
struct Quotation {
    event: EventIx,
    week: Option<IsoWeek>,
    own: Vec<ActorIx>,
    /// The terms in words that are only reported, if the event is in view.
    reported: Vec<Hit>,
}

impl Gather<'_> {
    /// Returns every statement of the actors quoted in view, without searching them for terms yet. Words that are
    /// only reported are added to the terms directly.
    fn statements(&self, terms: &mut [Term]) -> StatementsByActor {
        let timeline = self.scope.timeline;
        let index = timeline.index();
        let (shown, others): (Vec<EventIx>, Vec<EventIx>) = index
            .with_property("quote")
            .iter()
            .map(|ix| EventIx(*ix))
            .filter(|ix| !self.scope.is_to_come(*ix))
            .partition(|ix| self.scope.holds(*ix));
        let mut all = parallel::map(&shown, MANY, |ix| self.quotation(*ix, timeline.event(*ix), None));
        let mut wanted = vec![false; timeline.store().registry.actors.len()];
        all.iter().flat_map(|quotation| &quotation.own).for_each(|actor| wanted[actor.index()] = true);
        let is_wanted = |ix: &EventIx| index.actors_of(*ix).iter().any(|actor| wanted[*actor as usize]);
        let others: Vec<EventIx> = others.into_iter().filter(is_wanted).collect();
        all.extend(parallel::map(&others, MANY, |ix| {
            self.quotation(*ix, &timeline.store().events.outline(*ix), Some(&wanted))
        }));
        all.sort_unstable_by_key(|quotation| timeline.rank(quotation.event));
        let mut by_actor = StatementsByActor::new();
        let mut places: HashMap<(ActorIx, EventIx), usize> = HashMap::new();
        for Quotation { event, week, own, reported } in all {
            for actor in own {
                self.add(actor, event, week, &mut by_actor, &mut places);
            }
            for hit in reported {
                let reported = &mut terms[hit.term].reported;
                if reported.last() != Some(&event) {
                    reported.push(event);
                }
            }
        }
        by_actor
    }

    /// Returns who is quoted in `event`. For an event outside the view, only `wanted` actors count.
    fn quotation(&self, ix: EventIx, event: &Event, wanted: Option<&[bool]>) -> Quotation {
        let (mut own, mut reported) = (Vec::new(), Vec::new());
        for (actor, quotes) in self.quoted(event) {
            if wanted.is_some_and(|wanted| !wanted[actor.index()]) {
                continue;
            }
            match record(&self.scope.timeline.store().registry, event, actor, self.by) {
                Some(Record::Own) => own.push(actor),
                Some(Record::Reported) if wanted.is_none() => reported.extend(self.hits(&quotes).0),
                Some(Record::Reported) | None => {}
            }
        }
        Quotation { event: ix, week: IsoWeek::of_date(&event.date), own, reported }
    }

    /// Finds the terms in the statements in view. If an actor uses a term there, also searches its other statements,
    /// to find the first use.
    fn read(&self, by_actor: &mut StatementsByActor) {
        if self.search.is_empty() {
            return;
        }
        let read = |statements: &mut Vec<(ActorIx, &mut Statement)>| {
            let asked: Vec<(ActorIx, EventIx)> =
                statements.iter().map(|(actor, statement)| (*actor, statement.event)).collect();
            let found = parallel::map(&asked, MANY, |(actor, ix)| self.terms_of(*actor, *ix));
            for ((_, statement), (hits, translated)) in statements.iter_mut().zip(found) {
                (statement.hits, statement.translated) = (hits, translated);
            }
        };
        let mut shown: Vec<(ActorIx, &mut Statement)> = Vec::new();
        let mut others: Vec<(ActorIx, &mut Statement)> = Vec::new();
        for (actor, statements) in by_actor {
            for statement in statements {
                let list = if statement.shown { &mut shown } else { &mut others };
                list.push((*actor, statement));
            }
        }
        read(&mut shown);
        let using = shown.iter().filter(|(_, statement)| !statement.hits.is_empty());
        let using: HashSet<ActorIx> = using.map(|(actor, _)| *actor).collect();
        others.retain(|(actor, _)| using.contains(actor));
        read(&mut others);
    }

    /// Returns the terms in the words of `actor` that an event quotes.
    fn terms_of(&self, actor: ActorIx, ix: EventIx) -> (Vec<Hit>, Vec<usize>) {
        let event = self.scope.timeline.store().events.outline(ix);
        let quoted = self.quoted(&event).into_iter().find(|(quoted, _)| *quoted == actor);
        quoted.map(|(_, quotes)| self.hits(&quotes)).unwrap_or_default()
    }

    /// Returns whose words are quoted: the speaker of the quotation, else the speakers of the event.
    fn quoted<'e>(&self, event: &'e Event) -> Vec<(ActorIx, Vec<&'e Quote>)> {
        let registry = &self.scope.timeline.store().registry;
        let own = speakers(event);
        let mut all: Vec<(ActorIx, Vec<&Quote>)> = Vec::new();
        for quote in &event.quotes {
            let by = quote.speaker.map_or_else(|| own.clone(), |speaker| vec![speaker]);
            let mut actors: Vec<ActorIx> =
                by.into_iter().flat_map(|speaker| stands_for(registry, speaker, event, self.by)).collect();
            actors.sort_unstable();
            actors.dedup();
            for actor in actors {
                match all.iter_mut().find(|(known, _)| *known == actor) {
                    Some((_, quotes)) => quotes.push(quote),
                    None => all.push((actor, vec![quote])),
                }
            }
        }
        all
    }

    fn add(
        &self,
        actor: ActorIx,
        ix: EventIx,
        week: Option<IsoWeek>,
        by_actor: &mut StatementsByActor,
        places: &mut HashMap<(ActorIx, EventIx), usize>,
    ) {
        let original = self.copies.original(ix);
        let statements = by_actor.entry(actor).or_default();
        let place = *places.entry((actor, original)).or_insert(statements.len());
        let shown = self.scope.holds(ix);
        let Some(statement) = statements.get_mut(place) else {
            let (hits, translated) = Default::default();
            statements.push(Statement { event: ix, week, shown, hits, translated });
            return;
        };
        statement.shown |= shown;
        // The original may be dated after its copy.
        if ix == original {
            (statement.event, statement.week) = (ix, week);
        }
    }

    /// Returns the terms in quotations and in their originals, and the terms that only translations contain.
    fn hits(&self, quotes: &[&Quote]) -> (Vec<Hit>, Vec<usize>) {
        let (mut own, mut translated) = (Vec::new(), Vec::new());
        for quote in quotes {
            let (in_original, of_translator) = self.search.in_quote(quote);
            own.extend(in_original);
            translated.extend(of_translator);
        }
        let own = merged(own);
        let only: Vec<usize> = merged(translated.clone())
            .into_iter()
            .map(|hit| hit.term)
            .filter(|term| !own.iter().any(|hit| hit.term == *term))
            .collect();
        // The original words show better than their translation whether a term is negated.
        translated.retain(|hit| only.contains(&hit.term));
        let mut hits = own;
        hits.extend(translated);
        (merged(hits), only)
    }
}

/// Returns the first and last day of the quotations in view, or `None` if there are no quotations or an end is open.
fn window(scope: &Scope<'_>) -> Option<(Day, Day)> {
    let index = scope.timeline.index();
    let quoting = || {
        let past = scope.shown.iter().filter(|ix| !scope.is_to_come(**ix));
        past.filter(|ix| !scope.timeline.event(**ix).quotes.is_empty())
    };
    let days = || quoting().map(|ix| index.days(*ix));
    let (first, last) = (days().map(|d| d.0).min()?, days().map(|d| d.1).max()?);
    (first != Day::MIN && last != Day::MAX).then_some((first, last))
}

/// Returns the actors with a statement in view, with all their statements in the weeks of the window.
fn quoted(scope: &Scope<'_>, by_actor: &StatementsByActor, window: Option<(Day, Day)>) -> Vec<Quoted> {
    let weeks = window.map(|(from, to)| (IsoWeek::of(from), IsoWeek::of(to)));
    let inside = |statement: &Statement| match (statement.week, weeks) {
        (_, None) => true,
        (Some(week), Some((from, to))) => (from..=to).contains(&week) || statement.shown,
        (None, Some(_)) => {
            let (first, last) = scope.timeline.index().days(statement.event);
            statement.shown || window.is_some_and(|(from, to)| from <= first && last <= to)
        }
    };
    let mut all: Vec<Quoted> = Vec::new();
    for (actor, statements) in by_actor {
        let shown = statements.iter().filter(|statement| statement.shown).count();
        if shown == 0 {
            continue;
        }
        let mut weeks = BTreeMap::new();
        let counted = || statements.iter().filter(|statement| inside(statement));
        for week in counted().filter_map(|statement| statement.week) {
            *weeks.entry(week).or_default() += 1;
        }
        all.push(Quoted { actor: *actor, statements: counted().count(), shown, weeks });
    }
    let registry = &scope.timeline.store().registry;
    all.sort_by_key(|quoted| {
        (std::cmp::Reverse(quoted.shown), registry.actor(quoted.actor).name.as_str(), quoted.actor)
    });
    all
}

/// Adds the uses of every term by one actor.
fn use_of(actor: ActorIx, statements: &[Statement], terms: &mut [Term]) {
    let mut first: HashMap<usize, (Use, bool)> = HashMap::new();
    let mut uses: BTreeMap<usize, Vec<Use>> = BTreeMap::new();
    for statement in statements {
        for hit in &statement.hits {
            let used = Use {
                event: statement.event,
                week: statement.week,
                negation: hit.negation,
                translated: statement.translated.contains(&hit.term),
            };
            first.entry(hit.term).or_insert((used, !statement.shown));
            if statement.shown {
                uses.entry(hit.term).or_default().push(used);
            }
        }
    }
    for (term, uses) in uses {
        if let (Some((first, first_outside)), Some(term)) = (first.get(&term).copied(), terms.get_mut(term)) {
            term.actors.push(Usage { actor, uses, first, first_outside });
        }
    }
}

fn agendas(scope: &Scope<'_>, search: &Search, terms: &mut [Term]) {
    for ix in scope.shown {
        for hit in search.on_agenda(scope.timeline.event(*ix)) {
            terms[hit.term].agendas.push(*ix);
        }
    }
}

/// Counts, by language, the quotations in view that cannot be searched.
fn unread(scope: &Scope<'_>, search: &Search) -> BTreeMap<String, usize> {
    let mut unread = BTreeMap::new();
    let quotes = scope.shown.iter().flat_map(|ix| &scope.timeline.event(*ix).quotes);
    for lang in quotes.filter(|quote| quote.original.is_none()).filter_map(|quote| quote.lang.as_deref()) {
        if !search.knows(lang) {
            *unread.entry(primary(lang)).or_default() += 1;
        }
    }
    unread
}
