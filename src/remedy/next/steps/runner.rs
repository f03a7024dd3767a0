//! Steps where the helper image of GitLab's runner doesn't fit.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use super::versions::with_hyperv;
use crate::diagnose::Cause;
use crate::diagnose::runner::knows_no_build;
use crate::read::names::is_runner_helper;
use crate::remedy::target::value::Value;
use crate::rules::judge::STABLE_ABI;
use crate::rules::release::{self, Kind};

/// What the runner has to be told about its helper image; nothing where another image failed.
pub(super) fn helper(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    let diagnosis = situation.diagnosis;
    if knows_no_build(diagnosis.code, &diagnosis.line) {
        return Some(vec![Some(in_cluster(situation))]);
    }
    diagnosis.judged_name().filter(|name| is_runner_helper(name))?;
    match diagnosis.cause {
        Cause::LinuxImage => Some(vec![Some(in_cluster(situation))]),
        Cause::ImageOlder | Cause::ImageNewer => {
            let update = "Or update GitLab Runner: newer versions have a helper image for newer releases of Windows, and choose it by the host’s";
            Some(vec![set(situation), Some(Next::say(update)), with_hyperv(situation)])
        }
        _ => None,
    }
}

/// Names the image for the host's release: <https://docs.gitlab.com/runner/configuration/advanced-configuration/#helper-image>.
fn set(situation: &Situation<'_>) -> Option<Next> {
    let known = situation.best_build().or_else(|| situation.evidence.machine.hint.as_ref().map(|hint| hint.build));
    let build = known.unwrap_or(STABLE_ABI);
    let image = situation.sibling(build)?;
    let release = release::with_build(build).find(|release| release.kind == Kind::Server)?.name;
    let title = match known {
        Some(_) => format!("Name the helper image for {release} in the runner’s config.toml"),
        None => format!("If the host runs {release}: name its helper image in the runner’s config.toml"),
    };
    let written = match situation.diagnosis.is_cluster() {
        true => command::file("[runners.kubernetes]\n  helper_image = \"§\"", &[&image]),
        false => command::file("[runners.docker]\n  helper_image = \"§\"", &[&image]),
    };
    Some(Next::write(title, written))
}

/// Tells the runner which nodes its pods run on: <https://docs.gitlab.com/runner/executors/kubernetes/#example-for-windowsamd64>.
fn in_cluster(situation: &Situation<'_>) -> Next {
    let build = situation.diagnosis.machine.map(|host| host.version.build);
    let build = build.or_else(|| situation.evidence.machine.hint.as_ref().map(|hint| hint.build));
    let value = build.map_or_else(|| Value::own("BUILD"), Into::into);
    let title = match build {
        Some(_) => "In the runner’s config.toml, say that its pods run on Windows nodes",
        None => {
            "In the runner’s config.toml, say that its pods run on Windows nodes, and which build those have (20348 for 2022)"
        }
    };
    let written = command::file(
        "[runners.kubernetes.node_selector]\n  \"kubernetes.io/os\" = \"windows\"\n  \"node.kubernetes.io/windows-build\" = \"10.0.§\"",
        &[&value],
    );
    Next::write(title, written)
}
