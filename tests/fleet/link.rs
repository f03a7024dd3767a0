//! Links of a fleet.

use wincompat::fleet::link::{Carried, FleetState, MAX_LENGTH, decode, encode};
use wincompat::fleet::{FleetText, Grid, Plan, Topic};
use wincompat::{Choice, Engine, Fleet};

use crate::{fleet, move_to, target};

#[test]
fn the_link_of_a_fleet() {
    for (text, expected) in [
        (
            "ws2019*3\n10.0.20348.2113*2\nltsc2019\nltsc2022",
            "nodes=10.0.20348.2113*2,ws2019*3&images=ltsc2022,ltsc2019",
        ),
        ("secret-name ws2019\nprivate.example.com/secret:ltsc2019*4", "nodes=ws2019&images=ltsc2019*4"),
        ("ws2022\nprivate.example.com/secret:1", "nodes=ws2022&images=unknown"),
        ("linux*2\nnginx:1.27", "nodes=linux*2&images=linux"),
        ("10.0.26100.4061-client", "nodes=10.0.26100.4061-client"),
        ("w11-24h2", "nodes=w11-24h2"),
        ("10.0.17763.973\n# images\n10.0.17763.437", "nodes=10.0.17763.973&images=10.0.17763.437"),
        ("mcr.microsoft.com/windows/servercore/iis:latest", "images=ltsc2025~ltsc2022~ltsc2019~ltsc2016"),
    ] {
        let view = FleetState::of(&fleet(text), None);
        let (query, carried) = encode(&view);
        assert_eq!((query.as_str(), carried), (format!("view=fleet&{expected}").as_str(), Carried::All), "{text:?}");
        assert_eq!(decode(&query), view, "{query}");
    }
}

#[test]
fn target_engine_and_hyperv() {
    let mut one = fleet("ws2019\nltsc2019");
    (one.engine, one.hyperv) = (Some(Engine::Aks), false);
    let view = FleetState::of(&one, Some(target("ws2025")));
    let query = "view=fleet&nodes=ws2019&images=ltsc2019&target=ws2025&engine=aks&hyperv=no";
    assert_eq!(encode(&view).0, query);
    assert_eq!(decode(query), view);
    let again = view.fleet();
    assert_eq!((again.engine, again.hyperv, again.nodes.len(), again.images.len()), (Some(Engine::Aks), false, 1, 1));
}

#[test]
fn the_link_of_the_design() {
    let query = "?view=fleet&nodes=ws2019*3,10.0.20348.2113*2&images=ltsc2019,ltsc2022&target=ws2025";
    let view = decode(query);
    assert_eq!(view.bad().count(), 0);
    assert_eq!(view.fleet().windows_nodes(), 5);
    assert_eq!(format!("?{}", encode(&view).0), query);
}

#[test]
fn what_is_not_understood_is_shown_back() {
    let query = "view=fleet&nodes=ws2019,ws1999*2,%C3%BC*0,ltsc2019&images=ws2022,a%2Fb:1&target=ws1999&engine=podman&hyperv=maybe";
    let view = decode(query);
    let bad: Vec<&str> = view.bad().map(|bad| bad.text.as_str()).collect();
    assert_eq!(bad, ["ws1999", "ü*0", "ltsc2019", "ws2022", "a/b:1", "ws1999", "podman", "maybe"]);
    let again = encode(&view).0;
    assert_eq!(decode(&again), view, "{again}");
    assert_eq!(
        view.nodes[1].value.bad().map(|bad| bad.message.as_str()),
        Some("found “ws1999”, expected a release such as ws2022, a version such as 10.0.20348.2113, or linux")
    );
    assert!(matches!(view.target, Choice::Bad(_)));
}

#[test]
fn a_long_link_loses_revisions_first() {
    let many: String = (1..200).map(|revision| format!("10.0.20348.{revision}\n")).collect();
    let (query, carried) = encode(&FleetState::of(&fleet(&many), None));
    assert_eq!((query.as_str(), carried), ("view=fleet&nodes=ws2022*199", Carried::Releases));
    let many: String = (0..500).map(|build| format!("{}\n", 30000 + build)).collect();
    let (query, carried) = encode(&FleetState::of(&fleet(&many), None));
    assert_eq!(carried, Carried::Part);
    assert!(query.len() <= MAX_LENGTH);
    assert!(carried.note().is_some());
}

/// Node names of a cluster, with images of a registry of one's own, of Microsoft, and of the cluster.
const CLUSTER: &str = "NAME STATUS ROLES AGE VERSION INTERNAL-IP EXTERNAL-IP OS-IMAGE KERNEL-VERSION CONTAINER-RUNTIME\n\
    lin0 Ready <none> 1d v1.29.2 10.0.0.4 <none> Ubuntu 22.04.2 LTS 5.15.0-1042-azure containerd://1.7.1\n\
    akswin19000000 Ready <none> 1d v1.29.2 10.0.0.5 <none> Windows Server 2019 Datacenter 10.0.17763.5696 containerd://1.7.1\n\
    akswin19000001 Ready <none> 1d v1.29.2 10.0.0.6 <none> Windows Server 2019 Datacenter 10.0.17763.5696 containerd://1.7.1\n\
    akswin22000000 Ready <none> 1d v1.29.2 10.0.0.7 <none> Windows Server 2022 Datacenter 10.0.20348.2402 containerd://1.7.1\n";
