//! What a connection needs: a certificate that is trusted, a name that is resolved, a port that is free, a domain that is found.

use wincompat::read::clue::ErrorCode::*;

use crate::kinds::{ON_2022, commands, means, titles};
use crate::laws::answer;

fn title(text: &str) -> String {
    answer(text)[0].diagnosis.title.clone()
}

const X509: &str = "x509: certificate signed by unknown authority";

fn pull(registry: &str, words: &str) -> String {
    format!(
        "docker pull {registry}/shop/web:ltsc2022\nError response from daemon: Get \"https://{registry}/v2/\": {words}"
    )
}

/// <https://docs.docker.com/engine/security/certificates/>, <https://github.com/moby/moby/issues/21189>.
#[test]
fn a_registry_whose_authority_docker_does_not_know() {
    let on_server = format!("{ON_2022}\n{}", pull("registry.contoso.local:5000", X509));
    let folder = "C:\\ProgramData\\docker\\certs.d\\registry.contoso.local5000";
    assert!(commands(&on_server)[0].ends_with(&format!("Copy-Item CA.crt {folder}\\ca.crt")), "{on_server}");
    assert!(titles(&on_server).contains("without the colon"));
    assert!(!titles(&pull("registry.contoso.local", X509)).contains("without the colon"));
    let store = "Import-Certificate -FilePath CA.crt -CertStoreLocation Cert:\\LocalMachine\\Root";
    assert_eq!(commands(&on_server)[1], store);
    // Docker Desktop has no such folder for its engine.
    let desktop = format!("Docker Desktop 4.30.0\n{}", pull("registry.contoso.local", X509));
    assert_eq!(commands(&desktop), [store]);
    // A public registry's is a proxy's then.
    let hub = format!("docker run hello-world:nanoserver\ndocker: {X509}.");
    assert_eq!(commands(&hub), [store]);
    assert_eq!(commands(&pull("mcr.microsoft.com", X509)), [store]);
    assert!(commands(&pull("registry.contoso.local", X509)).iter().all(|command| !command.contains("Tls12")));
}

/// <https://github.com/containerd/containerd/blob/main/docs/hosts.md>.
#[test]
fn a_registry_whose_authority_a_node_does_not_know() {
    let event = format!(
        "Warning  Failed  12s  kubelet  Failed to pull image \"harbor.contoso.local/web:1\": failed to resolve reference \
         \"harbor.contoso.local/web:1\": failed to do request: Head \"https://harbor.contoso.local/v2/web/manifests/1\": tls: failed to \
         verify certificate: {X509}"
    );
    assert!(titles(&event).contains("harbor.contoso.local\\hosts.toml"), "{}", titles(&event));
    assert!(commands(&event)[0].contains("[host.\"https://harbor.contoso.local\"]"));
    assert!(commands(&event).iter().all(|command| !command.contains("ProgramData\\docker")));
}

#[test]
fn other_certificates_are_other_steps() {
    let expired = "x509: certificate has expired or is not yet valid: current time 2026-01-02T03:04:05Z is after 2025-12-31T23:59:59Z";
    assert_eq!(commands(&pull("harbor.contoso.local", expired)), ["w32tm /resync"]);
    let name = "x509: certificate is valid for harbor.contoso.com, not harbor.contoso.local";
    assert!(titles(&pull("harbor.contoso.local", name)).contains("by a name that its certificate has"));
    let old = "Invoke-WebRequest : The request was aborted: Could not create SSL/TLS secure channel.";
    assert_eq!(commands(old), ["[Net.ServicePointManager]::SecurityProtocol = 'Tls12'"]);
    // A program of the image asked for something else than an image.
    let helm = format!("Error: Kubernetes cluster unreachable: Get \"https://10.0.0.5:6443/version\": {X509}");
    assert!(!titles(&helm).contains("registry"), "{}", titles(&helm));
    let npm = "npm ERR! code SELF_SIGNED_CERT_IN_CHAIN\nnpm ERR! self-signed certificate in certificate chain";
    assert!(!titles(npm).contains("registry"), "{}", titles(npm));
}

