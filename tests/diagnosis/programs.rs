//! Commands and features of Windows that an image doesn't have: which one, and which base image does.

use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{commands, means, titles};
use crate::laws::answer;

fn told(text: &str) -> String {
    let first = answer(text).swap_remove(0).diagnosis;
    format!("{}. {}", first.title, first.text)
}

const NANO: &str = "mcr.microsoft.com/windows/nanoserver:ltsc2022";
const CORE: &str = "mcr.microsoft.com/windows/servercore:ltsc2022";

fn run(image: &str, name: &str) -> String {
    format!(
        "Step 1/3 : FROM {image}\nStep 2/3 : RUN {name}\n'{name}' is not recognized as an internal or external command,"
    )
}

/// <https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images>.
#[test]
fn a_missing_command_is_named_with_a_base_image_that_has_it() {
    assert!(
        told(&run(NANO, "powershell"))
            .starts_with("The command powershell isn’t in nanoserver:ltsc2022. Nano Server has no")
    );
    assert_eq!(commands(&run(NANO, "powershell"))[0], format!("FROM {CORE}"));
    assert_eq!(commands(&run(NANO, "cscript"))[0], format!("FROM {CORE}"));
    let old = run("mcr.microsoft.com/windows/nanoserver:1809", "wmic");
    assert_eq!(commands(&old)[0], "FROM mcr.microsoft.com/windows/servercore:ltsc2019");
    // Server Core has it, so the path is wrong.
    assert!(told(&run(CORE, "powershell")).contains("ENV PATH"), "{}", told(&run(CORE, "powershell")));
    assert!(!commands(&run(CORE, "powershell")).contains(&format!("FROM {CORE}")));
    // No base image brings what somebody has to install.
    assert!(titles(&run(CORE, "node")).starts_with("Install node in the image"));
    assert!(!commands(&run(NANO, "node")).iter().any(|command| command.starts_with("FROM")));
}

#[test]
fn a_missing_command_in_other_words() {
    let exec = format!(
        "docker exec -it web powershell\nexec: \"powershell\": executable file not found in %PATH%: unknown\nimage: {NANO}"
    );
    assert!(told(&exec).starts_with("The command powershell isn’t in"), "{}", told(&exec));
    // <https://github.com/microsoft/Windows-Containers/issues/252>
    let started = |line: &str| {
        format!(
            "docker run {NANO} powershell\ncontainer 7b1c encountered an error during hcsshim::System::CreateProcess: failure in a Windows system call: The system cannot find the file specified. (0x2) extra info: {{\"CommandLine\":\"{line}\",\"WorkingDirectory\":\"C:\\\\\"}}"
        )
    };
    assert!(told(&started("powershell Start-Sleep 9")).starts_with("The command powershell isn’t in"));
    assert!(told(&started("$(calc)")).starts_with("A command isn’t in the image"));
    let pod = format!(
        "container web encountered an error during hcsshim::System::CreateProcess: failure in a Windows system call: The system cannot find the file specified. (0x2)\n- image: {NANO}\n  command:\n  - powershell"
    );
    assert!(told(&pod).starts_with("The command powershell isn’t in"), "{}", told(&pod));
    // A Linux image has other bases.
    let linux = "exec: \"powershell\": executable file not found in $PATH: unknown";
    assert!(told(linux).contains("powershell") && !told(linux).contains("Server"), "{}", told(linux));
}

#[test]
fn parts_of_the_desktop_are_in_no_small_image() {
    let core = "docker run -it mcr.microsoft.com/windows/servercore:ltsc2019 cmd\nC:\\>control intl.cpl\n'intl.cpl' is not recognized as an internal or external command,";
    assert!(told(core).contains("desktop of Windows"), "{}", told(core));
    assert_eq!(commands(core)[0], "FROM mcr.microsoft.com/windows:ltsc2019");
    assert!(!told(&core.replace("intl.cpl", "intl.exe")).contains("desktop"));
}

/// <https://techcommunity.microsoft.com/t5/containers/a-smaller-windows-server-core-container-with-better-application/ba-p/382412>.
#[test]
fn a_feature_that_the_base_image_lost() {
    let words = "Error: 0x800f080c\nFeature name Printing-Foundation-Features is unknown.\nA Windows feature name was not recognized.";
    let build =
        format!("FROM {CORE}\nRUN dism /online /enable-feature /featurename:Printing-Foundation-Features\n{words}");
    means(ImageFeatureMissing, &build, "A feature name was not recognized by the parser");
    assert_eq!(commands(&build)[0], "FROM mcr.microsoft.com/windows/server:ltsc2022");
    assert_eq!(commands(words), ["dism /online /get-features /format:table"]);
}

/// <https://github.com/docker/for-win/issues/4320>
#[test]
fn options_behind_the_image_are_no_command() {
    let started = |line: &str| {
        format!(
            "container 7b1c encountered an error during CreateProcess: failure in a Windows system call: The system cannot find the file \
             specified. (0x2) extra info: {{\"CommandLine\":\"{line}\",\"WorkingDirectory\":\"C:\\\\\"}}"
        )
    };
    assert!(titles(&started("-p 15672:15672")).starts_with("Put docker’s options before the image"));
    assert!(!titles(&started("app.exe -p 15672:15672")).contains("docker’s options"));
}
