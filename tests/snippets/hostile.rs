//! Names nobody should be called, and pastes that call a machine, a container or an image so.

use proptest::prelude::*;

/// Names that mean something to a shell, a file format or a reader's eye.
pub const NAMES: &[&str] = &[
    "win1'; Start-Process calc #",
    "win1 & calc.exe & rem ",
    "win1\" --x \"y",
    "win1; rm -rf ~",
    "$(calc)",
    "`calc`",
    "${HOME}",
    "$env:PATH",
    "%PATH%",
    "!PATH!",
    "a|b",
    "a||calc",
    "a&&calc",
    "a>b",
    "a^&calc",
    "a\ncalc",
    "a\r\ncalc",
    "a\u{2028}calc",
    "-v",
    "--privileged",
    "--help=calc",
    "@splat",
    "@{a=1}",
    "{{.Os}}",
    "{a,b}",
    "a;calc",
    "'",
    "''",
    "\"",
    "\"\"\"",
    "’; calc; ‘",
    "‚calc‛",
    "“calc”",
    "*",
    "?",
    "~",
    "[a-z]",
    "=1+1",
    "=cmd|'/C calc'!A1",
    "+1",
    "@SUM(A1)",
    "\t=1",
    "a: b",
    "- a",
    "a #b",
    "&anchor",
    "*alias",
    "!tag",
    "a\u{202e}b",
    "a\u{200b}b",
    "\u{feff}a",
    "a\u{0}b",
    "\u{1b}[2Ja",
    "<script>alert(1)</script>",
    "[a](javascript:alert(1))",
    "a | b |",
    "mcr.micros0ft.com",
    "аdmin",
    "null",
    "true",
    "0x10",
    "1e3",
    "plain-name.corp_1",
];

/// A hostile name: one of the list, or its parts put together.
pub fn hostile() -> impl Strategy<Value = String> {
    const STARTS: &[&str] = &["", "win1", "a.b-c", "node_1", "-", ".", "0"];
    const BREAKS: &[&str] = &[
        "'", "\"", "`", ";", "&", "|", "\n", "$", "%", "^", "\\", "’", "‛", "“", ")", "}", "#", " ", "\u{a0}",
        "\u{202e}", "\0", "{{", "--%", "<#", "'\\''", "\"\"", "''", ",", "=",
    ];
    const ENDS: &[&str] =
        &["", "calc", "Start-Process calc", "$(calc)", "%PATH%", " #", " rem ", "; calc #", "'", "\"", ")", "a b"];
    let part = |parts: &'static [&'static str]| proptest::sample::select(parts);
    prop_oneof![
        2 => part(NAMES).prop_map(str::to_owned),
        3 => (part(STARTS), part(BREAKS), part(ENDS), part(BREAKS), part(ENDS)).prop_map(|(a, b, c, d, e)| [a, b, c, d, e].concat()),
        1 => (part(NAMES), part(NAMES)).prop_map(|(a, b)| [a, b].concat()),
        1 => "\\PC{1,24}",
        1 => "[a-zA-Z0-9][a-zA-Z0-9._-]{0,12}",
    ]
}

/// A paste around a name.
pub type Carrier = fn(&str) -> String;

fn json(name: &str) -> String {
    let text = serde_json::to_string(name).expect("a string");
    text[1..text.len() - 1].to_owned()
}

