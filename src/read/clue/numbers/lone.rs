//! Versions without a label: the line, the command or the words around them may say whose they are.

use super::super::format::FormatId::*;
use super::super::page::OpenPaste;
use super::super::prompt::is_prompt;
use super::super::prose::{is_bound, is_demand};
use super::super::scan::{ends, has, rfind, skip, starts};
use super::super::table;
use super::super::typed_command::Lists;
use super::Here;
use super::labels::Revision::{Not, Real};
use super::names::{first_cell_of, is_row, is_tabbed, systeminfo_name};
use crate::rules::question::Engine;

impl Here<'_> {
    /// A version without a label: the line, the command or the words around it may say whose it is.
    pub(super) fn alone(self, page: &mut OpenPaste<'_>) {
        let doc = page.doc;
        if is_bound(doc.after(self.found.end, 40)) || is_demand(self.before) {
            return;
        }
        let line = doc.line_at(self.at);
        let (start, end) = doc.range(line);
        let whole = doc.piece(start, end).trim();
        let after = doc.after(self.found.end, 60);
        if self.is_repeated(page) {
            let name = systeminfo_name(page, line)
                .or_else(|| table::cell_below(page, line, &["CSName", "PSComputerName", "__SERVER"]));
            let format = if self.separator.contains(&b':') { SysteminfoLocalized } else { Win32OperatingSystem };
            return page.host(self.version(Not), name, self.place(), format);
        }
        let runtime = &after[skip(after, 0, b" \t|")..];
        if starts(runtime, 0, "containerd://") || starts(runtime, 0, "docker://") {
            let name = table::first_cell(whole).map(str::to_string);
            page.found.engine.offer(1, Engine::Kubernetes, doc.evidence(self.at, self.found.end, NodeTable));
            return page.host(self.found.version, name, self.place(), NodeTable);
        }
        let entry = ["windows/amd64:", "windows/arm64:"].iter().any(|platform| ends(self.before, platform));
        if entry && starts(whole.as_bytes(), 0, "Platform") {
            let reference = page.owners.index.clone();
            return page.image_version(self.found.version, reference, self.place(), Imagetools);
        }
        if page.scope(self.at).is_some_and(|of| of.lists == Lists::Engine) {
            return page.host(self.found.version, None, self.place(), DockerInfoSystem);
        }
        let listed = page.table_at(line).is_none() && page.scope(self.at).is_some_and(|of| of.lists == Lists::Nodes);
        if let Some(name) = first_cell_of(whole).filter(|_| listed || is_tabbed(whole) || is_row(whole)) {
            if listed {
                let evidence = doc.evidence(self.at, self.found.end, NodeTable);
                page.found.engine.offer(1, Engine::Kubernetes, evidence);
            }
            return page.host(self.found.version, Some(name.to_string()), self.place(), NodeTable);
        }
        match page.table_at(line) {
            Some(true) => {
                let name = table::first_cell(doc.piece(start, end)).map(str::to_string);
                return page.host(self.found.version, name, self.place(), NodeTable);
            }
            Some(false) => return,
            None => {}
        }
        if let Some(command) = page.scope(self.at).filter(|command| command.about_images) {
            let reference = command.printed_for();
            return page.image_version(self.found.version, reference, self.place(), ImageInspect);
        }
        let lone = whole.len() == self.found.end - self.at;
        if lone && self.printed_by_host(page, line) {
            // Whatever .NET appends is zero; the registry's number is real.
            return page.host(
                self.found.version,
                None,
                self.place(),
                if page.commands.is_empty() { ActionsLog } else { ProgramReport },
            );
        }
        if !lone {
            self.in_prose(page);
        }
    }

    /// A number on a line of its own under the name of the system, or under a command that asks for it.
    fn printed_by_host(&self, page: &mut OpenPaste<'_>, line: usize) -> bool {
        const QUESTIONS: &[&str] = &[
            "osversion",
            "win32_operatingsystem",
            "os.release",
            "computerinfo",
            "environment]",
            "currentversion",
            "kernelversion",
            "wmic",
            "release()",
        ];
        let doc = page.doc;
        let above = (line.saturating_sub(4)..line).rev().map(|line| doc.line(line)).find(|line| {
            let blank = line.iter().all(|byte| byte.is_ascii_whitespace() || *byte == b'-');
            !blank
        });
        let Some(above) = above else { return page.scope(self.at).is_some_and(|command| command.inside) };
        let above = &above[..above.len().min(400)];
        let start = skip(above, 0, b" \t");
        let named = starts(above, start, "Microsoft Windows") || starts(above, start, "Windows");
        let asked = is_prompt(above) && has(above, QUESTIONS);
        named && !is_prompt(above)
            || asked
            || above[start..].trim_ascii_end().eq_ignore_ascii_case(b"version")
            || page.scope(self.at).is_some_and(|command| command.inside)
    }

    /// Sentences: the nearest word that names a side decides.
    fn in_prose(self, page: &mut OpenPaste<'_>) {
        // `… on the old box` and below it `(10.0.17763.5329).`: a parenthesis goes on with the sentence above.
        let above = page.doc.line_at(self.at).checked_sub(1).filter(|_| self.before.trim_ascii() == b"(");
        let before = above.map_or(self.before, |above| page.doc.line(above).trim_ascii_end());
        let near = &before[before.len().saturating_sub(64)..];
        // `Write-Host` names no side.
        let whole = |at: &usize| {
            !near.get(at.wrapping_sub(1)).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
        };
        let last = |words: &[&str]| words.iter().filter_map(|word| rfind(near, word).filter(whole)).max();
        const NOT: &[&str] = &[
            "compatible with ",
            "prefix of ",
            "sdk",
            "kits",
            "nuget",
            "package",
            "\\",
            "target",
            "driver",
            "agent",
            "module",
            "platform",
        ];
        let image = last(&["image", "container", "baseimage"]);
        let host = last(&[
            "host",
            "node ",
            "server is",
            "machine",
            "windows server 20",
            "windows 10",
            "windows 11",
            "microsoft windows",
            "windows_nt",
            "os:",
            "running on windows",
            "on windows",
            "is windows",
            "running windows",
            "laptop",
            "runner",
            "box",
        ]);
        // Both of these sentences are read as errors.
        let read_elsewhere = has(near, &["incompatible with", "matching manifest"]);
        if read_elsewhere || last(NOT).is_some() || self.before.last().is_some_and(|byte| b":/@-\\".contains(byte)) {
            return;
        }
        match (host, image) {
            (Some(host), image) if image.is_none_or(|image| image < host) => {
                let format = if starts(self.before, 0, "Host is") { BcContainerHelper } else { Winver };
                let revision =
                    if has(near, &["microsoft windows"]) && format != BcContainerHelper && !near.contains(&b'-') {
                        Not
                    } else {
                        Real
                    };
                page.host(self.version(revision), None, self.place(), format);
            }
            (_, Some(_)) => page.image_version(self.found.version, None, self.place(), Winver),
            _ => {}
        }
    }
}
