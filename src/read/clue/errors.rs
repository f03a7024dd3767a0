//! Errors, found in the text without its blanks, so that no wrap hides them.

mod beside;
pub(crate) mod supposed;

use beside::{PHRASES, is_failed_call, name_after};

use super::doc::Doc;
use super::failures;
use super::page::OpenPaste;
use super::scan::{Scanner, ends, find, has, starts};
use super::wordings::{self, NUMBERS, WORDINGS};
use super::{ErrorClue, ErrorCode, ErrorKind, FoundAt};
use ErrorCode::*;
use ErrorKind::*;

/// An error where it stands.
pub(crate) struct Sighting {
    pub(crate) code: ErrorCode,
    /// Where it begins and ends in the lines.
    pub(crate) at: (usize, usize),
}

/// All errors of a text, in its order, whether they are about Windows versions or not.
pub(crate) fn all(doc: &Doc<'_>) -> Vec<Sighting> {
    sightings(doc, false)
}

/// Whether a text only expects errors, and tells of none that happened.
pub(crate) fn are_only_expected(doc: &Doc<'_>) -> bool {
    all(doc).is_empty() && !sightings(doc, true).is_empty()
}

/// The errors of a text, with those that it only expects or without.
fn sightings(doc: &Doc<'_>, with_expected: bool) -> Vec<Sighting> {
    let mut scanner = Scanner::new(5);
    let words: Vec<&str> = WORDINGS
        .iter()
        .map(|wording| wording.0)
        .chain(failures::all().map(|failure| failure.0))
        .chain(NUMBERS)
        .collect();
    for (tag, word) in words.iter().enumerate() {
        scanner.add(word, tag as u16);
    }
    let text = doc.squeezed();
    let mut found = Vec::new();
    scanner.scan(text, &mut |tag, at| {
        let tag = usize::from(tag);
        let word = words[tag];
        let known = WORDINGS.get(tag).map(|known| (known.2, word.len()));
        let failed = || failures::at(tag - WORDINGS.len()).map(|failure| (failure.1, word.len()));
        let Some((code, length)) = known.or_else(failed).or_else(|| decimal(text, at)) else { return };
        let named = match word {
            "computesystem" => is_failed_call(text, at),
            "isnotanabsolutepath" => is_device_class(&text[..at]),
            _ => tells_more(word, &text[at.saturating_sub(NEAR)..at]),
        };
        if found.len() >= MOST
            || !named
            || !stands_alone(doc, at, word, length)
            || is_denied(text, at, word)
            || is_setting(doc, at)
            || !with_expected && supposed::is_it(doc, at)
        {
            return;
        }
        let place = (doc.unsqueeze(at), doc.unsqueeze(at + length - 1) + 1);
        let code = refined(code, &text[..at], &text[at + length..]);
        let code =
            if word == "failedtocreatellbdefinition" && lacks_base(doc, at + length) { TagMissing } else { code };
        found.push(Sighting { code, at: place });
    });
    found
}

/// `failed to create LLB definition: mcr.microsoft.com/windows:1: not found`: BuildKit's older words for a tag that isn't there.
/// A name that goes on in the next line isn't one that could be repeated.
fn lacks_base(doc: &Doc<'_>, at: usize) -> bool {
    let rest = &doc.squeezed()[at..];
    let end = find(&rest[..rest.len().min(300)], ":notfound").unwrap_or(0);
    let name = rest.get(1..end).unwrap_or_default();
    let plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._/:@".contains(byte);
    let line = |at: usize| doc.line_at(doc.unsqueeze(at));
    !name.is_empty() && name.iter().all(plain) && line(at + 1) == line(at + end - 1)
}

/// How far back the words stand that a line of the same failure follows.
const NEAR: usize = 800;

