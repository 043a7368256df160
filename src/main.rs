//! The program: reads the arguments, runs the command or the browser, and ends with an exit code.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use demarche::cli::pager::Pager;
use demarche::cli::{self, Cli, Environment, Next, Run};
use demarche::config::Config;
use demarche::error::Error;
use demarche::tui;

/// The allocator. Loading allocates and frees many small pieces of memory on all cores, and mimalloc is fast at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    demarche::parallel::silence_caught_panics();
    let cli = Cli::parse();
    let environment = Environment::of_process();
    demarche::text::signs::draw_in_ascii(cli.draws_in_ascii(&environment));
    let armed = Arc::clone(&environment.interrupts);
    if cli.command.is_some() || !environment.stdout_is_terminal {
        // The browser handles signals itself. Every other command ends at once, and its exit code says why.
        cli::interrupted::watch(Arc::clone(&armed));
    }
    let asks = cli.command.as_ref().is_some_and(cli::Command::asks);
    let paging = if cli.flags.no_pager || asks { None } else { environment.paging() };
    let mut out = Pager::new(BufWriter::new(io::stdout().lock()), paging, armed);
    let mut err = io::stderr();
    let mut run = Run { flags: &cli.flags, environment: &environment, out: &mut out, err: &mut err };
    let next = cli::run(&cli, &mut run).and_then(|next| {
        out.flush()?;
        Ok(next)
    });
    // The browser's threads write to standard output, so the pager must have released it by then. Incomplete output
    // is shown too, before the error that cut it short.
    let finished = out.finish().map_err(Error::from);
    if let Ok(Some(complaint)) = &finished
        && !cli.flags.quiet
    {
        drop(writeln!(io::stderr(), "note: {complaint}"));
    }
    let next = next.and_then(|next| finished.map(|_| next));
    let ended = next.and_then(|next| match next {
        Next::Done(outcome) => Ok(outcome.exit_code()),
        Next::Browse(browse) => browse_with(*browse),
        Next::Screenshot(browse, wanted) => draw(*browse, &wanted),
        Next::Tell(about) => tell(about),
    });
    let code = match ended {
        Ok(code) => code,
        Err(report) => {
            // If standard error is closed, nobody can read the message.
            drop(write!(io::stderr(), "{report}"));
            report.exit_code()
        }
    };
    // Exit without running destructors: a `BufWriter` on a closed pipe would try to write once more.
    std::process::exit(i32::from(code))
}

fn browse_with(browse: cli::Browse) -> Result<u8, Error> {
    tui::run(&start(browse)).map_err(|error| Error::new(format!("{error:#}")))
}

/// Draws a screen and writes it.
fn draw(browse: cli::Browse, wanted: &cli::screenshot::Wanted) -> Result<u8, Error> {
    let form = match wanted.format {
        cli::screenshot::Format::Text => tui::screenshot::Form::Text,
        cli::screenshot::Format::Svg => tui::screenshot::Form::Svg,
    };
    let shot = tui::screenshot::Shot {
        view: wanted.view.clone(),
        size: wanted.size,
        form,
        max_handling: wanted.max_handling,
    };
    let drawn = tui::screenshot::screenshot(&start(browse), &shot)?;
    wanted.save(&drawn, &mut io::stdout())?;
    Ok(0)
}

/// Writes the manual page or the configuration, with the keys of the browser.
fn tell(about: cli::About) -> Result<u8, Error> {
    let (mut out, mut err) = (BufWriter::new(io::stdout()), io::stderr());
    let outcome = match about {
        cli::About::Man => {
            cli::man::write(&key_rows(&tui::keys::Keys::usual(), &Config::default()), &mut out)?;
            cli::Outcome::Matched
        }
        cli::About::Config(in_force) => {
            let (keys, refused) = tui::keys::Keys::of(&in_force.config);
            let rows = key_rows(&keys, &in_force.config);
            cli::config::write(&in_force, &rows, &refused, &mut out, &mut err)?
        }
    };
    out.flush()?;
    Ok(outcome.exit_code())
}

fn key_rows(keys: &tui::keys::Keys, config: &Config) -> Vec<cli::config::KeyRow> {
    let row = |bound: &tui::keys::Bound| cli::config::KeyRow {
        action: bound.binding.action.name(),
        group: bound.binding.group.name(),
        description: bound.binding.description,
        place: bound.binding.place(),
        keys: bound.keys.iter().map(ToString::to_string).collect(),
        at: bound.setting.and_then(|at| config.keys.get(at)).map(|setting| setting.action.at),
    };
    keys.all().map(row).collect()
}

fn start(browse: cli::Browse) -> tui::Start {
    let config = browse.config;
    let (preferences, refused) = tui::preferences::Preferences::of(&config);
    let complaints =
        config.complaints.iter().chain(&refused).map(|complaint| config.told(complaint)).collect();
    let look = config.theme.as_ref().and_then(|set| set.value.parse().ok());
    tui::Start {
        inputs: browse.inputs,
        filter: browse.filter,
        view: browse.view,
        reversed: browse.sort.map(|sort| sort == cli::Sort::Reverse),
        now: browse.now,
        reader_zone: browse.reader_zone,
        as_of: browse.as_of,
        zone: browse.zone,
        colour: browse.colour,
        look,
        preferences,
        complaints,
        mouse: browse.mouse,
        fresh: browse.fresh,
        no_cache: browse.no_cache,
    }
}
