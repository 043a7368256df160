//! What of an event goes on one line of a terminal: the title first, then as many of the actors as fit, then the venue.

use crate::text::signs::{cut_sign, drawn};
use crate::text::{columns, cut};

/// Between two parts of a line.
const BETWEEN: &str = " · ";

/// The parts of the line of an event, each in one line of visible text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Parts {
    /// The title, after its status.
    pub(super) title: String,
    /// What the heading does not say of the date, which follows the title in brackets.
    pub(super) aside: Option<String>,
    /// The actors in written order, without repetitions.
    pub(super) actors: Vec<String>,
    pub(super) venue: Option<String>,
    /// The grade, then `unsourced` if nothing is cited.
    pub(super) end: Vec<&'static str>,
    pub(super) grade: String,
}

impl Parts {
    /// Returns the line, however long.
    pub(super) fn whole(&self) -> String {
        self.line(&self.title, (!self.actors.is_empty()).then(|| self.actors.join(", ")), self.venue.clone())
    }

    /// Returns the line in at most `room` columns. The grade always stays; what is left out is marked with `…`, actors
    /// with their number.
    pub(super) fn within(&self, room: usize) -> String {
        let whole = self.whole();
        if columns(&whole) <= room {
            return whole;
        }
        let venues = [self.venue.clone(), self.venue.as_ref().map(|_| cut_sign().to_owned())];
        let shorter = venues.into_iter().flat_map(|venue| {
            (1..=self.actors.len())
                .rev()
                .map(move |shown| self.line(&self.title, self.first(shown), venue.clone()))
        });
        let none = std::iter::once_with(|| self.line(&self.title, None, Some(cut_sign().to_owned())));
        let fits = shorter.chain(none).find(|line| columns(line) <= room);
        fits.unwrap_or_else(|| {
            let rest = columns(&self.line("", None, None));
            cut(&self.line(&cut(&self.title, room.saturating_sub(rest)), None, None), room)
        })
    }

    /// Returns the first `shown` actors and the number of the others: `Yury Ushakov, Kirill Dmitriev +2`.
    fn first(&self, shown: usize) -> Option<String> {
        let names = self.actors.get(..shown)?.join(", ");
        let others = self.actors.len() - shown;
        Some(if others == 0 { names } else { format!("{names} +{others}") })
    }

    fn line(&self, title: &str, actors: Option<String>, venue: Option<String>) -> String {
        let aside = self.aside.as_ref().map(|aside| format!(" ({aside})")).unwrap_or_default();
        let mut parts = vec![format!("{title}{aside}")];
        parts.extend(actors);
        parts.extend(venue);
        parts.push(self.grade.clone());
        parts.extend(self.end.iter().map(|&word| word.to_owned()));
        parts.join(&drawn(BETWEEN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ushakov() -> Parts {
        Parts {
            title: "Ushakov: no one has discussed it".to_owned(),
            aside: None,
            actors: ["Yury Ushakov", "Zelensky", "Russia"].map(str::to_owned).to_vec(),
            venue: Some("Moscow".to_owned()),
            grade: "B1".to_owned(),
            end: Vec::new(),
        }
    }

    #[test]
    fn the_title_gets_the_room_and_what_is_left_out_leaves_a_sign() {
        for (room, expected) in [
            (90, "Ushakov: no one has discussed it · Yury Ushakov, Zelensky, Russia · Moscow · B1"),
            (78, "Ushakov: no one has discussed it · Yury Ushakov, Zelensky +1 · Moscow · B1"),
            (64, "Ushakov: no one has discussed it · Yury Ushakov +2 · Moscow · B1"),
            (60, "Ushakov: no one has discussed it · Yury Ushakov +2 · … · B1"),
            (50, "Ushakov: no one has discussed it · … · B1"),
            (40, "Ushakov: no one has discussed it · B1"),
            (30, "Ushakov: no one has disc… · B1"),
            (3, "… …"),
        ] {
            let line = ushakov().within(room);
            assert!(columns(&line) <= room, "{line} in {room}");
            if room > 3 {
                assert_eq!(line, expected, "in {room}");
            }
        }
    }

    #[test]
    fn doubt_about_the_date_stays_when_the_title_is_cut() {
        let parts = Parts { aside: Some("about Dec 2025".to_owned()), ..ushakov() };
        assert_eq!(parts.within(40), "Ushakov: no one h… (about Dec 2025) · B1", "the title gives way");
    }

    proptest::proptest! {
        #[test]
        fn no_line_is_longer_than_its_room(
            title in "\\PC{0,60}",
            actors in proptest::collection::vec("\\PC{1,20}", 0..6),
            venue in proptest::option::of("\\PC{1,20}"),
            room in 0_usize..120,
        ) {
            let parts = Parts { title, actors, venue, grade: "B1".to_owned(), ..Parts::default() };
            proptest::prop_assert!(columns(&parts.within(room)) <= room);
        }
    }
}
