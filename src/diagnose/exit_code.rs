//! The numbers that Windows ends a program with, wherever a text prints them: what they are, and what they mean.

/// The codes and what Windows says with them:
/// <https://learn.microsoft.com/openspecs/windows_protocols/ms-erref/596a1078-e883-4972-9bbc-49e60bebca55>; the last one is that of .NET:
/// <https://learn.microsoft.com/troubleshoot/windows-server/performance/e0434352-exception>.
const CODES: [(u32, &str); 12] = [
    (0xc000_0005, "the program used memory that isn’t its own (access violation)"),
    (0xc000_001d, "the processor doesn’t know an instruction of the program"),
    (0xc000_007b, "the program or a library is damaged, or made for another processor"),
    (0xc000_00fd, "the program’s stack was full"),
    (0xc000_0135, "a library (DLL) wasn’t found"),
    (0xc000_0138, "a library lacks a function that the program asks for"),
    (0xc000_0139, "a library lacks a function that the program asks for"),
    (0xc000_013a, "the program was stopped with Ctrl+C"),
    (0xc000_0142, "a library (DLL) couldn’t be initialized"),
    (0xc000_0374, "the program’s heap was damaged"),
    (0xc000_0409, "the program gave up after a fatal error"),
    (0xe043_4352, "an exception of .NET that nobody caught"),
];

/// What the first known code of a line means, in a sentence; nothing where `said` tells it already.
pub(super) fn told(line: &str, said: &str) -> Option<String> {
    let word = |c: char| !(c.is_ascii_alphanumeric() || c == '-');
    let (number, code) = line.split(word).find_map(|word| Some((word, code_of(word)?)))?;
    let (_, means) = CODES.iter().find(|(known, _)| *known == code)?;
    let hexadecimal = format!("0x{code:08X}");
    if said.to_ascii_lowercase().contains(&hexadecimal[2..].to_ascii_lowercase()) {
        return None;
    }
    let same = number.eq_ignore_ascii_case(&hexadecimal);
    let named = if same { hexadecimal } else { format!("{number} is {hexadecimal}") };
    Some(format!("{named}: {means}."))
}

/// The code that a word is, in decimal with a sign or without, or in hexadecimal.
fn code_of(word: &str) -> Option<u32> {
    let known = |code: &u32| CODES.iter().any(|(known, _)| known == code);
    let hexadecimal = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
    let code = match hexadecimal {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => word.parse::<u32>().ok().or_else(|| Some(word.parse::<i32>().ok()?.cast_unsigned())),
    };
    code.filter(known)
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn a_number_is_told_by_its_code() {
        let of = |line: &str| told(line, "");
        let library = "0xC0000142: a library (DLL) couldn’t be initialized.";
        for number in ["3221225794", "-1073741502"] {
            let line = format!("re-exec error: exit status {number}: output:");
            assert_eq!(of(&line), Some(format!("{number} is {library}")), "{line}");
        }
        assert_eq!(of("(0xc0000142)").as_deref(), Some(library));
        assert!(of("returned a non-zero code: 3221225595").is_some_and(|said| said.contains("0xC000007B")));
        assert!(of("exit code -532462766").is_some_and(|said| said.contains(".NET")));
        for line in ["exit code 1", "allocated 3221225472 bytes", "sha256:3221225794ab", "port 3221"] {
            assert_eq!(of(line), None, "{line}");
        }
        assert_eq!(told("exit status 3221225794", "0xC0000142 means it"), None);
    }
}
