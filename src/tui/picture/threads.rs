//! Threads: claim, denial and confirmation as trees, with the response time on each arrow.
//!
//! ```text
//! − 18 Nov 2025 – 21 Dec 2025: 2 events  1 denial
//!   18 Nov 2025 » Zelenskyy: a claim — denied
//!   21 Dec 2025 └─ denies » Ushakov: no                  6 – 35 h later
//! ```
//!
//! The place uses `row` for the cursor and `top` for the first row on the screen, `zoom` (0 every thread is unfolded, 1
//! the headings alone) and `column` (with `zoom` 1, the number of the one unfolded thread, from 1; 0 is none). What is a
//! thread, what hangs on what and after what time is decided by `report::threads`.

mod lines;

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::{Picture, Place, Room, Scene, Step, Target, Zoom, stepped};
use crate::event::date::Now;
use crate::event::{EventIx, LinkKind};
use crate::report::Scope;
use crate::report::threads::{Entry, Outline, Threads as Report};
use crate::text::counted;
use crate::timeline::Timeline;
use crate::tui::action::Action;
use crate::tui::keys::Keys;

pub(crate) use lines::Line;

/// The orders of the view, as `c` cycles them.
const ORDERS: [&str; 3] =
    ["time, latest first", "length, longest first", "claims that no logged event answers"];
/// The place of the last of these, which shows claims and no trees.
const UNANSWERED: usize = 2;
/// So many rows below the cursor are on the screen with it.
const BELOW: usize = 2;
/// The lines above the rows.
pub(crate) const HEAD: usize = 1;
/// So many lines the view has before it has one below the rows.
const FEW: usize = 6;

/// Returns the lines below the rows of a view of so many lines.
pub(crate) fn foot(height: usize) -> usize {
    usize::from(height > FEW)
}

/// The picture.
#[derive(Debug)]
pub(crate) struct Threads {
    timeline: Timeline,
    now: Now,
    keys: Arc<Keys>,
    groups: Vec<Group>,
    /// The row of the heading of each group while all are unfolded.
    starts: Vec<usize>,
    /// The group and the entry of each event.
    places: HashMap<EventIx, (usize, usize)>,
    /// The greatest width of a day and of a time, each once it is drawn.
    columns: (OnceLock<usize>, OnceLock<usize>),
    order: usize,
}

/// A thread, or all claims that no event answers.
#[derive(Debug)]
struct Group {
    outline: Outline,
    /// Its events in the filter, in timeline order.
    inside: Vec<EventIx>,
    /// The filter that leaves these.
    narrow: String,
    /// What its events do to each other: `1 denial`, `5 responses`; nothing where nothing answers.
    gist: Vec<String>,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item {
    /// The heading of a group.
    Heading(usize),
    /// An entry of a group.
    Entry(usize, usize),
}

impl Threads {
    /// Arranges the threads of the events shown.
    pub(crate) fn new(scene: &Scene) -> Self {
        let timeline = &scene.timeline;
        let scope = Scope::new(timeline, &scene.shown, &scene.now);
        let order = scene.variant.min(UNANSWERED);
        let groups =
            if order == UNANSWERED { unanswered(&scope, scene) } else { threads(&scope, order == 1) };
        let mut all = Self {
            timeline: timeline.clone(),
            now: scene.now.clone(),
            keys: Arc::clone(&scene.keys),
            groups,
            starts: Vec::new(),
            places: HashMap::new(),
            columns: Default::default(),
            order,
        };
        let mut row = 0;
        for (number, group) in all.groups.iter().enumerate() {
            all.starts.push(row);
            row += 1 + group.outline.entries.len();
            for (at, entry) in group.outline.entries.iter().enumerate() {
                all.places.insert(entry.event(), (number, at));
            }
        }
        all
    }

    /// Returns what the threads are and in which order, for the line above them.
    pub(crate) fn summary(&self) -> String {
        let events = self.places.len();
        if self.order == UNANSWERED {
            return format!("{} that no logged event answers, latest first", counted(events, "claim"));
        }
        let order = if self.order == 0 { "the latest first" } else { "the longest first" };
        format!("{} of {}, {order}", counted(self.groups.len(), "thread"), counted(events, "event"))
    }

    /// Returns the name of the order that `c` chooses next.
    pub(crate) fn next_order(&self) -> &'static str {
        ["longest first", "unanswered claims", "latest first"].get(self.order).copied().unwrap_or_default()
    }

    /// Returns the number of rows.
    pub(crate) fn count(&self, place: &Place) -> usize {
        match place.zoom {
            0 => self.starts.last().map_or(0, |start| start + 1 + self.length(self.groups.len() - 1)),
            _ => self.groups.len() + self.unfolded(place).map_or(0, |group| self.length(group)),
        }
    }

    fn length(&self, group: usize) -> usize {
        self.groups.get(group).map_or(0, |group| group.outline.entries.len())
    }

