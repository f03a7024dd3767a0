//! Users that Windows couldn't log on: those of an image, and those of a domain, which a credential spec names.

use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{commands, means};
use crate::laws::answer;

const SPEC: &str =
    "docker run --security-opt \"credentialspec=file://web.json\" mcr.microsoft.com/windows/servercore:ltsc2022";

fn process(image: &str, why: &str) -> String {
    format!(
        "FROM mcr.microsoft.com/windows/{image}\nUSER web\ndocker: Error response from daemon: container 0a1b2c3d4e5f encountered an error \
         during hcs::System::CreateProcess: cmd: failure in a Windows system call: {why}"
    )
}

/// <https://github.com/moby/moby/issues/28585>, <https://github.com/microsoft/Windows-Containers/issues/490>.
#[test]
fn a_user_is_a_domain_s_account_with_a_credential_spec_only() {
    for why in [
        "The user name or password is incorrect. (0x52e)",
        "Der Benutzername oder das Kennwort ist falsch. (0x52e)",
        "The specified domain either does not exist or could not be contacted. (0x54b)",
    ] {
        let (user, domain) =
            (process("servercore:ltsc2022", why), [SPEC, "\n", &process("servercore:ltsc2022", why)].concat());
        means(LogonFailed, &user, &domain);
        means(DomainAccount, &domain, &user);
        assert_eq!(commands(&user)[0], "USER ContainerAdministrator");
        assert_eq!(commands(&domain), ["Test-ADServiceAccount NAME"]);
    }
    for number in ["0x8007052E", "-2147023570", "2147943726", "0x8007054B", "winapi error #1355"] {
        means(LogonFailed, &format!("The task ended with {number}"), &format!("The task ended with {number}7"));
    }
    let told =
        |what: &str| [what, "\n", &process("servercore:ltsc2022", "The password is incorrect. (0x52e)")].concat();
    means(DomainAccount, &told("We use gMSA."), &told("We don't use gMSA."));
    let pod = "  Warning  Failed  3s  kubelet  Error: failed to start container \"web\": hcs::System::CreateProcess web: The user name or password is \
               incorrect.: (0x52e)";
    assert!(commands(pod)[0].contains("runAsUserName"), "{:?}", commands(pod));
    let create =
        "hcs::CreateComputeSystem web: The specified domain either does not exist or could not be contacted. (0x54b)";
    assert!(
        answer(create)[0].diagnosis.notes.concat().contains("credential spec"),
        "no user of the image is logged on there"
    );
    // Where no container starts a program, the user may be anybody's.
    assert!(commands("sqlcmd: Logon failure: the user name or password is incorrect.").is_empty());
}

/// <https://github.com/microsoft/Windows-Containers/issues/640>.
#[test]
fn the_nano_server_of_2025_has_no_domain_for_its_users() {
    let domain = "The specified domain either does not exist or could not be contacted. (0x54b)";
    let title = |image: &str, why: &str| answer(&process(image, why))[0].diagnosis.title.clone();
    assert!(title("nanoserver:ltsc2025", domain).contains("Nano Server 2025"));
    assert_eq!(
        commands(&process("nanoserver:ltsc2025", domain)),
        ["FROM mcr.microsoft.com/windows/servercore:ltsc2025", "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022"]
    );
    let password = "The user name or password is incorrect. (0x52e)";
    for (image, why) in
        [("servercore:ltsc2025", domain), ("nanoserver:ltsc2022", domain), ("nanoserver:ltsc2025", password)]
    {
        assert!(!title(image, why).contains("Nano Server"), "{image}: {why}");
    }
}

/// <https://github.com/microsoft/Windows-Containers/issues/544>.
#[test]
fn a_number_alone_leads_to_the_log_of_what_fetches_the_account() {
    let create = |why: &str| format!("hcs::CreateComputeSystem 566516d39128: {why}");
    let log = |text: &str| commands(text).iter().any(|command| command.contains("Containers-CCG"));
    assert!(log(&[SPEC, "\n", &create("winapi error #3489661095.")].concat()));
    assert!(!log(&create("winapi error #3489661095.")), "no credential spec");
    assert!(!log(&[SPEC, "\n", &create("The request is not supported.")].concat()), "Windows gives the reason");
}
