//! Steps where a command isn't in the image.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use crate::diagnose::program::{self, Base, Origin};
use crate::remedy::target::value::Value;
use crate::rules::notice::image_word;
use crate::rules::release::Family;

/// A base image that has the command, or where it has to come from.
pub(super) fn missing(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    let diagnosis = situation.diagnosis;
    let asked = situation.evidence.engine.started.as_deref();
    // https://github.com/docker/for-win/issues/4320
    if asked.is_some_and(|asked| asked.starts_with('-')) {
        return Some(vec![Some(Next::write(
            "Put docker’s options before the image: what stands behind it is taken for the command",
            command::any_shell("docker run OPTIONS §", &[&situation.image()]),
        ))]);
    }
    let started = || asked.and_then(program::plain);
    let name = program::named(&diagnosis.line).or_else(started).filter(|_| !program::is_linux(&diagnosis.line))?;
    if program::origin(name) == Origin::PowerShell && program::has_pwsh(diagnosis.judged_name()) {
        let run = command::any_shell("docker run -it § pwsh", &[&situation.image()]);
        let run = (!diagnosis.is_cluster()).then_some(run);
        let title = "Call pwsh in place of powershell";
        return Some(vec![Some(run.map_or_else(|| Next::say(title), |run| Next::write(title, run)))]);
    }
    let base = program::base(diagnosis.judged_name());
    let nano = base == Some(Base::Nano);
    let look = Next::write(
        "Look into the image with a shell",
        command::any_shell("docker run --rm -it --entrypoint cmd §", &[&situation.image()]),
    );
    let look = (!diagnosis.is_cluster()).then_some(look);
    Some(match program::origin(name) {
        Origin::PowerShell if nano => vec![
            Some(core(situation, &format!("Build on Server Core, which has {name}"))),
            Some(Next::say(
                "Or stay on Nano Server: use cmd, or an image of mcr.microsoft.com/powershell for Nano Server (pwsh)",
            )),
        ],
        Origin::Windows if nano => vec![
            Some(core(situation, "Build on Server Core, which has more of Windows’ tools")),
            Some(Next::say(format!("Or use {name} in a build stage on Server Core, and copy what it made"))),
        ],
        Origin::PowerShell | Origin::Windows if base.is_none() => {
            vec![look, Some(core(situation, "If it is built on Nano Server, build it on Server Core"))]
        }
        Origin::PowerShell | Origin::Windows => {
            let path = command::any_shell("docker run --rm --entrypoint cmd § /c path", &[&situation.image()]);
            let path = (!diagnosis.is_cluster())
                .then(|| Next::write("See the image’s path: C:\\Windows\\System32 has to be on it", path));
            vec![path, Some(larger(situation))]
        }
        Origin::Shell => in_shell(situation, name),
        Origin::Desktop => vec![Some(larger(situation)), look],
        Origin::Pwsh => vec![
            Some(Next::say("Install PowerShell 7 in the image, or build on one of mcr.microsoft.com/powershell")),
            look,
        ],
        Origin::Installed => {
            vec![Some(Next::say(format!("Install {name} in the image, or build on one that has it"))), look]
        }
    })
}

/// A command of cmd: the form without brackets is run by a shell
/// (<https://docs.docker.com/reference/dockerfile/#shell-and-exec-form>).
fn in_shell(situation: &Situation<'_>, name: &str) -> Vec<Option<Next>> {
    let name = Value::name(name).unwrap_or(Value::own("COMMAND"));
    let run = command::any_shell("docker run --rm § cmd /c §", &[&situation.image(), &name]);
    let run = (!situation.diagnosis.is_cluster()).then(|| Next::write("Let cmd run it", run));
    let step = Next::write(
        "In a Dockerfile, leave out the brackets, so that a shell runs it",
        command::dockerfile("RUN § ARGUMENTS", &[&name]),
    );
    match situation.is_base_of_build() {
        true => vec![Some(step)],
        false => vec![run, Some(step)],
    }
}

/// A base image with more of Windows than Server Core: `windows/server` since 2022, `windows` before
/// (<https://learn.microsoft.com/virtualization/windowscontainers/manage-containers/container-base-images>).
pub(super) fn larger(situation: &Situation<'_>) -> Next {
    let build = situation.judged_build();
    let image = match build {
        Some(17763) => Value::own("mcr.microsoft.com/windows:ltsc2019"),
        build => Value::tagged(
            "mcr.microsoft.com/windows/server",
            build.filter(|build| *build > 20000).and_then(image_word).unwrap_or("ltsc2022"),
        ),
    };
    Next::write("Try the base image that has most of Windows", command::dockerfile("FROM §", &[&image]))
}

fn core(situation: &Situation<'_>, title: &str) -> Next {
    let word = situation.judged_build().and_then(image_word).unwrap_or("ltsc2022");
    Next::write(title, command::dockerfile("FROM §", &[&Value::tagged(Family::ServerCore.repository(), word)]))
}

/// A feature of Windows that the image doesn't have.
pub(super) fn feature(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    let diagnosis = situation.diagnosis;
    let base = program::base(diagnosis.judged_name())?;
    let features =
        command::any_shell("docker run --rm § dism /online /get-features /format:table", &[&situation.image()]);
    let look = (base == Base::Core && !diagnosis.is_cluster())
        .then(|| Next::write("See which features the base image has", features));
    Some(vec![Some(larger(situation)), look])
}
