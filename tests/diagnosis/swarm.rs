//! Services of a swarm that a Windows node refuses: what the first step is, and a neighbour for which it would be wrong.

use wincompat::diagnose::Cause::{self, *};

use crate::kinds::{cause, commands, titles};

const RESTART: &str = "Restart-Service hns";
const HNS: &str = "1/1: HNS failed with error : Catastrophic failure";

fn create(flags: &str) -> String {
    format!("docker service create --name web {flags} mcr.microsoft.com/windows/servercore/iis\n{HNS}")
}

/// A row of `docker service ps`.
fn task(image: &str, node: &str, error: &str) -> String {
    format!(
        "ID            NAME   IMAGE  NODE  DESIRED STATE  CURRENT STATE  ERROR\n\
         m2v8x1m1k9zz  shop.2  {image}  {node}  Shutdown  Rejected 5 minutes ago  \"{error}\""
    )
}

/// <https://github.com/docker/for-win/issues/1552>, and Microsoft on the routing mesh of Windows Server, version 1709:
/// <https://techcommunity.microsoft.com/t5/containers/docker-s-routing-mesh-available-with-windows-server-version-1709/ba-p/382382>.
#[test]
fn windows_server_2016_publishes_on_the_node_itself() {
    const HOST_MODE: &str =
        "docker service update --publish-rm 80 --publish-add \"mode=host,target=80,published=8080\" web";
    let on = |host: &str, flags: &str| format!("Microsoft Windows [Version 10.0.{host}]\n{}", create(flags));
    for flags in ["--publish 8080:80", "-p 8080:80", "--publish published=8080,target=80"] {
        assert_eq!(commands(&on("14393.2457", flags))[0], HOST_MODE, "{flags}");
        assert!(commands(&create(flags)).contains(&HOST_MODE.to_owned()), "{flags}: the host may be one");
        assert!(!commands(&on("17763.5458", flags)).contains(&HOST_MODE.to_owned()), "{flags}: that has the mesh");
    }
    let published = "--publish mode=host,target=80,published=8080";
    assert!(commands(&on("14393.2457", published)).iter().all(|command| !command.contains("--publish-add")));
}

#[test]
fn a_stack_file_publishes_in_host_mode() {
    let stack = |host: &str| {
        format!(
            "docker stack deploy -c s.yml shop\nservices:\n  web:\n    ports:\n      - \"8111:80\"\n{}\nMicrosoft Windows [Version 10.0.{host}]",
            task("a.io/web:1-windows", "win-1", "HNS failed with error : The parameter is incorrect.")
        )
    };
    assert_eq!(commands(&stack("14393.2457"))[0], "ports:\n- target: 80\n  published: 8111\n  mode: host");
    assert!(commands(&stack("17763.1"))[0].starts_with("Get-EventLog"));
}

#[test]
fn a_reason_that_a_table_cut_is_asked_for_first() {
    const WHOLE: &str = "docker service ps --no-trunc shop";
    let row = |error: &str| task("a.io/shop:1-windows", "win-1", error);
    for cut in [
        "HNS failed with error : Unspe…",
        "HNS failed with error : Catas...",
        "failed to create endpoint: hnsCall failed i…",
    ] {
        assert_eq!(commands(&row(cut))[0], WHOLE, "{cut}");
    }
    let whole = commands(&row("HNS failed with error : Unspecified error"));
    assert!(!whole.contains(&WHOLE.to_owned()) && whole[0] != RESTART, "{whole:?}");
    let by_hand = format!("docker run a.io/shop:1-windows\n{HNS}");
    assert_eq!(commands(&by_hand), [RESTART], "no service is asked about");
}

/// <https://github.com/moby/moby/issues/32317>: only Windows has a host network service.
#[test]
fn a_linux_image_on_a_windows_node_is_the_cause() {
    let hns = "HNS failed with error : Catas…";
    let linux = task("nginx:latest", "WIN-K9C4", hns);
    assert_eq!(cause(&linux), Some(LinuxImage));
    assert_eq!(
        commands(&linux)[0],
        "docker service update --constraint-rm node.platform.os==windows --constraint-add node.platform.os==linux shop"
    );
    assert!(!titles(&linux).contains("Docker Desktop"), "{}", titles(&linux));
    let is = |image: &str| cause(&task(image, "WIN-K9C4", hns));
    assert_eq!(is("mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019"), Some(NotCompatibility));
    assert_eq!(is("a.io/shop:1"), Some(NotCompatibility), "its name doesn’t say");
}

/// <https://github.com/docker/for-win/issues/9474>, <https://github.com/moby/moby/issues/39367>,
/// <https://github.com/moby/moby/issues/32935>.
#[test]
fn the_host_network_service_gives_its_reason() {
    let first = |reason: &str| commands(&create("").replace("Catastrophic failure", reason))[0].clone();
    assert_eq!(first("There are no more endpoints available from the endpoint mapper."), "Get-Service BFE, mpssvc");
    assert_eq!(first("An adapter was not found."), "Get-NetAdapter");
    assert_eq!(first("Element not found."), "docker network ls");
    let other = first("Unspecified error");
    assert!(other.starts_with("Get-EventLog"), "{other}");
    assert_eq!(cause(&create("")), Some(Cause::NotCompatibility));
}
