use crate::read::clue::read;

#[track_caller]
fn reads(text: &str, expected: &str) {
    let clues = read(text);
    let version = |version: Option<crate::rules::version::Version>| {
        version.map_or("?".to_string(), |version| version.to_string())
    };
    let mut found: Vec<String> = clues
        .hosts
        .iter()
        .map(|host| format!("host {} {}", version(host.version), host.name.as_deref().unwrap_or("?")))
        .collect();
    found.extend(
        clues
            .images
            .iter()
            .map(|image| format!("image {} {}", image.reference.as_deref().unwrap_or("?"), version(image.version))),
    );
    assert_eq!(found.join(", "), expected, "{text}");
}

#[test]
fn os_version_is_of_the_image_or_of_the_engine() {
    reads(r#"{"Os": "windows", "OsVersion": "10.0.17763.3650"}"#, "image ? 10.0.17763.3650");
    reads(
        r#"{"OSType":"windows","OSVersion":"10.0.20348","Name":"A","KernelVersion":"10.0 20348 (20348.1.amd64fre)"}"#,
        "host 10.0.20348 A",
    );
    reads(r#"{"OsVersion": "10.0.20348", "OsBuildNumber": "20348", "CsName": "B"}"#, "host 10.0.20348 B");
}

#[test]
fn the_engine_names_its_revision() {
    reads(
        r#"{"KernelVersion":"10.0 22631 (22621.1.amd64fre.ni_release.220506-1250)","OperatingSystem":"Microsoft Windows Version 23H2 (OS Build 22631.3880)","Name":"PC"}"#,
        "host 10.0.22631.3880 PC",
    );
    reads(
        r#"{"KernelVersion":"10.0 14393 (14393.1198.amd64fre.rs1_release_sec.170427-1353)"}"#,
        "host 10.0.14393.1198 ?",
    );
}

#[test]
fn manifest_lists() {
    reads(
        r#"{"manifests":[{"platform":{"os":"linux"}},{"platform":{"os":"windows","os.version":"10.0.17763.1"}}]}"#,
        "image ? 10.0.17763.1",
    );
    reads(
        r#"[{"Ref":"a.io/b:1@sha256:7a6b5aedbcbd700409cda32674286d6b7d6171561c5252a202f6a77a1d94625c","Descriptor":{"platform":{"os":"windows","os.version":"10.0.17763.1"}}}]"#,
        "image a.io/b:1 10.0.17763.1",
    );
}

#[test]
fn nodes() {
    reads(
        r#"{"items":[{"metadata":{"name":"n1"},"status":{"nodeInfo":{"kernelVersion":"10.0.17763.1","osImage":"Windows Server 2019"}}},{"metadata":{"name":"n2"},"status":{"nodeInfo":{"kernelVersion":"5.15","osImage":"Ubuntu"}}}]}"#,
        "host 10.0.17763.1 n1",
    );
    reads(
        r#"[{"Spec":{"Labels":{"OsVersion":"10.0.17763"}},"Description":{"Hostname":"W1","Platform":{"OS":"windows"}}}]"#,
        "host 10.0.17763 W1",
    );
    reads(r#"{"name":"npwin","nodeImageVersion":"AKSWindows-2019-17763.4737.230808"}"#, "host 10.0.17763.4737 npwin");
    reads(r#"{"spec":{"nodeSelector":{"node.kubernetes.io/windows-build":"10.0.17763"}}}"#, "");
}

#[test]
fn lines_that_a_search_left() {
    reads(
        "docker manifest inspect a.io/b:1 | findstr os.version\n  \"os.version\": \"10.0.17763.1\"\n  \"os.version\": \"10.0.20348.2\"",
        "image a.io/b:1 10.0.17763.1, image a.io/b:1 10.0.20348.2",
    );
}

#[test]
fn what_is_no_plain_name_is_refused() {
    let node = |name: &str| {
        format!(
            r#"{{"kind":"Node","metadata":{{"name":"{name}"}},"status":{{"nodeInfo":{{"kernelVersion":"10.0.20348.1","osImage":"Windows"}}}}}}"#
        )
    };
    let label = |name: &str| {
        format!(r#"{{"metadata":{{"name":"{name}","labels":{{"node.kubernetes.io/windows-build":"10.0.20348"}}}}}}"#)
    };
    let computer =
        |name: &str| format!(r#"{{"OsVersion": "10.0.20348", "OsBuildNumber": "20348", "CsName": "{name}"}}"#);
    let swarm = |name: &str| {
        format!(r#"[{{"Spec":{{"Labels":{{"OsVersion":"10.0.20348"}}}},"Description":{{"Hostname":"{name}"}}}}]"#)
    };
    for paste in [node as fn(&str) -> String, label, computer, swarm] {
        let plain = read(&paste("win-1.corp_a"));
        assert_eq!(plain.hosts.len(), 1);
        assert_eq!((plain.hosts[0].name.as_deref(), plain.refused.len()), (Some("win-1.corp_a"), 0));
        // What nobody sees is no part of a name.
        let hidden = read(&paste("win\u{202e}-\u{200b}1"));
        assert_eq!(hidden.hosts[0].name.as_deref(), Some("win-1"));
        for name in ["win1'; Start-Process calc #", "win1 & calc.exe & rem ", "-v", "=1+1"] {
            let hostile = read(&paste(name));
            let host = hostile.hosts.first().expect("a version is a version, whatever it is called");
            assert_eq!((host.name.as_deref(), hostile.refused.as_slice()), (None, &[name.to_owned()][..]));
        }
    }
}

#[test]
fn cut_in_the_middle() {
    reads(r#"{"manifests":[{"platform":{"os":"windows","os.version":"10.0.17763.1"#, "image ? 10.0.17763.1");
}
