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

/// The service that a text is about: that of the line at `errors`, or the only one of the text.
pub(super) fn read(lines: &[&str], errors: &[usize]) -> Option<String> {
    let of_error = errors.iter().rev().find_map(|at| task(lines.get(*at)?));
    let mut named = lines.iter().filter_map(|line| command(line).or_else(|| task(line)));
    let only = || {
        let first = named.next()?;
        named.all(|other| other == first).then_some(first)
    };
    of_error.or_else(only).map(str::to_owned)
}

/// `docker service ps --no-trunc shop_web`.
fn command(line: &str) -> Option<&str> {
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
    use super::read;

    #[test]
    fn the_service_is_that_of_the_command_or_of_the_task() {
        let table = "ID            NAME        IMAGE             NODE   DESIRED STATE  CURRENT STATE   ERROR\n\
                     fctwh0m61vdq  site.1      webserver:latest  WIN-1  Running        Starting 45 seconds ago\n\
                     l90rlq7yz6c0   \\_ site.1  webserver:latest  WIN-1  Shutdown       Failed 53 seconds ago    \"starting\u{2026}\"";
        let of = |text: &str, errors: &[usize]| read(&text.lines().collect::<Vec<_>>(), errors);
        assert_eq!(of(table, &[2]).as_deref(), Some("site"));
        assert_eq!(table.lines().map(super::message).collect::<Vec<_>>(), [None, None, Some("starting…\"")]);
        assert_eq!(of("PS C:\\> docker service ps --no-trunc shop_web", &[]).as_deref(), Some("shop_web"));
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
