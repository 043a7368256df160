//! The strips: one for each term and actor that uses it.

use std::collections::BTreeMap;

use super::{IsoWeek, Narrowed, Part, Report, Scene, counted, week_in_words};
use crate::event::EventIx;
use crate::report::language::{Negation, Use};
use crate::timeline::EventSet;

/// The greatest width of a name before its short form replaces it.
const NAME: usize = 23;

/// Several strips of one term or one actor.
#[derive(Debug)]
pub(crate) struct Group {
    pub(crate) name: String,
    /// What is in no strip: `2 on agendas, 1 only reported`.
    pub(crate) beside: String,
    /// The line of its heading.
    pub(crate) y: usize,
}

/// One term in the words of one actor.
#[derive(Debug)]
pub(crate) struct Strip {
    /// The actor, or the term where actors make the groups.
    pub(crate) name: String,
    pub(crate) term: String,
    pub(crate) actor: String,
    pub(super) term_id: String,
    pub(super) actor_id: String,
    /// The uses in view, in timeline order.
    pub(crate) uses: Vec<Use>,
    /// The uses in view by week: positions in `uses`.
    pub(crate) weeks: BTreeMap<IsoWeek, Vec<usize>>,
    /// The statements of the actor with a quotation, by week.
    pub(crate) quoted: BTreeMap<IsoWeek, usize>,
    /// The number below the line of the fraction.
    pub(crate) statements: usize,
    /// The first use in the whole store.
    pub(crate) first: Use,
    /// Whether that is outside the filter.
    pub(crate) first_outside: bool,
    /// Its first line.
    pub(crate) y: usize,
    /// Whether the heading of its group is above it.
    pub(crate) is_first: bool,
    shown: EventSet,
    narrowed: Narrowed,
}

impl Strip {
    /// The lines of a strip: the bars, and the marks below them.
    pub(crate) const LINES: usize = 2;

    /// Returns the fraction: statements with the term, of statements with a quotation.
    pub(crate) fn fraction(&self) -> String {
        format!("{}/{}", self.uses.len(), self.statements)
    }

    /// Returns the fraction of a part.
    pub(crate) fn fraction_of(&self, part: Part) -> String {
        match part {
            Part::Whole => self.fraction(),
            Part::Week(week) => {
                let quoted = self.quoted.get(&week).copied().unwrap_or(0);
                format!("{}/{quoted}", self.weeks.get(&week).map_or(0, Vec::len))
            }
        }
    }

    /// Returns the uses in a part.
    pub(crate) fn uses_in(&self, part: Part) -> Vec<&Use> {
        match part {
            Part::Whole => self.uses.iter().collect(),
            Part::Week(week) => {
                self.weeks.get(&week).into_iter().flatten().filter_map(|at| self.uses.get(*at)).collect()
            }
        }
    }

    /// Returns whether the filter shows an event.
    pub(super) fn is_shown(&self, event: EventIx) -> bool {
        self.shown.contains(event)
    }

    /// Returns the events shown that use the term in a part.
    pub(super) fn events(&self, part: Part) -> Vec<EventIx> {
        self.uses_in(part).into_iter().map(|used| used.event).filter(|ix| self.is_shown(*ix)).collect()
    }

    /// Returns whether a week has a negated use.
    pub(crate) fn is_negated(&self, week: IsoWeek) -> bool {
        self.uses_in(Part::Week(week)).iter().any(|used| used.negation == Negation::Negated)
    }

    /// Returns whether the first use in the whole store is in a week.
    pub(crate) fn is_first_in(&self, week: IsoWeek) -> bool {
        self.first.week == Some(week)
    }

    /// Returns the number of negated uses.
    pub(crate) fn negated(&self) -> usize {
        self.uses.iter().filter(|used| used.negation == Negation::Negated).count()
    }

