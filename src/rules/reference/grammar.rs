//! Image references: `[registry[:port]/]path[:tag][@digest]`.

use core::fmt;
use core::str::FromStr;

use super::error::{ReferenceError, ReferenceErrorKind, ReferencePart};

/// An image reference as people write it: `mcr.microsoft.com/windows/servercore:ltsc2022`, `golang`,
/// `localhost:5000/app@sha256:…`. Printed exactly as it was typed; read by the
/// [grammar of registries](https://github.com/distribution/reference/blob/main/reference.go).
///
/// ```
/// use wincompat::Reference;
/// let image: Reference = "hello-world".parse()?;
/// assert_eq!((image.registry(), image.path(), image.tag()), ("docker.io", "hello-world", None));
/// assert_eq!(image.canonical(), "docker.io/library/hello-world:latest");
/// # Ok::<(), wincompat::ReferenceError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Reference {
    text: String,
    path_start: u16,
    name_end: u16,
    tag_end: u16,
}

/// Limits of the grammar: the name with its registry, the tag, and (ours) a digest, whose longest is SHA-512.
const LONGEST_NAME: usize = 255;
const LONGEST_TAG: usize = 128;
const LONGEST_DIGEST: usize = 160;

/// A reference as people call it: its last part with the tag, without registry, path and digest. `server` alone would be taken
/// for the base image of that name, so its parent stays: `mssql/server:2022-latest`.
pub fn short_name(reference: &str) -> &str {
    let name = reference.split('@').next().unwrap_or(reference);
    let last = name.rfind('/').map_or(0, |slash| slash + 1);
    let is_server = name[last..].split(':').next() == Some("server");
    let from = if is_server { name[..last.saturating_sub(1)].rfind('/').map_or(0, |slash| slash + 1) } else { last };
    &name[from..]
}

impl Reference {
    /// The registry with its port; `docker.io` where none is written.
    pub fn registry(&self) -> &str {
        match self.text[..usize::from(self.path_start)].strip_suffix('/') {
            None | Some("index.docker.io") => "docker.io",
            Some(registry) => registry,
        }
    }

    /// The path within the registry, without the `library/` that Docker puts before official images.
    pub fn path(&self) -> &str {
        let path = &self.text[usize::from(self.path_start)..usize::from(self.name_end)];
        match path.strip_prefix("library/") {
            Some(official) if self.registry() == "docker.io" && !official.contains('/') => official,
            _ => path,
        }
    }

    /// Registry and path as typed, without tag and digest.
    pub fn name(&self) -> &str {
        &self.text[..usize::from(self.name_end)]
    }

    /// The tag, if one is written.
    pub fn tag(&self) -> Option<&str> {
        self.text[usize::from(self.name_end)..usize::from(self.tag_end)].strip_prefix(':')
    }

    /// The digest, if one is written: `sha256:…`.
    pub fn digest(&self) -> Option<&str> {
        self.text[usize::from(self.tag_end)..].strip_prefix('@')
    }

    /// The tag that an engine looks up: `latest` where neither a tag nor a digest is written.
    pub fn effective_tag(&self) -> Option<&str> {
        self.tag().or(if self.digest().is_none() { Some("latest") } else { None })
    }

    /// The reference with everything that engines fill in: `docker.io/library/hello-world:latest`.
    pub fn canonical(&self) -> String {
        let (registry, path) = (self.registry(), self.path());
        let mut text = String::with_capacity(self.text.len() + 24);
        text.push_str(registry);
        text.push('/');
        if registry == "docker.io" && !path.contains('/') {
            text.push_str("library/");
        }
        text.push_str(path);
        if let Some(tag) = self.effective_tag() {
            text.push(':');
            text.push_str(tag);
        }
        text.push_str(&self.text[usize::from(self.tag_end)..]);
        text
    }

    /// The same image name with another tag, and without a digest.
    pub fn with_tag(&self, tag: &str) -> Result<Self, ReferenceError> {
        tagged(self.name(), tag)
    }
}

