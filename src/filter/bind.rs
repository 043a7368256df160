//! Binding of a filter to one timeline as a plan: names are resolved, dates read, values checked.

use std::collections::{HashMap, HashSet};
use std::ops::Range as Bytes;

mod names;

use names::Registered;

use super::Context;
use super::error::{Complaint, FilterError};
use super::field::{Field, Has, Is};
use super::lag::Lags;
use super::narrow;
use super::node::{self, FigureTerms, Manner, Node, Term, Value};
use super::plan::{Needle, Plan, Position, RowTest, Test};
use super::value::{self, Numbers, Pattern};
use super::words;
use crate::event::date::Range;
use crate::event::{EventId, EventIx, Word};
use crate::registry::{ActorIx, VenueIx};
use crate::text::fold;
use crate::text::suggest::nearest;
use crate::timeline::{Attendee, EventSet, IndexKey, Timeline};

/// A mistake with its span in the filter's text.
pub(super) struct Mistake {
    span: Bytes<usize>,
    complaint: Complaint,
}

impl Mistake {
    pub(super) fn into_error(self, text: &str) -> FilterError {
        self.complaint.into_error(text, self.span)
    }
}

/// The timeline and context that a filter is bound to.
pub(super) struct Binder<'t> {
    timeline: &'t Timeline,
    context: Context<'t>,
}

impl<'t> Binder<'t> {
    pub(super) fn new(timeline: &'t Timeline, context: Context<'t>) -> Self {
        Self { timeline, context }
    }

    pub(super) fn plan(&self, node: &Node) -> Result<Plan, Mistake> {
        let all = |parts: &[Node]| parts.iter().map(|p| self.plan(p)).collect::<Result<Vec<_>, _>>();
        Ok(match node {
            Node::And(parts) => {
                // All `met:` terms must match one room.
                let met = |part: &Node| matches!(part, Node::Term(term) if term.field == Field::Met);
                let (met, others): (Vec<&Node>, Vec<&Node>) = parts.iter().partition(|part| met(part));
                let mut plans = others.into_iter().map(|p| self.plan(p)).collect::<Result<Vec<_>, _>>()?;
                if !met.is_empty() {
                    plans.push(self.met(met.into_iter().filter_map(Node::as_term))?);
                }
                Plan::All(plans)
            }
            Node::Or(parts) => Plan::Any(all(parts)?),
            Node::Not(inner) => Plan::Not(Box::new(self.plan(inner)?)),
            Node::Term(term) => self.term(term)?,
            Node::FigureTerms(row) => self.row(row)?,
        })
    }

    fn term(&self, term: &Term) -> Result<Plan, Mistake> {
        let field = term.field;
        match field {
            Field::Actor | Field::As(_) => self.actors(term),
            Field::Met => self.met([term]),
            Field::Term => self.tracked(term),
            Field::Logged => Ok(Plan::Test(Test::Logged(each(term, |v| self.range(field, v))?))),
            Field::Published => Ok(Plan::Test(Test::Published(each(term, |v| self.range(field, v))?))),
            Field::Venue => self.venues(term),
            Field::Source => self.outlets(term),
            Field::During => Ok(Plan::Test(Test::Certain(each(term, |v| self.range(field, v))?))),
            field if field.takes_date() => {
                Ok(Plan::Test(Test::Possible(each(term, |v| self.range(field, v))?)))
            }
            Field::About => self.positions(term),
            Field::Rel => {
                let letters = each(term, |v| located(v, value::letters(&v.text)))?;
                Ok(Plan::Test(Test::Rel(letters.concat())))
            }
            Field::Cred => {
                let digits = each(term, |v| located(v, value::digits(&v.text)))?;
                Ok(Plan::Test(Test::Cred(digits.concat())))
            }
            Field::Sources => Ok(Plan::Test(Test::Sources(each(term, numbers)?))),
            Field::Roots => Ok(Plan::Test(Test::Roots(each(term, numbers)?))),
            Field::Lag => {
                let lags = each(term, |v| located(v, Lags::read(&v.text)))?;
                Ok(Plan::Test(Test::Lag(lags)))
            }
            Field::Thread | Field::Chain => self.tied(term),
            Field::Has => {
                let has = chosen::<Has>(term);
                Ok(Plan::Test(Test::Has(has)))
            }
            Field::Is => Ok(Plan::Listed(self.states(&chosen::<Is>(term)))),
            field if field.takes_text() => Ok(Plan::Test(Test::Text(field, each(term, needle)?))),
            // Figure terms are in rows; the tree has none as a plain term.
            _ => self.words(term),
        }
    }

