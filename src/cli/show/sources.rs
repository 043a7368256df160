//! Who reports the event: grade, numbered sources, their archive state and how many are independent.

use super::page::Page;
use super::subject::Subject;
use crate::describe::{self, nature, sources};
use crate::event::{EventIx, Word};
use crate::registry::SourceIx;
use crate::timeline::{roots, standing};

pub(super) fn write(page: &mut Page, subject: Subject<'_>, ix: EventIx) {
    let event = subject.event;
    page.field("grade", &nature::grade(event.grade));
    let why = event.grade_note.as_deref().map(|n| format!("{n} (the analyst's own)"));
    page.maybe("", why.as_deref());
    if event.sources.is_empty() {
        page.field("sources", sources::NO_SOURCE);
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
    page.field("independent", &format!("{count} of {}{names}", describe::roots::cited(subject.timeline, ix)));
    for caution in standing::cautions(subject.timeline.store(), event, subject.timeline.zone()) {
        page.field("", &caution);
    }
}

fn numbered(subject: Subject<'_>, number: usize, ix: SourceIx) -> String {
    let registry = subject.registry;
    let source = registry.source(ix);
    let mut lines = vec![format!("[{number}] {}", sources::parts(registry, source).join(", "))];
    lines.extend(source.url.as_ref().map(|url| format!("    {url}")));
    lines.extend(source.archive.iter().map(|copy| format!("    archived at {copy}")));
    lines.extend(source.sha256.as_ref().map(|sum| format!("    sha256 {sum}")));
    let mut more: Vec<String> = Vec::new();
    more.extend(source.id.as_ref().map(|id| format!("id {id}")));
    more.extend(registry.kind_of(source).map(|k| k.word().to_owned()));
    more.extend(registry.reliability_of(source).map(|r| format!("{r}, {}", r.in_words())));
    if !more.is_empty() {
        lines.push(format!("    {}", more.join("; ")));
    }
    lines.extend(source.note.as_ref().map(|note| format!("    {note} (the analyst's own)")));
    lines.join("\n")
}