/// <https://github.com/docker/for-win/issues/6453>, <https://github.com/docker/for-win/issues/2760>.
#[test]
fn a_name_that_a_step_of_a_build_does_not_resolve() {
    let failed = "Invoke-WebRequest : The remote name could not be resolved: 'nginx.org'";
    let step = |base: &str| {
        format!(
            "Step 1/4 : FROM {base}\nStep 2/4 : RUN powershell iwr http://nginx.org/a.zip\n ---> Running in 26ab61dd0ab2\n{failed}"
        )
    };
    let core = commands(&step("mcr.microsoft.com/windows/servercore:ltsc2022"));
    assert_eq!(core[0], "docker run --rm mcr.microsoft.com/windows/servercore:ltsc2022 nslookup nginx.org");
    assert!(core.contains(&"\"dns\": [\"ADDRESS\"]".to_owned()), "{core:?}");
    assert!(core.contains(&"Get-NetIPInterface -AddressFamily IPv4 | Sort-Object InterfaceMetric".to_owned()));
    let nano = commands(&step("mcr.microsoft.com/windows/nanoserver:ltsc2022"));
    assert_eq!(nano[0], "docker run --rm mcr.microsoft.com/windows/nanoserver:ltsc2022 ping -n 1 nginx.org");
    let curl = "#8 1.823 curl: (6) Could not resolve host: aka.ms";
    let kit = format!(" > [build 3/5] RUN curl.exe -sSLO https://aka.ms/vs/17/release/vs_buildtools.exe:\n{curl}");
    assert!(commands(&kit)[0].ends_with("nslookup aka.ms") && commands(&kit)[0].starts_with("docker run"), "{kit}");
    // The engine itself, and a machine without a container.
    let engine = "Step 1/4 : FROM a.io/web:1\nGet \"https://a.io/v2/\": dial tcp: lookup a.io: no such host";
    assert_eq!(commands(engine), ["nslookup a.io"]);
    assert_eq!(commands(failed), ["nslookup nginx.org"]);
}

#[test]
fn a_port_is_named_with_who_may_have_it() {
    let listen = |port: u16, words: &str| {
        format!(
            "docker: Error response from daemon: Ports are not available: exposing port TCP 0.0.0.0:{port} -> 0.0.0.0:0: listen tcp \
             0.0.0.0:{port}: bind: {words}"
        )
    };
    let taken =
        listen(8080, "Only one usage of each socket address (protocol/network address/port) is normally permitted.");
    assert_eq!(title(&taken), "Port 8080 is already in use");
    assert!(commands(&taken)[0].contains("-LocalPort 8080 "), "{:?}", commands(&taken));
    let reserved = "netsh interface ipv4 show excludedportrange protocol=tcp";
    assert_eq!(commands(&taken)[1], reserved);
    let refused = listen(50051, "An attempt was made to access a socket in a way forbidden by its access permissions.");
    assert_eq!(commands(&refused)[..2], [reserved.to_owned(), "net stop winnat; net start winnat".to_owned()]);
    let container = "Bind for 0.0.0.0:80 failed: port is already allocated";
    assert_eq!(commands(container)[0], "docker ps --filter publish=80");
    let nat = "docker run -p 80:80 a.io/web:1\nfailed to create endpoint web on network nat: hnsCall failed in Win32: The process cannot access the file because it is being used by another process. (0x20).";
    assert!(commands(nat).contains(&"Get-NetNatStaticMapping | Where-Object ExternalPort -eq 80".to_owned()));
    assert!(commands(&taken).iter().all(|command| !command.contains("NetNat") && !command.contains("winnat")));
}

/// <https://github.com/plooploops/windows-containers-AD/issues/7>.
#[test]
fn a_domain_without_a_controller() {
    let status = "Trust Verification Status = 1311 0x51f ERROR_NO_LOGON_SERVERS";
    let denied = "Trust Verification Status = 5 0x5 ERROR_ACCESS_DENIED";
    means(DomainAccount, status, denied);
    means(DomainAccount, "Test-ComputerSecureChannel : (0xC000005E)", "event (0xC000005D)");
    means(
        DomainAccount,
        "There are currently no logon servers available to service the logon request.",
        "There are currently no servers available.",
    );
    for text in [status, "NlSetStatusClientSession: Set connection status to c000005e"] {
        assert_eq!(commands(text)[0], "docker exec CONTAINER nltest /dsgetdc:DOMAIN");
    }
    let account = "docker: credential spec: (0x52e) Logon failure: the user name or password is incorrect";
    assert_eq!(commands(account), ["Test-ADServiceAccount NAME"]);
}
