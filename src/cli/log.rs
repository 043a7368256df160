//! `demarche log`: how a record changed through git, commit by commit.

use std::path::PathBuf;

use serde_json::{Map, Value, json};

use super::diff::nowhere;
use super::flags::{CHOOSING, unlisted};
use super::reports::Format;
use super::{Outcome, Run};
use crate::error::Error;
use crate::event::EventDate;
use crate::event::date::Zone;
use crate::export::{self, json::inert};
use crate::report::Page;
use crate::report::diff::{Changed, Field};
use crate::report::document::{Block, Branch, Span, words};
use crate::store::history::{self, Step, Version};
use crate::store::schema::list::List;
use crate::store::{Input, Severity, Store};

const EXAMPLES: &str = "\
The newest commit comes first. A record is followed by its id from file to file, and
under another id if its title and date stayed. Fields are compared by what they mean: a
commit that only writes the same in another way says so, or is left out.

In a store that is kept in git:
  $ demarche log 2025-12-21-ushakov-no-trilateral -s data
  $ demarche log witkoff -s data --reverse --format json

Exit codes: 0 it has a history, 2 outside git, or no such record in any commit.";

/// The sum of the lengths up to which changes stand on the line of their commit.
const SHORT: usize = 60;

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = unlisted(&CHOOSING), args = unlisted(&["as-of"]))]
pub struct Args {
    /// The id of an event, or of another record
    #[arg(value_name = "ID")]
    pub id: String,

    /// The oldest commit first
    #[arg(long)]
    pub reverse: bool,

    /// How the history is written
    #[arg(long, value_name = "FORMAT", default_value = "plain")]
    pub format: Format,
}

/// Runs the command.
///
/// # Errors
/// The store is not in git, or no commit has the record.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    run.nothing_chosen("log is about one record and")?;
    if run.flags.as_of.is_some() {
        return Err(Error::new("log reads the whole history and takes no --as-of"));
    }
    let inputs = run.inputs(&[])?;
    let paths: Vec<PathBuf> = inputs
        .iter()
        .filter_map(|input| match input {
            Input::Path(path) => Some(path.clone()),
            Input::Pipe(_) | Input::Stdin | Input::BuiltIn => None,
        })
        .collect();
    if paths.len() < inputs.len() {
        return Err(Error::new("log needs a store of files that are kept in git")
            .hint("name it by --store: demarche log ID -s PATH"));
    }
    let mut steps = history::of(&args.id, &paths)?;
    if steps.is_empty() {
        return Err(unknown(&args.id, &inputs));
    }
    if args.reverse {
        steps.reverse();
    }
    match args.format {
        Format::Plain => {
            super::reports::write(&nowhere(), &page(&args.id, &steps), run.wrapped_look(), run.out)?;
        }
        Format::Markdown => write!(run.out, "{}", export::report(&nowhere(), &page(&args.id, &steps)))?,
        Format::Json => {
            let all = json!({"id": args.id, "commits": steps.iter().map(data).collect::<Vec<_>>()});
            let text = format!("{all:#}");
            text.lines().try_for_each(|line| writeln!(run.out, "{}", inert(line)))?;
        }
    }
    Ok(Outcome::Matched)
}

/// Returns why nothing was found: an id that is only in the files, or in neither.
fn unknown(id: &str, inputs: &[Input]) -> Error {
    match Store::load(inputs) {
        Ok(store) if store.find(id).is_some() => Error::new(format!("no commit has `{id}` yet"))
            .hint("it is in the files but was never committed: git add, git commit"),
        Ok(store) => Error::unknown("record in any commit with the id", id, store.events.ids()),
        Err(error) => error.into(),
    }
}

/// What happened to the record as a whole.
fn happened(step: &Step) -> Vec<String> {
    let place = |version: &Version| format!("{}:{}", version.path, version.line);
    match (&step.old, &step.new) {
        (None, Some(new)) if step.removed.is_some() => vec![format!("back in {}", place(new))],
        (None, Some(new)) if step.is_cut => {
            vec![format!("already in {}; this clone has no earlier commit", place(new))]
        }
        (None, Some(new)) => vec![format!("created in {}", place(new))],
        (Some(old), None) => vec![format!("removed from {}", place(old))],
        (Some(old), Some(new)) => {
            let moved = (old.path != new.path).then(|| format!("moved from {} to {}", old.path, new.path));
            let renamed = (old.id != new.id).then(|| format!("renamed from {} to {}", old.id, new.id));
            renamed.into_iter().chain(moved).collect()
        }
        (None, None) => Vec::new(),
    }
}

