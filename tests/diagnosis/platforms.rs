//! Linux images on Windows machines, images of one's own, tasks of a swarm, and messages as a console wraps them: a text of each kind,
//! and a neighbour that must not be taken for it.

use wincompat::Question;
use wincompat::diagnose::Cause::{self, *};
use wincompat::diagnose::conversation::{continued, replied};
use wincompat::diagnose::{ChosenByHand, Confidence, Diagnosis, diagnose};
use wincompat::read::clue::ErrorCode;
use wincompat::read::evidence;
use wincompat::rules::link;

use crate::laws::answer;

fn first(text: &str) -> Diagnosis {
    diagnose(&evidence::read(text), text, &ChosenByHand::default())
        .into_iter()
        .next()
        .unwrap_or_else(|| panic!("{text}"))
}

fn found(text: &str) -> (Cause, Confidence) {
    let diagnosis = first(text);
    (diagnosis.cause, diagnosis.confidence)
}

fn steps(text: &str) -> String {
    let steps = answer(text).swap_remove(0).next;
    steps.iter().map(|step| format!("{}\n{}\n", step.title, step.command.as_deref().unwrap_or_default())).collect()
}

fn list(systems: &[&str]) -> String {
    let entry = |system: &&str| {
        let (os, architecture) = system.split_once('/').expect("a platform");
        format!("{{\"platform\": {{\"architecture\": \"{architecture}\", \"os\": \"{os}\"}}}}")
    };
    format!("{{\"manifests\": [{}]}}", systems.iter().map(entry).collect::<Vec<_>>().join(", "))
}

fn kubelet(image: &str) -> String {
    format!(
        "Failed to pull image \"{image}\": rpc error: code = NotFound desc = failed to pull and unpack image \"{image}\": no match for platform in manifest: not found\n"
    )
}

fn on_client(image: &str) -> String {
    format!(
        "C:\\Users\\me>docker run -d {image}\ndocker: no matching manifest for windows/amd64 10.0.22621 in the manifest list entries.\n"
    )
}

/// <https://github.com/nginx/nginx-gateway-fabric/issues/3661>.
#[test]
fn a_linux_image_on_a_windows_node() {
    let proven = format!(
        "{}$ docker manifest inspect ghcr.io/a/gateway:2\n{}",
        kubelet("ghcr.io/a/gateway:2"),
        list(&["linux/amd64", "linux/arm64"])
    );
    assert_eq!(found(&proven), (LinuxImage, Confidence::Certain));
    assert!(
        steps(&proven).contains("kubernetes.io/os: linux") && !steps(&proven).contains("publisher"),
        "{}",
        steps(&proven)
    );
    assert!(!steps(&proven).contains("docker manifest inspect"), "the text shows the list");
    let windows_too = proven.replace("arm64\", \"os\": \"linux", "amd64\", \"os\": \"windows");
    assert_ne!(found(&windows_too).0, LinuxImage);
    let arm = proven.replace("{\"platform\": {\"architecture\": \"amd64\", \"os\": \"linux\"}}, ", "");
    assert_ne!(found(&arm), (LinuxImage, Confidence::Certain), "a Linux node with an amd64 processor refuses it, too");

    let asked =
        format!("{}How can we configure the install to use a Linux-based node?", kubelet("ghcr.io/a/gateway:2"));
    assert_eq!(found(&asked), (LinuxImage, Confidence::Likely));
    assert_eq!(found(&kubelet("ghcr.io/a/gateway:2")), (LinuxImage, Confidence::Possible));
    for windows in
        ["myacr.azurecr.io/shop:1", "ghcr.io/a/exporter-windows:1", "mcr.microsoft.com/oss/kubernetes/pause:3.6"]
    {
        assert_ne!(found(&kubelet(windows)).0, LinuxImage, "{windows}");
    }
    assert_ne!(
        found(&format!("{}Node-Selectors: kubernetes.io/os=windows", kubelet("ghcr.io/a/gateway:2"))).0,
        LinuxImage
    );
    let node = format!(
        "{}How can we use a Linux-based node?\nName: web-0\nNamespace: a\nNode: akswinp22000001/10.0.0.4\nContainers:\n  web:\n",
        kubelet("ghcr.io/a/gateway:2")
    );
    assert!(steps(&node).contains("--name winp22 --node-taints os=windows:NoSchedule"), "{}", steps(&node));
}

