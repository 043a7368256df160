//! The keys in force: those of the table, with what the configuration changes.

use std::sync::{Arc, LazyLock};

use super::read::key as read_key;
use super::table::{BINDINGS, Binding};
use crate::config::{Complaint, Config, KeySetting};
use crate::text::suggest::{did_you_mean, nearest};
use crate::tui::action::Action;
use crate::tui::key::Key;
use crate::tui::pane::Scope;

/// A binding of the table with the keys that it has.
#[derive(Debug, Clone)]
pub struct Bound {
    /// What it does, and where.
    pub binding: &'static Binding,
    /// The keys. The first is shown in hints.
    pub keys: Vec<Key>,
    /// The setting that gave it its keys, by its place in the configuration.
    pub setting: Option<usize>,
    /// The first key, as it is written.
    first: String,
}

/// Two actions whose keys one hint shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pair {
    /// Down and up: `j k`.
    DownUp,
    /// The next and the previous match: `n N`.
    NextPrevious,
}

/// The keys in force.
#[derive(Debug, Clone)]
pub struct Keys {
    bound: Vec<Bound>,
    down_up: String,
    next_previous: String,
}

/// The keys of the table, which most runs share.
static OF_TABLE: LazyLock<Arc<Keys>> = LazyLock::new(|| Arc::new(Keys::of_table()));

impl Bound {
    fn new(binding: &'static Binding, keys: Vec<Key>, setting: Option<usize>) -> Self {
        let first = keys.first().map(ToString::to_string).unwrap_or_default();
        Self { binding, keys, setting, first }
    }

    /// Returns all keys as they are written, with a space between them.
    #[must_use]
    pub fn written(&self) -> String {
        self.keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }
}

impl Keys {
    /// Returns the keys of the table, shared.
    #[must_use]
    pub fn usual() -> Arc<Self> {
        Arc::clone(&OF_TABLE)
    }

    fn of_table() -> Self {
        let bound = BINDINGS.iter().map(|b| Bound::new(b, b.keys.to_vec(), None)).collect();
        let mut keys = Self { bound, down_up: String::new(), next_previous: String::new() };
        keys.write_pairs();
        keys
    }

    /// Returns the keys with what the configuration changes, and what of it cannot be in force.
    ///
    /// Two meanings of one key in one focus are refused: the later setting falls back to the keys of the table.
    #[must_use]
    pub fn of(config: &Config) -> (Self, Vec<Complaint>) {
        let mut complaints = Vec::new();
        let mut keys = Self::of_table();
        for (at, setting) in config.keys.iter().enumerate() {
            if let Some(read) = keys_of(setting, &mut complaints) {
                keys.set(&setting.action.value, &read, Some(at));
            }
        }
        while let Some((at, key, other)) = keys.clash() {
            let Some(setting) = config.keys.get(at) else { break };
            let written = setting.keys.iter().find(|written| read(&written.value).is_ok_and(|k| k == key));
            complaints.push(Complaint {
                at: Some(written.map_or(setting.action.at, |written| written.at)),
                message: format!("`{key}` would mean `{}` and `{}`", setting.action.value, other.name()),
                hint: Some(format!(
                    "give {} another key, or another one to {}",
                    setting.action.value,
                    other.name()
                )),
            });
            keys.set(&setting.action.value, &[], None);
        }
        keys.write_pairs();
        (keys, complaints)
    }

    fn write_pairs(&mut self) {
        let both = |one, other| format!("{} {}", self.first(one), self.first(other)).trim().to_owned();
        let pairs = (both(Action::Down, Action::Up), both(Action::FindNext, Action::FindPrevious));
        (self.down_up, self.next_previous) = pairs;
    }

    /// Returns the first keys of two actions as one hint shows them.
    #[must_use]
    pub(crate) fn pair(&self, pair: Pair) -> &str {
        match pair {
            Pair::DownUp => &self.down_up,
            Pair::NextPrevious => &self.next_previous,
        }
    }

