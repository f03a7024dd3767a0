//! A message that ends before its reason, beside versions that tell it.

use super::case::{Case, Found};
use super::cause::Confidence;

/// Whether the line ends within the call that compares the builds, before any reason: `hcsshim::CreateComputeSystem 46e4974173b2e`.
pub(super) fn is_it(line: &str) -> bool {
    let behind = line
        .rsplit_once("CreateComputeSystem")
        .map(|(_, behind)| behind.trim_matches([' ', '.', '…', ':', '"', '\'', '`']));
    behind.is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'))
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
    use super::is_it;

    #[test]
    fn only_a_call_without_a_reason_is_cut_off() {
        assert!(is_it("docker: Error response from daemon: hcsshim::CreateComputeSystem 46e4974173b2e"));
        assert!(is_it("hcsshim::CreateComputeSystem 46e4974173b2e: …"));
        assert!(!is_it("hcsshim::CreateComputeSystem 46e4974173b2e: The request is not supported."));
        assert!(!is_it("hcsshim::CreateComputeSystem 46e4974173b2e: Zugriff verweigert"));
        assert!(!is_it("failed to create shim task"));
    }
}
