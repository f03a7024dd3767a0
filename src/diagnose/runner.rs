//! The helper image of GitLab's runner: what failed with it says nothing of the job's image.

use super::case::{Case, Found};
use super::cause::{Cause, Confidence};
use crate::read::clue::ErrorCode;
use crate::read::names::is_runner_helper;

/// What it is, and that the job's image wasn't tried.
const WHAT: &str = "gitlab-runner-helper is the runner’s own image: it fetches the sources, and keeps caches and artifacts. The job’s \
                    image isn’t the one that failed.";

/// Whether the runner doesn't know the Windows of its nodes at all: its message ends where that would stand
/// (<https://gitlab.com/gitlab-org/gitlab-runner/-/issues/29201>).
pub(crate) fn knows_no_build(code: ErrorCode, line: &str) -> bool {
    code == ErrorCode::RunnerUnsupported && line.trim_end().to_ascii_lowercase().ends_with("windows version:")
}

/// The cause where the runner's helper image failed.
pub(super) fn helper(case: &Case<'_>, found: Found) -> Found {
    if knows_no_build(case.incident.error.code, &case.incident.error.line) {
        return Found {
            title: "The runner doesn’t know which Windows its nodes run".to_owned(),
            text: "The runner picks its helper image by the Windows of its nodes, and its settings don’t name that: the message ends where the \
                   version would stand."
                .to_owned(),
            ..found
        };
    }
    let named = case.reference.is_some_and(is_runner_helper);
    let about_images = matches!(
        found.cause,
        Cause::ImageOlder | Cause::ImageNewer | Cause::NoEntry | Cause::LinuxImage | Cause::Unknown
    );
    if !about_images || !named && !case.incident.error.is_of_runner_helper() {
        return found;
    }
    let found = if named && is_for_linux(case) { for_linux(found) } else { found };
    match named {
        true => found.note(WHAT),
        false => found.note(
            "The runner was preparing the job: it does that in its own helper image (gitlab-runner-helper), before it starts the job’s \
             image.",
        ),
    }
}

/// Whether a Windows node found nothing in an image whose tag names no Windows: `x86_64-b72e108d`, and not `x86_64-b72e108d-servercore21H2`.
fn is_for_linux(case: &Case<'_>) -> bool {
    let none =
        matches!(case.incident.error.code, ErrorCode::NoManifest | ErrorCode::NoPlatformMatch | ErrorCode::LinuxImage);
    none && !case.reference.is_some_and(|name| name.contains("servercore") || name.contains("nanoserver"))
}

fn for_linux(found: Found) -> Found {
    Found {
        cause: Cause::LinuxImage,
        confidence: Confidence::Likely,
        title: "The runner took its helper image for Linux".to_owned(),
        text: "The tag names no Windows, so this helper image is the one for Linux, and a Windows node can’t run it. The runner chooses by \
               what its settings say of the nodes."
            .to_owned(),
        open: Vec::new(),
        ..found
    }
}
