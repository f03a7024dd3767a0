//! Scripts that start containers, programs, and files of variables.

use super::*;

const IMAGE: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";

#[test]
fn commands_of_docker_in_every_shell() {
    for text in [
        format!("docker run --rm -it {IMAGE} cmd /c ver\n"),
        format!("@echo off\r\nREM a: b\r\ncall docker.exe pull \"{IMAGE}\"\r\n"),
        format!(
            "param(\n  [string]$A\n)\n& docker container run `\n  --isolation=process `\n  -v C:\\a:C:\\b `\n  {IMAGE} powershell\n"
        ),
        format!("#!/bin/sh\nset -e\nsudo nerdctl pull {IMAGE} && echo ok\n"),
        format!("cd ..\ndocker build --build-arg BASE={IMAGE} -t app .\n"),
        format!("docker buildx build --build-arg \"BASE={IMAGE}\" ^\n  --platform windows/amd64 .\n"),
        format!("<#\n  {IMAGE_OTHER}\n#>\ndocker create {IMAGE}\n", IMAGE_OTHER = "docker run a/b:1"),
        format!("[CmdletBinding()]\nparam()\n$x = docker run {IMAGE}\n"),
    ] {
        word("--host ws2022", &text, "ltsc2019", "ltsc2022");
        stays("--host ws2019", &text);
    }
    let old = "docker pull microsoft/nanoserver\n";
    becomes("--host ws2022", old, "docker pull mcr.microsoft.com/windows/nanoserver:ltsc2022\n");
}

#[test]
fn what_is_asked_of_docker_counts() {
    stays("--host ws2022", &format!("docker run --isolation=hyperv {IMAGE}\n"));
    stays("--host ws2022", &format!("docker run --isolation hyperv {IMAGE}\n"));
    word("--host ws2022", &format!("docker run --isolation process {IMAGE}\n"), "ltsc2019", "ltsc2022");
}

#[test]
fn values_that_say_what_they_are_for() {
    for text in [
        format!("$Image = \"{IMAGE}\"\ndocker run $Image\n"),
        format!("A=1\nBASE_IMAGE={IMAGE}\n"),
        format!("set \"BASE={IMAGE}\"\n"),
        format!("import os\nimages = {{\n    'baseimage': '{IMAGE}',\n}}\n"),
        format!("$content = \"FROM {IMAGE}\nRUN dir\"\n"),
        format!("New-BcContainer -imageName {IMAGE}\n"),
        format!("IMAGE=\"${{IMAGE:-{IMAGE}}}\"\ndocker run \"$IMAGE\"\n"),
        format!("kubectl run a --image={IMAGE}\n"),
    ] {
        word("--host ws2022", &text, "ltsc2019", "ltsc2022");
    }
    for text in [
        format!("rebase app -b {IMAGE}\n"),
        format!("const a = from('{IMAGE}');\n"),
        format!("docker tag {IMAGE} mirror/app\n"),
    ] {
        open("--host ws2022", &text, "For the hosts it is mcr.microsoft.com/windows/servercore:ltsc2022");
        stays("--host ws2019", &text);
    }
    for text in [
        "A=1\nNANOSERVER_VERSION=1809\n",
        "A=1\nTAG=10.2-ltsc2019\n",
        "$v = 'ltsc2019','1903'\ndocker build --build-arg V=$v .\n",
    ] {
        open("--host ws2022", text, "This value names another Windows");
    }
    stays("--host ws2022", "$v = 'ltsc2019','ltsc2022'\ndocker build --build-arg V=$v .\n");
    let variable = "docker run mcr.microsoft.com/windows/servercore:$Tag\n";
    open("--host ws2022", variable, "A variable is a part of this image’s name");
}

