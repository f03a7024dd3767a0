//! Lines that something cut, and lines that only look like it.

use super::*;

#[track_caller]
fn reads(text: &str, expected: &str) {
    let mut plain = MappedText::default();
    plain.push(text, 0);
    assert_eq!(logical_lines(&plain).as_str(), format!("\n{expected}\n"));
}

#[test]
fn lines_cut_at_80_columns_are_joined() {
    let first = "docker: Error response from daemon: hcsshim::CreateComputeSystem 5620f49c18974f6";
    assert_eq!(first.len(), 80);
    let second = "e5489676caa30693e2be276417151a55c0294f0228767bfc0: The container operating syste";
    reads(&format!("{first}\n{second}\nm does not"), &format!("{first}{second}m does not"));
}

#[test]
fn powershell_says_where_on_a_line_of_its_own() {
    let line = |end: &str| format!("{}{end}", "word ".repeat(24).split_at(120 - end.len()).0);
    let first = line("tagged by 1.2 is not found");
    let place = "At C:\\agent\\build.ps1:31 char:5";
    reads(&format!("{first}\n{place}"), &format!("{first}\n{place}"));
    reads(&format!("{first}\nAtlas"), &format!("{first}Atlas"));
}

/// <https://github.com/actions/runner-images/issues/3422>.
#[test]
fn a_sentence_that_ends_at_the_edge_has_ended() {
    let line = |end: &str| format!("{}{end}", "word ".repeat(24).split_at(120 - end.len()).0);
    let sentence = line("other than mcr.microsoft.com/windows/servercore:20H2.");
    assert_eq!(sentence.len(), 120);
    let next = "docker fails with the following error:";
    reads(&format!("{sentence}\n{next}"), &format!("{sentence}\n{next}"));
    let cut = line("other than mcr.");
    let next = "microsoft.com/windows/servercore:20H2 fails";
    reads(&format!("{cut}\n{next}"), &format!("{cut}{next}"));
}

#[test]
fn lines_of_equal_length_that_begin_alike_stay() {
    let one = "docker pull mcr.microsoft.com/windows/servercore:ltsc2019";
    let other = "docker pull mcr.microsoft.com/windows/servercore:ltsc2022";
    reads(&format!("{one}\n{other}"), &format!("{one}\n{other}"));
}

#[test]
fn lines_of_a_log_have_their_length_by_chance() {
    let line = "2024-05-12T10:11:12Z INFO request 17 from 10.0.1.5 took 13 ms\n";
    let stripped = "request 17 from 10.0.1.5 took 13 ms\n";
    reads(&format!("{}CONTAINER ID   IMAGE", line.repeat(6)), &format!("{}CONTAINER ID   IMAGE", stripped.repeat(6)));
}

#[test]
fn rows_of_a_table_stay() {
    let one = "aksold000002   Ready    <none>   61d    v1.27.3   10.224.0.62   containerd://1.6.21";
    let other = "winnew000000   Ready    <none>   2d     v1.27.3   10.224.0.91   containerd://1.6.21";
    reads(&format!("{one}\n{other}"), &format!("{one}\n{other}"));
}

#[test]
fn prefixes_are_gone_and_commands_are_whole() {
    reads("> docker run \\\n>   image\n> done", "docker run    image\ndone");
    reads("[b 7] one\n[b 7] two\n[b 7] three", "one\ntwo\nthree");
}

#[test]
fn tables_of_markdown_become_columns() {
    reads("| NAME | KERNEL-VERSION |", "   NAME    KERNEL-VERSION   ");
}
