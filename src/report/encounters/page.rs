//! Encounters as text for people.

use super::format::Underived;
use super::{By, Encounters, Pair, Seat, Seating, Until};
use crate::event::{EventDate, Format};
use crate::registry::{ActorIx, Registry, VenueIx};
use crate::report::Scope;
use crate::report::document::{Alignment, Block, Cut, End, Line, Page, Span, Table, counted, words};
use crate::text::counted_as;
use crate::text::signs::sign;
use crate::timeline::Timeline;

/// The number of pairs of different sides in the table. If actors are in focus, all their pairs are in it.
const PAIRS: usize = 25;
/// The number of pairs in the table for the other pairs: those without an actor in focus, or those of one side.
const OTHERS: usize = 10;
/// The greatest width of a name before its short form replaces it.
const NAME: usize = 16;
/// The greatest number of characters of two venues together. If they are longer, only one is named.
const VENUES: usize = 30;

pub(super) fn page(report: &Encounters, scope: &Scope<'_>) -> Page {
    let mut page = Page::new(match report.by {
        By::Person => "Encounters: people in one room",
        By::State => "Encounters: states in one room",
    });
    page.text(summary(report));
    let table = Drawn { report, scope };
    table.pairs(&mut page);
    remarks(report, scope, &mut page);
    formats(report, scope, &mut page);
    page
}

/// Returns how many pairs were in one room, at how many meetings, and up to when days are counted, in words.
pub(crate) fn summary(report: &Encounters) -> String {
    let what = match report.by {
        By::Person => ("pair of people", "pairs of people"),
        By::State => ("pair of states or bodies", "pairs of states and bodies"),
    };
    let pairs = report.pairs.iter().filter(|pair| !pair.met.is_empty()).count();
    let perhaps = report.pairs.len() - pairs;
    let counted_pairs = |n: usize| counted_as(n, what.0, what.1);
    let meetings = counted(report.seatings.len(), "meeting");
    let until = report.until.in_words();
    match (pairs, perhaps) {
        (0, 0) => format!("No pair is logged in one room at {meetings}."),
        (0, _) => {
            format!("Perhaps {} sat in one room at {meetings}; none is certain.", counted_pairs(perhaps))
        }
        _ => format!("{} sat in one room at {meetings}. Days are counted to {until}.", counted_pairs(pairs)),
    }
}

struct Drawn<'r> {
    report: &'r Encounters,
    scope: &'r Scope<'r>,
}

impl Drawn<'_> {
    fn registry(&self) -> &Registry {
        &self.scope.timeline.store().registry
    }

    fn pairs(&self, page: &mut Page) {
        let known = || self.report.pairs.iter().filter(|pair| !pair.met.is_empty());
        let part = |holds: &dyn Fn(&Pair) -> bool| known().filter(|pair| holds(pair)).collect::<Vec<_>>();
        let focus: Vec<&str> =
            self.report.focus.iter().map(|actor| self.registry().actor(*actor).name.as_str()).collect();
        let focus = focus.join(", ");
        let (others, same, limit) = if focus.is_empty() {
            ("Pairs of different sides", "Pairs of one side", PAIRS)
        } else {
            ("Others at these meetings: different sides", "Others at these meetings: same side", OTHERS)
        };
        let sections = [
            (format!("{focus}: other sides"), part(&|pair| pair.in_focus && !pair.one_side), usize::MAX),
            (format!("{focus}: same side"), part(&|pair| pair.in_focus && pair.one_side), usize::MAX),
            (others.to_owned(), part(&|pair| !pair.in_focus && !pair.one_side), limit),
            (same.to_owned(), part(&|pair| !pair.in_focus && pair.one_side), OTHERS),
        ];
        for (heading, pairs, limit) in sections.into_iter().filter(|(_, pairs, _)| !pairs.is_empty()) {
            page.heading(heading);
            let rest = "-a NAME shows those of one actor, --format json shows all".to_owned();
            let cut = Cut { keep: limit, end: End::First, noun: "pair", rest };
            page.push(Block::Table(self.table(&pairs)).long(cut));
        }
    }

    fn table(&self, pairs: &[&Pair]) -> Table {
        let one = match self.report.focus.as_slice() {
            [one] if pairs.iter().all(|pair| pair.one == *one) => Some(*one),
            _ => None,
        };
        let mut table = Table::new(&[
            (if one.is_some() { "With" } else { "Pair" }, Alignment::Wrap),
            ("Times", Alignment::Left),
            ("First", Alignment::Right),
            ("Last", Alignment::Right),
            ("Days", Alignment::Right),
            ("Venues", Alignment::Wrap),
        ]);
        for pair in pairs {
            let name = match one {
                Some(_) => self.registry().actor(pair.other).name.clone(),
                None => self.names(pair),
            };
            let [first, last, days] = pair.dates_in_words(self.scope.timeline, self.report.until).map(words);
            table.row(vec![
                words(name),
                words(pair.times_in_words(self.scope.timeline)),
                first,
                last,
                days,
                words(pair.venues_in_words(self.registry())),
            ]);
        }
        table
    }

    fn names(&self, pair: &Pair) -> String {
        let name = |actor: ActorIx| self.registry().actor(actor).fitting(NAME);
        format!("{} {} {}", name(pair.one), sign("–"), name(pair.other))
    }
}

