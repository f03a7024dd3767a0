//! A message that ends before its reason, beside versions that tell it.

use super::case::{Case, Found, pod_argument};
use super::cause::{Cause, Confidence};
use super::missing::Missing;

/// Whether the line ends within the call that compares the builds, before any reason: `hcsshim::CreateComputeSystem 46e4974173b2e`.
pub(super) fn is_it(line: &str) -> bool {
    let behind = line
        .rsplit_once("CreateComputeSystem")
        .map(|(_, behind)| behind.trim_matches([' ', '.', '…', ':', '"', '\'', '`']));
    behind.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'))
}

/// How messages open whose reason stands only behind that, in lower case.
const OPENINGS: [&str; 7] = [
    "error response from daemon:",
    "encountered an error during",
    "hcsshim::createcomputesystem",
    "hcs::createcomputesystem",
    "failed to create shim task:",
    "failed to create containerd task:",
    "failure in a windows system call:",
];

/// Whether a line ends within such an opening, or right behind it: `docker: Error response from d`.
pub(super) fn ends_in_opening(line: &str) -> bool {
    const SHORTEST: usize = 16;
    let lower = line.trim_end_matches([' ', '.', '…', '"', '\'', '`']).to_ascii_lowercase();
    let ends = |opening: &str| {
        (SHORTEST..=opening.len()).any(|length| {
            let before = lower.strip_suffix(&opening[..length]);
            before.is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric()))
        })
    };
    OPENINGS.iter().any(|opening| ends(opening))
}

/// An error whose message ends before it says which.
pub(super) fn unsaid(case: &Case<'_>, found: Found) -> Found {
    let whole = "What does the whole line say? Copy it up to its end, or read it in the engine’s log.";
    let command = match case.is_cluster() {
        true => format!("kubectl describe pod {}", pod_argument(case.incident)),
        false => "Get-EventLog -LogName Application -Source docker -Newest 20".to_owned(),
    };
    Found {
        cause: Cause::Unknown,
        confidence: Confidence::Possible,
        title: "The message is cut off before its reason".to_owned(),
        text: "Something failed, but the line ends before it says what.".to_owned(),
        open: vec![Missing::other(whole, command)],
        ..found
    }
}

/// The call that compares the builds failed, and the builds don't fit: the reason is missing, and hardly another one.
pub(super) fn found(case: &Case<'_>) -> Found {
    let found = case.mismatch();
    let confidence = if found.confidence == Confidence::Certain { Confidence::Likely } else { found.confidence };
    Found { confidence, ..found }
        .note("The message is cut off before its reason. This call compares the builds, and with process isolation these don’t fit.")
}

#[cfg(test)]
mod tests {
    use super::{ends_in_opening, is_it};

    #[test]
    fn a_line_that_ends_in_its_opening_gives_no_reason() {
        for line in [
            "docker: Error response from d",
            "docker: Error response from daemon:",
            "Error response from daemon: hcsshim::CreateComp",
            "container 1a2b encountered an error during",
        ] {
            assert!(ends_in_opening(line), "{line}");
        }
        for line in [
            "docker: Error response from daemon: network webnet not found.",
            "hcsshim::CreateComputeSystem 46e4974173b2e",
            "an error response",
            "error",
        ] {
            assert!(!ends_in_opening(line), "{line}");
        }
    }

    #[test]
    fn only_a_call_without_a_reason_is_cut_off() {
        assert!(is_it("docker: Error response from daemon: hcsshim::CreateComputeSystem 46e4974173b2e"));
        assert!(is_it("hcsshim::CreateComputeSystem 46e4974173b2e: …"));
        assert!(!is_it("hcsshim::CreateComputeSystem 46e4974173b2e: The request is not supported."));
        assert!(!is_it("hcsshim::CreateComputeSystem 46e4974173b2e: Zugriff verweigert"));
        assert!(!is_it("failed to create shim task"));
    }
}
