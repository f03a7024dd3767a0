//! Where reading starts: the parts of a text that may hold something.

use memchr::{memchr, memrchr};

use super::Span;
use super::scan::Scanner;

/// A text up to this size is read as a whole, so that nothing a copy did can hide the words that announce a format.
const SMALL: usize = 1 << 16;
/// How much around a word is read in a larger text: enough for the command above and the table below it.
const AROUND: usize = 6 << 10;
/// Offsets are kept in 32 bits.
const LARGEST: usize = 1 << 30;

/// The parts to read, in order, each from the beginning of a line to the end of one.
pub(crate) fn regions(text: &str) -> Vec<Span> {
    let bytes = text.as_bytes();
    if bytes.len() <= SMALL {
        let blank = bytes.iter().all(u8::is_ascii_whitespace);
        return if blank { Vec::new() } else { vec![Span { start: 0, end: bytes.len() }] };
    }
    let bytes = &bytes[..bytes.len().min(LARGEST)];
    let mut places: Vec<u64> = Vec::new();
    let mut versions = Scanner::new(5);
    versions.add("10.0.", 0);
    versions.add("10.0 ", 0);
    versions.scan(bytes, &mut |_, at| {
        if is_version(bytes, at + 5) {
            places.push(at as u64);
        }
    });
    let mut scanner = Scanner::new(8);
    WORDS.iter().for_each(|word| scanner.add(word, 0));
    scanner.scan(bytes, &mut |_, at| places.push(at as u64));
    places.sort_unstable();
    let mut regions: Vec<Span> = Vec::new();
    for at in places.into_iter().map(|at| at as usize) {
        if regions.last().is_some_and(|last| at + AROUND / 2 < last.end) {
            continue;
        }
        let region = Span {
            start: line_start(text, at.saturating_sub(AROUND)),
            end: line_end(text, (at + AROUND).min(bytes.len())),
        };
        match regions.last_mut() {
            Some(last) if region.start <= last.end => last.end = last.end.max(region.end),
            _ => regions.push(region),
        }
    }
    regions
}

/// Addresses begin like versions: `10.0.1.5` isn't worth a look, `10.0.17763` is.
fn is_version(text: &[u8], at: usize) -> bool {
    text[at..].iter().take(6).take_while(|byte| byte.is_ascii_digit()).count() == 5
}

/// Words that announce something in a large text: rarer ones than those that the readers are called for.
const WORDS: &[&str] = &[
    "microsoft windows",
    ".amd64fre",
    ".arm64fre",
    "os build ",
    "(os build",
    "os build\t",
    "buildnumber",
    "currentbuild",
    "akswindows",
    "docker run",
    "docker pull",
    "docker build",
    "docker exec",
    "docker start",
    "docker image",
    "docker inspect",
    "docker manifest",
    "docker service",
    "docker create",
    "docker container",
    "docker buildx",
    "docker.exe",
    "nerdctl ",
    "ctr.exe ",
    "ctr images",
    "ctr image ",
    "ctr --namespace",
    "crane manifest",
    "crane config",
    "skopeo inspect",
    "kubectl get",
    "kubectl describe",
    "pulling from ",
    "pulling image",
    "pull image ",
    "unable to find image",
    "kubelet, ",
    "successfully assigned",
    "mcr.microsoft.com",
    ".azurecr.io",
    "docker.io/",
    "ghcr.io/",
    "microsoft/windowsservercore",
    "microsoft/nanoserver",
    "nanoserver:",
    "servercore:",
    "hvpartition",
    "runhcs-wcow-",
    "isolation=",
    "isolation mode",
    "using process isolation",
    "using hyperv isolation",
    "\"repotags\"",
    "\"hostconfig\"",
    "\"nodeinfo\"",
    "\"osversion",
    "os.version",
    "os_version",
    "nodeselector",
    "desired state",
    "container id ",
    "repository ",
    " not match",
    "no matching manifest",
    "no match for platform",
    "no child with platform",
    "no image found in",
    "incompatible with a ",
    "c0370101",
    "c0370106",
    "c0370112",
    "c0370102",
    "80370101",
    "80370106",
    "80370112",
    "80370113",
    "80370102",
    "c0351000",
    "c0000142",
    "c0000135",
    "c000007b",
    "3221225781",
    "3221225595",
    "3221225477",
    "-1073741502",
    "3221225794",
    "3221226505",
    "c0000409",
    "-1073740791",
    "computesystem",
    "encountered an error during",
    "cannot be used on this platform",
    "newer than the host",
    "mismatched image",
    "processutilityvmimage",
    "register layer",
    "shim task",
    "osversionnotsupported",
    "unsupported windows version",
    "os version",
    "image_mismatch",
    "invalid isolation",
    "invalid --isolation",
    "hyper-v containers",
    "failed to pull",
    "starting container failed",
    "detected task failure",
    "error response from daemon",
    "failed to solve",
    "errimagepull",
    "imagepullbackoff",
    "failedscheduling",
    "preparelayer",
    "importlayer",
    "baselayer",
    "unrecognized format",
    "feature is not installed",
    "feature not installed",
    "no hypervisor",
    "toomanyrequests",
    "manifest unknown",
    "no space left on",
    "unsupportedwindowsversion",
    "imageostypenotmatch",
    "containerd://",
    "kernelversion",
    "oc get no",
    "minor  build",
    "osbuild=",
    "supported os version",
];

fn line_start(text: &str, at: usize) -> usize {
    let from = at.saturating_sub(AROUND);
    let mut start = memrchr(b'\n', &text.as_bytes()[from..at]).map_or(at, |end| from + end + 1);
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    start
}

fn line_end(text: &str, at: usize) -> usize {
    let to = (at + AROUND).min(text.len());
    let mut end = memchr(b'\n', &text.as_bytes()[at..to]).map_or(at, |end| at + end);
    while !text.is_char_boundary(end) {
        end += 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log(lines: usize) -> String {
        "2024-05-12T10:11:12Z INFO request from 10.0.1.5 took 13 ms\n".repeat(lines)
    }

    #[test]
    fn ordinary_logs_are_not_read() {
        assert_eq!(regions(&log(5000)), []);
        assert_eq!(regions(" \n"), []);
    }

    #[test]
    fn only_the_surroundings_of_a_word_are_read() {
        let text = [log(5000), "Microsoft Windows [Version 10.0.17763.1]\n".into(), log(5000)].concat();
        let [region] = regions(&text)[..] else { panic!("one region") };
        assert!(region.end - region.start < 4 * AROUND);
        assert!(text[region.start..region.end].contains("10.0.17763.1"));
        assert!(region.start == 0 || text.as_bytes()[region.start - 1] == b'\n');
    }
}