/// Whether a line of a failure of many lines says what those before it don't; a code of Windows alone needs them.
fn tells_more(word: &str, before: &[u8]) -> bool {
    match word {
        "(0x80070003)" => has(before, &["mobylinuxvm", "dockerdesktopvm"]),
        "new-mobylinuxvm" => !has(before, &["(0x80070003)"]),
        "failedtoupdateiisconfiguration" => !has(before, &["appcmdfailedwitherrorcode"]),
        _ => true,
    }
}

/// `class/86E0D1E0-8089-11D0-9CE4-08003E301F73`: a device of Windows, which the client takes for a path where the engine isn't one
/// for Windows containers.
fn is_device_class(before: &[u8]) -> bool {
    const CLASS: usize = "class/86e0d1e0-8089-11d0-9ce4-08003e301f73".len();
    let name = before.len().checked_sub(CLASS).map(|start| &before[start..]);
    name.and_then(|name| name.strip_prefix(b"class/"))
        .is_some_and(|guid| guid.iter().all(|byte| byte.is_ascii_hexdigit() || *byte == b'-'))
}

/// What a decimal number means, and how long it is.
fn decimal(text: &[u8], at: usize) -> Option<(ErrorCode, usize)> {
    let (code, length) = wordings::number(text, at)?;
    let known = WORDINGS.iter().find(|wording| wording.0 == code).map(|wording| wording.2);
    let found = known.or_else(|| failures::all().find(|failure| failure.0 == code).map(|failure| failure.1))?;
    Some((found, length))
}

/// More errors than this tell nothing new.
const MOST: usize = 4000;

/// What the words around an error make of it.
fn refined(code: ErrorCode, before: &[u8], behind: &[u8]) -> ErrorCode {
    let behind = &behind[..behind.len().min(400)];
    let near = &behind[..behind.len().min(160)];
    match code {
        LayerStorage if has(near, &["(0x1)", "incorrectfunction", "(0x5)", "(0x20)"]) || says(near, DENIED) => {
            LayerLocked
        }
        LayerStorage | LayerNotRegistered if has(near, &["(0x3f1)", "registrydatabaseiscorrupt"]) => {
            LayerWithoutRegistry
        }
        LayerStorage if has(near, &["c0370112", "unrecognizedformat"]) => InvalidLayer0112,
        LayerStorage | LayerNotRegistered if has(near, &["nospaceleft", "notenoughspace", "(0x70)"]) => NoSpace,
        InvalidIsolation if has(near, &["linuxonlysupports"]) => LinuxEngine,
        // The container runs no more, or hangs: https://github.com/microsoft/azure-pipelines-agent/issues/3780.
        ProcessRefused if has(behind, &["(0x6ba)", "rpcserverisunavailable"]) => GuestSilent,
        ProcessRefused if has(near, &["cannotfindthefile", "cannotfindthepath"]) => ProgramMissing,
        ProcessRefused if has(near, &["directorynameisinvalid"]) => WorkingDirectory,
        ProcessRefused if has(near, &["notavalidwin32", "notcompatiblewiththeversion"]) => ExecFormat,
        Unknown if is_missing_file(behind) => FileNotFoundAtCreate,
        Unknown if is_denied_call(behind) || is_denied_create(behind) => CreateDenied,
        Unknown if says_mismatch(behind) => OsMismatch0101,
        Unauthorized if has(near, &["dialtcp"]) => way_to(behind),
        Unknown if is_missing_program(behind) => ProgramMissing,
        AccessDenied if ends(before, "duringcreatecontainer:failureinawindowssystemcall:") => CreateDenied,
        other => other,
    }
}

/// `CreateComputeSystem <id>: The system cannot find the file specified.`, also in other languages.
fn is_missing_file(behind: &[u8]) -> bool {
    const SENTENCES: [&str; 8] = [
        "thesystemcannotfindthefilespecified",
        "dassystemkanndieangegebenedateinichtfinden",
        "lefichierspécifiéestintrouvable",
        "elsistemanopuedeencontrarelarchivoespecificado",
        "impossibiletrovareilfilespecificato",
        "指定されたファイルが見つかりません",
        "系统找不到指定的文件",
        "неудаетсянайтиуказанныйфайл",
    ];
    let sentence = name_after(behind, 0).and_then(|length| behind.get(length + 1..)).unwrap_or_default();
    SENTENCES.iter().any(|words| says(&sentence[..sentence.len().min(words.len() + 8)], &[words]))
}

