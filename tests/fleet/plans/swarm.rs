//! Plans for Swarm.

use wincompat::fleet::StepKind;
use wincompat::{Engine, Fleet};

use super::{lines, users};
use crate::{fleet, move_to};

#[test]
fn each_step_has_its_commands_filled_in() {
    let swarm = Fleet { engine: Some(Engine::Swarm), ..fleet("n1 ws2019\nn2 ws2019\nltsc2019") };
    let plan = move_to("ws2022", &swarm);
    assert_eq!(
        lines(&plan, StepKind::Pin),
        [
            "docker node update --label-add windows.build=17763 n1",
            "docker node update --label-add windows.build=17763 n2",
            "docker service update --constraint-add node.labels.windows.build==17763 my-app",
        ]
    );
    assert_eq!(lines(&plan, StepKind::AddHosts)[1], "docker node update --label-add windows.build=20348 new-node");
}

/// Services name what uses an image, in a table and as JSON.
#[test]
fn users_of_images_are_services() {
    for (text, expected) in [
        (
            "ID             NAME   MODE         REPLICAS   IMAGE                      PORTS\n\
             abcdefghijkl   site   replicated   1/1        r.example.com/a:ltsc2019\n",
            " service/site ",
        ),
        (
            "[{\"ID\":\"a\",\"Spec\":{\"Name\":\"site\",\"TaskTemplate\":{\"ContainerSpec\":{\"Image\":\"r.example.com/a:ltsc2019\"}}}}]",
            " service/site ",
        ),
    ] {
        assert_eq!(users(text), expected, "{text}");
    }
    let swarm = Fleet {
        engine: Some(Engine::Swarm),
        ..fleet(
            "n1 ws2019\n\nID             NAME   MODE         REPLICAS   IMAGE\n\
             abcdefghijkl   site   replicated   1/1        mcr.microsoft.com/windows/nanoserver:1809\n",
        )
    };
    let rebuild = lines(&move_to("ws2022", &swarm), StepKind::Rebuild);
    assert_eq!(
        rebuild,
        [
            "docker service update --constraint-rm node.labels.windows.build==17763 --constraint-add node.labels.windows.build==20348 \
             --image mcr.microsoft.com/windows/nanoserver:ltsc2022 site"
        ]
    );
}

/// Swarm joins constraints with “and”: after the last step a service has none for nodes that are about to go, and each label that it
/// asks for is on a node.
#[test]
fn no_service_is_left_with_a_constraint_that_no_node_meets() {
    for (nodes, image, target) in [
        ("n1 ws2019", "ltsc2019", "ws2022"),
        ("n1 ws2019\nn2 ws2022", "ltsc2019", "ws2022"),
        ("n1 ws2022\nn2 ws2019", "ltsc2019", "ws2025"),
        ("n1 ws2022", "ltsc2022", "ws2025"),
        ("n1 ws2025\nn2 ws2022", "ltsc2022", "ws2019"),
        // Nothing keeps it anywhere: no node runs it.
        ("n1 ws2019", "ltsc2016", "ws2022"),
    ] {
        let swarm = Fleet { engine: Some(Engine::Swarm), ..fleet(&format!("{nodes}\n{image}")) };
        let plan = move_to(target, &swarm);
        let (mut labels, mut constraints) = (Vec::new(), Vec::new());
        for line in plan.steps.iter().filter_map(|step| step.snippet.as_ref()).flat_map(|one| one.text.lines()) {
            let words: Vec<&str> = line.split(' ').collect();
            for pair in words.windows(2) {
                match pair[0] {
                    "--label-add" => labels.push((pair[1].to_owned(), *words.last().expect("a node"))),
                    "--constraint-add" => constraints.push(pair[1].to_owned()),
                    "--constraint-rm" => constraints.retain(|one| one != pair[1]),
                    _ => {}
                }
            }
        }
        let met = |constraint: &String| {
            let label = constraint.strip_prefix("node.labels.").expect("a label").replace("==", "=");
            // Where all new nodes are added, else on those that are there.
            labels.iter().any(|(one, node)| *one == label && (*node == "new-node" || plan.there.len() == 1))
        };
        assert!(
            constraints.len() <= 1 && constraints.iter().all(met),
            "{nodes:?} {image} {target}: {constraints:?} {labels:?}"
        );
    }
}

/// A node is emptied, leaves, and is taken off the list: one that is up can't be.
#[test]
fn old_nodes_leave_the_swarm() {
    let plan = move_to("ws2022", &Fleet { engine: Some(Engine::Swarm), ..fleet("n1 ws2019\nn2 ws2022\nltsc2019") });
    assert_eq!(
        lines(&plan, StepKind::RemoveHosts),
        ["docker node update --availability drain n1", "docker node rm n1"]
    );
    let many: String = (1..=13).map(|at| format!("n{at} ws2019\n")).collect();
    let many = move_to("ws2022", &Fleet { engine: Some(Engine::Swarm), ..fleet(&format!("{many}ltsc2019")) });
    let text = lines(&many, StepKind::Pin).join("\n");
    assert!(
        text.contains(" n13; do\n  docker node update --label-add windows.build=17763 \"$node\" || break\n"),
        "{text}"
    );
    let snippet = plan.steps.iter().find(|step| step.kind == StepKind::Rebuild).and_then(|step| step.snippet.as_ref());
    assert!(snippet.expect("commands").place.contains("manager"));
}
