//! The report on language as text: a table of terms and actors, then each term with its weeks, first uses and
//! negations.

use super::{ActorIx, EventIx, Language, Negation, Quoted, Scope, Term, Usage, Use};
use crate::describe::quotes::language;
use crate::registry::Registry;
use crate::report::columns;
use crate::report::document::{Alignment, Block, Branch, Line, Page, Span, Table, counted, words};
use crate::report::week::IsoWeek;
use crate::text::agreeing;
use crate::text::signs::{drawn_owned, sign};

/// The usual width of the widest cell.
const CELL: usize = 5;
/// The number of weeks that are listed for an actor. The rest is counted.
const WEEKS: usize = 6;
/// The number of events that are listed after a word. The rest is counted.
const LISTED: usize = 6;
/// The longest row of signs, and the number of weeks from which on signs read better than numbers.
const LONGEST: i64 = 60;
const OFTEN: usize = 4;

const STROKE: &str = "3/7: 3 of 7 statements with a quotation use the term. Copies count once. Only quotations and \
                      agendas are searched, never titles.";
const RULE: &str = "Negated is decided by a rule of thumb: see demarche explain language. In translation: the word \
                    is the translator's choice.";

pub(super) fn page(language: &Language, scope: &Scope<'_>) -> Page {
    let mut page = Page::new(format!("Language by {}", language.by));
    let print = Print { language, registry: &scope.timeline.store().registry };
    if print.registry.terms.is_empty() {
        page.nothing("The store has no terms to look for.");
        return page;
    }
    page.text(print.summary());
    page.note(STROKE);
    if language.to_come > 0 {
        page.note(format!(
            "{} dated in the future, in no fraction and no first use.",
            counted(language.to_come, "quoted statement")
        ));
    }
    print.outside(&mut page);
    print.unread(&mut page);
    if language.actors.is_empty() && !language.terms.iter().any(Term::is_found) {
        return page;
    }
    print.matrix(&mut page);
    print.terms(&mut page);
    print.signs(&mut page);
    page
}

struct Print<'l> {
    language: &'l Language,
    registry: &'l Registry,
}

