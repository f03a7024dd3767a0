//! The formats that are understood, by the names of the list they come from.

macro_rules! formats {
    ($($id:ident $title:literal)*) => {
        /// Names the format a clue was found in.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[allow(missing_docs)]
        pub enum FormatId { $($id),* }

        /// Every format with what prints it, in the order of the list.
        const FORMATS: &[(FormatId, &str, &str)] = &[$((FormatId::$id, stringify!($id), $title)),*];
    };
}

formats! {
    A01 "`ver` or the banner of a console"
    A02 "`ver` of a localized Windows"
    A03 "`ver` before version 1709"
    A04 "BuildLabEx"
    A05 "`reg query` of CurrentVersion"
    A06 "Get-ItemProperty of CurrentVersion"
    A07 "`systeminfo`"
    A08 "`systeminfo` of a localized Windows"
    A09 "`winver` or a sentence with the OS build"
    A10 "Settings, About"
    A11 "Get-ComputerInfo"
    A12 "[Environment]::OSVersion"
    A13 "[Environment]::OSVersion.Version"
    A14 "`wmic os` or Win32_OperatingSystem"
    A15 "$PSVersionTable"
    A16 "a program’s report about Windows"
    A17 "the log of Docker Desktop"
    A19 "`ver` run inside a container"
    B01 "`docker info`, kernel version"
    B02 "`docker info`, operating system"
    B04 "`docker info` or `docker version` as JSON"
    B06 "`docker image inspect`"
    B07 "`docker inspect` of a container"
    B08 "a table of images or containers"
    B09 "a docker command or its output"
    B10 "a manifest list"
    B12 "`docker buildx imagetools inspect`"
    B14 "the config or the history of an image"
    B15 "`skopeo inspect`"
    B16 "the API of Docker Hub"
    B17 "labels of a swarm node"
    B18 "`docker service ps`"
    B20 "the log of the Docker daemon"
    B21 "daemon.json"
    B22 "`docker info` of a classic swarm"
    C01 "an error of the Docker engine up to 18.06"
    C02 "an error of Docker 18.09"
    C03 "an error of hcsshim"
    C04 "an error of the Host Compute Service"
    C05 "an error while the container started"
    C06 "a code of the Host Compute Service"
    C07 "an error of containerd"
    C08 "a pull without a matching manifest"
    C09 "a pull of a newer image"
    C10 "a pull by containerd"
    C11 "an error of containerd’s image store"
    C12 "an image of another operating system"
    C13 "a layer that couldn’t be registered"
    C14 "a container that exited unexpectedly"
    C15 "Azure App Service"
    C16 "Azure Container Instances"
    C17 "BcContainerHelper"
    C18 "gitlab-runner"
    C19 "crane or skopeo"
    C20 "an image of another platform"
    C22 "an exit code"
    D01 "`kubectl get nodes`"
    D02 "`kubectl describe node`"
    D04 "a node as YAML or JSON"
    D05 "labels of a Kubernetes node"
    D06 "`kubectl describe pod`"
    D07 "Kubernetes events"
    D09 "an AKS node image"
    D10 "a Kubernetes manifest"
    D11 "Helm values"
    E01 "a job log of GitHub Actions"
    F01 "a Dockerfile"
    F02 "a compose file or a pipeline"
    F04 "an image reference"
}

impl FormatId {
    /// The short name, such as `A01`.
    pub fn id(self) -> &'static str {
        FORMATS[self as usize].1
    }

    /// What prints this format, for people.
    pub fn title(self) -> &'static str {
        FORMATS[self as usize].2
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_names() {
        for (index, (format, id, _)) in FORMATS.iter().enumerate() {
            assert_eq!((*format as usize, format.id()), (index, *id));
        }
    }
}
