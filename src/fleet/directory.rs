//! What `Get-ADComputer | Format-List` prints: a block of properties for each computer.

use super::machine::{self, MachineLine};
use super::reader::FleetReader;
use super::words::{Show as _, concat};
use crate::rules::host::HostError;

/// Properties with the name of a computer, the best first.
const NAMES: [&str; 5] = ["Name", "DNSHostName", "CN", "ComputerName", "SamAccountName"];

/// Reads the block that begins here, if it is one of a computer; how many lines that were.
pub(super) fn read(reader: &mut FleetReader, lines: &[&str], number: usize) -> Option<usize> {
    let first = lines.first().filter(|line| property(line).is_some())?;
    let length = lines.iter().position(|line| line.trim().is_empty()).unwrap_or(lines.len());
    let properties: Vec<(&str, &str)> = lines[..length].iter().filter_map(|line| property(line)).collect();
    let value = |wanted: &str| {
        let mut found = properties.iter().filter(|(key, value)| *key == wanted && !value.is_empty());
        found.next().map(|(_, value)| *value)
    };
    let system = value("OperatingSystem")?;
    let name = NAMES.iter().find_map(|key| value(key))?.trim_end_matches('$');
    let version = value("OperatingSystemVersion").unwrap_or_default();
    let row = concat(&[name, " ", system, " ", version]);
    let short = concat(&[name, " ", system]);
    match machine::read(row.trim_end()).or_else(|| machine::read(&short)) {
        Some(MachineLine::Machine(_, host, _)) => reader.host(Some(name), host, 1),
        Some(MachineLine::WithoutContainers(release)) => {
            let why = concat(&[&HostError::WithoutContainers(release).show(), "."]);
            reader.unread_because(number, length, first, why.into());
        }
        None if system.to_ascii_lowercase().contains("windows") => return None,
        None => reader.linux_node(Some(name), 1),
    }
    Some(length)
}

/// `OperatingSystem        : Windows Server 2019 Standard`
fn property(line: &str) -> Option<(&str, &str)> {
    // In YAML no blank stands before a colon.
    let (key, value) = line.split_once(" :").filter(|_| !line.starts_with([' ', '\t']))?;
    let key = key.trim_end();
    let is_key = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_key.then_some((key, value.trim()))
}