    /// Gives an action keys; those of the table if no setting asks for others.
    fn set(&mut self, action: &str, keys: &[Key], setting: Option<usize>) {
        for bound in self.bound.iter_mut().filter(|bound| bound.binding.action.name() == action) {
            let keys = if setting.is_some() { keys } else { bound.binding.keys };
            *bound = Bound::new(bound.binding, keys.to_vec(), setting);
        }
    }

    /// Returns the latest setting with a key that means something else in the same focus, that key, and what else it
    /// means.
    fn clash(&self) -> Option<(usize, Key, Action)> {
        let pairs = self.bound.iter().flat_map(|one| self.bound.iter().map(move |other| (one, other)));
        let clashes = pairs.filter_map(|(one, other)| {
            let setting = one.setting?;
            let (scope, action) = (one.binding.scope, one.binding.action);
            let same = other.binding.scope == scope && other.binding.action != action;
            let later = other.setting.is_none_or(|of_other| of_other < setting);
            let key = one.keys.iter().find(|key| other.keys.contains(key))?;
            (same && later).then_some((setting, *key, other.binding.action))
        });
        clashes.max_by_key(|(setting, ..)| *setting)
    }

    /// Returns every binding in the order of the help.
    pub fn all(&self) -> impl Iterator<Item = &Bound> {
        self.bound.iter()
    }

    /// Returns the binding of `key` if `scope` has the focus. Cyrillic letters act as the Latin key at their place, unless
    /// they are bound themselves.
    #[must_use]
    pub(crate) fn binding(&self, key: Key, scope: Scope) -> Option<&'static Binding> {
        let bound = |key: Key, scope: Scope| {
            let found = self.bound.iter().find(|b| b.binding.scope == scope && b.keys.contains(&key));
            found.map(|bound| bound.binding)
        };
        [key, key.at_its_place()]
            .into_iter()
            .find_map(|key| bound(key, scope).or_else(|| bound(key, Scope::Everywhere)))
    }

    /// Returns the first key of an action for a sentence: `F turns it off`. An action without a key is in the palette.
    #[must_use]
    pub(crate) fn spoken(&self, action: Action) -> &str {
        match self.first(action) {
            "" => "the palette",
            key => key,
        }
    }

    /// Returns the first keys of two actions for a sentence: `h l go there`.
    #[must_use]
    pub(crate) fn both(&self, one: Action, other: Action) -> String {
        let keys = [self.first(one), self.first(other)].join(" ");
        if keys.trim().is_empty() { "keys of the palette".to_owned() } else { keys.trim().to_owned() }
    }

    /// Returns the first key of an action as it is written; empty if it has none.
    #[must_use]
    pub(crate) fn first(&self, action: Action) -> &str {
        let found = self.bound.iter().find(|bound| bound.binding.action == action);
        found.map_or("", |bound| bound.first.as_str())
    }
}

fn read(text: &str) -> Result<Key, (String, String)> {
    read_key(text)
}