impl Pair {
    /// Returns how often they met: `9`, with meetings at which it is not known who sat in the room `9 (+1)`, with
    /// meetings that no independent source reports `9, 2!`.
    pub(crate) fn times_in_words(&self, timeline: &Timeline) -> String {
        let mut times = self.met.len().to_string();
        let rootless = self.rootless(timeline);
        if rootless > 0 {
            times = format!("{times}, {rootless}!");
        }
        match self.perhaps.len() {
            0 => times,
            perhaps => format!("{times} (+{perhaps})"),
        }
    }

    /// Returns the days of the first and the last meeting, and how many days before `until` the last one was:
    /// `11 Apr 2025`, `22 Jan 2026`, `2`.
    pub(crate) fn dates_in_words(&self, timeline: &Timeline, until: Until) -> [String; 3] {
        let on = |seat: &Seat| days(seat.date(timeline), timeline.zone());
        let (first, last) = (self.first(timeline), self.last(timeline));
        let span = |(least, most)| {
            if least == most { format!("{least}") } else { format!("{least}{}{most}", sign("–")) }
        };
        let ago = last.and_then(|seat| seat.days_since(timeline, until)).map(span);
        [first.as_ref().map(on), last.as_ref().map(on), ago].map(Option::unwrap_or_default)
    }

    /// Returns the most frequent venue, the second if there is room for it, and the number of others.
    pub(crate) fn venues_in_words(&self, registry: &Registry) -> String {
        let venues = self.venues();
        let name = |(venue, times): &(VenueIx, usize)| match times {
            1 => registry.venue(*venue).name.clone(),
            _ => format!("{} {}{times}", registry.venue(*venue).name, sign("×")),
        };
        let mut out = venues.first().map(name).unwrap_or_default();
        let mut named = usize::from(!venues.is_empty());
        if let Some(second) = venues.get(1).map(name)
            && out.chars().count() + second.chars().count() <= VENUES
        {
            out = format!("{out}; {second}");
            named = 2;
        }
        match venues.len() - named {
            0 => out,
            more => format!("{out}; {more} more"),
        }
    }
}

/// Returns a date without its time of day: `23–24 Jan 2026`.
pub(crate) fn days(date: &EventDate, zone: Option<chrono_tz::Tz>) -> String {
    let (first, last) = (date.first_day(), date.last_day());
    if !date.has_time() {
        return date.short(zone);
    }
    if first == last {
        return first.short();
    }
    let days = format!("{}/{}", first.iso(), last.iso());
    EventDate::parse(&days, date.zone()).map_or_else(|_| date.short(zone), |date| date.short(None))
}

