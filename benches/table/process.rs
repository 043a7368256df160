//! Other processes: how long they take from start to end, what they print, and how much memory they ever held.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::screen;

/// How a process ended.
#[derive(Debug)]
pub(crate) struct Ended {
    /// From start to end.
    pub(crate) time: Duration,
    /// What it printed.
    pub(crate) output: Vec<u8>,
}

/// Runs a command to its end; an exit code other than 0 is an error that tells its last words.
pub(crate) fn run(command: &mut Command) -> io::Result<Ended> {
    let start = Instant::now();
    let output = command.stdin(Stdio::null()).stderr(Stdio::piped()).output()?;
    let time = start.elapsed();
    if output.status.success() {
        return Ok(Ended { time, output: output.stdout });
    }
    let words = String::from_utf8_lossy(&output.stderr);
    let last = words.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("no word why");
    Err(io::Error::other(format!("{}: {last}", output.status)))
}

/// The most memory that a command ever held, in bytes; none where the system does not tell.
pub(crate) fn peak(command: &mut Command) -> io::Result<Option<u64>> {
    watch(command, Duration::MAX).map(|watched| watched.peak)
}

/// A process that was watched until it ended.
#[derive(Debug)]
pub(crate) struct Watched {
    /// From start to end.
    pub(crate) time: Duration,
    /// The most memory that it ever held, in bytes; none where the system does not tell.
    pub(crate) peak: Option<u64>,
    /// What it took of the processors, in hundredths of a second: unlike the time, hardly more on a busy machine.
    pub(crate) ticks: u64,
    /// Its exit code; none where a signal ended it.
    pub(crate) code: Option<i32>,
}

/// Watches a command to its end, which comes when `patience` does at the latest; what it prints goes nowhere.
///
/// The high-water mark of a process is gone once it has ended: it is read a thousand times a second until then.
pub(crate) fn watch(command: &mut Command, patience: Duration) -> io::Result<Watched> {
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
    let status = PathBuf::from(format!("/proc/{}/status", child.id()));
    let (mut peak, mut ticks) = (None, 0);
    loop {
        if let Some(ended) = child.try_wait()? {
            return Ok(Watched { time: start.elapsed(), peak, ticks, code: ended.code() });
        }
        if start.elapsed() > patience {
            child.kill()?;
        }
        peak = high_water(&status).max(peak);
        ticks = screen::ticks(Some(child.id())).max(ticks);
        std::thread::sleep(Duration::from_millis(1));
    }
}

fn high_water(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// Where a program is found on `PATH`.
pub(crate) fn which(program: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|directory| directory.join(program)).find(|file| file.is_file())
}
