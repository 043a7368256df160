//! The claim that a statement is about.

use serde_json::json;

use super::Reader;
use crate::compose::draft::Note;
use crate::compose::words;

impl Reader<'_> {
    /// Looks for the claim that the words behind the verb state: it is written only if all of them are its words, and of
    /// no other claim.
    pub(super) fn claim(&mut self, object: &str) {
        let wanted = words::content(object);
        if wanted.is_empty() {
            return;
        }
        let scored: Vec<(usize, &str)> = self
            .store
            .registry
            .claims
            .iter()
            .map(|claim| {
                let has = words::content(&format!("{} {}", claim.text, claim.id.replace('-', " ")));
                (wanted.iter().filter(|word| has.contains(word)).count(), &*claim.id)
            })
            .collect();
        let full: Vec<&str> =
            scored.iter().filter(|(hits, _)| *hits == wanted.len()).map(|(_, id)| *id).collect();
        if let ([one], true) = (full.as_slice(), wanted.len() > 1) {
            let id = (*one).to_owned();
            self.set("about", json!([{"claim": id}]));
            return;
        }
        let mut near: Vec<(usize, &str)> =
            scored.into_iter().filter(|(hits, _)| *hits > 0 && hits * 2 >= wanted.len()).collect();
        near.sort_by_key(|(hits, _)| std::cmp::Reverse(*hits));
        if !near.is_empty() {
            let told = |lead: &str| {
                let ids: Vec<String> = near.iter().take(3).map(|(_, id)| format!("{lead}{id}")).collect();
                format!("which claim it is about is not certain; perhaps {}", ids.join(" or "))
            };
            self.note(Note { flags: Some(told("--about ")), ..Note::new("about", told("")) });
        }
    }
}
