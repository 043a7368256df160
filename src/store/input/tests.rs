//! What is found and read in files, directories, pipes and other inputs.

use super::*;
use crate::store::Store;

const EVENTS: &[u8] = b"- {kind: other, date: 2025, title: t}\n";

fn put(path: &Path) {
    fs::create_dir_all(path.parent().expect("a directory")).expect("a directory");
    super::super::write::write(path, EVENTS, super::super::write::Replace::Nothing).expect("written");
}

fn reported(store: &Store, root: &Path) -> Vec<String> {
    let root = format!("{}/", root.display());
    store
        .problems
        .iter()
        .filter(|p| p.code.0 == "unreadable")
        .map(|p| p.to_string().replace(&root, ""))
        .collect()
}

#[test]
fn a_directory_is_read_in_order_and_hidden_names_are_not() {
    let dir = tempfile::tempdir().expect("a directory");
    for name in ["b.yaml", "a/2.yml", "a/1.yaml", ".c.yaml", ".git/d.yaml", "e.txt", "f.yaml~"] {
        put(&dir.path().join(name));
    }
    let store = Store::load(&[Input::Path(dir.path().to_owned())]).expect("a store");
    let names: Vec<String> = store
        .files
        .iter()
        .map(|f| f.path.strip_prefix(dir.path()).expect("below").display().to_string())
        .collect();
    assert_eq!(names, ["a/1.yaml", "a/2.yml", "b.yaml"], "by path");
    let twice = [
        Input::Path(dir.path().join("a")),
        Input::Path(dir.path().to_owned()),
        Input::Path(dir.path().join("b.yaml")),
    ];
    assert_eq!(Store::load(&twice).expect("a store").files.len(), 3, "each file once, whatever leads to it");
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_reported_once_and_the_rest_loads() {
    let dir = tempfile::tempdir().expect("a directory");
    let at = |name: &str| dir.path().join(name);
    put(&at("good.yaml"));
    fs::create_dir(at("dir.yaml")).expect("a directory");
    std::os::unix::fs::symlink(dir.path(), at("loop")).expect("a link");
    std::os::unix::fs::symlink(at("nowhere"), at("gone.yaml")).expect("a link");
    std::os::unix::fs::symlink("/dev/zero", at("device.yaml")).expect("a link");
    std::os::unix::fs::symlink(at("good.yaml"), at("same.yaml")).expect("a link");
    std::os::unix::fs::symlink(at("pipe.yaml"), at("to-a-pipe.yaml")).expect("a link");
    let fifo = std::process::Command::new("mkfifo").arg(at("pipe.yaml")).status();
    assert!(fifo.is_ok_and(|status| status.success()), "mkfifo runs");
    let store = Store::load(&[Input::Path(dir.path().to_owned())]).expect("a store");
    assert_eq!(
        reported(&store, dir.path()),
        [
            "device.yaml: not a regular file",
            "dir.yaml: a directory named like a YAML file: not read",
            "gone.yaml: no such file or directory",
            "loop: a link that leads back to a directory above it",
            "pipe.yaml: not a regular file",
            "to-a-pipe.yaml: not a regular file",
        ],
        "one problem each, and no waiting"
    );
    assert_eq!(store.events.len(), 1, "the good file is read, once");
    let device = Store::load(&[Input::Path("/dev/zero".into())]).expect_err("a device is no store");
    assert!(device.message.ends_with("zero: neither a file nor a directory"), "reported: {device}");
}

#[cfg(target_os = "linux")]
#[test]
fn what_the_kernel_makes_up_is_no_file_of_a_directory() {
    let dir = tempfile::tempdir().expect("a directory");
    put(&dir.path().join("good.yaml"));
    // The first could be read to its end. The second waits for ever for the kernel's next message.
    for (file, name) in [("/proc/version", "a.yaml"), ("/proc/kmsg", "b.yaml")] {
        std::os::unix::fs::symlink(file, dir.path().join(name)).expect("a link");
    }
    let store = Store::load(&[Input::Path(dir.path().to_owned())]).expect("a store");
    let wanted = ["a.yaml: a system file: not read", "b.yaml: a system file: not read"];
    assert_eq!(reported(&store, dir.path()), wanted, "reported, and not waited for");
    assert_eq!(store.events.len(), 1, "the good file is read");
    let named = Store::load(&[Input::Path("/proc/kmsg".into())]).expect_err("nor one that is named");
    assert!(named.message.ends_with("a system file: not read"), "and it is not waited for: {named}");
}

#[cfg(unix)]
#[test]
fn a_pipe_of_the_command_line_is_read() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("pipe");
    let fifo = std::process::Command::new("mkfifo").arg(&path).status();
    assert!(fifo.is_ok_and(|status| status.success()), "mkfifo runs");
    let inputs = Input::from_args(std::slice::from_ref(&path), None, dir.path());
    assert_eq!(inputs, [Input::Pipe(path.clone())], "it is known by what it is");
    let store = std::thread::scope(|scope| {
        scope.spawn(|| {
            use std::io::Write as _;
            let mut end = fs::OpenOptions::new().write(true).open(&path).expect("somebody reads");
            end.write_all(EVENTS).expect("written");
        });
        Store::load(&inputs).expect("a store")
    });
    assert_eq!(store.events.len(), 1, "what came out of it");
    assert!(!store.files[0].on_disk, "and no editor can open it");
}

#[test]
fn what_holds_no_store_is_an_error_with_a_hint() {
    let dir = tempfile::tempdir().expect("a directory");
    let none = Store::load(&[Input::Path(dir.path().join("none"))]).expect_err("nothing is there");
    assert!(none.message.ends_with("none: no such file or directory"), "reported: {none}");
    let empty = Store::load(&[Input::Path(dir.path().to_owned())]).expect_err("no YAML is there");
    assert!(
        empty.message.ends_with(": no YAML file in this directory") && empty.hint.is_some(),
        "reported: {empty}"
    );
}

#[test]
fn without_arguments_the_surroundings_decide() {
    let dir = tempfile::tempdir().expect("a directory");
    let from =
        |paths: &[PathBuf], env: Option<&str>| Input::from_args(paths, env.map(OsString::from), dir.path());
    assert_eq!(from(&[], None), [Input::BuiltIn], "nothing at all: the demonstration");
    fs::create_dir(dir.path().join("data")).expect("a directory");
    assert_eq!(from(&[], None), [Input::BuiltIn], "a directory without YAML is no store");
    #[cfg(unix)]
    {
        let data = dir.path().join("data");
        std::os::unix::fs::symlink(&data, data.join("loop")).expect("a link");
        assert_eq!(from(&[], None), [Input::Path("data".into())], "what cannot be read is no demonstration");
        fs::remove_file(data.join("loop")).expect("a link");
        fs::remove_dir(&data).expect("a directory");
        std::os::unix::fs::symlink("nowhere", &data).expect("a link");
        assert_eq!(from(&[], None), [Input::Path("data".into())], "nor is a link to nothing");
        fs::remove_file(&data).expect("a link");
        File::create(&data).expect("a file");
        assert_eq!(from(&[], None), [Input::BuiltIn], "a file called data is something else");
        fs::remove_file(&data).expect("a file");
    }
    put(&dir.path().join("data/x/y.yaml"));
    assert_eq!(from(&[], None), [Input::Path("data".into())], "data, when it holds a store");
    assert_eq!(from(&[], Some("/s")), [Input::Path("/s".into())], "the variable before it");
    assert_eq!(
        from(&["-".into(), "a".into()], Some("/s")),
        [Input::Stdin, Input::Path("a".into())],
        "arguments first"
    );
}
