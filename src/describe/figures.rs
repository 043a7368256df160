//! Numbers, and who claims them. They are never added, never averaged and never shown as fact.

use std::fmt::Write as _;

use super::people::names;
use crate::event::{Count, Event, Figure};
use crate::registry::{ActorIx, Registry};
use crate::timeline::claims::{Bounds, by_claimant, part_of_whole, stands_for_all};

/// Returns who claims something: `claimed by Witkoff and Umerov`, or `unattributed` if there is no claimant.
pub(crate) fn claimant(registry: &Registry, by: &[ActorIx]) -> String {
    if by.is_empty() { "unattributed".to_owned() } else { format!("claimed by {}", names(registry, by)) }
}

/// The figures of one claimant.
pub(crate) struct Claims<'e> {
    /// The claimant in words.
    pub(crate) lead: String,
    /// The figures, each with its phrase.
    pub(crate) rows: Vec<(&'e Figure, String)>,
}

/// Groups figures by claimant. Figures in a statement that names no claimant are claimed by its speakers.
pub(crate) fn claims<'e>(registry: &Registry, figures: &'e [Figure], event: &Event) -> Vec<Claims<'e>> {
    let claimed = by_claimant(figures, event).into_iter();
    let claims = claimed.map(|claimed| {
        let phrase = |row: &&'e Figure| (*row, beside(row, &claimed.rows));
        Claims { lead: claimant(registry, &claimed.by), rows: claimed.rows.iter().map(phrase).collect() }
    });
    claims.collect()
}

/// Returns the grade of a figure if it differs from the grade of its event: `C3`.
pub(crate) fn own_grade(row: &Figure, event: &Event) -> Option<crate::event::Grade> {
    row.grade.filter(|grade| *grade != event.grade)
}

/// Returns a figure as a phrase beside the others of its claimant: a total is told from its parts, `598 drones launched
/// in all`, `of them 5 of Maidan`.
pub(crate) fn beside(row: &Figure, rows: &[&Figure]) -> String {
    let Some(of) = part_of_whole(row, rows) else { return figure(row, stands_for_all(row, rows)) };
    let count = match row.count {
        Count::Unknown => "an unknown number".to_owned(),
        count => count.in_words(),
    };
    // `Maidan` is a name, `civilians` are those who were counted.
    let who = match of.strip_suffix("people") {
        _ if !of.starts_with(char::is_lowercase) => format!("of {of}"),
        Some(of) if row.count == Count::Exactly(1) => format!("{of}person"),
        None if row.count == Count::Exactly(1) => of.strip_suffix('s').unwrap_or(of).to_owned(),
        _ => of.to_owned(),
    };
    format!("of them {count} {who}{}", when(row))
}

/// Returns a figure as a phrase: `598 drones launched`, `25 killed as of 29 Aug 2025`.
///
/// `in_all` marks a figure for all weapons beside figures for single ones. It must never be added to them.
pub(crate) fn figure(figure: &Figure, in_all: bool) -> String {
    let one = figure.count == Count::Exactly(1);
    let mut words = match figure.count {
        Count::Unknown => "an unknown number".to_owned(),
        count => count.in_words(),
    };
    if let Some(weapon) = &figure.weapon {
        let of = if figure.count == Count::Unknown { "of " } else { "" };
        let _ = write!(words, " {of}{}", weapons(weapon, one));
    }
    let _ = write!(words, " {}", figure.metric.replace('-', " "));
    if let Some(whole) = &figure.of {
        let _ = write!(words, ", part of the {}", weapons(whole, false));
    }
    if in_all {
        words.push_str(" in all");
    }
    words + &when(figure)
}

/// Returns the time that a figure is of: ` over 20–21 Dec 2025`, ` as of 29 Aug 2025`.
fn when(figure: &Figure) -> String {
    let period = figure.period.as_ref().map(|period| format!(" over {}", period.short(None)));
    let as_of = figure.as_of.as_ref().map(|as_of| format!(" as of {}", as_of.short(None)));
    [period, as_of].into_iter().flatten().collect()
}

/// Returns the sum of several counts in words, without the unknown ones: `40`, `about 40 to 91`, `at least 470`, `an
/// unknown number`.
pub(crate) fn bounds(bounds: Bounds) -> String {
    let number = |n: u64, about: bool| {
        let count = if about { Count::About(n) } else { Count::Exactly(n) };
        count.in_words()
    };
    match bounds.most {
        _ if bounds.is_unknown() => "an unknown number".to_owned(),
        Some(most) if most == bounds.least => number(most, bounds.is_about()),
        Some(most) => {
            format!("{} to {}", number(bounds.least, bounds.about_least), number(most, bounds.about_most))
        }
        None => format!("at least {}", number(bounds.least, bounds.about_least)),
    }
}

