//! Kubernetes: whose node or pod a line belongs to, and where a pod was placed.

use super::format::FormatId;
use super::page::{OpenPaste, labelled};
use super::reference::clear_reference;
use super::scan::{has, skip, starts};
use crate::rules::{name::is_plain, question::Engine};

/// Reads `Name:` of describe and imagetools, and `name:` of a manifest.
pub(crate) fn name(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let before = doc.before(at, 200);
    let indent = before.len();
    if before.iter().any(|byte| !b" -".contains(byte)) {
        return;
    }
    let Some(value) = labelled(doc.after(at, 300), "name") else { return };
    let value = value.split_whitespace().next().unwrap_or_default().trim_matches(['"', '\'']);
    if starts(doc.bytes(), at, "Name:") && doc.bytes()[at] == b'N' {
        if let Some(reference) = clear_reference(value) {
            let tagged = reference.split('@').next().unwrap_or(reference);
            let tagged = if tagged.contains(':') { tagged } else { reference };
            if indent == 0 {
                page.image(tagged, (at, doc.line_end(at)), FormatId::Imagetools);
            }
            page.owners.index = Some(tagged.to_string());
        } else if indent == 0 && is_plain(value) {
            page.owners.described = Some(value.to_string());
        }
    } else if page.owners.metadata.is_some_and(|metadata| indent > metadata && indent <= metadata + 4)
        && is_plain(value)
    {
        page.owners.manifest = Some(value.to_string());
        page.owners.metadata = None;
    }
}

/// Reads `metadata:` of a manifest.
pub(crate) fn metadata(page: &mut OpenPaste<'_>, at: usize) {
    let before = page.doc.before(at, 200);
    if before.iter().all(|byte| b" -".contains(byte)) {
        page.owners.metadata = Some(before.len());
        page.owners.manifest = None;
    }
}

/// Reads the label `kubernetes.io/hostname`, for pieces of a manifest without `metadata:`.
pub(crate) fn hostname_label(page: &mut OpenPaste<'_>, at: usize) {
    let value = labelled(page.doc.after(at, 300), "kubernetes.io/hostname").unwrap_or_default();
    if page.owners.manifest.is_none() && page.owners.metadata.is_none() && is_plain(value) {
        page.owners.manifest = Some(value.to_string());
    }
}

/// Reads `Node: name/address`, `nodeName: name`.
pub(crate) fn node(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let name_only = starts(doc.bytes(), at, "nodename");
    let before = doc.before(at, 60);
    if before.iter().any(|byte| !b" \t\"-{,".contains(byte)) && !name_only {
        return;
    }
    let label = if name_only { "nodename" } else { "node" };
    let Some(value) = labelled(doc.after(at, 300), label) else { return };
    let value = value.split([' ', '\t', '"', ',']).next().unwrap_or_default();
    if name_only || doc.bytes()[at] == b'N' {
        page.placed_on(value, (at, doc.line_end(at).min(at + 200)), FormatId::DescribePod);
        page.found.engine.offer(1, Engine::Kubernetes, doc.evidence(at, at + label.len(), FormatId::DescribePod));
    }
}

/// Reads `kubelet, name` in the events of older clusters.
pub(crate) fn kubelet(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let name = at + "kubelet, ".len();
    let length = doc.after(name, 260).iter().take_while(|byte| !b" \t".contains(byte)).count();
    page.placed_on(doc.piece(name, name + length), (at, name + length), FormatId::DescribePod);
}

/// Reads `Successfully assigned namespace/pod to name`.
pub(crate) fn assigned(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let text = doc.after(at, 600);
    if let Some(to) = super::scan::find(text, " to ") {
        let name = at + to + 4;
        let length = doc.after(name, 260).iter().take_while(|byte| !b" \t\"'".contains(byte)).count();
        let end = doc.piece(name, name + length).trim_end_matches(['.', ',']).len();
        page.placed_on(doc.piece(name, name + end), (at, name + end), FormatId::KubernetesEvents);
        page.found.engine.offer(1, Engine::Kubernetes, doc.evidence(at, name + end, FormatId::KubernetesEvents));
    }
}

/// What kind of section a line of `kubectl describe` or of a manifest stands in.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Section {
    /// Facts about a node.
    Labels,
    /// What somebody asks of a node.
    Wish,
    /// Something else.
    Other,
}

/// The section that the line with this byte belongs to, from the labels above it.
pub(crate) fn section(page: &OpenPaste<'_>, at: usize) -> Section {
    const WISHES: &[&str] =
        &["selector", "matchlabels", "matchexpressions", "affinity", "scheduling", "constraint", "terms", "requires"];
    let doc = page.doc;
    let line = doc.line_at(at);
    let indent_of = |line: &[u8]| skip(line, 0, b" \t");
    let mut indent = indent_of(doc.line(line));
    let own = doc.line(line);
    let mut above = own;
    for step in 0..80 {
        let start = indent_of(above);
        let head = &above[start..above.len().min(start + 60)];
        let is_key = head.contains(&b':') || head.contains(&b'=');
        if step == 0 || start < indent {
            if is_key && has(head, WISHES) {
                return Section::Wish;
            }
            let name = &head[skip(head, 0, b"-\" ")..];
            if starts(name, 0, "labels") {
                return Section::Labels;
            }
            indent = indent.min(start);
        }
        if indent == 0 && step > 0 || line <= step + 1 {
            break;
        }
        above = doc.line(line - step - 1);
    }
    Section::Other
}
