//! Stages of Nano Server that call Windows PowerShell, which only the oldest one has.

use super::retag::Retag;
use crate::read::syntax::dockerfile::Instruction;
use crate::rules::image::{Image, Versions};
use crate::rules::reference::Reference;
use crate::rules::release::Family;

/// The build of Windows Server 2016, whose Nano Server was the last with
/// [PowerShell in it](https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images).
const SERVER_2016: u16 = 14393;
pub(super) const NO_POWERSHELL: &str = "Nano Server has had no Windows PowerShell since version 1709, and this stage calls it: take Server Core here, or an image that brings pwsh.";

/// Whether an instruction of a stage calls Windows PowerShell; `pwsh` is another program, which images bring along.
pub(super) fn calls_powershell(instruction: &Instruction<'_>) -> bool {
    let runs = ["RUN", "SHELL", "CMD", "ENTRYPOINT", "HEALTHCHECK"].iter().any(|keyword| instruction.is(keyword));
    let text = instruction.rest.text.trim_start_matches([' ', '\t', '[', '"', '@']);
    let program = text.split([' ', '"', ',']).next().unwrap_or_default().to_ascii_lowercase();
    runs && matches!(program.trim_end_matches(".exe"), "powershell")
}

/// Whether an image of Nano Server from before version 1709 gets one from after it.
pub(super) fn loses_powershell(old: &Reference, retag: &Retag) -> bool {
    let versions = |name: &Reference| Image::of_reference(name.clone()).versions;
    let of_2016 = |versions: Versions| matches!(versions, Versions::One(version) if version.build == SERVER_2016);
    // The repository on Docker Hub had no newer ones when its untagged name was in use.
    let untagged = old.moved_to().is_some() && versions(old) == Versions::Unknown;
    let replaced = matches!(retag, Retag::Replace { reference, .. } if !of_2016(versions(reference)));
    replaced && old.built_on() == Some(Family::NanoServer) && (untagged || of_2016(versions(old)))
}
