//! The export: what is shown, into a file, with a look at its first lines.

mod document;

use std::path::{Path, PathBuf};

use super::frame::Frame;
use super::line::Line;
use super::{DialogContext, Input, Outcome};
use crate::event::{EventIx, Handling, Word};
use crate::export::{self, Format, Options, Request};
use crate::filter::Context;
use crate::store;
use crate::text::signs::{drawn, in_full};
use crate::text::slug;
use crate::timeline::Timeline;
use crate::tui::action::View;
use crate::tui::key::{Code, Key};
use crate::tui::message::{Effect, Message, MouseAct};

/// How many lines the preview has.
const PREVIEW: usize = 60;

/// A line of the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Where it is written.
    File,
    /// What it is about: the view, the events, or a brief.
    Document,
    /// How it is written.
    Format,
    /// Whether the analyst's notes go in.
    Notes,
    /// Which events are left out for their handling.
    Handling,
}

impl Part {
    /// All, from top to bottom.
    pub const ALL: [Self; 5] = [Self::File, Self::Document, Self::Format, Self::Notes, Self::Handling];

    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Document => "Document",
            Self::Format => "Format",
            Self::Notes => "Notes",
            Self::Handling => "Handling",
        }
    }
}

/// What a document is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Document {
    /// What the open view shows: its report, or its picture.
    View(View),
    /// Every event that the filter shows.
    Events,
    /// Two to three pages about them.
    Brief,
}

impl Document {
    /// Returns the documents that there are while a view is open. The document of the Timeline is that of the events.
    fn all(view: View) -> Vec<Self> {
        let of_view = (view != View::Timeline).then_some(Self::View(view));
        of_view.into_iter().chain([Self::Events, Self::Brief]).collect()
    }

    /// Returns the ways in which it can be written.
    pub(crate) fn formats(self) -> &'static [Format] {
        match self {
            Self::View(_) => &[Format::Markdown],
            Self::Events => EVENTS,
            Self::Brief => &[Format::Brief, Format::BriefPage],
        }
    }
}

/// The formats of the document of the events: all but the brief, which is a document of its own.
const EVENTS: &[Format] = &[
    Format::Markdown,
    Format::Csv,
    Format::Tsv,
    Format::Json,
    Format::Jsonl,
    Format::Yaml,
    Format::Ics,
    Format::Geojson,
    Format::Timelinejs,
    Format::Mermaid,
    Format::Html,
];

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The form is filled in.
    Form,
    /// A file of that name already exists: replace it?
    Overwrite(PathBuf),
    /// It cannot be written so: why.
    Refused(String),
}

#[derive(Debug, Clone)]
pub struct Export {
    /// Which line has the keys.
    pub part: Part,
    /// How far it is.
    pub(crate) stage: Stage,
    /// Where it is written.
    pub file: Line,
    /// What it is about.
    pub(crate) document: Document,
    /// How it is written.
    pub format: Format,
    pub options: Options,
    /// Events stricter than this are withheld.
    pub(crate) max_handling: Option<Handling>,
    pub(crate) preview: Vec<String>,
    /// How many events go in, how many are withheld for their handling, and how many others the store has.
    pub counts: (usize, usize, usize),
    /// How far the preview is scrolled.
    pub(crate) scroll: usize,
    commit: Option<String>,
    released: Option<Released>,
}

/// The view without the events that may not be exported.
#[derive(Debug, Clone)]
struct Released {
    timeline: Timeline,
    shown: Vec<EventIx>,
    /// Why the filter finds nothing in it.
    error: Option<String>,
}

impl Released {
    /// Returns the view without events marked above `max`. The filter runs again, so that it cannot reveal them.
    fn new(desk: DialogContext<'_>, max: Handling) -> Self {
        let timeline = desk.timeline.clone().released(max);
        let context = Context { now: desk.now, bookmarks: desk.bookmarks, unseen: desk.unseen };
        let (mut shown, error) = match desk.filter.bind(&timeline, context) {
            Ok(query) => (timeline.shown(&query.run(&timeline)), None),
            Err(error) => (Vec::new(), Some(error.to_string())),
        };
        if !desk.shown.is_sorted_by_key(|ix| desk.timeline.rank(*ix)) {
            shown.reverse();
        }
        Self { timeline, shown, error }
    }
}

impl Export {
    /// Opens with a name made of the filter and today's date.
    #[must_use]
    pub fn open(desk: DialogContext<'_>) -> Self {
        let mut it = Self {
            part: Part::File,
            stage: Stage::Form,
            file: Line::default(),
            document: Document::all(desk.open_view.view).first().copied().unwrap_or(Document::Events),
            format: Format::default(),
            options: Options::default(),
            max_handling: None,
            preview: Vec::new(),
            counts: (0, 0, 0),
            scroll: 0,
            commit: store::commit(desk.timeline.store()),
            released: None,
        };
        it.file = Line::new(default_name(desk, &it.ending()));
        it.reload(desk);
        it
    }

