//! What stands beside the words of an error: a container's id, a build, a platform, an owner.

use crate::read::clue::findings::{HostSighting, ImageSighting};
use crate::read::clue::format::FormatId::{self, *};
use crate::read::clue::page::OpenPaste;
use crate::read::clue::scan::{ends, find, rfind, starts};
use crate::read::clue::written_version::{self, loose_version};
use crate::rules::question::Engine;

/// A phrase that something stands beside, and what reads that.
pub(super) type Phrase = (&'static str, fn(&mut OpenPaste<'_>, usize));

/// Phrases that hold a container's id or a version.
pub(super) const PHRASES: &[Phrase] = &[
    ("computesystem", after_compute_system),
    ("encounteredanerrorduring", before_encountered),
    ("startcontainerfor\"", after_start_container),
    ("/containers/", after_containers),
    ("containerid=", after_containers),
    ("imageisincompatiblewith", newer_image),
    ("containerhostisonunsupportedbuildversion", build_of_host),
    ("nomatchingmanifestfor", platform_of_host),
    ("descriptormatchingplatform", platform_of_host),
    ("willbeunpackedforplatform", platform_of_host),
    ("\"owner\":\"", owner),
];

/// `CreateComputeSystem <id>: …`, or `hcs::CreateComputeSystem: …` where somebody left out the id; not the mere name of the
/// function.
pub(super) fn is_failed_call(text: &[u8], at: usize) -> bool {
    name_after(text, at + "computesystem".len()).is_some_and(|length| length > 0 || ends(&text[..at], "::create"))
}

/// A container's id or name, up to the colon behind it.
pub(super) fn name_after(text: &[u8], start: usize) -> Option<usize> {
    // "… failed: …", "… failed with error 0x80370101: …".
    if ["failed:", "failedwith", "returned", "error:"].iter().any(|word| starts(text, start, word)) {
        return None;
    }
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.-".contains(byte);
    let length = text.get(start..)?.iter().take(130).take_while(|&byte| allowed(byte)).count();
    (text.get(start + length) == Some(&b':')).then_some(length)
}

fn is_id(text: &[u8]) -> bool {
    text.len() == 64 && text.iter().all(u8::is_ascii_hexdigit)
}

/// An id is worth more than a name.
fn offer_container(page: &mut OpenPaste<'_>, start: usize, end: usize, format: FormatId) {
    let text = &page.doc.squeezed()[start..end];
    let rank = if is_id(text) { 0 } else { 1 };
    if let Ok(name) = core::str::from_utf8(text) {
        let evidence = page.doc.squeezed_evidence(start, end, format);
        page.found.container.offer(rank, name.to_string(), evidence);
    }
}

fn after_compute_system(page: &mut OpenPaste<'_>, at: usize) {
    let start = at + "computesystem".len();
    let squeezed = page.doc.squeezed();
    let named = |length: &usize| squeezed[start..start + length].iter().any(u8::is_ascii_alphanumeric);
    if let Some(length) = name_after(squeezed, start).filter(named) {
        offer_container(page, start, start + length, HcsError);
    }
}

/// `container <id> encountered an error during CreateContainer`.
fn before_encountered(page: &mut OpenPaste<'_>, at: usize) {
    let squeezed = page.doc.squeezed();
    if at >= 64 && is_id(&squeezed[at - 64..at]) {
        return offer_container(page, at - 64, at, EngineError1806);
    }
    let lines_at = page.doc.unsqueeze(at);
    let before = page.doc.before(lines_at, 300).trim_ascii_end();
    let length = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(byte)).count();
    if length > 0 && length <= at && ends(before[..before.len() - length].trim_ascii_end(), "container") {
        offer_container(page, at - length, at, EngineError1806);
    }
}

fn after_start_container(page: &mut OpenPaste<'_>, at: usize) {
    let start = at + "startcontainerfor\"".len();
    if page.doc.squeezed().get(start..start + 64).is_some_and(is_id) {
        offer_container(page, start, start + 64, ContainerdError);
    }
}

fn after_containers(page: &mut OpenPaste<'_>, at: usize) {
    let start = at + "/containers/".len();
    if page.doc.squeezed().get(start..start + 64).is_some_and(is_id) {
        offer_container(page, start, start + 64, DaemonLog);
    }
}

/// `a Windows version 10.0.X-based image is incompatible with a 10.0.Y host`.
fn newer_image(page: &mut OpenPaste<'_>, at: usize) {
    let text = page.doc.squeezed();
    let from = at.saturating_sub(48);
    if let Some(found) = rfind(&text[from..at], "10.0.").and_then(|start| loose_version(text, from + start)) {
        let evidence = page.doc.squeezed_evidence(found.end.saturating_sub(10), found.end, PullNewerImage);
        page.found.images.push(ImageSighting {
            reference: None,
            version: Some(found.version),
            inside: false,
            guess: false,
            evidence,
        });
    }
    let end = at + "imageisincompatiblewith".len();
    let start = [0, 1].map(|article| end + article).into_iter().find(|&start| starts(text, start, "10.0."));
    if let Some((start, found)) = start.and_then(|start| Some((start, loose_version(text, start)?))) {
        host(page, found, start, PullNewerImage);
    }
}

fn host(page: &mut OpenPaste<'_>, found: written_version::VersionAt, start: usize, format: FormatId) {
    let evidence = page.doc.squeezed_evidence(start, found.end, format);
    page.found.hosts.push(HostSighting { version: Some(found.version.release()), name: None, weak: false, evidence });
}

/// `The container host is on unsupported build version 18362.`
fn build_of_host(page: &mut OpenPaste<'_>, at: usize) {
    let start = at + "containerhostisonunsupportedbuildversion".len();
    let digits = page.doc.squeezed().get(start..start + 5).unwrap_or_default();
    let build = core::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
    if let Some(build) = build.filter(|build| *build > 10_000) {
        let evidence = page.doc.squeezed_evidence(start, start + 5, ContainerInstances);
        let version = Some(crate::rules::version::Version::of_build(build));
        page.found.hosts.push(HostSighting { version, name: None, weak: false, evidence });
    }
}

/// `no matching manifest for windows/amd64 10.0.B in the manifest list`: the build is the host's, unless it was asked for.
fn platform_of_host(page: &mut OpenPaste<'_>, at: usize) {
    let text = page.doc.squeezed();
    let window = &text[at..text.len().min(at + 96)];
    let window = &window[..find(window, "inthemanifest").unwrap_or(window.len())];
    let Some(start) = find(window, "10.0.") else { return };
    if let Some(found) = loose_version(text, at + start).filter(|_| !page.platform_wish) {
        let format = if starts(text, at, "nomatching") { PullNoManifest } else { ContainerdPull };
        host(page, found, at + start, format);
        if format == PullNoManifest {
            page.found.engine.offer(
                2,
                Engine::Docker,
                page.doc.squeezed_evidence(at, at + "nomatchingmanifest".len(), PullNoManifest),
            );
        }
    }
}

fn owner(page: &mut OpenPaste<'_>, at: usize) {
    let start = at + "\"owner\":\"".len();
    let text = page.doc.squeezed().get(start..).unwrap_or_default();
    let length = text.iter().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte)).count();
    if let Ok(owner) = core::str::from_utf8(&text[..length]) {
        let evidence = page.doc.squeezed_evidence(start, start + length.max(1), EngineError1806);
        page.found.owner.offer(0, owner.to_string(), evidence);
    }
}
