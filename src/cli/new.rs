//! `demarche new`: appends an event to a file of the store and keeps every other byte.

mod draft;
mod editor;

use std::path::{Path, PathBuf};

use clap::Arg;

use super::writing::{self, Answer};
use super::{Outcome, Run};
use crate::compose::{self, Draft, Note};
use crate::error::Error;
use crate::store::edit::FileEdit;
use crate::store::{Problem, Severity, Store};
use crate::text::{visible, visible_line};

const EXAMPLES: &str = "Examples:
  demarche new 'Peskov denied three-way talks, Moscow, 21 Dec 2025 11:10, TASS https://tass.com/x'
  demarche new --kind meeting --date 2025-12-20 --title 'Envoys met' --actor witkoff
  cp -rL data mine && demarche new -s mine -y 'Rubio met Lavrov, Moscow, 22 Dec 2025'

Without flags and on a terminal, $VISUAL or $EDITOR opens a template. Without a terminal nothing is written unless
--yes is given: the event is only shown.";

/// The flags that choose events elsewhere and give fields here, each with its help.
const FIELDS: [(&str, &str); 3] = [
    ("kind", "meeting, statement, strike or other"),
    ("actor", "An actor, `witkoff` or with a role `speaker=peskov`; repeatable"),
    ("venue", "Where it was; more of them are other venues"),
];
/// The flags that mean nothing here.
const REFUSED: [&str; 7] = ["filter", "since", "until", "view", "sort", "limit", "as-of"];

fn fields() -> Vec<Arg> {
    let flags = super::flags::unlisted(&FIELDS.map(|(name, _)| name));
    let help =
        |flag: &Arg| FIELDS.iter().find(|(name, _)| flag.get_long() == Some(name)).map(|(_, help)| *help);
    flags.into_iter().map(|flag| flag.clone().hide(false).help(help(&flag).unwrap_or_default())).collect()
}

/// Its own flags.
#[derive(Debug, Clone, Default, clap::Args)]
#[command(after_long_help = EXAMPLES, args = fields(), args = super::flags::unlisted(&REFUSED))]
pub struct Args {
    /// What happened, in a sentence: who did what, where, when, according to whom
    #[arg(value_name = "SENTENCE")]
    pub sentence: Vec<String>,

    /// The file to append to; else the one whose events lie nearest in date
    #[arg(long, value_name = "FILE", hide_short_help = true)]
    pub file: Option<PathBuf>,

    /// When it happened, as in the store: 2025-12-21, 2025-12-21T11:10+03:00
    #[arg(long, value_name = "DATE")]
    pub date: Option<String>,

    /// Its title
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,

    /// Its id; else date and title
    #[arg(long, value_name = "ID", hide_short_help = true)]
    pub id: Option<String>,

    /// An address, a source of the store by its id, or an outlet; repeatable
    #[arg(long, value_name = "URL")]
    pub source: Vec<String>,

    /// The outlet that its source is of
    #[arg(long, value_name = "OUTLET")]
    pub outlet: Option<String>,

    /// When its source was published
    #[arg(long, value_name = "DATE", hide_short_help = true)]
    pub published: Option<String>,

    /// What happened, in a few sentences
    #[arg(long, value_name = "TEXT", hide_short_help = true)]
    pub summary: Option<String>,

    /// A count: killed=3, 'drone launched=60 by kiper' or {metric: killed, count: 3}; repeatable
    #[arg(long, value_name = "COUNT", hide_short_help = true)]
    pub figure: Vec<String>,

    /// Its status, if it did not simply occur
    #[arg(long, value_name = "WORD", hide_short_help = true)]
    pub status: Option<String>,

    /// What a statement does: affirms, denies, supports, opposes, …
    #[arg(long, value_name = "WORD")]
    pub stance: Option<String>,

    /// A claim that the statement takes a position on; repeatable
    #[arg(long, value_name = "CLAIM", hide_short_help = true)]
    pub about: Vec<String>,

    /// Its grade, such as B2
    #[arg(long, value_name = "GRADE", hide_short_help = true)]
    pub grade: Option<String>,

    /// The words that were said
    #[arg(long, value_name = "TEXT", hide_short_help = true)]
    pub quote: Option<String>,

    /// A tag; repeatable
    #[arg(long, value_name = "WORD", hide_short_help = true)]
    pub tag: Vec<String>,

    /// Write without asking
    #[arg(short, long)]
    pub yes: bool,
}

