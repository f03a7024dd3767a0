//! A container that was there already and was to be started, and an upgrade of Windows since it was made.

use super::engine::Restarted;
use super::lines::says_error;
use crate::read::clue::command::NO_IMAGES;
use crate::read::clue::prompt::{is_prompt, is_refusal};
use crate::rules::name::is_plain;

/// Programs of the engine's command line, before their verb.
const PROGRAMS: [&str; 2] = ["docker ", "docker.exe "];

/// `docker start web` above its error, `Error: failed to start containers: web`, and how Docker Desktop calls it:
/// `docker-start-container`.
pub(super) fn read(lines: &[&str]) -> Option<Restarted> {
    let name = name(lines);
    let by_desktop = || lines.iter().any(|line| line.contains("docker-start-container"));
    let upgraded = lines.iter().any(|line| tells_upgrade(line));
    // "After the update I can't start my containers".
    let mine = |line: &&str| {
        let lower = line.to_ascii_lowercase();
        let own = ["my container", "my docker container", "my windows container", "existing container"];
        lower.contains("start") && own.iter().any(|words| lower.contains(words))
    };
    (name.is_some() || by_desktop() || upgraded && lines.iter().any(mine)).then_some(Restarted { name, upgraded })
}

/// The container that didn't start; none where another command came after it, whose error it may be.
fn name(lines: &[&str]) -> Option<String> {
    let makes =
        |line: &&str| ["run ", "build ", "create ", "pull "].iter().any(|verb| behind_verb(line, verb).is_some());
    let last = lines.iter().rposition(makes).map_or(0, |made| made + 1);
    let of = |at: usize| {
        let line = lines[at];
        match line.split_once("failed to start containers: ") {
            Some((_, rest)) => rest.split_whitespace().next().and_then(plain),
            None => started(line).filter(|_| fails(&lines[at + 1..])),
        }
    };
    (last..lines.len()).rev().find_map(of)
}

/// Whether what stands up to the next command is an error.
fn fails(below: &[&str]) -> bool {
    let printed = below.iter().take_while(|line| !is_prompt(line.as_bytes()));
    printed.into_iter().any(|line| says_error(line) || is_refusal(line.as_bytes()))
}

/// The one container that a command at a prompt starts: `PS> docker start -a web`.
fn started(line: &str) -> Option<String> {
    let rest = behind_verb(line, "start ").or_else(|| behind_verb(line, "container start "))?;
    let prompt = line.split("docker").next()?.trim();
    if !prompt.ends_with(['>', '$', '#', '%']) || prompt == "#" || !is_prompt(line.as_bytes()) {
        return None;
    }
    let mut names = rest.split_whitespace().filter(|word| !word.starts_with('-'));
    let name = names.next()?;
    // More words are more containers, or a sentence about the command.
    names.next().is_none().then(|| plain(name))?
}

/// What stands behind a verb of the engine's command line.
fn behind_verb<'l>(line: &'l str, verb: &str) -> Option<&'l str> {
    PROGRAMS.iter().find_map(|program| line.split_once(program)?.1.strip_prefix(verb))
}

/// A word that can be the name of a container, and goes on with no sentence.
fn plain(word: &str) -> Option<String> {
    let name = word.trim_end_matches(['.', ',', '`', '"', '\'']);
    (is_plain(name) && !NO_IMAGES.contains(&name)).then(|| name.to_owned())
}

/// Whether somebody tells that it is so since an upgrade of Windows, not of a program on it.
fn tells_upgrade(line: &str) -> bool {
    const LONGEST: usize = 400;
    let lower = line.to_ascii_lowercase();
    if lower.len() >= LONGEST || !["after ", "since "].iter().any(|word| lower.contains(word)) {
        return false;
    }
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let upgrades = |at: usize| words[at].starts_with("upgrad") || words[at].starts_with("updat");
    (0..words.len())
        .any(|at| upgrades(at) && (is_of_system(&words[at + 1..]) || system_was(&words[..at], &words[at + 1..])))
}

/// What Windows on a host is called.
const SYSTEMS: [&str; 6] = ["windows", "win", "win10", "win11", "host", "os"];
/// What else is updated, whatever it runs on.
const PROGRAMS_ON_IT: [&str; 14] = [
    "docker",
    "desktop",
    "engine",
    "image",
    "images",
    "base",
    "container",
    "containers",
    "servercore",
    "nanoserver",
    "terminal",
    "defender",
    "sdk",
    "app",
];

