//! The same law for what to do next about a failure.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;
use wincompat::Catalogue;
use wincompat::diagnose::ChosenByHand;
use wincompat::read::evidence;
use wincompat::remedy::next::{Answered, Next, answers};
use wincompat::remedy::target::Language;

use crate::hostile::{self, Carrier, hostile};
use crate::shells;
use crate::util::TODAY;

/// Pastes in which something failed, around a name.
const FAILURES: &[Carrier] = &[
    |name| {
        format!(
            "Name: web\nNamespace: {name}\nNode: {name}/10.240.0.97\nContainers:\n  {name}:\n    Image: mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019\n    Last State: Terminated\n      Reason: StartError\n      Message: failed to create containerd task: failed to create shim task: hcs::CreateComputeSystem {name}: The container operating system does not match the host operating system.: unknown\n"
        )
    },
    |name| {
        format!(
            "PS C:\\> docker run --name {name} contoso/{name}:1.0-ltsc2019\ndocker: Error response from daemon: container {name} encountered an error during hcsshim::System::Start: failure in a Windows system call: The container operating system does not match the host operating system. (0xc0370101).\nPS C:\\> cmd /c ver\n\nMicrosoft Windows [Version 10.0.20348.2113]\n"
        )
    },
    |name| {
        format!("docker pull {name}\na Windows version 10.0.20348-based image is incompatible with a 10.0.17763 host\n")
    },
    |name| {
        format!(
            "docker pull contoso/web:{name}\nno matching manifest for windows/amd64 10.0.17763 in the manifest list entries\n"
        )
    },
    |name| {
        format!(
            "Step 1/3 : FROM {name}\nno matching manifest for windows(10.0.17763)/amd64 in the manifest list entries\n"
        )
    },
    |name| {
        format!(
            "Warning  FailedScheduling  pod/{name}  0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.\nNode-Selectors: {name}={name}\n"
        )
    },
    |name| {
        format!(
            "ID             NAME      IMAGE           NODE    DESIRED STATE   CURRENT STATE      ERROR   PORTS\na1b2c3d4e5f6   {name}.1   contoso/web:1-ltsc2019   {name}   Ready   Failed 2 hours ago   \"The container operating system does not match the host operating system.\"\n"
        )
    },
];

fn answered(paste: &str) -> Vec<Answered> {
    answers(&evidence::read(paste), paste, &ChosenByHand::default(), &Catalogue::builtin(), TODAY)
}

fn commands(paste: &str) -> Vec<String> {
    answered(paste).into_iter().flat_map(|one| one.next).filter_map(|next| next.command).collect()
}

fn pastes(name: &str) -> impl Iterator<Item = String> {
    FAILURES.iter().chain(hostile::CARRIERS).map(move |carrier| carrier(name))
}

/// Every piece of three characters that the commands have anyway.
static PIECES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let harmless = ["web-1", "contoso/web:1.0", "ltsc2019"].iter().flat_map(|name| pastes(name).collect::<Vec<_>>());
    harmless.flat_map(|paste| commands(&paste)).flat_map(|command| pieces(&command)).collect()
});

fn pieces(text: &str) -> Vec<String> {
    let chars: Vec<char> = text.chars().collect();
    chars.windows(3).map(|piece| piece.iter().collect()).collect()
}

fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "._-/:@+ ".contains(c)
}

/// No piece of a name that means something to a shell is in a command that would not be there anyway.
fn holds(name: &str, paste: &str) -> Result<(), TestCaseError> {
    // `"{{.OsVersion}}" rem` ends a quotation of its own and goes on with a plain word.
    let is_next_word = |piece: &str| piece.strip_prefix("\" ").is_some_and(|word| word.chars().all(is_plain));
    let dangerous: Vec<String> =
        pieces(name).into_iter().filter(|piece| !piece.chars().all(is_plain) && !is_next_word(piece)).collect();
    for command in commands(paste) {
        for piece in &dangerous {
            prop_assert!(
                !command.contains(piece.as_str()) || PIECES.contains(piece),
                "{:?} in {}\n{}",
                piece,
                command,
                paste
            );
        }
        let shown = |c: char| {
            c == '\n' || !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{feff}')
        };
        prop_assert!(command.chars().all(shown), "{:?}", command);
    }
    for next in answered(paste).into_iter().flat_map(|one| one.next) {
        let read = read(&next);
        prop_assert!(read.is_ok(), "{:?}: {:?}\n{}", next, read, paste);
    }
    Ok(())
}

/// Reads a text as its language does: what is said to be for any shell is the same for all, one command a line.
fn read(next: &Next) -> Result<(), String> {
    let (Some(text), Some(language)) = (&next.command, next.language) else { return Ok(()) };
    match language {
        Language::AnyShell => {
            let (sh, powershell, cmd) = (shells::sh(text)?, shells::powershell(text)?, shells::cmd(text)?);
            let alike = sh == powershell && powershell == cmd && sh.len() == text.lines().count();
            if alike { Ok(()) } else { Err(format!("{sh:?} {powershell:?} {cmd:?}")) }
        }
        Language::PowerShell => match shells::powershell(text)?.len() {
            count if count <= text.split(';').count() => Ok(()),
            // A variable and a call of .NET count as well; no value has one, so it is of the template.
            _ if text.contains('$') || text.starts_with('[') => Ok(()),
            count => Err(format!("{count} commands")),
        },
        Language::Shell => shells::sh(text).map(drop),
        Language::Dockerfile => parse_dockerfile::parse(text).map(drop).map_err(|error| error.to_string()),
        Language::Yaml | Language::Json => {
            serde_norway::from_str::<serde_norway::Value>(text).map(drop).map_err(|error| error.to_string())
        }
    }
}

proptest! {
    #[test]
    fn no_name_is_a_command_to_do_next(name in hostile(), carrier in 0..FAILURES.len() + hostile::CARRIERS.len()) {
        let carriers = FAILURES.iter().chain(hostile::CARRIERS);
        let paste = carriers.into_iter().nth(carrier).expect("a carrier")(&name);
        holds(&name, &paste)?;
    }
}

/// Every field case and every negative: whatever is offered can be read in its language.
#[test]
fn what_is_offered_for_real_texts_is_read_by_its_shell() {
    let mut seen = 0;
    for collection in ["field", "negatives"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(collection);
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("a file").path();
            let Ok(text) = std::fs::read_to_string(&path) else { continue };
            for next in answered(&text).into_iter().flat_map(|one| one.next) {
                read(&next).unwrap_or_else(|error| panic!("{}: {next:?}: {error}", path.display()));
                seen += usize::from(next.command.is_some());
            }
        }
    }
    assert!(seen > 60, "{seen}");
}

#[test]
fn every_name_of_the_list_in_every_paste() {
    let mut seen = 0;
    for name in hostile::NAMES {
        for paste in pastes(name) {
            seen += commands(&paste).len();
            holds(name, &paste).unwrap_or_else(|error| panic!("{error}"));
        }
    }
    assert!(seen > 500, "{seen}");
    assert!(PIECES.len() > 200, "{}", PIECES.len());
}
