use super::*;
use crate::rules::catalogue::{Catalogue, RULES_AS_OF};
use crate::rules::{judge::judge, link};

/// Label and text of each, or its title where there is nothing to copy.
#[track_caller]
fn firsts(query: &str) -> Vec<(&'static str, String)> {
    let question = link::decode(query);
    let verdict = judge(&question).unwrap();
    let firsts = first(&Context::new(&question, &verdict, &Catalogue::builtin(), RULES_AS_OF));
    firsts.into_iter().map(|first| (first.label, first.line.map_or(first.title, |line| line.text))).collect()
}

#[track_caller]
fn says(query: &str, expected: &[(&str, &str)]) {
    let firsts = firsts(query);
    let shown: Vec<(&str, &str)> = firsts.iter().map(|(label, text)| (*label, text.as_str())).collect();
    assert_eq!(shown, expected, "{query}");
}

#[test]
fn what_works_now_comes_before_what_is_better() {
    let image = "registry.example.com/shop/web:1-ltsc2019";
    let from = ("Better", "FROM mcr.microsoft.com/windows/servercore:ltsc2022");
    says(
        &format!("host=ws2022&image={image}"),
        &[
            ("Works now", "docker run --isolation=hyperv registry.example.com/shop/web:1-ltsc2019"),
            from,
            ("Or", "Run it on Windows Server 2019"),
        ],
    );
    let swarm = firsts(&format!("host=ws2022&image={image}&engine=swarm"));
    assert_eq!(swarm[0], ("Works now", "docker service update --isolation=hyperv web".to_owned()));
    assert_eq!((swarm[1].0, swarm[1].1.as_str()), from);
}

