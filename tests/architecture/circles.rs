//! Circles: files of one room that import each other, by whatever way round.
//!
//! A file is a module, and names another where a path that it writes ends there, through re-exports too. A module and
//! those below it are apart: they are one thing, told in several files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use syn::visit::{self, Visit};

/// The path of a module below the crate: `["store", "yaml", "tree"]`.
type Module = Vec<String>;

/// What a file names.
#[derive(Default)]
struct Names {
    /// The paths as written, each part a word.
    paths: Vec<Vec<String>>,
    /// Those that it hands on under their last word.
    handed_on: Vec<Vec<String>>,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_mod(&mut self, module: &'ast syn::ItemMod) {
        let is_test = |attribute: &syn::Attribute| {
            attribute.path().is_ident("cfg")
                && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
        };
        if !module.attrs.iter().any(is_test) {
            visit::visit_item_mod(self, module);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let mut paths = Vec::new();
        flatten(&item.tree, &mut Vec::new(), &mut paths);
        if !matches!(item.vis, syn::Visibility::Inherited) {
            self.handed_on.extend(paths.iter().cloned());
        }
        self.paths.extend(paths);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.paths.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        // What a macro is given is no syntax tree, but its paths stand in it all the same.
        let text = call.tokens.to_string().replace(" :: ", "::");
        let words = text.split(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
        let paths = words.filter(|word| word.contains("::"));
        self.paths.extend(paths.map(|path| path.split("::").map(str::to_owned).collect()));
        visit::visit_macro(self, call);
    }
}

fn flatten(tree: &syn::UseTree, before: &mut Vec<String>, all: &mut Vec<Vec<String>>) {
    match tree {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            flatten(&path.tree, before, all);
            before.pop();
        }
        syn::UseTree::Name(name) if name.ident == "self" => all.push(before.clone()),
        syn::UseTree::Name(name) => all.push([before.as_slice(), &[name.ident.to_string()]].concat()),
        syn::UseTree::Rename(name) => all.push([before.as_slice(), &[name.ident.to_string()]].concat()),
        syn::UseTree::Glob(_) => all.push(before.clone()),
        syn::UseTree::Group(group) => group.items.iter().for_each(|tree| flatten(tree, before, all)),
    }
}

/// The files of a crate and what they name.
struct Files {
    names: BTreeMap<Module, Names>,
    /// Where a word that a module hands on comes from.
    from: BTreeMap<(Module, String), Module>,
}

impl Files {
    fn parse(files: &[(String, String)]) -> Self {
        let names: BTreeMap<Module, Names> = files
            .iter()
            .map(|(path, text)| {
                let module = Path::new(path).with_extension("");
                let module = module.iter().map(|part| part.to_string_lossy().into_owned()).collect();
                let mut names = Names::default();
                names.visit_file(&syn::parse_file(text).expect("the source is Rust"));
                (module, names)
            })
            .collect();
        let mut files = Self { names, from: BTreeMap::new() };
        let mut from = BTreeMap::new();
        for (module, names) in &files.names {
            for path in &names.handed_on {
                if let (Some((target, _)), Some(word)) = (files.find(module, path), path.last()) {
                    from.insert((module.clone(), word.clone()), target);
                }
            }
        }
        files.from = from;
        files
    }

    /// The module that `path`, written in `module`, leads into, and the first word behind it.
    fn find(&self, module: &Module, path: &[String]) -> Option<(Module, Option<String>)> {
        let mut rest = path.iter().peekable();
        let mut at = match path.first()?.as_str() {
            "crate" => Module::new(),
            "self" | "super" => module.clone(),
            child => Some(module.clone()).filter(|module| self.has(module, child))?,
        };
        while let Some(word) = rest.next_if(|word| ["crate", "self", "super"].contains(&word.as_str())) {
            if word == "super" {
                at.pop();
            }
        }
        while let Some(word) = rest.next_if(|word| self.has(&at, word)) {
            at.push(word.clone());
        }
        Some((at, rest.next().cloned()))
    }

    fn has(&self, module: &Module, child: &str) -> bool {
        self.names.contains_key(&[module.as_slice(), &[child.to_owned()]].concat())
    }

    /// The other files of its room that `module` names.
    fn named_by(&self, module: &Module) -> BTreeSet<&Module> {
        let mut all = BTreeSet::new();
        for path in &self.names[module].paths {
            let Some((mut target, word)) = self.find(module, path) else { continue };
            while let Some(next) =
                word.as_ref().and_then(|word| self.from.get(&(target.clone(), word.clone())))
            {
                target.clone_from(next);
            }
            let is_family = target.starts_with(module) || module.starts_with(&target);
            if target.first() == module.first()
                && !is_family
                && let Some((target, _)) = self.names.get_key_value(&target)
            {
                all.insert(target);
            }
        }
        all
    }

    /// Whether one can go from `start` back to it; the way.
    fn circle(&self, start: &Module) -> Option<Vec<String>> {
        let mut came_from: BTreeMap<&Module, &Module> = BTreeMap::new();
        let mut open: Vec<&Module> = vec![start];
        while let Some(at) = open.pop() {
            for next in self.named_by(at) {
                if next == start {
                    let mut way = vec![start.join("/")];
                    let mut back = at;
                    while back != start {
                        way.push(back.join("/"));
                        back = came_from[back];
                    }
                    way.push(start.join("/"));
                    way.reverse();
                    return Some(way);
                }
                came_from.entry(next).or_insert_with(|| {
                    open.push(next);
                    at
                });
            }
        }
        None
    }
}

/// Returns every file of a room from which imports lead back to it, with the way.
pub(crate) fn circles(files: &[(String, String)]) -> Vec<String> {
    let files = Files::parse(files);
    files.names.keys().filter_map(|module| Some(files.circle(module)?.join(" → "))).collect()
}

#[test]
fn a_circle_is_found_through_a_re_export_and_a_macro() {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    let files = [
        file("room.rs", "mod a; mod b; mod c; pub use b::B;"),
        file("room/a.rs", "use super::B;"),
        file("room/b.rs", "fn b() { print!(\"{}\", crate::room::c::C); } pub struct B;"),
        file("room/c.rs", "use super::a; #[cfg(test)] mod tests { use crate::room::b::B; }"),
    ];
    assert_eq!(circles(&files).len(), 3, "each of the three leads back to itself");
    let straight =
        [&files[..3], &[file("room/c.rs", "#[cfg(test)] mod tests { use super::super::a; }")]].concat();
    assert_eq!(circles(&straight), Vec::<String>::new(), "a test may name what it likes");
}
