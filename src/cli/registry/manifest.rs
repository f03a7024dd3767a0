//! What a registry holds under a tag: a list of manifests or one, in the formats of
//! [Docker](https://distribution.github.io/distribution/spec/manifest-v2-2/) and of the
//! [OCI](https://github.com/opencontainers/image-spec/blob/main/image-index.md).

use serde::Deserialize;

/// The formats that are asked for, lists first.
pub(super) const ACCEPT: &str = "application/vnd.oci.image.index.v1+json, \
    application/vnd.docker.distribution.manifest.list.v2+json, \
    application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";

/// A pointer to another document.
#[derive(Clone, Deserialize, Debug)]
pub(super) struct Descriptor {
    #[serde(default, rename = "mediaType")]
    pub(super) media_type: String,
    pub(super) digest: String,
    #[serde(default)]
    pub(super) platform: Option<Platform>,
    #[serde(default)]
    pub(super) annotations: std::collections::BTreeMap<String, serde_json::Value>,
}

/// For which machines an entry is.
#[derive(Clone, Default, Deserialize, Debug)]
pub(super) struct Platform {
    #[serde(default)]
    pub(super) os: String,
    #[serde(default)]
    pub(super) architecture: String,
    #[serde(default, rename = "os.version")]
    pub(super) os_version: Option<String>,
}

/// What stands under a tag.
#[derive(Debug)]
pub(super) enum ManifestDocument {
    List(Vec<Descriptor>),
    One { config: Descriptor },
}

/// Why a document is none of them.
#[derive(PartialEq, Eq, Debug)]
pub(crate) enum NotAnImage {
    /// The first format, without platforms; registries stopped serving it.
    SchemaOne,
    /// Something else is kept there: a chart, a signature. Its type.
    Artifact(String),
    /// Not a manifest at all.
    Unreadable(String),
}

#[derive(Deserialize)]
struct Raw {
    #[serde(default, rename = "schemaVersion")]
    schema: Option<u8>,
    #[serde(default)]
    manifests: Option<Vec<Descriptor>>,
    #[serde(default)]
    config: Option<Descriptor>,
}

/// Reads a manifest or a list of them.
pub(super) fn parse(bytes: &[u8]) -> Result<ManifestDocument, NotAnImage> {
    let raw: Raw = serde_json::from_slice(bytes).map_err(|error| NotAnImage::Unreadable(error.to_string()))?;
    match raw {
        Raw { manifests: Some(manifests), .. } => Ok(ManifestDocument::List(manifests)),
        Raw { config: Some(config), .. } if !is_image_config(&config.media_type) => {
            Err(NotAnImage::Artifact(config.media_type))
        }
        Raw { config: Some(config), .. } => Ok(ManifestDocument::One { config }),
        Raw { schema: Some(1), .. } => Err(NotAnImage::SchemaOne),
        _ => Err(NotAnImage::Unreadable("neither a list nor a manifest".to_owned())),
    }
}

fn is_image_config(media_type: &str) -> bool {
    ["application/vnd.docker.container.image.v1+json", "application/vnd.oci.image.config.v1+json"].contains(&media_type)
}

/// The configuration of an image: the same words as in a list, at its top.
pub(super) fn parse_config(bytes: &[u8]) -> Result<Platform, NotAnImage> {
    serde_json::from_slice(bytes).map_err(|error| NotAnImage::Unreadable(error.to_string()))
}

impl Descriptor {
    /// Provenance and signatures, which BuildKit keeps in the same list
    /// ([documentation](https://docs.docker.com/build/metadata/attestations/attestation-storage/)).
    pub(super) fn is_attestation(&self) -> bool {
        self.annotations.contains_key("vnd.docker.reference.type")
            || self.platform.as_ref().is_some_and(|platform| platform.os == "unknown")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_apart() {
        let kind = |text: &str| match parse(text.as_bytes()) {
            Ok(ManifestDocument::List(entries)) => format!("list of {}", entries.len()),
            Ok(ManifestDocument::One { config }) => format!("one {}", config.digest),
            Err(NotAnImage::SchemaOne) => "schema 1".to_owned(),
            Err(NotAnImage::Artifact(what)) => format!("artifact {what}"),
            Err(NotAnImage::Unreadable(_)) => "unreadable".to_owned(),
        };
        assert_eq!(kind(r#"{"manifests": [{"digest": "sha256:1"}]}"#), "list of 1");
        assert_eq!(kind(r#"{"manifests": []}"#), "list of 0");
        let config = "application/vnd.oci.image.config.v1+json";
        assert_eq!(
            kind(&format!(r#"{{"config": {{"mediaType": "{config}", "digest": "sha256:2"}}}}"#)),
            "one sha256:2"
        );
        let chart = "application/vnd.cncf.helm.config.v1+json";
        let artifact = format!(r#"{{"config": {{"mediaType": "{chart}", "digest": "sha256:2"}}}}"#);
        assert_eq!(kind(&artifact), format!("artifact {chart}"));
        assert_eq!(kind(r#"{"schemaVersion": 1, "fsLayers": []}"#), "schema 1");
        assert_eq!(kind("<html>"), "unreadable");
        assert_eq!(kind("{}"), "unreadable");
    }

    #[test]
    fn attestations_are_no_images() {
        let entry = |text: &str| serde_json::from_str::<Descriptor>(text).expect("a descriptor").is_attestation();
        assert!(entry(r#"{"digest": "d", "platform": {"os": "unknown", "architecture": "unknown"}}"#));
        assert!(entry(r#"{"digest": "d", "annotations": {"vnd.docker.reference.type": "attestation-manifest"}}"#));
        assert!(!entry(r#"{"digest": "d", "platform": {"os": "windows", "architecture": "amd64"}}"#));
        assert!(!entry(r#"{"digest": "d"}"#));
    }
}
