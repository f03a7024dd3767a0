//! Dockerfiles.

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
        let text = format!("{stage}FROM mcr.microsoft.com/windows/nanoserver:1809\nCOPY --from=a /a /b\nRUN b\n");
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
    let text =
        "ARG TAG=ltsc2022\nFROM mcr.microsoft.com/windows/servercore:${TAG} AS a\nFROM registry.example.com/a:${TAG}\n";
    let fixed = Case::new("--host ws2019", text).fixed();
    assert_eq!(fixed.text.matches("${TAG}").count(), 2, "{}", fixed.text);
    let text = "ARG V=20H2\nFROM mcr.microsoft.com/dotnet/sdk:6.0-nanoserver-$V AS a\nFROM mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-$V\n";
    open("--host ws2019", text, "The default and its --build-arg no longer have an effect.");
    let fixed = Case::new("--host ws2019", text).fixed();
    let (nano, core) = ("6.0-nanoserver-1809 AS a", "4.8-windowsservercore-ltsc2019");
    assert!(fixed.text.starts_with("ARG V=20H2\n") && fixed.text.contains(nano) && fixed.text.contains(core));
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

/// A stage that cross-compiles runs where the build does, which is Linux as a rule.
#[test]
fn a_stage_on_the_machine_that_builds() {
    let text = |from: &str| {
        format!(
            "FROM {from} AS a\nRUN go build\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2019\nCOPY --from=a x y\n"
        )
    };
    for platform in ["$BUILDPLATFORM", "${BUILDPLATFORM}"] {
        for host in ["--host ws2019", "--host ws2022"] {
            let fixed = Case::new(host, &text(&format!("--platform={platform} golang:1.21"))).fixed();
            assert!(fixed.text.contains("golang:1.21 AS a") && fixed.is_complete(), "{fixed:#?}");
        }
        let named = text(&format!("--platform={platform} golang:1.21-nanoserver-1809"));
        let fixed = Case::new("--host ws2022", &named).fixed();
        assert!(fixed.text.contains("golang:1.21-nanoserver-ltsc2022"), "{fixed:#?}");
    }
    let open = Case::new("--host ws2019", &text("golang:1.21")).fixed();
    assert!(open.text.contains("golang:1.21-"), "without a platform it is one for these hosts: {open:#?}");
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

#[test]
fn a_base_of_windows_whose_tag_is_unknown_says_windows() {
    let linux = "FROM --platform=linux/amd64 golang:1.21 AS a\n";
    for base in ["mcr.microsoft.com/windows/nanoserver:${V}", "example.com/servercore:$V", "example.com/a:ltsc20$V"] {
        open("--host ws2022", &format!("ARG V\n{linux}FROM {base}\n"), "comes from V");
        open("--host ws2022", &format!("ARG V\n{linux}FROM {base}\nRUN dir\n"), "This stage is for Linux");
    }
    // A Linux image can hold a machine with Windows, and a cache of its files.
    stays("--host ws2022", &format!("ARG V\n{linux}FROM example.com/windows:$V\n"));
    stays("--host ws2022", &format!("ARG V\n{linux}FROM example.com/servercore-cache:linux-$V\n"));
}

#[test]
fn the_value_that_a_variable_needs() {
    for (image, value) in [
        ("servercore:$V", "the value ltsc2022."),
        ("servercore:ltsc${V}", "the value 2022."),
        ("nanoserver:ltsc${V}", "the value 2022."),
    ] {
        open("--host ws2022", &format!("ARG V\nFROM mcr.microsoft.com/windows/{image}\n"), value);
    }
    let other = Case::new("--host ws2022", "ARG V\nFROM mcr.microsoft.com/windows/servercore:10.0.$V\n").fixed();
    assert!(!other.notes[0].text.contains("the value"), "{:#?}", other.notes);
}

#[test]
fn nano_server_loses_its_powershell() {
    for (image, call) in [
        ("microsoft/nanoserver", "RUN powershell -Command dir"),
        ("microsoft/nanoserver:10.0.14393.2007", "SHELL [\"powershell\", \"-Command\"]"),
        ("microsoft/nanoserver:sac2016 AS a\nFROM a", "CMD [\"powershell.exe\"]"),
        ("mcr.microsoft.com/windows/nanoserver:sac2016", "ENTRYPOINT powershell"),
    ] {
        open("--host ws2022", &format!("FROM {image}\n{call}\n"), "no Windows PowerShell");
    }
    for (image, call) in [
        ("microsoft/nanoserver", "RUN pwsh -Command dir"),
        ("microsoft/nanoserver", "RUN cmd /c echo powershell"),
        ("microsoft/windowsservercore:ltsc2016", "RUN powershell dir"),
        ("microsoft/nanoserver AS a\nFROM mcr.microsoft.com/windows/servercore:ltsc2022", "RUN powershell dir"),
        ("mcr.microsoft.com/windows/nanoserver:1809", "RUN powershell dir"),
    ] {
        let fixed = Case::new("--host ws2022", &format!("FROM {image}\n{call}\n")).fixed();
        assert!(fixed.is_complete() && !fixed.edits.is_empty(), "{image} {call}: {:#?}", fixed.notes);
    }
}

#[test]
fn two_escape_characters_at_the_end_of_a_line_stand_for_one() {
    for (escape, end) in [("", "C:\\\\App\\\\"), ("# escape=`\n", "C:\\App``")] {
        let text = format!("{escape}ARG A={end}\nARG B=ltsc2019\nFROM mcr.microsoft.com/windows/servercore:$B\n");
        word("--host ws2022", &text, "ltsc2019", "ltsc2022");
    }
    // A single one continues it, so the next line is no instruction of its own.
    let error = Case::new("--host ws2022", "ARG A=C:\\\nFROM mcr.microsoft.com/windows/servercore:ltsc2019\n").fix();
    assert_eq!(error.expect_err("an argument only").reason, "there is no FROM");
}

#[test]
fn tags_that_say_windows_of_images_that_never_were() {
    for image in ["node:18-nanoserver-1809", "postgres:16-windowsservercore-ltsc2022"] {
        open("--host ws2022", &format!("FROM {image}\n"), "there is no such image");
    }
    stays("--host ws2022", "FROM node:18\n");
    stays("--host ws2022", "FROM mcr.microsoft.com/mssql/server:2022-latest\n");
    // Somebody’s own is another one.
    word("--host ws2022", "FROM a/node:18-nanoserver-ltsc2019\n", "ltsc2019", "ltsc2022");
}

#[test]
fn a_digest_of_a_base_image_is_of_windows() {
    let digest = "@sha256:d96a6c2108e1449c872cc2b224a9b3444fa1415b4d6947280aba2d2bb3bd0025";
    let of = |name: &str| {
        format!("FROM --platform=linux/amd64 golang:1.23 AS a\nFROM {name}{digest}\nCOPY --from=a /a /a\n")
    };
    open("--host ws2022", &of("mcr.microsoft.com/windows/nanoserver"), "doesn’t say which Windows");
    assert!(Case::new("--host ws2022", &of("alpine")).fixed().linux);
}

#[test]
fn a_former_name_that_does_not_say_which_windows() {
    for (old, new, says) in [
        (
            "microsoft/dotnet-framework:4.7.2-runtime",
            "mcr.microsoft.com/dotnet/framework/runtime:4.8.1-windowsservercore-ltsc2022",
            "The .NET Framework version changes too",
        ),
        (
            "microsoft/dotnet-framework:4.7.2-sdk",
            "mcr.microsoft.com/dotnet/framework/sdk:4.8.1-windowsservercore-ltsc2022",
            "as mcr.microsoft.com/dotnet/framework/sdk now",
        ),
        (
            "microsoft/aspnet",
            "mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2022",
            "Microsoft publishes this image as",
        ),
        (
            "microsoft/wcf:4.7.2",
            "mcr.microsoft.com/dotnet/framework/wcf:4.8.1-windowsservercore-ltsc2022",
            "The .NET Framework version changes too",
        ),
        (
            "microsoft/iis",
            "mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2022",
            "as mcr.microsoft.com/windows/servercore/iis now",
        ),
    ] {
        let text = format!("FROM {old}\nCOPY . /app\n");
        becomes("--host ws2022", &text, &text.replace(old, new));
        let edits = Case::new("--host ws2022", &text).fixed().edits;
        assert!(edits.iter().any(|edit| edit.why.contains(says)), "{edits:#?}");
    }
    let text = "FROM microsoft/dotnet-framework:4.8\n";
    let new = "mcr.microsoft.com/dotnet/framework/runtime:4.8-windowsservercore-ltsc2019";
    becomes("--host ws2019", text, &format!("FROM {new}\n"));
    assert!(!Case::new("--host ws2019", text).fixed().edits[0].why.contains("version changes"));
    // What a former name was for Linux as well, and a name that somebody else has.
    for other in [
        "microsoft/dotnet:2.2-aspnetcore-runtime",
        "team/dotnet-framework:4.7.2-runtime",
        "microsoft/aspnet:1.0.0-rc1-update1",
    ] {
        open("--host ws2022", &format!("FROM {other}\nSHELL [\"powershell\"]\n"), "doesn’t say which Windows");
    }
}

#[test]
fn a_stage_that_runs_but_is_not_rebuilt() {
    let text = |first: &str| {
        format!(
            "FROM {first} AS build\nRUN dir\nFROM mcr.microsoft.com/windows/nanoserver:1809\nCOPY --from=build C:/a C:/a\n"
        )
    };
    for (image, day) in [
        ("mcr.microsoft.com/dotnet/core/sdk:3.1", "2023-01-10"),
        ("mcr.microsoft.com/dotnet/sdk:3.1-nanoserver-ltsc2022", "2023-01-10"),
        ("mcr.microsoft.com/dotnet/framework/sdk:4.8-windowsservercore-ltsc2022", "2025-10-14"),
    ] {
        let fixed = Case::new("--host ws2022", &text(image)).fixed();
        let says = format!("hasn’t been rebuilt since {day}");
        assert!(
            fixed.notes.iter().any(|note| !note.open && note.line == 1 && note.text.contains(&says)),
            "{:#?}",
            fixed.notes
        );
        assert!(fixed.is_complete() && fixed.text.contains("nanoserver:ltsc2022"));
    }
    for image in [
        "mcr.microsoft.com/dotnet/sdk:10.0-nanoserver-ltsc2022",
        "mcr.microsoft.com/windows/servercore:ltsc2022",
        "registry.example.com/a:1-ltsc2022",
    ] {
        assert_eq!(Case::new("--host ws2022", &text(image)).fixed().notes, [], "{image}");
    }
}
