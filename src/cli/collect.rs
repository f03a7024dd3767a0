//! `wincompat collect`: what a diagnosis needs from this machine, to be pasted into the page or into `explain`.

use std::process::{Command, Stdio};

use clap::Args;

use super::{Printed, line, this_machine};
use crate::remedy::collect::{CONTAINER, ENGINE, EVENTS, FIELDS, IMAGE, KUBECTL, STOPPED, powershell, redacted};
use crate::rules::probe;

const EXAMPLES: &str = "Examples:
  wincompat collect -o answers.txt
  wincompat collect --powershell
  wincompat collect --kubectl";

#[derive(Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Collect {
    /// Print the same questions as one line for Windows PowerShell, for a machine without this program
    #[arg(long, conflicts_with = "kubectl")]
    powershell: bool,
    /// Print the questions to a cluster as one line
    #[arg(long)]
    kubectl: bool,
}

/// Runs a program: what it prints, or why it could not.
type RunProgram<'a> = &'a dyn Fn(&str, &[&str]) -> Result<String, String>;

impl Collect {
    pub(super) fn print(&self) -> Printed {
        let text = match (self.powershell, self.kubectl) {
            (true, _) => format!("{}\n", powershell()),
            (_, true) => format!("{KUBECTL}\n"),
            _ => transcript(&this_machine::values(), &run),
        };
        Printed { text, status: 0 }
    }
}

/// All answers, each below the command that it is the answer to.
fn transcript(machine: &Result<this_machine::Values, String>, run: RunProgram<'_>) -> String {
    let mut out = String::new();
    if let Ok(machine) = machine {
        section(&mut out, probe::VER, run("cmd", &["/c", "ver"]));
        section(&mut out, "registry, CurrentVersion", Ok(fields(machine)));
    }
    section(&mut out, "docker info", run("docker", &["info", "--format", ENGINE]));
    section(&mut out, "containerd --version", run("containerd", &["--version"]));
    if let Some(ids) = listed(run, &["image", "ls", "--quiet"]) {
        let format = IMAGE.map(|field| format!("\"{field}\":{{{{json .{field}}}}}")).join(",");
        section(&mut out, "docker image inspect", inspect(run, "image", &format!("{{{format}}}"), &ids));
    }
    if let Some(ids) = listed(run, &STOPPED) {
        section(&mut out, "docker container inspect", inspect(run, "container", CONTAINER, &ids));
    }
    if machine.is_ok() {
        let events = ["-NoProfile", "-NonInteractive", "-Command", EVENTS];
        section(&mut out, "errors of the service docker in the event log", run("powershell", &events));
    }
    out
}

/// In the form of PowerShell’s Format-List.
fn fields(machine: &this_machine::Values) -> String {
    let [build, revision, installation, edition] = FIELDS;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let number = machine.revision.map(|revision| revision.to_string());
    let rows = [
        (build, text(&machine.build)),
        (revision, text(&number)),
        (installation, text(&machine.installation)),
        (edition, text(&machine.edition)),
        ("Architecture", text(&machine.architecture)),
    ];
    rows.iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| format!("{name:<16} : {value}\n")).collect()
}

fn section(out: &mut String, asked: &str, answer: Result<String, String>) {
    let answer = match answer {
        Ok(text) if text.trim().is_empty() => return,
        Ok(text) => redacted(text.trim_end()),
        Err(why) => format!("({why})"),
    };
    line(out, format_args!("# {asked}\n{answer}\n"));
}

/// Identifiers, each once; a tag of the same image repeats it.
fn listed(run: RunProgram<'_>, args: &[&str]) -> Option<Vec<String>> {
    const MOST: usize = 60;
    let mut ids: Vec<String> = run("docker", args).ok()?.split_whitespace().map(str::to_owned).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.truncate(MOST);
    (!ids.is_empty()).then_some(ids)
}

fn inspect(run: RunProgram<'_>, what: &str, format: &str, ids: &[String]) -> Result<String, String> {
    let mut args = vec![what, "inspect", "--format", format];
    args.extend(ids.iter().map(String::as_str));
    run("docker", &args)
}

