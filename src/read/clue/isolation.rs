//! How a container is isolated: flags, settings, and the engine's default.

use super::format::FormatId;
use super::page::OpenPaste;
use super::prose::is_advice;
use super::scan::{ends, has, skip, starts};
use crate::rules::question::Isolation;

/// An explicit wish beats a setting, a setting beats the default of the engine.
const FLAG: u8 = 0;
const USED: u8 = 1;
const PARTITION: u8 = 2;
const SETTING: u8 = 3;
const ENGINE_OPTION: u8 = 4;
const HANDLER: u8 = 5;
const DEFAULT: u8 = 6;

/// Reads what stands around the word "isolation".
pub(crate) fn word(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let end = at + "isolation".len();
    let before = doc.before(at, 120);
    if let Some(&(word, isolation)) = VALUES.iter().find(|(word, _)| ends(before.trim_ascii_end(), word)) {
        if has(&before[before.len().saturating_sub(24)..], &["using "]) {
            page.found.isolation.offer(
                USED,
                isolation,
                doc.evidence(at - word.len() - 1, end, FormatId::BcContainerHelper),
            );
        }
        return;
    }
    let quoted = before.last() == Some(&b'"');
    if quoted && doc.bytes().get(end) == Some(&b'"') {
        page.json = true;
        return;
    }
    let mut value = skip(doc.bytes(), end, b" \t");
    if starts(doc.bytes(), value, "mode") {
        value += "mode".len();
    }
    // `invalid isolation (process): linux only supports 'default'` repeats what was asked for.
    let refused = ends(before, "invalid ");
    let value = skip(doc.bytes(), value, if refused { b" (" } else { b" \t:=\"'" });
    let Some(isolation) = value_at(doc.bytes(), value).filter(|_| value > end) else { return };
    let equals = doc.bytes().get(end) == Some(&b'=');
    let (rank, format) = match () {
        () if refused => (FLAG, FormatId::DaemonLog),
        () if ends(before, "default ") => (DEFAULT, FormatId::DockerInfoSystem),
        () if ends(before, "-") && (is_advice(before) || is_second(before)) => return,
        () if ends(before, "-") => (FLAG, FormatId::DockerCommand),
        // A variable of another program, such as `TRAEFIK_ISOLATION=hyperv`.
        () if before.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_') => return,
        () if equals => (ENGINE_OPTION, FormatId::DaemonJson),
        () if before.iter().all(|byte| b" \t-{,".contains(byte)) => (SETTING, FormatId::ComposeFile),
        () => return,
    };
    page.found.isolation.offer(rank, isolation, doc.evidence(at, value + 6, format));
}

/// Whether this flag is the second of two: `--isolation=process and --isolation=hyperv`.
fn is_second(before: &[u8]) -> bool {
    let end = before.len() - before.iter().rev().take_while(|byte| b"-'\"".contains(byte)).count();
    let words = &before[..end];
    let joint = ["and ", "or ", "/", "| "].iter().find(|joint| ends(words, joint));
    joint.is_some_and(|joint| {
        let first = words[..words.len() - joint.len()].trim_ascii_end();
        let first = &first[..first.len() - first.iter().rev().take_while(|byte| b"'\",".contains(byte)).count()];
        VALUES.iter().any(|(word, _)| ends(first, word))
    })
}

const VALUES: &[(&str, Isolation)] =
    &[("process", Isolation::Process), ("hyperv", Isolation::Hyperv), ("hyper-v", Isolation::Hyperv)];

/// The value at this place, unless it is one of several: `process and hyperv both fail`.
fn value_at(text: &[u8], at: usize) -> Option<Isolation> {
    let value = |at: usize| VALUES.iter().find(|(word, _)| starts(text, at, word));
    let &(word, isolation) = value(at)?;
    let end = at + word.len();
    let next = skip(text, end, b" ,\t'\"");
    let joint = ["and ", "or ", "/", "|", "& "].iter().find(|joint| starts(text, next, joint));
    let several = joint.is_some_and(|joint| {
        let flag = skip(text, next + joint.len(), b" '\"-");
        let again = if starts(text, flag, "isolation") { skip(text, flag + "isolation".len(), b"= ") } else { flag };
        value(again).is_some()
    });
    let glued = text.get(end).is_some_and(u8::is_ascii_alphanumeric);
    (!glued && !several).then_some(isolation)
}

