//! Images named by words around them: `image:` of YAML, `Pulling image "…"`, `Pulling from`, sentences.

use super::findings::ImageSighting;
use super::format::FormatId::{self, *};
use super::page::{OpenPaste, labelled};
use super::reference::{clear_reference, has_known_registry, reference};
use super::scan::{ends, find, has, skip, starts};

/// Reads what follows the word "image".
pub(crate) fn word(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let bytes = doc.bytes();
    let before = doc.before(at, 100);
    let end = at + "image".len();
    let flag = ends(before, "--");
    let after = doc.after(end, 700);
    // containerd's log: `PullImage "name" returns image reference …`.
    if ends(before, "pull") && after.starts_with(b" \"") {
        clear_at(page, end + 1, DescribePod);
        return;
    }
    if before.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') {
        return variable(page, end, before);
    }
    before_the_word(page, at, before);
    match after {
        [b':', ..] | [b'"', b':', ..] | [b'"', b' ', b':', ..] => key(page, at, before),
        [b'=', ..] => {
            clear_at(page, end + 1, if flag { DockerCommand } else { DescribePod });
        }
        [b' ', b'"' | b'\'', ..] => {
            page.image_at(end + 1, DescribePod);
        }
        [b' ', ..] if assigned(after).is_some() => {
            if let Some(start) = assigned(after).filter(|_| before.iter().all(|byte| b" \t{".contains(byte))) {
                assignment(page, end + start);
            }
        }
        [b' ', ..] => {
            let from =
                ["for ", "with reference ", "is up to date for ", "from "].iter().find(|word| starts(after, 1, word));
            clear_at(page, end + 1 + from.map_or(0, |word| word.len()), DockerCommand);
        }
        // `ImageName=a.io/web:1`, as Service Fabric writes it.
        _ if starts(after, 0, "name=") => {
            clear_at(page, end + "name=".len(), DockerCommand);
        }
        [b's', ..] => {}
        _ if bytes.get(end) == Some(&b'\t') => {
            clear_at(page, end, DockerCommand);
        }
        _ => {}
    }
}

/// `they cannot pull the rancher/agent:1 image`.
fn before_the_word(page: &mut OpenPaste<'_>, at: usize, before: &[u8]) {
    let named = before.trim_ascii_end();
    let length = named.iter().rev().take_while(|byte| !byte.is_ascii_whitespace()).count();
    let start = at - before.len() + named.len() - length;
    let token = page.doc.piece(start, start + length);
    let of = |found: &&str| found.contains('/') && found.contains(':') && ends(&named[..named.len() - length], "the ");
    if let Some(found) = clear_reference(token).filter(of) {
        let first = start + (found.as_ptr() as usize - token.as_ptr() as usize);
        page.image(found, (first, first + found.len()), DescribePod);
    }
}

/// `BASE_IMAGE=name` of an `.env` file or a build argument, `BASE_IMAGE: name` of a compose file.
fn variable(page: &mut OpenPaste<'_>, end: usize, before: &[u8]) {
    let bytes = page.doc.bytes();
    let value = match bytes.get(end) {
        Some(b'=') => end + 1,
        Some(b':') if bytes.get(end + 1) == Some(&b' ') => end + 2,
        _ => return,
    };
    let name = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    let letters = &before[before.len() - name..];
    if !letters.ends_with(b"_") || letters.iter().any(u8::is_ascii_lowercase) {
        return;
    }
    let start = skip(bytes, value, b" \t\"'");
    let token = page.token(start);
    let Some(full) = page.defined.substitute(token) else { return };
    if let Some(found) = clear_reference(&full) {
        page.image(found, (start, start + token.len()), ComposeFile);
    }
}

/// Reads `naming to name`, `Successfully tagged name`: what is being made is no clue.
pub(crate) fn output(page: &mut OpenPaste<'_>, at: usize) {
    let words = ["naming to ", "successfully tagged ", "pushing manifest for "];
    let length = words.iter().find(|words| starts(page.doc.bytes(), at, words)).map_or(0, |words| words.len());
    let token = page.token(at + length);
    if let Some(found) = reference(token) {
        page.found.output(found);
    }
}

