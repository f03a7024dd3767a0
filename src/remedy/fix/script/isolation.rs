//! The option of a command that asks for Hyper-V isolation where there is none: it goes, and the image is taken for process
//! isolation.

use crate::read::syntax::ByteRange;
use crate::remedy::fix::edits::Changes;
use crate::rules::rule::Rule;

/// Why the option goes.
const HOSTED: &str = "Hosted runners have no Hyper-V isolation.";
const HERE: &str = "Hyper-V isolation isn’t available here.";

/// Takes the option out.
pub(super) fn drop(option: ByteRange, hosted: bool, changes: &mut Changes) {
    changes.edit(option, "", if hosted { HOSTED } else { HERE }, Rule::R17, true);
}

/// Where `--isolation=hyperv` or `--isolation hyperv` stands as words of their own in a command, with the blanks or the line
/// that go with it.
pub(super) fn hyperv(text: &str, span: ByteRange) -> Option<ByteRange> {
    let command = &text[span.clone()];
    let start_of = |word: &str| word.as_ptr() as usize - command.as_ptr() as usize;
    let words: Vec<&str> = command.split_whitespace().collect();
    let at = words.iter().position(|word| word.to_ascii_lowercase().starts_with("--isolation"))?;
    let last = match words[at].to_ascii_lowercase().as_str() {
        "--isolation=hyperv" => words[at],
        "--isolation" => words.get(at + 1).copied().filter(|word| word.eq_ignore_ascii_case("hyperv"))?,
        _ => return None,
    };
    Some(with_blanks(text, span.start + start_of(words[at])..span.start + start_of(last) + last.len()))
}

/// Words with the blanks behind them, or before them at the end of a line; with their whole line where it goes on in the next.
fn with_blanks(text: &str, words: ByteRange) -> ByteRange {
    let line = text[..words.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[words.end..].find('\n').map_or(text.len(), |at| words.end + at + 1);
    let (before, after) = (&text[line..words.start], &text[words.end..end]);
    if before.trim().is_empty() && matches!(after.trim(), "\\" | "`" | "^") && after.ends_with('\n') {
        return line..end;
    }
    match after.trim().is_empty() {
        true => line + before.trim_end().len()..words.end,
        false => words.start..words.end + (after.len() - after.trim_start().len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn goes(command: &str, expected: &str) {
        let span = hyperv(command, 0..command.len()).expect("an option");
        assert_eq!([&command[..span.start], &command[span.end..]].concat(), expected);
    }

    #[test]
    fn the_option_goes_with_its_blanks() {
        goes("docker run --isolation=hyperv a", "docker run a");
        goes("docker run --rm --isolation  hyperv a\n", "docker run --rm a\n");
        goes("docker run --rm \\\n  --isolation=hyperv \\\n  a\n", "docker run --rm \\\n  a\n");
        goes("docker run --isolation=HyperV `\n  a\n", "docker run `\n  a\n");
        goes("docker build . --isolation=hyperv\n", "docker build .\n");
        for other in ["docker run --isolation=process a", "docker run '--isolation=hyperv' a", "docker run a hyperv"] {
            assert_eq!(hyperv(other, 0..other.len()), None, "{other}");
        }
    }
}
