//! Who belongs to whom as of a date: person → office → state, bounded in time.

use super::{ActorIx, ActorKind, Membership, Registry};
use crate::event::date::EventDate;

impl Membership {
    /// Whether it may hold at `date`: `from` and `until` are both included, an overlap suffices.
    #[must_use]
    pub fn holds_at(&self, date: &EventDate) -> bool {
        let begun = self.from.as_ref().is_none_or(|from| from.first_day() <= date.last_day());
        let over = self.until.as_ref().is_some_and(|until| until.last_day() < date.first_day());
        begun && !over
    }
}

impl Registry {
    /// `actor` and everything it belongs to at `date`, nearest first, once each.
    ///
    /// A state's membership of a bloc is not followed: `actor:eu` is not everything a member state says.
    #[must_use]
    pub fn belongs_to(&self, actor: ActorIx, date: &EventDate) -> Vec<ActorIx> {
        let mut all = vec![actor];
        let mut next = 0;
        while let Some(&member) = all.get(next) {
            next += 1;
            let member = self.actor(member);
            for membership in &member.part_of {
                let lists_only = member.kind == Some(ActorKind::State)
                    && self.actor(membership.of).kind == Some(ActorKind::Bloc);
                if !lists_only && membership.holds_at(date) && !all.contains(&membership.of) {
                    all.push(membership.of);
                }
            }
        }
        all
    }

    /// The memberships of `actor` that may hold at `date`, in written order.
    pub fn memberships<'r>(
        &'r self,
        actor: ActorIx,
        date: &'r EventDate,
    ) -> impl Iterator<Item = &'r Membership> + 'r {
        self.actor(actor).part_of.iter().filter(move |m| m.holds_at(date))
    }
}
