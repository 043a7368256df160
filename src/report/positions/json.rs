//! The report on positions as JSON: every cell with all its utterances.

use serde_json::{Value, json};

use super::cell::{Cell, Utterance};
use super::{ClaimRow, Positions, Scope};
use crate::event::{EventIx, Role, Word};
use crate::registry::ActorIx;
use crate::report::voices::Record;

/// Returns the whole matrix and its flags.
pub(super) fn value(positions: &Positions, scope: &Scope<'_>) -> Value {
    let data = Data { scope };
    let window = positions.window.map(|(first, last)| json!({ "first": day(first), "last": day(last) }));
    json!({
        "by": positions.by.word(),
        "window": window,
        "actors": positions.actors.iter().map(|actor| json!({
            "actor": data.actor(*actor),
            "name": scope.timeline.store().registry.actor(*actor).name,
            "spoke_in_window": positions.spoke(*actor),
        })).collect::<Vec<_>>(),
        "claims": positions.claims.iter().map(|row| data.row(row)).collect::<Vec<_>>(),
        "dated_after_now": data.ids(&positions.to_come),
        "without_speaker": data.ids(&positions.unspoken),
    })
}

struct Data<'s> {
    scope: &'s Scope<'s>,
}

impl Data<'_> {
    fn row(&self, row: &ClaimRow) -> Value {
        let claim = self.scope.timeline.store().registry.claim(row.claim);
        let actors = |cells: &[&Cell]| cells.iter().map(|cell| self.actor(cell.actor)).collect::<Vec<_>>();
        let opposed = row.opposed().map(|(pro, con)| json!({ "for": actors(&pro), "against": actors(&con) }));
        json!({
            "claim": claim.id,
            "text": claim.text,
            "cells": row.cells.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>(),
            "opposed": opposed,
            "divided": actors(&row.divided().collect::<Vec<_>>()),
        })
    }

    fn cell(&self, cell: &Cell) -> Value {
        json!({
            "actor": self.actor(cell.actor),
            "position": cell.letter.word(),
            "letter": cell.letter.sign().to_string(),
            "hedged": cell.hedged,
            "utterances": cell.count,
            "latest": self.date(cell.latest),
            "latest_event": self.id(cell.latest),
            "outside_filter": cell.outside,
            "no_independent_source": cell.rootless,
            "other_side_outside_filter": cell.beside.iter().map(|utterance| self.utterance(utterance)).collect::<Vec<_>>(),
            "said": cell.utterances.iter().map(|utterance| self.utterance(utterance)).collect::<Vec<_>>(),
        })
    }

    fn utterance(&self, utterance: &Utterance) -> Value {
        let event = self.scope.timeline.event(utterance.event);
        let claimants: Vec<&str> = event.in_role(Role::Claimant).map(|actor| self.actor(actor)).collect();
        json!({
            "event": self.id(utterance.event),
            "date": self.date(utterance.event),
            "stance": utterance.stance.word(),
            "hedged": utterance.hedged,
            "speakers": utterance.named.iter().map(|actor| self.actor(*actor)).collect::<Vec<_>>(),
            "reported": utterance.record == Record::Reported,
            "claimants": claimants,
            "copies": self.ids(&utterance.copies),
            "repeats": utterance.repeats.map(|ix| self.id(ix)),
        })
    }

    fn actor(&self, ix: ActorIx) -> &str {
        &self.scope.timeline.store().registry.actor(ix).id
    }

    fn id(&self, ix: EventIx) -> &str {
        self.scope.timeline.event(ix).id.as_str()
    }

    fn date(&self, ix: EventIx) -> &str {
        self.scope.timeline.event(ix).date.text()
    }

    fn ids(&self, all: &[EventIx]) -> Vec<&str> {
        all.iter().map(|ix| self.id(*ix)).collect()
    }
}

fn day(day: super::Day) -> Option<String> {
    let open = day == super::Day::MIN || day == super::Day::MAX;
    (!open).then(|| day.iso())
}
