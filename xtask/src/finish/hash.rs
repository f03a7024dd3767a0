//! Digests: in names of files, for integrity, for inline scripts.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256, Sha384};

/// Digits of a content hash in a name: the page and its script name every part, and digits can't be compressed.
const DIGITS: usize = 12;

/// Digits of Trunk's own.
const MOST: usize = 16;

/// Trunk leaves leading zeros out of its own hashes.
const FEWEST: usize = 12;

/// The content hash of some files that belong together.
pub fn of(parts: &[&[u8]]) -> String {
    let digest = parts.iter().fold(Sha256::new(), |digest, part| digest.chain_update(part)).finalize();
    digest.iter().take(DIGITS / 2).map(|byte| format!("{byte:02x}")).collect()
}

/// The source of an inline script in a Content-Security-Policy.
pub fn source(script: &str) -> String {
    format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(script)))
}

/// The value of an `integrity` attribute.
pub fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(content)))
}

/// A name without the hash at its end.
pub fn without(stem: &str) -> &str {
    stem.rsplit_once('-').filter(|(_, end)| is_hash(end)).map_or(stem, |(start, _)| start)
}

/// Whether a file's name changes with its content.
pub fn is_in(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("");
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    without(stem) != stem
}

fn is_hash(text: &str) -> bool {
    (FEWEST..=MOST).contains(&text.len()) && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_the_standard_ones() {
        // The example of the Content-Security-Policy specification, level 3, section 8.3.
        let hello = "alert('Hello, world.');";
        assert_eq!(source(hello), "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='");
        // The example of the specification of subresource integrity, section 3.3.
        let integrity = integrity(hello.as_bytes());
        assert_eq!(integrity, "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO");
        assert_eq!(of(&[b"al", b"ert('Hello, world.');"]), "ab39cb72c44e");
    }

    #[test]
    fn hashes_are_known_in_names() {
        assert_eq!(without("wincompat-75122ae16a0518f"), "wincompat");
        assert_eq!(without("annex"), "annex");
        assert!(is_in("wincompat-75122ae16a0518f_bg.wasm") && is_in("style-47900e2d7bf74ab3.css"));
        assert!(!is_in("index.html") && !is_in("annex_bg.wasm") && !is_in("compat.schema.json"));
    }
}