impl Print<'_> {
    fn summary(&self) -> String {
        let terms = counted(self.language.terms.len(), "term");
        let found = self.language.terms.iter().filter(|term| term.is_found()).count();
        let weeks = match self.language.weeks {
            Some((from, to)) if from == to => format!(", in week {from}"),
            Some((from, to)) => format!(", in the weeks {from} to {to}"),
            None => String::new(),
        };
        match self.language.actors.len() {
            0 => format!("{terms}, {found} found; no statement with a quotation is shown."),
            n => format!("{terms}, {found} found; {} quoted{weeks}.", counted(n, "actor")),
        }
    }

    /// Adds a note if the filter shows fewer statements than the fractions count.
    fn outside(&self, page: &mut Page) {
        let less = |quoted: &&Quoted| quoted.shown < quoted.statements;
        let names: Vec<String> = self
            .language
            .actors
            .iter()
            .filter(less)
            .map(|quoted| {
                let name = columns::head(self.registry, quoted.actor);
                format!("{name} {} of {}", quoted.statements - quoted.shown, quoted.statements)
            })
            .collect();
        if !names.is_empty() {
            page.note(format!(
                "The number after the slash counts every quoted statement of these weeks in the log. Outside the \
                 filter: {}.",
                names.join(", ")
            ));
        }
    }

    fn unread(&self, page: &mut Page) {
        let langs: Vec<String> = self
            .language
            .unread
            .iter()
            .map(|(lang, n)| format!("{} {}", language(lang), counted(*n, "quotation")))
            .collect();
        if !langs.is_empty() {
            page.note(format!(
                "Not searched, because no term has stems in the language: {}.",
                langs.join(", ")
            ));
        }
    }

    fn matrix(&self, page: &mut Page) {
        let actors = self.language.actors.iter().map(|quoted| quoted.actor);
        let named = columns::fitting(self.registry, actors, CELL);
        let mut heads = vec![("Term", Alignment::Wrap)];
        heads.extend(named.iter().map(|actor| (columns::head(self.registry, *actor), Alignment::Right)));
        let mut table = Table::new(&heads);
        for term in self.language.terms.iter().filter(|term| term.is_found()) {
            let mut line = vec![words(&self.registry.terms[term.number].name)];
            line.extend(named.iter().map(|actor| words(self.ratio(term, *actor))));
            table.row(line);
        }
        page.heading("Terms");
        if !table.rows.is_empty() {
            page.push(Block::Table(table));
        }
        let unused = self.language.terms.iter().filter(|term| !term.is_found());
        let unused: Vec<&str> = unused.map(|term| self.registry.terms[term.number].name.as_str()).collect();
        if !unused.is_empty() {
            // Names of terms may contain commas.
            page.nothing(format!("Used by nobody in view: {}.", unused.join("; ")));
        }
        let more = self.language.actors.len() - named.len();
        if more > 0 {
            let actors = counted(more, "more quoted actor");
            let (are, they_use) = agreeing(more, ("is", "it uses"), ("are", "they use"));
            page.note(format!("{actors} {are} listed below if {they_use} a term."));
        }
    }

    fn ratio(&self, term: &Term, actor: ActorIx) -> String {
        let uses = term.usage(actor).map_or(0, |usage| usage.uses.len());
        format!("{uses}/{}", self.below(actor))
    }

    fn below(&self, actor: ActorIx) -> usize {
        self.language.quoted(actor).map_or(0, |quoted| quoted.statements)
    }

    fn terms(&self, page: &mut Page) {
        let found = || self.language.terms.iter().filter(|term| term.is_found());
        if found().next().is_none() {
            return;
        }
        page.heading("Uses by term and actor");
        page.note(RULE);
        page.push(Block::Tree(found().map(|term| self.term(term)).collect()));
    }

    fn term(&self, term: &Term) -> Branch {
        let mut branches: Vec<Branch> = term.actors.iter().map(|usage| self.usage(usage)).collect();
        for (lead, events) in [("on the agenda: ", &term.agendas), ("only reported: ", &term.reported)] {
            if !events.is_empty() {
                branches.push(Branch { line: listed(lead, events), ..Branch::default() });
            }
        }
        let line = vec![Span::Strong(self.registry.terms[term.number].name.clone())];
        Branch { line, notes: Vec::new(), branches }
    }

    /// Returns the weeks of one actor, `Kremlin 1/24: 2026-W04 1/1`, and below them the first use and the negated
    /// uses.
    fn usage(&self, usage: &Usage) -> Branch {
        let name = &self.registry.actor(usage.actor).name;
        let head = format!("{name} {}/{}: {}", usage.uses.len(), self.below(usage.actor), self.weeks(usage));
        let mut first = vec![Span::Text("first use: ".to_owned()), Span::Event(usage.first.event)];
        if usage.first_outside {
            first.extend([Span::Text(", ".to_owned()), Span::Outside]);
        }
        first.extend(remarks(&usage.first).into_iter().map(|mark| Span::Text(format!(", {mark}"))));
        let mut notes = vec![first];
        let negated = usage
            .uses
            .iter()
            .filter(|used| used.negation == Negation::Negated && used.event != usage.first.event);
        let negated: Vec<EventIx> = negated.map(|used| used.event).collect();
        if !negated.is_empty() {
            notes.push(listed("negated: ", &negated));
        }
        Branch { line: words(head), notes, branches: Vec::new() }
    }

    /// Returns the latest weeks in which the term was used: `2025-W51 1/4, 2026-W04 1/1`.
    fn weeks(&self, usage: &Usage) -> String {
        let by_week = usage.by_week();
        let all = self.language.quoted(usage.actor).map(|quoted| &quoted.weeks);
        let count = |week: &IsoWeek| all.and_then(|weeks| weeks.get(week)).copied().unwrap_or(0);
        let earlier = by_week.len().saturating_sub(WEEKS);
        let mut parts: Vec<String> =
            by_week.iter().skip(earlier).map(|(week, n)| format!("{week} {n}/{}", count(week))).collect();
        if earlier > 0 {
            parts.insert(0, format!("{} before", counted(earlier, "week")));
        }
        let unplaced = usage.uses.iter().filter(|used| used.week.is_none()).count();
        if unplaced > 0 {
            parts.push(format!("{unplaced} whose week is not known"));
        }
        parts.join(", ")
    }

    /// Adds a row of signs, one for each week, for terms that somebody used in many weeks.
    fn signs(&self, page: &mut Page) {
        let Some((from, to)) = self.language.weeks else { return };
        let from = from.max(IsoWeek(to.0.saturating_sub(LONGEST - 1)));
        let often = |usage: &&Usage| usage.by_week().range(from..=to).count() >= OFTEN;
        let mut lines = Vec::new();
        for term in &self.language.terms {
            let usages: Vec<&Usage> = term.actors.iter().filter(often).collect();
            if usages.is_empty() {
                continue;
            }
            lines.push(self.registry.terms[term.number].name.clone());
            for usage in usages {
                let name = columns::head(self.registry, usage.actor);
                lines.push(format!(
                    "  {name:<width$} {}",
                    self.strip(usage, from, to),
                    width = columns::NAME + 1
                ));
            }
        }
        if lines.is_empty() {
            return;
        }
        page.heading("By week");
        page.note(drawn_owned(format!(
            "One sign per week from {from} to {to}: ▁ one statement with the term, █ eight or more, · quoted without \
             it, blank: no quotation logged."
        )));
        page.push(Block::Plot(lines));
    }

    fn strip(&self, usage: &Usage, from: IsoWeek, to: IsoWeek) -> String {
        const BARS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
        let uses = usage.by_week();
        let all = self.language.quoted(usage.actor).map(|quoted| &quoted.weeks);
        let sign_of = |week: IsoWeek| match uses.get(&week) {
            Some(n) => sign(BARS[(n - 1).min(BARS.len() - 1)]),
            None if all.is_some_and(|weeks| weeks.contains_key(&week)) => sign("·"),
            None => " ",
        };
        (from.0..=to.0).map(|week| sign_of(IsoWeek(week))).collect::<String>().trim_end().to_owned()
    }
}

/// Returns the remarks on one use.
fn remarks(used: &Use) -> Vec<&'static str> {
    let negation = match used.negation {
        Negation::None => None,
        Negation::Negated => Some("negated"),
        Negation::Unjudged => Some("negation not judged"),
    };
    negation.into_iter().chain(used.translated.then_some("in translation")).collect()
}

/// Lists events after a word, only the latest ones if there are many.
fn listed(lead: &str, events: &[EventIx]) -> Line {
    let mut line = vec![Span::Text(lead.to_owned())];
    let earlier = events.len().saturating_sub(LISTED);
    if earlier > 0 {
        line.push(Span::Text(format!("{earlier} earlier, ")));
    }
    for (nth, ix) in events.iter().skip(earlier).enumerate() {
        if nth > 0 {
            line.push(Span::Text(", ".to_owned()));
        }
        line.push(Span::Event(*ix));
    }
    line
}
