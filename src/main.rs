//! Arguments in, exit code out.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use clap::Parser;
use demarche::cli::{self, Cli, Environment, Next, Outcome, Run};
use demarche::report::Report;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let environment = Environment::of_process();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut err = io::stderr();
    let mut run = Run { flags: &cli.flags, environment: &environment, out: &mut out, err: &mut err };
    let ended = cli::run(&cli, &mut run).and_then(|next| {
        out.flush()?;
        match next {
            Next::Done(outcome) => Ok(outcome),
            Next::Browse(browse) => browse_with(browse),
        }
    });
    let code = match ended {
        Ok(outcome) => outcome.exit_code(),
        Err(report) => {
            // With standard error gone there is nobody left to tell.
            drop(write!(io::stderr(), "{report}"));
            report.exit_code()
        }
    };
    // Leaving without destructors: a `BufWriter` on a closed pipe would write once more.
    std::process::exit(i32::from(code))
}

fn browse_with(_browse: cli::Browse) -> Result<Outcome, Report> {
    Err(Report::new("the browser is on its way").hint("demarche list prints the timeline as lines"))
}