/// "upgraded the host to Windows 11", "update from Win 10".
fn is_of_system(behind: &[&str]) -> bool {
    const LINKS: [&str; 13] =
        ["to", "from", "of", "the", "our", "my", "this", "a", "new", "newer", "latest", "server", "version"];
    let led = behind.iter().take_while(|word| LINKS.contains(word)).count();
    behind.get(led).is_some_and(|word| SYSTEMS.contains(word)) && !goes_on_with_program(&behind[led + 1..])
}

/// "the Windows 11 update", "the host was updated".
fn system_was(before: &[&str], behind: &[&str]) -> bool {
    let links = |word: &&&str| {
        ["was", "is", "has", "had", "been", "got", "server", "r2"].contains(word)
            || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    let linked = before.iter().rev().take_while(links).count();
    let Some((system, before)) = before[..before.len() - linked].split_last() else { return false };
    SYSTEMS.contains(system)
        && !before.iter().rev().take(3).any(|word| PROGRAMS_ON_IT.contains(word))
        && !goes_on_with_program(behind)
}

/// "… Server 2019 base image".
fn goes_on_with_program(behind: &[&str]) -> bool {
    let names_more = |word: &&&str| **word == "server" || word.bytes().all(|byte| byte.is_ascii_digit());
    let named = behind.iter().take_while(names_more).count();
    behind[named..].iter().take(2).any(|word| PROGRAMS_ON_IT.contains(word))
}

#[cfg(test)]
mod tests {
    use super::read;

    fn of(text: &str) -> Option<(Option<String>, bool)> {
        read(&text.lines().collect::<Vec<_>>()).map(|seen| (seen.name, seen.upgraded))
    }

    fn web() -> Option<String> {
        Some("web".to_owned())
    }

    #[test]
    fn a_container_that_was_there_already() {
        let failed = "Error response from daemon: no";
        assert_eq!(of(&format!("PS> docker start -a web\n{failed}")), Some((web(), false)));
        assert_eq!(of(&format!("$ docker container start web\n{failed}")), Some((web(), false)));
        assert_eq!(of("After the upgrade to Windows 11:\nError: failed to start containers: web"), Some((web(), true)));
        assert_eq!(of("Error calling remote method 'docker-start-container': error"), Some((None, false)));
        assert_eq!(of("After the Windows update I can't start my containers"), Some((None, true)));
        for text in [
            "I can't start my containers",
            "docker run web",
            "docker start",
            "After updating Windows nothing starts",
            "docker start $(x)",
            "PS> docker start web\nweb",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn a_container_that_another_command_s_error_is_not_of() {
        let failed = "Error response from daemon: no";
        for lead in [
            "PS C:\\> docker start db\ndb\nPS C:\\> docker run web cmd",
            "docker start registry\ndocker build -t web .",
            "$ docker start registry\n$ docker build -t web .",
            "docker start fails after the reboot",
            "PS> docker start fails",
            "After docker start up on the server I run it",
            "# docker start problem",
            "PS> docker start db\nError: failed to start containers: db\nPS> docker run web",
        ] {
            assert_eq!(of(&format!("{lead}\n{failed}")), None, "{lead}");
        }
    }

    #[test]
    fn an_upgrade_of_windows_and_of_a_program_on_it() {
        let upgraded =
            |lead: &str| of(&format!("{lead}\nError: failed to start containers: web")) == Some((web(), true));
        for lead in [
            "After the update from Win 10 to Win 11 nothing starts.",
            "Since we upgraded our host to Windows 11",
            "Since the host was updated",
            "After I installed the Windows 11 update",
        ] {
            assert!(upgraded(lead), "{lead}");
        }
        for lead in [
            "After updating Docker Desktop on Windows Server 2019 my containers don't start:",
            "After updating the Windows Server 2019 base image",
            "Since the Docker Desktop for Windows update",
            "After an update of the app on Windows",
            "On Windows updating Docker broke it, after a restart too",
        ] {
            assert!(!upgraded(lead), "{lead}");
        }
    }
}
