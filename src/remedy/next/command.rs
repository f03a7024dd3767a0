//! Commands and lines to copy: templates of our own, filled with values that passed the gate of the targets.

use crate::read::evidence::Evidence;
use crate::remedy::target::Language;
use crate::remedy::target::text::Text;
use crate::remedy::target::value::Value;
use crate::rules::name;
use crate::rules::question::Isolation;
use crate::rules::reference::Reference;

/// A text to copy and the language it is in; none for a line of a file in another one.
pub(super) struct Written {
    language: Option<Language>,
    text: String,
}

/// A command that cmd, PowerShell and POSIX shells read alike: each § of the template is the next value.
pub(super) fn any_shell(template: &'static str, values: &[&Value]) -> Written {
    in_language(Language::AnyShell, template, values)
}

/// A command for PowerShell.
pub(super) fn powershell(template: &'static str, values: &[&Value]) -> Written {
    in_language(Language::PowerShell, template, values)
}

/// Lines of a manifest.
pub(super) fn yaml(template: &'static str, values: &[&Value]) -> Written {
    in_language(Language::Yaml, template, values)
}

/// The same with numbers as they are, or inside of quotation marks of the template.
pub(super) fn yaml_of_numbers(template: &'static str, numbers: &[&Value]) -> Written {
    Written { language: Some(Language::Yaml), ..any_shell(template, numbers) }
}

/// The same with a list behind it.
pub(super) fn yaml_list(template: &'static str, values: &[Value]) -> Written {
    let list: Vec<String> = values.iter().map(|value| Text::line(Language::Json, "§", &[value])).collect();
    let text = format!("{template}[{}]", list.join(", "));
    Written { language: Some(Language::Yaml), text }
}

/// A line of a Dockerfile.
pub(super) fn dockerfile(template: &'static str, values: &[&Value]) -> Written {
    in_language(Language::Dockerfile, template, values)
}

/// A line of another file: TOML, JSON, the flags of a service. Its values are versions of our own.
pub(super) fn file(template: &'static str, values: &[&Value]) -> Written {
    Written { language: None, ..any_shell(template, values) }
}

fn in_language(language: Language, template: &'static str, values: &[&Value]) -> Written {
    Written { language: Some(language), text: Text::line(language, template, values) }
}

/// The command of the table of errors, with the values of the text in place of its words in capitals.
pub(super) fn of_table(command: &'static str, value_of: impl Fn(&str) -> Option<Value>) -> Written {
    let language = language_of(command);
    let word = |word: &'static str| {
        let (name, end) = word.strip_suffix(';').map_or((word, ""), |name| (name, ";"));
        match value_of(name) {
            Some(value) => Text::line(language, "§", &[&value]) + end,
            None => word.to_owned(),
        }
    };
    let text = command.split(' ').map(word).collect::<Vec<_>>().join(" ");
    Written { language: Some(language), text }
}

/// The shell that a command of the table is for.
pub(super) fn language_of(command: &str) -> Language {
    let first = command.split(' ').next().unwrap_or_default();
    let verb = first.split_once('-').is_some_and(|(verb, _)| verb.starts_with(|c: char| c.is_ascii_uppercase()));
    match () {
        () if first.contains('=') => Language::Shell,
        () if verb || first.starts_with('[') || command.contains([';', '$', '\'', '\\']) => Language::PowerShell,
        () => Language::AnyShell,
    }
}

/// One thing to do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Next {
    /// What to do, in a few words.
    pub title: String,
    /// What to run or to write for it, where there is something to copy.
    pub command: Option<String>,
    /// The language of that; none for a line of another file.
    pub language: Option<Language>,
}

impl Next {
    /// What to do instead of the step before it, where it is no further step.
    pub fn alternative(&self) -> Option<&str> {
        self.title.strip_prefix("Or ")
    }

    pub(super) fn say(title: impl Into<String>) -> Self {
        Self { title: title.into(), command: None, language: None }
    }

    pub(super) fn write(title: impl Into<String>, written: Written) -> Self {
        Self { title: title.into(), command: Some(written.text), language: written.language }
    }
}

/// What to change in a command line that somebody ran.
#[derive(Clone, Copy)]
pub(super) enum Replacing<'v> {
    /// Another isolation.
    Isolation(Isolation),
    /// Another image.
    Image(&'v Value),
}

