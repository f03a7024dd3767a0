//! Files of jobs: workflows and pipelines that have nothing of a log and no image, but machines with Windows and commands of Docker.

/// Whether a text is a workflow or a pipeline with a job on Windows that calls Docker: a file to fix, not a log of what failed.
pub fn is_one(text: &str) -> bool {
    let machine = |line: &str| {
        let (key, value) = line.trim_start_matches(['-', ' ', '\t', '{']).split_once(':').unwrap_or_default();
        let named = matches!(key, "runs-on" | "vmImage" | "pool" | "tags" | "os" | "runner" | "agents" | "executor");
        named && value.to_ascii_lowercase().contains("win")
    };
    let docker = ["docker ", "--build-arg", "build-args:", "Docker@"].iter().any(|word| text.contains(word));
    docker && text.lines().any(machine)
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
            "jobs: {a: {strategy: {matrix: {\n  os: [windows-2022]}}, steps: [{with: {build-args: A=1}}]}}\n",
        ] {
            assert!(is_one(text), "{text}");
        }
        for text in [
            "jobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n    - run: docker build .\n",
            "jobs:\n  a:\n    runs-on: windows-2022\n    steps:\n    - run: make\n",
            "docker build -t windows .\n",
            "windows 2022 docker ltsc2019",
        ] {
            assert!(!is_one(text), "{text}");
        }
    }
}
