//! The report on language as JSON: every use, and the number of statements that it is compared with.

use serde_json::{Value, json};

use super::{ActorIx, EventIx, Language, Negation, Quoted, Scope, Term, Usage, Use};
use crate::event::Word;

/// Returns all terms, whether they were found or not.
pub(super) fn value(language: &Language, scope: &Scope<'_>) -> Value {
    let data = Data { language, scope };
    let weeks = language.weeks.map(|(from, to)| json!({ "first": from.to_string(), "last": to.to_string() }));
    json!({
        "by": language.by.word(),
        "weeks": weeks,
        "actors": language.actors.iter().map(|quoted| data.quoted(quoted)).collect::<Vec<_>>(),
        "terms": language.terms.iter().map(|term| data.term(term)).collect::<Vec<_>>(),
        "dated_in_the_future": language.to_come,
        "languages_without_stems": language.unread,
    })
}

struct Data<'l> {
    language: &'l Language,
    scope: &'l Scope<'l>,
}

impl Data<'_> {
    fn quoted(&self, quoted: &Quoted) -> Value {
        let weeks = quoted.weeks.iter();
        json!({
            "actor": self.actor(quoted.actor),
            "name": self.scope.timeline.store().registry.actor(quoted.actor).name,
            "statements_with_quotation": quoted.statements,
            "of_these_shown": quoted.shown,
            "weeks": weeks
                .map(|(week, n)| json!({ "week": week.to_string(), "statements_with_quotation": n }))
                .collect::<Vec<_>>(),
        })
    }

    fn term(&self, term: &Term) -> Value {
        let entry = &self.scope.timeline.store().registry.terms[term.number];
        let stems: serde_json::Map<String, Value> =
            entry.stems.iter().map(|(lang, stems)| (lang.clone(), json!(stems))).collect();
        json!({
            "term": entry.id,
            "name": entry.name,
            "stems": stems,
            "actors": term.actors.iter().map(|usage| self.usage(usage)).collect::<Vec<_>>(),
            "agendas": self.ids(&term.agendas),
            "only_reported": self.ids(&term.reported),
        })
    }

    fn usage(&self, usage: &Usage) -> Value {
        let quoted = self.language.quoted(usage.actor);
        let below = |week| quoted.and_then(|quoted| quoted.weeks.get(&week)).copied().unwrap_or(0);
        let weeks = usage.by_week();
        json!({
            "actor": self.actor(usage.actor),
            "statements_with_term": usage.uses.len(),
            "statements_with_quotation": quoted.map_or(0, |quoted| quoted.statements),
            "negated": usage.negated(),
            "in_translation": usage.uses.iter().filter(|used| used.translated).count(),
            "first": self.used(&usage.first),
            "first_outside_filter": usage.first_outside,
            "weeks": weeks
                .iter()
                .map(|(week, n)| json!({
                    "week": week.to_string(),
                    "statements_with_term": n,
                    "statements_with_quotation": below(*week),
                }))
                .collect::<Vec<_>>(),
            "uses": usage.uses.iter().map(|used| self.used(used)).collect::<Vec<_>>(),
        })
    }

    fn used(&self, used: &Use) -> Value {
        let negated = match used.negation {
            Negation::None => json!(false),
            Negation::Negated => json!(true),
            Negation::Unjudged => Value::Null,
        };
        json!({
            "event": self.scope.timeline.event(used.event).id.as_str(),
            "date": self.scope.timeline.event(used.event).date.text(),
            "week": used.week.map(|week| week.to_string()),
            "negated": negated,
            "in_translation": used.translated,
        })
    }

    fn actor(&self, ix: ActorIx) -> &str {
        &self.scope.timeline.store().registry.actor(ix).id
    }

    fn ids(&self, all: &[EventIx]) -> Vec<&str> {
        all.iter().map(|ix| self.scope.timeline.event(*ix).id.as_str()).collect()
    }
}