/// Whether a text has one of these words in lower case, whatever its letters: the scanner folds only those of ASCII.
fn says(text: &[u8], words: &[&str]) -> bool {
    if text.is_ascii() {
        return has(text, words);
    }
    let lower = String::from_utf8_lossy(text).to_lowercase();
    words.iter().any(|words| lower.contains(words))
}

/// "Access is denied" in the languages of Windows: en, de, fr, es, it, pt, nl, pl, ru, ja, zh-Hans, zh-Hant, ko.
const DENIED: &[&str] = &[
    "accessisdenied",
    "zugriffverweigert",
    "accèsrefusé",
    "accesodenegado",
    "accessonegato",
    "acessonegado",
    "toegangisgeweigerd",
    "odmowadostępu",
    "отказановдоступе",
    "アクセスが拒否されました",
    "拒绝访问",
    "存取被拒",
    "액세스가거부되었습니다",
];

/// `CreateComputeSystem <id>: Access is denied.`, also in other languages.
fn is_denied_call(behind: &[u8]) -> bool {
    /// Words that may stand before it: "Der ", "L’".
    const BEFORE: usize = 8;
    let sentence = name_after(behind, 0).and_then(|length| behind.get(length + 1..)).unwrap_or_default();
    DENIED.iter().any(|words| says(&sentence[..sentence.len().min(words.len() + BEFORE)], &[words]))
}

/// `during CreateContainer: failure in a Windows system call: Accès refusé. (0x5)`, whatever the language.
fn is_denied_create(behind: &[u8]) -> bool {
    const CALL: &str = "createcontainer:failureinawindowssystemcall:";
    starts(behind, 0, CALL) && has(&behind[CALL.len()..behind.len().min(CALL.len() + 100)], &["(0x5)"])
}

/// A token that couldn't be fetched because the registry's login wasn't reached: `failed to fetch oauth token: … dial tcp …`.
fn way_to(behind: &[u8]) -> ErrorCode {
    match () {
        () if has(behind, &["dialtcp:lookup", "nosuchhost"]) => NameResolution,
        () if has(behind, &["timeout", "didnotproperlyrespond"]) => TimedOut,
        () => Unreachable,
    }
}

/// `Error response from daemon: CreateProcess <id>: The system cannot find the file specified.`
fn is_missing_program(behind: &[u8]) -> bool {
    const CALL: &str = ":createprocess";
    let length = name_after(behind, CALL.len()).filter(|_| starts(behind, 0, CALL));
    length.is_some_and(|length| starts(behind, CALL.len() + length + 1, "thesystemcannotfindthefilespecified"))
}

