//! Workflows, pipelines, their runners and pools, and the commands of their jobs.

use super::*;

#[test]
fn pipelines() {
    let image = "mcr.microsoft.com/windows/servercore:ltsc2019";
    for text in [
        format!("pool: {{vmImage: windows-2022}}\ncontainer: {image}\nsteps: [{{script: set}}]\n"),
        format!("jobs:\n  a:\n    runs-on: windows-2022\n    container: {{image: '{image}'}}\n"),
        format!("a:\n  image: alpine:3\n  services:\n  - name: {image}\n    alias: b\n  script: [make]\n"),
        format!("a:\n  services: [\"{image}\"]\n  script: [make]\n"),
        format!("services: [{image}]\nimage: alpine:3\na: {{script: [make]}}\n"),
        format!("kind: pipeline\nplatform: {{os: windows, version: ltsc2022}}\nsteps:\n- image: {image}\n"),
    ] {
        word("--host ws2022", &text, "ltsc2019", "ltsc2022");
    }
}

#[test]
fn machines_that_are_none_of_the_hosts() {
    let image = "container: mcr.microsoft.com/windows/servercore:ltsc2022\n";
    for text in [
        "pool: {vmImage: windows-2019}\n",
        "pool:\n  vmImage: 'win1803'\n",
        "jobs: {a: {runs-on: windows-2019}}\n",
        "jobs: {a: {runs-on: [self-hosted, windows-2019]}}\n",
        "jobs:\n  a:\n    strategy: {matrix: {os: [ubuntu-24.04, windows-2019]}}\n",
        "jobs: {a: {runs-on: windows-latest}}\n",
    ] {
        open("--host ws2022", &format!("{text}{image}"), " to windows-2022: ");
    }
    open("--host ws2022", "platform: {os: windows, version: 1809}\nimage: a/b:ltsc2022\n", "platform version");
    open("--host ws2022", "a: {runs-on: windows-2019, run: docker build .}\n", "isn’t one of the hosts");
    let input =
        "on:\n  workflow_dispatch:\n    inputs: {os: {default: windows-2019}}\njobs: {a: {run: docker build .}}\n";
    open("--host ws2022", input, "windows-2019 isn’t one of the hosts");
    open(
        "--host ws2022",
        "parameters:\n  osSKU: {type: string, defaultValue: Windows2019}\n",
        "aren’t among the hosts",
    );
    stays("--host ws2019", "parameters:\n  osSKU: {type: string, defaultValue: Windows2019}\n");
    for text in ["pool: {vmImage: windows-2022}\n", "jobs: {a: {runs-on: [self-hosted, linux]}}\n"] {
        stays("--host ws2022", &format!("{text}{image}"));
    }
    // Without a container, a runner is nobody’s host.
    let error = Case::new("--host ws2022", "jobs: {a: {runs-on: windows-2019, steps: [{run: make}]}}\n").fix();
    assert!(error.expect_err("nothing to fix").is_other());
}

#[test]
fn containers_that_are_no_pod() {
    // Azure Pipelines keeps containers as resources: nothing of Kubernetes belongs there.
    let image = "mcr.microsoft.com/windows/servercore:ltsc2019";
    for text in [
        format!("resources:\n  containers:\n  - container: a\n    image: {image}\njobs: [{{job: b, container: a}}]\n"),
        format!("sidecars:\n  containers: [{{name: a, image: '{image}'}}]\n"),
    ] {
        word("--host ws2022", &text, "ltsc2019", "ltsc2022");
    }
    // A patch of a pod is one.
    for text in [
        format!("spec:\n  template:\n    spec:\n      containers:\n      - name: a\n        image: {image}\n"),
        format!("agents:\n  restartPolicy: Always\n  containers: [{{name: a, image: '{image}'}}]\n"),
    ] {
        let fixed = Case::new("--host ws2022", &text).fixed();
        assert!(fixed.text.contains("windows-build") && fixed.text.contains("ltsc2022"), "{}", fixed.text);
    }
}

