//! Pastes to try.

/// The pastes to try, in the order of their buttons: the names are on the page before the texts are.
pub const NAMES: [&str; 5] =
    ["ver output", "0xc0370101 from docker run", "kubectl describe pod", "Dockerfile", "ltsc2019 on Server 2025?"];

/// The texts of the pastes, in the same order.
pub const TEXTS: [&str; 5] = [
    "Microsoft Windows [Version 10.0.20348.2113]\r\n",
    "PS C:\\> docker run --rm mcr.microsoft.com/windows/servercore:ltsc2019 cmd /c ver\n\
         docker: Error response from daemon: container 5c1f0b8a7d3e4f60912ab34cd56ef7890123456789abcdef0123456789abcdef \
         encountered an error during hcsshim::System::Start: failure in a Windows system call: The container operating system \
         does not match the host operating system. (0xc0370101).\n\
         PS C:\\> cmd /c ver\n\nMicrosoft Windows [Version 10.0.20348.2113]\n",
    "Name:             web-6c9f7d5b8-x2v7q\nNamespace:        shop\nNode:             win2022-a/10.240.0.97\nContainers:\n  web:\n    \
         Image:          mcr.microsoft.com/windows/servercore/iis:windowsservercore-ltsc2019\n    Last State:     Terminated\n      \
         Reason:       StartError\n      Message:      failed to create containerd task: failed to create shim task: \
         hcs::CreateComputeSystem web: The container operating system does not match the host operating system.: unknown\n\
         Node-Selectors:   kubernetes.io/os=windows\n",
    "FROM mcr.microsoft.com/dotnet/sdk:8.0-nanoserver-1809 AS build\nWORKDIR C:\\\\src\nCOPY . .\nRUN dotnet publish -c Release -o \
         C:\\\\out\n\nFROM mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-1809\nCOPY --from=build C:\\\\out C:\\\\app\n",
    NAMES[4],
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::reading::{Content, Reading};

    #[test]
    fn every_example_says_something() {
        for (name, text) in NAMES.iter().zip(TEXTS) {
            let reading = Reading::of(text);
            assert!(matches!(reading.found, Content::Clues(_)), "{name}");
            assert!(!reading.said.is_empty(), "{name}");
        }
    }

    #[test]
    fn one_host_and_one_image_are_taken() {
        let reading = Reading::of(TEXTS[1]);
        assert_eq!(reading.host.map(|host| host.version.to_string()).as_deref(), Some("10.0.20348.2113"));
        assert_eq!(
            reading.image.map(|image| image.to_string()).as_deref(),
            Some("mcr.microsoft.com/windows/servercore:ltsc2019")
        );
        let question = Reading::of(TEXTS[4]);
        assert_eq!(question.host.map(|host| host.to_string()).as_deref(), Some("ws2025"));
        assert_eq!(question.image.map(|image| image.to_string()).as_deref(), Some("ltsc2019"));
    }
}
