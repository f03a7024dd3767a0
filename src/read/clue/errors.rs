//! Errors, found in the text without its blanks, so that no wrap hides them.

use super::doc::loose_version;
use super::findings::{HostSighting, ImageSighting};
use super::format::FormatId::{self, *};
use super::page::Page;
use super::scan::{Scanner, ends, find, rfind, starts};
use super::{ErrorClue, ErrorCode, ErrorKind, Evidence};
use crate::rules::question::Engine;
use ErrorCode::*;
use ErrorKind::*;

/// A wording: letters in lower case without blanks, what it means, and who prints it.
type Wording = (&'static str, ErrorKind, ErrorCode, FormatId);

/// The wordings; of several that a text has, the first kind counts, and then the first wording of this list.
const WORDINGS: &[Wording] = &[
    ("containeroperatingsystemdoesnotmatch", Mismatch, OsMismatch0101, C04),
    ("operatingsystemofthecontainerdoesnotmatch", Mismatch, OsMismatch0101, C01),
    ("c0370101", Mismatch, OsMismatch0101, C06),
    ("80370101", Mismatch, OsMismatch0101, C06),
    ("-1070137087", Mismatch, OsMismatch0101, C06),
    ("3224830209", Mismatch, OsMismatch0101, C06),
    ("-2143878911", Mismatch, OsMismatch0101, C06),
    ("hcs_e_image_mismatch", Mismatch, OsMismatch0101, C06),
    ("vmcompute_image_mismatch", Mismatch, OsMismatch0101, C06),
    ("imageisincompatiblewith", ImageNewerThanHost, ImageNewer, C09),
    ("containeroperatingsystemisnewerthanthehost", ImageNewerThanHost, ImageNewer, C17),
    ("maximumsupportedosversionis", ImageNewerThanHost, AppServiceCeiling, C15),
    ("appservicesupportswindowscontainersupto", ImageNewerThanHost, AppServiceCeiling, C15),
    ("cannotrunthisoperatingsystem/versioninwindowscontainers", ImageNewerThanHost, AppServiceCeiling, C15),
    ("nomatchingmanifestfor", NoMatchingManifest, NoManifest, C08),
    ("nomatchforplatforminmanifest", NoMatchingManifest, NoPlatformMatch, C10),
    ("nochildwithplatform", NoMatchingManifest, NoPlatformMatch, C19),
    ("noimagefoundinmanifestlistforarchitecture", NoMatchingManifest, NoPlatformMatch, C19),
    ("noimagefoundinimageindexforarchitecture", NoMatchingManifest, NoPlatformMatch, C19),
    ("imageoperatingsystem\"linux\"cannotbeused", Other, LinuxImage, C12),
    ("imageoperatingsystem\"windows\"cannotbeused", Other, LinuxEngine, C12),
    ("cannotbeusedonthisplatform", Other, LinuxImage, C12),
    ("operatingsystemisnotsupported", Other, LinuxEngine, C12),
    ("c0370106", Other, UnexpectedExit0106, C14),
    ("80370106", Other, UnexpectedExit0106, C14),
    ("virtualmachineorcontainerexitedunexpectedly", Other, UnexpectedExit0106, C14),
    ("c0370112", Other, InvalidLayer0112, C14),
    ("80370112", Other, InvalidLayer0112, C14),
    ("c0370113", Other, InsiderRequired0113, C14),
    ("80370113", Other, InsiderRequired0113, C14),
    ("c0370102", Other, HypervMissing, C14),
    ("80370102", Other, HypervMissing, C14),
    ("c0370114", Other, HypervMissing, C14),
    ("80370114", Other, HypervMissing, C14),
    ("c0351000", Other, HypervMissing, C14),
    ("hypervisorisnotpresent", Other, HypervMissing, C14),
    ("hypervisorisnotrunning", Other, HypervMissing, C14),
    ("(0x490)", Other, ElementNotFound490, C14),
    ("elementnotfound.", Other, ElementNotFound490, C14),
    ("-1073741502", Other, DllInit, C22),
    ("c0000142", Other, DllInit, C22),
    ("3221225794", Other, DllInit, C22),
    ("3221226505", Other, DllInit, C22),
    ("-1073740791", Other, DllInit, C22),
    ("mismatchedimagerootfsandmanifestlayers", Other, MismatchedLayers, C11),
    ("processutilityvmimage", Other, LayerNotRegistered, C13),
    ("failedtoregisterlayer", Other, LayerNotRegistered, C13),
    ("onlysupporthyper-vcontainers", Other, DaemonRefusesProcessOnClient, B20),
    ("canonlyrunhyper-vcontainers", Other, DaemonRefusesProcessOnClient, B20),
    ("versionofwindowsdoesnotsupportthedockerdaemon", Other, DaemonTooOldWindows, B20),
    ("invalidisolation(", Other, InvalidIsolation, B20),
    ("invalidisolation:", Other, InvalidIsolation, B20),
    ("invalidexec-optvaluefor'isolation'", Other, InvalidIsolation, B20),
    ("osversionnotsupported", Other, OsVersionNotSupported, C16),
    ("theosversionofimage", Other, OsVersionNotSupported, C16),
    ("unsupportedwindowsversion", Other, RunnerUnsupported, C18),
    ("doesnotmatchthespecifiedplatform", Other, OtherPlatform, C20),
    ("doesnotprovidethespecifiedplatform", Other, OtherPlatform, C20),
    ("doesnotmatchthedetectedhostplatform", Other, OtherPlatform, C20),
    ("startingcontainerfailed", Other, Truncated, B18),
    ("encounteredanerrorduring", Other, Unknown, C01),
    ("computesystem", Other, Unknown, C04),
    ("failedtocreatecontainerdtask", Other, Unknown, C07),
    ("failedtocreateshim", Other, Unknown, C07),
    ("failedtostartcontainer", Other, Unknown, D06),
    ("failedtocreatecontainer", Other, Unknown, D06),
    ("failedtopullimage", Other, Unknown, D06),
    ("failedtopullandunpackimage", Other, Unknown, C10),
    ("cannotpullcontainererror", Other, Unknown, C09),
    ("errorresponsefromdaemon", Other, Unknown, B09),
    ("errimagepull", Other, Unknown, D06),
    ("imagepullbackoff", Other, Unknown, D06),
    ("crashloopbackoff", Other, Unknown, D06),
    ("runcontainererror", Other, Unknown, D06),
    ("createcontainererror", Other, Unknown, D06),
    ("manifestunknown", Other, Unknown, B09),
    ("failedtorunimage", Other, Unknown, B09),
];

/// A phrase that something stands beside, and what reads that.
type Phrase = (&'static str, fn(&mut Page<'_>, usize));

