//! YAML in every style.

use super::*;

const WEB: &str = "services:\n  a:\n    image: mcr.microsoft.com/windows/servercore:ltsc2019\n";

/// A compose file with this below is read and fixed.
#[track_caller]
fn reads(rest: &str) {
    word("--host ws2022", &format!("{WEB}{rest}"), "ltsc2019", "ltsc2022");
}

#[test]
fn flow_style() {
    reads("x-a: [cron: \"40 1 * * *\"]\n");
    reads("x-a: [a: b, {c: d}, e]\n");
    reads("x-a: {b: c\n    d, e: [f\n  g]}\n");
    reads("x-a: {b, c: , d}\n");
    reads("x-a: {x: :x, \"y\":z, ? q : r, ? s}\n");
    reads("x-a: [a, b, ]\n");
    reads("x-a: {b: c, }\n");
}

#[test]
fn tags_anchors_and_keys() {
    reads("x-a:\n  !!str a: b\n  &k c: d\n  *k : e\n");
    reads("x-a: !<tag:a,b> c\n");
    reads("x-a:\n  ? b\n  : c\n  ? - d\n  : - e\n");
    reads("x-a: !!set {a, b}\n");
    reads("%YAML 1.2\n---\na: b\n...\n".strip_prefix("%YAML 1.2\n---\n").expect("a document"));
}

#[test]
fn images_in_every_style() {
    for image in [
        "'R:ltsc2019'",
        "\"R:ltsc2019\"",
        ">-\n      R:ltsc2019",
        "|-\n      R:ltsc2019",
        "&i R:ltsc2019",
        "!!str R:ltsc2019",
        "\n      R:ltsc2019",
        "\n      \"R:ltsc2019\" # a",
    ] {
        let text =
            format!("services:\n  a:\n    image: {}\n", image.replace('R', "mcr.microsoft.com/windows/servercore"));
        word("--host ws2022", &text, "ltsc2019", "ltsc2022");
    }
    // Escapes are written anew.
    let text = "services:\n  a:\n    image: \"mcr.microsoft.com\\/windows\\/servercore:ltsc2019\"\n";
    becomes("--host ws2022", text, "services:\n  a:\n    image: \"mcr.microsoft.com/windows/servercore:ltsc2022\"\n");
    // JSON as Python writes it.
    let text = "{\"services\": {\"a\": {\"image\": \"mcr.microsoft.com/windows/servercore:ltsc2019\", \"labels\": {\"x\": \"\\ud83d\\ude00\"}}}}";
    word("--host ws2022", text, "ltsc2019", "ltsc2022");
}

#[test]
fn what_is_no_yaml_is_refused() {
    for (rest, line, says) in [
        ("    ports: - \"80:80\"\n", 4, "a sequence cannot start on the line of its key"),
        ("   ports: []\n", 4, "look at the indentation"),
        ("      ports: []\n", 4, "a second colon in this line"),
        ("    ports: [\"80\"\n", 4, "this bracket is not closed"),
        ("    labels: {a: b]\n", 4, "does not match"),
        ("    x: @a\n", 4, "put quotes around it"),
        ("    {% if a %}\n    b: c\n    {% endif %}\n", 4, "this is a template"),
        ("    b: {{ c }}\n", 4, "this is a template"),
        ("    ports:\n{{- range .Values.ports }}\n    - {{ . }}\n{{- end }}\n", 5, "this is a template"),
    ] {
        let error = Case::new("--host ws2022", &format!("{WEB}{rest}")).fix().expect_err(rest);
        assert!(error.reason.contains(says) && error.line == line, "{rest}: {error}");
    }
    // In quotes and in texts braces are only braces.
    reads("x-a: \"{{ b }}\"\nx-b: |\n  {{ c }}\n  {% d %}\nx-c: ${{ e }}\n# {{ f }}\n");
}

/// As libyaml and kubectl read it: in brackets, indentation means nothing.
#[test]
fn brackets_close_at_the_indentation_of_their_key() {
    let pod = |list: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nspec:\n  nodeSelector: {{kubernetes.io/os: windows, node.kubernetes.io/windows-build: 10.0.20348}}\n  tolerations: [{{operator: Exists}}]\n  containers:\n  - image: mcr.microsoft.com/windows/servercore:ltsc2019\n    command: {list}\n    name: a\n"
        )
    };
    for list in
        ["[\n      \"a\",\n    ]", "[\n    a,\n    b\n  ]", "[\n  a, # ]\n  # c\nb\n]", "[\r\n    \"a\"\r\n    ]"]
    {
        word("--host ws2022", &pod(list), "ltsc2019", "ltsc2022");
    }
    for list in ["[\n    a\n", "[\n  a\n  }", "{\n a\n"] {
        Case::new("--host ws2022", &pod(list)).fix().expect_err(list);
    }
}
