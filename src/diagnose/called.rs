//! What an image is called in a sentence.

use crate::rules::image::{Image, Versions};
use crate::rules::reference::{Reference, short_name};

/// The image by its last part with the tag; with its path where that alone would be an official image of Docker Hub:
/// `devcontainers/python:3` is none, and `python:3` is.
pub(super) fn called(reference: &str) -> &str {
    let short = short_name(reference);
    let name = reference.split('@').next().unwrap_or(reference);
    let is_same = name
        .strip_suffix(short)
        .is_none_or(|before| matches!(before, "" | "docker.io/" | "library/" | "docker.io/library/"));
    if is_same || !is_official(short) {
        return short;
    }
    let before = name[..name.len() - short.len()].trim_end_matches('/');
    let start = before.rfind('/').map_or(0, |slash| slash + 1);
    &name[start..]
}

/// Whether Docker Hub has an official image under this name.
fn is_official(short: &str) -> bool {
    let name = short.split(':').next().unwrap_or(short);
    let moved = name.parse::<Reference>().is_ok_and(|reference| reference.moved_to().is_some());
    let known = Image::parse(name).is_ok_and(|image| matches!(image.versions, Versions::Linux | Versions::Several(_)));
    known && !moved
}

#[cfg(test)]
mod tests {
    use super::called;

    #[test]
    fn a_name_stays_one_of_its_own() {
        for (reference, name) in [
            ("mcr.microsoft.com/devcontainers/python:3", "devcontainers/python:3"),
            ("contoso.azurecr.io/nginx:1", "contoso.azurecr.io/nginx:1"),
            ("mcr.microsoft.com/cbl-mariner/busybox:2.0", "cbl-mariner/busybox:2.0"),
            ("docker.io/library/python:3", "python:3"),
            ("python:3", "python:3"),
            ("mcr.microsoft.com/windows/servercore:ltsc2022", "servercore:ltsc2022"),
            ("contoso.azurecr.io/shop/web:1.2", "web:1.2"),
            ("contoso.azurecr.io/shop/web:1.2@sha256:0a", "web:1.2"),
            ("mcr.microsoft.com/mssql/server:2022-latest", "mssql/server:2022-latest"),
        ] {
            assert_eq!(called(reference), name, "{reference}");
        }
    }
}
