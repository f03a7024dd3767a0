//! What a service mounts, and where: containers of Windows have drives and pipes, those of Linux have one root.
//! [Docker on Windows](https://github.com/moby/moby/blob/b985e2313a/daemon/volume/mounts/windows_parser.go) refuses a target
//! without a drive that is no pipe.

use crate::read::syntax::yaml::Yaml;

/// Whether a service mounts or works at a place that only a Windows container has.
pub(super) fn of_windows(yaml: &Yaml<'_>, service: usize) -> bool {
    let work = yaml.str_at(service, &["working_dir"]).unwrap_or_default();
    let pipe = |volume| yaml.str_at(volume, &["type"]) == Some("npipe");
    let of_windows = |target: &str| has_drive(target) || target.to_ascii_lowercase().starts_with(r"\\.\pipe\");
    has_drive(work) || volumes(yaml, service).any(pipe) || targets(yaml, service).any(of_windows)
}

/// Whether a service mounts at a place that no Windows container has, or a device.
pub(super) fn of_linux(yaml: &Yaml<'_>, service: usize) -> bool {
    let devices = yaml.get(service, "devices").into_iter().flat_map(|list| yaml.children(list));
    devices.filter_map(|device| yaml.str(device)).any(|device| device.starts_with("/dev/"))
        || targets(yaml, service).any(|target| target.starts_with('/'))
}

fn has_drive(path: &str) -> bool {
    let mut chars = path.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && chars.next() == Some(':')
        && matches!(chars.next(), Some('\\' | '/'))
}

fn volumes<'y>(yaml: &'y Yaml<'_>, service: usize) -> impl Iterator<Item = usize> + 'y {
    yaml.get(service, "volumes").into_iter().flat_map(|list| yaml.children(list))
}

/// Where in the container they are mounted.
fn targets<'y>(yaml: &'y Yaml<'_>, service: usize) -> impl Iterator<Item = &'y str> {
    volumes(yaml, service).filter_map(|one| yaml.str(one).map_or_else(|| yaml.str_at(one, &["target"]), target))
}

/// The target of the short form: `source:target:mode`, where both can have a drive; a volume without a source is its target.
fn target(volume: &str) -> Option<&str> {
    let past_variable = volume.rfind('}').map_or(0, |end| end + 1);
    let past_drive = past_variable + if has_drive(&volume[past_variable..]) { 2 } else { 0 };
    match volume[past_drive..].split_once(':') {
        Some((_, target)) => Some(target),
        None => Some(volume),
    }
}
