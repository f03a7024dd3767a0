//! Commands of Docker in the words of containerd's own command lines: who uses `ctr` or `nerdctl` may have no `docker`.

use super::command::{self, Next};
use crate::diagnose::Diagnosis;
use crate::read::evidence::{Evidence, Tool};
use crate::remedy::target::value::Value;

/// What runs the containers of a text, where it is no `docker`.
pub(super) struct Speech {
    tool: Tool,
    namespace: Option<Value>,
}

impl Speech {
    /// The command line of containerd that ran the image, else the one that the text uses. The nodes of a cluster have
    /// commands of their own.
    pub(super) fn of(diagnosis: &Diagnosis, evidence: &Evidence) -> Option<Self> {
        let of_image =
            evidence.mentions.iter().rev().filter(|mention| Some(&mention.reference) == diagnosis.image.as_ref());
        let ran = of_image.filter_map(|mention| mention.command.as_deref()).next();
        let tool = match ran.and_then(|command| command.split([' ', '.']).next()) {
            Some("docker") => None,
            Some("nerdctl") => Some(Tool::Nerdctl),
            Some("ctr") => Some(Tool::Ctr),
            _ => evidence.engine.tool,
        };
        let tool = tool.filter(|_| !diagnosis.is_cluster())?;
        Some(Self { tool, namespace: evidence.engine.namespace.as_deref().and_then(Value::name) })
    }

    /// The step in these words; without a command where there is none that does the same.
    pub(super) fn say(&self, step: Next) -> Next {
        let Some(command) = step.command.as_deref().filter(|command| command.starts_with("docker ")) else {
            return step;
        };
        let lines: Option<Vec<String>> = command.lines().map(|line| self.line(line)).collect();
        let command = lines.map(|lines| lines.join("\n"));
        Next { language: command.as_deref().map(command::language_of), command, ..step }
    }

    fn line(&self, command: &str) -> Option<String> {
        let table = match self.tool {
            Tool::Ctr => CTR,
            Tool::Nerdctl => NERDCTL,
            Tool::Crictl => CRICTL,
        };
        let (from, to) = table.iter().find(|(docker, _)| command.starts_with(docker))?;
        let rest = if from.ends_with(' ') { &command[from.len()..] } else { "" };
        let said = to.replace('§', rest);
        let (program, arguments) = said.split_once(' ')?;
        match &self.namespace {
            Some(namespace) if !matches!(program, "crane" | "crictl") => {
                Some(format!("{program} --namespace {} {arguments}", namespace.as_str()))
            }
            _ => Some(said),
        }
    }
}

/// How a command of Docker begins, and what does the same; § is the rest of it, which a blank at the end of the beginning asks
/// for. The first that fits counts.
const CTR: &[(&str, &str)] = &[
    ("docker manifest inspect ", "crane manifest §"),
    ("docker image inspect --format \"{{.OsVersion}}\" ", "ctr images inspect --content §"),
    ("docker pull ", "ctr images pull §"),
    ("docker rmi ", "ctr images rm §"),
    ("docker rm ", "ctr containers rm §"),
    ("docker run --isolation=hyperv ", "ctr run --isolated § NAME"),
    ("docker run --isolation=process ", "ctr run § NAME"),
    ("docker run --rm -it --entrypoint cmd ", "ctr run --rm -t § NAME cmd"),
    ("docker events", "ctr events"),
    ("docker version", "ctr version"),
];

/// The same for `crictl`, which starts nothing.
const CRICTL: &[(&str, &str)] = &[
    ("docker manifest inspect ", "crane manifest §"),
    ("docker image inspect --format \"{{.OsVersion}}\" ", "crictl inspecti §"),
    ("docker pull ", "crictl pull §"),
    ("docker rmi ", "crictl rmi §"),
    ("docker version", "crictl version"),
];

/// The same for `nerdctl`, which takes most of Docker's words.
const NERDCTL: &[(&str, &str)] = &[
    ("docker image inspect --format \"{{.OsVersion}}\" ", "nerdctl image inspect --mode=native §"),
    ("docker version", "nerdctl version"),
    ("docker info", "nerdctl info"),
    ("docker events", "nerdctl events"),
    ("docker ", "nerdctl §"),
];
