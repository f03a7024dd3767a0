//! Moving the hosts to another release.

use wincompat::fleet::{Fate, Order, Plan, StepKind, aks};
use wincompat::{Engine, Fleet};

use crate::TODAY;
use crate::fleet;
use crate::kubernetes;
use crate::move_to;

/// What becomes of each column: `ltsc2019 rebuild on ltsc2022 for 20348`.
fn fates(plan: &Plan) -> String {
    let one = |one: &wincompat::fleet::Move| {
        let mut text = format!("{} {}", plan.grid.images[one.column].title(), one.fate.slug());
        if let Some(rebuild) = &one.rebuild {
            text += &format!(" on {}", rebuild.word());
            let serves: Vec<String> =
                rebuild.serves.iter().map(|row| plan.grid.hosts[*row].host.version.build.to_string()).collect();
            if rebuild.first() {
                text += &format!(" for {}{}", serves.join("+"), if rebuild.serves_all { " (all)" } else { "" });
            }
            if let Some(later) = rebuild.later {
                text += &format!(", later {}", later.image_slug.unwrap_or_default());
            }
        }
        text
    };
    plan.moves.iter().map(one).collect::<Vec<_>>().join("; ")
}

fn steps(plan: &Plan) -> Vec<&'static str> {
    plan.steps.iter().map(|step| step.kind.slug()).collect()
}

#[test]
fn what_becomes_of_images() {
    for (text, target, expected) in [
        ("ws2022\nltsc2022", "ws2025", "ltsc2022 keep"),
        ("ws2019\nltsc2019", "ws2022", "ltsc2019 rebuild on ltsc2022"),
        ("ws2019\nltsc2019", "ws2025", "ltsc2019 rebuild on ltsc2025"),
        ("ws2022\nltsc2019", "ws2025", "ltsc2019 rebuild on ltsc2022 for 20348 (all), later ltsc2025"),
        ("ws2019\nws2022\nltsc2019", "ws2025", "ltsc2019 rebuild on ltsc2022 for 20348, later ltsc2025"),
        ("ws2022\nltsc2022", "ws2019", "ltsc2022 rebuild on ltsc2019"),
        ("ws2022\nltsc2022", "ws23h2", "ltsc2022 keep"),
        ("ws2019\nltsc2019", "ws23h2", "ltsc2019 rebuild on ltsc2022"),
        ("ws2022\nltsc2022", "w10-22h2", "ltsc2022 stuck"),
        ("ws2022\nltsc2022", "w11-25h2", "ltsc2022 check"),
        ("ws2019\nltsc2019", "w11-25h2", "ltsc2019 rebuild on ltsc2025"),
        ("ws2022\nr.example.com/a:1", "ws2025", "version not known unknown"),
        ("ws2022\nltsc2022\nltsc2016", "ws2016", "ltsc2022 rebuild on ltsc2016; ltsc2016 check"),
        ("ltsc2019", "ws2025", "ltsc2019 rebuild on ltsc2025"),
    ] {
        assert_eq!(fates(&move_to(target, &fleet(text))), expected, "{text:?} to {target}");
    }
}

#[test]
fn without_images_nothing_is_promised() {
    let fleet = fleet("ws2019");
    let blocks = format!("{:?}", move_to("ws2025", &fleet).blocks(&fleet, TODAY));
    assert!(blocks.contains("No image is given") && !blocks.contains("No image has to be rebuilt"), "{blocks}");
}

#[test]
fn new_names_of_images() {
    for (from, to, expected) in [
        ("mcr.microsoft.com/windows/servercore:ltsc2019", "ws2022", "mcr.microsoft.com/windows/servercore:ltsc2022"),
        (
            "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809",
            "ws2022",
            "mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022",
        ),
        ("r.example.com/web:7-ltsc2019", "ws2022", "r.example.com/web:7-ltsc2022 (guessed from the naming pattern)"),
    ] {
        let plan = move_to(to, &fleet(&format!("ws2019\n{from}")));
        let rebuild = plan.moves[0].rebuild.as_ref().expect("a rebuild");
        assert_eq!(rebuild.tags[0].text(), expected);
    }
    let plan = move_to("ws2022", &fleet("ws2019\nweb ltsc2019"));
    let rebuild = plan.moves[0].rebuild.as_ref().expect("a rebuild");
    assert_eq!(rebuild.tags[0].text(), "built on mcr.microsoft.com/windows/servercore:ltsc2022");
}