#[test]
fn images_in_the_commands_of_scripts() {
    let image = "mcr.microsoft.com/windows/servercore:ltsc2019";
    for text in [
        format!("a:\n  script:\n  - docker pull {image}\n"),
        format!("build_script:\n- ps: docker build --build-arg BASE={image} -t app .\n"),
        format!("jobs:\n  a:\n    steps:\n    - run: |\n        docker pull \"{image}\"\n        docker images\n"),
        "steps: [{command: 'docker run python:3.8-windowsservercore-1809 python --version'}]\n".to_owned(),
    ] {
        let fixed = text.replace("ltsc2019", "ltsc2022").replace("-1809", "-ltsc2022");
        becomes("--host ws2022", &text, &fixed);
        stays("--host ws2019", &text);
    }
    // A command that isn’t Docker’s doesn’t say what the image is for.
    open("--host ws2022", &format!("a: {{script: ['scan me {image}']}}\n"), "what it is for isn’t known");
    for text in ["a: {script: [docker run alpine:3 true, 'echo a:b c']}\n", "a: {script: ['C:/windows:C:/x y']}\n"] {
        assert!(Case::new("--host ws2022", text).fix().expect_err(text).is_other());
    }
}

#[test]
fn pools_of_nodes() {
    let eksctl = "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nnodeGroups:\n- name: a\n  amiFamily: WindowsServer2019FullContainer\n";
    let class = "apiVersion: karpenter.k8s.aws/v1\nkind: EC2NodeClass\nspec: {amiSelectorTerms: [{alias: windows2019@latest}]}\n";
    let pool = "apiVersion: karpenter.sh/v1\nkind: NodePool\nspec:\n  requirements:\n  - {key: node.kubernetes.io/windows-build, operator: In, values: [10.0.17763]}\n";
    let arm = "{\"agentPoolProfiles\": [{\"osType\": \"Windows\", \"osSKU\": \"Windows2019\"}]}\n";
    for text in [eksctl, class, pool, arm] {
        open("--host ws2022", text, " the hosts");
        stays("--host ws2022", &text.replace("2019", "2022").replace("17763", "20348"));
    }
    let linux = "apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\nnodeGroups: [{amiFamily: AmazonLinux2023}]\n";
    assert!(Case::new("--host ws2022", linux).fix().expect_err("no Windows").is_other());
}

/// Names that somebody gave their own machines, and those of CircleCI.
#[test]
fn machines_by_other_names() {
    let image = "image: mcr.microsoft.com/windows/servercore:ltsc2022\n";
    for machine in ["tags: [shell, windows-2019]\n", "agents: {queue: windows-2019}\n"] {
        open("--host ws2022", &format!("{image}{machine}"), "These machines aren’t among the hosts");
        stays("--host ws2022", &format!("{image}{}", machine.replace("2019", "2022")));
    }
    for executor in ["executor: win/server-2019\n", "executor: {name: win/server-2019}\n"] {
        open("--host ws2022", &format!("{image}{executor}"), "isn’t one of the hosts");
        stays("--host ws2022", &format!("{image}{}", executor.replace("2019", "2022")));
    }
    stays("--host ws2022", &format!("{image}tags: [docker, windows, v1-2019]\n"));
}

#[test]
fn words_in_a_matrix_of_jobs() {
    let matrix = |variant: &str| {
        format!(
            "jobs:\n  a:\n    runs-on: windows-2022\n    strategy:\n      matrix:\n        variant: [\"{variant}\"]\n    steps:\n    - run: docker build -t a ./${{{{ matrix.variant }}}}\n"
        )
    };
    for variant in ["ltsc2019", "windowsservercore-ltsc2019", "nanoserver-1809"] {
        open("--host ws2022", &matrix(variant), "This word stands for another Windows");
    }
    for variant in ["ltsc2022", "nanoserver-ltsc2022", "22.9.0", "alpine-2019"] {
        stays("--host ws2022", &matrix(variant));
    }
}

#[test]
fn arguments_of_drones_plugin() {
    let text = "kind: pipeline\nplatform: {os: windows, version: ltsc2022}\nsteps:\n- image: plugins/docker\n  settings:\n    build_args:\n    - SERVERCORE_VERSION=1809\n    - PORT=1809\n";
    let fixed = Case::new("--host ws2022", text).fixed();
    assert_eq!(fixed.text, text.replace("VERSION=1809", "VERSION=ltsc2022"), "{:#?}", fixed.notes);
}

/// A job of a workflow: its runner, and the commands of its step.
fn workflow(runner: &str, run: &str) -> String {
    let image = "mcr.microsoft.com/windows/servercore:ltsc2022";
    format!(
        "on: [push]\njobs:\n  a:\n    runs-on: {runner}\n    container: {image}\n    steps:\n    - run: |\n        echo a\n        {run}\n"
    )
}

