//! Things of one file that are the same for several Windows versions, and what objects of a cluster keep.

use super::*;

const OLD: &str = "mcr.microsoft.com/windows/servercore:ltsc2019";
const NEW: &str = "mcr.microsoft.com/windows/servercore:ltsc2022";

/// A file stays, and says of one thing that another one is the same for the hosts.
#[track_caller]
fn left(text: &str, twin: &str) {
    let fixed = Case::new("--host ws2022", text).fixed();
    assert_eq!(fixed.edits, [], "{text}");
    let says = format!("This is for another Windows, and {twin} is the same for the hosts: not changed.");
    assert!(fixed.notes.iter().any(|note| !note.open && note.text == says), "{text}\n{:#?}", fixed.notes);
}

/// The image of the first thing becomes that of the hosts; that of the second one is.
#[track_caller]
fn changed(text: &str) {
    let fixed = Case::new("--host ws2022", text).fixed();
    assert!(!fixed.text.contains(OLD), "{text}\n{:#?}", fixed.notes);
}

#[test]
fn what_is_there_for_the_hosts_already_stays_for_the_others() {
    let objects = |names: [&str; 2], images: [&str; 2], builds: [&str; 2]| {
        let one = |at: usize| {
            format!(
                "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {{name: {}}}\nspec:\n  template:\n    spec:\n      nodeSelector:\n        kubernetes.io/os: windows\n        node.kubernetes.io/windows-build: 10.0.{}\n      containers:\n      - {{name: a, image: \"{}\"}}\n",
                names[at], builds[at], images[at]
            )
        };
        format!("{}---\n{}", one(0), one(1))
    };
    let builds = ["17763", "20348"];
    left(&objects(["agent-windows-2019", "agent-windows-2022"], [OLD, NEW], builds), "agent-windows-2022");
    left(&objects(["agent-1809", "agent-ltsc2022"], ["shop/agent:1", "shop/agent:1"], builds), "agent-ltsc2022");
    // Others by their names, and two that are both of the old Windows.
    changed(&objects(["agent-windows-2019", "shop-windows-2022"], [OLD, NEW], builds));
    changed(&objects(["agent", "agent-windows-2022"], [OLD, NEW], builds));
    changed(&objects(["sql-2019", "sql-2022"], [OLD, OLD], ["17763", "17763"]));

    let services = |first: &str, second: &str| {
        format!(
            "services:\n  {first}: {{image: '{OLD}'}}\n  {second}:\n    build: {{context: ., args: {{BASE: '{NEW}'}}}}\n"
        )
    };
    left(&services("app-ltsc2019", "app-ltsc2022"), "app-ltsc2022");
    changed(&services("app-ltsc2019", "web-ltsc2022"));

    let stages = |last: &str| format!("FROM {OLD} AS base-ltsc2019\nRUN a\nFROM {NEW} AS base-ltsc2022\nRUN a\n{last}");
    left(&stages(""), "base-ltsc2022");
    left(&stages("FROM base-ltsc2019 AS app-ltsc2019\n"), "base-ltsc2022");
    for last in ["FROM base-ltsc2019 AS app\n", "FROM base-ltsc2019\n", "COPY --from=base-ltsc2019 a b\n"] {
        changed(&stages(last));
    }

    left(&format!("ltsc2019: {{image: '{OLD}'}}\nltsc2022: {{image: '{NEW}'}}\n"), "ltsc2022");
    left(&format!("images:\n- {{name: win2019, image: '{OLD}'}}\n- {{name: win2022, image: '{NEW}'}}\n"), "win2022");
    changed(&format!("a: {{image: '{OLD}'}}\nltsc2022: {{image: '{NEW}'}}\n"));
    changed(&format!("a:\n  ltsc2019: {{image: '{OLD}'}}\nb:\n  ltsc2022: {{image: '{NEW}'}}\n"));
}

fn config_map(data: &str) -> String {
    format!("apiVersion: v1\nkind: ConfigMap\nmetadata: {{name: a}}\ndata:\n{data}")
}

#[test]
fn images_that_a_config_map_keeps() {
    for data in ["  BUILD_IMAGE: §\n", "  image: '§'\n", "  a.yaml: |\n    runner:\n      image: §\n"] {
        word("--host ws2022", &config_map(&data.replace('§', OLD)), "ltsc2019", "ltsc2022");
    }
    let toml = "  config.toml: |\n    [runners.docker]\n    image = \"§\"\n";
    word("--host ws2022", &config_map(&toml.replace('§', OLD)), "ltsc2019", "ltsc2022");
    word(
        "--host ws2022",
        &config_map("  image: §\n").replace("ConfigMap", "Secret").replace("data", "stringData").replace('§', OLD),
        "ltsc2019",
        "ltsc2022",
    );
    open("--host ws2022", &config_map(&format!("  nano: {OLD}\n")), "what it is for isn’t known");
    left(&config_map(&format!("  image-ltsc2019: {OLD}\n  image-ltsc2022: {NEW}\n")), "image-ltsc2022");
    // What isn’t for Windows is none of ours.
    for data in ["  image: nginx:1.27\n", "  a.yaml: |\n    image: nginx:1.27\n", "  image: shop/app:1\n"] {
        assert!(Case::new("--host ws2022", &config_map(data)).fix().expect_err(data).is_other());
        let beside = format!("{}---\n{}", pod("").replace("ltsc2019", "ltsc2022"), config_map(data));
        assert!(Case::new("--host ws2022", &beside).fixed().is_complete(), "{data}");
    }
}
