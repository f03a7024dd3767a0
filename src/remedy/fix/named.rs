//! Names in which a Windows stands: those that services give their machines, and words for one in tags.

use crate::rules::host::Host;

/// What the operating system family of a [task](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_definition_parameters.html)
/// with Windows begins with, as `WINDOWS_SERVER_2019_CORE`.
pub(super) const FAMILY_OF_WINDOWS: &str = "WINDOWS_SERVER_";

/// What to know of a machine by such a name that is none of the hosts.
pub(super) const MACHINE: &str = "These machines aren’t among the hosts. Change them by hand.";

/// The build of a Windows Server: `2019`, `1803`, `ltsc2022`, `17763`.
pub(super) fn build_of(word: &str) -> Option<u16> {
    let word = word.trim_start_matches("ltsc");
    let host = |name: &str| Host::parse(name, None).ok().filter(|_| !word.is_empty());
    let host = host(&["ws", word].concat()).or_else(|| host(word))?;
    host.release.map(|release| release.build)
}

/// The base image that a word for a Windows means: `ltsc2019`, or with the name of a family before it.
pub(super) fn word(text: &str) -> Option<String> {
    let (base, tag) = match text.split_once('-') {
        Some(("windowsservercore" | "servercore", tag)) => ("servercore", tag),
        Some(("nanoserver", tag)) => ("nanoserver", tag),
        _ if text.starts_with("ltsc20") => ("servercore", text),
        _ => return None,
    };
    build_of(tag).map(|_| ["mcr.microsoft.com/windows/", base, ":", tag].concat())
}

/// The build in a name of machines: `Windows2019`, `WindowsServer2022CoreContainer`, `windows2019@latest`.
pub(crate) fn pool(name: &str) -> Option<u16> {
    let lower = name.to_ascii_lowercase();
    let rest = lower.strip_prefix("windows")?;
    let (year, kind) = rest.strip_prefix("server").unwrap_or(rest).split_at_checked(4)?;
    let known = matches!(kind, "" | "fullcontainer" | "corecontainer") || kind.starts_with('@');
    build_of(year).filter(|_| known)
}

/// The build in the name of an [image of Amazon](https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-optimized_AMI.html):
/// `/aws/service/ami-windows-latest/Windows_Server-2019-English-Full-ECS_Optimized/image_id`.
pub(super) fn ami(text: &str) -> Option<u16> {
    let (_, rest) = text.split_once("Windows_Server-").filter(|_| text.contains("_Optimized"))?;
    build_of(rest.split('-').next()?)
}

/// The build in the name of a [machine of CircleCI](https://circleci.com/developer/machine/image/windows-server-2022-gui):
/// `windows-server-2019-vs2019:stable`.
pub(super) fn machine_image(text: &str) -> Option<u16> {
    build_of(text.strip_prefix("windows-server-")?.split('-').next()?)
}

/// The build of a task’s operating system family.
pub(super) fn family_of(text: &str) -> Option<u16> {
    build_of(text.trim_end().strip_prefix(FAMILY_OF_WINDOWS)?.split('_').next()?)
}

/// A name without the words for a Windows in it, `agent-ltsc2019` and `agent_win2022` alike; `None` where there is none.
pub(super) fn without_windows(name: &str) -> Option<String> {
    const BEFORE: [&str; 6] = ["windowsservercore", "windowsserver", "windows", "server", "win", "ws"];
    let lower = name.to_ascii_lowercase();
    let version = |word: &str| {
        let rest = BEFORE.iter().find_map(|before| word.strip_prefix(before)).unwrap_or(word);
        rest.len() >= 4 && build_of(rest).is_some()
    };
    let words: Vec<&str> = lower.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let kept: Vec<&str> = words.iter().copied().filter(|word| !version(word)).collect();
    (kept.len() < words.len()).then(|| kept.join("-"))
}
