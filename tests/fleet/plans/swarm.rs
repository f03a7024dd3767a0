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
            "docker service update --constraint-add node.labels.windows.build==20348 --image mcr.microsoft.com/windows/nanoserver:ltsc2022 site"
        ]
    );
}