#[test]
fn an_argument_of_a_build_is_judged_by_its_name() {
    for name in ["SERVERCORE_VERSION=1809", "\"NANO=1809\"", "WINVER=\"1809\"", "TAG=ltsc2019"] {
        for text in
            [format!("docker build --build-arg {name} .\n"), format!("docker build \\\n  --build-arg {name} \\\n  .\n")]
        {
            let fixed =
                text.replace("=1809", "=ltsc2022").replace("\"1809", "\"ltsc2022").replace("ltsc2019", "ltsc2022");
            becomes("--host ws2022", &text, &fixed);
            // Which repository the tag is one of stands in the Dockerfile.
            assert!(Case::new("--host ws2022", &text).fixed().edits.iter().all(|edit| !edit.certain));
            stays("--host ws2019", &text);
        }
    }
    let builds = |first: &str, second: &str| {
        format!("docker build --build-arg {first} .\ndocker build --build-arg {second} .\n")
    };
    // One build for each Windows, and the hosts have theirs.
    stays("--host ws2022", &builds("NANO=1809", "NANO=ltsc2022"));
    word("--host ws2022", &builds("NANO=1809", "CORE_WIN=ltsc2022"), "1809", "ltsc2022");
    word("--host ws2022", &builds("A=nanoserver-1809", "PORT=1809"), "nanoserver-1809", "nanoserver-ltsc2022");
    open("--host ws2022", &builds("A=10.2-ltsc2019", "B=c"), "For the hosts it is 10.2-ltsc2022: change it by hand.");
    for other in ["PORT=1809", "DARWIN_SDK=1909", "WINDOW=2004", "WINE_VERSION=1809", "TWIN=1809"] {
        let text = format!("docker build --build-arg {other} .\n");
        assert!(Case::new("--host ws2022", &text).fix().expect_err(&text).is_other());
    }
}

#[test]
fn an_image_named_for_its_windows_keeps_its_base() {
    let build = |name: &str| format!("docker build --build-arg BASE={IMAGE} -t {name} .\n");
    open("--host ws2022", &build("app:1.0-ltsc2019"), "named for the same Windows");
    word("--host ws2022", &build("app:1.0"), "ltsc2019", "ltsc2022");
    let tagged = |name: &str| format!("docker build --build-arg TAG=ltsc2019 -t {name} .\n");
    open("--host ws2022", &tagged("app:1.0-LTSC2019"), "Add a build on ltsc2022 for the hosts, with a name of its own");
    word("--host ws2022", &tagged("app:1.0"), "ltsc2019", "ltsc2022");
}

#[test]
fn a_variable_that_becomes_an_argument_of_a_build() {
    for (variable, used) in [
        ("$tag = 'ltsc2019'", "TAG=$tag"),
        ("$Version = '1809'", "WINDOWS_VERSION=$Version"),
        ("[string]$Version = '1809'", "\"NANO=$($Version)\""),
        ("set VERSION=1809", "SERVERCORE=%VERSION%"),
        ("VERSION=1809", "WINVER=${VERSION}"),
        ("$env:VERSION = '1809'", "WINVER=$env:VERSION"),
    ] {
        let text = format!("{variable}\ndocker build --build-arg {used} .\n");
        open("--host ws2022", &text, "This value names another Windows. For the hosts it is ltsc2022");
        stays("--host ws2019", &text);
    }
    let port = "$Port = '1809'\ndocker build --build-arg PORT=$Port .\n";
    assert!(Case::new("--host ws2022", port).fix().expect_err(port).is_other());
}

#[test]
fn what_is_no_script_for_windows() {
    for text in [
        format!("# docker run {IMAGE}\nmake\n"),
        format!("<#\n  docker run {IMAGE}\n#>\nGet-Date\n"),
        "docker run alpine:3\nNANO=1809x\n".to_owned(),
        "import os\nprint('a: b: c')\n".to_owned(),
        format!("docker build -t {IMAGE} .\n"),
        "docker run $REGISTRY/windows/servercore:ltsc2019\n".to_owned(),
    ] {
        assert!(Case::new("--host ws2022", &text).fix().expect_err(&text).is_other());
    }
    // YAML that is broken is not read as a script.
    let broken = format!("a:\n  run: |\n    docker run {IMAGE}\n b: [\n");
    assert!(!Case::new("--host ws2022", &broken).fix().expect_err("broken").is_other());
}