/// What people meet first on Windows 11.
#[test]
fn a_linux_image_on_a_windows_client() {
    assert_eq!(found(&on_client("docker/getting-started")), (LinuxImage, Confidence::Likely));
    let first = steps(&on_client("docker/getting-started"));
    assert!(
        first.starts_with("Run the Linux image on a Linux engine: switch Docker Desktop to Linux containers\n& "),
        "{first}"
    );
    for windows in ["a/tools-windows:1", "myacr.azurecr.io/shop:1", "golang:1.25"] {
        assert_ne!(found(&on_client(windows)).0, LinuxImage, "{windows}");
    }
    let server = on_client("docker/getting-started").replace("22621", "20348");
    assert_eq!(found(&format!("OS Name: Microsoft Windows Server 2022\n{server}")).0, NoEntry);
    assert!(!steps(&format!("OS Name: Microsoft Windows Server 2022\n{server}")).contains("SwitchLinuxEngine"));
}

/// A list is the answer to what was asked, in the field, appended, or alone.
#[test]
fn a_list_of_linux_entries_is_an_answer() {
    let listed = list(&["linux/amd64", "linux/arm64"]);
    let before = kubelet("ghcr.io/a/gateway:2");
    let told = replied(&before, &listed, &Question::default(), &ChosenByHand::default()).expect("an answer");
    assert_eq!(found(&told), (LinuxImage, Confidence::Certain));
    assert_eq!(found(&continued(&before, &listed, &ChosenByHand::default())), (LinuxImage, Confidence::Certain));
    let asked = link::decode("host=ws2022&image=contoso/web:1");
    let told = replied("", &listed, &asked, &ChosenByHand::default()).expect("an answer");
    assert!(told.starts_with("docker manifest inspect contoso/web:1\n"), "{told}");
    let images = &evidence::read(&listed).clues.images;
    assert!(images.len() == 1 && images[0].linux && images[0].reference.is_none(), "{images:?}");
    assert!(evidence::read(&list(&["linux/amd64", "windows/amd64"])).clues.images.iter().all(|image| !image.linux));
    let nodes =
        "ID    HOSTNAME   STATUS   AVAILABILITY   MANAGER STATUS\nhcm8zis4t1vl *  SRV22A  Ready  Active  Leader";
    let refused = replied(&before, nodes, &Question::default(), &ChosenByHand::default()).expect_err("no versions");
    assert!(refused.contains("cmd /c ver"), "{refused}");
}

#[test]
fn an_image_of_ones_own_is_rebuilt() {
    let own = format!(
        "{}Node-Selectors: kubernetes.io/os=windows\nWe upgraded the node pool to Windows2022.",
        kubelet("myacr.azurecr.io/shop:1")
    );
    assert!(steps(&own).contains("ebuild the image") && !steps(&own).contains("publisher"), "{}", steps(&own));
    assert!(steps(&own.replace("myacr.azurecr.io/shop", "ghcr.io/a/shop")).contains("publisher"));
}

/// <https://github.com/moby/moby/issues/33521>.
#[test]
fn a_task_whose_image_could_not_be_pulled() {
    let row = "ID                          NAME     IMAGE                NODE     DESIRED STATE  CURRENT STATE           ERROR\ns1ujo2ib00sszoed0zqqw43bv   vote.1   a/vote:dotnet-1809   SRV22A   Ready   Rejected 3 seconds ago   \"No such image: a/vote:dotnet-1809\"";
    let diagnosis = first(row);
    assert_eq!(diagnosis.code, ErrorCode::TaskImageMissing);
    assert!(diagnosis.ruled_out().is_none(), "the versions may be the reason");
    assert!(steps(row).starts_with("Why did the pull fail? Run this on SRV22A"), "{}", steps(row));
    assert!(steps(row).contains("--with-registry-auth vote"), "{}", steps(row));
    assert_eq!(first("PS C:\\> docker rmi a/vote:1\nError: No such image: a/vote:1").code, ErrorCode::Follows);
}

#[test]
fn the_reason_of_a_scheduler_steers() {
    let full = "no suitable node (insufficient resources on 1 node)";
    assert!(steps(full).contains("Resources") && !steps(full).contains("manifest"), "{}", steps(full));
    let other = "no suitable node (unsupported platform on 1 node)";
    assert!(steps(other).contains("Platform.OS") && !steps(other).contains("Resources"), "{}", steps(other));
}

