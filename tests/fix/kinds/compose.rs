//! Compose files.

use super::*;

const SERVERCORE: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";

#[test]
fn isolation_only_where_something_says_windows() {
    for options in ["--host ws2022 --isolation hyperv", "--host w11-24h2 --isolation process"] {
        for service in ["image: registry.example.com/a:1", "build: .", "build: {context: a, args: {TAG: \"1.2\"}}"] {
            let text = format!("services:\n  a:\n    {service}\n  b:\n    image: postgres:16\n");
            let fixed = Case::new(options, &text).fixed();
            assert_eq!(fixed.edits, [], "{service}");
            assert!(!fixed.is_complete(), "{service}: {:#?}", fixed.notes);
        }
        stays(options, "services:\n  b:\n    image: postgres:16\n");
    }
    // Here something does.
    for says in [
        "platform: windows/amd64",
        "volumes: ['C:\\a:C:\\b']",
        "volumes: ['\\\\.\\pipe\\docker_engine:\\\\.\\pipe\\docker_engine']",
        "working_dir: 'C:\\app'",
        "build: {context: ., platforms: [windows/amd64]}",
        "deploy: {placement: {constraints: [node.platform.os == windows]}}",
        "build: {context: ., args: {BASE: 'mcr.microsoft.com/windows/servercore:ltsc2022'}}",
    ] {
        let text = format!("services:\n  a:\n    {says}\n  b:\n    image: postgres:16\n");
        let fixed = Case::new("--host ws2022 --isolation hyperv", &text).fixed();
        assert_eq!(value(&fixed.text)["services"]["a"]["isolation"], "hyperv", "{says}");
        assert!(value(&fixed.text)["services"]["b"]["isolation"].is_null(), "{says}");
    }
    // The path of a host is none of the container, whose own path is one of Linux here.
    stays("--host ws2022 --isolation hyperv", "services:\n  a:\n    build: .\n    volumes: ['C:\\a:/b']\n");
    open("--host ws2022 --isolation hyperv", "services:\n  a:\n    build: 'C:\\a'\n", "Nothing here says");
}

/// R29: one engine runs Linux containers or Windows containers.
#[test]
fn linux_images_beside_windows_ones_are_no_success() {
    let linux = "The Linux images in it can’t run on a Windows host.";
    let mixed = format!("services:\n  a:\n    image: {SERVERCORE}\n  b:\n    image: postgres:16\n");
    let said = |host: &str, text: &str| Case::new(&format!("--host {host}"), text).fixed().summary();
    assert_eq!(said("ws2022", &mixed), format!("Fixed. {linux}"));
    assert_eq!(said("ws2019", &mixed), format!("No changes needed. See the notes below. {linux}"));
    let windows = format!("services:\n  a:\n    image: {SERVERCORE}\n");
    assert_eq!(said("ws2022", &windows), "Fixed.");
}

#[test]
fn an_unknown_service_among_windows_ones() {
    let text = format!("services:\n  a:\n    image: {SERVERCORE}\n  b:\n    build: .\n");
    let fixed = Case::new("--host ws2022 --isolation hyperv", &text).fixed();
    assert_eq!(value(&fixed.text)["services"]["b"]["isolation"], "hyperv");
    assert!(fixed.edits.iter().any(|edit| !edit.certain && edit.replacement.contains("hyperv")));
}

