use super::*;

#[track_caller]
fn reads(text: &str, expected: &str) {
    let mut out = MappedText::default();
    plain(text, 0, &mut out);
    assert_eq!(out.as_str(), expected);
}

#[test]
fn line_ends() {
    reads("a\r\nb\r\r\nc\rd\n", "a\nb\nc\nd\n");
    reads("\u{feff}a\u{2028}b\0", "a\nb");
}

#[test]
fn blanks_and_invisible_characters() {
    reads("10.0.\u{200b}20348\u{a0}host\u{200e}", "10.0.20348 host");
    reads("OS 版本：10.0.17763", "OS 版本:10.0.17763");
}

#[test]
fn colours() {
    reads("\x1b[1;31m10.0.\x1b[0m20348\x1b[K", "10.0.20348");
    reads("a\x1b[20Cb\x1b]0;title\x07c", "a  bc");
    reads("^[[31mred [32mgreen [01] \\u001b[0mx \\x1b[1my", "red green [01] x y");
}

#[test]
fn quotation_marks_and_dashes() {
    reads("“a” ‘b’ —isolation=process –it –rm x–y", "\"a\" 'b' --isolation=process -it -rm x-y");
}

#[test]
fn html() {
    reads("&quot;a&amp;quot; &#39;&#x41;; &lt;none&gt; a&b &amp; c", "\"a\" 'A; <none> a&b & c");
    reads("a<br/>b<span class=\"x\">c</span> <none> <id> x<y", "a\nbc <none> <id> x<y");
}

#[test]
fn json_in_json() {
    reads(r#"{\"a\":\\\"b\\\",\"c\":\"\\u003cd\\u003e\"}"#, r#"{"a":"b","c":"<d>"}"#);
    reads(r#""message":"host.\n(extra info: {\"a\"""#, "\"message\":\"host.\n(extra info: {\"a\"\"");
    reads(r#""FROM a:ltsc2022\n[2026-03-23] Step 2""#, "\"FROM a:ltsc2022\n[2026-03-23] Step 2\"");
}

#[test]
fn paths_stay() {
    reads(r"C:\tools> .\nerdctl.exe C:\new\table", r"C:\tools> .\nerdctl.exe C:\new\table");
    reads(r#""Path":"C:\\ProgramData\\docker\\nano""#, r#""Path":"C:\ProgramData\docker\nano""#);
    reads(r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion", r"HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion");
}

#[test]
fn markdown() {
    reads(r"10\.0\.17763\-based", "10.0.17763-based");
    reads("**Host**: `10.0.17763.1`\n", "Host: 10.0.17763.1\n");
    reads("-e ******** x", "-e ******** x");
    reads("docker run `\n  x `\n", "docker run `\n  x `\n");
}

#[test]
fn lines_that_a_frame_wrapped() {
    reads("│ failed to set up the │\n│ network │", "| failed to set up the network |");
    // A line that has room left, and a row of a table.
    reads("│ Events:    │\n│ Warning │", "| Events:    |\n| Warning |");
    reads("│ a │ b │\n│ c │ d │", "| a | b |\n| c | d |");
}
