//! Builds the figures, participants and sessions of an event.

use super::Builder;
use super::faults::{text, written};
use super::names::Mention;
use crate::event::date::Zone;
use crate::event::{Figure, Kind, Participant, Role, Session};
use crate::registry::{ActorIx, SourceIx};
use crate::store::build::fault::Step;
use crate::store::schema::raw::{Many, RawFigure, RawSession, Roles, Text};
use crate::store::schema::value;

impl Builder<'_> {
    /// Builds figures. The sources that they name are `own` or registered.
    pub(super) fn figures(
        &mut self,
        raws: Option<&Vec<RawFigure>>,
        item: usize,
        zone: Zone,
        own: &[SourceIx],
    ) -> Vec<Figure> {
        let mut figures = Vec::new();
        for (index, raw) in raws.into_iter().flatten().enumerate() {
            self.faults.enter("figures", index);
            if let Some(figure) = self.figure(raw, item, zone, own) {
                figures.push(figure);
            }
            self.faults.leave(2);
        }
        figures
    }

    fn figure(&mut self, raw: &RawFigure, item: usize, zone: Zone, own: &[SourceIx]) -> Option<Figure> {
        let metric = self.faults.required(raw.metric.as_ref(), "metric");
        if written(raw.count.as_ref()).is_none() {
            self.faults.missing("count");
        }
        let count = self.faults.read(raw.count.as_ref(), "count", value::count);
        let period = self.faults.read(raw.period.as_ref(), "period", |t| value::date(t, zone));
        let as_of = self.faults.read(raw.as_of.as_ref(), "as_of", |t| value::date(t, zone));
        let grade = self.faults.read(raw.grade.as_ref(), "grade", value::grade);
        let by = self.many_actors(raw.by.as_ref(), item, "by");
        let source = raw.source.as_ref().and_then(|source| self.cited(source, own, vec!["source".into()]));
        Some(Figure {
            weapon: text(raw.weapon.as_ref()),
            of: text(raw.of.as_ref()),
            metric: metric?,
            count: count?,
            by,
            period,
            as_of,
            grade,
            grade_note: text(raw.grade_note.as_ref()),
            source,
            note: text(raw.note.as_ref()),
        })
    }

    /// Resolves one or many actors.
    fn many_actors(&mut self, raw: Option<&Many<Text>>, item: usize, key: &'static str) -> Vec<ActorIx> {
        let mut actors = Vec::new();
        for (index, name) in raw.iter().flat_map(|many| &many.0).enumerate() {
            let steps = [Step::from(key), Step::from(index)];
            actors.extend(self.one_actor(name, item, &steps, key));
        }
        actors
    }

    fn one_actor(&mut self, name: &Text, item: usize, steps: &[Step], key: &str) -> Option<ActorIx> {
        let Some(name) = written(Some(name)) else {
            let at = self.faults.path_to(steps.iter().cloned());
            self.faults.empty(at, key);
            return None;
        };
        let mention = Mention { faults: &mut self.faults, item, at: steps };
        self.names.actor(&mut self.registry, name, mention)
    }

    /// Resolves actors with their roles. In a plain list all have the default role of `kind`.
    pub(super) fn participants(&mut self, raw: Option<&Roles>, item: usize, kind: Kind) -> Vec<Participant> {
        let mut all: Vec<Participant> = Vec::new();
        let mut add = |role, actor: Option<ActorIx>| {
            let participant = actor.map(|actor| Participant { role, actor });
            // An actor named twice in one role counts once.
            all.extend(participant.filter(|p| !all.contains(p)));
        };
        match raw {
            None => {}
            Some(Roles::Default(names)) => {
                for (index, name) in names.iter().enumerate() {
                    let steps = [Step::from("actors"), Step::from(index)];
                    add(kind.default_role(), self.one_actor(name, item, &steps, "actors"));
                }
            }
            Some(Roles::Named(roles)) => {
                for (word, names) in &roles.0 {
                    let role = value::word::<Role>(word);
                    for (index, name) in names.0.iter().enumerate() {
                        let steps = [Step::from("actors"), Step::from(word), Step::from(index)];
                        let actor = self.one_actor(name, item, &steps, word);
                        if let Ok(role) = role {
                            add(role, actor);
                        }
                    }
                    if let Err(wrong) = role {
                        let at = self.faults.path_to(["actors".into(), word.into()]);
                        self.faults.wrong(at, wrong);
                    }
                }
            }
        }
        all
    }

    /// Builds sessions in order. Dates of a session are read in the zone of its venue, otherwise in the event's.
    pub(super) fn sessions(
        &mut self,
        raws: Option<&Vec<RawSession>>,
        item: usize,
        kind: Kind,
        zone: Zone,
        own: &[SourceIx],
    ) -> Vec<Session> {
        let mut sessions = Vec::new();
        for (index, raw) in raws.into_iter().flatten().enumerate() {
            self.faults.enter("sessions", index);
            let mention = Mention { faults: &mut self.faults, item, at: &["venue".into()] };
            let venue = written(raw.venue.as_ref())
                .and_then(|name| self.names.venue(&mut self.registry, name, mention));
            let zone = venue.and_then(|venue| self.registry.zone_of(venue)).unwrap_or(zone);
            let session = Session {
                title: text(raw.title.as_ref()),
                venue,
                date: self.faults.read(raw.date.as_ref(), "date", |t| value::date(t, zone)),
                planned: self.faults.read(raw.planned.as_ref(), "planned", |t| value::date(t, zone)),
                status: self.faults.read(raw.status.as_ref(), "status", value::word),
                format: self.faults.read(raw.format.as_ref(), "format", value::word),
                actors: self.participants(raw.actors.as_ref(), item, kind),
                minutes: self.faults.read(raw.minutes.as_ref(), "minutes", value::count),
                figures: self.figures(raw.figures.as_ref(), item, zone, own),
                note: text(raw.note.as_ref()),
            };
            self.faults.leave(2);
            sessions.push(session);
        }
        sessions
    }
}
