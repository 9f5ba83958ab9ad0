//! axe-core, the tester of accessibility. It is under the MPL-2.0 and therefore not kept here: `.ci/setup` fetches it.

use std::path::PathBuf;

use serde_json::Value;

/// Runs the rules of axe-core that are named, or all: those of good practice are rules here. Gives back what was found.
pub(crate) const RUN: &str = "
    const [rules, done] = arguments;
    // Experimental, and asked for all the same: who says aloud what stands on a link must reach it.
    const rulesOn = { 'label-content-name-mismatch': { enabled: true } };
    const options = { resultTypes: ['violations'], ...(rules ? { runOnly: rules } : { rules: rulesOn }) };
    axe.run(document, options).then((found) => done(found.violations), (why) => done(String(why)));
";

/// Where `.ci/setup` puts it.
pub(crate) fn file() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "..", "..", "target", "axe-core-4.14.1.min.js"].iter().collect()
}

/// What was found, a line for each place: the rule, where, and what is wrong there.
pub(crate) fn told(violations: &Value) -> Vec<String> {
    let Some(violations) = violations.as_array() else { return vec![violations.to_string()] };
    violations.iter().flat_map(|one| nodes(one).map(move |node| line(one, node))).collect()
}

fn nodes(violation: &Value) -> impl Iterator<Item = &Value> {
    violation["nodes"].as_array().into_iter().flatten()
}

fn line(violation: &Value, node: &Value) -> String {
    let why = node["failureSummary"].as_str().unwrap_or_default().replace('\n', " ");
    format!("{} at {}: {why}", violation["id"], node["target"])
}
