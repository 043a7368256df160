//! The form for a new event: a sentence that fills it, its fields with candidates, what is wrong with them, and the
//! event as it will be written. What was typed is kept when the form is left, until it is saved or thrown away.

mod fields;
mod layout;
mod offer;
mod part;

use std::path::PathBuf;
use std::sync::Arc;

pub(crate) use layout::{LABEL, Row, Tone, What};
pub(crate) use offer::Offer;
pub(crate) use part::Part;

use super::line::Line;
use super::{DialogContext, Input, Outcome};
use crate::compose::{self, Addition, Draft, Judge, Judgement, Note, Otherwise};
use crate::event::EventDate;
use crate::event::date::Zone;
use crate::store::{Severity, Store};
use crate::text::visible;
use crate::tui::key::{Code, Key};
use crate::tui::message::{Effect, Message, Mouse, MouseAct};

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// It is filled in.
    Form,
    /// It is to be left: what becomes of what was typed?
    Leaving,
    /// It was not saved: why.
    Refused(String),
    /// Something to know: what was kept, what the sentence has filled.
    Told(String),
}

/// The file that the event goes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// It was not looked for yet.
    Unknown,
    /// A file, and its bytes when it was read.
    File { path: PathBuf, read: Arc<Vec<u8>> },
    /// There is none: why.
    None(String),
}

/// The form.
#[derive(Debug, Clone)]
pub struct EventForm {
    /// What has the keys.
    pub(crate) part: Part,
    pub(crate) stage: Stage,
    /// Candidates at the cursor.
    pub(crate) offer: Offer,
    /// How far the preview is scrolled.
    pub(crate) scroll: usize,
    pub(crate) target: Target,
    /// The event as it will be written, a line each.
    pub(crate) preview: Vec<String>,
    lines: Vec<Line>,
    /// The sentence that was understood last, and what is to be said about it.
    understood: String,
    notes: Vec<Note>,
    /// What the event is judged by; none until it is judged.
    judge: Option<Judge>,
    draft: Draft,
    judgement: Judgement,
    /// The date for which the target was looked for.
    placed: Option<String>,
    /// Whether the lines have changed since they were judged.
    is_stale: bool,
    /// Counts that the sentence says; no line holds them.
    figures: Option<serde_json::Value>,
    /// Events of the store that it may be.
    likes: Vec<Note>,
    /// Whether they are to be looked for: a line was left.
    is_moved: bool,
    /// Whether the candidates are those of an earlier text.
    is_offer_old: bool,
}

impl EventForm {
    /// Opens an empty form.
    #[must_use]
    pub(crate) fn open() -> Self {
        Self {
            part: Part::Sentence,
            stage: Stage::Form,
            offer: Offer::default(),
            scroll: 0,
            target: Target::Unknown,
            preview: Vec::new(),
            lines: vec![Line::default(); Part::LINES.len()],
            understood: String::new(),
            notes: Vec::new(),
            judge: None,
            draft: Draft::default(),
            judgement: Judgement::default(),
            placed: None,
            is_stale: true,
            figures: None,
            likes: Vec::new(),
            is_moved: false,
            is_offer_old: false,
        }
    }

    /// Opens it again with what was typed before.
    #[must_use]
    pub(crate) fn again(mut self) -> Self {
        self.stage = Stage::Told("this is what was typed before; Esc and d throw it away".to_owned());
        self.close_offer();
        self.renew();
        self
    }

    /// Returns whether what was typed was thrown away.
    #[must_use]
    pub(crate) fn is_thrown_away(&self) -> bool {
        self.stage == Stage::Leaving && self.is_empty()
    }

