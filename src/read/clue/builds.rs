//! Builds without the `10.0.` in front: `OS Build 19044.1288`, BuildLabEx, columns.

use super::format::FormatId::*;
use super::page::OpenPaste;
use super::prompt::is_prompt;
use super::prose::{is_bound, is_demand};
use super::scan::{ends, find, has, number, rfind, skip, starts};
use super::written_version::{VersionAt, build};
use crate::rules::version::Version;

/// Reads what follows the word "build".
pub(crate) fn word(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let bytes = doc.bytes();
    let before = doc.before(at, 120);
    if ends(before, "current") || ends(before, "base") {
        return;
    }
    let mut end = at + "build".len();
    let long = ["buildnumber", "build number"].iter().find(|word| starts(bytes, at, word));
    end = long.map_or(end, |word| at + word.len());
    let value = skip(bytes, end, b" \t:=\"(");
    let separator = &bytes[end..value];
    let Some(found) = build(bytes, value, true) else { return };
    if separator.is_empty() || starts(bytes, found.end, ".amd64fre") || starts(bytes, found.end, ".arm64fre") {
        return;
    }
    if is_bound(doc.after(found.end, 40)) || is_demand(before) {
        return;
    }
    let place = (value, found.end);
    let operating_system = ends(before, "os ") || ends(before, "os");
    let listed = separator.contains(&b':') || separator.contains(&b'=');
    if long.is_some() {
        let name = page.label_near(doc.line_at(at), &["CSName", "PSComputerName", "CsDNSHostName"], 40, 40);
        let format = if operating_system { ComputerInfo } else { Win32OperatingSystem };
        if listed && !separator.contains(&b'"') {
            page.host(found.version.release(), name, place, format);
        }
    } else if operating_system || ends(before, "(") || ends(before, "system") {
        os_build(page, found, place, before);
    } else if listed {
        if is_under_image(page, doc.line_at(at)) {
            page.image_version(found.version.release(), None, place, DesktopLog);
        } else if beside_other_facts(page, doc.line_at(at)) {
            page.host(found.version.release(), None, place, DesktopLog);
        }
    } else {
        sentence(page, found, place);
    }
}

/// `(OS Build 19044.1288)`; in the heading of an update it names the update, not a machine.
fn os_build(page: &mut OpenPaste<'_>, found: VersionAt, place: (usize, usize), before: &[u8]) {
    let doc = page.doc;
    let line = doc.line_at(place.0);
    if is_update_heading(before) || is_update_heading(doc.after(place.1, 80)) {
        return;
    }
    let info = has(before, &["operating system:", "operatingsystem", "windows version:", "operating system "]);
    if info && before.contains(&b'"') && before.contains(&b':') {
        page.json = true;
        return;
    }
    if !info && is_of_image(before) {
        return page.image_version(found.version, None, place, Winver);
    }
    let name = if info { page.label_near(line, &["Name"], 0, 25) } else { None };
    let format = match () {
        () if has(before, &["unsupported windows version"]) => GitlabRunner,
        () if info => DockerInfoSystem,
        () if doc.bytes()[place.0 - 1] == b'\t' => SettingsAbout,
        () => Winver,
    };
    page.host(found.version, name, place, format);
}

/// Whether the nearest word that names a side is the image: `Container Image: … (Build 26100.7171)`.
fn is_of_image(before: &[u8]) -> bool {
    let image = rfind(before, "image").max(rfind(before, "container os"));
    let host = ["host", "node", "machine", "laptop", "runner"].iter().filter_map(|word| rfind(before, word)).max();
    image.is_some_and(|image| host.is_none_or(|host| host < image))
}

/// `KB5055526` followed by a number of digits, as in "April 8, 2025—KB5055526 (OS Build 20348.3454)".
fn is_update_heading(text: &[u8]) -> bool {
    has(text, &["support.microsoft.com"])
        || rfind(text, "KB").is_some_and(|at| number(text, at + 2).is_some_and(|(_, end)| end >= at + 8))
}

