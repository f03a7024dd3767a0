//! What a person pastes for a whole diagnosis: the questions to a machine, as one line of PowerShell, and to a cluster, as one of
//! kubectl. `wincompat collect` asks the same. Every question names the fields it wants, so that nothing secret comes along:
//! neither environments nor mounts nor labels of containers.

use crate::rules::probe;

/// What the lines are good for.
pub const SENTENCE: &str = "Prints the host, its edition and architecture, the engine with its version and default isolation, the \
    images with their Windows versions, and the last errors. It collects nothing secret; look it over before you paste it.";

/// The key of the registry that names the host.
pub const CURRENT_VERSION: &str = r"HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion";

/// The fields of it, in the order in which they are printed.
pub const FIELDS: [&str; 4] = ["CurrentBuild", "UBR", "InstallationType", "EditionID"];

/// The fields of `docker info`, with the names that it gives them itself.
pub const ENGINE: &str = "Server Version: {{.ServerVersion}}{{println}}Storage Driver: {{.Driver}}{{println}}\
    Operating System: {{.OperatingSystem}}{{println}}Kernel Version: {{.KernelVersion}}{{println}}OSType: {{.OSType}}{{println}}\
    Architecture: {{.Architecture}}{{println}}Default Isolation: {{.Isolation}}";

/// The fields of a container that did not start.
pub const CONTAINER: &str =
    "Image: {{.Config.Image}}{{println}}Isolation: {{.HostConfig.Isolation}}{{println}}Error: {{.State.Error}}";

/// The states of containers that did not start, or no longer run.
pub const STOPPED: [&str; 6] = ["container", "ls", "--all", "--quiet", "--filter", "status=created"];

/// The fields of an image.
pub const IMAGE: [&str; 4] = ["RepoTags", "Os", "Architecture", "OsVersion"];

/// The last errors of the engine’s service.
pub const EVENTS: &str = "Get-WinEvent -FilterHashtable @{LogName='Application';ProviderName='docker';Level=2} -MaxEvents 5 \
    -ErrorAction SilentlyContinue | ForEach-Object Message";

/// The questions to a Windows machine in one line, for Windows PowerShell 5 and for PowerShell 7.
pub fn powershell() -> String {
    let stopped = STOPPED.join(" ");
    [
        probe::VER.to_owned(),
        format!("Get-ItemProperty '{CURRENT_VERSION}' | Format-List {}", FIELDS.join(",")),
        "\"Architecture: $env:PROCESSOR_ARCHITECTURE\"".to_owned(),
        format!("docker info --format '{ENGINE}'"),
        // Most machines with Docker have no containerd on the path, and the error would be read as one.
        "if (Get-Command containerd -ErrorAction SilentlyContinue) { containerd --version }".to_owned(),
        // Objects in between, because the two PowerShells disagree on quotation marks within an argument.
        format!(
            "if ($i = docker image ls --quiet) {{ (docker image inspect $i | Out-String | ConvertFrom-Json) | Select-Object {} | \
             ConvertTo-Json }}",
            IMAGE.join(",")
        ),
        format!("if ($c = docker {stopped}) {{ docker container inspect --format '{CONTAINER}' $c }}"),
        EVENTS.to_owned(),
    ]
    .join("; ")
}

/// The questions to a cluster in one line, for PowerShell and for the shells of Unix.
pub const KUBECTL: &str = "kubectl get nodes -o wide; kubectl get pods --all-namespaces -o \
    \"custom-columns=NODE:.spec.nodeName,NAMESPACE:.metadata.namespace,POD:.metadata.name,IMAGE:.spec.containers[*].image\"; \
    kubectl get events --all-namespaces --field-selector type=Warning";

/// A text without what may be secret in messages of others: passwords in addresses, tokens, and what follows such words.
pub fn redacted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut hide_next = false;
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if hide_next && !word.is_empty() {
            out.push('…');
            hide_next = false;
        } else {
            let (shown, hides) = shown(word);
            out.push_str(&shown);
            hide_next |= hides;
        }
        out.push_str(&piece[word.len()..]);
    }
    out
}

/// Words that a secret follows.
const SECRETS: [&str; 7] = ["password", "passwd", "pwd", "token", "secret", "apikey", "api_key"];

/// A word as it may be shown, and whether the next one has to be hidden.
fn shown(word: &str) -> (String, bool) {
    let lower = word.to_ascii_lowercase();
    let plain = lower.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    if matches!(plain, "bearer" | "basic") {
        return (word.to_owned(), true);
    }
    let after_key = SECRETS.iter().filter_map(|key| lower.find(key).map(|at| at + key.len())).min();
    if let Some(at) = after_key
        && let Some(sign) = word[at..].find(['=', ':']).map(|sign| at + sign + 1)
    {
        let rest = &word[sign..];
        let quotes = rest.len() - rest.trim_start_matches(['"', '\'']).len();
        return if rest.len() == quotes { (word.to_owned(), true) } else { (format!("{}…", &word[..sign]), false) };
    }
    match (word.find("://"), word.rfind('@')) {
        (Some(scheme), Some(at)) if scheme + 3 < at => (format!("{}…{}", &word[..scheme + 3], &word[at..]), false),
        _ => (word.to_owned(), false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_in_messages_are_hidden() {
        for (text, expected) in [
            ("pull https://ann:s3cret@registry.corp/v2/ failed", "pull https://…@registry.corp/v2/ failed"),
            ("proxy http://proxy.corp:3128 refused", "proxy http://proxy.corp:3128 refused"),
            ("Authorization: Bearer eyJhbGciOi.x.y and more", "Authorization: Bearer … and more"),
            ("DB_PASSWORD=hunter2 TOKEN: abc", "DB_PASSWORD=… TOKEN: …"),
            ("\"password\": \"x\",", "\"password\": …"),
            ("token expired", "token expired"),
            (
                "The container operating system does not match.\r\n",
                "The container operating system does not match.\r\n",
            ),
        ] {
            assert_eq!(redacted(text), expected);
        }
    }

    #[test]
    fn each_line_is_one_line_and_reads_no_environment() {
        for text in [powershell(), KUBECTL.to_owned()] {
            assert!(!text.contains('\n') && !text.contains(".Env") && !text.contains("Mounts"), "{text}");
        }
    }
}
