//! Settings of the Docker daemon: `daemon.json` changed without losing what is in it.

use super::task::Task;
use super::text::{Slot, Text};
use super::value::Value;
use super::{Language, Snippet, Target};
use crate::rules::{question::Isolation, rule::Rule};

/// Reads the file where there is one, keeps a copy, and stops before anything is written if it is not JSON. Read and written
/// through .NET, because Windows PowerShell reads UTF-8 without a mark as something else and writes it with one.
const OPEN: &str = "\
& {
    $ErrorActionPreference = 'Stop'
    $path = \"$env:ProgramData\\docker\\config\\daemon.json\"
    $config = [pscustomobject]@{}
    if (Test-Path -LiteralPath $path) {
        Copy-Item -LiteralPath $path -Destination \"$path.bak\"
        $old = [IO.File]::ReadAllText($path)
        if ($old.Trim()) { $config = ConvertFrom-Json $old }
    }
";

const WRITE_AND_RESTART: &str = "    New-Item -ItemType Directory -Force -Path (Split-Path $path) | Out-Null
    [IO.File]::WriteAllText($path, (ConvertTo-Json $config -Depth 20))
    Restart-Service docker
}
";

const PLACE: &str = "PowerShell as administrator on the container host; restarts Docker and its containers";

/// The daemon's default isolation, for every container that does not ask for one itself.
pub(super) fn default_isolation(task: &Task<'_>, target: Target, out: &mut Vec<Snippet>) {
    let Some(isolation) = task.isolation else { return };
    let option = Slot::known(Value::own(match isolation {
        Isolation::Process => "isolation=process",
        Isolation::Hyperv => "isolation=hyperv",
    }));
    let mut text = Text::new(Language::PowerShell, Rule::R18);
    desktop(task, &mut text);
    text.add(
        "# For one container or service, --isolation is enough. This changes the default for the whole machine.\n",
    )
    .add(OPEN)
    .fill(
        "    $options = @($config.'exec-opts' | Where-Object { $_ -and $_ -notlike 'isolation=*' }) + ¶\n",
        &[&option],
    )
    .add("    $config | Add-Member -NotePropertyName 'exec-opts' -NotePropertyValue ([string[]]$options) -Force\n")
    .add(WRITE_AND_RESTART)
    .add("docker info --format \"{{.Isolation}}\"\n");
    out.push(text.snippet(target, "Default isolation of the machine", PLACE));
    let mut json = Text::new(Language::Json, Rule::R18);
    json.fill("{\n  \"exec-opts\": [§]\n}\n", &[&option]);
    let place = "C:\\ProgramData\\docker\\config\\daemon.json where there is none yet; then Restart-Service docker";
    out.push(json.snippet(target, "The same, as a new daemon.json", place));
}

/// People's own machines mostly run Docker Desktop, which is not a service of that name.
fn desktop(task: &Task<'_>, text: &mut Text) {
    if task.on_client() {
        text.add("# With Docker Desktop, use Settings, Docker Engine instead.\n");
    }
}

/// Back to the classic image store, which accepts images that the containerd store refuses (R5, R20).
pub(super) fn classic_store(task: &Task<'_>, out: &mut Vec<Snippet>) {
    let mut text = task.text(Language::PowerShell);
    desktop(task, &mut text);
    text.add(
        "# The classic store doesn't see images and containers of the containerd store: pull and create them \
         again.\n",
    )
    .add(OPEN)
    .add("    $features = $config.features\n    if (-not $features) { $features = [pscustomobject]@{} }\n")
    .add("    $features | Add-Member -NotePropertyName 'containerd-snapshotter' -NotePropertyValue $false -Force\n")
    .add("    $config | Add-Member -NotePropertyName 'features' -NotePropertyValue $features -Force\n")
    .add(WRITE_AND_RESTART)
    .add("docker info --format \"{{.Driver}}\"\n");
    out.push(text.snippet(Target::Docker, "Use the classic image store", PLACE));
}
