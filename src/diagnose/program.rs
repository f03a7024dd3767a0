//! A command that isn't in the image: which one, and which base image has it.

use super::case::{Case, Found};
use crate::rules::name::is_plain;

/// Where a command comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// Windows PowerShell, which Nano Server has lost with version 1709.
    PowerShell,
    /// PowerShell 7, which no base image has.
    Pwsh,
    /// A tool of Windows.
    Windows,
    /// A part of the desktop or of the control panel.
    Desktop,
    /// A command of cmd itself, which is no program.
    Shell,
    /// A program that somebody installs.
    Installed,
}

/// Commands that cmd has itself: <https://learn.microsoft.com/windows-server/administration/windows-commands/windows-commands>.
const BUILT_INS: &str = "assoc call cd chdir cls copy date del dir echo erase ftype md mkdir mklink move path popd pushd rd rem ren \
     rename rmdir set start time title type ver verify vol";

/// Commands of Windows that are programs: <https://learn.microsoft.com/windows-server/administration/windows-commands/windows-commands>,
/// with `curl` and `tar` (<https://techcommunity.microsoft.com/t5/containers/tar-and-curl-come-to-windows/ba-p/382409>) and `dism`
/// (<https://learn.microsoft.com/windows-hardware/manufacture/desktop/what-is-dism>).
const TOOLS: &str = "arp attrib auditpol bcdedit bitsadmin cacls certreq certutil chkdsk choice cipher clip cmdkey comp compact \
     cscript curl diskpart dism driverquery eventcreate expand fc find findstr forfiles fsutil ftp getmac gpresult \
     gpupdate hostname icacls ipconfig klist logman makecab mountvol msiexec nbtstat net netcfg netsh netstat \
     nltest nslookup openfiles pathping ping pktmon pnputil reg regini regsvr32 relog robocopy route rpcping \
     rundll32 sc schtasks secedit setspn setx sfc shutdown sort subst systeminfo takeown tar taskkill tasklist \
     timeout tracerpt tracert tree typeperf tzutil vssadmin waitfor wecutil wevtutil where whoami winrs wmic \
     wscript xcopy";
const DESKTOP: [&str; 6] = ["control", "explorer", "iexplore", "mmc", "mstsc", "notepad"];

/// The command that an error's line names.
pub(crate) fn named(line: &str) -> Option<&str> {
    let between = |start: &str, end: &str| Some(line.split_once(start)?.1.split_once(end)?.0);
    let before = |end: &str| line.split_once(end).map(|(before, _)| before);
    let quoted = before("' is not recognized").and_then(|before| Some(before.rsplit_once('\'')?.1));
    let exec = || between("exec: \"", "\"").or_else(|| between("exec: \\\"", "\\\""));
    let shell = || before(": command not found").and_then(|before| before.rsplit([' ', '\t']).next());
    plain(quoted.or_else(exec).or_else(shell)?)
}

/// The program of a command line, without its folder: `C:\\tools\\run.exe -x`.
pub(crate) fn plain(command: &str) -> Option<&str> {
    let program = command.split(' ').next()?.rsplit(['\\', '/']).next()?;
    // `C:\Program Files` without quotation marks is no program.
    Some(program).filter(|name| is_plain(name) && name.len() < 40 && *name != "Program")
}

/// Where this command comes from.
pub(crate) fn origin(name: &str) -> Origin {
    let name = name.to_ascii_lowercase();
    let bare = name.strip_suffix(".exe").unwrap_or(&name);
    match bare {
        "powershell" => Origin::PowerShell,
        "pwsh" => Origin::Pwsh,
        _ if bare.ends_with(".cpl") || bare.ends_with(".msc") || DESKTOP.contains(&bare) => Origin::Desktop,
        _ if BUILT_INS.split(' ').any(|command| command == bare) => Origin::Shell,
        _ if TOOLS.split(' ').any(|tool| tool == bare) => Origin::Windows,
        _ => Origin::Installed,
    }
}

/// The base image, as far as a name says it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Base {
    /// Nano Server.
    Nano,
    /// Server Core.
    Core,
}

/// The base image that a name says.
pub(crate) fn base(reference: Option<&str>) -> Option<Base> {
    let name = reference?.to_ascii_lowercase();
    match () {
        () if name.contains("nanoserver") => Some(Base::Nano),
        () if name.contains("servercore") => Some(Base::Core),
        () => None,
    }
}