/// `name:tag`, read again so that it can't be anything but a reference.
pub(super) fn tagged(name: &str, tag: &str) -> Result<Reference, ReferenceError> {
    let mut text = String::with_capacity(name.len() + 1 + tag.len());
    text.push_str(name);
    text.push(':');
    text.push_str(tag);
    text.parse()
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl serde::Serialize for Reference {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl FromStr for Reference {
    type Err = ReferenceError;

    /// Reads a reference, with blanks around it allowed.
    fn from_str(text: &str) -> Result<Self, ReferenceError> {
        let start = text.len() - text.trim_start().len();
        let trimmed = text.trim();
        let at = |position: usize, kind| ReferenceError { position: start + position, kind };
        if trimmed.is_empty() {
            return Err(at(0, ReferenceErrorKind::Empty));
        }
        if trimmed.contains("://") {
            return Err(at(0, ReferenceErrorKind::Scheme));
        }
        let tag_end = trimmed.find('@').unwrap_or(trimmed.len());
        let path_start = registry_length(&trimmed[..tag_end]);
        let name_end = trimmed[path_start..tag_end].find(':').map_or(tag_end, |colon| path_start + colon);
        if is_image_id(trimmed) {
            return Err(at(0, ReferenceErrorKind::ImageId));
        }
        if path_start > 0 {
            registry(&trimmed[..path_start - 1]).map_err(|(position, kind)| at(position, kind))?;
        }
        path(&trimmed[path_start..name_end]).map_err(|(position, kind)| match trimmed[name_end..].chars().next() {
            Some(seen) if kind == ReferenceErrorKind::EndsEarly(ReferencePart::Path) => {
                at(name_end, ReferenceErrorKind::Unexpected { part: ReferencePart::Path, seen })
            }
            _ => at(path_start + position, kind),
        })?;
        if name_end > LONGEST_NAME {
            return Err(at(
                LONGEST_NAME,
                ReferenceErrorKind::TooLong { part: ReferencePart::Path, longest: LONGEST_NAME },
            ));
        }
        if name_end < tag_end {
            tag(&trimmed[name_end + 1..tag_end]).map_err(|(position, kind)| at(name_end + 1 + position, kind))?;
        }
        if tag_end < trimmed.len() {
            digest(&trimmed[tag_end + 1..]).map_err(|(position, kind)| at(tag_end + 1 + position, kind))?;
        }
        Ok(Self {
            text: trimmed.to_owned(),
            path_start: path_start as u16,
            name_end: name_end as u16,
            tag_end: tag_end as u16,
        })
    }
}

type Checked = Result<(), (usize, ReferenceErrorKind)>;

/// The length of the registry and its slash: the first component counts as one if it has a dot or a port, or is
/// `localhost`, as in Docker.
fn registry_length(name: &str) -> usize {
    match name.find('/') {
        Some(slash) if name[..slash].contains(['.', ':']) || &name[..slash] == "localhost" => slash + 1,
        _ => 0,
    }
}

fn is_image_id(text: &str) -> bool {
    let hex = text.strip_prefix("sha256:").unwrap_or(text);
    hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn unexpected(part: ReferencePart, position: usize, seen: Option<char>) -> (usize, ReferenceErrorKind) {
    let kind = match seen {
        None => ReferenceErrorKind::EndsEarly(part),
        Some('$' | '%') => ReferenceErrorKind::Variable,
        Some(seen) if part == ReferencePart::Path && seen.is_ascii_uppercase() => ReferenceErrorKind::UpperCase(seen),
        Some(seen) => ReferenceErrorKind::Unexpected { part, seen },
    };
    (position, kind)
}

/// Host name and port; an IPv6 address stands in brackets.
fn registry(text: &str) -> Checked {
    let (host, port_start) = match text.strip_prefix('[').and_then(|_| text.find(']')) {
        Some(bracket) => {
            let wrong = text[1..bracket].char_indices().find(|(_, c)| !c.is_ascii_hexdigit() && *c != ':');
            if let Some((position, seen)) = wrong {
                return Err(unexpected(ReferencePart::Registry, 1 + position, Some(seen)));
            }
            ("", bracket + 1)
        }
        None => {
            let end = text.find(':').unwrap_or(text.len());
            (&text[..end], end)
        }
    };
    let mut previous = '.';
    for (position, seen) in host.char_indices() {
        let fits = seen.is_ascii_alphanumeric() || (matches!(seen, '.' | '-') && previous != '.');
        if !fits || (seen == '.' && previous == '-') {
            return Err(unexpected(ReferencePart::Registry, position, Some(seen)));
        }
        previous = seen;
    }
    if port_start == 0 || (!host.is_empty() && !previous.is_ascii_alphanumeric()) {
        return Err(unexpected(ReferencePart::Registry, port_start, text[port_start..].chars().next().or(Some('/'))));
    }
    let port = &text[port_start..];
    match port.strip_prefix(':') {
        None if port.is_empty() => Ok(()),
        None => Err(unexpected(ReferencePart::Port, port_start, port.chars().next())),
        Some("") => Err(unexpected(ReferencePart::Port, port_start + 1, Some('/'))),
        Some(digits) => match digits.char_indices().find(|(_, c)| !c.is_ascii_digit()) {
            Some((position, seen)) => Err(unexpected(ReferencePart::Port, port_start + 1 + position, Some(seen))),
            None => Ok(()),
        },
    }
}

/// Components of lower-case letters and digits, with `.`, `_`, `__` or dashes between, separated by slashes.
fn path(text: &str) -> Checked {
    let mut component_starts = true;
    let mut separator: Option<usize> = None;
    for (position, seen) in text.char_indices() {
        if seen.is_ascii_lowercase() || seen.is_ascii_digit() {
            (component_starts, separator) = (false, None);
            continue;
        }
        let start = *separator.get_or_insert(position);
        let so_far = &text[start..position + seen.len_utf8()];
        let joins = matches!(so_far, "." | "_" | "__" | "/") || so_far.bytes().all(|byte| byte == b'-');
        if component_starts || !joins {
            return Err(unexpected(ReferencePart::Path, position, Some(seen)));
        }
        if seen == '/' {
            (component_starts, separator) = (true, None);
        }
    }
    if component_starts || separator.is_some() {
        Err(unexpected(ReferencePart::Path, text.len(), None))
    } else {
        Ok(())
    }
}

fn tag(text: &str) -> Checked {
    for (position, seen) in text.char_indices() {
        let word = seen.is_ascii_alphanumeric() || seen == '_';
        if !word && (position == 0 || !matches!(seen, '.' | '-')) {
            return Err(unexpected(ReferencePart::Tag, position, Some(seen)));
        }
    }
    match text.len() {
        0 => Err(unexpected(ReferencePart::Tag, 0, None)),
        length if length > LONGEST_TAG => {
            Err((LONGEST_TAG, ReferenceErrorKind::TooLong { part: ReferencePart::Tag, longest: LONGEST_TAG }))
        }
        _ => Ok(()),
    }
}

/// An algorithm, a colon and at least 32 hexadecimal digits; 64 of them for SHA-256.
fn digest(text: &str) -> Checked {
    let Some(colon) = text.find(':') else {
        let wrong = text.char_indices().find(|(_, c)| !c.is_ascii_alphanumeric());
        return Err(match wrong {
            Some((position, seen)) => unexpected(ReferencePart::Digest, position, Some(seen)),
            None => unexpected(ReferencePart::Digest, text.len(), None),
        });
    };
    let algorithm = &text[..colon];
    let fits = |(position, c): &(usize, char)| {
        c.is_ascii_alphanumeric() || (*position > 0 && *position + 1 < colon && matches!(c, '+' | '.' | '-' | '_'))
    };
    if let Some((position, seen)) = algorithm.char_indices().find(|pair| !fits(pair)) {
        return Err(unexpected(ReferencePart::Digest, position, Some(seen)));
    }
    if algorithm.is_empty() {
        return Err(unexpected(ReferencePart::Digest, 0, Some(':')));
    }
    let hex = &text[colon + 1..];
    if let Some((position, seen)) = hex.char_indices().find(|(_, c)| !c.is_ascii_hexdigit()) {
        return Err(unexpected(ReferencePart::Digest, colon + 1 + position, Some(seen)));
    }
    if text.len() > LONGEST_DIGEST {
        return Err((
            LONGEST_DIGEST,
            ReferenceErrorKind::TooLong { part: ReferencePart::Digest, longest: LONGEST_DIGEST },
        ));
    }
    let expected = if algorithm == "sha256" { 64 } else { 32 };
    match hex.len() {
        length if length < expected => Err(unexpected(ReferencePart::Digest, text.len(), None)),
        length if algorithm == "sha256" && length > 64 => {
            Err(unexpected(ReferencePart::Digest, colon + 65, hex[64..].chars().next()))
        }
        _ => Ok(()),
    }
}