/// Reads one item under `images:` of a kustomization, where name and tag stand in keys of their own:
/// <https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/images/>.
pub(crate) fn kustomization(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let line = doc.line_at(at);
    let indent = |line: usize| skip(doc.line(line), 0, b" \t-");
    let own = indent(line);
    if at - doc.line_start(at) != own {
        return;
    }
    let begins = |line: usize| doc.line(line)[..indent(line)].contains(&b'-');
    let belongs = |line: &usize| indent(*line) == own && doc.line(*line).len() > own;
    let first = (line.saturating_sub(4)..=line).rev().take_while(belongs).find(|&line| begins(line));
    let Some(first) = first else { return };
    let last = (first + 1..(first + 5).min(doc.lines())).take_while(|line| belongs(line) && !begins(*line)).last();
    let value = |label: &str| {
        let value = |line: usize| labelled(&doc.line(line)[own..], label);
        (first..=last.unwrap_or(first)).find_map(value).map(|value| value.split(" #").next().unwrap_or(value).trim())
    };
    let Some(name) = value("newName").or_else(|| value("name")).filter(|name| !name.contains(' ')) else { return };
    let (mark, rest) = match (value("digest"), value("newTag")) {
        (Some(digest), _) if digest.contains(':') => ("@", digest),
        (_, Some(tag)) => (":", tag),
        _ => return,
    };
    let full = [name, mark, rest.trim_matches(['"', '\''])].concat();
    if let Some(found) = reference(&full) {
        page.image(found, (at, doc.line_end(at).min(at + 200)), ComposeFile);
    }
}

fn clear_at(page: &mut OpenPaste<'_>, at: usize, format: FormatId) -> bool {
    let start = skip(page.doc.bytes(), at, b" \t\"'");
    let found = clear_reference(page.token(start)).is_some();
    found && page.image_at(start, format)
}

/// `image: name`, `"Image": "name"`, or `image:` with `repository:` and `tag:` below it.
fn key(page: &mut OpenPaste<'_>, at: usize, before: &[u8]) {
    let doc = page.doc;
    let quoted = before.last() == Some(&b'"');
    let starts_line = before.iter().all(|byte| b" \t-\"{[,".contains(byte));
    if !starts_line
        && !quoted
        && !before.trim_ascii_end().ends_with(b"{")
        && !ends(before, ", ")
        && before.last() != Some(&b',')
        && !["container ", "pod ", "base ", "docker ", "deployment ", "helper "].iter().any(|word| ends(before, word))
    {
        return;
    }
    let value = skip(doc.bytes(), at + "image".len(), b"\"': \t");
    if doc.line_at(value) != doc.line_at(at) || is_runner(page, doc.line_at(at)) {
        return;
    }
    if doc.bytes().get(value) == Some(&b'{') {
        return helm(page, value, doc.line_end(value).min(value + 600));
    }
    let text = doc.after(value, 700);
    let length = text.iter().take_while(|byte| !b" \t\"'#,".contains(byte)).count();
    let token = doc.piece(value, value + length);
    let format = match (doc.bytes()[at], quoted) {
        (b'I', true) => ContainerInspect,
        (b'I', false) => DescribePod,
        _ => ComposeFile,
    };
    let Some(full) = page.defined.substitute(token) else { return };
    // `Image: windows-2022` is the machine of a hosted job; "detecting base image: unsupported" says nothing of one.
    let told = starts_line || quoted || clear_reference(&full).is_some();
    if let Some(found) = reference(&full).filter(|found| told && !is_runner_label(found)) {
        page.image(found, (value, value + length), format);
    }
}

/// Where the text begins in `   = "a/b:1"`, as HCL writes it: jobs of Nomad, bake files, Terraform.
fn assigned(after: &[u8]) -> Option<usize> {
    let equals = skip(after, 0, b" ");
    let quote = skip(after, equals + 1, b" ");
    (after.get(equals) == Some(&b'=') && after.get(quote) == Some(&b'"')).then_some(quote + 1)
}

/// An image that is assigned; disks of virtual machines are called images as well.
fn assignment(page: &mut OpenPaste<'_>, start: usize) {
    let token = page.token(start);
    let disk = token.starts_with("projects/") || token.split('/').next().is_some_and(|first| first.ends_with("-cloud"));
    if !disk {
        page.image_at(start, ComposeFile);
    }
}