/// Adds remarks on what the numbers leave out.
fn remarks(report: &Encounters, scope: &Scope<'_>, page: &mut Page) {
    let left_out = &report.left_out;
    let only_perhaps = report.pairs.iter().filter(|pair| pair.met.is_empty()).count();
    let mut lines: Vec<Line> = Vec::new();
    let mut say = |n: usize, text: String| lines.extend((n > 0).then(|| words(text)));
    say(left_out.remote, format!("{} without a room.", calls(left_out.remote)));
    let by_state = counted(left_out.by_state, "meeting");
    say(
        left_out.by_state,
        format!(
            "{by_state} where only states or bodies are named, so it is not known who of those that came sat together."
        ),
    );
    say(
        only_perhaps,
        format!("{} may have sat in one room, but this is not known.", counted(only_perhaps, "more pair")),
    );
    let open = report.pairs.iter().any(|pair| !pair.perhaps.is_empty() && !pair.met.is_empty());
    say(
        usize::from(open),
        "(+1): one more meeting at which they may have sat in one room, but this is not known.".to_owned(),
    );
    let rootless = report.pairs.iter().any(|pair| pair.rootless(scope.timeline) > 0);
    say(
        usize::from(rootless),
        "1!: no independent source reports this many of the meetings, though some are cited.".to_owned(),
    );
    let hosts = counted(left_out.hosts, "host");
    say(left_out.hosts, format!("{hosts} not registered, so not known to be a person: left out."));
    let lists = [
        (
            "Partly by call or video, or accounts of the format differ, so it is not known who sat in the room: ",
            &left_out.mixed,
        ),
        ("Every session was by call or video, or was not held: ", &left_out.sessions),
        ("Dated in the future, so not held yet: ", &left_out.to_come),
        ("Nobody is named who belongs in a room: ", &left_out.nobody),
    ];
    lines.extend(lists.into_iter().filter(|(_, events)| !events.is_empty()).map(|(lead, events)| {
        let mut line = words(lead);
        for (nth, ix) in events.iter().enumerate() {
            line.extend((nth > 0).then(|| Span::Text("; ".to_owned())));
            line.push(Span::Event(*ix));
        }
        line
    }));
    if lines.is_empty() {
        return;
    }
    page.heading("Not counted, or perhaps");
    page.push(Block::List(lines));
}

/// Adds the meetings whose rooms show another format than the stated one.
fn formats(report: &Encounters, scope: &Scope<'_>, page: &mut Page) {
    let compared = report
        .seatings
        .iter()
        .filter(|s| s.stated.is_some_and(|f| f != Format::Mixed && f != Format::Shuttle));
    let compared: Vec<&Seating> = compared.filter(|s| s.derived.is_ok()).collect();
    let differing: Vec<&Seating> = compared.iter().copied().filter(|s| s.differs()).collect();
    let unstated = report.seatings.iter().filter(|s| s.stated.is_none() && s.derived.is_ok()).count();
    if compared.is_empty() && unstated == 0 {
        return;
    }
    page.heading("Formats");
    let agree = compared.len() - differing.len();
    page.text(format!(
        "The stated format and the sides in the room agree for {agree} of {}.",
        counted(compared.len(), "meeting")
    ));
    if !differing.is_empty() {
        page.push(Block::List(differing.iter().map(|seating| warning(seating, scope)).collect()));
    }
    let derived: Vec<String> =
        [Format::Bilateral, Format::Trilateral, Format::Multilateral, Format::Proximity]
            .into_iter()
            .map(|format| {
                (
                    format,
                    report.seatings.iter().filter(|s| s.stated.is_none() && s.derived == Ok(format)).count(),
                )
            })
            .filter(|(_, n)| *n > 0)
            .map(|(format, n)| format!("{format} {n}"))
            .collect();
    if !derived.is_empty() {
        page.text(format!("No format is stated, but the sides in the room make it: {}.", derived.join(", ")));
    }
    let why = |why: Underived| report.seatings.iter().filter(|s| s.derived == Err(why)).count();
    let reasons = [
        (why(Underived::Presence), "who sat in the room is not logged"),
        (why(Underived::Side), "somebody sat for a side that is not known on the date"),
        (why(Underived::OneSide), "only one side is logged"),
    ];
    let reasons: Vec<String> =
        reasons.into_iter().filter(|(n, _)| *n > 0).map(|(n, why)| format!("{why} ({n})")).collect();
    if !reasons.is_empty() {
        page.note(format!("No format can be derived: {}.", reasons.join("; ")));
    }
}

fn warning(seating: &Seating, scope: &Scope<'_>) -> Line {
    let registry = &scope.timeline.store().registry;
    let names: Vec<&str> = seating.sides.iter().map(|side| registry.actor(*side).name.as_str()).collect();
    let names = names.join(", ");
    let stated = seating.stated.map(|f| f.to_string()).unwrap_or_default();
    let seen = match seating.derived {
        Ok(Format::Proximity) => format!("never in one room: {names}, so proximity"),
        Ok(format) => {
            format!("{} logged in the room: {names}, so {format}", counted(seating.sides.len(), "side"))
        }
        Err(_) => String::new(),
    };
    vec![Span::Event(seating.event), Span::Text(format!(": stated {stated}; {seen}"))]
}

fn calls(n: usize) -> String {
    counted_as(n, "call or video talk", "calls or video talks")
}
