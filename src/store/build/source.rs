//! Builds sources: registered ones and those written inside an event.

use std::collections::HashMap;

use super::Builder;
use super::faults::{text, written};
use super::names::Mention;
use crate::event::date::Zone;
use crate::registry::{Origin, Source, SourceIx};
use crate::store::build::fault::{Fault, Step, steps};
use crate::store::schema::list::List;
use crate::store::schema::raw::{Raw, RawSource, Text};
use crate::store::schema::value;
use crate::store::schema::value::short;

/// Whether a text is an address rather than an id.
pub(super) fn is_url(text: &str) -> bool {
    text.contains("://")
}

impl Builder<'_> {
    /// Registers the sources of the store's own list. All ids come first, since sources may be derived from each
    /// other.
    pub(super) fn sources(&mut self) {
        let mut valid: Vec<(String, usize, &RawSource)> = Vec::new();
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (item, raw) in self.raws(|raw| if let Raw::Source(source) = raw { Some(&**source) } else { None })
        {
            self.begin(item);
            let Some(id) = written(raw.id.as_ref()) else {
                if !self.items[item].broken {
                    let hint = "add an `id`, or move the source into the event that cites it".to_owned();
                    self.faults
                        .push(Fault::problem(Vec::new(), "missing-key", "no `id` in a source").hint(hint));
                }
                continue;
            };
            if self.items[item].broken {
                self.broken.insert((List::Sources, id.to_owned()), item);
            } else if let Err(wrong) = value::id(id) {
                self.faults.wrong(steps!["id"], wrong);
            } else if let Some(first) = seen.get(id) {
                let fault = self.duplicate(List::Sources, id, *first);
                self.faults.push(fault);
            } else if self.check_source(raw) {
                seen.insert(id, item);
                valid.push((id.to_owned(), item, raw));
            } else {
                self.broken.insert((List::Sources, id.to_owned()), item);
            }
        }
        valid.sort_by(|a, b| a.0.cmp(&b.0));
        for (ix, (id, ..)) in valid.iter().enumerate() {
            self.registry_mut().source_ids.insert(id.as_str().into(), SourceIx(ix as u32));
        }
        let zone = super::store_zone(&self.meta);
        for (id, item, raw) in valid {
            self.begin(item);
            let source = Source { place: Some(self.place_of(item)), ..self.source(raw, item, zone) };
            if written(raw.disputes.as_ref()).is_some() {
                let message =
                    "`disputes` does not belong in a registered source: a source is cited against an event"
                        .to_owned();
                let hint = format!("write `{{id: {id}, disputes: true}}` in the `sources` of that event");
                self.faults.push(Fault::problem(steps!["disputes"], "misplaced-key", message).hint(hint));
            }
            self.registry_mut().sources.push(&source);
        }
    }

    /// Whether all values of a source that do not refer to other records can be read.
    fn check_source(&mut self, raw: &RawSource) -> bool {
        let zone = super::store_zone(&self.meta);
        self.source_values(raw, zone);
        !self.faults.is_bad()
    }

    /// Warns of a correction or a withdrawal without a note.
    fn warn_of_missing_note(&mut self, raw: &RawSource) {
        for (key, what, date) in
            [("corrected", "a correction", &raw.corrected), ("withdrawn", "a withdrawal", &raw.withdrawn)]
        {
            if written(date.as_ref()).is_some() && written(raw.note.as_ref()).is_none() {
                let at = self.faults.path_to([key.into()]);
                let hint = "say what was wrong in the source's `note`".to_owned();
                self.faults
                    .push(Fault::warning(at, "no-note", format!("{what} without a `note`")).hint(hint));
            }
        }
    }

    /// Reads the values of a source that do not refer to other records.
    fn source_values(&mut self, raw: &RawSource, zone: Zone) -> Source {
        let faults = &mut self.faults;
        let archive = raw.archive.as_ref().map(|many| &many.0);
        let derived_from = raw.derived_from.as_ref().map(|many| &many.0);
        faults.texts(derived_from, "derived_from");
        Source {
            id: faults.read(raw.id.as_ref(), "id", |t| value::id(t).map(Into::into)),
            outlet: None,
            title: text(raw.title.as_ref()),
            url: text(raw.url.as_ref()),
            cite: text(raw.cite.as_ref()),
            archive: faults.texts(archive, "archive"),
            sha256: faults.read(raw.sha256.as_ref(), "sha256", |t| value::sha256(t).map(str::to_owned)),
            published: faults.read(raw.published.as_ref(), "published", |t| value::date(t, zone)),
            published_basis: text(raw.published_basis.as_ref()),
            accessed: faults.read(raw.accessed.as_ref(), "accessed", |t| value::date(t, zone)),
            lang: text(raw.lang.as_ref()),
            kind: faults.read(raw.kind.as_ref(), "kind", value::word),
            reliability: faults.read(raw.reliability.as_ref(), "reliability", value::word),
            derived_from: Vec::new(),
            corrected: faults.read(raw.corrected.as_ref(), "corrected", |t| value::date(t, zone)),
            withdrawn: faults.read(raw.withdrawn.as_ref(), "withdrawn", |t| value::date(t, zone)),
            note: text(raw.note.as_ref()),
            place: None,
        }
    }

    /// Builds a source with its references. Its dates are read in `zone`.
    pub(super) fn source(&mut self, raw: &RawSource, item: usize, zone: Zone) -> Source {
        let mut source = self.source_values(raw, zone);
        self.warn_of_missing_note(raw);
        if let Some(outlet) = written(raw.outlet.as_ref()) {
            let mention = Mention { faults: &mut self.faults, item, at: &["outlet".into()] };
            source.outlet = self.names.outlet(&mut self.registry, outlet, mention);
        }
        for (index, from) in raw.derived_from.iter().flat_map(|many| &many.0).enumerate() {
            let Some(from) = written(Some(from)) else { continue };
            if let Some(ix) = self.registry.source_ids.get(from) {
                source.derived_from.push(Origin::Source(*ix));
                continue;
            }
            let steps = [Step::from("derived_from"), Step::from(index)];
            let mention = Mention { faults: &mut self.faults, item, at: &steps };
            if let Some(outlet) = self.names.outlet(&mut self.registry, from, mention) {
                source.derived_from.push(Origin::Outlet(outlet));
            }
        }
        source
    }

    /// Returns a source of the event that is being built, or a registered one.
    pub(super) fn source_at(&self, ix: SourceIx) -> &Source {
        let own = ix.index().checked_sub(self.registry.sources.len()).and_then(|at| self.own.get(at));
        own.unwrap_or_else(|| self.registry.source(ix))
    }

    /// Resolves a cited text to one of `own` by id or address, or to a registered source. Reports a problem if there
    /// is none.
    pub(super) fn cited(&mut self, cited: &Text, own: &[SourceIx], at: Vec<Step>) -> Option<SourceIx> {
        let text = written(Some(cited))?;
        let own_source = own.iter().copied().find(|ix| {
            let source = self.source_at(*ix);
            source.id.as_deref() == Some(text) || source.url.as_deref() == Some(text)
        });
        if let Some(found) = own_source.or_else(|| self.registry.find_source(text)) {
            return Some(found);
        }
        let hint = match self.broken.get(&(List::Sources, text.to_owned())) {
            Some(item) => Some(format!("it is at {}, but that record has a problem", self.where_is(*item))),
            None => self.faults.suggest_id(text, self.registry.source_ids.keys()).or_else(|| {
                Some("write the id of a registered source, or an address with `https://`".to_owned())
            }),
        };
        let at = self.faults.path_to(at);
        self.faults
            .push(Fault::problem(at, "dangling-source", format!("no source `{}`", short(text))).hint(hint));
        None
    }
}