#[test]
fn order_of_steps() {
    let plan = move_to("ws2025", &kubernetes("ws2022\nltsc2022"));
    assert_eq!((plan.order, steps(&plan)), (Order::HostsOnly, vec!["add-hosts", "move", "remove-hosts"]));
    let plan = move_to("ws2025", &kubernetes("ws2022\nltsc2019"));
    assert_eq!(
        (plan.order, steps(&plan)),
        (Order::ImagesFirst, vec!["rebuild-first", "add-hosts", "remove-hosts", "later"])
    );
    let plan = move_to("ws2022", &kubernetes("ws2019\nltsc2019\nr.example.com/a:1"));
    assert_eq!(
        (plan.order, steps(&plan)),
        (Order::HostsFirst, vec!["find-out", "pin", "add-hosts", "rebuild", "remove-hosts"])
    );
    let plan = move_to("ws2022", &kubernetes("ws2022\nltsc2022"));
    assert_eq!(steps(&plan), Vec::<&str>::new());
    assert_eq!(plan.exit_code(), 0);
}

#[test]
fn partly_there() {
    let plan = move_to("ws2025", &fleet("ws2025*2\nws2022\nltsc2022"));
    assert_eq!((plan.there.len(), plan.old.len()), (1, 1));
    assert_eq!(
        plan.summary(),
        "Moving 1 node to Windows Server 2025. Already there: 2. 1 image keeps running (ltsc2022)."
    );
}

#[test]
fn hyperv_is_a_way_while_it_is_there() {
    let plan = move_to("ws2025", &fleet("ws2019\nltsc2019"));
    assert!(plan.moves[0].hyperv);
    assert_eq!((plan.moves[0].fate, plan.exit_code()), (Fate::Rebuild, 1));
    let plan = move_to("ws2025", &kubernetes("ws2019\nltsc2019"));
    assert!(!plan.moves[0].hyperv);
    assert_eq!(plan.exit_code(), 2);
}

#[test]
fn when_support_ends() {
    let plan = move_to("ws2022", &fleet("ws2019\nltsc2019"));
    let endings: Vec<String> =
        plan.endings.iter().map(|ending| format!("{}: {}", ending.subject(), ending.text(TODAY))).collect();
    assert_eq!(
        endings,
        [
            "Windows Server 2019: Mainstream support ended on 2024-01-09; security updates end on 2029-01-09.",
            "Windows Server 2022: Mainstream support ends on 2026-10-13; security updates end on 2031-10-14.",
            "ltsc2019 images: Mainstream support ended on 2024-01-09; security updates end on 2029-01-09.",
            "ltsc2022 images: Mainstream support ends on 2026-10-13; security updates end on 2031-10-14.",
        ]
    );
}

#[test]
fn aks_has_dates_of_its_own() {
    let aks = |text: &str, target: &str| move_to(target, &Fleet { engine: Some(Engine::Aks), ..fleet(text) });
    let plan = aks("ws2019\nltsc2019", "ws2022");
    assert_eq!(
        plan.endings[0].text(TODAY),
        "Mainstream support ended on 2024-01-09; security updates end on 2029-01-09. AKS calls it Windows2019. Up to Kubernetes 1.32. \
         Retired on 2026-03-01. Node images are removed on 2027-04-01."
    );
    let add = plan.steps.iter().find(|step| step.kind == StepKind::AddHosts).expect("a step");
    assert!(add.text.contains("--os-sku Windows2022"), "{}", add.text);
    let plan = aks("ws2022\nltsc2022", "ws2019");
    let add = plan.steps.iter().find(|step| step.kind == StepKind::AddHosts).expect("a step");
    assert_eq!(add.text, "AKS has no node pools with Windows Server 2019 (any more).");
    assert!(aks::support("ws2016").is_none());
    let pools = wincompat::rules::release::aks_pools();
    assert_eq!(pools.map(|(release, _)| release.slug).collect::<Vec<_>>(), ["ws2019", "ws2022", "ws23h2", "ws2025"]);
}