/// Runs the command.
///
/// # Errors
/// A name or word that does not exist, no file to append to, or a file that cannot be written.
pub fn run(run: &mut Run<'_>, args: &Args) -> Result<Outcome, Error> {
    let flags = run.flags;
    if let Some(flag) = flags.chooses().filter(|flag| !["--kind", "--actor", "--venue"].contains(flag)) {
        return Err(Error::new(format!("new adds an event and takes no {flag}")));
    }
    let inputs = run.inputs(&[])?;
    let store = Store::load(&inputs)?;
    let mut draft = Draft::default();
    let sentence = args.sentence.join(" ");
    if !sentence.trim().is_empty() {
        draft = compose::understand(&sentence, &store, &run.now()?);
    }
    let given = draft::from_flags(&mut draft, flags, args, &store)?;
    draft.finish(&store);
    if sentence.trim().is_empty() && !given {
        if !run.environment.answers {
            return Err(Error::new(
                "nothing to add: there is neither a sentence nor a flag, and no terminal for an editor",
            )
            .hint(
                "write demarche new 'Peskov denied talks, Moscow, 21 Dec 2025', or see demarche new --help",
            ));
        }
        return edited(run, args, &store, draft, &[]);
    }
    let missing = draft.missing();
    if !missing.is_empty() && args.yes {
        let missing = missing.iter().map(|key| format!("--{key}")).collect::<Vec<_>>().join(" and ");
        show(run, &draft, &[])?;
        return Err(Error::new("not written: the event is not complete").hint(format!("give {missing}")));
    }
    if !missing.is_empty() {
        draft.notes.push(Note::new("", format!("missing: {}", missing.join(", "))));
    }
    if missing.is_empty() {
        draft.notes.extend(like(&store, &draft));
        offer(run, args, &store, draft)
    } else if run.environment.answers {
        show(run, &draft, &[])?;
        match run.ask("edit it? [y/N]")? {
            Answer::Letter('y' | 'e') => edited(run, args, &store, draft, &[]),
            _ => nothing(run),
        }
    } else {
        show(run, &draft, &[])?;
        Ok(Outcome::Matched)
    }
}

/// Shows the event and what would be wrong with it, and writes it if that is wanted.
fn offer(run: &mut Run<'_>, args: &Args, store: &Store, draft: Draft) -> Result<Outcome, Error> {
    let file = match target(args, store, &draft) {
        Err(error) if args.yes || run.environment.answers => return Err(error),
        Err(_) => {
            show(run, &draft, &[])?;
            if !run.flags.quiet {
                writeln!(
                    run.err,
                    "nothing is written: no file of the store holds events; name one with --file"
                )?;
            }
            return Ok(Outcome::Matched);
        }
        Ok(file) => file,
    };
    let edit = appended(&file, &draft)?;
    let problems = judged(store, &file, &edit)?;
    let bad = problems.iter().any(|problem| problem.severity == Severity::Problem);
    if !args.yes || bad {
        show(run, &draft, &problems)?;
    } else {
        tell(run, &draft, &problems)?;
    }
    if bad && args.yes {
        return Err(Error::new("not written: the event would be left out of the store"));
    }
    if !args.yes {
        if !run.environment.answers {
            if !run.flags.quiet {
                writeln!(
                    run.err,
                    "nothing is written: with --yes it is appended to {}",
                    visible_line(&file.display().to_string())
                )?;
            }
            return Ok(Outcome::Matched);
        }
        let question = if bad {
            "edit it? [y/N]".to_owned()
        } else {
            format!("write to {}? [y/N/e]", visible_line(&file.display().to_string()))
        };
        match run.ask(&question)? {
            Answer::Letter('y') if !bad => {}
            Answer::Letter('e' | 'y') => return edited(run, args, store, draft, &problems),
            _ => return nothing(run),
        }
    }
    save(run, &file, &edit)
}

/// Says which events of the store the new one may be.
fn like(store: &Store, draft: &Draft) -> Vec<Note> {
    crate::report::dupes::notes(store, &compose::Judge::new(store), draft)
}

fn nothing(run: &mut Run<'_>) -> Result<Outcome, Error> {
    writeln!(run.err, "nothing is written")?;
    Ok(Outcome::Nothing)
}

fn save(run: &mut Run<'_>, file: &Path, edit: &FileEdit) -> Result<Outcome, Error> {
    edit.save().map_err(|error| writing::not_edited(file, error))?;
    if !run.flags.quiet {
        writeln!(run.err, "appended to {}", visible_line(&file.display().to_string()))?;
    }
    Ok(Outcome::Matched)
}

/// Writes the event to standard output, and what is to be told to standard error.
fn show(run: &mut Run<'_>, draft: &Draft, problems: &[Problem]) -> Result<(), Error> {
    write!(run.out, "{}", visible(&draft.yaml()))?;
    tell(run, draft, problems)
}

fn tell(run: &mut Run<'_>, draft: &Draft, problems: &[Problem]) -> Result<(), Error> {
    run.out.flush()?;
    if run.flags.quiet {
        return Ok(());
    }
    // What the check of the store says of a name is not said twice.
    let said = |told: &str| {
        let name = told.split('`').nth(1).map(|name| format!("`{name}` is not in"));
        name.is_some_and(|name| {
            told.contains(&name) && problems.iter().any(|problem| problem.message.contains(&name))
        })
    };
    for told in draft.notes.iter().map(Note::with_flags).filter(|told| !said(told)) {
        writeln!(run.err, "note: {}", visible_line(told))?;
    }
    for problem in problems {
        writeln!(run.err, "{}", visible_line(&worded(problem)))?;
    }
    Ok(())
}

