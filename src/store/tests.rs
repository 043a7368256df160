//! What loading promises, told on small texts.

use super::*;

#[test]
fn the_demonstration_store_has_no_problem() {
    let store = Store::builtin();
    let told: Vec<String> =
        store.problems.iter().filter(|p| p.severity == Severity::Problem).map(ToString::to_string).collect();
    assert_eq!(told, Vec::<String>::new(), "the shipped data loads without a problem");
}