/// `Build: 19045` of Docker Desktop's log stands among other facts about Windows.
fn beside_other_facts(page: &OpenPaste<'_>, line: usize) -> bool {
    let last = (line + 6).min(page.doc.lines());
    (line.saturating_sub(8)..last).any(|line| {
        let text = page.doc.line(line);
        let text = &text[..text.len().min(120)];
        has(text, &["OS: Windows", "BuildLabName", "OS Name:", "Edition: "])
            || starts(text, skip(text, 0, b" "), "Major")
    })
}

/// Whether the nearest heading above is `Base Image` and not `Host`.
fn is_under_image(page: &OpenPaste<'_>, line: usize) -> bool {
    const IMAGES: [&str; 4] = ["base image", "container image", "image", "container"];
    let heading = |line: usize| {
        let text = page.doc.line(line).trim_ascii();
        let name = text.strip_suffix(b":").unwrap_or(text);
        let is = |names: &[&str]| names.iter().any(|own| name.eq_ignore_ascii_case(own.as_bytes()));
        if is(&IMAGES) { Some(true) } else { is(&["host", "host os", "machine", "node", "runner"]).then_some(false) }
    };
    (line.saturating_sub(8)..line).rev().find_map(heading).unwrap_or(false)
}

/// `Windows 11 build 22631.3880`.
fn sentence(page: &mut OpenPaste<'_>, found: VersionAt, place: (usize, usize)) {
    let before = page.doc.before(place.0, 100);
    let image = rfind(before, "image").max(rfind(before, "container"));
    let windows =
        ["windows", "host", "version", "server", "h2 ", "h1 "].iter().filter_map(|word| rfind(before, word)).max();
    if is_update_heading(before) || has(before, &["os builds"]) || is_bound(page.doc.after(place.1, 40)) {
        return;
    }
    match (windows, image) {
        (Some(windows), image) if image.is_none_or(|image| image < windows) => {
            page.host(found.version, None, place, Winver)
        }
        (_, Some(_)) => page.image_version(found.version, None, place, Winver),
        _ if found.version.revision.is_some() => page.host(found.version, None, place, Winver),
        _ => {}
    }
}

/// Reads `17763.4252` where one of the known builds begins.
pub(crate) fn pair(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let bytes = doc.bytes();
    let Some(found) = build(bytes, at, true).filter(|found| found.version.revision.is_some()) else { return };
    let before = doc.before(at, 100);
    let glued = before.last().is_some_and(|byte| byte.is_ascii_alphanumeric() || b".-_/\\".contains(byte));
    if glued || [".amd64fre", ".arm64fre", ".x86fre"].iter().any(|lab| starts(bytes, found.end, lab)) {
        return;
    }
    let place = (at, found.end);
    let line = doc.line_at(at);
    let end = before.len() - before.iter().rev().take_while(|byte| b" \t(:=~,".contains(byte)).count();
    let words = &before[..end];
    let separator = &before[end..];
    let half_year = words.len() >= 4
        && number(words, words.len() - 4).is_some_and(|(_, stop)| stop == words.len() - 2)
        && words[words.len() - 2].eq_ignore_ascii_case(&b'h');
    let version_word = [
        "version",
        "windows",
        "server 2016",
        "server 2019",
        "server 2022",
        "server 2025",
        "windows 10",
        "windows 11",
        "host",
    ]
    .iter()
    .any(|word| ends(words, word));
    let version_word = version_word || is_machine_of_windows(words);
    // `Image: 26100.7462` in a list of what somebody has.
    if ["image", "base image", "container image"]
        .iter()
        .any(|label| words.trim_ascii().eq_ignore_ascii_case(label.as_bytes()))
        && separator.contains(&b':')
    {
        return page.image_version(found.version, None, place, Winver);
    }
    let osbuild = ends(words, "osbuild");
    if osbuild {
        let name = super::table::first_cell(doc.piece(doc.line_start(at), doc.line_end(at))).map(str::to_string);
        if super::kube::section(page, at) != super::kube::Section::Wish && !has(before, &["selector"]) {
            let name = name.or_else(|| page.owners.described.clone()).or_else(|| page.owners.manifest.clone());
            page.host(found.version, name, place, NodeLabels);
        }
    } else if (half_year || version_word) && !is_update_heading(before) {
        sentence(page, found, place);
    } else if words.is_empty()
        && separator.iter().all(|byte| *byte == b' ')
        && doc.after(found.end, 80).trim_ascii().is_empty()
    {
        let asked = (line.saturating_sub(3)..line).any(|line| {
            let text = doc.line(line);
            is_prompt(text) && has(&text[..text.len().min(400)], &["currentversion", "ubr", "currentbuild"])
        });
        if asked {
            page.host(found.version, None, place, RegistryProperty);
        }
    } else if localized_winver(words) {
        page.host(found.version, None, place, Winver);
    }
}

