//! Commands that ask for Hyper-V isolation where there is none.

use super::*;

const OLD: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";
const NEW: &str = "mcr.microsoft.com/windows/servercore:ltsc2022";

fn workflow(runner: &str, run: &str) -> String {
    format!("on: [push]\njobs:\n  a:\n    runs-on: {runner}\n    steps:\n    - run: {run}\n")
}

/// The option goes, and the image is one for processes of the host.
#[test]
fn the_option_goes_with_the_image() {
    let command = format!("docker run --rm --isolation=hyperv {OLD} cmd /c ver");
    let fixed = format!("docker run --rm {NEW} cmd /c ver");
    for (options, runner) in [
        ("--host ws2022", "windows-2022"),
        ("--host windows-2022", "windows-2022"),
        ("--host ws2022 --no-hyperv", "[self-hosted, windows]"),
    ] {
        becomes(options, &workflow(runner, &command), &workflow(runner, &fixed));
        let block = |command: &str| workflow(runner, &format!("|\n        echo a\n        {command}"));
        becomes(options, &block(&command), &block(&fixed));
        let quoted = |command: &str| workflow(runner, &format!("'{command}'"));
        becomes(options, &quoted(&command), &quoted(&fixed));
    }
    for option in ["--isolation=hyperv", "--isolation hyperv"] {
        let script = format!("docker run {option} {OLD}\n");
        becomes("--host ws2022 --no-hyperv", &script, &format!("docker run {NEW}\n"));
        becomes("--host windows-2022", &script, &format!("docker run {NEW}\n"));
        stays("--host ws2022", &script);
    }
    let lines = format!("docker run `\n  --isolation=hyperv `\n  {OLD}\n");
    becomes("--host ws2022 --no-hyperv", &lines, &format!("docker run `\n  {NEW}\n"));
    // One that fits without it, and one that is too new with it.
    becomes(
        "--host ws2022 --no-hyperv",
        &format!("docker run --isolation=hyperv {NEW}\n"),
        &format!("docker run {NEW}\n"),
    );
    let newer = format!("docker run --isolation=hyperv {OLD}\n").replace("2019", "2025");
    becomes("--host ws2022 --no-hyperv", &newer, &format!("docker run {NEW}\n"));
}

/// One place is one decision.
#[test]
fn what_is_left_is_said_once() {
    let open_notes = |text: &str| {
        let fixed = Case::new("--host windows-2022", text).fixed();
        fixed.notes.into_iter().filter(|note| note.open).map(|note| note.text).collect::<Vec<_>>()
    };
    assert_eq!(open_notes(&workflow("windows-2022", &format!("docker run --isolation=hyperv {OLD}"))), [""; 0]);
    // Whose Windows isn’t in its name.
    let own = open_notes(
        &(workflow("windows-2022", "docker run --isolation=hyperv contoso/web:1") + &format!("    container: {NEW}\n")),
    );
    assert_eq!(own.len(), 1, "{own:?}");
    assert!(own[0].starts_with("Hosted runners have no Hyper-V isolation. Remove --isolation=hyperv"), "{own:?}");
    // A list of arguments is none of the commands: what to do is said, with the image.
    let list = format!("{{\n  \"image\": \"{OLD}\",\n  \"runArgs\": [\"--isolation=hyperv\"]\n}}\n");
    open("--host ws2022 --no-hyperv", &list, &format!("Ask for process isolation, and use {NEW}."));
    for other in ["[self-hosted, windows]", "ubuntu-latest"] {
        assert_eq!(
            Case::new("--host ws2022", &workflow(other, &format!("docker run --isolation=hyperv {OLD}"))).fixed().edits,
            []
        );
    }
}
