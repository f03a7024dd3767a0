//! Labels of machines that name their Windows: of a runner in a sentence, of a queue in a log.

use super::said::Hint;
use super::stated::has_words;
use crate::rules::release;

/// What stands behind the label of a machine: "the windows-2022 runner".
const MACHINES: [&str; 9] = ["runner", "runners", "agent", "agents", "pool", "queue", "worker", "workers", "machine"];
/// What a sentence says of machines on which nothing failed.
const ELSEWHERE: [&str; 20] = [
    "work",
    "worked",
    "working",
    "fine",
    "succeed",
    "succeeded",
    "success",
    "successful",
    "successfully",
    "pass",
    "passes",
    "passed",
    "passing",
    "before",
    "previous",
    "previously",
    "used to",
    "moved from",
    "migrated from",
    "instead of",
];

/// The release that labels give to the machine; nothing where they name several.
pub(super) fn hint(lines: &[&str]) -> Option<Hint> {
    let mut all = lines.iter().flat_map(|line| line.split(". ")).flat_map(|sentence| {
        let lower = sentence.to_ascii_lowercase();
        let elsewhere = ELSEWHERE.iter().any(|word| has_words(&lower, word));
        let words: Vec<&str> = sentence.split_whitespace().collect();
        let labels = words.iter().enumerate().filter(move |_| !elsewhere);
        labels.filter_map(|(at, word)| label(word, words.get(at + 1).copied())).collect::<Vec<_>>()
    });
    let first = all.next()?;
    all.all(|hint| hint.build == first.build).then_some(first)
}

/// `windows-2022` before the word for a machine, or a label of several parts: `windows.amd64.server2022.open`.
fn label(word: &str, next: Option<&str>) -> Option<Hint> {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let lower = word.to_ascii_lowercase();
    // A name with a path or a tag is an image.
    if lower.contains(['/', ':', '\\', '=', '@']) || lower.contains("core") {
        return None;
    }
    let machine = next.map(|next| next.trim_matches(|c: char| !c.is_ascii_alphanumeric()).to_ascii_lowercase());
    let of_machine = machine.is_some_and(|next| MACHINES.contains(&next.as_str()));
    let parts: Vec<&str> = lower.split(['.', '-', '_']).collect();
    // `server2022`, `windows2019`, and `server20h2` of a release between the long-term ones.
    let of_part = |part: &str| {
        let named = part.strip_prefix("server").or(part.strip_prefix("windows")).unwrap_or(part);
        release::of_year(named).or_else(|| release::by_slug(&["ws", part.strip_prefix("server")?].concat()))
    };
    let windows = parts.iter().any(|part| part.starts_with("windows") || *part == "win");
    let queue = parts.len() > 2 && lower.contains('.') && parts.iter().any(|part| part.starts_with("server2"));
    let release = parts.iter().find_map(|part| of_part(part))?;
    (windows && (of_machine || queue)).then(|| Hint { build: release.build, word: word.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::hint;

    #[test]
    fn a_label_names_the_windows_of_its_machine() {
        let of = |text: &str| hint(&text.lines().collect::<Vec<_>>()).map(|hint| (hint.build, hint.word));
        for (text, build, word) in [
            (
                "It fails when selecting the windows-latest or windows-2022 runner. It works on windows-2019",
                20348,
                "windows-2022",
            ),
            (
                "job 6602 (windows.amd64.server2022.open) using docker image a.io/b:1",
                20348,
                "windows.amd64.server2022.open",
            ),
            ("job 7 (Windows.10.Amd64.Server20H2.Open) fails", 19042, "Windows.10.Amd64.Server20H2.Open"),
            ("We build on a windows-server-2019 agent", 17763, "windows-server-2019"),
            ("The windows-2022 workers fail", 20348, "windows-2022"),
            ("Our workflow fails on the windows-2022 runner", 20348, "windows-2022"),
        ] {
            assert_eq!(of(text), Some((build, word.to_owned())), "{text}");
        }
        for text in [
            "It works on the windows-2019 runner",
            "Every workflow passes on the windows-2019 worker",
            "the windows-2022 runner and the windows-2019 runner",
            "image a.io/b:windows-2022 runner",
            "windows-2022 is out",
            "windowsservercore-2022 runner",
            "In 2022 runners were slow",
            "windows.h of 2022",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }
}
