//! Commands that list something with no heading, or answer a format: whose versions and which images stand below them.

use super::format::FormatId;
use super::isolation;
use super::page::OpenPaste;
use super::prompt::is_prompt;
use super::reference::clear_reference;
use super::scan::{has, skip, starts};
use super::typed_command::{Lists, TypedCommand};
use super::written_version::loose_version;

/// Notes `docker info --format "{{.OSVersion}} {{.Isolation}}"`, and reads what an engine or a container answers to
/// `{{.Isolation}}`.
pub(crate) fn formatted(page: &mut OpenPaste<'_>, at: usize, end: usize) -> bool {
    let text = page.doc.after(end, 400);
    if !has(text, &["{{"]) {
        return false;
    }
    let line = page.doc.line_at(at);
    let info = ["info", "system info", "version"].iter().any(|verb| starts(text, skip(text, 0, b" "), verb));
    if has(text, &[".isolation}}", ".isolation }}"]) {
        isolation::printed(page, line + 1, info);
    }
    if info {
        page.commands.push(TypedCommand::listing(line, Lists::Engine));
    }
    info
}

/// Notes `kubectl get nodes …` and `kubectl get … -o jsonpath='{..image}'`, whose output may have no heading.
pub(crate) fn listed(page: &mut OpenPaste<'_>, at: usize, end: usize) -> bool {
    let text = page.doc.after(end, 1000);
    let asked = text.split(|byte| *byte == b'|').next().unwrap_or_default();
    let mut words = asked.split(|byte| b" \t".contains(byte)).filter(|word| !word.is_empty());
    if !words.any(|word| word == b"get") {
        return false;
    }
    let what = words.find(|word| !word.starts_with(b"-")).unwrap_or_default();
    let nodes = what.split(|byte| b",/".contains(byte)).any(|word| [&b"node"[..], b"nodes", b"no"].contains(&word));
    let images = has(asked, &["image}", ".image", "{..image"]) && !has(asked, &["nodeinfo", "osimage"]);
    let lists = match () {
        () if images => Lists::Images,
        () if nodes => Lists::Nodes,
        () => return false,
    };
    let line = page.doc.line_at(at);
    page.commands.push(TypedCommand::listing(line, lists));
    if lists == Lists::Images {
        listed_images(page, line);
    }
    true
}

/// Images whose containers only read registries: what they are asked for is the image of the text.
const REGISTRY_TOOLS: [&str; 6] = [
    "mplatform/mquery",
    "mplatform/manifest-tool",
    "gcr.io/go-containerregistry/crane",
    "quay.io/skopeo/stable",
    "ghcr.io/regclient/regctl",
    "regclient/regctl",
];

/// Whether an image is one of those tools.
pub(super) fn is_registry_tool(reference: &str) -> bool {
    REGISTRY_TOOLS
        .iter()
        .any(|tool| reference.strip_prefix(tool).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '@'])))
}

/// Reads the list of mquery: `Image: openjdk:11`, ` * Supported platforms:`, `   - windows/amd64:10.0.17763.1697`; before 2018 it wrote
/// `amd64/windows` (<https://github.com/estesp/mquery/issues/5>).
pub(crate) fn platforms(page: &mut OpenPaste<'_>, at: usize) {
    const LONGEST: usize = 64;
    let doc = page.doc;
    let line = doc.line_at(at);
    let text = |line: usize| {
        let (start, end) = doc.range(line);
        (start, doc.piece(start, end))
    };
    let named = (line.saturating_sub(3)..line).rev().find_map(|line| text(line).1.trim().strip_prefix("Image: "));
    let named = named.and_then(|name| clear_reference(name.split(' ').next().unwrap_or_default()).or(Some(name)));
    let Some(name) = named.and_then(|name| name.split(' ').next()) else { return };
    for below in line + 1..(line + LONGEST).min(doc.lines()) {
        let (start, entry) = text(below);
        let Some(platform) = entry.trim_start().strip_prefix("- ") else { break };
        let Some((platform, _)) = platform.split_once(':').filter(|(platform, _)| platform.contains("windows")) else {
            continue;
        };
        let number = start + (platform.as_ptr() as usize - entry.as_ptr() as usize) + platform.len() + 1;
        if let Some(found) = loose_version(doc.bytes(), number) {
            page.image_version(found.version, Some(name.to_owned()), (number, found.end), FormatId::ManifestList);
        }
    }
}

/// The references below a command that asks for images, up to the next prompt.
fn listed_images(page: &mut OpenPaste<'_>, line: usize) {
    const LONGEST: usize = 2000;
    let doc = page.doc;
    for below in line + 1..(line + LONGEST).min(doc.lines()) {
        let text = doc.line(below);
        if is_prompt(text) || text.trim_ascii().is_empty() && below > line + 1 {
            break;
        }
        let (start, end) = doc.range(below);
        let text = doc.piece(start, end);
        for word in text.split([' ', '\t', ',']).filter(|word| !word.is_empty()) {
            if let Some(found) = clear_reference(word) {
                let at = start + (found.as_ptr() as usize - text.as_ptr() as usize);
                page.image(found, (at, at + found.len()), FormatId::KubernetesManifest);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::clue::samples::names;

    #[test]
    fn the_list_of_mquery() {
        let list = |entry: &str| {
            format!(
                "$ docker run --rm mplatform/mquery a/b:1\nImage: a/b:1 (digest: sha256:d0989420)\n * Manifest List: Yes\n * Supported platforms:\n   - linux/amd64\n   - {entry}\n"
            )
        };
        let version = |text: &str| crate::read::clue::read(text).images.iter().find_map(|image| image.version);
        for entry in ["windows/amd64:10.0.17763.1697", "amd64/windows:10.0.17763.1697"] {
            assert_eq!(version(&list(entry)), "10.0.17763.1697".parse().ok(), "{entry}");
            names(&list(entry), &["a/b:1"]);
        }
        assert_eq!(version(&list("linux/arm64")), None);
        names("docker run mplatform/mquery-web:1", &["mplatform/mquery-web:1"]);
        names("docker run --rm quay.io/skopeo/stable inspect docker://a.io/b:1", &["a.io/b:1"]);
    }

    #[test]
    fn images_of_a_cluster() {
        names("$ kubectl get deploy web -o jsonpath='{..image}'\na.io/b:1 c.io/d:2", &["a.io/b:1", "c.io/d:2"]);
        names(
            "kubectl get po -o custom-columns=N:.metadata.name,I:.spec.containers[*].image | grep win\nweb-1   a.io/b:1,c.io/d:2\n$ ls e.io/f:3",
            &["a.io/b:1", "c.io/d:2"],
        );
        names("kubectl get pods\nweb:1 x", &[]);
    }
}
