//! Commands that somebody typed: they name images, and they say whose version their output shows.

use super::format::FormatId;
use super::listing::{formatted, is_registry_tool, listed};
use super::page::OpenPaste;
use super::prompt::is_prompt;
use super::reference::{clear_reference, reference};
use super::scan::{ends, has, skip, starts};
use super::typed_command::{Lists, TypedCommand};

#[derive(Clone, Copy, PartialEq)]
enum Takes {
    /// The first argument is an image.
    First,
    /// All arguments are images.
    All,
    /// The first argument is something else.
    Nothing,
    /// All arguments are names of what is being made.
    Outputs,
    /// The second argument is the name of what is being made.
    SecondOutput,
}

#[derive(Clone, Copy, PartialEq)]
enum Shows {
    Nothing,
    Images,
    Inside,
}

/// The verbs of docker, nerdctl, podman, ctr, crictl, crane, skopeo, regctl, oras and kubectl, longest first.
const VERBS: &[(&[&str], Takes, Shows)] = &[
    (&["buildx", "imagetools", "inspect"], Takes::First, Shows::Images),
    (&["buildx", "build"], Takes::Nothing, Shows::Nothing),
    (&["builder", "build"], Takes::Nothing, Shows::Nothing),
    (&["image", "build"], Takes::Nothing, Shows::Nothing),
    (&["image", "pull"], Takes::First, Shows::Nothing),
    (&["images", "pull"], Takes::First, Shows::Nothing),
    (&["i", "pull"], Takes::First, Shows::Nothing),
    (&["image", "push"], Takes::Outputs, Shows::Nothing),
    (&["image", "tag"], Takes::SecondOutput, Shows::Nothing),
    (&["image", "inspect"], Takes::All, Shows::Images),
    (&["image", "history"], Takes::First, Shows::Images),
    (&["image", "config"], Takes::First, Shows::Images),
    (&["image", "manifest"], Takes::First, Shows::Images),
    (&["manifest", "inspect"], Takes::First, Shows::Images),
    (&["manifest", "get"], Takes::First, Shows::Images),
    (&["manifest", "fetch"], Takes::First, Shows::Images),
    (&["manifest", "fetch-config"], Takes::First, Shows::Images),
    (&["container", "run"], Takes::First, Shows::Inside),
    (&["container", "create"], Takes::First, Shows::Nothing),
    (&["container", "exec"], Takes::Nothing, Shows::Inside),
    (&["service", "create"], Takes::First, Shows::Nothing),
    (&["run"], Takes::First, Shows::Inside),
    (&["create"], Takes::First, Shows::Nothing),
    (&["exec"], Takes::Nothing, Shows::Inside),
    (&["pull"], Takes::First, Shows::Nothing),
    (&["build"], Takes::Nothing, Shows::Nothing),
    (&["push"], Takes::Outputs, Shows::Nothing),
    (&["tag"], Takes::SecondOutput, Shows::Nothing),
    (&["inspect"], Takes::All, Shows::Images),
    (&["inspecti"], Takes::First, Shows::Images),
    (&["history"], Takes::First, Shows::Images),
    (&["manifest"], Takes::First, Shows::Images),
    (&["config"], Takes::First, Shows::Images),
    (&["digest"], Takes::First, Shows::Nothing),
    (&["copy"], Takes::First, Shows::Nothing),
];

/// Flags without a value.
const SWITCHES: &[&str] = &[
    "--rm",
    "--detach",
    "--init",
    "--privileged",
    "--read-only",
    "--interactive",
    "--tty",
    "--no-healthcheck",
    "--publish-all",
    "--quiet",
    "--no-cache",
    "--raw",
    "--verbose",
    "--config",
    "--all-tags",
    "--insecure",
    "--debug",
    "--disable-content-trust",
    "--all-platforms",
    "--force",
    "--local",
    "--plain-http",
    "--stdin",
    "--help",
    "--pretty",
    "--load",
    "--push",
    "--net-host",
    "--null-io",
    "--cni",
    "--isolated",
];

