//! Kinds of files that are found in the world, each as small as it can be: what changes, and a neighbour that does not.

use serde::Deserialize as _;

use crate::case::Case;
use crate::invariants::only_edits;

/// A pod with a Windows image, and these lines in its spec.
pub fn pod(spec: &str) -> String {
    format!(
        "apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n{spec}  containers:\n  - name: a\n    image: mcr.microsoft.com/windows/servercore:ltsc2019\n"
    )
}

/// A file becomes another one, and says nothing more than its edits.
#[track_caller]
pub fn becomes(options: &str, text: &str, expected: &str) {
    let case = Case::new(options, text);
    let fixed = case.fixed();
    assert_eq!(fixed.text, expected, "{:#?}", fixed.notes);
    assert!(fixed.is_complete(), "{:#?}", fixed.notes);
    only_edits(text, &fixed);
    assert_eq!(case.fix_text(&fixed.text).map(|again| again.edits), Ok(Vec::new()));
}

/// The same for one word in it.
#[track_caller]
pub fn word(options: &str, text: &str, old: &str, new: &str) {
    assert_eq!(text.matches(old).count(), 1, "{text}");
    becomes(options, text, &text.replace(old, new));
}

/// A file stays, and something in it is left to be decided: a note that says this.
#[track_caller]
pub fn open(options: &str, text: &str, says: &str) {
    let fixed = Case::new(options, text).fixed();
    assert!(!fixed.is_complete(), "{}", fixed.text);
    assert!(fixed.notes.iter().any(|note| note.open && note.text.contains(says)), "{:#?}", fixed.notes);
    only_edits(text, &fixed);
}

/// A file stays byte for byte, with nothing left to be decided.
#[track_caller]
pub fn stays(options: &str, text: &str) {
    let fixed = Case::new(options, text).fixed();
    assert_eq!(fixed.edits, []);
    assert!(fixed.is_complete(), "{:#?}", fixed.notes);
}

/// The value of a YAML file, as another reader sees it.
#[track_caller]
pub fn value(text: &str) -> serde_norway::Value {
    serde_norway::Value::deserialize(serde_norway::Deserializer::from_str(text)).expect("YAML")
}

mod selectors {
    use super::*;

    /// The pod selects Windows nodes of this build after the fix.
    #[track_caller]
    fn selects(spec: &str, build: &str) {
        let text = pod(spec);
        let fixed = Case::new("--host ws2022", &text.replace("ltsc2019", "ltsc2022")).fixed();
        assert!(fixed.is_complete(), "{:#?}\n{}", fixed.notes, fixed.text);
        let selector = value(&fixed.text)["spec"]["nodeSelector"].clone();
        assert_eq!(selector["kubernetes.io/os"].as_str().map(str::trim_end), Some("windows"), "{}", fixed.text);
        assert_eq!(
            selector["node.kubernetes.io/windows-build"].as_str().map(str::trim_end),
            Some(build),
            "{}",
            fixed.text
        );
    }

    #[test]
    fn values_in_every_style() {
        for value in [
            "linux",
            "'linux'",
            "\"linux\"",
            ">-\n      linux",
            ">\n      linux\n",
            "|-\n      linux",
            "\"li\\\n      nux\"",
            "\"\\x6cinux\"",
            "",
            "~",
            "!!str linux",
            "&os linux",
        ] {
            selects(&format!("  nodeSelector:\n    kubernetes.io/os: {value}\n"), "10.0.20348");
        }
        for value in [
            "'10.0.17763'",
            "10.0.17763",
            ">-\n      10.0.17763",
            "",
            "null",
            "\"10.0.\\\n      17763\"",
            "|\n      10.0.17763\n",
        ] {
            selects(
                &format!(
                    "  nodeSelector:\n    node.kubernetes.io/windows-build: {value}\n    kubernetes.io/os: windows\n"
                ),
                "10.0.20348",
            );
        }
    }

    #[test]
    fn a_blank_line_with_a_tab() {
        selects("  nodeSelector:\n    kubernetes.io/os: linux\n      \t\n", "10.0.20348");
        selects("  nodeSelector:\n    kubernetes.io/os: linux\n\n    \n", "10.0.20348");
    }