/// The fields that a commit changed; the id is told by what happened to the whole.
fn fields(step: &Step) -> Vec<Field> {
    let (Some(old), Some(new)) = (step.old.as_ref().or(step.removed.as_ref()), &step.new) else {
        return Vec::new();
    };
    let changed = Changed::new(new.id.clone(), &meaning(old), meaning(new));
    let all = changed.map(|changed| changed.fields).unwrap_or_default();
    all.into_iter().filter(|field| field.path != "id").collect()
}

/// Returns the fields of a record in long form, in which two ways to write the same thing are one: `actors: [x]` and
/// `actors: {party: x}`. A record that cannot be read is taken as written.
fn meaning(version: &Version) -> Map<String, Value> {
    if version.list != List::Events {
        return version.fields.clone();
    }
    let mut fields = version.fields.clone();
    fields.insert("id".to_owned(), version.id.clone().into());
    let text = format!("events:\n{}", crate::store::yaml::emit::item(&fields, 0));
    let store = Store::from_texts([("log.yaml", text)]);
    let whole = store.problems.iter().all(|problem| problem.severity != Severity::Problem);
    let event = store.events.iter().next().filter(|_| whole);
    let mut long = event.map_or(fields, |event| export::json::record(&store, event));
    // What was never graded has no grade.
    if !version.fields.contains_key("grade") {
        long.shift_remove("grade");
    }
    long
}

/// Returns a change in words; of two notations of one time it says so.
fn worded(field: &Field) -> Vec<String> {
    let date = |value: &Option<Value>| {
        let text = value.as_ref()?.as_str()?.to_owned();
        let date = EventDate::parse(&text, Zone::Offset(0)).ok()?;
        // Without an offset, the store's zone decides.
        let fixed = text.contains('T')
            && !text.contains('/')
            && text.ends_with(|c: char| c == 'Z' || c.is_ascii_digit());
        let fixed = fixed && text.split_once('T').is_some_and(|(_, time)| time.contains(['Z', '+', '-']));
        fixed.then(|| (date.earliest(), date.latest()))
    };
    let mut all = field.in_words();
    if let Some(old) = date(&field.old)
        && date(&field.new) == Some(old)
        && let [only] = all.as_mut_slice()
    {
        only.push_str(" (the same time)");
    }
    all
}

fn page(id: &str, steps: &[Step]) -> Page {
    let mut page = Page::new(format!("History of {id}"));
    page.push(Block::Tree(steps.iter().map(branch).collect()));
    page
}

/// Returns `2025-12-22 a1b2c3d Name: grade: B2 → B1`, with long changes on lines of their own.
fn branch(step: &Step) -> Branch {
    let mut told = happened(step);
    let changes: Vec<String> = fields(step).iter().flat_map(worded).collect();
    if told.is_empty() && changes.is_empty() {
        told.push("written otherwise, and means the same".to_owned());
    }
    let short = changes.iter().map(|change| change.chars().count()).sum::<usize>() <= SHORT;
    let mut notes = Vec::new();
    if short {
        told.extend(changes);
    } else {
        notes.extend(changes.into_iter().map(words));
    }
    let Step { day, commit, author, .. } = step;
    let mut line = vec![Span::Text(format!("{day} ")), Span::Strong(commit.clone())];
    line.push(Span::Text(format!(" {author}{}{}", if told.is_empty() { "" } else { ": " }, told.join("; "))));
    Branch { line, notes, branches: Vec::new() }
}

fn data(step: &Step) -> Value {
    let place = |version: &Version| json!({"path": version.path, "line": version.line, "id": version.id});
    let what = match (&step.old, &step.new) {
        (None, _) if step.removed.is_some() => "returned",
        (None, _) if step.is_cut => "present",
        (None, _) => "created",
        (_, None) => "removed",
        (Some(old), Some(new)) if old.id != new.id => "renamed",
        (Some(old), Some(new)) if old.path != new.path => "moved",
        _ if fields(step).is_empty() => "rewritten",
        _ => "changed",
    };
    let mut object = json!({
        "commit": step.hash, "date": step.day, "author": step.author, "subject": step.subject, "what": what,
        "fields": fields(step).iter().map(Field::json).collect::<Vec<_>>(),
    });
    if let Some(object) = object.as_object_mut() {
        object.extend(step.old.as_ref().map(|old| ("from".to_owned(), place(old))));
        object.extend(step.new.as_ref().map(|new| ("to".to_owned(), place(new))));
    }
    object
}
