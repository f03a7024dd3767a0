//! Two systems in one line, one wanted and one found: "wanted: windows, actual: linux".

use crate::read::clue::ErrorCode;

/// What stands before the system that was asked for.
const WANTED: [&str; 8] = ["wanted", "want", "expected", "expecting", "expects", "required", "requires", "requested"];
/// What stands before the system that was there.
const ACTUAL: [&str; 8] = ["actual", "actually", "got", "found", "have", "has", "uses", "received"];
/// What may stand between such a word and its system.
const BETWEEN: [&str; 9] = ["os", "operating", "system", "platform", "one", "of", "a", "an", "is"];
/// What the line has to be about: a machine may be the wrong one as well.
const IMAGES: [&str; 3] = ["image", "manifest", "operating system mismatch"];
/// What may stand behind a system; any other word is of what the system is said: "windows path", "linux line endings".
const BEHIND: [&str; 12] =
    ["image", "images", "platform", "os", "but", "and", "while", "instead", "for", "on", "in", "only"];

/// What a line in lower case says of an image and the engine that asked for it; nothing where no system was wanted and another one found.
pub(super) fn of(lower: &str) -> Option<ErrorCode> {
    let own_words = lower.contains("wanted") && lower.contains("actual");
    let of_image = own_words || IMAGES.iter().any(|word| lower.contains(word));
    if !(of_image && lower.contains("linux") && lower.contains("windows")) {
        return None;
    }
    let words = words(lower);
    let system = |before: &[&str]| {
        let system = |at: usize| words[at + 1..].iter().find(|(_, word)| !BETWEEN.contains(word)).copied();
        let mut named = (0..words.len()).filter(|at| before.contains(&words[*at].1)).filter_map(system);
        let (at, system) = named.find(|(_, system)| ["linux", "windows"].contains(system))?;
        stands_alone(&lower[at + system.len()..]).then_some(system)
    };
    match (system(&WANTED)?, system(&ACTUAL)?) {
        ("windows", "linux") => Some(ErrorCode::LinuxImage),
        ("linux", "windows") => Some(ErrorCode::LinuxEngine),
        _ => None,
    }
}

/// The words of a line, and where they begin.
fn words(line: &str) -> Vec<(usize, &str)> {
    let parts = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    parts.map(|word| (word.as_ptr() as usize - line.as_ptr() as usize, word)).collect()
}

/// Whether a system is meant by what stands behind its name: the end, a mark, a processor, or one of the words that may.
fn stands_alone(behind: &str) -> bool {
    let behind = behind.trim_start_matches(['"', '\'', '`', '\\', '”', '’']);
    let next = behind.trim_start();
    if next.len() < behind.len() && next.starts_with(|c: char| c.is_alphanumeric() || "/\\".contains(c)) {
        return next.split(|c: char| !c.is_alphanumeric()).next().is_some_and(|word| BEHIND.contains(&word));
    }
    !behind.starts_with(['-', '_', '\\'])
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::read::clue::ErrorCode::{LinuxEngine, LinuxImage};

    #[test]
    fn a_system_is_wanted_and_another_one_is_there() {
        for line in [
            "image operating system mismatch: wanted: windows, actual: linux",
            "image os mismatch: expected \"windows\", got \"linux\" for a.io/app:1",
            "image operating system mismatch: image uses os \"linux\"+architecture \"amd64\", expecting one of \"windows+amd64\"",
        ] {
            assert_eq!(of(line), Some(LinuxImage), "{line}");
        }
        assert_eq!(of("image os mismatch: expected linux/amd64, got windows/amd64"), Some(LinuxEngine));
        assert_eq!(of("wanted: windows, actual: linux"), Some(LinuxImage));
        assert_eq!(of("the manifest requires windows images but got linux images"), Some(LinuxImage));
        for line in [
            "this step expected windows, got linux",
            "image is for windows, found no linux runner",
            "the image wants windows and actual windows was found, linux too",
            "docker: error: invalid mount: container path: expected windows path, got linux path /data",
            "lint failed: /app/run.sh in container: error: expected linux line endings, got windows",
            "image build: expected windows path, got linux path /data",
            "image lint: expected linux-style paths, got windows",
            "image os mismatch: expected windows, got windows; linux is fine",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