#[test]
fn messages_that_a_console_wrapped() {
    let record = "docker : C:\\Program Files\\Docker\\docker.exe: Error response from daemon: container 1310e9426a5c encountered an error \n\
                  during CreateProcess: failure in a Windows system call: The user name or password is incorrect. (0x52e) extra info: {\"User\":\"NT \n\
                  AUTHORITY\\\\NETWORK SERVICE\"}.\nAt line:1 char:1\n+ docker run ...";
    let diagnosis = first(record);
    assert_eq!(diagnosis.code, ErrorCode::LogonFailed);
    assert!(diagnosis.message().contains("encountered an error during CreateProcess"), "{}", diagnosis.message());
    assert_ne!(
        first(&record.replace("0x52e", "0x5").replace("The user name or password is incorrect", "Access is denied"))
            .code,
        ErrorCode::LogonFailed
    );
}

#[test]
fn what_a_tool_printed_beats_what_is_told_about_it() {
    let told = "We can't get it to pull the image, I always get the imagePullBackOff error.";
    let event =
        "  Normal  BackOff  85s (x1341 over 5h6m)  kubelet  Back-off pulling image \"myacr.azurecr.io/so99:860\"";
    assert!(first(&format!("{told}\n{event}")).line.contains("kubelet"));
    assert!(first(told).line.contains("We can't"), "nothing else is there");
}

#[test]
fn a_taken_port_is_looked_up() {
    let error = "docker: Error response from daemon: failed to create endpoint web on network nat: hnsCall failed in Win32: The specified port already exists. (0x803b0013).";
    let text = format!("PS C:\\> docker run -d -p 8080:80 a.io/b:1\n{error}");
    assert!(steps(&text).contains("-LocalPort 8080"), "{}", steps(&text));
    assert!(!steps(error).contains("-LocalPort"), "no port is known");
    let network = "docker: Error response from daemon: HNS failed with error : Unspecified error.";
    assert!(steps(network).contains("lose their network"), "{}", steps(network));
}

#[test]
fn a_diagnosis_does_not_contradict_itself() {
    let hosted = "runs-on: windows-2022\nMicrosoft Windows [Version 10.0.20348.1]\ndocker run mcr.microsoft.com/windows/servercore:ltsc2019\nhcs::CreateComputeSystem web: The container operating system does not match the host operating system.";
    let question = first(hosted).question.expect("a pair");
    assert!(!question.hyperv_available(), "hosted agents have no Hyper-V isolation");
    let own = hosted.replace("runs-on: windows-2022\n", "");
    assert!(first(&own).question.expect("a pair").hyperv_available());
}

/// <https://github.com/microsoft/dotnet-framework-docker/issues/1265>.
#[test]
fn a_tag_over_several_versions_says_so() {
    let refused = |image: &str| {
        let text = format!(
            "Microsoft Windows [Version 10.0.20348.4294]\ndocker run {image} cmd\nhcsshim::CreateComputeSystem web: The container operating system does not match the host operating system."
        );
        (first(&text).notes.join(" "), steps(&text))
    };
    let (notes, steps) = refused("mcr.microsoft.com/dotnet/framework/sdk:4.8");
    assert!(notes.contains("several Windows versions (ltsc2019, ltsc2016)"), "{notes}");
    assert!(steps.contains("The .NET Framework version changes too"), "{steps}");
    let (notes, steps) = refused("mcr.microsoft.com/windows/servercore:ltsc2019");
    assert!(!notes.contains("several") && !steps.contains(".NET Framework"), "{notes} {steps}");
}

/// What the pause image needs on Windows Server 2025 is no news for an older node.
#[test]
fn pause_images_of_older_nodes() {
    let text = |os: &str| {
        format!(
            "Warning FailedCreatePodSandBox kubelet, w1 Failed to create pod sandbox: hcsshim::CreateComputeSystem e8cd: The container operating system does not match the host operating system.\nnode w1 os is {os}"
        )
    };
    assert!(first(&text("windows server 2025")).notes.join(" ").contains("2025"));
    assert!(!first(&text("windows server 2019")).notes.join(" ").contains("2025"));
}
