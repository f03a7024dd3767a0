//! Files that hold the same for several Windows versions, and what says how containers are started.

use super::*;

const OLD: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";
const NEW: &str = "mcr.microsoft.com/windows/servercore:ltsc2022";

/// Nothing changes, nothing is left to be decided, and this is said.
#[track_caller]
fn left(text: &str, says: &str) {
    let fixed = Case::new("--host ws2022", text).fixed();
    assert_eq!(fixed.edits, [], "{text}");
    assert!(fixed.is_complete(), "{text}\n{:#?}", fixed.notes);
    assert!(fixed.notes.iter().any(|note| note.text.contains(says)), "{text}\n{:#?}", fixed.notes);
}

#[test]
fn tables_of_powershell() {
    let table = |entries: &str| format!("$images = @{{{entries}}}\ndocker build --build-arg BASE=$($images[$v]) .\n");
    let twin = "and ltsc2022 is the same for the hosts";
    left(&table(&format!("\n  \"ltsc2019\" = \"{OLD}\"\n  \"ltsc2022\" = \"{NEW}\"\n")), twin);
    left(&table(&format!(" ltsc2019 = '{OLD}'; ltsc2022 = '{NEW}' ")), twin);
    left(
        &table(
            "\n 'ltsc2019' = '4.8-windowsservercore-ltsc2019' # old }\n 'ltsc2022' = '4.8-windowsservercore-ltsc2022'\n",
        ),
        twin,
    );
    let list = format!(
        "$all = @(\n  @{{ Base = '{OLD}' }}, # a\n  @{{ Base = '{NEW}' }}\n)\ndocker build --build-arg B=$b .\n"
    );
    left(&list, "one of several, each for another Windows");
    // Other keys, and one for no host.
    for entries in [format!("web = '{OLD}'; ltsc2022 = '{NEW}'"), format!("ltsc2019 = '{OLD}'")] {
        open("--host ws2022", &table(&entries), "For the hosts it is mcr.microsoft.com/windows/servercore:ltsc2022");
    }
}

#[test]
fn a_variable_that_gets_one_image_or_the_other() {
    let branches = |first: &str, second: &str| {
        format!(
            "if ($v -eq 1) {{\n  $BaseImage=\"{first}\"\n}} else {{\n  $BaseImage=\"{second}\"\n}}\ndocker pull $BaseImage\n"
        )
    };
    left(&branches(OLD, NEW), "one of several, each for another Windows");
    let shell = format!("case $1 in\n  a) IMAGE={OLD} ;;\n  b) IMAGE={NEW} ;;\nesac\ndocker pull $IMAGE\n");
    left(&shell, "one of several, each for another Windows");
    // Another repository is another image.
    let other = branches(OLD, "mcr.microsoft.com/windows/nanoserver:ltsc2022");
    becomes("--host ws2022", &other, &other.replace("ltsc2019", "ltsc2022"));
    word("--host ws2022", &format!("$BaseImage=\"{OLD}\"\ndocker pull $BaseImage\n"), "ltsc2019", "ltsc2022");
}

#[test]
fn the_isolation_that_a_script_asks_for() {
    let script = |isolation: &str| {
        format!(
            "$isolation = '{isolation}'\n$tags = @{{ base = 'ltsc2019' }}\ndocker build --isolation=$isolation --build-arg TAG=$tags .\n"
        )
    };
    stays("--host ws2022", &script("hyperv"));
    open("--host ws2022", &script("process"), "This value names another Windows");
    open("--host ws2022 --no-hyperv", &script("hyperv"), "This value names another Windows");
    // Only one of two commands asks for it, and a comment asks for nothing.
    for other in [
        "docker build --build-arg TAG=ltsc2019 .\n# --isolation=hyperv\n",
        "docker build --build-arg TAG=ltsc2019 .\ndocker run --isolation=hyperv a\n",
    ] {
        word("--host ws2022", other, "ltsc2019", "ltsc2022");
    }
    // A list that the script goes through, with one for the hosts.
    let list = |versions: &str| {
        format!(
            "for v in {versions}; do\n  docker build --build-arg V=$v .\n  docker inspect mcr.microsoft.com/windows/nanoserver:${{v}}\ndone\n"
        )
    };
    stays("--host ws2022", &list("\"ltsc2019\" \"ltsc2022\""));
    open("--host ws2022", &list("$VERSIONS"), "A variable is a part of this image’s name");
}