    /// Returns whether nothing is typed.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.text().trim().is_empty())
    }

    /// Returns whether its lines have changed since they were judged.
    #[must_use]
    pub(crate) fn is_stale(&self) -> bool {
        self.is_stale
    }

    /// Says which event of the store it may be.
    #[must_use]
    pub(crate) fn like(&self) -> Option<&str> {
        self.likes.first().map(|note| note.text.as_str())
    }

    pub(crate) fn line(&self, part: Part) -> &Line {
        static NONE: std::sync::LazyLock<Line> = std::sync::LazyLock::new(Line::default);
        self.lines.get(part.at()).unwrap_or(&NONE)
    }

    fn set(&mut self, part: Part, text: impl Into<String>) {
        if let Some(line) = self.lines.get_mut(part.at()) {
            line.set(text);
        }
    }

    /// Reads the store as it is now: its names, and the file.
    pub(crate) fn renew(&mut self) {
        self.judge = None;
        self.placed = None;
        self.target = Target::Unknown;
        self.is_stale = true;
        self.is_moved = true;
    }

    /// Says why it was not saved, and looks at the file again.
    pub(crate) fn refuse(&mut self, why: String) {
        self.stage = Stage::Refused(why);
        self.placed = None;
        self.target = Target::Unknown;
        self.is_stale = true;
    }

    /// Judges the event that the lines say, and looks for its file.
    pub(crate) fn assess(&mut self, desk: DialogContext<'_>) {
        let store = desk.timeline.store();
        self.is_stale = false;
        self.look_up(desk);
        self.draft = self.draft(store);
        if self.draft.fields.is_empty() {
            self.judgement = Judgement::default();
            self.preview.clear();
            self.likes.clear();
        } else {
            let judge = self.judge.get_or_insert_with(|| Judge::new(store));
            if std::mem::take(&mut self.is_moved) {
                self.likes = match self.draft.missing().as_slice() {
                    [] => crate::report::dupes::notes(store, judge, &self.draft),
                    _ => Vec::new(),
                };
            }
            self.judgement = judge.judge(store, &self.draft);
            let yaml = self.draft.yaml();
            self.preview = visible(&yaml).lines().map(str::to_owned).collect();
        }
        // While a date is typed, every letter would lead to another file.
        if self.part != Part::Date || self.target == Target::Unknown {
            self.place(store);
        }
    }

    fn place(&mut self, store: &Store) {
        let date = self.draft.text("date").unwrap_or_default();
        if self.placed.as_deref() == Some(date) {
            return;
        }
        self.placed = Some(date.to_owned());
        let same = |path: &PathBuf| matches!(&self.target, Target::File { path: known, .. } if known == path);
        self.target = match compose::target(store, &self.draft) {
            Some(path) if same(&path) => return,
            Some(path) => match compose::read(&path) {
                Ok(read) => Target::File { path, read },
                Err(why) => Target::None(why),
            },
            None => Target::None(no_file(store)),
        };
    }

    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        match input {
            Input::Key(key) => return self.key(*key, desk),
            Input::Paste(text) if self.stage != Stage::Leaving => {
                self.stage = Stage::Form;
                let lines =
                    if self.part.is_list() { text.trim().replace(['\r', '\n'], ", ") } else { text.clone() };
                if let Some(line) = self.lines.get_mut(self.part.at()) {
                    line.paste(&lines);
                    self.changed();
                }
            }
            Input::Paste(_) => {}
            Input::Mouse(mouse) => self.mouse(*mouse, desk),
        }
        Outcome::Stay
    }

    fn key(&mut self, key: Key, desk: DialogContext<'_>) -> Outcome {
        if self.stage == Stage::Leaving {
            return self.answer(key);
        }
        self.stage = Stage::Form;
        if matches!(key.code, Code::Tab | Code::Enter | Code::Esc | Code::Down | Code::Up) {
            self.look_up(desk);
        }
        let offers = !self.offer.candidates.is_empty();
        match key.code {
            Code::Char('s') if key.ctrl => return self.save(desk),
            Code::Esc if offers => self.close_offer(),
            Code::Esc if self.is_empty() => return Outcome::Close,
            Code::Esc => self.stage = Stage::Leaving,
            Code::Tab if offers => self.complete(),
            Code::Enter if self.offer.lit.is_some() => self.take(),
            // Behind the last candidate comes the next line.
            Code::Down if offers && !self.offer.is_at_last() => self.offer.light(true),
            Code::Up if self.offer.lit.is_some() => self.offer.light(false),
            Code::PageDown => self.roll(5),
            Code::PageUp => self.roll(-5),
            Code::Down if self.part == Part::Preview => self.roll(1),
            Code::Up if self.part == Part::Preview && self.scroll > 0 => self.roll(-1),
            Code::Tab | Code::Enter | Code::Down => self.go(self.part.step(1), desk),
            Code::BackTab | Code::Up => self.go(self.part.step(-1), desk),
            _ => {
                let taken = self.lines.get_mut(self.part.at()).map(|line| {
                    let before = line.text().to_owned();
                    line.take(key);
                    before != line.text()
                });
                match taken {
                    Some(true) => self.changed(),
                    Some(false) => self.close_offer(),
                    None => {}
                }
            }
        }
        Outcome::Stay
    }

    /// The line that has the keys has another text.
    fn changed(&mut self) {
        let part = self.part;
        self.notes.retain(|note| Part::of_field(note.field, "").unwrap_or(Part::Sentence) != part);
        self.is_offer_old = true;
        self.is_stale = true;
    }

    /// Looks up the candidates of the text, if they are those of an earlier one.
    fn look_up(&mut self, desk: DialogContext<'_>) {
        if std::mem::take(&mut self.is_offer_old) {
            self.offer = Offer::of(self.part, self.line(self.part).parts().0, desk);
        }
    }

    fn close_offer(&mut self) {
        self.offer = Offer::default();
        self.is_offer_old = false;
    }

    /// `Tab`: takes the lit candidate, or the only one; else lights the first.
    fn complete(&mut self) {
        if self.offer.lit.is_none() {
            self.offer.light(true);
            if self.offer.candidates.len() > 1 {
                return;
            }
        }
        self.take();
    }

    /// Writes the lit candidate where the value at the cursor is.
    fn take(&mut self) {
        let Offer { candidates, lit, span } = std::mem::take(&mut self.offer);
        let Some(candidate) = lit.and_then(|at| candidates.into_iter().nth(at)) else { return };
        let (part, insert) = (self.part, candidate.insert);
        let text = self.line(part).text();
        let head = text.get(..span.start).unwrap_or_default();
        let tail = text.get(span.end..).unwrap_or_default();
        let (before, after) = (format!("{head}{insert}"), tail.to_owned());
        if let Some(line) = self.lines.get_mut(part.at()) {
            line.set_around(&before, &after);
        }
        self.changed();
        self.close_offer();
    }

    /// Leaves the line for another: a sentence fills the lines, a date is written as the store has it.
    fn go(&mut self, to: Part, desk: DialogContext<'_>) {
        match self.part {
            Part::Sentence => {
                self.understand(desk);
            }
            // A time of day gets its offset from the venue.
            Part::Date => self.read_date(Part::Date, Otherwise::Unknown, desk),
            Part::Venue => self.read_date(Part::Date, Otherwise::OfStore, desk),
            Part::Published => self.read_date(Part::Published, Otherwise::Unknown, desk),
            _ => {}
        }
        self.part = to;
        self.close_offer();
        self.is_stale = true;
        self.is_moved = true;
    }

    /// Fills the lines with what the sentence says, unless it has done so already. Returns whether it did.
    fn understand(&mut self, desk: DialogContext<'_>) -> bool {
        let sentence = self.line(Part::Sentence).text().trim().to_owned();
        if sentence.is_empty() || sentence == self.understood {
            return false;
        }
        let draft = compose::understand(&sentence, desk.timeline.store(), desk.now);
        self.fill(&draft);
        self.notes = draft.notes;
        self.understood = sentence;
        self.is_stale = true;
        true
    }

    /// Writes a date as the store has it, if all of it is certain; else says what is not.
    fn read_date(&mut self, part: Part, otherwise: Otherwise, desk: DialogContext<'_>) {
        let text = self.line(part).text().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let venue = self.line(Part::Venue).text().trim();
        let venue = Some(venue).filter(|venue| !venue.is_empty() && part == Part::Date);
        if EventDate::parse(&text, Zone::Offset(0)).is_ok() {
            if part == Part::Date {
                let read = compose::with_offset(&text, venue, desk.timeline.store(), otherwise);
                let note = match read {
                    Ok((date, note)) if date != text => {
                        self.set(part, date);
                        self.is_stale = true;
                        note
                    }
                    Ok(_) => return,
                    Err(note) => Some(note),
                };
                self.notes.retain(|note| note.field != "date");
                self.notes.extend(note);
            }
            return;
        }
        let Some(draft) = compose::date_of(&text, venue, otherwise, desk.timeline.store(), desk.now) else {
            return;
        };
        match draft.text("date") {
            // A time that is left out is not lost: the line stays as it is.
            Some(date) if draft.notes.is_empty() || date.contains('T') => {
                self.set(part, date);
                self.is_stale = true;
                self.notes.retain(|note| note.field != "date");
                self.notes.extend(draft.notes);
            }
            _ if part == Part::Date => {
                self.notes.retain(|note| note.field != "date");
                self.notes.extend(draft.notes);
            }
            _ => {}
        }
    }

    fn roll(&mut self, by: isize) {
        let last = self.preview.len().saturating_sub(1);
        self.scroll = self.scroll.saturating_add_signed(by).min(last);
    }

    /// What becomes of what was typed.
    fn answer(&mut self, key: Key) -> Outcome {
        match key.at_its_place().code {
            Code::Char('y' | 'Y') | Code::Enter => Outcome::Close,
            Code::Char('d' | 'D') => {
                *self = Self { stage: Stage::Leaving, ..Self::open() };
                Outcome::Close
            }
            Code::Char('n' | 'N') | Code::Esc => {
                self.stage = Stage::Form;
                Outcome::Stay
            }
            _ => Outcome::Stay,
        }
    }

    fn save(&mut self, desk: DialogContext<'_>) -> Outcome {
        self.close_offer();
        if self.understand(desk) {
            let text = "the sentence has filled the lines below; save again when they are right";
            self.stage = Stage::Told(text.to_owned());
            return Outcome::Stay;
        }
        self.read_date(Part::Date, Otherwise::OfStore, desk);
        self.read_date(Part::Published, Otherwise::Unknown, desk);
        let known = self.likes.clone();
        self.is_moved = true;
        self.assess(desk);
        self.place(desk.timeline.store());
        if let Some(why) = self.obstacle(desk.timeline.store()) {
            self.stage = Stage::Refused(why);
            return Outcome::Stay;
        }
        if !self.likes.is_empty() && self.likes != known {
            self.stage = Stage::Told("save again if it is another event".to_owned());
            return Outcome::Stay;
        }
        match &self.target {
            Target::File { path, read } => {
                let addition = Addition {
                    path: path.clone(),
                    read: Arc::clone(read),
                    fields: self.draft.fields.clone(),
                };
                Outcome::Send(Box::new(Message::Do(Effect::Append(Box::new(addition)))))
            }
            Target::None(why) => {
                self.stage = Stage::Refused(format!("not saved: {why}"));
                Outcome::Stay
            }
            Target::Unknown => Outcome::Stay,
        }
    }

    /// Returns why the event cannot be saved, and goes to the line that is to be mended.
    fn obstacle(&mut self, store: &Store) -> Option<String> {
        let missing = self.draft.missing();
        if let Some(first) = missing.first() {
            self.part = Part::of_field(first, "").unwrap_or(self.part);
            return Some(format!("not saved: {} missing", listed(&missing)));
        }
        let date = self.draft.text("date").unwrap_or_default();
        let venue = self.draft.text("venue");
        if let Err(note) = compose::with_offset(date, venue, store, Otherwise::OfStore) {
            self.part = Part::Date;
            return Some(format!("not saved: {}", note.text));
        }
        let wrong = self.judgement.findings.iter().find(|found| found.severity == Severity::Problem)?;
        let part = Part::of_field(&wrong.field, &wrong.key);
        let text = match part {
            Some(part) => format!("not saved: the event would be left out, see {}", part.name()),
            None => format!("not saved: {}", wrong.text),
        };
        self.part = part.unwrap_or(self.part);
        Some(text)
    }

    fn mouse(&mut self, mouse: Mouse, desk: DialogContext<'_>) {
        match mouse.act {
            MouseAct::ScrollDown => self.roll(3),
            MouseAct::ScrollUp => self.roll(-3),
            MouseAct::Press if self.stage != Stage::Leaving => {
                if let Some(part) = self.part_at(desk.size, mouse.x, mouse.y) {
                    self.go(part, desk);
                }
            }
            _ => {}
        }
    }
}

fn listed(missing: &[&str]) -> String {
    let verb = if missing.len() == 1 { "is" } else { "are" };
    match missing {
        [before @ .., last] if !before.is_empty() => format!("{} and {last} {verb}", before.join(", ")),
        all => format!("{} {verb}", all.concat()),
    }
}

/// Returns why no file of a store can be appended to.
fn no_file(store: &Store) -> String {
    if store.is_demonstration() {
        "the demonstration store is inside the program: there is no file to append to".to_owned()
    } else if store.files.iter().any(|file| file.on_disk) {
        "no file of the store holds events that can be appended to".to_owned()
    } else {
        "the store was read from standard input: there is no file to append to".to_owned()
    }
}
