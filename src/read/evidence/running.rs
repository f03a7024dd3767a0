//! Containers that run.

/// How many rows of `docker ps` or `kubectl get pods` show a container that runs.
pub(super) fn count(lines: &[&str]) -> usize {
    let mut rows = 0;
    let mut pods = false;
    for line in lines {
        let heading = line.contains("STATUS") && line.contains("NAME");
        if heading {
            pods = line.contains("READY") || line.contains("IMAGE");
        } else if pods && (is_up(line) || is_running(line)) {
            rows += 1;
        }
    }
    rows
}

fn is_up(line: &str) -> bool {
    line.split("  ").any(|cell| {
        let cell = cell.trim();
        cell.starts_with("Up ") && !cell.contains("unhealthy")
    })
}

fn is_running(line: &str) -> bool {
    line.split_whitespace().skip(1).take(2).any(|word| word == "Running")
}