#[test]
fn workflows_are_called_so() {
    for (text, name) in [
        (workflow("windows-2022", "dir"), "workflow.yml"),
        (
            "pool: {vmImage: windows-2022}\ncontainer: mcr.microsoft.com/windows/servercore:ltsc2022\n".to_owned(),
            "values.yaml",
        ),
        ("image: mcr.microsoft.com/windows/servercore:ltsc2022\n".to_owned(), "values.yaml"),
    ] {
        assert_eq!(Case::new("--host ws2022", &text).fixed().kind.file_name(), name, "{text}");
    }
}

#[test]
fn commands_that_a_hosted_runner_cannot_run() {
    for (run, says) in [
        ("docker run --rm --isolation=hyperv app:1", "no Hyper-V isolation. Remove --isolation=hyperv"),
        ("docker run --isolation hyperv app:1", "no Hyper-V isolation"),
        ("docker pull mcr.microsoft.com/dotnet/aspnet:8.0", "mcr.microsoft.com/dotnet/aspnet:8.0 is a Linux image"),
        ("docker run --rm nginx:1.27", "nginx:1.27 is a Linux image"),
    ] {
        let fixed = Case::new("--host ws2022", &workflow("windows-2022", run)).fixed();
        let note = fixed.notes.iter().find(|note| note.open && note.text.contains(says));
        assert_eq!(note.map(|note| note.line), Some(9), "{run}: {:#?}", fixed.notes);
    }
    for (runner, run) in [
        ("windows-2022", "docker run --isolation=process app:1"),
        ("windows-2022", "docker pull mcr.microsoft.com/windows/nanoserver:ltsc2022"),
        ("windows-2022", "echo docker pull nginx:1.27"),
        ("ubuntu-latest", "docker run --rm nginx:1.27"),
        ("[self-hosted, windows]", "docker run --isolation=hyperv app:1"),
    ] {
        stays("--host ws2022", &workflow(runner, run));
    }
    // The runners of the past were GitHub’s as well.
    open(
        "--host ws2019",
        &workflow("windows-2019", "docker run --isolation=hyperv app:1").replace("ltsc2022", "ltsc2019"),
        "no Hyper-V",
    );
    // A job over a matrix with another system may be for Linux.
    let mixed = workflow("${{ matrix.os }}", "docker pull nginx:1.27")
        .replace("    steps", "    strategy: {matrix: {os: [windows-2022, ubuntu-latest]}}\n    steps");
    stays("--host ws2022", &mixed);
    open("--host ws2022", &mixed.replace("ubuntu-latest", "windows-2022"), "nginx:1.27 is a Linux image");
}

#[test]
fn arguments_of_builds_in_the_steps_of_a_job() {
    let github = |run: &str| format!("jobs:\n  a:\n    runs-on: windows-2022\n    steps:\n    - run: {run}\n");
    let azure = |run: &str| format!("pool: {{vmImage: windows-2022}}\nsteps:\n- powershell: |\n    {run}\n");
    let gitlab = |run: &str| format!("a:\n  script:\n  - {run}\n");
    for file in [&github as &dyn Fn(&str) -> String, &azure, &gitlab] {
        let build = |argument: &str| file(&format!("docker build -t app --build-arg {argument} ."));
        word("--host ws2022", &build("TAG=ltsc2019"), "ltsc2019", "ltsc2022");
        word("--host ws2022", &build("WIN_VERSION=1809"), "1809", "ltsc2022");
        open("--host ws2022", &build("TAG=1.2-ltsc2019"), "For the hosts it is 1.2-ltsc2022");
        stays("--host ws2019", &build("TAG=ltsc2019").replace("2022", "2019"));
        assert_eq!(
            Case::new("--host ws2022", &build("PORT=1809")).fix().map(|fixed| fixed.edits).unwrap_or_default(),
            []
        );
    }
    // One build for each Windows, each in a step of its own.
    let two = github("docker build --build-arg TAG=ltsc2019 .\n    - run: docker build --build-arg TAG=ltsc2022 .");
    stays("--host ws2022", &two);
    word("--host ws2022", &two.replace("TAG=ltsc2022", "B=ltsc2022"), "ltsc2019", "ltsc2022");
    // The runner is of the old Windows too: both are told.
    let old = github("docker build --build-arg TAG=ltsc2019 .").replace("windows-2022", "windows-2019");
    open("--host ws2022", &old, "Change runs-on to windows-2022");
    assert!(Case::new("--host ws2022", &old).fixed().text.contains("TAG=ltsc2022"));
}

