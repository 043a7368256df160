//! Names of sources, what is known of each, and which source an account cites.

use super::{dates, listed};
use crate::event::Event;
use crate::registry::{Credit, Origin, Registry, Source, SourceIx};
use crate::text::fold;
use crate::text::signs::sign;
use crate::timeline::standing;

/// The words for an unknown outlet.
pub(crate) const NO_OUTLET: &str = "outlet not named";
/// The words for an unknown date of publication.
pub(crate) const NO_DATE: &str = "date of publication not known";
/// The words for a page without an archived copy.
pub(crate) const NOT_ARCHIVED: &str = "not archived";
/// The words for an event without a source.
pub(crate) const NO_SOURCE: &str = "no source";

/// Returns the name of a source: its outlet, else its title, citation, id or address.
pub(crate) fn name<'r>(registry: &'r Registry, source: &Credit<'r>) -> &'r str {
    let outlet = source.outlet.or_else(|| registry.outlet_credited(source));
    let outlet = outlet.map(|o| registry.outlet(o).name.as_str());
    let names = [outlet, source.title, source.cite, source.id, source.url];
    let named = names.into_iter().flatten().find(|name| !name.trim().is_empty());
    named.unwrap_or("a source without a name")
}

/// Returns the name of what a source copies.
pub(crate) fn origin(registry: &Registry, origin: Origin) -> &str {
    match origin {
        Origin::Outlet(ix) => &registry.outlet(ix).name,
        Origin::Source(ix) => name(registry, &registry.credit(ix)),
    }
}

/// Returns the source that an account of an event names. In order of precedence: one of the event's own by its id or
/// address, a registered one by its id, one of the event's own by its outlet's id, name or alias.
pub(crate) fn cited(registry: &Registry, event: &Event, text: &str) -> Option<SourceIx> {
    let own = || event.cited().map(|(ix, _)| ix);
    let credit = |ix: &SourceIx| registry.credit(*ix);
    let is_it = |ix: &SourceIx| {
        let credit = credit(ix);
        credit.id == Some(text) || credit.url == Some(text)
    };
    let by_outlet = |ix: &SourceIx| {
        let outlet = credit(ix).outlet.map(|o| registry.outlet(o));
        outlet.is_some_and(|outlet| {
            let folded = fold(text);
            *outlet.id == *text
                || fold(&outlet.name) == folded
                || outlet.aliases.iter().any(|alias| fold(alias) == folded)
        })
    };
    own().find(is_it).or_else(|| registry.find_source(text)).or_else(|| own().find(by_outlet))
}

/// Returns the number of a source among those of its event, from 1.
pub(crate) fn number(event: &Event, ix: SourceIx) -> Option<usize> {
    event.cited().position(|(own, _)| own == ix).map(|at| at + 1)
}

/// Returns a reference to a source: `Reuters [2]`, or the name alone if the event does not list it.
pub(crate) fn reference(registry: &Registry, event: &Event, ix: SourceIx) -> String {
    let credit = registry.credit(ix);
    let name = name(registry, &credit);
    match number(event, ix) {
        Some(number) => format!("{name} [{number}]"),
        None => name.to_owned(),
    }
}

/// Returns what is known of a source in separate parts, in the order of a footnote: outlet, title, citation, date of
/// publication, when it was read, language, what it is derived from, whether it was corrected or withdrawn. Addresses
/// and remarks are not included.
pub(crate) fn parts(registry: &Registry, source: &Source) -> Vec<String> {
    let mut parts = Vec::new();
    let outlet = source.outlet.or_else(|| registry.outlet_of(source));
    parts.push(outlet.map_or(NO_OUTLET, |o| registry.outlet(o).name.as_str()).to_owned());
    parts.extend(source.title.as_ref().map(|title| format!("{}{title}{}", sign("“"), sign("”"))));
    parts.extend(source.cite.clone());
    parts.push(match &source.published {
        Some(date) => format!("published {}", dates::published(date, source.published_basis.as_deref())),
        None => NO_DATE.to_owned(),
    });
    parts.extend(source.accessed.as_ref().map(|date| format!("accessed {}", date.short(None))));
    parts.extend(source.lang.as_deref().map(|lang| format!("in {}", super::quotes::language(lang))));
    if !source.is_archived() {
        parts.push(NOT_ARCHIVED.to_owned());
    }
    let mut origins: Vec<&str> = Vec::new();
    for name in source.derived_from.iter().map(|o| origin(registry, *o)) {
        if !origins.contains(&name) {
            origins.push(name);
        }
    }
    if !origins.is_empty() {
        parts.push(format!("derived from {}", listed(&origins)));
    }
    parts.extend(standing::amended(source, None));
    parts.retain(|part| !part.trim().is_empty());
    parts
}
