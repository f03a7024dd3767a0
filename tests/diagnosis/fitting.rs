//! Steps that fit what a text says: no command that its machine doesn't have, nothing that was done already, and messages that people
//! meet often.

use wincompat::diagnose::{Cause, Confidence};
use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{CORE, cause, commands, means, titles};
use crate::laws::answer;

/// <https://github.com/docker/for-win/issues/13163>: a sentence is no command, so the host's version below it is the host's.
#[test]
fn a_sentence_that_begins_with_docker_run_is_no_command() {
    let text = |sentence: &str| {
        format!(
            "{sentence}\n  - Windows Version: Windows Server 2019 (Version 1809 (OS Build 17763.3772))\n### Steps to reproduce\ndocker run -it \
             mcr.microsoft.com/windows/servercore:1809\n\nDocker run fails with 0xc0370106"
        )
    };
    let plain = answer(&text("It should start a container"));
    let sentence = answer(&text("Docker run should start a container successfully"));
    let host = |answers: &[wincompat::remedy::next::Answered]| answers[0].diagnosis.machine.map(|host| host.version);
    assert!(host(&plain).is_some_and(|version| version.revision == Some(3772)));
    assert_eq!(host(&plain), host(&sentence));
    assert_eq!(plain[0].diagnosis.cause, sentence[0].diagnosis.cause);
}

/// <https://github.com/docker/for-win/issues/2679>.
#[test]
fn commands_of_cmd_are_no_programs() {
    let run = |command: &str| {
        format!(
            "FROM mcr.microsoft.com/windows/nanoserver:1809\nRUN [\"{command}\", \"c:/bin\"]\ncontainer 0a1b2c3d4e5f encountered an error during \
             CreateProcess: failure in a Windows system call: The system cannot find the file specified. (0x2) extra info: \
             {{\"CommandLine\":\"{command} c:/bin\",\"WorkingDirectory\":\"C:\\\\\"}}"
        )
    };
    assert!(answer(&run("md"))[0].diagnosis.title.contains("a command of cmd"));
    assert_eq!(commands(&run("md"))[0], "RUN md ARGUMENTS");
    assert!(!answer(&run("mdbook"))[0].diagnosis.title.contains("a command of cmd"));
    assert!(!titles(&run("md")).contains("Install md"), "{}", titles(&run("md")));
}

/// <https://github.com/moby/moby/issues/42853>.
#[test]
fn a_service_that_asks_for_too_much_is_compared_with_a_run() {
    let refused = "starting container failed: hcsshim::CreateComputeSystem db5212922287: The request is not supported.";
    let stack = format!("docker stack deploy -c web.yml web\n{refused}");
    assert!(commands(&stack)[0].starts_with("docker service inspect"), "{:?}", commands(&stack));
    assert!(!commands(refused)[0].starts_with("docker service inspect"));
}

/// <https://github.com/docker/for-win/issues/6435>: neither command is there on the other kind of Windows.
#[test]
fn hyperv_is_turned_on_as_the_kind_of_windows_has_it() {
    let missing = "hcsshim::CreateComputeSystem: The virtual machine could not be started because a required feature is not installed.";
    let both = |text: &str| {
        let all = commands(text).join("\n");
        (all.contains("Enable-WindowsOptionalFeature"), all.contains("Install-WindowsFeature"))
    };
    assert_eq!(both(missing), (true, true));
    assert_eq!(both(&format!("Windows 11 Pro 23H2, Docker Desktop 4.30\n{missing}")), (true, false));
    assert_eq!(both(&format!("OS Name: Microsoft Windows Server 2022 Datacenter\n{missing}")), (false, true));
}

/// <https://support.microsoft.com/help/4542617>.
#[test]
fn the_updates_of_february_2020_are_named() {
    let start = |date: &str| {
        format!(
            "The update of {date} is on one side only.\ncontainer 0a1b2c3d4e5f encountered an error during Start: The wait operation timed out. (0x102)"
        )
    };
    for date in ["February 11, 2020", "2020 年 2 月 11 日"] {
        assert_eq!(cause(&start(date)), Some(Cause::Revision), "{date}");
        assert!(titles(&start(date)).contains("pdate"), "{}", titles(&start(date)));
    }
    assert_ne!(cause(&start("March 10, 2020")), Some(Cause::Revision));
    assert_eq!(
        answer(&start("February 11, 2020"))[0].diagnosis.confidence,
        Confidence::Possible,
        "no version is known"
    );
    let day = "Tuesday, February 11, 2020 9:03\ndocker run -it mcr.microsoft.com/windows/servercore:ltsc2019\ncontainer 0a1b2c3d4e5f encountered \
               an error during hcs::System::Start: context deadline exceeded";
    assert_ne!(cause(day), Some(Cause::Revision), "that day the container was started");
}