/// Reads the answer to `--format {{.Isolation}}` on this line: of an engine its default, of a container its own.
pub(crate) fn printed(page: &mut OpenPaste<'_>, line: usize, engine: bool) {
    let (start, end) = page.doc.range(line);
    let text = page.doc.piece(start, end);
    let rank = if engine { DEFAULT } else { SETTING };
    for word in text.split_whitespace() {
        let is = |value: &&(&str, Isolation)| word.trim_matches(['"', '\'', '[', ']']).eq_ignore_ascii_case(value.0);
        if let Some(&(_, isolation)) = VALUES.iter().find(is) {
            let at = start + (word.as_ptr() as usize - text.as_ptr() as usize);
            let evidence = page.doc.evidence(at, at + word.len(), FormatId::DockerInfoSystem);
            page.found.isolation.offer(rank, isolation, evidence);
        }
    }
}

/// Reads `"HvPartition":false` of the error's extra information.
pub(crate) fn partition(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let value = skip(doc.bytes(), at + "hvpartition".len(), b"\": \t");
    let isolation = match () {
        () if starts(doc.bytes(), value, "true") => Isolation::Hyperv,
        () if starts(doc.bytes(), value, "false") => Isolation::Process,
        () => return,
    };
    page.found.isolation.offer(PARTITION, isolation, doc.evidence(at, value + 4, FormatId::EngineError1806));
}

/// Reads the handlers of containerd's runtime classes.
pub(crate) fn handler(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let rest = at + "runhcs-wcow-".len();
    let isolation = match () {
        () if starts(doc.bytes(), rest, "hypervisor") => Isolation::Hyperv,
        () if starts(doc.bytes(), rest, "process") => Isolation::Process,
        () => return,
    };
    page.found.isolation.offer(
        HANDLER,
        isolation,
        doc.evidence(at, rest + "process".len(), FormatId::KubernetesManifest),
    );
}

#[cfg(test)]
mod tests {
    use crate::read::clue::read;
    use crate::rules::question::Isolation;

    #[track_caller]
    fn is(text: &str, expected: Option<Isolation>) {
        assert_eq!(read(text).isolation.map(|(isolation, _)| isolation), expected, "{text}");
    }

    #[test]
    fn explicit() {
        is("docker run --isolation=hyperv a/b:1", Some(Isolation::Hyperv));
        is("docker run --isolation process a/b:1", Some(Isolation::Process));
        is("docker run --isolation=default a/b:1", None);
        is("New-BcContainer -isolation hyperv", Some(Isolation::Hyperv));
        is("Using process isolation", Some(Isolation::Process));
        is("    isolation: 'hyperv'", Some(Isolation::Hyperv));
        is("\"exec-opts\": [\"isolation=hyperv\"]", Some(Isolation::Hyperv));
        is("\"HostConfig\": {\"Isolation\": \"process\"}", Some(Isolation::Process));
        is("extra info: {\"HvPartition\":true}", Some(Isolation::Hyperv));
        is("handler: runhcs-wcow-hypervisor", Some(Isolation::Hyperv));
    }

    #[test]
    fn a_flag_beats_the_default() {
        is(" Default Isolation: process\ndocker run --isolation=hyperv x/y:1", Some(Isolation::Hyperv));
        is("msg=\"Windows default isolation mode: process\"", Some(Isolation::Process));
    }

    #[test]
    fn sentences() {
        is("process isolation is not supported", None);
        is("--isolation=process and hyperv, both fail", None);
        is("I tried both --isolation=process and --isolation=hyperv, both fail", None);
        is("I tried --isolation=process, it fails", Some(Isolation::Process));
        is(
            "If you encounter issues, you could try to specify -isolation hyperv\nUsing Process isolation",
            Some(Isolation::Process),
        );
        is("you might want to specify -isolation hyperv", None);
    }

    #[test]
    fn variables_of_other_programs() {
        is("TRAEFIK_ISOLATION=hyperv", None);
        is("ISOLATION=hyperv", Some(Isolation::Hyperv));
        is("\"exec-opts\": [\"isolation=process\"]", Some(Isolation::Process));
    }

    #[test]
    fn answers_to_a_format() {
        is("$ docker info -f '{{.Isolation}}'\nprocess", Some(Isolation::Process));
        is(
            "$ docker info -f '{{.OSVersion}} {{.Isolation}}'\n10.0.20348.1 process\n$ docker inspect web -f '{{.HostConfig.Isolation}}'\nhyperv",
            Some(Isolation::Hyperv),
        );
        is("$ docker info -f '{{.OSType}}'\nprocess", None);
    }

    #[test]
    fn refused_ones() {
        is("invalid isolation (process): linux only supports 'default'", Some(Isolation::Process));
        is("invalid isolation (x): Windows supports 'default', 'process', or 'hyperv'", None);
    }
}