    /// Returns the only group that is unfolded while the others are not.
    fn unfolded(&self, place: &Place) -> Option<usize> {
        place.column.checked_sub(1).filter(|group| *group < self.groups.len())
    }

    /// Returns whether the entries of a group are drawn.
    pub(crate) fn is_open(&self, place: &Place, group: usize) -> bool {
        place.zoom == 0 || self.unfolded(place) == Some(group)
    }

    /// Returns what a row is.
    pub(crate) fn item(&self, place: &Place, row: usize) -> Option<Item> {
        let (group, within) = if place.zoom == 0 {
            let group = self.starts.partition_point(|start| *start <= row).checked_sub(1)?;
            (group, row - self.starts.get(group)?)
        } else {
            match self.unfolded(place) {
                Some(open) if row > open => {
                    let within = row - open;
                    let length = self.length(open);
                    if within <= length { (open, within) } else { (row - length, 0) }
                }
                _ => (row, 0),
            }
        };
        match within.checked_sub(1) {
            None => (group < self.groups.len()).then_some(Item::Heading(group)),
            Some(entry) => (entry < self.length(group)).then_some(Item::Entry(group, entry)),
        }
    }

    /// Returns the row of an item of a group that is open, or of a heading.
    fn row_of(&self, place: &Place, item: Item) -> usize {
        let heading = |group: usize| match (place.zoom, self.unfolded(place)) {
            (0, _) => self.starts.get(group).copied().unwrap_or(0),
            (_, Some(open)) if open < group => group + self.length(open),
            _ => group,
        };
        match item {
            Item::Heading(group) => heading(group),
            Item::Entry(group, entry) => heading(group) + 1 + entry,
        }
    }

    fn entry(&self, group: usize, entry: usize) -> Option<&Entry> {
        self.groups.get(group)?.outline.entries.get(entry)
    }

    fn go_left(&self, place: &mut Place) {
        match self.item(place, place.row) {
            Some(Item::Entry(group, at)) => {
                let depth = self.entry(group, at).map_or(0, |entry| entry.depth);
                let above = (0..at)
                    .rev()
                    .find(|other| self.entry(group, *other).is_some_and(|other| other.depth < depth));
                let to = above.map_or(Item::Heading(group), |entry| Item::Entry(group, entry));
                place.row = self.row_of(place, to);
            }
            Some(Item::Heading(group)) => {
                (place.zoom, place.column) = (1, 0);
                place.row = group;
            }
            None => {}
        }
    }

    fn go_right(&self, place: &mut Place) {
        match self.item(place, place.row) {
            Some(Item::Heading(group)) if !self.is_open(place, group) => {
                place.column = group + 1;
                place.row = group;
            }
            Some(Item::Heading(_)) => place.row += 1,
            Some(Item::Entry(group, at)) => {
                let depth = |at: usize| self.entry(group, at).map_or(0, |entry| entry.depth);
                if depth(at + 1) > depth(at) {
                    place.row += 1;
                }
            }
            None => {}
        }
    }

    fn outside(&self, ix: EventIx) -> Target {
        let event = crate::describe::links::named(self.timeline.event(ix), self.timeline.zone());
        let key = self.keys.spoken(Action::ToggleFilter);
        Target::Nothing(format!("outside the filter ({key} turns it off): {event}"))
    }
}

fn threads(scope: &Scope<'_>, longest: bool) -> Vec<Group> {
    let timeline = scope.timeline;
    let of = |outline: Outline| {
        let inside = outline.entries.iter().filter(|entry| !entry.outside).map(Entry::event);
        let mut inside: Vec<EventIx> = inside.collect();
        inside.sort_unstable_by_key(|ix| timeline.rank(*ix));
        let id = inside.first().map(|ix| timeline.event(*ix).id.to_string()).unwrap_or_default();
        let gist = gist(&outline.entries);
        Group { outline, inside, narrow: format!("thread:{id}"), gist }
    };
    let mut groups: Vec<Group> = Report::outlines(scope).into_iter().map(of).collect();
    groups.sort_by_cached_key(|group| {
        let last = group.inside.last().map(|ix| timeline.rank(*ix));
        (Reverse(if longest { group.outline.entries.len() } else { 0 }), Reverse(last))
    });
    groups
}

/// Counts the arrows of a thread by what they say.
fn gist(entries: &[Entry]) -> Vec<String> {
    let count =
        |is: &dyn Fn(LinkKind) -> bool| entries.iter().filter_map(Entry::kind).filter(|k| is(*k)).count();
    let named = [
        (LinkKind::Denies, "denial"),
        (LinkKind::Confirms, "confirmation"),
        (LinkKind::Contradicts, "contradiction"),
        (LinkKind::RespondsTo, "response"),
    ];
    let all = named.iter().map(|(kind, noun)| (count(&|other| other == *kind), *noun));
    let others = count(&|kind| named.iter().all(|(other, _)| *other != kind));
    let all = all.chain([(others, "other link")]).filter(|(n, _)| *n > 0);
    all.map(|(n, noun)| counted(n, noun)).collect()
}

