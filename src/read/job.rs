//! Files of jobs and scripts that have nothing of a log and no image, but commands of Docker, and machines with Windows or arguments of
//! builds that are about it.

/// Whether a text is a workflow or a pipeline with a job on Windows that calls Docker, or a script that builds for Windows: a file to
/// fix, not a log of what failed.
pub fn is_one(text: &str) -> bool {
    let machine = |line: &str| {
        let (key, value) = line.trim_start_matches(['-', ' ', '\t', '{']).split_once(':').unwrap_or_default();
        let named = matches!(key, "runs-on" | "vmImage" | "pool" | "tags" | "os" | "runner" | "agents" | "executor");
        named && value.to_ascii_lowercase().contains("win")
    };
    let docker = ["docker ", "--build-arg", "build-args:", "Docker@"].iter().any(|word| text.contains(word));
    docker && (text.lines().any(machine) || text.split("--build-arg").skip(1).any(is_of_windows))
}

/// Whether the argument that a text begins with is about Windows: `WINVER=…`, `TAG=ltsc2022`.
fn is_of_windows(text: &str) -> bool {
    let argument = text.trim_start_matches(['=', ' ', '"', '\'']).split_whitespace().next().unwrap_or_default();
    let lower = argument.to_ascii_lowercase();
    lower.contains('=')
        && ["windows", "winver", "win_", "nanoserver", "servercore", "ltsc20"].iter().any(|word| lower.contains(word))
}

#[cfg(test)]
mod tests {
    use super::is_one;

    #[test]
    fn a_job_on_windows_that_calls_docker() {
        for text in [
            "jobs:\n  a:\n    runs-on: windows-2019\n    steps:\n    - run: docker build --build-arg TAG=ltsc2019 .\n",
            "pool:\n  vmImage: 'windows-2022'\nsteps:\n- task: Docker@2\n",
            "a:\n  tags: [windows-1809]\n  script: [docker build .]\n",
            "$v = '1809'\ndocker build `\n  --build-arg \"WINVER=$v\" .\n",
            "docker build --build-arg=TAG=ltsc2019 .\n",
            "jobs: {a: {strategy: {matrix: {\n  os: [windows-2022]}}, steps: [{with: {build-args: A=1}}]}}\n",
        ] {
            assert!(is_one(text), "{text}");
        }
        for text in [
            "jobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n    - run: docker build .\n",
            "jobs:\n  a:\n    runs-on: windows-2022\n    steps:\n    - run: make\n",
            "docker build -t windows .\n",
            "docker build --build-arg PORT=1809 -t windows .\n",
            "windows 2022 docker ltsc2019",
        ] {
            assert!(!is_one(text), "{text}");
        }
    }
}
