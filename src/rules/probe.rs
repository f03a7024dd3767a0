//! The commands that ask a machine, an engine or a registry for what decides, as every text here gives them.

/// The host's own version. PowerShell has no `ver` of its own.
pub const VER: &str = "cmd /c ver";

/// The Windows that an image in the engine's store was built on.
pub const IMAGE_VERSION: &str = "docker image inspect --format \"{{.OsVersion}}\" IMAGE";

/// What the registry holds behind a tag, without a download.
pub const MANIFEST: &str = "docker manifest inspect IMAGE";

/// The nodes of a cluster with the Windows of each.
pub const NODES: &str = "kubectl get nodes -o wide";

/// The images that a cluster runs, with what uses them.
pub const CLUSTER_IMAGES: &str =
    "kubectl get deployments,statefulsets,daemonsets,cronjobs --all-namespaces --output wide";

/// Whether the engine runs Windows or Linux containers.
pub const ENGINE_SYSTEM: &str = "docker version --format \"{{.Server.Os}}\"";

/// The version of the engine, not of its client.
pub const ENGINE_VERSION: &str = "docker version --format \"{{.Server.Version}}\"";

/// One of the above about this image. The caller has quoted the name for the shell, or knows that it needs no quotes.
pub fn about(command: &str, image: &str) -> String {
    command.replace("IMAGE", image)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_names_the_image() {
        assert_eq!(about(MANIFEST, "contoso/web:1"), "docker manifest inspect contoso/web:1");
        assert_eq!(about(VER, "contoso/web:1"), "cmd /c ver");
    }
}
