//! The formats that are understood.

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
    VerBanner "`ver` or the banner of a console"
    VerLocalized "`ver` of a localized Windows"
    VerBefore1709 "`ver` before version 1709"
    BuildLab "BuildLabEx"
    RegQuery "`reg query` of CurrentVersion"
    RegistryProperty "Get-ItemProperty of CurrentVersion"
    Systeminfo "`systeminfo`"
    SysteminfoLocalized "`systeminfo` of a localized Windows"
    Winver "`winver` or a sentence with the OS build"
    SettingsAbout "Settings, About"
    ComputerInfo "Get-ComputerInfo"
    EnvironmentOsVersion "[Environment]::OSVersion"
    VersionColumns "[Environment]::OSVersion.Version"
    Win32OperatingSystem "`wmic os` or Win32_OperatingSystem"
    PsVersionTable "$PSVersionTable"
    ProgramReport "a program’s report about Windows"
    DesktopLog "the log of Docker Desktop"
    VerInContainer "`ver` run inside a container"
    DockerInfoKernel "`docker info`, kernel version"
    DockerInfoSystem "`docker info`, operating system"
    DockerInfoJson "`docker info` or `docker version` as JSON"
    ImageInspect "`docker image inspect`"
    ContainerInspect "`docker inspect` of a container"
    ImageTable "a table of images or containers"
    DockerCommand "a docker command or its output"
    ManifestList "a manifest list"
    Imagetools "`docker buildx imagetools inspect`"
    ImageHistory "the config or the history of an image"
    SkopeoInspect "`skopeo inspect`"
    HubApi "the API of Docker Hub"
    SwarmLabels "labels of a swarm node"
    ServicePs "`docker service ps`"
    DaemonLog "the log of the Docker daemon"
    DaemonJson "daemon.json"
    ClassicSwarmInfo "`docker info` of a classic swarm"
    EngineError1806 "an error of the Docker engine up to 18.06"
    EngineError1809 "an error of Docker 18.09"
    HcsshimError "an error of hcsshim"
    HcsError "an error of the Host Compute Service"
    StartError "an error while the container started"
    HcsCode "a code of the Host Compute Service"
    ContainerdError "an error of containerd"
    PullNoManifest "a pull without a matching manifest"
    PullNewerImage "a pull of a newer image"
    ContainerdPull "a pull by containerd"
    ContainerdStoreError "an error of containerd’s image store"
    OtherSystemImage "an image of another operating system"
    LayerRegistration "a layer that couldn’t be registered"
    UnexpectedExit "a container that exited unexpectedly"
    AppService "Azure App Service"
    ContainerInstances "Azure Container Instances"
    BcContainerHelper "BcContainerHelper"
    GitlabRunner "gitlab-runner"
    CraneSkopeo "crane or skopeo"
    OtherPlatformImage "an image of another platform"
    ExitCode "an exit code"
    NodeTable "`kubectl get nodes`"
    DescribeNode "`kubectl describe node`"
    NodeManifest "a node as YAML or JSON"
    NodeLabels "labels of a Kubernetes node"
    DescribePod "`kubectl describe pod`"
    KubernetesEvents "Kubernetes events"
    AksNodeImage "an AKS node image"
    NomadNode "the attributes of a Nomad node"
    KubernetesManifest "a Kubernetes manifest"
    HelmValues "Helm values"
    ActionsLog "a job log of GitHub Actions"
    Dockerfile "a Dockerfile"
    ComposeFile "a compose file or a pipeline"
    ImageReference "an image reference"
    TypedWords "the words of a question"
}

impl FormatId {
    /// The short name, such as `VerBanner`.
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
