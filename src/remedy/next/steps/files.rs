//! Steps for files and folders of the host: credential specs, sources of mounts, the engine's data.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use crate::remedy::target::value::Value;

/// Where Docker looks for credential specs, unless its data is elsewhere:
/// <https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/manage-serviceaccounts>.
const CREDENTIAL_SPECS: &str = "C:\\ProgramData\\docker\\CredentialSpecs";

/// Looks for the credential spec, and writes it.
pub(super) fn credential_spec(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let file = path_with(&situation.diagnosis.line, "\\credentialspecs");
    let folder = file.and_then(|path| {
        let end = path.to_ascii_lowercase().find("\\credentialspecs")? + "\\credentialspecs".len();
        Value::argument(&path[..end])
    });
    let folder = folder.unwrap_or(Value::own(CREDENTIAL_SPECS));
    vec![
        Some(Next::write(
            "See which credential specs there are, and whether the name is the one in the command",
            command::powershell("Get-ChildItem §", &[&folder]),
        )),
        Some(Next::write(
            "If it is missing, write it there (module CredentialSpec), or copy it from another host",
            command::powershell("New-CredentialSpec -AccountName ACCOUNT", &[]),
        )),
    ]
}

/// Finds out why the guard got no account: <https://learn.microsoft.com/windows/win32/api/ccgplugins/nf-ccgplugins-iccgdomainauthcredentials-getpasswordcredentials>.
pub(super) fn credential_guard() -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "On the host, read what the Container Credential Guard says",
            command::powershell("Get-WinEvent -LogName Microsoft-Windows-Containers-CCG/Admin -MaxEvents 20", &[]),
        )),
        Some(Next::write(
            "See whether the plug-in that the credential spec names (PluginGUID) is registered",
            command::powershell("Get-ChildItem HKLM:\\SYSTEM\\CurrentControlSet\\Control\\CCG\\COMClasses", &[]),
        )),
        Some(Next::write(
            "If both are all right, see whether the host finds a domain controller",
            command::any_shell("nltest /dsgetdc:DOMAIN", &[]),
        )),
    ]
}

/// What IIS images need of their pools and variables: <https://github.com/microsoft/IIS.ServiceMonitor>.
pub(super) fn service_monitor(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let look = first_of_table(situation);
    vec![
        look,
        Some(Next::write(
            "If there is no DefaultAppPool, name the pool in the Dockerfile",
            command::dockerfile("ENTRYPOINT [\"C:\\\\ServiceMonitor.exe\", \"w3svc\", \"POOL\"]", &[]),
        )),
        Some(Next::say(
            "If there is, leave out the container’s variables one after the other: first those with quotation marks in their values",
        )),
    ]
}

/// What to do about a variable that IIS has already.
pub(super) fn iis_twice() -> Vec<Option<Next>> {
    vec![
        Some(Next::say(
            "Start a new container in place of the stopped one, and build images with a Dockerfile, not with docker commit",
        )),
        Some(Next::say("If that doesn’t help, build on a current IIS or ASP.NET image: its ServiceMonitor is newer")),
    ]
}

fn first_of_table(situation: &Situation<'_>) -> Option<Next> {
    let entry = crate::diagnose::errors::entry(situation.diagnosis.code);
    let value = |word: &str| (word == "IMAGE").then(|| situation.image());
    Some(Next::write(entry.first.trim_end_matches('.'), command::of_table(entry.command, value)))
}

/// Makes the source of a bind mount.
pub(super) fn bind_source(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let line = &situation.diagnosis.line;
    let behind = |words: &str| Some(line.split_once(words)?.1);
    let source = behind("does not exist: ").or_else(|| behind("bind mount spec \"")).and_then(path_at);
    let source = source.map(undoubled);
    let folder = source.as_deref().and_then(Value::argument);
    let title = "Create the folder, or correct the source of the mount";
    match folder {
        Some(folder) => {
            vec![Some(Next::write(title, command::powershell("New-Item -ItemType Directory -Path §", &[&folder])))]
        }
        None if behind("does not exist: /").is_some() => vec![Some(Next::say(
            "Write the source as a path of the machine that the engine runs on: with Windows containers one such as C:\\data",
        ))],
        None => vec![Some(Next::write(title, command::powershell("New-Item -ItemType Directory -Path FOLDER", &[])))],
    }
}

/// The container works without what it mounts: another source, or the rights and scanners of this one.
pub(super) fn other_mount(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let run = command::powershell("docker run --rm -v C:\\data:C:\\data §", &[&situation.image()]);
    vec![
        Some(Next::write("Mount a folder of the host (create it first) in place of the volume", run)),
        Some(Next::write(
            "If that works, keep the scanner off the volumes",
            command::powershell("Add-MpPreference -ExclusionPath C:\\ProgramData\\docker\\volumes", &[]),
        )),
    ]
}

/// What a pod was denied: its mounts, or files of the engine that a scanner holds.
pub(super) fn denied_in_cluster(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let pod = situation.diagnosis.pod.as_ref().and_then(|pod| Value::name(&pod.name)).unwrap_or(Value::own("POD"));
    vec![
        Some(Next::write("See what the pod mounts", command::any_shell("kubectl describe pod §", &[&pod]))),
        Some(Next::write(
            "On the node, keep the scanner off the engine’s folder",
            command::powershell("Add-MpPreference -ExclusionPath C:\\ProgramData\\containerd", &[]),
        )),
    ]
}

