//! Steps where Windows didn't load a program or one of its libraries.

use super::super::command::{self, Next};
use super::super::situation::Situation;

/// Finds out which library Windows missed: its exit code doesn't say it.
pub(super) fn missing_library(situation: &Situation<'_>) -> Vec<Option<Next>> {
    // PowerShell is Windows' own, so its libraries come with the base image: <https://github.com/microsoft/iis-docker/issues/187>.
    let line = situation.diagnosis.line.to_ascii_lowercase();
    if line.contains("powershell") {
        return vec![
            Some(Next::write(
                "PowerShell comes with the base image: build again with a fresh copy of it",
                command::any_shell("docker build --pull --no-cache .", &[]),
            )),
            Some(Next::say(
                "If it comes back, build on the base image of another month: its tag names the update or the whole version",
            )),
        ];
    }
    vec![
        Some(Next::write(
            "List the libraries that the program asks for (dumpbin comes with the C++ tools of Visual Studio), and look for those that \
             the image lacks",
            command::any_shell("dumpbin /dependents PROGRAM", &[]),
        )),
        Some(Next::say(
            "Or watch the program with Process Monitor on the host, with process isolation: it shows each file that wasn’t found",
        )),
        Some(Next::say(
            "Add the library to the image, or use a base image that has it. Nano Server lacks much of what Server Core has",
        )),
    ]
}

/// Finds the file that is for another processor: <https://learn.microsoft.com/cpp/build/reference/headers>.
pub(super) fn bad_image() -> Vec<Option<Next>> {
    vec![
        Some(Next::write(
            "See for which processor the program and each of its libraries are (dumpbin comes with the C++ tools of Visual Studio): x64 \
             or x86",
            command::any_shell("dumpbin /headers PROGRAM", &[]),
        )),
        Some(Next::say(
            "Put libraries for the same processor into the image, or build the program for that of the libraries",
        )),
    ]
}

/// Brings a fresh copy of the layers, and of the signatures that Windows knows.
pub(super) fn bad_signature(situation: &Situation<'_>) -> Vec<Option<Next>> {
    let fresh = match situation.diagnosis.judged_name() {
        Some(_) => command::any_shell("docker rmi §\ndocker pull §", &[&situation.image(), &situation.image()]),
        None => command::any_shell("docker build --pull --no-cache .", &[]),
    };
    vec![
        Some(Next::write("Get a fresh copy of the image", fresh)),
        Some(Next::say("If it comes back, install the current updates of Windows on the host")),
    ]
}