/// Phrases that hold a container's id or a version.
const PHRASES: &[Phrase] = &[
    ("computesystem", after_compute_system),
    ("encounteredanerrorduring", before_encountered),
    ("startcontainerfor\"", after_start_container),
    ("/containers/", after_containers),
    ("containerid=", after_containers),
    ("imageisincompatiblewith", newer_image),
    ("nomatchingmanifestfor", platform_of_host),
    ("willbeunpackedforplatform", platform_of_host),
    ("\"owner\":\"", owner),
];

/// Reads all errors; the most telling one is the clue.
pub(crate) fn read(page: &mut Page<'_>) -> Option<ErrorClue> {
    let mut scanner = Scanner::new(7);
    for (tag, wording) in WORDINGS.iter().enumerate() {
        scanner.add(wording.0, tag as u8);
    }
    for (tag, phrase) in PHRASES.iter().enumerate() {
        scanner.add(phrase.0, (WORDINGS.len() + tag) as u8);
    }
    let doc = page.doc;
    let mut best: Option<usize> = None;
    let mut evidence: Vec<Evidence> = Vec::new();
    scanner.scan(doc.squeezed(), &mut |tag, at| {
        let tag = usize::from(tag);
        let Some(&(words, kind, _, format)) = WORDINGS.get(tag) else {
            return PHRASES[tag - WORDINGS.len()].1(page, at);
        };
        if !stands_alone(doc.squeezed(), at, words) || words == "computesystem" && !is_failed_call(doc.squeezed(), at) {
            return;
        }
        let rank = |tag: usize| (WORDINGS[tag].1, tag);
        if best.is_none_or(|best| (kind, tag) < rank(best)) {
            best = Some(tag);
            evidence.insert(0, doc.squeezed_evidence(at, at + words.len(), format));
        } else if best == Some(tag) && evidence.len() < 16 {
            evidence.push(doc.squeezed_evidence(at, at + words.len(), format));
        }
        evidence.truncate(16);
    });
    let Some(&(_, kind, code, _)) = best.and_then(|best| WORDINGS.get(best)) else {
        let (evidence, cut) = page.task_error?;
        let code = if cut { Truncated } else { Unknown };
        return Some(ErrorClue { kind: Other, code, owner: None, evidence: vec![evidence] });
    };
    let owner = core::mem::take(&mut page.found.owner).take().map(|(owner, _)| owner);
    evidence.retain(|evidence| WORDINGS.iter().any(|wording| wording.1 == kind && wording.3 == evidence.format));
    Some(ErrorClue { kind, code, owner, evidence })
}

/// A number isn't part of a longer one.
fn stands_alone(text: &[u8], at: usize, words: &str) -> bool {
    let is_number = words.bytes().any(|byte| byte.is_ascii_digit()) && !words.contains(['(', '_']);
    if !is_number {
        return true;
    }
    let after = text.get(at + words.len());
    let before = at.checked_sub(1).map(|before| text[before]);
    let hexadecimal = !words.starts_with('-') && words.len() == 8;
    let marked = before.is_some_and(|byte| byte | 0x20 == b'x');
    if hexadecimal {
        return (marked || !before.is_some_and(|byte| byte.is_ascii_alphanumeric()))
            && !after.is_some_and(u8::is_ascii_hexdigit);
    }
    !after.is_some_and(u8::is_ascii_digit) && !before.is_some_and(|byte| byte.is_ascii_digit())
}

