//! Resolves links between events after all events are known.

use super::draft::Pending;
use super::events::{ById, Draft};
use super::faults::{text, written};
use super::{Builder, cycle};
use crate::event::{EventIx, Link, LinkKind};
use crate::store::build::fault::{Fault, Path, steps};
use crate::store::schema::list::List;
use crate::store::schema::raw::{RawEvent, RawLink, TextOr};
use crate::store::schema::value;
use crate::store::schema::value::short;

impl Builder<'_> {
    /// Reads the links of an event without resolving their targets.
    pub(super) fn pending(&mut self, raw: &RawEvent) -> Vec<Pending> {
        let mut pending = Vec::new();
        for (word, many) in raw.links.iter().flat_map(|pairs| &pairs.0) {
            let kind = match value::word::<LinkKind>(word) {
                Ok(kind) => kind,
                Err(wrong) => {
                    self.faults.wrong(steps!["links", word], wrong);
                    continue;
                }
            };
            for (index, link) in many.0.iter().enumerate() {
                self.faults.enter_key("links", word, index);
                let short_form;
                let raw = match link {
                    TextOr::Record(record) => record,
                    TextOr::Text(to) => {
                        short_form = RawLink { to: Some(to.clone()), ..RawLink::default() };
                        &short_form
                    }
                };
                let basis = self.faults.read(raw.basis.as_ref(), "basis", value::word).unwrap_or_default();
                match written(raw.to.as_ref()) {
                    Some(to) => pending.push(Pending {
                        kind,
                        to: to.to_owned(),
                        basis,
                        note: text(raw.note.as_ref()),
                        at: steps!["links", word, index, "to"],
                    }),
                    None => self.faults.missing("to"),
                }
                self.faults.leave(3);
            }
        }
        pending
    }

    /// Resolves every link and drops those that have no target or close a circle.
    pub(super) fn links(
        &mut self,
        drafts: &mut [Draft],
        broken_events: Vec<(usize, Vec<Pending>)>,
        by_id: &ById,
    ) {
        for (item, links) in broken_events {
            for link in &links {
                if by_id.get(&link.to).is_none() {
                    self.dangling(item, link, by_id);
                }
            }
        }
        // The path of each resolved link, to report those that close a circle.
        let mut all_paths: Vec<Vec<Path>> = Vec::with_capacity(drafts.len());
        for at in 0..drafts.len() {
            let (item, links) = (drafts[at].item, drafts[at].take_pending());
            let mut paths = Vec::new();
            for link in links {
                match by_id.get(&link.to) {
                    None => self.dangling(item, &link, by_id),
                    Some(to) if to.index() == at => {
                        let message = format!("an event that {} itself", verb(link.kind));
                        self.faults.push_to(item, Fault::problem(link.at, "circle", message));
                    }
                    Some(to) => {
                        if let Some(target) = drafts.get(to.index()).filter(|d| d.derived) {
                            let at = self.where_is(target.item);
                            let hint = format!("add `id: {}` to the event at {at}", link.to);
                            let message = format!("`{}` is an id derived from date and title", link.to);
                            let fault = Fault::warning(link.at.clone(), "derived-id", message);
                            self.faults.push_to(item, fault.hint(hint));
                        }
                        let Pending { kind, basis, note, at: path, .. } = link;
                        drafts[at].links.push(Link { kind, to, basis, note });
                        paths.push(path);
                    }
                }
            }
            all_paths.push(paths);
        }
        for kind in [LinkKind::PartOf, LinkKind::Supersedes] {
            self.circles(drafts, &mut all_paths, kind);
        }
    }

    fn circles(&mut self, drafts: &mut [Draft], all_paths: &mut [Vec<Path>], kind: LinkKind) {
        if !drafts.iter().any(|draft| draft.links.iter().any(|link| link.kind == kind)) {
            return;
        }
        let of_kind = |n: usize| -> Vec<(usize, usize)> {
            let links = drafts[n].links.iter().enumerate();
            links.filter(|(_, link)| link.kind == kind).map(|(at, link)| (at, link.to.index())).collect()
        };
        let targets = |n: usize| of_kind(n).into_iter().map(|(_, to)| to).collect();
        let mut closing: Vec<(usize, usize)> = cycle::closing(drafts.len(), targets)
            .into_iter()
            .filter_map(|(n, edge)| Some((n, of_kind(n).get(edge)?.0)))
            .collect();
        closing.sort_by(|a, b| b.cmp(a));
        for (n, at) in closing {
            let link = drafts[n].links.remove(at);
            let path = all_paths[n].remove(at);
            let EventIx(to) = link.to;
            let (id, to) = (&drafts[n].id, &drafts[to as usize].id);
            let words = verb(kind);
            let message = format!("`{id}` {words} `{to}`, which in turn {words} `{id}`");
            let hint = "remove one of the two links: this one is left out".to_owned();
            self.faults.push_to(drafts[n].item, Fault::problem(path, "circle", message).hint(hint));
        }
    }

    fn dangling(&mut self, item: usize, link: &Pending, by_id: &ById) {
        let hint = match self.broken.get(&(List::Events, link.to.clone())) {
            Some(item) => Some(format!("it is at {}, but that record has a problem", self.where_is(*item))),
            None => self.faults.suggest_id(&link.to, by_id.ids()),
        };
        let message = format!("no event `{}`", short(&link.to));
        self.faults.push_to(item, Fault::problem(link.at.clone(), "dangling-link", message).hint(hint));
    }
}

/// Returns the verb for what an event with such a link does.
fn verb(kind: LinkKind) -> String {
    let words = kind.in_words();
    if matches!(kind, LinkKind::PartOf | LinkKind::OvertakenBy) {
        format!("is {words}")
    } else {
        words.to_owned()
    }
}