/// Returns a weapon in the singular or plural: `cruise missiles`, `2 IRBMs`. The names of types have no plural.
pub(crate) fn weapons(weapon: &str, one: bool) -> String {
    let noun = ["drone", "missile", "bomb", "rocket", "shell"]
        .iter()
        .any(|n| weapon == *n || weapon.strip_suffix(n).is_some_and(|before| before.ends_with('-')));
    let s = if one { "" } else { "s" };
    let short = SHORT.contains(&weapon);
    match TYPES.iter().find(|(code, _)| *code == weapon) {
        Some((_, name)) => (*name).to_owned(),
        None if short => format!("{}{s}", weapon.to_uppercase()),
        None if noun => format!("{}{s}", weapon.replace('-', " ")),
        None => weapon.to_owned(),
    }
}

/// Returns what is counted: `drones launched`, `Kh-101 launched, part of the missiles`, `launched in all`, `killed`.
pub(crate) fn thing(weapon: Option<&str>, of: Option<&str>, metric: &str, is_of_weapons: bool) -> String {
    let metric = metric.replace('-', " ");
    match (weapon, of) {
        (Some(weapon), Some(whole)) => {
            format!("{} {metric}, part of the {}", weapons(weapon, false), weapons(whole, false))
        }
        (Some(weapon), None) => format!("{} {metric}", weapons(weapon, false)),
        (None, _) if is_of_weapons => format!("{metric} in all"),
        (None, _) => metric,
    }
}

/// Codes of weapons that are abbreviations of nouns.
const SHORT: [&str; 7] = ["icbm", "irbm", "mrbm", "srbm", "slbm", "uav", "usv"];

/// Codes of types of weapons, with the names that readers know. Any other code is shown as the store writes it.
const TYPES: [(&str, &str); 24] = [
    ("atacms", "ATACMS"),
    ("flamingo", "Flamingo"),
    ("geran", "Geran"),
    ("gerbera", "Gerbera"),
    ("himars", "HIMARS"),
    ("iskander", "Iskander"),
    ("iskander-k", "Iskander-K"),
    ("iskander-m", "Iskander-M"),
    ("iskander-m-kn23", "Iskander-M or KN-23"),
    ("iskander-m-s300", "Iskander-M or S-300"),
    ("kalibr", "Kalibr"),
    ("kh-101", "Kh-101"),
    ("kh-59", "Kh-59"),
    ("kh-69", "Kh-69"),
    ("kh22-32", "Kh-22 or Kh-32"),
    ("kh59-69", "Kh-59 or Kh-69"),
    ("kinzhal", "Kinzhal"),
    ("neptune", "Neptune"),
    ("oreshnik", "Oreshnik"),
    ("s-300", "S-300"),
    ("scalp", "SCALP"),
    ("shahed", "Shahed"),
    ("storm-shadow", "Storm Shadow"),
    ("zircon", "Zircon"),
];

#[cfg(test)]
mod tests {
    use super::{claims, weapons};

    #[test]
    fn parts_are_told_as_parts() {
        let yaml = "actors: [{id: u, name: U}, {id: v, name: V}]\nevents:\n- {id: e, kind: strike, date: 2014, title: E, figures: [\
            {metric: killed, count: 5, by: u}, {metric: killed of Maidan, count: 5, by: u}, \
            {metric: killed of civilians, count: 3, by: u}, {metric: killed of unknown people, count: 1, by: u}, \
            {metric: killed of civilians, count: 9, by: v}, {metric: killed of civilians, count: 2, by: u, as_of: 2015}]}\n";
        let timeline = crate::timeline::sample::of_yaml(yaml);
        let event = timeline.event(crate::event::EventIx(0));
        let all = claims(&timeline.store().registry, &event.figures, event);
        let said: Vec<&str> =
            all.iter().flat_map(|one| one.rows.iter().map(|(_, words)| words.as_str())).collect();
        assert_eq!(
            said,
            [
                "5 killed",
                "of them 5 of Maidan",
                "of them 3 civilians",
                "of them 1 unknown person",
                "2 killed of civilians as of 2015",
                "9 killed of civilians",
            ],
            "a part of a whole of the same claimant at the same time"
        );
    }

    #[test]
    fn weapons_have_the_names_that_readers_know() {
        for (code, one, many) in [
            ("drone", "drone", "drones"),
            ("cruise-missile", "cruise missile", "cruise missiles"),
            ("irbm", "IRBM", "IRBMs"),
            ("kinzhal", "Kinzhal", "Kinzhal"),
            ("kh59-69", "Kh-59 or Kh-69", "Kh-59 or Kh-69"),
            ("something-new", "something-new", "something-new"),
        ] {
            assert_eq!((weapons(code, true).as_str(), weapons(code, false).as_str()), (one, many), "{code}");
        }
    }
}