/// `CreateComputeSystem <id>: …`, not the mere name of the function.
fn is_failed_call(text: &[u8], at: usize) -> bool {
    name_after(text, at + "computesystem".len()).is_some()
}

/// A container's id or name, up to the colon behind it.
fn name_after(text: &[u8], start: usize) -> Option<usize> {
    // "… failed: …", "… failed with error 0x80370101: …".
    if ["failed:", "failedwith", "returned", "error:"].iter().any(|word| starts(text, start, word)) {
        return None;
    }
    let allowed = |byte: &u8| byte.is_ascii_alphanumeric() || b"_.-".contains(byte);
    let length = text.get(start..)?.iter().take(130).take_while(|&byte| allowed(byte)).count();
    (length > 0 && text.get(start + length) == Some(&b':')).then_some(length)
}

fn is_id(text: &[u8]) -> bool {
    text.len() == 64 && text.iter().all(u8::is_ascii_hexdigit)
}

/// An id is worth more than a name.
fn offer_container(page: &mut Page<'_>, start: usize, end: usize, format: FormatId) {
    let text = &page.doc.squeezed()[start..end];
    let rank = if is_id(text) { 0 } else { 1 };
    if let Ok(name) = core::str::from_utf8(text) {
        let evidence = page.doc.squeezed_evidence(start, end, format);
        page.found.container.offer(rank, name.to_string(), evidence);
    }
}

fn after_compute_system(page: &mut Page<'_>, at: usize) {
    let start = at + "computesystem".len();
    if let Some(length) = name_after(page.doc.squeezed(), start) {
        offer_container(page, start, start + length, C04);
    }
}

/// `container <id> encountered an error during CreateContainer`.
fn before_encountered(page: &mut Page<'_>, at: usize) {
    let squeezed = page.doc.squeezed();
    if at >= 64 && is_id(&squeezed[at - 64..at]) {
        return offer_container(page, at - 64, at, C01);
    }
    let lines_at = page.doc.unsqueeze(at);
    let before = page.doc.before(lines_at, 300).trim_ascii_end();
    let length = before.iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(byte)).count();
    if length > 0 && length <= at && ends(before[..before.len() - length].trim_ascii_end(), "container") {
        offer_container(page, at - length, at, C01);
    }
}

fn after_start_container(page: &mut Page<'_>, at: usize) {
    let start = at + "startcontainerfor\"".len();
    if page.doc.squeezed().get(start..start + 64).is_some_and(is_id) {
        offer_container(page, start, start + 64, C07);
    }
}

fn after_containers(page: &mut Page<'_>, at: usize) {
    let start = at + "/containers/".len();
    if page.doc.squeezed().get(start..start + 64).is_some_and(is_id) {
        offer_container(page, start, start + 64, B20);
    }
}

/// `a Windows version 10.0.X-based image is incompatible with a 10.0.Y host`.
fn newer_image(page: &mut Page<'_>, at: usize) {
    let text = page.doc.squeezed();
    let from = at.saturating_sub(48);
    if let Some(found) = rfind(&text[from..at], "10.0.").and_then(|start| loose_version(text, from + start)) {
        let evidence = page.doc.squeezed_evidence(found.end.saturating_sub(10), found.end, C09);
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
        host(page, found, start, C09);
    }
}

fn host(page: &mut Page<'_>, found: super::doc::Found, start: usize, format: FormatId) {
    let evidence = page.doc.squeezed_evidence(start, found.end, format);
    page.found.hosts.push(HostSighting { version: Some(found.version.release()), name: None, weak: false, evidence });
}

/// `no matching manifest for windows/amd64 10.0.B in the manifest list`: the build is the host's, unless it was asked for.
fn platform_of_host(page: &mut Page<'_>, at: usize) {
    let text = page.doc.squeezed();
    let window = &text[at..text.len().min(at + 96)];
    let window = &window[..find(window, "inthemanifest").unwrap_or(window.len())];
    let Some(start) = find(window, "10.0.") else { return };
    if let Some(found) = loose_version(text, at + start).filter(|_| !page.platform_wish) {
        let format = if starts(text, at, "nomatching") { C08 } else { C10 };
        host(page, found, at + start, format);
        if format == C08 {
            page.found.engine.offer(
                2,
                Engine::Docker,
                page.doc.squeezed_evidence(at, at + "nomatchingmanifest".len(), C08),
            );
        }
    }
}

fn owner(page: &mut Page<'_>, at: usize) {
    let start = at + "\"owner\":\"".len();
    let text = page.doc.squeezed().get(start..).unwrap_or_default();
    let length = text.iter().take(64).take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte)).count();
    if let Ok(owner) = core::str::from_utf8(&text[..length]) {
        let evidence = page.doc.squeezed_evidence(start, start + length.max(1), C01);
        page.found.owner.offer(0, owner.to_string(), evidence);
    }
}