    #[test]
    fn keys_in_every_style() {
        for key in [
            "\"kubernetes.io/os\"",
            "'kubernetes.io/os'",
            "? kubernetes.io/os\n    ",
            "&os kubernetes.io/os",
            "!!str kubernetes.io/os",
            "\"beta.kubernetes.io/os\"",
        ] {
            selects(&format!("  nodeSelector:\n    {key}: linux\n"), "10.0.20348");
        }
        selects("  nodeSelector: {kubernetes.io/os: linux}\n", "10.0.20348");
        selects("  nodeSelector: {\"kubernetes.io/os\": linux, \"x\"  : y}\n", "10.0.20348");
        selects("  nodeSelector: &s\n    kubernetes.io/os: linux\n", "10.0.20348");
        selects("  nodeSelector:\n    &k kubernetes.io/os: windows\n", "10.0.20348");
        selects("  nodeSelector: &s # a\n    !!str kubernetes.io/os: linux\n", "10.0.20348");
    }

    #[test]
    fn a_value_that_is_none_is_left_to_decide() {
        open(
            "--host ws2022",
            &pod("  nodeSelector:\n    kubernetes.io/os: [linux]\n"),
            "can’t read how this label is selected",
        );
        open("--host ws2022", &pod("  nodeSelector:\n    kubernetes.io/os: !!str\n"), "by hand");
    }

    #[test]
    fn a_value_that_fits_stays() {
        let spec = "  nodeSelector:\n    kubernetes.io/os: >-\n      windows\n    node.kubernetes.io/windows-build: \"10.0.\\\n      20348\"\n";
        stays("--host ws2022", &pod(spec).replace("ltsc2019", "ltsc2022"));
    }
}

mod yaml {
    use super::*;

    const WEB: &str = "services:\n  a:\n    image: mcr.microsoft.com/windows/servercore:ltsc2019\n";

    /// A compose file with this below is read and fixed.
    #[track_caller]
    fn reads(rest: &str) {
        word("--host ws2022", &format!("{WEB}{rest}"), "ltsc2019", "ltsc2022");
    }

    #[test]
    fn flow_style() {
        reads("x-a: [cron: \"40 1 * * *\"]\n");
        reads("x-a: [a: b, {c: d}, e]\n");
        reads("x-a: {b: c\n    d, e: [f\n  g]}\n");
        reads("x-a: {b, c: , d}\n");
        reads("x-a: {x: :x, \"y\":z, ? q : r, ? s}\n");
        reads("x-a: [a, b, ]\n");
        reads("x-a: {b: c, }\n");
    }

    #[test]
    fn tags_anchors_and_keys() {
        reads("x-a:\n  !!str a: b\n  &k c: d\n  *k : e\n");
        reads("x-a: !<tag:a,b> c\n");
        reads("x-a:\n  ? b\n  : c\n  ? - d\n  : - e\n");
        reads("x-a: !!set {a, b}\n");
        reads("%YAML 1.2\n---\na: b\n...\n".strip_prefix("%YAML 1.2\n---\n").expect("a document"));
    }

    #[test]
    fn images_in_every_style() {
        for image in [
            "'R:ltsc2019'",
            "\"R:ltsc2019\"",
            ">-\n      R:ltsc2019",
            "|-\n      R:ltsc2019",
            "&i R:ltsc2019",
            "!!str R:ltsc2019",
            "\n      R:ltsc2019",
            "\n      \"R:ltsc2019\" # a",
        ] {
            let text =
                format!("services:\n  a:\n    image: {}\n", image.replace('R', "mcr.microsoft.com/windows/servercore"));
            word("--host ws2022", &text, "ltsc2019", "ltsc2022");
        }
        // Escapes are written anew.
        let text = "services:\n  a:\n    image: \"mcr.microsoft.com\\/windows\\/servercore:ltsc2019\"\n";
        becomes(
            "--host ws2022",
            text,
            "services:\n  a:\n    image: \"mcr.microsoft.com/windows/servercore:ltsc2022\"\n",
        );
        // JSON as Python writes it.
        let text = "{\"services\": {\"a\": {\"image\": \"mcr.microsoft.com/windows/servercore:ltsc2019\", \"labels\": {\"x\": \"\\ud83d\\ude00\"}}}}";
        word("--host ws2022", text, "ltsc2019", "ltsc2022");
    }