fn unanswered(scope: &Scope<'_>, scene: &Scene) -> Vec<Group> {
    let inside = Report::unanswered(scope);
    if inside.is_empty() {
        return Vec::new();
    }
    // `stance:` would be tied to an `about:` of the filter, and then ask for something else.
    let narrow = if scene.filter.to_string().contains("about:") {
        let ids: Vec<&str> = inside.iter().map(|ix| scope.timeline.event(*ix).id.as_str()).collect();
        format!("id:{}", ids.join(","))
    } else {
        "kind:statement stance:affirms,accuses no:response".to_owned()
    };
    let title = format!("Claims that no logged event answers: {}", inside.len());
    let size = counted(inside.len(), "claim");
    let entries = inside.iter().rev().map(|ix| Entry::alone(*ix)).collect();
    vec![Group { outline: Outline { title, size, entries }, inside, narrow, gist: Vec::new() }]
}

impl Picture for Threads {
    fn empty(&self) -> Option<String> {
        let what = if self.order == UNANSWERED {
            "every claim that the filter shows is answered by a logged event; {} shows the threads"
        } else {
            "no event that the filter shows answers another or is answered; {} shows claims that \
             nobody answers"
        };
        self.groups.is_empty().then(|| what.replace("{}", self.keys.spoken(Action::Variant)))
    }

    fn go(&self, place: &mut Place, step: Step) {
        match step {
            Step::Rows(by) => place.row = stepped(place.row, by, self.count(place)),
            Step::Columns(by) if by < 0 => self.go_left(place),
            Step::Columns(_) => self.go_right(place),
            Step::First => place.row = 0,
            Step::Last => place.row = self.count(place).saturating_sub(1),
        }
    }

    fn at(&self, place: &Place) -> Target {
        match self.item(place, place.row) {
            Some(Item::Heading(group)) => match self.groups.get(group) {
                Some(group) => Target::Several {
                    events: group.inside.clone(),
                    narrow: group.narrow.clone(),
                    what: format!("{} of the thread in the filter", counted(group.inside.len(), "event")),
                },
                None => Target::Nothing("nothing here".to_owned()),
            },
            Some(Item::Entry(group, at)) => match self.entry(group, at) {
                Some(entry) if entry.outside => self.outside(entry.event()),
                Some(entry) => Target::Event(entry.event()),
                None => Target::Nothing("nothing here".to_owned()),
            },
            None => Target::Nothing("nothing here".to_owned()),
        }
    }

    fn place_of(&self, event: EventIx, place: &Place) -> Option<Place> {
        let (group, entry) = *self.places.get(&event)?;
        let mut found = *place;
        if !self.is_open(place, group) {
            found.column = group + 1;
        }
        found.row = self.row_of(&found, Item::Entry(group, entry));
        Some(found)
    }

    fn settle(&self, place: &mut Place, room: Room) {
        let count = self.count(place);
        place.row = place.row.min(count.saturating_sub(1));
        let height = room.height.saturating_sub(HEAD + foot(room.height)).max(1);
        // The first row of a screen that ends with `last`.
        let first_above = |last: usize| {
            let mut used = 0;
            let mut first = last;
            for row in (0..=last).rev() {
                used += self.height(place, row, room.width);
                if used > height {
                    break;
                }
                first = row;
            }
            first
        };
        let ends = if count > 0 { first_above(count - 1) } else { 0 };
        // What answers the event of the cursor, and what it answers, is in sight too.
        let below = first_above((place.row + BELOW).min(count.saturating_sub(1))).min(place.row);
        place.top = place.top.min(place.row.saturating_sub(1)).max(below).min(ends);
    }

    fn hit(&self, place: &Place, room: Room, _x: usize, y: usize) -> Option<Place> {
        let mut line = y.checked_sub(HEAD)?;
        if y + foot(room.height) >= room.height {
            return None;
        }
        for row in place.top..self.count(place) {
            let height = self.height(place, row, room.width);
            if line < height {
                return Some(Place { row, ..*place });
            }
            line -= height;
        }
        None
    }

    fn zoom(&self, place: &mut Place, _room: Room, zoom: Zoom, at: Option<usize>) -> bool {
        let wanted = u8::from(zoom != Zoom::In);
        // The wheel scrolls.
        if at.is_some() || place.zoom == wanted && self.unfolded(place).is_none() {
            return false;
        }
        let item = self.item(place, place.row);
        (place.zoom, place.column, place.top) = (wanted, 0, 0);
        place.row = match item {
            Some(Item::Entry(group, _)) if wanted == 1 => group,
            Some(item) => self.row_of(place, item),
            None => 0,
        };
        true
    }

    fn variants(&self) -> &'static [&'static str] {
        &ORDERS
    }
}
