//! The title of a view, built from the names in its filter.

use super::Filter;
use super::field::Field;
use super::node::{Manner, Node, Term, Value};
use crate::event::EventDate;
use crate::event::date::Zone;
use crate::registry::{Lookup, Registry};
use crate::text::{capitalized, fold};

/// Length above which an actor's name is replaced by an alias.
const SHORT: usize = 24;

impl Filter {
    /// Returns the name of the view: `The Kremlin, December 2025`; `None` for everything.
    ///
    /// Actors, venues, kinds and dates are named; if the filter has any other condition, the title says
    /// *selected events*.
    #[must_use]
    pub fn title(&self, registry: &Registry) -> Option<String> {
        let (mut named, mut all) = (Vec::new(), true);
        for part in self.root.conjuncts() {
            match part_name(part, registry) {
                Some(name) => named.push(name),
                None => all = false,
            }
        }
        if !all {
            named.push("selected events".to_owned());
        }
        let title = named.join(", ");
        (!title.is_empty()).then(|| capitalized(&title))
    }
}

/// Returns the name of a term or of a group of alternatives.
fn part_name(part: &Node, registry: &Registry) -> Option<String> {
    if let Node::Or(parts) = part {
        let names: Option<Vec<String>> = parts.iter().map(|part| part_name(part, registry)).collect();
        return names.map(|names| names.join(" or "));
    }
    name(part.as_term()?, registry)
}

/// Returns the name of one term; `None` if it has no name of its own.
fn name(term: &Term, registry: &Registry) -> Option<String> {
    let each = |value: &Value| match term.field {
        _ if value.manner == Manner::Regex => None,
        Field::Actor => actor(&value.text, registry),
        Field::Venue => match registry.find_venue(&value.text) {
            Lookup::One(venue) => Some(registry.venue(venue).name.clone()),
            Lookup::Several(_) | Lookup::None => None,
        },
        Field::Kind => Some(format!("{}s", value.text)),
        Field::Date => dates(&value.text),
        Field::Since => Some(format!("since {}", date(&value.text)?)),
        Field::Until => Some(format!("until {}", date(&value.text)?)),
        _ => None,
    };
    let names: Option<Vec<String>> = term.values.iter().map(each).collect();
    names.map(|names| names.join(" or "))
}

/// Returns the shortest name in common use, with its article if the registry has one: `the Kremlin`.
fn actor(text: &str, registry: &Registry) -> Option<String> {
    let Lookup::One(found) = registry.find_actor(text) else { return None };
    let actor = registry.actor(found);
    let short = actor.fitting(SHORT);
    let with_article = format!("the {}", fold(short));
    let article = actor.aliases.iter().find(|alias| fold(alias) == with_article);
    Some(article.cloned().unwrap_or_else(|| short.to_owned()))
}

/// Returns `15–21 December 2025`, `since 2020`; `None` for dates that depend on today.
fn dates(text: &str) -> Option<String> {
    match text.split_once("..") {
        Some((from, "")) => Some(format!("since {}", date(from)?)),
        Some(("", until)) => Some(format!("until {}", date(until)?)),
        Some((from, until)) => date(&format!("{from}/{until}")),
        None => date(text),
    }
}

/// Returns `December 2025`; `None` for dates that depend on today.
fn date(text: &str) -> Option<String> {
    Some(EventDate::parse(text, Zone::Offset(0)).ok()?.in_words(None))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Store;

    fn title(filter: &str) -> Option<String> {
        let store = Store::builtin();
        Filter::parse(filter).expect("a filter").title(&store.registry)
    }

    #[test]
    fn a_view_is_called_by_what_it_asks_for() {
        let vectors = [
            ("", None),
            ("actor:kremlin date:2025-12", Some("The Kremlin, December 2025")),
            ("actor:zelenskyy", Some("Volodymyr Zelenskyy")),
            ("date:2025-12-15..2025-12-21", Some("15–21 December 2025")),
            ("actor:kremlin,trump kind:meeting", Some("The Kremlin or Donald Trump, meetings")),
            ("since:2025-12", Some("Since December 2025")),
            ("date:2020..", Some("Since 2020")),
            ("date:..2020 actor:peskov", Some("Until 2020, Dmitry Peskov")),
            ("date:today", Some("Selected events")),
            ("actor:kremlin -kind:strike", Some("The Kremlin, selected events")),
            ("drone", Some("Selected events")),
            ("actor:kremlin OR actor:trump", Some("The Kremlin or Donald Trump")),
        ];
        for (filter, want) in vectors {
            assert_eq!(title(filter).as_deref(), want, "{filter}");
        }
    }
}