#[test]
fn settings_of_teamcity() {
    let step = |names: &str, argument: &str| {
        format!(
            "import jetbrains.buildServer.configs.kotlin.*\nobject A : BuildType({{\n  steps {{\n    dockerCommand {{\n      commandType = build {{\n        source = file {{ path = \"Dockerfile\" }}\n        namesAndTags = {names}\n        commandArgs = \"--build-arg {argument}\"\n      }}\n    }}\n  }}\n}})\n"
        )
    };
    let base = format!("BASE={OLD}");
    for names in ["\"shop:1-ltsc2019\"", "\"\"\"\n  shop:1\n  shop:1-ltsc2019\n\"\"\""] {
        open("--host ws2022", &step(names, &base), "is named for the same Windows");
        open("--host ws2022", &step(names, "TAG=ltsc2019"), "is named for the same Windows");
    }
    word("--host ws2022", &step("\"shop:1\"", &base), "ltsc2019", "ltsc2022");
    // The agents that a build asks for.
    let agent = |name: &str| {
        format!(
            "{}// requirements {{ equals(\"teamcity.agent.jvm.os.name\", \"x\") }}\n  equals(\"teamcity.agent.jvm.os.name\", \"{name}\")\n",
            step("\"shop:1\"", &base.replace("2019", "2022"))
        )
    };
    open("--host ws2022", &agent("Windows Server 2019"), "These machines aren’t among the hosts");
    for name in ["Windows Server 2022", "Linux"] {
        stays("--host ws2022", &agent(name));
    }
}

#[test]
fn development_containers() {
    let file = |arguments: &str| format!("{{\n  \"image\": \"{OLD}\",\n  \"runArgs\": [{arguments}]\n}}\n");
    for arguments in ["\"--isolation=hyperv\"", "\"--isolation\", \"hyperv\"", "\"--platform=linux/amd64\""] {
        stays("--host ws2022", &file(arguments));
    }
    word("--host ws2022", &file("\"--isolation=process\", \"--platform\", \"windows/amd64\""), "ltsc2019", "ltsc2022");
    open("--host ws2022 --no-hyperv", &file("\"--isolation=hyperv\""), "Hyper-V isolation, which isn’t available");
    // Docker on a client takes Hyper-V isolation by itself.
    stays("--host w11-24h2", &file("\"--rm\""));
}

#[test]
fn pipelines_and_entries_for_several_windows() {
    let drone = |version: &str| {
        format!(
            "kind: pipeline\nname: windows-{version}\nplatform: {{os: windows, version: {version}}}\nsteps:\n- image: plugins/docker\n  settings: {{build_args: [SERVERCORE_VERSION={version}]}}\n"
        )
    };
    let two = format!("{}---\n{}", drone("1809"), drone("ltsc2022"));
    let fixed = Case::new("--host ws2022", &two).fixed();
    assert_eq!(fixed.edits, []);
    assert!(fixed.notes[0].text.contains("windows-ltsc2022 is the same for the hosts"), "{:#?}", fixed.notes);
    assert!(Case::new("--host ws2022", &drone("1809")).fixed().text.contains("=ltsc2022"));

    let entry = |version: &str| {
        format!("- image: shop/app:{version}\n  platform: {{os: windows, architecture: amd64, version: {version}}}\n")
    };
    let manifest = |versions: &[&str]| {
        format!("image: shop/app:1\nmanifests:\n{}", versions.iter().map(|one| entry(one)).collect::<String>())
    };
    stays("--host ws2022", &manifest(&["1809", "ltsc2022"]));
    stays("--host ws2025", &manifest(&["1809", "10.0.20348"]));
    open("--host ws2022", &manifest(&["1809", "2004"]), "none is for each of the hosts");
    open("--host ws2022 --host ws2019", &manifest(&["ltsc2022"]), "none is for each of the hosts");
    // Agents of Buildkite are machines of a cloud.
    let agents = "steps:\n- agents: {provider: gcp, image: family/ci-windows-2019}\n";
    assert!(Case::new("--host ws2022", agents).fix().expect_err("no container").is_other());
}