#[test]
fn where_a_cluster_has_no_such_nodes_another_one_runs_it() {
    let title = |query: &str| {
        let question = link::decode(query);
        let verdict = judge(&question).unwrap();
        first(&Context::new(&question, &verdict, &Catalogue::builtin(), RULES_AS_OF))
            .into_iter()
            .map(|first| format!("{}: {}", first.label, first.title))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let other = "Do this: Run it on Windows Server 2025 or Windows Server 2022";
    assert_eq!(title("host=w11-24h2&image=ltsc2022&engine=aks"), other);
    let none = "Do this: Rebuild on ltsc2025, for nodes with Windows Server 2025";
    assert_eq!(title("host=ws2016&image=ltsc2016&engine=aks"), none);
    assert!(!title("host=w11-24h2&image=ltsc2022&engine=docker").contains("Do this"));
    assert!(!title("host=ws2016&image=ltsc2016&engine=kubernetes").contains("Rebuild on"));
}

#[test]
fn what_runs_is_run() {
    says(
        "host=ws2022&image=ltsc2022",
        &[
            ("Works now", "docker run --rm mcr.microsoft.com/windows/servercore:ltsc2022 cmd /c echo it runs"),
            ("Build on", "FROM mcr.microsoft.com/windows/servercore:ltsc2022"),
        ],
    );
    let aks = firsts("host=ws2022&image=ltsc2022&engine=aks");
    let selector = "nodeSelector:\n  kubernetes.io/os: windows\n  node.kubernetes.io/windows-build: \"10.0.20348\"";
    assert_eq!(aks[0], ("Works now", selector.to_owned()));
}

/// Docker on a client takes Hyper-V isolation, and its classic image store takes the image; only a pull may be refused (R5, R20).
#[test]
fn what_only_some_engines_refuse_runs_first_where_docker_is_the_engine() {
    let [any, docker] = ["Docker 29.8.0 or containerd 2.3.5", "Docker 29.8.0"]
        .map(|versions| format!("Update to {versions} or later, if the pull is refused"));
    let works = "docker run --rm --isolation=hyperv mcr.microsoft.com/windows/servercore:ltsc2022 cmd /c echo it runs";
    let from = "FROM mcr.microsoft.com/windows/servercore:ltsc2025";
    for host in ["w11-25h2", "w11-26h1", "w11-26h2"] {
        for (engine, update) in [("", &any), ("&engine=docker", &docker)] {
            let expected = [("Works now", works), ("Or", update.as_str()), ("Better", from)];
            says(&format!("host={host}&image=ltsc2022{engine}"), &expected);
        }
        for (more, update) in [("&engine=swarm", &docker), ("&isolation=process", &any), ("&hyperv=no", &any)] {
            let first = &firsts(&format!("host={host}&image=ltsc2022{more}"))[0];
            assert_eq!((first.0, &first.1), ("Do this", update), "{more}");
        }
    }
}

#[test]
fn an_image_for_linux_goes_where_linux_is() {
    let of = |query: &str| firsts(query)[0].1.clone();
    assert_eq!(of("host=ws2022&image=nginx"), "Run it on a Linux host");
    assert!(of("host=w11-24h2&image=nginx").ends_with("-SwitchLinuxEngine"));
    assert_eq!(of("host=ws2022&image=nginx&engine=aks"), "nodeSelector:\n  kubernetes.io/os: linux");
    let twin = "mcr.microsoft.com/dotnet/sdk:9.0-nanoserver-ltsc2022";
    assert_eq!(of("host=ws2022&image=mcr.microsoft.com/dotnet/sdk:9.0"), format!("FROM {twin}"));
    assert_eq!(of("host=ws2022&image=mcr.microsoft.com/dotnet/sdk:9.0&engine=aks"), format!("image: {twin}"));
    assert_eq!(of("host=ws2022&image=mcr.microsoft.com/dotnet/sdk:9.0-alpine"), "Run it on a Linux host", "as it says");
}

/// R12: what is known to fail is no “works now”.
#[test]
fn a_host_that_lacks_updates_of_a_known_gap_is_updated_first() {
    let labels = |query: &str| firsts(query).into_iter().map(|(label, _)| label).collect::<Vec<_>>();
    assert_eq!(labels("host=10.0.26100.3194&image=10.0.26100.4061")[..2], ["Do this", "Then"]);
    assert_eq!(labels("host=10.0.26100.4061&image=10.0.26100.4061")[0], "Works now");
    assert_eq!(labels("host=10.0.20348.3000&image=10.0.20348.3453")[0], "Works now", "newer, and not known to fail");
}

/// Who runs an image of .NET Framework as it is doesn't build on Server Core instead.
#[test]
fn an_image_that_runs_keeps_its_own_base() {
    let labels = |image: &str| {
        let query = format!("host=ws2019&image={image}");
        firsts(&query).into_iter().map(|(label, _)| label).collect::<Vec<_>>()
    };
    assert_eq!(labels("mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019"), ["Works now"]);
    assert_eq!(labels("ltsc2019"), ["Works now", "Build on"]);
}

#[test]
fn a_node_that_aks_has_retired_is_not_simply_fine() {
    let title = |query: &str| {
        let question = link::decode(query);
        let verdict = judge(&question).unwrap();
        first(&Context::new(&question, &verdict, &Catalogue::builtin(), RULES_AS_OF)).remove(0).title
    };
    assert!(title("host=ws2019&image=ltsc2019&engine=aks").contains("retired"));
    let labels: Vec<_> = firsts("host=ws2019&image=ltsc2019&engine=aks").into_iter().map(|(label, _)| label).collect();
    assert_eq!(labels, ["Works now", "Next"], "nobody builds on what is to be left");
    for other in ["host=ws2022&image=ltsc2022&engine=aks", "host=ws2019&image=ltsc2019&engine=kubernetes"] {
        assert_eq!(title(other), "Run it as it is", "{other}");
    }
}

/// `docker run servercore:ltsc2022` would ask Docker Hub.
#[test]
fn a_base_image_in_short_is_run_where_it_is_published() {
    let run = |image: &str| firsts(&format!("host=ws2022&image={image}"))[0].1.clone();
    let published = "docker run --rm mcr.microsoft.com/windows/servercore:ltsc2022 cmd /c echo it runs";
    for image in ["servercore:ltsc2022", "windows/servercore:ltsc2022", "microsoft/windowsservercore:ltsc2022"] {
        assert_eq!(run(image), published, "{image}");
    }
    assert_eq!(run("my/servercore:ltsc2022"), "docker run --rm my/servercore:ltsc2022 cmd /c echo it runs");
    assert_eq!(run("golang:1.25-windowsservercore-ltsc2022"), "docker run golang:1.25-windowsservercore-ltsc2022");
}

#[test]
fn a_newer_image_needs_an_older_base_or_a_newer_host() {
    let from = ("Do this", "FROM mcr.microsoft.com/windows/servercore:ltsc2019");
    says("host=ws2019&image=ltsc2022", &[from, ("Or", "Run it on Windows Server 2025 or Windows Server 2022")]);
    let kubernetes = firsts("host=ws2019&image=ltsc2022&engine=kubernetes");
    assert!(kubernetes[1].1.contains("windows-build: \"10.0.26100\""), "{kubernetes:?}");
}

#[test]
fn a_file_for_a_cluster_names_a_public_image_itself() {
    let of = |image: &str, engine: &str| {
        let firsts = firsts(&format!("host=ws2019&image={image}&engine={engine}")).into_iter();
        firsts.map(|(_, text)| text).filter(|text| text.contains("servercore:ltsc2019")).collect::<Vec<_>>()
    };
    let public = "mcr.microsoft.com/windows/servercore:ltsc2022";
    let from = ["FROM mcr.microsoft.com/windows/servercore:ltsc2019"];
    for engine in ["kubernetes", "aks"] {
        assert_eq!(of(public, engine), ["image: mcr.microsoft.com/windows/servercore:ltsc2019"], "{engine}");
        // Whose image is on no public registry builds it.
        for image in ["ltsc2022", "registry.example.com/web:ltsc2022"] {
            assert_eq!(of(image, engine), from, "{image}, {engine}");
        }
    }
    assert_eq!(of(public, "docker"), from);
}

#[test]
fn a_public_image_keeps_its_name() {
    let firsts = firsts("host=w11-24h2&image=mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019");
    assert_eq!(firsts[0].0, "Works now");
    assert!(firsts[0].1.starts_with("docker run --isolation=hyperv mcr.microsoft.com/dotnet/framework/aspnet:4.8-"));
    assert_eq!(
        firsts[1],
        ("Better", "FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2025".to_owned())
    );
}

#[test]
fn a_tag_of_another_dotnet_framework_says_so() {
    let notes = |query: &str| {
        let question = link::decode(query);
        let verdict = judge(&question).unwrap();
        let firsts = first(&Context::new(&question, &verdict, &Catalogue::builtin(), RULES_AS_OF));
        firsts.into_iter().filter_map(|first| first.note).collect::<Vec<_>>()
    };
    let image = "mcr.microsoft.com/dotnet/framework/aspnet";
    let other = notes(&format!("host=ws2025&image={image}:4.8-windowsservercore-ltsc2019"));
    assert_eq!(other, [Sibling::VERSION_CHANGES]);
    assert!(notes(&format!("host=ws2025&image={image}:4.8.1-windowsservercore-ltsc2022")).is_empty());
    assert!(notes("host=ws2025&image=ltsc2019").is_empty());
}

/// The newest tag would not run there.
#[test]
fn a_tag_that_does_not_exist_is_replaced_by_one_for_the_host() {
    for image in ["servercore:latest", "servercore", "nanoserver:latest"] {
        let name = image.split(':').next().unwrap();
        says(
            &format!("host=ws2022&image=mcr.microsoft.com/windows/{image}"),
            &[("Do this", &format!("FROM mcr.microsoft.com/windows/{name}:ltsc2022"))],
        );
    }
}

#[test]
fn revisions_are_compared_of_the_image_that_was_asked_about() {
    let compared = |query: &str, image: &str| {
        let texts: Vec<String> =
            firsts(query).into_iter().filter(|(label, _)| *label == "Compare").map(|(_, text)| text).collect();
        assert!(texts.len() == 1 && texts[0].ends_with(image), "{query}: {texts:?}");
    };
    compared("host=ws2016&image=ltsc2016", " mcr.microsoft.com/windows/servercore:ltsc2016");
    compared("host=ws2016&image=a.io/shop/web:1-ltsc2016", " a.io/shop/web:1-ltsc2016");
    // A release names its base image, four numbers none.
    compared("host=ws2016&image=10.0.14393.4651", " registry.example.com/web:ltsc2016");
}

#[test]
fn an_image_that_does_not_say_its_windows_is_asked() {
    let inspect = "docker image inspect --format \"{{.OsVersion}}\" myacr.azurecr.io/so99:860";
    assert_eq!(firsts("host=ws2022&image=myacr.azurecr.io/so99:860")[0], ("Do this", inspect.to_owned()));
    let cluster = firsts("host=ws2022&image=myacr.azurecr.io/so99:860&engine=aks");
    assert_eq!(cluster[0].1, "docker manifest inspect --verbose myacr.azurecr.io/so99:860");
    let list = "docker manifest inspect golang:1.17".to_owned();
    assert_eq!(firsts("host=ws2019&image=golang:1.17")[0], ("Do this", list.clone()));
    assert!(
        firsts("host=ws2019&image=golang:1.25").iter().all(|(_, text)| *text != list.replace("1.17", "1.25")),
        "on record"
    );
    let from = "FROM mcr.microsoft.com/windows/servercore:ltsc2019";
    assert_eq!(firsts("host=ws2022&image=ltsc2109")[0], ("Do this", from.to_owned()));
}

#[test]
fn no_line_has_a_comment_and_every_chosen_snippet_exists() {
    let catalogue = Catalogue::builtin();
    let mut found = std::collections::BTreeSet::new();
    let images = ["ltsc2016", "ltsc2019", "ltsc2022", "ltsc2025", "nginx", "10.0.14393.1944", "10.0.17763.973"];
    let hosts = ["ws2016", "ws2019", "ws2022", "ws2025", "w11-25h2", "10.0.14393.4651", "10.0.17763.1039"];
    for (image, host) in images.iter().flat_map(|image| hosts.map(|host| (image, host))) {
        for engine in ["docker", "swarm", "kubernetes", "aks"] {
            let question = link::decode(&format!("host={host}&image={image}&engine={engine}"));
            let verdict = judge(&question).unwrap();
            let context = Context::new(&question, &verdict, &catalogue, RULES_AS_OF);
            for line in first(&context).into_iter().filter_map(|first| first.line) {
                assert!(!line.text.contains("# ") && !line.text.is_empty(), "{line:?}");
                assert!(line.edits.iter().all(|edit| line.text.get(edit.clone()).is_some()), "{line:?}");
            }
            for advice in applicable(&context) {
                let snippets = first_snippets(advice.step, &context);
                found.extend(snippets.iter().map(|snippet| (advice.step, snippet.target, snippet.title)));
            }
        }
    }
    for chosen in CHOSEN {
        assert!(found.contains(&chosen), "{chosen:?} is never written");
    }
}

/// Nobody but its publisher builds it: another base under it would be another image.
#[test]
fn an_image_that_others_publish_is_asked_for_another_tag() {
    for (host, image, list) in [
        ("ws2022", "golang:1.20-windowsservercore-1809", "crane ls golang"),
        ("ws2022", "mcr.microsoft.com/mssql/server:2017-ltsc2019", "crane ls mcr.microsoft.com/mssql/server"),
        ("w10-22h2", "mcr.microsoft.com/businesscentral:10.0.20348.169", "crane ls mcr.microsoft.com/businesscentral"),
    ] {
        let firsts = firsts(&format!("host={host}&image={image}"));
        assert!(firsts.iter().any(|(_, line)| line == list), "{firsts:?}");
        assert!(!firsts.iter().any(|(_, line)| line.starts_with("FROM ")), "{firsts:?}");
    }
    let own = firsts("host=ws2022&image=registry.example.com/golang:1.20-windowsservercore-1809");
    assert!(own.iter().any(|(_, line)| line == "FROM mcr.microsoft.com/windows/servercore:ltsc2022"), "{own:?}");
}

#[test]
fn what_is_rebuilt_for_nodes_that_aks_has_says_on_what() {
    for (image, line) in [
        ("ltsc2019", "FROM mcr.microsoft.com/windows/servercore:ltsc2025"),
        ("registry.example.com/web:nanoserver-1809", "FROM mcr.microsoft.com/windows/nanoserver:ltsc2025"),
        (
            "mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019",
            "image: mcr.microsoft.com/dotnet/framework/aspnet:4.8.1-windowsservercore-ltsc2025",
        ),
    ] {
        let query = format!("host=ws2019&image={image}&engine=aks");
        assert_eq!(firsts(&query)[1], ("Next", line.to_owned()), "{query}");
    }
    assert_eq!(firsts("host=ws2019&image=ltsc2019&engine=kubernetes")[1].0, "Build on", "only AKS has retired them");
}
