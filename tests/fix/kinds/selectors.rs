//! Which nodes a pod asks for, in every style.

use super::*;

/// The pod selects Windows nodes of this build after the fix.
#[track_caller]
fn selects(spec: &str, build: &str) {
    let text = pod(spec);
    let fixed = Case::new("--host ws2022", &text.replace("ltsc2019", "ltsc2022")).fixed();
    assert!(fixed.is_complete(), "{:#?}\n{}", fixed.notes, fixed.text);
    let selector = value(&fixed.text)["spec"]["nodeSelector"].clone();
    assert_eq!(selector["kubernetes.io/os"].as_str().map(str::trim_end), Some("windows"), "{}", fixed.text);
    assert_eq!(selector["node.kubernetes.io/windows-build"].as_str().map(str::trim_end), Some(build), "{}", fixed.text);
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
            &format!("  nodeSelector:\n    node.kubernetes.io/windows-build: {value}\n    kubernetes.io/os: windows\n"),
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

#[test]
fn beside_a_key_that_is_none_nothing_is_added() {
    for entry in [
        ": kubernetes.io/arch: amd64",
        "? kubernetes.io/arch: amd64",
        " : kubernetes.io/arch: amd64",
        "? [a, b]\n    : c",
        " \tkubernetes.io/arch: amd64",
    ] {
        let text = pod(&format!("  nodeSelector:\n    {entry}\n"));
        let case = Case::new("--host ws2022", &text);
        let Ok(fixed) = case.fix() else { continue };
        assert!(fixed.notes.iter().any(|note| note.open && note.text.contains("by hand")), "{:#?}", fixed.notes);
        assert_eq!(case.fix_text(&fixed.text).map(|again| again.edits), Ok(Vec::new()), "{}", fixed.text);
    }
}

/// Labels that somebody gave their nodes: `kubernetes.io` knows nothing of them.
#[test]
fn labels_of_ones_own_that_name_another_windows() {
    const OTHER: &str = "asks for nodes with another Windows";
    let image = |text: String| text.replace("servercore:ltsc2019", "servercore:ltsc2022");
    let selected = |label: &str| {
        image(pod(&format!(
            "  nodeSelector: {{kubernetes.io/os: windows, node.kubernetes.io/windows-build: 10.0.20348, {label}}}\n"
        )))
    };
    for label in ["nodeclass: windows2019", "pool: win-2019", "a: ltsc2019", "os-version: 10.0.17763", "win: \"2019\""]
    {
        open("--host ws2022", &selected(label), OTHER);
        stays("--host ws2022", &selected(&label.replace("2019", "2022").replace("17763", "20348")));
    }
    for label in ["pool: winpool", "port: \"2019\"", "team: win32", "app: windows"] {
        stays("--host ws2022", &selected(label));
    }
    let required = |value: &str| {
        image(pod(&format!(
            "  nodeSelector: {{kubernetes.io/os: windows, node.kubernetes.io/windows-build: 10.0.20348}}\n  affinity:\n    \
             nodeAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n        nodeSelectorTerms:\n        - \
             matchExpressions:\n          - {{key: nodeclass, operator: In, values: [{value}]}}\n"
        )))
    };
    open("--host ws2022", &required("windows2019"), OTHER);
    stays("--host ws2022", &required("windows2019, windows2022"));
    stays("--host ws2022", &required("linux"));
    let swarm = |constraint: &str| {
        format!(
            "services:\n  a:\n    image: mcr.microsoft.com/windows/servercore:ltsc2022\n    deploy:\n      placement:\n        constraints: [\"{constraint}\"]\n"
        )
    };
    open("--host ws2022", &swarm("node.labels.os == ltsc2019"), OTHER);
    stays("--host ws2022", &swarm("node.labels.os == ltsc2022"));
    stays("--host ws2022", &swarm("node.labels.os != ltsc2019"));
}
