//! Versions and builds as they stand in a text.

use super::scan::{number, skip, starts};
use crate::rules::version::Version;

/// Windows 10 began at build 10240; smaller numbers are something else.
const BUILDS: core::ops::RangeInclusive<u32> = 10240..=65535;

/// A version found in a text and where it ends.
#[derive(Clone, Copy)]
pub(crate) struct VersionAt {
    pub(crate) version: Version,
    pub(crate) end: usize,
}

/// `10.0.17763`, `10.0.17763.973` or `10.0 17763`, standing alone.
///
/// Nothing else with dots is a version of Windows: not `10.0.17.63`, not `10.0.17763.1.2`, not `110.0.17763`.
pub(crate) fn version(text: &[u8], at: usize) -> Option<VersionAt> {
    let before = at.checked_sub(1).map(|before| text[before]);
    let prefixed = matches!(before, Some(b'v' | b'V')) && (at < 2 || !text[at - 2].is_ascii_alphanumeric());
    if before.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"._".contains(&byte)) && !prefixed {
        return None;
    }
    loose_version(text, at)
}

/// A version whose left neighbour doesn't matter, as in the squeezed `windows/amd6410.0.17763inthe…`.
pub(crate) fn loose_version(text: &[u8], at: usize) -> Option<VersionAt> {
    if !starts(text, at, "10.0.") && !starts(text, at, "10.0 ") {
        return None;
    }
    let spaced = text[at + 4] == b' ';
    build(text, if spaced { skip(text, at + 4, b" ") } else { at + 5 }, !spaced)
}

/// `17763` or `17763.973`, with nothing behind it that would make it another number.
pub(crate) fn build(text: &[u8], at: usize, with_revision: bool) -> Option<VersionAt> {
    let (found, end) = number(text, at)?;
    if end - at != 5 || !BUILDS.contains(&found) {
        return None;
    }
    let build = Version::of_build(found as u16);
    let revision = match text.get(end) {
        Some(b'.') if with_revision => number(text, end + 1),
        _ => None,
    };
    let Some((revision, last)) = revision else {
        let glued = matches!(text.get(end), Some(b'0'..=b'9' | b'_')) || starts(text, end, ".amd64fre");
        return (!glued).then_some(VersionAt { version: build, end });
    };
    if matches!((text.get(last), text.get(last + 1)), (Some(b'.'), Some(b'0'..=b'9'))) {
        return None;
    }
    // A number cut in its middle says nothing about its end.
    let cut = starts(text, last, "…") || starts(text, last, "..");
    let version = if revision == 0 || cut { build } else { build.with_revision(revision) };
    Some(VersionAt { version, end: last })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        let found = version(text.as_bytes(), 0).map(|found| found.version.to_string());
        assert_eq!(found.as_deref().unwrap_or("nothing"), expected);
    }

    #[test]
    fn versions() {
        reads("10.0.17763", "10.0.17763");
        reads("10.0.17763.973]", "10.0.17763.973");
        reads("10.0.17763-based", "10.0.17763");
        reads("10.0.17763.", "10.0.17763");
        reads("10.0 17763 (17763.1.amd64fre)", "10.0.17763");
        reads("10.0.26100.32995", "10.0.26100.32995");
    }

    #[test]
    fn zero_is_no_revision() {
        reads("10.0.17763.0", "10.0.17763");
    }

    #[test]
    fn what_was_cut_is_not_invented() {
        reads("10.0.17763.19…", "10.0.17763");
        reads("10.0.203…48", "nothing");
    }

    #[test]
    fn other_numbers() {
        for text in ["10.0.17.63", "10.0.1000.1", "10.0.177630", "10.0.17763.1.2", "10.0.99999", "110.0.17763", "10.0"]
        {
            reads(text, "nothing");
        }
    }
}