#[test]
fn process_isolation_that_the_host_cannot_do() {
    for isolation in ["process", "\"process\"", "${ISO:-process}", "${ISO-process}"] {
        let text = format!("services:\n  a:\n    image: {SERVERCORE}\n    isolation: {isolation}\n");
        becomes("--host w10-21h2", &text, &text.replace("process", "hyperv"));
    }
    // Where another tag does, the tag changes.
    word(
        "--host ws2022",
        &format!("services:\n  a:\n    image: {SERVERCORE}\n    isolation: ${{ISO:-process}}\n"),
        "ltsc2019",
        "ltsc2022",
    );
    // One that isn’t valid says Windows as well, and nothing else is needed for that.
    let text = "services:\n  a:\n    image: a/b:1\n    isolation: vm\n";
    open("--host ws2022", text, "isolation value isn’t valid");
    open("--host ws2022", text, "doesn’t say which Windows");
    // Without Hyper-V isolation nothing is left.
    open(
        "--host w10-21h2 --no-hyperv",
        &format!("services:\n  a:\n    image: {SERVERCORE}\n    isolation: process\n"),
        "",
    );
    open(
        "--host ws2022",
        &format!("services:\n  a:\n    image: {SERVERCORE}\n    isolation: vm\n"),
        "isolation value isn’t valid",
    );
}

#[test]
fn build_arguments() {
    let with = |args: &str| format!("services:\n  a:\n    build:\n      context: .\n      args:\n{args}");
    for args in [
        "        TAG: ltsc2019\n",
        "        - TAG=ltsc2019\n",
        "        - \"BASE=mcr.microsoft.com/windows/servercore:ltsc2019\"\n",
        "        BASE: mcr.microsoft.com/windows/servercore:ltsc2019 # a\n",
        "        TAG: \"${TAG:-ltsc2019}\"\n",
        "        SDK: 4.8-windowsservercore-ltsc2019\n",
    ] {
        word("--host ws2022", &with(args), "ltsc2019", "ltsc2022");
    }
    word("--host ws2022", &with("        NANO_VERSION: '1809'\n"), "1809", "ltsc2022");
    for args in [
        "        YEAR: 1809\n",
        "        TAG: v1809\n",
        "        TAG: \"1.2\"\n",
        "        - X\n",
        "        URL: http://a/b:1\n",
    ] {
        stays("--host ws2022", &with(args));
    }
}

#[test]
fn dockerfiles_inside() {
    let text = "services:\n  a:\n    build:\n      dockerfile_inline: |\n        ARG V=ltsc2019\n\n        FROM mcr.microsoft.com/windows/servercore:${V} # no\n";
    open("--host ws2022", text, "FROM takes only AS");
    let text = "services:\n  a:\n    build:\n      dockerfile_inline: |\n        ARG V=ltsc2019\n\n        FROM mcr.microsoft.com/windows/servercore:$V\n        RUN dir \\\n          a\n";
    word("--host ws2022", text, "ltsc2019", "ltsc2022");
    let quoted = "services:\n  a:\n    build:\n      dockerfile_inline: \"FROM mcr.microsoft.com/windows/servercore:ltsc2019\\nRUN dir\"\n";
    word("--host ws2022", quoted, "ltsc2019", "ltsc2022");
    // Written the same as often on both sides; an escape is written in another way.
    open("--host ws2022", &quoted.replace("ltsc2019", "ltsc\\x32019"), "by hand");
    let folded = "services:\n  a:\n    build:\n      dockerfile_inline: >\n        FROM mcr.microsoft.com/windows/servercore:ltsc2019\n\n        RUN dir\n        a\n";
    word("--host ws2022", folded, "ltsc2019", "ltsc2022");
    let dollars = "services:\n  a:\n    build:\n      dockerfile_inline: |\n        ARG V=ltsc2019\n        FROM mcr.microsoft.com/windows/servercore:$${V} AS a\n        RUN echo $$a $$$$b\n        FROM mcr.microsoft.com/windows/nanoserver:1809\n";
    becomes("--host ws2022", dollars, &dollars.replace("ltsc2019", "ltsc2022").replace("1809", "ltsc2022"));
    stays("--host ws2022", "services:\n  a:\n    build:\n      dockerfile_inline: |\n        FROM postgres:16\n");
}

#[test]
fn other_places_of_images() {
    for rest in [
        "    build:\n      additional_contexts:\n        base: docker-image://R\n",
        "    build:\n      additional_contexts:\n      - base=docker-image://R\n",
        "    pre_start:\n    - image: R\n      command: [a]\n",
        "    volumes:\n    - {type: image, source: R, target: 'C:\\a'}\n",
    ] {
        word("--host ws2022", &format!("services:\n  a:\n{}", rest.replace('R', SERVERCORE)), "ltsc2019", "ltsc2022");
    }
    stays("--host ws2022", "services:\n  a:\n    build:\n      additional_contexts:\n        base: ../b\n");
}