    fn set(&self, lists: impl IntoIterator<Item = &'t [u32]>) -> EventSet {
        let mut set = EventSet::none(self.timeline.store().events.len());
        lists.into_iter().flatten().for_each(|ix| set.insert(EventIx(*ix)));
        set
    }

    fn where_(&self, holds: impl FnMut(EventIx) -> bool) -> EventSet {
        EventSet::where_(self.timeline.store().events.len(), holds)
    }

    fn actors(&self, term: &Term) -> Result<Plan, Mistake> {
        let role = match term.field {
            Field::As(role) => Some(role),
            _ => None,
        };
        let (exact, descending) = self.named(term, Registered::Actor)?;
        let index = self.timeline.index();
        let lists = descending.iter().map(|a| match role {
            Some(role) => index.role(role, ActorIx(*a)),
            None => index.actor(ActorIx(*a)),
        });
        let exactly = Test::Exactly(role, exact.iter().copied().map(ActorIx).collect());
        Ok(either(self.set(lists), (!exact.is_empty()).then_some(exactly)))
    }

    /// Plans the meetings where everyone named in `terms` sat in one room.
    fn met<'n>(&self, terms: impl IntoIterator<Item = &'n Term>) -> Result<Plan, Mistake> {
        let mut parties = Vec::new();
        for term in terms {
            let (exact, descending) = self.named(term, Registered::Actor)?;
            let guests =
                |all: Vec<u32>, exact| all.into_iter().map(move |ix| Attendee { actor: ActorIx(ix), exact });
            parties.push(guests(exact, true).chain(guests(descending, false)).collect::<Vec<Attendee>>());
        }
        let mut set = self.where_(|_| false);
        self.timeline.seats().together(&parties, &mut set);
        Ok(Plan::Listed(set))
    }

    /// Plans the events that use a tracked term.
    fn tracked(&self, term: &Term) -> Result<Plan, Mistake> {
        let terms = &self.timeline.store().registry.terms;
        let find = |value: &Value| {
            let found = terms.iter().position(|term| *term.id == *value.text);
            located(value, found.ok_or_else(|| self.no_term(&value.text)))
        };
        let found = each(term, find)?;
        let uses = self.timeline.term_uses();
        Ok(Plan::Listed(self.set(found.into_iter().map(|term| uses[term].as_slice()))))
    }

    fn venues(&self, term: &Term) -> Result<Plan, Mistake> {
        let (exact, descending) = self.named(term, Registered::Venue)?;
        let lists = descending.iter().map(|v| self.timeline.index().venue(VenueIx(*v)));
        let exactly = Test::ExactlyAt(exact.iter().copied().map(VenueIx).collect());
        Ok(either(self.set(lists), (!exact.is_empty()).then_some(exactly)))
    }

    fn outlets(&self, term: &Term) -> Result<Plan, Mistake> {
        let (_, outlets) = self.named(term, Registered::Outlet)?;
        let index = self.timeline.index();
        Ok(Plan::Listed(self.set(outlets.iter().map(|o| index.outlet(crate::registry::OutletIx(*o))))))
    }

    /// Plans positions on claims; only events about the claims are tested.
    fn positions(&self, term: &Term) -> Result<Plan, Mistake> {
        let positions = each(term, |v| self.position(v))?;
        let index = self.timeline.index();
        let speaking = self.set(positions.iter().map(|position| index.claim(position.claim)));
        Ok(Plan::All(vec![Plan::Listed(speaking), Plan::Test(Test::About(positions))]))
    }

    /// Plans the events named by id, and all that is connected to them.
    fn tied(&self, term: &Term) -> Result<Plan, Mistake> {
        let (store, threads) = (self.timeline.store(), self.timeline.threads());
        let mut set = self.where_(|_| false);
        let mut add = |ix| {
            // If one of them is in the set, all are.
            if !set.contains(ix) {
                let tied = if term.field == Field::Chain { threads.chain(ix) } else { threads.thread(ix) };
                for tied in tied {
                    set.insert(*tied);
                }
            }
        };
        for value in &term.values {
            let pattern = Pattern::new(&value.text);
            if pattern.is_wild() {
                let ids = (0..).map(EventIx).zip(store.events.ids());
                ids.filter(|(_, id)| pattern.matches(id)).for_each(|(ix, _)| add(ix));
            } else {
                add(located(value, self.event(&value.text))?);
            }
        }
        Ok(Plan::Listed(set))
    }

    fn range(&self, field: Field, value: &Value) -> Result<Range, Mistake> {
        let range = Range::parse(&value.text, self.context.now).map_err(|error| {
            let complaint = Complaint::new(&error.message);
            let complaint = match error.hint {
                // A text unlike any date may have been meant as a time before now.
                Some(hint) if error.message.ends_with("is not a date") => {
                    complaint.hint(format!("{hint}, or count back from today: 7d, 3w, 2m, 1y"))
                }
                Some(hint) => complaint.hint(hint),
                None => complaint,
            };
            Mistake { span: value.span.0.clone(), complaint }
        })?;
        Ok(match field {
            Field::Since => Range::since(&range),
            Field::Until => Range::until(&range),
            _ => range,
        })
    }

    fn position(&self, value: &Value) -> Result<Position, Mistake> {
        let (claim, stance, hedged) = node::position(&value.text);
        let registry = &self.timeline.store().registry;
        let found = registry.find_claim(claim).ok_or_else(|| {
            let mut near = nearest(claim, registry.claims.iter().map(|c| &*c.id));
            if near.is_empty() {
                let says = registry.claims.iter().filter(|c| fold(&c.text).contains(claim));
                near.extend(says.take(3).map(|c| &*c.id));
            }
            let complaint = Complaint::new(format!("no claim `{claim}`"));
            let complaint = if near.is_empty() {
                let ids: Vec<&str> = registry.claims.iter().take(8).map(|c| &*c.id).collect();
                complaint.hint(match ids.as_slice() {
                    [] => "the store has no registered claims".to_owned(),
                    ids => format!("registered claims: {}", ids.join(", ")),
                })
            } else {
                complaint.near(near)
            };
            Mistake { span: value.span.0.clone(), complaint }
        })?;
        Ok(Position { claim: found, stance: stance.map(Pattern::new), hedged })
    }

    /// Plans equality with words of the events.
    fn words(&self, term: &Term) -> Result<Plan, Mistake> {
        let patterns = self.patterns(term)?;
        Ok(Plan::Listed(words::matching(self.timeline, term.field, &patterns)))
    }

    /// Returns the values of `term` as patterns, each of which some event must match.
    fn patterns(&self, term: &Term) -> Result<Vec<Pattern>, Mistake> {
        let field = term.field;
        let patterns: Vec<Pattern> = term.values.iter().map(|v| Pattern::new(&v.text)).collect();
        let empty = self.timeline.store().events.is_empty();
        if empty || !words::must_be_used(field) || patterns.iter().all(Pattern::is_wild) {
            return Ok(patterns);
        }
        let used = words::in_use(self.timeline, field);
        for (value, pattern) in term.values.iter().zip(&patterns) {
            if pattern.is_wild() || used.keys().any(|word| pattern.matches(word)) {
                continue;
            }
            let near = nearest(&value.text, used.keys().copied());
            let complaint = Complaint::new(format!("no event has {field} `{}`", value.text));
            let complaint =
                if near.is_empty() { complaint.hint(most_used(&used, field)) } else { complaint.near(near) };
            return Err(Mistake { span: value.span.0.clone(), complaint });
        }
        Ok(patterns)
    }

    fn states(&self, states: &[Is]) -> EventSet {
        let mut set = self.where_(|_| false);
        for state in states {
            set.unite(&self.state(*state));
        }
        set
    }

    fn state(&self, state: Is) -> EventSet {
        let index = self.timeline.index();
        let with_property =
            |name: &'static str| narrow::worded(self.timeline, IndexKey::Property, |word| word == name);
        match state {
            Is::Unsourced => self.where_(|ix| index.source_counts()[ix.index()] == 0),
            Is::SingleSource => self.where_(|ix| index.root_counts()[ix.index()] == 1),
            Is::Conflicted => with_property("conflict"),
            Is::Hedged => with_property("hedged"),
            Is::Ranged => with_property("end"),
            Is::Uncertain => with_property("uncertain"),
            Is::Withdrawn => with_property("amended"),
            Is::Future => {
                // A day that has not begun anywhere is in the future everywhere; days near now are tested.
                let today = self.context.now.today;
                let (early, late) = (today.plus_days(-2), today.plus_days(2));
                self.where_(|ix| {
                    let (first, _) = index.days(ix);
                    first >= late || (first >= early && self.is(ix, state))
                })
            }
            Is::Bookmarked => self.listed(self.context.bookmarks),
            Is::New => self.listed(self.context.unseen),
            Is::Denied | Is::Confirmed | Is::Lapsed => self.where_(|ix| self.is(ix, state)),
        }
    }

    /// Returns those of `ids` that the store has.
    fn listed(&self, ids: &HashSet<EventId>) -> EventSet {
        let found = ids.iter().filter_map(|id| self.timeline.store().find(id.as_str()));
        self.timeline.index().set(&found.map(|ix| ix.0).collect::<Vec<_>>())
    }

    /// Returns whether an event has a state that depends on the event itself, its links or the time of day.
    fn is(&self, ix: EventIx, state: Is) -> bool {
        let (threads, now) = (|| self.timeline.threads(), self.context.now.instant);
        match state {
            Is::Denied => threads().reactions(ix).denied(),
            Is::Confirmed => threads().reactions(ix).confirmed(),
            Is::Lapsed => self.timeline.lapsed(ix, now),
            Is::Future => self.timeline.event(ix).is_to_come(now),
            _ => false,
        }
    }

    fn row(&self, row: &FigureTerms) -> Result<Plan, Mistake> {
        let test = |term: &Term| match term.field {
            Field::Weapon => self.patterns(term).map(RowTest::Weapon),
            Field::Metric => self.patterns(term).map(RowTest::Metric),
            Field::By => self.named(term, Registered::Actor).map(|(exact, descending)| {
                let exact = exact.into_iter().map(|ix| (ActorIx(ix), true));
                RowTest::By(exact.chain(descending.into_iter().map(|ix| (ActorIx(ix), false))).collect())
            }),
            Field::Figure(metric) => each(term, numbers).map(|n| RowTest::Count(Some(metric.word()), n)),
            _ => each(term, numbers).map(|n| RowTest::Count(None, n)),
        };
        let tests: Result<Vec<RowTest>, Mistake> = row.terms.iter().map(test).collect();
        Ok(Plan::Test(Test::FigureTerms(tests?)))
    }
}

