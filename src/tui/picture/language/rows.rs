//! The strips: one for each term and actor that uses it.

use std::collections::BTreeMap;

use super::{IsoWeek, Narrowed, Part, Report, Scene, Span, counted};
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
    /// Its first strip; as many headings as groups before it are above its own.
    pub(crate) first: usize,
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
    /// How many of these the filter shows.
    pub(crate) shown_statements: usize,
    /// The first use in the whole store.
    pub(crate) first: Use,
    /// Whether that is outside the filter.
    pub(crate) first_outside: bool,
    /// The headings above it.
    pub(crate) heads: usize,
    /// Whether the heading of its group is above it.
    pub(crate) is_first: bool,
    shown: EventSet,
    narrowed: Narrowed,
}

impl Strip {
    /// Returns the fraction: statements with the term, of statements with a quotation.
    pub(crate) fn fraction(&self) -> String {
        format!("{}/{}", self.uses.len(), self.statements)
    }

    /// Returns what stands behind the bars: the fraction, and how many of the uses are negated.
    pub(crate) fn behind(&self) -> String {
        match self.negated() {
            0 => self.fraction(),
            negated => format!("{} {negated}n", self.fraction()),
        }
    }

    /// Returns the number of uses in some weeks.
    pub(crate) fn count_in(&self, span: Span) -> usize {
        self.weeks.range(span.first..=span.last).map(|(_, uses)| uses.len()).sum()
    }

    /// Returns whether the actor is quoted in some weeks, with the term or without it.
    pub(crate) fn is_quoted_in(&self, span: Span) -> bool {
        self.quoted.range(span.first..=span.last).next().is_some()
    }

    /// Returns whether a use is before or after some weeks.
    pub(crate) fn beyond(&self, first: IsoWeek, last: IsoWeek) -> (bool, bool) {
        let ends = (self.weeks.first_key_value(), self.weeks.last_key_value());
        (ends.0.is_some_and(|(week, _)| *week < first), ends.1.is_some_and(|(week, _)| *week > last))
    }

    /// Returns the fraction of a part.
    pub(crate) fn fraction_of(&self, part: Part) -> String {
        match part {
            Part::Whole => self.fraction(),
            Part::Weeks(span) => {
                let quoted: usize = self.quoted.range(span.first..=span.last).map(|(_, count)| *count).sum();
                format!("{}/{quoted}", self.count_in(span))
            }
        }
    }

    /// Returns the uses in a part.
    pub(crate) fn uses_in(&self, part: Part) -> Vec<&Use> {
        match part {
            Part::Whole => self.uses.iter().collect(),
            Part::Weeks(span) => {
                let weeks = self.weeks.range(span.first..=span.last);
                weeks.flat_map(|(_, uses)| uses).filter_map(|at| self.uses.get(*at)).collect()
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

    /// Returns the mark of some weeks: `f` for the first use in the whole store, `n` for a negated one, `F` for both.
    pub(crate) fn mark(&self, span: Span) -> &'static str {
        let first = self.first.week.is_some_and(|week| span.holds(week));
        let is_negated = |used: &&Use| used.negation == Negation::Negated;
        match (first, self.uses_in(Part::Weeks(span)).iter().any(is_negated)) {
            (true, true) => "F",
            (true, false) => "f",
            (false, true) => "n",
            (false, false) => "",
        }
    }

    /// Returns the number of negated uses.
    pub(crate) fn negated(&self) -> usize {
        self.uses.iter().filter(|used| used.negation == Negation::Negated).count()
    }

    /// Returns what a part says, for the last line of the view.
    pub(super) fn in_words(&self, part: Part) -> String {
        let (term, actor) = (&self.term, &self.actor);
        match part {
            Part::Whole => {
                let weekless = self.uses.iter().filter(|used| used.week.is_none()).count();
                let beside = if weekless > 0 {
                    format!("; the week of {weekless} is not known")
                } else {
                    String::new()
                };
                if self.shown_statements < self.statements {
                    let uses = counted(self.uses.len(), "use");
                    let (all, shown) = (counted(self.statements, "quoted statement"), self.shown_statements);
                    return format!(
                        "{term}, {actor}: {uses} in view, of {all} logged, {shown} of them in view{beside}"
                    );
                }
                format!("{term}, {actor}: {} quoted statements use it{beside}", self.spaced(part))
            }
            Part::Weeks(span) if self.count_in(span) > 0 => {
                let hidden = self.uses_in(part).len() - self.events(part).len();
                let copies = if hidden > 0 { "; shown only as a copy" } else { "" };
                format!(
                    "{term}, {actor}, {}: {} quoted statements logged{copies}",
                    span.in_words(),
                    self.spaced(part)
                )
            }
            Part::Weeks(span) => match self.quoted.range(span.first..=span.last).map(|(_, n)| *n).sum() {
                0 => format!("{actor}, {}: no quotation logged, which is not silence", span.in_words()),
                n => {
                    let statements = counted(n, "quoted statement");
                    format!("{actor}, {}: {statements}, none in view with {term}", span.in_words())
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
            Part::Weeks(span) => Some(span),
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
            shown_statements: quoted.map_or(0, |quoted| quoted.shown),
            first: usage.first,
            first_outside: usage.first_outside,
            heads: 0,
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
    let (mut groups, mut all) = (Vec::new(), Vec::new());
    for (name, beside, strips) in grouped.into_iter().filter(|(.., strips)| !strips.is_empty()) {
        groups.push(Group { name, beside, first: all.len() });
        let strips = strips.into_iter().enumerate();
        all.extend(strips.map(|(nth, strip)| Strip { heads: groups.len(), is_first: nth == 0, ..strip }));
    }
    (groups, all)
}
