//! Image references inside other text.

use super::scan::{has, starts};

/// The reference at the beginning of `token`, without transport, quotes and punctuation.
///
/// The grammar is that of <https://github.com/distribution/reference>: `[host[:port]/]path[:tag][@digest]`.
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

fn is_reference(token: &str) -> bool {
    let (name, tag, digest) = parts(token);
    let mut components = name.split('/');
    let host = components.next().unwrap_or_default();
    let has_path = name.contains('/');
    let is_host = has_path && (host.contains(['.', ':']) || host == "localhost");
    let host_fits = if is_host { is_host_name(host) } else { is_component(host) };
    host_fits
        && components.all(is_component)
        && tag.is_none_or(is_tag)
        && digest.is_none_or(is_digest)
        && !is_identifier(token)
        && !matches!(token, "scratch" | "null" | "none")
        && token.len() < 512
        && name.bytes().any(|byte| byte.is_ascii_lowercase())
}

fn is_host_name(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b".-".contains(&byte);
    !name.is_empty() && name.bytes().all(allowed) && !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_component(component: &str) -> bool {
    let bytes = component.as_bytes();
    let edge = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    edge(bytes.first()) && edge(bytes.last()) && bytes.iter().all(|&byte| edge(Some(&byte)) || b"._-".contains(&byte))
}

fn is_tag(tag: &str) -> bool {
    let bytes = tag.as_bytes();
    bytes.first().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
        && bytes.len() <= 128
        && bytes.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
}

fn is_digest(digest: &str) -> bool {
    digest.split_once(':').is_some_and(|(algorithm, hex)| {
        is_component(algorithm) && hex.len() >= 32 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
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
