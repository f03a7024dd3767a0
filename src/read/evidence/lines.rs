//! Lines that name images, and lines that say that something failed.

use crate::read::clue::errors::is_error_setting;
use crate::read::clue::prompt::is_prompt;
use crate::read::clue::{Clues, ErrorCode};
use crate::rules::order;
use crate::rules::question::Isolation;

/// A line that names an image.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The image as it is called in the clues.
    pub reference: String,
    /// The number of the line.
    pub at: usize,
    /// How the line uses it.
    pub used: ImageUse,
    /// The isolation that the same line asks for.
    pub isolation: Option<Isolation>,
    /// The line is a step of a build: `FROM …`.
    pub step: bool,
    /// The line names it without its registry: `tag: Pulling from path`.
    pub(crate) without_registry: bool,
    /// The command of an engine that the line holds.
    pub command: Option<String>,
}

/// How a line uses an image.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum ImageUse {
    /// It is run, pulled or built on: a command, a step, an event.
    Doing,
    /// It is looked at: inspected, listed.
    Looking,
    /// It is named.
    Named,
}

/// More images than this are no incident but an inventory.
const MOST_IMAGES: usize = 200;

/// Every line that names an image of the clues.
pub(super) fn mentions(lines: &[&str], clues: &Clues) -> Vec<Mention> {
    let mut references: Vec<&str> = clues.images.iter().filter_map(|image| image.reference.as_deref()).collect();
    order::by_key(&mut references, |reference| core::cmp::Reverse(reference.len()));
    references.dedup();
    references.truncate(MOST_IMAGES);
    let mut mentions = Vec::new();
    let worth = |line: &str| line.contains('/') || line.contains(':') || line.contains("mage");
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| worth(line)) {
        let mut found: Vec<(usize, &str)> = Vec::new();
        for reference in &references {
            if let Some(place) = place_of(line, reference)
                && !found.iter().any(|(start, other)| (*start..start + other.len()).contains(&place))
            {
                found.push((place, reference));
            }
        }
        order::by_key(&mut found, |(place, _)| *place);
        for (_, reference) in found {
            let isolation = isolation_of(line);
            let lower = line.to_ascii_lowercase();
            let step = lower.trim_start().starts_with("from ")
                || [": from ", "] from ", "metadata for "].iter().any(|words| lower.contains(words));
            let command = command_of(line, reference);
            let without_registry = lower.contains(": pulling from ");
            let (reference, used) = (reference.to_owned(), usage(line));
            mentions.push(Mention { reference, at, used, isolation, step, without_registry, command });
        }
        if mentions.len() > 5000 {
            break;
        }
    }
    mentions
}

/// Where a line names this image: as a word, or as `tag: Pulling from path`.
fn place_of(line: &str, reference: &str) -> Option<usize> {
    let word = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"-_/.".contains(byte));
    let bytes = line.as_bytes();
    let mut from = 0;
    while let Some(found) = line.get(from..)?.find(reference) {
        let (start, end) = (from + found, from + found + reference.len());
        let before = start.checked_sub(1).and_then(|before| bytes.get(before));
        let after = bytes.get(end);
        let longer = word(after) && !(after == Some(&b'.') && bytes.get(end + 1).is_none_or(u8::is_ascii_whitespace));
        let tagged = after == Some(&b':') && bytes.get(end + 1).is_some_and(|byte| byte.is_ascii_alphanumeric());
        if !word(before) && !longer && !tagged {
            return Some(start);
        }
        from = start + 1;
        while !line.is_char_boundary(from) {
            from += 1;
        }
    }
    let (tag, path) = line.trim().split_once(": Pulling from ")?;
    let (name, wanted) = reference.rsplit_once(':').unwrap_or((reference, "latest"));
    let path = path.split_whitespace().next().unwrap_or_default();
    let path = path.strip_prefix("library/").unwrap_or(path);
    let same = name == path || name.strip_suffix(path).is_some_and(|registry| registry.ends_with('/'));
    (wanted == tag.rsplit(' ').next().unwrap_or(tag) && same).then_some(0)
}

