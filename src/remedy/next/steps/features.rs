//! Steps where a feature of Windows is missing: Hyper-V, Containers, or the edition that has them.

use super::super::command::{self, Next, Written};
use super::super::situation::Situation;
use super::versions;
use crate::read::clue::ErrorCode;
use crate::read::evidence::Edition;
use crate::remedy::target::docker::TO_WINDOWS;
use crate::rules::question::Isolation;
use crate::rules::release::Kind;
use crate::rules::verdict::Support;

/// What to do where Hyper-V isolation isn't there.
pub(super) fn hyperv(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    let fits = diagnosis
        .verdict
        .as_ref()
        .is_some_and(|verdict| matches!(verdict.process.support, Support::Supported | Support::DevTest));
    let process = (fits && !diagnosis.tried(Isolation::Process)).then(|| {
        Next::write("Run it with process isolation, which needs no Hyper-V", situation.run_with(Isolation::Process))
    });
    let tag = if fits { None } else { situation.other_tag() };
    if situation.hosted().is_some() {
        return on_hosted(situation, process, tag);
    }
    if diagnosis.code == ErrorCode::FirmwareVirtualization {
        return vec![
            Some(Next::say("Turn on virtualization (Intel VT-x, AMD-V or SVM) in the firmware")),
            Some(Next::write("See whether it is on", command::any_shell("systeminfo", &[]))),
        ];
    }
    if situation.evidence.machine.edition == Some(Edition::Home) {
        return vec![Some(other_edition())];
    }
    let look = Next::write(
        "See whether a hypervisor runs already",
        command::powershell("(Get-CimInstance Win32_ComputerSystem).HypervisorPresent", &[]),
    );
    let perhaps = (diagnosis.verdict.is_none() && !diagnosis.tried(Isolation::Process)).then(|| {
        let title = "Or do without it: an image that fits the host runs with process isolation";
        match diagnosis.judged_name() {
            Some(_) => Next::write(title, situation.run_with(Isolation::Process)),
            None => Next::say(title),
        }
    });
    let mut steps = vec![process, tag, Some(look)];
    steps.extend(turn_on(situation));
    steps.push(perhaps);
    steps
}

/// Turns Hyper-V on, or what keeps it from running where it is on.
fn turn_on(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let diagnosis = situation.diagnosis;
    let machine = &situation.evidence.machine;
    let kind = diagnosis.machine.map(|host| host.kind).or(machine.kind);
    let client = kind == Some(Kind::Client) || kind.is_none() && situation.evidence.engine.is_desktop;
    let on = machine.features.hyperv;
    let enable = match client {
        _ if on => launch(),
        true => Next::write("Enable the Hyper-V feature, then restart", enable_feature()),
        false => Next::write(
            "Install the Hyper-V role, then restart",
            command::powershell("Install-WindowsFeature Hyper-V -IncludeManagementTools", &[]),
        ),
    };
    // Where nothing says which of the two it is, each gets its command: neither has the other's.
    let unknown = kind.is_none() && !client && !on;
    let enable = match unknown {
        true => Next { title: "On Windows Server: install the Hyper-V role, then restart".to_owned(), ..enable },
        false => enable,
    };
    let of_client =
        unknown.then(|| Next::write("On Windows 10 or 11: enable the Hyper-V feature, then restart", enable_feature()));
    let firmware = (on && !machine.features.firmware)
        .then(|| Next::say("See that virtualization (Intel VT-x, AMD-V or SVM) is on in the firmware"));
    let nested = (machine.virtual_machine || !client || on).then(|| {
        Next::write(
            "If this is a virtual machine, shut it down and turn on nested virtualization on its own host (VMware: \
             “Virtualize Intel VT-x/EPT”)",
            command::powershell("Set-VMProcessor -VMName NAME -ExposeVirtualizationExtensions $true", &[]),
        )
    });
    vec![of_client, Some(enable), firmware, nested]
}

fn enable_feature() -> Written {
    command::powershell("Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All", &[])
}

/// The feature is on, and its hypervisor doesn't start: <https://learn.microsoft.com/windows/wsl/troubleshooting>.
fn launch() -> Next {
    Next::write(
        "The text shows Hyper-V as on: let Windows start its hypervisor with the machine, then restart",
        command::any_shell("bcdedit /set hypervisorlaunchtype auto", &[]),
    )
}

/// Nobody gives a hosted agent Hyper-V: it is a virtual machine without nested virtualization (R36).
fn on_hosted(situation: &Situation<'_>, process: Option<Next>, tag: Option<Next>) -> Vec<Option<Next>> {
    let fits = process.is_some();
    let hinted = situation.evidence.machine.hint.as_ref().map(|hint| hint.build);
    let tag = tag.or_else(|| situation.tag_for(hinted.filter(|_| !fits)?));
    let agent = if fits { None } else { versions::same_release_host(situation) };
    let known = agent.is_some() || tag.is_some() || fits;
    let release = (!known).then(|| {
        Next::say("Use an image with the Windows release of the agent (its log names it), and process isolation")
    });
    let own = agent.as_ref().is_none_or(|agent| !agent.title.contains("of your own"));
    let own = own.then(|| Next::say("Or run the job on an agent of your own that has Hyper-V"));
    vec![process, tag, agent, release, own]
}

/// What Windows Home lacks, no setting brings: <https://docs.docker.com/desktop/setup/install/windows-install/>.
fn other_edition() -> Next {
    Next::say(
        "Upgrade to Windows Pro or Enterprise, or use Windows Server: Windows Home has neither Hyper-V nor the Containers feature",
    )
}

/// Turns the feature Containers on.
pub(super) fn containers(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let machine = &situation.evidence.machine;
    if machine.edition == Some(Edition::Home) {
        return vec![Some(other_edition())];
    }
    if machine.features.containers {
        let both = command::powershell(crate::diagnose::features::BOTH, &[]);
        return vec![
            Some(Next::say("The text shows the feature as on: restart Windows, which finishes its installation")),
            Some(Next::write("Then see its state", both)),
        ];
    }
    let command = match machine.kind {
        Some(Kind::Server) => command::powershell("Install-WindowsFeature Containers", &[]),
        _ => command::powershell("Enable-WindowsOptionalFeature -Online -FeatureName Containers -All", &[]),
    };
    vec![Some(Next::write("Install the Containers feature, then restart", command))]
}

/// Docker Desktop doesn't switch, for a reason that the text doesn't give.
pub(super) fn not_switched(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let features = situation.evidence.machine.features;
    let enable = (!features.hyperv || !features.containers).then(|| {
        Next::write(
            "Turn both features on that Windows containers need, then restart",
            command::powershell(
                "Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V, Containers -All",
                &[],
            ),
        )
    });
    let switch = Next::write("Then switch, and read what it says", command::powershell(TO_WINDOWS, &[]));
    vec![enable, Some(switch)]
}