/// Reads a command of one of the container tools; `at` is where the tool's name stands.
pub(crate) fn read(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let name = doc.after(at, 16).iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    let mut end = at + name;
    if starts(doc.bytes(), end, ".exe") {
        end += 4;
    }
    let before = doc.before(at, 260);
    let quoted = doc.bytes().get(end) == Some(&b'"');
    let path = before.last().is_some_and(|byte| b"\\/\"(".contains(byte));
    let is_word = before.last().is_none_or(|byte| b" \t>$;&|'`".contains(byte));
    if !(is_word || path) || doc.bytes().get(end + usize::from(quoted)) != Some(&b' ') {
        return;
    }
    let typed = path || is_typed(before);
    if typed && formatted(page, at, end) {
        return;
    }
    let kubectl = ["kubectl", "oc ", "k "].iter().any(|name| starts(doc.bytes(), at, name));
    if kubectl && typed && listed(page, at, end) {
        return;
    }
    let words =
        CommandWords { text: doc.after(end + usize::from(quoted), 4000), start: end + usize::from(quoted), at: 0 };
    let words: Vec<Word<'_>> = words.take(200).collect();
    // Nobody writes an option into a sentence without the command around it.
    let typed = typed || is_told(before) && words.iter().any(|word| word.text.starts_with('-'));
    if let Some((verb, rest)) = verb(&words)
        && (!kubectl || verb.0 == ["exec"])
    {
        Arguments { page, verb, rest, typed, kubectl }.read(at);
    }
}

/// Reads `--platform windows(10.0.17763)/amd64`: the error repeats what was asked for, not what the host is.
pub(crate) fn platform(page: &mut OpenPaste<'_>, at: usize) {
    let value = page.doc.after(at + "--platform".len(), 40);
    page.platform_wish |= starts(value, skip(value, 0, b" =\"'"), "windows(");
}

/// Whether the text before a word is a prompt or another beginning of a command, not a sentence.
fn is_typed(before: &[u8]) -> bool {
    let end = before.len() - before.iter().rev().take_while(|byte| b" \t".contains(byte)).count();
    let before = &before[..end];
    before.last().is_none_or(|byte| b">$#+&|;%`=-".contains(byte))
        || is_prompt(before)
        || ["run", "sudo", "time", "call", "exec"].iter().any(|word| ends(before, word) && before.len() < 40)
            && before.split(|byte| *byte == b' ').count() < 4
}

/// Whether a sentence leads up to a command: `3. Tried to run nerdctl run -d postgres`.
fn is_told(before: &[u8]) -> bool {
    const VERBS: [&str; 8] = ["run", "ran", "running", "execute", "executed", "executing", "command", "typed"];
    let before = before.trim_ascii_end();
    let word = before.iter().rev().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let word = &before[before.len() - word..];
    VERBS.iter().any(|verb| word.eq_ignore_ascii_case(verb.as_bytes()))
}

/// Words that go on with the sentence about a command, where a command would have its image: "docker run with any image".
pub(crate) const NO_IMAGES: &[&str] = &[
    "a", "after", "again", "all", "also", "always", "an", "and", "any", "are", "as", "but", "by", "can", "command",
    "commands", "did", "does", "doesn't", "error", "errors", "every", "fail", "failed", "fails", "for", "from",
    "gives", "has", "i", "if", "in", "inside", "into", "is", "it", "my", "not", "of", "on", "or", "returns", "says",
    "step", "that", "the", "them", "then", "this", "to", "using", "should", "would", "could", "must", "may", "might",
    "does", "succeeds", "crashes", "hangs", "never", "still", "was", "we", "when", "where", "which", "will", "with",
    "without", "works",
];

struct Word<'t> {
    text: &'t str,
    at: usize,
}

/// The words of a command line, up to its end or to the next command.
struct CommandWords<'t> {
    text: &'t [u8],
    start: usize,
    at: usize,
}

impl<'t> Iterator for CommandWords<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let begin = skip(self.text, self.at, b" \t");
        let mut end = begin;
        let mut quote = 0;
        while let Some(&byte) = self.text.get(end) {
            match byte {
                b'"' | b'\'' if quote == 0 => quote = byte,
                _ if byte == quote => quote = 0,
                b' ' | b'\t' if quote == 0 => break,
                _ => {}
            }
            end += 1;
        }
        self.at = end;
        let text = core::str::from_utf8(&self.text[begin..end]).ok()?;
        let trimmed = text.trim_matches(['"', '\'']);
        let stops = matches!(text, "" | "|" | "||" | "&&" | ";" | ">" | "2>&1" | "&");
        (!stops).then_some(Word {
            text: trimmed,
            at: self.start + begin + (trimmed.as_ptr() as usize - text.as_ptr() as usize),
        })
    }
}