/// Words a problem of the new event, whose place in a file does not exist yet.
fn worded(problem: &Problem) -> String {
    let hint = problem.hint.as_ref().map(|hint| format!("; {hint}")).unwrap_or_default();
    format!("{}: {}{hint}", problem.severity.word(), problem.message)
}

/// Returns the file to append to.
fn target(args: &Args, store: &Store, draft: &Draft) -> Result<PathBuf, Error> {
    if let Some(file) = &args.file {
        if file.is_dir() {
            return Err(
                Error::new(format!("{} is a directory", file.display())).hint("name a file with --file")
            );
        }
        return Ok(file.clone());
    }
    compose::target(store, draft).ok_or_else(|| {
        Error::new("no file of the store holds events that can be appended to")
            .hint("name one with --file FILE")
    })
}

/// Returns the file with the event behind its last one. Nothing is written.
fn appended(file: &Path, draft: &Draft) -> Result<FileEdit, Error> {
    compose::appended(file, &draft.fields).map_err(|error| writing::not_edited(file, error))
}

/// Returns the problems that the event would make.
fn judged(store: &Store, file: &Path, edit: &FileEdit) -> Result<Vec<Problem>, Error> {
    let bytes = edit.result().map_err(|error| writing::not_edited(file, error))?;
    Ok(store.trial(file, &bytes))
}

/// Lets the user edit the event until it is right, or given up.
fn edited(
    run: &mut Run<'_>,
    args: &Args,
    store: &Store,
    mut draft: Draft,
    problems: &[Problem],
) -> Result<Outcome, Error> {
    let mut wrong: Vec<String> = problems.iter().map(worded).collect();
    let mut text = editor::template(&draft);
    let mut is_own = false;
    loop {
        let written = match editor::edit(run, &editor::with_notes(&text, &draft.notes, &wrong)) {
            // What was written before is not lost with an editor that fails.
            Err(error) if is_own => {
                wrong = lines_of(&error);
                if let Some(ended) = given_up(run, &wrong, &text)? {
                    return Ok(ended);
                }
                continue;
            }
            written => written?,
        };
        if editor::is_empty(&written) {
            return nothing(run);
        }
        text = editor::without_notes(&written);
        is_own = true;
        let read = crate::store::trial::record_of(&text).map_err(|error| vec![error]);
        let judged = read.and_then(|fields| {
            draft.fields = fields;
            draft.notes.clear();
            draft.finish(store);
            draft.notes = like(store, &draft);
            let file = target(args, store, &draft).map_err(|error| lines_of(&error))?;
            let edit = appended(&file, &draft).map_err(|error| lines_of(&error))?;
            let problems = judged(store, &file, &edit).map_err(|error| lines_of(&error))?;
            Ok((file, edit, problems))
        });
        match judged {
            Ok((file, edit, problems)) if problems.iter().all(|one| one.severity != Severity::Problem) => {
                if !problems.is_empty() || !draft.notes.is_empty() {
                    show(run, &draft, &problems)?;
                    wrong = problems.iter().map(worded).collect();
                    let name = file.display().to_string();
                    let question = format!(
                        "write to {} all the same? [y]es, [e]dit again, [k]eep a copy, [d]iscard:",
                        visible_line(&name)
                    );
                    match choice(run, &question, "yekd")? {
                        'y' => {}
                        'e' => continue,
                        'k' => return editor::keep(run, &text),
                        _ => return nothing(run),
                    }
                }
                match save(run, &file, &edit) {
                    Err(error) => wrong = lines_of(&error),
                    saved => return saved,
                }
            }
            Ok((_, _, problems)) => wrong = problems.iter().map(worded).collect(),
            Err(told) => wrong = told,
        }
        if let Some(ended) = given_up(run, &wrong, &text)? {
            return Ok(ended);
        }
    }
}

/// Returns an error and its hint, a line each.
fn lines_of(error: &Error) -> Vec<String> {
    error.to_string().lines().map(str::to_owned).collect()
}

/// Says what is wrong with what was written, and asks what is to become of it; `None` if it is to be edited again.
fn given_up(run: &mut Run<'_>, wrong: &[String], text: &str) -> Result<Option<Outcome>, Error> {
    for line in wrong {
        writeln!(run.err, "{}", visible_line(line.trim_end()))?;
    }
    match choice(run, "[e]dit again, [k]eep a copy, [d]iscard:", "ekd")? {
        'e' => Ok(None),
        'k' => editor::keep(run, text).map(Some),
        _ => nothing(run).map(Some),
    }
}

/// Asks until one of the letters is given. At the end of the input, a copy is kept: what was typed is not thrown away
/// unless somebody says so.
fn choice(run: &mut Run<'_>, question: &str, letters: &str) -> Result<char, Error> {
    loop {
        match run.ask(question)? {
            Answer::Letter(letter) if letters.contains(letter) => return Ok(letter),
            Answer::Letter(_) | Answer::Empty => {}
            Answer::End => return Ok('k'),
        }
    }
}
