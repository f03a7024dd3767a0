//! What an answer says in words: names that stay whole, lines that stay as they are, and what is no error at all.

use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{CORE, MISMATCH, cause, code, commands, titles};
use crate::laws::answer;

fn text_of(text: &str) -> String {
    answer(text)[0].diagnosis.text.clone()
}

/// <https://github.com/loft-sh/devpod/issues/1651>: Docker Hub's `python:3` is another image.
#[test]
fn a_shortened_name_is_still_the_same_image() {
    let pull = |name: &str| {
        format!(
            "Windows node\nfailed to pull and unpack image \"{name}\": no match for platform in manifest: not found (ErrImagePull)"
        )
    };
    let title = |name: &str| answer(&pull(name))[0].diagnosis.title.clone();
    assert!(title("mcr.microsoft.com/devcontainers/python:3").contains("devcontainers/python:3"));
    assert!(
        title("docker.io/library/python:3").contains("ython:3") && !title("docker.io/library/python:3").contains('/')
    );
}

/// PowerShell wraps its error records; where they end and what stands at the edge belongs to them.
#[test]
fn a_line_keeps_its_blanks() {
    let pull = "docker : manifest for contoso.azurecr.io/shop/web:1.2 not found: manifest unknown: manifest tagged by \"1.2\" is not found";
    assert_eq!(pull.len(), 120);
    let record =
        format!("{pull}\nAt C:\\agent\\build.ps1:31 char:5\n+     docker pull contoso.azurecr.io/shop/web:1.2");
    assert_eq!(answer(&record)[0].diagnosis.line, pull);
    let first = "DockerDo : docker.exe: Error response from daemon: hcsshim::CreateComputeSystem ";
    assert_eq!(first.len(), 80);
    let line = |rest: &str| answer(&format!("{first}\n{rest}")).swap_remove(0).diagnosis.line;
    assert!(line("eb92fa59: No hypervisor is present on this system.").contains("CreateComputeSystem eb92fa59:"));
}

/// The name of a release says no more than that; a code that stands for it is quoted.
#[test]
fn a_release_is_not_explained_by_its_own_name() {
    let failed = |host: &str| format!("{host}\ndocker run {CORE}\nhcs::CreateComputeSystem web: {MISMATCH}");
    let told = text_of(&failed("agent pool: Windows Server 2022"));
    assert!(!told.contains('“') && told.contains("(build 20348)"), "{told}");
    let code = text_of(&failed("os_sku = \"Windows2022\""));
    assert!(code.contains("According to “Windows2022”"), "{code}");
}

/// What a variable of Terraform is to say nobody has said; the same key in JSON is an answer.
#[test]
fn the_message_of_a_setting_is_no_error() {
    let validation = |setting: &str| format!("variable \"sku\" {{\n  validation {{\n    {setting}\n  }}\n}}");
    assert_eq!(code(&validation(&format!("error_message = \"{MISMATCH}\""))), None);
    assert_eq!(code(&validation("error_message = \"The sku must be Windows2022; access is denied otherwise.\"")), None);
    assert_eq!(code(&format!("\"error_message\": \"{MISMATCH}\"")), Some(OsMismatch0101));
    assert_eq!(code(&format!("level=error error_message=\"{MISMATCH}\"")), Some(OsMismatch0101));
}

#[test]
fn a_number_alone_says_what_it_means() {
    assert!(text_of("0xc0370110").contains("had stopped already"));
    assert!(!text_of("Error: No such container: web").contains("0xc0370110"));
}

/// Each of two versions is asked for where it is found.
#[test]
fn two_revisions_are_asked_for_with_two_commands() {
    let text = format!(
        "docker run {CORE}\nhcs::System::Start: The virtual machine or container exited unexpectedly. (0xc0370106)"
    );
    let open = &answer(&text)[0].diagnosis.open;
    let asked: Vec<_> = open.iter().map(|open| (&*open.sentence, &*open.command)).collect();
    assert!(asked[0].0.contains("Run this on the host") && asked[0].1.contains("ver"), "{asked:?}");
    assert!(asked[1].0.contains("image") && asked[1].1.ends_with(CORE), "{asked:?}");
}

/// <https://github.com/Azure/AKS/issues/4055>: the pod of `kubectl debug` is one for Linux nodes.
#[test]
fn a_windows_node_is_looked_into_with_a_hostprocess_pod() {
    let pull = "container debugger: rpc error: code = NotFound desc = failed to pull and unpack image \
                \"mcr.microsoft.com/cbl-mariner/busybox:2.0\": no match for platform in manifest: not found";
    let debug = format!(
        "kubectl debug node/akswin000001 -it --image=mcr.microsoft.com/cbl-mariner/busybox:2.0\nWarning: {pull}"
    );
    let first = &commands(&debug)[0];
    assert!(first.contains("hostProcess: true") && first.contains("kubernetes.io/hostname: akswin000001"), "{first}");
    assert!(titles(&debug).starts_with("Use a HostProcess pod"));
    // A pod of somebody's own belongs on another node.
    let own = format!("kubectl describe pod web\nWarning  Failed  kubelet  {pull}");
    assert_eq!(cause(&own), cause(&debug));
    assert!(commands(&own)[0].starts_with("nodeSelector:"), "{:?}", commands(&own));
    let state = "NAME                        READY   STATUS             RESTARTS   AGE\nnode-debugger-win-1-x2x9p   0/1     ImagePullBackOff   0          3m";
    let notes = |text: &str| answer(text)[0].diagnosis.notes.join(" ");
    assert!(notes(&format!("kubectl debug node/win-1 -it --image=busybox\n{state}")).contains("HostProcess"));
    assert!(!notes(state).contains("HostProcess"));
    let hostile = debug.replace("akswin000001", "$(calc)");
    assert!(commands(&hostile)[0].contains("hostname: NODE"), "{:?}", commands(&hostile));
}