type Verb = (&'static [&'static str], Takes, Shows);

/// The verb of a command and the words behind it; global flags may stand before it.
fn verb<'w, 't>(words: &'w [Word<'t>]) -> Option<(Verb, &'w [Word<'t>])> {
    for from in 0..words.len().min(8) {
        let matches = |verb: &&Verb| {
            verb.0.iter().zip(&words[from..]).filter(|(name, word)| **name == word.text).count() == verb.0.len()
        };
        if let Some(verb) = VERBS.iter().find(matches) {
            return Some((*verb, &words[from + verb.0.len()..]));
        }
        let value_of_flag = from > 0 && words[from - 1].text.starts_with('-');
        if from > 0 && !value_of_flag && !words[from].text.starts_with('-') {
            return None;
        }
        if from == 0 && !words[0].text.starts_with('-') {
            return None;
        }
    }
    None
}

struct Arguments<'p, 'd, 'w, 't> {
    page: &'p mut OpenPaste<'d>,
    verb: Verb,
    rest: &'w [Word<'t>],
    typed: bool,
    kubectl: bool,
}

impl Arguments<'_, '_, '_, '_> {
    fn read(self, at: usize) {
        let runs = self.verb.2 == Shows::Inside || self.verb.0.contains(&"create");
        let line = self.page.doc.line_at(at);
        let bare = self.typed
            && (self.verb.0 != ["inspect"] || self.rest.iter().any(|word| has(word.text.as_bytes(), &["osversion"])));
        let mut command = TypedCommand {
            inside: self.verb.2 == Shows::Inside,
            about_images: self.verb.2 == Shows::Images,
            ..TypedCommand::listing(line, Lists::Nothing)
        };
        let (mut positional, mut asks_for_input, mut index) = (0, false, 0);
        while let Some(word) = self.rest.get(index) {
            index += 1;
            let text = word.text;
            if text.starts_with('-') && text.len() > 1 {
                if text == "--" {
                    continue;
                }
                asks_for_input |= text == "--interactive" || !text.starts_with("--") && text.contains('i');
                command.inside &= text != "-d" && text != "--detach" && text != "-dit" && text != "-itd";
                let value = self.rest.get(index).map_or("", |word| word.text);
                if self.verb.0.contains(&"build") && matches!(text, "-t" | "--tag") {
                    self.page.found.output(value);
                } else if let Some(tag) = text.strip_prefix("--tag=") {
                    self.page.found.output(tag);
                }
                index += usize::from(takes_value(text, runs));
                continue;
            }
            positional += 1;
            match self.verb.1 {
                Takes::Outputs => self.page.found.output(text),
                Takes::SecondOutput if positional == 2 => self.page.found.output(text),
                // PowerShell repeats the beginning of a command in its error: `nanoserver:1 ...`.
                _ if self.rest.get(index).is_some_and(|next| matches!(next.text, "..." | "…")) => {}
                Takes::First | Takes::All if positional == 1 || self.verb.1 == Takes::All => {
                    let found = if bare { reference(text) } else { clear_reference(text) };
                    // It reads a registry, and what it is asked for stands behind it.
                    if found.is_some_and(is_registry_tool) {
                        let asked =
                            self.rest[index..].iter().rev().find_map(|word| Some((word, clear_reference(word.text)?)));
                        if let Some((word, asked)) = asked {
                            let at = word.at + (asked.as_ptr() as usize - word.text.as_ptr() as usize);
                            self.page.image(asked, (at, at + asked.len()), FormatId::DockerCommand);
                        }
                        return;
                    }
                    // A sentence about the command: what stands below was printed by no container.
                    if found.is_some_and(|found| NO_IMAGES.contains(&found)) {
                        return;
                    }
                    if let Some(found) = found {
                        let offset = found.as_ptr() as usize - text.as_ptr() as usize;
                        command.references.push(found.into());
                        let at = word.at + offset;
                        self.page.image(found, (at, at + found.len()), FormatId::DockerCommand);
                    }
                }
                _ => {}
            }
            // What follows the image runs inside the container.
            if runs && !(self.kubectl && positional == 1) {
                break;
            }
        }
        let rest = self.rest.get(index..).unwrap_or_default();
        let is_shell = |word: &Word<'_>| has(word.text.as_bytes(), &["cmd", "powershell", "pwsh", "bash"]);
        let only_shell = rest
            .iter()
            .all(|word| is_shell(word) || word.text.starts_with('-') || word.text.eq_ignore_ascii_case("/k"));
        command.interactive = command.inside && asks_for_input && only_shell;
        if self.typed || command.about_images || command.inside && !command.references.is_empty() {
            self.page.commands.push(command);
        }
    }
}

