//! What names the old Windows beside an image that changes: tolerations, switches, variables and paths.

use super::*;

const OLD: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";
const NEW: &str = "mcr.microsoft.com/windows/servercore:ltsc2022";

/// Changes the image alone, and leaves something that says this.
#[track_caller]
fn left(text: &str, says: &str) {
    open("--host ws2022", text, says);
    assert_eq!(Case::new("--host ws2022", text).fixed().text, text.replace(OLD, NEW));
}

/// Changes the image alone, and leaves nothing.
#[track_caller]
fn done(text: &str) {
    becomes("--host ws2022", text, &text.replace(OLD, NEW));
}

#[test]
fn tolerations_beside_a_selector() {
    let tolerant = |key: &str, value: &str| {
        pod(&format!(
            "  nodeSelector:\n    kubernetes.io/os: windows\n    node.kubernetes.io/windows-build: 10.0.20348\n  \
             tolerations:\n  - {{key: {key}, operator: Equal, value: \"{value}\", effect: NoSchedule}}\n"
        ))
    };
    for key in ["windows-build", "node.kubernetes.io/windows-build", "beta.kubernetes.io/osbuild"] {
        let text = tolerant(key, "10.0.17763");
        becomes("--host ws2022", &text, &text.replace("17763", "20348").replace(OLD, NEW));
        done(&tolerant(key, "10.0.20348"));
    }
    for (key, value) in
        [("os-version", "10.0.17763"), ("windows-version", "2019"), ("node-os", "windows-2019"), ("pool", "win2019")]
    {
        left(&tolerant(key, value), "The toleration is for nodes with another Windows. Change it to the taint");
    }
    for (key, value) in [("os", "windows"), ("os-version", "ltsc2022"), ("team", "2019"), ("gpu", "1809")] {
        done(&tolerant(key, value));
    }
}

#[test]
fn switches_that_are_on() {
    let values = |switches: &str| format!("windows:\n{switches}image: {OLD}\n");
    for on in
        ["  is2019: true\n", "  useWindows2019: true\n", "  ltsc2019: true\n", "  is_2019: true\n  is2022: false\n"]
    {
        left(&values(on), "This switch is for another Windows");
    }
    for other in [
        "  is2019: false\n",
        "  is2022: true\n",
        "  is2019: true\n  is2022: true\n",
        "  is64bit: true\n",
        "  visualStudio2019: true\n",
        "  a: {is2019: true}\n",
    ] {
        done(&values(other));
    }
    done(&values("  a: b\n").replace("windows:", "report:\n  is2019: true\nwindows:"));
}

#[test]
fn variables_of_a_stage() {
    let file = |line: &str| format!("FROM {OLD}\n{line}\n");
    for line in
        ["ENV OS-VERSION=1809", "ENV A=b WINDOWS_VERSION=\"1809\"", "ENV OS_BUILD 17763", "ENV A_VERSION=a-ltsc2019"]
    {
        left(&file(line), ", the Windows of the old image. Check that it works with ltsc2022.");
    }
    for line in
        ["ENV PORT=1809", "ENV OS-VERSION=1803", "ENV VERSION=2019", "ENV OS_VERSION=20348", "LABEL version=1809"]
    {
        done(&file(line));
    }
}

#[test]
fn paths_of_dockerfiles() {
    let script = |path: &str| format!("docker pull {OLD}\ndocker build -f \"{path}\" -t $name .\n");
    for path in
        ["$root/windowsservercore/1903/Dockerfile", "src/windows-ltsc2019/Dockerfile", "a/nanoserver-1809/Dockerfile"]
    {
        left(&script(path), "The path of this Dockerfile names another Windows");
    }
    for path in ["windowsservercore/ltsc2022/Dockerfile", "releases/1903/Dockerfile", "windows/Dockerfile"] {
        done(&script(path));
    }
    // A build for each Windows.
    let each = script("windowsservercore/1903/Dockerfile");
    done(&(each.clone() + &each.replace("1903", "ltsc2022").replace(OLD, NEW)));
    // What runs there may stay.
    stays("--host ws2022 --isolation hyperv", &script("windowsservercore/1903/Dockerfile"));
}
