//! What Hyper-V isolation needs (R17): checked, enabled, and passed on to virtual machines.

use super::task::Task;
use super::text::{Slot, Text};
use super::value::Value;
use super::{Language, Snippet, Target};
use crate::rules::rule::Rule;

pub(super) fn prerequisites(task: &Task<'_>, target: Target, out: &mut Vec<Snippet>) {
    let on_client = task.on_client();
    let mut block = |title, place, parts: &[&'static str], slots: &[&Slot]| {
        let mut text = Text::new(Language::PowerShell, Rule::R17);
        for part in parts {
            text.fill(part, slots);
        }
        out.push(text.snippet(target, title, place));
    };
    let (check, enable) = if on_client {
        (
            "(Get-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V).State\n",
            "Enable-WindowsOptionalFeature -Online -FeatureName Microsoft-Hyper-V -All\n",
        )
    } else {
        (
            "(Get-WindowsFeature -Name Hyper-V).InstallState\n",
            "Install-WindowsFeature -Name Hyper-V -IncludeManagementTools -Restart\n",
        )
    };
    let note = "# Wanted: the role is installed and a hypervisor is running.\n";
    let running = "(Get-CimInstance -ClassName Win32_ComputerSystem).HypervisorPresent\n";
    block("Is Hyper-V there?", "PowerShell as administrator on the container host", &[note, check, running], &[]);
    block(
        "Enable Hyper-V",
        "PowerShell as administrator on the container host; the machine has to restart",
        &[enable],
        &[],
    );
    block(
        "Nested virtualization, if the container host is itself a Hyper-V VM",
        "PowerShell as administrator on the machine that runs this VM, while the VM is off",
        &["# Needs at least two virtual processors and 4 GB of memory.\n\
         $vm = ¶\n\
         Set-VMProcessor -VMName $vm -ExposeVirtualizationExtensions $true -Count 2\n\
         Set-VMMemory -VMName $vm -DynamicMemoryEnabled $false -StartupBytes 4GB\n\
         Get-VMNetworkAdapter -VMName $vm | Set-VMNetworkAdapter -MacAddressSpoofing On\n"],
        &[&Slot::edit(Value::own("container-host"))],
    );
}
