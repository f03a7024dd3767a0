//! What several readers' tests ask.

use super::read;

/// The names of all images in a text, in its order.
#[track_caller]
pub(super) fn names(text: &str, expected: &[&str]) {
    let clues = read(text);
    let found: Vec<&str> = clues.images.iter().filter_map(|image| image.reference.as_deref()).collect();
    assert_eq!(found, expected, "{text}");
}

/// The versions of all machines in a text, in its order.
#[track_caller]
pub(super) fn host(text: &str, expected: &str) {
    let version = |host: &super::HostClue| host.version.map(|version| version.to_string()).unwrap_or_default();
    let hosts: Vec<String> = read(text).hosts.iter().map(version).collect();
    assert_eq!(hosts.join(" "), expected, "{text}");
}