/// Whether it is one of the images with PowerShell 7: <https://mcr.microsoft.com/artifact/mar/powershell/about>.
pub(crate) fn has_pwsh(reference: Option<&str>) -> bool {
    reference.is_some_and(|name| name.starts_with("mcr.microsoft.com/powershell:"))
}

/// Whether the line is about a Linux container.
pub(crate) fn is_linux(line: &str) -> bool {
    line.contains("$PATH") || line.contains("/bin/") || line.starts_with("bash:") || line.contains(" bash:")
}

/// What is known of the command. The sizes of the base images:
/// <https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images>.
pub(super) fn missing(case: &Case<'_>, mut found: Found) -> Found {
    let line = &case.incident.error.line;
    let started = case.evidence.engine.started.as_deref();
    let Some(name) = named(line).or_else(|| started.and_then(plain)) else { return found };
    let image = case.image_name();
    found.title = format!("The command {name} isn’t in {image}");
    if is_linux(line) {
        found.text = "The image has no program with this name, or it isn’t on the path.".to_owned();
        return found;
    }
    let base = base(case.reference);
    if origin(name) == Origin::PowerShell && has_pwsh(case.reference) {
        found.text =
            "The images of mcr.microsoft.com/powershell have PowerShell 7, and its program is called pwsh.".to_owned();
        return found;
    }
    found.text = match (origin(name), base) {
        (Origin::PowerShell, Some(Base::Nano)) => "Nano Server has no Windows PowerShell. Server Core has it.".to_owned(),
        (Origin::PowerShell | Origin::Windows, Some(Base::Core)) => {
            format!("{name} is a part of Windows. The image’s Server Core lacks it, or the image has changed its path (ENV PATH).")
        }
        (Origin::PowerShell, None) => {
            "Server Core has Windows PowerShell, Nano Server has not. Or the image has changed its path (ENV PATH).".to_owned()
        }
        (Origin::Pwsh, _) => {
            "pwsh is PowerShell 7, which no base image of Windows has: it has to be installed, or comes with the images of \
             mcr.microsoft.com/powershell."
                .to_owned()
        }
        (Origin::Desktop, _) => {
            format!("{name} belongs to the desktop of Windows, which base images of containers lack. mcr.microsoft.com/windows/server has more of it \
                     than Server Core.")
        }
        (Origin::Windows, _) => {
            format!("{name} is a tool of Windows. Nano Server has few of them, Server Core has most.")
        }
        (Origin::Shell, _) => {
            found.title = format!("{name} is a command of cmd, not a program");
            format!("{name} exists only inside cmd. Windows was asked to start it as a program, and there is none of that name.")
        }
        (Origin::Installed, _) => {
            format!("{name} isn’t one of Windows’ own commands: the image has to bring it, and its folder has to be on the path.")
        }
    };
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_that_a_line_names() {
        for (line, name) in [
            ("'curl' is not recognized as an internal or external command,", "curl"),
            ("pwsh : The term 'pwsh' is not recognized as the name of a cmdlet", "pwsh"),
            ("exec: \"powershell\": executable file not found in %PATH%", "powershell"),
            ("exec: \\\"powershell\\\": executable file not found", "powershell"),
            ("/bin/sh: dockerize: command not found", "dockerize"),
        ] {
            assert_eq!(named(line), Some(name), "{line}");
        }
        for none in ["The system cannot find the file specified. (0x2)", "'$(calc)' is not recognized as an internal"] {
            assert_eq!(named(none), None, "{none}");
        }
    }

    #[test]
    fn the_program_of_a_command_line() {
        assert_eq!(plain("C:\\\\tools\\\\run.exe -x"), Some("run.exe"));
        assert_eq!(plain("powershell Start-Sleep 9"), Some("powershell"));
        assert_eq!(plain("$(calc)"), None);
        assert_eq!(plain("C:\\Program Files\\app\\run.exe"), None);
    }

    #[test]
    fn where_commands_come_from() {
        assert_eq!(origin("PowerShell.exe"), Origin::PowerShell);
        assert_eq!(origin("intl.cpl"), Origin::Desktop);
        assert_eq!(origin("wmic"), Origin::Windows);
        assert_eq!(origin("setx.exe"), Origin::Windows);
        assert_eq!(origin("node"), Origin::Installed);
        assert_eq!(origin("MD"), Origin::Shell);
        assert_eq!(origin("mdbook"), Origin::Installed);
    }
}