/// Whether the next word is the value of this flag.
fn takes_value(flag: &str, runs: bool) -> bool {
    if flag.contains('=') {
        return false;
    }
    if flag.starts_with("--") {
        return !SWITCHES.contains(&flag);
    }
    // Single letters: `-it`, `-p 80:80`, `-p80:80`.
    let with_value: &[u8] = if runs { b"evpmwhulcan" } else { b"ftnHoc" };
    let letters = &flag.as_bytes()[1..];
    letters.len() == 1 && with_value.contains(&letters[0])
        || letters.len() > 1 && letters.last() == Some(&b'e') && letters.contains(&b'i')
}

#[cfg(test)]
mod tests {
    use crate::read::clue::samples::names;

    #[test]
    fn the_image_of_a_run() {
        names(
            "docker run --rm -it -p 80:80 -v C:\\a:C:\\b -e A=b --isolation=process a/b:1 cmd /c dir c:d",
            &["a/b:1"],
        );
        names("PS C:\\> docker.exe container run -d --name web nginx", &["nginx"]);
        names("C:\\>\"C:\\Program Files\\Docker\\docker.exe\" run hello-world", &["hello-world"]);
        names("$ docker run -d -t -u 0:0 -w C:\\x -e ******** -e ******** a/b:1 cmd.exe", &["a/b:1"]);
        names("+ docker run --isolation=hyperv mcr.microsoft.com/windows/nanoserver:1 ...", &[]);
        names("sudo nerdctl --namespace k8s.io run --rm a/b:1", &["a/b:1"]);
        names("ctr -n k8s.io run --rm a.io/b:1 test cmd", &["a.io/b:1"]);
    }

    #[test]
    fn the_image_of_a_command_in_a_sentence() {
        names("3. Tried to run nerdctl run --name db -e A=b -d postgres", &["postgres"]);
        names("I simply ran docker run -it nginx", &["nginx"]);
        names("I tried to run docker run with any image", &[]);
        names("running docker run postgres", &[]);
        names("See docker run -d postgres", &[]);
    }

    #[test]
    fn the_image_of_a_pull() {
        names("docker pull -q a/b:1", &["a/b:1"]);
        names("docker image pull --platform windows/amd64 a/b:1", &["a/b:1"]);
        names("ctr.exe --namespace k8s.io images pull --all-platforms docker.io/a/b:1", &["docker.io/a/b:1"]);
        names("crictl pull a.io/b:1", &["a.io/b:1"]);
    }

    #[test]
    fn the_images_of_an_inspection() {
        names("docker image inspect --format \"{{.OsVersion}}\" a/b:1 c/d:2", &["a/b:1", "c/d:2"]);
        names("docker manifest inspect -v a/b:1", &["a/b:1"]);
        names("skopeo inspect --raw docker://a.io/b:1", &["a.io/b:1"]);
        names("crane config a.io/b:1 | jq .", &["a.io/b:1"]);
        names("docker inspect web", &[]);
    }

    #[test]
    fn what_is_being_made_is_no_clue() {
        names("docker build -t a/b:1 .", &[]);
        names("docker tag 1234 a/b:1", &[]);
        names("docker push a/b:1", &[]);
    }

    #[test]
    fn sentences_are_no_commands() {
        names("When I docker run fails with an error, docker pull works.", &[]);
        names("I ran docker run a.io/b:1 today", &["a.io/b:1"]);
        names("when i try to run docker run on windows 2019, i have this error", &[]);
        names("docker run with any windows image produce this", &[]);
        names("docker run withany", &["withany"]);
        names("Docker run should start a container successfully", &[]);
        names("docker run shouldice", &["shouldice"]);
    }
}
