//! What a person gets who types a part of a line in a shell and presses Tab.

use std::io::{Read, Write};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{CommandBuilder, PtySize, native_pty_system};

use super::{demarche, is_installed, written};

/// Longer than any machine needs; only a failing test waits so long.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is typed, and what is on the line after Tab.
const LINES: [(&str, &str); 12] = [
    ("demarche sche", "demarche schema"),
    ("demarche list --timez", "--timezone"),
    ("demarche list -a kreml", "-a kremlin"),
    ("demarche list --actor kreml", "--actor kremlin"),
    ("demarche list -f actor:kreml", "-f actor:kremlin"),
    ("demarche list -f 'kind:meeting actor:kreml", "actor:kremlin"),
    ("demarche data -f actor:kreml", "-f actor:kremlin"),
    ("demarche new -a speaker=pesk", "-a speaker=peskov"),
    ("demarche new --about three-way-talks-in", "--about three-way-talks-in-preparation"),
    ("demarche list --venue miam", "--venue miami"),
    ("demarche show 2025-12-21-ushakov-no-t", "2025-12-21-ushakov-no-trilateral"),
    ("demarche log 2025-12-21-ushakov-no-t", "2025-12-21-ushakov-no-trilateral"),
];

/// Starts a shell that knows the completions, in `home`.
fn started(shell: &str, home: &Path) -> CommandBuilder {
    let script = demarche(&["completions", shell]).stdout;
    let mut command = CommandBuilder::new(shell);
    match shell {
        "bash" => {
            let script = written(home, "demarche.bash", &script);
            let rc = written(home, "rc", format!("PS1='ready> '\nsource {script}\n").as_bytes());
            command.args(["--noprofile", "--rcfile", &rc, "-i"]);
        }
        "zsh" => {
            written(home, "_demarche", &script);
            let rc = format!(
                "PS1='ready> '\nfpath=({} $fpath)\nautoload -Uz compinit\ncompinit -u -D\n",
                home.display()
            );
            written(home, ".zshrc", rc.as_bytes());
            command.env("ZDOTDIR", home);
            command.args(["-d", "-i"]);
        }
        _ => {
            let script = written(home, "demarche.fish", &script);
            let start = format!(
                "source {script}; set -g fish_autosuggestion_enabled 0; set -g fish_greeting; \
                 function fish_prompt; echo -n 'ready> '; end"
            );
            command.args(["--no-config", "-i", "-C", &start]);
        }
    }
    command
}

/// Types a line and Tab. Fails with what the screen shows if it never shows `expected`.
fn typed(shell: &str, line: &str, expected: &str) -> Result<(), String> {
    let home = tempfile::tempdir().expect("a directory");
    let mut command = started(shell, home.path());
    let bin = Path::new(env!("CARGO_BIN_EXE_demarche")).parent().expect("a directory");
    command.env("PATH", format!("{}:{}", bin.display(), std::env::var("PATH").unwrap_or_default()));
    command.env("TERM", "xterm");
    command.env("HOME", home.path());
    command.env_remove("DEMARCHE_STORE");
    command.cwd(env!("CARGO_MANIFEST_DIR"));
    let size = PtySize { rows: 30, cols: 160, pixel_width: 0, pixel_height: 0 };
    let pty = native_pty_system().openpty(size).expect("a pseudo-terminal");
    let mut child = pty.slave.spawn_command(command).expect("it starts");
    let screen = Arc::new(Mutex::new(vt100::Parser::new(30, 160, 0)));
    let mut reader = pty.master.try_clone_reader().expect("a reader");
    let mut keys = pty.master.take_writer().expect("a writer");
    let shown = Arc::clone(&screen);
    thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(read @ 1..) = reader.read(&mut bytes) {
            shown.lock().expect("no panic").process(&bytes[..read]);
        }
    });
    let contents = || screen.lock().expect("no panic").screen().contents();
    let wait_for = |text: &str| {
        let until = Instant::now() + PATIENCE;
        while !contents().contains(text) {
            if Instant::now() > until {
                return Err(format!("{shell}: `{line}` and Tab give no `{text}`:\n{}", contents()));
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    };
    let mut press = |text: &str| {
        keys.write_all(text.as_bytes()).and_then(|()| keys.flush()).expect("it listens");
    };
    let ended = wait_for("ready> ").and_then(|()| {
        press(line);
        wait_for(line)?;
        press("\t");
        wait_for(expected)
    });
    child.kill().expect("it ends");
    child.wait().expect("it has ended");
    ended
}

#[test]
fn tab_completes_commands_flags_ids_and_filters_in_each_shell() {
    let mut failed = Vec::new();
    for shell in ["bash", "zsh", "fish"] {
        if !is_installed(shell) {
            continue;
        }
        for (line, expected) in LINES {
            failed.extend(typed(shell, line, expected).err());
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}
