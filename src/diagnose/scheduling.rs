//! Tasks and pods that find no node, or whose node has no image.

use super::case::{Case, Found};
use super::missing::Missing;
use super::swarm;
use crate::rules::host::Host;
use crate::rules::judge::judge;
use crate::rules::question::{Engine, Question};
use crate::rules::release::Kind;
use crate::rules::verdict::Support;

/// Swarm's "No such image": the pull on that node tells.
pub(super) fn task_image(case: &Case<'_>, mut found: Found) -> Found {
    let subject = case.node().map_or_else(|| "A swarm node".to_owned(), |node| format!("Node {node}"));
    found.title = format!("{subject} couldn’t pull {}", case.image_name());
    let node = case.node().map_or_else(|| "the task’s node".to_owned(), str::to_owned);
    found.open(Missing::other(
        format!("Why did the pull fail? Run this on {node}: there the engine says it."),
        format!("docker pull {}", case.image_argument()),
    ))
}

/// The selectors against the nodes, and whether the image would run there.
pub(super) fn scheduling(case: &Case<'_>, mut found: Found) -> Found {
    if case.engine == Some(Engine::Swarm) {
        found.title = "No Swarm node can run this service".to_owned();
        found.text = swarm::told(&case.incident.error.line);
        // With this one the entries of the image do count.
        if swarm::reasons(&case.incident.error.line).any(|reason| reason.words == swarm::PLATFORM) {
            found.ruled_out = String::new();
        }
        return found;
    }
    if case.incident.error.line.to_ascii_lowercase().contains(": windows}") {
        found = found.note(
            "The Windows nodes have a taint that keeps pods for Linux off. Such a pod needs a Linux node that is open, and no toleration.",
        );
    }
    let hosts: Vec<Host> = case
        .evidence
        .clues
        .hosts
        .iter()
        .filter_map(|host| host.version)
        .map(|version| Host::new(version, Some(Kind::Server)))
        .collect();
    let wanted = &case.evidence.wanted_builds;
    let there = |build: u16| hosts.iter().any(|host| host.version.build == build);
    let Some(build) = wanted.iter().map(|version| version.build).find(|build| !there(*build)) else { return found };
    let Some(host) = hosts.first() else { return found };
    found.title = format!("The pod wants nodes with build {build}, and there are none");
    found.text = format!(
        "The node selector windows-build=10.0.{build} matches no node: the Windows nodes have build 10.0.{}. The \
             image wasn’t looked at.",
        host.version.build
    );
    if let Some(image) = case.image.clone() {
        let verdict = judge(&Question::new(*host, image));
        let runs = verdict.is_some_and(|verdict| verdict.process.support == Support::Supported);
        let name = case.image_name();
        found = match runs {
            true => found.note(format!("{name} runs on {}: it needn’t be rebuilt.", host.name())),
            false => found.note(format!("{name} would not run on {} with process isolation.", host.name())),
        };
    }
    found
}
