//! In which phase something failed.

use super::lines;
use super::seen::Phase;
use crate::read::clue::ErrorCode;
use crate::read::clue::errors::Sighting;

/// Whether a command was to run in a container that had been started: a probe's, or that of `kubectl exec`.
pub(super) fn is_exec(lower: &str) -> bool {
    let asked = ["probe", "kubectl exec", "docker exec", "exec failed", "failed to exec", "execsync"];
    asked.iter().any(|words| lower.contains(words)) && lower.contains("createprocess")
}

/// The phase of an error: that of its words, unless the line says that it was the sandbox or a build.
pub(super) fn phase(sighting: &Sighting, line: &str) -> Phase {
    use ErrorCode::*;
    // An event of its own, which says nothing of why.
    let lower = line.to_ascii_lowercase().replace("pod sandbox changed", "");
    if is_exec(&lower) {
        return Phase::Run;
    }
    if ["podsandbox", "pod sandbox", "sandbox container", "sandbox image", "sandboxfailed"]
        .iter()
        .any(|word| lower.contains(word))
    {
        return Phase::Sandbox;
    }
    match sighting.code {
        DaemonTooOldWindows
        | ContainersFeatureOff
        | EngineDown
        | FirmwareVirtualization
        | LinuxSubsystem
        | DesktopMachine => Phase::Daemon,
        Unschedulable | ClusterFull | ClusterRefused | ClusterVersion | VolumeClaim => Phase::Schedule,
        LinuxEngine if lower.contains("operating system") => Phase::Pull,
        ImageNewer
        | AppServiceCeiling
        | NoManifest
        | NoPlatformMatch
        | LinuxImage
        | OsVersionNotSupported
        | OtherPlatform
        | ServiceOtherSystem
        | Unauthorized
        | RateLimited
        | RepositoryMissing
        | TagMissing
        | InvalidReference
        | TaskImageMissing
        | LayerNotRegistered => Phase::Pull,
        NameResolution | Proxy | Unreachable | TimedOut | Certificate | NoSpace
            if lower.contains("pull") || lower.contains("/v2/") =>
        {
            Phase::Pull
        }
        SandboxFailed => Phase::Sandbox,
        AccessDenied | FileMissing | FileInUse if lower.contains("during createcontainer:") => Phase::Create,
        BuildContext | FileSyntax | BuildTool | PackageManager => Phase::Build,
        PathTooLong if lower.contains("copy") || lower.contains("/build") => Phase::Build,
        LayerWithoutRegistry | LayerLocked | LayerStorage if lower.contains("export") || lower.contains("build") => {
            Phase::Build
        }
        OsMismatch0101
        | CreateDenied
        | InvalidLayer0112
        | InsiderRequired0113
        | HypervMissing
        | ElementNotFound490
        | InvalidIsolation
        | LinuxEngine
        | FileNotFoundAtCreate
        | HistoryCheck
        | BadParameter57
        | LayerLocked
        | LayerWithoutRegistry
        | LayerStorage
        | VolumeMount
        | NetworkSetup
        | NetworkMissing
        | WorkingDirectory
        | GitBashPath
        | DomainAccount
        | NameInUse
        | DaemonRefusesProcessOnClient
        | BadFlag => Phase::Create,
        UnexpectedExit0106 | StartTimedOut | GuestSilent | ProgramMissing | ProcessRefused | LogonFailed
        | PortInUse => Phase::Start,
        _ if lines::is_build_line(line) => Phase::Build,
        Truncated | Unknown if lower.contains("pull") => Phase::Pull,
        Truncated | Unknown => Phase::Start,
        _ => Phase::Run,
    }
}
