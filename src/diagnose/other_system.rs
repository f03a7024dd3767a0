//! Layers and steps of the other system: a Linux image where Windows unpacks, a Windows image where Linux does.

use super::case::{Case, Found, capital, names_windows};
use super::cause::Cause::{LinuxEngine, LinuxImage};
use super::cause::Confidence::{Certain, Likely};
use super::pull::NO_WINDOWS;
use crate::read::clue::ErrorCode::{self, *};
use crate::read::evidence::System;
use crate::rules::image::Versions;

/// The image's system isn't the engine's.
pub(super) fn found(case: &Case<'_>, code: ErrorCode) -> Option<Found> {
    linux_on_windows(case, code).or_else(|| windows_on_linux(case, code))
}

/// Engines of old, and BuildKit still, unpack a Linux image into Windows' layer store, or run its steps in Linux containers on
/// Windows: <https://github.com/moby/buildkit/issues/5758>, <https://github.com/docker-archive-public/docker.labs/issues/97>,
/// <https://github.com/microsoft/hcsshim/issues/863>.
fn linux_on_windows(case: &Case<'_>, code: ErrorCode) -> Option<Found> {
    let errors =
        [LayerStorage, LayerNotRegistered, LayerLocked, ProgramFailed, Follows, Unknown, GuestSilent, FileMissing];
    let line = case.incident.error.line.to_ascii_lowercase();
    let by_windows = WINDOWS.iter().any(|words| line.contains(words));
    if !errors.contains(&code) || !by_windows || case.is_windows_image() {
        return None;
    }
    let linux_base = case.image.as_ref().is_some_and(|image| image.versions == Versions::Linux);
    let sign = match () {
        () if ["'/bin/sh -c", "'/bin/bash -c"].iter().any(|shell| line.contains(shell)) => {
            "its step runs in a shell of Linux (/bin/sh)"
        }
        () if has_linux_folder(&line) => "its layer has folders of Linux, such as usr",
        () if linux_base && case.incident.images.len() == 1 => "its name is that of an image for Linux only",
        () => return None,
    };
    let name = capital(&case.image_name());
    let text = format!("{name} is for Linux: {sign}. Windows can’t unpack or run that.");
    let title = match case.reference {
        Some(_) => format!("{name} is a Linux image, but the engine runs Windows containers"),
        None => "A Linux image, but the engine runs Windows containers".to_owned(),
    };
    Some(Found::new(LinuxImage, Likely, title, text).not(NO_WINDOWS))
}

/// What only the engine of Windows says.
const WINDOWS: [&str; 5] = ["hcsshim", "hcs::", "windows system call", "windowsfilter", "snapshotter.v1.windows"];

/// `…\\windowsfilter\\5b58…\\usr\\share\\man`: a layer of Windows has its files below `Files`.
fn has_linux_folder(line: &str) -> bool {
    let Some(at) = line.find("windowsfilter").or_else(|| line.find("snapshotter.v1.windows")) else { return false };
    let path = &line[at..];
    let linux = ["\\usr\\", "\\etc\\", "\\bin\\", "\\sbin\\", "\\lib\\", "\\var\\lib\\"];
    !path.contains("\\files\\") && linux.iter().any(|folder| path.contains(folder))
}

/// A Linux engine or Podman was asked for a Windows image, and fails on its files:
/// <https://github.com/containers/podman/issues/24727>, <https://github.com/microsoft/Windows-Containers/issues/493>.
fn windows_on_linux(case: &Case<'_>, code: ErrorCode) -> Option<Found> {
    let engine = &case.evidence.engine;
    let line = case.incident.error.line.to_ascii_lowercase();
    let unpacks = UNPACKING.iter().any(|words| line.contains(words));
    let asked = engine.asked_platform == Some(System::Windows);
    let on_linux = engine.linux_only.is_some()
        || engine.linux_shell
        || engine.linux_host
        || matches!(engine.system, Some((System::Linux, _)));
    // A tag with entries for both systems gives the one that the engine wants.
    let windows = case.reference.is_some_and(names_windows) || case.image_build().is_some();
    let says_nothing = matches!(code, OtherLine | Unknown) && asked && engine.linux_host;
    let errors = [FileMissing, AccessDenied, LayerStorage, LayerNotRegistered, OtherLine, Unknown];
    let by_windows = WINDOWS.iter().chain(&["processbaselayer", "c:\\"]).any(|words| line.contains(words));
    if by_windows || !errors.contains(&code) || !on_linux || !(unpacks && (asked || windows) || says_nothing) {
        return None;
    }
    let who = engine.linux_only.unwrap_or("The engine");
    let how = if asked { "--platform windows/amd64 asks for a Windows image" } else { "It is a Windows image" };
    let text = format!("{how}, and {} runs on Linux, which can’t run it and mostly can’t unpack it.", lower(who));
    let confidence = if unpacks { Certain } else { Likely };
    let title = format!("{who} was asked for a Windows image, but has Linux containers only");
    Some(Found::new(LinuxEngine, confidence, title, text).not("the image’s Windows version (Linux compares none)"))
}

/// Words of engines that unpack a layer on Linux.
const UNPACKING: [&str; 7] = [
    "unpacking failed",
    "adding layer with blob",
    "failed to register layer",
    "failed to extract layer",
    "applying layer",
    "processing tar file",
    "link /files/",
];

fn lower(who: &str) -> &str {
    if who == "The engine" { "the engine" } else { who }
}

#[cfg(test)]
mod tests {
    use super::has_linux_folder;

    #[test]
    fn folders_of_linux() {
        for line in [
            "open \\\\?\\c:\\programdata\\docker\\windowsfilter\\5b58\\usr\\share\\man\\locale::gettext.3pm.gz",
            "c:\\programdata\\containerd\\root\\io.containerd.snapshotter.v1.windows\\snapshots\\7\\etc\\passwd",
        ] {
            assert!(has_linux_folder(line), "{line}");
        }
        for line in [
            "c:\\programdata\\docker\\windowsfilter\\5b58\\files\\git\\usr\\share\\man",
            "c:\\tools\\usr\\share",
            "c:\\programdata\\docker\\windowsfilter\\5b58\\utilityvm",
        ] {
            assert!(!has_linux_folder(line), "{line}");
        }
    }
}