/// <https://github.com/docker/for-win/issues/1561>.
#[test]
fn a_signature_that_windows_rejects() {
    let create = |code: &str| {
        format!(
            "docker run {CORE}\ncontainer 13919711988d encountered an error during CreateContainer: failure in a Windows system call: winapi error \
             #3221226536 ({code})"
        )
    };
    assert!(answer(&create("0xc0000428"))[0].diagnosis.title.contains("signature"));
    assert!(commands(&create("0xc0000428"))[0].starts_with("docker rmi"));
    means(LibraryMissing, &create("0xc0000428"), "winapi error #3221226530 (0xc0000422)");
}

/// <https://github.com/aws/amazon-ecs-agent/issues/942>, and everywhere since Docker 29.
#[test]
fn a_program_that_is_too_old_for_the_engine() {
    let refused = "Error response from daemon: client version 1.43 is too old. Minimum supported API version is 1.44, please upgrade your client \
                   to a newer version";
    means(
        ClientTooOld,
        refused,
        "Error response from daemon: client version 1.52 is too new. Maximum supported API version is 1.51",
    );
    assert!(commands(refused)[0].contains("min-api-version"));
    assert!(commands(&refused.replace("1.44", "1.24")).is_empty(), "an engine of old takes no older ones");
}

/// <https://github.com/kubernetes/kubernetes/issues/107561>.
#[test]
fn a_sandbox_whose_first_attempt_goes_on() {
    let event = |why: &str| {
        format!(
            "Warning  FailedCreatePodSandBox  5s  kubelet  Failed to create pod sandbox: rpc error: code = Unknown desc = {why}"
        )
    };
    let reserved = event(
        "failed to reserve sandbox name \"web-0_shop_1\": name \"web-0_shop_1\" is reserved for \"16cf6835c15b\"",
    );
    assert!(answer(&reserved)[0].diagnosis.title.contains("An earlier attempt"));
    assert!(commands(&reserved)[0].starts_with("kubectl describe pod"));
    assert!(!answer(&event("context deadline exceeded"))[0].diagnosis.title.contains("An earlier attempt"));
}

/// <https://github.com/aws/amazon-ecs-agent/issues/2105>.
#[test]
fn credentials_of_a_task_s_role() {
    let refused = |address: &str| {
        format!(
            "Error when retrieving credentials: Connect timeout on endpoint URL: \"http://{address}/v2/credentials/a3b2\""
        )
    };
    assert!(commands(&refused("169.254.170.2"))[0].contains("-EnableTaskIAMRole"));
    assert!(!commands(&refused("10.0.0.2")).concat().contains("-EnableTaskIAMRole"));
}

/// <https://github.com/jenkins-infra/helpdesk/issues/4048>, <https://github.com/docker/for-win/issues/9166>.
#[test]
fn another_platform_than_the_image_s_was_asked_for() {
    let found = |wanted: &str, actual: &str| {
        format!(
            "image with reference a.io/web:1 was found but does not match the specified platform: wanted {wanted}, actual: {actual}"
        )
    };
    let windows = found("linux/amd64", "windows/amd64");
    assert!(answer(&windows)[0].diagnosis.title.contains("is for windows/amd64, but linux/amd64 was asked for"));
    assert_eq!(commands(&windows)[0], "--platform windows/amd64");
    assert_eq!(commands(&found("windows/amd64", "linux/amd64"))[0], "--platform linux/amd64");
    let notes = |text: &str| answer(text)[0].diagnosis.notes.concat();
    assert!(notes(&windows).contains("not both") && !notes(&found("linux/amd64", "linux/arm64")).contains("not both"));
    assert!(!commands(&found("$(calc)", "$(calc)")).concat().contains("calc"));
}