fn run(program: &str, args: &[&str]) -> Result<String, String> {
    let output = Command::new(program).args(args).stdin(Stdio::null()).output();
    let output = output.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => format!("{program} is not installed"),
        _ => format!("{program}: {error}"),
    })?;
    let text = |bytes: &[u8]| crate::read::encoding::decode(bytes).0;
    match output.status.success() {
        true => Ok(text(&output.stdout)),
        false => Err(format!("{program}: {}", redacted(text(&output.stderr).trim()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::clue;

    fn machine() -> Result<this_machine::Values, String> {
        Ok(this_machine::Values {
            build: Some("20348".to_owned()),
            revision: Some(2700),
            installation: Some("Server Core".to_owned()),
            edition: Some("ServerDatacenter".to_owned()),
            architecture: Some("AMD64".to_owned()),
            in_container: false,
        })
    }

    /// The answers of a server with two images and a container that did not start.
    fn answers(program: &str, args: &[&str]) -> Result<String, String> {
        let text = match (program, args) {
            ("cmd", _) => "\r\nMicrosoft Windows [Version 10.0.20348.2700]\r\n",
            ("docker", ["info", ..]) => {
                "Server Version: 28.1.1\nStorage Driver: windowsfilter\n\
                 Operating System: Microsoft Windows Server Version 21H2 (OS Build 20348.2700)\n\
                 Kernel Version: 10.0 20348 (20348.1.amd64fre.fe_release.210507-1500)\nOSType: windows\nArchitecture: x86_64\n\
                 Default Isolation: process\n"
            }
            ("docker", ["image", "ls", ..]) => "1a2b3c4d5e6f\n1a2b3c4d5e6f\n",
            ("docker", ["image", "inspect", _, format, "1a2b3c4d5e6f"]) => {
                assert_eq!(
                    *format,
                    r#"{"RepoTags":{{json .RepoTags}},"Os":{{json .Os}},"Architecture":{{json .Architecture}},"OsVersion":{{json .OsVersion}}}"#
                );
                r#"{"RepoTags":["contoso/shop:1.4"],"Os":"windows","Architecture":"amd64","OsVersion":"10.0.17763.6893"}"#
            }
            ("docker", ["container", "ls", ..]) => "77aa\n",
            ("docker", ["container", "inspect", ..]) => {
                "Image: contoso/shop:1.4\nIsolation: process\nError: hcs::CreateComputeSystem \
                 4e5f7b7a6b5aedbcbd700409cda32674286d6b7d6171561c5252a202f6a77a1d: The container operating system does not match \
                 the host operating system.\n"
            }
            ("powershell", _) => "pull https://ann:s3cret@registry.corp/v2/ failed\n",
            _ => return Err(format!("{program} is not installed")),
        };
        Ok(text.to_owned())
    }

    #[test]
    fn what_is_printed_is_read_again() {
        let text = transcript(&machine(), &answers);
        let clues = clue::read(&text);
        let hosts: Vec<String> = clues
            .hosts
            .iter()
            .map(|host| host.version.map(|version| version.to_string()).unwrap_or_default())
            .collect();
        assert_eq!(hosts, ["10.0.20348.2700"], "{text}");
        let images: Vec<_> = clues.images.iter().map(|image| (image.reference.as_deref(), image.version)).collect();
        assert_eq!(images, [(Some("contoso/shop:1.4"), "10.0.17763.6893".parse().ok())], "{text}");
        assert_eq!(clues.error.as_ref().map(|error| error.kind.slug()), Some("mismatch"), "{text}");
        assert_eq!(clues.isolation.map(|(isolation, _)| isolation.to_string()).as_deref(), Some("process"));
    }

    #[test]
    fn nothing_secret_is_printed_and_what_ran_is_said() {
        let text = transcript(&machine(), &answers);
        assert!(!text.contains("s3cret") && text.contains("https://…@registry.corp"), "{text}");
        for asked in [
            "# cmd /c ver\n",
            "# docker info\n",
            "# docker image inspect\n",
            "# containerd --version\n(containerd is not",
        ] {
            assert!(text.contains(asked), "{asked}: {text}");
        }
    }

    #[test]
    fn elsewhere_the_engine_is_asked_and_no_windows() {
        let asked = std::cell::RefCell::new(Vec::new());
        let missing = |program: &str, _: &[&str]| {
            asked.borrow_mut().push(program.to_owned());
            Err(format!("{program} is not installed"))
        };
        let text = transcript(&Err("no Windows".to_owned()), &missing);
        assert!(text.contains("(docker is not installed)"), "{text}");
        assert!(!asked.borrow().iter().any(|program| program == "cmd" || program == "powershell"));
    }
}