#[test]
fn charts_whose_manifests_say_windows() {
    let chart = |name: &str, image: &str| {
        format!(
            "{{{{- if .Values.windows }}}}\n{}{{{{- end }}}}\n",
            pod("  nodeSelector:\n    node.kubernetes.io/windows-build: 10.0.17763\n    kubernetes.io/os: windows\n")
                .replace("name: a\nspec", &format!("name: {name}\nspec"))
                .replace(OLD, image)
        )
    };
    let name = "{{ include \"a.name\" . }}-x";
    let text = chart(name, OLD);
    becomes("--host ws2022", &text, &text.replace("ltsc2019", "ltsc2022").replace("17763", "20348"));
    // A toleration for nodes with that build goes with it.
    let tolerations = "  tolerations:\n  - {key: node.kubernetes.io/windows-build, value: 10.0.17763}\n  - {key: os, value: windows}\n  containers:";
    let tolerant = text.replace("  containers:", tolerations);
    becomes("--host ws2022", &tolerant, &tolerant.replace("ltsc2019", "ltsc2022").replace("17763", "20348"));
    // What the chart fills in isn’t known, and nothing is added beside it.
    open("--host ws2022", &chart("a", "'{{ .Values.image }}'"), "Another tool fills in this image’s name");
    let bare = format!("{{{{- if .a }}}}\n{}{{{{- end }}}}\n", pod("  {{- with .b }}\n  {{- end }}\n"));
    let fixed = Case::new("--host ws2022", &bare).fixed();
    assert_eq!(fixed.text, bare.replace("ltsc2019", "ltsc2022"));
    assert!(!fixed.is_complete());
    for text in [
        chart("a", "nginx:1").replace("windows", "linux"),
        bare.replace(OLD, "{{ .c }}"),
        text.replace("kind: Pod\n", ""),
    ] {
        Case::new("--host ws2022", &text).fix().expect_err("a template");
    }
}

#[test]
fn stages_for_linux_and_commands_for_the_old_windows() {
    let cross = "FROM --platform=linux/amd64 alpine:3 AS bins\nRUN apk add curl\nFROM §\nCOPY --from=bins /a /a\n";
    let fixed = Case::new("--host ws2022", &cross.replace('§', OLD)).fixed();
    assert!(fixed.is_complete() && fixed.text.contains(NEW), "{:#?}", fixed.notes);
    open("--host ws2022", &(cross.replace('§', OLD) + "RUN a.exe\n"), "a Windows builder cannot run it");

    let named = |word: &str| format!("FROM {OLD}\nRUN curl -fSLo a.zip https://example.com/netfx3-{word}.zip\n");
    for word in ["1809", "17763", "ltsc2019"] {
        open("--host ws2022", &named(word), &format!("This names {word}, the Windows of the old image"));
    }
    for word in ["1909", "2019", "18.09.1", "20348"] {
        let text = named(word);
        becomes("--host ws2022", &text, &text.replace(OLD, NEW));
    }
    stays("--host ws2019", &named("1809"));
    open(
        "--host ws2022",
        "param a string\nvar base = empty(a) ? 'mcr.microsoft.com/windows/nanoserver@sha256:4d60fd27581d94a2866c7b54b3ade605de37a74e11aa8314a963fb3272a67667' : 'b'\nresource b 'c' = {\n}\n",
        "its name doesn’t say which Windows it is built on",
    );
}
