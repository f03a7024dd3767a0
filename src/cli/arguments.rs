//! The words of the command line before they are understood.

use std::ffi::OsString;

/// The arguments of this process. On Windows no shell replaces `*.yaml` by the names of files, so that is done here.
pub(super) fn of_this_process() -> Vec<OsString> {
    let given: Vec<OsString> = std::env::args_os().collect();
    // Before patterns are: `/?` is one.
    match asks_for_help(&given) {
        true => with_help(given),
        false => wild::args_os().collect(),
    }
}

/// `/?`, as the programs of Windows have it.
fn asks_for_help(arguments: &[OsString]) -> bool {
    arguments.iter().skip(1).any(is_question)
}

fn is_question(argument: &OsString) -> bool {
    argument == "/?" || argument == "-?"
}

fn with_help(arguments: Vec<OsString>) -> Vec<OsString> {
    arguments.into_iter().map(|argument| if is_question(&argument) { "--help".into() } else { argument }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_mark_asks_for_help() {
        let words = |text: &str| text.split(' ').map(OsString::from).collect::<Vec<_>>();
        assert!(asks_for_help(&words("wincompat /?")) && asks_for_help(&words("wincompat fix -?")));
        assert!(!asks_for_help(&words("wincompat read file?.txt")));
        assert_eq!(with_help(words("wincompat fix /?")), words("wincompat fix --help"));
    }
}