/// Turns on what WSL needs: <https://github.com/microsoft/WSL/issues/12519>.
pub(super) fn subsystem_feature() -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "Turn on the feature “Virtual Machine Platform”, then restart Windows",
            command::any_shell("wsl.exe --install --no-distribution", &[]),
        )),
        Some(Next::write(
            "If it comes back, see whether virtualization is on in the firmware (in a virtual machine: nested virtualization)",
            command::any_shell("systeminfo", &[]),
        )),
    ]
}

/// Brings the right of Hyper-V's accounts back.
pub(super) fn logon_right() -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "As administrator, apply the policies again, which brings the right back for now. Then try again",
            command::any_shell("gpupdate /force", &[]),
        )),
        Some(Next::say(
            "If it comes back: in the group policy of this machine, add NT VIRTUAL MACHINE\\Virtual Machines to “Log on as a service”",
        )),
    ]
}

/// Corrects where Hyper-V keeps its machines.
pub(super) fn machine_folder() -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "See where Hyper-V keeps its machines, and whether these folders are there",
            command::powershell("Get-VMHost | Format-List VirtualMachinePath, VirtualHardDiskPath", &[]),
        )),
        Some(Next::write(
            "If one is missing, create it, or name another one",
            command::powershell("Set-VMHost -VirtualMachinePath FOLDER -VirtualHardDiskPath FOLDER", &[]),
        )),
        first_of_log(),
    ]
}

fn first_of_log() -> Option<Next> {
    let log = "Get-WinEvent -LogName Microsoft-Windows-Hyper-V-VMMS-Admin -MaxEvents 20";
    Some(Next::write("If they are all there, read what Hyper-V says", command::powershell(log, &[])))
}

/// The folder of the engine's data that a line names, as a word of a command: `\\?\D:\docker\windowsfilter\9b5c…`.
pub(super) fn data_root(line: &str) -> Option<Value> {
    const STORES: [&str; 2] = ["\\windowsfilter\\", "\\root\\io.containerd."];
    STORES.into_iter().find_map(|store| {
        let path = undoubled(path_with(line, store)?);
        let end = path.to_ascii_lowercase().find(store)?;
        let root = &path[..end];
        // `image\windowsfilter` holds what Docker knows of its layers.
        Value::argument(root.strip_suffix("\\image").unwrap_or(root))
    })
}

/// The path of Windows in a line that goes through this folder.
fn path_with<'l>(line: &'l str, folder: &str) -> Option<&'l str> {
    let lower = line.to_ascii_lowercase();
    let at = lower.find(folder).or_else(|| lower.find(&folder.replace('\\', "\\\\")))?;
    let colon = line[..at].rfind(":\\")?;
    path_at(line.get(colon.checked_sub(1)?..)?)
}

/// The path of Windows that a text begins with, up to what can't stand in one.
fn path_at(text: &str) -> Option<&str> {
    let drive = text.as_bytes().first().is_some_and(u8::is_ascii_alphabetic) && text.get(1..3) == Some(":\\");
    let end = drive.then(|| text[2..].find([':', '"', '\'', '<', '>', '|', '?', '*', ',']))?;
    let path = end.map_or(text, |end| &text[..end + 2]);
    Some(path.trim_end_matches(['.', ' ', '\\', ')']))
}

/// A path as it is typed, where the line shows it as a string of a program.
fn undoubled(path: &str) -> String {
    path.replace("\\\\", "\\")
}

#[cfg(test)]
mod tests {
    use super::{data_root, path_at};

    #[test]
    fn the_engine_s_data_is_where_the_line_says() {
        let root = |line: &str| data_root(line).map(|root| root.as_str().to_owned());
        let docker = |drive: &str| {
            format!("hcsshim::ProcessBaseLayer \\\\?\\{drive}\\docker\\windowsfilter\\9b5c: Access is denied.")
        };
        assert_eq!(root(&docker("D:")).as_deref(), Some("D:\\docker"));
        let store = "\\\\?\\C:\\ProgramData\\containerd\\root\\io.containerd.snapshotter.v1.windows\\snapshots\\1: Access is denied.";
        assert_eq!(root(store).as_deref(), Some("C:\\ProgramData\\containerd"));
        assert_eq!(root(&docker("D:\\a b")), None, "a blank needs quotation marks");
        assert_eq!(
            root("rename C:\\ProgramData\\Docker\\image\\windowsfilter\\layerdb").as_deref(),
            Some("C:\\ProgramData\\Docker")
        );
        assert_eq!(root("D:\\work\\app.dll: Access is denied."), None);
    }

    #[test]
    fn a_path_ends_where_it_can_t_go_on() {
        assert_eq!(path_at("C:\\data:C:\\app:ro"), Some("C:\\data"));
        assert_eq!(path_at("C:\\data."), Some("C:\\data"));
        assert_eq!(path_at("/data"), None);
    }
}
