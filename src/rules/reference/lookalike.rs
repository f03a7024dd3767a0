//! Names that only look like Microsoft's.

use super::distance::distance;
use super::grammar::Reference;

/// The domain of everything that is Microsoft's.
const DOMAIN: &str = "microsoft.com";

/// Whether a registry, or an account on Docker Hub, has a name that is nearly Microsoft's, or has that within another one:
/// `mcr.micros0ft.com`, `mcr.microsoft.com.example.org`.
pub(super) fn is_lookalike(reference: &Reference) -> bool {
    if reference.registry() == "docker.io" {
        // `microsoft` itself was theirs, until they had a registry of their own.
        let account = reference.path().split_once('/').map(|(account, _)| account);
        return account.is_some_and(|account| account != "microsoft" && has_label(account));
    }
    let registry = reference.registry().to_ascii_lowercase();
    let host = registry.split(':').next().unwrap_or_default();
    let is_theirs = host == DOMAIN || host.strip_suffix(DOMAIN).is_some_and(|above| above.ends_with('.'));
    !is_theirs && has_label(host)
}

/// The [`skeleton`] of `microsoft`.
const THEIRS: &str = "mlcrosoft";
/// How many letters may be missing, added, swapped or another.
const MOST: usize = 2;

/// Whether a part of the name reads as `microsoft`.
fn has_label(name: &str) -> bool {
    let plain = skeleton(name);
    plain.contains(THEIRS) || name.split(['.', '-', '_']).any(|label| is_near(&skeleton(label)))
}

/// A name with the letters that are mistaken for each other made equal.
fn skeleton(name: &str) -> String {
    let mut text = String::with_capacity(name.len());
    for c in name.chars().filter(|c| !matches!(c, '-' | '_')) {
        text.push(match c {
            '0' => 'o',
            '1' | 'i' => 'l',
            '3' => 'e',
            '5' => 's',
            '7' => 't',
            c => c,
        });
    }
    text.replace("rn", "m").replace("vv", "w").replace("cl", "d")
}

/// Whether a skeleton is nearly theirs. Large files name many registries, and most are told apart by their length.
fn is_near(label: &str) -> bool {
    label.len().abs_diff(THEIRS.len()) <= MOST && distance(label, THEIRS) <= MOST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn theirs_is_the_skeleton_of_their_name() {
        assert_eq!(skeleton("microsoft"), THEIRS);
        for (label, near) in [("mlcroso", true), ("mlcrosofttt", true), ("mlcros", false), ("mlcrosofttttt", false)] {
            assert_eq!(is_near(label), near, "{label}");
            assert_eq!(distance(label, THEIRS) <= MOST, near, "{label}");
        }
    }
}