#[test]
fn an_override_names_no_image() {
    let fixed = Case::new("--host ws2022", "services:\n  a:\n    environment:\n      LEVEL: debug\n").fixed();
    assert!(fixed.is_complete() && fixed.edits.is_empty());
    assert!(fixed.notes[0].text.contains("has no image") && !fixed.notes[0].text.contains("Dockerfile"));
}

#[test]
fn places_in_a_swarm() {
    let swarm = "--host ws2022 --engine swarm";
    let service = "services:\n  a:\n    image: mcr.microsoft.com/windows/servercore:ltsc2022\n";
    for (rest, all) in [
        ("", "[\"node.platform.os == windows\", \"node.labels.windows.build == 20348\"]"),
        (
            "    deploy:\n      replicas: 2\n",
            "[\"node.platform.os == windows\", \"node.labels.windows.build == 20348\"]",
        ),
        (
            "    deploy: {placement: {constraints: [node.role == worker]}}\n",
            "[\"node.platform.os == windows\", \"node.labels.windows.build == 20348\", \"node.role == worker\"]",
        ),
        (
            "    deploy:\n      placement:\n        constraints:\n          - node.platform.os==windows\n          - node.labels.windows.build == 17763\n",
            "[\"node.platform.os==windows\", \"node.labels.windows.build == 20348\"]",
        ),
        (
            "    deploy:\n      placement:\n        constraints: [node.labels.os == w, node.platform.os == linux]\n",
            "[\"node.labels.os == w\", \"node.platform.os == windows\"]",
        ),
    ] {
        let fixed = Case::new(swarm, &format!("{service}{rest}")).fixed();
        let found = value(&fixed.text)["services"]["a"]["deploy"]["placement"]["constraints"].clone();
        let expected: serde_norway::Value = serde_norway::from_str(all).expect("a list");
        assert_eq!(found, expected, "{}", fixed.text);
        assert!(fixed.is_complete());
    }
    stays(swarm, "services:\n  a:\n    image: postgres:16\n");
    stays("--host ws2022", service);
}

#[test]
fn a_service_that_says_nothing_of_windows() {
    // Beside a Linux one it is another.
    for other in [
        "image: postgres:16",
        "image: a/b\n    volumes: ['./data:/data:ro']",
        "image: a/b\n    volumes: [/data]",
        "image: a/b\n    volumes: ['C:\\data:/data']",
        "image: a/b\n    devices: [/dev/kvm]",
        "image: a/b\n    platform: linux/amd64",
        "image: a/b\n    deploy: {placement: {constraints: [node.platform.os == linux]}}",
    ] {
        stays("--host ws2022", &format!("services:\n  a:\n    image: ghcr.io/a/b:1\n  b:\n    {other}\n"));
    }
    stays("--host ws2022", "services:\n  a:\n    image: dockurr/windows\n    devices: [/dev/kvm]\n");
    // Alone, nothing is known.
    open("--host ws2022", "services:\n  a:\n    image: ghcr.io/a/b:1\n", "says whether this image is a Windows one");
    // Beside both it can be either.
    let both =
        "services:\n  a:\n    image: ghcr.io/a/b:1\n  b:\n    image: postgres:16\n  c:\n    image: a/b:1-ltsc2022\n";
    open("--host ws2022", both, "says whether this image is a Windows one");
    // Windows is said here, but not which.
    for said in [
        "image: a/b:1.0-windows",
        "image: a/nanoserver-b:1",
        "image: a/b\n    volumes: ['C:/data:C:/data']",
        "image: a/b\n    volumes: ['${DATA:-x}:C:\\data']",
        "image: a/b\n    volumes: ['\\\\.\\pipe\\docker_engine:\\\\.\\pipe\\docker_engine']",
        "image: a/b\n    volumes: [{type: npipe, source: x, target: x}]",
        "image: a/b\n    volumes: [{type: bind, source: x, target: 'c:\\data'}]",
    ] {
        open("--host ws2022", &format!("services:\n  a:\n    {said}\n"), "doesn’t say which Windows");
    }
}