/// Everything that takes a name from a paste, as it would print it.
pub const CARRIERS: &[Carrier] = &[
    // JSON: the name escaped as it should be, and as it is.
    |name| kubernetes_node(&json(name)),
    kubernetes_node,
    |name| {
        format!(
            r#"{{"metadata":{{"name":"{}","labels":{{"node.kubernetes.io/windows-build":"10.0.20348"}}}}}}"#,
            json(name)
        )
    },
    |name| {
        format!(r#"{{"metadata":{{"name":"{name}","labels":{{"node.kubernetes.io/windows-build":"10.0.20348"}}}}}}"#)
    },
    |name| format!(r#"{{"OsVersion": "10.0.20348", "OsBuildNumber": "20348", "CsName": "{}"}}"#, json(name)),
    |name| format!(r#"{{"OsVersion": "10.0.20348", "OsBuildNumber": "20348", "CsName": "{name}"}}"#),
    |name| {
        format!(
            r#"[{{"Spec":{{"Labels":{{"OsVersion":"10.0.17763"}}}},"Description":{{"Hostname":"{}","Platform":{{"OS":"windows"}}}}}}]"#,
            json(name)
        )
    },
    |name| {
        format!(
            r#"{{"OSType":"windows","OSVersion":"10.0.20348","Name":"{}","KernelVersion":"10.0 20348 (20348.1)"}}"#,
            json(name)
        )
    },
    |name| format!(r#"{{"name":"{}","nodeImageVersion":"AKSWindows-2019-17763.4737.230808"}}"#, json(name)),
    |name| format!(r#"[{{"RepoTags":["{}"],"Os":"windows","OsVersion":"10.0.17763.3650"}}]"#, json(name)),
    |name| format!(r#"[{{"RepoTags":["contoso/{name}:1"],"Os":"windows","OsVersion":"10.0.17763.3650"}}]"#),
    |name| {
        format!(
            r#"[{{"Id":"{}","Name":"/{}","HostConfig":{{"Isolation":"process"}},"Config":{{"Image":"{}"}}}}]"#,
            "0a".repeat(32),
            json(name),
            json(name)
        )
    },
    // Lines.
    |name| {
        format!(
            "Name:               {name}\nSystem Info:\n  Kernel Version:             10.0.17763.973\n  OS Image:                   Windows Server 2019 Datacenter\n"
        )
    },
    |name| {
        format!(
            "Name: web\nNamespace: {name}\nNode: {name}/10.240.0.97\nContainers:\n  {name}:\n    Image: contoso/web:1\n    Message: hcs::CreateComputeSystem {name}: The container operating system does not match the host operating system.\n"
        )
    },
    |name| {
        format!(
            "Kernel Version: 10.0 17763 (17763.1.amd64fre.rs5_release.180914-1434)\nOperating System: Windows Server 2019 Datacenter Version 1809 (OS Build 17763.2565)\nOSType: windows\nName: {name}\n"
        )
    },
    |name| {
        format!(
            "Host Name:                 {name}\nOS Name:                   Microsoft Windows Server 2019 Datacenter\nOS Version:                10.0.17763 N/A Build 17763\n"
        )
    },
    |name| format!("CSName : {name}\nVersion : 10.0.17763\nCaption : Microsoft Windows Server 2019 Datacenter\n"),
    |name| {
        format!(
            "docker: Error response from daemon: container {name} encountered an error during CreateContainer: failure in a Windows system call: The operating system of the container does not match the operating system of the host. (0xc0370101)\n"
        )
    },
    |name| {
        format!(
            "PS C:\\> docker run --name {name} contoso/web:1.0-ltsc2019\ndocker: Error response from daemon: hcsshim::CreateComputeSystem {name}: The container operating system does not match the host operating system.\n"
        )
    },
    |name| format!("C:\\> docker run --rm {name} cmd\nC:\\> ver\nMicrosoft Windows [Version 10.0.20348.2113]\n"),
    |name| {
        format!(
            "FROM {name} AS build\nFROM mcr.microsoft.com/windows/servercore:{name}\nFROM registry.example.com/{name}:1\n"
        )
    },
    |name| format!("services:\n  {name}:\n    image: {name}\n    isolation: process\n"),
    |name| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata:\n  name: {name}\n  namespace: {name}\nspec:\n  containers:\n  - name: {name}\n    image: contoso/web:1\n  nodeName: {name}\n"
        )
    },
    // Tables.
    |name| {
        format!(
            "NAME    STATUS   ROLES    AGE   VERSION   INTERNAL-IP   EXTERNAL-IP   OS-IMAGE                         KERNEL-VERSION      CONTAINER-RUNTIME\n{name}   Ready    <none>   61d   v1.33.1   10.0.26.100   <none>        Windows Server 2019 Datacenter   10.0.17763.4499     containerd://1.7.1\n"
        )
    },
    |name| {
        format!(
            "ID             NAME      IMAGE           NODE    DESIRED STATE   CURRENT STATE      ERROR   PORTS\na1b2c3d4e5f6   web.1     {name}   {name}   Running         Failed 2 hours ago   \"The container operating system does not match the host operating system.\"\n"
        )
    },
    |name| {
        format!(
            "REPOSITORY   TAG      IMAGE ID       CREATED       SIZE\n{name}   ltsc2019   8f1c0d2b7a3e   2 days ago   5.8GB\n"
        )
    },
    |name| {
        format!(
            "CONTAINER ID   IMAGE     COMMAND   CREATED       STATUS       PORTS     NAMES\n4b4f4795500b   {name}   \"cmd\"     2 hours ago   Up 2 hours             {name}\n"
        )
    },
    |name| format!("{name} 10.0.17763.4499\n{name} ws2019\n"),
    |name| name.to_owned(),
];

fn kubernetes_node(name: &str) -> String {
    format!(
        r#"{{"kind":"Node","metadata":{{"name":"{name}"}},"status":{{"nodeInfo":{{"kernelVersion":"10.0.20348.2402","osImage":"Windows Server 2022 Datacenter"}}}}}}"#
    )
}