/// `windows-2022`, `windows-2025-vs2026`: hosted runners of GitHub and Azure Pipelines.
fn is_runner_label(name: &str) -> bool {
    let rest = name.strip_prefix("windows-").unwrap_or_default();
    let (year, more) = rest.split_once('-').unwrap_or((rest, ""));
    let years = year.len() == 4 && year.starts_with("20") && year.bytes().all(|byte| byte.is_ascii_digit());
    (years || matches!(year, "latest" | "11")) && more.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// `Image: windows-2022` below `Runner Image` is the machine of a job, not a container.
fn is_runner(page: &OpenPaste<'_>, line: usize) -> bool {
    (line.saturating_sub(2)..line).any(|line| {
        has(&page.doc.line(line)[..page.doc.line(line).len().min(80)], &["runner image", "virtual environment"])
    })
}

/// Reads `repository:` of Helm values with the keys beside it.
pub(crate) fn repository(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let before = doc.before(at, 100);
    if !before.iter().all(|byte| b" \t".contains(byte)) {
        return;
    }
    let line = doc.line_at(at);
    let indent = before.len();
    let block = |line: usize| skip(doc.line(line), 0, b" \t") == indent && !doc.line(line)[indent..].is_empty();
    let first = (line.saturating_sub(6)..line).rev().take_while(|&line| block(line)).last().unwrap_or(line);
    let last = (line..(line + 7).min(doc.lines())).take_while(|&line| block(line)).last().unwrap_or(line);
    let parent = first.checked_sub(1).map_or(&b""[..], |line| doc.line(line));
    let value = |label: &str| (first..=last).find_map(|line| labelled(doc.line(line), label));
    if value("tag").is_some() || has(&parent[..parent.len().min(80)], &["image"]) {
        joined(page, value("registry"), value("repository"), value("tag"), (at, doc.line_end(at)));
    }
}

/// Reads `{registry: a, repository: b, tag: c}`.
fn helm(page: &mut OpenPaste<'_>, start: usize, end: usize) {
    let text = page.doc.piece(start, end).trim_start_matches('{');
    let inside = text.split('}').next().unwrap_or_default();
    let value = |label: &str| inside.split(',').find_map(|pair| labelled(pair.as_bytes(), label));
    joined(page, value("registry"), value("repository"), value("tag"), (start, end));
}

fn joined(
    page: &mut OpenPaste<'_>,
    registry: Option<&str>,
    repository: Option<&str>,
    tag: Option<&str>,
    place: (usize, usize),
) {
    let plain = |value: &str| value.split(" #").next().unwrap_or_default().trim().trim_matches(['"', '\'']).to_string();
    let Some(repository) = repository.map(plain) else { return };
    let registry = registry.map(plain).unwrap_or_default();
    let tag = tag.map(plain).unwrap_or_default();
    let slash = if registry.is_empty() { "" } else { "/" };
    let colon = if tag.is_empty() { "" } else { ":" };
    let full = [registry.as_str(), slash, &repository, colon, &tag].concat();
    if let Some(found) = reference(&full) {
        page.image(found, place, HelmValues);
    }
}

/// Reads `tag: Pulling from path`, which lacks the registry.
pub(crate) fn pulling_from(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let before = doc.before(at, 140);
    let Some(tag) = before.strip_suffix(b": ") else { return };
    let length = tag.iter().rev().take_while(|byte| !b" \t".contains(byte)).count();
    let tag_at = at - 2 - length;
    let tag = doc.piece(tag_at, at - 2);
    let path_at = at + "pulling from ".len();
    let path = page.token(path_at);
    let mark = if tag.starts_with("sha256:") { "@" } else { ":" };
    let full = [path, mark, tag].concat();
    if let Some(found) = reference(&full) {
        let evidence = doc.evidence(tag_at, path_at + path.len(), DockerCommand);
        page.found.images.push(ImageSighting {
            reference: Some(found.into()),
            version: None,
            inside: false,
            guess: true,
            evidence,
        });
    }
}

/// Reads `Pulling postgres (postgres:12.0-alpine)...`, which the first docker-compose prints.
pub(crate) fn pulling_service(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let start = at + "pulling ".len();
    let rest = doc.after(start, 400);
    let service = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte)).count();
    if service > 0 && starts(rest, service, " (") && doc.before(at, 1).iter().all(u8::is_ascii_whitespace) {
        page.image_at(start + service + 2, DockerCommand);
    }
}

/// Reads `for name:` and `in index name`, where tools put an image behind their sentence.
pub(crate) fn behind(page: &mut OpenPaste<'_>, at: usize, words: usize) {
    clear_at(page, at + words, DockerCommand);
}