const SHOP: &str = "contoso.azurecr.io/shop/web:1.14-ltsc2019 *4\ncontoso.azurecr.io/shop/jobs:1.14-ltsc2019\n\
    contoso.azurecr.io/shop/api:2.3.1\ncontoso.azurecr.io/shop/old:1\n\
    mcr.microsoft.com/dotnet/framework/aspnet:4.8-windowsservercore-ltsc2019\nmcr.microsoft.com/windows/servercore:ltsc2022\n\
    mcr.microsoft.com/windows/servercore/iis:latest\nmcr.microsoft.com/windows:ltsc2022\n\
    mcr.microsoft.com/oss/kubernetes/pause:3.9-windows-ltsc2022-amd64\nnginx:1.25\nredis:7\n";

#[test]
fn a_reload_changes_no_number() {
    for (nodes, images) in [
        (CLUSTER, SHOP),
        (CLUSTER, ""),
        ("web-1 10.0.17763.973\nweb-2 ws2022\nws2022*4", SHOP),
        (
            "a Windows Server 2016\nb Windows Server 2019",
            "one.example.com/a:1-ltsc2016 *7\none.example.com/b:1-ltsc2016 *2",
        ),
        ("ws2022", "ltsc2019 *3\nltsc2022 in 2 images\nltsc2016 *9 in 4 images"),
    ] {
        let named = Fleet::read(&sources(nodes, images)).fleet;
        let link = encode(&FleetState::of(&named, None)).0;
        for name in ["web-1", "akswin", "shop", "contoso", "example", "aspnet", "iis"] {
            assert!(!link.contains(name), "{link}");
        }
        let view = decode(&link);
        assert_eq!(view.bad().count(), 0, "{link}");
        let [nodes, images] = view.lists();
        let reading = Fleet::read(&sources(&nodes, &images));
        assert_eq!(reading.unread, [], "{nodes}{images}");
        let from_lists = Fleet { engine: named.engine, ..reading.fleet };
        for again in [view.fleet(), from_lists] {
            assert_eq!(encode(&FleetState::of(&again, None)).0, link);
            assert_eq!((again.kubernetes, again.eks), (named.kubernetes, named.eks));
            let (before, after) = (Grid::new(&named), Grid::new(&again));
            assert_eq!(before.summary(&named), after.summary(&again), "{link}");
            assert_eq!((before.tally(), before.outcomes()), (after.tally(), after.outcomes()), "{link}");
            let (before, after) = (move_to("ws2025", &named), move_to("ws2025", &again));
            let numbers = |plan: &Plan| -> Vec<String> {
                let text = plan.summary() + &plan.steps.iter().map(|step| step.title.clone()).collect::<String>();
                text.split_whitespace().filter(|word| word.parse::<u32>().is_ok()).map(str::to_owned).collect()
            };
            assert_eq!(numbers(&before), numbers(&after), "{link}");
            let kinds = |plan: &Plan| plan.steps.iter().map(|step| step.kind).collect::<Vec<_>>();
            assert_eq!(kinds(&before), kinds(&after), "{link}");
        }
        let names =
            named.nodes.iter().any(|node| node.name.is_some()) || named.images.iter().any(|one| one.name.is_some());
        assert_eq!((named.left_behind().is_some(), view.fleet().left_behind()), (names, None));
    }
}

#[test]
fn links_carry_how_many_images_there_are() {
    let view = decode(
        "nodes=ws2022&images=ltsc2022,ltsc2019*5*2,ltsc2016*3,linux*2,no-tag*2*2,host-process*2,system*3&kubernetes=1.29.2-eks",
    );
    assert_eq!(view.bad().count(), 0);
    let fleet = view.fleet();
    assert_eq!((fleet.host_process, fleet.system_images(), fleet.linux_images(), fleet.eks), (2, 3, 2, true));
    assert!(Grid::new(&fleet).summary(&fleet).starts_with("1 Windows node with 1 version, 6 images with 3 versions"));
    // More different ones than uses there are not.
    let bad = decode("images=ltsc2019*2*5,ltsc2019*0*0&kubernetes=2");
    let bad: Vec<&str> = bad.bad().map(|bad| bad.text.as_str()).collect();
    assert_eq!(bad, ["ltsc2019*2", "ltsc2019*0*0", "2"]);
}

fn sources<'a>(nodes: &'a str, images: &'a str) -> [FleetText<'a>; 2] {
    [FleetText { text: nodes, about: Topic::Both }, FleetText { text: images, about: Topic::Images }]
}