/// `Windows Server 2016 instance(14393.2906)`, `our Windows 10 machine: 19045.2006`.
fn is_machine_of_windows(words: &[u8]) -> bool {
    const MACHINES: [&str; 9] = ["instance", " vm", "machine", "server", "node", "laptop", " pc", "box", "agent"];
    let near = &words[words.len().saturating_sub(48)..];
    MACHINES.iter().any(|word| ends(near, word)) && has(near, &["windows ", "server 20"])
}

/// `Version 21H2 (Betriebssystembuild 19044.1288)`, `Windows Server 2022 (сборка 20348.1547)`, in any language: a version's name,
/// then a parenthesis.
fn localized_winver(before: &[u8]) -> bool {
    let Some(open) = rfind(before, "(") else { return false };
    let head = before[..open].trim_ascii_end();
    let half_year =
        head.len() >= 4 && head[head.len() - 2].eq_ignore_ascii_case(&b'h') && head[head.len() - 4].is_ascii_digit();
    let server = head.len() >= 19 && has(&head[head.len() - 19..], &["windows server 20"]);
    (half_year || server) && before.len() - open < 40
}

/// Reads `14393.2724.amd64fre.rs1_release.181214-1743` from its `64fre.` on.
pub(crate) fn lab(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let before = doc.before(at, 64);
    let architecture = if ends(before, ".amd") || ends(before, ".arm") { 4 } else { return };
    let numbers = &before[..before.len() - architecture];
    let length = numbers.iter().rev().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
    let numbers = &numbers[numbers.len() - length..];
    let Some((kernel, end)) = number(numbers, 0).filter(|&(_, end)| end == 5 && numbers.get(end) == Some(&b'.')) else {
        return;
    };
    let Some((revision, last)) = number(numbers, end + 1) else { return };
    let start = at - architecture - length;
    // The same string names installation media; and in a kernel string the number before it is the right one.
    let tail = doc.after(at, 120);
    let rest = tail.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(byte)).count();
    let medium = [".iso", ".vhd", ".wim", ".esd", "server_", "client", "_eval", "en-us"];
    let glued = doc
        .bytes()
        .get(start.wrapping_sub(1))
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || b"/\\_-.".contains(byte));
    let in_kernel_string = ends(doc.before(start, 40), "(") && find(doc.before(start, 40), "10.0 ").is_some();
    if last != length || has(&tail[..rest], &medium) || glued || in_kernel_string || kernel > 65535 {
        return;
    }
    let version = Version::of_build(kernel as u16);
    let version = if kernel == 14393 && revision > 0 { version.with_revision(revision) } else { version };
    page.weak_host(version, None, (start, at + "64fre".len()), BuildLab);
}