fn either(set: EventSet, test: Option<Test>) -> Plan {
    match test {
        None => Plan::Listed(set),
        Some(test) => Plan::Any(vec![Plan::Listed(set), Plan::Test(test)]),
    }
}

fn each<T>(term: &Term, read: impl Fn(&Value) -> Result<T, Mistake>) -> Result<Vec<T>, Mistake> {
    term.values.iter().map(read).collect()
}

fn located<T>(value: &Value, read: Result<T, Complaint>) -> Result<T, Mistake> {
    read.map_err(|complaint| Mistake { span: value.span.0.clone(), complaint })
}

fn numbers(value: &Value) -> Result<Numbers, Mistake> {
    located(value, Numbers::read(&value.text))
}

fn needle(value: &Value) -> Result<Needle, Mistake> {
    if value.manner == Manner::Regex {
        located(value, value::regex(&value.text)).map(Needle::Regex)
    } else {
        Ok(Needle::Folded(fold(&value.text)))
    }
}

/// Returns the words of a closed list that the values of `term` mean.
fn chosen<W: Word>(term: &Term) -> Vec<W> {
    let patterns: Vec<Pattern> = term.values.iter().map(|v| Pattern::new(&v.text)).collect();
    W::ALL.iter().copied().filter(|w| patterns.iter().any(|p| p.matches(w.word()))).collect()
}

/// Returns a hint that names the words in use, the most frequent first.
fn most_used(used: &HashMap<&str, u32>, field: Field) -> String {
    let mut words: Vec<(&str, u32)> = used.iter().map(|(word, count)| (*word, *count)).collect();
    words.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    let shown: Vec<&str> = words.iter().take(8).map(|(word, _)| *word).collect();
    match (shown.is_empty(), words.len() > shown.len()) {
        (true, _) => format!("no event has any {field}"),
        (false, true) => format!("most used: {}", shown.join(", ")),
        (false, false) => format!("in use: {}", shown.join(", ")),
    }
}
