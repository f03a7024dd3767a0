//! What the first step finds out or starts, where the error itself doesn't say enough.

use crate::kinds::{commands, titles};
use crate::laws::answer;

/// STATUS_DLL_NOT_FOUND and STATUS_ENTRYPOINT_NOT_FOUND name no library; an exception of .NET does.
#[test]
fn a_program_that_windows_did_not_start() {
    let exited = |code: &str| format!("The container just exits with exit code {code}");
    for code in ["-1073741515", "3221225781", "0xC0000135", "-1073741511"] {
        assert_eq!(commands(&exited(code)), ["dumpbin /dependents PROGRAM"], "{code}");
        assert!(!answer(&exited(code))[0].diagnosis.text.contains("program started"), "{code}");
    }
    assert!(commands("System.DllNotFoundException: Unable to load DLL 'gdiplus.dll'").is_empty());
}

#[test]
fn an_engine_that_does_not_run_is_started() {
    const SERVICE: &str = "Start-Service docker";
    let down = |words: &str| {
        format!(
            "{words}\nerror during connect: in the default daemon configuration on Windows, the docker client must be run with elevated privileges"
        )
    };
    assert_eq!(commands(&down("OS Name: Microsoft Windows Server 2022 Datacenter"))[0], SERVICE);
    let desktop = down("C:\\Program Files\\Docker\\Docker\\resources\\bin\\docker.exe");
    assert!(titles(&desktop).starts_with("Start Docker Desktop") && !commands(&desktop).contains(&SERVICE.to_owned()));
    assert!(commands("failed to start daemon: invalid character in daemon.json")[0].starts_with("Get-EventLog"));
}

/// <https://github.com/moby/moby/issues/40720>.
#[test]
fn features_are_a_check_and_no_cause() {
    let refused = |reason: &str| {
        format!("docker: Error response from daemon: hcsshim::CreateComputeSystem 5eb7ad90bff5: {reason}")
    };
    let checks =
        |reason: &str| commands(&refused(reason)).iter().any(|command| command.contains("WindowsOptionalFeature"));
    assert!(checks("The request is not supported."));
    assert!(!checks("The locale specific resource for the desired message is not present."));
    assert!(!answer(&refused("The request is not supported."))[0].diagnosis.text.contains("feature"));
}

#[test]
fn a_pull_secret_is_looked_for_on_a_cluster() {
    let refused = "unauthorized: authentication required";
    assert!(
        titles(&format!("Failed to pull image \"a.io/web:1\": rpc error: {refused}"))
            .starts_with("See which pull secret")
    );
    assert!(titles(&format!("docker pull a.io/web:1\n{refused}")).starts_with("Log in"));
}
