//! The stage of a build that a step failed in: an image of several stages has a base for each.
//!
//! BuildKit names the stage, `[build 4/6] RUN …`; the classic builder only the step, `Step 4/10 : RUN …`, which the Dockerfile beside it
//! has in one of its stages.

use super::lines::Mention;
use crate::read::clue::prompt::is_prompt;

/// How far above an error its step may stand.
const ABOVE: usize = 40;

/// The base image of the stage whose step failed with the error on this line, where the text says it.
pub(super) fn base_of(lines: &[&str], mentions: &[Mention], at: usize) -> Option<String> {
    let from = |line: usize| mentions.iter().rev().find(|mention| mention.step && mention.at <= line);
    let above = lines[..=at.min(lines.len() - 1)].iter().rev().take(ABOVE);
    let step = above.filter_map(|line| step(line)).next()?;
    if let Some(name) = step.stage {
        let base = lines.iter().position(|line| is_from(line, name)).and_then(from);
        return base.map(|mention| mention.reference.clone());
    }
    // A log that shows its own `FROM` steps needs no Dockerfile.
    if lines.iter().any(|line| line.starts_with("Step ") && line.contains(": FROM ")) {
        return None;
    }
    let is_run = |line: &str| line.trim_start().strip_prefix("RUN ").is_some_and(|run| is_same(run, step.command));
    from(lines.iter().position(|line| is_run(line))?).map(|mention| mention.reference.clone())
}

/// Whether a step of a build stands above this line, and nothing that began after it.
pub(super) fn is_in_step(lines: &[&str], at: usize) -> bool {
    let above = lines[..=at.min(lines.len() - 1)].iter().rev().take(ABOVE);
    let begins = |line: &str| line.starts_with("Step ") || is_prompt(line.as_bytes()) || line.contains("docker run ");
    above.copied().find(|line| step(line).is_some() || begins(line)).is_some_and(|line| step(line).is_some())
}

struct BuildStep<'t> {
    stage: Option<&'t str>,
    command: &'t str,
}

/// `Step 4/10 : RUN dotnet restore`, ` > [build 4/6] RUN dotnet restore:`, `=> ERROR [build 4/6] RUN dotnet restore`.
fn step(line: &str) -> Option<BuildStep<'_>> {
    let (before, command) = line.split_once(" RUN ")?;
    let before = before.trim_end();
    if before.starts_with("Step ") && before.ends_with(':') {
        return Some(BuildStep { stage: None, command });
    }
    let inside = before.strip_suffix(']')?.rsplit_once('[')?.1;
    let (stage, count) = inside.rsplit_once(' ').unwrap_or(("", inside));
    let counted = count.contains('/') && count.bytes().all(|byte| byte.is_ascii_digit() || byte == b'/');
    counted.then_some(BuildStep { stage: Some(stage).filter(|name| !name.is_empty()), command })
}

/// `FROM image AS build`, `[build 1/6] FROM image`.
fn is_from(line: &str, stage: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let named = |words: &[&str]| words[0].eq_ignore_ascii_case("as") && words[1] == stage;
    let begins = words.first().is_some_and(|first| first.eq_ignore_ascii_case("from"));
    begins && words.windows(2).any(named) || line.contains(&["[", stage, " 1/"].concat()) && line.contains("] FROM ")
}

/// Whether a log's step is this command of a Dockerfile; either may be cut.
fn is_same(run: &str, logged: &str) -> bool {
    const ENOUGH: usize = 8;
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (run, logged) = (words(run), words(logged));
    let (run, logged) = (run.trim_end_matches(['`', '\\', ' ']), logged.trim_end_matches([':', ' ']));
    run.len() >= ENOUGH && logged.len() >= ENOUGH && (run.starts_with(logged) || logged.starts_with(run))
}

#[cfg(test)]
mod tests {
    use crate::read::evidence::read;
    use crate::read::incident::incidents;

    const FILE: &str =
        "FROM a.io/sdk:1 AS build\nWORKDIR /app\nRUN dotnet restore\nFROM a.io/run:1\nRUN setup.exe /quiet\n";

    #[track_caller]
    fn failed_on(log: &str, expected: &str) {
        for text in [format!("{FILE}\n{log}"), format!("{log}\n\n{FILE}")] {
            let incident = incidents(&read(&text)).remove(0);
            let image = incident.images.first().and_then(|image| image.reference.clone());
            assert_eq!(image.as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn the_base_of_the_stage_that_failed() {
        failed_on("Step 3/5 : RUN dotnet restore\nerror : No such host is known", "a.io/sdk:1");
        failed_on("Step 5/5 : RUN setup.exe /quiet\nAccess is denied.", "a.io/run:1");
        failed_on("------\n > [build 3/3] RUN dotnet restore:\n#8 2.1 error : No such host is known", "a.io/sdk:1");
    }

    #[test]
    fn a_log_with_its_own_steps() {
        let log = "Step 1/2 : FROM a.io/other:1\nStep 2/2 : RUN dotnet restore\nerror : No such host is known";
        let incident = incidents(&read(&format!("{FILE}\n{log}"))).remove(0);
        assert_eq!(incident.images[0].reference.as_deref(), Some("a.io/other:1"));
    }
}
