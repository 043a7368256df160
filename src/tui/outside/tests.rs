use super::*;

fn env(vars: &'static [(&str, &str)]) -> impl Fn(&str) -> Option<String> {
    |name| vars.iter().find(|(n, _)| *n == name).map(|(_, value)| (*value).to_owned())
}

fn line(program: &Program) -> String {
    format!("{}|{}", program.name, program.args.join("|"))
}

fn edited(editor: &'static str, file: &str, at: u32) -> String {
    let var = move |name: &str| (name == "EDITOR").then(|| editor.to_owned());
    line(&editors(Path::new(file), at, var).expect("words")[0])
}

#[test]
fn the_clipboard_is_the_terminals() {
    let mut out = Vec::new();
    copy(&mut out, "2025-12-21-ushakov").expect("a buffer takes it");
    let sent = String::from_utf8(out).expect("ASCII");
    assert!(
        sent.starts_with("\u{1b}]52;c;") && sent.contains("MjAyNS0xMi0yMS11c2hha292"),
        "OSC 52: {sent:?}"
    );
    let mut out = Vec::new();
    let long = copy(&mut out, &"x".repeat(CLIPBOARD_LIMIT + 1));
    assert!(
        matches!(long, Err(OutsideError::TooLong(_))) && out.is_empty(),
        "half a text is worse than none"
    );
}

#[test]
fn editors_open_at_the_line() {
    assert_eq!(edited("vim", "data/2025.yaml", 7), "vim|+7|data/2025.yaml", "vim");
    assert_eq!(edited("/usr/bin/nvim -p", "a.yaml", 7), "/usr/bin/nvim|-p|+7|a.yaml", "a path with options");
    assert_eq!(edited("code --wait", "a.yaml", 7), "code|--wait|--goto|a.yaml:7", "Visual Studio Code");
    assert_eq!(edited("hx", "a.yaml", 7), "hx|a.yaml:7", "Helix");
    assert_eq!(edited("subl -w", "a.yaml", 7), "subl|-w|a.yaml:7", "Sublime Text");
    assert_eq!(edited("emacsclient -t", "a.yaml", 7), "emacsclient|-t|+7|a.yaml", "Emacs");
    assert_eq!(edited("ed", "a.yaml", 7), "ed|a.yaml", "an unknown editor gets the file alone");
    assert_eq!(edited("vim", "a.yaml", 0), "vim|a.yaml", "no line, no jump");
}

#[test]
fn nothing_reaches_a_shell() {
    assert_eq!(edited("vim", "a b;rm -rf $HOME.yaml", 1), "vim|+1|a b;rm -rf $HOME.yaml", "one argument");
    assert_eq!(edited("vim", "-c quit.yaml", 1), "vim|+1|./-c quit.yaml", "a file is no option");
    assert_eq!(edited("vim", "+cq.yaml", 1), "vim|+1|./+cq.yaml", "a file is no command");
    assert_eq!(
        edited("'my editor' \"-a b\" $X", "f", 1),
        "my editor|-a b|$X|f",
        "quotes group, nothing expands"
    );
    let broken = editors(Path::new("f"), 1, env(&[("VISUAL", "vim '")]));
    let message = broken.expect_err("the quote is open").to_string();
    assert_eq!(message, "$VISUAL: a quote is not closed in `vim '`", "the variable is named");
}

#[test]
fn visual_goes_before_editor() {
    let programs = editors(Path::new("f"), 1, env(&[("EDITOR", "ed"), ("VISUAL", "kak")])).expect("words");
    assert_eq!(line(&programs[0]), "kak|+1|f", "VISUAL wins");
    let programs = editors(Path::new("f"), 1, env(&[("EDITOR", " ")])).expect("words");
    assert_eq!(line(&programs[1]), "vi|+1|f", "without both, what is usual");
}

#[test]
fn only_the_web_is_opened() {
    for url in ["https://kremlin.ru/events/78", "HTTP://x.org", "https://[::1]/", "https://президент.рф/"]
    {
        assert!(is_web(url), "{url} is an address");
    }
    let bad = [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "--new-window",
        "https://",
        "https://-x",
        "https://a b",
        "https://a\u{1b}]0;x",
        "https://a\u{202E}b",
        "ftp://x.org",
        " https://x.org",
        "",
    ];
    for url in bad {
        assert!(!is_web(url), "{url:?} is not opened");
        assert!(browsers(url, env(&[("BROWSER", "firefox")])).is_err(), "{url:?} is refused");
    }
}

#[test]
fn the_users_browser_goes_first() {
    let vars: &[(&str, &str)] = &[("BROWSER", "w3m:firefox --new-tab %s"), ("DISPLAY", ":0")];
    let programs = browsers("https://a.org/?q=1&b=$(x)", env(vars)).expect("an address");
    let lines: Vec<String> = programs.iter().map(line).collect();
    assert_eq!(lines[0], "w3m|https://a.org/?q=1&b=$(x)", "the address is one argument");
    assert_eq!(lines[1], "firefox|--new-tab|https://a.org/?q=1&b=$(x)", "%s stands for it");
    assert!(lines.len() > 2, "then the desktop's");
    assert_eq!(programs[0].screen, Screen::Program, "a text browser needs the terminal");
    assert_eq!(programs[1].screen, Screen::Browser, "a window does not");
    let none = browsers("https://a.org", env(&[])).expect("an address");
    if !cfg!(target_os = "macos") {
        let error = first(&none, BROWSER, Program::run).expect_err("nothing to run");
        assert_eq!(error.to_string(), "no web browser found", "over SSH there is none");
        assert_eq!(error.hint().as_deref(), Some("set $BROWSER"), "and the hint says what to do");
    }
}

fn program(name: &str, args: &[&str], origin: Origin) -> Program {
    let args = args.iter().map(|arg| (*arg).to_owned()).collect();
    Program { name: name.into(), args, screen: Screen::Browser, origin }
}

#[test]
fn the_first_program_that_is_there_runs() {
    let programs =
        [program("demarche-no-such-program", &[], Origin::Named), program("true", &[], Origin::Usual)];
    let (ran, status) = first(&programs, EDITOR, Program::run).expect("true is there");
    assert_eq!((ran.name.as_str(), status.success()), ("true", true), "a missing one is passed over");
}

#[test]
fn a_program_that_fails_says_how() {
    let missing = [program("demarche-no-such-program", &[], Origin::Named)];
    let error = first(&missing, EDITOR, Program::run).expect_err("it is not there");
    assert_eq!(
        error.to_string(),
        "editor demarche-no-such-program could not be started: not found",
        "the one that was asked for is named"
    );
    assert_eq!(error.hint().as_deref(), Some("check $VISUAL and $EDITOR"), "and the variable that names it");
    let usual = [program("demarche-no-such-program", &[], Origin::Usual)];
    let error = first(&usual, EDITOR, Program::run).expect_err("it is not there");
    assert_eq!(error.to_string(), "no editor found", "nobody asked for that one");
    for (script, expected) in [
        ("exit 3", "web browser sh exited with status 3"),
        ("kill -9 $$", "web browser sh was killed by signal 9 (SIGKILL)"),
    ] {
        let shell = [program("sh", &["-c", script], Origin::Named)];
        let (ran, status) = first(&shell, BROWSER, Program::run).expect("a shell is there");
        let error = succeeded(ran, BROWSER, status).expect_err("it failed");
        assert_eq!(error.to_string(), expected, "`{script}`");
    }
}