/// The sentence of the mismatch in the language of a Windows that has no English resources: behind the name of the
/// container, both words and a verb that denies. hcsshim prints no code there.
fn says_mismatch(behind: &[u8]) -> bool {
    let Some(length) = name_after(behind, 0) else { return false };
    let sentence = behind.get(length + 1..).unwrap_or_default();
    let sentence = &sentence[..sentence.len().min(240)];
    // Container, host, and what negates, without blanks: de, fr, es, it, pt, nl, pl, cs, ru, ja, zh-Hans, zh-Hant, ko.
    const SENTENCES: &[[&[&str]; 3]] = &[
        [
            &["containerbetriebssystem", "betriebssystemdescontainers"],
            &["host"],
            &["stimmtnicht", "stimmennicht", "entsprichtnicht"],
        ],
        [&["conteneur"], &["hôte"], &["necorrespondpas"]],
        [&["contenedor"], &["host", "anfitri"], &["nocoincide", "nocorresponde"]],
        [&["contenitore", "container"], &["host"], &["noncorrisponde", "noncoincide"]],
        [&["contêiner", "contentor"], &["host", "anfitri"], &["nãocorresponde", "nãocoincide"]],
        [&["besturingssysteem"], &["host"], &["nietovereen"]],
        [&["kontener"], &["host"], &["niezgad", "niejestzgodn", "nieodpowiada", "niepasuje"]],
        [&["kontejner"], &["hostitel"], &["neodpov", "neshod"]],
        [&["контейнер"], &["узл", "хост"], &["несоответств", "несовпада"]],
        [&["コンテナ"], &["ホスト"], &["一致し"]],
        [&["容器"], &["主机"], &["不匹配", "不符"]],
        [&["容器"], &["主機"], &["不相符", "不符", "不匹配"]],
        [&["컨테이너"], &["호스트"], &["일치하지"]],
    ];
    SENTENCES.iter().any(|words| words.iter().all(|any| says(sentence, any)))
}

/// `"OOMKilled": false` is no error, and neither is a count of none.
fn is_denied(text: &[u8], at: usize, word: &str) -> bool {
    let end = at + word.len();
    let says = |what: &[&str]| what.iter().any(|words| starts(text, end, words));
    match word {
        "oomkilled" => says(&["\":false", ":false"]),
        // A tool that chooses the isolation says why, and goes on.
        "containeroperatingsystemdoesnotmatch" => says(&["thehostoperatingsystem,forcinghyperv"]),
        "notmatchthehostoperatingsystem" => says(&[",forcinghyperv"]),
        // A whole reason speaks for itself: <https://github.com/moby/moby/issues/42853>.
        "startingcontainerfailed" => !is_cut_off(&text[end..]),
        _ => false,
    }
}

/// `error_message = "…"`: what a variable of Terraform is to say, and nobody has said.
pub(crate) fn is_error_setting(line: &str) -> bool {
    line.trim_start().strip_prefix("error_message").is_some_and(|rest| {
        rest.trim_start()
            .strip_prefix('=')
            .is_some_and(|value| value.trim_start().starts_with(['"', '<']) && value.starts_with(' '))
    })
}

fn is_setting(doc: &Doc<'_>, at: usize) -> bool {
    let line = doc.line(doc.line_at(doc.unsqueeze(at)));
    line.trim_ascii_start().starts_with(b"error_message") && core::str::from_utf8(line).is_ok_and(is_error_setting)
}

/// Whether the reason of a task ends where its table did: with dots, or before it says anything.
fn is_cut_off(reason: &[u8]) -> bool {
    const SAYS_NOTHING: usize = 24;
    let reason = &reason[..reason.len().min(400)];
    let reason = reason.split(|byte| *byte == b'"').next().unwrap_or_default();
    let dots = ["…".as_bytes(), b"..."].iter().any(|dots| reason.windows(3).any(|three| three == *dots));
    dots || reason.len() < SAYS_NOTHING
}