/// Reads the keys of a setting; `None` if nothing of it can be in force.
fn keys_of(setting: &KeySetting, complaints: &mut Vec<Complaint>) -> Option<Vec<Key>> {
    let name = setting.action.value.as_str();
    let names = || BINDINGS.iter().map(|binding| binding.action.name());
    let mut tell = |at, message, hint| complaints.push(Complaint { at: Some(at), message, hint });
    if !names().any(|known| known == name) {
        let hint = did_you_mean(&nearest(name, names()))
            .unwrap_or_else(|| "run demarche config to see every action".to_owned());
        let message = format!("no action `{}`", crate::text::excerpt(name, 60));
        tell(setting.action.at, message, Some(hint));
        return None;
    }
    if name == Action::Interrupt.name() {
        let hint = Some("remove it: the way out is always the same".to_owned());
        tell(setting.action.at, "`interrupt` cannot have other keys than Ctrl-c".to_owned(), hint);
        return None;
    }
    let mut keys = Vec::new();
    for written in &setting.keys {
        match read(&written.value) {
            Ok(key) if keys.contains(&key) => {}
            Ok(key) => keys.push(key),
            Err((message, hint)) => tell(written.at, message, Some(hint)),
        }
    }
    // Without a key that can be read the action would be out of reach, which only an empty list asks for.
    (setting.keys.is_empty() || !keys.is_empty()).then_some(keys)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    fn told(text: &str) -> (Keys, Vec<String>) {
        let config = config::read(text);
        assert_eq!(config.complaints, [], "the file itself is right");
        let (keys, complaints) = Keys::of(&config);
        let told = complaints.iter().map(|complaint| config.told(complaint)).collect();
        (keys, told)
    }

    fn action(keys: &Keys, key: Key, scope: Scope) -> Option<&'static str> {
        keys.binding(key, scope).map(|binding| binding.action.name())
    }

    #[test]
    fn actions_have_different_names() {
        let mut names: Vec<(&str, Action)> = BINDINGS.iter().map(|b| (b.action.name(), b.action)).collect();
        names.sort_by_key(|(name, _)| *name);
        for pair in names.windows(2) {
            assert!(pair[0].0 != pair[1].0 || pair[0].1 == pair[1].1, "{} names two actions", pair[0].0);
        }
    }

    #[test]
    fn a_setting_replaces_the_keys_of_an_action() {
        let (keys, told) = told("keys: {filter: s, down: [J, Down], up: k}\n");
        assert_eq!(told, Vec::<String>::new());
        assert_eq!(action(&keys, Key::char('s'), Scope::View), Some("filter"));
        assert_eq!(action(&keys, Key::char('/'), Scope::View), None, "it has no other key");
        assert_eq!(action(&keys, Key::char('J'), Scope::View), Some("down"));
        assert_eq!(action(&keys, Key::char('j'), Scope::View), None);
        assert_eq!(keys.first(Action::EditFilter), "s");
    }

    #[test]
    fn two_actions_may_change_their_keys() {
        let (keys, told) = told("keys: {down: k, up: j}\n");
        assert_eq!(told, Vec::<String>::new(), "no key has two meanings in the end");
        assert_eq!(action(&keys, Key::char('k'), Scope::View), Some("down"));
        assert_eq!(action(&keys, Key::char('j'), Scope::View), Some("up"));
    }

    #[test]
    fn two_meanings_in_one_focus_are_refused_and_told() {
        let (keys, told) = told("keys:\n  down: [j, q]\n  find: z\n  zone: z\n");
        assert_eq!(
            told,
            [
                "config.yaml:4:9: `z` would mean `zone` and `find`; hint: give zone another key, or another one to find",
                "config.yaml:3:9: `z` would mean `find` and `zone`; hint: give find another key, or another one to zone",
                "config.yaml:2:13: `q` would mean `down` and `quit`; hint: give down another key, or another one to quit",
            ],
            "a setting that is refused gives its action the keys of the table, which may refuse another"
        );
        assert_eq!(action(&keys, Key::char('q'), Scope::View), Some("quit"));
        assert_eq!(
            action(&keys, Key::char('j'), Scope::View),
            Some("down"),
            "it keeps its keys of the table"
        );
        let (keys, told) = self::told("keys: {pick-date: o}\n");
        assert_eq!(told.len(), 1, "`o` opens a source everywhere: {told:?}");
        assert_eq!(action(&keys, Key::char('o'), Scope::Facets), Some("add"));
    }

    #[test]
    fn what_cannot_be_read_is_told_and_the_rest_counts() {
        let (keys, told) =
            told("keys: {dwn: j, quit: [Hyper-q, x2], interrupt: q, find: [ff, g g, '#'], help: []}\n");
        assert_eq!(told.len(), 6, "{told:#?}");
        assert!(told[0].ends_with("no action `dwn`; hint: did you mean `down`?"), "{told:?}");
        assert_eq!(action(&keys, Key::char('q'), Scope::View), Some("quit"), "it is not out of reach");
        assert_eq!(action(&keys, Key::char('#'), Scope::View), Some("find"));
        assert_eq!(action(&keys, Key::char('?'), Scope::View), None, "an empty list takes the keys away");
    }
}
