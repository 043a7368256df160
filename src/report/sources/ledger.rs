//! One pass over the events: what each publisher reported, on which pages, and from whom.

use std::collections::{HashMap, HashSet};

use super::answers::{Answers, answers};
use super::{Lag, Outcomes, Publisher, Record};
use crate::event::{EventDate, EventIx};
use crate::registry::{Registry, Source, SourceIx};
use crate::report::Scope;
use crate::report::statistics::median;
use crate::store::Store;
use crate::timeline::clock::{Response, reporting};
use crate::timeline::roots;

/// What all publishers reported.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    accounts: Vec<Account>,
    by_publisher: HashMap<Publisher, usize>,
    pages: HashMap<String, CitedPage>,
    /// The number of confirming and contradicting events outside the filter.
    pub(super) outside: usize,
    /// The number of events that would confirm or contradict if they had occurred.
    pub(super) beside: usize,
}

/// What one publisher reported.
#[derive(Debug)]
struct Account {
    who: Publisher,
    events: u64,
    cited_by: Vec<EventIx>,
    alone: u64,
    roots: roots::Roots,
    outcomes: Outcomes,
    lags: Vec<(i64, i64)>,
    before: u64,
    disputed: u64,
}

/// A cited page. Events cite the same page independently.
#[derive(Debug)]
struct CitedPage {
    account: usize,
    derived: bool,
    archived: bool,
}

impl Ledger {
    pub(super) fn read(scope: &Scope<'_>) -> Self {
        let mut ledger = Self::default();
        let (mut outside, mut beside) = (HashSet::new(), HashSet::new());
        for ix in scope.shown {
            let answers = answers(scope.timeline, *ix);
            let counted = answers.confirming.iter().chain(&answers.contradicting);
            outside.extend(counted.copied().filter(|other| !scope.holds(*other)));
            beside.extend(answers.beside.iter().copied());
            ledger.event(scope, *ix, &answers);
        }
        (ledger.outside, ledger.beside) = (outside.len(), beside.len());
        ledger
    }

    fn event(&mut self, scope: &Scope<'_>, ix: EventIx, answers: &Answers) {
        let store = scope.timeline.store();
        let event = store.event(ix);
        let mut first_pages: HashMap<usize, Option<&EventDate>> = HashMap::new();
        // If there is only one root, every source that copies nothing is that root.
        let mut own_accounts: HashSet<usize> = HashSet::new();
        for source in &event.sources {
            let Some(account) = self.source(store, *source) else { continue };
            if roots::is_root(&store.registry, store.registry.source(*source)) {
                own_accounts.insert(account);
            }
            let first = first_pages.entry(account).or_default();
            let published = store.registry.source(*source).published.as_ref();
            *first =
                first.iter().copied().chain(published).min_by_key(|date| (date.latest(), date.earliest()));
        }
        let disputing = event.disputed_by.iter().filter_map(|ix| {
            let registry = &store.registry;
            self.account(registry, registry.source(*ix))
        });
        for at in disputing.collect::<HashSet<_>>() {
            self.accounts[at].disputed += 1;
        }
        let only_root = if scope.timeline.roots(ix) == 1 { roots::of(store, event).pop() } else { None };
        let only_root = only_root.map(Publisher::from);
        let only_publisher = first_pages.len() == 1;
        let reported = reporting(store, event);
        for (at, first) in first_pages {
            let account = &mut self.accounts[at];
            account.events += 1;
            account.cited_by.push(ix);
            let is_root =
                only_root.as_ref().is_some_and(|root| *root == account.who || own_accounts.contains(&at));
            account.alone += u64::from(only_publisher || is_root);
            account.outcomes.add(answers);
            match first.map(&reported) {
                Some(Response::After { min, max: Some(max), .. }) => account.lags.push((min, max)),
                Some(Response::Preemptive) => account.before += 1,
                _ => {}
            }
        }
    }

    /// Enters a source under its publisher and returns the index of the account. Returns `None` if the source names
    /// no publisher.
    fn source(&mut self, store: &Store, ix: SourceIx) -> Option<usize> {
        let source = store.registry.source(ix);
        let at = self.account(&store.registry, source)?;
        self.accounts[at].roots.add(&store.registry, ix, source);
        let page = roots::page(&store.registry, ix);
        let cited =
            self.pages.entry(page).or_insert(CitedPage { account: at, derived: false, archived: false });
        cited.derived |= !source.derived_from.is_empty();
        cited.archived |= source.is_archived();
        Some(at)
    }

    /// Returns the index of the account to which a source belongs, or `None` if the source names no publisher.
    fn account(&mut self, registry: &Registry, source: &Source) -> Option<usize> {
        let who = Publisher::from(roots::publisher(registry, source)?);
        let next = self.accounts.len();
        let at = *self.by_publisher.entry(who.clone()).or_insert(next);
        if at == next {
            self.accounts.push(Account::new(who));
        }
        Some(at)
    }

    /// Returns the number of pages without an archived copy, and of all pages.
    pub(super) fn pages(&self) -> (u64, u64) {
        let unarchived = self.pages.values().filter(|cited| !cited.archived).count();
        (unarchived as u64, self.pages.len() as u64)
    }

    /// Returns the accounts as records, most events first, then by name.
    pub(super) fn records(self, store: &Store) -> Vec<Record> {
        let mut pages = vec![(0, 0, 0); self.accounts.len()];
        for cited in self.pages.values() {
            let (all, derived, archived) = &mut pages[cited.account];
            *all += 1;
            *derived += u64::from(cited.derived);
            *archived += u64::from(cited.archived);
        }
        let records =
            self.accounts.into_iter().zip(pages).map(|(account, (pages, derived, archived))| Record {
                events: account.events,
                cited_by: account.cited_by,
                alone: account.alone,
                pages,
                derived,
                archived,
                roots: account.roots.len(),
                outcomes: account.outcomes,
                lag: lag(&account.lags, account.before),
                disputed: account.disputed,
                publisher: account.who,
            });
        let mut records: Vec<Record> = records.collect();
        let name = |record: &Record| crate::text::fold(record.publisher.name(&store.registry));
        records.sort_by_cached_key(|record| (std::cmp::Reverse(record.events), name(record)));
        records
    }
}

impl Account {
    fn new(who: Publisher) -> Self {
        Self {
            who,
            events: 0,
            cited_by: Vec::new(),
            alone: 0,
            roots: roots::Roots::default(),
            outcomes: Outcomes::default(),
            lags: Vec::new(),
            before: 0,
            disputed: 0,
        }
    }
}

impl Outcomes {
    fn add(&mut self, answers: &Answers) {
        let count = match (answers.confirming.is_empty(), answers.contradicting.is_empty()) {
            (false, true) => &mut self.confirmed,
            (true, false) => &mut self.contradicted,
            (false, false) => &mut self.both,
            (true, true) => &mut self.open,
        };
        *count += 1;
    }
}

fn lag(lags: &[(i64, i64)], before: u64) -> Lag {
    let (mut min, mut max): (Vec<i64>, Vec<i64>) = lags.iter().copied().unzip();
    Lag { events: lags.len() as u64, before, min: median(&mut min), max: median(&mut max) }
}
