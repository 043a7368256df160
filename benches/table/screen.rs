//! The real binary in a terminal of its own: when its first events show, and what it costs when nothing happens.

use std::io::Read as _;
use std::path::Path;
use std::sync::mpsc;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

/// What was seen.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Seen {
    /// From start to the first event on the screen.
    pub(crate) first: Duration,
    /// From start until the screen was still.
    pub(crate) still: Duration,
    /// Ticks of the processor clock (a hundredth of a second each) in two seconds without input.
    pub(crate) idle_ticks: u64,
}

type Failure = Box<dyn std::error::Error>;

/// Starts `program` on `store` and watches its screen for `words`, which stand in every title.
pub(crate) fn watch(
    program: &Path,
    store: &Path,
    words: &[u8],
    home: &Path,
    cache: bool,
) -> Result<Seen, Failure> {
    let pty = native_pty_system().openpty(PtySize { rows: 60, cols: 200, ..PtySize::default() })?;
    let mut command = CommandBuilder::new(program);
    command.arg(store);
    command.args(["--fresh", "--now", "2025-12-31"]);
    if !cache {
        command.arg("--no-cache");
    }
    for (key, value) in [("TERM", "xterm-256color"), ("LANG", "C.UTF-8")] {
        command.env(key, value);
    }
    // What the browser remembers of its sessions stays beside the generated stores.
    command.env("HOME", home);
    command.env("XDG_STATE_HOME", home);
    command.env("XDG_CACHE_HOME", home);
    let start = Instant::now();
    let mut child = pty.slave.spawn_command(command)?;
    drop(pty.slave);
    let mut reader = pty.master.try_clone_reader()?;
    let (sender, receiver) = mpsc::channel();
    std::thread::spawn(move || {
        let mut piece = vec![0; 1 << 16];
        while let Ok(length @ 1..) = reader.read(&mut piece) {
            let told = sender.send((start.elapsed(), piece.get(..length).unwrap_or_default().to_vec()));
            if told.is_err() {
                return;
            }
        }
    });
    let mut screen = Vec::new();
    let (mut first, mut still) = (None, Duration::ZERO);
    // Silence after the first event means that everything is loaded and drawn; the largest stores are put in order
    // for seconds after the last word of the gauge.
    let large = std::fs::metadata(store).is_ok_and(|store| store.is_dir() || store.len() > 200 << 20);
    let silence = Duration::from_secs(if large { 12 } else { 2 });
    loop {
        let patience = if first.is_some() { silence } else { Duration::from_secs(120) };
        let Ok((at, piece)) = receiver.recv_timeout(patience) else { break };
        screen.extend_from_slice(&piece);
        still = at;
        if first.is_none() && memchr::memmem::find(&screen, words).is_some() {
            first = Some(at);
        }
    }
    let before = ticks(child.process_id());
    std::thread::sleep(Duration::from_secs(2));
    let idle_ticks = ticks(child.process_id()).saturating_sub(before);
    child.kill()?;
    child.wait()?;
    let first = first.ok_or("no event came up on the screen")?;
    Ok(Seen { first, still, idle_ticks })
}

/// User and system time of a process so far: fields 14 and 15 of `/proc/PID/stat`, after the name in brackets.
pub(crate) fn ticks(process: Option<u32>) -> u64 {
    process.map_or(0, |id| times(&id.to_string(), 11))
}

/// User and system time of all children of this process that have ended: the two fields behind.
pub(crate) fn children_ticks() -> u64 {
    times("self", 13)
}

fn times(process: &str, field: usize) -> u64 {
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(field).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
}
