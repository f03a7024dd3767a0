//! Jenkinsfiles: Groovy, in which images stand in quotes and pods as YAML in three of them
//! ([Kubernetes plugin](https://plugins.jenkins.io/kubernetes/)). There is no crate for Groovy, and nothing else of it is read.

use super::edits::Changes;
use super::retag::FleetHosts;
use crate::read::syntax::ByteRange;
use crate::read::syntax::yaml::Yaml;

/// Whether a text is a Jenkinsfile: a call or a block comes first, and there is one of a pipeline.
pub(super) fn is_one(text: &str) -> bool {
    const OF_PIPELINES: [&str; 6] = ["podTemplate(", "pipeline {", "node(", "node {", "stage(", "docker.image("];
    let comment = |line: &&str| line.is_empty() || ["//", "/*", "*", "#!"].iter().any(|mark| line.starts_with(mark));
    let first =
        text.trim_start_matches('\u{feff}').lines().map(str::trim).find(|line| !comment(line)).unwrap_or_default();
    let word = first.find(|c: char| !c.is_ascii_alphanumeric() && !" ._".contains(c)).map(|end| first.split_at(end));
    let call = word.is_some_and(|(word, rest)| !word.is_empty() && rest.starts_with(['(', '{']));
    let other = ["@", "def ", "import "].iter().any(|start| first.starts_with(start));
    (call || other) && OF_PIPELINES.iter().any(|start| text.contains(start))
}

/// The texts between three quotation marks.
pub(super) fn long_texts(text: &str) -> Vec<ByteRange> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find(['"', '\'']).map(|open| at + open) {
        let marks = text.get(open..open + 3).filter(|marks| matches!(*marks, "'''" | "\"\"\""));
        let Some(marks) = marks else {
            at = open + 1;
            continue;
        };
        let Some(length) = text[open + 3..].find(marks) else { break };
        found.push(open + 3..open + 3 + length);
        at = open + 6 + length;
    }
    found
}

/// Fixes YAML in one of these texts; whether it is about Windows.
pub(super) fn fix(text: &str, span: ByteRange, fleet: &FleetHosts<'_>, changes: &mut Changes) -> bool {
    // An escape means another character, so what stands there is not what Kubernetes reads.
    let inner = &text[span.clone()];
    let Ok(yaml) = Yaml::read(inner) else { return false };
    let Ok((_, found)) = super::of_yaml(&yaml, fleet) else { return false };
    changes.take(found, span.start, inner.contains('\\'));
    true
}
