//! Where a command begins, and where what it prints ends.

use super::scan::{has, skip, starts};

/// Whether somebody typed a command on this line.
pub(crate) fn is_prompt(line: &[u8]) -> bool {
    let line = &line[skip(line, 0, b" \t")..];
    let start = &line[..line.len().min(260)];
    let arrow = || start.contains(&b'>');
    let drive = start.get(1..3) == Some(b":\\") && start[0].is_ascii_alphabetic();
    let unix = || start.contains(&b'@') && has(&start[..start.len().min(80)], &["$ ", "# "]);
    let marked = ["$ ", "# ", "% ", "+ ", "Run "].iter().any(|mark| line.starts_with(mark.as_bytes()));
    let remote = || line.first() == Some(&b'[') && has(&start[..start.len().min(80)], &["]: PS "]);
    let typed = || {
        let end = start.len() - start.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
        TYPED.iter().any(|command| start[..end].eq_ignore_ascii_case(command.as_bytes()))
            || PROGRAMS.iter().any(|program| starts(line, 0, program) && line.get(program.len()) == Some(&b' '))
    };
    ((drive || starts(line, 0, "PS ") || starts(line, 0, "PS>")) && arrow()) || marked || remote() || unix() || typed()
}

/// Commands that people copy without the prompt.
const TYPED: &[&str] =
    &["ver", "cmd /c ver", "winver", "systeminfo", "exit", "hostname", "docker info", "docker version"];
/// Programs whose commands people copy without the prompt.
const PROGRAMS: &[&str] = &["docker", "kubectl", "nerdctl", "podman", "crane", "skopeo", "ctr"];

/// Whether a shell inside a container was left here.
pub(super) fn leaves(line: &[u8]) -> bool {
    let end = line.len() - line.iter().rev().take_while(|byte| byte.is_ascii_whitespace()).count();
    let word = line[..end].iter().rev().take(5).take_while(|byte| byte.is_ascii_alphabetic()).count();
    line[end - word..end].eq_ignore_ascii_case(b"exit")
}

/// Whether the engine refused a command here, so that nothing below comes from a container.
pub(crate) fn is_refusal(line: &[u8]) -> bool {
    const REFUSALS: &[&str] = &[
        "rror response from daemon",
        "docker: error",
        "error: ",
        "operating system does not match",
        "cannot be used on this platform",
        "no matching manifest for",
        "no match for platform",
        "error during connect",
        "encountered an error during ",
    ];
    has(&line[..line.len().min(160)], REFUSALS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusals() {
        for line in [
            "image operating system \"linux\" cannot be used on this platform.",
            "docker: no matching manifest for windows/amd64 10.0.20348 in the manifest list entries.",
        ] {
            assert!(is_refusal(line.as_bytes()), "{line}");
        }
        for line in ["Microsoft Windows [Version 10.0.1]", "Unable to find image 'a:1' locally", "errors: 0"] {
            assert!(!is_refusal(line.as_bytes()), "{line}");
        }
    }

    #[test]
    fn prompts() {
        for line in [
            "C:\\>ver",
            "PS C:\\Users\\a b> docker",
            "$ docker",
            "user@host:~$ ls",
            "[srv]: PS C:\\> x",
            "ver",
            "  docker run x",
        ] {
            assert!(is_prompt(line.as_bytes()), "{line}");
        }
        for line in ["Microsoft Windows [Version 10.0.1]", "C:\\Windows", "version", "dockerd", "", "a > b"] {
            assert!(!is_prompt(line.as_bytes()), "{line}");
        }
    }
}
