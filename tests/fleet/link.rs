//! Links of a fleet.

use wincompat::fleet::link::{Carried, MAX_LENGTH, View, decode, encode};
use wincompat::{Choice, Engine};

use crate::fleet;
use crate::target;

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
        let view = View::of(&fleet(text), None);
        let (query, carried) = encode(&view);
        assert_eq!((query.as_str(), carried), (format!("view=fleet&{expected}").as_str(), Carried::All), "{text:?}");
        assert_eq!(decode(&query), view, "{query}");
    }
}

#[test]
fn target_engine_and_hyperv() {
    let mut one = fleet("ws2019\nltsc2019");
    (one.engine, one.hyperv) = (Some(Engine::Aks), false);
    let view = View::of(&one, Some(target("ws2025")));
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
    let (query, carried) = encode(&View::of(&fleet(&many), None));
    assert_eq!((query.as_str(), carried), ("view=fleet&nodes=ws2022*199", Carried::Releases));
    let many: String = (0..500).map(|build| format!("{}\n", 30000 + build)).collect();
    let (query, carried) = encode(&View::of(&fleet(&many), None));
    assert_eq!(carried, Carried::Part);
    assert!(query.len() <= MAX_LENGTH);
    assert!(carried.note().is_some());
}