    /// Returns what a part says, for the last line of the view.
    pub(super) fn in_words(&self, part: Part) -> String {
        let (term, actor) = (&self.term, &self.actor);
        match part {
            Part::Whole => format!("{term}, {actor}: {} quoted statements use it", self.spaced(part)),
            Part::Week(week) if self.weeks.contains_key(&week) => {
                let hidden = self.uses_in(part).len() - self.events(part).len();
                let copies = if hidden > 0 { "; shown only as a copy" } else { "" };
                format!("{term}, {actor}, {}: {}{copies}", week_in_words(week), self.spaced(part))
            }
            Part::Week(week) => match self.quoted.get(&week) {
                Some(n) => {
                    let statements = counted(*n, "quoted statement");
                    format!("{actor}, {}: {statements}, none in view with {term}", week_in_words(week))
                }
                None => {
                    format!("{actor}, {}: no quotation logged, which is not silence", week_in_words(week))
                }
            },
        }
    }

    fn spaced(&self, part: Part) -> String {
        self.fraction_of(part).replace('/', " of ")
    }

    /// Returns the filter terms that lead to a part, found once.
    pub(super) fn narrowed(&self, part: Part, find: impl FnOnce() -> String) -> String {
        let key = match part {
            Part::Whole => None,
            Part::Week(week) => Some(week),
        };
        let mut known = self.narrowed.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        known.entry(key).or_insert_with(find).clone()
    }
}

/// Returns the groups and the strips: terms in the order of the store with the actors that use each, or actors with
/// the terms that each uses.
pub(super) fn rows(scene: &Scene, report: &Report) -> (Vec<Group>, Vec<Strip>) {
    let registry = &scene.timeline.store().registry;
    let shown = scene.inside();
    let by_term = scene.variant == 0;
    let strip = |term: usize, usage: &crate::report::language::Usage| {
        let (of, actor) = (&registry.terms[term], registry.actor(usage.actor));
        let quoted = report.quoted(usage.actor);
        let mut weeks: BTreeMap<IsoWeek, Vec<usize>> = BTreeMap::new();
        for (at, used) in usage.uses.iter().enumerate() {
            if let Some(week) = used.week {
                weeks.entry(week).or_default().push(at);
            }
        }
        Strip {
            name: if by_term { actor.fitting(NAME).to_owned() } else { of.name.clone() },
            term: of.name.clone(),
            actor: actor.fitting(NAME).to_owned(),
            term_id: of.id.to_string(),
            actor_id: actor.id.to_string(),
            uses: usage.uses.clone(),
            weeks,
            quoted: quoted.map(|quoted| quoted.weeks.clone()).unwrap_or_default(),
            statements: quoted.map_or(0, |quoted| quoted.statements),
            first: usage.first,
            first_outside: usage.first_outside,
            y: 0,
            is_first: false,
            shown: shown.clone(),
            narrowed: Narrowed::default(),
        }
    };
    let mut grouped: Vec<(String, String, Vec<Strip>)> = Vec::new();
    if by_term {
        for term in &report.terms {
            let strips = term.actors.iter().map(|usage| strip(term.number, usage)).collect();
            let beside = [(term.agendas.len(), "on agendas"), (term.reported.len(), "only reported")];
            let beside = beside.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("+{n} {what}"));
            let beside = beside.collect::<Vec<_>>().join(", ");
            grouped.push((registry.terms[term.number].name.clone(), beside, strips));
        }
    } else {
        for quoted in &report.actors {
            let of = report.terms.iter().filter_map(|term| Some((term.number, term.usage(quoted.actor)?)));
            let strips = of.map(|(term, usage)| strip(term, usage)).collect();
            let beside = counted(quoted.statements, "quoted statement");
            grouped.push((registry.actor(quoted.actor).name.clone(), beside, strips));
        }
    }
    let (mut groups, mut all, mut y) = (Vec::new(), Vec::new(), 0);
    for (name, beside, strips) in grouped.into_iter().filter(|(.., strips)| !strips.is_empty()) {
        groups.push(Group { name, beside, y });
        y += 1;
        for (nth, strip) in strips.into_iter().enumerate() {
            all.push(Strip { y, is_first: nth == 0, ..strip });
            y += Strip::LINES;
        }
    }
    (groups, all)
}
