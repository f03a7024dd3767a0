//! Steps where another platform was asked for than there is.

use super::super::command::{self, Next};
use super::super::situation::Situation;
use crate::diagnose::case::names_windows;
use crate::diagnose::others::platforms;
use crate::read::clue::ErrorCode;
use crate::read::evidence::System;
use crate::remedy::target::value::Value;

/// The platform that was asked for is wrong, or the image is.
pub(super) fn other_platform(situation: &Situation<'_>) -> Option<Vec<Option<Next>>> {
    let line = situation.diagnosis.line.to_ascii_lowercase();
    let (_, actual) = platforms(&line).filter(|_| situation.diagnosis.code == ErrorCode::OtherPlatform)?;
    let flag = Value::argument(actual)?;
    Some(vec![
        Some(Next::write(
            "Ask for the image’s platform: in the command, in platform: of the compose file, or in the tool’s settings",
            command::any_shell("--platform §", &[&flag]),
        )),
        Some(Next::write("Or see whether the tag has the other platform as well", situation.manifest())),
    ])
}

/// The Linux image of the same tag, where its name doesn't mention Windows.
pub(super) fn without_platform(situation: &Situation<'_>) -> Option<Next> {
    let engine = &situation.evidence.engine;
    let name = situation.diagnosis.judged_name().filter(|name| !names_windows(name))?;
    let asked = engine.asked_platform == Some(System::Windows) && !name.is_empty();
    let title = "If you need the program and not Windows, leave out --platform: you get the image’s Linux entry";
    let written = match engine.linux_only {
        Some("Podman") => command::any_shell("podman pull §", &[&situation.image()]),
        _ => command::any_shell("docker pull §", &[&situation.image()]),
    };
    asked.then(|| Next::write(title, written))
}