#[test]
fn variables_of_a_workflow_that_become_arguments_of_builds() {
    let text = |variables: &str, used: &str| {
        format!(
            "{variables}\njobs:\n  a:\n    runs-on: windows-2022\n    steps:\n    - run: docker build --build-arg {used} .\n"
        )
    };
    for (variables, used) in [
        ("env: {TAG: ltsc2019}", "TAG=${{ env.TAG }}"),
        ("env: {TAG: ltsc2019}", "BASE=$env:TAG"),
        ("env: {VERSION: \"1809\"}", "WINDOWS_VERSION=$env:VERSION"),
        ("variables:\n- name: tag\n  value: ltsc2019", "TAG=$(tag)"),
        ("variables: {tag: ltsc2019}", "TAG=%TAG%"),
    ] {
        open(
            "--host ws2022",
            &text(variables, used),
            "This word stands for another Windows. For the hosts it is ltsc2022",
        );
        stays("--host ws2022", &text(&variables.replace("ltsc2019", "ltsc2022").replace("1809", "ltsc2022"), used));
    }
    for (variables, used) in [
        // Another variable, and one that is no Windows.
        ("env: {TAG: ltsc2019}", "TAG=$env:TAGS"),
        ("env: {PORT: \"1809\"}", "PORT=$env:PORT"),
    ] {
        let fixed = Case::new("--host ws2022", &text(variables, used)).fix();
        assert!(fixed.as_ref().map_or(true, |fixed| fixed.is_complete() && fixed.edits.is_empty()), "{fixed:#?}");
    }
}

#[test]
fn arguments_that_an_action_or_a_task_takes() {
    let action = |tags: &str| {
        format!(
            "jobs:\n  a:\n    runs-on: windows-2022\n    steps:\n    - uses: docker/build-push-action@v6\n      with:\n        build-args: |\n          WINDOWS_VERSION=ltsc2019\n          PORT=1809\n        tags: {tags}\n"
        )
    };
    word("--host ws2022", &action("org/app:latest"), "ltsc2019", "ltsc2022");
    let named = action("org/app:1-ltsc2019");
    open("--host ws2022", &named, "Add a build on ltsc2022 for the hosts, with a name of its own");
    assert_eq!(Case::new("--host ws2022", &named).fixed().edits, []);
    let base = action("org/app:latest").replace("VERSION=ltsc2019", "BASE=mcr.microsoft.com/windows/nanoserver:1809");
    word("--host ws2022", &base, "nanoserver:1809", "nanoserver:ltsc2022");
    let task = |tags: &str| {
        format!(
            "pool: {{vmImage: windows-2022}}\nsteps:\n- task: Docker@2\n  inputs:\n    command: build\n    arguments: '--build-arg V=1 --build-arg OS_TAG=ltsc2019'\n    tags: {tags}\n"
        )
    };
    word("--host ws2022", &task("$(tag)"), "ltsc2019", "ltsc2022");
    open("--host ws2022", &task("$(tag)-ltsc2019"), "named for the same Windows");
    // A variable with a whole name is what something is built on.
    let environment = "env: {BASE: 'mcr.microsoft.com/windows/servercore:ltsc2019'}\njobs:\n  a:\n    runs-on: windows-2022\n    steps:\n    - run: docker build --build-arg B=$env:BASE .\n";
    word("--host ws2022", environment, "ltsc2019", "ltsc2022");
    open("--host ws2022", &environment.replace("$env:BASE", "1"), "what it is for isn’t known");
}

#[test]
fn an_entry_of_a_matrix_is_told_of_once() {
    let matrix = |entries: &str| {
        format!(
            "jobs:\n  a:\n    strategy: {{matrix: {{win: [{entries}]}}}}\n    runs-on: ${{{{ matrix.win.os }}}}\n    steps:\n    - run: docker build --build-arg TAG=${{{{ matrix.win.tag }}}} .\n"
        )
    };
    let text = matrix("{os: windows-2019, tag: ltsc2019}, {os: windows-2022, tag: ltsc2022}");
    open("--host ws2022", &text, "Remove this entry with all that belongs to it: windows-2019 isn’t");
    assert_eq!(Case::new("--host ws2022", &text).fixed().notes.len(), 1);
    // Alone, both have to change.
    assert_eq!(Case::new("--host ws2022", &matrix("{os: windows-2019, tag: ltsc2019}")).fixed().notes.len(), 2);
    let list = |versions: &str| {
        format!(
            "jobs:\n  a:\n    strategy: {{matrix: {{version: [{versions}]}}}}\n    runs-on: windows-${{{{ matrix.version }}}}\n    steps:\n    - run: docker build --build-arg SERVERCORE=ltsc${{{{ matrix.version }}}} .\n"
        )
    };
    open("--host ws2022", &list("2019, 2022"), "Remove it: this word stands for another Windows.");
    open("--host ws2022", &list("2019"), "For the hosts it is 2022: change it by hand.");
    stays("--host ws2022", &list("2022"));
}

