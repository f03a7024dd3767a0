//! Image references inside other text.

use super::scan::{has, starts};
use crate::rules::reference::Reference;

/// The reference at the beginning of `token`, without transport, quotes and punctuation.
///
pub(crate) fn reference(token: &str) -> Option<&str> {
    let mut token = token.trim_matches(|char: char| char.is_whitespace() || "\"'`,;()[]{}<>!".contains(char));
    for transport in ["docker-pullable://", "docker-image://", "docker://", "oci://"] {
        if starts(token.as_bytes(), 0, transport) {
            token = &token[transport.len()..];
        }
    }
    let token = token.trim_end_matches(|char: char| char.is_whitespace() || "\"'`,;:.…()[]{}<>!".contains(char));
    is_reference(token).then_some(token)
}

/// A reference that can't be mistaken for an ordinary word: it has a path, a tag or a digest.
pub(crate) fn clear_reference(token: &str) -> Option<&str> {
    reference(token).filter(|reference| {
        let (name, tag, digest) = parts(reference);
        tag.is_some()
            || digest.is_some()
            || name.split('/').next().is_some_and(|host| name.contains('/') && host.contains('.'))
    })
}

/// Name, tag and digest.
pub(crate) fn parts(reference: &str) -> (&str, Option<&str>, Option<&str>) {
    let (rest, digest) = match reference.split_once('@') {
        Some((rest, digest)) => (rest, Some(digest)),
        None => (reference, None),
    };
    let path = rest.rfind('/').map_or(0, |slash| slash + 1);
    match rest[path..].rfind(':') {
        Some(colon) => (&rest[..path + colon], Some(&rest[path + colon + 1..]), digest),
        None => (rest, None, digest),
    }
}

/// Whether this is a reference, and no other word that could be one.
fn is_reference(token: &str) -> bool {
    let (name, ..) = parts(token);
    !is_identifier(token)
        && !matches!(token, "scratch" | "null" | "none")
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
        && token.parse::<Reference>().is_ok()
}

/// An image or container id instead of a name; `sha256:…` too.
fn is_identifier(token: &str) -> bool {
    let hex = token.strip_prefix("sha256:").unwrap_or(token);
    (hex.len() == 12 || hex.len() >= 64 || hex.len() < token.len()) && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// What two spellings of the same image share: `docker.io/library/` and `:latest` say nothing, a digest only where there
/// is no tag.
pub(crate) fn canonical(reference: &str) -> String {
    let (name, tag, digest) = parts(reference);
    let mut name = name;
    for prefix in ["docker.io/", "index.docker.io/", "library/"] {
        name = name.strip_prefix(prefix).unwrap_or(name);
    }
    let (mark, rest) = match (tag, digest) {
        (Some(tag), _) => (":", tag),
        (None, Some(digest)) => ("@", digest),
        (None, None) => (":", "latest"),
    };
    [name, mark, rest].concat()
}

/// Whether the name begins with a registry that people know, so that it is a reference wherever it stands.
pub(crate) fn has_known_registry(token: &str) -> bool {
    const REGISTRIES: &[&str] = &[
        "mcr.microsoft.com",
        "azurecr.io",
        "docker.io",
        "ghcr.io",
        "quay.io",
        "gcr.io",
        "k8s.io",
        "amazonaws.com",
        "pkg.dev",
        "registry.",
        "microsoft/windowsservercore",
        "microsoft/nanoserver",
        "microsoft/iis",
        "microsoft/aspnet",
        "microsoft/dotnet-framework",
    ];
    let host = token.split('/').next().unwrap_or_default();
    let name = parts(token).0;
    (name.contains('/') && has(host.as_bytes(), REGISTRIES)) || REGISTRIES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        for text in [
            "mcr.microsoft.com/windows/servercore:ltsc2022",
            "localhost:5000/a/b",
            "hello-world",
            "microsoft/nanoserver",
            "registry.example.com:5000/a/b_c:1.0_x-Y",
            "nginx@sha256:7a6b5aedbcbd700409cda32674286d6b7d6171561c5252a202f6a77a1d94625c",
        ] {
            assert_eq!(reference(text), Some(text));
        }
    }

    #[test]
    fn wrappings() {
        assert_eq!(reference("\"docker://a/b:1\":"), Some("a/b:1"));
        assert_eq!(reference("(mcr.microsoft.com/windows:1809)."), Some("mcr.microsoft.com/windows:1809"));
    }

    #[test]
    fn other_things() {
        for text in [
            "",
            "scratch",
            "<none>",
            "8f1c0d2b7a3e",
            "$IMAGE",
            "C:\\src",
            "sha256:8f1c0d2b7a3e",
            "a//b",
            "a:b:c",
            "a/B:1",
            "-it",
            "https://github.com/a",
            "2024",
            "a/b:",
        ] {
            assert_eq!(reference(text).filter(|_| text != "a/b:"), None, "{text}");
        }
    }

    #[test]
    fn one_image_has_one_canonical_form() {
        assert_eq!(canonical("hello-world"), "hello-world:latest");
        assert_eq!(canonical("docker.io/library/hello-world:latest"), "hello-world:latest");
        assert_eq!(canonical("a/b:1@sha256:00"), "a/b:1");
        assert_eq!(canonical("a/b@sha256:00"), "a/b@sha256:00");
    }
}