/// The `docker run`, `docker build`, `nerdctl run` or `ctr run` of the text that used this image, with one thing changed; `None`
/// where the text has none, or where a word of it is no plain argument. A container that was created has to go first where it
/// has a name.
pub(super) fn again(evidence: &Evidence, image: &str, change: Replacing<'_>, created: bool) -> Option<Written> {
    let (program, words, verb) = ran(evidence, image)?;
    let build = words[verb] == "build";
    let place = words.iter().position(|word| *word == image);
    if place.is_none() && !build {
        return None;
    }
    let mut values = vec![Value::own(program)];
    values.extend(options(words.get(1..verb)?, build)?);
    values.push(Value::argument(words[verb])?);
    let behind_verb = values.len();
    values.extend(options(words.get(verb + 1..place.unwrap_or(words.len()))?, build)?);
    let own = values.len();
    if let Some(place) = place {
        values.push(Value::image(&words[place].parse::<Reference>().ok()?));
        // What runs inside the container.
        let inside =
            words[place + 1..].iter().map(|word| Value::argument(word).filter(|word| !word.as_str().contains('=')));
        values.extend(inside.collect::<Option<Vec<_>>>()?);
    }
    let remove = created.then(|| remove(program, &values, behind_verb, own)).flatten();
    let flag = match change {
        Replacing::Image(other) => {
            *values.get_mut(own)? = other.clone();
            None
        }
        Replacing::Isolation(Isolation::Hyperv) if program == "ctr" => Some("--isolated"),
        Replacing::Isolation(Isolation::Process) if program == "ctr" => None,
        Replacing::Isolation(Isolation::Hyperv) => Some("--isolation=hyperv"),
        Replacing::Isolation(Isolation::Process) => Some("--isolation=process"),
    };
    if let Some(flag) = flag {
        values.insert(behind_verb, Value::own(flag));
    }
    // Only the shells of Windows leave a backslash alone.
    let windows = values.iter().any(|value| value.as_str().contains('\\'));
    let language = if windows { Language::PowerShell } else { Language::AnyShell };
    let arguments = values.iter().map(Value::as_str).collect::<Vec<_>>().join(" ");
    Some(Written { language: Some(language), text: remove.unwrap_or_default() + &arguments })
}

/// The last command line of the text that ran or built with this image: the program, the words, and which of them is the verb.
fn ran<'e>(evidence: &'e Evidence, image: &str) -> Option<(&'static str, Vec<&'e str>, usize)> {
    const LONGEST: usize = 400;
    const PROGRAMS: [&str; 3] = ["docker", "nerdctl", "ctr"];
    let parse = |command: &'e str| {
        let words = without_isolation(command.split(' '));
        let first = words.first()?;
        let first = first.strip_suffix(".exe").unwrap_or(first);
        let program = PROGRAMS.into_iter().find(|program| first == *program)?;
        // Options of the program itself may stand before the verb: `ctr -n k8s.io run`.
        let verb = words.iter().take(6).position(|word| ["run", "create", "build"].contains(word))?;
        Some((program, words, verb))
    };
    let of_image = evidence.mentions.iter().rev().filter(|mention| mention.reference == image);
    of_image.filter_map(|mention| mention.command.as_deref()).filter(|command| command.len() <= LONGEST).find_map(parse)
}

/// Removes a container that could not start: it keeps its name, which `ctr` has behind the image.
fn remove(program: &str, values: &[Value], behind_verb: usize, image: usize) -> Option<String> {
    let at = |word: &str| values.iter().position(|value| value.as_str() == word);
    let ctr = program == "ctr";
    let name = if ctr { values.get(image + 1) } else { at("--name").and_then(|at| values.get(at + 1)) };
    let own = values[1..behind_verb - 1].iter().map(|value| [value.as_str(), " "].concat());
    let verb = if ctr { "containers rm" } else { "rm" };
    let name = name.filter(|name| at("--rm").is_none() && name::is_plain(name.as_str()))?;
    Some(format!("{program} {}{verb} {}\n", own.collect::<String>(), name.as_str()))
}

/// Options of a command line, each of them known and harmless, with their values; `None` where one is not. What a text says may
/// be somebody else's: nothing that gives a container more of the host is written again.
fn options(words: &[&str], build: bool) -> Option<Vec<Value>> {
    const ALONE: &[&str] = &["-d", "--detach", "-i", "-t", "-it", "-ti", "--rm", "-dit", "--tty", "."];
    const WITH_VALUE: &[&str] = &[
        "-n",
        "--namespace",
        "-a",
        "--address",
        "--cwd",
        "--runtime",
        "--snapshotter",
        "-p",
        "--publish",
        "-e",
        "--env",
        "--name",
        "-v",
        "--volume",
        "--network",
        "--net",
        "-w",
        "--workdir",
        "-h",
        "--hostname",
        "-m",
        "--memory",
        "--cpus",
        "--entrypoint",
        "--restart",
        "-f",
        "--file",
        "--tag",
    ];
    let mut values = Vec::new();
    let mut words = words.iter();
    while let Some(word) = words.next() {
        let (option, value) = word.split_once('=').map_or((*word, None), |(option, value)| (option, Some(value)));
        let tag = build && option == "-t";
        if ALONE.contains(&option) && value.is_none() && !tag {
            values.push(Value::argument(word).unwrap_or(Value::own(".")));
            continue;
        }
        let takes_value = WITH_VALUE.contains(&option) || tag;
        let value = value.or_else(|| words.next().copied()).filter(|value| takes_value && !value.starts_with('-'))?;
        // A value of an environment variable is not repeated: it may be a password. No engine takes a backslash in a name.
        let is_name = option == "--name" || option == "-h" || option == "--hostname";
        let plain = Value::argument(value).filter(|value| !value.as_str().contains('='))?;
        if is_name && !name::is_plain(value) {
            return None;
        }
        values.push(Value::argument(option)?);
        values.push(plain);
    }
    Some(values)
}