/// Reads all errors; the most telling one is the clue.
pub(crate) fn read(page: &mut OpenPaste<'_>) -> Option<ErrorClue> {
    let mut scanner = Scanner::new(7);
    for (tag, wording) in WORDINGS.iter().enumerate() {
        scanner.add(wording.0, tag as u16);
    }
    for (tag, phrase) in PHRASES.iter().enumerate() {
        scanner.add(phrase.0, (WORDINGS.len() + tag) as u16);
    }
    for number in NUMBERS {
        scanner.add(number, (WORDINGS.len() + PHRASES.len()) as u16);
    }
    let doc = page.doc;
    let mut best: Option<(ErrorKind, usize, ErrorCode)> = None;
    let mut evidence: Vec<FoundAt> = Vec::new();
    scanner.scan(doc.squeezed(), &mut |tag, at| {
        let mut tag = usize::from(tag);
        if let Some(phrase) = tag.checked_sub(WORDINGS.len()).and_then(|phrase| PHRASES.get(phrase)) {
            return phrase.1(page, at);
        }
        let mut length = WORDINGS.get(tag).map(|wording| wording.0.len());
        if length.is_none() {
            let Some((code, digits)) = wordings::number(doc.squeezed(), at) else { return };
            let Some(known) = WORDINGS.iter().position(|wording| wording.0 == code) else { return };
            (tag, length) = (known, Some(digits));
        }
        let (words, kind, code, format) = WORDINGS[tag];
        let length = length.unwrap_or(words.len());
        let shown = if length == words.len() { words } else { NUMBERS[0] };
        if !stands_alone(doc, at, shown, length)
            || words == "computesystem" && !is_failed_call(doc.squeezed(), at)
            || is_denied(doc.squeezed(), at, words)
            || is_setting(doc, at)
        {
            return;
        }
        let translated = words == "computesystem" && says_mismatch(&doc.squeezed()[at + words.len()..]);
        let (kind, code) = if translated { (Mismatch, OsMismatch0101) } else { (kind, code) };
        let better = best.is_none_or(|(best, first, _)| (kind, tag) < (best, first));
        let again = best.is_some_and(|(_, first, _)| first == tag) && evidence.len() < 16;
        // Most of a long log changes nothing any more, and isn't looked at twice.
        if !(better || again) || supposed::is_it(doc, at) {
            return;
        }
        if better {
            best = Some((kind, tag, code));
            evidence.insert(0, doc.squeezed_evidence(at, at + length, format));
        } else {
            evidence.push(doc.squeezed_evidence(at, at + length, format));
        }
        evidence.truncate(16);
    });
    let Some((kind, tag, code)) = best else {
        let (evidence, cut) = page.task_error?;
        let code = if cut { Truncated } else { Unknown };
        return Some(ErrorClue { kind: Other, code, owner: None, evidence: vec![evidence] });
    };
    let own = WORDINGS[tag].1;
    let owner = core::mem::take(&mut page.found.owner).take().map(|(owner, _)| owner);
    evidence.retain(|evidence| WORDINGS.iter().any(|wording| wording.1 == own && wording.3 == evidence.format));
    Some(ErrorClue { kind, code, owner, evidence })
}

/// A number isn't part of a longer one. Its neighbours are those in the lines, where no blank between them is lost; a number
/// that was wrapped has none there.
fn stands_alone(doc: &Doc<'_>, at: usize, words: &str, length: usize) -> bool {
    let hexadecimal = || words.bytes().all(|byte| byte.is_ascii_hexdigit());
    let is_number = words.starts_with(|c: char| c.is_ascii_digit() || c == '-') || hexadecimal();
    if !is_number {
        // `winapi error #1355` isn't the beginning of a longer number.
        return !words.contains('#') || !doc.squeezed().get(at + length).is_some_and(u8::is_ascii_digit);
    }
    let (start, last) = (doc.unsqueeze(at), doc.unsqueeze(at + length - 1));
    let whole = last + 1 == start + length;
    let (text, start, end) = if whole { (doc.bytes(), start, last + 1) } else { (doc.squeezed(), at, at + length) };
    let after = text.get(end);
    let before = start.checked_sub(1).map(|before| text[before]);
    let hexadecimal =
        !words.starts_with('-') && words.len() == 8 && words.bytes().any(|byte| byte.is_ascii_alphabetic());
    let hexadecimal = hexadecimal || words.starts_with("8037") || words.starts_with("80070");
    let marked = before.is_some_and(|byte| byte | 0x20 == b'x');
    if hexadecimal {
        return (marked || !before.is_some_and(|byte| byte.is_ascii_alphanumeric()))
            && !after.is_some_and(u8::is_ascii_hexdigit);
    }
    !after.is_some_and(u8::is_ascii_digit) && !before.is_some_and(|byte| byte.is_ascii_digit())
}
