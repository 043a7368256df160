//! Who reports the event: grade, numbered sources, their archive state and how many are independent.

use super::page::Page;
use super::whole::Subject;
use crate::event::{EventIx, Word};
use crate::registry::{Origin, Source, SourceIx};
use crate::timeline::{roots, standing};

pub(super) fn write(page: &mut Page, subject: Subject<'_>, ix: EventIx) {
    let event = subject.event;
    page.field("grade", &format!("{}: {}", event.grade, event.grade.in_words()));
    let why = event.grade_note.as_deref().map(|n| format!("{n} (the analyst's own)"));
    page.maybe("", why.as_deref());
    if event.sources.is_empty() {
        page.field("sources", "none: unsourced");
    }
    let numbered = (1..).zip(event.cited()).map(|(n, (ix, against))| (numbered(subject, n, ix), against));
    let (against, reporting): (Vec<_>, Vec<_>) = numbered.partition(|(_, against)| *against);
    page.fields("sources", reporting.into_iter().map(|(text, _)| text));
    page.fields(standing::AGAINST, against.into_iter().map(|(text, _)| text));
    if event.sources.is_empty() {
        return;
    }
    let roots = roots::of(subject.timeline.store(), event);
    let names: Vec<&str> = roots.iter().map(|root| root.name(subject.registry)).collect();
    let names = if names.is_empty() { String::new() } else { format!(": {}", names.join(", ")) };
    let count = subject.timeline.roots(ix);
    page.field("independent", &format!("{count} of {}{names}", event.sources.len()));
    for caution in standing::cautions(subject.timeline.store(), event, subject.timeline.zone()) {
        page.field("", &caution);
    }
}

fn numbered(subject: Subject<'_>, number: usize, ix: SourceIx) -> String {
    let source = subject.registry.source(ix);
    let mut lines = vec![format!("[{number}] {}", credits(subject, source).join(", "))];
    lines.extend(source.url.as_ref().map(|url| format!("    {url}")));
    lines.extend(source.cite.as_ref().map(|cite| format!("    {cite}")));
    match source.archive.as_slice() {
        [] => lines.push("    not archived".to_owned()),
        copies => lines.extend(copies.iter().map(|copy| format!("    archived: {copy}"))),
    }
    lines.extend(source.sha256.as_ref().map(|sum| format!("    sha256 {sum}")));
    let copied: Vec<String> = source.derived_from.iter().map(|o| origin(subject, *o)).collect();
    if !copied.is_empty() {
        lines.push(format!("    copies {}", copied.join(", ")));
    }
    lines.extend(
        standing::amended(source, subject.timeline.zone()).into_iter().map(|what| format!("    {what}")),
    );
    lines.extend(source.note.as_ref().map(|note| format!("    {note}")));
    lines.join("\n")
}

fn credits(subject: Subject<'_>, source: &Source) -> Vec<String> {
    let (registry, zone) = (subject.registry, subject.timeline.zone());
    let mut credits = Vec::new();
    credits.extend(source.outlet.map(|o| registry.outlet(o).name.clone()));
    credits.extend(source.title.as_ref().map(|t| format!("“{t}”")));
    credits.extend(source.id.as_ref().map(|id| format!("({id})")));
    if let Some(published) = &source.published {
        let basis = source.published_basis.as_deref().map(|b| format!(" ({b})")).unwrap_or_default();
        credits.push(format!("published {}{basis}", published.short(zone)));
    }
    credits.extend(source.accessed.as_ref().map(|d| format!("accessed {}", d.short(zone))));
    credits.extend(source.lang.clone());
    credits.extend(registry.kind_of(source).map(|k| k.word().to_owned()));
    credits.extend(registry.reliability_of(source).map(|r| format!("{r}, {}", r.in_words())));
    if credits.is_empty() {
        credits.push("publisher not known".to_owned());
    }
    credits
}

fn origin(subject: Subject<'_>, origin: Origin) -> String {
    match origin {
        Origin::Outlet(ix) => subject.registry.outlet(ix).name.clone(),
        Origin::Source(ix) => brief(subject, ix),
    }
}

/// `[2]` where the event lists the source, else what it is called.
pub(super) fn reference(subject: Subject<'_>, ix: SourceIx) -> String {
    match subject.event.cited().position(|(s, _)| s == ix) {
        Some(at) => format!("[{}]", at + 1),
        None => format!("[{}]", brief(subject, ix)),
    }
}

/// The number of the event's source that `text` names by id, URL or outlet, else `text` itself.
pub(super) fn cited(subject: Subject<'_>, text: &str) -> String {
    let is = |ix: &SourceIx| {
        let source = subject.registry.source(*ix);
        let outlet = source.outlet.map(|o| subject.registry.outlet(o));
        source.id.as_deref() == Some(text)
            || source.url.as_deref() == Some(text)
            || outlet.is_some_and(|o| &*o.id == text || o.name == text)
    };
    match (1..).zip(subject.event.cited()).find(|(_, (ix, _))| is(ix)) {
        Some((number, (ix, _))) => format!("{} [{number}]", brief(subject, ix)),
        None => text.to_owned(),
    }
}

fn brief(subject: Subject<'_>, ix: SourceIx) -> String {
    let source = subject.registry.source(ix);
    let outlet = source.outlet.map(|o| subject.registry.outlet(o).name.as_str());
    let names = [outlet, source.id.as_deref(), source.url.as_deref(), source.cite.as_deref()];
    names.into_iter().flatten().next().unwrap_or("a source without a name").to_owned()
}