/// The words of a command line but those that ask for an isolation.
fn without_isolation<'c>(words: impl Iterator<Item = &'c str>) -> Vec<&'c str> {
    let mut kept = Vec::new();
    let mut skips = false;
    for word in words {
        let option = word.trim_start_matches('-');
        let is_option = word.starts_with('-') && option.starts_with("isolat");
        if !is_option && !skips {
            kept.push(word);
        }
        skips = is_option && option == "isolation";
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::errors;
    use crate::read::evidence;

    #[track_caller]
    fn hyperv(command: &str, expected: Option<&str>) {
        let evidence = evidence::read(&format!("C:\\>{command}\nno such thing"));
        let again = again(&evidence, "a.io/web:1", Replacing::Isolation(Isolation::Hyperv), true);
        assert_eq!(again.map(|written| written.text).as_deref(), expected, "{command}");
    }

    #[test]
    fn a_command_line_is_written_again_with_another_isolation() {
        hyperv(
            "docker run -d -p 8080:80 --name web a.io/web:1 ping -t localhost",
            Some("docker rm web\ndocker run --isolation=hyperv -d -p 8080:80 --name web a.io/web:1 ping -t localhost"),
        );
        // No engine takes such a name, and a shell may take it for the end of the line.
        hyperv("docker run --name \\ a.io/web:1", None);
        hyperv("docker run --isolation=process a.io/web:1", Some("docker run --isolation=hyperv a.io/web:1"));
        hyperv("docker run --isolation process a.io/web:1", Some("docker run --isolation=hyperv a.io/web:1"));
        hyperv(
            "docker run -v C:\\data:C:\\data a.io/web:1",
            Some("docker run --isolation=hyperv -v C:\\data:C:\\data a.io/web:1"),
        );
    }

    #[test]
    fn command_lines_of_containerd_are_written_again() {
        hyperv("ctr run --rm a.io/web:1 t1 cmd /c ver", Some("ctr run --isolated --rm a.io/web:1 t1 cmd /c ver"));
        hyperv(
            "ctr -n k8s.io run a.io/web:1 t1",
            Some("ctr -n k8s.io containers rm t1\nctr -n k8s.io run --isolated a.io/web:1 t1"),
        );
        hyperv("ctr run --isolated --rm a.io/web:1 t1", Some("ctr run --isolated --rm a.io/web:1 t1"));
        hyperv(
            "nerdctl.exe --namespace k8s.io run --name web a.io/web:1",
            Some(
                "nerdctl --namespace k8s.io rm web\nnerdctl --namespace k8s.io run --isolation=hyperv --name web a.io/web:1",
            ),
        );
    }

    #[test]
    fn what_a_shell_may_read_otherwise_is_not_written_again() {
        for command in [
            "docker run a.io/web:1 & calc",
            "docker run -e A=$(calc) a.io/web:1",
            "docker run -e \"A=b c\" a.io/web:1",
            "docker run a.io/web:1 cmd /c 'x'",
            "docker run @args a.io/web:1",
            "docker run --privileged a.io/web:1",
            "docker run -e PASSWORD=abc a.io/web:1",
            "docker run --name --help a.io/web:1",
            "docker run -e A=%PATH% a.io/web:1",
            "docker pull a.io/web:1",
            "ctr images pull a.io/web:1",
            "ctr --address npipe run a.io/web:1 $(calc)",
            "ctr run --privileged a.io/web:1 t1",
        ] {
            hyperv(command, None);
        }
    }

    #[test]
    fn commands_of_the_table_are_for_a_shell() {
        assert_eq!(language_of("docker events --since 10m"), Language::AnyShell);
        assert_eq!(language_of("Restart-Service hns"), Language::PowerShell);
        assert_eq!(language_of("MSYS_NO_PATHCONV=1"), Language::Shell);
        assert_eq!(language_of("docker rm CONTAINER; docker rmi IMAGE"), Language::PowerShell);
        for entry in errors::all().filter(|entry| !entry.command.is_empty()) {
            assert_eq!(of_table(entry.command, |_| None).text, entry.command, "{:?}", entry.code);
        }
    }
}
