//! Which actors belong to which on a given date: person → office → state, bounded in time.

use super::{ActorIx, ActorKind, Membership, Registry};
use crate::event::date::EventDate;

impl Membership {
    /// Returns whether the membership may hold at `date`. `from` and `until` are both included, and an overlap is
    /// enough.
    #[must_use]
    pub(crate) fn holds_at(&self, date: &EventDate) -> bool {
        let has_started = self.from.as_ref().is_none_or(|from| from.first_day() <= date.last_day());
        let has_ended = self.until.as_ref().is_some_and(|until| until.last_day() < date.first_day());
        has_started && !has_ended
    }
}

impl Registry {
    /// Returns `actor` and everything that it belongs to at `date`, nearest first, once each.
    ///
    /// A state's membership of a bloc is not followed: `actor:eu` does not match everything that a member state says.
    #[must_use]
    pub(crate) fn belongs_to(&self, actor: ActorIx, date: &EventDate) -> Vec<ActorIx> {
        let mut all = vec![actor];
        let mut next = 0;
        while let Some(&member) = all.get(next) {
            next += 1;
            for membership in self.memberships(member, date) {
                if !all.contains(&membership.of) {
                    all.push(membership.of);
                }
            }
        }
        all
    }

    /// Returns the actors for whom an act of `actor` counts at `date`: the result of [`Registry::belongs_to`], but for
    /// an unnamed actor only the actor itself.
    #[must_use]
    pub(crate) fn counts_for(&self, actor: ActorIx, date: &EventDate) -> Vec<ActorIx> {
        if self.actor(actor).kind == Some(ActorKind::Unnamed) {
            return vec![actor];
        }
        self.belongs_to(actor, date)
    }

    /// Returns the memberships through which `actor` may act at `date`, in written order. A state's membership of a
    /// bloc only lists it and is left out.
    pub(crate) fn memberships<'r>(
        &'r self,
        actor: ActorIx,
        date: &'r EventDate,
    ) -> impl Iterator<Item = &'r Membership> + 'r {
        let actor = self.actor(actor);
        let lists_only = |m: &Membership| {
            actor.kind == Some(ActorKind::State) && self.actor(m.of).kind == Some(ActorKind::Bloc)
        };
        actor.part_of.iter().filter(move |m| !lists_only(m) && m.holds_at(date))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::date::Zone;
    use crate::registry::Actor;

    fn date(text: &str) -> EventDate {
        EventDate::parse(text, Zone::Offset(0)).expect(text)
    }

    fn actor(id: &str, kind: ActorKind, part_of: Vec<Membership>) -> Actor {
        Actor { kind: Some(kind), part_of, ..Actor::mentioned(id, id) }
    }

    fn member_of(ix: u32, from: Option<&str>, until: Option<&str>) -> Membership {
        Membership { of: ActorIx(ix), role: None, from: from.map(date), until: until.map(date) }
    }

    /// Returns a registry with these actors: 0 Ushakov, 1 the Kremlin, 2 Russia, 3 the embassy in Washington, 4 Macron,
    /// 5 France, 6 the EU, 7 its Commission.
    fn registry() -> Registry {
        let actors = vec![
            actor(
                "ushakov",
                ActorKind::Person,
                vec![member_of(3, Some("1998-12"), Some("2008-06")), member_of(1, Some("2012-05-21"), None)],
            ),
            actor("kremlin", ActorKind::Office, vec![member_of(2, None, None)]),
            actor("russia", ActorKind::State, vec![]),
            actor("embassy", ActorKind::Office, vec![member_of(2, None, None)]),
            actor("macron", ActorKind::Person, vec![member_of(5, None, None)]),
            actor("france", ActorKind::State, vec![member_of(6, None, None)]),
            actor("eu", ActorKind::Bloc, vec![member_of(6, None, None)]),
            actor("commission", ActorKind::Office, vec![member_of(6, None, None)]),
        ];
        Registry { actors, ..Registry::default() }
    }

    fn ancestors(ix: u32, at: &str) -> Vec<u32> {
        registry().belongs_to(ActorIx(ix), &date(at)).into_iter().map(|ix| ix.0).collect()
    }

    #[test]
    fn somebody_belongs_where_they_were_at_the_date() {
        assert_eq!(ancestors(0, "2025-12-21"), [0, 1, 2], "in the Kremlin in 2025");
        assert_eq!(ancestors(0, "2005"), [0, 3, 2], "in the embassy in 2005");
        assert_eq!(ancestors(0, "2010"), [0], "nowhere between");
    }

    #[test]
    fn both_ends_of_a_membership_are_included() {
        assert_eq!(ancestors(0, "2012-05-21"), [0, 1, 2], "on the first day");
        assert_eq!(ancestors(0, "2012-05-20"), [0], "not on the day before");
        assert_eq!(ancestors(0, "2008-06-30"), [0, 3, 2], "`until` a month is its last day");
        assert_eq!(ancestors(0, "2008-07-01"), [0], "not on the day after");
    }

    #[test]
    fn a_coarse_date_belongs_where_it_may() {
        assert_eq!(ancestors(0, "2012"), [0, 1, 2], "some of 2012 was in the Kremlin");
        assert_eq!(ancestors(0, "2008-01/2013-01"), [0, 3, 1, 2], "an interval may touch both");
        assert_eq!(ancestors(0, "../2012"), [0, 3, 1, 2], "an open start reaches back");
    }

    #[test]
    fn a_state_is_not_descended_from_its_bloc() {
        assert_eq!(ancestors(4, "2025"), [4, 5], "what Macron says is not what the EU says");
        assert_eq!(ancestors(7, "2025"), [7, 6], "the bloc's own offices descend");
    }

    #[test]
    fn a_membership_that_loops_ends() {
        assert_eq!(ancestors(6, "2025"), [6], "once each");
    }
}