fn usage(line: &str) -> ImageUse {
    let lower = line.to_ascii_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&["inspect", "manifest", "history", "docker images", "successfully pulled", "already present"]) {
        return ImageUse::Looking;
    }
    if has(&[
        "docker run",
        "docker pull",
        "docker create",
        "docker build",
        "nerdctl",
        "podman ",
        "crictl pull",
        "ctr ",
        "from ",
        "pulling",
        "unable to find image",
        "image ",
        "image:",
        "metadata for",
        "container run",
        "service create",
        "--image",
    ]) {
        return ImageUse::Doing;
    }
    ImageUse::Named
}

/// The command of an engine in a line, with single blanks. In a sentence it ends with its image: what follows may be the sentence's.
fn command_of(line: &str, reference: &str) -> Option<String> {
    const VERBS: [&str; 11] = [
        "docker run",
        "docker pull",
        "docker create",
        "docker build",
        "docker start",
        "nerdctl ",
        "nerdctl.exe ",
        "ctr.exe ",
        "crictl pull",
        "ctr ",
        "kubectl run",
    ];
    let start = VERBS.iter().filter_map(|verb| line.find(verb)).min()?;
    let before = line[..start].trim_end();
    let in_sentence = before.ends_with(|c: char| c.is_alphabetic()) && before.contains(' ') && !before.contains('>');
    let image = line[start..].find(reference).filter(|_| in_sentence);
    let end = image.map_or(line.len(), |at| start + at + reference.len());
    Some(line[start..end].split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The isolation that a command asks for.
pub(super) fn isolation_of(line: &str) -> Option<Isolation> {
    let lower = line.to_ascii_lowercase();
    let value = lower.split("-isolation").nth(1)?.trim_start_matches(['=', ' ', ':', '"', '\'']);
    match () {
        () if value.starts_with("process") => Some(Isolation::Process),
        () if value.starts_with("hyperv") => Some(Isolation::Hyperv),
        () => None,
    }
}

/// Whether a line advises or asks instead of reporting what happened.
pub(super) fn is_advice(line: &str, code: ErrorCode) -> bool {
    let line = line.trim_start().to_ascii_lowercase();
    let passed = line.starts_with("[pass]") || line.starts_with("✓") || line.starts_with("# ");
    let soft = ["to avoid", "in case of", "if you see", "if you get", "might ", "may fail", "to fix"];
    passed || code.weight() < 3 && soft.iter().any(|word| line.contains(word))
}

/// Whether a line of a build's log.
pub(super) fn is_build_line(line: &str) -> bool {
    let line = line.trim_start();
    let numbered = line.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    numbered
        || ["Step ", "RUN ", "COPY ", " > [", "=> ", "The command '"].iter().any(|start| line.starts_with(start))
        || ["failed to solve", "failed to export image", "executor failed", "did not complete successfully"]
            .iter()
            .any(|word| line.contains(word))
}

/// Whether a line is kubelet's about an image that it can't get: the state, and no reason.
pub(super) fn is_state(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    ["back-off pulling image", "errimagepull", "imagepullbackoff"].iter().any(|state| lower.contains(state))
}

/// Whether somebody writes this about what happened to them, in a sentence.
pub(super) fn is_told(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let words: Vec<&str> =
        lower.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let person = ["i", "i'm", "i’m", "i've", "i’ve", "we", "we're", "my", "our", "me"];
    words.len() > 7
        && words.iter().any(|word| person.contains(word))
        && !lower.contains("level=")
        && !lower.contains("kubelet")
}

/// Whether a line says that it is an error, in whatever words.
pub(super) fn says_error(line: &str) -> bool {
    let text = line.trim();
    let lower = text.to_ascii_lowercase();
    if text.is_empty()
        || text.len() > 2000
        || is_error_setting(text)
        || is_prompt(line.as_bytes())
        || text.starts_with("```")
        || !text.bytes().any(|byte| byte.is_ascii_lowercase() || !byte.is_ascii())
    {
        return false;
    }
    const HEALTHY: &[&str] = &[
        "0 error",
        "no error",
        "errors: 0",
        "error: null",
        "error\": \"\"",
        "error\":\"\"",
        "failed: 0",
        "0 failed",
        "failed=0",
        "on-failure",
        "error: <nil>",
        "erroraction",
        "without error",
        "restart-policy",
        "\"error\": null",
        "errorpolicy",
        "node-error",
        "categoryinfo",
        "fullyqualifiederrorid",
    ];
    // "failed: 0x80072ee7" is no count.
    let counts = |(at, word): (usize, &str)| {
        let behind = lower[at + word.len()..].chars().next();
        !(word.ends_with('0') && behind.is_some_and(|c| c.is_ascii_alphanumeric()))
    };
    // "this time without any logged error event".
    let none = lower.split_once("without any ").is_some_and(|(_, rest)| rest.contains("error"));
    if none || HEALTHY.iter().any(|word| lower.match_indices(word).any(counts)) {
        return false;
    }
    const STARTS: &[&str] = &[
        "error",
        "err!",
        "fatal",
        "failed",
        "failure",
        "panic:",
        "exception",
        "unhandled exception",
        "traceback",
        "##[error]",
        "[error]",
        "e: ",
        "error response from daemon",
        "docker: error",
        "✘",
        "x ",
        "unable to ",
        "cannot ",
        "could not ",
        "unhandled",
        "unexpected eof",
    ];
    const INSIDE: &[&str] = &[
        " error: ",
        " error ",
        "error:",
        ": failed",
        " failed:",
        " failed to ",
        "exception:",
        "[fail]",
        "level=error",
        "level=fatal",
        "\"error\":",
        "err=\"",
        "warning  failed",
        "warning   failed",
        "crashloopbackoff",
        "errimagepull",
        "back-off pulling image",
        "status: failed",
        "failed with",
        "is invalid",
        "not supported",
        "is not valid",
        "does not exist",
        "was not found",
        "login failed",
        "access denied",
        "could not be",
        "could not find",
        "cannot create",
        "unable to download",
        "unable to process",
        "unable to start",
        "unknown to registry",
        "unexpected http status",
        "operation is already running",
        "pipeline has been stopped",
        "shutdown signal",
        "requires a newer",
        "quarantined",
        "timed-out",
        " timed out",
        ": not found",
        "has failed",
        "verification failed",
        "failed because",
        " crashed",
        "was aborted",
        "from hresult",
        "exception (0x",
        "is not healthy",
        "unsupported media",
        "unsupported engine",
        "is insufficient",
        ": insufficient",
        "exceeded its",
        "err_connection",
        "unable to place",
        "does not meet",
        "is unavailable",
        "series of failures",
        "segmentation fault",
        "this program requires",
    ];
    // Files that aren't found, and access that is denied, as Windows says it in other languages.
    const FOREIGN: &[&str] = &[
        "nicht finden",
        "zugriff verweigert",
        "accès refusé",
        "fichier spécifié",
        "ne peut pas accéder",
        "no puede encontrar",
        "acceso denegado",
        "impossibile trovare",
        "accesso negato",
        "não pode encontrar",
        "acesso negado",
        "見つかりません",
        "アクセスが拒否",
        "找不到指定",
        "拒绝访问",
        "удается найти",
        "отказано в доступе",
    ];
    let foreign = || {
        let lower = text.to_lowercase();
        FOREIGN.iter().any(|word| lower.contains(word))
    };
    STARTS.iter().any(|word| lower.starts_with(word))
        || INSIDE.iter().any(|word| lower.contains(word))
        || foreign()
        || is_bad_exit(&lower)
}

/// `Exited (1) 2 seconds ago`, `Exit Code:   3762504530`: a program that ended with an error.
pub(super) fn is_bad_exit(lower: &str) -> bool {
    let number = |words: &str| {
        let rest = lower.split(words).nth(1)?.trim_start_matches([' ', '\'', '"', '`']);
        let digits = rest.strip_prefix('-').unwrap_or(rest);
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        (end > 0).then(|| digits[..end].bytes().any(|digit| digit != b'0'))
    };
    ["exited (", "exit code:", "exit code ", "exit code was ", "\"exitcode\":"]
        .iter()
        .any(|words| number(words) == Some(true))
}
