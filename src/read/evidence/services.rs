//! Services of Docker Swarm: the commands on them, and the tables of their tasks.

use crate::rules::name::is_plain;

/// The commands whose last argument is a service, by how they begin.
const COMMANDS: [&str; 5] = [
    "docker service ps ",
    "docker service inspect ",
    "docker service logs ",
    "docker service update ",
    "docker service scale ",
];

/// What a text shows of a swarm.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SwarmSeen {
    /// The text speaks of services, stacks or nodes of a swarm, and runs no container by hand.
    pub is_used: bool,
    /// The service that it is about.
    pub service: Option<String>,
    /// A port that a service publishes through the routing mesh.
    pub mesh_port: Option<MeshPort>,
}

/// A port of the routing mesh.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MeshPort {
    /// The port of every node.
    pub published: u16,
    /// The port of the container.
    pub target: u16,
    /// A stack file says it, and no command.
    pub in_file: bool,
}

/// Reads the lines, of which those at `errors` say what failed.
pub(super) fn read(lines: &[&str], errors: &[usize]) -> SwarmSeen {
    const SPOKEN: [&str; 12] = [
        "docker service create ",
        "docker service ls",
        "docker service ps ",
        "docker service update ",
        "docker service inspect ",
        "docker service logs ",
        "docker service scale ",
        "docker stack ",
        "docker swarm init",
        "docker swarm join",
        "docker node ls",
        "docker node ps",
    ];
    // "trying to run a service in a docker swarm"
    let told = |line: &str| {
        let lower = line.to_ascii_lowercase();
        lower.contains("docker swarm")
            && ["service", "stack", "worker", "manager"].iter().any(|word| lower.contains(word))
    };
    let spoken =
        lines.iter().any(|line| told(line) || SPOKEN.iter().any(|words| line.contains(words)) || task(line).is_some());
    let by_hand = ["docker run ", "docker build ", "docker compose up", "docker-compose up"];
    let by_hand = lines.iter().any(|line| by_hand.iter().any(|words| line.contains(words)));
    let of_command = || lines.iter().rev().find_map(|line| mesh_port(line));
    let of_file = || file_port(lines).filter(|_| lines.iter().any(|line| line.contains("docker stack ")));
    let port = |in_file| move |(published, target)| MeshPort { published, target, in_file };
    SwarmSeen {
        is_used: spoken && !by_hand,
        service: service(lines, errors),
        mesh_port: of_command().map(port(false)).or_else(|| of_file().map(port(true))),
    }
}

/// The first of the `ports:` of a stack file in the short form, which is that of the mesh: `- "8080:80"`.
fn file_port(lines: &[&str]) -> Option<(u16, u16)> {
    let ports = lines.iter().position(|line| line.trim() == "ports:")?;
    let item = lines.get(ports + 1)?.trim().strip_prefix("- ")?;
    let (published, target) = item.trim_matches(['"', '\'']).split_once(':')?;
    Some((published.parse().ok()?, target.split('/').next()?.parse().ok()?))
}

/// The ports of `docker service create --publish 8080:80`, which a `mode=host` keeps out of the mesh:
/// <https://docs.docker.com/engine/swarm/ingress/>.
fn mesh_port(line: &str) -> Option<(u16, u16)> {
    if !["docker service create", "docker service update"].iter().any(|command| line.contains(command)) {
        return None;
    }
    let words = || line.split_whitespace();
    let flag = |word: &str| ["-p", "--publish", "--publish-add"].contains(&word);
    let apart = words().zip(words().skip(1)).filter_map(|(word, value)| flag(word).then_some(value));
    let joined = words().filter_map(|word| word.split_once('=').filter(|(word, _)| flag(word)).map(|(_, value)| value));
    apart.chain(joined).find_map(|value| {
        let value = value.trim_matches(['"', '\'']);
        let field =
            |name: &str| value.split(',').find_map(|part| part.strip_prefix(name)?.strip_prefix('=')?.parse().ok());
        match value.contains('=') {
            true if value.contains("mode=host") => None,
            true => Some((field("published")?, field("target")?)),
            false => {
                let (published, target) = value.split_once(':')?;
                Some((published.parse().ok()?, target.split('/').next()?.parse().ok()?))
            }
        }
    })
}

/// The service that a text is about: that of the line at `errors`, or the only one of the text.
fn service(lines: &[&str], errors: &[usize]) -> Option<String> {
    let of_error = errors.iter().rev().find_map(|at| task(lines.get(*at)?));
    let mut named = lines.iter().filter_map(|line| command(line).or_else(|| task(line)));
    let only = || {
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    };
    of_error.or_else(only).map(str::to_owned)
}

