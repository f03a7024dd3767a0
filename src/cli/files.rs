//! Files and folders that are named on the command line, and how a diff names them.

use std::path::{Component, Path, PathBuf};

use super::BadInput;

/// A file to read.
pub(super) struct Input {
    /// As it was given, or the folder it was found in with its place there; `-` for standard input.
    pub path: String,
    /// It was found in a folder, so it may be anything.
    pub found: bool,
    /// It is a folder in one of those, and can’t be looked into.
    pub closed: Option<String>,
}

impl Input {
    /// Why it can’t be read, where that is known already.
    pub fn opened(&self) -> Result<(), BadInput> {
        self.closed.as_ref().map_or(Ok(()), |why| Err(BadInput(format!("{}: {why}", self.name()))))
    }

    /// The name shown to people, on one line.
    pub fn name(&self) -> String {
        if self.path == "-" { "standard input".to_owned() } else { super::output::name(&self.path) }
    }
}

/// Folders that hold what others have written.
const SKIPPED: [&str; 2] = [".git", "node_modules"];

/// The files that are meant: those that are named, and in folders those that look like one of these by their name.
pub(super) fn all(given: &[String], looks_right: fn(&str) -> bool) -> Result<Vec<Input>, BadInput> {
    let mut inputs = Vec::new();
    for path in given {
        if path != "-" && Path::new(path).is_dir() {
            let before = inputs.len();
            let bad = |error: std::io::Error| BadInput(format!("{}: {error}", super::output::name(path)));
            walk(Path::new(path), looks_right, &mut inputs).map_err(bad)?;
            inputs[before..].sort_by(|a, b| a.path.cmp(&b.path));
        } else {
            inputs.push(Input { path: path.clone(), found: false, closed: None });
        }
    }
    Ok(inputs)
}

fn walk(folder: &Path, looks_right: fn(&str) -> bool, inputs: &mut Vec<Input>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let (kind, path) = (entry.file_type()?, entry.path());
        let name = entry.file_name().to_string_lossy().into_owned();
        // A link to a folder could lead around in a circle.
        if kind.is_dir() && !SKIPPED.contains(&name.as_str()) {
            if let Err(error) = walk(&path, looks_right, inputs) {
                let path = path.to_string_lossy().into_owned();
                inputs.push(Input { path, found: true, closed: Some(error.to_string()) });
            }
        } else if !kind.is_dir() && path.is_file() && looks_right(&name) {
            inputs.push(Input { path: path.to_string_lossy().into_owned(), found: true, closed: None });
        }
    }
    Ok(())
}

/// Whether a file is a Dockerfile, a Jenkinsfile, YAML, JSON, HCL, TOML, Bicep, a script or settings of TeamCity by its name.
pub(super) fn may_be_fixed(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let word =
        |word: &str| lower == word || lower.starts_with(&format!("{word}.")) || lower.ends_with(&format!(".{word}"));
    let ends = [
        ".yaml",
        ".yml",
        ".json",
        ".hcl",
        ".tf",
        ".nomad",
        ".toml",
        ".bicep",
        ".bicepparam",
        ".jsonnet",
        ".groovy",
        ".kts",
        ".ps1",
        ".psm1",
        ".psd1",
        ".cmd",
        ".bat",
        ".sh",
        ".env",
    ];
    let variant = ["dockerfile-", "dockerfile_"].iter().any(|start| lower.starts_with(start));
    word("dockerfile")
        || word("containerfile")
        || word("jenkinsfile")
        || variant
        || ends.iter().any(|end| lower.ends_with(end))
}

/// The same, and plain texts.
pub(super) fn may_list_nodes(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    may_be_fixed(name) || [".txt", ".log", ".csv"].iter().any(|end| lower.ends_with(end))
}

/// How a diff names a file, so that `git apply` finds it: from the current folder down, or, outside of it, from the top of the
/// repository that the file is in.
pub(super) fn name_in_diff(path: &str) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let file = straight(&here.join(path));
    let inside = |top: &Path| file.strip_prefix(top).ok().map(Path::to_path_buf);
    let repository = || file.ancestors().skip(1).find(|folder| folder.join(".git").exists());
    let relative = inside(&straight(&here)).or_else(|| repository().and_then(inside)).unwrap_or(file.clone());
    let parts = relative.components().filter_map(|part| match part {
        Component::Normal(part) => Some(part.to_string_lossy().into_owned()),
        _ => None,
    });
    parts.collect::<Vec<_>>().join("/")
}

/// A path without `.` and `..`.
fn straight(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(out.pop()),
            part => out.push(part),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::may_be_fixed;

    #[test]
    fn files_that_are_looked_at_in_a_folder() {
        for name in [
            "Dockerfile",
            "web.Dockerfile",
            "Jenkinsfile",
            "ci.yml",
            "settings.kts",
            "shared.groovy",
            "task.jsonnet",
            "A.PS1",
        ] {
            assert!(may_be_fixed(name), "{name}");
        }
        for name in ["README.md", "main.rs", "app.kt", "groovy", "kts"] {
            assert!(!may_be_fixed(name), "{name}");
        }
    }
}