    #[test]
    fn what_is_no_yaml_is_refused() {
        for (rest, line, says) in [
            ("    ports: - \"80:80\"\n", 4, "a sequence cannot start on the line of its key"),
            ("   ports: []\n", 4, "look at the indentation"),
            ("      ports: []\n", 4, "a second colon in this line"),
            ("    ports: [\"80\"\n", 4, "this bracket is not closed"),
            ("    labels: {a: b]\n", 4, "does not match"),
            ("    x: @a\n", 4, "put quotes around it"),
            ("    {% if a %}\n    b: c\n    {% endif %}\n", 4, "this is a template"),
            ("    b: {{ c }}\n", 4, "this is a template"),
            ("    ports:\n{{- range .Values.ports }}\n    - {{ . }}\n{{- end }}\n", 5, "this is a template"),
        ] {
            let error = Case::new("--host ws2022", &format!("{WEB}{rest}")).fix().expect_err(rest);
            assert!(error.reason.contains(says) && error.line == line, "{rest}: {error}");
        }
        // In quotes and in texts braces are only braces.
        reads("x-a: \"{{ b }}\"\nx-b: |\n  {{ c }}\n  {% d %}\nx-c: ${{ e }}\n# {{ f }}\n");
    }
}

mod compose {
    use super::*;

    const SERVERCORE: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";