/// `docker service ps --no-trunc shop_web`, `docker service create --name shop_web`.
fn command(line: &str) -> Option<&str> {
    if let Some((_, arguments)) = line.split_once("docker service create ") {
        let mut words = arguments.split(['=', ' ']).skip_while(|word| *word != "--name").skip(1);
        return words.next().filter(|name| is_plain(name));
    }
    let arguments = COMMANDS.iter().find_map(|command| Some(line.split_once(command)?.1))?;
    let last = arguments.split_whitespace().next_back()?;
    let last = last.split('=').next().unwrap_or(last);
    // Behind these goes on what is no argument of the command.
    (is_plain(last) && !arguments.contains([';', '|', '&', '$', '>', '<', '`'])).then_some(last)
}

/// A row of `docker service ps`: an id of 12 or 25 letters and digits, then the task `shop_web.1`, behind `\_` for an earlier one.
fn task(line: &str) -> Option<&str> {
    let mut cells = line.split_whitespace().filter(|cell| *cell != "\\_");
    let id = cells.next()?;
    let is_id = (12..=25).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        && id.bytes().any(|byte| byte.is_ascii_digit());
    let (service, number) = cells.next()?.rsplit_once('.')?;
    let is_task = !number.is_empty() && number.len() < 5 && number.bytes().all(|byte| byte.is_ascii_digit());
    // The third cell is the image: no table of versions has rows like this.
    let image = cells.next()?;
    (is_id && is_task && is_plain(service) && !service.contains('.') && image.contains([':', '/', '.']))
        .then_some(service)
}

/// The last cell of a task's row, which is its error.
pub(super) fn message(row: &str) -> Option<&str> {
    task(row)?;
    row.split_once(" \"").map(|(_, message)| message)
}

#[cfg(test)]
mod tests {
    use super::{mesh_port, read, service};

    #[test]
    fn ports_of_the_routing_mesh() {
        for (line, ports) in [
            ("docker service create --name web --publish 8080:80 a.io/web:1", Some((8080, 80))),
            ("docker service create -p 53:5353/udp a.io/dns:1", Some((53, 5353))),
            ("docker service create --publish=published=8080,target=80 a.io/web:1", Some((8080, 80))),
            ("docker service update --publish-add \"published=8080,target=80\" web", Some((8080, 80))),
            ("docker service create --publish mode=host,target=80,published=8080 a.io/web:1", None),
            ("docker service create --publish 80 a.io/web:1", None),
            ("docker run --publish 8080:80 a.io/web:1", None),
        ] {
            assert_eq!(mesh_port(line), ports, "{line}");
        }
    }

    #[test]
    fn ports_of_a_stack_file() {
        let port = |text: &str| {
            read(&text.lines().collect::<Vec<_>>(), &[]).mesh_port.map(|port| (port.published, port.in_file))
        };
        let file =
            |ports: &str| format!("services:\n  web:\n    ports:\n      {ports}\ndocker stack deploy -c s.yml shop");
        assert_eq!(port(&file("- \"8111:80\"")), Some((8111, true)));
        assert_eq!(port(&file("- target: 80\n        mode: host")), None);
        assert_eq!(port(&file("- 8111:80").replace("docker stack deploy", "docker compose up")), None);
    }

    #[test]
    fn a_swarm_is_spoken_of() {
        let used = |text: &str| read(&text.lines().collect::<Vec<_>>(), &[]).is_used;
        for text in [
            "Trying to run any service in a docker swarm",
            "docker service create a.io/web:1",
            "docker stack deploy -c s.yml shop",
            "> docker node ls",
        ] {
            assert!(used(text), "{text}");
        }
        for text in [
            "docker node ls\ndocker run a.io/web:1",
            "the docker service is stopped",
            "docker compose up",
            "we don't use docker swarm",
        ] {
            assert!(!used(text), "{text}");
        }
    }

    #[test]
    fn the_service_is_that_of_the_command_or_of_the_task() {
        let table = "ID            NAME        IMAGE             NODE   DESIRED STATE  CURRENT STATE   ERROR\n\
                     fctwh0m61vdq  site.1      webserver:latest  WIN-1  Running        Starting 45 seconds ago\n\
                     l90rlq7yz6c0   \\_ site.1  webserver:latest  WIN-1  Shutdown       Failed 53 seconds ago    \"starting\u{2026}\"";
        let of = |text: &str, errors: &[usize]| service(&text.lines().collect::<Vec<_>>(), errors);
        assert_eq!(of(table, &[2]).as_deref(), Some("site"));
        assert_eq!(table.lines().map(super::message).collect::<Vec<_>>(), [None, None, Some("starting…\"")]);
        assert_eq!(of("PS C:\\> docker service ps --no-trunc shop_web", &[]).as_deref(), Some("shop_web"));
        assert_eq!(of("docker service create --name shop_web a.io/b:1", &[]).as_deref(), Some("shop_web"));
        let two = table.replace("\\_ site.1", "api.2");
        assert_eq!(of(&two, &[2]).as_deref(), Some("api"));
        for other in [
            two.as_str(),
            "docker service ps $(docker service ls -q)",
            "docker service ls",
            "3f2a9c81d0b7  10.0.20348.1  windows:ltsc2022",
            "docker service ps web; calc",
        ] {
            assert_eq!(of(other, &[]), None, "{other}");
        }
    }
}