/// Reads `container: name` of a pipeline.
pub(crate) fn container_key(page: &mut OpenPaste<'_>, at: usize) {
    if page.doc.before(at, 60).iter().all(|byte| b" \t-".contains(byte)) {
        clear_at(page, at + "container:".len(), ComposeFile);
    }
}

/// A base image that a sentence names without its registry: `based on nanoserver:1809`.
pub(crate) fn base(page: &mut OpenPaste<'_>, at: usize) {
    if page.doc.before(at, 1).iter().all(|byte| b" \"'(\n".contains(byte)) {
        page.base(at);
    }
}

/// References in sentences, where nothing else named an image.
pub(crate) fn anywhere(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let before = doc.before(at, 80);
    let length = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b".-_/".contains(byte)).count();
    let start = at - length;
    let token = page.token(start);
    let line = doc.line(doc.line_at(at));
    let comment = line.trim_ascii_start().starts_with(b"#");
    // PowerShell repeats the beginning of a command in its error: `nanoserver:1 ...`.
    let cut = doc.after(start + token.len(), 8).trim_ascii() == b"...";
    // `tags = ["name"]` of a bake file names what is being made.
    let made = starts(line, skip(line, 0, b" \t-\""), "tags");
    if made || cut || comment || ends(doc.before(start, 4), "://") || in_node_images(page, doc.line_at(at)) {
        return;
    }
    if let Some(found) = clear_reference(token).filter(|found| is_known(found) && !is_source_line(found)) {
        let offset = found.as_ptr() as usize - token.as_ptr() as usize;
        let evidence = doc.evidence(start + offset, start + offset + found.len(), ImageReference);
        page.found.images.push(ImageSighting {
            reference: Some(found.into()),
            version: None,
            inside: false,
            guess: true,
            evidence,
        });
    }
}

/// Images that stand alone in their lines, one below the other: where one of them is known to be an image, the others are as well.
pub(crate) fn listed(page: &mut OpenPaste<'_>) {
    /// A longer text is no list.
    const LONGEST: usize = 2000;
    let doc = page.doc;
    let alone = |line: usize| {
        let (start, end) = doc.range(line);
        let text = doc.piece(start, end).trim().trim_start_matches(['-', '*', ' ']);
        clear_reference(text).filter(|found| found.len() + 2 > text.len() && !is_source_line(found))
    };
    let mut line = 0;
    while line < doc.lines().min(LONGEST) {
        let names: Vec<&str> = (line..doc.lines()).map_while(alone).collect();
        if names.len() > 1 && names.iter().any(|name| has_known_registry(name)) {
            for (at, name) in names.iter().enumerate().filter(|(_, name)| !is_known(name)) {
                let (start, end) = doc.range(line + at);
                let evidence = doc.evidence(start, end, ImageReference);
                let reference = Some((*name).into());
                page.found.images.push(ImageSighting {
                    reference,
                    version: None,
                    inside: false,
                    guess: true,
                    evidence,
                });
            }
        }
        line += names.len() + 1;
    }
}

/// Whether nothing but an image is called that.
fn is_known(reference: &str) -> bool {
    let (name, tag, _) = super::reference::parts(reference);
    let retired = tag.is_some() && reference.starts_with("microsoft/");
    retired
        || has_known_registry(reference)
        || tag.is_some() && ["nanoserver", "servercore", "windowsservercore"].contains(&name)
}

/// `host.tld/path/file.go:123` in a stack trace.
fn is_source_line(reference: &str) -> bool {
    let (name, tag, _) = super::reference::parts(reference);
    let file = name.rsplit('/').next().unwrap_or_default();
    tag.is_some_and(|tag| tag.bytes().all(|byte| byte.is_ascii_digit()))
        && [".go", ".cs", ".rs", ".ps1", ".js"].iter().any(|end| file.ends_with(end))
}

/// The list of images that a node has in its cache.
fn in_node_images(page: &OpenPaste<'_>, line: usize) -> bool {
    let list = page.doc.line(line).trim_ascii_start().first().is_some_and(|byte| b"-\"".contains(byte));
    list && (line.saturating_sub(6)..(line + 4).min(page.doc.lines())).any(|line| {
        let text = page.doc.line(line);
        let text = &text[..text.len().min(80)];
        find(text, "sizebytes").is_some() || find(text, "names:").is_some() || find(text, "\"names\"").is_some()
    })
}

#[cfg(test)]
mod tests;
