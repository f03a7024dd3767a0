use super::{prefix, suffix};

#[track_caller]
fn strips(line: &str, expected: &str) {
    assert_eq!(&line[prefix(line.as_bytes())..], expected);
}

#[test]
fn what_stands_behind_a_cell_goes() {
    let kept = |line: &str| {
        let body = prefix(line.as_bytes());
        line[body..line.len() - suffix(line.as_bytes(), body)].to_owned()
    };
    assert_eq!(kept("| Microsoft Windows |"), "Microsoft Windows");
    assert_eq!(kept("| NAME | "), "");
    assert_eq!(kept("| a | b |"), "| a | b |");
}

#[test]
fn quoted_mail() {
    strips("> > text", "text");
    strips(">text", "text");
    strips("> > 118  Microsoft", "Microsoft");
    strips(">>   indented", "  indented");
}

#[test]
fn timestamps() {
    strips("2025-02-18T11:20:05.3381920Z ##[error]no match", "no match");
    strips("2023-11-14 09:02:11,123 text", "text");
    strips("[2021-05-04T12:00:00.000Z] text", "text");
    strips("[00:01:23] text", "text");
    strips("09:02:11 text", "text");
    strips("11/14/2023 9:02:11 AM text", "text");
    strips("2023-11-14T09:02:11+00:00   indented", "  indented");
    strips("Nov 14 09:02:11 win01 dockerd[1234]: text", "text");
    strips("2023-11-14 09:02:11,123 INFO    indented", "  indented");
    strips("2023-11-14 09:02:11 ERROR no match", "no match");
    strips("09:02:11 [WARN] text", "text");
    strips("09:02:11 ERROR: text", "ERROR: text");
    strips("09:02:11 Error response from daemon", "Error response from daemon");
    strips("INFO text", "INFO text");
    strips("E0530 11:42:13.374889  204644 pod_workers.go:186] text", "text");
    strips("build\tSet up job\t2023-01-01T00:00:00.0000000Z text", "text");
}

#[test]
fn markers() {
    strips("##[group]Operating System", "Operating System");
    strips("::error file=a,line=1::text", "text");
    strips("[ERROR] text", "text");
    strips("[pod/web-1/main] text", "text");
    strips("web_1  | text", "text");
    strips("#12 1.234 text", "text");
    strips("#12 [1/3] FROM x", "[1/3] FROM x");
    strips("   1 | >>> FROM x", "FROM x");
    strips("     | text", "text");
    strips("[10:11:12]W:\t [Step 2/4] text", "text");
    strips("2026-03-02T10:11:12.123456Z 01O text", "text");
    strips("    12\ttext", "text");
    strips("build.log:12:text", "text");
    strips("{\"ts\":\"2026-03-02T10:11:12Z\",\"level\":\"error\",\"msg\": \"text\"}", "text\"}");
    strips("| text |", "text |");
}

#[test]
fn what_stands_behind() {
    let cut = |line: &str| {
        let body = prefix(line.as_bytes());
        line[body..line.len() - super::suffix(line.as_bytes(), body)].to_owned()
    };
    assert_eq!(cut("{\"msg\":\"pull \"a/b:1\" failed\",\"time\":\"x\"}"), "pull \"a/b:1\" failed");
    assert_eq!(cut("{\"level\":\"error\",\"msg\":\"text\"}"), "text");
    assert_eq!(cut("{\"msg\":\"text\",\"err\":\"why\",\"pod\":\"a\"}"), "text\",\"err\":\"why\",\"pod\":\"a\"}");
    assert_eq!(cut("{\"msg\":\"text\",\"errors\":\"0\",\"pod\":\"a\"}"), "text");
    assert_eq!(cut("| text |"), "text");
    assert_eq!(cut("\",\"stream\":\"stderr\",\"time\":\"x\"}"), "");
    for line in [
        "{\"name\":\"a\"}",
        "{\"kind\":\"Event\",\"object\":{\"name\":\"a\"},\"message\":\"b\"}",
        "| a | b |",
        "text |",
    ] {
        assert_eq!(cut(line), line);
    }
}

#[test]
fn everything_else_stays() {
    for line in [
        "10.0.17763.1 text",
        "PS C:\\> ver",
        "[01]: KB5020627",
        "| a | b |",
        "a | b | c",
        "  10.0.20348",
        "10     0      17763  0",
        "10\t0\t17763\t0",
        "a.io/b:12: text",
        "{\"name\":\"msg\"}",
        "[Step by step] text",
    ] {
        strips(line, line);
    }
}