    #[test]
    fn isolation_only_where_something_says_windows() {
        for options in ["--host ws2022 --isolation hyperv", "--host w11-24h2 --isolation process"] {
            for service in ["image: registry.example.com/a:1", "build: .", "build: {context: a, args: {TAG: \"1.2\"}}"]
            {
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
        // The path of a host is none of the container.
        open(
            "--host ws2022 --isolation hyperv",
            "services:\n  a:\n    build: .\n    volumes: ['C:\\a:/b']\n",
            "Nothing here says",
        );
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
        open("--host ws2022", quoted, "by hand");
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
            word(
                "--host ws2022",
                &format!("services:\n  a:\n{}", rest.replace('R', SERVERCORE)),
                "ltsc2019",
                "ltsc2022",
            );
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
}

mod dockerfiles {
    use super::*;

    #[test]
    fn linux_ones_are_called_that() {
        for text in [
            "FROM alpine:3.19 AS a\nFROM ubuntu:24.04\n",
            "FROM debian:bookworm\n",
            "FROM gcr.io/distroless/static\n",
            "FROM golang:1.21-alpine AS a\nFROM scratch\n",
            "FROM rust AS a\nFROM debian:bookworm-slim\n",
            "FROM registry.example.com/base:1\nRUN apt-get update\n",
            "FROM --platform=linux/amd64 registry.example.com/base:1\n",
            "ARG BASE\nFROM $BASE\nSHELL [\"/bin/bash\", \"-c\"]\n",
            "FROM mcr.microsoft.com/dotnet/sdk:8.0 AS a\nFROM mcr.microsoft.com/dotnet/aspnet:8.0\n",
        ] {
            let fixed = Case::new("--host ws2022", text).fixed();
            assert!(fixed.is_complete() && fixed.edits.is_empty(), "{text}{:#?}", fixed.notes);
            assert!(fixed.notes[0].text.contains("for Linux"), "{text}{:#?}", fixed.notes);
        }
        // Nothing says so here.
        open("--host ws2022", "FROM registry.example.com/base:1\n", "doesn’t say which Windows");
        open("--host ws2022", "FROM registry.example.com/base:1\nRUN powershell dir\n", "doesn’t say which Windows");
    }

    #[test]
    fn a_linux_stage_beside_a_windows_one() {
        for stage in ["FROM alpine:3 AS a\n", "FROM --platform=linux/amd64 node:20 AS a\n"] {
            let text = format!("{stage}FROM mcr.microsoft.com/windows/nanoserver:1809\nCOPY --from=a /a /b\n");
            open("--host ws2022", &text, "for Linux");
        }
        word(
            "--host ws2022",
            "FROM --platform=$BUILDPLATFORM mcr.microsoft.com/windows/nanoserver:ltsc2019\n",
            "ltsc2019",
            "ltsc2022",
        );
    }

    #[test]
    fn families_that_share_an_argument() {
        let text = "ARG TAG=ltsc2022\nFROM mcr.microsoft.com/windows/servercore:${TAG} AS a\nFROM mcr.microsoft.com/windows/nanoserver:$TAG\n";
        let fixed = Case::new("--host ws2019", text).fixed();
        assert!(fixed.is_complete() && fixed.text.ends_with(text.split_once('\n').expect("lines").1), "{}", fixed.text);
        // No tag serves both: the names are written out, and it is said what that takes.
        let text = "ARG TAG=ltsc2022\nFROM mcr.microsoft.com/windows/servercore:${TAG} AS a\nFROM registry.example.com/a:${TAG}\n";
        let fixed = Case::new("--host ws2019", text).fixed();
        assert_eq!(fixed.text.matches("${TAG}").count(), 2, "{}", fixed.text);
    }

    #[test]
    fn names_in_several_lines_keep_what_stands_between() {
        becomes(
            "--host ws2022",
            "FROM mcr.microsoft.com/windows/servercore:ltsc\\\n# keep\n2019\n",
            "FROM mcr.microsoft.com/windows/servercore:ltsc\\\n# keep\n2022\n",
        );
        becomes(
            "--host ws2022",
            "FROM mcr.microsoft.com/windows/nanoserver:1\\\n# keep\n\n809 \\\n  AS a\nRUN dir\n",
            "FROM mcr.microsoft.com/windows/nanoserver:\\\n# keep\n\nltsc2022 \\\n  AS a\nRUN dir\n",
        );
    }

    #[test]
    fn quotes_inside_a_name() {
        for from in [
            "ARG V=ltsc2019\nFROM mcr.microsoft.com/windows/servercore:\"${V}\" AS a\n",
            "ARG V=\"ltsc2019\"\nFROM \"mcr.microsoft.com/windows/servercore\":$V\n",
            "ARG V='ltsc2019'\nFROM mcr.microsoft.com/windows/servercore:${V}\n",
            "ARG V=\"ltsc\"2019\nFROM mcr.microsoft.com/windows/servercore:${V}\n",
            "FROM 'mcr.microsoft.com/windows/servercore:ltsc2019'\n",
        ] {
            word("--host ws2022", from, "2019", "2022");
        }
        // What is meant as a dollar sign is no variable.
        open("--host ws2022", "ARG V=ltsc2019\nFROM mcr.microsoft.com/windows/servercore:'${V}'\n", "no value");
    }

    #[test]
    fn images_that_are_only_mounted_or_put_off() {
        for line in [
            "RUN --mount=from=R,target=/a dir\n",
            "RUN --mount=type=cache,target=/b --mount=type=bind,from=R,source=a,target=/a dir\n",
            "ONBUILD COPY --from=R C:/a C:/b\n",
            "ONBUILD RUN --mount=from=R,target=/a dir\n",
            "onbuild add --from=R C:/a C:/b\n",
            "COPY --chown=a --from=R C:/a C:/b\n",
        ] {
            let text = format!(
                "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS s\n{}",
                line.replace('R', "mcr.microsoft.com/windows/servercore:ltsc2019").replacen(
                    "mcr.microsoft.com/windows/servercore:ltsc2019UN",
                    "RUN",
                    1
                )
            );
            word("--host ws2022", &text, "ltsc2019", "ltsc2022");
        }
        stays(
            "--host ws2022",
            "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS s\nRUN --mount=from=s,target=/a echo from=mcr.microsoft.com/windows/servercore:ltsc2019\nONBUILD COPY --from=0 a b\n",
        );
    }

    #[test]
    fn a_stage_that_asks_for_windows() {
        let text = "FROM --platform=windows/amd64 mcr.microsoft.com/dotnet/sdk:8.0 AS a\n";
        word("--host ws2022", text, ":8.0", ":8.0-nanoserver-ltsc2022");
        assert!(!Case::new("--host ws2022", text).fixed().edits[0].certain);
        open("--host ws2022", "FROM --platform=windows/amd64 postgres:16\n", "Windows is asked for");
    }

    #[test]
    fn the_base_of_host_process_containers() {
        stays(
            "--host ws2022",
            "FROM mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0\nCOPY a b\n",
        );
    }

    #[test]
    fn templates() {
        for (text, line) in [
            ("{{ \"header\" }}\nFROM mcr.microsoft.com/windows/servercore:ltsc2019\n", 1),
            ("FROM {{ .Base }}\n", 1),
            ("# a\nFROM mcr.microsoft.com/windows/servercore:ltsc2019\n{% if a %}\nRUN dir\n", 3),
            ("FROM mcr.microsoft.com/windows/servercore:%%TAG%%\n", 1),
        ] {
            let error = Case::new("--host ws2022", text).fix().expect_err(text);
            assert!(error.reason.contains("template of a Dockerfile") && error.line == line, "{text}: {error}");
        }
        word(
            "--host ws2022",
            "FROM mcr.microsoft.com/windows/servercore:ltsc2019\nRUN docker ps --format {{.Names}}\n",
            "ltsc2019",
            "ltsc2022",
        );
    }
}

mod manifests {
    use super::*;

    const OLD: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";

    #[test]
    fn tolerations() {
        let fixed = |spec: &str| value(&Case::new("--host ws2022", &pod(spec)).fixed().text)["spec"].clone();
        let one: serde_norway::Value =
            serde_norway::from_str("{key: os, operator: Equal, value: windows, effect: NoSchedule}").expect("YAML");
        for spec in ["", "  nodeSelector: {x: y}\n", "  nodeSelector:\n    x: y\n"] {
            assert_eq!(fixed(spec)["tolerations"][0], one, "{spec}");
        }
        for spec in [
            "  tolerations:\n  - {key: a, operator: Exists}\n",
            "  tolerations: [{key: a, operator: Exists}]\n",
            "  tolerations:\n    - key: a\n      operator: Exists\n",
        ] {
            let spec = fixed(spec);
            assert_eq!((&spec["tolerations"][0], spec["tolerations"][1]["key"].as_str()), (&one, Some("a")));
        }
        // What covers it, and a pod that selected Windows already, stay as they are.
        for spec in ["  tolerations:\n  - operator: Exists\n", "  tolerations:\n  - key: os\n    value: windows\n"] {
            assert_eq!(fixed(spec)["tolerations"].as_sequence().map(Vec::len), Some(1), "{spec}");
        }
        assert!(fixed("  nodeSelector: {kubernetes.io/os: windows}\n")["tolerations"].is_null());
    }

    #[test]
    fn pods_whose_images_say_nothing() {
        let image = |image: &str| pod("").replace(OLD, image);
        open("--host ws2022", &image("[a]"), "Nothing in this pod says");
        open("--host ws2022", &image("a b"), "Nothing in this pod says");
        let fixed = Case::new("--host ws2022", &image("[a]")).fixed();
        assert!(!fixed.notes.iter().any(|note| note.text.contains("Linux")));
        stays("--host ws2022", &image("postgres:16"));
    }

    #[test]
    fn patches_without_containers() {
        let patch = |spec: &str| {
            format!(
                "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: a\nspec:\n  template:\n    spec:\n{spec}"
            )
        };
        let text = patch("      nodeSelector:\n        node.kubernetes.io/windows-build: \"10.0.17763\"\n");
        word("--host ws2022", &text, "17763", "20348");
        stays("--host ws2019", &text);
        stays("--host ws2022", &patch("      nodeSelector:\n        kubernetes.io/os: linux\n"));
        let fixed = Case::new("--host ws2022", &patch("      containers:\n      - name: a\n        env: []\n")).fixed();
        assert_eq!(fixed.edits, []);
    }

    #[test]
    fn host_process_containers_on_a_normal_base() {
        let host = "  securityContext: {windowsOptions: {hostProcess: true}}\n  hostNetwork: true\n  nodeSelector: {kubernetes.io/os: windows}\n";
        let fixed = Case::new("--host ws2022", &pod(host)).fixed();
        assert!(fixed.text.contains("servercore:ltsc2022"), "{:#?}", fixed.notes);
        // The base that is made for them runs everywhere.
        let text = pod(host)
            .replace(OLD, "mcr.microsoft.com/oss/kubernetes/windows-host-process-containers-base-image:v1.0.0");
        stays("--host ws2022", &text);
        let text = pod(host).replace(OLD, "registry.example.com/agent:1");
        stays("--host ws2022", &text);
    }
}

mod other_yaml {
    use super::*;

    #[test]
    fn kustomizations() {
        let text = "apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [a.yaml]\nimages:\n- name: registry.example.com/a\n  newName: mcr.microsoft.com/windows/servercore\n  newTag: ltsc2019\n- name: mcr.microsoft.com/windows/nanoserver\n  newTag: \"ltsc2022\"\n";
        word("--host ws2022", text, "ltsc2019", "ltsc2022");
        let (_, without_kind) = text.split_once("kind: Kustomization\n").expect("lines");
        word("--host ws2022", without_kind, "ltsc2019", "ltsc2022");
        let patch = "resources: [a.yaml]\npatches:\n- patch: |-\n    - op: replace\n      path: /spec/template/spec/containers/0/image\n      value: mcr.microsoft.com/windows/servercore:ltsc2019\n  target: {kind: Deployment}\n";
        word("--host ws2022", patch, "ltsc2019", "ltsc2022");
        let list = "- op: replace\n  path: /spec/template/spec/containers/0/image\n  value: mcr.microsoft.com/windows/servercore:ltsc2019\n- op: add\n  path: /spec/template/spec/nodeSelector/node.kubernetes.io~1windows-build\n  value: 10.0.17763\n";
        becomes("--host ws2022", list, &list.replace("ltsc2019", "ltsc2022").replace("17763", "20348"));
    }

    #[test]
    fn helm_values() {
        for text in [
            "image:\n  repository: mcr.microsoft.com/windows/servercore\n  tag: ltsc2019 # a\n",
            "image: {registry: mcr.microsoft.com, repository: windows/servercore, tag: \"ltsc2019\"}\n",
            "web:\n  image: mcr.microsoft.com/windows/servercore:ltsc2019\n  replicas: 2\n",
            "a:\n- b:\n    image:\n      tag: ltsc2019\n      repository: registry.example.com/team/app\n",
        ] {
            word("--host ws2022", text, "ltsc2019", "ltsc2022");
        }
        let text = "image:\n  repository: mcr.microsoft.com/windows/servercore\n  tag: ltsc2022\nnodeSelector:\n  kubernetes.io/os: windows\n  node.kubernetes.io/windows-build: 10.0.17763\n";
        word("--host ws2022", text, "17763", "20348");
        stays("--host ws2022", "image:\n  repository: nginx\n  tag: \"1.27\"\n");
        open("--host ws2022", "image:\n  repository: registry.example.com/a\n  tag: \"1\"\n", "Nothing here says");
    }

    #[test]
    fn releases_and_applications() {
        let flux = "apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: {name: a}\nspec:\n  values:\n    image:\n      repository: mcr.microsoft.com/windows/servercore\n      tag: ltsc2019\n";
        word("--host ws2022", flux, "ltsc2019", "ltsc2022");
        let argo = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    helm:\n      values: |\n        image:\n          repository: mcr.microsoft.com/windows/servercore\n          tag: ltsc2019\n";
        word("--host ws2022", argo, "ltsc2019", "ltsc2022");
        let argo = "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: a}\nspec:\n  source:\n    kustomize:\n      images:\n      - a=mcr.microsoft.com/windows/servercore:ltsc2019\n";
        word("--host ws2022", argo, "ltsc2019", "ltsc2022");
    }

    #[test]
    fn objects_that_make_pods_in_their_own_way() {
        let text = "apiVersion: example.com/v1\nkind: Farm\nspec:\n  workers:\n  - podTemplate:\n      nodeSelector: {kubernetes.io/os: windows, node.kubernetes.io/windows-build: \"10.0.20348\"}\n      containers:\n      - image: mcr.microsoft.com/windows/servercore:ltsc2019\n";
        word("--host ws2022", text, "ltsc2019", "ltsc2022");
        // A disk is no container image.
        let error =
            Case::new("--host ws2022", "apiVersion: v1\nkind: PersistentVolume\nspec:\n  rbd:\n    image: foo\n").fix();
        assert!(error.expect_err("no image").reason.contains("has no Pod"));
    }

    #[test]
    fn templates_of_charts_say_what_can_be_done() {
        let error =
            Case::new("--host ws2022", "apiVersion: v1\nkind: Pod\nspec:\n  {{- toYaml .Values.a | nindent 2 }}\n")
                .fix()
                .expect_err("a template");
        assert!(error.reason.contains("values") && error.reason.contains("helm template"), "{error}");
    }
}