/// <https://github.com/Azure/azure-cli/issues/25567>: App Service pulls the image itself.
#[test]
fn a_web_app_gets_the_login_of_its_registry() {
    let refused =
        "Error Response: Unauthorized. Request: https://contoso.azurecr.io/oauth2/token?service=contoso.azurecr.io";
    let create = format!(
        "az webapp create --name web --plan web\nThe parameter WindowsFxVersion has an invalid value. {refused}"
    );
    assert!(commands(&create)[0].starts_with("az webapp config container set"));
    assert!(commands(&format!("docker pull contoso.azurecr.io/web:1\n{refused}"))[0].starts_with("docker login"));
}

/// <https://github.com/moby/moby/issues/43436>.
#[test]
fn what_works_without_a_volume_is_not_tried_without_it() {
    let denied = format!(
        "PS> docker run -it -v todo:C:\\data {CORE} cmd\nhcsshim::CreateComputeSystem 6146dc5a5124: Access is denied."
    );
    assert!(titles(&denied).contains("without volumes"), "{}", titles(&denied));
    let told = format!("{denied}\nIt works ok without the -v mapping");
    assert!(titles(&told).starts_with("Mount a folder of the host"), "{}", titles(&told));
}

/// <https://github.com/containerd/nerdctl/issues/3381>: the image runs, once the engine is the right build.
#[test]
fn a_32_bit_engine_can_be_replaced() {
    let pull = |platform: &str| {
        format!(
            "nerdctl pull mcr.microsoft.com/windows/nanoserver:ltsc2022\nThe image will be unpacked for platform {{\"{platform}\" \"windows\" \"10.0.22631\"}}\n\
             level=fatal msg=\"no match for platform in manifest: not found\""
        )
    };
    assert_eq!(answer(&pull("386"))[0].diagnosis.exit_code(), 1);
    assert_ne!(answer(&pull("amd64"))[0].diagnosis.title, answer(&pull("386"))[0].diagnosis.title);
}

/// <https://github.com/docker/for-win/issues/13163>: what nobody has said is no older revision.
#[test]
fn an_image_of_an_unknown_month_is_not_rebuilt() {
    let stopped = "0xc0370106 The virtual machine or container exited unexpectedly.";
    let run = |tag: &str| {
        format!(
            "Microsoft Windows [Version 10.0.17763.3772]\ndocker run mcr.microsoft.com/windows/servercore:{tag}\n{stopped}"
        )
    };
    assert!(!titles(&run("1809")).contains("Rebuild"), "{}", titles(&run("1809")));
    assert!(titles(&run("1809")).contains("Update the host"), "{}", titles(&run("1809")));
    assert!(!titles(&run("10.0.17763.2300")).contains("Update the host"), "{}", titles(&run("10.0.17763.2300")));
}

/// <https://github.com/containerd/containerd/issues/7218>.
#[test]
fn who_pulls_through_a_proxy_tells_it_to_what_pulls() {
    let pull = |tool: &str, told: &str| {
        format!(
            "{tool} pull mcr.microsoft.com/windows/nanoserver:1809\nfailed to do request: Get \"https://mcr.microsoft.com/v2/windows/nanoserver/blobs\": \
             dial tcp 204.79.197.219:443: connectex: A connection attempt failed because the connected party did not properly respond after a \
             period of time.\n{told}"
        )
    };
    assert!(commands(&pull("nerdctl", "I pull through proxy."))[0].starts_with("$Env:HTTPS_PROXY"));
    assert!(commands(&pull("docker", "We are behind a proxy."))[0].contains("proxies"));
    for told in ["", "I am not behind a corporate proxy.", "There is no corporate proxy between us and the registry."] {
        assert!(commands(&pull("docker", told))[0].starts_with("Test-NetConnection"), "{told}");
    }
}

/// <https://github.com/docker/for-win/issues/14425>: what fills the disk is a layer, and no container has a limit there.
#[test]
fn a_layer_that_finds_no_room_is_about_the_machine_s_disk() {
    let full = |path: &str| {
        format!(
            "BackupWrite \\\\?\\C:\\ProgramData\\docker\\windowsfilter\\f26d97\\{path}: There is not enough space on the disk."
        )
    };
    assert!(commands(&full("UtilityVM\\Files"))[0].starts_with("docker system prune"));
}