/// Reads the columns `Major  Minor  Build  Revision`; `at` is at the last of these words.
pub(crate) fn columns(page: &mut OpenPaste<'_>, at: usize) {
    let doc = page.doc;
    let line = doc.line_at(at);
    let header = doc.line(line);
    if header.len() > 200 || !has(header, &["major"]) || !has(header, &["build"]) {
        return;
    }
    for below in line + 1..(line + 4).min(doc.lines()) {
        let row = doc.line(below);
        let first = skip(row, 0, b" \t");
        let Some((10, end)) = number(row, first) else { continue };
        let Some((0, end)) = number(row, skip(row, end, b" \t")) else { continue };
        let start = skip(row, end, b" \t");
        if let Some(found) = build(row, start, false) {
            let offset = doc.range(below).0;
            page.host(found.version, None, (offset + first, offset + found.end), VersionColumns);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::read::clue::samples::host;

    #[test]
    fn os_builds() {
        host("Version 21H2 (OS Build 19044.1288)", "10.0.19044.1288");
        host("Version 21H2 (Betriebssystembuild 19044.1288)", "10.0.19044.1288");
        host("Version 22H2 (compilación de SO 19045.4170)", "10.0.19045.4170");
        host("OS build\t22621.1702", "10.0.22621.1702");
        host("Ошибка на Windows Server 2022 (сборка 20348.1547)", "10.0.20348.1547");
        host("Ошибка на сервере (сборка 20348.1547)", "");
        host("Windows 11 Pro 23H2 22631.3880", "10.0.22631.3880");
        host("I am on Windows Server 2022 (20348.2113)", "10.0.20348.2113");
        host("OS build 19045.2006", "10.0.19045.2006");
        host("We have a Windows Server 2016 instance(14393.2906) and", "10.0.14393.2906");
        host("our Windows 10 machine: 19045.2006", "10.0.19045.2006");
        host("our SQL machine: 19045.2006", "");
        host("the Windows image for that machine 19045.2006", "");
    }

    #[test]
    fn updates_are_no_machines() {
        host("April 8, 2025-KB5055526 (OS Build 20348.3454)", "");
        host("See https://support.microsoft.com/help/5031364 (OS Build 20348.2031)", "");
        host("October 10, 2023-KB5031356 (OS Builds 19044.3570 and 19045.3570)", "");
    }

    #[test]
    fn what_is_required_is_no_machine() {
        host(
            "this version of Windows does not support the docker daemon (Windows build 17763 or higher is required)",
            "",
        );
        host("Process isolation needs Windows 10 build 17763 or later", "");
        host("requires at least Windows build 20348", "");
        host("Windows build 17763 is what we have", "10.0.17763");
    }

    #[test]
    fn a_build_beside_the_word_image() {
        host("Container Image: windows/servercore (Build 26100.7171)", "");
        host("Container Host: Windows Server 2025 (Build 26100.7171)", "10.0.26100.7171");
    }

    #[test]
    fn a_label_says_that_it_is_the_image() {
        let image = |text: &str| {
            crate::read::clue::read(text)
                .images
                .first()
                .and_then(|image| image.version)
                .map(|version| version.to_string())
        };
        assert_eq!(image("Image: 26100.7462").as_deref(), Some("10.0.26100.7462"));
        assert_eq!(image("Image viewer: 26100.7462"), None);
        host("Host: 26100.7840 (after KB5077181)", "10.0.26100.7840");
        assert_eq!(image("Base Image\nOS: Windows Server 2019\n\"Build\": \"17763\"").as_deref(), Some("10.0.17763"));
        host("Base Image\nName: a\nHost\nOS: Windows Server 2019\nBuild: 17763", "10.0.17763");
    }

    #[test]
    fn build_labs() {
        host("14393.2724.amd64fre.rs1_release.181214-1743", "10.0.14393.2724");
        host("BuildLabEx : 17763.1.amd64fre.rs5_release.180914-1434", "10.0.17763");
        host("26100.1.arm64fre.ge_release.240331-1435", "10.0.26100");
        host("26100.1.amd64fre.ge_release.240331-1435_server_serverdatacenter_en-us.vhdx", "");
    }

    #[test]
    fn columns_of_a_version() {
        host("Major  Minor  Build  Revision\n-----  -----  -----  --------\n10     0      17763  0", "10.0.17763");
        host("Major  Minor  Build  Revision\n-----  -----  -----  --------\n5      1      17763  1852", "");
    }
}