#[test]
fn an_isolation_without_a_value_is_called_that() {
    let text = "services:\n  a:\n    isolation: ${ISOLATION}\n    image: a/nanoserver-b:1\n";
    open("--host ws2022", text, "The isolation comes from ISOLATION, which has no value here.");
    open("--host ws2022", &text.replace("${ISOLATION}", "[a]"), "isolation value isn’t valid");
}

#[test]
fn a_built_service_whose_isolation_the_host_cannot_do() {
    let text = "services:\n  a:\n    build: .\n    isolation: process\n";
    // No base image has the build of Windows 10 22H2.
    word("--host w10-22h2", text, "process", "hyperv");
    stays("--host ws2022", text);
    stays("--host w10-22h2 --no-hyperv", text);
    stays("--host w10-22h2", &text.replace("process", "hyperv"));
}

#[test]
fn a_file_that_only_adds_to_another() {
    for text in
        ["networks: {default: {external: {name: nat}}}\n", "version: '3'\nvolumes: {a: {}}\n", "include: [a.yaml]\n"]
    {
        stays("--host ws2022", text);
    }
    for text in ["version: '3'\n", "name: a\nvolumes:\n", "networks: {}\nother: 1\n"] {
        assert!(Case::new("--host ws2022", text).fix().expect_err(text).is_other());
    }
}

#[test]
fn build_arguments_without_a_value() {
    let text = "services:\n  a:\n    build:\n      context: .\n      args: {WINDOWS_TAG: $TAG, VERSION: $V}\n    platform: windows/amd64\n";
    open("--host ws2022", text, "The argument WINDOWS_TAG comes from TAG, which has no value here.");
    stays("--host ws2022", &text.replace("$TAG", "ltsc2022"));
    stays("--host ws2022", &text.replace("windows/", "linux/"));
}

/// The Windows of an image is in its tag: of several variables, the one there is told, with what it has to be.
#[test]
fn a_tag_from_a_variable_is_told_before_the_registry() {
    let text = |image: &str| format!("services:\n  a:\n    isolation: process\n    image: {image}\n");
    let tag = "The tag comes from TAG, which has no value here. Where it is set, it has to be one for ltsc2022.";
    open("--host ws2022", &text("${PREFIX}windows-cm:${TAG}"), tag);
    open("--host ws2022", &text("$PREFIX/nanoserver-web:$TAG"), tag);
    let image = "The image comes from PREFIX, which has no value here.";
    open("--host ws2022", &text("${PREFIX}windows-cm:1-ltsc2019"), image);
    open("--host ws2022", &text("${PREFIX}windows-cm:${TAG:-ltsc2019}"), image);
}

/// What can’t be read from a name is asked of the image by its own name, as a command that can be copied.
#[test]
fn commands_about_an_image_name_it() {
    let commands = |options: &str, text: &str| {
        let notes = Case::new(options, text).fixed().notes;
        notes.into_iter().map(|note| note.command).filter(|command| !command.is_empty()).collect::<Vec<_>>()
    };
    let inspect = r#"docker image inspect --format "{{.OsVersion}}" r.example.com/a:1"#;
    assert_eq!(commands("--host ws2022", "FROM r.example.com/a:1\n"), [inspect]);
    assert_eq!(
        commands("--host ws2022", "services:\n  a:\n    image: r.example.com/a:1\n"),
        [r#"docker image inspect --format "{{.Os}} {{.OsVersion}}" r.example.com/a:1"#]
    );
    assert_eq!(commands("--host ws2022", "FROM mcr.microsoft.com/windows/servercore:ltsc2022\n"), [""; 0]);
}