#[test]
fn defaults_and_lists_of_values() {
    for text in [
        "OS=${OS:-\"1809\"}\ndocker buildx build --build-arg WINDOWS_VERSION=$OS .\n",
        "OS=${OS:-1809}\ndocker buildx build --build-arg WINDOWS_VERSION=$OS .\n",
        "set -e\ndocker build --build-arg \"WINVER=${WINVER:-1809}\" .\n",
    ] {
        let fixed = Case::new("--host ws2022", text).fixed();
        assert!(!fixed.is_complete() || fixed.text.contains("ltsc2022"), "{text}");
        stays("--host ws2019", text);
    }
    // A list is told of once, and not at all where it has the hosts’ own.
    for list in ["'ltsc2019','1903','1909'", "'ltsc2019', '1909'"] {
        let text = format!("$versions={list}\nforeach ($v in $versions) {{ docker build --build-arg WINVER=$v . }}\n");
        let fixed = Case::new("--host ws2022", &text).fixed();
        assert_eq!(fixed.notes.iter().map(|note| note.line).collect::<Vec<_>>(), [1], "{:#?}", fixed.notes);
    }
    stays("--host ws2022", "VERSIONS = ltsc2019 ltsc2022\nall:\n\tdocker build --build-arg WINDOWS=$(v) .\n");
    // A whole name is judged as one, and once.
    let image = "dockerImage = \"mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2019\"\n";
    let text = format!("import jetbrains.buildServer.configs.kotlin.*\n\n{image}");
    word("--host ws2022", &text, "4.8-windowsservercore-ltsc2019", "4.8.1-windowsservercore-ltsc2022");
}

#[test]
fn machines_that_a_program_asks_for() {
    for text in [
        "from aws_cdk import aws_ecs as ecs\nx = ecs.OperatingSystemFamily.WINDOWS_SERVER_2019_CORE\n",
        "import * as ecs from 'aws-cdk-lib/aws-ecs';\nconst os = ecs.OperatingSystemFamily.WINDOWS_SERVER_2019_FULL;\n",
    ] {
        open("--host ws2022", text, "These machines aren’t among the hosts");
        stays("--host ws2022", &text.replace("2019", "2022"));
    }
    // A list of all of them asks for none.
    let list =
        "OSFamily = [\n    \"LINUX\",\n    \"WINDOWS_SERVER_2019_CORE\",\n    \"WINDOWS_SERVER_2022_CORE\",\n]\n";
    stays("--host ws2022", &format!("import os\n{list}"));
    // A Dockerfile in small letters is one still.
    word("--host ws2022", &format!("from {IMAGE} as build\n"), "ltsc2019", "ltsc2022");
}

#[test]
fn a_default_beside_the_values_that_are_allowed() {
    let script = |default: &str| {
        format!(
            "param(\n  [ValidateSet(\"ltsc2019\",\"ltsc2022\")]\n  [string]$WinVer = \"{default}\"\n)\ndocker build --build-arg WINVER=$WinVer .\n"
        )
    };
    let fixed = Case::new("--host ws2022", &script("ltsc2019")).fixed();
    assert_eq!(fixed.notes.iter().map(|note| note.line).collect::<Vec<_>>(), [3], "{:#?}", fixed.notes);
    stays("--host ws2022", &script("ltsc2022"));
}

#[test]
fn somebodys_own_image_in_a_variable_is_named() {
    let file = |name: &str| format!("A=1\n{name}=registry.example.com/team/app:1.0-nanoserver-1809\n");
    open(
        "--host ws2022",
        &file("APP_IMAGE"),
        "For the hosts it is registry.example.com/team/app:1.0-nanoserver-ltsc2022",
    );
    assert_eq!(Case::new("--host ws2022", &file("APP_IMAGE")).fixed().edits, []);
    assert!(Case::new("--host ws2022", &file("APP")).fix().expect_err("no image").is_other());
}
