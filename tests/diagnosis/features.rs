//! What the machine lacks: Hyper-V, the Containers feature, an edition that has them, room on the disk.

use wincompat::diagnose::Cause::{ContainersFeatureMissing, HypervMissing};
use wincompat::diagnose::Confidence;
use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{cause, code, commands, means, titles};
use crate::laws::answer;

const NO_HYPERVISOR: &str = "docker: Error response from daemon: hcsshim::CreateComputeSystem eb92fa59bc05: No hypervisor is present on this system.";

/// <https://github.com/docker/for-win/issues/12736>, <https://github.com/docker/for-win/issues/14503>.
#[test]
fn windows_home_has_no_windows_containers() {
    for text in [
        "Unable to switch to Windows Containers on Windows 11 Home",
        "Not able to switch to windows containers...docker menu item on Windows Home 10 build 19044",
        "### Actual behavior\nCan't switch to Windows containers\n- Windows Version: Windows 10 Home 64-bit build 19042",
        "There is no \"Switch to Windows containers...\" option in the menu on Docker Desktop v4.37.1. Windows 11 24H2 Home",
    ] {
        let first = answer(text).swap_remove(0);
        let found = (first.diagnosis.cause, first.diagnosis.confidence);
        assert_eq!(found, (ContainersFeatureMissing, Confidence::Certain), "{text}");
        assert!(first.next[0].title.contains("Windows Pro or Enterprise"), "{text}");
    }
    // Another edition has them: what is missing there is asked for.
    let pro = "Unable to switch to Windows containers on Windows 11 Pro";
    assert!(commands(pro)[0].starts_with("Get-WindowsOptionalFeature"), "{:?}", commands(pro));
    assert!(!titles(pro).contains("Upgrade"));
    assert_eq!(code("How do I switch to Windows containers on Windows 11 Home?"), None);
    means(NotSwitched, "Cannot switch to Windows containers", "Switch to Windows containers first, then pull");
}

/// A hosted agent is a virtual machine without nested virtualization (R36):
/// <https://github.com/MicrosoftDocs/azure-devops-docs/issues/8224>.
#[test]
fn nobody_installs_hyperv_on_a_hosted_agent() {
    let azure = format!("Agent name: 'Azure Pipelines 3'\n##[debug]STDERR: {NO_HYPERVISOR}");
    let told = format!("I would like to use the Microsoft-hosted build agents.\n\n{NO_HYPERVISOR}");
    let github = format!(
        "Runner Image\n  Image: windows-2022\ndocker run --isolation=hyperv mcr.microsoft.com/windows/servercore:ltsc2019\n{NO_HYPERVISOR}"
    );
    for text in [&azure, &told, &github] {
        assert_eq!(cause(text), Some(HypervMissing), "{text}");
        let said = [titles(text), commands(text).join("\n")].concat();
        assert!(!said.contains("Install-WindowsFeature") && !said.contains("nested"), "{said}");
        assert!(answer(text)[0].diagnosis.ruled_out.is_empty(), "another image runs there");
    }
    assert_eq!(commands(&github)[0], "docker run mcr.microsoft.com/windows/servercore:ltsc2022");
    let own = format!("Agent name: 'BUILD-07'\nWindows Server 2022\n{NO_HYPERVISOR}");
    assert!(commands(&own).iter().any(|command| command.starts_with("Install-WindowsFeature Hyper-V")));
}

/// The output that a task passes on has the id of the container, not the name of the stream.
#[test]
fn a_stream_is_no_container() {
    let id = "eb92fa59bc0583ec6b8ddd2f557bf21eea148ad5cef950040f774e1603913664";
    let text = format!(
        "##[debug]STDERR: docker.exe: Error response from daemon: hcsshim::CreateComputeSystem \n##[debug]STDERR: {id}: No hypervisor is present on this system."
    );
    assert_eq!(answer(&text)[0].diagnosis.container.as_deref(), Some(id));
}

/// <https://github.com/moby/moby/issues/29079>.
#[test]
fn what_is_on_is_not_turned_on() {
    let on =
        "FeatureName : Microsoft-Hyper-V\nState       : Enabled\n\nFeatureName : Containers\nState       : Enabled\n\n";
    let enable =
        |text: &str| commands(text).iter().any(|command| command.contains("Enable-") || command.contains("Install-"));
    for shown in [on, "Hyper-V and Containers are both enabled.\n"] {
        let text = format!("Windows 11 Pro 23H2\n{shown}{NO_HYPERVISOR}");
        assert!(!enable(&text), "{:?}", commands(&text));
        assert!(commands(&text).contains(&"bcdedit /set hypervisorlaunchtype auto".to_owned()));
        assert!(titles(&text).contains("in the firmware"));
    }
    assert!(
        !titles(&format!("{on}Virtualization Enabled In Firmware: Yes\n{NO_HYPERVISOR}"))
            .contains("is on in the firmware")
    );
    for shown in ["FeatureName : Microsoft-Hyper-V\nState : Disabled\n", "Make sure that Hyper-V is enabled.\n", ""] {
        assert!(enable(&format!("{shown}{NO_HYPERVISOR}")), "{shown}");
    }
    let off = "is the Containers Windows Feature enabled? required Windows feature not installed: Containers";
    assert!(enable(off));
    assert!(!enable(&format!("{on}{off}")));
}

/// <https://github.com/docker/for-win/issues/14425>,
/// <https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-storage>.
#[test]
fn a_container_has_less_room_than_the_disk() {
    let larger = "\"storage-opts\": [\"size=50GB\"]";
    let copy = "failed to copy files: failed to copy directory: write \\\\?\\Volume{d2590663}\\Assets\\a: There is not enough space on the disk.";
    assert_eq!(commands(copy)[0], larger);
    assert_eq!(commands("!ERROR: 0x80070070 [There is not enough space on the disk.]")[0], larger);
    let pull = "failed to register layer: There is not enough space on the disk. (0x70)";
    assert_eq!(commands(pull), ["docker system prune", "docker system df", larger]);
    let layer = "failed to register layer: re-exec error: exit status 1: output: BackupWrite \\\\?\\C:\\ProgramData\\docker: There is not \
                 enough space on the disk.";
    assert_eq!(commands(layer)[0], "docker system prune", "a pull writes to the machine’s disk");
    let made = "re-exec error: exit status 1: output: write \\\\?\\C:\\Windows\\SystemTemp\\hcs155\\Files\\a.dll: There is not enough space on the \
                disk.";
    assert_eq!(commands(made)[0], "docker system prune", "and so does the making of a layer");
    // A Linux container has no such limit.
    let linux = "Error processing tar file(exit status 1): write /file2.dat: no space left on device";
    assert!(!commands(linux).contains(&larger.to_owned()));
    let node = "Warning  Evicted  2m  kubelet  The node was low on resource: ephemeral-storage.";
    assert_eq!(commands(node), ["crictl rmi --prune"]);
}
