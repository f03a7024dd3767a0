//! Hosted runners, and the hosts that are one.

use super::*;

#[test]
fn runners_that_github_removed() {
    let image = "container: mcr.microsoft.com/windows/servercore:ltsc2022\n";
    let text = format!("jobs: {{a: {{runs-on: windows-2019}}}}\n{image}");
    let says =
        "Change runs-on to windows-2022: windows-2019 isn’t one of the hosts, and GitHub removed it on 2025-06-30.";
    open("--host ws2022", &text, says);
    // Where a matrix has one that fits already, the entry goes with its tags; one that stands alone is changed.
    let matrix = |entries: &str| {
        format!(
            "jobs:\n  a:\n    strategy: {{matrix: {{include: [{entries}]}}}}\n    runs-on: ${{{{ matrix.os }}}}\n    {image}"
        )
    };
    let old = "{os: windows-2019, tag: \"1809\"}";
    let says =
        "Remove this entry with all that belongs to it: windows-2019 isn’t one of the hosts, and GitHub removed it";
    open("--host ws2022", &matrix(&format!("{old}, {{os: windows-2022, tag: ltsc2022}}")), says);
    open("--host ws2022", &matrix(&format!("{old}, {{os: ubuntu-24.04}}")), "Change os to windows-2022: ");
    let list = text.replace("windows-2019", "[windows-2019, windows-2022]");
    open("--host ws2022", &list, "Remove it: windows-2019 isn’t one of the hosts");
    // Of the agents of Azure Pipelines that says nothing.
    let says = "Change vmImage to windows-2022: windows-2019 isn’t one of the hosts.";
    open("--host ws2022", &format!("pool: {{vmImage: windows-2019}}\n{image}"), says);
    let text = "jobs:\n  a:\n    runs-on: windows-2022\n    steps:\n    - run: docker build --build-arg BASE=mcr.microsoft.com/windows/servercore:ltsc2019 .\n";
    word("--host ws2022", text, "ltsc2019", "ltsc2022");
    let text = text.replace("--build-arg BASE=", "-f ");
    let says = "For the hosts it is mcr.microsoft.com/windows/servercore:ltsc2022: change it by hand.";
    open("--host ws2022", &text, says);
}

/// A job on one runner, and the same command in every job.
fn job(runs_on: &str, run: &str) -> String {
    format!("on: push\njobs:\n  a:\n    runs-on: {runs_on}\n    steps:\n    - run: {run}\n")
}

#[test]
fn a_host_that_is_a_runner_is_written_as_one() {
    let image = "mcr.microsoft.com/windows/servercore:";
    let pull = |tag: &str| format!("docker pull {image}{tag}");
    for (host, label, tag) in [
        ("windows-2022", "windows-2022", "ltsc2022"),
        ("windows-2025", "windows-2025", "ltsc2025"),
        ("windows-latest", "windows-2025", "ltsc2025"),
    ] {
        for runs_on in ["windows-2019", "'windows-2019'", "[windows-2019]", "win1803"] {
            let name = runs_on.trim_matches(['[', ']', '\'']);
            let expected = job(&runs_on.replace(name, label), &pull(tag));
            becomes(&format!("--host {host}"), &job(runs_on, &pull("ltsc2019")), &expected);
        }
        let agent = format!("pool:\n  vmImage: windows-2019\ncontainer: {image}{tag}\nsteps: [{{script: set}}]\n");
        word(&format!("--host {host}"), &agent, "windows-2019", label);
    }
    stays("--host windows-2025", &job("windows-latest", &pull("ltsc2025")));
    stays("--host windows-2022", &job("ubuntu-24.04", &pull("ltsc2022")));
}

#[test]
fn a_runner_that_stays_says_why_and_what_to_write() {
    let docker = "docker pull mcr.microsoft.com/windows/servercore:ltsc2022";
    let why = "It stays as it is because the hosts needn’t be runners. With the host windows-2022 it is edited.";
    open("--host ws2022", &job("windows-2019", docker), &format!("GitHub removed it on 2025-06-30. {why}"));
    open("--host ws2022", &job("windows-latest", docker), &format!("windows-latest isn’t one of the hosts. {why}"));
    // Somebody’s own machine, a job without containers, an entry of a matrix, and several hosts: nothing else would edit them.
    let mixed = job("windows-2022", docker) + "  b:\n    runs-on: windows-2019\n    steps: [{run: make}]\n";
    let matrix =
        job("${{ matrix.os }}", docker).replace("    steps", "    strategy: {matrix: {os: [windows-2019]}}\n    steps");
    for text in [&job("[self-hosted, windows-2019]", docker), &mixed, &matrix] {
        let fixed = Case::new("--host windows-2022", text).fixed();
        assert_eq!(fixed.edits, [], "{text}");
        assert!(fixed.notes.iter().any(|note| note.text.contains("to windows-2022: ")), "{:#?}", fixed.notes);
        assert!(!fixed.notes.iter().any(|note| note.text.contains("it is edited")), "{:#?}", fixed.notes);
    }
    open("--host windows-2022 --host windows-2025", &job("windows-2019", docker), "to windows-2022: ");
}