    /// Makes the preview and the counts, as the store and the options are now.
    pub fn reload(&mut self, desk: DialogContext<'_>) {
        self.released = self.max_handling.map(|max| Released::new(desk, max));
        self.look(desk);
    }

    /// Makes the preview and the counts.
    fn look(&mut self, desk: DialogContext<'_>) {
        let filter = desk.filter.to_string();
        let preview = match self.document {
            Document::View(_) => self.of_view(desk),
            _ => in_full(|| export::preview(self.format, &self.request(desk, &filter), PREVIEW)),
        };
        // The screen shows it in the screen's signs; the file keeps the document's.
        self.preview = drawn(&preview).lines().map(str::to_owned).collect();
        let request = self.request(desk, &filter);
        let withheld = request.timeline.store().withheld.map_or(0, |withheld| withheld.events);
        self.counts = (request.shown.len(), withheld, request.timeline.order().len());
        if let Some(error) = self.refused() {
            self.stage = Stage::Refused(error);
        }
    }

    /// Returns why the filter finds nothing that may be exported.
    fn refused(&self) -> Option<String> {
        self.released.as_ref()?.error.clone()
    }

    fn request<'a>(&'a self, desk: DialogContext<'a>, filter: &'a str) -> Request<'a> {
        let (timeline, shown) = match &self.released {
            Some(released) => (&released.timeline, released.shown.as_slice()),
            None => (desk.timeline, desk.shown),
        };
        Request {
            timeline,
            shown,
            matched: shown.len(),
            filter,
            now: desk.now,
            commit: self.commit.as_deref(),
            options: &self.options,
        }
    }

    /// Returns the document of the open view.
    fn of_view(&self, desk: DialogContext<'_>) -> String {
        let (timeline, shown) = match &self.released {
            Some(released) => (&released.timeline, released.shown.as_slice()),
            None => (desk.timeline, desk.shown),
        };
        let mut shown = shown.to_vec();
        if desk.open_view.reversed {
            shown.reverse();
        }
        document::of_view(desk, timeline, &shown)
    }

    /// Which events may go in, in words.
    #[must_use]
    pub fn handling(&self) -> String {
        match self.max_handling {
            None => "every event".to_owned(),
            Some(max) => format!("up to {}", crate::describe::nature::tlp(max)),
        }
    }

    #[must_use]
    pub fn frame(size: (u16, u16)) -> Frame {
        Frame::of(size, (110, 34))
    }

    pub(crate) fn handle(&mut self, input: &Input, desk: DialogContext<'_>) -> Outcome {
        match (input, &self.stage) {
            (Input::Key(key), Stage::Overwrite(path)) => {
                let path = path.clone();
                return self.answer(*key, path, desk);
            }
            (Input::Key(key), _) => return self.key(*key, desk),
            (Input::Paste(text), _) if self.part == Part::File => self.file.paste(text),
            (Input::Mouse(mouse), _) => match mouse.act {
                MouseAct::ScrollDown => self.roll(3),
                MouseAct::ScrollUp => self.roll(-3),
                _ => {}
            },
            (Input::Paste(_), _) => {}
        }
        Outcome::Stay
    }

    fn roll(&mut self, by: isize) {
        self.scroll = self.scroll.saturating_add_signed(by).min(self.preview.len().saturating_sub(1));
    }

    fn key(&mut self, key: Key, desk: DialogContext<'_>) -> Outcome {
        self.stage = Stage::Form;
        match (key.code, self.part) {
            (Code::Esc, _) => return Outcome::Close,
            (Code::Enter, _) => return self.write(desk),
            (Code::Tab | Code::Down, _) => self.step(1),
            (Code::BackTab | Code::Up, _) => self.step(Part::ALL.len() - 1),
            (Code::PageDown, _) => self.roll(10),
            (Code::PageUp, _) => self.roll(-10),
            (_, Part::File) => {
                self.file.take(key);
            }
            (code, part) => {
                let back = matches!(code, Code::Left | Code::Char('h'));
                if back || matches!(code, Code::Right | Code::Char('l' | ' ')) {
                    self.change(part, back, desk);
                    if part == Part::Handling { self.reload(desk) } else { self.look(desk) }
                }
            }
        }
        Outcome::Stay
    }

    fn step(&mut self, by: usize) {
        let at = Part::ALL.iter().position(|part| *part == self.part).unwrap_or(0);
        self.part = Part::ALL.get((at + by) % Part::ALL.len()).copied().unwrap_or(self.part);
    }

    fn change(&mut self, part: Part, back: bool, desk: DialogContext<'_>) {
        match part {
            Part::File => {}
            Part::Document => {
                let before = self.ending();
                self.document = turned(&Document::all(desk.open_view.view), self.document, back);
                self.format = self.document.formats().first().copied().unwrap_or_default();
                self.rename(&before);
            }
            Part::Format => {
                let before = self.ending();
                self.format = turned(self.document.formats(), self.format, back);
                self.rename(&before);
            }
            Part::Notes => self.options.notes = !self.options.notes,
            Part::Handling => {
                let mut levels = vec![None];
                levels.extend(Handling::ALL.iter().rev().copied().map(Some));
                self.max_handling = turned(&levels, self.max_handling, back);
            }
        }
    }

    /// Gives the file the ending of what it now is. A name of the reader's own stays.
    fn rename(&mut self, before: &str) {
        if let Some(name) = self.file.text().strip_suffix(before) {
            self.file = Line::new(format!("{name}{}", self.ending()));
        }
    }

    /// Returns what the names of files end with: the view, the events and the brief of one filter are three files.
    fn ending(&self) -> String {
        match (self.document, self.format) {
            (Document::View(view), _) => format!("-{}.md", view.name().to_lowercase()),
            (_, format @ (Format::Brief | Format::BriefPage)) => format!("-brief.{}", format.extension()),
            (_, format) => format!(".{}", format.extension()),
        }
    }

    fn write(&mut self, desk: DialogContext<'_>) -> Outcome {
        let path = expanded(self.file.text().trim());
        self.stage = if path.as_os_str().is_empty() {
            Stage::Refused("the file needs a name".to_owned())
        } else if path.is_dir() {
            Stage::Refused(format!("{} is a directory", path.display()))
        } else if path.parent().is_some_and(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()) {
            let folder = path.parent().unwrap_or(Path::new(""));
            Stage::Refused(format!("{} is not a directory", folder.display()))
        } else if path.symlink_metadata().is_ok() {
            Stage::Overwrite(path)
        } else {
            return self.finish(path, false, desk);
        };
        Outcome::Stay
    }

    fn answer(&mut self, key: Key, path: PathBuf, desk: DialogContext<'_>) -> Outcome {
        match key.at_its_place().code {
            Code::Char('y' | 'Y') => return self.finish(path, true, desk),
            Code::Char('n' | 'N') | Code::Esc => self.stage = Stage::Form,
            _ => {}
        }
        Outcome::Stay
    }

    fn finish(&mut self, path: PathBuf, overwrite: bool, desk: DialogContext<'_>) -> Outcome {
        if let Some(error) = self.refused() {
            self.stage = Stage::Refused(error);
            return Outcome::Stay;
        }
        if matches!(self.document, Document::View(_)) {
            let text = self.of_view(desk);
            return Outcome::Finish(Box::new(Message::Do(Effect::Write { path, text, overwrite })));
        }
        let filter = desk.filter.to_string();
        let mut bytes = Vec::new();
        if let Err(error) = in_full(|| export::write(self.format, &self.request(desk, &filter), &mut bytes)) {
            self.stage = Stage::Refused(error.to_string());
            return Outcome::Stay;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        Outcome::Finish(Box::new(Message::Do(Effect::Write { path, text, overwrite })))
    }
}

/// The value after, or before, `now`, round and round.
fn turned<T: Copy + PartialEq>(all: &[T], now: T, back: bool) -> T {
    let at = all.iter().position(|value| *value == now).unwrap_or(0);
    let by = if back { all.len().saturating_sub(1) } else { 1 };
    all.get((at + by) % all.len().max(1)).copied().unwrap_or(now)
}

/// The filter, else the store's title, and today: `actor-kremlin-2026-01-05.md`.
fn default_name(desk: DialogContext<'_>, ending: &str) -> String {
    let filter = slug(&desk.filter.to_string());
    let title = desk.timeline.store().meta.title.as_deref().map(slug).unwrap_or_default();
    let name =
        [filter, title].into_iter().find(|name| !name.is_empty()).unwrap_or_else(|| "timeline".to_owned());
    format!("{name}-{}{ending}", desk.now.today.iso())
}

/// `~/` is the home directory, as the shell would have it.
fn expanded(path: &str) -> PathBuf {
    match (path.strip_prefix("~/"), etcetera::home_dir()) {
        (Some(rest), Ok(home)) => home.join(rest),
        _ => PathBuf::from(path),
    }
}
