//! axe-core, the tester of accessibility. It is under the MPL-2.0 and therefore not kept here: `.ci/setup` fetches it.

use std::path::PathBuf;

use serde_json::Value;

/// Runs every rule that axe-core has and gives back what was found. Rules of good practice are rules here.
pub(crate) const RUN: &str = "
    const done = arguments[arguments.length - 1];
    axe.run(document, { resultTypes: ['violations'] }).then((found) => done(found.violations), (why) => done(String(why)));
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