#[test]
fn variables_of_jobs_for_several_windows() {
    let job = |name: &str, variant: &str, tag: &str| {
        format!(
            "{name}:\n  tags: [\"windowsversion:{tag}\"]\n  variables: {{VARIANT: {variant}}}\n  script:\n  - docker build --build-arg VARIANT=$VARIANT .\n"
        )
    };
    let both = [job("a", "1809", "1809"), job("b", "ltsc2022", "2022")].concat();
    open("--host ws2022", &both, "This word stands for another Windows");
    open("--host ws2022", &both, "These machines aren’t among the hosts");
    stays("--host ws2022", &job("b", "ltsc2022", "2022"));
    // A number that is never a Windows elsewhere is a number.
    let number = Case::new("--host ws2022", &job("a", "1809", "2022")).fix();
    assert!(number.as_ref().map_or(true, |fixed| fixed.is_complete() && fixed.edits.is_empty()), "{number:#?}");
}

#[test]
fn what_goes_with_a_machine_that_is_removed_stays() {
    let matrix = |entries: &str| {
        format!(
            "jobs:\n  a:\n    strategy: {{matrix: {{include: [{entries}]}}}}\n    runs-on: ${{{{ matrix.os }}}}\n    steps:\n    - run: docker build --build-arg BASE=${{{{ matrix.base }}}} .\n"
        )
    };
    let old = "{os: windows-2019, base: 'mcr.microsoft.com/windows/nanoserver:1809'}";
    let both = matrix(&format!("{old}, {{os: windows-2022, base: 'mcr.microsoft.com/windows/nanoserver:ltsc2022'}}"));
    open("--host ws2022", &both, "Remove this entry with all that belongs to it");
    assert_eq!(Case::new("--host ws2022", &both).fixed().edits, []);
    assert!(Case::new("--host ws2022", &matrix(old)).fixed().text.contains("nanoserver:ltsc2022"));
}

#[test]
fn machines_of_circleci_are_no_images() {
    let machine = |year: &str| {
        format!(
            "executors:\n  w:\n    machine:\n      image: windows-server-{year}-gui:stable\njobs:\n  a:\n    steps:\n    - run: docker build .\n"
        )
    };
    open("--host ws2022", &machine("2019"), "These machines aren’t among the hosts");
    stays("--host ws2022", &machine("2022"));
}

#[test]
fn a_matrix_of_machines_none_of_which_fits() {
    let matrix = |entries: &str| {
        format!(
            "jobs:\n  a:\n    strategy: {{matrix: {{windows: [{entries}]}}}}\n    runs-on: ${{{{ matrix.windows.runner }}}}\n    steps:\n    - run: docker build --build-arg IMAGE_TAG=1.0-windows-${{{{ matrix.windows.tag }}}} .\n"
        )
    };
    let notes = |text: &str| -> Vec<String> {
        Case::new("--host ws2025", text).fixed().notes.into_iter().map(|note| note.text).collect()
    };
    // One entry is enough, and its tag goes with its machine.
    let text = matrix("{runner: windows-2019, tag: 1809}, {runner: windows-2022, tag: ltsc2022}");
    let found = notes(&text);
    let starts = [
        "Change runner to windows-2025",
        "This word stands for another Windows. For the hosts it is ltsc2025",
        "Remove this entry with all that belongs to it: windows-2022",
    ];
    assert!(found.len() == 3 && found.iter().zip(starts).all(|(note, start)| note.starts_with(start)), "{found:#?}");
    // Two of one Windows differ in something else, and stay two.
    let found = notes(&matrix("{runner: windows-2022, arch: a},\n      {runner: windows-2022, arch: b}"));
    assert!(
        found.len() == 2 && found.iter().all(|note| note.starts_with("Change runner to windows-2025")),
        "{found:#?}"
    );
    // A number that names another Windows than the machine's is a number.
    assert_eq!(notes(&matrix("{runner: windows-2022, port: 1809}")).len(), 1);
}
