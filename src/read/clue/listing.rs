//! Commands that list something with no heading, or answer a format: whose versions and which images stand below them.

use super::format::FormatId;
use super::isolation;
use super::page::OpenPaste;
use super::prompt::is_prompt;
use super::reference::clear_reference;
use super::scan::{has, skip, starts};
use super::typed_command::{Lists, TypedCommand};

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
    fn images_of_a_cluster() {
        names("$ kubectl get deploy web -o jsonpath='{..image}'\na.io/b:1 c.io/d:2", &["a.io/b:1", "c.io/d:2"]);
        names(
            "kubectl get po -o custom-columns=N:.metadata.name,I:.spec.containers[*].image | grep win\nweb-1   a.io/b:1,c.io/d:2\n$ ls e.io/f:3",
            &["a.io/b:1", "c.io/d:2"],
        );
        names("kubectl get pods\nweb:1 x", &[]);
    }
}
